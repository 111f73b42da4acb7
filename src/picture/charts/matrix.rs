//! Which row occurs with which column: a cell for each pair, in five steps, with its number.

use super::super::canvas::{Align, Canvas, Type};
use super::super::display::{DisplayList, Pen, Spot};
use super::super::{Cell, Language, Table, scale};
use super::frame::{GAP, MARGIN, grown, hairline, head, names, nothing};
use super::{Look, cluster};
use crate::layout::TextEngine;

/// Size of a cell and the gap between two, in pixels.
const CELL: [f32; 2] = [51.0, 27.0];
const SPACE: f32 = 2.0;

/// The row of the marks that are heads of columns, whose part is the column; the head of a row has no part.
pub const HEAD: u32 = u32::MAX;

/// The order of rows and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By their sums, the largest first.
    #[default]
    Count,
    /// Rows by their counts in one column; columns by their sums.
    By(usize),
    /// Columns by their counts in one row; rows by their sums.
    ByRow(usize),
    /// What goes together side by side.
    Clustered,
    /// By name.
    Name,
}

/// What is counted in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Sentences that name both.
    Sentence,
    /// Paragraphs that name both.
    #[default]
    Paragraph,
    /// Articles that name both.
    Article,
}

impl Within {
    /// What the cells count.
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Sentence => language.say("sentences that name both", "الجمل التي تذكر كليهما"),
            Self::Paragraph => language.say("paragraphs that name both", "الفقرات التي تذكر كليهما"),
            Self::Article => language.say("articles that name both", "المقالات التي تذكر كليهما"),
        }
    }

    /// A count of them, without the need of a plural in Arabic.
    pub(super) fn counted(self, language: Language, count: u64) -> String {
        let number = language.count(count);
        let (one, many, arabic) = match self {
            Self::Sentence => ("sentence", "sentences", "عدد الجمل"),
            Self::Paragraph => ("paragraph", "paragraphs", "عدد الفقرات"),
            Self::Article => ("article", "articles", "عدد المقالات"),
        };
        match language {
            Language::English => format!("{number} {}", if count == 1 { one } else { many }),
            Language::Arabic => format!("{arabic} {number}"),
        }
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Ids of what rows and columns stand for; empty ones where it has none.
    pub ids: [Vec<String>; 2],
    /// For each row the counts of its columns.
    pub cells: Vec<Vec<u64>>,
    /// What is counted.
    pub within: Within,
    /// The order.
    pub order: Order,
    /// The picture's title: "Factions and places".
    pub title: String,
}

