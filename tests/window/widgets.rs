//! The controls as found without seeing them: by role and name.
#![cfg(feature = "gui")]

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Event, Id, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, Ui, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hawashi::gui::i18n::{I18n, Lang};
use hawashi::gui::theme::{Theme, ThemeName};
use hawashi::gui::widgets::{
    ArticleTab, Button, Chip, FieldState, Icon, IconButton, MenuRow, Row, TextField, WidgetStyle, label, menu_button,
    text_field,
};

fn harness<'a, S: 'a>(lang: Lang, state: S, mut add: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    // Short steps, so that two clicks are close enough in time to be a double click.
    let mut harness = Harness::builder().with_size(vec2(400.0, 300.0)).with_step_dt(0.05).build_ui_state(
        move |ui, state| {
            if WidgetStyle::of(ui.ctx()).lang != lang {
                WidgetStyle::install(ui.ctx(), ThemeName::Light, lang);
            }
            WidgetStyle::of(ui.ctx()).column(ui, |ui| add(ui, state));
        },
        state,
    );
    harness.run_steps(2);
    harness
}

#[test]
fn buttons_and_rows_are_clicked_by_name() {
    let mut harness = harness(Lang::Ar, Vec::<&str>::new(), |ui, clicked| {
        if ui.add(Button::new("قوات حفتر").primary()).clicked() {
            clicked.push("button");
        }
        if ui.add(Row::new("سرت").second("Sirte").count("٢")).clicked() {
            clicked.push("row");
        }
        if ui.add(IconButton::new(Icon::Undo, "تراجع")).clicked() {
            clicked.push("icon");
        }
        if ui.add_enabled(false, Button::new("إعادة")).clicked() {
            clicked.push("disabled");
        }
    });
    for name in ["قوات حفتر", "سرت", "تراجع", "إعادة"] {
        harness.get_by_label(name).click();
        harness.run_steps(2);
    }
    assert_eq!(harness.state(), &["button", "row", "icon"]);
}

#[test]
fn arabic_mirrors_the_controls() {
    for (lang, is_left) in [(Lang::En, true), (Lang::Ar, false)] {
        let harness = harness(lang, (), |ui, ()| {
            ui.add(Button::new("سرت"));
        });
        let rect = harness.get_by_label("سرت").rect();
        assert_eq!(rect.center().x < 200.0, is_left, "{lang:?}: {rect}");
    }
}

#[test]
fn names_hold_no_direction_controls() {
    let harness = harness(Lang::Ar, I18n::new(Lang::Ar), |ui, i18n| {
        label(ui, &hawashi::tr!(i18n, "status-paragraph", current = 2, total = 6));
    });
    harness.get_by_value("الفقرة ٢ من ٦");
}

#[test]
fn a_chip_is_a_switch() {
    let mut harness = harness(Lang::En, true, |ui, is_on| {
        let theme = Theme::named(ThemeName::Light);
        if ui.add(Chip::new("Locations", "16", theme.labels[0], *is_on)).clicked() {
            *is_on = !*is_on;
        }
    });
    let toggled = |harness: &Harness<'_, bool>| harness.get_by_label("Locations").accesskit_node().toggled();
    assert_eq!(toggled(&harness), Some(Toggled::True));
    harness.get_by_label("Locations").click();
    harness.run_steps(2);
    assert_eq!(toggled(&harness), Some(Toggled::False));
}

#[test]
fn a_menu_opens_and_its_rows_close_it() {
    let mut harness = harness(Lang::Ar, 0, |ui, count| {
        menu_button(ui, "ملف", |ui| {
            if ui.add(MenuRow::new("حفظ").keys(Some("\u{2066}Ctrl+S\u{2069}"))).clicked() {
                *count += 1;
            }
        });
    });
    assert!(harness.query_by_label("حفظ").is_none());
    harness.get_by_label("ملف").click();
    harness.run_steps(3);
    harness.get_by_label("حفظ").click();
    harness.run_steps(3);
    assert_eq!(*harness.state(), 1);
    assert!(harness.query_by_label("حفظ").is_none());
}

#[test]
fn a_tab_is_chosen_and_closed() {
    let mut harness = harness(Lang::En, Vec::<&str>::new(), |ui, done| {
        let tab = ArticleTab {
            id: Id::unique("tab"),
            text: "ليبيا.txt",
            folder: "",
            tip: "",
            icon: None,
            is_stop: true,
            name: "ليبيا.txt, not saved",
            close_name: "Close ليبيا.txt",
            is_front: false,
            is_unsaved: true,
        };
        let response = tab.show(ui);
        if response.chosen {
            done.push("chosen");
        }
        if response.closed {
            done.push("closed");
        }
    });
    harness.get_by_label("ليبيا.txt, not saved").click_accesskit();
    harness.run_steps(2);
    harness.get_by_label("Close ليبيا.txt").click();
    harness.run_steps(3);
    assert_eq!(harness.state(), &["chosen", "closed"]);
}

