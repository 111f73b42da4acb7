//! The built program in a real window: an X server without a screen, a mouse and a keyboard.
//!
//! Needs Xvfb, xdotool, setxkbmap and ImageMagick's `import`; saves its pictures in `target/screenshots`.

use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::screen::{Picture, Program, Running, Screen, told, wait_until};
use crate::support::folder::{Folder, LIBYA, annotations_of};

/// Fills of location and faction highlights.
pub(crate) const LIGHT: [[u8; 3]; 2] = [[0xd3, 0xec, 0xe7], [0xf9, 0xe1, 0xcd]];
pub(crate) const DARK: [[u8; 3]; 2] = [[0x16, 0x41, 0x3c], [0x4b, 0x2c, 0x16]];

/// The first line of the article, found by its letters: top, bottom, right end.
fn headline(picture: &Picture, ink: [u8; 3]) -> (u32, u32, u32) {
    // Below the bars, left of the side panel, right of the margin notes.
    let inked: Vec<(u32, u32)> =
        picture.places(ink).filter(|(x, y)| (300..1000).contains(x) && (90..180).contains(y)).collect();
    let top = inked.iter().map(|(_, y)| *y).min().expect("no letters on the page");
    let line = inked.iter().filter(|(_, y)| *y < top + 34);
    let (bottom, right) = line.fold((top, 0), |(bottom, right), (x, y)| (bottom.max(*y), right.max(*x)));
    (top, bottom, right)
}

/// Selects the first two words of the headline.
fn drag_over_two_words(screen: &Screen, picture: &Picture) {
    // From the right end of the headline leftwards, like an Arabic reader drags, to the third word: a place, whose
    // highlight begins there.
    let (top, bottom, right) = headline(picture, [0x21, 0x1f, 0x1b]);
    let y = u32::midpoint(top, bottom);
    let third = picture.places(LIGHT[0]).filter(|place| place.1 == y).map(|(x, _)| x).max().unwrap();
    let to = |x: u32| screen.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
    to(right + 4);
    screen.xdotool(&["mousedown", "1"]);
    for step in 1..=8 {
        // Slowly enough for a software driver.
        sleep(Duration::from_millis(50));
        to(right + 4 - (right + 2 - third) * step / 8);
    }
    sleep(Duration::from_millis(300));
    screen.xdotool(&["mouseup", "1"]);
    screen.wait_for("the selection", |picture| selected(picture) > 100);
}

#[test]
#[ignore = "needs a screen"]
fn two_words_are_tagged_and_saved_in_a_real_window() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    let mut program = Program::start(&screen, &folder, settings, &article);
    let picture = screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    screen.keep("en-light.png");

    drag_over_two_words(&screen, &picture);
    screen.xdotool(&["key", "1"]);
    wait_until("the mark of an unsaved article", || program.title(&screen).starts_with('•'));
    screen.xdotool(&["key", "ctrl+s"]);
    wait_until("the annotation file", || folder.read("libya.hawashi.ron").is_some());

    let saved = annotations_of(&article);
    assert_eq!(saved.len(), 1);
    let (quote, annotation) = &saved[0];
    let (start, end) = (annotation.spans.hull().start.index(), annotation.spans.hull().end.index());
    assert_eq!(&LIBYA[start..end], quote);
    assert_eq!(start, 0, "the drag began at the first letter: {quote:?}");
    assert_eq!(quote.split_whitespace().count(), 2, "{quote:?}");
    assert_eq!((annotation.label.as_str(), annotation.by()), ("location", "test"));
    let ron = folder.read("libya.hawashi.ron").unwrap();
    assert!(ron.contains(&format!("{quote:?}")), "the quote stands in the file as text");
    assert_eq!(fs::read_to_string(&article).unwrap(), LIBYA);

    wait_until("the saved title", || !program.title(&screen).starts_with('•'));
    screen.xdotool(&["key", "ctrl+q"]);
    let mut code = None;
    wait_until("the end of the program", || {
        code = program.running.0.try_wait().unwrap();
        code.is_some()
    });
    assert!(code.unwrap().success());
    let settings = folder.read("config/settings.ron").unwrap();
    assert!(settings.contains("libya.txt"), "the article is remembered: {settings}");
}

