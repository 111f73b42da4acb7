//! All like this: previewed with its surroundings, each place switchable, one step; in the article and in its folder.

use std::path::Path;

use eframe::egui::Key;
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, annotations_of};
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
