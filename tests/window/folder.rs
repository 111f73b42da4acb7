//! A folder as the work: its list, the way from article to article by keyboard alone, and what is said of each.

use std::fs;

use eframe::egui::{Key, Modifiers, vec2};
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};

/// A short article with two names.
const SHORT: &str = "عاد الهدوء إلى دمشق\nقال سكان حلب إن الوضع هادئ.";

fn folder_of(count: usize) -> Folder {
    let folder = Folder::new();
    for number in 1..=count {
        folder.write(&format!("article-{number:02}.txt"), SHORT);
    }
    folder
}

fn opened(lang: Lang, folder: &Folder, count: usize) -> Window {
    let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
    wait_until_counted(&mut window, count);
    window
}

fn wait_until_counted(window: &mut Window, count: usize) {
    let waiting = window.text("stage-waiting");
    let is_counted = |window: &Window| {
        let rows = window.rows();
        rows.len() >= count && !rows.iter().any(|row| row.contains(&waiting))
    };
    assert!(window.wait_until(is_counted), "{:?}", window.rows());
    window.frames(2);
}

fn row(window: &Window, name: &str) -> String {
    window.rows().into_iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("{name}: {:?}", window.rows()))
}

/// Waits until an article is in front, and all of it was looked at.
fn wait_until_there(window: &mut Window, name: &str) {
    assert!(window.wait_until(|window| window.is_front(name)), "{name}: {:?}", window.tabs());
    window.wait_for_article(name);
    window.settle();
}

#[test]
fn a_whole_folder_is_worked_through_by_keyboard_alone() {
    for lang in Lang::ALL {
        let folder = folder_of(4);
        let mut window = opened(lang, &folder, 4);
        let (new, done) = (window.text("stage-new"), window.text("stage-done"));
        assert!(row(&window, "article-01").contains(&new), "{lang:?}");
        // The first one is reviewed, and said to be done; so it goes on until nothing is left.
        window.press(BARE, Key::F7);
        for number in 1..=4 {
            wait_until_there(&mut window, &format!("article-{number:02}.txt"));
            assert!(window.sees(&window.text("review-card")), "{lang:?} {number}: the review goes on");
            window.press(BARE, Key::A);
            window.press(BARE, Key::R);
            window.settle();
            assert!(window.sees(&window.text("review-nothing-left")), "{lang:?} {number}");
            window.press(CTRL, Key::D);
        }
        let all = window.text_with("folder-all-done", "count", 4_u32);
        window.wait_for(&all);
        assert!(window.wait_until(|window| window.tabs().len() == 1), "{lang:?}: {:?}", window.tabs());
        for number in 1..=4 {
            let name = format!("article-{number:02}");
            assert!(row(&window, &name).contains(&done), "{lang:?}: {}", row(&window, &name));
            let file = folder.read(&format!("{name}.hawashi.ron")).unwrap_or_default();
            assert!(file.contains("\"work_state\": Choice(\"done\")"), "{lang:?}: {file}");
            assert!(file.contains("Accepted") || file.contains("did"), "{lang:?}: {file}");
        }
        // The next start shows the same.
        let mut window = opened(lang, &folder, 4);
        window.wait_for(&all);
        let today = window.text_with("folder-done-today", "count", 4_u32);
        assert!(window.sees(&today), "{lang:?}: {:?}", window.labels());
        let decisions = window.text_with("folder-decisions-today", "count", 8_u32);
        assert!(window.sees(&decisions), "{lang:?}: {:?}", window.labels());
    }
}

