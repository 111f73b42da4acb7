//! Working time and decisions an hour: off at first, counted while shown, never kept.

use eframe::egui::{Key, pos2};
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, Window};

#[test]
fn it_is_off_until_it_is_wanted_and_counts_decisions_and_time_without_pauses() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let begun = |window: &Window, count: u32| {
            let time = if lang == Lang::Ar { "٠:٠٠" } else { "0:00" };
            let values = [("time", time.into()), ("count", count.into())];
            window.text_with_values("status-pace-begun", &values)
        };
        assert!(!window.sees(&begun(&window, 0)), "{lang:?}: it is off");
        window.press(BARE, Key::F8);
        window.press(BARE, Key::A);
        window.choose("menu-view", "command-toggle-pace");
        let said = window.text("notice-pace");
        assert!(window.any_status(|status| status == said), "{lang:?}: {:?}", window.statuses());
        assert!(
            window.sees(&begun(&window, 0)),
            "{lang:?}: what was done before is not counted: {:?}",
            window.labels()
        );
        window.press(BARE, Key::F8);
        window.press(BARE, Key::A);
        window.press(BARE, Key::F8);
        window.press(BARE, Key::R);
        assert!(window.sees(&begun(&window, 2)), "{lang:?}: {:?}", window.labels());
        // Notes and moving about are no decisions; a long pause is no work.
        window.press(BARE, Key::F8);
        window.let_pass(600.0);
        window.hover(pos2(300.0, 400.0));
        assert!(window.sees(&begun(&window, 2)), "{lang:?}: {:?}", window.labels());
        for _ in 0..3 {
            window.let_pass(30.0);
            window.hover(pos2(320.0, 420.0));
        }
        let time = if lang == Lang::Ar { "٠:٠١" } else { "0:01" };
        let shows_pace = |window: &Window| window.any_label(|label| label.contains(time));
        assert!(window.wait_until(shows_pace), "{lang:?}: {:?}", window.labels());
        window.choose("menu-view", "command-toggle-pace");
        assert!(!shows_pace(&window), "{lang:?}: it is off again");
        // Nothing but the choice is kept.
        assert!(!window.left_settings().show_pace, "{lang:?}");
    }
}
