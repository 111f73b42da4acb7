//! The page as a person sees it: marks, matches of the search, notes in the margin, and what floats.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

mod support;

use eframe::egui::{Color32, Key, Rect, vec2};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};
use support::folder::{Folder, annotations_of};
use support::window::{BARE, CTRL, SHIFT, Window};

fn light() -> &'static Theme {
    Theme::named(ThemeName::Light)
}

/// An article that is open, and its window.
fn reading(theme: ThemeName, text: &str) -> (Folder, Window) {
    let folder = Folder::new();
    let article = folder.write("text.txt", text);
    let mut window = Window::speaking(Lang::En).theme(theme).open(&[&article]);
    window.wait_for_article("text.txt");
    (folder, window)
}

/// What is painted of a colour where the line of words stands.
fn beside(window: &Window, color: Color32, words: Rect) -> Vec<Rect> {
    let near = words.expand2([1.0, 8.0].into());
    window.page_rects(color).into_iter().filter(|rect| near.contains(rect.center())).collect()
}

// Marks.

#[test]
fn what_is_undecided_is_filled_and_what_is_decided_is_a_line() {
    for name in ThemeName::ALL {
        let theme = Theme::named(name);
        let (_folder, mut window) = reading(name, "سافر الوفد إلى بيروت ثم عاد إلى دمشق.");
        let fills = window.page_rects(theme.location.fill);
        assert_eq!(fills.len(), 2, "{name:?}: both towns are undecided");
        let (first, second) = (fills[0], fills[1]);
        assert!(first.left() > second.left(), "in the order of the text");
        let lines = beside(&window, theme.location.line, first);
        assert_eq!(lines.len(), 1);
        assert!((lines[0].height() - 2.0).abs() < 0.01 && (lines[0].bottom() - first.bottom()).abs() < 0.01);
        // Accepted: no fill, a finer line in the same place, and no point: the program has proposed it.
        window.press(BARE, Key::F8);
        window.press(BARE, Key::A);
        window.press(BARE, Key::Escape);
        assert_eq!(window.page_rects(theme.location.fill), [second], "{name:?}: what is left is filled");
        let decided = beside(&window, theme.location.line, first);
        assert_eq!(decided.len(), 1);
        assert!((decided[0].height() - 1.5).abs() < 0.01 && decided[0].top() == lines[0].top(), "{decided:?}");
        assert!(window.page_dots(theme.location.line).is_empty());
        // Given another label, it is a person's work: a point where its line begins, at the right.
        window.click_at(first.center(), 1);
        window.press(BARE, Key::Num2);
        window.press(BARE, Key::Escape);
        let dots = window.page_dots(theme.faction.line);
        assert_eq!(dots.len(), 1, "{name:?}");
        let (at, radius) = dots[0];
        assert!(radius == 3.0 && (at.x + radius - first.right()).abs() < 0.1, "{dots:?} on {first}");
        assert!(beside(&window, theme.faction.line, first).len() > 1, "dashes");
    }
}

#[test]
fn what_a_person_made_has_a_point_where_its_line_begins() {
    let (_folder, mut window) = reading(ThemeName::Light, "كلمة أولى هنا\n\nsome Latin words here");
    for word in ["أولى", "Latin"] {
        let place = window.places_of(word)[0];
        window.click_at(place.center(), 2);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Escape);
    }
    assert!(window.page_rects(light().location.fill).is_empty(), "what is made is decided");
    let (mut dots, lines) = (window.page_dots(light().location.line), window.page_rects(light().location.line));
    dots.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    assert_eq!((dots.len(), lines.len()), (2, 2));
    assert!((dots[0].0.x + 3.0 - lines[0].right()).abs() < 0.1, "at the right of Arabic");
    assert!((dots[1].0.x - 3.0 - lines[1].left()).abs() < 0.1, "at the left of Latin");
}

#[test]
fn what_a_person_changed_is_known_when_the_article_is_opened_again() {
    let (folder, mut window) = reading(ThemeName::Light, "سافر الوفد إلى بيروت ثم عاد إلى دمشق.");
    window.press(BARE, Key::F8);
    window.press(BARE, Key::A);
    window.press(BARE, Key::F8);
    window.press(BARE, Key::Num2);
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(folder.read("text.hawashi.ron").unwrap().matches("changed: true").count(), 1);
    let mut again = Window::speaking(Lang::En).open(&[&folder.path("text.txt")]);
    again.wait_for_article("text.txt");
    assert_eq!(again.page_dots(light().faction.line).len(), 1, "the label was changed");
    assert!(again.page_dots(light().location.line).is_empty(), "accepted as it was");
}

