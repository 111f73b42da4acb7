//! The article has changed: where annotations belong that were not found in it for certain.

use std::path::Path;

use crate::support::folder::{Folder, LIBYA, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::{Event, Key, Rect, pos2, vec2};
use hawashi::gui::i18n::Lang;

const TWO_WORDS: &str = "من أسوار";

const HEADLINE: &str = "من أسوار طرابلس إلى قاعات جنيف";

/// The rows of the view about those words.
fn moved(window: &Window) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.contains(TWO_WORDS)).collect()
}

/// The article with other first words, and annotations of the words that it had.
fn changed(folder: &Folder, article: &Path, lang: Lang, change: impl Fn(&str) -> String) -> Window {
    let mut window = Window::speaking(lang).open(&[article]);
    window.wait_for_mentions();
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    folder.write("libya.txt", change(LIBYA));
    window.harness().event(Event::WindowFocused(false));
    window.harness().event(Event::WindowFocused(true));
    window.frames(2);
    window.wait_for(&window.text("command-read-again"));
    window.click_text("command-read-again");
    window.wait_for(&window.text("notice-show-moved"));
    window
}

fn saved(window: &mut Window) {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
}

#[test]
fn what_was_found_approximately_is_confirmed_by_a_key_and_undone() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = changed(&folder, &article, lang, |text| text.replacen(TWO_WORDS, "من أسواق", 1));
        window.click_text("notice-show-moved");
        window.wait_for(&window.text("differences-title-moved"));
        let rows = moved(&window);
        assert!(rows.len() == 1 && rows[0].contains("من أسواق"), "{rows:?}");
        // Nothing is placed before it is confirmed, and quitting loses nothing.
        assert_eq!(open_again(&article).loaded.unwrap().unwrap().annotation_state.orphans.len(), 1);
        window.press(BARE, Key::Y);
        window.frames(4);
        assert!(!window.sees(&window.text("differences-title-moved")), "nothing is left to decide");
        saved(&mut window);
        assert_eq!(annotations_of(&article)[0].0, "من أسواق");
        window.press(CTRL, Key::Z);
        window.frames(4);
        window.choose("menu-file", "command-show-moved");
        window.wait_for(&window.text("differences-title-moved"));
        assert_eq!(moved(&window).len(), 1, "it is one step back");
    }
}

#[test]
fn what_was_not_found_is_put_in_its_place_on_the_page() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = changed(&folder, &article, lang, |text| text.replacen(HEADLINE, "خبر جديد عن المدينة", 1));
        window.click_text("notice-show-moved");
        window.wait_for(&window.text("differences-title-moved"));
        let rows = moved(&window);
        assert!(rows.len() == 1 && rows[0].contains(&window.text("moved-not-found")), "{rows:?}");
        let notices = window.notices();
        assert!(notices.iter().all(|notice| !notice.contains(TWO_WORDS)), "the view says it: {notices:?}");
        // It can be left.
        window.press(BARE, Key::L);
        window.frames(2);
        assert!(moved(&window)[0].contains(&window.text("moved-left")), "{:?}", window.rows());
        window.click_text("moved-unleave");
        window.frames(2);
        // Or its place selected on the page.
        window.press(BARE, Key::P);
        window.frames(4);
        assert!(window.statuses().iter().any(|said| said.contains(TWO_WORDS)), "{:?}", window.statuses());
        window.drag_over_words(2);
        window.press(BARE, Key::Enter);
        window.frames(4);
        saved(&mut window);
        assert_eq!(annotations_of(&article)[0].0, "خبر جديد");
    }
}

#[test]
fn a_place_is_not_selected_after_all() {
    let (folder, article) = Folder::with_libya();
    let mut window = changed(&folder, &article, Lang::En, |text| text.replacen(TWO_WORDS, "خلف أبواب", 1));
    // From the list of annotations, too.
    window.click_text("panel-annotations");
    window.frames(2);
    while !window.notices().is_empty() {
        window.click_text("notice-dismiss");
        window.frames(2);
    }
    let row = window.rows().into_iter().find(|row| row.starts_with(TWO_WORDS)).unwrap();
    window.click(&row);
    window.wait_for("What moved");
    window.click_text("moved-choose");
    window.frames(4);
    window.press(BARE, Key::Escape);
    window.wait_for("What moved");
    window.press(BARE, Key::Escape);
    window.frames(4);
    assert!(!window.sees("What moved"));
    assert_eq!(open_again(&article).loaded.unwrap().unwrap().annotation_state.orphans.len(), 1);
}

