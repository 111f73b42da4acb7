//! The appearance of the page: marks, matches of the search, notes in the margin, and what floats.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window, light};
use eframe::egui::{Color32, Key, Rect, vec2};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

/// An article that is open, and its window.
fn reading(theme: ThemeName, text: &str) -> (Folder, Window) {
    Window::speaking(Lang::En).theme(theme).open_text(text)
}

/// The rectangles of a colour in the line of the words.
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
        let fills = window.page_rects(theme.labels[0].fill);
        assert_eq!(fills.len(), 2, "{name:?}: both towns are undecided");
        let (first, second) = (fills[0], fills[1]);
        assert!(first.left() > second.left(), "in the order of the text");
        let lines = beside(&window, theme.labels[0].line, first);
        assert_eq!(lines.len(), 1);
        assert!((lines[0].height() - 2.0).abs() < 0.01 && (lines[0].bottom() - first.bottom()).abs() < 0.01);
        // Accepted: no fill, a thinner line in the same position, and no dot, because the program proposed it.
        window.press(BARE, Key::F8);
        window.press(BARE, Key::A);
        window.press(BARE, Key::Escape);
        assert_eq!(window.page_rects(theme.labels[0].fill), [second], "{name:?}: what is left is filled");
        let decided = beside(&window, theme.labels[0].line, first);
        assert_eq!(decided.len(), 1);
        assert!((decided[0].height() - 1.5).abs() < 0.01 && decided[0].top() == lines[0].top(), "{decided:?}");
        assert!(window.page_dots(theme.labels[0].line).is_empty());
        // With another label it is a person's work: a dot where its line begins, on the right.
        window.click_at(first.center(), 1);
        window.press(BARE, Key::Num2);
        window.press(BARE, Key::Escape);
        let dots = window.page_dots(theme.labels[1].line);
        assert_eq!(dots.len(), 1, "{name:?}");
        let (at, radius) = dots[0];
        assert!(radius == 3.0 && (at.x + radius - first.right()).abs() < 0.1, "{dots:?} on {first}");
        assert!(beside(&window, theme.labels[1].line, first).len() > 1, "dashes");
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
    assert!(window.page_rects(light().labels[0].fill).is_empty(), "what is made is decided");
    let (mut dots, lines) = (window.page_dots(light().labels[0].line), window.page_rects(light().labels[0].line));
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
    assert_eq!(folder.read("text.hawashi.ron").unwrap().matches("did: Changed").count(), 1);
    let mut again = Window::speaking(Lang::En).open(&[&folder.path("text.txt")]);
    again.wait_for_article("text.txt");
    assert_eq!(again.page_dots(light().labels[1].line).len(), 1, "the label was changed");
    assert!(again.page_dots(light().labels[0].line).is_empty(), "accepted as it was");
}

