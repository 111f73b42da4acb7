//! Small windows and large scale: nothing is drawn over what is worked on, and what keys ask for is shown.
//!
//! Sizes are in points: 1024x700 at 150, 175 and 200 %.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect};
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window, light};

const SIZES: [(f32, f32); 3] = [(683.0, 467.0), (585.0, 400.0), (512.0, 350.0)];

const ARTICLE: &str = "وفد من مصراتة يصل إلى بنغازي\nوصل وفد من مصراتة إلى بنغازي لبحث ملف المحتجزين، والتقى قادة \
                       الجيش الوطني الليبي. وقال الوفد إن مصراتة تريد فتح الطريق إلى سرت والجفرة.\nوعاد الوفد إلى \
                       مصراتة عبر طرابلس، فيما بقي اثنان من أعضائه ببنغازي.\n";

fn opened(lang: Lang, (width, height): (f32, f32)) -> (Folder, Window) {
    let (folder, mut window) = Window::speaking(lang).size(width, height).open_text(ARTICLE);
    window.settle();
    (folder, window)
}

/// The line of the current mark, by its ring.
fn ring(window: &Window) -> Rect {
    let rings = window.page_rings(light().accent);
    *rings.iter().find(|ring| ring.height() < 60.0).expect("no ring")
}

/// What has the keyboard focus.
fn focus(window: &Window) -> (Role, String) {
    window.focused().unwrap_or((Role::Unknown, String::new()))
}

#[test]
fn a_search_has_its_field_in_any_window_and_its_digits_decide_nothing() {
    for lang in Lang::ALL {
        for size in SIZES.into_iter().chain([(320.0, 240.0)]) {
            let (_folder, mut window) = opened(lang, size);
            window.press(BARE, Key::F8);
            let marks = window.published_marks().iter().map(|mark| mark.name.clone()).collect::<Vec<_>>();
            window.press(CTRL, Key::F);
            let name = window.text("find-placeholder");
            let field = window.field_of(&name);
            assert!(window.screen().contains_rect(field), "{lang:?} {size:?}: {field:?}");
            assert_eq!(focus(&window).1, name, "{lang:?} {size:?}");
            window.write("12");
            window.settle();
            assert_eq!(window.written_in(&name), "12", "{lang:?} {size:?}");
            window.press(BARE, Key::Escape);
            window.settle();
            let now = window.published_marks().iter().map(|mark| mark.name.clone()).collect::<Vec<_>>();
            assert_eq!(now, marks, "{lang:?} {size:?}");
            assert!(window.sees(&window.text("menu-file")), "{lang:?} {size:?}: the menus are back");
        }
        // Keys that come at once with the one that opens the field are written, too.
        let (_folder, mut window) = opened(lang, (512.0, 350.0));
        window.press(BARE, Key::F8);
        window.press_at_once(&[(CTRL, Key::F, ""), (BARE, Key::Num2, "2"), (BARE, Key::Num1, "1")]);
        assert_eq!(window.written_in(&window.text("find-placeholder")), "21", "{lang:?}");
    }
}

#[test]
fn the_language_can_be_changed_in_any_window() {
    for lang in Lang::ALL {
        for size in SIZES {
            let (_folder, window) = opened(lang, size);
            let button = window.rect_of(&window.text("command-toggle-language-tip"));
            assert!(window.screen().contains_rect(button), "{lang:?} {size:?}: {button:?}");
        }
    }
}

