//! The window by keyboard: other layouts, the ends of a mark, the parts of the window, fields and their lists.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, vec2};
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

const ALT: Modifiers = Modifiers::ALT;
/// The first name of the sample, which stands in its headline.
const NAME: &str = "طرابلس";

/// The round knobs at the ends of the selected mark, that of the beginning first.
fn knobs(window: &Window) -> Vec<Pos2> {
    window.page_dots(Theme::named(ThemeName::Light).accent).into_iter().map(|(at, _)| at).collect()
}

// Layouts.

#[test]
fn shortcuts_work_where_their_letters_are_not_written() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // Hebrew, Arabic, French: the position on a US keyboard, the character typed.
    window.drag_over_words(2);
    window.press_on_layout(BARE, Key::Num2, "é");
    assert!(window.sees("Tagged by hand"), "the label of the second key, on AZERTY");
    window.press_on_layout(CTRL, Key::Z, "ئ");
    assert!(!window.sees("Tagged by hand"), "undo, in Arabic");
    window.drag_over_words(2);
    window.press_on_layout(SHIFT, Key::Num1, "1");
    assert!(window.sees("Tagged by hand"), "the digit of a shifted row");
    window.press_on_layout(CTRL_SHIFT, Key::L, "/");
    window.now_speaking(Lang::Ar);
    assert!(window.sees(&window.text("panel-annotations")), "the other language, in Arabic");
    window.press_on_layout(CTRL, Key::W, "'");
    assert!(window.sees(&window.text("dialog-discard")), "closing asks, in Hebrew");
    window.press(BARE, Key::Escape);
    assert!(!window.press_on_layout(CTRL, Key::Q, "/"), "quitting asks, in Hebrew");
    assert!(window.sees(&window.text("dialog-discard")));
}

#[test]
fn no_single_key_quits_with_unsaved_work_unasked() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // One of the keys saves; after that, what saves itself would be closed without a question, and nothing lost.
    window.choose("menu-file", "command-toggle-autosave");
    let unsaved = window.text_with("tab-unsaved", "file", "libya.txt");
    let letters = Key::ALL.iter().copied().filter(|key| (Key::A..=Key::Z).contains(key));
    let others = [Key::Escape, Key::Delete, Key::F4, Key::F10, Key::F12, Key::Num4, Key::Minus];
    let places: Vec<Key> = letters.chain(others).collect();
    for modifiers in [CTRL, CTRL_SHIFT, BARE] {
        // The tab would have another name in another language.
        for place in places.iter().filter(|place| **place != Key::L) {
            for label in [Key::Num1, Key::Num2] {
                if !window.tabs().contains(&unsaved) {
                    window.press(CTRL, Key::Home);
                    window.press(BARE, Key::F8);
                    window.press(BARE, label);
                }
            }
            assert!(window.tabs().contains(&unsaved), "{:?} before {place:?}", window.tabs());
            assert!(!window.press_on_layout(modifiers, *place, ""), "{modifiers:?} {place:?} quits");
            assert_eq!(window.tabs().len(), 1, "{modifiers:?} {place:?} closes");
            for _ in 0..3 {
                window.press(BARE, Key::Escape);
            }
            window.focus_page();
        }
    }
}

#[test]
fn escape_closes_one_thing_and_leaves_what_is_selected() {
    let (folder, article) = Folder::with_libya();
    let other = folder.write("other.txt", "صباح الخير");
    let mut window = Window::speaking(Lang::En).open(&[&other, &article]);
    window.wait_for_article("libya.txt");
    window.settle();
    let bar = window.text("popover-name");
    for opening in [
        &[(BARE, Key::E)][..],
        &[(BARE, Key::E), (BARE, Key::ArrowDown)],
        &[(BARE, Key::E), (BARE, Key::Tab), (BARE, Key::Tab)],
        &[(BARE, Key::T), (BARE, Key::ArrowDown)],
        &[(BARE, Key::N), (BARE, Key::Tab)],
        &[(CTRL, Key::Comma)],
        &[(CTRL, Key::Comma), (BARE, Key::Tab)],
        &[(CTRL_SHIFT, Key::A), (BARE, Key::ArrowDown)],
        &[(BARE, Key::F10), (BARE, Key::ArrowDown)],
        &[(BARE, Key::F1)],
    ] {
        window.focus_page();
        window.press(CTRL, Key::Home);
        window.press(BARE, Key::F8);
        let before = window.told();
        for (modifiers, key) in opening {
            window.press(*modifiers, *key);
            window.settle();
        }
        assert_ne!(window.told(), before, "{opening:?} opens something");
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(window.sees(&bar), "{opening:?}: still selected");
        // From a button, the keyboard goes to the page first.
        window.focus_page();
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(!window.sees(&bar), "{opening:?}: the page's own Escape");
    }
}

