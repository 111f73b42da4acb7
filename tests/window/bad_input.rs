//! Difficult articles and files in the window: nothing blocks, nothing is lost.

use std::path::Path;

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::{Key, pos2};
use hawashi::gui::i18n::Lang;
use hawashi::gui::theme::{Theme, ThemeName};

/// The most text that may be laid out for one gesture: a few pieces of a long paragraph and their surroundings. The
/// amount does not depend on the machine, unlike the time.
const MOST_BYTES: u64 = 256 << 10;

/// An open article, without waiting for detection, which runs on a thread.
fn reading(article: &Path) -> Window {
    let mut window = Window::speaking(Lang::En).open(&[article]);
    let name = window.text_with("page-name", "file", article.file_name().unwrap().to_str().unwrap());
    window.wait_for(&name);
    window
}

type Gesture<'a> = &'a dyn Fn(&mut Window);

/// Uses every function on an article, and checks how much text each of them lays out.
fn use_all(window: &mut Window, check: impl Fn(&mut Window, &str)) {
    let page = window.page();
    assert!(window.shaped_bytes() < MOST_BYTES, "opening: {} bytes were set", window.shaped_bytes());
    let gestures: [(&str, Gesture<'_>); 8] = [
        ("paging", &|window| (0..5).for_each(|_| window.press(BARE, Key::PageDown))),
        ("the end", &|window| window.press(CTRL, Key::End)),
        ("the beginning", &|window| window.press(CTRL, Key::Home)),
        ("next paragraphs", &|window| (0..5).for_each(|_| window.press(CTRL, Key::ArrowDown))),
        ("the scrollbar", &|window| {
            window.drag(&[pos2(page.right() + 8.0, page.top() + 20.0), pos2(page.right() + 8.0, page.center().y)]);
        }),
        ("words", &|window| {
            window.press(CTRL_SHIFT, Key::ArrowLeft);
            window.press(SHIFT, Key::ArrowDown);
        }),
        ("a larger size", &|window| window.press(CTRL, Key::Plus)),
        ("another width", &|window| window.resize(900.0, 700.0)),
    ];
    for (name, gesture) in gestures {
        let before = window.shaped_bytes();
        gesture(window);
        let set = window.shaped_bytes() - before;
        assert!(set < MOST_BYTES, "{name}: {set} bytes were set");
        check(window, name);
    }
}

#[test]
fn a_line_of_ten_million_letters_without_a_space() {
    let folder = Folder::new();
    let article = folder.write("long.txt", "سلام".repeat(2_500_000));
    let mut window = reading(&article);
    use_all(&mut window, |window, name| assert!(window.letters_on_page() > 500, "{name}: nothing is shown"));
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().map(|text| text.len()), Some(20_000_000));
}

#[test]
fn a_million_empty_lines() {
    let folder = Folder::new();
    let article = folder.write("empty.txt", format!("واحد{}اثنان", "\n".repeat(1_000_000)));
    let mut window = reading(&article);
    use_all(&mut window, |_, _| {});
    window.press(CTRL, Key::End);
    window.frames(10);
    assert!(window.letters_on_page() > 8, "the last word is in view");
}

#[test]
fn ten_thousand_marks_on_a_letter_and_two_hundred_open_controls() {
    let folder = Folder::new();
    let controls = "\u{202A}\u{2067}\u{202E}\u{202D}".repeat(200);
    let text = format!("قال ب{} ثم\n{controls}سرت abc 12\n{controls}\nواحد", "\u{64E}\u{651}".repeat(5_000));
    let article = folder.write("marks.txt", &text);
    let mut window = Window::speaking(Lang::En).showing_invisibles(true).open(&[&article]);
    window.wait_for_article("marks.txt");
    use_all(&mut window, |window, name| assert!(window.letters_on_page() > 8, "{name}: nothing is shown"));
    window.press(CTRL, Key::A);
    assert_eq!(window.copied(), Some(text));
}

/// What still works with an article whose file is gone or was changed by another program.
fn goes_on(folder: &Folder, window: &mut Window, saved_as: &str) {
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().as_deref(), Some(LIBYA), "the text in memory is whole");
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::Home);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    for key in [Key::End, Key::Home] {
        window.press(CTRL, key);
        assert!(window.letters_on_page() > 100);
    }
    window.press(CTRL, Key::S);
    window.wait_for(&window.text(saved_as));
    let saved = folder.read("libya.hawashi.ron").expect("the annotations are saved all the same");
    assert!(saved.contains("من أسوار"), "{saved}");
}