#[test]
fn the_side_panel_folds_where_the_page_would_be_too_narrow_and_lies_over_it_on_request() {
    for lang in Lang::ALL {
        for size in SIZES {
            let (_folder, mut window) = opened(lang, size);
            let whole = window.page();
            assert!(whole.width() > size.0 - 20.0, "{lang:?} {size:?}: the page has the window");
            let tab = window.text("panel-annotations");
            assert!(!window.sees(&tab), "{lang:?} {size:?}");
            // F6 goes into it, Escape back to the page.
            window.press(BARE, Key::F6);
            assert!(window.sees(&tab), "{lang:?} {size:?}: {:?}", focus(&window));
            assert!((window.page().width() - whole.width()).abs() < 1.0, "{lang:?}: the text stays where it is");
            assert!(window.screen().contains_rect(window.rect_of(&tab)), "{lang:?} {size:?}");
            assert_ne!(focus(&window).0, Role::Document, "{lang:?} {size:?}");
            window.press(BARE, Key::Escape);
            assert!(!window.sees(&tab), "{lang:?} {size:?}");
            assert_eq!(focus(&window).0, Role::Document, "{lang:?} {size:?}");
            // F9 shows it, and takes it away.
            window.press(BARE, Key::F9);
            assert!(window.sees(&tab), "{lang:?} {size:?}");
            window.press(BARE, Key::F9);
            assert!(!window.sees(&tab), "{lang:?} {size:?}");
        }
    }
}

#[test]
fn f6_lays_the_names_over_the_page_in_review() {
    for lang in Lang::ALL {
        for size in [(1200.0, 768.0), (1024.0, 700.0), (683.0, 467.0)] {
            let (_folder, mut window) = opened(lang, size);
            window.press(BARE, Key::F7);
            window.settle();
            let tab = window.text("panel-mentions");
            assert!(!window.sees(&tab), "{lang:?} {size:?}");
            let page = window.page();
            window.press(BARE, Key::F6);
            assert!(window.sees(&tab), "{lang:?} {size:?}: {:?}", focus(&window));
            assert_eq!(window.page(), page, "{lang:?} {size:?}");
            // On to the next part, and it is folded again.
            window.press(BARE, Key::F6);
            assert!(!window.sees(&tab), "{lang:?} {size:?}: {:?}", focus(&window));
        }
    }
}

#[test]
fn how_much_is_decided_is_seen_in_review_at_any_width() {
    for lang in Lang::ALL {
        for size in [(1366.0, 768.0), (1024.0, 700.0), (683.0, 467.0)] {
            let (_folder, mut window) = opened(lang, size);
            window.press(BARE, Key::F7);
            window.settle();
            let told = |window: &Window, done: u32| {
                let told = |total| window.text_with_two("status-reviewed", ("done", done), ("total", total));
                (1..200_u32).flat_map(|total| window.rects_of(&told(total))).collect::<Vec<_>>()
            };
            window.press(BARE, Key::A);
            window.settle();
            let [place] = told(&window, 1)[..] else { panic!("{lang:?} {size:?}: {:?}", window.labels()) };
            assert!(window.screen().contains_rect(place), "{lang:?} {size:?}: {place:?}");
        }
    }
}

#[test]
fn a_relation_has_the_place_of_the_review_card() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang, (1366.0, 768.0));
        window.press(BARE, Key::F7);
        window.settle();
        assert!(window.sees(&window.text("popover-reject")), "{lang:?}");
        window.press(BARE, Key::L);
        window.settle();
        assert!(window.sees(&window.text("relation-new")), "{lang:?}");
        assert!(!window.sees(&window.text("popover-reject")), "{lang:?}: one card at a time");
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(window.sees(&window.text("popover-reject")), "{lang:?}");
    }
}

#[test]
fn in_review_the_bars_take_one_line_each_and_say_what_is_meant() {
    for lang in Lang::ALL {
        for size in SIZES {
            let (_folder, mut window) = opened(lang, size);
            window.press(BARE, Key::F7);
            window.settle();
            let bar = window.tag_bar();
            let tops: Vec<f32> = bar.iter().map(|(_, rect)| rect.top()).collect();
            assert!(tops.iter().all(|top| (top - tops[0]).abs() < 4.0), "{lang:?} {size:?}: one line: {bar:?}");
            let accept = window.rect_of(&window.text("popover-accept"));
            for button in ["popover-accept", "popover-reject"] {
                let rect = window.rect_of(&window.text(button));
                assert!(window.screen().contains_rect(rect) && !rect.intersects(ring(&window)), "{lang:?} {size:?}");
            }
            // The name has room before the buttons.
            let room = if lang == Lang::Ar { size.0 - accept.right() } else { accept.left() };
            assert!(room > 60.0, "{lang:?} {size:?}: {accept:?}");
            // The places open beside the current line.
            window.press(BARE, Key::E);
            window.settle();
            let other = window.rect_of(&window.text("review-search"));
            assert!(!other.intersects(ring(&window)), "{lang:?} {size:?}: {other:?} {:?}", ring(&window));
        }
    }
}

