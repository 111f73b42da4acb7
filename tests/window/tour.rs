//! The tour of five steps on a sample, by doing what it asks for, by its buttons, and ended.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;
use hawashi::store::Settings;

use crate::support::folder::{Folder, LIBYA};
use crate::support::window::{BARE, CTRL, Window};

/// Whether the card shows this step.
fn is_at(window: &Window, lang: Lang, number: usize) -> bool {
    let total = if lang == Lang::Ar { "٥" } else { "5" };
    let number =
        if lang == Lang::Ar { ["٠", "١", "٢", "٣", "٤", "٥"][number].to_owned() } else { number.to_string() };
    let begins = if lang == Lang::Ar { format!("{number} من {total}:") } else { format!("{number} of {total}:") };
    window.any_status(|status| status.starts_with(&begins))
}

fn begun(lang: Lang, folder: &Folder) -> Window {
    let mut window = Window::speaking(lang).open(&[]);
    assert!(window.sees(&window.text("start-first")), "{lang:?}: it is offered at the first start");
    window.click_row(&window.text("command-tour"));
    window.wait_for_article("libya.txt");
    window.settle();
    assert!(folder.read("libya.txt").is_none());
    window
}

#[test]
fn each_step_goes_on_when_it_is_done() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let mut window = begun(lang, &folder);
        assert!(is_at(&window, lang, 1), "{lang:?}: {:?}", window.statuses());
        let place = window.places_of("أنفاسها")[0];
        window.click_at(place.center(), 2);
        assert!(is_at(&window, lang, 1), "{lang:?}: selecting is not yet tagging");
        window.press(BARE, Key::Num1);
        window.settle();
        assert!(is_at(&window, lang, 2), "{lang:?}: {:?}", window.statuses());
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::F8);
        window.press(BARE, Key::R);
        window.settle();
        assert!(is_at(&window, lang, 3), "{lang:?}: {:?}", window.statuses());
        window.press(BARE, Key::F8);
        window.press(BARE, Key::N);
        window.write("سؤال");
        window.press(CTRL, Key::Enter);
        window.settle();
        assert!(is_at(&window, lang, 4), "{lang:?}: {:?}", window.statuses());
        window.press(CTRL, Key::S);
        window.settle();
        window.press(CTRL, Key::A);
        window.write(&folder.path("mine.hawashi.ron").display().to_string());
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| is_at(window, lang, 5)), "{lang:?}: {:?}", window.statuses());
        window.press(CTRL, Key::K);
        window.settle();
        window.press(BARE, Key::Escape);
        window.settle();
        assert!((1..=5).all(|step| !is_at(&window, lang, step)), "{lang:?}: {:?}", window.statuses());
        assert!(window.settings_now().tour_seen, "{lang:?}");
    }
}

#[test]
fn it_is_gone_through_and_ended_by_keyboard_and_found_again() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let mut window = begun(lang, &folder);
        window.click_text("tour-next");
        assert!(is_at(&window, lang, 2), "{lang:?}");
        // What is selected is left first.
        window.press(BARE, Key::F8);
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(is_at(&window, lang, 2), "{lang:?}: {:?}", window.statuses());
        window.press(BARE, Key::Escape);
        window.settle();
        assert!((1..=5).all(|step| !is_at(&window, lang, step)), "{lang:?}: {:?}", window.statuses());
        window.choose("menu-help", "command-tour");
        window.settle();
        assert!(is_at(&window, lang, 1), "{lang:?}");
        window.click_text("tour-skip");
        window.settle();
        assert!(!is_at(&window, lang, 1), "{lang:?}");
    }
}

#[test]
fn who_has_worked_before_is_not_welcomed_as_new() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", LIBYA);
        let settings = Settings {
            language: Some(lang.code().to_owned()),
            recent: vec![article],
            author: Some("test".to_owned()),
            ..Settings::default()
        };
        let window = Window::speaking(lang).with_settings(settings).open(&[]);
        assert!(!window.sees(&window.text("start-first")), "{lang:?}");
        let tour = window.text("command-tour");
        assert!(window.rows().iter().any(|row| row.starts_with(&tour)), "{lang:?}: {:?}", window.rows());
    }
}
