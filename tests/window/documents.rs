//! Documents of other programs in the window: a page reduced to its article, quoted with its source, one post of many.

use std::path::Path;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::{Key, accesskit::Role};
use hawashi::gui::i18n::Lang;

const PAGE: &str = "<html><head><title>معارك في سرت</title><meta charset=utf-8><meta property='article:published_time' \
    content='2026-11-30T08:00:00Z'><meta property='og:url' content='https://example.org/sirte'></head><body><nav><a href=/>\
    الرئيسية</a> <a href=/s>رياضة</a></nav><article><h1>معارك في سرت</h1><p>قالت مصادر محلية إن القوات انسحبت من وسط المدينة، بعد \
    أيام من القصف العنيف على أحيائها الغربية والجنوبية، وإن السكان بدأوا العودة إلى بيوتهم.</p><blockquote>لن نعود قبل أن تنتهي \
    الحرب، قال أحد السكان وهو ينتظر على الطريق مع عائلته منذ يومين.</blockquote><h2>الطريق إلى مصراتة</h2><ul><li>الطريق مفتوح منذ \
    صباح اليوم أمام الشاحنات.</li><li>الهدنة صامدة حتى الآن في معظم الجبهات.</li></ul></article></body></html>";

fn document(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    std::fs::read(folder.join(name)).unwrap()
}

fn whole_text(window: &mut Window) -> String {
    window.press(CTRL, Key::A);
    let text = window.copied().unwrap_or_default();
    window.press(BARE, Key::Escape);
    text
}

#[test]
fn a_web_page_is_its_article_until_all_of_it_is_wanted() {
    let folder = Folder::new();
    let article = folder.write("خبر.html", PAGE);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("خبر.html");
        let text = whole_text(&mut window);
        assert!(text.starts_with("معارك في سرت\n\n") && !text.contains("رياضة"), "{text}");
        let seen = window.published_paragraphs();
        let has = |role: Role, text: &str| seen.iter().any(|(known, said)| *known == role && said.contains(text));
        assert!(has(Role::Heading, "الطريق إلى مصراتة") && has(Role::Blockquote, "لن نعود"), "{seen:?}");
        assert!(has(Role::ListItem, "الهدنة صامدة"), "{seen:?}");
        window.choose("menu-file", "command-whole-page");
        assert!(window.wait_until(|window| window.any_status(|said| !said.is_empty())));
        let text = whole_text(&mut window);
        assert!(text.contains("رياضة"), "{text}");
        assert_eq!(folder.read("خبر.hawashi.ron"), None, "nothing is written before it is saved");
    }
}

#[test]
fn a_quotation_is_copied_with_its_source() {
    let folder = Folder::new();
    let article = folder.write("a.html", PAGE);
    let mut window = Window::speaking(Lang::Ar).open(&[&article]);
    window.wait_for_article("a.html");
    window.press(CTRL, Key::A);
    let copied = window.copied_by_key(CTRL_SHIFT, Key::C).unwrap();
    assert!(copied.contains("— معارك في سرت، 2026-11-30") && copied.contains("https://example.org/sirte"), "{copied}");
}

#[test]
fn posts_of_a_channel_are_articles_of_a_list() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let channel = folder.write("result.json", document("telegram-channel.json"));
        let mut window = Window::speaking(lang).open(&[&channel]);
        let find = |window: &Window| window.rows().into_iter().find(|row| row.contains("أسعار القمح"));
        assert!(window.wait_until(|window| find(window).is_some()), "{:?}", window.rows());
        // It stands there with its first words before it is counted.
        let waiting = window.text("stage-waiting");
        assert!(window.wait_until(|window| find(window).is_some_and(|row| !row.contains(&waiting))));
        let row = find(&window).unwrap();
        window.click_row(&row);
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| window.tabs().len() == 2), "{:?}", window.tabs());
        assert!(whole_text(&mut window).contains("ارتفاع أسعار القمح"));
        window.press(CTRL, Key::S);
        // The annotations, and the text that they are about.
        let written = || std::fs::read_dir(folder.path("result.json.hawashi")).map_or(0, Iterator::count);
        assert!(window.wait_until(|_| written() == 2), "{}", written());
    }
}

#[test]
fn what_cannot_be_read_is_said_in_the_language_of_the_window() {
    let folder = Folder::new();
    let locked = folder.write("سر.pdf", document("encrypted-he-council.pdf"));
    let pictures = folder.write("صور.pdf", document("pictures-ar-harakat.pdf"));
    for lang in Lang::ALL {
        for (path, word) in [(&locked, ["password", "كلمة سر"]), (&pictures, ["OCR", "OCR"])] {
            let mut window = Window::speaking(lang).open(&[path]);
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            window.wait_for_notice(&[&name, word[usize::from(lang == Lang::Ar)]]);
        }
    }
}

#[test]
fn a_table_says_its_column_and_takes_another() {
    let folder = Folder::new();
    let rows = "id,text,summary\n1,سقطت مدينة سرت أمس بعد معارك عنيفة استمرت أسابيع طويلة.,ملخص الخبر الأول\n\
        2,عاد الهدوء إلى مدينة بنغازي اليوم بعد إعلان الهدنة بين الطرفين.,ملخص الخبر الثاني\n";
    let table = folder.write("posts.csv", rows);
    let mut window = Window::speaking(Lang::En).open(&[&table]);
    assert!(window.wait_until(|window| window.any_status(|said| said.contains("column") && said.contains("text"))));
    assert!(
        window.wait_until(|window| window.rows().iter().any(|row| row.contains("سقطت مدينة سرت"))),
        "{:?}",
        window.rows()
    );
    window.click_text("notice-other-column");
    assert!(
        window.wait_until(|window| window.rows().iter().any(|row| row.contains("ملخص الخبر"))),
        "{:?}",
        window.rows()
    );
    let kept = || folder.read("posts.csv.hawashi/hawashi-folder.ron");
    assert!(window.wait_until(|_| kept().is_some_and(|kept| kept.contains("column: \"summary\""))), "{:?}", kept());
}
