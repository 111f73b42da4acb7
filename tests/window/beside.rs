//! Two articles side by side: one has the keys, the other one is seen and scrolls, and each stays where it stands.

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, Rect, pos2};
use egui_kittest::kittest::Queryable;
use hawashi::gui::i18n::Lang;
use hawashi::store::Settings;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

const FIRST: &str = "first.txt";
const SECOND: &str = "second.txt";
const THIRD: &str = "third.txt";

/// A folder with articles that are longer than the page, each with another first word.
fn folder() -> (Folder, Vec<PathBuf>) {
    let folder = Folder::new();
    let articles = [(FIRST, "الوفد"), (SECOND, "القطار"), (THIRD, "المطر")].map(|(name, word)| {
        let text = format!("{word} وصل صباح اليوم.\n{}", "وقال الناس إن الأمر هادئ في كل مكان.\n".repeat(80));
        folder.write(name, text)
    });
    (folder, articles.to_vec())
}

/// A window with the first articles of the folder; the last one is in front.
fn opened(lang: Lang, articles: &[PathBuf], size: (f32, f32)) -> Window {
    let paths: Vec<_> = articles.iter().map(PathBuf::as_path).collect();
    let window = Window::speaking(lang).with_settings(settings(lang));
    let mut window = window.size(size.0, size.1).open(&paths);
    let last = articles.last().and_then(|path| path.file_name()).unwrap().to_string_lossy().into_owned();
    window.wait_for_article(&last);
    window.settle();
    window
}

fn settings(lang: Lang) -> Settings {
    Settings {
        language: Some(lang.code().to_owned()),
        theme: Some("light".to_owned()),
        author: Some("test".to_owned()),
        save_beside: true,
        ..Settings::default()
    }
}

/// The page of the front article with this name, and that of one beside it.
fn front(window: &Window, file: &str) -> Option<Rect> {
    let name = window.text_with("page-name", "file", file);
    window.sees(&name).then(|| window.rect_of(&name))
}

fn beside(window: &Window, file: &str) -> Option<Rect> {
    let name = window.text_with("page-name-beside", "file", file);
    window.sees(&name).then(|| window.rect_of(&name))
}

/// Whether the first of two pages stands where the interface begins.
fn stands_before(lang: Lang, first: Rect, second: Rect) -> bool {
    let is_left = first.right() < second.left();
    let is_right = first.left() > second.right();
    if lang == Lang::Ar { is_right } else { is_left }
}

/// A place in the first word of a page.
fn first_word(page: Rect) -> Pos2 {
    pos2(page.right() - 60.0, page.top() + 52.0)
}

#[test]
fn a_press_makes_the_article_beside_the_front_one_and_both_stay_where_they_are() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1366.0, 768.0));
        let alone = front(&window, SECOND).unwrap();
        // The one that was in front before comes beside; the front one stays the first.
        window.choose("menu-view", "command-toggle-beside");
        let (second, first) = (front(&window, SECOND).unwrap(), beside(&window, FIRST).unwrap());
        assert!(stands_before(lang, second, first), "{lang:?}: {second:?} {first:?}");
        assert!((second.width() - first.width()).abs() < 4.0 && second.width() < alone.width(), "{lang:?}");
        window.all_is_named("side by side");
        // A double click beside counts at once: it selects a word there.
        window.click_at(first_word(first), 2);
        assert_eq!(front(&window, FIRST), Some(first), "{lang:?}: it has not moved");
        assert_eq!(beside(&window, SECOND), Some(second), "{lang:?}");
        assert_eq!(window.copied().as_deref(), Some("الوفد"), "{lang:?}");
        // By its key, and by the name above its page.
        window.press(CTRL, Key::F6);
        assert_eq!(front(&window, SECOND), Some(second), "{lang:?}");
        window.click(&window.text_with("beside-go", "file", FIRST));
        assert_eq!(front(&window, FIRST), Some(first), "{lang:?}");
        // The same as the list of tabs does it.
        window.press(CTRL, Key::PageDown);
        assert_eq!((front(&window, SECOND), beside(&window, FIRST)), (Some(second), Some(first)), "{lang:?}");
        window.press(CTRL, Key::B);
        assert_eq!(front(&window, SECOND), Some(alone), "{lang:?}: alone again");
        assert_eq!(window.tabs().len(), 2, "{lang:?}: both are still open");
    }
}

#[test]
fn the_other_button_opens_the_menu_of_the_word_there() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let first = beside(&window, FIRST).unwrap();
        window.click_other_at(first_word(first));
        assert_eq!(front(&window, FIRST), Some(first), "{lang:?}");
        let find = window.text("command-find");
        assert!(window.menu_rows().iter().any(|(row, _)| *row == find), "{lang:?}: {:?}", window.menu_rows());
        window.press(BARE, Key::Escape);
        assert_eq!(window.copied().as_deref(), Some("الوفد"), "{lang:?}");
    }
}