#[test]
fn the_next_article_with_something_undecided_is_one_key_away() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        folder.write("article-03.txt", "صباح الخير");
        folder.write("article-04.txt", SHORT);
        let mut window = opened(lang, &folder, 4);
        // In the list: past the one without names, and round its end.
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::F4);
        window.press(BARE, Key::Enter);
        wait_until_there(&mut window, "article-04.txt");
        window.press(BARE, Key::F4);
        wait_until_there(&mut window, "article-01.txt");
        assert_eq!(window.tabs().len(), 2, "{lang:?}: what was not changed does not stay open: {:?}", window.tabs());
        window.press(SHIFT, Key::F4);
        wait_until_there(&mut window, "article-04.txt");
        // Every article, also without names.
        window.press(Modifiers::ALT, Key::PageUp);
        wait_until_there(&mut window, "article-03.txt");
        window.press(Modifiers::ALT, Key::PageDown);
        wait_until_there(&mut window, "article-04.txt");
        // Where something was done, the article stays open.
        window.press(BARE, Key::A);
        window.press(BARE, Key::F4);
        wait_until_there(&mut window, "article-01.txt");
        assert_eq!(window.tabs().len(), 3, "{lang:?}: {:?}", window.tabs());
    }
}

#[test]
fn articles_are_marked_in_the_list_without_opening_them() {
    for lang in Lang::ALL {
        let folder = folder_of(3);
        let mut window = opened(lang, &folder, 3);
        let (new, done, aside) = (window.text("stage-new"), window.text("stage-done"), window.text("stage-put-aside"));
        window.press(BARE, Key::P);
        assert!(row(&window, "article-01").contains(&aside), "{lang:?}: {}", row(&window, "article-01"));
        let is_said = |window: &Window| {
            window.rows().len() == 3
                && folder.read("article-01.hawashi.ron").is_some_and(|file| file.contains("put_aside"))
        };
        assert!(window.wait_until(is_said), "{lang:?}");
        window.settle();
        window.press(BARE, Key::P);
        let is_new = |window: &Window| row(window, "article-01").contains(&new);
        assert!(window.wait_until(is_new), "{lang:?}: it is taken up again");
        // Done and next: the list goes on to the next one.
        for _ in 0..3 {
            window.press(CTRL, Key::D);
        }
        let is_done = |window: &Window| window.rows().iter().all(|row| row.contains(&done));
        assert!(window.wait_until(is_done), "{lang:?}: {:?}", window.rows());
        let all_said = |_: &Window| {
            (1..=3).all(|number| {
                let file = folder.read(&format!("article-{number:02}.hawashi.ron"));
                file.is_some_and(|file| file.contains("\"done\""))
            })
        };
        assert!(window.wait_until(all_said), "{lang:?}");
        assert_eq!(window.tabs().len(), 1, "{lang:?}");
        // Filtered: what is done is not put aside.
        window.click(&aside);
        assert!(window.sees(&window.text("folder-none-at-stage")), "{lang:?}");
        window.press(BARE, Key::Escape);
        assert_eq!(window.rows().len(), 3, "{lang:?}");
        window.all_is_named("folder");
    }
}

#[test]
fn the_chosen_article_is_previewed_and_opened_in_the_background() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        let mut window = opened(lang, &folder, 2);
        window.press(BARE, Key::ArrowDown);
        assert!(window.sees("قال سكان حلب إن الوضع هادئ."), "{lang:?}: {:?}", window.labels());
        window.press(CTRL_SHIFT, Key::Enter);
        assert!(window.wait_until(|window| window.tabs().len() == 2), "{lang:?}");
        assert!(!window.rows().is_empty(), "{lang:?}: the list stays in front");
        // In a narrow window Space lays it over the list.
        let mut window = Window::speaking(lang).size(1024.0, 700.0).open(&[&folder.path("")]);
        wait_until_counted(&mut window, 2);
        let words = "قال سكان حلب إن الوضع هادئ.";
        assert!(!window.sees(words), "{lang:?}");
        window.press(BARE, Key::Space);
        assert!(window.sees(words), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::Escape);
        assert!(!window.sees(words), "{lang:?}");
    }
}

