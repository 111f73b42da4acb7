//! Many articles at once: tabs, the list of open articles, and folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::{Folder, LIBYA, SUDAN};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect};
use hawashi::gui::i18n::Lang;

/// A short article with two names.
const SHORT: &str = "عاد الهدوء إلى دمشق\nقال سكان حلب إن الوضع هادئ.";

/// This many short articles in a folder.
fn articles(folder: &Folder, count: usize) -> Vec<PathBuf> {
    (1..=count).map(|number| folder.write(&format!("article-{number:02}.txt"), SHORT)).collect()
}

/// A window with these in tabs; the last one is in front.
fn with_tabs(lang: Lang, count: usize, (width, height): (f32, f32)) -> (Folder, Window) {
    let folder = Folder::new();
    let paths = articles(&folder, count);
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut window = Window::speaking(lang).size(width, height).open(&paths);
    window.wait_for_article(&format!("article-{count:02}.txt"));
    (folder, window)
}

/// Whether a tab is completely visible and not covered by the buttons at the ends of the bar.
fn is_in_sight(window: &Window, name: &str) -> bool {
    let (tab, back, on) =
        (window.rect_of(name), window.rect_of(&window.text("tabs-back")), window.rect_of(&window.text("tabs-on")));
    let (left, right) = (back.left().min(on.left()), back.right().max(on.right()));
    let inner = Rect::from_x_y_ranges(left..=right, tab.y_range());
    let [back, on] = [back, on].map(|button| button.expand2(eframe::egui::vec2(0.0, 20.0)).shrink(0.5));
    inner.contains_rect(tab) && !tab.intersects(back) && !tab.intersects(on)
}

#[test]
fn among_sixty_tabs_the_one_in_front_is_always_in_sight() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_tabs(lang, 60, (1024.0, 700.0));
        assert!(is_in_sight(&window, "article-60.txt"), "{lang:?}");
        assert!(!is_in_sight(&window, "article-01.txt"), "{lang:?}");
        for expected in ["article-01.txt", "article-02.txt"] {
            window.press(CTRL, Key::PageDown);
            assert!(window.is_front(expected) && is_in_sight(&window, expected), "{lang:?}: {expected}");
        }
        for expected in ["article-01.txt", "article-60.txt", "article-59.txt"] {
            window.press(CTRL, Key::PageUp);
            assert!(window.is_front(expected) && is_in_sight(&window, expected), "{lang:?}: {expected}");
        }
        // Also in a narrower window, and when another tab is closed.
        window.resize(700.0, 480.0);
        assert!(is_in_sight(&window, "article-59.txt"), "{lang:?}");
        window.press(CTRL, Key::W);
        assert!(window.is_front("article-60.txt") && is_in_sight(&window, "article-60.txt"), "{lang:?}");
    }
}

#[test]
fn the_wheel_and_the_arrows_scroll_the_strip_and_the_one_in_front_stays() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_tabs(lang, 40, (1024.0, 700.0));
        let at = window.rect_of("article-40.txt").center();
        window.wheel(at, -400.0);
        assert!(is_in_sight(&window, "article-40.txt"), "{lang:?}: it stays at the edge");
        assert!(!is_in_sight(&window, "article-39.txt"), "{lang:?}");
        let back = window.text("tabs-back");
        for _ in 0..20 {
            if is_in_sight(&window, "article-01.txt") {
                break;
            }
            window.click(&back);
        }
        assert!(is_in_sight(&window, "article-01.txt") && is_in_sight(&window, "article-40.txt"), "{lang:?}");
        window.click("article-01.txt");
        assert!(window.is_front("article-01.txt"), "{lang:?}");
        let on = window.text("tabs-on");
        window.click(&on);
        assert!(is_in_sight(&window, "article-01.txt"), "{lang:?}: it stays at the other edge");
        assert!(!is_in_sight(&window, "article-02.txt"), "{lang:?}");
    }
}

