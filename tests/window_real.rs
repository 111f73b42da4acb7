//! The built program in a real window: an X server without a screen, a mouse and a keyboard.
//!
//! Needs Xvfb, xdotool and ImageMagick's `import`; leaves its pictures in `target/screenshots`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

mod support;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::folder::{Folder, LIBYA, annotations_of};

/// How long the program may take to show or to write something, drawn by a processor.
const PATIENCE: Duration = Duration::from_mins(1);
/// Width and height of the screen.
const SCREEN: (u32, u32) = (1360, 860);
/// Fills of a location's and a faction's highlight.
const LIGHT: [[u8; 3]; 2] = [[0xd3, 0xec, 0xe7], [0xf9, 0xe1, 0xcd]];
const DARK: [[u8; 3]; 2] = [[0x16, 0x41, 0x3c], [0x4b, 0x2c, 0x16]];

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// An X server of our own.
struct Screen {
    display: String,
    _server: Running,
}

impl Screen {
    fn new() -> Self {
        let (width, height) = SCREEN;
        let mut server = Command::new("Xvfb")
            .args(["-noreset", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb cannot be started; install xvfb");
        let mut written = server.stdout.take().unwrap();
        let mut number = String::new();
        let mut byte = [0];
        // The server chooses a free number and writes it, with a line end, when it is ready.
        while written.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            number.push(char::from(byte[0]));
        }
        assert!(!number.is_empty(), "Xvfb ended before it was ready");
        Self { display: format!(":{}", number.trim()), _server: Running(server) }
    }

    /// A program that sees this screen and nothing else of the desktop.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.stdin(Stdio::null());
        command
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = self.command("xdotool").args(arguments).output().expect("install xdotool");
        assert!(output.status.success(), "xdotool {arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the screen shows.
    fn picture(&self) -> Picture {
        let output = self.command("import").args(["-window", "root", "-depth", "8", "rgb:-"]).output();
        let output = output.expect("install imagemagick");
        assert!(output.status.success(), "import: {}", told(&output));
        let (width, height) = SCREEN;
        assert_eq!(output.stdout.len(), (width * height * 3) as usize);
        Picture { pixels: output.stdout }
    }

    /// Keeps what the screen shows, for people to look at.
    fn keep(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("screenshots");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        let status = self.command("import").args(["-window", "root"]).arg(&path).status().unwrap();
        assert!(status.success() && path.exists());
    }

    /// Waits for the picture to be so.
    fn wait_for(&self, what: &str, is_so: impl Fn(&Picture) -> bool) -> Picture {
        let mut picture = self.picture();
        wait_until(what, || {
            picture = self.picture();
            is_so(&picture)
        });
        picture
    }
}

/// A picture of the whole screen, three bytes a pixel.
struct Picture {
    pixels: Vec<u8>,
}

impl Picture {
    /// The places of a colour.
    fn places(&self, color: [u8; 3]) -> impl Iterator<Item = (u32, u32)> {
        let pixels = self.pixels.chunks_exact(3).enumerate();
        pixels.filter(move |(_, pixel)| *pixel == color).map(|(at, _)| (at as u32 % SCREEN.0, at as u32 / SCREEN.0))
    }

    /// Whether both kinds of highlight are to be seen.
    fn has_highlights(&self, colors: [[u8; 3]; 2]) -> bool {
        colors.iter().all(|color| self.places(*color).count() > 500)
    }
}

/// The program, in a folder with a settings file of its own.
struct Program {
    running: Running,
    window: String,
}

impl Program {
    fn start(screen: &Screen, folder: &Folder, settings: &str, article: &Path) -> Self {
        fs::create_dir_all(folder.path("config")).unwrap();
        folder.write("config/settings.ron", settings);
        let child = screen
            .command(env!("CARGO_BIN_EXE_hawashi"))
            .arg(article)
            .env("HAWASHI_CONFIG_DIR", folder.path("config"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .spawn()
            .unwrap();
        let mut running = Running(child);
        let mut window = String::new();
        wait_until("the window", || {
            assert!(running.0.try_wait().unwrap().is_none(), "the program has ended");
            let found = screen.command("xdotool").args(["search", "--onlyvisible", "--class", "hawashi"]).output();
            let found = String::from_utf8(found.unwrap().stdout).unwrap();
            found.lines().next().unwrap_or_default().clone_into(&mut window);
            !window.is_empty()
        });
        // Without a window manager nobody else gives the window its place, size and focus.
        let (width, height) = SCREEN;
        screen.xdotool(&["windowmove", &window, "0", "0"]);
        screen.xdotool(&["windowsize", &window, &width.to_string(), &height.to_string()]);
        screen.xdotool(&["windowfocus", &window]);
        Self { running, window }
    }

    fn title(&self, screen: &Screen) -> String {
        screen.xdotool(&["getwindowname", &self.window])
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        sleep(Duration::from_millis(100));
    }
}

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

#[test]
fn two_words_are_tagged_and_saved_in_a_real_window() {
    let screen = Screen::new();
    let (folder, article) = Folder::with_libya();
    let settings = r#"(language: Some("en"), theme: Some("light"), author: Some("test"))"#;
    let mut program = Program::start(&screen, &folder, settings, &article);
    let picture = screen.wait_for("the highlights", |picture| picture.has_highlights(LIGHT));
    wait_until("the title", || program.title(&screen).contains("libya.txt"));
    screen.keep("en-light.png");

    // From the right end of the headline leftwards, as an Arabic reader drags, to the third word:
    // a place, whose highlight begins there.
    let (top, bottom, right) = headline(&picture, [0x21, 0x1f, 0x1b]);
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
    screen.xdotool(&["key", "1"]);
    wait_until("the mark of an unsaved article", || program.title(&screen).starts_with('•'));
    screen.xdotool(&["key", "ctrl+s"]);
    wait_until("the annotation file", || folder.read("libya.hawashi.ron").is_some());

    let saved = annotations_of(&article);
    assert_eq!(saved.len(), 1);
    let (quote, annotation) = &saved[0];
    let (start, end) = (annotation.span.start.index(), annotation.span.end.index());
    assert_eq!(&LIBYA[start..end], quote);
    assert_eq!(start, 0, "the drag began at the first letter: {quote:?}");
    assert_eq!(quote.split_whitespace().count(), 2, "{quote:?}");
    assert_eq!((annotation.label.as_str(), annotation.by.as_str()), ("location", "test"));
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

/// Pixels of the translucent selection: bluer than the paper, not a highlight.
fn selected(picture: &Picture) -> usize {
    let pixels = picture.pixels.chunks_exact(3);
    pixels.filter(|pixel| pixel[2] > 240 && pixel[0] < 225 && pixel[1] > 215).count()
}

#[test]
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
    // The side panel stands at the left: the page and its highlights are right of it.
    let leftmost = picture.places(DARK[0]).map(|(x, _)| x).min().unwrap();
    assert!(leftmost > 332, "{leftmost}");
}

#[test]
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
