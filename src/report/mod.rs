//! A report: one self-contained page with the texts and their marks and margin notes, the map, charts, and tables, for
//! somebody who does not have the program. It is read in a browser and printed to PDF.
//!
//! Owns the order and the words of its parts; the page of an article is that of the export format `html`. Must not know files or
//! windows. Fails with what the sink says.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::annotation::Status;
use crate::exchange::formats::html::{Labels, begin, labels_of, write_article, write_names};
use crate::exchange::{Article, EntityLookup, escaped};
use crate::layout::TextEngine;
use crate::picture::charts::matrix::{Order, Within};
use crate::picture::charts::timeline::Period;
use crate::picture::from_survey::{Counted, Subject};
use crate::picture::map::MapLook;
use crate::picture::{Cell, DisplayList, Language, Look, Table, svg};
use crate::survey::{Column, EntityRow, Name, RowRef, Within as Beside, entities};

/// Width of the pictures, in logical pixels.
const WIDTH: f32 = 860.0;
/// The most names of a chart, and of a matrix in each direction.
const MOST: usize = 12;
/// How many names stand beside an entity.
const MOST_BESIDE: usize = 5;
/// The most rows of a table: a page of more is no report.
const MOST_ROWS: usize = 2_000;
/// How many rows a table has before it is folded.
const SHOWN_ROWS: usize = 30;

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The texts with their marks and notes.
    Text,
    /// The places on a map.
    Map,
    /// The most named, as bars.
    Frequency,
    /// Where they are named.
    Dispersion,
    /// Which are named together.
    Matrix,
    /// When they are named, if the articles have dates.
    Timeline,
    /// A table of the entities.
    Entities,
    /// A table of the annotations.
    Annotations,
}

impl Part {
    /// All of them, in the order in which they stand on the page.
    pub const ALL: [Self; 8] = [
        Self::Map,
        Self::Frequency,
        Self::Matrix,
        Self::Timeline,
        Self::Dispersion,
        Self::Entities,
        Self::Text,
        Self::Annotations,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Map => "map",
            Self::Frequency => "frequency",
            Self::Dispersion => "dispersion",
            Self::Matrix => "matrix",
            Self::Timeline => "timeline",
            Self::Entities => "entities",
            Self::Annotations => "annotations",
        }
    }

    /// Its title on the page.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Text => language.say("Texts", "النصوص"),
            Self::Map => language.say("Places", "المواقع"),
            Self::Frequency => language.say("Most named", "الأكثر ذكرا"),
            Self::Dispersion => language.say("Where they are named", "مواضع الذكر"),
            Self::Matrix => language.say("Named together", "ذُكرت معا"),
            Self::Timeline => language.say("When they are named", "أزمنة الذكر"),
            Self::Entities => language.say("Entities", "الكيانات"),
            Self::Annotations => language.say("Annotations", "الوسوم"),
        }
    }
}

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Report<'r> {
    /// Its title.
    pub title: &'r str,
    /// The articles, with the annotations that go along.
    pub articles: &'r [Article<'r>],
    /// Their rows.
    pub counted: Counted<'r>,
    /// What is known of entities.
    pub entities: &'r dyn EntityLookup,
    /// The parts, each at most once; those without anything in them are left out.
    pub parts: &'r [Part],
}