fn field(lang: Lang, state: FieldState) -> Harness<'static, FieldState> {
    harness(lang, state, |ui, state| {
        TextField::new(state, "Name").placeholder("Person").show(ui);
    })
}

#[test]
fn text_is_typed_selected_and_undone() {
    let mut harness = field(Lang::En, FieldState::line(""));
    assert!(!text_field::is_typing(&harness.ctx));
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run_steps(2);
    assert!(text_field::is_typing(&harness.ctx));
    for text in ["قوات", " ", "LNA"] {
        harness.event(Event::Text(text.to_owned()));
        harness.run_steps(1);
    }
    assert_eq!(harness.state().text(), "قوات LNA");
    assert_eq!(harness.get_by_label("Name").value().as_deref(), Some("قوات LNA"));
    harness.key_press(Key::Backspace);
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "قوات LN");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Cut);
    harness.run_steps(2);
    assert_eq!(harness.state().text(), "");
    harness.event(Event::Paste("سرت\nSirte".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "سرت Sirte");
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run_steps(1);
    }
    assert_eq!(harness.state().text(), "قوات LN");
}

#[test]
fn a_double_click_selects_a_word_and_typing_replaces_it() {
    let mut harness = field(Lang::Ar, FieldState::line("قوات حفتر في سرت"));
    let rect = harness.get_by_label("Name").rect();
    // The first word stands at the right.
    let at = rect.right_center() - vec2(24.0, 0.0);
    for _ in 0..2 {
        harness.drag_at(at);
        harness.run_steps(1);
        harness.drop_at(at);
        harness.run_steps(1);
    }
    harness.event(Event::Text("كتائب".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "كتائب حفتر في سرت");
}

#[test]
fn a_drag_selects_what_it_passes() {
    let mut harness = field(Lang::En, FieldState::line("abc def"));
    let rect = harness.get_by_label("Name").rect();
    harness.drag_at(rect.left_center() + vec2(4.0, 0.0));
    harness.run_steps(1);
    harness.hover_at(rect.right_center());
    harness.run_steps(2);
    harness.drop_at(rect.right_center());
    harness.run_steps(1);
    harness.event(Event::Text("x".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "x");
}

#[test]
fn escape_and_enter_are_reported_by_a_note() {
    let mut harness = harness(Lang::En, (FieldState::note("one"), Vec::<&str>::new()), |ui, (state, done)| {
        let response = TextField::new(state, "Note").rows(2).show(ui);
        if response.submitted {
            done.push("submitted");
        }
        if response.cancelled {
            done.push("cancelled");
        }
    });
    harness.get_by_role(Role::MultilineTextInput).focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(1);
    assert_eq!(harness.state().0.text(), "one\n");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(1);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(harness.state().1, ["submitted", "cancelled"]);
    assert!(!text_field::is_typing(&harness.ctx));
}

#[test]
fn a_screen_reader_can_set_the_text() {
    let mut harness = field(Lang::En, FieldState::line("old"));
    harness.get_by_label("Name").set_text_value_accesskit("جديد");
    harness.run_steps(2);
    assert_eq!(harness.state().text(), "جديد");
}

/// Ctrl as reported by the window system.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

// Writing with an input method.

fn compose(harness: &mut Harness<'_, FieldState>, text: &str, caret: usize) {
    let active_range_chars = Some(caret..caret);
    harness.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars }));
    harness.run_steps(1);
}

/// The caret's rectangle as reported to the input method.
fn caret(harness: &Harness<'_, FieldState>) -> Rect {
    harness.output().platform_output.ime.expect("no input method is asked for").cursor_rect
}

#[test]
fn an_input_method_composes_in_place_with_its_caret_inside() {
    let mut harness = field(Lang::Ar, FieldState::line("قوات  سرت"));
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    harness.key_press(Key::Home);
    harness.key_press_modifiers(CTRL, Key::ArrowLeft);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(1);
    let before = caret(&harness);
    compose(&mut harness, "حفتر", 4);
    assert_eq!(harness.state().text(), "قوات حفتر سرت");
    let behind = caret(&harness);
    compose(&mut harness, "حفتر", 1);
    let inside = caret(&harness);
    // Right to left: the composition is left of the former caret.
    assert!(behind.left() < inside.left() && inside.left() < before.left(), "{behind} {inside} {before}");
    // A key used by the input method does not reach the field.
    harness.key_press(Key::Backspace);
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "قوات حفتر سرت");
    harness.event(Event::Ime(ImeEvent::Commit("الوفاق".to_owned())));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "قوات الوفاق سرت");
    harness.key_press_modifiers(CTRL, Key::Z);
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "قوات  سرت");
}

