//! Gets the keyboard's map from a Wayland compositor.

use wayland_client::protocol::wl_keyboard::{self, KeymapFormat, WlKeyboard};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, Capability, WlSeat};
use wayland_client::{Connection, Dispatch, Proxy as _, QueueHandle, WEnum};

use super::keycaps::Keycaps;
use super::map;

/// Passes on the map, and again after each change, until the compositor is gone.
pub(super) fn watch(take: Box<dyn Fn(Keycaps) + Send>) {
    // That would be the window's own connection, which can be used only once.
    if std::env::var_os("WAYLAND_SOCKET").is_some() {
        return;
    }
    let Ok(connection) = Connection::connect_to_env() else { return };
    let mut queue = connection.new_event_queue();
    connection.display().get_registry(&queue.handle(), ());
    let mut watcher = Watcher { take };
    // Without the map each key is identified by its position, so there is nothing to report.
    while queue.blocking_dispatch(&mut watcher).is_ok() {}
}

struct Watcher {
    take: Box<dyn Fn(Keycaps) + Send>,
}

impl Dispatch<WlRegistry, ()> for Watcher {
    fn event(
        _: &mut Self,
        registry: &WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        queue: &QueueHandle<Self>,
    ) {
        if let wl_registry::Event::Global { name, interface, .. } = event
            && interface == WlSeat::interface().name
        {
            registry.bind::<WlSeat, _, _>(name, 1, queue, ());
        }
    }
}

impl Dispatch<WlSeat, ()> for Watcher {
    fn event(_: &mut Self, seat: &WlSeat, event: wl_seat::Event, (): &(), _: &Connection, queue: &QueueHandle<Self>) {
        if let wl_seat::Event::Capabilities { capabilities: WEnum::Value(has) } = event
            && has.contains(Capability::Keyboard)
        {
            seat.get_keyboard(queue, ());
        }
    }
}

impl Dispatch<WlKeyboard, ()> for Watcher {
    fn event(
        watcher: &mut Self,
        _: &WlKeyboard,
        event: wl_keyboard::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        if let wl_keyboard::Event::Keymap { format: WEnum::Value(KeymapFormat::XkbV1), fd, size } = event
            && let Ok(text) = crate::store::read_handed_over(fd, size as usize)
        {
            (watcher.take)(Keycaps::of(map::layouts(&String::from_utf8_lossy(&text))));
        }
    }
}
