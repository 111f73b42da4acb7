//! Files of label sets in the label editor: written, read again, and what a wrong one says.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::Key;
use hawashi::annotation::LabelSet;
use hawashi::exchange::labels::{LABEL_FORMATS, LabelFormat};
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, open_again};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

const ARTICLE: &str = "قال متحدث إن اشتباكات اندلعت قرب سرت.\n";

/// An article in a folder of its own.
fn article_in(folder: &Folder, name: &str) -> PathBuf {
    fs::create_dir(folder.path(name)).unwrap();
    folder.write(&format!("{name}/text.txt"), ARTICLE)
}

fn editing(lang: Lang, article: &Path) -> Window {
    let mut window = Window::speaking(lang).open(&[article]);
    window.wait_for_article("text.txt");
    window.press(CTRL_SHIFT, Key::E);
    window.wait_for(&window.text("labels-search"));
    window
}

fn saved(window: &mut Window, article: &Path) -> LabelSet {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    open_again(article).loaded.unwrap().unwrap().annotation_state.labels
}

fn ids(labels: &LabelSet) -> Vec<String> {
    labels.iter().map(|label| label.id.to_string()).collect()
}

fn export_row(window: &Window, format: &LabelFormat, lang: Lang) -> String {
    let name = format.names.iter().find(|(known, _)| *known == lang.code()).unwrap().1;
    window.text_with("labels-export", "format", name)
}

/// Adds the labels of a file.
fn add_from(window: &mut Window, path: &Path) {
    window.click_text("labels-sets");
    window.click_text("labels-import");
    window.wait_for(&window.text("labels-import-title"));
    window.press(CTRL, Key::A);
    window.write(path.to_str().unwrap());
    window.press(BARE, Key::Enter);
    window.wait_until_gone(&window.text("labels-import-title"));
}

/// Whether it is told how many labels were added, for the first time or again.
fn is_told(window: &mut Window, count: u32) {
    let told = window.text_with("labels-added", "count", count);
    assert!(
        window.wait_until(|window| window.any_status(|status| status.contains(&told))),
        "{told}: {:?}",
        window.statuses()
    );
}

#[test]
fn labels_are_written_in_each_format_and_known_again() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = article_in(&folder, "mine");
        let mut window = editing(lang, &article);
        window.click_text("labels-sets");
        window.click_text("labels-ready-events");
        // The id of a label made here is of the language that it was made in.
        window.press(CTRL, Key::L);
        window.wait_for(&window.text("labels-new-name"));
        window.write("سلاح");
        window.press(BARE, Key::Enter);
        window.frames(4);
        for format in LABEL_FORMATS {
            let path = folder.path(&format!("set{}", format.suffix));
            window.click_text("labels-sets");
            let row = export_row(&window, format, lang);
            window.click(&row);
            let title = format.names.iter().find(|(known, _)| *known == lang.code()).unwrap().1;
            window.wait_for(&window.text_with("labels-export-title", "format", title));
            window.press(CTRL, Key::A);
            window.write(path.to_str().unwrap());
            window.press(BARE, Key::Enter);
            assert!(window.wait_until(|_| path.exists()), "{lang:?} {}: {:?}", format.name, window.labels());
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(window.wait_until(|window| window.any_status(|told| told.contains(name))), "{lang:?} {name}");
        }
        let mine = saved(&mut window, &article);
        for format in LABEL_FORMATS {
            let path = folder.path(&format!("set{}", format.suffix));
            // Where all of it is, nothing is added.
            add_from(&mut window, &path);
            is_told(&mut window, 0);
            assert_eq!(ids(&saved(&mut window, &article)), ids(&mine), "{lang:?} {}", format.name);
            if lang != Lang::En {
                continue;
            }
            // Elsewhere all is added, in one step.
            let other = article_in(&folder, format.name);
            let mut window = editing(lang, &other);
            add_from(&mut window, &path);
            is_told(&mut window, mine.len() as u32 - 2);
            let names =
                |labels: &LabelSet| labels.iter().map(|label| label.name_in("en").to_owned()).collect::<Vec<_>>();
            let found = saved(&mut window, &other);
            assert_eq!(names(&found), names(&mine), "{lang:?} {}", format.name);
            assert!(found.iter().all(|label| found.look_of_another(label).is_none()), "{lang:?} {}", format.name);
            window.press(CTRL, Key::Z);
            assert_eq!(saved(&mut window, &other), LabelSet::default(), "{lang:?} {}: one step", format.name);
        }
    }
}

#[test]
fn a_wrong_file_is_told_with_line_and_column_and_changes_nothing() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("text.txt", ARTICLE);
        let mut window = editing(lang, &article);
        let before = saved(&mut window, &article);
        for (name, text, line, column) in [
            ("a.labels.ron", "(\n    labels: [\n        (id: \"a\" name: 3),\n", 3_u32, 18_u32),
            ("annotation.conf", "[entities]\nPer son/x\n\tA.b\n", 3, 3),
            ("a.xml", "<View>\n  <Labels>\n    <Label/>\n  </Labels>\n</View>", 3, 5),
            ("a.qdc", "<CodeBook><Codes>\n<Code color=\"#fff\"/></Codes></CodeBook>", 2, 1),
        ] {
            let path = folder.write(name, text);
            add_from(&mut window, &path);
            let i18n = hawashi::gui::i18n::I18n::new(lang);
            let (line, column) = (i18n.number(line), i18n.number(column));
            let told = window.wait_for_notice(&[name, &line, &column]);
            assert!(told.contains(name), "{lang:?}: {told}");
            assert_eq!(saved(&mut window, &article), before, "{lang:?} {name}");
        }
    }
}