#[test]
#[ignore = "needs a screen"]
fn work_comes_back_after_the_program_was_ended_from_outside() {
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    for end in ["-TERM", "-HUP", "-KILL", "windowclose"] {
        let screen = Screen::new();
        let (folder, article) = Folder::with_libya();
        let mut program = Program::start(&screen, &folder, settings, &article);
        let picture = screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
        drag_over_two_words(&screen, &picture);
        screen.xdotool(&["key", "1"]);
        wait_until("the mark of an unsaved article", || program.title(&screen).starts_with('•'));
        // What is promised.
        sleep(Duration::from_millis(200));
        if end.starts_with('-') {
            let id = program.running.0.id().to_string();
            assert!(Command::new("kill").args([end, &id]).status().unwrap().success());
        } else {
            screen.xdotool(&[end, &program.window]);
        }
        let mut status = None;
        wait_until("the end of the program", || {
            status = program.running.0.try_wait().unwrap();
            status.is_some()
        });
        assert!(end == "-KILL" || status.unwrap().success(), "{end}: {status:?}");
        assert_eq!(folder.read("libya.hawashi.ron"), None, "{end}");

        let program = Program::start(&screen, &folder, settings, &article);
        wait_until("the restored article", || program.title(&screen).starts_with('•'));
        screen.xdotool(&["key", "ctrl+s"]);
        wait_until("the annotation file", || folder.read("libya.hawashi.ron").is_some());
        assert_eq!(annotations_of(&article).len(), 1, "{end}");
    }
}

/// Goes to a name by keyboard, counted from the beginning, and gives it a label.
fn tag_name(screen: &Screen, program: &Program, number: usize, label: &str) {
    let press = |keys: &str| {
        screen.xdotool(&["key", keys]);
        sleep(Duration::from_millis(300));
    };
    press("ctrl+Home");
    (0..number).for_each(|_| press("F8"));
    press(label);
    wait_until("the mark of an unsaved article", || program.title(screen).starts_with('•'));
}

#[test]
#[ignore = "needs a screen"]
fn two_processes_on_one_article_work_and_save_and_both_have_all_of_it() {
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"), autosave: Some(false))"#;
    let (screen, other_screen) = (Screen::new(), Screen::new());
    let (folder, article) = Folder::with_libya();
    let mut one = Program::start(&screen, &folder, settings, &article);
    screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    let mut other = Program::start(&other_screen, &folder, settings, &article);
    other_screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    // Both have unsaved work when the first one saves.
    tag_name(&screen, &one, 1, "1");
    tag_name(&other_screen, &other, 3, "2");
    let save = |screen: &Screen, program: &Program, count: usize| {
        screen.xdotool(&["key", "ctrl+s"]);
        wait_until(&format!("{count} annotations in the file"), || {
            folder.read("libya.hawashi.ron").is_some() && annotations_of(&article).len() == count
        });
        wait_until("the saved title", || !program.title(screen).starts_with('•'));
    };
    save(&screen, &one, 1);
    save(&other_screen, &other, 2);
    // The first one has taken that in: what it does next is added to both.
    tag_name(&screen, &one, 5, "1");
    save(&screen, &one, 3);
    tag_name(&other_screen, &other, 7, "2");
    save(&other_screen, &other, 4);
    let labels = annotations_of(&article).into_iter().map(|(_, annotation)| annotation.label.as_str().to_owned());
    assert_eq!(labels.collect::<Vec<_>>(), ["location", "faction", "location", "faction"]);
    for (screen, program) in [(&screen, &mut one), (&other_screen, &mut other)] {
        screen.xdotool(&["key", "ctrl+q"]);
        let mut status = None;
        wait_until("the end of the program", || {
            status = program.running.0.try_wait().unwrap();
            status.is_some()
        });
        assert!(status.unwrap().success());
    }
    assert_eq!(annotations_of(&article).len(), 4, "the end of neither has taken anything out");
    let journals = fs::read_dir(folder.path("config/data/journal")).unwrap().flatten();
    let left: Vec<_> = journals.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    assert!(left.is_empty(), "nothing is unsaved: {left:?}");
}

