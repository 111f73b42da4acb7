//! All like this: previewed with its surroundings, each place switchable, one step; in the article and in its folder.

use std::fs;
use std::path::Path;

use eframe::egui::Key;
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, SHIFT, Window};

/// A word that nothing suggests, in several forms.
const EXPERT: &str =
    "زار الخبير السوق صباحا.\nثم عاد الخبير إلى بيته.\nوقال خبير آخر إنه لا يعلم.\nوبالخبير استعان القاضي.\n";

fn accepted(window: &Window) -> usize {
    let accepted = window.text("status-accepted");
    window.published_marks().iter().filter(|mark| mark.status == accepted).count()
}

#[test]
fn the_same_words_are_tagged_everywhere_in_one_step() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(EXPERT);
        window.settle();
        let before = accepted(&window);
        let word = window.places_of("الخبير")[0];
        window.click_at(word.center(), 2);
        window.press(SHIFT, Key::M);
        // With particles, with and without the article; each place can be left out.
        let all = window.text_with("alike-do-tag", "count", 4_u32);
        window.wait_for(&all);
        let rows = window.rows().into_iter().filter(|row| row.contains("خبير")).count();
        assert!(rows >= 4, "{lang:?}: {:?}", window.rows());
        let third = window.rows().into_iter().find(|row| row.contains("خبير آخر")).unwrap();
        window.click_option(&third);
        let fewer = window.text_with("alike-do-tag", "count", 3_u32);
        window.click(&fewer);
        window.settle();
        assert_eq!(accepted(&window), before + 3, "{lang:?}: {:?}", window.published_marks());
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(accepted(&window), before, "{lang:?}: one step");
    }
}

#[test]
fn a_place_is_left_out_by_keys() {
    let (_folder, mut window) = Window::speaking(Lang::En).open_text(EXPERT);
    window.settle();
    let word = window.places_of("الخبير")[0];
    window.click_at(word.center(), 2);
    window.press(SHIFT, Key::M);
    window.wait_for(&window.text_with("alike-do-tag", "count", 4_u32));
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Space);
    window.wait_for(&window.text_with("alike-do-tag", "count", 3_u32));
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Space);
    window.wait_for(&window.text_with("alike-do-tag", "count", 2_u32));
}

#[test]
fn all_matches_of_a_search_are_tagged_at_once() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(EXPERT);
        window.settle();
        let before = accepted(&window);
        window.press(CTRL, Key::F);
        window.write("الخبير");
        window.settle();
        window.click_text("command-tag-matches");
        let tag = window.text_with("alike-do-tag", "count", 3_u32);
        window.click(&tag);
        window.settle();
        assert_eq!(accepted(&window), before + 3, "{lang:?}: {:?}", window.published_marks());
    }
}

/// The label, note and words of each annotation in the file that is not rejected.
fn saved(window: &mut Window, article: &Path) -> Vec<(String, String, String)> {
    window.press(CTRL, Key::S);
    window.settle();
    let kept = annotations_of(article).into_iter().filter(|(_, own)| own.status != Status::Rejected);
    kept.map(|(words, own)| (own.label.to_string(), own.note, words)).collect()
}

