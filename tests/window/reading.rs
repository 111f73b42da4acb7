//! The window in use: reading, tagging, saving, and errors.

use crate::support::folder::{Folder, LIBYA, SUDAN, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window, light};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, vec2};
use hawashi::annotation::{Origin, Status};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

/// The headline of the sample, and its first two words.
const HEADLINE: &str = "من أسوار طرابلس إلى قاعات جنيف";
const TWO_WORDS: &str = "من أسوار";
/// A town that occurs twice in the sample.
const TOWN: &str = "غريان";

// Opening.

#[test]
fn a_path_opens_the_article_and_its_names_are_found() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        assert_eq!(window.tabs(), ["libya.txt"]);
        assert!(window.is_front("libya.txt"));
        let rows = window.rows();
        assert!(rows.iter().any(|row| row.starts_with("طرابلس")), "{lang:?}: {rows:?}");
        assert!(rows.iter().any(|row| row.contains("الجيش الوطني الليبي")), "{lang:?}: {rows:?}");
        for (key, color) in [("location", light().labels[0]), ("faction", light().labels[1])] {
            let name = window.label_plural(key);
            assert!(window.is_on(&name));
            assert!(!["0", "٠", ""].contains(&window.count_of(&name).as_str()), "{lang:?}: {name}");
            assert!(window.page_shows(color.fill), "{lang:?}: {name}");
        }
        assert!(window.letters_on_page() > 1000);
        assert!(window.notices().is_empty());
    }
}

#[test]
fn what_is_found_later_does_not_move_the_text() {
    let (folder, _) = Folder::with_libya();
    let article = folder.write("long.txt", LIBYA.repeat(60));
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.hold_long_work(true);
    window.drop_file(&article);
    let name = window.text_with("page-name", "file", "long.txt");
    assert!(window.wait_until(|window| window.sees(&name) && window.letters_on_page() > 1000));
    for _ in 0..7 {
        window.press(BARE, Key::PageDown);
    }
    window.frames(20);
    assert!(window.is_looking());
    let before = window.letters_in(window.page());
    window.hold_long_work(false);
    window.wait_for_mentions();
    assert!(window.page_shows(light().labels[0].fill), "names are marked now");
    assert_eq!(window.letters_in(window.page()), before, "and every letter stands where it stood");
}

#[test]
fn names_in_view_are_marked_before_the_whole_article_was_read() {
    let (folder, _) = Folder::with_libya();
    let article = folder.write("long.txt", LIBYA.repeat(60) + &SUDAN.repeat(60));
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.hold_long_work(true);
    window.drop_file(&article);
    let name = window.text_with("page-name", "file", "long.txt");
    assert!(window.wait_until(|window| window.sees(&name) && window.page_shows(light().labels[0].fill)));
    assert!(window.is_looking(), "the names are still looked for");
    // Also at another position.
    window.press(CTRL, Key::End);
    window.frames(30);
    assert!(window.wait_until(|window| window.page_shows(light().labels[0].fill)));
    assert!(window.is_looking(), "the names are still looked for");
    let names_libya = |window: &Window| window.rows().iter().any(|row| row.starts_with("طرابلس"));
    assert!(!names_libya(&window), "names of the passage in view: {:?}", window.rows());
    window.click("Stop looking for names");
    window.hold_long_work(false);
    window.settle();
    assert!(!window.is_looking());
    assert!(!window.rows().is_empty() && !names_libya(&window), "what was found stays, and no more is found");
    window.choose("menu-edit", "command-detect");
    assert!(window.wait_until(names_libya), "all names of the article are listed");
}

#[test]
fn letters_typed_together_with_the_searchs_keys_are_searched_for() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // All in one frame, including `a`, which accepts a suggestion outside the field.
    window.press_at_once(&[(CTRL, Key::F, ""), (BARE, Key::A, "a"), (BARE, Key::N, "n"), (BARE, Key::Num1, "1")]);
    assert_eq!(window.text_in(Role::TextInput), "an1");
    // The key that opens a note is not typed into it; what follows is.
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::F8);
    window.press_at_once(&[(BARE, Key::N, "n"), (BARE, Key::A, "a")]);
    assert_eq!(window.text_in(Role::MultilineTextInput), "a");
}

