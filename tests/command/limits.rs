//! Limits of the system and a clock that is set back: the program goes on, says what is wrong, and loses nothing.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::needs;

/// Runs a shell command in which `$hawashi` is the program.
fn shell(folder: &Folder, command: &str) -> (i32, String, String) {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder.path("")).env("hawashi", env!("CARGO_BIN_EXE_hawashi"));
    shell.env("HAWASHI_CONFIG_DIR", folder.path("config")).env("XDG_RUNTIME_DIR", folder.path("run"));
    shell.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let Output { status, stdout, stderr } = shell.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

fn set_up() -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path("run")).unwrap();
    fs::create_dir(folder.path("config")).unwrap();
    folder.write("config/settings.ron", "(language: Some(\"en\"), author: Some(\"test\"))");
    folder.write("a.txt", LIBYA);
    folder
}

fn left_over(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".tmp")).collect()
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_not_the_end() {
    let folder = set_up();
    // In blocks of 512 bytes.
    let (code, _, err) = shell(&folder, "ulimit -f 1; exec \"$hawashi\" export a.txt --to ron --out b.hawashi.ron");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("allows no file of this size") && err.lines().count() == 1, "{err}");
    assert_eq!((folder.read("b.hawashi.ron"), left_over(&folder.path(""))), (None, vec![]));
    let (code, _, err) = shell(&folder, "ulimit -f 1; \"$hawashi\" detect a.txt --format json > out.json");
    assert!(code == 2 && err.contains("standard output"), "{code} {err}");
}

#[cfg(feature = "gui")]
#[test]
fn a_session_under_a_limit_goes_on_and_says_what_is_not_kept() {
    let folder = set_up();
    folder.write("script", "tag 1 2 location\npause 300\nsave\npause 300\ntag 5 1 faction\npause 300\n");
    let (code, out, err) = shell(&folder, "ulimit -f 2; exec \"$hawashi\" debug session a.txt script");
    assert!(code == 0 || code == 2, "{code} {out} {err}");
    assert!(out.contains("would be lost") && out.contains("no file of this size"), "{out} {err}");
    // The annotation file is short enough, the journal with the article's text is not.
    assert_eq!((annotations_of(&folder.path("a.txt")).len(), left_over(&folder.path(""))), (1, vec![]));
    assert_eq!(folder.read("a.txt").as_deref(), Some(LIBYA));
}

#[cfg(feature = "gui")]
#[test]
fn a_clock_that_is_set_back_loses_nothing() {
    if needs::installed("/usr/bin/faketime", "faketime").is_none() {
        return;
    }
    let folder = set_up();
    folder.write("one", "tag 1 2 location\nkept\nsave\ntag 5 1 faction\nkept\nkill\n");
    let (_, out, err) = shell(&folder, "exec \"$hawashi\" debug session a.txt one");
    assert!(out.contains("\"did\":\"tag"), "{out} {err}");
    assert_eq!(annotations_of(&folder.path("a.txt")).len(), 1);
    // Years before the first session.
    folder.write("two", "state\ntag 8 1 location\nkept\nsave\nstate\n");
    let (code, out, err) = shell(&folder, "exec faketime '2001-02-03 04:05:06' \"$hawashi\" debug session a.txt two");
    assert_eq!(code, 0, "{out} {err}");
    assert_eq!(annotations_of(&folder.path("a.txt")).len(), 3, "{out}");
    // The earlier states are still in their order.
    let (_, out, err) = shell(&folder, "exec \"$hawashi\" versions a.hawashi.ron --format json");
    let versions: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {err}"));
    assert!(versions["versions"].as_array().is_some_and(|versions| versions.len() >= 2), "{out}");
}