#[test]
fn what_has_no_room_on_the_bar_is_behind_one_button() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang, (512.0, 350.0));
        window.press(BARE, Key::F8);
        window.settle();
        let bar = window.tag_bar();
        assert!(bar.iter().all(|(_, rect)| (rect.top() - bar[0].1.top()).abs() < 4.0), "{lang:?}: one line: {bar:?}");
        assert!(bar.iter().all(|(_, rect)| window.screen().contains_rect(*rect)), "{lang:?}: {bar:?}");
        window.click_text("popover-fold");
        let copy = window.text("popover-copy");
        assert!(window.screen().contains_rect(window.rect_of(&copy)), "{lang:?}");
    }
}

#[test]
fn the_question_about_all_like_this_leaves_the_page_in_view() {
    for lang in Lang::ALL {
        for size in SIZES {
            let (_folder, mut window) = opened(lang, size);
            window.press(BARE, Key::F8);
            window.press(SHIFT, Key::M);
            window.settle();
            let cancel = window.rect_of(&window.text("several-cancel"));
            assert!(window.screen().contains_rect(cancel), "{lang:?} {size:?}: {cancel:?}");
            for (row, _) in window.places_of_rows() {
                assert!(row.right() <= size.0 + 0.5 && row.left() >= -0.5, "{lang:?} {size:?}: {row:?}");
                assert!(!row.intersects(ring(&window)), "{lang:?} {size:?}: {row:?} {:?}", ring(&window));
            }
        }
    }
}

#[test]
fn the_form_about_the_article_is_one_line_that_opens() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang, (512.0, 350.0));
        window.press(CTRL, Key::I);
        window.settle();
        let unfold = window.text("about-unfold");
        assert_eq!(focus(&window).1, unfold, "{lang:?}");
        assert!(window.page().height() > 170.0, "{lang:?}: {:?}", window.page());
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!(focus(&window).0, Role::TextInput, "{lang:?}: in the first field: {:?}", focus(&window));
        assert!(window.page().height() > 90.0, "{lang:?}: {:?}", window.page());
        // Whatever has the focus is in view.
        for _ in 0..5 {
            let (_, name) = focus(&window);
            let place = window.rect_of(&name);
            assert!(place.bottom() <= window.page().top() + 1.0, "{lang:?}: {name} {place:?} {:?}", window.page());
            window.press(BARE, Key::Tab);
            window.frames(3);
        }
    }
}

#[test]
fn the_label_editor_scrolls_to_what_has_the_focus() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang, (512.0, 350.0));
        window.press(CTRL_SHIFT, Key::E);
        window.wait_for(&window.text("labels-search"));
        let location = window.label_name("location");
        window.click_row(&location);
        window.frames(4);
        let form = window.text("labels-form");
        for _ in 0..24 {
            window.press(BARE, Key::Tab);
            window.frames(4);
            let (role, name) = focus(&window);
            let place = window.focused_rect().expect("nothing has the focus");
            assert!(window.screen().expand(1.0).contains_rect(place), "{lang:?} {form}: {role:?} {name}: {place:?}");
        }
    }
}

#[test]
fn the_palette_has_its_size_at_once() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang, (1024.0, 700.0));
        window.press(CTRL, Key::K);
        window.settle();
        window.write("ا");
        window.settle();
        let first = window.places_of_rows().len();
        let card = window.card_around_field(window.field_of(&window.text("command-palette")));
        window.frames(6);
        assert_eq!(window.places_of_rows().len(), first, "{lang:?}");
        assert_eq!(window.card_around_field(window.field_of(&window.text("command-palette"))), card, "{lang:?}");
        assert!(card.height() > 300.0, "{lang:?}: {card:?}");
    }
}