#[test]
fn keys_go_to_the_front_article_alone() {
    for lang in Lang::ALL {
        let (folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let first = beside(&window, FIRST).unwrap();
        let word_right = Modifiers { shift: true, ..CTRL };
        let tag = |window: &mut Window, label: Key| {
            window.press(CTRL, Key::Home);
            window.press(word_right, Key::ArrowLeft);
            window.press(BARE, label);
            window.press(BARE, Key::Escape);
        };
        tag(&mut window, Key::Num1);
        window.click_at(first_word(first), 1);
        tag(&mut window, Key::Num2);
        window.press(CTRL, Key::F6);
        window.press(CTRL, Key::S);
        window.press(CTRL, Key::F6);
        window.press(CTRL, Key::S);
        let quote = |name: &str, word: &str| folder.read(name).is_some_and(|file| file.contains(word));
        let (one, two) = ("first.hawashi.ron", "second.hawashi.ron");
        let are_saved = |_: &Window| quote(one, "الوفد") && quote(two, "القطار");
        assert!(window.wait_until(are_saved), "{lang:?}: {:?} {:?}", folder.read(one), folder.read(two));
        window.settle();
        for (file, other) in [(one, "القطار"), (two, "الوفد")] {
            assert!(!quote(file, other), "{lang:?}: {file} has nothing of the other one");
        }
        assert_ne!(folder.read(one), folder.read(two), "{lang:?}: other labels");
    }
}

#[test]
fn each_page_scrolls_for_itself() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let (second, first) = (front(&window, SECOND).unwrap(), beside(&window, FIRST).unwrap());
        let letters = |window: &Window| [window.letters_in(first).len(), window.letters_in(second).len()];
        let tops = |window: &Window| {
            [first, second].map(|page| {
                let ys = window.letters_in(page).into_iter().map(|at| at.y.round() as i32);
                ys.min().unwrap_or_default()
            })
        };
        let before = (letters(&window), tops(&window));
        window.wheel(first.center(), 150.0);
        let now = (letters(&window), tops(&window));
        assert_eq!(now.1[1], before.1[1], "{lang:?}: the front one stays");
        assert_ne!(now.1[0], before.1[0], "{lang:?}: the one beside it has scrolled");
        assert!(beside(&window, FIRST).is_some(), "{lang:?}: and is still beside it");
        window.press(CTRL, Key::End);
        assert_eq!(tops(&window)[0], now.1[0], "{lang:?}: keys scroll the front one alone");
        assert_ne!(tops(&window)[1], now.1[1], "{lang:?}");
        // What is scrolled stays so when it comes to the front.
        window.press(CTRL, Key::F6);
        assert_eq!(tops(&window)[0], now.1[0], "{lang:?}");
    }
}

#[test]
fn closing_either_one_leaves_the_other_alone() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles, (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let alone = window.screen().width() * 0.6;
        assert!(beside(&window, SECOND).is_some(), "{lang:?}");
        // Another tab comes in the place of the front one.
        window.click(FIRST);
        assert!(front(&window, FIRST).is_some() && beside(&window, SECOND).is_some(), "{lang:?}");
        // The front one is closed: not a neighbour, but the one beside it is seen then.
        window.press(CTRL, Key::W);
        assert!(front(&window, SECOND).is_some_and(|page| page.width() > alone), "{lang:?}: {:?}", window.tabs());
        // The one beside is closed from its tab.
        window.press(CTRL, Key::B);
        assert!(beside(&window, THIRD).is_some(), "{lang:?}");
        window.click(&window.text_with("beside-take-away", "file", SECOND));
        assert!(front(&window, THIRD).is_some_and(|page| page.width() > alone), "{lang:?}");
        assert_eq!(window.tabs(), [SECOND, THIRD], "{lang:?}: it is taken away, not closed");
        let tab = window.rect_of(SECOND).center();
        window.click_other_at(tab);
        window.choose_row("command-open-beside");
        assert!(front(&window, SECOND).is_some() && beside(&window, THIRD).is_some(), "{lang:?}");
        let tab = window.rect_of(THIRD).center();
        window.click_other_at(tab);
        window.choose_row("command-close-tab");
        assert!(window.wait_until(|window| window.tabs() == [SECOND]), "{lang:?}: {:?}", window.tabs());
        window.frames(3);
        assert!(front(&window, SECOND).is_some_and(|page| page.width() > alone), "{lang:?}");
    }
}

