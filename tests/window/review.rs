//! Review: one suggestion after the other is decided, with one key each and without the mouse.

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window, light};
use eframe::egui::{Key, Modifiers, Rect};
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

/// Towns, each named once, in paragraphs of their own.
const TOWNS: &str = "وصل الوفد إلى بنغازي صباحا.\nثم غادر الوفد إلى مصراتة مساء.\nوقصفت طائرات مدينة سرت ليلا.\n\
                     وعاد الهدوء إلى مدينة طبرق اليوم.\nثم وصل الوفد إلى دمشق.\n";

/// The mark whose decision is asked for.
fn current(window: &Window) -> Option<String> {
    let mark = window.published_marks().into_iter().find(|mark| mark.is_selected)?;
    Some(mark.name.split([',', '،']).next().unwrap_or_default().trim().to_owned())
}

fn undecided(window: &Window) -> usize {
    let suggested = window.text("status-suggested");
    window.published_marks().iter().filter(|mark| mark.status == suggested).count()
}

/// A window that reviews a text, from its first suggestion on.
fn reviewing(lang: Lang, text: &str) -> (Folder, Window) {
    let (folder, mut window) = Window::speaking(lang).open_text(text);
    window.settle();
    window.press(BARE, Key::F7);
    window.settle();
    (folder, window)
}

/// The line of the current mark, by its ring.
fn ring(window: &Window) -> Rect {
    let rings = window.page_rings(light().accent);
    *rings.iter().find(|ring| ring.height() < 60.0).expect("no ring")
}

#[test]
fn an_article_is_reviewed_with_one_key_for_each_suggestion() {
    for lang in Lang::ALL {
        let (folder, mut window) = reviewing(lang, TOWNS);
        let all = undecided(&window);
        assert!(all >= 5, "{lang:?}: {:?}", window.published_marks());
        assert!(window.sees(&window.text("review-card")), "{lang:?}");
        let first = current(&window).expect("the first one is asked for");
        assert!(first.contains("بنغازي"), "{first}");
        // Accepted with either key, rejected, and back to where that was done.
        window.press(BARE, Key::A);
        assert!(current(&window).unwrap().contains("مصراتة"), "{lang:?}: {:?}", current(&window));
        window.press(BARE, Key::R);
        assert!(current(&window).unwrap().contains("سرت"), "{lang:?}: {:?}", current(&window));
        window.press(BARE, Key::Enter);
        assert!(current(&window).unwrap().contains("طبرق"), "{lang:?}: {:?}", current(&window));
        window.press(CTRL, Key::Z);
        window.settle();
        assert!(current(&window).unwrap().contains("سرت"), "{lang:?}: undo goes back: {:?}", current(&window));
        window.press(CTRL, Key::Z);
        window.settle();
        assert!(current(&window).unwrap().contains("مصراتة"), "{lang:?}: {:?}", current(&window));
        assert_eq!(undecided(&window), all - 1, "{lang:?}");
        // The arrows visit what is left, and go round.
        window.press(BARE, Key::ArrowUp);
        assert!(current(&window).unwrap().contains("دمشق"), "{lang:?}: the decided one is passed over");
        window.press(BARE, Key::ArrowDown);
        assert!(current(&window).unwrap().contains("مصراتة"), "{lang:?}: {:?}", current(&window));
        for _ in 0..all - 1 {
            assert!(current(&window).is_some(), "{lang:?}");
            window.press(BARE, Key::A);
        }
        window.settle();
        window.wait_for(&window.text("review-nothing-left"));
        assert_eq!((current(&window), undecided(&window)), (None, 0), "{lang:?}");
        // Escape leaves; what was decided is saved.
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&window.text("review-card")), "{lang:?}");
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| folder.read("text.hawashi.ron").is_some()));
        window.settle();
        let saved = annotations_of(&folder.path("text.txt"));
        assert!(saved.len() >= 5 && saved.iter().all(|(_, a)| a.status == Status::Accepted), "{lang:?}: {saved:?}");
    }
}