#[test]
fn dates_sources_and_people_are_columns_and_filters() {
    let folder = folder_of(3);
    let mut window = opened(Lang::En, &folder, 3);
    window.press(CTRL, Key::D);
    assert!(window.wait_until(|_| folder.read("article-01.hawashi.ron").is_some()));
    window.settle();
    let file = folder.read("article-01.hawashi.ron").unwrap();
    let with =
        file.replace("attributes: {", "attributes: {\"published\": Date(\"2020-03-04\"), \"source\": Text(\"سانا\"), ");
    assert_ne!(file, with, "{file}");
    fs::write(folder.path("article-01.hawashi.ron"), with).unwrap();
    let mut window = opened(Lang::En, &folder, 3);
    let first = row(&window, "article-01");
    assert!(first.contains("4 Mar 2020") && first.contains("سانا"), "{first}");
    window.click("Sort by Published");
    assert!(window.rows()[0].contains("article-01"), "what has no date is last: {:?}", window.rows());
    window.press(Modifiers::ALT, Key::Num1);
    assert!(window.any_label(|_| true) && window.buttons().iter().any(|name| name == "Sorted by Headline, ascending"));
}

#[test]
fn ten_thousand_articles_are_listed_searched_and_gone_through() {
    let folder = Folder::new();
    for number in 0..10_000 {
        folder.write(&format!("{number:05}.txt"), format!("خبر رقم {number}\nنص."));
    }
    let mut window = Window::speaking(Lang::En).size(1366.0, 768.0).holding_long_work().open(&[&folder.path("")]);
    assert!(window.wait_until(|window| window.rows().iter().any(|row| row.contains("00000.txt"))));
    assert!(window.rows().len() < 60, "only those in view are drawn: {}", window.rows().len());
    window.press(BARE, Key::End);
    assert!(
        window.wait_until(|window| window.rows().iter().any(|row| row.contains("09999.txt"))),
        "{:?}",
        window.rows()
    );
    window.press(BARE, Key::Home);
    window.press(CTRL, Key::F);
    window.write("07531");
    assert!(window.wait_until(|window| window.rows().len() == 1), "{:?}", window.rows());
    window.press(BARE, Key::Escape);
    assert!(window.wait_until(|window| window.rows().len() > 10), "{:?}", window.rows());
}

/// What the articles of a folder share: a label of their own, and what a name means.
const SHARED: &str = "(\n    version: 1,\n    labels: [\n        (id: \"location\", name: {\"ar\": \"مدينة\", \"en\": \"Town\"}, color: \"teal\", key: '1', detects: \"location\"),\n        (id: \"event\", name: {\"ar\": \"حدث\", \"en\": \"Event\"}, color: \"violet\", key: '2'),\n    ],\n    people: [\n        (name: \"Hala\"),\n    ],\n)\n";

#[test]
fn the_articles_of_a_folder_use_its_labels_and_an_article_alone_does_not() {
    for (lang, town, event) in [(Lang::En, "Town", "Event"), (Lang::Ar, "مدينة", "حدث")] {
        let folder = folder_of(2);
        folder.write("hawashi-folder.ron", SHARED);
        let mut window = opened(lang, &folder, 2);
        assert!(window.any_label(|label| label.contains("Hala")), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::Enter);
        wait_until_there(&mut window, "article-01.txt");
        let has = |window: &Window, name: &str| window.buttons().iter().any(|button| button.contains(name));
        assert!(has(&window, town) && has(&window, event), "{lang:?}: {:?}", window.buttons());
        window.press(BARE, Key::A);
        window.press(CTRL, Key::D);
        let is_said = |_: &Window| folder.read("article-01.hawashi.ron").is_some_and(|file| file.contains("\"event\""));
        assert!(window.wait_until(is_said), "{lang:?}: the article keeps the labels that it was made with");
        assert_eq!(folder.read("hawashi-folder.ron").as_deref(), Some(SHARED), "{lang:?}: nobody has changed it");
        // Alone it is as ever.
        let mut window = Window::speaking(lang).open(&[&folder.path("article-02.txt")]);
        window.wait_for_article("article-02.txt");
        window.settle();
        window.press(BARE, Key::F7);
        window.settle();
        assert!(!has(&window, event), "{lang:?}: {:?}", window.buttons());
    }
}