impl Report<'_> {
    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let language = self.counted.language;
        let code = language.say("en", "ar");
        let labels = labels_of(self.articles);
        begin(out, code, self.title, STYLE, &labels)?;
        writeln!(
            out,
            "<h1 class=\"report\" dir=\"auto\">{}</h1><p class=\"about\">{}</p>",
            escaped(self.title),
            self.about()
        )?;
        for part in Part::ALL.into_iter().filter(|part| self.parts.contains(part)) {
            self.part(out, part, &labels)?;
        }
        out.write_all(b"</main>\n")?;
        let articles: Vec<&Article<'_>> = self.articles.iter().collect();
        write_names(out, self.entities, &articles, code, &labels)?;
        out.write_all(b"</body></html>\n")
    }

    fn about(&self) -> String {
        let Counted { language, rows, survey, .. } = self.counted;
        let (articles, marks) = (survey.articles().len(), rows.len());
        let [articles, marks] = [articles, marks].map(|count| language.count(count as u64));
        match language {
            Language::English => format!("Articles: {articles}. Annotations: {marks}. Made with Hawashi."),
            Language::Arabic => format!("المقالات: {articles}. الوسوم: {marks}. صُنع ببرنامج حواشي."),
        }
    }

    fn part(&self, out: &mut dyn Write, part: Part, labels: &Labels<'_>) -> io::Result<()> {
        let Counted { language, theme, .. } = self.counted;
        let look = Look::new(WIDTH, language, theme);
        let mut engine = TextEngine::new();
        let title = part.title(language);
        let counted = &self.counted;
        match part {
            Part::Text => {
                writeln!(out, "<h2>{title}</h2>")?;
                for article in self.articles {
                    write_article(out, self.entities, article, language.say("en", "ar"), labels)?;
                }
                Ok(())
            }
            Part::Map => {
                let places = counted.places(Within::Paragraph).picture;
                if places.places.is_empty() {
                    return Ok(());
                }
                let list = places.draw(&mut engine, &MapLook::new(WIDTH, language, theme));
                picture(out, title, &list, &places.table(language), language)
            }
            Part::Frequency => {
                let bars = counted.bars(Subject::Entity, MOST).picture;
                let is_empty = bars.bars.is_empty();
                unless(is_empty, || {
                    picture(out, title, &bars.draw(&mut engine, &look), &bars.table(language), language)
                })
            }
            Part::Dispersion => {
                let spread = counted.dispersion(Subject::Entity, MOST).picture;
                let is_empty = spread.rows.is_empty();
                unless(is_empty, || {
                    picture(out, title, &spread.draw(&mut engine, &look), &spread.table(language), language)
                })
            }
            Part::Matrix => {
                let matrix = counted.matrix(Within::Paragraph, Order::Count, [MOST; 2]).picture;
                let is_empty = matrix.rows.is_empty();
                unless(is_empty, || {
                    picture(out, title, &matrix.draw(&mut engine, &look), &matrix.table(language), language)
                })
            }
            Part::Timeline => {
                let times = counted.timeline(Subject::Entity, Period::Week, MOST / 2).picture;
                let is_empty = times.slots.is_empty();
                unless(is_empty, || {
                    picture(out, title, &times.draw(&mut engine, &look), &times.table(language), language)
                })
            }
            Part::Entities => table(out, title, &self.entity_table(), language),
            Part::Annotations => table(out, title, &self.annotation_table(), language),
        }
    }

    /// The entities with their mentions and articles.
    fn entity_table(&self) -> Table {
        let Counted { survey, rows, language, .. } = self.counted;
        let head = [
            ("Entity", "الكيان"),
            ("Mentions", "مرات الذكر"),
            ("Articles", "المقالات"),
            ("First", "أول ذكر"),
            ("Last", "آخر ذكر"),
            ("Named with", "ذُكر مع"),
        ];
        let head = head.map(|(english, arabic)| language.say(english, arabic).to_owned()).to_vec();
        let found = entities(survey, rows, Beside::Paragraph);
        let firsts: BTreeMap<Name, Option<RowRef>> =
            found.iter().map(|entity| (entity.name, entity.mentions.first().copied())).collect();
        let name = |name: Name| self.counted.entity_name(name, firsts.get(&name).copied().flatten());
        let row = |entity: &EntityRow| {
            let day = |of: fn(&(Date, Date)) -> Date| {
                entity.days.as_ref().map_or(Cell::Empty, |days| of(days).to_string().into())
            };
            let with: Vec<String> = entity.with.iter().take(MOST_BESIDE).map(|(other, _)| name(*other)).collect();
            vec![
                name(entity.name).into(),
                entity.mentions.len().into(),
                entity.articles.into(),
                day(|days| days.0),
                day(|days| days.1),
                with.join(language.say(", ", "، ")).into(),
            ]
        };
        Table::new(head, found.iter().take(MOST_ROWS).map(row).collect())
    }

    /// The annotations as rows.
    fn annotation_table(&self) -> Table {
        let Counted { survey, rows, language, .. } = self.counted;
        let columns = [
            (Column::Text, "Text", "النص"),
            (Column::Label, "Label", "التصنيف"),
            (Column::Entity, "Entity", "الكيان"),
            (Column::Status, "Status", "الحالة"),
            (Column::Note, "Note", "الملاحظة"),
            (Column::Author, "Annotator", "الواسم"),
            (Column::Article, "Article", "المقال"),
        ];
        let head = columns.map(|(_, english, arabic)| language.say(english, arabic).to_owned()).to_vec();
        let cell = |at: &RowRef, column: Column| {
            let Some((article, row)) = survey.row(*at) else { return String::new() };
            match column {
                Column::Label => self.counted.label_name(row.label),
                Column::Entity if !row.entity.is_empty() => self.counted.entity_name(row.entity, Some(*at)),
                Column::Article => article.title.clone(),
                Column::Status => status_name(row.status, language).to_owned(),
                column => survey.value(article, row, column).into_owned(),
            }
        };
        let rows = rows.iter().take(MOST_ROWS);
        Table::new(head, rows.map(|at| columns.map(|(column, ..)| cell(at, column).into()).to_vec()).collect())
    }
}