#[test]
fn the_arrow_keys_lead_from_tab_to_tab_in_reading_direction() {
    for (lang, on, back) in [(Lang::En, Key::ArrowRight, Key::ArrowLeft), (Lang::Ar, Key::ArrowLeft, Key::ArrowRight)] {
        let (_folder, mut window) = with_tabs(lang, 30, (1024.0, 700.0));
        let focused = |window: &Window| window.focused().unwrap_or((Role::Unknown, String::new()));
        window.focus_tab("article-30.txt");
        window.press(BARE, back);
        assert_eq!(focused(&window), (Role::Tab, "article-29.txt".to_owned()), "{lang:?}");
        window.press(BARE, Key::Home);
        assert_eq!(focused(&window), (Role::Tab, "article-01.txt".to_owned()), "{lang:?}");
        assert!(is_in_sight(&window, "article-01.txt"), "{lang:?}");
        window.press(BARE, on);
        assert!(window.is_front("article-30.txt"), "{lang:?}: moving about opens nothing");
        window.press(BARE, Key::Enter);
        assert!(window.is_front("article-02.txt"), "{lang:?}");
        // The tabs are one Tab stop, then the close button; then the focus moves on.
        window.focus_tab("article-02.txt");
        window.press(BARE, Key::Tab);
        assert_eq!(focused(&window).0, Role::Button, "{lang:?}");
        window.press(BARE, Key::Tab);
        assert_ne!(focused(&window).0, Role::Tab, "{lang:?}");
    }
}

#[test]
fn the_list_of_open_articles_is_searched_and_goes_to_any_and_closes_any() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_tabs(lang, 25, (1024.0, 700.0));
        window.press(CTRL_SHIFT, Key::A);
        window.wait_for(&window.text("tabs-search"));
        let of_articles =
            |window: &Window| window.rows().into_iter().filter(|row| row.starts_with("article-")).collect::<Vec<_>>();
        let first = of_articles(&window);
        assert!(first.iter().any(|row| row.contains(&window.text("status-no-changes"))), "{lang:?}: {first:?}");
        window.write("ARTICLE 07");
        assert_eq!(of_articles(&window).len(), 1, "{lang:?}");
        window.press(BARE, Key::Enter);
        assert!(window.is_front("article-07.txt"), "{lang:?}");
        assert!(!window.sees(&window.text("tabs-search")), "{lang:?}: the list is closed");
        // By mouse, and one is closed from there.
        let all = window.text("command-list-tabs");
        window.click(&all);
        window.write("article-2");
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Delete);
        assert!(!window.tabs().contains(&"article-21.txt".to_owned()), "{lang:?}: {:?}", window.tabs());
        window.press(BARE, Key::Escape);
        assert_eq!(window.tabs().len(), 24, "{lang:?}");
    }
}

#[test]
fn tabs_of_one_name_show_their_folders() {
    let folder = Folder::new();
    let paths: Vec<PathBuf> = ["2025/news.txt", "2026/news.txt", "other.txt"]
        .into_iter()
        .map(|name| {
            fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
            folder.write(name, SHORT)
        })
        .collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    for (lang, expected) in [
        (Lang::En, ["news.txt in 2025", "news.txt in 2026", "other.txt"]),
        (Lang::Ar, ["news.txt في 2025", "news.txt في 2026", "other.txt"]),
    ] {
        let mut window = Window::speaking(lang).open(&paths);
        window.wait_for_article("other.txt");
        assert_eq!(window.tabs(), expected);
        window.click(expected[0]);
        window.press(CTRL, Key::W);
        assert_eq!(window.tabs(), ["news.txt", "other.txt"], "no longer needed");
    }
}

// Folders.

/// The visible rows of the front folder.
fn rows(window: &Window) -> Vec<String> {
    window.rows()
}

/// Waits until all articles of the folder are counted.
fn wait_until_counted(window: &mut Window, count: usize) {
    let all = window.text_with("folder-articles", "count", count);
    let counting = window.text_with("folder-counting", "done", 0_u32);
    let word: String = counting.split('…').next().unwrap().to_owned();
    let is_counted = |window: &Window| window.sees(&all) && !window.any_label(|label| label.starts_with(&word));
    assert!(window.wait_until(is_counted), "{:?}", window.labels());
    window.frames(2);
}