#[test]
fn the_start_page_offers_the_samples() {
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[]);
        assert!(window.sees(&window.text("start-open")));
        assert!(window.sees(&window.text("start-samples")));
        assert!(window.tabs().is_empty());
        window.click(HEADLINE);
        window.wait_for_mentions();
        assert_eq!(window.tabs(), ["libya.txt"]);
    }
}

#[test]
fn a_file_that_is_not_there_is_named_in_a_notice_that_can_be_dismissed() {
    let (folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&folder.path("nowhere.txt"), &article]);
        window.wait_for_notice(&["nowhere.txt"]);
        window.wait_for_mentions();
        assert_eq!(window.tabs(), ["libya.txt"], "the other article is open all the same");
        window.click_text("notice-dismiss");
        assert!(window.notices().is_empty());
    }
}

#[test]
fn files_that_are_no_articles_get_a_sentence_each() {
    let folder = Folder::new();
    let mut window = Window::speaking(Lang::En).open(&[&folder.write("empty.txt", "")]);
    let sentence = window.wait_for_notice(&["empty.txt"]);
    assert!(sentence.split_whitespace().count() > 4, "{sentence}");
    assert!(window.tabs().is_empty());
    assert!(window.sees(&window.text("start-title")), "the start page is back");
    // A file that may be a text in another encoding keeps its tab, so that one can be chosen.
    let picture = folder.write("picture.txt", [0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1, 2, 3]);
    let mut window = Window::speaking(Lang::En).open(&[&picture]);
    window.wait_for(&window.text_with("unreadable-title", "file", "picture.txt"));
    assert!(window.any_label(|label| label.contains("is not a text file")), "{:?}", window.labels());
    assert_eq!(window.tabs(), ["picture.txt"]);
    window.click(&window.text("notice-other-encoding"));
    window.click_option("UTF-16LE");
    window.wait_for(&window.text_with("page-name", "file", "picture.txt"));
}

#[test]
fn several_articles_stand_in_tabs() {
    let (folder, libya) = Folder::with_libya();
    let sudan = folder.write("sudan.txt", SUDAN);
    let mut window = Window::speaking(Lang::En).open(&[&libya, &sudan]);
    window.wait_for_mentions();
    assert_eq!(window.tabs(), ["libya.txt", "sudan.txt"]);
    assert!(window.sees("Article sudan.txt"));
    window.click("libya.txt");
    assert!(window.sees("Article libya.txt"));
    window.press(CTRL, Key::PageDown);
    assert!(window.sees("Article sudan.txt"));
    window.click("Close sudan.txt");
    assert_eq!(window.tabs(), ["libya.txt"]);
    assert!(window.sees("Article libya.txt"));
    // The same file comes to the front instead of opening a second tab.
    window.drop_file(&libya);
    window.wait_for_mentions();
    assert_eq!(window.tabs(), ["libya.txt"]);
}

#[test]
fn a_dropped_file_is_opened() {
    let (folder, libya) = Folder::with_libya();
    let sudan = folder.write("sudan.txt", SUDAN);
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.hold_over(&libya);
    assert!(window.sees("Drop the file to open it"));
    window.drop_file(&libya);
    window.wait_for_mentions();
    window.drop_file(&sudan);
    window.wait_for("Article sudan.txt");
    assert_eq!(window.tabs(), ["libya.txt", "sudan.txt"]);
}

#[test]
fn the_windows_own_chooser_opens_a_file() {
    let (folder, article) = Folder::with_libya();
    folder.write("sudan.txt", SUDAN);
    let mut window = Window::reading(&article);
    window.press(CTRL, Key::O);
    window.wait_for("Open an article");
    window.click_option("sudan.txt");
    window.click("Open");
    window.wait_for("Article sudan.txt");
    assert_eq!(window.tabs(), ["libya.txt", "sudan.txt"]);
}

// Selecting and tagging.

#[test]
fn words_are_selected_with_the_mouse_and_tagged_with_a_key() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(2);
        assert_eq!(window.copied().unwrap().trim(), TWO_WORDS);
        let before = window.count_of(&window.label_plural("location"));
        window.press(BARE, Key::Num1);
        assert_ne!(window.count_of(&window.label_plural("location")), before);
        assert_eq!(window.tabs(), [window.text_with("tab-unsaved", "file", "libya.txt")]);
        window.click_text("panel-annotations");
        assert_eq!(window.row_names(), [TWO_WORDS]);
    }
}

