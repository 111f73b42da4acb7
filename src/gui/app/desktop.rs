//! The desktop: whether its file dialog is available, and the question it was asked; and opening a file with the program
//! that the person uses for such files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::gui::model::FileRequest;

/// How long to wait for the desktop to answer or show a dialog.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);
/// A dialog that ends without a file sooner than this was never shown: no person is so quick.
pub(super) const NEVER_SHOWN: Duration = Duration::from_millis(250);

/// A question to the desktop.
pub(super) struct Asking {
    pub(super) request: FileRequest,
    /// Identifies the question; never reused.
    pub(super) number: u64,
    pub(super) since: Instant,
    pub(super) had_focus: bool,
    /// Whether the window has since lost the keyboard focus, to the dialog.
    pub(super) saw_dialog: bool,
    /// Set when nobody waits for the answer any more.
    pub(super) is_given_up: Arc<AtomicBool>,
}

/// The desktop's answer.
pub(super) enum Answer {
    /// The chosen files; empty if the person closed the dialog.
    Files(Vec<PathBuf>),
    /// It has no dialog.
    NoDialog,
    /// It does not answer.
    Silence,
}

/// What opens a file on this desktop: a program and its first arguments.
const OPENER: &[&str] = if cfg!(windows) {
    &["rundll32", "url.dll,FileProtocolHandler"]
} else if cfg!(target_os = "macos") {
    &["open"]
} else {
    &["xdg-open"]
};

/// What opens a file on this desktop.
pub(super) fn opener() -> Vec<OsString> {
    OPENER.iter().map(OsString::from).collect()
}

/// Opens a file, with such a program and its first arguments; returns whether it is opened, as far as that is known soon.
pub(super) fn open_with(opener: &[OsString], file: &Path) -> bool {
    let Some((program, arguments)) = opener.split_first() else { return false };
    let mut command = process::Command::new(program);
    command.args(arguments).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let (ended, end) = std::sync::mpsc::channel();
    let wait = move || ended.send(child.wait().is_ok_and(|status| status.success())).ok();
    let waits = std::thread::Builder::new().name("opened file".to_owned()).spawn(wait).is_ok();
    // Some programs run until the person closes what they have opened.
    !waits || end.recv_timeout(PATIENCE).unwrap_or(true)
}

