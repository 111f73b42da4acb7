//! The page of the import: what was recognised, what labels become, what has no place, and what is done.

use std::path::Path;

use crate::support::folder::{Folder, open_again};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::annotation::Annotation;
use hawashi::gui::i18n::Lang;

const TEXT: &str = "أعلنت «قسد» سقوط سرت.\n\nوبقيت درنة.\n";

/// What brat writes about that text, with one passage whose offsets are wrong, one that is nowhere and a broken line.
const ANN: &str = "T1\tGPE 17 20\tسرت\nT2\tGroup 7 10\tقسد\nT3\tGPE 24 28\tدرنة\nT4\tGPE 2 8\tطرابلس\nT5\tGPE\n";

fn begin(lang: Lang) -> (Folder, std::path::PathBuf, Window) {
    let folder = Folder::new();
    let article = folder.write("news.txt", TEXT);
    let window = Window::speaking(lang).open(&[&article]);
    (folder, article, window)
}

fn marked(article: &Path) -> Vec<(String, String)> {
    let opened = open_again(article);
    let text = opened.document.text();
    let state = opened.loaded.unwrap().unwrap().annotation_state;
    let said =
        |annotation: &Annotation| (text[annotation.spans.hull().range()].to_owned(), annotation.label.to_string());
    let mut marked: Vec<_> = state.annotations.iter().map(said).collect();
    marked.sort();
    marked
}

/// Whether one label says all of this.
fn says(window: &Window, parts: &[&str]) -> bool {
    window.any_label(|label| parts.iter().all(|part| label.contains(part)))
}

#[test]
fn a_file_of_another_program_comes_to_the_article_in_one_step() {
    for lang in Lang::ALL {
        let (folder, article, mut window) = begin(lang);
        let file = folder.write("news.ann", ANN);
        window.wait_for_article("news.txt");
        window.drop_file(&file);
        window.wait_for(&window.text("import-close"));
        assert!(window.wait_until(|window| says(window, &["brat"])), "{:?}", window.labels());
        let count = |key: &str, count: usize| window.text_with(key, "count", count);
        let said = [count("import-placed", 2), count("import-unplaced", 2), count("import-broken", 1)];
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        assert!(window.wait_until(|window| says(window, &said)), "{:?}", window.labels());
        // What asks for a look is listed with its words.
        let rows = window.rows();
        for words in ["طرابلس", "درنة"] {
            assert!(rows.iter().any(|row| row.contains(words)), "{words} in {rows:?}");
        }
        // Its label for places is the one here; the other one is new, until that is said otherwise.
        let faction = window.label_name("faction");
        window.click_text("import-as-new");
        window.click(&faction);
        assert!(window.wait_until(|window| !window.sees(&window.text("import-as-new"))), "{:?}", window.labels());
        window.click_text("import-do");
        window.wait_until_gone(&window.text("import-close"));
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| folder.read("news.hawashi.ron").is_some()));
        let own = |text: &str, label: &str| (text.to_owned(), label.to_owned());
        let all = [own("سرت", "location"), own("قسد", "faction")];
        assert_eq!(marked(&article), all);
        // The file says nothing of entities: those that were proposed here stay.
        let state = open_again(&article).loaded.unwrap().unwrap().annotation_state;
        let entities: Vec<Option<&str>> = state.annotations.iter().map(|one| one.entity.as_deref()).collect();
        assert_eq!(entities[0], Some("faction:syrian-democratic-forces"));
        assert_eq!(open_again(&article).loaded.unwrap().unwrap().annotation_state.orphans.len(), 2);
        // One step back, and nothing of it is there.
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| marked(&article).is_empty()), "{:?}", marked(&article));
        assert_eq!(folder.read("news.txt").as_deref(), Some(TEXT));
    }
}

#[test]
fn what_is_here_already_is_not_added_twice() {
    let (folder, article, mut window) = begin(Lang::En);
    let file = folder.write("news.ann", "T1\tGPE 17 20\tسرت\n");
    window.wait_for_article("news.txt");
    for time in 0..2 {
        window.drop_file(&file);
        window.wait_for("Close the import");
        assert!(
            window
                .wait_until(|window| says(window, &["1 in place"]) && says(window, &["1 here already"]) == (time == 1))
        );
        window.press(CTRL, Key::Enter);
        window.wait_until_gone("Close the import");
    }
    assert!(window.any_status(|said| said.contains("is here already")), "{:?}", window.statuses());
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("news.hawashi.ron").is_some()));
    assert_eq!(marked(&article), [("سرت".to_owned(), "location".to_owned())]);
}

#[test]
fn a_file_of_several_articles_becomes_new_ones_in_a_folder() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let lines =
            "{\"text\":\"سقوط سرت\",\"label\":[[5,8,\"LOC\"]]}\n{\"text\":\"وبقيت درنة\",\"label\":[[6,10,\"LOC\"]]}\n";
        let file = folder.write("set.jsonl", lines);
        let mut window = Window::speaking(lang).open(&[]);
        window.drop_file(&file);
        window.wait_for(&window.text("import-close"));
        let articles = window.text_with("import-articles", "count", 2_usize);
        assert!(
            window.wait_until(|window| window.any_status(|said| said.contains(&*articles))),
            "{:?}",
            window.statuses()
        );
        window.click_text("import-do");
        assert!(
            window.wait_until(|_| folder.path("set").is_dir() && folder.path("set").read_dir().unwrap().count() == 4)
        );
        assert!(window.wait_until(|window| window.tabs().iter().any(|tab| tab.contains("set"))), "{:?}", window.tabs());
        let own = |name: &str| marked(&folder.path("set").join(name));
        assert_eq!(
            own("set-1.txt"),
            [("سرت".to_owned(), "location".to_owned())],
            "{:?}",
            folder.path("set").read_dir()
        );
        assert_eq!(own("set-2.txt"), [("درنة".to_owned(), "location".to_owned())]);
    }
}

#[test]
fn a_file_that_nothing_tells_about_is_a_text_and_broken_ones_are_explained() {
    let (folder, _article, mut window) = begin(Lang::En);
    window.wait_for_article("news.txt");
    let strange = folder.write("strange.json", "{\"name\": \"سرت\"}");
    window.drop_file(&strange);
    window.wait_for_article("strange.json");
    let broken = folder.write("broken.xmi", "<xmi:XMI xmlns:xmi=\"x\"><cas:Sofa");
    window.drop_file(&broken);
    window.wait_for("Close the import");
    assert!(
        window.wait_until(|window| says(window, &["UIMA", "recognised"]) && says(window, &["Line 1", "XML"])),
        "{:?}",
        window.labels()
    );
    // Escape closes the page, and nothing was changed.
    window.press(BARE, Key::Escape);
    assert!(window.wait_until(|window| !window.sees("Close the import")));
    window.wait_for_article("strange.json");
}

#[test]
fn an_empty_file_is_called_empty() {
    let (folder, _article, mut window) = begin(Lang::En);
    window.wait_for_article("news.txt");
    let empty = folder.write("empty.ann", "");
    window.drop_file(&empty);
    window.wait_for("Close the import");
    assert!(window.wait_until(|window| says(window, &["The file is empty"])), "{:?}", window.labels());
    window.press(BARE, Key::Escape);
    assert!(window.wait_until(|window| !window.sees("Close the import")));
}
