//! What becomes of the annotations of the file, and what asks for a look.

use eframe::egui::{Color32, Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::exporting::sentence::Sentence;
use crate::exchange::import::{Placed, Unplaced};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{ImportDetail, ImportPage, ImportTarget, Understood};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Label, List, Row, Shaped, Strip, WidgetStyle, paint_portions, small};
use crate::text::excerpt::{beginning, one_line};

/// Height of the row with the counts, in points.
const COUNTS: f32 = 40.0;
/// Size of the bar, in points.
const BAR: eframe::egui::Vec2 = vec2(120.0, 10.0);
/// The fewest rows of the list that are seen, and the most where the page scrolls.
const LEAST_ROWS: usize = 2;
const MOST_ROWS: usize = 8;
/// The longest quotation in a row, in characters.
const LONGEST: usize = 90;

/// The least height of all of it, and the one in which only a long list scrolls, in points.
pub(super) fn heights(ui: &Ui, i18n: &I18n, page: &ImportPage) -> [f32; 2] {
    let Some(understood) = &page.understood else { return [COUNTS; 2] };
    let counts = if understood.annotations() > 0 { COUNTS } else { 0.0 };
    let verdict =
        sentence(ui, i18n, page, understood).map_or(0.0, |sentence| sentence.height() + size::STEP + size::INSIDE);
    let problem = understood.problem.as_ref().map_or(0.0, |problem| {
        let text = Shaped::wrapped(ui.ctx(), &i18n.sentence(problem), TextRole::Body, ui.available_width());
        text.size().y + size::INSIDE
    });
    let below = if understood.unlisted() > 0 { size::ROW } else { 0.0 };
    let details = understood.details.len();
    let rows = |most: usize| if details > 0 { details.min(most) as f32 * size::ROW + below } else { 0.0 };
    let around = counts + verdict + problem;
    [around + rows(LEAST_ROWS), around + rows(MOST_ROWS)]
}

/// Draws it in a height.
pub(super) fn outcome(ui: &mut Ui, i18n: &I18n, page: &ImportPage, height: f32) {
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = 0.0;
    let bottom = ui.cursor().top() + height;
    let Some(understood) = &page.understood else {
        ui.add_space(size::GROUP);
        let key = if page.choices.format.is_none() { "import-unknown" } else { "import-reading" };
        ui.add(Label::new(&i18n.text(key)).color(look.theme.dim).wrapped());
        return;
    };
    if let Some((done, all)) = understood.placing.filter(|_| understood.articles == 0) {
        ui.add_space(size::GROUP);
        let values = [("done", Value::from(done)), ("all", Value::from(all))];
        ui.add(Label::new(&i18n.text_with("import-placing", &values)).color(look.theme.dim).wrapped());
    }
    if understood.annotations() > 0 {
        counts(ui, i18n, page, understood);
    }
    verdict(ui, i18n, page, understood);
    if let Some(problem) = &understood.problem {
        ui.add(Label::new(&i18n.sentence(problem)).color(look.theme.error.line).wrapped());
        ui.add_space(size::INSIDE);
    }
    if !understood.details.is_empty() {
        details(ui, i18n, understood, bottom - ui.cursor().top());
    }
}

/// The bar, and how many of each.
fn counts(ui: &mut Ui, i18n: &I18n, page: &ImportPage, understood: &Understood) {
    let look = WidgetStyle::of(ui.ctx());
    let theme = look.theme;
    let ink = |color: Color32| if page.is_stale { Theme::faded(color, 0.55) } else { color };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), COUNTS), Sense::hover());
    let mut strip = Strip::new(rect, look);
    let bar = Rect::from_center_size(strip.leading(BAR.x).center(), BAR);
    paint_portions(ui.painter(), look, bar, [understood.placed, understood.moved, understood.unplaced]);
    let said: Vec<(String, Color32)> = [
        ("import-placed", understood.placed, theme.ok),
        ("import-moved", understood.moved, theme.warning.line),
        ("import-unplaced", understood.unplaced, theme.error.line),
        ("import-same", understood.same, theme.dim),
        ("import-relations", understood.relations, theme.ink),
        ("import-broken", understood.broken, theme.error.line),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(key, count, color)| (i18n.text_with(key, &[("count", Value::from(count))]).into_owned(), color))
    .collect();
    for (text, color) in &said {
        strip.leading(size::GROUP);
        let text = Shaped::elided(ui.ctx(), text, TextRole::Body, strip.rest().width().max(0.0));
        text.paint(ui.painter(), strip.leading(text.size().x), strip.start(), ink(*color));
    }
    let spoken: Vec<String> = said.into_iter().map(|(text, _)| text).collect();
    let spoken = spoken.join(&i18n.text("list-separator"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&spoken)));
}