#[test]
fn a_composition_that_is_given_up_leaves_everything_as_it_was() {
    let mut harness = field(Lang::En, FieldState::line("one two"));
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    harness.run_steps(1);
    for end in [ImeEvent::Preedit { text: String::new(), active_range_chars: None }, ImeEvent::Commit(String::new())] {
        compose(&mut harness, "zwei", 2);
        assert_eq!(harness.state().text(), "one zwei");
        harness.event(Event::Ime(end));
        harness.run_steps(1);
        assert_eq!(harness.state().text(), "one two");
    }
    // The word is selected as before: typing replaces it.
    harness.event(Event::Text("three".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "one three");
}

#[test]
fn a_press_ends_a_composition_and_keeps_what_was_composed() {
    let mut harness = field(Lang::En, FieldState::line("ab"));
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    compose(&mut harness, "c", 1);
    let at = harness.get_by_label("Name").rect().left_center() + vec2(4.0, 0.0);
    press(&mut harness, at);
    assert!(harness.output().platform_output.ime.is_none_or(|ime| ime.should_interrupt_composition));
    harness.drop_at(at);
    harness.event(Event::Text("x".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "xabc");
}

// The pointer.

fn press(harness: &mut Harness<'_, FieldState>, at: Pos2) {
    harness.drag_at(at);
    harness.run_steps(1);
}

/// Clicks this many times, and keeps the button pressed after the last.
fn clicks(harness: &mut Harness<'_, FieldState>, at: Pos2, count: usize) {
    for number in 1..=count {
        press(harness, at);
        if number < count {
            harness.drop_at(at);
            harness.run_steps(1);
        }
    }
}

fn copied(harness: &mut Harness<'_, FieldState>) -> String {
    harness.event(Event::Copy);
    harness.run_steps(1);
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    copied.unwrap_or_default()
}

#[test]
fn drags_go_on_by_the_unit_that_was_clicked() {
    for (count, expected) in [(2, "two three"), (3, "one two three four")] {
        let mut harness = field(Lang::En, FieldState::line("one two three four"));
        let left = harness.get_by_label("Name").rect().left_center();
        clicks(&mut harness, left + vec2(48.0, 0.0), count);
        harness.hover_at(left + vec2(85.0, 0.0));
        harness.run_steps(1);
        harness.drop_at(left + vec2(85.0, 0.0));
        harness.run_steps(1);
        assert_eq!(copied(&mut harness), expected);
    }
}

#[test]
fn a_shift_click_extends_the_selection() {
    let mut harness = field(Lang::Ar, FieldState::line("قوات حفتر في سرت"));
    let rect = harness.get_by_label("Name").rect();
    harness.get_by_label("Name").focus();
    harness.run_steps(1);
    harness.key_press(Key::Home);
    harness.run_steps(1);
    let at = rect.left_center();
    let button = eframe::egui::PointerButton::Primary;
    harness.hover_at(at);
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    harness.run_steps(1);
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::SHIFT });
        harness.run_steps(1);
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    assert_eq!(copied(&mut harness), "قوات حفتر في سرت");
}

#[test]
fn a_drag_past_the_edge_brings_the_text_along() {
    let long = "كلمة ".repeat(60);
    for (lang, text, rtl) in [(Lang::En, "word ".repeat(60), false), (Lang::Ar, long, true)] {
        let mut harness = field(lang, FieldState::line(&text));
        let rect = harness.get_by_label("Name").rect();
        harness.get_by_label("Name").focus();
        harness.run_steps(1);
        harness.key_press(Key::Home);
        harness.run_steps(1);
        let (start, past) = if rtl {
            (rect.right_center() - vec2(9.0, 0.0), pos2(rect.left() - 60.0, rect.center().y))
        } else {
            (rect.left_center() + vec2(9.0, 0.0), pos2(rect.right() + 60.0, rect.center().y))
        };
        press(&mut harness, start);
        harness.hover_at(past);
        harness.run_steps(2);
        let soon = copied(&mut harness).len();
        // The pointer rests outside, and the text continues to scroll.
        harness.run_steps(20);
        let later = copied(&mut harness).len();
        assert!(soon > 10 && later > soon + 20, "{lang:?}: {soon} {later}");
        assert!(later < text.len(), "{lang:?}: not all at once");
        harness.drop_at(past);
        harness.run_steps(1);
    }
}

