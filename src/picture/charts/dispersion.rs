//! Where each entity or label is named: a line of its own for each, a stroke for each mention.

use super::super::canvas::{Align, Canvas, Type};
use super::super::display::{DisplayList, Pen, Spot};
use super::super::{Cell, Language, Table};
use super::frame::{GAP, MARGIN, ROW, hairline, head, key_of, names, nothing};
use super::{KeyEntry, Look, Row};
use crate::layout::TextEngine;

/// The least room between two lines of the axis, and for a name that is cut there, in pixels.
const LEAST_STEP: f32 = 6.0;
const LEAST_NAME: f32 = 48.0;

/// A mention of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Place on the axis, 0 to 1.
    pub share: f32,
    /// Where it is in words: the article, or the paragraph.
    pub title: String,
}

/// What the axis means.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceAxis {
    /// The place in one article, from its beginning to its end.
    Article,
    /// Articles one after another: where a name begins on the axis, and the sentence that says their order.
    Articles {
        /// Share of the axis, and the name that begins there: what has no room up to the next one is cut after a word.
        ticks: Vec<(f32, String)>,
        /// What the axis is.
        caption: String,
    },
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispersion {
    /// The rows with their mentions in the order of the text.
    pub rows: Vec<(Row, Vec<Place>)>,
    /// The labels.
    pub key: Vec<KeyEntry>,
    /// The axis.
    pub axis: PlaceAxis,
    /// What was chosen: "ten most named".
    pub about: String,
}

impl Dispersion {
    /// The chart's title.
    pub fn title(language: Language) -> &'static str {
        language.say("Where they are named", "أين ذُكرت")
    }

    /// Draws the chart. A mark's row is that of the values, its part the number of the mention.
    pub fn draw(&self, engine: &mut TextEngine, look: &Look) -> DisplayList {
        let language = look.language;
        let title = Self::title(language);
        let mut canvas = Canvas::new(engine, look.width, look.colors.paper, language);
        let top = head(&mut canvas, look, title, &self.about, &key_of(&self.key));
        let (runs, widest) = names(&mut canvas, look, self.rows.iter().map(|(row, _)| row.name.as_str()));
        if runs.is_empty() {
            let bottom = nothing(&mut canvas, look, top);
            return canvas.finish(bottom, title.to_owned());
        }
        let counts: Vec<String> = self.rows.iter().map(|(_, places)| language.count(places.len() as u64)).collect();
        let count_width = counts.iter().map(|count| canvas.width_of(count, Type::BODY)).fold(0.0, f32::max);
        let (start, end) = (MARGIN + widest + GAP, look.width - MARGIN - count_width - 2.0 * GAP);
        let bottom = top + ROW * runs.len() as f32;
        let at = |share: f32| start + (end - start) * share.clamp(0.0, 1.0);
        let (ticks, caption) = match &self.axis {
            PlaceAxis::Article => {
                let quarter = |n: u8| (f32::from(n) / 4.0, language.percent(f32::from(n) / 4.0));
                let caption = language.say("place in the article", "الموضع في المقال");
                ((0..=4).map(quarter).collect(), caption.to_owned())
            }
            PlaceAxis::Articles { ticks, caption } => (ticks.clone(), caption.clone()),
        };
        let is_article = self.axis == PlaceAxis::Article;
        let (mut free, mut lined) = (f32::MIN, f32::MIN);
        for (number, (share, name)) in ticks.iter().enumerate() {
            // Hundreds of articles would be a grey area.
            if at(*share) - lined >= LEAST_STEP {
                hairline(&mut canvas, look, [at(*share), top], [at(*share), bottom]);
                lined = at(*share);
            }
            let next = ticks.get(number + 1).map_or(1.0, |(next, _)| *next);
            let room = at(next) - at(*share) - 9.0;
            let whole = canvas.set(name, Type::SMALL);
            let run = if is_article || whole.width() <= room || room < LEAST_NAME {
                whole
            } else {
                canvas.set_within(name, Type::SMALL, room)
            };
            let (align, first) =
                if is_article { (Align::Center, at(*share) - run.width() / 2.0) } else { (Align::Start, at(*share)) };
            if first >= free && first + run.width() < look.width - MARGIN {
                canvas.draw(
                    &run,
                    [at(*share) + if is_article { 0.0 } else { 3.0 }, bottom + 12.0],
                    align,
                    look.colors.dim,
                    None,
                );
                free = first + run.width() + 8.0;
            }
        }
        for (number, ((row, places), run)) in self.rows.iter().zip(&runs).enumerate() {
            let middle = top + ROW * (number as f32 + 0.5);
            hairline(&mut canvas, look, [start, middle], [end, middle]);
            canvas.draw(run, [start - GAP, middle], Align::End, look.colors.ink, None);
            for (part, place) in places.iter().enumerate() {
                let spot = Spot { row: number as u32, part: Some(part as u32) };
                let title = format!("{}: {}", Language::isolated(&row.name), place.title);
                let x = at(place.share);
                canvas.mark(spot, title, |canvas| {
                    let pen = Pen::new(row.color, 1.2);
                    let whole = vec![vec![[x, middle - 7.0], [x, middle + 7.0]]];
                    let broken =
                        vec![vec![[x, middle - 7.0], [x, middle - 1.5]], vec![[x, middle + 1.5], [x, middle + 7.0]]];
                    canvas.lines(if row.is_broken { broken } else { whole }, pen);
                    canvas.widen_mark([x - 3.0, middle - 9.0, x + 3.0, middle + 9.0]);
                });
            }
            let count = &counts[number];
            canvas.text(count, Type::BODY, [look.width - MARGIN, middle], Align::End, look.colors.ink);
        }
        let unit = language.say("mentions", "عدد الذكر");
        let unit = canvas.text(unit, Type::SMALL, [look.width - MARGIN, bottom + 30.0], Align::End, look.colors.dim);
        let caption = canvas.set_within(&caption, Type::SMALL, look.width - MARGIN - unit - GAP - start);
        canvas.draw(&caption, [start, bottom + 30.0], Align::Start, look.colors.dim, None);
        canvas.finish(bottom + 30.0 + 10.0 + MARGIN, title.to_owned())
    }

    /// A row for each mention.
    pub fn table(&self, language: Language) -> Table {
        let head = [("name", "الاسم"), ("place", "الموضع"), ("share", "النسبة من المحور")];
        let rows = self.rows.iter().flat_map(|(row, places)| {
            places
                .iter()
                .map(|place| vec![row.cell(), place.title.as_str().into(), Cell::Decimal(place.share.into(), 4)])
        });
        Table::new(head.map(|(en, ar)| language.say(en, ar).to_owned()).to_vec(), rows.collect())
    }
}
