//! The most frequent, as bars from zero: what is accepted filled, what is only suggested striped, what is rejected
//! hollow.

use super::super::canvas::{Align, Canvas, Type};
use super::super::display::{DisplayList, Pen, Spot};
use super::super::{Cell, Language, Table, scale};
use super::frame::{GAP, MARGIN, ROW, Swatch, hairline, head, names, nothing};
use super::{Look, Row};
use crate::layout::TextEngine;

/// Height of a bar, in pixels.
const BAR: f32 = 14.0;

/// What stands in the bars.
const WORDS: [(&str, &str); 3] = [("accepted", "مقبول"), ("suggested", "مقترح"), ("rejected", "مرفوض")];

/// A row's counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose they are.
    pub row: Row,
    /// What a person accepted or made.
    pub accepted: u64,
    /// What is only suggested.
    pub suggested: u64,
    /// What a person rejected.
    pub rejected: u64,
}

impl Bar {
    /// All three.
    pub fn total(&self) -> u64 {
        self.accepted + self.suggested + self.rejected
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// In the order of the picture.
    pub bars: Vec<Bar>,
    /// The picture's title: "Most named".
    pub title: String,
    /// What was chosen: "ten most named".
    pub about: String,
}

impl Bars {
    /// Draws the chart. A mark's row is that of the values.
    pub fn draw(&self, engine: &mut TextEngine, look: &Look) -> DisplayList {
        let (language, colors) = (look.language, &look.colors);
        let mut canvas = Canvas::new(engine, look.width, colors.paper, language);
        let [accepted, suggested, rejected] = WORDS.map(|(en, ar)| language.say(en, ar).to_owned());
        let mut key = vec![(Swatch::Filled(colors.others_edge), accepted.clone())];
        if self.bars.iter().any(|bar| bar.suggested > 0) {
            key.push((Swatch::Striped(colors.others_edge), suggested.clone()));
        }
        let has_rejected = self.has_rejected();
        if has_rejected {
            key.push((Swatch::Hollow(colors.others_edge), rejected.clone()));
        }
        let top = head(&mut canvas, look, &self.title, &self.about, &key);
        let (runs, widest) = names(&mut canvas, look, self.bars.iter().map(|bar| bar.row.name.as_str()));
        if runs.is_empty() {
            let bottom = nothing(&mut canvas, look, top);
            return canvas.finish(bottom, self.title.clone());
        }
        let most = self.bars.iter().map(Bar::total).max().unwrap_or(0);
        let steps = if look.width < 480.0 { 2 } else { 4 };
        let ticks = scale::ticks(most, steps);
        let highest = ticks.last().copied().unwrap_or(1).max(1);
        let count_width = canvas.width_of(&language.count(most), Type::BODY);
        let (start, end) = (MARGIN + widest + GAP, look.width - MARGIN - count_width);
        let bottom = top + ROW * runs.len() as f32;
        let at = |count: u64| start + (end - start) * (count as f64 / highest as f64) as f32;
        for &tick in &ticks {
            hairline(&mut canvas, look, [at(tick), top], [at(tick), bottom + 4.0]);
            let words = language.count(tick);
            canvas.text(&words, Type::SMALL, [at(tick), bottom + 14.0], Align::Center, colors.dim);
        }
        for (number, (bar, run)) in self.bars.iter().zip(&runs).enumerate() {
            let middle = top + ROW * (number as f32 + 0.5);
            canvas.draw(run, [start - GAP, middle], Align::End, colors.ink, None);
            let spot = Spot { row: number as u32, part: None };
            let mut title = format!(
                "{}: {}, {} {accepted}, {} {suggested}",
                Language::isolated(&bar.row.name),
                language.mentions(bar.total()),
                language.count(bar.accepted),
                language.count(bar.suggested),
            );
            if has_rejected {
                title = format!("{title}, {} {rejected}", language.count(bar.rejected));
            }
            canvas.mark(spot, title.replace(", ", language.say(", ", "، ")), |canvas| {
                let (upper, lower) = (middle - BAR / 2.0, middle + BAR / 2.0);
                if bar.accepted > 0 {
                    canvas.rect([start, upper, at(bar.accepted), lower], 0.0, Some(bar.row.color), None);
                }
                if bar.suggested > 0 {
                    canvas.striped([at(bar.accepted), upper, at(bar.accepted + bar.suggested), lower], bar.row.color);
                }
                if bar.rejected > 0 {
                    let hollow =
                        [at(bar.accepted + bar.suggested) + 0.5, upper + 0.5, at(bar.total()) - 0.5, lower - 0.5];
                    canvas.rect(hollow, 0.0, None, Some(Pen::new(bar.row.color, 1.0)));
                }
                let count = language.count(bar.total());
                canvas.text(&count, Type::BODY, [at(bar.total()) + 8.0, middle], Align::Start, colors.ink);
            });
        }
        let unit = language.say("mentions", "عدد الذكر");
        canvas.text(unit, Type::SMALL, [start, bottom + 32.0], Align::Start, colors.dim);
        canvas.finish(bottom + 42.0 + MARGIN, self.title.clone())
    }

    fn has_rejected(&self) -> bool {
        self.bars.iter().any(|bar| bar.rejected > 0)
    }

    /// A row for each bar; what was rejected has a column only where there is something.
    pub fn table(&self, language: Language) -> Table {
        let has_rejected = self.has_rejected();
        let states = if has_rejected { &WORDS[..] } else { &WORDS[..2] };
        let head = [&[("name", "الاسم")], states, &[("all", "الكل")]].concat();
        let row = |bar: &Bar| {
            let counts = [bar.accepted, bar.suggested, bar.rejected];
            let counts = counts.into_iter().take(states.len()).chain([bar.total()]);
            std::iter::once(bar.row.cell()).chain(counts.map(Cell::from)).collect()
        };
        let head = head.iter().map(|(en, ar)| language.say(en, ar).to_owned()).collect();
        Table::new(head, self.bars.iter().map(row).collect())
    }
}
