//! What the table's columns show of a row.

use std::collections::BTreeMap;

use crate::annotation::Status;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Seeing, SeenWords};
use crate::gui::panels::dates;
use crate::gui::theme::Theme;
use crate::gui::widgets::{Cell, Icon, Side, Tone};
use crate::survey::{Article, Column, Row, RowRef};
use crate::text::excerpt::{beginning, one_line};

/// The most letters of a note or of attributes in a cell.
const LONGEST: usize = 120;

/// The least width of a column, and the greatest that can be chosen, in points.
pub(super) const LEAST: f32 = 48.0;
const MOST: f32 = 800.0;

/// The key of a column's name.
pub(super) fn column_key(column: Column) -> &'static str {
    match column {
        Column::Text => "seen-text",
        Column::Label => "seen-label",
        Column::Entity => "seen-entity",
        Column::Attributes => "seen-attributes",
        Column::Status => "seen-status",
        Column::Origin => "seen-origin",
        Column::Confidence => "seen-confidence",
        Column::Author => "seen-author",
        Column::Note => "seen-note",
        Column::Article => "seen-article",
        Column::Date => "seen-date",
        Column::Place => "seen-paragraph",
    }
}

/// The alignment of a column.
pub(super) fn side(column: Column) -> Side {
    match column {
        Column::Text | Column::Article | Column::Note => Side::Own,
        Column::Place => Side::End,
        _ => Side::Start,
    }
}

/// The width of a column in a table of this width, in points; one of them gets the rest.
fn width(column: Column, table: f32) -> f32 {
    match column {
        Column::Text => (table * 0.19).clamp(150.0, 230.0),
        Column::Label => 88.0,
        Column::Entity => (table * 0.15).clamp(110.0, 190.0),
        Column::Attributes | Column::Note => 130.0,
        Column::Status => 112.0,
        Column::Origin => 100.0,
        Column::Confidence => 92.0,
        Column::Author => 78.0,
        Column::Article => 120.0,
        Column::Date => 96.0,
        Column::Place => 58.0,
    }
}

/// Those of the wanted columns that fit into a width, with their widths; the columns that are left out first are those
/// that say least. What is left goes to the article, or else to the text.
pub(super) fn in_width(wanted: &[Column], chosen: &BTreeMap<Column, f32>, table: f32) -> Vec<(Column, f32)> {
    const GIVE_WAY: [Column; 10] = [
        Column::Attributes,
        Column::Origin,
        Column::Note,
        Column::Author,
        Column::Confidence,
        Column::Entity,
        Column::Date,
        Column::Place,
        Column::Article,
        Column::Status,
    ];
    let mut shown: Vec<(Column, f32)> = wanted
        .iter()
        .map(|column| {
            (*column, chosen.get(column).map_or_else(|| width(*column, table), |width| width.clamp(LEAST, MOST)))
        })
        .collect();
    let total = |shown: &[(Column, f32)]| shown.iter().map(|(_, width)| width).sum::<f32>();
    for column in GIVE_WAY {
        if total(&shown) <= table {
            break;
        }
        shown.retain(|(shown, _)| *shown != column);
    }
    let rest = table - total(&shown);
    // One whose width was chosen keeps it, if another can give way.
    let wide = |column: Column, is_free: bool| {
        shown.iter().position(|(shown, _)| *shown == column && (!is_free || !chosen.contains_key(shown)))
    };
    let free = wide(Column::Article, true).or_else(|| wide(Column::Text, true));
    if let Some(at) = free.or_else(|| wide(Column::Article, false)).or_else(|| wide(Column::Text, false)) {
        shown[at].1 = (shown[at].1 + rest).max(LEAST);
    }
    shown
}

/// The sign and the word of a row's status.
fn status(row: &Row) -> (Icon, Tone, &'static str) {
    match row.status {
        Status::Accepted if row.is_by_hand() => (Icon::Person, Tone::Accent, "seen-by-hand"),
        Status::Accepted => (Icon::Dot, Tone::Ink, "status-accepted"),
        Status::Suggested => (Icon::Ring, Tone::Dim, "status-suggested"),
        Status::Rejected => (Icon::Cross, Tone::Warning, "status-rejected"),
    }
}

/// The words for what proposed a row.
pub(super) fn origin(i18n: &I18n, origin: &str) -> String {
    let key = match origin {
        "" => "status-manual",
        "lexicon" => "source-lexicon",
        "pattern" => "source-pattern",
        "model" => "source-model",
        "coreference" => "source-coreference",
        "own" => "source-own",
        other => return other.strip_prefix("import:").unwrap_or(other).to_owned(),
    };
    i18n.text(key).into_owned()
}

