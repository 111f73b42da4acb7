//! The card of the chosen place: what it is, and its mentions one after the other.

use eframe::egui::{Align, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::look::{PicturesLook, push};
use super::placing;
use super::state::PicturesView;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, DrawnMap, PictureAction, PictureTarget, SeeingAction};
use crate::gui::panels::dates;
use crate::gui::panels::entity::local_name;
use crate::gui::panels::seeing::{mark_of, rows_in, title};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Icon, IconButton, Label, MarkedPassage, PassageMark, Shaped, WidgetStyle, scroll_column,
};
use crate::survey::{Article, Row, RowRef};
use crate::text::excerpt::around;

/// The greatest height of the card, in points.
pub(super) const HEIGHT: f32 = 320.0;
/// Height of its foot, in points.
const FOOT: f32 = 68.0;
/// How many bytes of a paragraph are shown before and behind a mention.
const BEFORE: usize = 170;
const BEHIND: usize = 260;

impl PicturesView {
    /// Shows the card of the place with this number.
    #[allow(clippy::unused_self, reason = "a part of the view")]
    pub(super) fn card(
        &self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        place: Rect,
        (map, number): (&DrawnMap, usize),
        acts: &mut Vec<AppAction>,
    ) {
        let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
        let theme = style.theme;
        let card = place.with_max_y(place.bottom() - 12.0);
        ui.painter().rect(card, 9, theme.card, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
        let builder = UiBuilder::new()
            .id_salt("map-card")
            .max_rect(card.shrink2(vec2(14.0, 10.0)))
            .accessibility_role(Role::Group)
            .accessibility_label(i18n.text("map-card").into_owned());
        let mut ui = ui.new_child(builder);
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        let mentions = map.mentions(number);
        let at = look.seeing.chosen_row().and_then(|row| mentions.binary_search(&row).ok());
        head(&mut ui, look, (map, number), at.map_or(0, |at| at + 1));
        facts(&mut ui, look, (map, number));
        also(&mut ui, look, (map, number), acts);
        let inner = card.shrink2(vec2(14.0, 10.0));
        let height = inner.bottom() - FOOT - ui.cursor().top();
        let row = at.and_then(|at| Some((mentions[at], look.seeing.survey.row(mentions[at])?)));
        if let Some((at, (article, row))) = row {
            passage(&mut ui, look, height, (at, article, row));
        }
        let foot = inner.with_min_y(inner.bottom() - FOOT);
        let mut foot = ui.new_child(UiBuilder::new().max_rect(foot));
        feet(&mut foot, look, (map, number), at, row.map(|(_, (article, _))| article), acts);
    }
}

/// Its names, and which of its mentions is shown.
fn head(ui: &mut Ui, look: PicturesLook<'_>, (map, number): (&DrawnMap, usize), at: usize) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let places = map.places();
    let (name, second) = match places.places.get(number) {
        Some(place) if style.is_rtl() && !place.arabic.is_empty() => (place.arabic.as_str(), place.english.as_str()),
        Some(place) if !place.english.is_empty() => (place.english.as_str(), place.arabic.as_str()),
        Some(place) => (place.arabic.as_str(), ""),
        None => (places.unplaced.get(number - places.places.len()).map_or("", |place| &place.name), ""),
    };
    style.line(ui, 30.0, |ui| {
        let values = [("number", Value::from(at)), ("all", Value::from(map.mentions(number).len()))];
        let count = i18n.text_with("map-mention-of", &values);
        let counted = Shaped::line(ui.ctx(), &count, TextRole::Small);
        let room = ui.available_width() - counted.size().x - size::INSIDE;
        let shown = Shaped::elided(ui.ctx(), name, TextRole::Strong, room);
        let (place, response) = ui.allocate_exact_size(shown.size(), Sense::hover());
        shown.paint(ui.painter(), place, style.start(), style.theme.ink);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(name)));
        let left = room - shown.size().x - size::INSIDE;
        if second != name && Shaped::line(ui.ctx(), second, TextRole::Body).size().x < left {
            ui.add(Label::new(second).color(style.theme.dim));
        }
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
        far.add(Label::new(&count).role(TextRole::Small).color(style.theme.dim));
    });
}

/// What it is, in which country, where, and in how many articles.
fn facts(ui: &mut Ui, look: PicturesLook<'_>, (map, number): (&DrawnMap, usize)) {
    let (i18n, theme) = (look.i18n, WidgetStyle::of(ui.ctx()).theme);
    let places = map.places();
    let id = match places.places.get(number) {
        Some(place) => &place.id,
        None => &places.unplaced[number - places.places.len()].id,
    };
    let lexicon = look.names.lexicon;
    let entity = lexicon.by_id(id).map(|id| lexicon.entity(id));
    let mut parts: Vec<String> = Vec::new();
    if let Some(entity) = entity {
        parts.push(i18n.text(&format!("kind-{}", entity.kind)).into_owned());
        if entity.kind != "country" {
            let country = entity.country.and_then(|code| look.names.country(code));
            parts.extend(country.map(|country| local_name(look.names, country)));
        }
    }
    let first = parts.join(if i18n.is_rtl() { "، " } else { ", " });
    let articles: std::collections::BTreeSet<u32> = map.mentions(number).iter().map(|at| at.article).collect();
    let count = i18n.text_with("map-article-count", &[("count", Value::from(articles.len()))]).into_owned();
    let position = match places.places.get(number) {
        Some(place) => i18n.coordinates(place.lat, place.lon),
        None => i18n.text("map-no-coordinates").into_owned(),
    };
    let second = format!("{position} · {count}");
    for line in [first, second] {
        if !line.is_empty() {
            ui.add(Label::new(&line).role(TextRole::Small).color(theme.dim).wrapped());
        }
    }
}