// The ends of a mark.

#[test]
fn the_arrows_move_the_ends_of_a_suggestion_in_one_step() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::F8);
    assert_eq!(window.copied().as_deref(), Some(NAME));
    window.press(BARE, Key::F2);
    assert!(window.sees(&window.text("hint-move-end")));
    // Left moves forward in an Arabic line.
    for (modifiers, key, expected) in [
        (BARE, Key::ArrowLeft, "طرابلس إلى"),
        (ALT, Key::ArrowLeft, "طرابلس إلى ق"),
        (ALT, Key::ArrowLeft, "طرابلس إلى قا"),
        (BARE, Key::ArrowRight, "طرابلس إلى"),
        (BARE, Key::Tab, "طرابلس إلى"),
        (BARE, Key::ArrowRight, "أسوار طرابلس إلى"),
        (BARE, Key::ArrowRight, "من أسوار طرابلس إلى"),
        (BARE, Key::ArrowLeft, "أسوار طرابلس إلى"),
        // The beginning cannot pass the end.
        (BARE, Key::ArrowLeft, "طرابلس إلى"),
        (BARE, Key::ArrowLeft, "إلى"),
        (BARE, Key::ArrowLeft, "إلى"),
        (BARE, Key::ArrowRight, "طرابلس إلى"),
    ] {
        window.press(modifiers, key);
        assert_eq!(window.copied().as_deref(), Some(expected), "{modifiers:?} {key:?}");
    }
    window.press(BARE, Key::Enter);
    assert!(!window.sees(&window.text("hint-move-start")));
    window.press(CTRL, Key::S);
    window.wait_for("Saved to libya.hawashi.ron.");
    let kept = annotations_of(&article);
    let kept: Vec<_> = kept.iter().map(|(quote, annotation)| (quote.as_str(), annotation.status)).collect();
    assert_eq!(kept, [("طرابلس إلى", Status::Accepted)], "the old place is no refusal");
    window.press(CTRL, Key::Z);
    window.click("Annotations");
    assert!(window.rows().is_empty(), "one step back: {:?}", window.rows());
}

#[test]
fn escape_puts_the_ends_back() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    let tagged = window.copied();
    window.choose("menu-edit", "menu-mark");
    window.click_text("command-move-start");
    window.press(BARE, Key::ArrowLeft);
    assert_eq!(window.copied().as_deref(), Some("أسوار"));
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied(), tagged, "it is selected as it was");
    // Nothing was moved, so nothing is restored.
    window.press(SHIFT, Key::F2);
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied(), tagged);
    window.press(BARE, Key::F8);
    window.press(BARE, Key::F2);
    window.press(BARE, Key::ArrowLeft);
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied().as_deref(), Some(NAME));
    assert!(window.sees("Accept"), "a suggestion is undecided again");
}