#[test]
fn the_ring_says_where_one_is_and_nothing_else() {
    let (_folder, mut window) = reading(ThemeName::Light, "سافر الوفد إلى بيروت ثم عاد إلى دمشق.");
    let fill = window.page_rects(light().location.fill)[0];
    assert!(window.page_rings(light().accent).is_empty());
    window.press(BARE, Key::F8);
    for decided in [false, true] {
        let rings = window.page_rings(light().accent);
        assert_eq!(rings.len(), 1, "decided: {decided}");
        assert!((rings[0].left() - fill.left() + 3.0).abs() < 0.1 && (rings[0].top() - fill.top() + 3.0).abs() < 0.1);
        window.press(BARE, Key::A);
    }
    window.press(BARE, Key::Escape);
    assert!(window.page_rings(light().accent).is_empty(), "an accepted mark has no ring of its own");
}

#[test]
fn the_line_under_the_pointer_is_thicker() {
    let (_folder, mut window) = reading(ThemeName::Light, "سافر الوفد إلى بيروت ثم عاد إلى دمشق.");
    let fills = window.page_rects(light().location.fill);
    window.hover(fills[0].center());
    let heights: Vec<f32> =
        fills.iter().map(|fill| beside(&window, light().location.line, *fill)[0].height()).collect();
    assert!((heights[0] - 3.0).abs() < 0.01 && (heights[1] - 2.0).abs() < 0.01, "{heights:?}");
}

#[test]
fn the_outer_of_two_marks_has_its_line_below_the_inner() {
    let (_folder, mut window) = reading(ThemeName::Light, "كتب في كلمة أولى هنا");
    let (first, second) = (window.places_of("كلمة")[0], window.places_of("أولى")[0]);
    window.drag(&[first.right_center(), second.left_center()]);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Escape);
    window.click_at(second.center(), 2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Escape);
    let mut lines = window.page_rects(light().location.line);
    lines.sort_by(|a, b| a.width().total_cmp(&b.width()));
    assert_eq!(lines.len(), 2);
    assert!((lines[1].top() - lines[0].top() - 3.0).abs() < 0.1, "{lines:?}");
}

#[test]
fn a_new_label_is_offered_a_colour_that_no_other_has() {
    let (_folder, mut window) = reading(ThemeName::Light, "كتب في كلمة أولى هنا");
    let mut chosen = Vec::new();
    for (name, word) in [("شخص", "كلمة"), ("حدث", "أولى"), ("سلاح", "هنا")] {
        window.press(CTRL, Key::L);
        window.wait_for("New label");
        window.write(name);
        window.press(BARE, Key::Enter);
        let place = window.places_of(word)[0];
        window.click_at(place.center(), 2);
        window.click(name);
        window.press(BARE, Key::Escape);
        let known: Vec<Color32> = light().labels.iter().map(|pair| pair.line).collect();
        let painted =
            known.into_iter().filter(|color| !window.page_rects(*color).is_empty() && !chosen.contains(color));
        let painted: Vec<Color32> = painted.collect();
        assert_eq!(painted.len(), 1, "{name}: one of the twelve, and a new one");
        chosen.extend(painted);
    }
}

// Found matches.

/// The quotes of all annotations in the file that the window saves now.
fn saved(folder: &Folder, window: &mut Window) -> Vec<String> {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    annotations_of(&folder.path("text.txt")).into_iter().map(|(quote, _)| quote).collect()
}

fn find(window: &mut Window, query: &str) {
    window.press(CTRL, Key::F);
    window.write(query);
    assert!(window.wait_until(|window| !window.page_rects(light().flash).is_empty()), "{query:?} is not found");
    window.frames(2);
}

const THREE: &str = "كلمة أولى هنا ثم كلمة أخرى\n\nوبعدها كلمة ثالثة في آخر النص";