/// Pixels of the translucent selection: bluer than the paper, not a highlight.
fn selected(picture: &Picture) -> usize {
    let pixels = picture.pixels.chunks_exact(3);
    pixels.filter(|pixel| pixel[2] > 240 && pixel[0] < 225 && pixel[1] > 215).count()
}

/// Keys by their position, with the numbers that an X server gives them.
mod place {
    pub(crate) const DIGIT_1: &str = "10";
    pub(crate) const DIGIT_2: &str = "11";
    pub(crate) const PAD_1: &str = "87";
    pub(crate) const Q: &str = "24";
    pub(crate) const W: &str = "25";
    pub(crate) const Y: &str = "29";
    pub(crate) const A: &str = "38";
    pub(crate) const S: &str = "39";
    pub(crate) const L: &str = "46";
    pub(crate) const Z: &str = "52";
    pub(crate) const F8: &str = "74";
}

#[test]
#[ignore = "needs a screen"]
fn shortcuts_are_where_they_are_printed_on_every_layout() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    let mut program = Program::start(&screen, &folder, settings, &article);
    screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    let is_unsaved = |program: &Program| program.title(&screen).starts_with('•');
    let press = |keys: &str| {
        screen.xdotool(&["key", keys]);
        // One frame for each: a software driver is slower than fingers.
        sleep(Duration::from_millis(300));
    };

    // Layout, variant, positions of A, Z and Y.
    let layouts = [
        ("us", "", place::A, place::Z, place::Y),
        ("ara", "", place::A, place::Z, place::Y),
        ("ara", "azerty", place::Q, place::W, place::Y),
        ("il", "", place::A, place::Z, place::Y),
        ("fr", "", place::Q, place::W, place::Y),
        ("de", "", place::A, place::Y, place::Z),
        ("ir", "", place::A, place::Z, place::Y),
        ("pk", "", place::A, place::Z, place::Y),
        ("fr,ara", ",azerty", place::Q, place::W, place::Y),
    ];
    for (round, (layout, variant, a, z, y)) in layouts.into_iter().enumerate() {
        screen.set_layout(layout, variant);
        press("ctrl+Home");
        press(place::F8);
        // The first place becomes a faction, and then a place again.
        press(if round % 2 == 0 { place::DIGIT_2 } else { place::DIGIT_1 });
        wait_until(&format!("a label on {layout}({variant})"), || is_unsaved(&program));
        press(&format!("ctrl+{}", place::S));
        wait_until(&format!("saving on {layout}({variant})"), || !is_unsaved(&program));
        press(&format!("ctrl+{z}"));
        wait_until(&format!("undo on {layout}({variant})"), || is_unsaved(&program));
        press(&format!("ctrl+{y}"));
        wait_until(&format!("redo on {layout}({variant})"), || !is_unsaved(&program));
        press(&format!("ctrl+{a}"));
        screen.wait_for("everything selected", |picture| selected(picture) > 5000);
        assert!(program.running.0.try_wait().unwrap().is_none(), "Ctrl+A has quit on {layout}({variant})");
        press("Escape");
    }
    // Labels by a row of digits that needs Shift, and by the number pad.
    screen.set_layout("ara", "azerty");
    press("ctrl+Home");
    press(place::F8);
    press(&format!("shift+{}", place::DIGIT_1));
    wait_until("a label by a shifted digit", || is_unsaved(&program));
    press(&format!("ctrl+{}", place::S));
    wait_until("saving", || !is_unsaved(&program));
    press(place::F8);
    press("Num_Lock");
    press(place::PAD_1);
    wait_until("a label by the number pad", || is_unsaved(&program));
    // Ctrl+Shift+L, where L types a slash in Arabic; Ctrl+W asks, and closes once everything is saved.
    press(&format!("ctrl+shift+{}", place::L));
    screen.wait_for("the Arabic interface", |picture| {
        picture.places(LIGHT[0]).map(|(x, _)| x).min().is_some_and(|x| x > 332)
    });
    press(&format!("ctrl+{}", place::S));
    wait_until("saving", || !is_unsaved(&program));
    press(&format!("ctrl+{}", place::Z));
    wait_until("the closed tab, by the W of AZERTY", || !program.title(&screen).contains("libya.txt"));
    // In Hebrew Q types a slash.
    screen.set_layout("il", "");
    press(&format!("ctrl+{}", place::Q));
    wait_until("the end of the program", || program.running.0.try_wait().unwrap().is_some());
}