#[test]
fn a_wrong_file_of_a_folder_is_said_with_its_line_and_changes_nothing() {
    for lang in Lang::ALL {
        let folder = folder_of(1);
        let wrong = "(\n    version: 1,\n    people: [(name: 3)],\n)\n";
        folder.write("hawashi-folder.ron", wrong);
        let mut window = opened(lang, &folder, 1);
        let three = window.text_with("folder-done-today", "count", 3_u32);
        let digit = if three.contains('٣') { "٣" } else { "3" };
        window.wait_for_notice(&["hawashi-folder.ron", digit]);
        assert_eq!(folder.read("hawashi-folder.ron").as_deref(), Some(wrong), "{lang:?}");
        assert_eq!(window.rows().len(), 1, "{lang:?}: the folder is used all the same");
    }
}

#[test]
fn labels_and_choices_are_given_to_the_folder() {
    let folder = folder_of(2);
    let mut window = opened(Lang::En, &folder, 2);
    window.press(BARE, Key::Enter);
    wait_until_there(&mut window, "article-01.txt");
    window.press(CTRL_SHIFT, Key::E);
    window.click_text("labels-sets");
    window.click(&window.named_like("Use in the folder"));
    let is_written = |_: &Window| folder.read("hawashi-folder.ron").is_some_and(|file| file.contains("labels: ["));
    assert!(window.wait_until(is_written), "{:?}", window.labels());
    let file = folder.read("hawashi-folder.ron").unwrap();
    assert!(file.contains("\"faction\"") && file.lines().count() > 4, "{file}");
    // From then on the folder follows what becomes of them, and what is taken back.
    window.press(CTRL_SHIFT, Key::E);
    wait_until_there(&mut window, "article-01.txt");
    window.drag_over_words(2);
    window.press(CTRL, Key::L);
    window.write("Convoy");
    window.settle();
    window.press(BARE, Key::Enter);
    assert!(window.wait_until(|_| shared(&folder).contains("Convoy")), "{}", shared(&folder));
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    assert!(window.wait_until(|_| !shared(&folder).contains("Convoy")), "{}", shared(&folder));
}

#[test]
fn what_was_open_and_the_place_in_the_list_come_back() {
    let folder = folder_of(3);
    let mut window = opened(Lang::En, &folder, 3);
    window.press(Modifiers::ALT, Key::Num1);
    window.press(BARE, Key::End);
    window.press(CTRL_SHIFT, Key::Enter);
    assert!(window.wait_until(|window| window.tabs().len() == 2));
    window.settle();
    let settings = window.left_settings();
    assert_eq!(settings.left_open.paths.len(), 2, "{settings:?}");
    let mut window = Window::speaking(Lang::En).with_settings(settings).open(&[]);
    assert!(window.wait_until(|window| window.tabs().len() == 2), "{:?}", window.tabs());
    wait_until_counted(&mut window, 3);
    assert!(window.buttons().iter().any(|name| name == "Sorted by Headline, ascending"), "{:?}", window.buttons());
    window.press(CTRL, Key::D);
    let is_marked = |_: &Window| folder.read("article-03.hawashi.ron").is_some();
    assert!(window.wait_until(is_marked), "the article that was chosen is chosen again");
}