#[test]
fn a_folder_of_fifty_articles_opens_as_a_list_of_all_and_no_tabs() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        articles(&folder, 49);
        fs::create_dir(folder.path("inner")).unwrap();
        folder.write("inner/libya.txt", LIBYA);
        folder.write("picture.png", "");
        let mut window = Window::speaking(lang).size(1366.0, 2400.0).open(&[&folder.path("")]);
        wait_until_counted(&mut window, 50);
        assert_eq!(window.tabs().len(), 1, "only the folder's: {:?}", window.tabs());
        let shown = rows(&window);
        assert_eq!(shown.len(), 50, "{lang:?}");
        let new = window.text("stage-new");
        let short = shown.iter().find(|row| row.contains("article-20.txt")).unwrap();
        let undecided = window.text_with("folder-undecided", "count", 2_u32);
        assert!(short.starts_with("عاد الهدوء إلى دمشق"), "{short}");
        assert!(short.contains(&new) && short.contains(&undecided), "{lang:?}: {short}");
        assert!(shown.iter().any(|row| row.starts_with("من أسوار طرابلس") && row.contains("libya.txt")), "{lang:?}");
        window.all_is_named("folder");
    }
}

#[test]
fn what_is_decided_in_a_tab_shows_in_the_folder_and_what_was_saved_in_the_next_start() {
    let folder = Folder::new();
    articles(&folder, 3);
    let row = |window: &Window, name: &str| rows(window).into_iter().find(|row| row.contains(name)).unwrap();
    let mut window = Window::speaking(Lang::En).open(&[&folder.path("")]);
    wait_until_counted(&mut window, 3);
    // The list has the focus: press Down once, and Enter opens.
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Enter);
    window.wait_for_article("article-02.txt");
    window.settle();
    window.press(BARE, Key::A);
    window.press(CTRL, Key::PageUp);
    assert!(row(&window, "article-02").contains("Begun, 1 undecided, 2 mentions"), "{}", row(&window, "article-02"));
    assert!(row(&window, "article-03").contains("New, 2 undecided"), "{}", row(&window, "article-03"));
    window.press(CTRL, Key::PageDown);
    window.press(BARE, Key::A);
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("article-02.hawashi.ron").is_some()));
    window.frames(5);
    window.press(CTRL, Key::PageUp);
    assert!(row(&window, "article-02").contains("Begun, 0 undecided, 2 mentions"), "{}", row(&window, "article-02"));
    // That it is done, a person says.
    window.press(CTRL, Key::D);
    assert!(row(&window, "article-02").contains("Done, 0 undecided, 2 mentions"), "{}", row(&window, "article-02"));
    let is_said = |_: &Window| folder.read("article-02.hawashi.ron").is_some_and(|file| file.contains("work_state"));
    assert!(window.wait_until(is_said));
    let mut window = Window::speaking(Lang::En).open(&[&folder.path("")]);
    wait_until_counted(&mut window, 3);
    assert!(row(&window, "article-02").contains("Done, 0 undecided, 2 mentions"), "{}", row(&window, "article-02"));
    assert!(window.any_label(|label| label == "1 of 3 done"), "{:?}", window.labels());
    window.click("Done");
    assert_eq!(rows(&window).len(), 1);
    window.press(BARE, Key::Escape);
    assert_eq!(rows(&window).len(), 3);
}

#[test]
fn the_list_is_sorted_and_searched() {
    let folder = Folder::new();
    articles(&folder, 2);
    folder.write("article-10.txt", SHORT);
    folder.write("sudan.txt", SUDAN);
    folder.write("empty-of-names.txt", "صباح الخير");
    let mut window = Window::speaking(Lang::En).open(&[&folder.path("")]);
    wait_until_counted(&mut window, 5);
    let order = |window: &Window| -> Vec<String> {
        let last = |row: String| row.rsplit(", ").next().unwrap().to_owned();
        rows(window).into_iter().map(last).collect()
    };
    let by_name = ["article-01.txt", "article-02.txt", "article-10.txt", "empty-of-names.txt", "sudan.txt"];
    assert_eq!(order(&window), by_name);
    window.click("Sort by Undecided");
    assert_eq!(order(&window)[0], "sudan.txt", "the most first");
    window.click("Sorted by Undecided, descending");
    assert_eq!(order(&window)[0], "empty-of-names.txt");
    // Folded, in headlines and in names of files.
    window.press(CTRL, Key::F);
    window.write("الى دِمشق");
    assert_eq!(order(&window).len(), 3, "{:?}", rows(&window));
    for opening in [(BARE, Key::F10), (CTRL, Key::Comma), (BARE, Key::F1)] {
        window.press(opening.0, opening.1);
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Escape);
        window.frames(3);
        assert_eq!(order(&window).len(), 3, "Escape closes what {opening:?} opened, and nothing else");
    }
    window.press(CTRL, Key::F);
    window.press(BARE, Key::End);
    window.write(" 10");
    assert_eq!(order(&window).len(), 0, "headline and name are not one text: {:?}", rows(&window));
    window.press(BARE, Key::Escape);
    assert_eq!(order(&window).len(), 5);
}