#[test]
fn the_popover_tags_too() {
    let (_folder, article) = Folder::with_libya();
    for (lang, faction) in [(Lang::En, "Faction"), (Lang::Ar, "فصيل")] {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        assert!(!window.sees(faction));
        window.drag_over_words(2);
        window.click(faction);
        window.click_text("panel-annotations");
        assert_eq!(window.row_names(), [TWO_WORDS]);
        window.press(CTRL, Key::S);
        let file = open_again(&article).annotations.file_name().unwrap().to_str().unwrap().to_owned();
        window.wait_for(&window.text_with("notice-saved", "file", file.as_str()));
        assert_eq!(annotations_of(&article)[0].1.label.as_str(), "faction");
        std::fs::remove_file(open_again(&article).annotations).unwrap();
    }
}

#[test]
fn the_popover_is_as_wide_as_its_buttons() {
    let (_folder, article) = Folder::with_libya();
    for (lang, faction) in [(Lang::En, "Faction"), (Lang::Ar, "فصيل")] {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(2);
        let with_four = window.card_around(faction);
        window.click(faction);
        let with_five = window.card_around(faction);
        let delete = window.rect_of(&window.text("popover-delete"));
        assert!(with_five.width() >= with_four.width() + delete.width(), "{lang:?}: {with_four} {with_five}");
        assert!(with_five.width() < 600.0, "{lang:?}: {with_five}");
        assert!(with_five.contains_rect(delete), "{lang:?}: {delete} in {with_five}");
        assert!(window.page().contains_rect(with_five), "{lang:?}: {with_five}");
    }
}

#[test]
fn the_keyboard_selects() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // Left is forward in right-to-left text.
    for _ in 0..2 {
        window.press(SHIFT, Key::ArrowLeft);
    }
    assert_eq!(window.copied().as_deref(), Some("من"));
    assert!(window.sees("2 letters selected"));
    window.press(SHIFT, Key::ArrowRight);
    assert_eq!(window.copied().as_deref(), Some("م"));
    window.press(CTRL_SHIFT, Key::ArrowLeft);
    window.press(CTRL_SHIFT, Key::ArrowLeft);
    assert_eq!(window.copied().as_deref(), Some(TWO_WORDS));
    window.press(SHIFT, Key::End);
    assert_eq!(window.copied().as_deref(), Some(HEADLINE));
    let paragraphs: Vec<&str> = LIBYA.lines().collect();
    window.press(CTRL_SHIFT, Key::ArrowDown);
    assert_eq!(window.copied(), Some(paragraphs[..2].join("\n")), "to the end of the next paragraph");
    window.press(CTRL_SHIFT, Key::ArrowDown);
    assert_eq!(window.copied(), Some(paragraphs[..3].join("\n")));
    window.press(CTRL_SHIFT, Key::ArrowUp);
    assert_eq!(window.copied(), Some(paragraphs[..2].join("\n") + "\n"), "back to where the third begins");
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().as_deref(), Some(LIBYA));
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied(), None);
}

#[test]
fn clicks_select_word_and_sentence_and_shift_extends() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let in_second = window.drag_over_words(2) - vec2(10.0, 0.0);
    window.press(BARE, Key::Escape);
    window.click_at(in_second, 2);
    assert_eq!(window.copied().as_deref(), Some("أسوار"), "a double click takes the word alone");
    // Another click in quick succession is the third.
    window.click_at(in_second, 1);
    assert_eq!(window.copied().unwrap().trim(), HEADLINE, "a third one takes the sentence");
}

#[test]
fn changes_are_undone_and_made_again() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let legend = "Locations";
    let before = window.count_of(legend);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    let tagged = window.count_of(legend);
    window.press(BARE, Key::Num2);
    assert_eq!(window.count_of(legend), before, "the other label took its place");
    window.press(CTRL, Key::Z);
    assert_eq!(window.count_of(legend), tagged);
    window.press(CTRL, Key::Z);
    assert_eq!(window.count_of(legend), before);
    assert_eq!(window.tabs(), ["libya.txt"], "nothing is left to be saved");
    window.press(CTRL_SHIFT, Key::Z);
    assert_eq!(window.count_of(legend), tagged);
    window.click("Undo");
    assert_eq!(window.count_of(legend), before);
    window.click("Redo");
    assert_eq!(window.count_of(legend), tagged);
    window.press(BARE, Key::Escape);
    assert_eq!(window.tabs(), ["libya.txt, not saved"]);
}

