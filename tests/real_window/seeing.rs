//! What one has, seen in a real window: the table of a folder, its audit, and its map.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use hawashi::session::{Command, Session};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;

use crate::program::LIGHT;
use crate::screen::{Program, Screen, wait_until};
use crate::support::folder::{Folder, LIBYA, SUDAN};

const SETTINGS: &str = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
/// The colours of the sea and of the land on the map.
const SEA: [u8; 3] = [0xe6, 0xed, 0xf0];
const LAND: [u8; 3] = [0xf8, 0xf5, 0xee];

/// A program with a folder on a screen.
struct Desk {
    screen: Screen,
    program: Program,
    folder: Folder,
}

impl Desk {
    fn with(folder: Folder) -> Self {
        let screen = Screen::new();
        let program = Program::start(&screen, &folder, SETTINGS, &folder.path(""));
        let name = folder.path("").file_name().unwrap().to_str().unwrap().to_owned();
        wait_until("the title", || program.title(&screen).contains(&name));
        // Its list has the keyboard once it is read.
        sleep(Duration::from_secs(2));
        Self { screen, program, folder }
    }

    fn press(&self, keys: &[&str]) {
        for key in keys {
            self.screen.xdotool(&["key", key]);
            sleep(Duration::from_millis(300));
        }
    }

    /// Carries out a command by its name.
    fn command(&self, name: &str) {
        self.press(&["ctrl+k"]);
        self.screen.xdotool(&["type", "--delay", "60", name]);
        sleep(Duration::from_millis(700));
        self.press(&["Return"]);
    }
}

#[test]
#[ignore = "needs a screen"]
fn rows_of_a_folder_are_decided_about_in_its_table() {
    let folder = Folder::new();
    folder.write("2025-04-05 libya.txt", LIBYA);
    folder.write("2025-05-01 sudan.txt", SUDAN);
    let desk = Desk::with(folder);
    desk.press(&["ctrl+shift+t"]);
    // Each row has its label as on the page.
    desk.screen.wait_for("the labels of rows", |picture| picture.has_highlights(LIGHT));
    sleep(Duration::from_secs(2));
    desk.screen.keep("seeing-table.png");
    desk.press(&["Down", "r"]);
    let decided = |status: &str| {
        let files = ["2025-04-05 libya", "2025-05-01 sudan"];
        let all = files.iter().filter_map(|name| desk.folder.read(&format!("{name}.hawashi.ron")));
        all.map(|ron| ron.matches(status).count()).sum::<usize>()
    };
    wait_until("the rejected one", || decided("status: Rejected") == 1);
    // The row says so, too, before the next one is decided about.
    sleep(Duration::from_secs(1));
    desk.press(&["Down", "a"]);
    // Accepted is what is not said.
    wait_until("the accepted one", || decided("(label:") + decided("(id:") > 0 && decided("quote:") >= 2);
    desk.screen.keep("seeing-table-decided.png");
    assert!(desk.program.title(&desk.screen).contains(desk.folder.path("").file_name().unwrap().to_str().unwrap()));
}

#[test]
#[ignore = "needs a screen"]
fn a_finding_of_the_audit_is_cured_by_a_key() {
    let folder = Folder::new();
    let text = "عاد الهدوء إلى سرت\nقال سكان في سرت، أمس، إن مدينة سرت هادئة.";
    let article = folder.write("a.txt", text);
    let document = Arc::new(store::read_article(&article, None).unwrap());
    let mut session = Session::new(document.clone(), "test");
    let at = text.find("سرت،").unwrap();
    let span = Span::from_range(at..at + "سرت،".len());
    session.execute(Command::Tag { span, label: "location".into() }).unwrap();
    let path = store::annotation_path(&article);
    let (state, carried) = (session.annotation_state(), session.carried());
    store::save_annotations(&path, &article, &document, state, carried, WriteMode::New).unwrap();
    let desk = Desk::with(folder);
    desk.command("Audit");
    sleep(Duration::from_secs(3));
    desk.screen.keep("seeing-audit.png");
    assert!(desk.folder.read("a.hawashi.ron").is_some_and(|ron| ron.contains("سرت،\"")));
    desk.press(&["1"]);
    wait_until("the comma to be left out", || {
        desk.folder.read("a.hawashi.ron").is_some_and(|ron| ron.contains("quote: \"سرت\"") && !ron.contains("سرت،\""))
    });
    desk.screen.keep("seeing-audit-cured.png");
}

#[test]
#[ignore = "needs a screen"]
fn the_map_is_zoomed_and_moved() {
    let folder = Folder::new();
    folder.write("2025-04-05 libya.txt", LIBYA);
    folder.write("2025-05-01 sudan.txt", SUDAN);
    let desk = Desk::with(folder);
    desk.command("Map");
    let sea = |picture: &crate::screen::Picture| picture.places(SEA).count();
    let whole = desk
        .screen
        .wait_for("the sea and the land", |picture| sea(picture) > 5_000 && picture.places(LAND).count() > 20_000);
    sleep(Duration::from_secs(2));
    desk.screen.keep("seeing-map.png");
    // The wheel zooms at the pointer; what was there is elsewhere then.
    desk.screen.xdotool(&["mousemove", "420", "400", "click", "--repeat", "4", "--delay", "120", "4"]);
    let near = desk.screen.wait_for("the map zoomed", |picture| picture.pixels != whole.pixels);
    sleep(Duration::from_secs(2));
    desk.screen.keep("seeing-map-near.png");
    drop(near);
    let before = desk.screen.picture();
    for step in [
        &["mousemove", "420", "400"][..],
        &["mousedown", "1"],
        &["mousemove", "500", "440"],
        &["mousemove", "560", "480"],
        &["mouseup", "1"],
    ] {
        desk.screen.xdotool(step);
        sleep(Duration::from_millis(300));
    }
    let moved = desk.screen.wait_for("the map moved", |picture| {
        let changed = picture.pixels.iter().zip(&before.pixels).filter(|(a, b)| a != b).count();
        changed > 30_000
    });
    sleep(Duration::from_secs(1));
    desk.screen.keep("seeing-map-moved.png");
    drop(moved);
    // Zero shows all again.
    desk.press(&["0"]);
    desk.screen.wait_for("all of it", |picture| sea(picture) > 5_000);
}
