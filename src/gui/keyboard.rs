//! Which key was pressed: what is printed on it in Latin, else its place on a US keyboard.
//!
//! The toolkit says what a key writes now, and where it lies; for a key that writes ش it says the place
//! alone. Shortcuts are Latin letters, and people look for the letter on the key: [`Keycaps`] knows what is
//! printed there from the keyboard's whole map, with the layouts that are switched off at the moment.
//! Events are put right once, before anybody reads them, so that text fields, menus and the page agree. Before that,
//! [`KeyQueue`] has given the frame its part of them: one key after the other.

mod keycaps;
#[cfg(target_os = "linux")]
mod map;
mod queue;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod x11;

pub(crate) use keycaps::Keycaps;
pub(crate) use queue::{KeyQueue, wait};

/// Reads the keyboard's map on a thread and hands it over, now and whenever it has become another one.
/// The thread waits for the display and ends with the program.
pub(crate) fn watch(take: impl Fn(Keycaps) + Send + 'static) {
    #[cfg(target_os = "linux")]
    {
        let run = move || {
            let has = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            // A connection that was handed down in WAYLAND_SOCKET is the window's own.
            if has("WAYLAND_DISPLAY") {
                wayland::watch(Box::new(take));
            } else if has("DISPLAY") {
                // Without the map each key is taken by its place: nothing to tell anybody.
                drop(x11::watch(&take));
            }
        };
        drop(std::thread::Builder::new().name("keyboard".to_owned()).spawn(run));
    }
    #[cfg(not(target_os = "linux"))]
    drop(take);
}
