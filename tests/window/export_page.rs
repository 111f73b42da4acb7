//! The page of the export: what is chosen, what is said before, and what is written.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::folder::{Folder, LIBYA, SUDAN};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use hawashi::gui::i18n::{I18n, Lang};

/// Runs the command line, with its data in a folder of its own.
fn hawashi(folder: &Folder, args: &[&Path]) {
    let home = folder.path("home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.args(args).env("HOME", &home).env("XDG_DATA_HOME", &home).env("XDG_CONFIG_HOME", &home);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn tag_two_words(window: &mut Window) {
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Escape);
}

/// Whether a row says this of a kind: its name, and parts of what is said of it.
fn says(window: &Window, kind: &str, parts: &[&str]) -> bool {
    let name = window.text(kind);
    window.any_label(|label| label.starts_with(&name) && parts.iter().all(|part| label.contains(part)))
}

fn preview_has(window: &Window, words: &str) -> bool {
    window.any_label(|label| label.contains('\n') && label.contains(words))
}

/// Types where the export is to be written.
fn place(window: &mut Window, path: &Path, key: &str) {
    let name = window.text(key);
    window.focus_on(Role::TextInput, &name);
    window.press(CTRL, Key::A);
    window.write(path.to_str().unwrap());
}

#[test]
fn a_format_is_chosen_by_typing_and_what_it_does_is_said_before() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        tag_two_words(&mut window);
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| folder.read("libya.hawashi.ron").is_some()));
        window.begin_export("CSV");
        assert!(window.wait_until(|window| preview_has(window, "libya.csv")), "{:?}", window.labels());
        assert!(preview_has(&window, "doc,unit,"));
        let kept = window.text("export-kept");
        assert!(says(&window, "export-marks", &[&I18n::new(lang).number(1_u64), &kept]), "{:?}", window.labels());
        // What else goes along is counted, and stands in the file.
        window.click_text("export-suggested");
        assert!(window.wait_until(|window| preview_has(window, ",suggested,")), "{:?}", window.labels());
        assert!(!says(
            &window,
            "export-marks",
            &[&format!("{}{}", window.text("list-separator"), I18n::new(lang).number(1_u64)), &kept]
        ));
        window.click_text("export-suggested");
        assert!(window.wait_until(|window| !preview_has(window, ",suggested,")));
        // What is written is what the command line writes.
        window.click_text("export-do");
        assert!(window.wait_until(|_| folder.read("libya.csv").is_some()), "{:?}", window.labels());
        window.wait_until_gone(&window.text("export-close"));
        let own = folder.path("cli.csv");
        let args = ["export", "--to", "csv", "--status", "accepted", "--out"].map(Path::new);
        hawashi(&folder, &[&args[..], &[&own, &folder.path("libya.hawashi.ron")]].concat());
        assert_eq!(fs::read(folder.path("libya.csv")).unwrap(), fs::read(own).unwrap());
        assert_eq!(folder.read("libya.txt").as_deref(), Some(LIBYA));
    }
}

#[test]
fn each_format_says_what_it_leaves_out() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_mentions();
    window.begin_export("CoNLL");
    assert!(window.wait_until(|window| says(window, "loss-entities", &["left out", "no place for it"])));
    assert!(window.any_status(|said| said.contains("details stay behind")), "{:?}", window.labels());
    // Escape first takes back what was typed, and then closes the page.
    window.press(BARE, Key::Escape);
    assert!(window.sees("Close the export"));
    window.press(BARE, Key::Escape);
    assert!(window.wait_until(|window| !window.sees("Close the export")));
}

#[test]
fn a_folder_becomes_a_folder_and_nothing_is_written_over_unasked() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        fs::create_dir(folder.path("news")).unwrap();
        folder.write("news/libya.txt", LIBYA);
        folder.write("news/sudan.txt", SUDAN);
        // One of the same name in another folder stays apart.
        fs::create_dir(folder.path("news/old")).unwrap();
        folder.write("news/old/libya.txt", SUDAN);
        let mut window = Window::speaking(lang).open(&[&folder.path("news")]);
        assert!(
            window
                .wait_until(|window| window.any_label(|label| label.contains("sudan.txt")) || window.rows().len() >= 2)
        );
        window.begin_export("brat");
        assert!(
            window.wait_until(|window| preview_has(window, "T1\t") || preview_has(window, "T1")),
            "{:?}",
            window.labels()
        );
        let out = folder.path("out");
        place(&mut window, &out, "export-folder");
        window.click_text("export-do");
        assert!(window.wait_until(|_| out.join("annotation.conf").exists()), "{:?}", window.labels());
        assert!(window.wait_until(|window| window.statuses().iter().any(|said| said.contains("out"))));
        let own = folder.path("cli");
        let args = ["export", "--to", "brat", "--status", "accepted,suggested", "--out"].map(Path::new);
        fs::create_dir(&own).unwrap();
        hawashi(&folder, &[&args[..], &[&own, &folder.path("news")]].concat());
        for file in
            ["libya.ann", "libya.txt", "sudan.ann", "sudan.txt", "annotation.conf", "old/libya.ann", "old/libya.txt"]
        {
            assert_eq!(fs::read(out.join(file)).unwrap(), fs::read(own.join(file)).unwrap(), "{file}");
        }
        // Again: nothing is replaced, until that is asked for.
        fs::write(out.join("libya.ann"), "mine").unwrap();
        window.begin_export("brat");
        place(&mut window, &out, "export-folder");
        window.click_text("export-do");
        window.wait_for(&window.text("export-replace"));
        assert_eq!(fs::read_to_string(out.join("libya.ann")).unwrap(), "mine");
        window.click_text("export-replace");
        assert!(window.wait_until(|_| fs::read_to_string(out.join("libya.ann")).unwrap() != "mine"));
    }
}