#[test]
fn a_found_match_is_selected_and_escape_leaves_it_so() {
    // Typed only; with Enter; with F3 from the page; backwards around the beginning.
    for (keys, expected) in [
        (&[][..], 0),
        (&[(BARE, Key::Enter)][..], 1),
        (&[(BARE, Key::Enter), (BARE, Key::F3)][..], 2),
        (&[(SHIFT, Key::F3)][..], 2),
    ] {
        let (folder, mut window) = reading(ThemeName::Light, THREE);
        find(&mut window, "كلمة");
        for (modifiers, key) in keys {
            window.press(*modifiers, *key);
        }
        window.press(BARE, Key::Escape);
        assert_eq!(window.copied().as_deref(), Some("كلمة"), "{keys:?}: still selected");
        assert!(window.page_rects(light().flash).is_empty(), "the search has ended");
        window.press(BARE, Key::Num1);
        assert_eq!(saved(&folder, &mut window), ["كلمة"]);
        let start = annotations_of(&folder.path("text.txt"))[0].1.span.start.index();
        assert_eq!(start, THREE.match_indices("كلمة").nth(expected).unwrap().0, "{keys:?}");
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        assert_eq!(window.copied(), None, "the next Escape takes the selection away");
    }
}

#[test]
fn nothing_stays_selected_of_a_query_that_is_not_found() {
    let (_folder, mut window) = reading(ThemeName::Light, THREE);
    find(&mut window, "كلمة");
    assert_eq!(window.told_selection().1 - window.told_selection().0, "كلمة".len());
    window.write("xyz");
    assert!(window.wait_until(|window| window.told_selection().0 == window.told_selection().1));
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied(), None);
}

#[test]
fn a_search_does_not_move_the_article_that_comes_to_the_front() {
    let folder = Folder::new();
    let (one, two) = (folder.write("one.txt", THREE), folder.write("two.txt", "غير ذلك كلمة"));
    let mut window = Window::speaking(Lang::En).open(&[&one, &two]);
    window.wait_for_article("two.txt");
    window.click("one.txt");
    window.wait_for_article("one.txt");
    find(&mut window, "كلمة");
    window.press(CTRL, Key::PageDown);
    window.wait_for_article("two.txt");
    assert!(window.wait_until(|window| !window.page_rects(light().flash).is_empty()), "its matches are shown");
    assert_eq!(window.told_selection(), (0, 0), "nothing is selected there");
    window.press(BARE, Key::F3);
    assert_eq!(window.told_selection().1 - window.told_selection().0, "كلمة".len());
}

#[test]
fn a_match_across_the_end_of_a_paragraph_lies_under_its_letters() {
    for (text, query) in [
        (THREE.replace("\n\n", "\n"), "أخرى\\s+وبعدها"),
        (THREE.to_owned(), "أخرى\\s+وبعدها"),
        ("Words end here.\nOthers begin كلمة".to_owned(), "here.\\s+Others"),
    ] {
        let (_folder, mut window) = reading(ThemeName::Light, &text);
        window.press(CTRL, Key::F);
        window.click_text("find-regex");
        find(&mut window, query);
        // What flashes once has faded.
        window.frames(25);
        let places = window.page_rects(light().flash);
        assert_eq!(places.len(), 2, "{query}: once in each paragraph");
        for place in places {
            assert!(window.is_under_letters(light().flash, place), "{query}: painted over the letters");
        }
    }
}

// Notes in the margin.

/// Writes a note about a word.
fn note(window: &mut Window, word: &str, text: &str) {
    let place = window.places_of(word)[0];
    window.click_at(place.center(), 2);
    assert_eq!(window.copied().as_deref(), Some(word));
    window.press(BARE, Key::N);
    window.write(text);
    window.click_text("note-done");
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
}

/// Left and right end of what is written on each line inside a rectangle, lines being 20 points high.
fn line_ends(window: &Window, place: Rect, first_top: f32) -> Vec<(f32, f32)> {
    let letters = window.letters_in(place);
    let mut lines: Vec<(f32, f32)> = Vec::new();
    for corner in letters {
        let line = ((corner.y - first_top) / 20.0).max(0.0) as usize;
        lines.resize(lines.len().max(line + 1), (f32::MAX, f32::MIN));
        lines[line] = (lines[line].0.min(corner.x), lines[line].1.max(corner.x));
    }
    lines
}

/// The sheets of notes painted on the page: unfolded ones and cards, not the small marks.
fn sheets(window: &Window) -> Vec<Rect> {
    window.page_rects(light().note).into_iter().filter(|rect| rect.width() > 100.0).collect()
}