#[test]
fn an_annotation_is_selected_by_a_click_and_deleted() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let inside = window.drag_over_words(2) - vec2(10.0, 0.0);
    window.press(BARE, Key::Num2);
    window.press(BARE, Key::Escape);
    assert!(!window.sees("Delete"));
    window.click_at(inside, 1);
    assert!(window.sees("Tagged by hand"), "its card is shown");
    window.click("Delete");
    window.click("Annotations");
    assert!(window.rows().is_empty());
    window.press(CTRL, Key::Z);
    assert_eq!(window.row_names(), [TWO_WORDS]);
    window.click_at(inside, 1);
    window.press(BARE, Key::Delete);
    assert!(window.rows().is_empty());
}

// Suggestions.

#[test]
fn a_suggestion_is_accepted_or_rejected() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.click_row(TOWN);
    assert_eq!(window.copied().as_deref(), Some(TOWN), "a click on its row selects it in the text");
    window.press(BARE, Key::A);
    let reviewed = |window: &Window, count: usize| {
        let beginning = format!("{count} of ");
        window.any_label(|line| line.starts_with(&beginning) && line.ends_with("decided"))
    };
    assert!(reviewed(&window, 1));
    // The next one in the same row, this time with the popover.
    window.click_row(TOWN);
    window.click("Reject");
    assert!(reviewed(&window, 2));
    window.press(CTRL, Key::S);
    window.wait_for("Saved to libya.hawashi.ron.");
    let saved = annotations_of(&article);
    let statuses: Vec<_> = saved.iter().map(|(quote, a)| (quote.as_str(), a.status)).collect();
    assert_eq!(statuses, [(TOWN, Status::Accepted), (TOWN, Status::Rejected)]);
    assert!(matches!(saved[0].1.origin, Origin::Detected(_)));
    // A rejected one stays away when the article is opened again.
    let mut again = Window::reading(&article);
    assert!(reviewed(&again, 2));
    assert!(again.rows().iter().any(|row| row == &format!("{TOWN}, once, Accepted")), "{:?}", again.rows());
    again.press(CTRL, Key::Z);
    assert!(reviewed(&again, 2));
}

#[test]
fn the_keyboard_goes_from_name_to_name() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::F8);
    assert_eq!(window.copied().as_deref(), Some("طرابلس"));
    window.press(BARE, Key::F8);
    let second = window.copied();
    assert!(second.is_some());
    window.press(SHIFT, Key::F8);
    assert_eq!(window.copied().as_deref(), Some("طرابلس"));
}

// Notes.

#[test]
fn a_note_is_written_kept_and_saved() {
    let (_folder, article) = Folder::with_libya();
    for (lang, note) in [(Lang::En, "an apt headline"), (Lang::Ar, "عنوان موفق")] {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(2);
        window.press(BARE, Key::N);
        assert!(window.sees(&window.text_with("note-editor", "quote", TWO_WORDS)));
        window.write(note);
        window.click_text("note-done");
        window.press(BARE, Key::Escape);
        assert!(window.sees(note), "the note stands in the margin");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let saved = annotations_of(&article);
        assert_eq!((saved[0].0.as_str(), saved[0].1.note.as_str()), (TWO_WORDS, note));
        std::fs::remove_file(open_again(&article).annotations).unwrap();
    }
}

#[test]
fn escape_gives_a_note_up() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.write("not meant");
    window.press(BARE, Key::Escape);
    assert!(!window.sees("not meant"));
    window.click("Annotations");
    assert!(!window.rows().iter().any(|row| row.contains("not meant")));
}

// What is shown.

#[test]
fn the_legend_hides_a_kind() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let places = window.label_plural("location");
        let all = window.rows();
        window.click(&places);
        assert!(!window.is_on(&places));
        assert!(!window.page_shows(light().labels[0].fill));
        assert!(window.page_shows(light().labels[1].fill));
        assert!(!window.rows().iter().any(|row| row.starts_with("طرابلس")));
        window.click(&window.label_plural("faction"));
        assert!(window.sees(&window.text("mentions-hidden")));
        window.click(&places);
        window.click(&window.label_plural("faction"));
        assert_eq!(window.rows(), all);
    }
}