fn status_name(status: Status, language: Language) -> &'static str {
    match status {
        Status::Accepted => language.say("accepted", "مقبول"),
        Status::Suggested => language.say("suggested", "مقترح"),
        Status::Rejected => language.say("rejected", "مرفوض"),
    }
}

/// How a report looks besides the pages of articles.
const STYLE: &str = include_str!("../../assets/report.css");

fn unless(is_empty: bool, write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    if is_empty { Ok(()) } else { write() }
}

/// A picture with its numbers, which can be unfolded.
fn picture(
    out: &mut dyn Write,
    title: &str,
    list: &DisplayList,
    numbers: &Table,
    language: Language,
) -> io::Result<()> {
    writeln!(out, "<figure><figcaption>{title}</figcaption>{}", svg::svg(list))?;
    let summary = language.say("As a table", "في جدول");
    writeln!(out, "<details><summary>{summary}</summary>")?;
    rows(out, numbers, 0..numbers.rows.len(), language)?;
    out.write_all(b"</details></figure>\n")
}

/// A table, of which the first rows stand open.
fn table(out: &mut dyn Write, title: &str, table: &Table, language: Language) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>{title}</h2>")?;
    let shown = table.rows.len().min(SHOWN_ROWS);
    rows(out, table, 0..shown, language)?;
    if table.rows.len() > shown {
        let more = language.count((table.rows.len() - shown) as u64);
        let more = match language {
            Language::English => format!("{more} more"),
            Language::Arabic => format!("وغيرها {more}"),
        };
        writeln!(out, "<details><summary>{more}</summary>")?;
        rows(out, table, shown..table.rows.len(), language)?;
        out.write_all(b"</details>\n")?;
    }
    Ok(())
}

fn rows(out: &mut dyn Write, table: &Table, range: std::ops::Range<usize>, language: Language) -> io::Result<()> {
    out.write_all(b"<table><thead><tr>")?;
    for name in &table.head {
        write!(out, "<th dir=\"auto\">{}</th>", escaped(name))?;
    }
    out.write_all(b"</tr></thead><tbody>\n")?;
    for row in table.rows.get(range).unwrap_or_default() {
        out.write_all(b"<tr>")?;
        for cell in row {
            let class = if matches!(cell, Cell::Text(_)) { "" } else { " class=\"n\"" };
            write!(out, "<td{class} dir=\"auto\">{}</td>", escaped(&cell.shown(language)))?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody></table>\n")
}
