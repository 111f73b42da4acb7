//! The built program seen by a screen reader: a real AT-SPI client on a real bus.
//!
//! Needs what the other tests of the real window need, and `dbus-daemon`, at-spi2-core and the Python binding of AT-SPI.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::screen::{Program, Running, Screen, told, wait_until};
use crate::support::folder::{Folder, LIBYA};
use serde_json::Value;

/// The launcher's path on Debian and on Fedora.
const LAUNCHERS: [&str; 2] = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"];
/// The system's own Python, for which the binding is installed.
const PYTHON: &str = "/usr/bin/python3";
const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/atspi_client.py");

/// A session bus with accessibility switched on, like a desktop with a screen reader.
struct Bus {
    address: String,
    runtime: String,
    launcher: Running,
    _daemon: Running,
}

impl Bus {
    fn new(screen: &Screen, folder: &Folder) -> Self {
        let runtime = folder.path("run");
        fs::create_dir_all(&runtime).unwrap();
        let runtime = runtime.to_str().unwrap().to_owned();
        let mut daemon = screen
            .command("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .env("XDG_RUNTIME_DIR", &runtime)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("install dbus-daemon");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let launcher = LAUNCHERS.iter().find(|path| Path::new(path).exists()).expect("install at-spi2-core");
        let launcher = screen
            .command(launcher)
            .args(["--launch-immediately", "--a11y=1", "--screen-reader=1"])
            .env("XDG_RUNTIME_DIR", &runtime)
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { address, runtime, launcher: Running(launcher), _daemon: Running(daemon) }
    }

    fn environment(&self) -> [(&str, &str); 2] {
        [("DBUS_SESSION_BUS_ADDRESS", &self.address), ("XDG_RUNTIME_DIR", &self.runtime)]
    }
}

impl Drop for Bus {
    /// When asked to end, the launcher also ends the bus that it has started.
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.launcher.0.id().to_string()).status();
        if asked.is_ok_and(|status| status.success()) {
            wait_until("the end of the launcher", || self.launcher.0.try_wait().is_ok_and(|code| code.is_some()));
        }
    }
}

/// A screen reader connected to a window.
struct Reader<'a> {
    screen: &'a Screen,
    bus: &'a Bus,
}

impl Reader<'_> {
    fn ask(&self, question: &[&str]) -> Value {
        let mut client = self.screen.command(PYTHON);
        client.arg(CLIENT).args(question).envs(self.bus.environment());
        let output = client.output().expect("install python3-gi and gir1.2-atspi-2.0");
        assert!(output.status.success(), "{question:?}: {}", told(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn nodes(&self) -> Vec<Node> {
        let nodes = self.ask(&["nodes"]);
        nodes.as_array().unwrap().iter().map(Node::of).collect()
    }

    fn article(&self) -> Published {
        Published::of(&self.ask(&["text", "document frame"]))
    }

    fn wait_for(&self, what: &str, is_so: impl Fn(&[Node]) -> bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        wait_until(what, || {
            nodes = self.nodes();
            is_so(&nodes)
        });
        nodes
    }
}

#[derive(Debug)]
struct Node {
    role: String,
    name: String,
    description: String,
    states: Vec<String>,
}

impl Node {
    fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let states = value["states"].as_array().unwrap().iter().map(|state| state.as_str().unwrap().to_owned());
        Self { role: text("role"), name: text("name"), description: text("description"), states: states.collect() }
    }

    fn is(&self, role: &str, name: &str) -> bool {
        self.role == role && self.name == name
    }

    fn has(&self, state: &str) -> bool {
        self.states.iter().any(|known| known == state)
    }
}

#[derive(Debug)]
struct Published {
    text: String,
    lines: Vec<String>,
    caret: i64,
    selections: Vec<(i64, i64)>,
}

impl Published {
    fn of(value: &Value) -> Self {
        let lines = value["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned());
        let selections = value["selections"].as_array().unwrap().iter();
        Self {
            text: value["text"].as_str().unwrap().to_owned(),
            lines: lines.collect(),
            caret: value["caret"].as_i64().unwrap(),
            selections: selections.map(|ends| (ends[0].as_i64().unwrap(), ends[1].as_i64().unwrap())).collect(),
        }
    }
}

#[test]
#[ignore = "needs a screen"]
fn a_screen_reader_reads_selects_and_finds_what_was_tagged() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let bus = Bus::new(&screen, &folder);
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    let program = Program::start_with(&screen, &folder, settings, &article, &bus.environment());
    let reader = Reader { screen: &screen, bus: &bus };
    let nodes = reader.wait_for("a suggestion", |nodes| nodes.iter().any(|n| n.is("static", "Location: غدامس")));

    // The article: as in the file, paragraph by paragraph and line by line.
    let read = reader.article();
    assert_eq!(read.text, LIBYA);
    assert_eq!(read.lines.concat(), LIBYA);
    assert!(read.lines.len() > LIBYA.lines().count());
    let paragraphs = nodes.iter().filter(|n| ["paragraph", "heading"].contains(&n.role.as_str()));
    let of_file: Vec<&str> = LIBYA.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(paragraphs.map(|n| n.name.as_str()).collect::<Vec<_>>(), of_file);
    assert_eq!((read.caret, read.selections), (0, vec![]));

    // Every control has a name.
    for node in &nodes {
        assert!(!node.has("focusable") || !node.name.is_empty(), "{node:?}");
    }
    assert!(nodes.iter().any(|n| n.role == "frame" && n.name.contains("libya.txt")), "the window has a name");

    // The screen reader selects two words, which are tagged by key.
    let words: String = LIBYA.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let letters = words.chars().count();
    assert_eq!(reader.ask(&["caret", "5"]), Value::Bool(true));
    wait_until("the caret", || reader.article().caret == 5);
    assert_eq!(reader.ask(&["select", "0", &letters.to_string()]), Value::Bool(true));
    wait_until("the selection", || reader.article().selections == [(0, letters as i64)]);
    // In Arabic the second word is left of the first.
    let first = reader.ask(&["extents", "0", "2"]);
    let second = reader.ask(&["extents", "4", &letters.to_string()]);
    let edge = |rect: &Value| rect["x"].as_i64().unwrap() + rect["width"].as_i64().unwrap();
    assert!(edge(&second) <= first["x"].as_i64().unwrap() + 1, "{first} {second}");
    screen.xdotool(&["key", "2"]);
    let name = format!("Faction: {words}");
    let nodes = reader.wait_for("the annotation", |nodes| nodes.iter().any(|n| n.is("static", &name)));
    let mark = nodes.iter().find(|n| n.is("static", &name)).unwrap();
    assert_eq!(mark.description, "Accepted");
    wait_until("the unsaved title", || program.title(&screen).starts_with('•'));

    // A press on a mark selects it.
    assert_eq!(reader.ask(&["press", "static", "Location: غدامس"]), Value::Bool(true));
    reader.wait_for("the selected mark", |nodes| {
        nodes.iter().any(|n| n.is("static", "Location: غدامس") && n.has("selected"))
    });

    // A field is a text as well.
    screen.xdotool(&["key", "ctrl+f"]);
    reader.wait_for("the keyboard in the field", |nodes| nodes.iter().any(|n| n.role == "entry" && n.has("focused")));
    screen.xdotool(&["type", "Sirte"]);
    wait_until("what was typed", || Published::of(&reader.ask(&["text", "entry"])).text == "Sirte");
    assert_eq!(Published::of(&reader.ask(&["text", "entry"])).caret, 5);
}