#[test]
fn the_knobs_of_a_mark_are_dragged_in_both_directions_of_text() {
    let folder = Folder::new();
    for (text, way) in [
        ("قال المتحدث باسم البلدية أمس إن الطريق مفتوح.\n", -1.0),
        ("The speaker of the town said that the road is open.\n", 1.0),
    ] {
        let article = folder.write("article.txt", text);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for_article("article.txt");
        let page = window.page();
        let lines: Vec<Pos2> = window.letters_in(page);
        let x = lines.iter().map(|at| at.x).fold((f32::MAX, f32::MIN), |(a, b), x| (a.min(x), b.max(x)));
        let y = lines.iter().map(|at| at.y).sum::<f32>() / lines.len() as f32;
        let from = if way < 0.0 { x.1 } else { x.0 };
        window.click_at(Pos2::new(from + way * 60.0, y), 2);
        let word = window.copied().unwrap();
        window.press(BARE, Key::Num1);
        let [beginning, end] = knobs(&window)[..] else { panic!("{:?}", knobs(&window)) };
        assert!((end.x - beginning.x) * way > 0.0, "{beginning} {end}");
        // By the edge of the knob, away from the line.
        let grab = end + vec2(3.0, 6.0);
        window.drag(&[grab, grab + vec2(way * 60.0, 0.0), grab + vec2(way * 90.0, 2.0)]);
        let wider = window.copied().unwrap();
        assert!(wider.starts_with(&word) && wider.len() > word.len(), "{word:?} {wider:?}");
        assert!(window.sees("Tagged by hand"), "the mark is still selected, no text");
        let grab = knobs(&window)[0] + vec2(-4.0, -6.0);
        window.drag(&[grab, grab - vec2(way * 20.0, 0.0), grab - vec2(way * 200.0, 0.0)]);
        let widest = window.copied().unwrap();
        assert!(widest.ends_with(&wider) && widest.len() > wider.len(), "{wider:?} {widest:?}");
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        let [beginning, end] = knobs(&window)[..] else { panic!("the mark is not selected any more") };
        assert!((end.x - beginning.x).abs() < 200.0);
        assert_eq!(window.copied().unwrap(), word, "each drag is a step");
    }
}

#[test]
fn the_knobs_of_a_suggestion_accept_it_where_they_are_dragged_to() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::F8);
    window.frames(20);
    let end = *knobs(&window).last().unwrap();
    window.drag(&[end, end - vec2(20.0, 0.0), end - vec2(60.0, 0.0)]);
    let wider = window.copied().unwrap();
    assert!(wider.starts_with("طرابلس إ"), "{wider:?}");
    window.click("Annotations");
    assert!(matches!(window.rows().as_slice(), [row] if row.starts_with(&wider)), "{:?}", window.rows());
    // Not after a new detection run, either.
    let under =
        |window: &Window| window.published_marks().iter().filter(|mark| mark.name.starts_with("طرابلس")).count();
    let before = under(&window);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to libya.hawashi.ron.");
    let statuses: Vec<_> = annotations_of(&article).iter().map(|(_, annotation)| annotation.status).collect();
    assert_eq!(statuses, [Status::Accepted]);
    assert_eq!(under(&Window::reading(&article)), before);
    assert!(!window.any_label(|label| label.starts_with("Show rejected")), "{:?}", window.labels());
    window.press(CTRL, Key::Z);
    assert!(window.rows().is_empty());
}

// Parts and lists.

#[test]
fn f6_goes_round_the_parts_of_the_window() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.focus_page();
    let mut seen = Vec::new();
    for _ in 0..5 {
        window.press(BARE, Key::F6);
        seen.push(window.focused().unwrap().0);
    }
    assert_eq!(seen, [Role::ListBoxOption, Role::Button, Role::Button, Role::Tab, Role::Document]);
    window.press(SHIFT, Key::F6);
    assert_eq!(window.focused().unwrap().0, Role::Tab);
    window.press(BARE, Key::F6);
    window.press(BARE, Key::F6);
    window.press(BARE, Key::ArrowDown);
    let row = window.focused().unwrap();
    window.press(SHIFT, Key::F6);
    assert_eq!(window.focused().unwrap().0, Role::Document);
    window.press(BARE, Key::F6);
    assert_eq!(window.focused().unwrap(), row, "where the keyboard was in the list");
    // Without the panel, and from a field.
    window.press(BARE, Key::F9);
    window.press(CTRL, Key::F);
    assert_eq!(window.focused().unwrap().0, Role::TextInput);
    window.press(BARE, Key::F6);
    assert_eq!(window.focused().unwrap().0, Role::Tab);
    window.press(BARE, Key::F6);
    window.press(BARE, Key::F6);
    assert_eq!(window.focused().unwrap().0, Role::Button);
}