#[test]
fn a_copied_text_becomes_an_article_of_the_folder() {
    for lang in Lang::ALL {
        let folder = folder_of(1);
        let mut window = opened(lang, &folder, 1);
        window.press(CTRL_SHIFT, Key::N);
        window.paste("هدوء حذر في سرت\n\nعاد السكان إلى سرت.");
        let title = window.text("chooser-new-title");
        window.wait_for(&title);
        window.press(BARE, Key::Enter);
        let is_there = |_: &Window| folder.read("هدوء-حذر-في-سرت.txt").is_some();
        assert!(window.wait_until(is_there), "{lang:?}: {:?}", window.labels());
        wait_until_there(&mut window, "هدوء-حذر-في-سرت.txt");
        window.press(CTRL, Key::PageUp);
        wait_until_counted(&mut window, 2);
        assert!(row(&window, "هدوء-حذر-في-سرت.txt").contains("هدوء حذر في سرت"), "{lang:?}");
        // Without a text in the clipboard it says so.
        window.press(CTRL_SHIFT, Key::N);
        window.let_pass(3.0);
        let nothing = window.text("notice-nothing-to-paste");
        assert!(
            window.wait_until(|window| window.notices().iter().any(|notice| notice.contains(&nothing))),
            "{lang:?}"
        );
    }
}

#[test]
fn a_choice_of_what_a_name_means_is_given_to_the_folder() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        for number in 1..=2 {
            folder.write(&format!("article-{number:02}.txt"), "وصل الوفد إلى طرابلس صباحا.");
        }
        let mut window = opened(lang, &folder, 2);
        window.press(BARE, Key::F7);
        wait_until_there(&mut window, "article-01.txt");
        window.press(SHIFT, Key::E);
        window.press(BARE, Key::Num2);
        window.click_text("notice-share-choice");
        let is_written = |_: &Window| folder.read("hawashi-folder.ron").is_some_and(|file| file.contains("place:"));
        assert!(window.wait_until(is_written), "{lang:?}: {:?}", window.labels());
        let file = folder.read("hawashi-folder.ron").unwrap();
        let entity = file.split('"').find(|part| part.starts_with("place:")).unwrap().to_owned();
        assert!(file.contains("(name: \"test\")"), "{lang:?}: {file}");
        // The next article knows it.
        window.press(CTRL, Key::D);
        wait_until_there(&mut window, "article-02.txt");
        window.press(BARE, Key::A);
        window.press(CTRL, Key::D);
        let knows = |_: &Window| {
            folder.read("article-02.hawashi.ron").is_some_and(|file| file.contains(&entity) && file.contains("done"))
        };
        assert!(window.wait_until(knows), "{lang:?}: {entity} {:?}", folder.read("article-02.hawashi.ron"));
    }
}

#[test]
fn the_lexicon_of_a_folder_is_used_while_it_is_open() {
    let folder = Folder::new();
    folder.write("a.txt", "وصلوا إلى تل زعفران الشرقي قرب الحسكة.");
    folder.write("words.csv", "name,kind\nتل زعفران الشرقي,village\n");
    folder.write("hawashi-folder.ron", "(version: 1, lexicons: [\"words.csv\"])");
    let mut window = opened(Lang::En, &folder, 1);
    window.press(BARE, Key::Enter);
    window.wait_for_article("a.txt");
    let knows = |window: &Window| window.published_marks().iter().any(|mark| mark.name.contains("تل زعفران الشرقي"));
    assert!(window.wait_until(knows), "{:?}", window.published_marks());
    window.press(CTRL, Key::PageUp);
    window.press(CTRL, Key::W);
    assert!(window.wait_until(|window| !knows(window)), "the folder is closed: {:?}", window.published_marks());
}

/// The file in which a folder holds what its articles share.
fn shared(folder: &Folder) -> String {
    folder.read("hawashi-folder.ron").unwrap_or_default()
}

