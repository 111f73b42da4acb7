//! Actions with one key, one word or one click, and the window's responses.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, vec2};
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

const TOWNS: &str = "سافر الوفد إلى بيروت ثم عاد إلى دمشق. وقال الوفد إن دمشق هادئة، وإن دمشق آمنة.";
const TRIPOLI: &str = "قال سكان طرابلس إن المدينة هادئة. وفي طرابلس الليبية سوق، وعاد الوفد إلى طرابلس.";

fn reading(lang: Lang, text: &str) -> (Folder, Window) {
    Window::speaking(lang).open_text(text)
}

fn status_of(window: &Window, name: &str) -> Option<String> {
    window.published_mark(name).map(|mark| mark.status)
}

fn saved(folder: &Folder, window: &mut Window) -> Vec<(String, String, Status)> {
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("text.hawashi.ron").is_some()));
    window.frames(5);
    let all = annotations_of(&folder.path("text.txt")).into_iter();
    all.map(|(quote, annotation)| (quote, annotation.label.to_string(), annotation.status)).collect()
}

// Labels.

#[test]
fn a_new_name_makes_a_label_and_tags_what_is_selected_in_one_step() {
    for lang in Lang::ALL {
        for by_typing in [true, false] {
            // A selection, a suggestion, and an annotation.
            for (what, passage) in [("words", "الوفد"), ("suggestion", "بيروت"), ("annotation", "بيروت")]
            {
                let (_folder, mut window) = reading(lang, TOWNS);
                let place = window.places_of(passage)[0];
                window.click_at(place.center(), if what == "words" { 2 } else { 1 });
                if what == "annotation" {
                    window.press(BARE, Key::A);
                }
                let before = window.published_marks().len();
                if by_typing {
                    window.press_at_once(&[(BARE, Key::T, "t")]);
                } else {
                    window.press(CTRL, Key::L);
                }
                window.write("سلاح");
                window.press(BARE, Key::Enter);
                window.frames(3);
                let name = format!("سلاح: {passage}");
                assert!(window.published_mark(&name).is_some(), "{lang:?} {what}: {:?}", window.published_marks());
                assert!(window.sees("سلاح"), "{lang:?} {what}: the legend has it");
                window.press(CTRL, Key::Z);
                assert!(!window.sees("سلاح"), "{lang:?} {what}: one step back there is no such label");
                assert_eq!(window.published_marks().len(), before, "{lang:?} {what}");
                window.press(CTRL, Key::Y);
                assert!(window.published_mark(&name).is_some(), "{lang:?} {what}: and again");
            }
        }
    }
}

#[test]
fn a_name_that_others_begin_with_can_still_be_that_of_a_new_label() {
    let (folder, mut window) = reading(Lang::En, TOWNS);
    let place = window.places_of("الوفد")[0];
    window.click_at(place.center(), 2);
    window.press_at_once(&[(BARE, Key::T, "t")]);
    window.write("Fact");
    // Enter would choose the label found; the new one is below it.
    let new = window.text_with("label-create", "name", "Fact");
    window.click_option(&new);
    assert_eq!(saved(&folder, &mut window), [("الوفد".to_owned(), "fact".to_owned(), Status::Accepted)]);
    // The name of an existing label does not create a new one, in any spelling.
    window.press_at_once(&[(BARE, Key::T, "t")]);
    window.write("FACTION");
    assert!(!window.sees(&window.text_with("label-create", "name", "FACTION")));
    window.press(BARE, Key::Escape);
}

#[test]
fn another_labels_key_on_a_suggestion_is_one_step() {
    for (key, label) in [(Key::Num2, "Faction"), (Key::Num1, "Location")] {
        let (_folder, mut window) = reading(Lang::En, TOWNS);
        let place = window.places_of("بيروت")[0];
        window.click_at(place.center(), 1);
        window.press(BARE, key);
        assert_eq!(status_of(&window, &format!("{label}: بيروت")), Some(window.text("status-accepted")));
        window.press(CTRL, Key::Z);
        assert_eq!(status_of(&window, "Location: بيروت"), Some(window.text("status-suggested")), "{label}");
        assert_eq!(status_of(&window, "Faction: بيروت"), None);
    }
}

#[test]
fn what_adds_a_note_is_not_called_as_the_label_of_notes() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        let place = window.places_of("الوفد")[0];
        window.click_at(place.center(), 2);
        window.press_at_once(&[(BARE, Key::N, "n")]);
        window.write("لماذا؟");
        window.press(CTRL, Key::Enter);
        window.click_at(place.center(), 1);
        let names: Vec<String> = window.tag_bar().into_iter().map(|(name, _)| name).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{lang:?}: twice {name} in {names:?}");
        }
        assert!(names.contains(&window.text("popover-edit-note")), "{lang:?}: {names:?}");
    }
}

