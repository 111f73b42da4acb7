//! The window and its files: where choosing begins, articles that change on disk, and the notices about both.

use std::fs;
use std::path::Path;

use crate::support::folder::{Folder, LIBYA, SUDAN, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key};
use hawashi::gui::i18n::Lang;

const HEADLINE: &str = "من أسوار طرابلس إلى قاعات جنيف";
const TWO_WORDS: &str = "من أسوار";

fn made(folder: &Folder, name: &str, files: &[(&str, &str)]) {
    fs::create_dir_all(folder.path(name)).unwrap();
    for (file, text) in files {
        folder.write(&format!("{name}/{file}"), text);
    }
}

/// Checks that the window's own chooser shows this folder.
fn chooser_stands_in(window: &Window, folder: &Path) -> bool {
    let path = folder.display().to_string();
    window.any_label(|label| label.replace(['\u{2066}', '\u{2069}'], "") == path)
}

fn focus(window: &mut Window) {
    window.harness().event(Event::WindowFocused(false));
    window.harness().event(Event::WindowFocused(true));
    window.frames(2);
}

fn tag_two_words(window: &mut Window) {
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Escape);
}

// Where choosing begins.

#[test]
fn choosing_begins_in_the_folder_of_the_article_in_front() {
    let folder = Folder::new();
    made(&folder, "one", &[("libya.txt", LIBYA)]);
    made(&folder, "two", &[("sudan.txt", SUDAN)]);
    let (libya, sudan) = (folder.path("one/libya.txt"), folder.path("two/sudan.txt"));
    let mut window = Window::speaking(Lang::En).open(&[&libya, &sudan]);
    window.wait_for_article("sudan.txt");
    // Twice, so that earlier choices do not matter.
    for (tab, name, place) in [
        ("libya.txt", "libya.hawashi.ron", "one"),
        ("sudan.txt", "sudan.hawashi.ron", "two"),
        ("libya.txt", "libya.hawashi.ron", "one"),
    ] {
        window.click(tab);
        window.press(CTRL_SHIFT, Key::S);
        window.wait_for("Save as");
        assert!(chooser_stands_in(&window, &folder.path(place)), "{tab}: {:?}", window.labels());
        assert_eq!(window.written_in("File name"), name);
        window.click("Cancel");
        for (command, name) in
            [("csv", tab.replace(".txt", ".csv")), ("ron", tab.replace(".txt", "-export.hawashi.ron"))]
        {
            window.begin_export(command);
            let proposed = folder.path(place).join(&name).display().to_string();
            assert_eq!(window.written_in("File of the export"), proposed);
            window.click("Other place…");
            window.wait_for(if command.ends_with("csv") { "Export as CSV table" } else { "Export as RON" });
            assert!(chooser_stands_in(&window, &folder.path(place)), "{command} of {tab}: {:?}", window.labels());
            assert_eq!(window.written_in("File name"), name);
            window.click("Cancel");
            window.click("Close the export");
        }
        window.press(CTRL, Key::O);
        window.wait_for("Open an article");
        assert!(chooser_stands_in(&window, &folder.path(place)), "{tab}: {:?}", window.labels());
        window.click("Cancel");
    }
}

#[test]
fn an_article_opened_by_annotations_elsewhere_is_saved_beside_itself() {
    let folder = Folder::new();
    made(&folder, "articles", &[("libya.txt", LIBYA)]);
    made(&folder, "mine", &[]);
    made(&folder, "other", &[("sudan.txt", SUDAN)]);
    let mut window = Window::reading(&folder.path("articles/libya.txt"));
    tag_two_words(&mut window);
    window.press(CTRL_SHIFT, Key::S);
    window.press(CTRL, Key::A);
    window.write(folder.path("mine/libya.hawashi.ron").to_str().unwrap());
    window.click("Save");
    window.wait_for("Saved to libya.hawashi.ron.");
    let mut window =
        Window::speaking(Lang::En).open(&[&folder.path("other/sudan.txt"), &folder.path("mine/libya.hawashi.ron")]);
    // These settings do not know who saved it there, so the person is asked.
    window.wait_for("Open that article");
    window.click("Open that article");
    window.wait_for_article("libya.txt");
    window.press(CTRL_SHIFT, Key::S);
    window.wait_for("Save as");
    assert!(chooser_stands_in(&window, &folder.path("articles")), "{:?}", window.labels());
}