#[test]
fn language_and_theme_change_while_reading() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let panel_at = |window: &Window| window.rect_of(&window.text("panel-mentions")).center().x;
    assert!(panel_at(&window) > 680.0);
    window.press(CTRL_SHIFT, Key::L);
    window.now_speaking(Lang::Ar);
    assert!(window.sees("ملف"));
    assert!(panel_at(&window) < 680.0, "the panel has changed its side");
    let dark = Theme::named(ThemeName::Dark);
    assert!(!window.page_shows(dark.labels[0].fill));
    window.click("فاتح أو داكن");
    assert!(window.page_shows(dark.labels[0].fill));
    assert!(!window.page_shows(light().labels[0].fill));
    window.click("التبديل إلى الإنجليزية");
    window.now_speaking(Lang::En);
    assert!(window.sees("File"));
    assert_eq!(window.tabs(), ["libya.txt"]);
}

#[test]
fn a_narrow_window_still_shows_the_text() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        // The buttons beside the menus disappear before they would overlap.
        let (help, undo) = (window.text("menu-help"), window.text("command-undo"));
        assert!(window.sees(&undo), "{lang:?}");
        for width in (640..=1360).rev().step_by(40) {
            window.resize(width as f32, 500.0);
            let help = window.rect_of(&help);
            let buttons = window.rects_of(&undo);
            assert!(buttons.iter().all(|undo| !help.intersects(*undo)), "{lang:?}: {buttons:?} on {help}");
        }
        window.resize(600.0, 500.0);
        let page = window.page();
        assert!(page.width() >= 200.0, "{lang:?}: the page is {} wide", page.width());
        assert!(window.letters_on_page() > 400, "{lang:?}: {} corners", window.letters_on_page());
        window.drag_over_words(1);
        assert_eq!(window.copied().unwrap().trim(), "من");
        window.press(BARE, Key::F9);
        assert!(window.page().width() > 500.0, "{lang:?}: the panel makes room");
    }
}

#[test]
fn the_pointer_on_a_name_shows_its_card() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let in_third = window.drag_over_words(3) - vec2(10.0, 0.0);
    window.press(BARE, Key::Escape);
    assert!(!window.sees("Libya") && !window.sees("32.8872° N, 13.1913° E"));
    window.hover(in_third);
    assert!(window.any_label(|label| label.contains("Tripoli") && label.contains("Libya")), "{:?}", window.labels());
    assert!(window.any_label(|label| label.contains("° N")));
    assert!(window.any_label(|label| label.starts_with("Source: ")));
}

// Saving.

#[test]
fn what_is_saved_is_what_was_tagged() {
    let (folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        assert!(window.sees(&window.text("status-no-changes")));
        window.drag_over_words(2);
        let quote = window.copied().unwrap().trim().to_owned();
        window.press(BARE, Key::Num1);
        assert!(window.sees(&window.text("status-unsaved")));
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(window.tabs(), ["libya.txt"]);
        assert_eq!(folder.read("libya.txt").as_deref(), Some(LIBYA), "the article is never written");
        let saved = annotations_of(&article);
        assert_eq!(saved.len(), 1);
        let (text, annotation) = &saved[0];
        assert_eq!((text, annotation.label.as_str(), annotation.status), (&quote, "location", Status::Accepted));
        assert_eq!((annotation.spans.hull().start.index(), annotation.spans.hull().end.index()), (0, quote.len()));
        assert_eq!((&annotation.origin, annotation.by()), (&Origin::Manual, "test"));
        // The annotation file finds its article, too.
        let mut again = Window::speaking(lang).open(&[&folder.path("libya.hawashi.ron")]);
        again.wait_for_mentions();
        assert_eq!(again.tabs(), ["libya.txt"]);
        again.click_text("panel-annotations");
        assert_eq!(again.row_names(), [TWO_WORDS]);
        std::fs::remove_file(folder.path("libya.hawashi.ron")).unwrap();
    }
}

#[test]
fn a_sample_is_saved_where_the_person_says() {
    let folder = Folder::new();
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.click(HEADLINE);
    window.wait_for_mentions();
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for("Save as");
    window.press(CTRL, Key::A);
    window.write(folder.path("mine.hawashi.ron").to_str().unwrap());
    window.click("Save");
    window.wait_for("Saved to mine.hawashi.ron.");
    assert_eq!(annotations_of(&folder.path("mine.hawashi.ron"))[0].0, TWO_WORDS);
    assert_eq!(folder.read("libya.txt").as_deref(), Some(LIBYA), "its article stands beside it");
}

