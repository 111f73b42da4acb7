//! The table of annotations: of a folder and of an article, sorted, filtered and grouped, and several changed as one step.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::seen::{FIRST, folder, table, wait_for_rows};
use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

/// The rows that begin with these words.
fn rows_of(window: &Window, words: &str) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.starts_with(words)).collect()
}

#[test]
fn a_folder_has_a_row_for_each_name_in_its_articles() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        let suggested = window.text("status-suggested");
        assert_eq!((rows_of(&window, "دمشق").len(), rows_of(&window, "حلب").len()), (2, 3), "{lang:?}");
        assert!(window.rows().iter().all(|row| row.contains(&suggested)), "{lang:?}: {:?}", window.rows());
        let count = window.text_with("seen-count", "all", 5_u32);
        assert!(window.sees(&count), "{lang:?}: {:?}", window.labels());
        // A head sorts, again turns; in Arabic the columns run from the right.
        let text = window.text_with("folder-sort", "column", window.text("seen-text").as_str());
        window.click(&text);
        let is_sorted = |window: &Window| window.rows()[0].starts_with("حلب") && window.rows()[4].starts_with("دمشق");
        assert!(window.wait_until(is_sorted), "{lang:?}: {:?}", window.rows());
        let turned = window.text_with("folder-sorted-up", "column", window.text("seen-text").as_str());
        window.click(&turned);
        assert!(window.wait_until(|window| window.rows()[0].starts_with("دمشق")), "{lang:?}: {:?}", window.rows());
        let (text, label) = (window.text("seen-text"), window.text("seen-label"));
        let place = |window: &Window, column: &str| {
            let heads = window.buttons();
            let head = heads.iter().find(|head| head.contains(column)).unwrap().clone();
            window.rect_of(&head).center().x
        };
        let (first, second) = (place(&window, &text), place(&window, &label));
        assert_eq!(first > second, lang == Lang::Ar, "{lang:?}");
    }
}

#[test]
fn what_is_chosen_is_read_beside_the_table_and_enter_goes_there() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        window.click_row("دمشق");
        let passage = "عاد الهدوء إلى دمشق";
        assert!(window.wait_until(|window| window.sees(passage)), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| window.is_front("2026-11-01 a.txt")), "{lang:?}: {:?}", window.tabs());
        window.wait_for_article("2026-11-01 a.txt");
        window.settle();
        // Its name is selected, so that it can be decided about.
        window.press(BARE, Key::A);
        window.press(CTRL, Key::S);
        let is_saved = |_: &Window| folder.read("2026-11-01 a.hawashi.ron").is_some_and(|ron| ron.contains("دمشق"));
        assert!(window.wait_until(is_saved), "{lang:?}");
    }
}

#[test]
fn several_rows_of_several_articles_are_changed_and_taken_back_as_one_step() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        let (accepted, suggested) = (window.text("status-accepted"), window.text("status-suggested"));
        window.press(CTRL, Key::A);
        let ticked = window.text_with("seen-ticked", "count", 5_u32);
        window.wait_for(&ticked);
        window.press(BARE, Key::A);
        let all = |window: &Window, word: &str| {
            window.rows().len() == 5 && window.rows().iter().all(|row| row.contains(word))
        };
        assert!(window.wait_until(|window| all(window, &accepted)), "{lang:?}: {:?}", window.rows());
        for name in ["2026-11-01 a", "2026-12-01 b"] {
            let ron = folder.read(&format!("{name}.hawashi.ron")).unwrap_or_default();
            assert!(ron.contains("did: Accepted"), "{lang:?}: {ron}");
        }
        let undo = window.text("command-undo");
        assert!(window.wait_until(|window| window.sees(&undo)), "{lang:?}: {:?}", window.labels());
        window.press(CTRL, Key::Z);
        assert!(window.wait_until(|window| all(window, &suggested)), "{lang:?}: {:?}", window.rows());
    }
}

