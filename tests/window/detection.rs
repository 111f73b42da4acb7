//! Decisions about suggestions in the window: threshold, entities, lexicons.

use crate::support::folder::{Folder, open_again};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hawashi::gui::i18n::Lang;

/// Tripoli in Libya, twice and with a reference.
const TRIPOLI: &str = "وصل الوفد الليبي إلى طرابلس أمس. وقال سكان المدينة إن طرابلس هادئة، وكذلك بنغازي.";

fn focus_threshold(window: &mut Window) {
    let name = window.text("threshold-name");
    window.harness().get_by_role_and_label(Role::Slider, &name).focus();
    window.frames(2);
}

fn value_of_threshold(window: &mut Window) -> f64 {
    let name = window.text("threshold-name");
    window.harness().get_by_role_and_label(Role::Slider, &name).accesskit_node().numeric_value().unwrap()
}

#[test]
fn the_slider_hides_unsure_suggestions_everywhere_and_shows_them_again() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let legend = window.label_plural("location");
        let (rows, count, marks) = (window.rows().len(), window.count_of(&legend), window.published_marks().len());
        focus_threshold(&mut window);
        for _ in 0..11 {
            window.press(BARE, Key::PageUp);
        }
        assert!(value_of_threshold(&mut window) > 0.9);
        assert!(window.rows().len() < rows, "{lang:?}");
        assert_ne!(window.count_of(&legend), count);
        assert!(window.published_marks().len() < marks, "fewer marks on the page");
        let all = window.text("threshold-all");
        window.press(BARE, Key::Home);
        assert_eq!((window.rows().len(), window.count_of(&legend)), (rows, count));
        let name = window.text("threshold-name");
        let slider = window.harness().get_by_role_and_label(Role::Slider, &name);
        assert_eq!(slider.accesskit_node().value().as_deref(), Some(all.as_str()));
    }
}

#[test]
fn an_accepted_name_is_shown_however_unsure_it_was() {
    let folder = Folder::new();
    let article = folder.write("a.txt", TRIPOLI);
    let mut window = Window::reading(&article);
    window.click_row("طرابلس");
    window.press(BARE, Key::A);
    focus_threshold(&mut window);
    window.press(BARE, Key::End);
    assert_eq!(window.published_marks().len(), 1, "{:?}", window.published_marks());
    window.focus_page();
    window.press(CTRL, Key::Home);
    for _ in 0..3 {
        window.press(BARE, Key::F8);
    }
    // The other mention may also have become certain in the meantime, because this one was accepted.
    assert!(window.published_marks().iter().any(|mark| mark.is_selected), "keys lead to nothing that is hidden");
}

#[test]
fn choosing_another_place_changes_all_mentions_of_the_name_and_is_undone() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", TRIPOLI);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let country =
            |name| if lang == Lang::Ar { ["ليبيا", "لبنان"][name] } else { ["Libya", "Lebanon"][name] };
        let card_says = |window: &Window, name: usize| {
            // Of the card's two lines, the first one with the country.
            let kind = |line: &str| line.starts_with("Tripoli ·") && line.contains(country(name));
            window.any_label(kind)
        };
        window.click_row("طرابلس");
        assert!(card_says(&window, 0), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::E);
        let title = window.text("entity-title");
        window.wait_for(&title);
        let rows = window.rows();
        let lebanon = rows.iter().find(|row| row.starts_with("طرابلس") && row.contains(country(1)));
        let lebanon = lebanon.unwrap_or_else(|| panic!("{lang:?}: {rows:?}")).clone();
        window.click(&lebanon);
        window.wait_until_gone(&title);
        window.frames(3);
        assert!(card_says(&window, 1), "{lang:?}: {:?}", window.labels());
        let grouped = window.rows().into_iter().find(|row| row.starts_with("طرابلس")).unwrap();
        assert!(grouped.contains('3') || grouped.contains('٣'), "two names and the reference: {grouped}");
        window.press(CTRL, Key::Z);
        window.frames(2);
        assert!(card_says(&window, 0), "{lang:?}: {:?}", window.labels());
        window.press(CTRL, Key::Y);
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| folder.read("a.hawashi.ron").is_some()));
        window.frames(5);
        let opened = open_again(&article).loaded.unwrap().unwrap();
        let entities: Vec<_> =
            opened.annotation_state.links.iter().map(|(_, _, choice)| choice.entity.clone()).collect();
        assert_eq!(entities, ["place:tripoli-lb"]);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.click_row("طرابلس");
        assert!(card_says(&window, 1), "it holds when the article is opened again");
    }
}