/// Whether something asks for a look.
fn is_asking(understood: &Understood) -> bool {
    understood.moved + understood.unplaced + understood.broken > 0
}

/// What all of it comes to, in one sentence; `None` if nothing can be said.
fn sentence(ui: &Ui, i18n: &I18n, page: &ImportPage, understood: &Understood) -> Option<Sentence> {
    let is_new = page.target() == Some(ImportTarget::New);
    let key = if understood.is_another {
        "import-another"
    } else if understood.articles == 0 {
        if understood.problem.is_some() || !understood.is_whole {
            return None;
        }
        "import-nothing-there"
    } else if understood.annotations() == 0 {
        "import-no-annotations"
    } else if is_asking(understood) {
        "import-verdict-some"
    } else {
        "import-verdict-all"
    };
    let mut sentence = i18n.text(key).into_owned();
    if is_new && understood.articles > 1 {
        let articles = i18n.text_with("import-articles", &[("count", Value::from(understood.articles))]);
        sentence = format!("{articles} {sentence}");
    }
    let warns = is_asking(understood) || understood.annotations() == 0;
    Some(Sentence::new(ui, sentence, warns))
}

fn verdict(ui: &mut Ui, i18n: &I18n, page: &ImportPage, understood: &Understood) {
    let Some(sentence) = sentence(ui, i18n, page, understood) else { return };
    ui.add_space(size::STEP);
    sentence.show(ui);
    ui.add_space(size::INSIDE);
}

/// The list of what asks for a look.
fn details(ui: &mut Ui, i18n: &I18n, understood: &Understood, height: f32) {
    let title = i18n.text("import-details").into_owned();
    let unlisted = understood.unlisted();
    let below = if unlisted > 0 { size::ROW } else { 0.0 };
    let rows = ((height - below) / size::ROW).floor().max(1.0);
    let rows = rows.min(understood.details.len() as f32) * size::ROW;
    List::new(Id::unique("import-details"), &title, rows).show(ui, understood.details.len(), |ui, place| {
        let (text, word) = words(i18n, understood.details.get(place.number())?);
        Some(ui.add(Row::new(&text).count(&word).at(place)))
    });
    if unlisted > 0 {
        small(ui, &i18n.text_with("import-more", &[("count", Value::from(unlisted))]));
    }
}

/// What stands in a row: what it is about, and what became of it.
fn words(i18n: &I18n, detail: &ImportDetail) -> (String, String) {
    let quoted = |quote: &str| {
        i18n.text_with("import-quote", &[("quote", Value::from(beginning(&one_line(quote), LONGEST)))]).into_owned()
    };
    match detail {
        ImportDetail::Unplaced(Unplaced { quote, near: Some((_, _, likeness)), .. }) => {
            let values = [("likeness", Value::from(usize::from(*likeness)))];
            (quoted(quote), i18n.text_with("import-is-near", &values).into_owned())
        }
        ImportDetail::Unplaced(Unplaced { quote, .. }) => (quoted(quote), i18n.text("import-is-unplaced").into_owned()),
        ImportDetail::Moved(Placed { quote, .. }) => (quoted(quote), i18n.text("import-is-moved").into_owned()),
        ImportDetail::Broken(broken) => (i18n.sentence(broken), i18n.text("import-is-broken").into_owned()),
    }
}