#[test]
fn rows_are_filtered_by_words_and_by_what_another_row_has() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        window.press_at_once(&[(BARE, Key::Slash, "/")]);
        window.write("حَلَب");
        wait_for_rows(&mut window, 3);
        let of = window.text_with_two("seen-count-of", ("shown", 3), ("all", 5));
        assert!(window.sees(&of), "{lang:?}: {:?}", window.labels());
        for _ in 0..5 {
            window.press(BARE, Key::Backspace);
        }
        wait_for_rows(&mut window, 5);
        window.click_other_on_row("دمشق");
        let beginning = window.text_with_texts("seen-only", &[("name", &window.text("seen-entity")), ("value", "")]);
        let beginning = beginning.replace(['\u{2068}', '\u{2069}'], "").trim().to_owned();
        let row = window.menu_rows().into_iter().find(|(row, _)| row.contains(beginning.trim_end_matches([':', ' '])));
        let row = row.unwrap_or_else(|| panic!("{lang:?}: {beginning}: {:?}", window.menu_rows())).0;
        window.click(&row);
        wait_for_rows(&mut window, 2);
        assert_eq!(rows_of(&window, "دمشق").len(), 2, "{lang:?}: {:?}", window.rows());
    }
}

#[test]
fn rows_are_grouped_with_counts_and_a_group_folds() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        let now = [("name", window.text("seen-group")), ("value", window.text("seen-no-groups"))];
        let now: Vec<(&str, &str)> = now.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let chip = window.text_with_texts("seen-chip", &now);
        window.click(&chip);
        window.click(&window.text("seen-entity"));
        // Two groups with their rows.
        wait_for_rows(&mut window, 7);
        let group =
            window.rows().into_iter().find(|row| row.contains(&window.text_with("seen-in-articles", "count", 2_u32)));
        let group = group.unwrap_or_else(|| panic!("{lang:?}: {:?}", window.rows()));
        window.click(&group);
        wait_for_rows(&mut window, 4);
    }
}

#[test]
fn an_article_has_a_table_of_its_own_and_rows_are_copied() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", FIRST);
        let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&article]);
        window.wait_for_article("a.txt");
        window.wait_for_mentions();
        window.press(CTRL_SHIFT, Key::T);
        wait_for_rows(&mut window, 3);
        window.click(&window.text("seen-copy-shown"));
        let copied = window.copied().unwrap_or_default();
        assert_eq!(copied.lines().count(), 4, "{lang:?}: {copied}");
        assert!(copied.lines().nth(1).is_some_and(|line| line.starts_with("دمشق\t")), "{lang:?}: {copied}");
        // The row's mark is selected on the page, and the table is gone.
        window.click_row("حلب");
        window.press(BARE, Key::Enter);
        let page = window.text("seen-view-page");
        assert!(window.wait_until(|window| !window.sees(&page)), "{lang:?}: {:?}", window.labels());
        window.settle();
        window.press(BARE, Key::A);
        window.press(CTRL_SHIFT, Key::T);
        let accepted = window.text("status-accepted");
        let is_accepted = |window: &Window| rows_of(window, "حلب").iter().any(|row| row.contains(&accepted));
        assert!(window.wait_until(is_accepted), "{lang:?}: {:?}", window.rows());
        // Escape leads back to the page.
        window.press(BARE, Key::Escape);
        assert!(window.wait_until(|window| !window.sees(&page)), "{lang:?}: {:?}", window.labels());
    }
}

