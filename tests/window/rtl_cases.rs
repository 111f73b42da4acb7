//! Public reports about programs that failed on right-to-left text, as tests of the whole window. The numbers are those
//! of the reports; cases of layout alone are in `tests/layout`.

use eframe::egui::{Key, Pos2, Rect, pos2, vec2};
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, SHIFT, Window, light};

/// Words that no lexicon marks, so that every mark is the test's own.
const WORDS: &str = "واحد اثنان ثلاثة أربعة خمسة ستة";
const HEBREW: &str = "אחת שתיים שלוש ארבע חמש שש";

/// A window on an article with this text.
fn reading(lang: Lang, text: &str) -> (Folder, Window) {
    Window::speaking(lang).open_text(text)
}

fn place_of(window: &mut Window, word: &str) -> Rect {
    window.places_of(word)[0]
}

/// Points just inside the right and the left edge of a word, at half its height.
fn ends(place: Rect) -> (Pos2, Pos2) {
    (pos2(place.right() - 1.0, place.center().y), pos2(place.left() + 1.0, place.center().y))
}

/// Drags from the beginning of one word to the end of another; both run from right to left.
fn drag_words(window: &mut Window, first: &str, last: &str) {
    let (begin, _) = ends(place_of(window, first));
    let (_, end) = ends(place_of(window, last));
    window.drag(&[begin, begin.lerp(end, 0.5), end]);
}

/// Left and right edge of the letters on the page.
fn text_edges(window: &Window) -> (f32, f32) {
    let letters = window.letters_in(window.page());
    let (left, right) = letters.iter().fold((f32::MAX, f32::MIN), |(l, r), at| (l.min(at.x), r.max(at.x)));
    assert!(left < right, "nothing is written on the page");
    (left, right)
}

#[test]
fn rtl_case_10_annotations_are_seen_on_arabic_and_hebrew() {
    for (text, first, last) in [(WORDS, "ثلاثة", "أربعة"), (HEBREW, "שלוש", "ארבע")] {
        let (_folder, mut window) = reading(Lang::En, text);
        assert!(!window.page_shows(light().labels[0].fill));
        let (from, to) = (place_of(&mut window, first), place_of(&mut window, last));
        drag_words(&mut window, first, last);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Escape);
        let marks = window.page_rects(light().labels[0].line);
        assert_eq!(marks.len(), 1, "{marks:?}");
        assert!((marks[0].right() - from.right()).abs() < 2.0 && (marks[0].left() - to.left()).abs() < 2.0);
    }
}

#[test]
fn rtl_case_12_what_floats_leaves_the_words_free() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, WORDS);
        let word = place_of(&mut window, "ثلاثة");
        drag_words(&mut window, "ثلاثة", "ثلاثة");
        let faction = if lang == Lang::En { "Faction" } else { "فصيل" };
        assert!(!window.card_around(faction).intersects(word), "the labels lie over the selection");
        window.press(BARE, Key::Num2);
        assert!(!window.card_around(faction).intersects(word), "the labels lie over the annotation");
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        // And the line begins at the right.
        let (left, right) = text_edges(&window);
        let page = window.page();
        assert!(page.right() - right < left - page.left(), "{left} {right} in {page}");
    }
}

#[test]
fn rtl_case_14_notes_stand_in_order_beside_their_lines() {
    let text = format!("{WORDS}\n\nسبعة ثمانية تسعة\n\nعشرة مئة ألف");
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, &text);
        // Written from the bottom up: the order follows the text, not the order of writing.
        for (word, note) in [("مئة", "third"), ("ثمانية", "second"), ("اثنان", "first")] {
            drag_words(&mut window, word, word);
            assert_eq!(window.copied().as_deref(), Some(word));
            window.press(BARE, Key::N);
            window.write(note);
            window.click_text("note-done");
            window.press(BARE, Key::Escape);
            window.press(BARE, Key::Escape);
        }
        let mut above = f32::MIN;
        for (word, note) in [("اثنان", "first"), ("ثمانية", "second"), ("مئة", "third")] {
            let (line, note) = (place_of(&mut window, word), window.rect_of(note));
            assert!(note.top() > above, "{lang:?}");
            above = note.top();
            assert!(note.top() >= line.top() - 8.0, "{lang:?}: {note} above its line {line}");
            assert!(note.top() < line.top() + 160.0, "{lang:?}: {note} far from {line}");
            assert!(!note.intersects(line));
        }
    }
}