#[test]
fn the_middle_button_pastes_where_it_is_pressed() {
    let mut harness = field(Lang::En, FieldState::line("one two"));
    let at = harness.get_by_label("Name").rect().left_center() + vec2(2.0, 0.0);
    harness.hover_at(at);
    harness.run_steps(1);
    harness.event(Event::MiddleClickPaste { pos: at, text: "zero ".to_owned() });
    harness.run_steps(2);
    assert_eq!(harness.state().text(), "zero one two");
}

#[test]
fn the_right_button_opens_a_menu_that_cuts_pastes_and_selects() {
    let mut harness = field(Lang::Ar, FieldState::line("سرت ليبيا"));
    let at = harness.get_by_label("Name").rect().center();
    clicks(&mut harness, at, 1);
    harness.drop_at(at);
    harness.run_steps(1);
    let open = |harness: &mut Harness<'_, FieldState>, choice: &str| {
        for pressed in [true, false] {
            harness.event(Event::PointerButton {
                pos: at,
                button: PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        harness.run_steps(3);
        harness.get_by_label(choice).click();
        harness.run_steps(3);
    };
    open(&mut harness, "تحديد الكل");
    assert_eq!(copied(&mut harness), "سرت ليبيا");
    open(&mut harness, "قص");
    assert_eq!(harness.state().text(), "");
    assert!(text_field::is_typing(&harness.ctx), "the field keeps the keyboard");
    harness.event(Event::Paste("مصراتة".to_owned()));
    harness.run_steps(1);
    assert_eq!(harness.state().text(), "مصراتة");
}

#[test]
fn a_long_note_scrolls_with_its_caret() {
    let text = (1..=40).map(|line| format!("سطر {line}")).collect::<Vec<_>>().join("\n") + "\n";
    let mut harness = harness(Lang::Ar, FieldState::note(&text), |ui, state| {
        TextField::new(state, "Note").show(ui);
    });
    harness.get_by_role(Role::MultilineTextInput).focus();
    harness.run_steps(2);
    let rect = harness.get_by_role(Role::MultilineTextInput).rect();
    assert!(rect.height() < 250.0, "{rect}");
    assert!(rect.contains_rect(caret(&harness)), "the end is in view");
    for (modifiers, key) in [(CTRL, Key::Home), (Modifiers::NONE, Key::PageDown), (Modifiers::NONE, Key::PageDown)] {
        harness.key_press_modifiers(modifiers, key);
        harness.run_steps(1);
        assert!(rect.contains_rect(caret(&harness)), "{key:?}");
    }
    harness.event(Event::Text("هنا ".to_owned()));
    harness.run_steps(1);
    assert!(harness.state().text().contains("\nهنا سطر 15\n"), "{}", harness.state().text());
}

#[test]
fn deleting_by_words_and_going_to_the_ends_works_in_mixed_text() {
    let mut harness = field(Lang::Ar, FieldState::line("قوات LNA في سرت 2019"));
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    let table: &[(Modifiers, Key, &str)] = &[
        (CTRL, Key::Backspace, "قوات LNA في سرت "),
        (CTRL, Key::Backspace, "قوات LNA في "),
        (Modifiers::NONE, Key::Home, "قوات LNA في "),
        (CTRL, Key::Delete, " LNA في "),
        (CTRL, Key::Delete, " في "),
        // Consecutive deletions form one step.
        (CTRL, Key::Z, "قوات LNA في "),
        (CTRL | Modifiers::SHIFT, Key::Z, " في "),
        (Modifiers::NONE, Key::End, " في "),
        (Modifiers::NONE, Key::Backspace, " في"),
    ];
    for (modifiers, key, expected) in table {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run_steps(1);
        assert_eq!(harness.state().text(), *expected, "{modifiers:?} {key:?}");
    }
}

#[test]
fn a_field_tells_its_text_its_caret_and_its_selection() {
    let mut harness = field(Lang::Ar, FieldState::line("قوات LNA"));
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    let told = |harness: &Harness<'_, FieldState>| {
        let node = harness.get_by_label("Name").accesskit_node();
        let selected = node.text_selection().map(|range| range.text());
        let caret = node.text_selection_focus().map(|position| position.to_global_usv_index());
        (node.document_range().text(), selected.unwrap_or_default(), caret)
    };
    assert_eq!(told(&harness), ("قوات LNA".to_owned(), String::new(), Some(8)));
    harness.key_press_modifiers(CTRL | Modifiers::SHIFT, Key::ArrowRight);
    harness.run_steps(2);
    assert_eq!(told(&harness), ("قوات LNA".to_owned(), "LNA".to_owned(), Some(5)));
    harness.key_press_modifiers(CTRL, Key::A);
    harness.key_press(Key::Delete);
    harness.run_steps(2);
    assert_eq!(told(&harness), (String::new(), String::new(), Some(0)));
    assert_eq!(harness.get_by_label("Name").accesskit_node().placeholder(), Some("Person"));
}