#[test]
#[ignore = "needs a screen"]
fn an_arabic_and_dark_window_shows_its_highlights() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let settings = r#"(language: Some("ar"), theme: Some("dark"))"#;
    let program = Program::start(&screen, &folder, settings, &article);
    let picture = screen.wait_for("the highlights", |picture| picture.has_highlights(DARK));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    screen.keep("ar-dark.png");
    for color in LIGHT {
        assert_eq!(picture.places(color).count(), 0, "nothing of the light theme is left");
    }
    // The side panel is on the left: the page and its highlights are right of it.
    let leftmost = picture.places(DARK[0]).map(|(x, _)| x).min().unwrap();
    assert!(leftmost > 332, "{leftmost}");
}

#[test]
#[ignore = "needs a screen"]
fn without_a_display_a_sentence_names_the_way_without_a_window() {
    let (folder, article) = Folder::with_libya();
    let output = Command::new(env!("CARGO_BIN_EXE_hawashi"))
        .arg(&article)
        .env("HAWASHI_CONFIG_DIR", folder.path("config"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let sentence = told(&output);
    assert!(sentence.contains("hawashi render") && sentence.contains("hawashi detect"), "{sentence}");
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
}

/// The system's own Python, for which the bus binding is installed.
const PYTHON: &str = "/usr/bin/python3";
const PORTAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/fake_portal.py");
const ACCESSIBILITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/fake_accessibility.py");

/// A bus with a service that behaves in a given way; returns its address.
fn bus_with(screen: &Screen, service: &str, mode: &str) -> (String, [Running; 2]) {
    let start = |command: &mut Command, missing: &str| {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect(missing);
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (Running(child), line.trim().to_owned())
    };
    let mut daemon = screen.command("dbus-daemon");
    let (daemon, address) = start(daemon.args(["--session", "--nofork", "--print-address=1"]), "install dbus-daemon");
    let mut python = screen.command(PYTHON);
    let (service, ready) =
        start(python.args([service, mode]).env("DBUS_SESSION_BUS_ADDRESS", &address), "install python3-gi");
    assert_eq!(ready, "ready", "the service cannot be made; install python3-gi");
    (address, [service, daemon])
}

#[test]
#[ignore = "needs a screen"]
fn a_portal_without_a_dialog_gives_way_to_the_windows_own_chooser() {
    for mode in ["silent", "no-dialog"] {
        let screen = Screen::new();
        let (folder, article) = Folder::with_libya();
        folder.write("other.txt", LIBYA);
        let services = folder.path("share/dbus-1/services");
        fs::create_dir_all(&services).unwrap();
        fs::write(services.join("org.freedesktop.portal.Desktop.service"), "").unwrap();
        let (address, _bus) = bus_with(&screen, PORTAL, mode);
        let data = folder.path("share");
        let environment = [
            ("DBUS_SESSION_BUS_ADDRESS", address.as_str()),
            ("XDG_DATA_DIRS", data.to_str().unwrap()),
            ("PATH", "/usr/bin"),
        ];
        let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
        let program = Program::start_with(&screen, &folder, settings, &article, &environment);
        screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
        wait_until("the title", || program.title(&screen).contains("libya.txt"));
        // The dialog's card covers the page, which is dimmed around it: nothing else is as light as paper.
        let card = [0xfc, 0xfa, 0xf5];
        let before = screen.picture().places(card).count();
        screen.xdotool(&["key", "ctrl+o"]);
        screen.wait_for("the own chooser", |picture| picture.places(card).count() * 2 < before);
        screen.keep(&format!("portal-{mode}.png"));
        screen.xdotool(&["type", "other"]);
        screen.xdotool(&["key", "Return"]);
        wait_until("the file", || program.title(&screen).contains("other.txt"));
        // The choice lasts for the session: the next time there is no waiting.
        screen.xdotool(&["key", "ctrl+o"]);
        screen.xdotool(&["type", "libya"]);
        screen.xdotool(&["key", "Return"]);
        wait_until("the first file", || program.title(&screen).contains("libya.txt"));
    }
}

#[test]
#[ignore = "needs a screen"]
fn a_portal_that_answers_is_used() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let other = folder.write("other.txt", LIBYA);
    let services = folder.path("share/dbus-1/services");
    fs::create_dir_all(&services).unwrap();
    fs::write(services.join("org.freedesktop.portal.Desktop.service"), "").unwrap();
    let (address, _bus) = bus_with(&screen, PORTAL, other.to_str().unwrap());
    let data = folder.path("share");
    let environment = [("DBUS_SESSION_BUS_ADDRESS", address.as_str()), ("XDG_DATA_DIRS", data.to_str().unwrap())];
    let settings = r#"(language: Some("en"), theme: Some("light"))"#;
    let program = Program::start_with(&screen, &folder, settings, &article, &environment);
    screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    screen.xdotool(&["key", "ctrl+o"]);
    wait_until("the file of the portal's dialog", || program.title(&screen).contains("other.txt"));
}

#[test]
#[ignore = "needs a screen"]
fn buses_on_other_machines_are_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("tcp:host=127.0.0.1,port={}", listener.local_addr().unwrap().port());
    let either = format!("unix:path=/nowhere;{address}");
    for environment in [
        [("DBUS_SESSION_BUS_ADDRESS", &*address), ("AT_SPI_BUS_ADDRESS", "")],
        [("DBUS_SESSION_BUS_ADDRESS", &*either), ("AT_SPI_BUS_ADDRESS", "")],
        [("DBUS_SESSION_BUS_ADDRESS", &*address), ("AT_SPI_BUS_ADDRESS", &*address)],
    ] {
        let screen = Screen::new();
        let (folder, article) = Folder::with_libya();
        let program = Program::start_with(&screen, &folder, r#"(language: Some("en"))"#, &article, &environment);
        wait_until("the title", || program.title(&screen).contains("libya.txt"));
        // The desktop would be asked for its dialog.
        screen.xdotool(&["key", "ctrl+o"]);
        sleep(Duration::from_secs(3));
        let reached = listener.accept();
        assert!(reached.is_err_and(|error| error.kind() == ErrorKind::WouldBlock), "{environment:?}");
    }
}

#[test]
#[ignore = "needs a screen"]
fn a_bus_of_screen_readers_on_another_machine_is_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let distant = format!("tcp:host=127.0.0.1,port={}", listener.local_addr().unwrap().port());
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let (address, _bus) = bus_with(&screen, ACCESSIBILITY, &distant);
    let environment = [("DBUS_SESSION_BUS_ADDRESS", &*address), ("AT_SPI_BUS_ADDRESS", "")];
    let program = Program::start_with(&screen, &folder, r#"(language: Some("en"))"#, &article, &environment);
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    sleep(Duration::from_secs(3));
    let reached = listener.accept();
    assert!(reached.is_err_and(|error| error.kind() == ErrorKind::WouldBlock), "the window has followed the address");
}