#[test]
fn a_sample_is_saved_again_where_it_was_saved() {
    let folder = Folder::new();
    made(&folder, "mine", &[]);
    made(&folder, "other", &[("sudan.txt", SUDAN)]);
    let mut window = Window::speaking(Lang::En).open(&[]);
    window.click(HEADLINE);
    window.wait_for_mentions();
    tag_two_words(&mut window);
    window.press(CTRL, Key::S);
    window.wait_for("Save as");
    window.press(CTRL, Key::A);
    window.write(folder.path("mine/first.hawashi.ron").to_str().unwrap());
    window.click("Save");
    window.wait_for("Saved to first.hawashi.ron.");
    window.drop_file(&folder.path("other/sudan.txt"));
    window.wait_for_article("sudan.txt");
    window.click("libya.txt");
    window.press(CTRL_SHIFT, Key::S);
    window.wait_for("Save as");
    assert!(chooser_stands_in(&window, &folder.path("mine")), "{:?}", window.labels());
}

#[test]
fn beside_annotations_that_cannot_be_read_another_name_is_proposed_and_why() {
    for (lang, ron, why) in [
        (
            Lang::En,
            "(\n version: 1,\n article: (file: \"libya.txt\" bytes),\n)\n",
            ["cannot be read (line 3)", "another name"],
        ),
        (Lang::Ar, "(\n version: 1,\n article: (file: \"libya.txt\" bytes),\n)\n", ["السطر ٣", "احفظ باسم آخر"]),
        (
            Lang::En,
            "(version: 99, article: (file: \"libya.txt\"), annotations: [])\n",
            ["a newer Hawashi", "another name"],
        ),
        (Lang::En, "(width: 3)\n", ["cannot be read", "another name"]),
    ] {
        let (folder, article) = Folder::with_libya();
        folder.write("libya.hawashi.ron", ron);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        tag_two_words(&mut window);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("chooser-save-title"));
        assert!(
            window
                .any_label(|label| label.contains("libya.hawashi.ron") && why.iter().all(|part| label.contains(part))),
            "{ron}: {:?}",
            window.labels()
        );
        assert_eq!(window.written_in(&window.text("chooser-file-name")), "libya-2.hawashi.ron");
        window.click_text("dialog-save");
        window.wait_for(&window.text_with("notice-saved", "file", "libya-2.hawashi.ron"));
        assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(ron));
        assert_eq!(annotations_of(&folder.path("libya-2.hawashi.ron"))[0].0, TWO_WORDS);
        // From now on it is saved there without asking.
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert!(!window.sees(&window.text("chooser-save-title")));
    }
}

#[test]
fn a_place_where_nothing_can_be_saved_is_forgotten() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    tag_two_words(&mut window);
    window.press(CTRL_SHIFT, Key::S);
    window.press(CTRL, Key::A);
    window.write(folder.path("nowhere/libya.hawashi.ron").to_str().unwrap());
    window.click("Save");
    window.wait_for_notice(&["nowhere"]);
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    assert_eq!(annotations_of(&article)[0].0, TWO_WORDS, "beside the article, as before");
}

#[test]
fn an_export_never_takes_the_place_of_the_articles_own_annotations() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    tag_two_words(&mut window);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    let saved = folder.read("libya.hawashi.ron");
    window.begin_export("ron");
    // Nor that of the article itself, in any format.
    for file in ["libya.hawashi.ron", "libya.txt"] {
        window.focus_on(Role::TextInput, "File of the export");
        window.press(CTRL, Key::A);
        window.write(file);
        window.press(BARE, Key::Enter);
        let said = format!("{file} is open here");
        assert!(window.wait_until(|window| window.any_label(|label| label.contains(&said))), "{:?}", window.labels());
    }
    assert_eq!(folder.read("libya.hawashi.ron"), saved);
    assert_eq!(folder.read("libya.txt").as_deref(), Some(LIBYA));
}

