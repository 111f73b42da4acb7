//! Tables with a column of texts (`.csv`, `.tsv`, `.jsonl`, `.xlsx`): every row is an article.

use std::ops::ControlFlow;

use foldhash::HashSet;

use super::dates::moment;
use super::post::{finish, hash, title_of};
use super::table_columns::{Field, field_of};
use super::table_rows::{Row, Table, begins};
use crate::document::builder::Builder;
use crate::document::collection::{CollectionKind, ColumnInfo, Entry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, about};
use crate::document::plain_text::POST;
use crate::text::excerpt::{beginning, one_line};

/// A table. Text with tabs or commas may look like one: only what has three columns, or one with a usual name, begins so.
pub(crate) static KIND: CollectionKind = CollectionKind {
    name: "table",
    extensions: &["csv", "tsv", "jsonl", "ndjson", "xlsx"],
    begins,
    columns: Some(columns),
    list,
    read,
    in_pieces: None,
};

/// The longest sample of a column, in characters.
const SAMPLE_CHARS: usize = 120;

/// The columns of a table in their order.
///
/// Fails with [`DocumentError::Damaged`] if the bytes are no table.
fn columns(bytes: &[u8]) -> Result<Vec<ColumnInfo>, DocumentError> {
    let table = Table::open(bytes)?;
    let guess = table.guess;
    let mut samples = vec![String::new(); table.names.len()];
    let mut left = samples.len();
    table.rows(&mut |row: Row<'_>| {
        for (column, sample) in samples.iter_mut().enumerate().filter(|(_, sample)| sample.is_empty()) {
            *sample = beginning(&one_line(row.cell(column)), SAMPLE_CHARS).into_owned();
            left -= usize::from(!sample.is_empty());
        }
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let named = table.names.into_iter().zip(samples).enumerate();
    Ok(named.map(|(column, (name, sample))| ColumnInfo { name, sample, is_guess: guess == Some(column) }).collect())
}

/// The columns that matter.
struct Plan {
    text: usize,
    /// Which attribute other columns are.
    fields: Vec<(usize, Field)>,
}

impl Plan {
    fn of(table: &Table<'_>, options: &ListOptions) -> Result<Self, DocumentError> {
        const NO_COLUMN: DocumentError = DocumentError::Damaged { kind: "table", what: "there is no such column" };
        const NO_TEXT: DocumentError = DocumentError::Damaged { kind: "table", what: "no column has texts" };
        let text = match options.column.as_deref().map(str::trim) {
            None => table.guess.ok_or(NO_TEXT)?,
            Some(wanted) => {
                let by_number = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < table.names.len());
                table.names.iter().position(|name| name.trim() == wanted).or_else(by_number).ok_or(NO_COLUMN)?
            }
        };
        let known = table.names.iter().enumerate().filter(|(column, _)| *column != text);
        let fields = known.filter_map(|(column, name)| Some((column, field_of(name)?))).collect();
        Ok(Self { text, fields })
    }

    fn field<'r>(&self, row: &'r Row<'_>, wanted: Field) -> Option<&'r str> {
        let said = self.fields.iter().filter(|(_, field)| *field == wanted).map(|(column, _)| row.cell(*column).trim());
        said.into_iter().find(|text| !text.is_empty())
    }
}

fn list(
    bytes: &[u8],
    options: &ListOptions,
    emit: &mut dyn FnMut(Entry) -> ControlFlow<()>,
) -> Result<(), DocumentError> {
    let table = Table::open(bytes)?;
    let plan = Plan::of(&table, options)?;
    let has_ids = has_ids(&table, &plan);
    let mut number = 0_usize;
    table.rows(&mut |row: Row<'_>| {
        number += 1;
        let text = row.cell(plan.text);
        if text.trim().is_empty() {
            return ControlFlow::Continue(());
        }
        let id = plan.field(&row, Field::Id).filter(|_| has_ids);
        let title = plan.field(&row, Field::Title).unwrap_or(text);
        emit(Entry {
            name: id.map_or_else(|| number.to_string(), str::to_owned).into(),
            title: title_of(title),
            date: plan.field(&row, Field::Published).and_then(date_of).map(|moment| moment.seconds),
            range: row.range.clone(),
            within: 0,
            inner: None,
        })
    });
    Ok(())
}