#[test]
fn digits_give_another_label_and_go_on_and_after_e_another_meaning() {
    for lang in Lang::ALL {
        let (folder, mut window) = reviewing(lang, "غادر الوفد مدينة طرابلس أمس.\nثم وصل إلى مدينة دمشق.\n");
        assert!(current(&window).unwrap().contains("طرابلس"));
        // What else the name can mean is listed at once.
        window.press(BARE, Key::E);
        let which = window.text("review-which");
        assert!(window.sees(&which), "{lang:?}");
        assert!(window.sees(&window.text("review-digits")), "{lang:?}: the labels do not have the digits now");
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&which), "{lang:?}: Escape closes the list first");
        window.press(BARE, Key::E);
        window.press(BARE, Key::Num2);
        window.settle();
        assert!(current(&window).unwrap().contains("دمشق"), "{lang:?}: it goes on");
        window.press(BARE, Key::Num2);
        window.settle();
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| folder.read("text.hawashi.ron").is_some()));
        window.settle();
        let saved = annotations_of(&folder.path("text.txt"));
        let entity = |name: &str| saved.iter().find(|(quote, _)| quote.contains(name)).unwrap().1.entity.clone();
        assert!(entity("طرابلس").is_some_and(|entity| entity != "place:tripoli"), "{lang:?}: {saved:?}");
        let other = saved.iter().find(|(quote, _)| quote.contains("دمشق")).unwrap();
        let labels = hawashi::annotation::LabelSet::default();
        let second = labels.iter().find(|label| label.key == Some('2')).unwrap().id.clone();
        assert_eq!(other.1.label, second, "{lang:?}");
    }
}

#[test]
fn the_line_of_the_current_mark_stays_at_one_height() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reviewing(lang, LIBYA);
        window.let_pass(1.0);
        let page = window.page();
        let (first, decision) = (ring(&window).center().y, window.rect_of(&window.text("popover-accept")));
        let share = (first - page.top()) / page.height();
        assert!((0.34..0.42).contains(&share), "{lang:?}: {share}");
        for key in [Key::A, Key::A, Key::R, Key::ArrowDown, Key::A, Key::ArrowUp, Key::ArrowUp, Key::ArrowUp] {
            window.press(BARE, key);
            window.settle();
            window.let_pass(1.0);
            let now = ring(&window).center().y;
            assert!((now - first).abs() < 3.0, "{lang:?} {key:?}: {now}, not {first}");
            let card = window.rect_of(&window.text("popover-accept"));
            assert!((card.top() - decision.top()).abs() < 1.5, "{lang:?} {key:?}: the buttons have moved");
            assert!(!card.intersects(ring(&window)), "{lang:?}");
        }
    }
}

#[test]
fn the_end_of_a_mark_moves_by_words_and_letters_in_one_step() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reviewing(lang, "غادر الوفد إلى دمشق القديمة أمس.\n");
        assert_eq!(current(&window).as_deref().map(|name| name.contains("القديمة")), Some(false));
        // Where lines run from right to left, to the left is on.
        window.press(SHIFT, Key::ArrowLeft);
        assert!(current(&window).unwrap().contains("دمشق القديمة"), "{lang:?}: {:?}", current(&window));
        window.press(SHIFT | Modifiers::ALT, Key::ArrowRight);
        assert!(current(&window).unwrap().contains("دمشق القديم"), "{lang:?}: {:?}", current(&window));
        window.press(SHIFT, Key::ArrowRight);
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(undecided(&window), 1, "{lang:?}: one step: {:?}", window.published_marks());
    }
}

#[test]
fn a_mark_does_not_grow_into_the_next_paragraph() {
    let (_folder, mut window) = reviewing(Lang::Ar, "غادر الوفد إلى دمشق.\n\nوأكد بيان وصوله.\n");
    let before = current(&window).unwrap();
    for modifiers in [SHIFT, SHIFT | Modifiers::ALT] {
        // The full stop may become a part of it, the paragraph behind it may not.
        for _ in 0..3 {
            window.press(modifiers, Key::ArrowLeft);
        }
        let now = current(&window).unwrap();
        assert!(!now.contains("أكد"), "{now:?}, before {before:?}");
    }
}

#[test]
fn a_review_goes_on_after_a_search_and_after_all_like_this() {
    let (_folder, mut window) = reviewing(Lang::Ar, "غادر الوفد إلى دمشق أمس. وصل إلى بيروت اليوم. ثم عاد إلى دمشق.\n");
    let first = current(&window);
    window.press(CTRL, Key::F);
    window.press(BARE, Key::Escape);
    window.settle();
    assert_eq!(current(&window), first, "the search has ended");
    // Both mentions of the first are decided at once; the review stands at the other name.
    window.press(SHIFT, Key::M);
    window.wait_for(&window.text_with("alike-do-tag", "count", 2_u32));
    window.press(BARE, Key::Enter);
    window.settle();
    assert!(current(&window).is_some_and(|name| name.contains("بيروت")), "{:?}", current(&window));
}

#[test]
fn in_a_narrow_window_a_bar_takes_the_place_of_the_card() {
    for lang in Lang::ALL {
        for (width, height) in [(1024.0, 700.0), (700.0, 520.0)] {
            let (_folder, mut window) = reviewing(lang, LIBYA);
            window.resize(width, height);
            window.let_pass(1.0);
            let (accept, reject) =
                (window.rect_of(&window.text("popover-accept")), window.rect_of(&window.text("popover-reject")));
            for button in [accept, reject] {
                assert!(window.screen().contains_rect(button), "{lang:?} {width}");
                assert!(!button.intersects(ring(&window)), "{lang:?} {width}");
            }
            let first = current(&window);
            window.press(BARE, Key::A);
            assert_ne!(current(&window), first, "{lang:?} {width}");
        }
    }
}

