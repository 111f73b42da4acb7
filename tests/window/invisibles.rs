//! Invisible characters in the window: announced if they reorder the text, shown as small signs that move nothing.

use crate::support::folder::Folder;
use crate::support::window::{BARE, Window};
use eframe::egui::{Key, pos2};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

/// The third paragraph, not counting the blank one, displays `exe.jpg`, and so does the one after it.
const TURNED: &str = "واحد اثنان\n\nثلاثة\nالملف \u{202E}gpj.exe\u{202C} وصل\nملف آخر \u{202E}gpj.exe\u{202C}\n";

#[test]
fn a_text_that_reads_differently_is_announced_and_shown() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let lines = "سطر قبله\n".repeat(80);
        let article = folder.write("turned.txt", format!("{lines}{TURNED}"));
        let mut window = Window::speaking(lang).open(&[&article]);
        let (count, paragraph) = if lang == Lang::En { ("2", "83") } else { ("فقرتين", "٨٣") };
        let sentence = window.wait_for_notice(&["turned.txt", count, paragraph]);
        assert!(sentence.split_whitespace().count() > 8, "{sentence}");
        assert!(window.letters_on_page() > 0);
        window.click_text("notice-show");
        window.frames(25);
        assert!(window.notices().is_empty(), "what was shown need not be said any longer");
        let sign = window.text("invisible-rlo");
        let paper = Theme::named(ThemeName::Light).paper;
        let boxes = window.page_rects(paper).into_iter().filter(|rect| rect.height() < 16.0);
        let first = boxes.min_by(|a, b| a.top().total_cmp(&b.top())).expect("no marks are shown");
        window.hover(first.center());
        window.frames(15);
        let named = |label: &str| label.contains(&sign) && label.contains("U+202E");
        assert!(window.any_label(named), "{lang:?}: {:?}", window.labels());
    }
}

#[test]
fn a_text_with_marks_that_change_nothing_is_opened_without_a_word() {
    let folder = Folder::new();
    let article =
        folder.write("calm.txt", "قال \u{2067}فلان\u{2069} لـ\u{200F} \u{202A}BBC\u{202C} “نعم” – ثم می\u{200C}خواهم\n");
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_article("calm.txt");
    window.frames(10);
    assert!(window.notices().is_empty(), "{:?}", window.notices());
}

#[test]
fn signs_move_no_letter() {
    let folder = Folder::new();
    let text = "واحد\u{A0}اثنان\tثلاثة\u{200F} می\u{200C}خواهم \u{202B}سرت\u{202C} abc\u{200B}def\u{FEFF}\u{AD} 12\u{202F}%\u{2028}آخر";
    let article = folder.write("signs.txt", text);
    let letters = |shown: bool| {
        let mut window = Window::speaking(Lang::En).showing_invisibles(shown).open(&[&article]);
        window.wait_for_article("signs.txt");
        window.letters_in(window.page())
    };
    let (plain, marked) = (letters(false), letters(true));
    assert!(marked.len() > plain.len() + 40, "the abbreviations are letters, too");
    assert!(plain.iter().all(|corner| marked.contains(corner)), "each letter of the article stands where it stood");
}

#[test]
fn what_was_said_of_a_text_goes_when_it_is_read_in_another_encoding() {
    let folder = Folder::new();
    let article = folder.write("turned.txt", format!("{}\u{202E}gpj.exe\u{202C} نعم\n", "سطر قبله\n".repeat(30)));
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_notice(&["turned.txt", "invisible characters"]);
    assert!(window.sees(&window.text("notice-show")));
    window.choose("menu-file", "command-choose-encoding");
    window.click_option("UTF-16LE");
    window.wait_until(|window| !window.sees("UTF-8"));
    assert!(!window.sees(&window.text("notice-show")), "its place was one of the other text");
    for key in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowDown, Key::End] {
        window.press(BARE, key);
    }
    assert!(window.letters_on_page() > 0);
}

#[test]
fn a_drag_that_begins_on_a_sign_selects() {
    let folder = Folder::new();
    let text = "واحد اثنان\u{200F}\u{200F} ثلاثة أربعة";
    let article = folder.write("signs.txt", text);
    let mut window = Window::speaking(Lang::En).showing_invisibles(true).open(&[&article]);
    window.wait_for_article("signs.txt");
    let paper = Theme::named(ThemeName::Light).paper;
    let sign = window.page_rects(paper).into_iter().find(|rect| rect.height() < 16.0).expect("no mark is shown");
    let last = window.places_of("أربعة")[0];
    window.drag(&[sign.center(), pos2(last.left() + 1.0, last.center().y)]);
    assert_eq!(window.copied().map(|text| text.replace('\u{200F}', "")).as_deref(), Some("ثلاثة أربعة"));
}