#[test]
fn all_tags_like_one_are_relabelled_noted_linked_and_deleted_by_keyboard() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("text.txt", format!("الخبير هنا.\n{EXPERT}"));
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("text.txt");
        window.settle();
        window.tag_words(1, Key::Num1);
        let word = window.places_of("الخبير")[0];
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::M);
        let others = window.text_with("alike-do-tag", "count", 4_u32);
        window.wait_for(&others);
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!(saved(&mut window, &article).len(), 5, "{lang:?}");
        // A digit chooses the other label.
        window.press(SHIFT, Key::M);
        window.settle();
        window.press(BARE, Key::Num2);
        let relabel = window.text_with("alike-do-relabel", "count", 5_u32);
        window.wait_for(&relabel);
        window.press(BARE, Key::Enter);
        window.settle();
        let kept = saved(&mut window, &article);
        assert!(kept.iter().all(|(label, ..)| label == "faction"), "{lang:?}: {kept:?}");
        // N asks for the note.
        window.press(SHIFT, Key::M);
        window.settle();
        window.press(BARE, Key::N);
        window.frames(3);
        window.write("راجع");
        let note = window.text_with("alike-do-note", "count", 5_u32);
        window.wait_for(&note);
        window.press(BARE, Key::Enter);
        window.settle();
        let kept = saved(&mut window, &article);
        assert!(kept.iter().all(|(_, note, _)| note == "راجع"), "{lang:?}: {kept:?}");
        // Delete deletes them, each of which can be left out.
        window.press(SHIFT, Key::M);
        window.settle();
        window.press(BARE, Key::Delete);
        let delete = window.text_with("alike-do-delete", "count", 5_u32);
        window.wait_for(&delete);
        let third = window.rows().into_iter().find(|row| row.contains("خبير آخر")).unwrap();
        window.click_option(&third);
        window.click(&window.text_with("alike-do-delete", "count", 4_u32));
        window.settle();
        let kept = saved(&mut window, &article);
        assert_eq!(kept.iter().map(|(.., words)| words.as_str()).collect::<Vec<_>>(), ["خبير"], "{lang:?}");
        // Each was one step.
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&mut window, &article).len(), 5, "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(saved(&mut window, &article).iter().all(|(_, note, _)| note.is_empty()), "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(saved(&mut window, &article).iter().all(|(label, ..)| label == "location"), "{lang:?}");
    }
}

#[test]
fn what_means_the_same_is_found_by_its_meaning() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("text.txt", "عاد الهدوء إلى دمشق.\nوغادر الوفد دمشق إلى حلب.");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("text.txt");
        window.settle();
        let word = window.places_of("دمشق")[0];
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::A);
        window.settle();
        assert_eq!(saved(&mut window, &article).len(), 2, "{lang:?}");
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::M);
        window.wait_for(&window.text("alike-by-meaning"));
        window.click_text("alike-by-meaning");
        window.settle();
        window.press(BARE, Key::Delete);
        window.click(&window.text_with("alike-do-delete", "count", 2_u32));
        window.settle();
        assert_eq!(saved(&mut window, &article), [], "{lang:?}");
    }
}

/// Words of an organisation under two names.
const TWO_NAMES: &str = "قالت قوات سوريا الديمقراطية إنها تقدمت.\nثم أعلنت قسد عن هدنة.\nوغادرت قسد دمشق.\n";

#[test]
fn what_is_suggested_with_the_same_meaning_is_found_as_well() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        folder.write("a.txt", format!("خبر أول\n{TWO_NAMES}"));
        folder.write("b.txt", "خبر ثان\nلا أحد هنا.\n");
        folder.write("c.txt", "خبر ثالث\nوقالت قوات سوريا الديمقراطية ذلك.\n");
        let paths = ["", "a.txt"].map(|name| folder.path(name));
        let mut window = Window::speaking(lang).size(1366.0, 1400.0).open(&paths.each_ref().map(|path| path.as_path()));
        window.wait_for_article("a.txt");
        window.settle();
        let word = window.places_of("قسد")[0];
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::M);
        window.wait_for(&window.text_with("alike-do-tag", "count", 2_u32));
        window.click_text("alike-by-meaning");
        window.wait_for(&window.text_with("alike-do-tag", "count", 3_u32));
        window.press(SHIFT, Key::M);
        window.wait_for(&window.text_with("alike-do-tag", "count", 4_u32));
        window.settle();
        window.press(BARE, Key::Enter);
        window.settle();
        window.press(CTRL, Key::S);
        window.settle();
        let full = "قوات سوريا الديمقراطية";
        assert_eq!(words(&folder.path("a.txt")), [full, "قسد", "قسد"], "{lang:?}");
        assert_eq!(words(&folder.path("c.txt")), [full], "{lang:?}");
        assert!(folder.read("b.hawashi.ron").is_none(), "{lang:?}");
        let meanings = ["a.txt", "c.txt"].map(|name| annotations_of(&folder.path(name)));
        let mut meanings: Vec<_> = meanings.into_iter().flatten().map(|(_, own)| own.entity).collect();
        meanings.dedup();
        assert!(meanings.len() == 1 && meanings[0].is_some(), "{lang:?}: {meanings:?}");
        // Where everything is tagged another label is proposed.
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::M);
        window.click_text("alike-by-meaning");
        window.wait_for(&window.text_with("alike-do-relabel", "count", 3_u32));
    }
}

