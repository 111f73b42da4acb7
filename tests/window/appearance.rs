//! The article's appearance: the popover, its keys, and what is remembered for each file.

use crate::support::folder::{Folder, LIBYA};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::accesskit::{Action, ActionData, Role};
use eframe::egui::{Event, Key, ViewportCommand, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName, text_key};

/// With vowel marks, so that there is something to hide.
const VOCALISED: &str = "هُجِّرَ الأَهالِي مِنَ الإِقْلِيمِ لِأَجْلِ الاِقْتِتَالِ.";

fn open_popover(window: &mut Window) {
    window.press(CTRL, Key::Comma);
    let name = window.text("appearance-size");
    window.wait_for(&name);
}

/// The value of a slider.
fn value_of(window: &mut Window, key: &str) -> f64 {
    let name = window.text(key);
    window.harness().get_by_role_and_label(Role::Slider, &name).accesskit_node().numeric_value().unwrap()
}

fn focus_slider(window: &mut Window, key: &str) {
    let name = window.text(key);
    window.harness().get_by_role_and_label(Role::Slider, &name).focus();
    window.frames(2);
}

/// The colour of the theme's paper.
fn paper(theme: ThemeName) -> eframe::egui::Color32 {
    Theme::named(theme).paper
}

fn page_paper(window: &mut Window) -> Vec<ThemeName> {
    ThemeName::ALL.into_iter().filter(|theme| window.page_is(paper(*theme))).collect()
}

#[test]
fn the_popover_has_every_control_by_name_and_goes_by_escape() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let name = window.text("command-appearance");
        window.click(&name);
        for key in ["appearance-size", "appearance-line", "appearance-column", "appearance-paragraphs"] {
            assert!(value_of(&mut window, key) > 0.0, "{lang:?}: {key}");
        }
        for key in ["command-toggle-diacritics", "command-toggle-invisibles"] {
            let name = window.text(key);
            assert!(!window.is_on(&name), "{lang:?}: {key}");
        }
        assert!(window.sees(&window.text("appearance-font")));
        window.all_is_named("the appearance");
        window.click("Noto Naskh Arabic");
        window.wait_until_gone(&window.text("appearance-font-reading"));
        window.all_is_named("the fonts");
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&window.text("appearance-size")), "{lang:?}: closed");
        open_popover(&mut window);
        window.press(CTRL, Key::Comma);
        assert!(!window.sees(&window.text("appearance-size")), "{lang:?}: closed by its key");
    }
}

#[test]
fn every_theme_is_one_click_away_and_a_command() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    open_popover(&mut window);
    for theme in ThemeName::ALL.into_iter().rev() {
        let name = window.text(text_key(theme));
        window.harness().get_by_role_and_label(Role::RadioButton, &name).click();
        window.frames(4);
        assert_eq!(page_paper(&mut window), [theme]);
    }
    window.press(BARE, Key::Escape);
    window.press(CTRL_SHIFT, Key::D);
    assert_eq!(page_paper(&mut window), [ThemeName::Dark]);
    window.press(CTRL_SHIFT, Key::D);
    assert_eq!(page_paper(&mut window), [ThemeName::Light]);
    window.click_text("menu-view");
    window.click_text("menu-theme");
    window.click_text("command-theme-contrast");
    assert_eq!(page_paper(&mut window), [ThemeName::Contrast]);
}

#[test]
fn arrows_move_a_slider_towards_where_it_grows() {
    let (_folder, article) = Folder::with_libya();
    for (lang, more, less) in [(Lang::En, Key::ArrowRight, Key::ArrowLeft), (Lang::Ar, Key::ArrowLeft, Key::ArrowRight)]
    {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let small = window.letters_on_page();
        open_popover(&mut window);
        focus_slider(&mut window, "appearance-size");
        window.press(BARE, more);
        assert_eq!(value_of(&mut window, "appearance-size"), 21.0, "{lang:?}");
        window.press(BARE, less);
        window.press(BARE, less);
        assert_eq!(value_of(&mut window, "appearance-size"), 19.0, "{lang:?}");
        window.press(BARE, Key::End);
        assert_eq!(value_of(&mut window, "appearance-size"), 48.0, "{lang:?}");
        assert!(window.letters_on_page() < small / 2, "{lang:?}: the text has grown at once");
        window.press(BARE, Key::PageDown);
        assert_eq!(value_of(&mut window, "appearance-size"), 43.0, "{lang:?}");
        focus_slider(&mut window, "appearance-column");
        window.press(BARE, Key::Home);
        assert_eq!(value_of(&mut window, "appearance-column"), 400.0, "{lang:?}");
        window.click_text("appearance-reset");
        assert_eq!(value_of(&mut window, "appearance-size"), 20.0, "{lang:?}");
        assert_eq!(value_of(&mut window, "appearance-column"), 680.0, "{lang:?}");
    }
}

