//! `hawashi debug session`: the whole program without a screen, ended in the middle and started again.

#![cfg(all(feature = "gui", feature = "cli"))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::support::folder::{Folder, SUDAN};

/// A folder with an article, of a person whose name is known.
fn folder() -> Folder {
    let (folder, _) = Folder::with_libya();
    std::fs::create_dir(folder.path("config")).unwrap();
    folder.write("config/settings.ron", r#"(language: Some("en"), author: Some("test"))"#);
    folder
}

/// A session in the folder's article; its lines, and how it ended.
fn session(folder: &Folder, arguments: &[&str], script: &str) -> (Vec<serde_json::Value>, Output) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.args(["debug", "session"]).arg(folder.path("libya.txt")).args(arguments);
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "HAWASHI_DATA_DIR"] {
        command.env_remove(variable);
    }
    command.env("HAWASHI_CONFIG_DIR", folder.path("config")).env("XDG_RUNTIME_DIR", folder.path("run"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output)
}

/// What the last line about a step says of a field.
fn last<'l>(lines: &'l [serde_json::Value], field: &str) -> &'l serde_json::Value {
    &lines.iter().rfind(|line| line.get("state").is_some()).unwrap()[field]
}

#[test]
#[cfg(unix)]
fn a_session_that_is_killed_comes_back() {
    let folder = folder();
    folder.write("sudan.txt", SUDAN);
    for script in [
        "tag 3 2 location\nnote 3 see page 2\naccept 77\nlabel 3 faction\nkept\nkill",
        "save\ntag 9 1 faction\nundo\ntag 12 1 faction\nreject 167\npause 300\nkill",
        "delete 12\nredo\nopen sudan.txt\ntag 1 1 location\nclose\ndraft 3 a note that is not\nkept\nkill",
    ] {
        let (before, output) = session(&folder, &["-"], script);
        assert_eq!(output.status.code(), None, "{output:?}");
        let (after, output) = session(&folder, &["-"], "state\nkill");
        assert_eq!(output.status.code(), None, "{output:?}");
        assert_eq!(last(&after, "state"), last(&before, "state"), "{script}: {after:?}");
        assert_eq!(last(&after, "draft"), last(&before, "draft"), "{script}");
        assert!(after.iter().any(|line| line["quote"].is_string()), "{after:?}");
    }
}

#[test]
fn a_step_that_cannot_be_done_is_named_with_its_line_and_the_cure() {
    let folder = folder();
    for (script, says) in [
        ("undo\n\ntga 1 1 location\n", "line 3 of the script: there is no step \"tga\"; the steps are tag"),
        ("tag 1 1 nothing\n", "there is no label \"nothing\"; the labels are location, faction"),
        ("tag 9000 1 location\n", "the text has only"),
        ("open nowhere.txt\n", "line 1 of the script: "),
        ("close\nundo\ntag 1 1 location\n", "line 3 of the script: no article is open; write open FILE before it"),
    ] {
        let (_, output) = session(&folder, &["-"], script);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(says), "{script}: {said}");
    }
    let (_, output) = session(&folder, &[], "");
    assert!(String::from_utf8(output.stderr).unwrap().contains("--random N"));
}

#[test]
fn the_steps_of_a_seed_are_always_the_same_ones() {
    let done = || {
        let folder = folder();
        let (lines, output) = session(&folder, &["--random", "8", "--seed", "3"], "");
        assert!(output.status.success(), "{output:?}");
        lines.iter().map(|line| (line["did"].to_string(), line["state"].to_string())).collect::<Vec<_>>()
    };
    assert_eq!(done(), done());
}
