//! Full drives, drives that go away or cannot be written, names and files that nobody meant well: the window says it in one
//! sentence with a cure, keeps the work, and offers another place.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

/// A small drive of its own, which only the administrator can make, and not everywhere.
struct Drive(PathBuf);

impl Drive {
    fn new(folder: &Folder, kib: usize) -> Option<Self> {
        let place = folder.path("drive");
        fs::create_dir(&place).unwrap();
        let size = format!("size={kib}k");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&place).output();
        if made.is_ok_and(|output| output.status.success()) {
            return Some(Self(place));
        }
        eprintln!("skipped: no drive can be mounted here");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn mount_again(&self, how: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }

    /// Takes all the room that is left.
    fn fill(&self) -> PathBuf {
        let path = self.path("filler");
        let mut file = File::create(&path).unwrap();
        while file.write_all(&[b'x'; 512]).is_ok() {}
        path
    }

    fn unmount(&self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).output());
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        self.unmount();
    }
}

fn journals(folder: &Folder) -> PathBuf {
    folder.path("data/journal")
}

fn open(folder: &Folder, lang: Lang, article: &Path) -> Window {
    let mut window = Window::speaking(lang).keeping_journals(journals(folder)).open(&[article]);
    window.settle();
    window
}

fn save(window: &mut Window) {
    window.press(CTRL, Key::S);
    window.settle();
}

fn saved_once(window: &mut Window) {
    window.tag_words(2, Key::Num1);
    save(window);
    window.wait_for(&window.text("status-saved"));
}

/// One sentence with a cure about what cannot be saved, in the person's words; why stands in the status bar, too.
fn is_told(window: &Window, reason: &str, parts: &[&str]) {
    let notices = window.notices();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(parts.iter().all(|part| notices[0].contains(part)), "{parts:?} in {notices:?}");
    for word in ["os error", ".hawashi-", "src/", "unwrap"] {
        assert!(!notices[0].contains(word), "{notices:?}");
    }
    let failed = window.text_with("status-failed", "reason", window.text(reason));
    assert!(window.sees(&failed), "{failed} in {:?}", window.labels());
}

/// Saves in another place, which the notice offers.
fn is_saved_elsewhere(window: &mut Window, path: &Path) {
    window.click_text("command-save-as");
    let title = window.text("chooser-save-title");
    window.wait_for(&title);
    window.press(CTRL, Key::A);
    window.write(path.to_str().unwrap());
    window.press(BARE, Key::Enter);
    assert!(window.wait_until(|window| window.notices().is_empty()), "{:?}", window.notices());
    window.settle();
    assert!(path.is_file(), "{:?}", window.labels());
}

/// After the end of the process the work is back in a new one.
fn comes_back(window: Window, folder: &Folder, lang: Lang, article: &Path) -> Window {
    window.crash(&journals(folder));
    let window = open(folder, lang, article);
    assert!(window.sees(&window.text("restored-keep")), "{:?}", window.labels());
    window
}

#[test]
fn a_full_drive_is_told_of_and_the_work_is_kept_until_there_is_room() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let Some(drive) = Drive::new(&folder, 64) else { return };
        let article = drive.path("libya.txt");
        fs::write(&article, LIBYA).unwrap();
        let mut window = open(&folder, lang, &article);
        let filler = drive.fill();
        window.tag_words(2, Key::Num1);
        save(&mut window);
        let words = if lang == Lang::En { ["is full", "Free some space"] } else { ["ممتلئ", "أفرغ"] };
        is_told(&window, "save-trouble-full", &words);
        let left: Vec<_> = fs::read_dir(&drive.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "nothing is left half written: {left:?}");
        // It is not said twice.
        save(&mut window);
        is_told(&window, "save-trouble-full", &words);
        let mut window = comes_back(window, &folder, lang, &article);
        fs::remove_file(filler).unwrap();
        window.click_text("restored-keep");
        save(&mut window);
        window.wait_for(&window.text("status-saved"));
        assert!(window.notices().is_empty(), "{:?}", window.notices());
        assert_eq!(annotations_of(&article).len(), 1);
    }
}

#[test]
fn a_drive_that_cannot_be_written_offers_another_place() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let Some(drive) = Drive::new(&folder, 256) else { return };
        let article = drive.path("libya.txt");
        fs::write(&article, LIBYA).unwrap();
        let mut window = open(&folder, lang, &article);
        saved_once(&mut window);
        drive.mount_again("ro");
        window.tag_words(4, Key::Num2);
        save(&mut window);
        let words = if lang == Lang::En {
            ["read-only", "another place"]
        } else {
            ["للقراءة فقط", "مجلدا آخر"]
        };
        is_told(&window, "save-trouble-read-only", &words);
        is_saved_elsewhere(&mut window, &folder.path("elsewhere.hawashi.ron"));
        drive.mount_again("rw");
        assert_eq!(annotations_of(&article).len(), 1, "the former file is as it was");
    }
}

