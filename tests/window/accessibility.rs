//! What a screen reader gets: the article line by line, and a name for everything.

use crate::support::folder::{Folder, LIBYA};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::Key;
use eframe::egui::accesskit::{Action, ActionData, Role, TextDirection, TextPosition, TextSelection};
use hawashi::gui::i18n::Lang;

#[test]
fn the_article_is_told_line_by_line_in_logical_order() {
    let (_folder, article) = Folder::with_libya();
    let window = Window::reading(&article);
    assert_eq!(window.published_text(), LIBYA, "a short article is told as a whole");
    let lines = window.published_lines();
    assert_eq!(lines.concat(), LIBYA);
    assert!(lines.len() > LIBYA.lines().count(), "long paragraphs have several lines");
    // Each line of the file corresponds to a line on the page.
    for line in LIBYA.lines() {
        let last_words = line.rsplit(' ').next().unwrap();
        assert!(lines.iter().any(|told| told.trim_end().ends_with(last_words)), "{line}");
    }
    let paragraphs = window.published_paragraphs();
    let with_text: Vec<&str> = LIBYA.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(paragraphs.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), with_text);
    assert_eq!(paragraphs[0].0, Role::Heading, "{}", paragraphs[0].1);
    assert!(paragraphs.iter().any(|(role, _)| *role == Role::Paragraph));
}

#[test]
fn runs_have_their_direction_and_their_characters_their_places() {
    let folder = Folder::new();
    let article =
        folder.write("mixed.txt", "قال متحدث باسم قوات سوريا الديمقراطية (SDF) إن 70% من الرَّقّة آمنة.\nEnglish here.\n");
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for("Article mixed.txt");
    let runs = window.published_runs();
    let of = |part: &str| runs.iter().find(|run| run.text.contains(part)).unwrap_or_else(|| panic!("{part}"));
    assert_eq!(of("متحدث").direction, TextDirection::RightToLeft);
    assert_eq!(of("SDF").direction, TextDirection::LeftToRight);
    assert_eq!(of("English").direction, TextDirection::LeftToRight);
    for run in &runs {
        let bytes: usize = run.lengths.iter().map(|len| usize::from(*len)).sum();
        assert_eq!(bytes, run.text.len(), "{:?}", run.text);
        assert_eq!(run.lengths.len(), run.positions.len());
        let width = run.bounds.width() as f32;
        for (position, width_of) in run.positions.iter().zip(&run.widths) {
            assert!(*position >= -0.01 && position + width_of <= width + 0.1, "{:?}", run.text);
        }
        // Inside a run, the characters are in order.
        assert!(run.positions.windows(2).all(|pair| pair[0] <= pair[1] + 0.01), "{:?} {:?}", run.text, run.positions);
    }
    // A letter with its marks is one character.
    let marked = of("الرَّقّة");
    let bytes: Vec<u8> = marked.lengths.clone();
    assert!(bytes.contains(&6), "{bytes:?}");
    // The Latin word is between the Arabic runs, left of the first.
    assert!(of("SDF").bounds.x1 <= of("متحدث").bounds.x0 + 0.5);
}

#[test]
fn caret_and_selection_are_told_and_can_be_set() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(CTRL, Key::Home);
    assert_eq!(window.published_selection(), (0, 0));
    for _ in 0..3 {
        window.press(SHIFT, Key::ArrowLeft);
    }
    let three: usize = LIBYA.chars().take(3).map(char::len_utf8).sum();
    assert_eq!(window.published_selection(), (0, three));
    window.press(CTRL_SHIFT, Key::End);
    assert_eq!(window.published_selection(), (0, LIBYA.len()));
    // In the other direction: a screen reader selects the second word of the third line.
    let runs = window.published_runs();
    let run = runs.iter().filter(|run| run.text.split(' ').count() > 4).nth(2).unwrap();
    let begin = run.text.find(' ').unwrap() + 1;
    let end = begin + run.text[begin..].find(' ').unwrap();
    let at = |byte: usize| {
        let mut sum = 0;
        let before = run.lengths.iter().take_while(|len| {
            sum += usize::from(**len);
            sum <= byte
        });
        TextPosition { node: run.id, character_index: before.count() }
    };
    let selection = TextSelection { anchor: at(begin), focus: at(end) };
    window.ask_page(Action::SetTextSelection, Some(ActionData::SetTextSelection(selection)));
    assert_eq!(window.copied().as_deref(), Some(&run.text[begin..end]));
}