/// Whether each row with a text has an id of its own.
fn has_ids(table: &Table<'_>, plan: &Plan) -> bool {
    if plan.fields.iter().all(|(_, field)| *field != Field::Id) {
        return false;
    }
    let mut known: HashSet<u64> = HashSet::default();
    let mut are_unique = true;
    table.rows(&mut |row: Row<'_>| {
        if !row.cell(plan.text).trim().is_empty() {
            are_unique = plan.field(&row, Field::Id).is_some_and(|id| known.insert(hash(id)));
        }
        if are_unique { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    are_unique
}

/// A date; spreadsheets count days.
fn date_of(text: &str) -> Option<super::dates::Moment> {
    /// Days from 1899-12-30 to 1970.
    const EPOCH_DAYS: f64 = 25_569.0;
    let days = text.parse::<f64>().ok().filter(|days| (20_000.0..80_000.0).contains(days));
    let Some(days) = days else { return moment(text) };
    let seconds = ((days - EPOCH_DAYS) * 86_400.0).round() as i64;
    let time = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let text = if days.fract() == 0.0 { time.date().to_string() } else { time.to_string() };
    Some(super::dates::Moment { seconds, text })
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    options: &ListOptions,
    _: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let table = Table::open(bytes)?;
    let plan = Plan::of(&table, options)?;
    let row = table.row(&entry.range).ok_or(DocumentError::Damaged { kind: "table", what: "row" })?;
    let mut b = Builder::default();
    b.block(None, &row.cell(plan.text).replace("\r\n", "\n"));
    for (field, id) in [
        (Field::Title, about::TITLE),
        (Field::Source, about::SOURCE),
        (Field::Author, about::AUTHOR),
        (Field::Url, about::URL),
        (Field::Language, about::LANGUAGE),
        (Field::Id, about::ID),
    ] {
        b.about(id, plan.field(&row, field).unwrap_or_default());
    }
    let published = plan.field(&row, Field::Published);
    let date = published.and_then(date_of).map(|moment| moment.text);
    b.about(about::PUBLISHED, date.as_deref().or(published).unwrap_or_default());
    Ok((&POST, finish(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, text and attributes of an article.
    type Told = (String, String, Vec<(&'static str, String)>);

    fn told(bytes: &[u8], column: Option<&str>) -> Vec<Told> {
        let options = ListOptions { column: column.map(str::to_owned) };
        let mut entries = Vec::new();
        list(bytes, &options, &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        let row = |entry: &Entry| {
            let contents = read(bytes, entry, &options, &ReadOptions::default()).unwrap().1;
            (entry.name.to_string(), contents.text.as_str().to_owned(), contents.about)
        };
        entries.iter().map(row).collect()
    }

    fn names_and_texts(bytes: &[u8], column: Option<&str>) -> Vec<(String, String)> {
        told(bytes, column).into_iter().map(|(name, text, _)| (name, text)).collect()
    }

    fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    const CSV: &str = "العنوان;النص;التاريخ;الرابط;المصدر\r\nسقوط سرت;\"سقطت سرت؛ قال: \"\"نعم\"\";\n\nوقال: لا\";2031-03-14;https://example.org/1;وكالة\r\n\r\nلا شيء;;;;\r\nالموصل;دخلت القوات الموصل أمس من الجنوب;1931236200;;\r\n";

    #[test]
    fn rows_of_a_csv_file_are_articles() {
        let wanted = pairs(&[("1", "سقطت سرت؛ قال: \"نعم\";\n\nوقال: لا"), ("3", "دخلت القوات الموصل أمس من الجنوب")]);
        assert!(begins(CSV.as_bytes()));
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(CSV.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", CSV.as_bytes()].concat();
        let cp1256 = encoding_rs::WINDOWS_1256.encode(CSV).0.into_owned();
        let tabs = CSV.replace(';', "\t").replace("\t\n", ";\n");
        for bytes in [CSV.as_bytes(), &utf16, &marked, &cp1256, tabs.as_bytes()] {
            assert_eq!(names_and_texts(bytes, None), wanted);
        }
        let about = told(CSV.as_bytes(), None).remove(0).2;
        let about: Vec<_> = about.iter().map(|(field, value)| (*field, value.as_str())).collect();
        assert_eq!(
            about,
            [("title", "سقوط سرت"), ("source", "وكالة"), ("url", "https://example.org/1"), ("published", "2031-03-14")]
        );
        assert_eq!(names_and_texts(CSV.as_bytes(), Some("العنوان"))[0].1, "سقوط سرت");
        assert_eq!(names_and_texts(CSV.as_bytes(), Some("1"))[0].1, "سقوط سرت");
        let options = ListOptions { column: Some("x".to_owned()) };
        assert!(list(CSV.as_bytes(), &options, &mut |_| ControlFlow::Continue(())).is_err());
    }

    #[test]
    fn columns_are_told_for_a_dialog() {
        let columns = columns(CSV.as_bytes()).unwrap();
        let told: Vec<_> = columns.iter().map(|c| (c.name.as_str(), c.sample.as_str(), c.is_guess)).collect();
        assert_eq!(
            told,
            [
                ("العنوان", "سقوط سرت", false),
                ("النص", "سقطت سرت؛ قال: \"نعم\"; وقال: لا", true),
                ("التاريخ", "2031-03-14", false),
                ("الرابط", "https://example.org/1", false),
                ("المصدر", "وكالة", false),
            ]
        );
    }

    #[test]
    fn tables_without_names_have_numbers() {
        let csv = "17,سقطت سرت في يد القوات\n18,دخلت القوات الموصل أمس\n";
        assert_eq!(names_and_texts(csv.as_bytes(), None).len(), 2);
        assert_eq!(super::columns(csv.as_bytes()).unwrap()[1].name, "2");
        assert!(!begins(csv.as_bytes()));
        // Two halves of each verse.
        assert!(!begins("قفا نبك من ذكرى\tحبيب ومنزل\nبسقط اللوى\tبين الدخول\n".as_bytes()));
        assert!(!begins("سقطت سرت، أمس\nقال: نعم".as_bytes()));
    }

    #[test]
    fn lines_of_json_are_articles() {
        let jsonl = r#"{"id": 7, "text": "سقطت\nسرت", "meta": {"a": 1}, "created_at": "2031-03-14T09:30:00Z"}
{"id": 8, "user": "ليلى", "text": "نعم"}

{"id": 9, "text": null}
{"broken
{"id": 8.5, "text": "لا"}"#;
        assert!(begins(jsonl.as_bytes()));
        assert_eq!(names_and_texts(jsonl.as_bytes(), None), pairs(&[("7", "سقطت\nسرت"), ("8", "نعم"), ("8.5", "لا")]));
        let doubled = jsonl.replace("8.5", "8");
        assert_eq!(names_and_texts(doubled.as_bytes(), None)[2].0, "4");
        assert_eq!(told(jsonl.as_bytes(), None)[1].2, [("author", "ليلى".to_owned()), ("id", "8".to_owned())]);
        assert!(!begins(b"{\n \"type\": \"FeatureCollection\"}"));
    }

    #[test]
    fn no_table_is_an_error_and_no_panic() {
        for bytes in [&b""[..], b"{", b"PK\x03\x04", b"\xff\xfe", b"\n\n\n", b"\"", b"[1]"] {
            assert!(list(bytes, &ListOptions::default(), &mut |_| ControlFlow::Continue(())).is_err(), "{bytes:?}");
        }
    }
}
