//! The desktop's file dialog: whether it is available, and the question it was asked.

use std::ffi::OsString;
use std::path::PathBuf;
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
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|bus| !bus.is_empty())
}

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