#[test]
fn a_screen_reader_scrolls_and_the_text_around_the_view_is_told() {
    let folder = Folder::new();
    let line = "وصلت القوات إلى المدينة في الصباح الباكر بعد مفاوضات طويلة مع الأهالي ووجهاء القبائل. ";
    let text: Vec<String> = (1..=2000).map(|number| format!("{number} {}\n", line.repeat(3))).collect();
    let text = text.concat();
    let article = folder.write("long.txt", &text);
    let mut window = Window::speaking(Lang::Ar).open(&[&article]);
    window.wait_for(&window.text_with("page-name", "file", "long.txt"));
    let told = window.published_text();
    assert!(text.starts_with(&told));
    assert!(told.len() < 100_000, "{} bytes are told of {}", told.len(), text.len());
    for _ in 0..40 {
        window.ask_page(Action::ScrollDown, None);
    }
    let later = window.published_text();
    assert!(text.contains(&later) && !later.is_empty() && !text.starts_with(&later), "it has scrolled on");
    // The caret stayed further up, so the nearest end of the published text is used.
    assert_eq!(window.published_selection(), (0, 0));
    window.press(CTRL, Key::End);
    window.frames(10);
    assert!(text.ends_with(&window.published_text()));
    let end = window.published_text().len();
    assert_eq!(window.published_selection(), (end, end));
}

#[test]
fn a_mark_is_told_with_label_and_quote_and_can_be_chosen() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let label = window.label_name("faction");
        let name = format!("{label}: من أسوار");
        assert!(window.published_mark(&name).is_none());
        window.press(CTRL, Key::Home);
        for _ in 0..2 {
            window.press(CTRL_SHIFT, Key::ArrowLeft);
        }
        window.press(BARE, Key::Num2);
        window.frames(4);
        let mark = window.published_mark(&name).unwrap_or_else(|| panic!("{:?}", window.published_marks()));
        assert_eq!(mark.status, window.text("status-accepted"));
        // A suggestion is chosen by its node.
        let other =
            window.published_marks().into_iter().find(|mark| mark.status == window.text("status-suggested")).unwrap();
        window.ask(other.id, Action::Click, None);
        window.frames(4);
        let chosen: Vec<String> =
            window.published_marks().into_iter().filter(|mark| mark.is_selected).map(|mark| mark.name).collect();
        assert_eq!(chosen, [other.name]);
    }
}

#[test]
fn everything_has_a_name_in_both_languages() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        Window::speaking(lang).open(&[]).all_is_named("the start page");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.all_is_named("an article");
        for menu in ["menu-file", "menu-edit", "menu-review", "menu-view", "menu-go", "menu-help"] {
            window.click_text(menu);
            window.all_is_named(menu);
            window.press(BARE, Key::Escape);
        }
        window.drag_over_words(2);
        window.wait_for(&window.text("popover-name"));
        window.all_is_named("the popover");
        window.press(BARE, Key::N);
        window.all_is_named("a note");
        window.write("ملاحظة");
        window.press(CTRL, Key::Enter);
        window.all_is_named("a note in the margin");
        window.press(CTRL, Key::F);
        window.write("سرت");
        window.all_is_named("find");
        window.press(BARE, Key::Escape);
        window.click_text("panel-annotations");
        window.all_is_named("the annotations");
        window.click_text("command-appearance");
        window.all_is_named("the appearance");
    }
}