// Entities of names.

#[test]
fn who_says_what_a_mention_stands_for_has_accepted_it_and_leaves_the_others_open() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TRIPOLI);
        window.click_row("طرابلس");
        let open = |window: &Window| {
            let suggested = window.text("status-suggested");
            let names = window.published_marks().into_iter().filter(|mark| mark.name.ends_with(": طرابلس"));
            names.map(|mark| mark.status == suggested).collect::<Vec<bool>>()
        };
        assert_eq!(open(&window), [true, true, true], "{lang:?}");
        window.press(BARE, Key::E);
        let title = window.text("entity-title");
        window.wait_for(&title);
        let row =
            window.rows().into_iter().find(|row| row.contains(if lang == Lang::Ar { "لبنان" } else { "Lebanon" }));
        window.click(&row.unwrap());
        window.wait_until_gone(&title);
        window.frames(3);
        let after = open(&window);
        assert_eq!(after.iter().filter(|is_open| **is_open).count(), 2, "{lang:?}: {after:?}");
        // The notice says that it was chosen for the others, which stay undecided.
        let other = after.iter().position(|is_open| *is_open).unwrap();
        let places = window.places_of("طرابلس");
        window.click_at(places[other].center(), 1);
        assert!(window.sees(&window.text("card-chosen")), "{lang:?}: {:?}", window.labels());
        window.press(CTRL, Key::Z);
        assert_eq!(open(&window), [true, true, true], "{lang:?}: all of it is one step");
    }
}

// Moving from mark to mark.

#[test]
fn every_mark_has_its_turn_also_those_within_others() {
    let (_folder, mut window) = reading(Lang::En, "وصل الوفد الكبير أمس إلى بيروت.");
    let place = |window: &mut Window, word: &str| window.places_of(word)[0];
    // Three overlapping ones, two of which begin at the same position and two of which are identical.
    let (long, short) = (place(&mut window, "الوفد الكبير"), place(&mut window, "الوفد"));
    for (words, key) in [(long, Key::Num1), (short, Key::Num2), (short, Key::Num1)] {
        let right = words.right_center() - vec2(1.0, 0.0);
        window.drag(&[right, words.center(), words.left_center() + vec2(0.5, 0.0)]);
        window.press(BARE, key);
        window.press(BARE, Key::Escape);
    }
    window.press(CTRL, Key::Home);
    let selected = |window: &Window| -> String {
        let marks = window.published_marks();
        marks.iter().position(|mark| mark.is_selected).map_or_else(String::new, |at| at.to_string())
    };
    let count = window.published_marks().len();
    assert_eq!(count, 4, "{:?}", window.published_marks());
    let mut forward = Vec::new();
    for _ in 0..count {
        window.press(BARE, Key::F8);
        forward.push(selected(&window));
    }
    assert_eq!(forward, ["0", "1", "2", "3"]);
    let mut back = Vec::new();
    for _ in 1..count {
        window.press(crate::support::window::SHIFT, Key::F8);
        back.push(selected(&window));
    }
    assert_eq!(back, ["2", "1", "0"]);
}

// The search.

#[test]
fn down_and_up_in_the_search_go_through_the_matches() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        window.press(CTRL, Key::F);
        window.write("دمشق");
        let says = |current: u32| {
            move |window: &Window| {
                let text = window.text_with_two("find-count", ("current", current), ("total", 3));
                window.any_label(|label| hawashi::gui::i18n::without_isolates(label) == text)
            }
        };
        assert!(window.wait_until(says(1)), "{lang:?}: {:?}", window.labels());
        for (key, current) in
            [(Key::ArrowDown, 2), (Key::ArrowDown, 3), (Key::ArrowDown, 1), (Key::ArrowUp, 3), (Key::ArrowUp, 2)]
        {
            window.press(BARE, key);
            assert!(says(current)(&window), "{lang:?} {current}: {:?}", window.labels());
            assert_eq!(window.focused().unwrap().0, Role::TextInput, "{lang:?}: the field keeps the keyboard");
        }
    }
}

#[test]
fn a_click_that_begins_and_ends_in_one_frame_is_a_click_everywhere() {
    let (_folder, mut window) = reading(Lang::En, TOWNS);
    for field in ["find-placeholder", "list-search"] {
        let at = window.field_of(&window.text(field)).center();
        window.click_at_once(at);
        window.write("ب");
        assert_eq!(window.value_of(&window.text(field)), "ب", "{field}");
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
    }
    let chip = window.rect_of(&window.label_plural("location"));
    window.click_at_once(chip.center());
    assert!(!window.is_on(&window.label_plural("location")));
    window.click_at_once(chip.center());
    let slider = window.rect_of(&window.text("threshold-name"));
    window.click_at_once(slider.center() + vec2(40.0, 0.0));
    assert!(!window.any_label(|label| label == window.text("threshold-all")), "{:?}", window.labels());
}