#[test]
fn the_list_of_what_is_left_out_is_that_of_the_command_line() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_mentions();
    tag_two_words(&mut window);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    window.begin_export("CoNLL");
    place(&mut window, &folder.path("a.conll"), "export-file");
    window.settle();
    window.click("Save the list");
    window.wait_for("Save what the export leaves out");
    window.click("Save");
    assert!(window.wait_until(|_| folder.read("a.conll.json").is_some()), "{:?}", window.labels());
    let args = ["export", "--to", "conll", "--status", "accepted", "--report"].map(Path::new);
    let report = folder.path("report.json");
    let (out, from) = (folder.path("a.conll"), folder.path("libya.hawashi.ron"));
    hawashi(&folder, &[&args[..], &[&report, Path::new("--out"), &out, &from]].concat());
    assert_eq!(folder.read("a.conll.json"), folder.read("report.json"));
}

#[test]
fn the_columns_of_a_table_of_tokens_are_chosen() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        tag_two_words(&mut window);
        window.begin_export("CoNLL");
        assert!(window.wait_until(|window| preview_has(window, " B-location")), "{:?}", window.labels());
        assert!(!preview_has(&window, " _ _ B-location"));
        window.click_text("export-columns-2003");
        assert!(window.wait_until(|window| preview_has(window, " _ _ B-location")), "{:?}", window.labels());
        place(&mut window, &folder.path("a.conll"), "export-file");
        window.click_text("export-do");
        assert!(window.wait_until(|_| folder.read("a.conll").is_some_and(|text| text.contains(" _ _ B-location"))));
    }
}

#[test]
fn a_folder_without_decisions_exports_its_suggestions_beside_it() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        fs::create_dir(folder.path("news")).unwrap();
        folder.write("news/libya.txt", LIBYA);
        let mut window = Window::speaking(lang).open(&[&folder.path("news")]);
        assert!(window.wait_until(|window| window.rows().iter().any(|row| row.contains("libya.txt"))));
        window.begin_export("brat");
        assert!(window.wait_until(|window| preview_has(window, "T1")), "{:?}", window.labels());
        // Without them it says what to tick, and not that there are none.
        window.click_text("export-suggested");
        let waits = window.text("export-nothing-accepted");
        assert!(window.wait_until(|window| window.any_status(|said| said.contains(&waits))), "{:?}", window.statuses());
        window.click_text("export-suggested");
        assert!(window.wait_until(|window| preview_has(window, "T1")), "{:?}", window.labels());
        // Copies of the articles inside the folder would be new articles.
        window.press(CTRL, Key::Enter);
        let out = folder.path("news-brat");
        assert!(window.wait_until(|_| out.join("annotation.conf").exists()), "{:?}", window.labels());
        assert!(!fs::read_to_string(out.join("libya.ann")).unwrap().is_empty());
        assert_eq!(fs::read_dir(folder.path("news")).unwrap().count(), 1);
    }
}

#[test]
fn what_is_typed_chooses_in_a_narrow_window_and_what_finds_no_format_exports_nothing() {
    for (width, height) in [(1366.0, 768.0), (682.0, 466.0)] {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(Lang::En).size(width, height).open(&[&article]);
        window.wait_for("0 of 43 decided");
        window.begin_export("zzz");
        window.wait_for(&window.text("exchange-no-format"));
        window.press(CTRL, Key::Enter);
        window.settle();
        let files = fs::read_dir(article.parent().unwrap()).unwrap().flatten().map(|entry| entry.file_name());
        let files: Vec<_> = files.filter(|name| !name.to_string_lossy().starts_with('.')).collect();
        assert_eq!(files, ["libya.txt"], "{width}");
        window.press(CTRL, Key::A);
        window.write("tsv");
        window.settle();
        window.press(CTRL, Key::Enter);
        assert!(window.wait_until(|_| folder.read("libya.tsv").is_some()), "{width}: {:?}", window.labels());
    }
}

#[test]
fn nothing_is_drawn_over_the_foot_of_the_page() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::En).size(682.0, 466.0).open(&[&article]);
    window.wait_for("0 of 43 decided");
    window.begin_export("refi");
    assert!(window.wait_until(|window| window.any_label(|label| label.starts_with("Annotations"))));
    window.settle();
    let foot = window.field_of("File of the export").top();
    // All of it scrolls above the foot.
    assert!(window.sees("Status") || window.sees("suggestions"));
    let bars = window.rects_of("Export");
    assert!(bars.iter().any(|bar| bar.bottom() <= foot && bar.height() > 60.0), "{bars:?} {foot}");
}