#[test]
fn closing_an_unsaved_article_asks() {
    let (folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Escape);
        let unsaved = [window.text_with("tab-unsaved", "file", "libya.txt")];
        window.press(CTRL, Key::W);
        assert!(window.sees(&window.text("unsaved-title")));
        window.click_text("dialog-cancel");
        assert!(!window.sees(&window.text("unsaved-title")));
        assert_eq!(window.tabs(), unsaved, "Cancel keeps it");
        window.click(&window.text_with("tab-close", "file", "libya.txt"));
        window.click_text("dialog-discard");
        assert!(window.tabs().is_empty());
        assert_eq!(folder.read("libya.hawashi.ron"), None);
    }
}

#[test]
fn closing_can_save_first() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::W);
    window.click("Save");
    assert!(window.wait_until(|window| window.tabs().is_empty()));
    assert_eq!(annotations_of(&article)[0].0, TWO_WORDS);
}

// Annotation files that cannot be used.

#[test]
fn what_is_wrong_in_an_annotation_file_is_said_in_the_language_of_the_window() {
    let head = "(\n    version: 1,\n    article: (file: \"libya.txt\", sha256: \"\", bytes: 1, encoding: \"UTF-8\"),\n";
    let labels = "    labels: [(id: \"a\", name: {\"en\": \"A\"}, color: \"#112233\"),\n        LABEL\n    ],\n";
    let entry = "    annotations: [\n        (id: \"x\", span: (0, 4), label: \"a\", FIELD),\n    ],\n)\n";
    let whole =
        |label: &str, field: &str| format!("{head}{}{}", labels.replace("LABEL", label), entry.replace("FIELD", field));
    // The file, and what the window says of it in Arabic and in English.
    let table = [
        (format!("{head}    annotations: 5,\n)\n"), "«[»", "“[” is missing here."),
        (head.to_owned(), "ينتهي الملف قبل إغلاق", "The file ends before"),
        (
            whole("", "status: Done"),
            "«Done» غير معروف هنا. القيم الممكنة:",
            "“Done” is not known here. Possible values:",
        ),
        (whole("", "note: 5"), "«5»، والمطلوب: نص", "“5” stands here. Expected: a text in quotation marks."),
        (whole("", "span: (0, -4)"), "", ""),
        (
            whole("(id: \"a\", name: {\"en\": \"B\"}, color: \"#445566\"),", "note: \"\""),
            "يوجد تصنيف معرّفه a من قبل.",
            "already a label a.",
        ),
        (
            whole("(id: \"b\", name: {\"en\": \"B\"}, color: \"bluish\"),", "note: \"\""),
            "«bluish» ليس لونا.",
            "“bluish” is not a colour.",
        ),
        (
            whole("(id: \"b\", name: {\"en\": \"B\"}, color: \"#445566\", key: 12),", "note: \"\""),
            "والمطلوب: حرف",
            "Expected: one character",
        ),
    ];
    for (text, arabic, english) in table {
        for (lang, part) in [(Lang::Ar, arabic), (Lang::En, english)] {
            let (folder, article) = Folder::with_libya();
            folder.write("libya.hawashi.ron", &text);
            let mut window = Window::speaking(lang).open(&[&article]);
            let sentence = window.wait_for_notice(&[part]);
            let of_parser = ["Expected opening", "Unexpected", "Expected option", "Invalid", "expected "];
            assert!(!of_parser.iter().any(|words| sentence.contains(words)), "{sentence}");
            assert!(!sentence.contains("..") && !sentence.contains(".;"), "{sentence}");
        }
    }
}

#[test]
fn a_broken_annotation_file_is_reported_with_its_place_and_kept() {
    let (folder, article) = Folder::with_libya();
    let broken = "(\n    version: 1,\n    article: (file: \"libya.txt\" bytes),\n)\n";
    folder.write("libya.hawashi.ron", broken);
    let mut window = Window::reading(&article);
    let sentence = window.wait_for_notice(&["libya.hawashi.ron"]);
    assert!(sentence.contains("line 3") && sentence.contains("column "), "{sentence}");
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::S);
    // It asks for another name and gives the reason; the old one is used only after confirmation.
    window.wait_for("libya.hawashi.ron cannot be read (line 3). It is kept as it is. Save under another name.");
    window.press(CTRL, Key::A);
    window.write("libya.hawashi.ron");
    window.click("Save");
    window.wait_for("Replace libya.hawashi.ron?");
    window.click("Cancel");
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(broken));
    assert_eq!(window.tabs(), ["libya.txt, not saved"]);
}