#[test]
fn lexicons_of_a_folder_are_added_and_taken_away_in_the_window() {
    for lang in Lang::ALL {
        let (folder, elsewhere) = (Folder::new(), Folder::new());
        folder.write("a.txt", "وصلوا إلى تل زعفران الشرقي قرب الحسكة.");
        let csv = elsewhere.write("words.csv", "name,kind\nتل زعفران الشرقي,village\n");
        let mut window = opened(lang, &folder, 1);
        window.press(BARE, Key::Enter);
        window.wait_for_article("a.txt");
        window.choose("menu-edit", "command-lexicons");
        window.click_text("lexicons-folder-add");
        let title = window.text("chooser-folder-lexicon-title");
        window.wait_for(&title);
        window.press(CTRL, Key::A);
        window.write(csv.to_str().unwrap());
        window.press(BARE, Key::Enter);
        window.wait_until_gone(&title);
        // A file from elsewhere is copied; the dialog is there again and shows it.
        let says_so = |window: &Window| window.any_status(|status| status.contains("words.csv"));
        assert!(window.wait_until(says_so), "{lang:?}: {:?}", window.statuses());
        let entries = window.text_with("lexicons-entries", "count", 1_u64);
        let is_read = |window: &Window| window.sees("words.csv") && window.any_label(|line| line.contains(&entries));
        assert!(window.wait_until(is_read), "{lang:?}: {:?}", window.labels());
        assert_eq!(folder.read("words.csv"), elsewhere.read("words.csv"), "{lang:?}");
        assert!(shared(&folder).contains("\"words.csv\"") && shared(&folder).contains("\"test\""), "{lang:?}");
        let knows =
            |window: &Window| window.published_marks().iter().any(|mark| mark.name.contains("تل زعفران الشرقي"));
        assert!(window.wait_until(knows), "{lang:?}: {:?}", window.published_marks());
        window.all_is_named("lexicons of a folder");
        // What somebody else writes meanwhile stays.
        let other = shared(&folder).replace("people: [", "people: [\n        (name: \"Hala\"),");
        folder.write("hawashi-folder.ron", other);
        let remove = window.text_with("lexicons-folder-remove", "file", "words.csv");
        window.click(&remove);
        assert!(window.wait_until(|window| !knows(window)), "{lang:?}: taken away");
        let file = shared(&folder);
        assert!(!file.contains("words.csv") && file.contains("Hala"), "{lang:?}: {file}");
        assert!(folder.read("words.csv").is_some(), "{lang:?}: the file itself stays");
        window.press(BARE, Key::Escape);
        window.wait_until_gone(&remove);
    }
}

#[test]
fn names_made_in_a_folder_are_kept_there_if_it_says_so() {
    for lang in Lang::ALL {
        let (folder, own) = (Folder::new(), Folder::new());
        for name in ["a.txt", "b.txt"] {
            folder.write(name, "وصل الوفد إلى تل الزعفران الشرقي ليلا.");
        }
        let opening = Window::speaking(lang).size(1366.0, 768.0).keeping_names(own.path("own-names.ron"));
        let mut window = opening.open(&[&folder.path("")]);
        wait_until_counted(&mut window, 2);
        window.choose("menu-edit", "command-lexicons");
        window.wait_for(&window.text("lexicons-names-own"));
        window.click_text("lexicons-keep-names");
        let kept = window.text_with("lexicons-names-shared", "file", "hawashi-names.ron");
        window.wait_for(&kept);
        window.press(BARE, Key::Escape);
        window.wait_until_gone(&kept);
        window.click_row("وصل الوفد");
        window.press(BARE, Key::Enter);
        window.wait_for_article("a.txt");
        let place = window.places_of("تل الزعفران الشرقي")[0];
        window.drag(&[place.right_center(), place.center(), place.left_center() + vec2(2.0, 0.0)]);
        window.press(BARE, Key::Num1);
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.wait_for(&window.text("entity-title"));
        window.click_text("entity-new");
        window.wait_for(&window.text("entity-new-title"));
        window.click_text("entity-new-keep");
        let is_kept = |_: &Window| folder.read("hawashi-names.ron").is_some_and(|text| text.contains("الزعفران"));
        assert!(window.wait_until(is_kept), "{lang:?}: {:?}", window.notices());
        assert_eq!(own.read("own-names.ron"), None, "{lang:?}: not in the person's own");
        assert!(window.wait_until(|_| shared(&folder).contains("lexicons: [")), "{lang:?}: {}", shared(&folder));
        // The other article of the folder knows it.
        window.press(CTRL, Key::D);
        wait_until_there(&mut window, "b.txt");
        let knows = |window: &Window| window.published_marks().iter().any(|mark| mark.name.contains("تل الزعفران"));
        assert!(window.wait_until(knows), "{lang:?}: {:?}", window.published_marks());
    }
}

