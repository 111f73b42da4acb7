//! What the labels of the file become.

use eframe::egui::{Sense, Stroke, Ui, UiBuilder, vec2};

use crate::annotation::LabelId;
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, ImportAction, ImportPage};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Shaped, Strip, WidgetStyle, choice_of, scroll_if};

/// Height of a row, and of the head, in points.
const ROW: f32 = 32.0;
const HEAD: f32 = 28.0;
/// Width of the count, in points.
const COUNT: f32 = 96.0;
/// The least height of what follows: the counts and the sentence, in points.
const BELOW: f32 = 112.0;
/// The share of the height that the labels may take, as long as what follows has something to say.
const SHARE: f32 = 0.5;

/// The least height of the rows, and that of all of them, in points.
pub(super) fn heights(page: &ImportPage) -> [f32; 2] {
    let count = page.understood.as_ref().map_or(0, |understood| understood.labels.len());
    if count == 0 { [0.0; 2] } else { [HEAD + ROW, HEAD + count as f32 * ROW] }
}

/// Draws a row for each label into a height; they scroll if they have no room and not all are to be shown.
pub(super) fn labels(
    ui: &mut Ui,
    i18n: &I18n,
    page: &ImportPage,
    height: f32,
    shows_all: bool,
    acts: &mut Vec<AppAction>,
) {
    let Some(understood) = page.understood.as_ref().filter(|understood| !understood.labels.is_empty()) else { return };
    let look = WidgetStyle::of(ui.ctx());
    let language = i18n.lang().code();
    let columns = |rect| {
        let mut strip = Strip::new(rect, look);
        let name = strip.leading(rect.width() * 0.4);
        let count = strip.leading(COUNT);
        strip.leading(size::GROUP);
        [name, count, strip.rest()]
    };
    let start = Strip::new(ui.max_rect(), look).start();
    let end = Strip::new(ui.max_rect(), look).end();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let line = Stroke::new(size::HAIRLINE, look.theme.line);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let [name, count, becomes] = columns(rect);
    for (place, key, side) in
        [(name, "import-label", start), (count, "import-count", end), (becomes, "import-becomes", start)]
    {
        let text = Shaped::elided(ui.ctx(), &i18n.text(key), TextRole::Small, place.width());
        text.paint(ui.painter(), place, side, look.theme.dim);
    }
    let all = understood.labels.len() as f32 * ROW;
    let height = height - HEAD;
    let room = if shows_all { all } else { (height * SHARE).min(height - BELOW).max(ROW) };
    let title = i18n.text("import-label").into_owned();
    scroll_if(ui, all > room, ("import-labels", &title), all.min(room), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for label in &understood.labels {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let [name_at, count_at, becomes_at] = columns(rect);
            let painter = ui.painter();
            painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
            let name = Shaped::elided(ui.ctx(), &label.name, TextRole::Body, name_at.width());
            name.paint(painter, name_at, start, look.theme.ink);
            let count = Shaped::line(ui.ctx(), &i18n.number(label.count), TextRole::Body);
            count.paint(painter, count_at, end, look.theme.ink);
            let mut choice =
                ui.new_child(UiBuilder::new().max_rect(becomes_at).layout(look.along()).id_salt(&label.name));
            let added = i18n.text("import-as-new").into_owned();
            let own = (page.own.iter())
                .map(|own| (Some(own.id.clone()), own.name_in(language).to_owned(), own.id == label.label));
            let shown = match page.own.get(&label.label).filter(|_| !label.added) {
                Some(own) => own.name_in(language).to_owned(),
                None => added.clone(),
            };
            let choices = [(None::<LabelId>, added, label.added)].into_iter().chain(own);
            if let Some(chosen) = choice_of(&mut choice, &shown, choices).inner {
                acts.push(AppAction::Import(ImportAction::Label(label.name.clone(), chosen)));
            }
        }
    });
}
