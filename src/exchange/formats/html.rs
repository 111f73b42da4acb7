//! One page for a browser, with all that it needs in itself: the article in its direction, a legend by which labels can be hidden
//! without a script, notes in the margin. It prints well, to PDF too.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::annotation::{Annotation, Label, LabelId, LineStyle, Value as AttributeValue};
use crate::exchange::foreign::stem;
use crate::exchange::labels::xml::escaped;
use crate::exchange::{Article, EntityLookup, Format, Loss, Units, Writer};
use crate::text::Span;
use crate::text::digits::arabic;
use crate::text::direction::Direction;

/// The format.
pub static FORMAT: Format = Format {
    name: "html",
    names: [("en", "HTML page"), ("ar", "صفحة HTML")],
    about: [
        ("en", "one page to be read and printed, with notes in the margin"),
        ("ar", "صفحة واحدة للقراءة والطباعة، وملاحظاتها في الهامش"),
    ],
    suffix: ".html",
    extensions: &[],
    units: Units::None,
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced => true,
    },
    write: Some(|out, _, options| Ok(Box::new(Page { out, entities: options.entities }))),
    read: None,
};

/// How it looks, but for the colours of labels.
const STYLE: &str = include_str!("../../../assets/page.css");

/// A first line is a headline up to this length, in code points.
const LONGEST_HEADLINE: usize = 160;

struct Page<'w> {
    out: Box<dyn Write + 'w>,
    entities: &'w dyn EntityLookup,
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let is_rtl = article.document.direction() != Some(Direction::Ltr);
        let language = if is_rtl { "ar" } else { "en" };
        let labels = labels_of([article]);
        let title = title_of(article).unwrap_or_else(|| stem(article.name).to_owned());
        begin(&mut self.out, language, &title, "", &labels)?;
        write_article(&mut self.out, self.entities, article, language, &labels)?;
        self.out.write_all(b"</main>\n")?;
        write_names(&mut self.out, self.entities, &[article], language, &labels)?;
        self.out.write_all(b"</body></html>\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// The labels of a page with their counts; their numbers are their classes.
pub(crate) type Labels<'v> = Vec<(&'v LabelId, Option<&'v Label>, usize)>;

/// The labels of the annotations of articles.
pub(crate) fn labels_of<'v>(articles: impl IntoIterator<Item = &'v Article<'v>>) -> Labels<'v> {
    let mut counts: BTreeMap<&LabelId, (Option<&Label>, usize)> = BTreeMap::new();
    for article in articles {
        for annotation in article.annotations() {
            let found = counts.entry(&annotation.label).or_default();
            found.0 = found.0.or_else(|| article.annotation_state.labels.get(&annotation.label));
            found.1 += 1;
        }
    }
    counts.into_iter().map(|(id, (label, count))| (id, label, count)).collect()
}

/// The title that somebody has given an article.
fn title_of(article: &Article<'_>) -> Option<String> {
    article.annotation_state.attributes.get("title").map(AttributeValue::plain)
}

fn name_of<'v>((id, label, _): &(&'v LabelId, Option<&'v Label>, usize), language: &str) -> &'v str {
    label.map_or(id.as_str(), |label| label.name_in(language))
}

/// Begins a page in a language: its style and `more` of it, the legend, and the part for articles, which is to be closed.
pub(crate) fn begin(
    out: &mut dyn Write,
    language: &str,
    title: &str,
    more: &str,
    labels: &Labels<'_>,
) -> io::Result<()> {
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\n<style>\n{STYLE}{more}",
        escaped(title)
    )?;
    for (number, (_, label, _)) in labels.iter().enumerate() {
        out.write_all(look(number, *label).as_bytes())?;
    }
    writeln!(out, "</style></head><body>")?;
    for number in 0..labels.len() {
        writeln!(out, "<input type=\"checkbox\" id=\"f{number}\" checked>")?;
    }
    writeln!(out, "<header><ul class=\"legend\">")?;
    for (number, label) in labels.iter().enumerate() {
        writeln!(
            out,
            "<li><label for=\"f{number}\"><span class=\"m l{number}\">{}</span> {}</label></li>",
            escaped(name_of(label, language)),
            number_in(language, label.2)
        )?;
    }
    writeln!(out, "</ul></header><main>")
}

