//! When each is named: a small row of bars for each, on one scale, one bar a day, week or month.

use super::super::canvas::{Align, Canvas, Type};
use super::super::display::{DisplayList, Spot};
use super::super::{Cell, Language, Table, scale};
use super::frame::{GAP, MARGIN, hairline, head, names, nothing};
use super::{Look, Row};
use crate::layout::TextEngine;

/// Height of a row and of the highest bar in it, in pixels.
const ROW: f32 = 44.0;
const HIGHEST: f32 = 27.0;

/// How long a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday.
    #[default]
    Week,
    /// A month.
    Month,
}

/// One bar's time.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its first day: `2025-03-03`.
    pub first: String,
    /// How it is written in a table: `2025-03-03`, `2025-W10`, `2025-03`.
    pub start: String,
    /// What is written below the axis where it begins: a month, a year.
    pub tick: Option<String>,
    /// In words: "week of 3 March 2025".
    pub title: String,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The time, without gaps.
    pub slots: Vec<Slot>,
    /// Each row with a count for each slot.
    pub rows: Vec<(Row, Vec<u64>)>,
    /// How long a slot is.
    pub period: Period,
    /// Mentions in articles without a date, which are not drawn.
    pub undated: u64,
}

impl Timeline {
    /// The chart's title.
    pub fn title(language: Language) -> &'static str {
        language.say("Over time", "عبر الزمن")
    }

    fn unit(&self, language: Language) -> &'static str {
        match self.period {
            Period::Day => language.say("mentions a day, one scale for all", "عدد الذكر في اليوم، بمقياس واحد للكل"),
            Period::Week => language.say("mentions a week, one scale for all", "عدد الذكر في الأسبوع، بمقياس واحد للكل"),
            Period::Month => {
                language.say("mentions a month, one scale for all", "عدد الذكر في الشهر، بمقياس واحد للكل")
            }
        }
    }

    /// Draws the chart. A mark's row is that of the values, its part the number of the slot.
    pub fn draw(&self, engine: &mut TextEngine, look: &Look) -> DisplayList {
        let (language, colors) = (look.language, &look.colors);
        let title = Self::title(language);
        let mut canvas = Canvas::new(engine, look.width, colors.paper, language);
        let about = if self.undated > 0 {
            let count = language.mentions(self.undated);
            format!("{} {count}", language.say("without a date:", "بلا تاريخ:"))
        } else {
            String::new()
        };
        let top = head(&mut canvas, look, title, &about, &[]);
        if self.slots.is_empty() || self.rows.is_empty() {
            let words = language.say("These articles have no dates.", "ليس لهذه المقالات تواريخ.");
            if self.rows.is_empty() {
                let bottom = nothing(&mut canvas, look, top);
                return canvas.finish(bottom, title.to_owned());
            }
            canvas.text(words, Type::BODY, [MARGIN, top + 12.0], Align::Start, colors.dim);
            return canvas.finish(top + 24.0 + MARGIN, title.to_owned());
        }
        let (runs, widest) = names(&mut canvas, look, self.rows.iter().map(|(row, _)| row.name.as_str()));
        let most = self.rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0);
        let highest = scale::ticks(most, 2).last().copied().unwrap_or(1).max(1);
        let axis_width = canvas.width_of(&language.count(highest), Type::SMALL);
        let start = MARGIN + 18.0 + widest + GAP;
        let end = (look.width - MARGIN - axis_width - 8.0).max(start + 40.0);
        let step = (end - start) / self.slots.len() as f32;
        let gap = if step > 3.0 { 1.0 } else { 0.0 };
        let bottom = top + ROW * self.rows.len() as f32;
        let mut free = f32::MIN;
        for (number, slot) in self.slots.iter().enumerate() {
            let Some(tick) = &slot.tick else { continue };
            let x = start + step * number as f32;
            hairline(&mut canvas, look, [x, top], [x, bottom + 4.0]);
            let run = canvas.set(tick, Type::SMALL);
            if x >= free && x + run.width() < look.width - MARGIN {
                canvas.draw(&run, [x + 3.0, bottom + 14.0], Align::Start, colors.dim, None);
                free = x + run.width() + 8.0;
            }
        }
        for (number, ((row, counts), run)) in self.rows.iter().zip(&runs).enumerate() {
            let ground = top + ROW * (number as f32 + 1.0) - 1.0;
            let middle = ground - 12.0;
            canvas.rect([MARGIN, middle - 5.0, MARGIN + 10.0, middle + 5.0], 3.0, Some(row.color), None);
            canvas.draw(run, [MARGIN + 18.0, middle], Align::Start, colors.ink, None);
            hairline(&mut canvas, look, [start, ground], [end, ground]);
            let peak = counts.iter().enumerate().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0)));
            for (part, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let Some(slot) = self.slots.get(part) else { break };
                let x = start + step * part as f32;
                let upper = ground - (HIGHEST * (count as f64 / highest as f64) as f32).max(1.0);
                let spot = Spot { row: number as u32, part: Some(part as u32) };
                let comma = language.say(", ", "، ");
                let title =
                    format!("{}{comma}{}: {}", Language::isolated(&row.name), slot.title, language.mentions(count));
                canvas.mark(spot, title, |canvas| {
                    canvas.rect([x, upper, x + step - gap, ground], 0.0, Some(row.color), None);
                    canvas.widen_mark([x, ground - HIGHEST, x + step, ground]);
                });
                if peak == Some((part, &count)) {
                    let words = language.count(count);
                    canvas.text(&words, Type::SMALL, [x + step / 2.0, upper - 8.0], Align::Center, colors.dim);
                }
            }
            let axis = [(highest, ground - HIGHEST), (0, ground - 4.0)];
            for (value, y) in axis {
                canvas.text(&language.count(value), Type::SMALL, [look.width - MARGIN, y], Align::End, colors.dim);
            }
        }
        canvas.text(self.unit(language), Type::SMALL, [start, bottom + 32.0], Align::Start, colors.dim);
        canvas.finish(bottom + 42.0 + MARGIN, title.to_owned())
    }

    /// A row for each period.
    pub fn table(&self, language: Language) -> Table {
        let time = match self.period {
            Period::Day => language.say("day", "اليوم"),
            Period::Week => language.say("week", "الأسبوع"),
            Period::Month => language.say("month", "الشهر"),
        };
        let named = |of: fn(&Row) -> &String| self.rows.iter().map(move |(row, _)| of(row).clone());
        let head = std::iter::once(time.to_owned()).chain(named(|row| &row.name)).collect();
        let head_ids = std::iter::once(String::new()).chain(named(|row| &row.id)).collect();
        let row = |(number, slot): (usize, &Slot)| {
            let counts = self.rows.iter().map(|(_, counts)| Cell::from(counts.get(number).copied().unwrap_or(0)));
            std::iter::once(Cell::from(slot.start.as_str())).chain(counts).collect()
        };
        Table { head, head_ids, rows: self.slots.iter().enumerate().map(row).collect() }
    }
}
