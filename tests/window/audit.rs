//! The audit: what is called otherwise elsewhere or was overlooked is listed, cured by a key, and called fine.

use std::sync::Arc;

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;
use hawashi::session::{Command, Session};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, SHIFT, Window};

const FIRST: &str = "عاد الهدوء إلى الضظغش\nقال سكان إن الضظغش هادئة.";
const SECOND: &str = "الضظغش\nفي الضظغش، أمس.";

/// Two articles: in the first a word is tagged once, in the second it is tagged with what does not belong to it.
fn folder() -> Folder {
    let folder = Folder::new();
    for (name, text, tagged) in [("a.txt", FIRST, "الضظغش"), ("b.txt", SECOND, "الضظغش،")] {
        let article = folder.write(name, text);
        let document = Arc::new(store::read_article(&article, None).unwrap());
        let mut session = Session::new(document.clone(), "منى");
        let at = text.find(tagged).unwrap();
        let span = Span::from_range(at..at + tagged.len());
        session.execute(Command::Tag { span, label: "location".into() }).unwrap();
        let path = store::annotation_path(&article);
        let (state, carried) = (session.annotation_state(), session.carried());
        store::save_annotations(&path, &article, &document, state, carried, WriteMode::New).unwrap();
    }
    folder
}

/// A folder with its audit, once so many findings are there.
fn audit(lang: Lang, folder: &Folder, count: usize) -> Window {
    let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
    let articles = window.text("seen-view-articles");
    window.wait_for(&articles);
    window.click_text("seen-view-audit");
    wait_for(&mut window, count);
    window
}

fn wait_for(window: &mut Window, count: usize) {
    assert!(window.wait_until(|window| window.rows().len() == count), "{:?}", window.rows());
    window.settle();
}

#[test]
fn findings_are_cured_by_a_key_and_taken_back() {
    for lang in Lang::ALL {
        let folder = folder();
        // The comma, and the places where the word is not tagged: one in the first article, one in the second.
        let mut window = audit(lang, &folder, 3);
        let comma = window.text("audit-border-punctuation");
        window.click_row(&comma);
        let cure = window.text_with("audit-cure-move", "value", "\u{2068}الضظغش\u{2069}");
        window.wait_for(&cure);
        window.press(BARE, Key::Num1);
        assert!(
            window.wait_until(|window| window.rows().iter().all(|row| !row.contains(&comma))),
            "{:?}",
            window.rows()
        );
        let ron = || folder.read("b.hawashi.ron").unwrap();
        assert!(window.wait_until(|_| !ron().contains("الضظغش،\"")), "{}", ron());
        window.press(CTRL, Key::Z);
        assert!(
            window.wait_until(|window| window.rows().iter().any(|row| row.contains(&comma))),
            "{:?}",
            window.rows()
        );
        assert!(window.wait_until(|_| ron().contains("الضظغش،")), "{}", ron());
    }
}

#[test]
fn all_of_a_kind_are_cured_in_one_step_after_a_question() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = audit(lang, &folder, 3);
        let kind = window.text("audit-unmarked");
        window.click_row(&kind);
        window.press(SHIFT, Key::Num1);
        let question = window.text_with("audit-ask-all", "count", 2_u32);
        window.wait_for(&question);
        assert_eq!(window.rows().len(), 2, "only those of the kind: {:?}", window.rows());
        window.press(BARE, Key::Enter);
        wait_for(&mut window, 0);
        window.press(CTRL, Key::Z);
        wait_for(&mut window, 2);
    }
}

#[test]
fn what_is_fine_as_it_is_is_remembered_in_the_folder() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = audit(lang, &folder, 3);
        let comma = window.text("audit-border-punctuation");
        window.click_row(&comma);
        window.press(BARE, Key::F);
        wait_for(&mut window, 2);
        let file = folder.read("hawashi-folder.ron").unwrap();
        assert!(file.contains("fine: [") && file.contains("b.txt"), "{file}");
        // It is known again, and can be taken back.
        drop(window);
        let mut window = audit(lang, &folder, 2);
        window.click_text("audit-show-fine");
        wait_for(&mut window, 1);
        window.click_row(&comma);
        window.press(BARE, Key::F);
        wait_for(&mut window, 0);
        assert!(!folder.read("hawashi-folder.ron").unwrap().contains("fine: ["));
    }
}