// Articles that change on disk.

#[test]
fn an_article_that_changes_on_disk_is_noticed_and_read_again() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        tag_two_words(&mut window);
        folder.write("libya.txt", format!("عاجل\n{LIBYA}"));
        focus(&mut window);
        let said =
            window.wait_for_notice(&["libya.txt", if lang == Lang::En { "changed on disk" } else { "على القرص" }]);
        assert!(said.split_whitespace().count() > 5, "{said}");
        assert!(window.sees(&window.text("status-unsaved-changed")));
        window.click_text("command-read-again");
        assert!(window.wait_until(|window| window.published_text().starts_with("عاجل")));
        window.click_text("panel-annotations");
        let rows = window.rows();
        assert!(rows.len() == 1 && rows[0].starts_with(TWO_WORDS), "what was not saved yet has gone along: {rows:?}");
        assert!(window.notices().is_empty(), "{:?}", window.notices());
        assert_eq!(window.tabs(), [window.text_with("tab-unsaved", "file", "libya.txt")]);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let (words, annotation) = &annotations_of(&article)[0];
        assert_eq!((words.as_str(), annotation.spans.hull().start.index()), (TWO_WORDS, "عاجل\n".len()));
    }
}

#[test]
fn saving_says_that_the_article_is_another_one_on_disk() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    tag_two_words(&mut window);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    // With the same length, and written immediately afterwards.
    let other = LIBYA.replacen("أسوار", "أسرار", 1);
    assert_eq!(other.len(), LIBYA.len());
    folder.write("libya.txt", &other);
    window.press(CTRL, Key::A);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::S);
    window.wait_for("Saved for the text shown; article changed on disk");
    assert!(!window.sees("Saved") && !window.any_label(|label| label.starts_with("Saved to")));
    window.wait_for_notice(&["libya.txt", "changed on disk"]);
    // The saved annotations belong to the text as it was opened.
    let saved = folder.read("libya.hawashi.ron").unwrap();
    folder.write("libya.txt", LIBYA);
    assert_eq!(annotations_of(&article).len(), 2, "{saved}");
    // The text is as before again: nothing is left to report.
    focus(&mut window);
    window.wait_for("Saved");
    assert!(window.notices().is_empty(), "{:?}", window.notices());
}

#[test]
fn the_text_can_be_kept_until_it_changes_once_more() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    folder.write("libya.txt", format!("{LIBYA}\nانتهى"));
    focus(&mut window);
    window.wait_for_notice(&["libya.txt", "changed on disk"]);
    window.click("Keep this text");
    assert!(window.notices().is_empty());
    assert!(window.sees("Article changed on disk"), "the status bar goes on saying it");
    // Touched, and checked again automatically.
    folder.write("libya.txt", format!("{LIBYA}\nانتهى"));
    window.frames(60);
    assert!(window.notices().is_empty(), "{:?}", window.notices());
    folder.write("libya.txt", format!("{LIBYA}\nتصحيح"));
    window.frames(60);
    window.wait_for_notice(&["libya.txt", "changed on disk"]);
    assert!(!window.published_text().contains("تصحيح"));
    // The menu reads it as well.
    window.choose("menu-file", "command-read-again");
    window.wait_for("libya.txt was read again.");
    window.press(CTRL, Key::A);
    assert!(window.copied().unwrap().ends_with("تصحيح"));
}

#[test]
fn what_an_editor_does_without_changing_a_word_is_no_news() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    // Written again, and replaced by a new file of the same name.
    folder.write("libya.txt", LIBYA);
    focus(&mut window);
    folder.write("new", LIBYA);
    fs::rename(folder.path("new"), &article).unwrap();
    focus(&mut window);
    // The byte order mark is not part of the text.
    folder.write("libya.txt", format!("\u{feff}{LIBYA}"));
    focus(&mut window);
    window.frames(60);
    assert!(window.notices().is_empty(), "{:?}", window.notices());
    assert!(window.sees("No changes"));
    // Replaced by a file with another text.
    folder.write("new", LIBYA.replace("طرابلس", "بنغازي"));
    fs::rename(folder.path("new"), &article).unwrap();
    focus(&mut window);
    window.wait_for_notice(&["libya.txt", "changed on disk"]);
}