#[test]
fn who_works_on_a_folder_is_shown_and_changed_in_the_window() {
    for lang in Lang::ALL {
        let folder = folder_of(1);
        folder.write("hawashi-folder.ron", "(version: 1, people: [(name: \"Hala\", since: 2026)])");
        let mut window = opened(lang, &folder, 1);
        let remove = |window: &Window, name: &str| window.text_with("people-remove", "name", name);
        // From the menu of the article in the list; the person's own name is offered.
        window.click_other_on_row("عاد الهدوء");
        window.choose_row("command-people");
        window.wait_for(&remove(&window, "Hala"));
        assert_eq!(window.written_in(&window.text("people-name")), "test", "{lang:?}");
        window.all_is_named("people");
        window.press(BARE, Key::Enter);
        window.wait_for(&remove(&window, "test"));
        window.write("سمير");
        window.press(BARE, Key::Enter);
        window.wait_for(&remove(&window, "سمير"));
        let file = shared(&folder);
        assert!(file.contains("(name: \"Hala\", since: 2026)") && file.contains("سمير"), "{lang:?}: {file}");
        window.click(&remove(&window, "test"));
        assert!(window.wait_until(|_| !shared(&folder).contains("test")), "{lang:?}: {}", shared(&folder));
        window.wait_until_gone(&remove(&window, "test"));
        window.press(BARE, Key::Escape);
        window.wait_until_gone(&remove(&window, "Hala"));
        // The head of the list shows who is left.
        assert!(window.any_label(|line| line.contains("Hala") && line.contains("سمير")), "{lang:?}");
        assert!(!window.any_label(|line| line.contains("test")), "{lang:?}: {:?}", window.labels());
    }
}

#[test]
fn keys_of_the_page_lead_to_an_article_or_say_where_they_work() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        let mut window = opened(lang, &folder, 2);
        window.press(BARE, Key::A);
        let accept = window.text("command-accept");
        let needs = window.text_with("notice-needs-article", "command", accept.as_str());
        assert!(window.any_status(|said| said.contains(&needs)), "{lang:?}: {:?}", window.statuses());
        // The labels of the article that is chosen.
        window.press(BARE, Key::ArrowDown);
        window.press(CTRL_SHIFT, Key::E);
        window.wait_for(&window.text("labels-title"));
        window.press(CTRL_SHIFT, Key::E);
        wait_until_there(&mut window, "article-02.txt");
        assert!(!window.sees(&window.text("labels-title")), "{lang:?}: the same key returns to the page");
    }
}

#[test]
fn articles_that_come_into_the_folder_appear_while_its_list_is_seen() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        let mut window = opened(lang, &folder, 2);
        window.press(BARE, Key::ArrowDown);
        folder.write("article-00.txt", SHORT);
        assert!(window.wait_until(|window| window.rows().len() == 3), "{lang:?}: {:?}", window.rows());
        let name = folder.path("").file_name().unwrap().to_string_lossy().into_owned();
        assert!(window.wait_until(|window| window.any_status(|said| said.contains(&name))), "{:?}", window.statuses());
        // What is chosen stays chosen.
        window.press(BARE, Key::Enter);
        wait_until_there(&mut window, "article-02.txt");
    }
}