#[test]
fn what_cannot_be_read_stays_in_the_list_with_its_reason() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        articles(&folder, 1);
        folder.write("broken.txt", [0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1, 2, 3]);
        folder.write("damaged.txt", SHORT);
        folder.write("damaged.hawashi.ron", "(version: 1, oops");
        let mut window = Window::speaking(lang).open(&[&folder.path("")]);
        wait_until_counted(&mut window, 3);
        let row = |name: &str| rows(&window).into_iter().find(|row| row.contains(name)).unwrap();
        let broken = row("broken.txt");
        assert!(broken.contains(&window.text("stage-unreadable")), "{broken}");
        assert!(broken.split_whitespace().count() > 6, "with a sentence: {broken}");
        assert!(row("damaged.txt").contains(&window.text("stage-unusable")), "{}", row("damaged.txt"));
        assert!(window.notices().is_empty(), "a list of hundreds must not shout: {:?}", window.notices());
        window.click_text("stage-unreadable");
        assert_eq!(rows(&window).len(), 1);
    }
}

#[test]
fn who_comes_back_to_a_folder_sees_what_others_have_done_there() {
    let folder = Folder::new();
    articles(&folder, 3);
    let mut window = Window::speaking(Lang::En).open(&[&folder.path("")]);
    wait_until_counted(&mut window, 3);
    // Another window accepts a suggestion and saves.
    let mut other = Window::reading(&folder.path("article-03.txt"));
    other.click_row("دمشق");
    other.press(BARE, Key::A);
    other.press(CTRL, Key::S);
    assert!(other.wait_until(|_| folder.read("article-03.hawashi.ron").is_some()));
    folder.write("article-04.txt", SHORT);
    window.come_back();
    assert!(window.wait_until(|window| window.any_status(|says| says.contains("A new article has come into"))));
    wait_until_counted(&mut window, 4);
    let is_begun =
        |window: &Window| rows(window).iter().any(|row| row.contains("article-03") && row.contains("Begun, 1"));
    assert!(window.wait_until(is_begun), "{:?}", rows(&window));
    fs::remove_file(folder.path("article-01.txt")).unwrap();
    window.come_back();
    wait_until_counted(&mut window, 3);
}

#[test]
fn several_folders_and_files_are_dropped_and_closed() {
    let folder = Folder::new();
    for inner in ["north", "south", "empty"] {
        fs::create_dir(folder.path(inner)).unwrap();
    }
    folder.write("north/a.txt", SHORT);
    folder.write("south/b.txt", SHORT);
    let alone = folder.write("alone.txt", SHORT);
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.drop_file(&folder.path("north"));
    window.drop_file(&alone);
    window.wait_for_article("alone.txt");
    window.drop_file(&folder.path("south"));
    wait_until_counted(&mut window, 1);
    assert_eq!(window.tabs(), ["north", "south", "alone.txt"], "folders stand first");
    window.drop_file(&folder.path("north"));
    assert_eq!(window.tabs().len(), 3, "it is open already");
    wait_until_counted(&mut window, 1);
    assert!(rows(&window)[0].contains("a.txt"));
    window.drop_file(&folder.path("empty"));
    window.wait_for(&window.text("folder-empty"));
    assert_eq!(window.tabs(), ["north", "south", "empty", "alone.txt"]);
    window.press(CTRL, Key::W);
    assert_eq!(window.tabs(), ["north", "south", "alone.txt"]);
    window.click("Close north");
    window.click("Close south");
    assert_eq!(window.tabs(), ["alone.txt"]);
    assert!(window.is_front("alone.txt"));
    window.drop_file(&folder.path("nowhere"));
    window.wait_for_notice(&["nowhere"]);
}

// The lists beside the page.

