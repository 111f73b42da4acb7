//! Keys are taken one after another, however many come in one frame.
//!
//! What a key means is known only when what the one before it has asked for is done: a list has gone on to its next
//! row, a field has the keyboard, what was found belongs to what was typed. The toolkit gives all keys since the last
//! frame at once, and of a key that was pressed twice it tells only that it was pressed. So a frame gets one key, and
//! the next one follows when nothing is left to be done. Keys that write into a field come together: it takes them in
//! their order.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use eframe::egui::{Context, Event, Id, Key, Plugin, RawInput, Ui};

/// How long a key waits for what was asked for before it: a folder on a network may never answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keys that wait for their turn, and what happened between them.
pub(crate) struct KeyQueue {
    events: VecDeque<Event>,
    /// Whether keys write into a field now.
    is_typing: fn(&Context) -> bool,
    /// A key came in the last frame; what it does may need this one, too.
    rests: bool,
    /// Since when a key waits for something that takes its time.
    since: Option<Instant>,
}

/// What keys do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Command,
    Write,
    /// They write, except digits.
    WriteOrChoose,
}

/// What an event is to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Nothing depends on it: a key is let go, the pointer moves.
    Aside,
    /// The keys behind it mean something else.
    Modifiers,
    /// The pointer presses something.
    Pointer,
    /// A key that a field takes in its order.
    Writing,
    /// Any other key, or what a screen reader asks for.
    Key,
}

/// Says that something the person has asked for is not done yet in this frame: the next key waits for it.
pub(crate) fn wait(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(wait_id(), true));
}

/// Says that a digit chooses a row in this frame, although a field has the keyboard: it must not come together with
/// what is written.
pub(crate) fn digits_choose(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(choice_id(), true));
}

fn choice_id() -> Id {
    Id::unique("hawashi-keys-choice")
}

fn wait_id() -> Id {
    Id::unique("hawashi-keys-wait")
}

