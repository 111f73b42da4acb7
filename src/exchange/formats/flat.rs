//! One annotation a row: the columns of tables and of JSON lines, written and read by their names.
//!
//! Of files of other programs, columns of the usual names are read: a passage needs a label and its two offsets, or a quotation.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::annotation::{Annotation, AnnotationId, Deed, Provenance, Status};
use crate::exchange::foreign::{Broken, BrokenList, Counting, File, Foreign, Marked, Where};
use crate::exchange::import::{Names, none_read, object_of, set_all};
use crate::exchange::{Article, EntityLookup, ExchangeError};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// The columns, in the order in which they are written.
pub(super) const COLUMNS: [&str; 19] = [
    "doc",
    "unit",
    "start",
    "end",
    "quote",
    "label",
    "status",
    "lat",
    "lon",
    "uri",
    "note",
    "canonical",
    "english",
    "fragments",
    "attributes",
    "annotator",
    "created",
    "id",
    // Of the original, if it has pages.
    "page",
];

/// What other programs call a column, in lower case.
const OTHER_NAMES: [(&str, &[&str]); 10] = [
    ("doc", &["document", "file", "filename", "source_file", "article"]),
    ("start", &["begin", "start_offset", "startidx", "start_char", "anchor"]),
    ("end", &["stop", "end_offset", "endidx", "end_char"]),
    ("quote", &["text", "exact", "content", "quote_transcription"]),
    ("label", &["tag", "type", "category", "code", "tags"]),
    ("uri", &["entity", "identifier"]),
    ("note", &["comment", "comments", "memo"]),
    ("annotator", &["user", "coder", "author", "creator"]),
    ("status", &["verification_status"]),
    ("id", &["uuid"]),
];

/// What stands between the offsets of a fragment, and between fragments.
const FROM_TO: char = '-';
const NEXT: char = ';';

/// The row of an annotation; cells without content are empty.
pub(super) fn row<'a>(
    article: &Article<'a>,
    annotation: &'a Annotation,
    index: &UnitIndex<'_>,
    unit: Unit,
    entities: &dyn EntityLookup,
) -> [Cow<'a, str>; COLUMNS.len()] {
    let (start, end) = index.span(annotation.spans.hull());
    let uri = annotation.entity.as_deref().unwrap_or("");
    let entity = entities.facts(uri).unwrap_or_default();
    let (lat, lon) = entity.position.map(|(lat, lon)| (lat.to_string(), lon.to_string())).unwrap_or_default();
    let made = annotation.provenance.iter().next();
    [
        article.name.into(),
        unit.name().into(),
        start.to_string().into(),
        end.to_string().into(),
        annotation.spans.quote(article.document.text()),
        annotation.label.as_str().into(),
        annotation.status.name().into(),
        lat.into(),
        lon.into(),
        uri.into(),
        annotation.note.as_str().into(),
        entity.canonical.into(),
        entity.english.into(),
        fragments(annotation, index).into(),
        attributes(annotation).into(),
        made.map_or("", |act| &act.by).into(),
        made.map_or("", |act| &act.at).into(),
        // Suggestions are new with each detection.
        if annotation.status == Status::Suggested { "" } else { annotation.id.as_str() }.into(),
        article
            .document
            .page_at(annotation.spans.first().start)
            .map_or_else(String::new, |page| page.to_string())
            .into(),
    ]
}

/// The offsets of several fragments; empty for one.
fn fragments(annotation: &Annotation, index: &UnitIndex<'_>) -> String {
    if annotation.spans.single().is_some() {
        return String::new();
    }
    let pairs: Vec<String> = annotation
        .spans
        .iter()
        .map(|span| {
            let (start, end) = index.span(span);
            format!("{start}{FROM_TO}{end}")
        })
        .collect();
    pairs.join(&NEXT.to_string())
}

fn attributes(annotation: &Annotation) -> String {
    if annotation.attributes.is_empty() {
        return String::new();
    }
    Value::Object(object_of(annotation.attributes.iter())).to_string()
}

/// The column that a name in a file means.
pub(super) fn column_named(name: &str) -> Option<usize> {
    let name = name.trim().to_lowercase();
    let is_meant = |(_, others): &&(&str, &[&str])| others.contains(&name.as_str());
    let own = OTHER_NAMES.iter().find(is_meant).map_or(name.as_str(), |(own, _)| *own);
    COLUMNS.iter().position(|column| *column == own)
}

/// A row of a file, read.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: [String; COLUMNS.len()],
}

impl Row {
    /// Sets a cell by the number of its column.
    pub(super) fn set(&mut self, column: usize, cell: String) {
        if let Some(there) = self.cells.get_mut(column).filter(|there| there.is_empty()) {
            *there = cell;
        }
    }

    fn get(&self, name: &str) -> &str {
        let column = COLUMNS.iter().position(|column| *column == name);
        column.map_or("", |column| self.cells[column].as_str())
    }