#[test]
fn rtl_case_16_nothing_moves_when_words_are_labelled() {
    for (text, first, last) in [(WORDS, "أربعة", "خمسة"), (HEBREW, "ארבע", "חמש")] {
        let (_folder, mut window) = reading(Lang::En, text);
        let before = window.letters_in(window.page());
        drag_words(&mut window, first, last);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        // Away from the words, so that no card appears.
        let corner = window.page().left_bottom() + vec2(4.0, -4.0);
        window.hover(corner);
        assert!(window.page_shows(light().labels[0].line));
        assert_eq!(window.letters_in(window.page()), before);
    }
}

#[test]
fn rtl_case_17_no_setting_is_needed_to_read_from_right_to_left() {
    for lang in Lang::ALL {
        for text in [WORDS, HEBREW, "BBC: واحد اثنان ثلاثة"] {
            let (_folder, mut window) = reading(lang, text);
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_ascii()).collect();
            let rights: Vec<f32> = words.iter().map(|word| place_of(&mut window, word).right()).collect();
            assert!(rights.windows(2).all(|pair| pair[0] > pair[1]), "{lang:?} {text}: {rights:?}");
        }
    }
}

#[test]
fn rtl_case_20_a_drag_from_the_edge_of_a_word_takes_no_more() {
    let (_folder, mut window) = reading(Lang::En, &format!("{WORDS}\n{WORDS}"));
    let (begin, end) = (place_of(&mut window, "ثلاثة"), place_of(&mut window, "خمسة"));
    // Exactly on the edge, slightly inside, slightly in the space.
    for dx in [0.0, -1.0, 1.0] {
        let from = pos2(begin.right() + dx, begin.center().y);
        let to = pos2(end.left() + 1.0, end.center().y);
        window.drag(&[from, from.lerp(to, 0.3), from.lerp(to, 0.8), to]);
        assert_eq!(window.copied().as_deref().map(str::trim), Some("ثلاثة أربعة خمسة"), "from {dx} px");
        window.press(BARE, Key::Escape);
    }
}

#[test]
fn rtl_case_21_both_directions_of_a_drag_select_the_same() {
    for (text, first, last, expected) in
        [(WORDS, "اثنان", "خمسة", "اثنان ثلاثة أربعة خمسة"), (HEBREW, "שתיים", "ארבע", "שתיים שלוש ארבע")]
    {
        let (_folder, mut window) = reading(Lang::En, text);
        let (begin, _) = ends(place_of(&mut window, first));
        let (_, end) = ends(place_of(&mut window, last));
        for way in [[begin, end], [end, begin]] {
            window.drag(&way);
            assert_eq!(window.copied().as_deref(), Some(expected));
            window.press(BARE, Key::Escape);
        }
    }
}

#[test]
fn rtl_case_22_what_is_selected_is_what_is_annotated() {
    let (folder, mut window) = reading(Lang::Ar, WORDS);
    drag_words(&mut window, "اثنان", "ثلاثة");
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    let saved = annotations_of(&folder.path("text.txt"));
    assert_eq!(saved.iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(), ["اثنان ثلاثة"]);
}

#[test]
fn rtl_case_23_a_drag_from_a_question_mark_does_not_grab_it_for_ever() {
    let (_folder, mut window) = reading(Lang::En, "هل واحد اثنان؟ نعم «ثلاثة» أربعة.");
    // Letters as they are: whole words would leave the marks out.
    window.choose("menu-edit", "menu-mark");
    window.click_text("command-whole-words");
    let mark = place_of(&mut window, "؟");
    let word = place_of(&mut window, "نعم");
    // From the left of the mark, across the next word.
    let from = pos2(mark.left() - 1.0, mark.center().y);
    window.drag(&[from, ends(word).1]);
    assert_eq!(window.copied().as_deref().map(str::trim), Some("نعم"));
    // Starting on the mark itself, the press belongs to the selection.
    window.press(BARE, Key::Escape);
    window.drag(&[pos2(mark.right() - 1.0, mark.center().y), ends(word).1]);
    assert_eq!(window.copied().as_deref(), Some("؟ نعم"));
    // From a quotation mark to a full stop.
    window.press(BARE, Key::Escape);
    let (quote, stop) = (place_of(&mut window, "«"), place_of(&mut window, "أربعة."));
    window.drag(&[ends(quote).0, ends(stop).1]);
    assert_eq!(window.copied().as_deref(), Some("«ثلاثة» أربعة."));
}