#[test]
fn a_drive_that_is_gone_loses_nothing() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let Some(drive) = Drive::new(&folder, 256) else { return };
        let article = drive.path("libya.txt");
        fs::write(&article, LIBYA).unwrap();
        let mut window = open(&folder, lang, &article);
        saved_once(&mut window);
        drive.unmount();
        window.tag_words(4, Key::Num2);
        save(&mut window);
        let notices = window.notices();
        assert!(notices.iter().any(|notice| notice.contains("libya.hawashi.ron")), "{notices:?}");
        assert!(window.sees(&window.text("command-save-as")), "{:?}", window.buttons());
        window.crash(&journals(&folder));
        // The work waits for the drive; quitting does not give it up.
        for _ in 0..2 {
            let mut window = Window::speaking(lang).keeping_journals(journals(&folder)).open(&[]);
            window.wait_for(&window.text("notice-open-again"));
            window.settle();
            assert_eq!((window.tabs().len(), window.notices().len()), (0, 1), "{:?}", window.notices());
            window.press(CTRL, Key::Q);
            window.frames(4);
            window.crash(&journals(&folder));
        }
        // If the person wants it, it comes back with its text, although it is not there.
        let mut window = Window::speaking(lang).keeping_journals(journals(&folder)).open(&[]);
        window.wait_for(&window.text("notice-open-without-file"));
        window.click_text("notice-open-without-file");
        let keep = window.text("restored-keep");
        window.wait_for(&keep);
        assert!(window.tabs()[0].contains("libya.txt"), "{:?}", window.tabs());
        window.press(CTRL, Key::S);
        let title = window.text("chooser-save-title");
        if !window.sees(&title) {
            window.settle();
        }
        assert!(window.sees(&title) || !window.notices().is_empty(), "{:?}", window.labels());
    }
}

#[test]
fn a_pipe_is_no_article_and_is_never_written_over() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let pipe = |name: &str| {
            let path = folder.path(name);
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            path
        };
        let words = if lang == Lang::En { ["a pipe or a socket"] } else { ["أنبوب"] };
        for special in [pipe("pipe.txt").as_path(), Path::new("/dev/zero"), Path::new("/dev/full")] {
            let window = open(&folder, lang, special);
            let notices = window.notices();
            assert_eq!((window.tabs().len(), notices.len()), (0, 1), "{notices:?}");
            assert!(notices[0].contains(words[0]), "{notices:?}");
        }
        let article = folder.write("libya.txt", LIBYA);
        let mut window = open(&folder, lang, &article);
        let annotations = pipe("libya.hawashi.ron");
        window.tag_words(2, Key::Num1);
        save(&mut window);
        is_told(&window, "save-trouble-special", &words);
        assert!(fs::metadata(&annotations).unwrap().file_type().is_fifo());
        is_saved_elsewhere(&mut window, &folder.path("elsewhere.hawashi.ron"));
        assert!(fs::metadata(&annotations).unwrap().file_type().is_fifo());
    }
}

#[test]
fn names_of_any_bytes_are_opened_saved_and_told_on_one_line() {
    let long = format!("{}.txt", "س".repeat(110));
    let names: [&[u8]; 7] = [
        b"caf\xe9 \xff.txt",
        "سطر\nثان.txt".as_bytes(),
        "\u{202e}txt.exe.txt".as_bytes(),
        "\u{2069}\u{2067}سرت\u{202b}.txt".as_bytes(),
        "red\u{1b}[31m\u{9b}2J.txt".as_bytes(),
        "e\u{301}\u{1f1f1}\u{1f1fe}.txt".as_bytes(),
        long.as_bytes(),
    ];
    for name in names {
        let folder = Folder::new();
        let place = folder.path("articles");
        fs::create_dir(&place).unwrap();
        let article = place.join(OsStr::from_bytes(name));
        fs::write(&article, LIBYA).unwrap();
        let mut window = open(&folder, Lang::En, &article);
        assert_eq!(window.tabs().len(), 1, "{:?}", window.notices());
        saved_once(&mut window);
        assert_eq!(annotations_of(&article).len(), 1, "{}", article.display());
        // The folder is gone, and a word about it.
        fs::rename(&place, folder.path("elsewhere")).unwrap();
        window.tag_words(4, Key::Num2);
        save(&mut window);
        assert!(window.wait_until(|window| !window.notices().is_empty()));
        let is_raw = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        for text in window.notices().into_iter().chain(window.tabs()) {
            assert!(!text.contains(is_raw), "{text:?}");
        }
        fs::rename(folder.path("elsewhere"), &place).unwrap();
        save(&mut window);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article).len(), 2);
    }
}