    /// The passage that it describes.
    fn marked(&self, format: &str, names: &mut Names, at: Where) -> Result<Marked, Message> {
        let label = Some(self.get("label").trim()).filter(|label| !label.is_empty());
        let (start, end, quote) = (self.get("start").trim(), self.get("end").trim(), self.get("quote"));
        let number = |text: &str| text.parse::<u64>().ok();
        let pair = |pair: &str| pair.split_once(FROM_TO).and_then(|(start, end)| number(start).zip(number(end)));
        let several = self.get("fragments").split(NEXT).map(pair).collect::<Option<Vec<_>>>();
        // Recogito's tables say where the quotation begins.
        let anchor = start.strip_prefix("char-offset:").and_then(number);
        let anchor = anchor.map(|start| (start, start.saturating_add(quote.encode_utf16().count() as u64)));
        let one = number(start).zip(number(end)).or(anchor).map(|pair| vec![pair]);
        let fragments = several.or(one).unwrap_or_default();
        let Some(label) = label.filter(|_| !fragments.is_empty() || start.is_empty() && !quote.is_empty()) else {
            return Err(Message::new("flat-row")
                .in_english("a row has a label, and the numbers start and end or the words of its passage as quote"));
        };
        let id = self.get("id");
        let id = if ulid::Ulid::from_string(id).is_ok() {
            AnnotationId::from(id)
        } else {
            AnnotationId::derived(&format!("{format} {} {id} {start} {end} {label} {at}", self.get("doc")))
        };
        let mut annotation = Annotation { id, label: names.id(label), ..Annotation::default() };
        self.get("note").clone_into(&mut annotation.note);
        annotation.entity = Some(self.get("uri")).filter(|uri| !uri.is_empty()).map(str::to_owned);
        annotation.status = status_named(self.get("status"));
        let (by, created) = (self.get("annotator"), self.get("created"));
        if !by.is_empty() || !created.is_empty() {
            annotation.provenance = Provenance::of(Deed::Made, by, created);
        }
        if let Ok(values) = serde_json::from_str::<Map<String, Value>>(self.get("attributes")) {
            set_all(&mut annotation.attributes, &values);
        }
        // The words of several fragments stand there with dots between them.
        let parts: Vec<String> = quote.split(" … ").map(str::to_owned).collect();
        let quotes = match fragments.len() {
            _ if quote.is_empty() => Vec::new(),
            0 | 1 => vec![quote.to_owned()],
            count if count == parts.len() => parts,
            _ => Vec::new(),
        };
        Ok(Marked { annotation, fragments, quotes, at, ..Marked::default() })
    }
}

/// The status of this name in a file; what other programs call otherwise is accepted.
pub(super) fn status_named(name: &str) -> Status {
    match name.trim().to_lowercase().as_str() {
        "suggested" | "unverified" => Status::Suggested,
        "rejected" | "reject" => Status::Rejected,
        _ => Status::Accepted,
    }
}

/// Gathers the rows of a file into articles.
pub(super) struct Articles<'f> {
    format: &'static str,
    file: File<'f>,
    /// The first row of the next article.
    next: Option<(Row, Where)>,
    is_begun: bool,
}

impl<'f> Articles<'f> {
    pub(super) fn of(format: &'static str, file: File<'f>) -> Self {
        Self { format, file, next: None, is_begun: false }
    }

    /// The next article: the rows that follow each other and name the same one.
    pub(super) fn next(
        &mut self,
        mut rows: impl FnMut() -> Option<Result<(Row, Where), Broken>>,
    ) -> Result<Option<Foreign>, ExchangeError> {
        let (mut foreign, mut names, mut broken): (Option<(String, Foreign)>, _, _) =
            (None, Names::default(), BrokenList::default());
        while let Some(next) = self.next.take().map(Ok).or_else(&mut rows) {
            let (row, at) = match next {
                Ok(read) => read,
                Err(record) => {
                    broken.push(record);
                    continue;
                }
            };
            let (doc, foreign) = foreign.get_or_insert_with(|| (row.get("doc").to_owned(), self.begin(&row)));
            if *doc != row.get("doc") {
                self.next = Some((row, at));
                break;
            }
            match row.marked(self.format, &mut names, at.clone()) {
                Ok(marked) => foreign.marked.push(marked),
                Err(message) => broken.push(Broken { at, message }),
            }
        }
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let Some((_, mut foreign)) = foreign else {
            let nothing = is_first && broken.first().is_some();
            return if nothing { Err(none_read(self.format, broken.first())) } else { Ok(None) };
        };
        foreign.labels = names.into_set();
        foreign.broken = broken;
        Ok(Some(foreign))
    }

    /// The article of a row. Its text is in the file of its name, if that is beside the table.
    fn begin(&self, first: &Row) -> Foreign {
        let counting: &[Counting] = match first.get("unit") {
            "char" => &[Counting::Char],
            "byte" => &[Counting::Byte],
            "utf16" => &[Counting::Utf16],
            _ => &[Counting::Char, Counting::Utf16, Counting::Byte],
        };
        let mut foreign = Foreign::counting(counting);
        let doc = first.get("doc");
        if doc.is_empty() { self.file.stem() } else { doc }.clone_into(&mut foreign.name);
        foreign.text = self.file.text_beside(self.format, doc);
        foreign
    }
}