#[test]
fn words_are_found_with_what_is_around_them_and_tagged_there() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        window.click(&window.text("seen-view-concordance"));
        let empty = window.text("concordance-empty");
        window.wait_for(&empty);
        // The field has the keyboard.
        window.frames(2);
        window.write("حَلَب");
        let has = |window: &Window| window.rows().len() == 3;
        assert!(window.wait_until(has), "{lang:?}: {:?}", window.labels());
        // Sorted by the word after; what ends its paragraph has none.
        assert_eq!(window.rows()[2], "قال سكان حلب إن دمشق هادئة.", "{lang:?}: {:?}", window.rows());
        window.click(&window.text("concordance-before"));
        let is_sorted = |window: &Window| {
            window.rows().iter().map(String::as_str).eq(["حلب", "قال سكان حلب إن دمشق هادئة.", "في حلب."])
        };
        assert!(window.wait_until(is_sorted), "{lang:?}: {:?}", window.rows());
        window.click_row("قال سكان");
        window.press(BARE, Key::Space);
        let ticked = window.text_with("seen-ticked", "count", 1_u32);
        window.wait_for(&ticked);
        window.click(&window.label_name("faction"));
        let is_tagged = |_: &Window| {
            folder
                .read("2026-11-01 a.hawashi.ron")
                .is_some_and(|ron| ron.contains("label: \"faction\", quote: \"حلب\""))
        };
        assert!(window.wait_until(is_tagged), "{lang:?}: {:?}", window.notices());
        // The line is still there, and leads to its article.
        wait_for_rows(&mut window, 3);
        window.click_row("قال سكان");
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| window.is_front("2026-11-01 a.txt")), "{lang:?}: {:?}", window.tabs());
    }
}

#[test]
fn what_the_table_shows_is_exported() {
    let folder = folder();
    let mut window = table(Lang::En, &folder);
    window.press_at_once(&[(BARE, Key::Slash, "/")]);
    window.write("حلب");
    wait_for_rows(&mut window, 3);
    window.click(&window.text("seen-export"));
    window.wait_for(&window.text("export-scope-shown"));
    window.write("CSV");
    window.settle();
    window.click_text("export-do");
    let csv = || {
        let files = folder.path("").read_dir().unwrap().filter_map(Result::ok).map(|entry| entry.path());
        let mut files = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
        files.next().and_then(|path| std::fs::read_to_string(path).ok())
    };
    assert!(window.wait_until(|_| csv().is_some()), "{:?}", window.labels());
    let csv = csv().unwrap_or_default();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert_eq!(csv.matches(",حلب,location,").count(), 3, "{csv}");
}

#[test]
fn entities_are_counted_and_lead_to_their_mentions() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        window.click(&window.text("seen-table-rows"));
        window.click(&window.text("seen-table-entities"));
        wait_for_rows(&mut window, 2);
        // The most frequent first.
        let mentions = window.text_with("seen-mentions-of", "count", 3_u32);
        assert!(window.rows()[0].contains(&mentions), "{lang:?}: {:?}", window.rows());
        let first = window.rows()[0].clone();
        window.click(&first);
        wait_for_rows(&mut window, 3);
        assert_eq!(rows_of(&window, "حلب").len(), 3, "{lang:?}: {:?}", window.rows());
        // Relations there are none.
        window.click(&window.text("seen-table-rows"));
        window.click(&window.text("seen-table-relations"));
        let none = window.text("seen-none-here");
        window.wait_for(&none);
    }
}

#[test]
fn a_window_of_any_size_has_its_table_and_concordance() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = table(lang, &folder);
        for view in ["seen-view-table", "seen-view-concordance"] {
            window.click(&window.text(view));
            for (width, height) in [(300.0, 200.0), (500.0, 300.0), (800.0, 1200.0), (2400.0, 400.0), (1366.0, 768.0)] {
                window.resize(width, height);
                window.frames(3);
            }
        }
        window.click(&window.text("seen-view-table"));
        wait_for_rows(&mut window, 5);
        // A letter acts on the row with the keyboard, and a note on all that is ticked.
        window.click_row("دمشق");
        window.press(BARE, Key::R);
        let rejected = window.text("status-rejected");
        let is_rejected = |window: &Window| window.rows().iter().filter(|row| row.contains(&rejected)).count() == 1;
        assert!(window.wait_until(is_rejected), "{lang:?}: {:?}", window.rows());
        window.settle();
        window.press(CTRL, Key::A);
        window.press(BARE, Key::N);
        window.write("انظر");
        window.press(BARE, Key::Enter);
        let is_noted = |_: &Window| {
            ["2026-11-01 a", "2026-12-01 b"].iter().all(|name| {
                folder.read(&format!("{name}.hawashi.ron")).is_some_and(|ron| ron.contains("note: \"انظر\""))
            })
        };
        assert!(window.wait_until(is_noted), "{lang:?}: {:?}", window.notices());
    }
}
