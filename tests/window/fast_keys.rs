//! Keys that come faster than the window draws do what they do one after the other.

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::{Key, Modifiers};
use hawashi::gui::i18n::Lang;

const ALT: Modifiers = Modifiers::ALT;

/// A short article, so that many windows can be opened on it.
const ARTICLE: &str = "وصل الوفد إلى طرابلس\nالتقى الوفد في بنغازي قادة الجيش الوطني الليبي وبعثة الأمم المتحدة (UNSMIL).\n\
    ثم سافر إلى القاهرة وتونس، وعاد إلى طرابلس من الجزائر.\n";

type Pressed = (Modifiers, Key, &'static str);

/// A key that writes nothing.
const fn key(key: Key) -> Pressed {
    (BARE, key, "")
}

const DOWN: Pressed = key(Key::ArrowDown);
const UP: Pressed = key(Key::ArrowUp);
const LEFT: Pressed = key(Key::ArrowLeft);
const ENTER: Pressed = key(Key::Enter);
const ESCAPE: Pressed = key(Key::Escape);
const TAB: Pressed = key(Key::Tab);
const NEXT: Pressed = key(Key::F8);
const OPEN: Pressed = (CTRL, Key::O, "");
const FIND: Pressed = (CTRL, Key::F, "");
const LABEL: Pressed = (CTRL, Key::L, "");
const TABS: Pressed = (CTRL_SHIFT, Key::A, "");

/// The keys of a word in small letters, and of digits.
fn word(letters: &'static str) -> Vec<Pressed> {
    let names = letters.split("").filter(|letter| !letter.is_empty());
    names.map(|letter| (BARE, Key::from_name(&letter.to_uppercase()).unwrap(), letter)).collect()
}

/// What is opened before the keys are pressed.
#[derive(Clone, Copy, PartialEq)]
enum On {
    Article,
    /// Three articles.
    Tabs,
    /// A folder of articles.
    Folder,
}

/// All that a person could notice of a window.
fn told(window: &mut Window) -> Vec<String> {
    window.settle();
    // What is said for some seconds only has gone.
    window.let_pass(20.0);
    window.settle();
    let mut told = window.told();
    told.push(format!("focus: {:?}", window.focused()));
    told.push(format!("selected: {:?}", window.copied()));
    told
}

fn after(folder: &Folder, on: On, keys: &[Pressed], at_once: bool) -> Vec<String> {
    let article = folder.path("libya.txt");
    let opening = Window::speaking(Lang::En);
    let mut window = match on {
        On::Article => opening.open(&[&article]),
        On::Tabs => opening.open(&[&article, &folder.path("notes.txt"), &folder.path("sudan.txt")]),
        On::Folder => opening.open(&[&folder.path("")]),
    };
    match on {
        On::Article => window.wait_for_article("libya.txt"),
        On::Tabs => window.wait_for_article("sudan.txt"),
        On::Folder => window.settle(),
    }
    if on != On::Folder {
        window.focus_page();
    }
    window.settle();
    if at_once {
        window.press_at_once(keys);
    } else {
        for key in keys {
            window.press_at_once(&[*key]);
            window.settle();
        }
    }
    told(&mut window)
}

fn same_at_once(on: On, cases: &[(&str, Vec<Pressed>)]) {
    let folder = Folder::new();
    folder.write("libya.txt", ARTICLE);
    folder.write("notes.txt", "ملاحظات من ليبيا");
    folder.write("sudan.txt", "تقرير من السودان ومصر وليبيا\n".repeat(4));
    let before = after(&folder, on, &[], false);
    for (what, keys) in cases {
        let slow = after(&folder, on, keys, false);
        assert!(slow != before, "{what} does nothing");
        let fast = after(&folder, on, keys, true);
        let differs: Vec<_> = slow.iter().zip(&fast).filter(|(slow, fast)| slow != fast).collect();
        assert!(slow == fast, "{what}: {differs:#?}");
    }
}

#[test]
fn keys_on_the_page_do_the_same_at_once() {
    let move_end = [NEXT, key(Key::F2), LEFT, LEFT, (ALT, Key::ArrowLeft, ""), ENTER].to_vec();
    same_at_once(
        On::Article,
        &[
            ("next mention", vec![NEXT; 5]),
            ("next and previous", vec![NEXT, NEXT, NEXT, (SHIFT, Key::F8, ""), (ALT, Key::ArrowDown, "")]),
            ("accept and reject", [vec![NEXT], word("a"), vec![NEXT, NEXT], word("r"), vec![NEXT], word("a")].concat()),
            ("labels by digits", [vec![NEXT], word("3"), vec![NEXT], word("2")].concat()),
            ("arrows", vec![DOWN, DOWN, LEFT, LEFT, UP]),
            (
                "arrows with Shift",
                vec![DOWN, (SHIFT, Key::ArrowLeft, ""), (SHIFT, Key::ArrowLeft, ""), (CTRL_SHIFT, Key::ArrowLeft, "")],
            ),
            ("paragraphs", vec![(CTRL, Key::ArrowDown, ""), (CTRL, Key::ArrowDown, ""), (CTRL, Key::ArrowUp, "")]),
            ("an end that is moved", move_end.clone()),
            ("one that is moved and given up", [&move_end[..4], &[ESCAPE][..]].concat()),
            (
                "a step, and back twice",
                [vec![NEXT], word("a"), vec![NEXT], word("a"), vec![(CTRL, Key::Z, ""); 2]].concat(),
            ),
            ("parts of the window", vec![key(Key::F6); 3]),
        ],
    );
}

#[test]
fn keys_behind_one_that_opens_a_field_go_into_it() {
    let to_note = (CTRL, Key::Enter, "");
    same_at_once(
        On::Article,
        &[
            ("which place, by arrows", [vec![NEXT], word("e"), vec![DOWN, DOWN, DOWN, ENTER]].concat()),
            ("which place, and back up", [vec![NEXT], word("e"), vec![DOWN, DOWN, UP, DOWN, DOWN, ENTER]].concat()),
            ("which place, by digit", [vec![NEXT], word("e2")].concat()),
            ("which place, by name", [vec![NEXT], word("ecairo"), vec![ENTER]].concat()),
            ("a row of a name", [vec![NEXT], word("eparis"), vec![DOWN, DOWN, ENTER]].concat()),
            (
                "a name that is changed",
                [vec![NEXT], word("eparis"), vec![key(Key::Backspace); 5], word("rome"), vec![ENTER]].concat(),
            ),
            ("given up", [vec![NEXT], word("ecairo"), vec![ESCAPE, NEXT]].concat()),
            ("a new label", [vec![NEXT], word("tmail"), vec![ENTER]].concat()),
            ("a label that there is", [vec![NEXT], word("tgroup"), vec![ENTER]].concat()),
            ("a label of the list", [vec![NEXT], word("t"), vec![DOWN, DOWN, ENTER]].concat()),
            ("a note", [vec![NEXT], word("nan"), vec![to_note, NEXT]].concat()),
            ("a note given up", [vec![NEXT], word("nan"), vec![ESCAPE]].concat()),
            ("a label in a window of its own", [vec![NEXT, LABEL], word("mail"), vec![TAB, TAB, ENTER]].concat()),
            ("a match, and it tagged", [vec![FIND], word("unsmil"), vec![ENTER, ESCAPE], word("n")].concat()),
        ],
    );
}

#[test]
fn keys_in_menus_bars_and_lists_do_the_same_at_once() {
    same_at_once(
        On::Tabs,
        &[
            ("a menu", vec![key(Key::F10), TAB, DOWN, DOWN, DOWN]),
            ("a menu's command", vec![key(Key::F10), TAB, DOWN, DOWN, ENTER]),
            ("tabs", vec![(CTRL, Key::Tab, ""); 2]),
            ("the list of tabs", vec![TABS, DOWN, DOWN, ENTER]),
            ("the list of tabs by a name", [vec![TABS], word("notes"), vec![ENTER]].concat()),
            ("a row of the side panel", [vec![key(Key::F6)], vec![DOWN, DOWN, DOWN]].concat()),
            ("the shortcuts", vec![key(Key::F1), DOWN, DOWN, key(Key::PageDown)]),
            ("the chooser", [vec![OPEN], word("lib"), vec![ENTER]].concat()),
            ("the chooser's rows", vec![OPEN, DOWN, DOWN, key(Key::Space)]),
            (
                "the chooser's rows with Shift",
                vec![OPEN, DOWN, (SHIFT, Key::ArrowDown, ""), (SHIFT, Key::ArrowDown, "")],
            ),
        ],
    );
    same_at_once(
        On::Folder,
        &[
            ("a folder's rows", [word("/"), vec![DOWN, DOWN]].concat()),
            ("a folder's row that is opened", [word("/"), vec![DOWN, DOWN, ENTER]].concat()),
            ("a folder's search", [word("/libya"), vec![DOWN, ENTER]].concat()),
        ],
    );
}

/// The places that a name can stand for, as the list has them.
fn places(window: &Window) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.contains(" · ")).collect()
}

#[test]
fn the_third_place_is_chosen_by_three_keys_however_fast() {
    let folder = Folder::new();
    let article = folder.write("libya.txt", ARTICLE);
    for at_once in [false, true] {
        let mut window = Window::reading(&article);
        window.focus_page();
        window.press_at_once(&[NEXT]);
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.settle();
        let third = places(&window)[2].clone();
        let keys = [DOWN, DOWN, DOWN, ENTER];
        if at_once {
            window.press_at_once(&keys);
        } else {
            for key in keys {
                window.press_at_once(&[key]);
            }
        }
        window.settle();
        // What it stands for now is the first.
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.settle();
        assert_eq!(places(&window)[0], third);
    }
}

#[test]
fn a_label_is_called_what_was_typed_however_fast() {
    let folder = Folder::new();
    let article = folder.write("libya.txt", ARTICLE);
    let mut window = Window::reading(&article);
    window.press_at_once(&[vec![NEXT], word("tmail"), vec![ENTER]].concat());
    window.settle();
    assert!(window.sees("mail") && !window.sees("m"), "{:?}", window.told());
}