#[test]
fn the_ring_says_where_one_is_and_nothing_else() {
    let (_folder, mut window) = reading(ThemeName::Light, "سافر الوفد إلى بيروت ثم عاد إلى دمشق.");
    let fill = window.page_rects(light().labels[0].fill)[0];
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
    let fills = window.page_rects(light().labels[0].fill);
    window.hover(fills[0].center());
    let heights: Vec<f32> =
        fills.iter().map(|fill| beside(&window, light().labels[0].line, *fill)[0].height()).collect();
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
    let mut lines = window.page_rects(light().labels[0].line);
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
    // Typing only; with Enter; with F3 on the page; backwards past the beginning.
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
        let start = annotations_of(&folder.path("text.txt"))[0].1.spans.hull().start.index();
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
    assert_eq!(window.published_selection().1 - window.published_selection().0, "كلمة".len());
    window.write("xyz");
    assert!(window.wait_until(|window| window.published_selection().0 == window.published_selection().1));
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
    assert_eq!(window.published_selection(), (0, 0), "nothing is selected there");
    window.press(BARE, Key::F3);
    assert_eq!(window.published_selection().1 - window.published_selection().0, "كلمة".len());
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
        // The flash has faded.
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

/// Left and right end of the text on each line inside a rectangle, with lines 20 points high.
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

/// The sheets of notes painted on the page: unfolded ones and cards, not the small signs.
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
            let (_folder, mut window) = Window::speaking(lang).without_panel().open_text(THREE);
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
    // Scrolling up line by line: whenever its line is completely on the page, the note is, too.
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
            let lines = "سطر من كلام يملأ الصفحة\n\n".repeat(5);
            let article = format!("كلمة أولى هنا\n\n{lines}كلمة ثانية هنا\n\n{lines}");
            let (_folder, mut window) = Window::speaking(Lang::En).size(width, height).open_text(&article);
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
                // On the way into the card it stays open.
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

#[test]
fn a_click_anywhere_on_a_notes_sign_selects_its_annotation() {
    for (factor, width) in [(1.0, 1024.0), (1.25, 1366.0), (1.5, 1024.0), (2.0, 1366.0)] {
        for lang in Lang::ALL {
            let folder = Folder::new();
            let article = folder.write("text.txt", "كلمة أولى هنا\n\nثم كلمة ثانية هنا\n\nكلمة ثالثة\n");
            let mut window = Window::speaking(lang).size(width, 900.0).magnified(factor).open(&[&article]);
            window.wait_for_article("text.txt");
            let what = format!("{lang:?} {width} at {factor}");
            note(&mut window, "ثانية", "short");
            window.press(BARE, Key::Escape);
            let sign = window.rects_of("short")[0].shrink(0.3);
            let is_selected = |window: &Window| {
                window.published_marks().iter().any(|mark| mark.is_selected && mark.name.contains("ثانية"))
            };
            let points = [
                sign.center(),
                sign.left_top(),
                sign.right_top(),
                sign.left_bottom(),
                sign.right_bottom(),
                sign.left_center(),
                sign.right_center(),
            ];
            let back = |window: &mut Window| {
                for _ in 0..3 {
                    window.press(BARE, Key::Escape);
                }
                assert!(!is_selected(window), "{what}");
            };
            for at in points {
                window.click_at(at, 1);
                assert!(is_selected(&window), "{what}: {at} in {sign}");
                back(&mut window);
            }
            // An unsteady hand that is slow, too.
            window.drag(&[sign.left_top(), sign.center(), sign.right_bottom()]);
            assert!(is_selected(&window), "{what}: moved");
            back(&mut window);
        }
    }
}

// Paragraphs.

#[test]
fn blank_lines_are_no_paragraphs() {
    for (text, all) in [
        ("أول سطر\n\nثان هنا\n\n\u{200f}\n \nثالث هنا\n", 3),
        ("\n\nأول سطر\nثان هنا\n\nثالث هنا\n\n\n", 3),
        ("أول سطر\r\n\r\nثان هنا\r\n\t\r\nثالث هنا", 3),
    ] {
        for lang in Lang::ALL {
            let folder = Folder::new();
            let article = folder.write("text.txt", text);
            let mut window = Window::speaking(lang).open(&[&article]);
            window.wait_for_article("text.txt");
            let said = window.text_with_two("status-paragraph", ("current", 1), ("total", all));
            assert!(window.any_label(|label| label == said), "{text:?}: {said} in {:?}", window.labels());
            // One press leads to each, and none to a line that is not seen.
            window.focus_page();
            window.press(CTRL, Key::Home);
            let at = |window: &mut Window, modifiers, key: Key, expected: &str| {
                window.press(modifiers, key);
                window.press(CTRL_SHIFT, Key::ArrowLeft);
                assert_eq!(window.copied().as_deref(), Some(expected), "{text:?} {key:?}");
                window.press(BARE, Key::ArrowRight);
                window.press(BARE, Key::Home);
            };
            if text.starts_with('\n') {
                at(&mut window, CTRL, Key::ArrowDown, "أول");
            }
            at(&mut window, CTRL, Key::ArrowDown, "ثان");
            at(&mut window, CTRL, Key::ArrowDown, "ثالث");
            at(&mut window, CTRL, Key::ArrowUp, "ثان");
            at(&mut window, CTRL, Key::ArrowUp, "أول");
            at(&mut window, BARE, Key::ArrowDown, "ثان");
            at(&mut window, BARE, Key::ArrowDown, "ثالث");
            at(&mut window, BARE, Key::ArrowUp, "ثان");
            at(&mut window, BARE, Key::ArrowUp, "أول");
        }
    }
}

// The tag bar.

/// An article with this many labels, some with long names.
fn with_labels(count: usize, text: &str) -> (Folder, std::path::PathBuf) {
    let folder = Folder::new();
    let article = folder.write("text.txt", text);
    let own = (3..=count).map(|number| {
        let (long, key) = (number % 4 == 0, char::from_digit(number as u32, 10).filter(|_| number < 10));
        let arabic = if long {
            format!("جماعة مسلحة محلية عابرة للحدود رقم {number}")
        } else {
            format!("وسم {number}")
        };
        let english =
            if long { format!("Local armed group that crosses borders {number}") } else { format!("Tag {number}") };
        let key = key.map(|key| format!(", key: '{key}'")).unwrap_or_default();
        format!(
            "(id: \"own-{number}\", name: {{\"ar\": \"{arabic}\", \"en\": \"{english}\"}}, color: \"#8172dd\"{key})"
        )
    });
    let first = [
        "(id: \"location\", name: {\"ar\": \"موقع\", \"en\": \"Location\"}, color: \"#1f9e89\", key: '1')".to_owned(),
        "(id: \"faction\", name: {\"ar\": \"فصيل\", \"en\": \"Faction\"}, color: \"#d9772b\", key: '2')".to_owned(),
    ];
    let labels: Vec<String> = first.into_iter().chain(own).collect();
    let labels = labels.join(", ");
    folder.write(
        "text.hawashi.ron",
        format!("(version: 1, article: (file: \"text.txt\"), labels: [{labels}], annotations: [])\n"),
    );
    (folder, article)
}

const LINES: &str = "سافر الوفد إلى بيروت ثم عاد إلى دمشق مع كلام كثير يملأ السطر كله\n\n";

/// Fails unless the bar is completely on the page and beside the words, with complete buttons that do not overlap.
fn is_beside(window: &Window, words: Rect, what: &str) {
    let buttons = window.tag_bar();
    // Commands without room are folded into one.
    assert!(buttons.len() >= 3, "{what}: {buttons:?}");
    let bar = window.card_around_field(buttons[0].1);
    let area = window.page().union(bar);
    let screen = window.screen();
    assert!(screen.contains_rect(bar), "{what}: {bar} in {screen}");
    assert!(bar.left() >= area.left() && bar.right() <= area.right(), "{what}: {bar} in {area}");
    assert!(!bar.intersects(words), "{what}: {bar} over {words}");
    for (number, (name, rect)) in buttons.iter().enumerate() {
        assert!(bar.contains_rect(*rect), "{what}: {name} at {rect} in {bar}");
        assert!(rect.width() > 24.0 && rect.height() >= 28.0, "{what}: {name} at {rect}");
        for (other, there) in &buttons[..number] {
            assert!(!rect.shrink(0.5).intersects(*there), "{what}: {name} over {other}");
        }
    }
}

#[test]
fn the_tag_bar_stands_whole_beside_the_words() {
    for (width, height) in [(1366.0, 900.0), (1024.0, 700.0), (683.0, 467.0)] {
        for count in [2, 7, 12, 40] {
            for lang in Lang::ALL {
                let (_folder, article) = with_labels(count, &LINES.repeat(12));
                let mut window = Window::speaking(lang).size(width, height).open(&[&article]);
                window.wait_for_article("text.txt");
                let fills = window.page_rects(light().labels[0].fill);
                // A word at the top of the page, in the middle and at the foot; then the name itself.
                let page = window.page();
                let mut seen = 0;
                for fill in [fills[0], fills[fills.len() / 2], fills[fills.len() - 1]] {
                    if fill.bottom() > page.bottom() {
                        continue;
                    }
                    for clicks in [1, 2] {
                        window.click_at(fill.center(), clicks);
                        let what = format!("{width} {count} {lang:?} {clicks} at {fill}");
                        is_beside(&window, fill, &what);
                        // The legend's names stay inside their panel.
                        let widest = window.chips().into_iter().map(|chip| chip.width()).fold(0.0, f32::max);
                        assert!(widest < 306.0, "{what}: a chip of {widest}");
                        window.press(BARE, Key::Escape);
                        window.frames(12);
                        seen += 1;
                    }
                }
                assert!(seen >= 4);
            }
        }
    }
}

#[test]
fn a_selection_that_fills_the_page_is_not_covered_either() {
    for (width, height) in [(1024.0, 700.0), (683.0, 467.0)] {
        let (_folder, article) = with_labels(12, &LINES.repeat(40));
        let mut window = Window::speaking(Lang::En).size(width, height).open(&[&article]);
        window.wait_for_article("text.txt");
        let before = window.page();
        window.press(CTRL, Key::A);
        window.frames(4);
        let bar = window.card_around_field(window.tag_bar()[0].1);
        let page = window.page();
        assert!(bar.top() >= page.bottom() - 0.5 && bar.bottom() <= before.bottom() + 0.5, "{bar} below {page}");
        assert_eq!(page.top(), before.top());
        window.press(BARE, Key::Escape);
        window.frames(4);
        assert_eq!(window.page(), before, "the page is whole again");
    }
}

#[test]
fn a_label_that_has_no_room_is_found_by_its_name() {
    for (lang, query, name) in [(Lang::En, "tag 39", "Tag 39"), (Lang::Ar, "وسم 39", "وسم 39")] {
        for opens_with_key in [true, false] {
            let (_folder, article) = with_labels(40, LINES);
            let mut window = Window::speaking(lang).size(1024.0, 700.0).open(&[&article]);
            window.wait_for_article("text.txt");
            let place = window.places_of("الوفد")[0];
            window.click_at(place.center(), 2);
            let bar = window.tag_bar();
            assert!(!bar.iter().any(|(shown, _)| shown == name), "{bar:?}");
            if opens_with_key {
                window.press_at_once(&[(BARE, Key::T, "t")]);
            } else {
                let more = bar.iter().find(|(shown, _)| shown.contains("more") || shown.starts_with('+')).unwrap();
                window.click(&more.0);
            }
            assert!(window.tag_bar().is_empty(), "the list is in its place");
            let list = window.field_of(&window.text("label-find"));
            assert!(!window.card_around_field(list).intersects(place), "it leaves the words free, too");
            window.write(query);
            if opens_with_key {
                window.press(BARE, Key::Enter);
            } else {
                window.press(BARE, Key::ArrowDown);
                window.frames(2);
                window.press(BARE, Key::Enter);
            }
            assert_eq!(window.count_of(name), "1".replace('1', if lang == Lang::En { "1" } else { "١" }));
            let current: Vec<String> = window.tag_bar().into_iter().map(|(name, _)| name).collect();
            assert!(current.contains(&name.to_owned()), "the label it has is always shown: {current:?}");
            // Escape cancels, and the page has the focus.
            window.press(BARE, Key::T);
            window.press(BARE, Key::Escape);
            assert!(!window.tag_bar().is_empty());
            window.press(BARE, Key::Num1);
            assert_ne!(window.count_of(name), "1");
        }
    }
}

// The hover card.

#[test]
fn the_hover_card_leaves_the_tag_bar_free() {
    for (width, height) in [(1366.0, 900.0), (1024.0, 700.0), (683.0, 467.0)] {
        let (_folder, article) = with_labels(7, &LINES.repeat(12));
        let mut window = Window::speaking(Lang::En).size(width, height).open(&[&article]);
        window.wait_for_article("text.txt");
        let (fills, page) = (window.page_rects(light().labels[0].fill), window.page());
        let fills: Vec<Rect> = fills.into_iter().filter(|fill| fill.bottom() < page.bottom() - 4.0).collect();
        window.click_at(fills[1].center(), 1);
        let bar = window.card_around_field(window.tag_bar()[0].1);
        let mut cards = 0;
        for fill in fills.iter().filter(|fill| !fill.intersects(bar) && **fill != fills[1]) {
            window.hover(fill.center());
            if let Some(card) = window.hover_card() {
                cards += 1;
                assert!(!card.intersects(bar), "{width}: {card} over {bar}");
                assert!(page.contains_rect(card), "{width}: {card} in {page}");
            }
        }
        // On the smallest page there may be no room for both.
        assert!(cards > 0 || width < 700.0, "{width}");
    }
}

#[test]
fn the_hover_card_opens_for_a_pointer_that_moved_and_nothing_else() {
    let (_folder, article) = with_labels(2, &LINES.repeat(30));
    let mut window = Window::speaking(Lang::En).size(1024.0, 700.0).open(&[&article]);
    window.wait_for_article("text.txt");
    let fills = window.page_rects(light().labels[0].fill);
    window.hover(fills[2].center());
    assert!(window.hover_card().is_some());
    // Any key closes it, and it does not reappear under a resting pointer.
    for key in [Key::F8, Key::A, Key::ArrowDown] {
        window.press(BARE, key);
        window.frames(20);
        assert_eq!(window.hover_card(), None, "{key:?}");
    }
    // Text that moves under the pointer does not open it, nor does typing in the search.
    window.press(BARE, Key::Escape);
    for _ in 0..30 {
        window.press(BARE, Key::ArrowDown);
        assert_eq!(window.hover_card(), None);
    }
    window.press(CTRL, Key::F);
    window.write("كلام");
    window.frames(30);
    assert_eq!(window.hover_card(), None);
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    // A pointer that moves again does.
    let fill = window.page_rects(light().labels[0].fill)[3];
    window.hover(fill.center());
    assert!(window.hover_card().is_some());
}

#[test]
fn annotations_over_each_other_are_drawn_once_with_a_number_that_lists_them() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let path = folder.write("text.txt", "قال سكان المدينة إن الوضع هادئ.");
        let record = |number: usize| {
            format!(
                "        (label: \"faction\", span: (0, 6), id: \"x{number:02}\", provenance: [(by: \"P{number:02}\")]),\n"
            )
        };
        let records: String = (0..40).map(record).collect();
        let head = "(\n    version: 2,\n    article: (file: \"text.txt\"),\n    annotations: [\n";
        folder.write("text.hawashi.ron", format!("{head}{records}    ],\n)\n"));
        let mut window = Window::speaking(lang).open(&[&path]);
        window.wait_for_article("text.txt");
        let is_number = |name: &String| name.contains("40") || name.contains("٤٠");
        let name = window.buttons().into_iter().find(is_number).unwrap();
        let is_listed = |window: &Window| window.rows().iter().filter(|row| row.contains('P')).count();
        assert_eq!(is_listed(&window), 0, "{lang:?}");
        window.click(&name);
        window.frames(3);
        assert!((5..=12).contains(&is_listed(&window)), "{lang:?}: only what is in view is drawn");
        window.press(BARE, Key::End);
        window.frames(3);
        assert!(window.rows().iter().any(|row| row.contains("P39")), "{lang:?}");
        window.press(BARE, Key::Enter);
        window.frames(3);
        assert_eq!(is_listed(&window), 0, "{lang:?}: one is chosen");
        let accent = Theme::named(ThemeName::default()).accent;
        assert!(!window.page_rings(accent).is_empty(), "{lang:?}: the words have a ring");
    }
}