// Notices.

#[test]
fn what_was_done_is_said_calmly() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        window.click_row("دمشق");
        let copies = |window: &Window| {
            let begins = window.text("card-copy-id").split(':').next().unwrap().to_owned();
            window.buttons().into_iter().find(|name| name.starts_with(&begins)).unwrap()
        };
        let copy = copies(&window);
        for _ in 0..3 {
            window.click(&copy);
        }
        let said = window.statuses();
        assert_eq!(said.len(), 1, "{lang:?}: the same is said once: {said:?}");
        assert!(said[0].contains(if lang == Lang::Ar { "٣ مرات" } else { "3 times" }), "{lang:?}: {said:?}");
        for name in ["بيروت", "دمشق"] {
            window.click_row(name);
            for copy in window.buttons().into_iter().filter(|name| name.starts_with(copy.split(' ').next().unwrap())) {
                if copy.contains(':') {
                    window.click(&copy);
                }
            }
        }
        assert!(window.statuses().len() <= 3, "{lang:?}: {:?}", window.statuses());
    }
}

#[test]
fn nothing_opens_under_a_pointer_that_only_rests_there() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        let mark = window.page_rects(Theme::named(ThemeName::Light).labels[0].fill)[0].center();
        window.find_pointer_at(mark);
        assert_eq!(window.hover_card(), None, "{lang:?}: the system says where it is");
        window.hover(mark);
        assert!(window.hover_card().is_some(), "{lang:?}: a hand has moved it");
        window.press(BARE, Key::ArrowDown);
        window.frames(24);
        assert_eq!(window.hover_card(), None, "{lang:?}: somebody uses the keyboard");
    }
}

#[test]
fn a_rows_tooltip_goes_at_a_keystroke() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let headline = "عنوان طويل لا يتسع له السطر الواحد مهما كان عرض النافذة ".repeat(8);
        for name in ["a.txt", "b.txt"] {
            folder.write(name, format!("{headline}\n{TOWNS}"));
        }
        let mut window = Window::speaking(lang).open(&[&folder.path("")]);
        assert!(window.wait_until(|window| window.rows().iter().any(|row| row.contains("عنوان طويل"))));
        let at = window.list_rect().center() - vec2(0.0, 10.0);
        let says = |window: &Window| window.any_label(|label| label.contains("عنوان طويل"));
        window.find_pointer_at(at);
        assert!(!says(&window), "{lang:?}: nobody has moved the pointer");
        window.hover(at);
        window.frames(12);
        assert!(says(&window), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::ArrowDown);
        assert!(!says(&window), "{lang:?}");
        window.frames(40);
        assert!(!says(&window), "{lang:?}: it does not come back");
    }
}

#[test]
fn how_much_is_left_is_said_in_words_and_everywhere_the_same() {
    for (lang, left, decided) in [
        (Lang::En, "2 of 3 left", ["2 of 4 decided", "2 of 4 undecided"]),
        (Lang::Ar, "بقي ٢ من ٣", ["بُتّ في ٢ من ٤", "بلا قرار: ٢ من ٤"]),
    ] {
        let folder = Folder::new();
        folder.write("text.txt", TOWNS);
        let mut window = Window::speaking(lang).open(&[&folder.path("")]);
        assert!(window.wait_until(|window| !window.rows().is_empty()));
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Enter);
        window.wait_for_article("text.txt");
        // Its review has begun: not here.
        window.press(BARE, Key::Escape);
        window.settle();
        window.focus_page();
        // Beirut is rejected, the first Damascus accepted.
        window.press(CTRL, Key::Home);
        window.press(BARE, Key::F8);
        window.press(BARE, Key::R);
        window.press(CTRL, Key::Home);
        window.press(BARE, Key::F8);
        window.press(BARE, Key::A);
        window.frames(4);
        let row = window.rows().into_iter().find(|row| row.starts_with("دمشق")).unwrap();
        assert_eq!(window.beside_option(&row).split(", ").last(), Some(left), "{lang:?}");
        for sentence in decided {
            let says = |label: &str| hawashi::gui::i18n::without_isolates(label) == sentence;
            assert!(window.any_label(says), "{lang:?}: {sentence} in {:?}", window.labels());
        }
        window.press(CTRL, Key::PageUp);
        window.frames(4);
        let row = window.rows().into_iter().next().unwrap();
        for (key, count) in [("folder-undecided", 2_u32), ("folder-mentions", 4)] {
            assert!(row.contains(&window.text_with(key, "count", count)), "{lang:?}: {row}");
        }
    }
}
