//! The side panel's list of earlier states: a line of time, and the card of the chosen one.

use eframe::egui::{Align, Context, Id, Rect, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use super::card::card_frame;
use super::context::{Names, SideView};
use super::dates::{self, moment};
use super::record_words::{RecordWords, mark_of, sign_of, signed, spoken_counts};
use crate::annotation::Counts;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Comparison, ListedState, TabId, VersionsAction};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, ChangeSign, Label, List, MarkedPassage, Shaped, Strip, TimelineRow, WidgetStyle, scroll_column,
};
use crate::store::{Version, Why};

/// The differences that a card shows at most.
const SHOWN: usize = 4;
/// Height of the card, and of its foot with the buttons, in points.
const CARD: f32 = 292.0;
const FOOT: f32 = 62.0;
/// Height of a card that has a foot, in points.
const LEAST_WITH_FOOT: f32 = 140.0;
/// The rows that the list has at least.
const LEAST_ROWS: f32 = 3.0;

/// The id of a tab's list.
pub(super) fn list_id(tab: TabId) -> Id {
    Id::unique(("versions", tab.0))
}

/// Gives the list the keyboard focus as soon as it is shown.
pub(crate) fn focus_versions(ctx: &Context, tab: TabId) {
    List::focus(ctx, list_id(tab), 0);
}

/// Draws the list and the card in the rest of the panel.
pub(super) fn versions(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    let (tab, i18n) = (view.tab, view.i18n);
    let look = WidgetStyle::of(ui.ctx());
    let versions = &tab.versions;
    let rows: Vec<ListedState> = versions.rows().collect();
    if rows.is_empty() {
        if versions.is_read || tab.annotations.is_none() {
            ui.add_space(size::INSIDE);
            ui.add(Label::new(&i18n.text("versions-empty")).color(look.theme.dim).wrapped());
        }
        return;
    }
    let about = Shaped::wrapped(ui.ctx(), &i18n.text("versions-about"), TextRole::Small, ui.available_width());
    let step = size::ROW + ui.spacing().item_spacing.y;
    let whole = ui.available_rect_before_wrap();
    let has_about = whole.height() >= CARD + 6.0 * step + about.size().y;
    let under = if has_about { about.size().y + size::GROUP } else { 0.0 };
    let room = whole.height() - CARD - size::INSIDE - under;
    let height = room.max(LEAST_ROWS * step).min(rows.len() as f32 * step);
    let chosen = versions.chosen.as_ref().and_then(|chosen| rows.iter().position(|row| row == chosen));
    let name = i18n.text("panel-versions");
    List::new(list_id(tab.id), &name, height).chosen(chosen).show(ui, rows.len(), |ui, place| {
        let row = rows.get(place.number())?;
        let is_selected = chosen == Some(place.number());
        let words = match row {
            ListedState::Now => now_words(i18n, versions.unsaved),
            ListedState::Version(id) => words_of(i18n, versions.with_former(id)?.0),
        };
        let shown = TimelineRow {
            time: &words.time,
            what: &words.what,
            counts: &words.counts,
            is_hollow: *row == ListedState::Now,
            is_selected,
            name: &words.name,
            tip: &words.tip,
        };
        let response = shown.show(ui, place);
        if (response.clicked() || response.has_focus()) && !is_selected {
            acts.push(AppAction::Versions(tab.id, VersionsAction::Choose(row.clone())));
        }
        Some(response)
    });
    if has_about {
        ui.add_space(size::STEP);
        ui.add(Label::new(&i18n.text("versions-about")).role(TextRole::Small).color(look.theme.dim).wrapped());
    }
    let rest = ui.available_rect_before_wrap();
    let place =
        rest.with_min_y((rest.bottom() - CARD).max(rest.top() + size::INSIDE)).with_max_y(rest.bottom() - size::INSIDE);
    let mut below = ui.new_child(UiBuilder::new().max_rect(place));
    below.set_clip_rect(place);
    card_frame(&mut below, |ui| {
        ui.set_min_size(ui.available_size());
        let (Some(row), Some(card)) = (&versions.chosen, &versions.card) else { return };
        let version = match row {
            ListedState::Now => None,
            ListedState::Version(id) => versions.with_former(id),
        };
        let whole = ui.available_rect_before_wrap();
        let name = i18n.text("versions-card");
        let is_low = whole.height() < LEAST_WITH_FOOT;
        // What can be done is seen whatever there is to list; in a low window it comes first.
        let foot = if version.is_some() && !is_low { FOOT } else { 0.0 };
        scroll_column(ui, ("version-card", &name), whole.height() - foot, |ui| {
            if let Some((version, _)) = version.filter(|_| is_low) {
                answers(ui, view, version, acts);
            }
            card_of(ui, view, version, card, acts);
        });
        if let Some((version, _)) = version.filter(|_| !is_low) {
            let place = whole.with_min_y(whole.bottom() - foot + size::STEP);
            answers(&mut ui.new_child(UiBuilder::new().max_rect(place)), view, version, acts);
        }
    });
}

