//! No network, ever: the window and every subcommand under strace open no socket but those of the display, the session's
//! bus and that of screen readers.
//!
//! Needs strace besides what the tests of the real window need.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::screen::{Program, Screen, wait_until};
use crate::support::folder::{Folder, LIBYA};

/// Where sockets of the machine may lead: the display, buses, and the system's list of its users.
const LOCAL: [&str; 6] =
    ["/tmp/.X11-unix/", "/tmp/dbus-", "/run/user/", "/at-spi/", "/dbus/system_bus_socket", "/nscd/socket"];

/// Fails where a record of strace has a socket that leads elsewhere.
fn check(what: &str, record: &Path) {
    let record = fs::read_to_string(record).unwrap();
    assert!(record.contains("+++ exited") || record.contains("+++ killed"), "{what} did not run: {record}");
    for line in record.lines() {
        let is_socket = line.contains("socket(") && !line.contains("AF_UNIX") && !line.contains("AF_LOCAL");
        assert!(!is_socket, "{what} opens a socket that is not of this machine: {line}");
        let leads = ["connect(", "bind(", "sendto("].iter().any(|call| line.contains(call));
        if leads && let Some((_, path)) = line.split_once("sun_path=") {
            // The session's bus, where this environment says that it is.
            let bus =
                std::env::var("XDG_RUNTIME_DIR").is_ok_and(|folder| path.starts_with(&format!("\"{folder}/bus\"")));
            assert!(
                bus || LOCAL.iter().any(|local| path.contains(local)),
                "{what} reaches for something unknown: {line}"
            );
        }
        assert!(!line.contains("AF_INET"), "{what}: {line}");
    }
}

fn strace(record: &Path) -> Vec<String> {
    let record = record.to_str().unwrap();
    ["strace", "-f", "-q", "-e", "trace=%network", "-e", "signal=none", "-o", record].map(str::to_owned).into()
}

#[test]
#[ignore = "needs a screen"]
fn no_subcommand_opens_a_socket() {
    let folder = Folder::new();
    folder.write("a.txt", LIBYA);
    folder.write("names.csv", "name,kind\nجبل الدروز,location\n");
    folder.write("gold.conll", "بغداد\tB-LOC\nأمس\tO\n\n");
    let run = |arguments: &[&str], codes: &[i32]| {
        let record = folder.path("record");
        let mut words = strace(&record);
        words.push(env!("CARGO_BIN_EXE_hawashi").to_owned());
        words.extend(arguments.iter().map(|word| (*word).to_owned()));
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).current_dir(folder.path("")).env("HAWASHI_CONFIG_DIR", folder.path("config"));
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
        // There the session's bus is looked for.
        command.env("XDG_RUNTIME_DIR", "/run/user/nobody");
        let output = command.output().expect("install strace");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(codes.contains(&output.status.code().unwrap()), "{arguments:?}: {said}");
        check(&format!("{arguments:?}"), &record);
    };
    let elsewhere = "<html><head><link rel=stylesheet href=http://example.org/a.css><script src=http://example.org/a.js></script>\
        </head><body><img src=http://example.org/a.png><p>سقطت سرت أمس بعد معارك عنيفة.</p></body></html>";
    folder.write("page.html", elsewhere);
    run(&["export", "a.txt", "--to", "ron", "--out", "a.hawashi.ron", "--status", "accepted,suggested"], &[0]);
    // Every subcommand that there is, by its own list.
    let help = Command::new(env!("CARGO_BIN_EXE_hawashi")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let named = |line: &str| {
        line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split(' ').next().map(str::to_owned)
    };
    let mut commands: Vec<String> = listed.lines().filter_map(named).collect();
    commands.retain(|command| command != "help");
    assert!(commands.len() >= 6, "{help}");
    for command in &commands {
        let arguments: &[&[&str]] = match command.as_str() {
            "detect" => &[&["detect", "a.txt", "--lexicon", "names.csv"], &["detect", "--format", "jsonl", "."]],
            "export" => &[&["export", "a.txt", "--to", "csv"], &["export", "a.hawashi.ron", "--to", "w3c"]],
            "import" => &[&["import", "gold.conll", "--from", "conll"]],
            "evaluate" => &[&["evaluate", "gold.conll"]],
            "train" => &[&["train", "gold.conll", "--out", "x.model", "--epochs", "1"]],
            "chart" => {
                &[&["chart", "matrix", ".", "--out", "x.svg"], &["chart", "frequency", "a.txt", "--out", "x.csv"]]
            }
            "map" => &[&["map", ".", "--out", "x-map.png"], &["map", "a.txt", "--out", "x.geojson"]],
            "report" => &[&["report", ".", "--out", "x-report.html"]],
            "render" => &[&["render", "a.txt", "--out", "x.png"]],
            "check" => &[&["check", "a.hawashi.ron"], &["check", "--fix", "a.hawashi.ron"]],
            "compare" => &[&["compare", "a.hawashi.ron", "a.hawashi.ron"]],
            "find" => &[&["find", "ليبيا", "."], &["find", "--of", "label", "location", "a.txt"]],
            "stats" => &[&["stats", "."], &["stats", "a.txt", "--by", "together,month", "--format", "json"]],
            // A page that names pictures, programs and styles elsewhere.
            "text" => &[&["text", "page.html"], &["text", "--whole-page", "--format", "json", "page.html"]],
            "versions" => &[&["versions", "a.hawashi.ron"]],
            "merge" => &[&["merge", "a.hawashi.ron", "a.hawashi.ron", "a.hawashi.ron", "--out", "m.hawashi.ron"]],
            "debug" => &[
                &["debug", "layout", "a.txt", "--width", "500"],
                &["debug", "frames", "a.txt", "--frames", "3"],
                &["debug", "session", "a.txt", "--random", "20", "--seed", "1"],
            ],
            other => panic!("say here how {other} is run"),
        };
        for arguments in arguments {
            run(arguments, &[0, 1]);
        }
    }
    run(&["a.txt"], &[2]);
}

#[test]
#[ignore = "needs a screen"]
fn the_window_opens_no_socket_but_that_of_the_display() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let record = folder.path("record");
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    let mut program = Program::start_under(&screen, &folder, settings, &article, &strace(&record));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    // Words that are tagged, saved and searched for, a file chosen, and the end.
    wait_until("the mark of an unsaved article", || {
        // On a busy machine names are found long after the title is there.
        screen.xdotool(&["key", "F8"]);
        sleep(Duration::from_millis(500));
        screen.xdotool(&["key", "1"]);
        sleep(Duration::from_millis(300));
        program.title(&screen).starts_with('•')
    });
    screen.xdotool(&["key", "ctrl+s"]);
    wait_until("the annotation file", || folder.read("libya.hawashi.ron").is_some());
    screen.xdotool(&["key", "ctrl+o"]);
    sleep(Duration::from_secs(4));
    screen.xdotool(&["key", "Escape"]);
    sleep(Duration::from_millis(500));
    screen.xdotool(&["key", "ctrl+q"]);
    wait_until("the end of the program", || program.running.0.try_wait().unwrap().is_some());
    check("the window", &record);
    assert!(fs::read_to_string(&record).unwrap().contains("/tmp/.X11-unix/"), "the record does not show the display");
}