#[test]
fn paths_of_four_thousand_bytes_are_opened_and_saved_or_another_name_is_asked_for() {
    // As long as Linux allows: 4,095 bytes.
    for (length, is_saved) in [(3_900, true), (4_090, false)] {
        let folder = Folder::new();
        let mut path = folder.path("d");
        while path.as_os_str().len() + 202 + 12 < length {
            path.push("x".repeat(200));
        }
        let rest = length - path.as_os_str().len() - "//libya.txt".len();
        path.push("y".repeat(rest.max(1)));
        fs::create_dir_all(&path).unwrap();
        let article = path.join("libya.txt");
        fs::write(&article, LIBYA).unwrap();
        assert!(article.as_os_str().len().abs_diff(length) <= 1);
        let mut window = open(&folder, Lang::En, &article);
        assert_eq!(window.tabs(), ["libya.txt"], "{:?}", window.notices());
        window.tag_words(2, Key::Num1);
        save(&mut window);
        if is_saved {
            window.wait_for(&window.text("status-saved"));
            assert_eq!(annotations_of(&article).len(), 1);
        } else {
            is_told(&window, "save-trouble-name", &["longer than the drive allows", "Choose a shorter"]);
            is_saved_elsewhere(&mut window, &folder.path("short.hawashi.ron"));
        }
    }
}

#[test]
fn work_that_is_kept_in_a_makeshift_place_only_is_not_called_safe() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("libya.txt", LIBYA);
        let blocker = folder.write("data", "");
        let opening = Window::speaking(lang).keeping_journals(journals(&folder));
        let mut window = opening.keeping_journals(folder.path("run/journal")).open(&[&article]);
        window.settle();
        window.tag_words(2, Key::Num1);
        let status = window.text("status-kept-for-now");
        window.wait_for(&status);
        let notices = window.notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        for part in [folder.path("run/journal").to_str().unwrap(), blocker.to_str().unwrap(), "HAWASHI_DATA_DIR"] {
            assert!(notices[0].contains(part), "{part} in {notices:?}");
        }
        assert!(!window.sees(&window.text("status-kept")));
        // As soon as it can be, it is where it belongs.
        fs::remove_file(&blocker).unwrap();
        window.wait_for(&window.text("status-kept"));
        assert!(!window.sees(&status) && window.notices().is_empty(), "{:?}", window.notices());
        assert_eq!(fs::read_dir(folder.path("run/journal")).unwrap().count(), 0);
        comes_back(window, &folder, lang, &article);
    }
}

#[test]
fn what_is_in_the_place_of_an_own_folder_is_named_with_the_cure() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("libya.txt", LIBYA);
        let blocker = folder.write("data", "");
        let versions = folder.path("versions");
        assert!(Command::new("mkfifo").arg(&versions).status().unwrap().success());
        let opening = Window::speaking(lang).keeping_journals(journals(&folder)).keeping_versions(versions.clone());
        let mut window = opening.open(&[&article]);
        window.settle();
        window.tag_words(2, Key::Num1);
        window.wait_for_notice(&[blocker.to_str().unwrap(), "HAWASHI_DATA_DIR"]);
        save(&mut window);
        window.wait_for(&window.text("status-saved"));
        window.wait_for_notice(&[versions.to_str().unwrap(), "HAWASHI_DATA_DIR"]);
        for notice in window.notices() {
            for wrong in ["does not exist", "already exists", "Choose another name", ".journal "] {
                assert!(!notice.contains(wrong), "{notice}");
            }
        }
    }
}

#[test]
fn what_is_not_saved_is_not_called_saved() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let Some(drive) = Drive::new(&folder, 64) else { return };
        let (article, versions) = (drive.path("libya.txt"), drive.path("versions"));
        fs::write(&article, LIBYA).unwrap();
        let opening = Window::speaking(lang).keeping_journals(drive.path("journal")).keeping_versions(versions);
        let mut window = opening.open(&[&article]);
        window.settle();
        saved_once(&mut window);
        let filler = drive.fill();
        window.tag_words(4, Key::Num1);
        save(&mut window);
        let failed = window.text_with("status-failed", "reason", window.text("save-trouble-full"));
        window.wait_for(&failed);
        let begins = window.text_with("notice-version-not-kept", "reason", "\u{0}");
        let begins = begins.split(['\u{0}', '\u{2068}']).next().unwrap().to_owned();
        assert!(window.notices().iter().all(|notice| !notice.contains(&begins)), "{:?}", window.notices());
        fs::remove_file(filler).unwrap();
        save(&mut window);
        window.wait_for(&window.text("status-saved"));
    }
}
