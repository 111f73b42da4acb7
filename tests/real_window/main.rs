//! The built program in a real window: an X server without a monitor, a mouse and a keyboard, a screen reader, and strace.
//!
//! Ignored by `cargo test`, because they need Xvfb, xdotool, setxkbmap, ImageMagick's `import`, `dbus-daemon`,
//! at-spi2-core with its Python binding, and strace: `cargo test --test real_window -- --ignored`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[path = "../support/mod.rs"]
mod support;

mod daily;
mod network;
mod program;
mod screen;
mod screen_reader;
mod seeing;