#[test]
fn another_place_is_chosen_with_the_keyboard_alone() {
    let folder = Folder::new();
    let article = folder.write("a.txt", TRIPOLI);
    let mut window = Window::reading(&article);
    window.focus_page();
    let name =
        |window: &Window| window.published_marks().into_iter().find(|mark| mark.is_selected).map(|mark| mark.name);
    for _ in 0..5 {
        window.press(BARE, Key::F8);
        if name(&window).is_some_and(|name| name.contains("طرابلس")) {
            break;
        }
    }
    assert!(name(&window).is_some_and(|name| name.contains("طرابلس")), "{:?}", name(&window));
    window.press(BARE, Key::E);
    let title = window.text("entity-title");
    window.wait_for(&title);
    window.press(BARE, Key::Tab);
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Enter);
    window.wait_until_gone(&title);
    window.frames(3);
    assert!(
        window.any_label(|line| line.starts_with("Tripoli ·") && line.contains("Lebanon")),
        "{:?}",
        window.labels()
    );
    window.press(BARE, Key::E);
    window.wait_for(&title);
    window.press(BARE, Key::Escape);
    window.wait_until_gone(&title);
}

#[test]
fn a_passage_tagged_by_hand_is_linked_to_a_place_by_its_english_name() {
    let folder = Folder::new();
    let article = folder.write("a.txt", "الفيحاء هادئة اليوم، كما يقول سكان دمشق وحلب.");
    let mut window = Window::reading(&article);
    window.drag_over_words(1);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::E);
    let title = window.text("entity-title");
    window.wait_for(&title);
    window.write("damascus");
    assert!(window.wait_until(|window| window.rows().iter().any(|row| row.starts_with("دمشق, Damascus"))));
    window.press(BARE, Key::Enter);
    window.wait_until_gone(&title);
    assert!(window.any_label(|line| line.starts_with("Damascus")), "{:?}", window.labels());
}

#[test]
fn a_lexicon_added_in_the_window_marks_its_names_until_it_is_switched_off() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", "سيطر لواء صقور الوادي على تل زعفران الشرقي قرب الحسكة.");
        let csv = folder.write("names.csv", "name,kind,country\nتل زعفران الشرقي,village,SY\nعين الصفا,city,SY\n");
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let knows =
            |window: &Window| window.published_marks().iter().any(|mark| mark.name.contains("تل زعفران الشرقي"));
        assert!(!knows(&window), "{:?}", window.published_marks());
        window.choose("menu-edit", "command-lexicons");
        window.click_text("lexicons-add");
        let title = window.text("chooser-lexicon-title");
        window.wait_for(&title);
        window.write(csv.to_str().unwrap());
        window.press(BARE, Key::Enter);
        window.wait_until_gone(&title);
        let entries = window.text_with("lexicons-entries", "count", 2_u64);
        assert!(window.wait_until(|window| window.any_label(|line| line.contains(&entries))), "{:?}", window.labels());
        assert!(window.wait_until(knows), "{lang:?}: {:?}", window.published_marks());
        window.click("names.csv");
        assert!(window.wait_until(|window| !knows(window)), "switched off");
        window.click("names.csv");
        assert!(window.wait_until(knows));
        let remove = window.text_with("lexicons-remove", "file", "names.csv");
        window.click(&remove);
        assert!(window.wait_until(|window| !knows(window)), "taken away");
        assert!(window.notices().is_empty());
    }
}

#[test]
fn a_broken_lexicon_is_reported_with_line_and_column_and_the_others_work() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let article = folder.write("a.txt", "وصلوا إلى تل زعفران الشرقي قرب الحسكة.");
        let good = folder.write("good.csv", "name,kind\nتل زعفران الشرقي,village\n");
        let broken = folder.write("broken.csv", "name,kind\nعين,city\nعين الكرمة,citty\n");
        let missing = folder.path("missing.csv");
        let opening = Window::speaking(lang).with_lexicon(&broken).with_lexicon(&missing).with_lexicon(&good);
        let mut window = opening.open(&[&article]);
        let sentence = window.wait_for_notice(&["broken.csv"]);
        let place = match lang {
            Lang::En => "broken.csv, line 3, column 12: there is no kind “citty”.",
            Lang::Ar => "broken.csv، السطر ٣، العمود ١٢: لا يوجد نوع باسم «citty».",
        };
        assert!(sentence.contains(place), "{sentence}");
        window.wait_for_notice(&["missing.csv"]);
        let knows =
            |window: &Window| window.published_marks().iter().any(|mark| mark.name.contains("تل زعفران الشرقي"));
        assert!(window.wait_until(knows), "{lang:?}");
        window.choose("menu-edit", "command-lexicons");
        assert!(
            window.any_label(|line| line.contains("broken.csv") && line.contains("citty")),
            "{:?}",
            window.labels()
        );
    }
}