/// A count in the digits of a language.
fn number_in(language: &str, count: usize) -> String {
    let plain = count.to_string();
    if language == "ar" { plain.chars().map(arabic).collect() } else { plain }
}

/// Writes the text of an article with its marks, and notes in the margin if it has some.
pub(crate) fn write_article(
    out: &mut dyn Write,
    entities: &dyn EntityLookup,
    article: &Article<'_>,
    language: &'static str,
    labels: &Labels<'_>,
) -> io::Result<()> {
    let has_notes = article.annotations().any(has_note);
    writeln!(out, "<section{} dir=\"auto\">", if has_notes { "" } else { " class=\"plain\"" })?;
    // A title that does not begin the text stands above it.
    let first = article.document.text().trim_start().lines().next().unwrap_or("").trim();
    if let Some(title) = title_of(article).filter(|title| title.trim() != first) {
        writeln!(out, "<h1 dir=\"auto\">{}</h1>", escaped(&title))?;
    }
    View { article, language, labels, entities, out: &mut *out }.paragraphs()?;
    out.write_all(b"</section>\n")
}

/// Writes the entities of each label, the most named first.
pub(crate) fn write_names(
    out: &mut dyn Write,
    entities: &dyn EntityLookup,
    articles: &[&Article<'_>],
    language: &'static str,
    labels: &Labels<'_>,
) -> io::Result<()> {
    let mut names: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for article in articles {
        for annotation in article.annotations() {
            if let Some(name) = entity_name(entities, annotation, language) {
                *names.entry((class(labels, &annotation.label), name)).or_default() += 1;
            }
        }
    }
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "<footer>")?;
    for (number, label) in labels.iter().enumerate() {
        let mut of_label: Vec<_> = names.iter().filter(|((label, _), _)| *label == number).collect();
        if of_label.is_empty() {
            continue;
        }
        of_label.sort_by_key(|(_, count)| Reverse(**count));
        write!(out, "<p class=\"names l{number}\"><b>{}</b>", escaped(name_of(label, language)))?;
        for ((_, name), count) in of_label {
            write!(out, " <span><bdi>{}</bdi> {count}</span>", escaped(name))?;
        }
        writeln!(out, "</p>")?;
    }
    writeln!(out, "</footer>")
}

fn class(labels: &Labels<'_>, id: &LabelId) -> usize {
    labels.iter().position(|(known, ..)| *known == id).unwrap_or(0)
}

/// The name of the entity of an annotation.
fn entity_name(entities: &dyn EntityLookup, annotation: &Annotation, language: &str) -> Option<String> {
    let id = annotation.entity.as_deref()?;
    let facts = entities.facts(id).unwrap_or_default();
    let name = if language == "en" { facts.english } else { facts.canonical };
    Some(if name.is_empty() { id.to_owned() } else { name })
}

/// An article that is being written into a page.
struct View<'v, 'w> {
    article: &'v Article<'v>,
    language: &'static str,
    labels: &'v Labels<'v>,
    entities: &'v dyn EntityLookup,
    out: &'w mut dyn Write,
}

impl View<'_, '_> {
    fn paragraphs(&mut self) -> io::Result<()> {
        let article = self.article;
        let text = article.document.text();
        let mut coming = article.annotations().peekable();
        // Those that may still reach into what follows.
        let mut open: Vec<&Annotation> = Vec::new();
        // Where the first words are.
        let first = text.len() - text.trim_start().len();
        for paragraph in article.document.paragraphs() {
            while let Some(next) = coming.next_if(|next| next.spans.first().start < paragraph.end) {
                open.push(next);
            }
            open.retain(|annotation| annotation.spans.hull().end > paragraph.start);
            let words = paragraph.of(text).trim_end_matches(['\n', '\r']);
            let paragraph = Span::from_range(paragraph.start.index()..paragraph.start.index() + words.len());
            let is_headline = paragraph.range().contains(&first) && words.chars().count() <= LONGEST_HEADLINE;
            let class = if is_headline { " class=\"headline\"" } else { "" };
            write!(self.out, "<div class=\"row\"><p{class} dir=\"auto\">")?;
            self.pieces(paragraph, &open)?;
            write!(self.out, "</p><aside>")?;
            for annotation in open.iter().filter(|annotation| annotation.spans.first().start >= paragraph.start) {
                self.note(annotation)?;
            }
            writeln!(self.out, "</aside></div>")?;
        }
        Ok(())
    }