/// What a column shows of a row, as a text.
pub(super) fn text(
    i18n: &I18n,
    words: &SeenWords,
    seeing: &Seeing,
    (article, row): (&Article, &Row),
    column: Column,
) -> String {
    let named = |name| seeing.names().text(name);
    match column {
        Column::Text => named(row.text).to_owned(),
        Column::Label => match seeing.survey.label(named(row.label)) {
            Some(label) => label.name_in(i18n.lang().code()).to_owned(),
            None => named(row.label).to_owned(),
        },
        Column::Entity => words.entity(named(row.entity)).into_owned(),
        Column::Attributes => named(row.attributes).to_owned(),
        Column::Status => i18n.text(status(row).2).into_owned(),
        Column::Origin => origin(i18n, named(row.origin)),
        Column::Confidence => match row.confidence {
            Some(confidence) if !row.is_by_hand() => i18n.number((confidence.share() * 100.0).round() as u64),
            _ => "–".to_owned(),
        },
        Column::Author => named(row.author).to_owned(),
        Column::Note => one_line(named(row.note)),
        Column::Article => title(article).to_owned(),
        Column::Date => article.day.map_or_else(String::new, |found| dates::date(i18n, found.day.date())),
        Column::Place => i18n.number(row.paragraph),
    }
}

/// What an article is called: its first line, or its file.
pub(in crate::gui::panels) fn title(article: &Article) -> &str {
    if article.title.is_empty() { article.name.rsplit(['/', '\\']).next().unwrap_or_default() } else { &article.title }
}

/// The cell of a row in a column.
pub(super) fn cell(
    i18n: &I18n,
    words: &SeenWords,
    seeing: &Seeing,
    theme: &Theme,
    (article, row): (&Article, &Row),
    column: Column,
) -> Cell {
    let text = text(i18n, words, seeing, (article, row), column);
    let plain = Cell { text, side: side(column), ..Cell::default() };
    match column {
        Column::Text => Cell { icon: (!row.note.is_empty()).then_some((Icon::Note, Tone::Dim)), ..plain },
        Column::Label => {
            let id = seeing.names().text(row.label);
            let mark = seeing.survey.label(id).map(|label| (theme.label(id, &label.color), label.line.into()));
            Cell { mark, ..plain }
        }
        Column::Status => {
            let (icon, tone, _) = status(row);
            Cell { icon: Some((icon, tone)), ..plain }
        }
        Column::Confidence => {
            let share = row.confidence.filter(|_| !row.is_by_hand()).map(|confidence| confidence.share() as f32);
            Cell { share, ..plain }
        }
        Column::Note | Column::Attributes => {
            Cell { text: beginning(&plain.text, LONGEST).into_owned(), tone: Tone::Dim, ..plain }
        }
        Column::Origin | Column::Date | Column::Place | Column::Author => Cell { tone: Tone::Dim, ..plain },
        Column::Entity | Column::Article => plain,
    }
}

/// The text of a row for screen readers.
pub(super) fn spoken(
    i18n: &I18n,
    words: &SeenWords,
    seeing: &Seeing,
    of: (&Article, &Row),
    columns: &[Column],
) -> String {
    let parts = columns.iter().map(|column| {
        let text = text(i18n, words, seeing, of, *column);
        if *column == Column::Place {
            i18n.text_with("seen-in-paragraph", &[("number", Value::from(of.1.paragraph as usize))]).into_owned()
        } else {
            text
        }
    });
    let parts: Vec<String> = parts.filter(|text| !text.is_empty() && text != "–").collect();
    parts.join(&i18n.text("list-separator"))
}

/// Rows as a table with tabs between its columns, as they are shown.
pub(crate) fn table_text(i18n: &I18n, words: &SeenWords, seeing: &Seeing, rows: &[RowRef]) -> String {
    // A tab or an end of a line would begin another cell.
    let clean = |text: String| {
        text.replace(['\t', '\n', '\r', '\u{2028}', '\u{2029}'], " ").replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
    };
    let head: Vec<String> = seeing.columns.iter().map(|column| i18n.text(column_key(*column)).into_owned()).collect();
    let mut table = head.join("\t") + "\n";
    for of in rows.iter().filter_map(|at| seeing.survey.row(*at)) {
        let cells = seeing.columns.iter().map(|column| clean(text(i18n, words, seeing, of, *column)));
        table.push_str(&cells.collect::<Vec<_>>().join("\t"));
        table.push('\n');
    }
    table
}
