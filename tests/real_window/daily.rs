//! The working day in a real window, by keyboard alone: review, decisions by name, all like this, relations, labels, and
//! the command palette.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use hawashi::annotation::{Annotation, Status};

use crate::program::{DARK, LIGHT};
use crate::screen::{Program, Screen, wait_until};
use crate::support::folder::{Folder, annotations_of, open_again};

const SETTINGS: &str = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;

/// A program with one article on a screen.
struct Desk {
    screen: Screen,
    program: Program,
    article: PathBuf,
    folder: Folder,
}

impl Desk {
    fn with((folder, article): (Folder, PathBuf)) -> Self {
        let screen = Screen::new();
        let program = Program::start(&screen, &folder, SETTINGS, &article);
        let name = article.file_name().unwrap().to_str().unwrap().to_owned();
        wait_until("the title", || program.title(&screen).contains(&name));
        Self { screen, program, article, folder }
    }

    /// Presses keys one after another.
    fn press(&self, keys: &[&str]) {
        for key in keys {
            self.screen.xdotool(&["key", key]);
            // One frame for each: a software driver is slower than fingers.
            sleep(Duration::from_millis(300));
        }
    }

    fn write(&self, words: &str) {
        self.screen.xdotool(&["type", "--delay", "60", words]);
        sleep(Duration::from_millis(400));
    }

    /// Saves, and waits until that is done.
    fn save(&self) {
        wait_until("the mark of an unsaved article", || self.program.title(&self.screen).starts_with('•'));
        self.press(&["ctrl+s"]);
        wait_until("the saved title", || !self.program.title(&self.screen).starts_with('•'));
    }

    fn saved(&self) -> Vec<(String, Annotation)> {
        self.save();
        annotations_of(&self.article)
    }
}

fn statuses(saved: &[(String, Annotation)]) -> Vec<Status> {
    saved.iter().map(|(_, annotation)| annotation.status).collect()
}

#[test]
#[ignore = "needs a screen"]
fn an_article_is_reviewed_by_keys_and_by_name() {
    let desk = Desk::with(Folder::with_libya());
    desk.screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    desk.press(&["ctrl+Home", "F7"]);
    desk.screen.keep("daily-review.png");
    // Each key decides about one mention and goes on.
    desk.press(&["a", "r", "a"]);
    let saved = desk.saved();
    assert_eq!(statuses(&saved), [Status::Accepted, Status::Rejected, Status::Accepted], "{saved:?}");
    // Where review is, all mentions of a name are decided about by one key.
    desk.press(&["shift+a"]);
    let by_name = desk.saved();
    assert!(by_name.len() > saved.len(), "{by_name:?}");
    let others: Vec<_> = by_name.iter().filter(|mention| !saved.contains(mention)).collect();
    assert!(others.iter().all(|(_, annotation)| annotation.label == others[0].1.label), "{others:?}");
    desk.press(&["ctrl+z"]);
    assert_eq!(desk.saved().len(), saved.len(), "one step");
}

#[test]
#[ignore = "needs a screen"]
fn the_same_words_are_tagged_everywhere() {
    let folder = Folder::new();
    let text = "الخبير زار السوق صباحا.\nثم عاد الخبير إلى بيته.\nوقال خبير آخر إنه لا يعلم.\nوبالخبير استعان القاضي.\n";
    let article = folder.write("text.txt", text);
    let desk = Desk::with((folder, article));
    desk.press(&["ctrl+Home", "ctrl+shift+Left", "shift+m"]);
    sleep(Duration::from_secs(1));
    desk.screen.keep("daily-alike.png");
    desk.press(&["Return"]);
    let saved = desk.saved();
    assert_eq!(saved.len(), 4, "{saved:?}");
    assert!(saved.iter().all(|(quote, _)| quote.contains("خبير")), "{saved:?}");
    desk.press(&["ctrl+z"]);
    assert_eq!(desk.saved(), [], "one step");
}

#[test]
#[ignore = "needs a screen"]
fn a_relation_is_made_and_a_label_renamed() {
    let text = "اشتباك اندلع ليل الأربعاء.\nالكتيبة انسحبت منه.\n";
    let desk = Desk::with(Folder::with_events(text));
    // An event and an actor.
    desk.press(&["ctrl+Home", "ctrl+shift+Left", "3", "Escape", "ctrl+Home", "Down", "Home", "ctrl+shift+Left", "4"]);
    desk.press(&["Escape", "ctrl+Home", "F8"]);
    desk.screen.keep("daily-marks.png");
    desk.press(&["l", "Left"]);
    desk.screen.keep("daily-relation.png");
    desk.press(&["1", "n"]);
    desk.write("per witnesses");
    desk.screen.keep("daily-relation-note.png");
    desk.press(&["Return", "Escape"]);
    desk.save();
    let state = open_again(&desk.article).loaded.unwrap().unwrap().annotation_state;
    assert_eq!(state.annotations.iter().count(), 2);
    let relation = state.relations.iter().next().expect("no relation was made");
    let label_of = |id| state.annotations.get(id).unwrap().label.as_str();
    assert_eq!((label_of(&relation.from), label_of(&relation.to)), ("event", "actor"), "{relation:?}");
    assert_eq!(relation.note, "per witnesses");

    desk.press(&["Escape", "ctrl+shift+e"]);
    desk.screen.keep("daily-labels.png");
    desk.press(&["Down", "Down", "Return", "ctrl+a"]);
    desk.write("Incident");
    desk.press(&["Return"]);
    desk.save();
    let state = open_again(&desk.article).loaded.unwrap().unwrap().annotation_state;
    let names: Vec<&str> = state.labels.iter().map(|label| label.name_in("en")).collect();
    assert!(names.contains(&"Incident"), "{names:?}");
    assert_eq!(state.annotations.iter().count(), 2, "the tags keep their label");
}

#[test]
#[ignore = "needs a screen"]
fn a_command_is_found_in_the_palette() {
    let desk = Desk::with(Folder::with_libya());
    desk.screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    desk.press(&["ctrl+k"]);
    desk.write("dark");
    desk.screen.keep("daily-palette.png");
    desk.press(&["Return"]);
    desk.screen.wait_for("the dark theme", |picture| picture.has_highlights(DARK));
    desk.press(&["ctrl+q"]);
    let settings = || desk.folder.read("config/settings.ron").unwrap_or_default();
    wait_until("the settings", || settings().contains("dark"));
}