#[test]
fn dialogs_have_their_name_and_their_keys() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        for (modifiers, key, title) in [
            (BARE, Key::F1, "shortcuts-title"),
            (CTRL, Key::L, "label-new-title"),
            (CTRL, Key::O, "chooser-open-title"),
        ] {
            window.press(modifiers, key);
            window.frames(4);
            let name = window.text(title);
            assert!(window.is_modal(&name), "{title}");
            window.all_is_named(title);
            assert!(window.focused().is_some(), "the keyboard is in the dialog");
            window.press(BARE, Key::Escape);
            window.frames(2);
            assert!(!window.sees(&name), "Escape closes {title}");
        }
        // While another button has the focus, Enter activates that one.
        window.press(CTRL, Key::Home);
        window.press(CTRL_SHIFT, Key::ArrowLeft);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::W);
        window.frames(4);
        let (role, first) = window.focused().unwrap();
        assert_eq!((role, first), (Role::Button, window.text("dialog-save")));
        window.press(BARE, Key::Tab);
        window.press(BARE, Key::Tab);
        assert_eq!(window.focused().unwrap().1, window.text("dialog-cancel"));
        window.press(BARE, Key::Enter);
        window.frames(4);
        assert!(!window.sees(&window.text("unsaved-title")));
        assert_eq!(window.tabs().len(), 1, "cancelled: the article is open, and nothing was saved");
        assert!(!article.with_file_name("libya.hawashi.ron").exists());
    }
}

#[test]
fn the_tab_key_reaches_everything() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let mut seen = Vec::new();
        for _ in 0..80 {
            window.press(BARE, Key::Tab);
            let focused = window.focused().expect("nothing has the keyboard");
            assert!(focused.0 != Role::Window && !focused.1.is_empty(), "{focused:?} after {:?}", seen.last());
            if seen.first() == Some(&focused) {
                break;
            }
            seen.push(focused);
        }
        let has = |role: Role, name: &str| seen.iter().any(|(of, known)| *of == role && known == name);
        for key in ["menu-file", "menu-help", "command-toggle-theme"] {
            assert!(has(Role::Button, &window.text(key)), "{key} in {seen:?}");
        }
        assert!(has(Role::TextInput, &window.text("find-placeholder")), "{seen:?}");
        assert!(has(Role::Tab, "libya.txt") && has(Role::Tab, &window.text("panel-annotations")), "{seen:?}");
        assert!(has(Role::Switch, &window.label_plural("location")), "{seen:?}");
        assert!(seen.iter().any(|(role, _)| *role == Role::ListBoxOption), "{seen:?}");
        assert!(has(Role::Document, &window.text_with("page-name", "file", "libya.txt")), "{seen:?}");
        // Backwards in the same way.
        window.press(SHIFT, Key::Tab);
        let before = window.focused();
        window.press(BARE, Key::Tab);
        window.press(SHIFT, Key::Tab);
        assert_eq!(window.focused(), before);
    }
}

#[test]
fn a_menu_is_used_with_the_keyboard_alone() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(BARE, Key::Tab);
    assert_eq!(window.focused(), Some((Role::Button, "File".to_owned())));
    window.press(BARE, Key::Enter);
    window.press(BARE, Key::ArrowDown);
    assert_eq!(window.focused(), Some((Role::MenuItem, window.text("command-open"))));
    window.press(BARE, Key::ArrowDown);
    assert_eq!(window.focused().unwrap().0, Role::MenuItem);
    window.press(BARE, Key::Escape);
    assert!(!window.sees(&window.text("command-open")), "Escape closes the menu");
    assert_eq!(window.focused(), Some((Role::Button, "File".to_owned())), "the keyboard is back where it was");
}

#[test]
fn the_keyboard_goes_back_to_the_field_after_a_dialog() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(CTRL, Key::F);
    let field = Some((Role::TextInput, window.text("find-placeholder")));
    assert_eq!(window.focused(), field);
    window.press(BARE, Key::F1);
    window.frames(2);
    assert_ne!(window.focused(), field);
    window.press(BARE, Key::Escape);
    window.frames(2);
    assert_eq!(window.focused(), field);
    // From inside the card, Escape closes the search.
    window.write("سرت");
    window.press(BARE, Key::Tab);
    window.press(BARE, Key::Tab);
    assert_ne!(window.focused(), field);
    assert!(window.sees(&window.text("find-whole-word")));
    window.press(BARE, Key::Escape);
    window.frames(2);
    assert!(!window.sees(&window.text("find-whole-word")));
}

