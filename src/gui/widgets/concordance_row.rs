//! A line of a concordance: a passage in the middle, with the words around it on the sides where they are read.

use eframe::egui::{self, Align, Rect, Response, Role, Stroke, Ui, vec2};

use super::tick_box::{Ticked, paint_tick_box};
use super::{ListPlace, MarkedPassage, Shaped, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::layout::Stroke as LineStroke;
use crate::survey::{Context, Line, Neighbour};

/// Widths of the columns that do not share the rest, in points.
const TICK: f32 = 36.0;
const PASSAGE: f32 = 172.0;
const ARTICLE: f32 = 156.0;
const DATE: f32 = 88.0;
const INSIDE: f32 = 6.0;

/// The places of the columns of a concordance in a row: the text runs through the middle ones from right to left, and they
/// stand so in either language.
#[derive(Clone, Copy, Debug)]
pub struct ConcordanceColumns {
    /// The box.
    pub tick: Rect,
    /// What stands at the left of the passage: in right-to-left text what comes after it.
    pub left: Rect,
    /// The passage.
    pub passage: Rect,
    /// What stands at its right.
    pub right: Rect,
    /// The article.
    pub article: Rect,
    /// Its day.
    pub date: Rect,
}

/// The columns in a row of this rectangle; an article's own lines need no article.
pub fn concordance_columns(row: Rect, has_article: bool) -> ConcordanceColumns {
    let cut =
        |left: f32, width: f32| Rect::from_min_max(egui::pos2(left, row.top()), egui::pos2(left + width, row.bottom()));
    let (article, date) = if has_article && row.width() > 760.0 { (ARTICLE, DATE) } else { (0.0, 0.0) };
    let passage = PASSAGE.min(row.width() * 0.3);
    let half = ((row.width() - TICK - passage - article - date) / 2.0).max(0.0);
    let tick = cut(row.left(), TICK);
    let left = cut(tick.right(), half);
    let middle = cut(left.right(), passage);
    let right = cut(middle.right(), half);
    let article_place = cut(right.right(), article);
    ConcordanceColumns {
        tick,
        left,
        passage: middle,
        right,
        article: article_place,
        date: cut(article_place.right(), date),
    }
}

/// A line of a concordance.
#[must_use = "a row is shown by `show`"]
pub struct ConcordanceRow<'a> {
    /// The passage with the words around it.
    pub line: &'a Line,
    /// By which of its words lines are sorted.
    pub by: Neighbour,
    /// The most letters on each side.
    pub letters: usize,
    /// The colours and the line of its mark, if it has one.
    pub mark: Option<(Highlight, LineStroke)>,
    /// The article and its day.
    pub article: &'a str,
    /// The day of the article; may be empty.
    pub date: &'a str,
    /// Whether articles are named.
    pub has_article: bool,
    /// Whether its box is ticked.
    pub is_ticked: bool,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// Whether something else begins with it, as it is sorted.
    pub begins: bool,
    /// The text for screen readers.
    pub name: &'a str,
}