#[test]
fn a_slider_follows_the_pointer_in_both_directions() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        open_popover(&mut window);
        let name = window.text("appearance-line");
        let rect = window.rect_of(&name);
        let middle = rect.center();
        window.harness().drag_at(middle);
        window.frames(1);
        let before = value_of(&mut window, "appearance-line");
        let outward = if lang.is_rtl() { -30.0 } else { 30.0 };
        window.harness().hover_at(middle + eframe::egui::vec2(outward, 0.0));
        window.frames(2);
        let while_dragging = value_of(&mut window, "appearance-line");
        assert!(while_dragging > before, "{lang:?}: {before} {while_dragging}");
        window.harness().drop_at(middle + eframe::egui::vec2(outward, 0.0));
        window.frames(2);
        assert_eq!(value_of(&mut window, "appearance-line"), while_dragging, "{lang:?}");
    }
}

#[test]
fn the_wheel_with_ctrl_sets_the_size_of_the_text_and_not_of_the_window() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let menu = window.rect_of("File");
    let letters = window.letters_on_page();
    window.harness().event(Event::Zoom(1.25));
    window.frames(3);
    assert!(window.letters_on_page() < letters);
    assert_eq!(window.rect_of("File"), menu, "the interface stays as it is");
    open_popover(&mut window);
    assert_eq!(value_of(&mut window, "appearance-size"), 22.0, "one step for a notch");
    window.harness().event(Event::Zoom(0.8));
    window.frames(3);
    assert_eq!(value_of(&mut window, "appearance-size"), 20.0);
    window.press(BARE, Key::Escape);
    for (key, size) in [(Key::Plus, 22.0), (Key::Minus, 20.0), (Key::Minus, 18.0), (Key::Num0, 20.0)] {
        window.press(CTRL, key);
        open_popover(&mut window);
        assert_eq!(value_of(&mut window, "appearance-size"), size);
        window.press(BARE, Key::Escape);
    }
    assert_eq!(window.rect_of("File"), menu);
}

#[test]
fn hidden_diacritics_are_copied_all_the_same() {
    let folder = Folder::new();
    let article = folder.write("vocalised.txt", VOCALISED);
    let mut window = Window::speaking(Lang::Ar).open(&[&article]);
    window.wait_for(&window.text_with("page-name", "file", "vocalised.txt"));
    window.frames(3);
    let letters = window.letters_on_page();
    window.press(CTRL_SHIFT, Key::H);
    assert!(window.letters_on_page() < letters, "the marks are gone");
    window.press(CTRL_SHIFT, Key::H);
    assert_eq!(window.letters_on_page(), letters);
    window.press(CTRL_SHIFT, Key::H);
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().as_deref(), Some(VOCALISED));
}

#[test]
fn the_article_can_be_set_in_one_direction() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let page = window.page();
    // The last line of a paragraph is short: its letters are on the side where it begins.
    let letters = |window: &Window, left: bool| {
        let half = if left { page.with_max_x(page.center().x) } else { page.with_min_x(page.center().x) };
        window.letters_in(half).len()
    };
    let (left, right) = (letters(&window, true), letters(&window, false));
    assert!(right > left);
    window.click_text("menu-view");
    window.click_text("menu-direction");
    window.click_text("command-direct-ltr");
    assert!(letters(&window, true) > left && letters(&window, false) < right);
    window.click_text("menu-view");
    window.click_text("menu-direction");
    window.click_text("command-direct-auto");
    assert_eq!((letters(&window, true), letters(&window, false)), (left, right));
}

#[test]
fn f11_fills_the_screen() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // Pressed only, because the frame of the release has an output of its own.
    let (key, modifiers) = (Key::F11, BARE);
    window.harness().event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    window.harness().step();
    let output = &window.harness().output().viewport_output;
    let commands = &output[&ViewportId::ROOT].commands;
    assert!(commands.contains(&ViewportCommand::Fullscreen(true)), "{commands:?}");
}

#[test]
fn a_file_is_opened_again_where_it_was_left() {
    let folder = Folder::new();
    let article = folder.write("long.txt", LIBYA.repeat(5));
    let mut window = Window::reading(&article);
    let paragraph = |window: &Window| {
        window.labels().into_iter().find(|label| label.starts_with("Paragraph ")).expect("a place in the status bar")
    };
    for _ in 0..12 {
        window.press(CTRL, Key::ArrowDown);
        window.frames(6);
    }
    window.frames(10);
    let left_at = paragraph(&window);
    assert!(!left_at.starts_with("Paragraph 1 "), "{left_at}");
    let close_and_open = |window: &mut Window| {
        window.press(CTRL, Key::W);
        assert!(window.tabs().is_empty());
        window.drop_file(&article);
        window.wait_for_mentions();
        paragraph(window)
    };
    // The first completely visible line is still the first.
    let number = |label: &str| label.split(' ').nth(1).unwrap().parse::<i32>().unwrap();
    let opened_at = close_and_open(&mut window);
    assert!((number(&opened_at) - number(&left_at)).abs() <= 1, "{left_at}, {opened_at}");
    assert_eq!(close_and_open(&mut window), opened_at, "opening it does not move it");
    // The file has become shorter in the meantime: show its end, without a panic.
    window.press(CTRL, Key::W);
    std::fs::write(&article, LIBYA).unwrap();
    window.drop_file(&article);
    window.wait_for_mentions();
    assert!(window.letters_on_page() > 100);
}