#[test]
fn a_list_is_one_stop_of_the_tab_key_and_the_arrows_go_through_all_of_it() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let first = window.rows()[0].clone();
        while window.focused() != Some((Role::ListBoxOption, first.clone())) {
            window.press(BARE, Key::Tab);
        }
        let mut gone_through = vec![first.clone()];
        for _ in 0..60 {
            window.press(BARE, Key::ArrowDown);
            window.frames(2);
            let (role, name) = window.focused().unwrap();
            assert_eq!(role, Role::ListBoxOption, "after {:?}", gone_through.last());
            if gone_through.last() == Some(&name) {
                break;
            }
            gone_through.push(name);
        }
        assert!(gone_through.len() > window.rows().len(), "more than is in view: {gone_through:?}");
        window.press(BARE, Key::Home);
        window.frames(2);
        assert_eq!(window.focused(), Some((Role::ListBoxOption, first.clone())));
        window.press(BARE, Key::End);
        window.frames(2);
        assert_eq!(window.focused().unwrap().1, *gone_through.last().unwrap());
        // Enter moves to the mention; the Tab key leaves the list.
        window.press(BARE, Key::Enter);
        window.frames(4);
        assert_eq!(window.published_marks().iter().filter(|mark| mark.is_selected).count(), 1);
        window.press(BARE, Key::Tab);
        assert_ne!(window.focused().map(|focused| focused.0), Some(Role::ListBoxOption));
    }
}

#[test]
fn what_floats_at_a_selection_is_reached_from_the_page() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.press(CTRL, Key::Home);
    for _ in 0..2 {
        window.press(CTRL_SHIFT, Key::ArrowLeft);
    }
    window.wait_for(&window.text("popover-name"));
    window.focus_page();
    window.press(BARE, Key::Tab);
    assert_eq!(window.focused(), Some((Role::Button, window.label_name("location"))));
    window.press(BARE, Key::Tab);
    window.press(BARE, Key::Enter);
    window.frames(4);
    assert!(window.published_mark("Faction: من أسوار").is_some_and(|mark| mark.is_selected));
    // A note is written and finished; the focus is on the page again.
    window.press(BARE, Key::N);
    window.write("هنا");
    window.press(CTRL, Key::Enter);
    window.frames(2);
    assert_eq!(window.focused().map(|focused| focused.0), Some(Role::Document));
    assert!(window.published_mark("Faction: من أسوار. Note: هنا").is_some());
    // Escape clears the selection and closes everything that floats.
    window.press(BARE, Key::Escape);
    window.frames(2);
    assert!(!window.sees(&window.text("popover-name")));
    assert!(window.published_marks().iter().all(|mark| !mark.is_selected));
}

#[test]
fn the_headline_is_told_as_a_heading_and_the_dateline_is_not() {
    let folder = Folder::new();
    let body = LIBYA.lines().find(|line| line.len() > 400).unwrap();
    let headlines = ["بعد سقوط سرت | من يحكم الجنوب", "هل تنجح الهدنة هذه المرة؟", "ليبيا: هدنة جديدة"];
    let datelines = ["بنغازي (ليبيا) - رويترز", "لندن: إبراهيم حميدي", "كتب: أحمد علي"];
    for (headline, dateline) in headlines.into_iter().zip(datelines) {
        let text = format!("{headline}\r\n{dateline}\r\n{body}\r\nردود الفعل\r\n{body}\r\n");
        let article = folder.write("article.txt", &text);
        let mut window = Window::speaking(Lang::En).open(&[&article]);
        window.wait_for("Article article.txt");
        let told: Vec<(Role, String)> = window.published_paragraphs();
        let headings = told.iter().filter(|(role, _)| *role == Role::Heading).map(|(_, text)| text.as_str());
        assert_eq!(headings.collect::<Vec<_>>(), [headline, "ردود الفعل"]);
    }
}

#[test]
fn a_paragraph_with_links_and_numbers_keeps_the_direction_of_its_words() {
    let folder = Folder::new();
    let lines = [
        ("للتواصل: info@example.org أو +963 11 2345678 أو https://example.org/a/b/c", true),
        ("العنوان: 350 Fifth Avenue, New York, هاتف +1 212 290 4700", true),
        ("Contact: info@example.org, https://example.org/ليبيا-اليوم-وأمس", false),
        ("The town of سرت lies on the coast", false),
    ];
    let text = lines.map(|(line, _)| line).join("\n");
    let article = folder.write("links.txt", &text);
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for("Article links.txt");
    let told = window.published_directions();
    assert_eq!(told.len(), lines.len());
    for ((line, is_rtl), told) in lines.into_iter().zip(told) {
        assert_eq!(told == Some(TextDirection::RightToLeft), is_rtl, "{line}");
    }
}