#[test]
fn a_narrow_window_shows_the_front_one_and_the_panel_makes_room() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1024.0, 700.0));
        let has_panel = |window: &Window| window.sees(&window.text("panel-mentions"));
        assert!(has_panel(&window), "{lang:?}");
        window.press(CTRL, Key::B);
        assert!(beside(&window, FIRST).is_some() && !has_panel(&window), "{lang:?}: the panel makes room");
        // Called, it takes the room of the second page.
        window.press(BARE, Key::F9);
        assert!(beside(&window, FIRST).is_none() && has_panel(&window), "{lang:?}");
        window.press(BARE, Key::F9);
        assert!(beside(&window, FIRST).is_some(), "{lang:?}");
        window.resize(800.0, 700.0);
        assert!(beside(&window, FIRST).is_none() && front(&window, SECOND).is_some(), "{lang:?}");
        assert!(window.notices().is_empty() && window.statuses().is_empty(), "{lang:?}: nothing is said of it");
        // The key goes to the other one all the same.
        window.press(CTRL, Key::F6);
        assert!(front(&window, FIRST).is_some(), "{lang:?}");
        window.resize(1366.0, 768.0);
        let (first, second) = (front(&window, FIRST).unwrap(), beside(&window, SECOND).unwrap());
        assert!(stands_before(lang, second, first), "{lang:?}: each where it stood");
    }
}

#[test]
fn an_article_of_the_folder_is_opened_beside_the_one_that_was_read_last() {
    for lang in Lang::ALL {
        let (folder, _) = folder();
        let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
        assert!(window.wait_until(|window| window.rows().len() == 3), "{lang:?}: {:?}", window.rows());
        window.settle();
        // Nothing was read yet: it is opened alone.
        window.press(CTRL, Key::Enter);
        window.wait_for_article(FIRST);
        assert!(window.tabs().len() == 2 && beside(&window, FIRST).is_none(), "{lang:?}: {:?}", window.tabs());
        window.press(CTRL, Key::PageUp);
        window.press(BARE, Key::ArrowDown);
        window.press(CTRL, Key::Enter);
        window.wait_for_article(SECOND);
        let (second, first) = (front(&window, SECOND).unwrap(), beside(&window, FIRST).unwrap());
        assert!(stands_before(lang, first, second), "{lang:?}: what was read first stands first");
        // The list has all of the room; behind it nothing changes, and both come back.
        window.press(CTRL, Key::PageUp);
        window.press(CTRL, Key::PageUp);
        assert!(window.rows().len() == 3 && beside(&window, FIRST).is_none(), "{lang:?}: {:?}", window.rows());
        window.click_row("المطر");
        window.press(CTRL_SHIFT, Key::Enter);
        assert!(window.wait_until(|window| window.tabs().len() == 4), "{lang:?}: {:?}", window.tabs());
        assert!(!window.rows().is_empty(), "{lang:?}: the list stays in front");
        window.settle();
        window.click(SECOND);
        assert!(front(&window, SECOND).is_some() && beside(&window, FIRST).is_some(), "{lang:?}");
    }
}

#[test]
fn it_is_reached_from_the_keyboard_and_by_screen_readers() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles[..2], (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let (second, first) = (front(&window, SECOND).unwrap(), beside(&window, FIRST).unwrap());
        // F6 goes there and on; Enter makes it the front one.
        window.press(BARE, Key::F6);
        assert_eq!(beside(&window, FIRST), Some(first), "{lang:?}: only looked at");
        window.press(BARE, Key::Enter);
        assert_eq!((front(&window, FIRST), beside(&window, SECOND)), (Some(first), Some(second)), "{lang:?}");
        let name = window.text_with("page-name-beside", "file", SECOND);
        window.harness().get_by_role_and_label(Role::Document, &name).click_accesskit();
        window.frames(4);
        assert_eq!((front(&window, SECOND), beside(&window, FIRST)), (Some(second), Some(first)), "{lang:?}");
    }
}