#[test]
fn each_line_of_a_note_keeps_its_place_and_its_direction() {
    for (text, right) in [
        ("راجع البيان الأول\nCheck: UNSMIL, p. 4\nلا يذكر شيئا", [true, false, true]),
        ("Check this\nثم هذا\nand that", [false, true, false]),
        ("شيء ثم Latin\n12\nTwo Latin words ثم", [true, true, false]),
    ] {
        for lang in Lang::ALL {
            let folder = Folder::new();
            let article = folder.write("text.txt", THREE);
            let mut window = Window::speaking(lang).without_panel().open(&[&article]);
            window.wait_for_article("text.txt");
            note(&mut window, "أولى", text);
            let sheet = window.rect_of(text);
            let lines = line_ends(&window, sheet, sheet.top() + 6.0);
            assert_eq!(lines.len(), 4, "{text:?}: three lines and the foot in {lines:?}");
            for ((left, end), right) in lines.iter().zip(right) {
                let at_right = sheet.right() - end < left - sheet.left();
                assert_eq!(at_right, right, "{lang:?} {text:?}: {left} to {end} in {sheet}");
            }
        }
    }
}

#[test]
fn a_note_beside_the_last_line_is_not_cut() {
    let text =
        "سطر من كلام طويل يملأ الصفحة كلها حتى آخرها\n\n".repeat(12) + "كلمة أخيرة هنا\n\n" + &"بعد ذلك\n\n".repeat(8);
    let (_folder, mut window) = reading(ThemeName::Light, &text);
    note(&mut window, "أخيرة", "one\ntwo\nثلاثة\nأربعة\nخمسة");
    let mut seen = 0;
    // Line by line upwards: wherever its line stands wholly on the page, the note does, too.
    window.press(CTRL, Key::Home);
    for _ in 0..40 {
        let (page, sheets) = (window.page(), sheets(&window));
        if let Some(sheet) = sheets.first() {
            let is_whole = sheet.top() >= page.top() && sheet.bottom() <= page.bottom();
            seen += usize::from(is_whole);
            assert!(is_whole || sheet.bottom() > page.bottom() + 1.0 || sheet.top() < page.top());
        }
        window.wheel(window.page().center(), 20.0);
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn folded_notes_open_on_the_page_by_pointer_focus_and_click() {
    let long = "سطر من ملاحظة طويلة\nand a Latin line\n".repeat(20);
    for (width, height) in [(1024.0, 700.0), (683.0, 467.0)] {
        for text in ["قصيرة\nshort", long.trim_end()] {
            let folder = Folder::new();
            let lines = "سطر من كلام يملأ الصفحة\n\n".repeat(5);
            let article = folder.write("text.txt", format!("كلمة أولى هنا\n\n{lines}كلمة ثانية هنا\n\n{lines}"));
            let mut window = Window::speaking(Lang::En).size(width, height).open(&[&article]);
            window.wait_for_article("text.txt");
            for word in ["أولى", "ثانية"] {
                note(&mut window, word, text);
                let words = window.places_of(word)[0];
                let corner = window.page().right_top() + vec2(-2.0, 2.0);
                window.hover(corner);
                assert!(sheets(&window).is_empty(), "{word}: folded");
                let mark = window.rects_of(text).into_iter().min_by(|a, b| {
                    let far = |rect: &Rect| (rect.center().y - words.center().y).abs();
                    far(a).total_cmp(&far(b))
                });
                let mark = mark.unwrap();
                let good = |window: &Window, how: &str| {
                    let cards = sheets(window);
                    assert_eq!(cards.len(), 1, "{width} {word} {how}");
                    let page = window.page();
                    assert!(page.contains_rect(cards[0]), "{width} {word} {how}: {} in {page}", cards[0]);
                    assert!(!cards[0].intersects(words.shrink(2.0)), "{width} {word} {how}: {} over {words}", cards[0]);
                };
                window.hover(mark.center());
                good(&window, "under the pointer");
                // On the way into the card it stays.
                let card = sheets(&window)[0];
                window.hover(card.center());
                good(&window, "on the card");
                window.hover(corner);
                assert!(sheets(&window).is_empty());
                window.click_at(mark.center(), 1);
                window.hover(corner);
                good(&window, "after a click");
                window.focus_page();
                window.press(BARE, Key::Escape);
                assert!(sheets(&window).is_empty(), "Escape closes it");
                window.focus_at(mark.center());
                good(&window, "with the focus");
                window.press(BARE, Key::Enter);
                assert!(window.sees(&window.text_with("note-editor", "quote", word)), "Enter writes in it");
                window.press(BARE, Key::Escape);
                window.press(BARE, Key::Escape);
                window.press(CTRL, Key::Home);
            }
        }
    }
}