#[test]
fn an_annotation_file_of_a_newer_version_is_not_overwritten() {
    let (folder, article) = Folder::with_libya();
    let newer = "(version: 99, article: (file: \"libya.txt\"), annotations: [])\n";
    folder.write("libya.hawashi.ron", newer);
    let mut window = Window::reading(&article);
    window.wait_for_notice(&["libya.hawashi.ron", "99"]);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for("Save as");
    window.click("Cancel");
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(newer));
    // Under another name it is saved.
    window.press(CTRL, Key::S);
    window.press(CTRL, Key::A);
    window.write("other.hawashi.ron");
    window.click("Save");
    window.wait_for("Saved to other.hawashi.ron.");
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(newer));
    assert_eq!(annotations_of(&folder.path("other.hawashi.ron"))[0].0, TWO_WORDS);
}

#[test]
fn what_another_program_has_changed_in_the_file_stays_when_one_saves() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    let theirs = folder.read("libya.hawashi.ron").unwrap().replace("\"test\"", "\"another\"");
    folder.write("libya.hawashi.ron", &theirs);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::S);
    let has_both = |_: &Window| {
        let now = folder.read("libya.hawashi.ron").unwrap();
        now.contains("\"another\"") && annotations_of(&article)[0].1.label.as_str() == "faction"
    };
    assert!(window.wait_until(has_both), "{:?}", folder.read("libya.hawashi.ron"));
}

// Encodings.

#[test]
fn another_encoding_is_chosen_from_the_status_bar() {
    let folder = Folder::new();
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(SUDAN);
    let article = folder.write("sudan.txt", &bytes);
    let mut window = Window::reading(&article);
    assert!(window.sees("windows-1256"), "it was recognised");
    window.press(CTRL, Key::A);
    let right = window.copied();
    window.press(BARE, Key::Escape);
    window.click("windows-1256");
    assert!(window.sees("Read the file as"));
    window.click_option("ISO-8859-6");
    window.wait_for_notice(&["ISO-8859-6"]);
    window.press(CTRL, Key::A);
    assert_ne!(window.copied(), right);
    window.press(BARE, Key::Escape);
    window.click("ISO-8859-6");
    window.click_option("windows-1256");
    assert!(window.wait_until(|window| !window.sees("ISO-8859-6")));
    window.press(CTRL, Key::A);
    assert_eq!(window.copied(), right);
}

#[test]
fn a_click_on_the_status_bar_ends_where_it_began() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[]);
        window.hold_long_work(true);
        window.drop_file(&article);
        window.wait_for("UTF-8");
        assert!(window.is_looking());
        // While the button is held, names are found, and other things stand in the bar.
        let place = window.rect_of("UTF-8");
        window.hold_button_while(place.center(), |window| {
            window.hold_long_work(false);
            !window.is_looking()
        });
        assert_eq!(window.rect_of("UTF-8"), place);
        assert!(window.sees(&window.text("encoding-title")), "{lang:?}");
    }
}

#[test]
fn an_unsaved_article_keeps_its_encoding() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.choose("menu-file", "command-choose-encoding");
    window.click_option("windows-1256");
    window.wait_for_notice(&["Save the annotations of libya.txt"]);
    assert!(window.sees("UTF-8"));
    assert_eq!(window.tabs(), ["libya.txt, not saved"]);
}

// Labels, menus, dialogs.

#[test]
fn a_new_label_gets_the_next_key() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(CTRL, Key::L);
    window.wait_for("New label");
    window.write("شخص");
    window.click("Add");
    assert!(window.sees("شخص"), "the legend has it");
    window.drag_over_words(2);
    window.press(BARE, Key::Num3);
    assert_eq!(window.count_of("شخص"), "1");
}

#[test]
fn menus_and_small_windows_open_in_both_languages() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        for (command, title, close) in [
            ("command-shortcuts", "shortcuts-title", "dialog-close"),
            ("command-about", "about-licence", "dialog-close"),
        ] {
            window.choose("menu-help", command);
            assert!(window.sees(&window.text(title)), "{lang:?}: {command}");
            window.click_text(close);
            assert!(!window.sees(&window.text(title)), "{lang:?}: {command}");
        }
        window.choose("menu-edit", "command-select-all");
        assert_eq!(window.copied().as_deref(), Some(LIBYA));
    }
}