#[test]
fn fonts_are_listed_and_searched() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    open_popover(&mut window);
    window.click("Noto Naskh Arabic");
    let reading = window.text("appearance-font-reading");
    window.wait_until_gone(&reading);
    window.frames(3);
    assert!(window.rows().iter().any(|row| row == "Noto Sans"));
    let letters = window.letters_on_page();
    window.click("Noto Sans");
    assert!(window.letters_on_page() > 0);
    let shown = window.text("appearance-font");
    assert!(window.sees(&shown));
    // The Arabic letters of an article in Noto Sans come from the bundled Naskh: nothing is missing.
    assert!(window.letters_on_page() > letters / 2);
    window.click("Noto Naskh Arabic");
}

#[test]
fn the_scrollbar_stands_where_lines_of_the_interface_end() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    for is_left in [false, true, false] {
        let bar = window.rect_of(&window.text("page-scrollbar"));
        let page = window.page();
        assert_eq!(bar.center().x < page.center().x, is_left, "{bar} {page}");
        assert!(!page.shrink(1.0).intersects(bar));
        let panel = window.rect_of(&window.text("panel-mentions"));
        assert_eq!(panel.center().x < page.center().x, is_left);
        window.press(CTRL_SHIFT, Key::L);
        window.now_speaking(if is_left { Lang::En } else { Lang::Ar });
    }
}

#[test]
fn the_scrollbar_names_what_is_under_the_pointer_and_leads_there() {
    let folder = Folder::new();
    let article = folder.write("long.txt", LIBYA.repeat(4));
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let bar = window.rect_of(&window.text("page-scrollbar"));
        let before = window.labels();
        // There is a name somewhere in the last third of the article.
        let mut at = eframe::egui::pos2(bar.center().x, bar.bottom() - bar.height() / 3.0);
        let mut named = Vec::new();
        while named.is_empty() {
            at.y += 4.0;
            assert!(at.y < bar.bottom(), "{lang:?}: nothing is named");
            window.harness().hover_at(at);
            window.frames(20);
            named = window.labels().into_iter().filter(|label| !before.contains(label)).collect();
        }
        let text: Vec<&str> = named[0].split(['،', ',', '…']).map(str::trim).collect();
        assert!(LIBYA.contains(text[0].trim_matches(['\u{2068}', '\u{2069}'])), "{lang:?}: {named:?}");
        window.click_at(at, 1);
        window.frames(20);
        let passed = window.labels().iter().filter(|label| !before.contains(label)).count();
        assert!(passed > 0, "{lang:?}: the status bar tells another paragraph");
    }
}

#[test]
fn a_screen_reader_sets_a_slider() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    open_popover(&mut window);
    let name = window.text("appearance-size");
    let id = window.harness().get_by_role_and_label(Role::Slider, &name).accesskit_node().locate().0;
    for (action, data, size) in [
        (Action::Increment, None, 21.0),
        (Action::Decrement, None, 20.0),
        (Action::SetValue, Some(ActionData::NumericValue(30.4)), 30.0),
        (Action::SetValue, Some(ActionData::NumericValue(900.0)), 48.0),
    ] {
        window.ask(id, action, data);
        assert_eq!(value_of(&mut window, "appearance-size"), size, "{action:?}");
    }
}

#[test]
fn in_a_low_window_everything_of_the_popover_can_be_reached() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).size(620.0, 380.0).open(&[&article]);
        window.frames(20);
        window.press(CTRL, Key::Comma);
        window.frames(6);
        let bottom = 380.0;
        let reset = window.text("appearance-reset");
        assert!(window.rect_of(&reset).bottom() > bottom, "{lang:?}: it does not fit");
        let slider = window.rect_of(&window.text("appearance-line"));
        window.harness().hover_at(slider.center());
        window.harness().event(Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Point,
            source: eframe::egui::MouseWheelSource::Wheel,
            delta: eframe::egui::vec2(0.0, -2000.0),
            phase: eframe::egui::TouchPhase::Move,
            modifiers: BARE,
        });
        window.frames(30);
        assert!(window.rect_of(&reset).bottom() < bottom, "{lang:?}: {}", window.rect_of(&reset));
    }
}
