//! The page as a person sees it: marks, matches of the search, notes in the margin, and what floats.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

mod support;

use eframe::egui::{Color32, Key, Rect};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};
use support::folder::Folder;
use support::window::{BARE, CTRL, Window};

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