    /// A paragraph, divided where marks begin and end: marks may overlap, elements may not. The line of a mark inside others is
    /// lower than theirs.
    fn pieces(&mut self, paragraph: Span, open: &[&Annotation]) -> io::Result<()> {
        let text = self.article.document.text();
        let spans: Vec<(Span, &Annotation)> = open
            .iter()
            .flat_map(|annotation| annotation.spans.iter().map(move |span| (span, *annotation)))
            .filter(|(span, _)| span.overlaps(paragraph))
            .collect();
        let mut edges: Vec<usize> = spans.iter().flat_map(|(span, _)| [span.start.index(), span.end.index()]).collect();
        edges.extend([paragraph.start.index(), paragraph.end.index()]);
        edges.retain(|edge| (paragraph.start.index()..=paragraph.end.index()).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        for ends in edges.windows(2) {
            let piece = Span::from_range(ends[0]..ends[1]);
            let over: Vec<&Annotation> =
                spans.iter().filter(|(span, _)| span.overlaps(piece)).map(|(_, annotation)| *annotation).collect();
            for (depth, annotation) in over.iter().enumerate() {
                let (number, status) = (class(self.labels, &annotation.label), annotation.status.name());
                let label = self.labels.get(number).map_or("", |label| name_of(label, self.language));
                let said = entity_name(self.entities, annotation, self.language)
                    .map_or_else(|| label.to_owned(), |name| format!("{label}: {name}"));
                write!(
                    self.out,
                    "<span class=\"m l{number}\" style=\"--d:{depth}\" data-status=\"{status}\" title=\"{}\">",
                    escaped(&said)
                )?;
            }
            self.out.write_all(escaped(piece.of(text)).as_bytes())?;
            self.out.write_all("</span>".repeat(over.len()).as_bytes())?;
        }
        Ok(())
    }

    /// What a person said of a passage, in the margin beside the paragraph in which it begins.
    fn note(&mut self, annotation: &Annotation) -> io::Result<()> {
        let values: Vec<String> =
            annotation.attributes.iter().map(|(name, value)| format!("{name}: {}", value.plain())).collect();
        if !has_note(annotation) {
            return Ok(());
        }
        let quote = annotation.spans.quote(self.article.document.text());
        let class = class(self.labels, &annotation.label);
        write!(self.out, "<div class=\"note l{class}\"><b><bdi>{}</bdi></b>", escaped(&quote))?;
        for value in values {
            write!(self.out, " <bdi>{}</bdi>", escaped(&value))?;
        }
        if !annotation.note.is_empty() {
            write!(self.out, "<p dir=\"auto\">{}</p>", escaped(&annotation.note))?;
        }
        self.out.write_all(b"</div>")
    }
}

/// Whether there is something to be said of an annotation in the margin.
fn has_note(annotation: &Annotation) -> bool {
    !annotation.note.is_empty() || !annotation.attributes.is_empty()
}

/// The colour and the line of a label, and that it is hidden when its box in the legend is not checked.
fn look(number: usize, label: Option<&Label>) -> String {
    let [red, green, blue] = label.and_then(Label::rgb).unwrap_or([128; 3]);
    let line = match label.map(|label| label.line).unwrap_or_default() {
        LineStyle::Solid => "solid",
        LineStyle::Dashed => "dashed",
        LineStyle::Dotted => "dotted",
        LineStyle::Double => "double",
    };
    format!(
        ".l{number}{{--c:{red},{green},{blue};--line:{line}}}\n\
         #f{number}:not(:checked)~main .m.l{number}{{background:none;text-decoration:none}}\n\
         #f{number}:focus-visible~header label[for=f{number}]{{outline:2px solid;outline-offset:3px}}\n\
         #f{number}:not(:checked)~main .note.l{number},#f{number}:not(:checked)~footer .l{number}{{display:none}}\n\
         #f{number}:not(:checked)~header label[for=f{number}]{{opacity:.45;text-decoration:line-through}}\n"
    )
}