#[test]
fn each_article_opens_at_the_head_of_its_list_and_keeps_its_place() {
    let folder = Folder::new();
    let (libya, sudan) = (folder.write("libya.txt", LIBYA), folder.write("sudan.txt", SUDAN));
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).size(1024.0, 620.0).open(&[&libya]);
        window.wait_for_mentions();
        let first = window.rows()[0].clone();
        let list = window.list_rect();
        window.wheel(list.center(), 200.0);
        let scrolled = window.rows()[0].clone();
        assert_ne!(scrolled, first, "{lang:?}");
        window.drop_file(&sudan);
        window.wait_for_article("sudan.txt");
        let other = window.rows();
        window.wheel(list.center(), -2000.0);
        assert_eq!(window.rows(), other, "{lang:?}: it began at its head");
        window.press(CTRL, Key::PageUp);
        window.frames(3);
        assert_eq!(window.rows()[0], scrolled, "{lang:?}: the first is where it was");
    }
}

#[test]
fn rows_say_what_is_decided_and_stay_when_that_changes() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", SHORT);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let row = |window: &Window, name: &str| window.rows().into_iter().find(|row| row.starts_with(name));
        let (suggested, accepted) = (window.text("status-suggested"), window.text("status-accepted"));
        let head = |window: &Window, undecided: u32| {
            let text = window.text_with_two("list-head", ("undecided", undecided), ("total", 2));
            assert!(window.sees(&text), "{text}: {:?}", window.labels());
        };
        head(&window, 2);
        assert!(row(&window, "دمشق").unwrap().contains(&suggested), "{lang:?}");
        window.click_text("list-undecided");
        window.click_row("دمشق");
        window.press(BARE, Key::A);
        window.frames(3);
        head(&window, 1);
        assert!(row(&window, "دمشق").unwrap().contains(&accepted), "{lang:?}: it stays, checked");
        window.click_text("list-decided");
        assert!(row(&window, "دمشق").is_some() && row(&window, "حلب").is_none(), "{lang:?}");
        window.click_text("list-undecided");
        assert!(row(&window, "دمشق").is_none() && row(&window, "حلب").is_some(), "{lang:?}");
        window.click_text("list-all");
        window.click_row("حلب");
        window.press(BARE, Key::R);
        window.frames(3);
        assert!(row(&window, "حلب").is_none(), "{lang:?}");
        let show = window.text_with("panel-show-rejected", "count", 1_u32);
        window.click(&show);
        let rejected = window.text("status-rejected");
        assert!(row(&window, "حلب").unwrap().contains(&rejected), "{lang:?}");
    }
}

#[test]
fn an_annotations_row_names_its_label_and_who_made_it() {
    for (lang, label) in [(Lang::En, "Location"), (Lang::Ar, "موقع")] {
        let folder = Folder::new();
        let article = folder.write("a.txt", SHORT);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.click_row("دمشق");
        window.press(BARE, Key::A);
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        window.click_text("panel-annotations");
        window.frames(3);
        let rows = window.rows();
        assert_eq!(rows.len(), 2, "{lang:?}: {rows:?}");
        let (found, made) = (&rows[1], &rows[0]);
        assert!(found.starts_with("دمشق") && found.contains(label), "{lang:?}: {rows:?}");
        assert!(!found.contains(&window.text("status-manual")), "{lang:?}: {rows:?}");
        assert!(made.starts_with("عاد") && made.contains(&window.label_name("faction")), "{lang:?}: {rows:?}");
        assert!(made.contains(&window.text("status-manual")), "{lang:?}: {rows:?}");
        // By label: that of the second word first.
        window.click_text("list-by-place");
        window.click_text("list-by-label");
        assert!(window.rows()[0].starts_with("عاد"), "faction stands before location: {:?}", window.rows());
        window.click_text("list-by-label");
        window.click_text("list-by-name");
        assert!(window.rows()[0].starts_with("دمشق"), "{:?}", window.rows());
    }
}