#[test]
fn an_article_that_is_gone_is_told_and_comes_back() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    tag_two_words(&mut window);
    fs::rename(&article, folder.path("moved.txt")).unwrap();
    focus(&mut window);
    window.wait_for_notice(&["libya.txt", "no longer where it was"]);
    assert!(window.sees("Not saved; article missing from disk"));
    window.press(CTRL, Key::S);
    window.wait_for("Saved for the text shown; article missing from disk");
    fs::rename(folder.path("moved.txt"), &article).unwrap();
    focus(&mut window);
    window.wait_for("Saved");
    assert!(window.notices().is_empty(), "{:?}", window.notices());
}

#[test]
fn a_word_that_is_gone_is_named_and_comes_back_with_the_text() {
    for (lang, label) in [(Lang::En, "Location"), (Lang::Ar, "موقع")] {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        tag_two_words(&mut window);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        folder.write("libya.txt", LIBYA.replacen(TWO_WORDS, "خلف أبواب", 1));
        focus(&mut window);
        window.click_text("command-read-again");
        let lost = window.wait_for_notice(&["libya.txt", TWO_WORDS, label]);
        assert!(!lost.contains("byte") && !lost.contains("بايت"), "{lost}");
        window.click_text("panel-annotations");
        window.wait_for_notice(&[if lang == Lang::En { "no longer be undone" } else { "لم يعد التراجع" }]);
        while !window.notices().is_empty() {
            window.click_text("notice-dismiss");
            window.frames(2);
        }
        // It is listed at the end of the annotations, and counted separately.
        let lost = |window: &Window| {
            let is_it = |row: &String| row.starts_with(TWO_WORDS) && row.contains(&window.text("status-orphan"));
            window.rows().iter().any(is_it)
        };
        assert!(lost(&window), "{:?}", window.rows());
        let one = if lang == Lang::En { "Not found in the text: 1" } else { "غير موجود في النص: ١" };
        assert!(window.any_label(|text| text == one), "{:?}", window.labels());
        // Deleting it can be undone.
        window.click_text("command-delete");
        assert!(!lost(&window), "{:?}", window.rows());
        window.press(CTRL, Key::Z);
        window.frames(2);
        assert!(lost(&window), "{:?}", window.rows());
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        // It is in the file, and is found again in the original text.
        let again = open_again(&article).loaded.unwrap().unwrap();
        assert_eq!(again.annotation_state.orphans[0].quote.as_deref(), Some(TWO_WORDS));
        assert!(
            !again.altered && again.annotation_state.annotations.is_empty(),
            "its old place is not taken for right"
        );
        let mut other = Window::speaking(lang).open(&[&article]);
        other.wait_for_notice(&["libya.txt", TWO_WORDS, label]);
        other.click_text("panel-annotations");
        assert!(lost(&other), "{:?}", other.rows());
        folder.write("libya.txt", LIBYA);
        focus(&mut window);
        window.click_text("command-read-again");
        assert!(
            window.wait_until(|window| window.rows().iter().any(|row| row.starts_with(TWO_WORDS)) && !lost(window))
        );
    }
}

// Notices.

/// Annotations of words that are not in the article.
fn with_lost(folder: &Folder, count: usize) {
    let lost = |number: usize| {
        format!(
            "(id: \"{number}\", span: (0, 4), label: \"faction\", quote: \"كتيبة {number}\", prefix: \"\", suffix: \"\"),\n"
        )
    };
    let lost: String = (1..=count).map(lost).collect();
    let ron = format!("(\nversion: 1,\narticle: (file: \"libya.txt\"),\nlabels: [],\nannotations: [\n{lost}],\n)\n");
    folder.write("libya.hawashi.ron", ron);
}

