//! Rows of a page -> blocks in the order of reading: columns, tables, and what stands above and below them.

use super::lines::Segment;

/// What is read together.
#[derive(Debug)]
pub(super) enum Block {
    /// Lines, each with the segments that stand on it.
    Lines(Vec<Vec<Segment>>),
    /// Rows of cells in the order of reading, each cell with its lines.
    Table(Vec<Vec<Vec<Vec<Segment>>>>),
}

/// How deep columns stand in columns.
const DEPTH: usize = 4;
/// The most columns of text, and of a table.
const MOST_COLUMNS: usize = 6;
const MOST_CELLS: usize = 24;
/// How wide the space between columns is at least, and a column of text, in sizes.
const GUTTER: f32 = 0.75;
const COLUMN: f32 = 7.0;
/// In how many rows the second column must have begun.
const SOON: usize = 4;

/// A stretch of x.
type Stretch = (f32, f32);

/// The blocks of rows, which are sorted from the top. Columns are read from the right if most of the page is.
pub(super) fn blocks(rows: Vec<Vec<Segment>>, is_rtl: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    part(rows, is_rtl, 0, &mut blocks);
    blocks
}

fn part(rows: Vec<Vec<Segment>>, is_rtl: bool, depth: usize, blocks: &mut Vec<Block>) {
    let mut plain: Vec<Vec<Segment>> = Vec::new();
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|segment| segment.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let mut rows = std::collections::VecDeque::from(rows);
    while !rows.is_empty() {
        let slice = rows.make_contiguous();
        if depth < DEPTH
            && let Some((len, gutters)) = band(slice, usual)
            && let Some(kind) = kind_of(&slice[..len], &gutters, is_rtl)
        {
            let (above, len) = match kind {
                Kind::Columns => (0, len),
                Kind::Table => inner_rows(&slice[..len], &gutters),
            };
            if above > 0 {
                plain.extend(rows.drain(..above));
                continue;
            }
            // What stood below may have covered a space between columns.
            let gutters = band(&slice[..len], usual).map_or(gutters, |(_, gutters)| gutters);
            if !plain.is_empty() {
                blocks.push(Block::Lines(std::mem::take(&mut plain)));
            }
            let band: Vec<Vec<Segment>> = rows.drain(..len).collect();
            match kind {
                Kind::Columns => {
                    for column in columns(band, &gutters, is_rtl) {
                        let lines = column.into_iter().filter(|line| !line.is_empty()).collect();
                        part(lines, is_rtl, depth + 1, blocks);
                    }
                }
                Kind::Table => blocks.push(Block::Table(table(band, &gutters, is_rtl))),
            }
        } else {
            plain.extend(rows.pop_front());
        }
    }
    if !plain.is_empty() {
        blocks.push(Block::Lines(plain));
    }
}

/// How many rows from the first one on leave the same stretches free, with text at both sides of them.
fn band(rows: &[Vec<Segment>], usual: f32) -> Option<(usize, Vec<Stretch>)> {
    let first = rows.first()?;
    let (mut left, mut right) = (f32::MAX, f32::MIN);
    let mut free = vec![(f32::MIN, f32::MAX)];
    let mut found = None;
    let mut last_y = first.first()?.y;
    for (i, row) in rows.iter().enumerate() {
        let size = row.first()?.size;
        // Far below, something else begins.
        if found.is_some() && row.first()?.y - last_y > size * 4.0 {
            break;
        }
        last_y = row.first()?.y;
        let mut next = Vec::new();
        for (from, to) in &free {
            let mut from = *from;
            for segment in row {
                if segment.x0 > from && from < *to {
                    next.push((from, segment.x0.min(*to)));
                }
                from = from.max(segment.x1);
            }
            if from < *to {
                next.push((from, *to));
            }
        }
        // Headings are larger, the space between columns is not.
        next.retain(|(from, to)| to - from >= size.min(usual) * GUTTER);
        free = next;
        left = row.iter().map(|s| s.x0).fold(left, f32::min);
        right = row.iter().map(|s| s.x1).fold(right, f32::max);
        let inner: Vec<Stretch> = free.iter().copied().filter(|(from, to)| *from > left && *to < right).collect();
        if !inner.is_empty() {
            found = Some((i + 1, inner));
        } else if found.is_some() || i + 1 >= SOON {
            break;
        }
    }
    found
}

/// Where a table begins and ends: what has nothing in the other columns stands above it, and what is far below, too.
fn inner_rows(rows: &[Vec<Segment>], gutters: &[Stretch]) -> (usize, usize) {
    let is_alone = |row: &Vec<Segment>| {
        let mut columns = row.iter().map(|segment| column_of(segment, gutters));
        let first = columns.next();
        columns.all(|column| Some(column) == first)
    };
    let place = |i: usize| rows[i].first().map_or(0.0, |segment| segment.y);
    let above = rows.iter().take_while(|row| is_alone(row)).count();
    let mut len = rows.len();
    let mut gaps: Vec<f32> = (1..len).map(|i| place(i) - place(i - 1)).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    while len > 1 && is_alone(&rows[len - 1]) && place(len - 1) - place(len - 2) > usual * 1.15 {
        len -= 1;
    }
    (if above < rows.len() { above } else { 0 }, len)
}

enum Kind {
    Columns,
    Table,
}