#[test]
fn the_mentions_are_searched_and_sorted() {
    let folder = Folder::new();
    let article = folder.write("a.txt", "زار الوفد بغداد ثم بيروت.\nوعاد إلى دمشق، ومن دمشق إلى أربيل.");
    let mut window = Window::reading(&article);
    let names = |window: &Window| -> Vec<String> {
        window.rows().iter().map(|row| row.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&window)[0], "دمشق", "the most mentioned first");
    window.click_text("list-by-count");
    window.click_text("list-by-place");
    assert_eq!(names(&window), ["بغداد", "بيروت", "دمشق", "أربيل"]);
    window.click_text("list-by-place");
    window.click_text("list-by-name");
    assert_eq!(names(&window), ["أربيل", "بغداد", "بيروت", "دمشق"]);
    let field = window.field_of(&window.text("list-search"));
    window.click_at(field.center(), 1);
    window.write("اربِيل");
    assert_eq!(names(&window), ["أربيل"], "folded");
    // Down moves into the list, Enter to the mention.
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Enter);
    assert!(window.published_marks().iter().any(|mark| mark.is_selected && mark.name.contains("أربيل")));
    window.click_at(field.center(), 1);
    window.press(BARE, Key::Escape);
    assert_eq!(names(&window).len(), 4);
    // Also in English.
    let field = window.field_of(&window.text("list-search"));
    window.click_at(field.center(), 1);
    window.write("beir");
    assert_eq!(names(&window), ["بيروت"]);
}

/// An article of many places with some labels of one's own and an annotation of each.
fn with_labels(count: usize) -> (Folder, PathBuf) {
    let folder = Folder::new();
    let names =
        ["دمشق", "حلب", "بغداد", "بيروت", "أربيل", "طرابلس", "بنغازي", "سرت", "درنة", "مصراتة", "الموصل", "الرقة"];
    let text = format!("{}.", names.map(|name| format!("زار الوفد {name} أمس")).join("، ثم "));
    let article = folder.write("a.txt", &text);
    let label = |number: usize| format!("(id: \"own-{number}\", name: {{\"en\": \"My label {number}\"}})");
    let labels: Vec<String> = (1..=count).map(label).collect();
    let annotation = |(number, name): (usize, &&str)| {
        let start = text.find(name).unwrap();
        let label = number % count + 1;
        format!(
            "(id: \"A{number}\", span: ({start}, {}), label: \"own-{label}\", quote: \"{name}\")",
            start + name.len()
        )
    };
    let annotations: Vec<String> = names.iter().enumerate().map(annotation).collect();
    folder.write(
        "a.hawashi.ron",
        format!(
            "(version: 1, article: (file: \"a.txt\"), labels: [{}], annotations: [{}])\n",
            labels.join(", "),
            annotations.join(", ")
        ),
    );
    (folder, article)
}

#[test]
fn the_side_list_keeps_its_head_and_four_rows_in_any_window() {
    let cases = [
        (1024.0, 700.0, 1.0, 3),
        (1024.0, 700.0, 1.0, 10),
        (1366.0, 768.0, 1.0, 40),
        (1024.0, 700.0, 1.5, 3),
        (1024.0, 700.0, 1.5, 10),
        (1366.0, 900.0, 2.0, 10),
        (1366.0, 768.0, 2.0, 2),
    ];
    for lang in Lang::ALL {
        for (width, height, factor, labels) in cases {
            let (_folder, article) = with_labels(labels);
            let mut window = Window::speaking(lang).size(width, height).magnified(factor).open(&[&article]);
            window.wait_for_article("a.txt");
            for panel in ["panel-mentions", "panel-annotations"] {
                let what = format!("{lang:?} {width} x {height} at {factor}, {labels} labels, {panel}");
                window.click_text(panel);
                let screen = window.screen();
                let good = |window: &Window, has_chosen: bool| {
                    let rows = window.places_of_rows();
                    let field = window.field_of(&window.text("list-search"));
                    let order = ["list-by-place", "list-by-count"].map(|key| window.text(key));
                    let order = order.iter().find(|name| window.sees(name)).unwrap_or_else(|| panic!("{what}: order"));
                    let segment = window.rect_of(&window.text("list-undecided"));
                    for place in [field, window.rect_of(order), segment] {
                        assert!(screen.contains_rect(place), "{what}: {place} in {screen}");
                    }
                    assert!(window.any_label(|label| label.contains("12") || label.contains("١٢")), "{what}: count");
                    let foot = window.rect_of(&window.text("status-saved")).top();
                    let seen = |row: &Rect| row.top() >= field.bottom() && row.bottom() <= foot && row.height() > 29.5;
                    assert!(rows.iter().filter(|(row, _)| seen(row)).count() >= 4, "{what}: {rows:?}");
                    let mut chosen = rows.iter().filter(|(_, is_chosen)| *is_chosen);
                    assert_eq!(chosen.any(|(row, _)| seen(row)), has_chosen, "{what}: {rows:?}");
                    field
                };
                let before = good(&window, false);
                window.focus_page();
                for steps in [1, 7] {
                    for _ in 0..steps {
                        window.press(BARE, Key::F8);
                    }
                    good(&window, true);
                    // A name is selected: the list is where it was.
                    let head = window.field_of(&window.text("list-search"));
                    assert_eq!(head, before, "{what}");
                }
                window.press(BARE, Key::Escape);
                window.press(CTRL, Key::Home);
            }
        }
    }
}