impl Matrix {
    fn cell(&self, row: usize, column: usize) -> u64 {
        self.cells.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0)
    }

    fn row_sum(&self, row: usize) -> u64 {
        (0..self.columns.len()).map(|column| self.cell(row, column)).sum()
    }

    fn column_sum(&self, column: usize) -> u64 {
        (0..self.rows.len()).map(|row| self.cell(row, column)).sum()
    }

    /// The rows and the columns in the order in which they are drawn, as indices.
    pub fn sorted(&self) -> (Vec<usize>, Vec<usize>) {
        let mut rows: Vec<usize> = (0..self.rows.len()).collect();
        let mut columns: Vec<usize> = (0..self.columns.len()).collect();
        match self.order {
            Order::Count | Order::By(_) | Order::ByRow(_) => {
                rows.sort_by_key(|row| std::cmp::Reverse(self.row_sum(*row)));
                columns.sort_by_key(|column| std::cmp::Reverse(self.column_sum(*column)));
                // What is equal there stays by its sum.
                match self.order {
                    Order::By(column) => rows.sort_by_key(|row| std::cmp::Reverse(self.cell(*row, column))),
                    Order::ByRow(row) => columns.sort_by_key(|column| std::cmp::Reverse(self.cell(row, *column))),
                    _ => {}
                }
            }
            Order::Clustered => return cluster::order(&self.cells, self.columns.len()),
            Order::Name => {
                rows.sort_by(|a, b| self.rows[*a].cmp(&self.rows[*b]));
                columns.sort_by(|a, b| self.columns[*a].cmp(&self.columns[*b]));
            }
        }
        (rows, columns)
    }

    /// Draws the matrix. A mark's row and part are row and column of the values; the picture becomes wider than asked
    /// for where there are many columns.
    pub fn draw(&self, engine: &mut TextEngine, look: &Look) -> DisplayList {
        let (language, colors) = (look.language, &look.colors);
        let sizer = &mut Canvas::new(engine, look.width, colors.paper, language);
        let (_, widest) = names(sizer, look, self.rows.iter().map(String::as_str));
        let total = language.count((0..self.rows.len()).map(|row| self.row_sum(row)).sum());
        let sums_width = sizer.width_of(&total, Type::BODY).max(30.0);
        let start = MARGIN + widest + GAP;
        let step = CELL[0] + SPACE;
        let width = look.width.max(start + step * self.columns.len() as f32 + GAP + sums_width + MARGIN);
        let look = &Look { width, ..*look };
        let mut canvas = Canvas::new(engine, width, colors.paper, language);
        let top = head(&mut canvas, look, &self.title, "", &[]);
        if self.rows.is_empty() || self.columns.is_empty() {
            let bottom = nothing(&mut canvas, look, top);
            return canvas.finish(bottom, self.title.clone());
        }
        let (rows, columns) = self.sorted();
        let counts: Vec<u64> = self.cells.iter().flatten().copied().collect();
        let limits = scale::limits(&counts);
        let sums = start + step * columns.len() as f32 + GAP + sums_width;
        let left_of = |column: usize| start + step * column as f32;
        let runs: Vec<_> = columns.iter().map(|column| canvas.set(&self.columns[*column], Type::SMALL)).collect();
        // Names wider than their column stand in two heights by turns.
        let is_crowded = runs.windows(2).any(|pair| pair[0].width() + pair[1].width() > 2.0 * step - 8.0);
        let head_height = if is_crowded { 44.0 } else { 24.0 };
        for (number, (run, column)) in runs.iter().zip(&columns).enumerate() {
            let room = if is_crowded { 2.0 * step - 6.0 } else { 2.0 * step };
            let run = if run.width() > room {
                canvas.set_within(&self.columns[*column], Type::SMALL, room)
            } else {
                canvas.set(&self.columns[*column], Type::SMALL)
            };
            let lift = if is_crowded && number % 2 == 0 { 20.0 } else { 0.0 };
            let half = run.width() / 2.0;
            let middle =
                (left_of(number) + CELL[0] / 2.0).clamp(MARGIN + half, (width - MARGIN - half).max(MARGIN + half));
            let spot = Spot { row: HEAD, part: Some(*column as u32) };
            let is_sorted = self.order == Order::By(*column);
            canvas.mark(spot, self.head_sentence(&self.columns[*column], is_sorted, language), |canvas| {
                canvas.draw(&run, [middle, top + head_height - 14.0 - lift], Align::Center, colors.ink, None);
            });
        }
        let first = top + head_height;
        let step_down = CELL[1] + SPACE - 2.0;
        for (number, row) in rows.iter().enumerate() {
            let upper = first + step_down * number as f32;
            let middle = upper + CELL[1] / 2.0 - 1.0;
            let name = canvas.set_within(&self.rows[*row], Type::BODY, widest);
            let spot = Spot { row: *row as u32, part: None };
            let is_sorted = self.order == Order::ByRow(*row);
            canvas.mark(spot, self.head_sentence(&self.rows[*row], is_sorted, language), |canvas| {
                canvas.draw(&name, [start - GAP, middle], Align::End, colors.ink, None);
            });
            for (at, column) in columns.iter().enumerate() {
                let count = self.cell(*row, *column);
                let left = left_of(at);
                let rect = [left, upper, left + CELL[0], upper + CELL[1] - 2.0];
                let center = [left + CELL[0] / 2.0, middle];
                if count == 0 {
                    canvas.circle(center, 1.2, Some(colors.grey), None);
                    continue;
                }
                let spot = Spot { row: *row as u32, part: Some(*column as u32) };
                canvas.mark(spot, self.sentence(*row, *column, language), |canvas| {
                    let shade = shade_of(count, &limits);
                    canvas.rect(rect, 2.0, Some(colors.steps[shade]), None);
                    canvas.text(&language.count(count), Type::BODY, center, Align::Center, colors.on_steps[shade]);
                });
            }
            canvas.text(&language.count(self.row_sum(*row)), Type::BODY, [sums, middle], Align::End, colors.ink);
        }
        let last = first + step_down * rows.len() as f32;
        if let Order::By(column) = self.order
            && let Some(at) = columns.iter().position(|found| *found == column)
        {
            let left = left_of(at);
            let around = grown([left, first, left + CELL[0], last - 2.0], 1.5);
            canvas.rect(around, 3.0, None, Some(Pen::new(colors.accent, 1.5)));
            let (middle, tip) = (left + CELL[0] / 2.0, first - 3.0);
            let chevron = vec![vec![[middle - 4.0, tip - 4.0], [middle, tip], [middle + 4.0, tip - 4.0]]];
            canvas.lines(chevron, Pen::new(colors.accent, 1.5));
        }
        if let Order::ByRow(row) = self.order
            && let Some(at) = rows.iter().position(|found| *found == row)
        {
            let upper = first + step_down * at as f32;
            let around = grown([start, upper, left_of(columns.len()) - SPACE, upper + CELL[1] - 2.0], 1.5);
            canvas.rect(around, 3.0, None, Some(Pen::new(colors.accent, 1.5)));
            let (tip, middle) = (start - 3.0, upper + CELL[1] / 2.0 - 1.0);
            let chevron = vec![vec![[tip - 4.0, middle - 4.0], [tip, middle], [tip - 4.0, middle + 4.0]]];
            canvas.lines(chevron, Pen::new(colors.accent, 1.5));
        }
        hairline(&mut canvas, look, [start, last + 1.0], [sums, last + 1.0]);
        let middle = last + 16.0;
        canvas.text(language.say("all", "الكل"), Type::BODY, [start - GAP, middle], Align::End, colors.dim);
        for (at, column) in columns.iter().enumerate() {
            let sum = language.count(self.column_sum(*column));
            canvas.text(&sum, Type::BODY, [left_of(at) + CELL[0] / 2.0, middle], Align::Center, colors.ink);
        }
        canvas.text(&total, Type::BODY, [sums, middle], Align::End, colors.ink);
        let bottom = self.key(&mut canvas, look, &limits, [start, last + 42.0]);
        canvas.finish(bottom + MARGIN, self.title.clone())
    }

    /// The steps with their limits; returns where they end.
    fn key(&self, canvas: &mut Canvas<'_>, look: &Look, limits: &[u64], [start, middle]: [f32; 2]) -> f32 {
        let language = look.language;
        let (mut x, mut least) = (start, 1);
        for (number, limit) in limits.iter().enumerate() {
            let words = if least == *limit {
                language.count(*limit)
            } else {
                format!("{}–{}", language.count(least), language.count(*limit))
            };
            let shade = shade_at(number, limits.len());
            let run = canvas.set(&words, Type::SMALL);
            let width = (run.width() + 16.0).max(44.0);
            canvas.rect([x, middle - 9.0, x + width, middle + 9.0], 2.0, Some(look.colors.steps[shade]), None);
            canvas.draw(&run, [x + width / 2.0, middle], Align::Center, look.colors.on_steps[shade], None);
            x += width + SPACE;
            least = limit + 1;
        }
        let words = self.within.words(language);
        // Below, where there is no room beside.
        let width = canvas.width_of(words, Type::SMALL);
        if x + 8.0 + width < look.width - MARGIN {
            canvas.text(words, Type::SMALL, [x + 8.0, middle], Align::Start, look.colors.dim);
            middle + 10.0
        } else {
            canvas.text(words, Type::SMALL, [start, middle + 22.0], Align::Start, look.colors.dim);
            middle + 32.0
        }
    }

    #[allow(clippy::unused_self, reason = "a sentence of the matrix")]
    fn head_sentence(&self, name: &str, is_sorted: bool, language: Language) -> String {
        let name = Language::isolated(name);
        match (language, is_sorted) {
            (Language::English, false) => format!("{name}: sort by it"),
            (Language::English, true) => format!("{name}: sorted by it, again returns"),
            (Language::Arabic, false) => format!("{name}: رتّب بحسبه"),
            (Language::Arabic, true) => format!("{name}: مرتّب بحسبه، ومرة أخرى يعيد الترتيب"),
        }
    }

    fn sentence(&self, row: usize, column: usize, language: Language) -> String {
        let counted = self.within.counted(language, self.cell(row, column));
        let (row, column) = (Language::isolated(&self.rows[row]), Language::isolated(&self.columns[column]));
        match language {
            Language::English => format!("{row} with {column}: {counted}"),
            Language::Arabic => format!("{row} مع {column}: {counted}"),
        }
    }

    /// The matrix as it is drawn, with its sums.
    pub fn table(&self, language: Language) -> Table {
        let (rows, columns) = self.sorted();
        let all = language.say("all", "الكل");
        let mut head = vec![language.say("name", "الاسم").to_owned()];
        head.extend(columns.iter().map(|column| self.columns[*column].clone()));
        head.push(all.to_owned());
        let [row_ids, column_ids] = &self.ids;
        let id = |ids: &[String], at: usize| ids.get(at).cloned().unwrap_or_default();
        let mut head_ids = vec![String::new()];
        head_ids.extend(columns.iter().map(|column| id(column_ids, *column)));
        let mut table = Table { head, head_ids, rows: Vec::new() };
        for &row in &rows {
            let mut cells: Vec<Cell> = vec![Cell::Named(self.rows[row].clone(), id(row_ids, row))];
            cells.extend(columns.iter().map(|column| Cell::from(self.cell(row, *column))));
            cells.push(self.row_sum(row).into());
            table.rows.push(cells);
        }
        let mut sums: Vec<Cell> = vec![all.into()];
        sums.extend(columns.iter().map(|column| Cell::from(self.column_sum(*column))));
        sums.push(rows.iter().map(|row| self.row_sum(*row)).sum::<u64>().into());
        table.rows.push(sums);
        table
    }
}

/// The step of a count.
fn shade_of(count: u64, limits: &[u64]) -> usize {
    let number = limits.iter().position(|limit| count <= *limit).unwrap_or(0);
    shade_at(number, limits.len())
}

/// Which of the five colours a step has: few steps are spread over them.
fn shade_at(number: usize, steps: usize) -> usize {
    if steps <= 1 { 2 } else { number * 4 / (steps - 1) }
}