/// What rows are that leave these stretches free; neither, if it is by chance.
fn kind_of(rows: &[Vec<Segment>], gutters: &[Stretch], is_rtl: bool) -> Option<Kind> {
    let count = gutters.len() + 1;
    if count > MOST_CELLS {
        return None;
    }
    let mut widths: Vec<Vec<f32>> = vec![Vec::new(); count];
    let mut edges: Vec<Stretch> = vec![(f32::MAX, f32::MIN); count];
    let mut beside = 0;
    let mut size = 0.0_f32;
    let mut is_markers = true;
    for row in rows {
        let mut used = vec![(f32::MAX, f32::MIN); count];
        for segment in row {
            let column = column_of(segment, gutters);
            for edge in [&mut used[column], &mut edges[column]] {
                *edge = (edge.0.min(segment.x0), edge.1.max(segment.x1));
            }
            let first = if is_rtl { count - 1 } else { 0 };
            is_markers &= column != first || is_marker(segment);
            size = size.max(segment.size);
        }
        let filled = used.iter().filter(|(from, to)| from < to).count();
        beside += usize::from(filled > 1);
        for (widths, (from, to)) in widths.iter_mut().zip(used) {
            if from < to {
                widths.push(to - from);
            }
        }
    }
    let are_full = widths.iter_mut().zip(&edges).all(|(widths, (from, to))| {
        widths.sort_by(f32::total_cmp);
        let median = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
        widths.len() >= 3 && to - from >= COLUMN * size && median >= 0.6 * (to - from)
    });
    // Cells stand on the same line as those beside them.
    let are_apart = beside * 3 < rows.len();
    if are_full && count <= MOST_COLUMNS && rows.len() >= 3 && (are_apart || are_dense(rows, gutters)) {
        return Some(Kind::Columns);
    }
    let is_list = count == 2 && is_markers;
    (beside >= 2 && beside * 5 >= rows.len() * 2 && !is_list).then_some(Kind::Table)
}

/// Whether the lines of each column follow each other closely; cells of a table stand apart.
fn are_dense(rows: &[Vec<Segment>], gutters: &[Stretch]) -> bool {
    let gaps_of = |column: usize| {
        let segments = rows.iter().filter_map(|row| row.iter().find(|segment| column_of(segment, gutters) == column));
        let places: Vec<f32> = segments.map(|segment| segment.y).collect();
        let mut gaps: Vec<f32> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_by(f32::total_cmp);
        gaps
    };
    let columns: Vec<Vec<f32>> = (0..=gutters.len()).map(gaps_of).collect();
    let usual = columns.iter().filter_map(|gaps| gaps.get(gaps.len() / 4)).copied().fold(f32::MAX, f32::min);
    columns.iter().all(|gaps| gaps.iter().filter(|gap| **gap > usual * 1.7).count() * 4 <= gaps.len())
}

/// Whether a segment is nothing but what stands before an item of a list.
fn is_marker(segment: &Segment) -> bool {
    let text: String = segment.units.iter().map(|unit| &*unit.text).collect();
    let is_number = text.chars().all(|c| c.is_numeric() || ".)(-–".contains(c));
    let count = text.chars().count();
    count <= 2 && !text.chars().all(char::is_numeric) || count <= 4 && is_number && !text.chars().all(char::is_numeric)
}

fn column_of(segment: &Segment, gutters: &[Stretch]) -> usize {
    let center = f32::midpoint(segment.x0, segment.x1);
    gutters.iter().take_while(|(from, to)| f32::midpoint(*from, *to) < center).count()
}

/// The columns in the order of reading: for each its segments, row by row.
fn columns(rows: Vec<Vec<Segment>>, gutters: &[Stretch], is_rtl: bool) -> Vec<Vec<Vec<Segment>>> {
    let mut columns: Vec<Vec<Vec<Segment>>> = vec![Vec::new(); gutters.len() + 1];
    for row in rows {
        for column in &mut columns {
            column.push(Vec::new());
        }
        for segment in row {
            if let Some(line) = columns[column_of(&segment, gutters)].last_mut() {
                line.push(segment);
            }
        }
    }
    if is_rtl {
        columns.reverse();
    }
    columns
}

/// The rows of a table. A line that has nothing in the first column goes on with the cells above it.
fn table(rows: Vec<Vec<Segment>>, gutters: &[Stretch], is_rtl: bool) -> Vec<Vec<Vec<Vec<Segment>>>> {
    let columns = columns(rows, gutters, is_rtl);
    let count = columns.first().map_or(0, Vec::len);
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let mut table: Vec<Vec<Vec<Vec<Segment>>>> = Vec::new();
    for _ in 0..count {
        let line: Vec<Vec<Segment>> = columns.iter_mut().map(|column| column.next().unwrap_or_default()).collect();
        let goes_on = line.first().is_some_and(Vec::is_empty)
            && table
                .last()
                .is_some_and(|row| row.iter().zip(&line).all(|(cell, line)| line.is_empty() || !cell.is_empty()));
        match table.last_mut().filter(|_| goes_on) {
            Some(row) => {
                for (cell, line) in row.iter_mut().zip(line) {
                    if !line.is_empty() {
                        cell.push(line);
                    }
                }
            }
            None => {
                table
                    .push(line.into_iter().map(|line| if line.is_empty() { Vec::new() } else { vec![line] }).collect());
            }
        }
    }
    table
}