#[test]
fn every_lost_annotation_is_named_and_none_is_dropped() {
    for (lang, label, more) in [(Lang::En, "Faction", "15 more"), (Lang::Ar, "فصيل", "١٥ رسالة أخرى")] {
        let (folder, article) = Folder::with_libya();
        with_lost(&folder, 17);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let first = window.wait_for_notice(&["libya.txt", "كتيبة 1", label]);
        assert!(!first.contains("byte") && !first.contains("بايت"), "{first}");
        assert_eq!(window.notices().len(), 2, "the page is not pushed away");
        // A button, which the Tab key reaches, leads to the others.
        for _ in 0..60 {
            if window.focused().is_some_and(|(_, name)| name == more) {
                break;
            }
            window.press(BARE, Key::Tab);
        }
        assert_eq!(window.focused().map(|(_, name)| name).as_deref(), Some(more));
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("notices-title"));
        let mut seen = Vec::new();
        for number in 1..=17 {
            let (role, name) = window.focused().unwrap();
            assert_eq!(role, Role::ListBoxOption);
            assert!(name.contains(&format!("كتيبة {number}»")) || name.contains(&format!("كتيبة {number}”")), "{name}");
            seen.push(name);
            window.press(BARE, Key::ArrowDown);
        }
        seen.dedup();
        assert_eq!(seen.len(), 17);
        // When opened again, it begins at the top.
        window.press(BARE, Key::Escape);
        window.click(more);
        window.frames(3);
        assert_eq!(window.focused().unwrap().1, seen[0]);
        window.click_text("notices-dismiss-all");
        window.frames(2);
        assert!(window.notices().is_empty());
        assert!(!window.sees(&window.text("notices-title")));
    }
}

#[test]
fn one_of_the_list_is_dismissed_and_the_rest_stays() {
    let (folder, article) = Folder::with_libya();
    with_lost(&folder, 4);
    let mut window = Window::reading(&article);
    window.click("2 more");
    window.wait_for("Messages");
    window.press(BARE, Key::ArrowDown);
    window.click("Dismiss");
    assert!(window.sees("Messages"));
    let named =
        |window: &Window, number: usize| window.rows().iter().any(|row| row.contains(&format!("كتيبة {number}”")));
    assert!(named(&window, 1) && !named(&window, 2) && named(&window, 3) && named(&window, 4), "{:?}", window.rows());
    window.press(BARE, Key::Escape);
    assert!(!window.sees("Messages"));
    assert_eq!(window.notices().len(), 3);
}

#[test]
fn what_is_said_of_an_article_stands_over_that_article_only() {
    let (folder, libya) = Folder::with_libya();
    with_lost(&folder, 1);
    let sudan = folder.write("sudan.txt", SUDAN);
    folder.write("sudan.hawashi.ron", "(\n version: 1,\n article: (file: \"sudan.txt\" bytes),\n)\n");
    let mut window = Window::speaking(Lang::En).open(&[&libya, &sudan]);
    window.wait_for_article("sudan.txt");
    window.wait_for_notice(&["sudan.hawashi.ron", "line 3"]);
    assert_eq!(window.notices().len(), 1, "{:?}", window.notices());
    window.click("libya.txt");
    window.wait_for_notice(&["libya.txt", "كتيبة 1"]);
    assert_eq!(window.notices().len(), 1, "{:?}", window.notices());
    // A file that could not be opened belongs to no article, so it is reported everywhere.
    window.drop_file(&folder.path("nowhere.txt"));
    window.wait_for_notice(&["nowhere.txt"]);
    window.click("libya.txt");
    assert_eq!(window.notices().len(), 2, "{:?}", window.notices());
    window.click("Close libya.txt");
    window.frames(2);
    assert!(window.notices().iter().all(|notice| !notice.contains("كتيبة")), "{:?}", window.notices());
}