#[test]
fn a_review_beside_fills_its_page_and_its_text_stays_where_it_is() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let text = "قال سكان دمشق وحلب إن الأمر هادئ في كل مكان من المدينة.\n".repeat(60);
        let articles = [folder.write(FIRST, &text), folder.write(SECOND, &text)];
        let mut window = opened(lang, &articles, (1366.0, 768.0));
        window.press(CTRL, Key::B);
        window.press(BARE, Key::F7);
        window.wait_for(&window.text("review-card"));
        // Further down, where the text goes on below and above.
        for _ in 0..12 {
            window.press(BARE, Key::A);
        }
        window.settle();
        window.frames(30);
        let page = front(&window, SECOND).unwrap();
        let top = Rect::from_min_max(page.min, pos2(page.right(), page.center().y));
        let before = window.letters_in(top);
        window.press(CTRL, Key::F6);
        window.frames(4);
        let whole = beside(&window, SECOND).unwrap();
        assert!(
            whole.bottom() > page.bottom() + 20.0,
            "{lang:?}: something was docked at its foot: {whole:?} {page:?}"
        );
        assert!((whole.bottom() - front(&window, FIRST).unwrap().bottom()).abs() < 1.0, "{lang:?}");
        let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - 50.0), whole.max);
        assert!(!window.letters_in(foot).is_empty(), "{lang:?}: the text goes on to the foot of the page");
        let heights = |letters: Vec<Pos2>| {
            let mut heights: Vec<i32> = letters.into_iter().map(|at| at.y.round() as i32).collect();
            heights.sort_unstable();
            heights.dedup();
            heights
        };
        assert_eq!(heights(window.letters_in(top)), heights(before), "{lang:?}: nothing has moved");
    }
}

#[test]
fn after_a_crash_both_stand_side_by_side_again() {
    for lang in Lang::ALL {
        let (folder, articles) = folder();
        let journals = folder.path("journals");
        let again = |paths: &[&std::path::Path]| {
            let window = Window::speaking(lang).with_settings(settings(lang)).size(1366.0, 768.0);
            let mut window = window.keeping_journals(journals.clone()).open(paths);
            window.settle();
            window
        };
        let paths: Vec<_> = articles.iter().map(PathBuf::as_path).collect();
        let mut window = again(&paths);
        window.wait_for_article(THIRD);
        window.press(CTRL, Key::B);
        window.press(CTRL, Key::F6);
        assert!(front(&window, SECOND).is_some() && beside(&window, THIRD).is_some(), "{lang:?}");
        window.crash(&journals);
        // Once more before anything was done.
        for _ in 0..2 {
            let mut window = again(&[]);
            window.wait_for_article(SECOND);
            window.settle();
            let (second, third) = (front(&window, SECOND), beside(&window, THIRD));
            assert!(second.is_some() && third.is_some(), "{lang:?}: {:?}", window.labels());
            assert!(stands_before(lang, third.unwrap(), second.unwrap()), "{lang:?}: each where it stood");
            window.crash(&journals);
        }
        // What is asked for has all of the room.
        let window = again(&[&articles[0]]);
        assert!(front(&window, FIRST).is_some() && window.tabs().len() == 3, "{lang:?}: {:?}", window.tabs());
        assert!(beside(&window, SECOND).is_none() && beside(&window, THIRD).is_none(), "{lang:?}");
    }
}

#[test]
fn both_and_their_widths_come_back_at_the_next_start() {
    for lang in Lang::ALL {
        let (_folder, articles) = folder();
        let mut window = opened(lang, &articles, (1366.0, 768.0));
        window.press(CTRL, Key::B);
        let name = window.text("beside-edge");
        let before = front(&window, THIRD).unwrap();
        let edge = window.rect_of(&name).center();
        let by = if lang == Lang::Ar { 60.0 } else { -60.0 };
        window.drag(&[edge, pos2(edge.x + by / 2.0, edge.y), pos2(edge.x + by, edge.y)]);
        let narrow = front(&window, THIRD).unwrap();
        assert!((before.width() - narrow.width() - 60.0).abs() < 6.0, "{lang:?}: {before:?} {narrow:?}");
        // Neither gets too narrow to be read.
        let edge = window.rect_of(&name).center();
        window.drag(&[edge, pos2(edge.x + 3.0 * by, edge.y), pos2(edge.x + 9.0 * by, edge.y)]);
        let narrowest = front(&window, THIRD).unwrap();
        assert!(narrowest.width() > 400.0, "{lang:?}: {narrowest:?}");
        window.press(CTRL, Key::F6);
        let settings = window.left_settings();
        let mut window = Window::speaking(lang).with_settings(settings).size(1366.0, 768.0).open(&[]);
        window.wait_for_article(SECOND);
        let third = beside(&window, THIRD).unwrap();
        assert!((third.width() - narrowest.width()).abs() < 2.0, "{lang:?}: {third:?}");
        assert!(stands_before(lang, third, front(&window, SECOND).unwrap()), "{lang:?}");
        // A double click on the edge gives both the same.
        let edge = window.rect_of(&name).center();
        window.click_at(edge, 2);
        let widths = [front(&window, SECOND), beside(&window, THIRD)].map(|page| page.unwrap().width());
        assert!((widths[0] - widths[1]).abs() < 4.0, "{lang:?}: {widths:?}");
    }
}
