//! An X server of our own with the built program on it.
//!
//! Needs Xvfb, xdotool, setxkbmap and ImageMagick's `import`; saves its pictures in `target/screenshots`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::folder::Folder;

/// The longest time for the program to show or write something, drawn on the CPU.
const PATIENCE: Duration = Duration::from_mins(1);
/// Width and height of the screen.
pub(crate) const SCREEN: (u32, u32) = (1360, 860);

/// A process that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// An X server of our own.
pub(crate) struct Screen {
    display: String,
    _server: Running,
}

impl Screen {
    pub(crate) fn new() -> Self {
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
        // The server chooses a free number and writes it, followed by a line end, when it is ready.
        while written.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            number.push(char::from(byte[0]));
        }
        assert!(!number.is_empty(), "Xvfb ended before it was ready");
        Self { display: format!(":{}", number.trim()), _server: Running(server) }
    }

    /// A program that sees only this screen of the desktop.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output = self.command("xdotool").args(arguments).output().expect("install xdotool");
        assert!(output.status.success(), "xdotool {arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Changes the keyboard layout, like the desktop's settings.
    pub(crate) fn set_layout(&self, layout: &str, variant: &str) {
        let mut command = self.command("setxkbmap");
        let output = command.args(["-layout", layout, "-variant", variant]).output().expect("install x11-xkb-utils");
        assert!(output.status.success(), "setxkbmap {layout} {variant}: {}", told(&output));
        // The program is notified of the change.
        sleep(Duration::from_millis(700));
    }

    /// The contents of the screen.
    pub(crate) fn picture(&self) -> Picture {
        let output = self.command("import").args(["-window", "root", "-depth", "8", "rgb:-"]).output();
        let output = output.expect("install imagemagick");
        assert!(output.status.success(), "import: {}", told(&output));
        let (width, height) = SCREEN;
        assert_eq!(output.stdout.len(), (width * height * 3) as usize);
        Picture { pixels: output.stdout }
    }

    /// Saves the contents of the screen for people to look at.
    pub(crate) fn keep(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("screenshots");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        let status = self.command("import").args(["-window", "root"]).arg(&path).status().unwrap();
        assert!(status.success() && path.exists());
    }

    /// Waits until a condition on the picture holds.
    pub(crate) fn wait_for(&self, what: &str, is_so: impl Fn(&Picture) -> bool) -> Picture {
        let mut picture = self.picture();
        wait_until(what, || {
            picture = self.picture();
            is_so(&picture)
        });
        picture
    }
}

/// A picture of the whole screen, three bytes per pixel.
pub(crate) struct Picture {
    pub(crate) pixels: Vec<u8>,
}

impl Picture {
    /// The positions of a colour.
    pub(crate) fn places(&self, color: [u8; 3]) -> impl Iterator<Item = (u32, u32)> {
        let pixels = self.pixels.chunks_exact(3).enumerate();
        pixels.filter(move |(_, pixel)| *pixel == color).map(|(at, _)| (at as u32 % SCREEN.0, at as u32 / SCREEN.0))
    }

    /// Whether both kinds of highlights are visible.
    pub(crate) fn has_highlights(&self, colors: [[u8; 3]; 2]) -> bool {
        colors.iter().all(|color| self.places(*color).count() > 500)
    }
}

/// The program with its own settings file in a temporary folder.
pub(crate) struct Program {
    pub(crate) running: Running,
    pub(crate) window: String,
}

impl Program {
    pub(crate) fn start(screen: &Screen, folder: &Folder, settings: &str, article: &Path) -> Self {
        Self::start_with(screen, folder, settings, article, &[])
    }

    /// Like [`Self::start`], with these environment variables.
    pub(crate) fn start_with(
        screen: &Screen,
        folder: &Folder,
        settings: &str,
        article: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_by(
            screen.command(env!("CARGO_BIN_EXE_hawashi")).envs(environment.iter().copied()),
            screen,
            folder,
            settings,
            article,
        )
    }

    /// Like [`Self::start`], as the argument of another program.
    pub(crate) fn start_under(screen: &Screen, folder: &Folder, settings: &str, article: &Path, by: &[String]) -> Self {
        let mut command = screen.command(&by[0]);
        Self::start_by(command.args(&by[1..]).arg(env!("CARGO_BIN_EXE_hawashi")), screen, folder, settings, article)
    }

    fn start_by(command: &mut Command, screen: &Screen, folder: &Folder, settings: &str, article: &Path) -> Self {
        fs::create_dir_all(folder.path("config")).unwrap();
        folder.write("config/settings.ron", settings);
        let child = command
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
        // Without a window manager nothing else sets the window's position, size and focus.
        let (width, height) = SCREEN;
        screen.xdotool(&["windowmove", &window, "0", "0"]);
        screen.xdotool(&["windowsize", &window, &width.to_string(), &height.to_string()]);
        screen.xdotool(&["windowfocus", &window]);
        Self { running, window }
    }

    pub(crate) fn title(&self, screen: &Screen) -> String {
        screen.xdotool(&["getwindowname", &self.window])
    }
}

pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        sleep(Duration::from_millis(100));
    }
}
