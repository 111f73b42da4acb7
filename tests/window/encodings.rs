//! Articles in all encodings, in the window: detected, previewed, repaired.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::{Key, accesskit::Role};
use hawashi::document::Document;
use hawashi::document::encoding::Charset;
use hawashi::gui::i18n::Lang;

const NEWS: &str = "قال متحدث باسم الحكومة في بغداد إن القوات دخلت مدينة الموصل.\nوقال إن المعارك انتهت.\n";

/// NEWS in MS-DOS code page 720, as converted by iconv.
const DOS_NEWS: &[u8] = include_bytes!("../encoding/news.cp720");

/// The text that a program saves after reading UTF-8 in this encoding.
fn misread(text: &str, taken_for: &str) -> String {
    let taken_for: Charset = taken_for.parse().unwrap();
    Document::decode(text.as_bytes().to_vec(), Some(taken_for.into())).unwrap().text().to_owned()
}

fn text_of(window: &mut Window) -> String {
    window.press(CTRL, Key::A);
    let text = window.copied().unwrap_or_default();
    window.press(BARE, Key::Escape);
    text
}

#[test]
fn an_article_of_dos_is_recognised_and_each_encoding_shows_a_line() {
    let folder = Folder::new();
    let article = folder.write("dos.txt", DOS_NEWS);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("dos.txt");
        assert_eq!(text_of(&mut window), NEWS);
        window.click("CP720");
        window.wait_for("MacArabic");
        let recognised = window.beside_option("CP720");
        assert!(recognised.contains("قال متحدث باسم الحكومة"), "{recognised}");
        assert!(recognised.contains(&window.text("encoding-recognised")), "{recognised}");
        for other in ["UTF-8", "windows-1256", "ISO-8859-6", "CP864", "MacArabic", "UTF-16LE"] {
            let line = window.beside_option(other);
            assert!(!line.is_empty() && !line.contains("متحدث"), "{other}: {line}");
        }
        // The list has the focus: the next encoding is one key away.
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| !window.sees("CP720")), "UTF-8 is the one below");
        assert_ne!(text_of(&mut window), NEWS);
    }
}

#[test]
fn damaged_lines_are_named_and_lead_to_the_encodings() {
    let folder = Folder::new();
    let mut bytes = format!("{NEWS}{NEWS}").into_bytes();
    bytes[7] = 0xff;
    let last = bytes.len() - 4;
    bytes[last] = 0x28;
    let article = folder.write("damaged.txt", bytes);
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_article("damaged.txt");
    let sentence = window.wait_for_notice(&["damaged.txt", "UTF-8"]);
    assert!(sentence.contains("2 lines") && sentence.contains("1, 4"), "{sentence}");
    assert!(window.sees("UTF-8"), "it is not taken for anything else");
    window.click_text("notice-other-encoding");
    window.click_option("windows-1256");
    assert!(window.wait_until(|window| window.sees("windows-1256") && !window.sees("UTF-8")));
}

#[test]
fn what_seems_to_be_no_text_can_be_read_in_a_chosen_encoding() {
    let folder = Folder::new();
    let mut bytes = NEWS.as_bytes().to_vec();
    bytes.splice(7..7, [0; 600]);
    let article = folder.write("zeros.txt", bytes);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for(&window.text_with("unreadable-title", "file", "zeros.txt"));
        assert!(window.any_label(|label| label.contains("UTF-16")), "why is said: {:?}", window.labels());
        assert_eq!(window.tabs().len(), 1, "the tab stays");
        window.choose("menu-file", "command-choose-encoding");
        window.click_option("UTF-8");
        window.wait_for_article("zeros.txt");
        assert_eq!(text_of(&mut window).replace('\0', ""), NEWS);
    }
    // The button in place of the page does the same; Close closes it.
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for(&window.text_with("unreadable-title", "file", "zeros.txt"));
    window.click_text("notice-other-encoding");
    window.wait_for("CP864");
    window.press(BARE, Key::Escape);
    window.click_text("dialog-close");
    assert!(window.tabs().is_empty());
}

#[test]
fn utf16_with_a_zero_on_the_other_side_is_no_binary_file() {
    let folder = Folder::new();
    let text = format!("{NEWS}\u{600}12 \u{100}\n");
    for (name, big) in [("le.txt", false), ("be.txt", true)] {
        let units = text.encode_utf16();
        let bytes: Vec<u8> = units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
        let article = folder.write(name, bytes);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for_article(name);
        assert_eq!(text_of(&mut window), text);
    }
}

#[test]
fn a_text_that_was_read_wrongly_before_is_repaired_without_touching_the_file() {
    let folder = Folder::new();
    let once = misread(NEWS, "windows-1252");
    let table = [
        ("once.txt", once.clone(), "windows-1252"),
        ("twice.txt", misread(&once, "windows-1252"), "windows-1252, windows-1252"),
        ("arabic.txt", misread(NEWS, "windows-1256"), "windows-1256"),
        ("dos.txt", misread(NEWS, "cp437"), "CP437"),
    ];
    for (name, stored, taken_for) in table {
        let article = folder.write(name, &stored);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for_article(name);
        window.wait_for_notice(&[name, "by mistake"]);
        window.click_text("notice-repair");
        window.wait_for(&format!("UTF-8, misread as {taken_for}"));
        assert_eq!(text_of(&mut window), NEWS, "{name}");
        assert_eq!(folder.read(name).unwrap(), stored);
        // An annotation is found in the repaired text, also the next time.
        window.press(CTRL, Key::Home);
        window.press(CTRL_SHIFT, Key::ArrowLeft);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let saved = annotations_of(&article);
        assert_eq!(saved[0].0.trim(), "قال", "{name}");
        let mut again = Window::speaking(Lang::En).open(&[&article]);
        again.wait_for_article(name);
        assert_eq!(text_of(&mut again), NEWS, "{name}");
        assert!(again.notices().is_empty(), "{:?}", again.notices());
    }
}

#[test]
fn a_text_that_reads_well_is_not_to_be_repaired() {
    let folder = Folder::new();
    for text in [NEWS, "Le président a été reçu à l’Élysée, où il a déclaré…\n", "ראש הממשלה נפגש היום עם שר הביטחון\n"]
    {
        let article = folder.write("fine.txt", text);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for_article("fine.txt");
        assert_eq!(window.notices(), [] as [&str; 0], "{text}");
        assert!(window.text_in(Role::Document).is_empty() || window.sees("UTF-8"));
    }
}
