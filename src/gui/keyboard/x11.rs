//! Gets the keyboard's map from an X server.

use std::error::Error;

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event;
use x11rb::protocol::xkb::{self, ConnectionExt as _, EventType, ID, MapPart, VMod};

use super::keycaps::{Keycaps, Layout, ROWS};

/// Passes on the map, and again after each change, until the server is gone.
pub(super) fn watch(take: &dyn Fn(Keycaps)) -> Result<(), Box<dyn Error>> {
    let (connection, _) = x11rb::connect(None)?;
    connection.xkb_use_extension(1, 0)?.reply()?;
    let events = EventType::NEW_KEYBOARD_NOTIFY | EventType::MAP_NOTIFY;
    let parts = MapPart::KEY_SYMS;
    let device = u16::from(ID::USE_CORE_KBD);
    let aux = xkb::SelectEventsAux::new();
    connection.xkb_select_events(device, EventType::from(0u16), events, parts, parts, &aux)?.check()?;
    let mut before = None;
    loop {
        let now = Keycaps::of(layouts(&connection, device)?);
        if before.as_ref() != Some(&now) {
            take(now.clone());
            before = Some(now);
        }
        loop {
            let event = connection.wait_for_event()?;
            if matches!(event, Event::XkbNewKeyboardNotify(_) | Event::XkbMapNotify(_)) {
                break;
            }
        }
    }
}

fn layouts(connection: &impl x11rb::connection::RequestConnection, device: u16) -> Result<Vec<Layout>, ReplyError> {
    let (all, none) = (MapPart::KEY_SYMS, MapPart::from(0u8));
    let map = connection
        .xkb_get_map(device, all, none, 0, 0, 0, 0, 0, 0, 0, 0, VMod::from(0u16), 0, 0, 0, 0, 0, 0)?
        .reply()?;
    let first = map.first_key_sym;
    let keys = map.map.syms_rtrn.unwrap_or_default();
    let mut layouts: Vec<Layout> = Vec::new();
    for (row, _, places) in ROWS {
        for (at, place) in places.iter().enumerate() {
            let number = usize::from(row) + at;
            let Some(key) = number.checked_sub(usize::from(first)).and_then(|index| keys.get(index)) else { continue };
            let (groups, width) = (usize::from(key.group_info & 0x0f), usize::from(key.width));
            for group in 0..groups {
                if layouts.len() <= group {
                    layouts.push(Layout::new());
                }
                let level = |level: usize| {
                    let symbol = (level < width).then(|| key.syms.get(group * width + level)).flatten();
                    symbol.and_then(|symbol| letter(*symbol))
                };
                layouts[group].insert(*place, [level(0), level(1)]);
            }
        }
    }
    Ok(layouts)
}

/// The letter of a key symbol, if it is a Latin letter, a digit or a sign.
fn letter(symbol: u32) -> Option<char> {
    match symbol {
        0x20..=0x7e => char::from_u32(symbol),
        // Arabic-Indic digits have symbols of their own.
        0x0100_0000..=0x0110_ffff => char::from_u32(symbol - 0x0100_0000),
        _ => None,
    }
}