/// The texts of a row.
struct Words {
    time: String,
    what: String,
    counts: Vec<(ChangeSign, String)>,
    name: String,
    tip: String,
}

fn now_words(i18n: &I18n, unsaved: Option<Counts>) -> Words {
    let counts = unsaved.unwrap_or_default();
    let (time, what) = (i18n.text("versions-now").into_owned(), i18n.text("versions-unsaved").into_owned());
    let name = spoken(i18n, [&time, &what, &spoken_counts(i18n, counts)]);
    Words { time, what, counts: shown_counts(i18n, counts), name, tip: String::new() }
}

fn words_of(i18n: &I18n, version: &Version) -> Words {
    let (time, what) = (moment(i18n, version.at), who_or_why(i18n, version));
    let counts = version.counts().unwrap_or_default();
    let whole = dates::whole(i18n, Some(version.at.into()));
    let why = i18n.text(why_key(version.why())).into_owned();
    let name = spoken(i18n, [&time, &what, &spoken_counts(i18n, counts)]);
    let tip = [whole, why, version.by().to_owned()];
    let tip: Vec<String> =
        tip.iter().filter(|part| !part.is_empty()).map(|part| format!("\u{2068}{part}\u{2069}")).collect();
    Words { time, what, counts: shown_counts(i18n, counts), name, tip: tip.join(" · ") }
}

fn spoken(i18n: &I18n, parts: [&String; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(&i18n.text("list-separator"))
}

fn shown_counts(i18n: &I18n, counts: Counts) -> Vec<(ChangeSign, String)> {
    let text =
        |(sign, count): (ChangeSign, usize)| (sign, format!("\u{2066}{}{}\u{2069}", sign.text(), i18n.number(count)));
    signed(counts).map(text).collect()
}

/// Who saved a version, or why it was kept where that says more.
fn who_or_why(i18n: &I18n, version: &Version) -> String {
    match version.why() {
        Why::Saved | Why::Autosaved if !version.by().is_empty() => version.by().to_owned(),
        why => i18n.text(why_key(why)).into_owned(),
    }
}

fn why_key(why: Why) -> &'static str {
    match why {
        Why::Saved => "versions-saved",
        Why::Autosaved => "versions-autosaved",
        Why::Found => "versions-found",
        Why::Restored => "versions-restored",
        Why::BeforeRestore => "versions-before-restore",
        Why::BeforeMigration => "versions-before-migration",
        Why::BeforeImport => "versions-before-import",
        Why::BeforeMerge => "versions-before-merge",
        Why::BeforeFix => "versions-before-fix",
        Why::BeforeExport => "versions-before-export",
        Why::Interrupted => "versions-interrupted",
    }
}