/// Whether the desktop can show a file dialog: a portal on the session bus, or zenity.
#[cfg(target_os = "linux")]
pub(super) fn has_native_dialog() -> bool {
    let is_in =
        |folders: OsString, name: &str| std::env::split_paths(&folders).any(|folder| folder.join(name).exists());
    let data = std::env::var_os("XDG_DATA_DIRS").filter(|dirs| !dirs.is_empty());
    let data = data.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let has_portal = has_bus() && is_in(data, "dbus-1/services/org.freedesktop.portal.Desktop.service");
    has_portal || std::env::var_os("PATH").is_some_and(|path| is_in(path, "zenity"))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn has_native_dialog() -> bool {
    true
}

#[cfg(target_os = "linux")]
fn has_bus() -> bool {
    std::env::var_os(SESSION_BUS).is_some_and(|bus| is_local(&bus))
}

/// Names the session bus, for portals, notifications and whatever this program starts.
#[cfg(target_os = "linux")]
const SESSION_BUS: &str = "DBUS_SESSION_BUS_ADDRESS";

/// Whether an address, or each of several, is a socket of this machine. Others are reached over the network, or begin
/// by starting a program.
#[cfg(target_os = "linux")]
fn is_local(bus: &std::ffi::OsStr) -> bool {
    let mut addresses = bus.as_encoded_bytes().split(|byte| *byte == b';').filter(|address| !address.is_empty());
    !bus.is_empty() && addresses.all(|address| address.starts_with(b"unix:"))
}

/// Names the bus of screen readers.
#[cfg(target_os = "linux")]
const ACCESSIBILITY_BUS: &str = "AT_SPI_BUS_ADDRESS";

/// Makes this process and those it starts do without buses that are not on this machine: the program never uses a
/// network. There are then no dialogs of the desktop, and no screen reader is reached. To be called before any other
/// thread runs.
///
/// The bus of screen readers is named by a service of the session's bus, and whoever asks for it follows the answer. So it
/// is asked here, and the answer put where it is looked for first.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "changing the environment is unsafe: see below")]
pub(in crate::gui) fn refuse_distant_buses() {
    // SAFETY: no other thread runs yet that could read the environment meanwhile, but for that of the bus, which has read
    // what it needs before it asks.
    let set = |variable: &str, address: &str| unsafe { std::env::set_var(variable, address) };
    for variable in [SESSION_BUS, ACCESSIBILITY_BUS, "DBUS_SYSTEM_BUS_ADDRESS"] {
        if std::env::var_os(variable).is_some_and(|bus| !bus.is_empty() && !is_local(&bus)) {
            set(variable, NO_BUS);
        }
    }
    if std::env::var_os(ACCESSIBILITY_BUS).is_none_or(|bus| bus.is_empty()) {
        let address = accessibility_bus().filter(|bus| is_local(bus.as_ref()));
        set(ACCESSIBILITY_BUS, address.as_deref().unwrap_or(NO_BUS));
    }
}

/// An address under which there is nothing.
#[cfg(target_os = "linux")]
const NO_BUS: &str = "disabled:";

/// How long the start waits for the address of the bus of screen readers.
#[cfg(target_os = "linux")]
const START_PATIENCE: Duration = Duration::from_secs(2);

/// What the session's bus says is the bus of screen readers. One that does not answer holds up no start.
#[cfg(target_os = "linux")]
fn accessibility_bus() -> Option<String> {
    let ask = async {
        let bus = zbus::connection::Builder::session()?.method_timeout(START_PATIENCE).build().await?;
        let name = "org.a11y.Bus";
        let answer = bus.call_method(Some(name), "/org/a11y/bus", Some(name), "GetAddress", &()).await?;
        answer.body().deserialize::<String>()
    };
    let (answer, answered) = std::sync::mpsc::channel();
    let work = move || drop(answer.send(zbus::block_on(ask).ok()));
    std::thread::Builder::new().name("accessibility".to_owned()).spawn(work).ok()?;
    answered.recv_timeout(START_PATIENCE).ok()?
}

#[cfg(not(target_os = "linux"))]
pub(in crate::gui) fn refuse_distant_buses() {}

/// Whether the desktop's portal does not answer even a simple request.
#[cfg(target_os = "linux")]
pub(super) fn portal_hangs() -> bool {
    let ask = async {
        let bus = zbus::connection::Builder::session()?.method_timeout(PATIENCE).build().await?;
        let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
        let question = ("org.freedesktop.portal.FileChooser", "version");
        bus.call_method(Some(name), path, Some("org.freedesktop.DBus.Properties"), "Get", &question).await
    };
    let is_silent = |error: &zbus::Error| match error {
        zbus::Error::InputOutput(error) => error.kind() == std::io::ErrorKind::TimedOut,
        _ => false,
    };
    has_bus() && zbus::block_on(ask).is_err_and(|error| is_silent(&error))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn portal_hangs() -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::ffi::OsStr;

    #[test]
    fn only_sockets_of_this_machine_are_local() {
        for (address, is_local) in [
            ("unix:path=/run/user/1000/bus", true),
            ("unix:abstract=/tmp/dbus-x,guid=1;unix:path=/run/bus;", true),
            ("tcp:host=203.0.113.5,port=1234", false),
            ("nonce-tcp:host=localhost,port=1,noncefile=/x", false),
            ("unix:path=/run/bus;tcp:host=203.0.113.5,port=1", false),
            ("unixexec:path=/bin/nc,argv1=203.0.113.5", false),
            ("autolaunch:", false),
            ("disabled:", false),
            ("", false),
        ] {
            assert_eq!(super::is_local(OsStr::new(address)), is_local, "{address}");
        }
    }
}
