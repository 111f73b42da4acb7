//! The files that a session leaves behind: none before saving, and then those named in the README.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::folder::{Folder, SUDAN};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

/// A name that no lexicon has, three times, and a country twice between the same words.
const ARTICLE: &str = "زغاليط تتبنى الهجوم في العراق وسوريا.\n\
    وقال شاهد إن مسلحي زغاليط انسحبوا من قرى في العراق وسوريا.\n\
    ثم عادت وزغاليط تنكر ما جرى في بنغازي.\n";

/// Every file below a folder, with its contents.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// Tags, requests suggestions, rejects, adds a note and a label, and waits until learning is done.
fn work(window: &mut Window) {
    window.drag_over_words(1);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::T);
    window.wait_for("2 new suggestions from one tag.");
    window.click_row("العراق");
    window.press(BARE, Key::R);
    window.wait_for("One other suggestion was removed because you rejected العراق.");
    window.press(CTRL, Key::L);
    window.write("weapon");
    window.press(BARE, Key::Enter);
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.write("a remark");
    window.click_text("note-done");
    window.settle();
}

#[test]
fn nothing_is_written_before_a_save() {
    for by_closing in [true, false] {
        let folder = Folder::new();
        let article = folder.write("militia.txt", ARTICLE);
        folder.write("other.txt", SUDAN);
        let before = files(&folder.path(""));
        let mut window = Window::reading(&article);
        work(&mut window);
        assert_eq!(files(&folder.path("")), before, "while it is open");
        if by_closing {
            window.press(CTRL, Key::W);
        } else {
            window.press(CTRL, Key::Q);
        }
        window.click_text("dialog-discard");
        window.frames(20);
        drop(window);
        assert_eq!(files(&folder.path("")), before, "after it was discarded");
    }
}

#[test]
fn what_a_save_writes_is_named_in_the_readme() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("## Files that Hawashi writes\n").expect("the section is there");
    let section = section.split("\n## ").next().unwrap();
    let named: Vec<&str> = section.split('`').skip(1).step_by(2).collect();
    let folder = Folder::new();
    let article = folder.write("article.txt", ARTICLE);
    let before = files(&folder.path(""));
    let mut window = Window::reading(&article);
    work(&mut window);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to article.hawashi.ron.");
    let after = files(&folder.path(""));
    assert_eq!(after["article.txt"], before["article.txt"], "the article is as it was");
    let made: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert_eq!(made, ["article.hawashi.model", "article.hawashi.ron"]);
    for name in made {
        assert!(named.contains(&name.as_str()), "{name} is not named in the README: {named:?}");
    }

    // What is discarded afterwards is in neither file. With a file, the person is asked only where nothing is saved by
    // itself.
    window.choose("menu-file", "command-toggle-autosave");
    window.click_row("بنغازي");
    window.press(BARE, Key::R);
    window.settle();
    window.press(CTRL, Key::W);
    window.click_text("dialog-discard");
    window.frames(20);
    assert_eq!(files(&folder.path("")), after);
}

#[test]
fn without_suggestions_from_tags_only_the_annotations_are_written() {
    let folder = Folder::new();
    let article = folder.write("article.txt", ARTICLE);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let names: Vec<String> = files(&folder.path("")).into_keys().collect();
        assert_eq!(names, ["article.hawashi.ron", "article.txt"]);
    }
}

#[test]
fn a_file_of_an_earlier_version_is_kept_and_that_is_said() {
    let said = [
        (
            Lang::En,
            "The annotation file was in an earlier format. It is now in the current one; the former file was kept as decisions.hawashi.v1.ron.",
        ),
        (
            Lang::Ar,
            "كان ملف الوسوم بصيغة سابقة، وقد حُفظ الآن بالصيغة الحالية؛ وتجد الملف السابق باسم decisions.hawashi.v1.ron.",
        ),
    ];
    for (language, sentence) in said {
        let folder = Folder::new();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library/annotation_file/v1");
        for name in ["decisions.txt", "decisions.hawashi.ron"] {
            fs::copy(fixtures.join(name), folder.path(name)).unwrap();
        }
        let former = fs::read(folder.path("decisions.hawashi.ron")).unwrap();
        let mut window = Window::speaking(language).open(&[&folder.path("decisions.txt")]);
        window.wait_for_article("decisions.txt");
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        window.press(CTRL, Key::S);
        window.wait_for(sentence);
        assert_eq!(fs::read(folder.path("decisions.hawashi.v1.ron")).unwrap(), former);
    }
}