/// The same town several times, in another country once.
const TRIPOLI: &str = "وصل الوفد إلى طرابلس أمس.\nوقال سكان مدينة طرابلس إن الوضع هادئ.\nثم عاد الوفد إلى مصراتة.\n\
                       وغادر الوزير طرابلس مساء.\nوقصفت طائرات مدينة طرابلس ليلا.\n";

#[test]
fn a_name_is_decided_at_once_and_taken_back() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reviewing(lang, TRIPOLI);
        let all = undecided(&window);
        assert!(current(&window).unwrap().contains("طرابلس"), "{lang:?}");
        let count = window.published_marks().iter().filter(|mark| mark.name.contains("طرابلس")).count();
        assert!(count >= 4, "{lang:?}: {:?}", window.published_marks());
        // How far it reaches stands beside the page before.
        let reach = window.text_with("several-accept", "count", count as u32);
        window.wait_for(&reach);
        window.press(SHIFT, Key::A);
        let told = match lang {
            Lang::En => format!("Accepted {count} of طرابلس."),
            Lang::Ar => "قُبل ٤ من «طرابلس».".to_owned(),
        };
        window.wait_for(&told);
        window.settle();
        assert_eq!(undecided(&window), all - count, "{lang:?}");
        assert!(current(&window).unwrap().contains("مصراتة"), "{lang:?}: it goes on");
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(undecided(&window), all, "{lang:?}: one step");
        assert!(current(&window).unwrap().contains("طرابلس"), "{lang:?}: back to where it was done");
        window.press(SHIFT, Key::R);
        window.settle();
        assert_eq!(undecided(&window), all - count, "{lang:?}");
        // What was rejected can be seen and taken back.
        window.press(CTRL_SHIFT, Key::R);
        window.settle();
        let rejected = window.text("status-rejected");
        let seen = window.published_marks().iter().filter(|mark| mark.status == rejected).count();
        assert_eq!(seen, count, "{lang:?}");
    }
}

#[test]
fn several_are_decided_by_measure_with_the_keyboard() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(TRIPOLI);
        window.settle();
        let all = undecided(&window);
        window.press(BARE, Key::M);
        let every = window.text("several-all");
        window.wait_for(&every);
        window.click_text("several-all");
        let accept = window.text_with("several-accept", "count", all as u32);
        window.wait_for(&accept);
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&accept), "{lang:?}");
        assert_eq!(undecided(&window), all, "{lang:?}: nothing was done");
        window.press(BARE, Key::M);
        // Enter does what the filled button says.
        let sure = window.text("several-sure");
        window.wait_for(&sure);
        window.press(BARE, Key::Enter);
        window.settle();
        assert!(undecided(&window) < all, "{lang:?}");
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(undecided(&window), all, "{lang:?}: one step");
    }
}

/// An organisation under two names, of which one names a country, and a town twice.
const NAMES: &str = "قالت قوات سوريا الديمقراطية إنها تقدمت.\nثم أعلنت قسد عن هدنة قرب دمشق.\nوغادرت قسد دمشق.\n";

#[test]
fn each_measure_reaches_what_it_says_by_page_list_and_keyboard() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(NAMES);
        window.settle();
        let all = undecided(&window);
        assert_eq!(all, 6, "{lang:?}: {:?}", window.published_marks());
        let first = window.places_of("قسد")[0];
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        for (measure, count) in [
            ("several-name", 2_u32),
            ("several-entity", 3),
            ("several-label", 3),
            ("several-rest", 4),
            ("several-all", 6),
        ] {
            window.click_at(first.center(), 1);
            window.press(BARE, Key::M);
            window.wait_for(&window.text("several-name"));
            window.click_text(measure);
            let reject = window.text_with("several-reject", "count", count);
            window.click(&reject);
            window.settle();
            assert_eq!(undecided(&window), all - count as usize, "{lang:?} {measure}");
            window.press(CTRL, Key::Z);
            window.settle();
            assert_eq!(undecided(&window), all, "{lang:?} {measure}: one step");
        }
        // A passage that is selected is what is meant.
        window.press(CTRL, Key::Home);
        window.press(SHIFT, Key::ArrowDown);
        window.press(BARE, Key::M);
        window.wait_for(&window.text("several-selection"));
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!(undecided(&window), all - 2, "{lang:?}: the selection");
        window.press(CTRL, Key::Z);
        window.settle();
        // From the list: a row stands for its name.
        window.click_row("دمشق");
        window.press(SHIFT, Key::A);
        window.settle();
        assert_eq!(undecided(&window), all - 2, "{lang:?}: from the list");
    }
}