impl ConcordanceRow<'_> {
    /// Shows the row at its place in a list.
    pub fn show(self, ui: &mut Ui, place: ListPlace) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = place.room(ui, vec2(ui.available_width(), size::ROW));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let is_selected = self.is_ticked || self.is_chosen;
            if is_selected {
                painter.rect_filled(rect, 0, theme.selection);
            }
            control::paint_state(ui, theme, rect, 0, &response);
            if self.begins {
                painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, theme.line));
            }
            let columns = concordance_columns(rect, self.has_article);
            paint_tick_box(painter, theme, columns.tick, if self.is_ticked { Ticked::All } else { Ticked::No });
            let inner = |column: Rect| column.shrink2(vec2(INSIDE, 0.0));
            let passage =
                MarkedPassage::line(ui.ctx(), &one_line(&self.line.text), inner(columns.passage).width(), self.mark);
            passage.paint(painter, inner(columns.passage), Align::Center);
            let whole = format!("{} {} {}", self.line.before(40).text, self.line.text, self.line.after(40).text);
            let is_rtl = Shaped::line(ui.ctx(), &one_line(&whole), TextRole::Body).is_rtl();
            let (left, right) = (inner(columns.left), inner(columns.right));
            let (before, after) = if is_rtl { (right, left) } else { (left, right) };
            let ink = theme.ink;
            for (neighbour, place) in [(Neighbour::Before, before), (Neighbour::After, after)] {
                let (nearest, rest) = self.fitting(ui, neighbour, place.width());
                // Each side begins at the passage.
                if place == left {
                    nearest.paint(painter, place, Align::Max, ink);
                    rest.paint(painter, place.with_max_x(place.right() - nearest.size().x), Align::Max, ink);
                } else {
                    nearest.paint(painter, place, Align::Min, ink);
                    rest.paint(painter, place.with_min_x(place.left() + nearest.size().x), Align::Min, ink);
                }
            }
            let dim = if is_selected { theme.ink } else { theme.dim };
            if columns.article.width() > 0.0 {
                let article = Shaped::elided(ui.ctx(), self.article, TextRole::Small, inner(columns.article).width());
                article.paint(
                    painter,
                    inner(columns.article),
                    if article.is_rtl() { Align::Max } else { Align::Min },
                    dim,
                );
                let date = Shaped::elided(ui.ctx(), self.date, TextRole::Small, inner(columns.date).width());
                date.paint(painter, inner(columns.date), Align::Min, dim);
            }
            if self.is_chosen && response.has_focus() {
                let mut strip = Strip::new(rect, look);
                painter.rect_filled(strip.leading(3.0), 0, theme.accent);
            } else {
                control::paint_focus(ui, theme, rect, 0, &response);
            }
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_ticked, self.name);
        place.announce(&response);
        response
    }

    /// The words on one side as far as they fit into a width: the nearest word, bold if lines are sorted by it, and the rest.
    fn fitting(&self, ui: &Ui, side: Neighbour, width: f32) -> (Shaped, Shaped) {
        let mut letters = self.letters;
        loop {
            let is_before = side == Neighbour::Before;
            let context = if is_before { self.line.before(letters) } else { self.line.after(letters) };
            let word = if is_before { self.line.word_before() } else { self.line.word_after() };
            let (nearest, rest) =
                if side == self.by { divided(context.text, word, is_before) } else { ("", context.text) };
            let rest = Shaped::line(ui.ctx(), &with_dots(Context { text: rest, ..context }, is_before), TextRole::Body);
            // A space at the end of a line would have no width.
            let nearest = match nearest.trim() {
                "" => Shaped::line(ui.ctx(), "", TextRole::Strong),
                word if is_before => Shaped::line(ui.ctx(), &format!("{NO_BREAK}{}", one_line(word)), TextRole::Strong),
                word => Shaped::line(ui.ctx(), &format!("{}{NO_BREAK}", one_line(word)), TextRole::Strong),
            };
            let needed = nearest.size().x + rest.size().x;
            if needed <= width || letters == 0 {
                return (nearest, rest);
            }
            letters = ((letters as f32 * width / needed) as usize).min(letters - 1);
        }
    }
}

/// A space that has its width also at the end of a line.
const NO_BREAK: char = '\u{a0}';

/// A context as the part up to the end of its nearest word, seen from the passage, and the rest.
fn divided<'c>(text: &'c str, word: &str, is_before: bool) -> (&'c str, &'c str) {
    let at = if is_before { text.rfind(word) } else { text.find(word).map(|at| at + word.len()) };
    match at.filter(|_| !word.is_empty()) {
        Some(at) if is_before => (&text[at..], &text[..at]),
        Some(at) => (&text[..at], &text[at..]),
        None => ("", text),
    }
}

/// A context with dots where words were left out.
fn with_dots(context: Context<'_>, is_before: bool) -> String {
    let text = one_line(context.text);
    match (context.is_cut, is_before) {
        (false, _) => text,
        (true, true) => format!("… {text}"),
        (true, false) => format!("{text} …"),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
