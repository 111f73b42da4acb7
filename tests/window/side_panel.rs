//! The side panel is moved to the other side, made wider and narrower, and stays so.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, pos2, vec2};
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, SHIFT, Window};

#[test]
fn it_stands_at_either_side_and_remembers_where() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let is_left = |window: &Window| window.list_rect().center().x < window.page().center().x;
        let usual = is_left(&window);
        assert_eq!(usual, lang == Lang::Ar, "{lang:?}");
        window.press(SHIFT, Key::F9);
        assert_ne!(is_left(&window), usual, "{lang:?}: at the other side");
        let settings = window.left_settings();
        let mut window = Window::speaking(lang).with_settings(settings).open(&[&article]);
        window.wait_for_mentions();
        assert_ne!(is_left(&window), usual, "{lang:?}: still");
        window.choose("menu-view", "command-move-side-panel");
        assert_eq!(is_left(&window), usual, "{lang:?}: back again");
    }
}

#[test]
fn its_edge_is_dragged_and_moved_by_keys_within_what_leaves_the_page_its_half() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let name = window.text("panel-width");
        let outward = if lang == Lang::Ar { 1.0 } else { -1.0 };
        let before = window.page().width();
        let edge = window.rect_of(&name).center();
        window.drag(&[edge, edge + vec2(outward * 40.0, 0.0), edge + vec2(outward * 100.0, 0.0)]);
        let wider = before - window.page().width();
        assert!((wider - 100.0).abs() < 6.0, "{lang:?}: {wider}");
        // Not wider than half of the window, nor narrower than it can be read.
        let edge = window.rect_of(&name).center();
        window.drag(&[edge, edge + vec2(outward * 400.0, 0.0), edge + vec2(outward * 900.0, 0.0)]);
        assert!(window.page().width() > 500.0, "{lang:?}: {}", window.page().width());
        let edge = window.rect_of(&name).center();
        window.drag(&[edge, edge - vec2(outward * 300.0, 0.0), edge - vec2(outward * 900.0, 0.0)]);
        let narrowest = window.screen().width() - window.page().width();
        assert!(narrowest > 312.0, "{lang:?}: {narrowest}");
        let settings = window.left_settings();
        assert_eq!(settings.side_panel_width, Some(312.0), "{lang:?}");
        // Kept; a double click gives the usual width again.
        let mut window = Window::speaking(lang).with_settings(settings).open(&[&article]);
        window.wait_for_mentions();
        let now = window.screen().width() - window.page().width();
        assert!((now - narrowest).abs() < 1.0, "{lang:?}: {now}");
        window.focus_on(Role::Splitter, &name);
        window.press(BARE, if lang == Lang::Ar { Key::ArrowRight } else { Key::ArrowLeft });
        let now = window.screen().width() - window.page().width();
        assert!((now - narrowest - 16.0).abs() < 1.0, "{lang:?}: {now}");
        let edge = window.rect_of(&name).center();
        window.click_at(pos2(edge.x, edge.y), 2);
        assert!((window.page().width() - before).abs() < 1.0, "{lang:?}: as usual");
    }
}

#[test]
fn labels_without_marks_fold_behind_their_number() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_events("وصل الوفد إلى طرابلس ثم إلى بنغازي.\n");
        let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&article]);
        window.wait_for_article("text.txt");
        window.settle();
        let all = window.chips().len();
        let unused = window.buttons().into_iter().find(|name| {
            let beginning = window.text_with("panel-labels-unused", "count", 5_u32);
            *name == beginning || name.contains(&window.text_with("panel-labels-unused", "count", 6_u32))
        });
        let unused = unused.unwrap_or_else(|| panic!("{lang:?}: {:?}", window.buttons()));
        window.click(&unused);
        window.settle();
        assert!(window.chips().len() > all, "{lang:?}: {all} {:?}", window.chips().len());
        let fewer = window.text("panel-labels-fewer");
        window.click(&fewer);
        window.settle();
        assert_eq!(window.chips().len(), all, "{lang:?}");
    }
}
