//! The controls as a person without a screen finds them: by role and name.
#![cfg(feature = "gui")]

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Event, Id, Key, Modifiers, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hawashi::gui::i18n::{I18n, Lang};
use hawashi::gui::theme::{Theme, ThemeName};
use hawashi::gui::widgets::{
    ArticleTab, Button, Chip, FieldState, Icon, IconButton, Look, MenuRow, Row, TextField, label, menu_button,
    text_field,
};

fn harness<'a, S: 'a>(lang: Lang, state: S, mut add: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    // Short steps: two clicks must be near enough in time to be a double click.
    let mut harness = Harness::builder().with_size(vec2(400.0, 300.0)).with_step_dt(0.05).build_ui_state(
        move |ui, state| {
            if Look::of(ui.ctx()).lang != lang {
                Look::install(ui.ctx(), ThemeName::Light, lang);
            }
            Look::of(ui.ctx()).column(ui, |ui| add(ui, state));
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
        if ui.add(Chip::new("Locations", "16", theme.location, *is_on)).clicked() {
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