/// The words that are tagged in an article's file, with their notes.
fn tagged(article: &Path) -> Vec<(String, String)> {
    let opened = open_again(article);
    let Some(loaded) = opened.loaded else { return Vec::new() };
    let text = opened.document.text();
    let kept = loaded.unwrap().annotation_state.annotations;
    let kept = kept.iter().filter(|own| own.status != Status::Rejected);
    kept.map(|own| (own.spans.quote(text).into_owned(), own.note.clone())).collect()
}

/// The words that are tagged in an article's file.
fn words(article: &Path) -> Vec<String> {
    tagged(article).into_iter().map(|(words, _)| words).collect()
}

/// A folder in which a word stands in four articles, and a window in which two of them are open.
fn opened(lang: Lang) -> (Folder, Window) {
    let folder = Folder::new();
    folder.write("a.txt", "خبر أول\nالخبير هنا.\nقال الخبير إنه لا يعلم.\n");
    folder.write("b.txt", "خبر ثان\nوبالخبير استعان القاضي.\n");
    folder.write("c.txt", "خبر ثالث\nعاد خبير آخر.\nثم سأل الخبير.\n");
    folder.write("d.txt", "خبر رابع\nلا أحد هنا.\n");
    fs::create_dir(folder.path("in")).unwrap();
    folder.write("in/e.txt", "خبر خامس\nسئل الخبير.\n");
    let paths = ["", "b.txt", "a.txt"].map(|name| folder.path(name));
    let mut window = Window::speaking(lang).size(1366.0, 1400.0).open(&paths.each_ref().map(|path| path.as_path()));
    window.wait_for_article("a.txt");
    let tab = window.named_like("a.txt");
    window.click(&tab);
    window.settle();
    (folder, window)
}

/// Asks about all like the word, in the folder, by keyboard.
fn ask_in_folder(window: &mut Window) {
    let word = window.places_of("الخبير")[0];
    window.click_at(word.center(), 2);
    window.press(SHIFT, Key::M);
    window.settle();
    window.press(SHIFT, Key::M);
    window.settle();
}

/// Saves both open articles; `a.txt` is in front then.
fn save_both(window: &mut Window) {
    for name in ["b.txt", "a.txt"] {
        let tab = window.named_like(name);
        window.click(&tab);
        window.settle();
        window.press(CTRL, Key::S);
        window.settle();
    }
}

#[test]
fn the_whole_folder_is_tagged_in_one_step_and_taken_back_in_all_articles() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        let [a, b, c, d, e] = ["a.txt", "b.txt", "c.txt", "d.txt", "in/e.txt"].map(|name| folder.path(name));
        ask_in_folder(&mut window);
        window.wait_for(&window.text_with("alike-do-tag", "count", 6_u32));
        // Each article with its headline, above its places.
        for headline in ["خبر أول", "خبر ثان", "خبر ثالث", "خبر خامس"] {
            assert!(window.rows().iter().any(|row| row.contains(headline)), "{lang:?} {headline}: {:?}", window.rows());
        }
        assert!(!window.rows().iter().any(|row| row.contains("خبر رابع")), "{lang:?}: {:?}", window.rows());
        // A place is left out, and so is a whole article.
        let other = window.rows().into_iter().find(|row| row.contains("عاد خبير آخر")).unwrap();
        window.click_option(&other);
        let fifth = window.rows().into_iter().find(|row| row.contains("خبر خامس")).unwrap();
        window.click_option(&fifth);
        window.wait_for(&window.text_with("alike-do-tag", "count", 4_u32));
        let fifth = window.rows().into_iter().find(|row| row.contains("خبر خامس")).unwrap();
        window.click_option(&fifth);
        let tag = window.text_with("alike-do-tag", "count", 5_u32);
        window.click(&tag);
        window.settle();
        assert_eq!(words(&c), ["الخبير"], "{lang:?}");
        assert_eq!(words(&e), ["الخبير"], "{lang:?}");
        assert!(words(&d).is_empty() && !folder.path("d.hawashi.ron").exists(), "{lang:?}");
        save_both(&mut window);
        assert_eq!((words(&a).len(), words(&b)), (2, vec!["الخبير".to_owned()]), "{lang:?}");
        // Undone in one article, it is undone in all.
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!((words(&c), words(&e)), (Vec::new(), Vec::new()), "{lang:?}");
        save_both(&mut window);
        assert_eq!((words(&a), words(&b)), (Vec::new(), Vec::new()), "{lang:?}");
        // And done again in all.
        window.press(CTRL, Key::Y);
        window.settle();
        save_both(&mut window);
        assert_eq!([&a, &b, &c, &e].map(|path| words(path).len()), [2, 1, 1, 1], "{lang:?}");
        // The other open article takes it back as well.
        let tab = window.named_like("b.txt");
        window.click(&tab);
        window.settle();
        window.press(CTRL, Key::Z);
        window.settle();
        save_both(&mut window);
        assert_eq!([&a, &b, &c, &e].map(|path| words(path).len()), [0, 0, 0, 0], "{lang:?}");
    }
}