#[test]
fn an_article_that_is_deleted_while_open_is_read_on_and_saved() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    std::fs::remove_file(&article).unwrap();
    goes_on(&folder, &mut window, "status-saved-gone");
    // Another encoding needs the file: the missing file is reported, and the text stays.
    window.choose("menu-file", "command-choose-encoding");
    window.click_option("windows-1256");
    window.wait_for_notice(&["libya.txt"]);
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().as_deref(), Some(LIBYA));
    assert_eq!(window.tabs(), ["libya.txt"]);
    // The file returns, and with it all annotations.
    folder.write("libya.txt", LIBYA);
    assert_eq!(annotations_of(&article)[0].0, "من أسوار");
}

#[test]
fn an_article_that_is_cut_off_while_open_is_read_on_and_saved() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let file = std::fs::OpenOptions::new().write(true).open(&article).unwrap();
    file.set_len(101).unwrap();
    drop(file);
    goes_on(&folder, &mut window, "status-saved-changed");
    assert_eq!(std::fs::metadata(&article).unwrap().len(), 101, "the article itself is never written");
    // When read again it has the new text, in a window that still works.
    window.choose("menu-file", "command-choose-encoding");
    window.click_option("UTF-8");
    assert!(window.wait_until(|window| window.published_text().len() < 120));
    window.press(CTRL, Key::A);
    let copied = window.copied().unwrap();
    assert!(LIBYA.starts_with(copied.trim_end_matches('\u{FFFD}')) && copied.len() > 90, "{copied}");
    // The annotations are found again once the text is restored.
    folder.write("libya.txt", LIBYA);
    assert_eq!(annotations_of(&article)[0].0, "من أسوار");
}

#[test]
fn an_article_that_is_emptied_while_open_is_not_taken_from_the_reader() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    folder.write("libya.txt", "");
    goes_on(&folder, &mut window, "status-saved-changed");
    window.choose("menu-file", "command-choose-encoding");
    window.click_option("UTF-8");
    window.wait_for_notice(&["libya.txt"]);
    window.press(CTRL, Key::A);
    assert_eq!(window.copied().as_deref(), Some(LIBYA));
}

#[test]
fn a_folder_that_vanishes_costs_no_annotation() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    std::fs::remove_dir_all(folder.path("")).unwrap();
    window.press(CTRL, Key::S);
    let sentence = window.wait_for_notice(&["libya.hawashi.ron"]);
    assert!(sentence.split_whitespace().count() > 5, "{sentence}");
    assert_eq!(window.tabs(), ["libya.txt, not saved"]);
    // Saving works again once the folder exists.
    std::fs::create_dir_all(folder.path("")).unwrap();
    folder.write("libya.txt", LIBYA);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(annotations_of(&article)[0].0, "من أسوار");
}

#[test]
fn a_zero_byte_is_read_shown_as_other_controls_and_told() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("zero.txt", LIBYA.replacen('\n', "\0\n", 1).replacen(' ', " \0", 1));
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("zero.txt");
        let line = if lang == Lang::Ar { "السطر ١ " } else { "line 1 " };
        let sentence = window.wait_for_notice(&["zero.txt"]);
        assert!(sentence.contains(line), "{sentence}");
        // The button shows the position, and dismisses the notice.
        let show = window.text("notice-show");
        window.click(&show);
        window.wait_until_gone(&show);
        let paper = Theme::named(ThemeName::Light).paper;
        let boxes = |window: &Window| {
            let boxes = window.page_rects(paper).into_iter().filter(|rect| rect.height() < 16.0);
            boxes.min_by(|a, b| a.top().total_cmp(&b.top()))
        };
        assert!(window.wait_until(|window| boxes(window).is_some()), "no marks are shown");
        let first = boxes(&window).unwrap();
        window.hover(first.center());
        let control = window.text("invisible-control");
        let named = |label: &str| label.contains(&control) && label.contains("U+0000");
        assert!(window.wait_until(|window| window.any_label(named)), "{lang:?}: {:?}", window.labels());
        // A file that is not a text is not opened, and the reason is given.
        let archive = folder.write("archive.txt", [LIBYA.as_bytes(), &[0; 2_000]].concat());
        let mut window = Window::speaking(lang).open(&[&archive]);
        let title = window.text_with("unreadable-title", "file", "archive.txt");
        window.wait_for(&title);
    }
}