#[test]
fn what_is_wrong_in_a_lexicon_is_said_in_the_language_of_the_window() {
    for (name, text, arabic, english) in [
        ("a.ron", "[(kind: \"city\", ar: \"عين\")]", "تنقص هنا العلامة «[»", "“[” is missing here."),
        (
            "b.ron",
            "[(kind: \"city\", colour: 1)]",
            "لا يوجد حقل باسم «colour». الحقول هي: id",
            "There is no field “colour”. The fields are: id",
        ),
        ("c.ron", "[(ar: [\"عين\"])]", "الحقل «kind» ناقص.", "The field “kind” is missing."),
        ("d.xml", "<a/>", "ليس معجما بصيغة تُقرأ", "is not a lexicon in a form that can be read"),
    ] {
        for (lang, part) in [(Lang::Ar, arabic), (Lang::En, english)] {
            let folder = Folder::new();
            let article = folder.write("a.txt", "وصلوا إلى الحسكة.");
            let mut window = Window::speaking(lang).with_lexicon(&folder.write(name, text)).open(&[&article]);
            let sentence = window.wait_for_notice(&[name]);
            assert!(sentence.contains(part) && !sentence.contains("xpected opening"), "{sentence}");
        }
    }
}

/// Opens the dialog for the first name in the article that begins with this text.
fn ask_what_it_means(window: &mut Window, name: &str) {
    window.click_row(name);
    window.press(BARE, Key::E);
    let title = window.text("entity-title");
    window.wait_for(&title);
}

/// The rows of the dialog, once everything that distinguishes them is there.
fn choices(window: &mut Window, name: &str) -> Vec<String> {
    let of_dialog = |window: &Window| -> Vec<String> {
        window.rows().into_iter().filter(|row| row.starts_with(name) && row.contains(" · ")).collect()
    };
    let is_told =
        |row: &String| [" km ", "next to", "inhabitants", "كم", "بجوار", "نسمة"].iter().any(|word| row.contains(word));
    assert!(window.wait_until(|window| of_dialog(window).iter().any(is_told)), "{:?}", of_dialog(window));
    of_dialog(window)
}

#[test]
fn all_of_a_name_stand_there_at_once_and_no_two_are_alike() {
    for (text, name, countries, named) in [
        (TRIPOLI, "طرابلس", ["Libya", "Lebanon"], 1),
        ("قال مسؤول أمريكي في واشنطن إن الولايات المتحدة تتابع الوضع.", "واشنطن", ["United States", "United States"], 3),
        ("قُتل جنديان سوريان في بلدة السخنة بريف حمص.", "السخنة", ["Syria", "Syria"], 1),
        ("وصلت القافلة إلى مدينة سرت أمس.", "سرت", ["Libya", "Libya"], 1),
    ] {
        let folder = Folder::new();
        let article = folder.write("a.txt", text);
        let mut window = Window::reading(&article);
        ask_what_it_means(&mut window, name);
        let rows = choices(&mut window, name);
        assert!(countries.iter().all(|country| rows.iter().any(|row| row.contains(country))), "{name}: {rows:#?}");
        for (at, row) in rows.iter().enumerate() {
            assert!(!rows[..at].contains(row), "{name}: twice {row}");
        }
        // The card distinguishes them, too.
        window.press(BARE, Key::Escape);
        window.wait_until_gone(&window.text("entity-title"));
        let beginning = "Others with this name: ";
        let labels = window.labels();
        let line = labels.iter().find_map(|line| line.strip_prefix(beginning)).unwrap_or_default();
        let others: Vec<&str> = line.split("; ").collect();
        assert_eq!(others.len(), named, "{name}: {labels:#?}");
        assert!(others.iter().enumerate().all(|(at, other)| !others[..at].contains(other)), "{line}");
    }
}

#[test]
fn places_of_one_name_are_told_apart_by_region_and_country() {
    let washington = "قال مسؤول أمريكي في واشنطن إن الولايات المتحدة تتابع الوضع.";
    let husayniya = "وصلت القافلة إلى بلدة الحسينية في محافظة معان الأردنية أمس.";
    for (lang, text, name, expected) in [
        (
            Lang::En,
            washington,
            "واشنطن",
            ["Utah, United States", "Illinois, United States", "Pennsylvania, United States"],
        ),
        (
            Lang::Ar,
            washington,
            "واشنطن",
            ["يوتا، الولايات المتحدة", "إلينوي، الولايات المتحدة", "بنسلفانيا، الولايات المتحدة"],
        ),
        (Lang::En, husayniya, "الحسينية", ["Ma'an, Jordan", "Karak, Jordan", "Sharqia, Egypt"]),
        (Lang::Ar, husayniya, "الحسينية", ["معان، الأردن", "الكرك، الأردن", "الشرقية، مصر"]),
        (Lang::En, TRIPOLI, "طرابلس", ["capital, Libya", "North Lebanon, Lebanon", "city, North Lebanon"]),
    ] {
        let folder = Folder::new();
        let article = folder.write("a.txt", text);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        ask_what_it_means(&mut window, name);
        // The characters that isolate the parts are not compared.
        let plain = |line: String| line.replace(['\u{2068}', '\u{2069}'], "");
        let rows: Vec<String> = choices(&mut window, name).into_iter().map(plain).collect();
        for land in expected {
            assert!(rows.iter().any(|row| row.contains(land)), "{lang:?}: {land} of {rows:#?}");
        }
        // Once chosen, it has this name in the notice and on the card.
        let row = choices(&mut window, name).into_iter().find(|row| plain(row.clone()).contains(expected[1])).unwrap();
        window.click(&row);
        window.wait_until_gone(&window.text("entity-title"));
        window.frames(3);
        assert!(
            window.any_status(|line| plain(line.to_owned()).contains(expected[1])),
            "{lang:?}: {:?}",
            window.statuses()
        );
        let labels: Vec<String> = window.labels().into_iter().map(plain).collect();
        assert!(labels.iter().any(|line| line.contains(" · ") && line.contains(expected[1])), "{lang:?}: {labels:#?}");
    }
}