#[test]
fn a_folder_lists_the_names_of_files_at_any_width() {
    let folder = Folder::new();
    let names = ["first.txt", "second.txt", "third.txt"];
    for name in names {
        folder.write(name, "رويترز\n\nعاد الهدوء إلى دمشق.");
    }
    for lang in Lang::ALL {
        for (width, height, factor) in [
            (1366.0, 900.0, 1.0),
            (1366.0, 900.0, 1.5),
            (1024.0, 700.0, 1.5),
            (1366.0, 900.0, 2.0),
            (1024.0, 700.0, 2.0),
        ] {
            let mut window = Window::speaking(lang).size(width, height).magnified(factor).open(&[&folder.path("")]);
            wait_until_counted(&mut window, names.len());
            let what = format!("{lang:?} {width} at {factor}");
            let column = window.text("folder-column-file");
            assert!(window.buttons().iter().any(|button| button.contains(&column)), "{what}: {:?}", window.buttons());
            let undecided = window.text("folder-column-undecided");
            assert!(window.buttons().iter().any(|button| button.contains(&undecided)), "{what}");
        }
    }
}

#[test]
fn an_undone_choice_of_place_puts_the_row_back() {
    let folder = Folder::new();
    let article = folder.write("a.txt", include_str!("../../assets/samples/libya.txt"));
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("a.txt");
        window.wait_for_mentions();
        // As many as are seen beside the card, too.
        let rows = |window: &Window| window.row_names()[..8].to_vec();
        let before = rows(&window);
        assert_eq!(before[0], "طرابلس", "by count");
        window.focus_page();
        window.press(CTRL, Key::Home);
        window.press(BARE, Key::F8);
        for key in [Key::E, Key::ArrowDown, Key::ArrowDown, Key::Enter] {
            window.press(BARE, key);
        }
        window.settle();
        assert_eq!(rows(&window), before, "it stands for another place now");
        for (key, what) in [((CTRL, Key::Z), "undone"), ((CTRL_SHIFT, Key::Z), "done once more")] {
            // What the other mentions stand for is known some frames later.
            window.hold_long_work(true);
            window.press(key.0, key.1);
            window.frames(5);
            window.hold_long_work(false);
            window.settle();
            assert_eq!(rows(&window), before, "{what}");
        }
    }
}

#[test]
fn a_decision_moves_no_row_until_the_list_is_arranged_anew() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", "زار بغداد ثم بغداد وبغداد. ثم زار دمشق ثم دمشق ودمشق. وزار حلب ثم حلب.");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("a.txt");
        window.wait_for_mentions();
        assert_eq!(window.row_names(), ["بغداد", "دمشق", "حلب"], "by count");
        window.focus_page();
        window.press(CTRL, Key::Home);
        for _ in 0..2 {
            window.press(BARE, Key::F8);
            window.press(BARE, Key::R);
        }
        window.settle();
        assert_eq!(window.row_names(), ["بغداد", "دمشق", "حلب"], "one of three is left, and its row is where it was");
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(window.row_names(), ["بغداد", "دمشق", "حلب"]);
        window.press(CTRL_SHIFT, Key::Z);
        window.click_text("list-by-count");
        window.click_text("list-by-name");
        assert_eq!(window.row_names(), ["بغداد", "حلب", "دمشق"], "by name");
        window.click_text("list-by-name");
        window.click_text("list-by-count");
        assert_eq!(window.row_names(), ["دمشق", "حلب", "بغداد"], "arranged anew");
    }
}