impl KeyQueue {
    /// An empty queue; `is_typing` says whether keys write into a field.
    pub(crate) fn new(is_typing: fn(&Context) -> bool) -> Self {
        Self { events: VecDeque::new(), is_typing, rests: false, since: None }
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Puts what has come since the last frame behind what waits. A key that is held repeats as fast as it is taken.
    fn take_in(&mut self, new: Vec<Event>) {
        let mut was_left_out = false;
        for event in new {
            let is_left_out = match &event {
                Event::Key { key, pressed: true, .. } => self.is_held_down(*key),
                Event::Text(_) => was_left_out,
                _ => false,
            };
            was_left_out = is_left_out;
            if !is_left_out {
                self.events.push_back(event);
            }
        }
    }

    /// Whether a key waits that was not let go since.
    fn is_held_down(&self, sought: Key) -> bool {
        self.events.iter().rev().find_map(|event| match event {
            Event::Key { key, pressed, .. } if *key == sought => Some(*pressed),
            _ => None,
        }) == Some(true)
    }

    /// What this frame gets of it. A key is `free` to come when what was asked for before it is done.
    fn deal(&mut self, of_keys: Use, is_free: bool) -> Vec<Event> {
        let rested = !std::mem::take(&mut self.rests);
        let mut dealt = Vec::new();
        let mut has: Option<Part> = None;
        while let Some(event) = self.events.front() {
            let part = match event {
                // The letter of a key comes with it.
                Event::Text(_) if matches!(dealt.last(), Some(Event::Key { pressed: true, .. })) => Part::Aside,
                event => part_of(event, self.events.get(1), of_keys),
            };
            let gives_up = matches!(event, Event::Key { key: Key::Escape, .. });
            let comes = match part {
                Part::Aside => true,
                Part::Modifiers => has.is_none() || has == Some(Part::Writing),
                Part::Pointer => has.is_none() || has == Some(Part::Pointer),
                Part::Writing => rested && (has.is_none() || has == Some(Part::Writing)),
                Part::Key => rested && (is_free || gives_up) && has.is_none(),
            };
            if !comes {
                break;
            }
            if !matches!(part, Part::Aside | Part::Modifiers) {
                has = Some(part);
            }
            dealt.extend(self.events.pop_front());
        }
        self.rests = has == Some(Part::Key);
        dealt
    }
}

fn part_of(event: &Event, next: Option<&Event>, of_keys: Use) -> Part {
    use Key::{ControlLeft, ControlRight, ShiftLeft, ShiftRight};

    let is_typing = of_keys != Use::Command;
    let chooses = |text: &str| of_keys == Use::WriteOrChoose && text.starts_with(char::is_numeric);
    match event {
        Event::Key { pressed: false, .. } => Part::Aside,
        Event::Key { key: ControlLeft | ControlRight | ShiftLeft | ShiftRight, .. } => Part::Aside,
        Event::Key { key, modifiers, .. } if is_typing => match next {
            _ if *key == Key::Backspace && modifiers.is_none() => Part::Writing,
            Some(Event::Text(text)) if !chooses(text) => Part::Writing,
            _ => Part::Key,
        },
        Event::Text(text) if is_typing && !chooses(text) => Part::Writing,
        Event::Ime(_) | Event::Paste(_) if is_typing => Part::Writing,
        Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Copy | Event::Cut => Part::Key,
        Event::AccessKitActionRequest(_) => Part::Key,
        Event::ModifiersChanged(_) => Part::Modifiers,
        Event::PointerButton { pressed: true, .. } => Part::Pointer,
        _ => Part::Aside,
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "keys"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        // Another pass of the same frame.
        if ctx.current_pass_index() > 0 {
            return;
        }
        let waits = ctx.data_mut(|data| data.remove_temp::<bool>(wait_id())).is_some();
        self.take_in(std::mem::take(&mut input.events));
        let is_patient = self.since.is_none_or(|since| since.elapsed() < PATIENCE);
        let chooses = ctx.data_mut(|data| data.remove_temp::<bool>(choice_id())).is_some();
        let of_keys = match ((self.is_typing)(ctx), chooses) {
            (false, _) => Use::Command,
            (true, false) => Use::Write,
            (true, true) => Use::WriteOrChoose,
        };
        input.events = self.deal(of_keys, !(waits && is_patient));
        let still_waits = waits && is_patient && !self.events.is_empty();
        self.since = still_waits.then(|| self.since.unwrap_or_else(Instant::now));
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if !self.events.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Modifiers, PointerButton, Pos2};

    use super::*;

    fn key(key: Key) -> Vec<Event> {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let text = Some(key.name()).filter(|name| name.len() == 1).map(|name| Event::Text(name.to_lowercase()));
        [Some(event(true)), text, Some(event(false))].into_iter().flatten().collect()
    }

    fn click() -> Vec<Event> {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        [true, false].map(|pressed| Event::PointerButton { pos: Pos2::ZERO, button, pressed, modifiers }).to_vec()
    }

    /// What of keys and clicks each frame gets; a frame without any is left out.
    fn frames(events: &[Vec<Event>], of_keys: Use) -> Vec<String> {
        let mut queue = KeyQueue::new(|_| false);
        queue.take_in(events.concat());
        let mut frames = Vec::new();
        for _ in 0..20 {
            let dealt = queue.deal(of_keys, true);
            let shown = dealt.iter().filter_map(|event| match event {
                Event::Key { key, pressed: true, .. } => Some(key.name()),
                Event::PointerButton { pressed: true, .. } => Some("click"),
                _ => None,
            });
            frames.extend(Some(shown.collect::<Vec<_>>().join(" ")).filter(|shown| !shown.is_empty()));
        }
        assert!(queue.is_empty());
        frames
    }

    #[test]
    fn a_frame_gets_one_key_and_a_field_all_that_is_written() {
        use Key::{A, Backspace, Enter, M, Num1, T, Tab};
        let down = Key::ArrowDown;
        for (events, reading, typing) in [
            (vec![key(down), key(down), key(Enter)], vec!["Down", "Down", "Enter"], vec!["Down", "Down", "Enter"]),
            (vec![key(T), key(M), key(A)], vec!["T", "M", "A"], vec!["T M A"]),
            (
                vec![key(M), key(Backspace), key(A), key(Enter)],
                vec!["M", "Backspace", "A", "Enter"],
                vec!["M Backspace A", "Enter"],
            ),
            (vec![key(A), key(Num1), key(A)], vec!["A", "1", "A"], vec!["A 1 A"]),
            (vec![click(), key(A), click()], vec!["click", "A", "click"], vec!["click", "A", "click"]),
            (vec![click(), click(), key(Tab)], vec!["click click", "Tab"], vec!["click click", "Tab"]),
        ] {
            assert_eq!(frames(&events, Use::Command), reading, "{events:?}");
            assert_eq!(frames(&events, Use::Write), typing, "{events:?} in a field");
        }
        let digits = vec![key(A), key(A), key(Num1), key(A)];
        assert_eq!(frames(&digits, Use::WriteOrChoose), ["A A", "1", "A"], "above a list with numbers");
    }

    #[test]
    fn no_event_is_lost_and_none_overtakes_another() {
        let all = [key(Key::T), key(Key::M), click(), key(Key::Enter), key(Key::Enter)].concat();
        for of_keys in [Use::Command, Use::Write, Use::WriteOrChoose] {
            let mut queue = KeyQueue::new(|_| false);
            queue.take_in(all.clone());
            let dealt: Vec<Event> = (0..20).flat_map(|_| queue.deal(of_keys, true)).collect();
            assert_eq!(dealt, all);
        }
    }

    #[test]
    fn a_key_waits_for_what_was_asked_for_and_giving_up_does_not() {
        let mut queue = KeyQueue::new(|_| false);
        queue.take_in([key(Key::M), key(Key::Enter)].concat());
        assert_eq!(queue.deal(Use::Write, false).len(), 3, "what is written does not wait");
        assert!(queue.deal(Use::Write, false).is_empty());
        assert_eq!(queue.deal(Use::Write, true).len(), 2);
        queue.take_in(key(Key::Escape));
        assert!(queue.deal(Use::Write, false).is_empty(), "the frame behind a key is its own");
        assert_eq!(queue.deal(Use::Write, false).len(), 2);
    }

    #[test]
    fn a_key_that_is_held_waits_once() {
        let [pressed, let_go] = &key(Key::ArrowDown)[..] else { panic!("an arrow writes nothing") };
        let mut queue = KeyQueue::new(|_| false);
        queue.take_in(vec![pressed.clone(); 5]);
        queue.take_in(vec![let_go.clone(), pressed.clone()]);
        assert_eq!(queue.events.len(), 3);
    }
}
