//! Determines which key was pressed: by its printed Latin label, otherwise by its position on a US keyboard.
//!
//! The toolkit reports the character that a key types now, and its position; for a key that types ش it reports only the
//! position. Shortcuts are Latin letters, and people look for the letter on the key: [`Keycaps`] knows the labels from
//! the keyboard's whole map, including layouts that are not active at the moment. Events are corrected once, before
//! anything else reads them, so that text fields, menus and the page agree. [`KeyQueue`] gives each frame one key at a
//! time.

mod keycaps;
#[cfg(target_os = "linux")]
mod map;
mod queue;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod x11;

pub(crate) use keycaps::Keycaps;
pub(crate) use queue::{KeyQueue, digits_choose, wait};

/// Reads the keyboard's map on a thread and passes it on, now and after each change. The thread waits for the display
/// and ends with the program.
pub(crate) fn watch(take: impl Fn(Keycaps) + Send + 'static) {
    #[cfg(target_os = "linux")]
    {
        let run = move || {
            let has = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            // A connection inherited through WAYLAND_SOCKET is the window's own.
            if has("WAYLAND_DISPLAY") {
                wayland::watch(Box::new(take));
            } else if has("DISPLAY") {
                // Without the map each key is identified by its position, so there is nothing to report.
                drop(x11::watch(&take));
            }
        };
        drop(std::thread::Builder::new().name("keyboard".to_owned()).spawn(run));
    }
    #[cfg(not(target_os = "linux"))]
    drop(take);
}