#[test]
fn a_selection_over_paragraphs_and_directions_is_copied_as_stored() {
    let text = "قال BBC إن 12% من واحد\n\nplain Latin words\nاثنان (three) أربعة";
    let (_folder, mut window) = reading(Lang::En, text);
    let (begin, _) = ends(place_of(&mut window, "إن"));
    let (_, end) = ends(place_of(&mut window, "أربعة"));
    let expected = &text[text.find("إن").unwrap()..];
    for way in [[begin, end], [end, begin]] {
        window.drag(&way);
        assert_eq!(window.copied().as_deref(), Some(expected));
        window.press(BARE, Key::Escape);
    }
    // From inside the Latin word into the Arabic before it: selects what is between them in the text.
    let (word, latin) = (place_of(&mut window, "قال"), place_of(&mut window, "BBC"));
    window.drag(&[pos2(latin.right() - 1.0, latin.center().y), ends(word).0]);
    assert_eq!(window.copied().as_deref(), Some("قال BBC"));
}

#[test]
fn a_selection_goes_on_while_the_page_scrolls() {
    let (_folder, mut window) = reading(Lang::En, &(LIBYA.to_owned() + "\n" + LIBYA));
    let page = window.page();
    let from = pos2(page.right() - 6.0, page.top() + 52.0);
    let below = pos2(page.center().x, page.bottom() + 60.0);
    window.drag_and_hold(from, below, 30);
    let copied = window.copied().unwrap();
    let first = copied.len();
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::Home);
    window.frames(4);
    window.drag_and_hold(from, below, 60);
    let longer = window.copied().unwrap();
    assert!(longer.len() > first + 500, "{} after {first}: the page scrolls on", longer.len());
    assert!((LIBYA.to_owned() + "\n" + LIBYA).starts_with(&longer));
}

#[test]
fn rtl_case_29_a_text_without_punctuation_is_read_and_annotated() {
    let text = "كلمة وأخرى بلا وقف ".repeat(20_000);
    let (_folder, mut window) = reading(Lang::En, &text);
    window.press(CTRL, Key::A);
    window.press(BARE, Key::Num1);
    // Overlapping spans with the other label, across and inside the first one.
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::Home);
    for _ in 0..3 {
        for _ in 0..4 {
            window.press(SHIFT, Key::ArrowDown);
        }
        window.press(BARE, Key::Num2);
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::ArrowDown);
    }
    window.press(BARE, Key::Escape);
    assert!(window.page_shows(light().labels[0].line) && window.page_shows(light().labels[1].line));
    // Three clicks search for a sentence that never ends.
    let page = window.page();
    window.click_at(page.center(), 3);
    assert!(window.copied().is_some_and(|copied| copied.len() > 1000));
}

#[test]
fn rtl_case_30_every_part_of_the_window_runs_from_right_to_left() {
    let folder = Folder::new();
    let (one, two) = (folder.write("one.txt", LIBYA), folder.write("two.txt", WORDS));
    let mut window = Window::speaking(Lang::Ar).open(&[&one, &two]);
    window.wait_for_article("two.txt");
    let x_of = |window: &Window, name: &str| window.rect_of(name).center().x;
    let middle = 680.0;
    // Menus and tabs start from the right; the panel and its first list are on the left.
    let menus: Vec<f32> = ["menu-file", "menu-edit", "menu-view", "menu-go", "menu-help"]
        .map(|key| x_of(&window, &window.text(key)))
        .to_vec();
    assert!(menus[0] > middle && menus.windows(2).all(|pair| pair[0] > pair[1]), "{menus:?}");
    assert!(x_of(&window, "one.txt") > x_of(&window, "two.txt"));
    let lists = ["panel-mentions", "panel-annotations"].map(|key| x_of(&window, &window.text(key)));
    assert!(lists[0] < middle && lists[0] > lists[1], "{lists:?}");
    assert!(x_of(&window, &window.text("status-no-changes")) > middle);
    // In the English window the Arabic text has the same order as in the Arabic one.
    let order = |window: &mut Window| {
        let words = WORDS.split(' ').map(|word| place_of(window, word).right() - window.page().center().x);
        words.map(f32::round).collect::<Vec<_>>()
    };
    let in_arabic = order(&mut window);
    let mut english = Window::speaking(Lang::En).open(&[&two]);
    english.wait_for_article("two.txt");
    assert_eq!(order(&mut english), in_arabic);
}

#[test]
fn rtl_case_31_each_paragraph_finds_its_direction() {
    let (_folder, mut window) = reading(Lang::En, "Plain Latin words stand here.\nواحد اثنان ثلاثة");
    let (latin, arabic) = (place_of(&mut window, "Plain"), place_of(&mut window, "واحد"));
    let center = window.page().center().x;
    assert!(latin.right() < center, "Latin text begins at the left");
    assert!(arabic.left() > center, "Arabic text begins at the right");
}