#[test]
fn what_is_said_follows_the_language() {
    let (folder, article) = Folder::with_libya();
    with_lost(&folder, 1);
    let mut window = Window::reading(&article);
    folder.write("libya.txt", format!("{LIBYA}\nانتهى"));
    focus(&mut window);
    window.wait_for_notice(&["changed on disk"]);
    assert!(window.notices().iter().any(|notice| notice.contains("was not found in the text")));
    window.press(CTRL_SHIFT, Key::L);
    window.now_speaking(Lang::Ar);
    let notices = window.notices();
    assert_eq!(notices.len(), 2);
    assert!(notices.iter().any(|notice| notice.contains("على القرص")), "{notices:?}");
    assert!(notices.iter().any(|notice| notice.contains("لم يُعثر في النص")), "{notices:?}");
    assert!(window.sees(&window.text("notice-keep-text")), "and so do its buttons");
}

#[test]
fn an_entry_that_cannot_be_read_is_named_by_its_words() {
    let (folder, article) = Folder::with_libya();
    let entries = [
        "(id: \"a\", span: \"x\", label: \"location\", quote: \"طرابلس\"),",
        "(id: \"b\", label: \"location\", quote: \"درنة\"),",
        "(id: \"c\", span: (900000, 900004), label: \"location\"),",
    ];
    let ron = format!(
        "(\nversion: 1,\narticle: (file: \"libya.txt\"),\nlabels: [],\nannotations: [\n{}\n],\n)\n",
        entries.join("\n")
    );
    folder.write("libya.hawashi.ron", ron);
    let mut window = Window::reading(&article);
    let notices = window.notices();
    assert_eq!(notices.len(), 3, "{notices:?}");
    for (words, line) in [("طرابلس", "line 6"), ("درنة", "line 7"), ("Location", "line 8")] {
        let is_said = |notice: &String| notice.contains(words) && notice.contains(line) && notice.contains("libya.txt");
        assert!(notices.iter().any(is_said), "{words}: {notices:?}");
    }
    assert!(notices.iter().all(|notice| !notice.contains("byte")), "{notices:?}");
    window.press(BARE, Key::Escape);
}

#[test]
fn what_cannot_be_shown_is_not_being_opened_for_ever() {
    let folder = Folder::new();
    let article = folder.write("one-nul.txt", "\u{1}\u{0}\u{2}\u{0}\u{0}".repeat(40));
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for("one-nul.txt cannot be shown");
    assert!(window.sees("Unreadable"), "{:?}", window.labels());
    assert!(!window.any_label(|text| text.starts_with("Opening")), "{:?}", window.labels());
}

// The contents of an export.

#[test]
fn an_export_holds_what_was_decided_and_more_when_asked() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let export = |window: &mut Window, also: &[&str]| {
            window.begin_export("csv");
            for status in also {
                window.click_text(status);
            }
            window.click_text("export-do");
            let said = |window: &Window| window.statuses().into_iter().find(|said| said.contains("libya.csv"));
            assert!(window.wait_until(|window| said(window).is_some()));
            let said = said(window).unwrap();
            window.frames(120);
            let text = fs::read_to_string(folder.path("libya.csv")).unwrap();
            fs::remove_file(folder.path("libya.csv")).unwrap();
            assert!(text.starts_with("\u{feff}doc,unit,"), "a spreadsheet knows it for UTF-8");
            let held = ["accepted", "suggested", "rejected"].map(|status| text.matches(&format!(",{status},")).count());
            (said, held)
        };
        let (said, [accepted, suggested, rejected]) = export(&mut window, &[]);
        assert!(accepted == 0 && suggested > 10 && rejected == 0, "nothing was decided yet: {said}");
        // One is rejected, and one is added.
        window.press(BARE, Key::F8);
        window.press(BARE, Key::R);
        tag_two_words(&mut window);
        let (said, held) = export(&mut window, &[]);
        assert_eq!(held, [1, 0, 0], "{said}");
        let (said, [accepted, suggested, rejected]) = export(&mut window, &["export-suggested"]);
        assert!(accepted == 1 && suggested > 10 && rejected == 0, "{said}");
        let number = suggested.to_string();
        assert!(lang == Lang::Ar || said.contains(&format!("Accepted: 1; suggested: {number}.")), "{said}");
        let (said, held) = export(&mut window, &["export-rejected"]);
        assert_eq!(held, [1, 0, 1], "{said}");
        assert!(lang == Lang::Ar || said.contains("Accepted: 1; rejected: 1."), "{said}");
    }
}