#[test]
fn a_headline_stands_at_the_side_of_its_own_script() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang);
        ask_in_folder(&mut window);
        let at = window.rows().iter().position(|row| row.contains("خبر ثالث")).unwrap();
        let (row, _) = window.places_of_rows()[at];
        let letters = window.letters_in(row);
        let right = letters.iter().filter(|corner| corner.x > row.center().x).count();
        assert!(!letters.is_empty() && 2 * right > letters.len(), "{lang:?}: {right} of {}", letters.len());
    }
}

#[test]
fn what_somebody_has_changed_since_stays_and_is_told() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        let (c, e) = (folder.path("c.txt"), folder.path("in/e.txt"));
        ask_in_folder(&mut window);
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!((words(&c).len(), words(&e).len()), (2, 1), "{lang:?}");
        // Somebody else writes a note.
        let written = folder.read("in/e.hawashi.ron").unwrap();
        let changed = written.replacen("quote: ", "note: \"مهم\", quote: ", 1);
        folder.write("in/e.hawashi.ron", &changed);
        assert_eq!(tagged(&e)[0].1, "مهم", "{changed}");
        // The notice has the way back.
        window.click_text("command-undo");
        window.settle();
        assert_eq!(words(&c), [""; 0], "{lang:?}");
        assert_eq!(words(&e), ["الخبير"], "{lang:?}");
        let told = window.text_with("joint-left", "count", 1_u32);
        assert!(window.notices().iter().any(|notice| notice.contains(&told)), "{lang:?}: {:?}", window.notices());
    }
}

#[test]
fn a_step_that_changes_only_other_articles_is_taken_back_where_it_was_asked_for() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        let c = folder.path("c.txt");
        // Here everything is tagged already.
        let word = window.places_of("الخبير")[0];
        window.click_at(word.center(), 2);
        window.press(SHIFT, Key::M);
        window.settle();
        window.press(BARE, Key::Enter);
        window.settle();
        ask_in_folder(&mut window);
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!(words(&c).len(), 2, "{lang:?}");
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(words(&c).len(), 0, "{lang:?}");
        window.press(CTRL, Key::Y);
        window.settle();
        assert_eq!(words(&c).len(), 2, "{lang:?}");
        let before = accepted(&window);
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!((words(&c).len(), accepted(&window)), (0, before), "{lang:?}");
        // Then what was done before it.
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(accepted(&window), before - 2, "{lang:?}");
    }
}

/// Asks about all matches of a search, in the folder.
fn ask_about_matches(window: &mut Window) {
    window.press(CTRL, Key::F);
    window.write("خبير");
    window.settle();
    window.click_text("command-tag-matches");
    window.settle();
    window.press(SHIFT, Key::M);
    window.settle();
}