/// What the chosen state changed.
fn card_of(
    ui: &mut Ui,
    view: &SideView<'_>,
    version: Option<(&Version, Option<&Version>)>,
    card: &Comparison,
    acts: &mut Vec<AppAction>,
) {
    let (tab, i18n) = (view.tab.id, view.i18n);
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = size::STEP;
    let (title, second) = match version {
        None => (i18n.text("versions-now").into_owned(), i18n.text("versions-unsaved").into_owned()),
        Some((version, former)) => {
            let what = who_or_why(i18n, version);
            let second = match former {
                Some(former) => {
                    let values = [("what", Value::from(what)), ("time", Value::from(moment(i18n, former.at)))];
                    i18n.text_with("versions-against", &values).into_owned()
                }
                None => what,
            };
            (moment(i18n, version.at), second)
        }
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let mut strip = Strip::new(rect, look);
    let shaped = Shaped::elided(ui.ctx(), &title, TextRole::Strong, rect.width());
    let place = strip.leading(shaped.size().x + size::INSIDE);
    ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()))
        .add(Label::new(&title).role(TextRole::Strong).heading());
    let mut after = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    after.add(Label::new(&second).role(TextRole::Small).color(look.theme.dim));
    let all = &card.differences;
    if all.is_empty() {
        ui.add(Label::new(&i18n.text("differences-empty")).color(look.theme.dim).wrapped());
    }
    for difference in all.iter().take(SHOWN) {
        difference_line(ui, view.names(), card, difference);
    }
    if all.len() > SHOWN {
        let text = i18n.text_with("versions-more", &[("count", Value::from(all.len() - SHOWN))]);
        if ui.add(Button::new(&text).quiet()).clicked() {
            acts.push(AppAction::Versions(tab, VersionsAction::ShowChosen));
        }
    } else if !all.is_empty() && ui.add(Button::new(&i18n.text("versions-look")).quiet()).clicked() {
        acts.push(AppAction::Versions(tab, VersionsAction::ShowChosen));
    }
}

/// What can be done with a version.
fn answers(ui: &mut Ui, view: &SideView<'_>, version: &Version, acts: &mut Vec<AppAction>) {
    let (tab, i18n) = (view.tab.id, view.i18n);
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = size::STEP;
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        let buttons = [
            ("versions-restore", VersionsAction::Restore(version.id())),
            ("versions-read", VersionsAction::Read(version.id())),
            ("versions-since", VersionsAction::ShowSince(version.id())),
        ];
        for (index, (key, act)) in buttons.into_iter().enumerate() {
            let text = i18n.text(key);
            let button = Button::new(&text);
            let button = if index == 0 { button } else { button.quiet() };
            if ui.add(button).clicked() {
                acts.push(AppAction::Versions(tab, act));
            }
        }
    });
    ui.add(Label::new(&i18n.text("versions-can-be-undone")).role(TextRole::Small).color(look.theme.dim));
}

/// A difference on one line: sign, passage, kind.
fn difference_line(ui: &mut Ui, names: Names<'_>, card: &Comparison, difference: &crate::annotation::Difference) {
    let look = WidgetStyle::of(ui.ctx());
    let side = if difference.now.is_some() { &card.now } else { &card.was };
    let Some(record) = difference.record() else { return };
    let words = RecordWords { names, side };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let (about, kind) = (words.about(difference, record), words.short(difference));
    let sign = sign_of(difference.happened());
    if ui.is_rect_visible(rect) {
        let mut strip = Strip::new(rect, look);
        let shaped = Shaped::line(ui.ctx(), sign.text(), TextRole::Strong);
        shaped.paint(ui.painter(), strip.leading(20.0), strip.start(), sign.color(look.theme));
        let said = Shaped::elided(ui.ctx(), &kind, TextRole::Small, rect.width() * 0.4);
        said.paint(ui.painter(), strip.trailing(said.size().x), strip.end(), look.theme.dim);
        strip.trailing(size::INSIDE);
        let rest: Rect = strip.rest();
        let passage = MarkedPassage::line(ui.ctx(), &about, rest.width(), mark_of(look.theme, side, record));
        passage.paint(ui.painter(), rest, if look.is_rtl() { Align::Max } else { Align::Min });
        ui.painter().hline(rect.x_range(), rect.bottom() + 1.5, Pen::new(size::HAIRLINE, look.theme.line));
    }
    let name = format!("{} {about} {kind}", sign.text());
    response
        .widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, without_isolates(&name)));
}