#[test]
fn an_article_that_is_written_anew_is_read_again_while_the_list_is_seen() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        let mut window = opened(lang, &folder, 2);
        window.press(BARE, Key::ArrowDown);
        // In place, so that the folder itself does not change.
        let path = folder.path("article-02.txt");
        let mut file = fs::File::options().write(true).truncate(true).open(&path).unwrap();
        std::io::Write::write_all(&mut file, "خبر آخر من حمص\nلا شيء بعده.".as_bytes()).unwrap();
        drop(file);
        let is_new = |window: &Window| window.rows().iter().any(|row| row.contains("خبر آخر من حمص"));
        assert!(window.wait_until(is_new), "{lang:?}: {:?}", window.rows());
    }
}

#[test]
fn what_was_open_stays_behind_what_the_program_is_started_with() {
    let folder = folder_of(3);
    let alone = Folder::new();
    let article = alone.write("alone.txt", SHORT);
    let mut window = opened(Lang::En, &folder, 3);
    window.press(CTRL_SHIFT, Key::Enter);
    assert!(window.wait_until(|window| window.tabs().len() == 2));
    window.settle();
    let settings = window.left_settings();
    let mut window = Window::speaking(Lang::En).with_settings(settings).open(&[&article]);
    wait_until_there(&mut window, "alone.txt");
    assert_eq!(window.tabs().len(), 3, "{:?}", window.tabs());
    // And again, with one of them: it is there once.
    let settings = window.left_settings();
    let first = folder.path("article-01.txt");
    let mut window = Window::speaking(Lang::En).with_settings(settings).open(&[&first]);
    wait_until_there(&mut window, "article-01.txt");
    assert_eq!(window.tabs().len(), 3, "{:?}", window.tabs());
}

#[test]
fn after_a_dialog_that_a_menu_has_opened_the_list_has_the_keyboard_again() {
    for lang in Lang::ALL {
        let folder = folder_of(3);
        let mut window = opened(lang, &folder, 3);
        window.press(BARE, Key::ArrowDown);
        // By mouse in the menu bar, by its keys, and from the row's own menu.
        window.choose("menu-help", "command-about");
        window.settle();
        window.press(BARE, Key::Escape);
        window.settle();
        window.press(BARE, Key::ArrowDown);
        let focused = |window: &Window| window.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(focused(&window).contains("article-03"), "{lang:?}: {}", focused(&window));
        window.press(SHIFT, Key::F10);
        window.settle();
        window.choose_row("command-people");
        window.wait_for(&window.text("people-title"));
        window.press(BARE, Key::Escape);
        window.settle();
        window.press(BARE, Key::ArrowUp);
        assert!(focused(&window).contains("article-02"), "{lang:?}: {}", focused(&window));
    }
}

#[test]
fn the_filters_fold_where_the_search_has_no_room_beside_them() {
    for lang in Lang::ALL {
        let folder = folder_of(2);
        let mut window = opened(lang, &folder, 2);
        let done = window.text("stage-done");
        assert_eq!(window.rects_of(&done).len(), 1, "{lang:?}: there is room for all");
        window.resize(512.0, 350.0);
        window.settle();
        let search = window.field_of(&window.text("folder-search"));
        assert!(search.width() > 120.0 && window.screen().contains_rect(search), "{lang:?}: {search:?}");
        assert!(window.rects_of(&done).is_empty(), "{lang:?}");
        let all = window.text("folder-all");
        let choice = window.buttons().into_iter().find(|name| name.starts_with(&all)).unwrap();
        assert!(!window.rect_of(&choice).intersects(search), "{lang:?}");
        window.click(&choice);
        window.settle();
        let row = window.menu_rows().into_iter().find(|(row, _)| row.starts_with(&done)).unwrap().0;
        window.click(&row);
        window.settle();
        assert!(!window.rows().iter().any(|row| row.contains("article-01")), "{lang:?}: {:?}", window.rows());
    }
}