#[test]
fn rtl_case_33_the_tools_are_there_on_an_arabic_page() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, WORDS);
        drag_words(&mut window, "اثنان", "ثلاثة");
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1360.0, 860.0));
        for key in ["popover-note", "popover-copy", "command-undo", "command-redo", "command-toggle-side-panel"] {
            let place = window.rect_of(&window.text(key));
            assert!(screen.contains_rect(place) && place.width() > 10.0, "{lang:?}: {key} at {place}");
        }
        window.click_text("popover-note");
        assert!(window.sees(&window.text_with("note-editor", "quote", "اثنان ثلاثة")));
    }
}

#[test]
fn rtl_case_34_note_and_quote_have_their_own_direction() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, WORDS);
        drag_words(&mut window, "اثنان", "ثلاثة");
        window.press(BARE, Key::N);
        let name = window.text_with("note-editor", "quote", "اثنان ثلاثة");
        window.frames(3);
        let field = window.field_of(&name);
        window.write("ملاحظة");
        let edges = |window: &Window| {
            let letters = window.letters_in(field);
            letters.iter().fold((f32::MAX, f32::MIN), |(l, r), at| (l.min(at.x), r.max(at.x)))
        };
        let (left, right) = edges(&window);
        assert!(left > field.center().x, "{lang:?}: Arabic begins at the right: {left} {right} in {field}");
        window.press(CTRL, Key::A);
        window.write("a note");
        let (left, right) = edges(&window);
        assert!(right < field.center().x, "{lang:?}: Latin begins at the left: {left} {right} in {field}");
    }
}

#[test]
fn rtl_case_35_next_is_what_is_read_next() {
    let text = "وصل من بيروت إلى دمشق ثم إلى بغداد.\nثم إلى القاهرة.";
    let (_folder, mut window) = reading(Lang::Ar, text);
    window.wait_for_mentions();
    let names = ["بيروت", "دمشق", "بغداد", "القاهرة"];
    for name in names {
        window.press(BARE, Key::F8);
        assert_eq!(window.copied().as_deref(), Some(name));
    }
    for name in names.iter().rev().skip(1) {
        window.press(SHIFT, Key::F8);
        assert_eq!(window.copied().as_deref(), Some(*name));
    }
    // The search works the same way, and so do the keys for paragraphs.
    window.press(CTRL, Key::F);
    window.write("إلى");
    window.frames(25);
    let current =
        |window: &Window| window.labels().into_iter().find(|label| label.ends_with('٣') || label.ends_with('3'));
    let first = current(&window);
    window.press(BARE, Key::Enter);
    window.frames(10);
    assert_ne!(current(&window), first);
}

#[test]
fn rtl_case_36_a_file_without_any_markup_is_right_to_left() {
    for encoding in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
        let folder = Folder::new();
        let text = "قال الرئيس اليوم إن المعارك انتهت";
        let article = folder.write("article.txt", encoding.encode(text).0);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for_article("article.txt");
        assert!(place_of(&mut window, "قال").left() > place_of(&mut window, "انتهت").right());
        assert!(place_of(&mut window, "قال").right() > window.page().center().x);
    }
}

#[test]
fn the_first_line_behind_an_empty_one_is_selected_with_the_mouse() {
    let (_folder, mut window) = reading(Lang::En, &format!("{WORDS}\n\nسبعة ثمانية تسعة\n \nعشرة مئة ألف"));
    for word in ["سبعة", "ثمانية", "عشرة", "ألف", "واحد"] {
        drag_words(&mut window, word, word);
        assert_eq!(window.copied().as_deref(), Some(word));
        window.press(BARE, Key::Escape);
    }
}

#[test]
fn words_are_found_whatever_points_signs_and_half_spaces_they_have() {
    let cases = [
        ("שָׁלוֹם וְשָׁלוֹם, צה״ל וצה\"ל, בית־ספר", &[("שלום", 2), ("צהל", 2), ("צה״ל", 2), ("בית ספר", 1), ("שָׁלוֹם", 2)][..]),
        ("او می‌رود و ميرود به خانهٔ علی", &[("میرود", 2), ("می رود", 1), ("خانه‌ی", 1), ("علي", 1), ("على", 1)][..]),
        ("لاہور میں طلبہ کے لیے زکوٰۃ", &[("لاهور", 1), ("مين", 1), ("كے ليے", 1), ("زکوۃ", 1)][..]),
    ];
    for (text, queries) in cases {
        let (_folder, mut window) = reading(Lang::En, text);
        for (query, count) in queries {
            window.press(CTRL, Key::F);
            window.press(CTRL, Key::A);
            window.write(query);
            let (place, total) = (format!(" of {count}"), format!("{count} match"));
            let is_told = |label: &str| label.ends_with(&place) || label.starts_with(&total);
            assert!(window.wait_until(|window| window.any_label(is_told)), "{query} in {text}");
            window.press(BARE, Key::Escape);
        }
    }
}