#[test]
fn matches_of_a_search_are_tagged_noted_and_deleted_in_the_folder() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        let (c, e) = (folder.path("c.txt"), folder.path("in/e.txt"));
        ask_about_matches(&mut window);
        window.click(&window.text_with("alike-do-tag", "count", 6_u32));
        window.settle();
        assert_eq!((words(&c).len(), words(&e).len()), (2, 1), "{lang:?}");
        ask_about_matches(&mut window);
        window.press(BARE, Key::N);
        window.frames(3);
        window.write("راجع");
        window.click(&window.text_with("alike-do-note", "count", 6_u32));
        window.settle();
        let notes = [tagged(&c), tagged(&e)].concat().into_iter().map(|(_, note)| note);
        assert_eq!(notes.collect::<Vec<_>>(), ["راجع"; 3], "{lang:?}");
        ask_about_matches(&mut window);
        window.press(BARE, Key::Escape);
        assert_eq!(words(&c).len(), 2, "{lang:?}: nothing was done");
        ask_about_matches(&mut window);
        window.press(BARE, Key::Delete);
        window.click(&window.text_with("alike-do-delete", "count", 6_u32));
        window.settle();
        assert_eq!((words(&c), words(&e)), (Vec::new(), Vec::new()), "{lang:?}");
        save_both(&mut window);
        assert_eq!(words(&folder.path("b.txt")), [""; 0], "{lang:?}");
    }
}

#[test]
fn a_large_folder_is_looked_through_without_drawing_all_of_it() {
    let folder = Folder::new();
    for number in 0..120 {
        let text =
            if number % 10 == 0 { "قال الخبير إن الخبير لا يعلم" } else { "لا أحد هنا" };
        folder.write(&format!("{number:04}.txt"), format!("خبر {number}\n{text}.\n"));
    }
    let paths = ["", "0000.txt"].map(|name| folder.path(name));
    let mut window = Window::speaking(Lang::En).size(1366.0, 768.0).open(&paths.each_ref().map(|path| path.as_path()));
    window.wait_for_article("0000.txt");
    ask_in_folder(&mut window);
    window.wait_for(&window.text_with("alike-do-tag", "count", 24_u32));
    let rows = window.rows().into_iter().filter(|row| row.contains("الخبير") || row.contains("خبر ")).count();
    assert!((5..20).contains(&rows), "{rows}");
    window.press(BARE, Key::Enter);
    window.settle();
    let all: usize = (1..12).map(|tens| words(&folder.path(&format!("{:04}.txt", tens * 10))).len()).sum();
    assert_eq!(all, 22);
    window.press(CTRL, Key::Z);
    window.settle();
    let all: usize = (1..12).map(|tens| words(&folder.path(&format!("{:04}.txt", tens * 10))).len()).sum();
    assert_eq!(all, 0);
}

#[test]
fn the_question_goes_when_something_else_is_selected_or_begun() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(EXPERT);
        window.settle();
        let ask = |window: &mut Window| {
            let word = window.places_of("الخبير")[0];
            window.press(BARE, Key::Escape);
            window.press(BARE, Key::Escape);
            window.click_at(word.center(), 2);
            window.press(SHIFT, Key::M);
            let all = window.text_with("alike-do-tag", "count", 4_u32);
            window.wait_for(&all);
            all
        };
        let other = window.places_of("السوق")[0];
        let all = ask(&mut window);
        window.click_at(other.center(), 2);
        window.settle();
        assert!(!window.sees(&all), "{lang:?}: something else is selected");
        let all = ask(&mut window);
        window.press(BARE, Key::F7);
        window.settle();
        assert!(!window.sees(&all), "{lang:?}: the review begins");
        window.press(BARE, Key::F7);
        let all = ask(&mut window);
        window.press(CTRL, Key::F);
        window.settle();
        assert!(!window.sees(&all), "{lang:?}: a search begins");
        window.write("القاضي");
        window.settle();
        window.click_text("command-tag-matches");
        let one = window.text_with("alike-do-tag", "count", 1_u32);
        window.wait_for(&one);
        window.press(CTRL, Key::F);
        window.write("السوق");
        window.settle();
        assert!(!window.sees(&one), "{lang:?}: something else is searched");
    }
}