/// Drags a row onto words of the article.
fn drag_to_words(window: &mut Window, row: &str, page: Rect) {
    let from = window.rect_of(row).center();
    let word = pos2(page.right() - 20.0, page.top() + 56.0);
    window.drag(&[from, from + vec2(12.0, 6.0), word + vec2(-40.0, 30.0), word, word]);
    window.frames(4);
}

#[test]
fn a_row_is_dragged_to_its_place() {
    for lang in Lang::ALL {
        for is_in_view in [true, false] {
            let (folder, article) = Folder::with_libya();
            let mut window = changed(&folder, &article, lang, |text| text.replacen(HEADLINE, "خبر جديد عن المدينة", 1));
            let page = window.page();
            if is_in_view {
                window.click_text("notice-show-moved");
                window.wait_for(&window.text("differences-title-moved"));
                let row = moved(&window).remove(0);
                drag_to_words(&mut window, &row, page);
            } else {
                while !window.notices().is_empty() {
                    window.click_text("notice-dismiss");
                    window.frames(2);
                }
                window.click_text("panel-annotations");
                window.frames(2);
                let row = window.rows().into_iter().find(|row| row.starts_with(TWO_WORDS)).unwrap();
                drag_to_words(&mut window, &row, page);
            }
            assert!(!window.sees(&window.text("differences-title-moved")), "nothing is left to decide");
            saved(&mut window);
            // On the word where it was let go, with as many words as it has.
            assert_eq!(annotations_of(&article)[0].0.split_whitespace().count(), 2);
            window.press(CTRL, Key::Z);
            saved(&mut window);
            assert_eq!(open_again(&article).loaded.unwrap().unwrap().annotation_state.orphans.len(), 1, "one step");
        }
    }
}

#[test]
fn a_row_that_is_dropped_beside_the_text_can_be_put_in_its_place_still() {
    let (folder, article) = Folder::with_libya();
    let mut window = changed(&folder, &article, Lang::En, |text| text.replacen(HEADLINE, "خبر جديد عن المدينة", 1));
    let page = window.page();
    window.click_text("notice-show-moved");
    window.wait_for("What moved");
    let from = window.rect_of(&moved(&window).remove(0)).center();
    let away = pos2(page.center().x, window.screen().bottom() - 4.0);
    window.drag(&[from, from + vec2(12.0, 6.0), away]);
    assert!(window.statuses().iter().any(|said| said.contains(TWO_WORDS)), "{:?}", window.statuses());
    window.drag_over_words(2);
    window.press(BARE, Key::Enter);
    window.frames(4);
    saved(&mut window);
    assert_eq!(annotations_of(&article)[0].0, "خبر جديد");
}

#[test]
fn what_was_found_for_certain_is_listed_on_request_and_can_be_put_elsewhere() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("text.txt", "باب أول في الكتاب.\n\nكتب الشاعر قصيدة طويلة عن البحر.\n");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("text.txt");
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Escape);
        let place = window.places_of("قصيدة")[0];
        window.click_at(place.center(), 2);
        window.press(BARE, Key::Num2);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        drop(window);
        folder.write("text.txt", "فصل آخر تماما هنا.\n\nسطر جديد.\n\nكتب الشاعر قصيدة طويلة عن البحر.\n");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("text.txt");
        window.click_text("notice-show-moved");
        window.wait_for(&window.text("differences-title-moved"));
        let listed = |window: &Window| {
            let signs = ["differences-row-removed", "differences-row-changed"].map(|key| window.text(key));
            let is_listed = |row: &String| signs.iter().any(|sign| row.starts_with(sign));
            window.rows().into_iter().filter(is_listed).collect::<Vec<String>>()
        };
        assert_eq!(listed(&window).len(), 1, "{:?}", window.rows());
        window.click_text("moved-unfold");
        window.frames(3);
        let rows = listed(&window);
        assert!(rows.len() == 2 && rows[1].contains("قصيدة"), "{rows:?}");
        // It can be put elsewhere.
        window.click_row(&rows[1]);
        window.press(BARE, Key::P);
        window.frames(4);
        window.drag_over_words(2);
        window.press(BARE, Key::Enter);
        window.frames(4);
        let state = |window: &mut Window| {
            saved(window);
            let state = open_again(&article).loaded.unwrap().unwrap().annotation_state;
            let annotation = state.annotations.iter().next().unwrap().spans.clone();
            (annotation.quote(open_again(&article).document.text()).into_owned(), state.orphans.len())
        };
        assert_eq!(state(&mut window), ("فصل آخر".to_owned(), 1));
        window.press(CTRL, Key::Z);
        assert_eq!(state(&mut window), ("قصيدة".to_owned(), 1), "one step");
    }
}