#[test]
fn down_opens_the_menu_that_has_the_keyboard() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.press(BARE, Key::F10);
        assert_eq!(window.focused().unwrap().0, Role::Button);
        window.press(BARE, Key::ArrowDown);
        window.frames(5);
        let first = window.focused().unwrap();
        assert_eq!(first.0, Role::MenuItem, "{first:?}");
        window.press(BARE, Key::ArrowDown);
        window.frames(3);
        let second = window.focused().unwrap();
        assert!(second.0 == Role::MenuItem && second != first, "{second:?}");
    }
}

#[test]
fn down_goes_from_a_field_into_its_list_and_up_comes_back() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::F8);
    window.press(BARE, Key::E);
    window.write("بنغازي");
    window.wait_until_gone(&window.text("find-searching"));
    assert_eq!(window.focused().unwrap().0, Role::TextInput);
    window.frames(3);
    window.press(BARE, Key::ArrowDown);
    let first = window.focused().unwrap();
    assert_eq!(first.0, Role::ListBoxOption);
    window.press(BARE, Key::ArrowDown);
    assert_ne!(window.focused().unwrap(), first);
    window.press(BARE, Key::ArrowUp);
    assert_eq!(window.focused().unwrap(), first);
    window.press(BARE, Key::ArrowUp);
    assert_eq!(window.focused().unwrap().0, Role::TextInput);
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    // The search's list consists of its matches; without any, Down moves to the switches below.
    window.press(CTRL, Key::F);
    window.write("ليبيا");
    window.press(BARE, Key::ArrowDown);
    assert_eq!(window.focused().unwrap().0, Role::TextInput);
    window.write("ظظظ");
    window.wait_for(&window.text_with("find-total", "total", 0_u32));
    window.press(BARE, Key::ArrowDown);
    assert_ne!(window.focused().unwrap().0, Role::TextInput);
}

// Copying, and the size of the window.

#[test]
fn coordinates_and_ids_are_copied_from_the_card() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::F8);
    window.click("Copy coordinates: 32.8874, 13.1873");
    assert!(window.sees("Copied: 32.8874, 13.1873"));
    window.click("Copy id: place:tripoli-ly");
    assert!(window.sees("Copied: place:tripoli-ly"));
    window.press(BARE, Key::E);
    window.press(BARE, Key::Escape);
    window.focus_page();
}

#[test]
fn what_is_selected_is_offered_to_the_middle_button() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.focus_page();
    window.press(CTRL, Key::Home);
    assert_eq!(window.offered_after(CTRL_SHIFT, Key::ArrowLeft).as_deref(), Some("من"));
    assert_eq!(window.offered_after(SHIFT, Key::ArrowLeft).as_deref(), Some("من "));
    assert_eq!(window.offered_after(BARE, Key::ArrowLeft), None);
}

#[test]
fn the_interface_has_a_size() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let page = window.page();
    window.press(CTRL, Key::Comma);
    window.click("150%");
    window.frames(3);
    assert_eq!(window.harness().ctx.zoom_factor(), 1.5);
    window.press(BARE, Key::Escape);
    assert!(window.page().width() < page.width(), "the panel takes more of the window");
}

#[test]
fn a_full_screen_has_no_bars_until_they_are_called() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let file = window.text("menu-file");
    window.fill_screen(true);
    assert!(!window.sees(&file) && !window.sees(&window.text("panel-mentions")));
    assert!(window.sees(&window.text("hint-full-screen")));
    window.press(BARE, Key::F10);
    assert_eq!(window.focused().unwrap(), (Role::Button, file.clone()));
    window.focus_page();
    window.frames(3);
    assert!(!window.sees(&file));
    window.hover(Pos2::new(300.0, 0.0));
    assert!(window.sees(&file));
    window.hover(Pos2::new(300.0, 400.0));
    assert!(!window.sees(&file));
    window.press(CTRL, Key::F);
    window.write("ليبيا");
    assert!(window.sees(&file), "the find field stands in the bar");
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::F9);
    assert!(window.sees(&window.text("panel-mentions")));
    window.fill_screen(false);
    assert!(window.sees(&file) && window.sees(&window.text("panel-mentions")));
}