/// The other places in the same disc.
fn also(ui: &mut Ui, look: PicturesLook<'_>, (map, number): (&DrawnMap, usize), acts: &mut Vec<AppAction>) {
    let disc = map.discs.iter().find(|disc| disc.places.contains(&number));
    let others: Vec<usize> =
        disc.into_iter().flat_map(|disc| &disc.places).copied().filter(|other| *other != number).collect();
    if others.is_empty() {
        return;
    }
    let style = WidgetStyle::of(ui.ctx());
    style.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        ui.add(Label::new(&look.i18n.text("map-also")).role(TextRole::Small).color(style.theme.dim));
        for place in others.iter().filter_map(|other| map.places().places.get(*other)) {
            let name = if style.is_rtl() || place.english.is_empty() { &place.arabic } else { &place.english };
            let button = Button::new(name).quiet();
            if button.width(ui.ctx()) > ui.available_width() {
                break;
            }
            if ui.add(button).clicked() {
                push(acts, look.id, PictureAction::Select(Some(place.id.clone())));
            }
        }
    });
}

/// The words around a mention, with its mark and those beside it.
fn passage(ui: &mut Ui, look: PicturesLook<'_>, height: f32, (at, article, row): (RowRef, &Article, &Row)) {
    let style = WidgetStyle::of(ui.ctx());
    let seeing = look.seeing;
    let Some(passage) = seeing.passage.as_ref().filter(|passage| passage.has(at.article, &article.sha256, row)) else {
        return;
    };
    let start = passage.start as usize;
    let (from, to) = (row.span.start.index().saturating_sub(start), row.span.end.index().saturating_sub(start));
    let shown = around(&passage.text, from..to, BEFORE, BEHIND);
    let range = start + shown.start..start + shown.end;
    let Some(text) = passage.text.get(shown) else { return };
    let marks: Vec<PassageMark> =
        rows_in(article, row, &range).filter_map(|other| mark_of(seeing, style, other, row, &range)).collect();
    scroll_column(ui, ("map-passage", &look.i18n.text("seen-passage")), height.max(0.0), |ui| {
        let width = ui.available_width();
        let shown = MarkedPassage::wrapped(ui.ctx(), text, width, marks);
        let side = if shown.is_rtl() { Align::Max } else { Align::Min };
        let (place, response) = ui.allocate_exact_size(vec2(width, shown.size().y), Sense::hover());
        shown.paint(ui.painter(), place, side);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(text)));
    });
}

/// The article, back and on through the mentions, and where they lead.
fn feet(
    ui: &mut Ui,
    look: PicturesLook<'_>,
    (map, number): (&DrawnMap, usize),
    at: Option<usize>,
    article: Option<&Article>,
    acts: &mut Vec<AppAction>,
) {
    let (i18n, style, seeing) = (look.i18n, WidgetStyle::of(ui.ctx()), look.seeing);
    let mentions = map.mentions(number);
    let day = article.and_then(|article| article.day).map(|found| dates::date(i18n, found.day.date()));
    let about = article.map(|article| [day, Some(title(article).to_owned())].into_iter().flatten());
    let about = about.map_or_else(String::new, |parts| {
        parts.map(|part| format!("\u{2068}{part}\u{2069}")).collect::<Vec<_>>().join(" · ")
    });
    let width = ui.available_width();
    let (line, _) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let shown = Shaped::elided(ui.ctx(), &about, TextRole::Small, width);
    shown.paint(ui.painter(), line, style.start(), style.theme.dim);
    style.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        let go = |to: Option<usize>, acts: &mut Vec<AppAction>| {
            let mark = to.and_then(|to| mentions.get(to)).and_then(|at| seeing.mark_of(*at));
            acts.extend(mark.map(|mark| AppAction::Seeing(look.id, SeeingAction::Choose(mark))));
        };
        let (back, on) = (i18n.text("map-mention-back"), i18n.text("map-mention-on"));
        if ui.add(IconButton::new(Icon::Back, &back)).clicked() {
            go(at.map_or(Some(0), |at| at.checked_sub(1)), acts);
        }
        if ui.add(IconButton::new(Icon::Forward, &on)).clicked() {
            go(Some(at.map_or(0, |at| at + 1)), acts);
        }
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
        far.spacing_mut().item_spacing.x = size::STEP;
        let mark = at.and_then(|at| seeing.mark_of(mentions[at]));
        let open = i18n.text("seen-open");
        if far.add(Button::new(&open)).clicked() {
            acts.extend(mark.map(|mark| AppAction::Seeing(look.id, SeeingAction::Open(mark))));
        }
        let table = i18n.text("map-to-table");
        if far.add(Button::new(&table).quiet()).clicked() {
            push(acts, look.id, PictureAction::Open(target(look, mentions, at)));
        }
        let places = map.places();
        let (key, id, name) = match places.places.get(number) {
            Some(place) => {
                ("map-move", &place.id, if place.arabic.is_empty() { &place.english } else { &place.arabic })
            }
            None => {
                let place = &places.unplaced[number - places.places.len()];
                ("map-place", &place.id, &place.name)
            }
        };
        if far.add(Button::new(&i18n.text(key)).quiet()).clicked() {
            push(acts, look.id, placing::begin(id, name));
        }
    });
}

/// The rows of all mentions, at this one.
fn target(look: PicturesLook<'_>, mentions: &[RowRef], at: Option<usize>) -> PictureTarget {
    let mut names: Vec<_> =
        mentions.iter().filter_map(|at| look.seeing.survey.row(*at)).map(|(_, row)| row.named()).collect();
    names.sort_unstable();
    names.dedup();
    PictureTarget { names, row: at.map(|at| mentions[at]), ..PictureTarget::default() }
}