#[test]
fn a_digit_chooses_and_says_how_many_mentions_it_has_changed() {
    for (lang, country, digit) in [(Lang::En, "Lebanon", "2"), (Lang::Ar, "لبنان", "٢")] {
        let folder = Folder::new();
        let article = folder.write("a.txt", TRIPOLI);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        ask_what_it_means(&mut window, "طرابلس");
        let rows = choices(&mut window, "طرابلس");
        assert!(rows[1].contains(country), "{lang:?}: {rows:?}");
        assert!(window.any_label(|line| line.contains('3') || line.contains('٣')), "says first how far it reaches");
        window.write(digit);
        window.wait_until_gone(&window.text("entity-title"));
        window.frames(3);
        let count = if lang == Lang::Ar { "٣" } else { "3" };
        let told = |line: &str| line.contains(count) && line.contains("طرابلس") && line.contains(country);
        assert!(window.any_status(told), "{lang:?}");
        window.click_text("command-undo");
        assert!(!window.any_label(|line| line.starts_with("Tripoli ·") && line.contains(country)), "{lang:?}");
    }
}

#[test]
fn what_tells_of_a_choice_goes_with_it() {
    let folder = Folder::new();
    let article = folder.write("a.txt", TRIPOLI);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let choose = |window: &mut Window| {
            ask_what_it_means(window, "طرابلس");
            window.write("2");
            window.wait_until_gone(&window.text("entity-title"));
            window.frames(3);
        };
        let is_told = |window: &Window| window.any_status(|line| line.contains("طرابلس"));
        // The bar has a button of this name, too.
        let offers = |window: &Window| window.rects_of(&window.text("command-undo")).len() - 1;
        choose(&mut window);
        assert!(is_told(&window), "{lang:?}");
        assert_eq!(offers(&window), 1, "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(!is_told(&window), "{lang:?}: {:?}", window.statuses());
        assert_eq!(offers(&window), 0);
        window.press(CTRL_SHIFT, Key::Z);
        assert!(!is_told(&window), "{lang:?}: it is no news");
        window.press(CTRL, Key::Z);

        // With another step behind it, it still says what was done, but no button would take that back.
        choose(&mut window);
        window.click_row("بنغازي");
        window.press(BARE, Key::A);
        assert!(is_told(&window), "{lang:?}");
        assert_eq!(offers(&window), 0, "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(is_told(&window), "{lang:?}: that step was not it");
        window.press(CTRL, Key::Z);
        assert!(!is_told(&window), "{lang:?}");
    }
}

#[test]
fn a_choice_for_one_mention_leaves_the_others_as_they_are() {
    let folder = Folder::new();
    let article = folder.write("a.txt", TRIPOLI);
    let mut window = Window::reading(&article);
    ask_what_it_means(&mut window, "طرابلس");
    let rows = choices(&mut window, "طرابلس");
    assert!(rows[1].contains("Lebanon"), "{rows:?}");
    window.click_text("entity-only-this");
    // Down moves from the field into the list, whatever had the focus before.
    let field = window.field_of(&window.text("entity-search"));
    window.click_at(field.center(), 1);
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Enter);
    window.wait_until_gone(&window.text("entity-title"));
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("a.hawashi.ron").is_some()));
    window.frames(5);
    let notes = open_again(&article).loaded.unwrap().unwrap().annotation_state;
    let entities: Vec<_> = notes.annotations.iter().map(|annotation| annotation.entity.clone().unwrap()).collect();
    assert_eq!(entities, ["place:tripoli-lb"]);
    assert!(notes.links.is_empty(), "nothing is said of the name");
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::S);
    window.frames(20);
    assert_eq!(window.published_marks().iter().filter(|mark| mark.name.contains("طرابلس")).count(), 2);
}
