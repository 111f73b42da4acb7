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
        | Loss::NoEvents => false,
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
        let (direction, language) = if is_rtl { ("rtl", "ar") } else { ("ltr", "en") };
        let mut counts: BTreeMap<&LabelId, usize> = BTreeMap::new();
        article.annotations().for_each(|annotation| *counts.entry(&annotation.label).or_default() += 1);
        let view = View { article, language, labels: counts.into_iter().collect() };
        let title = article.annotation_state.attributes.get("title").map(AttributeValue::plain);
        let stem = stem(article.name);
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\n<style>\n{STYLE}",
            escaped(title.as_deref().unwrap_or(stem))
        )?;
        let set = &article.annotation_state.labels;
        for (number, (id, _)) in view.labels.iter().enumerate() {
            self.out.write_all(look(number, set.get(id)).as_bytes())?;
        }
        writeln!(self.out, "</style></head><body>")?;
        for number in 0..view.labels.len() {
            writeln!(self.out, "<input type=\"checkbox\" id=\"f{number}\" checked>")?;
        }
        writeln!(self.out, "<header><ul class=\"legend\">")?;
        for (number, (id, count)) in view.labels.iter().enumerate() {
            writeln!(
                self.out,
                "<li><label for=\"f{number}\"><span class=\"m l{number}\">{}</span> {count}</label></li>",
                escaped(view.label_name(id))
            )?;
        }
        let has_notes = article.annotations().any(has_note);
        writeln!(self.out, "</ul></header><main{}>", if has_notes { "" } else { " class=\"plain\"" })?;
        // A title that does not begin the text stands above it.
        let first = article.document.text().trim_start().lines().next().unwrap_or("").trim();
        if let Some(title) = title.filter(|title| title.trim() != first) {
            writeln!(self.out, "<h1 dir=\"auto\">{}</h1>", escaped(&title))?;
        }
        self.paragraphs(&view)?;
        self.out.write_all(b"</main>\n")?;
        self.names(&view)?;
        self.out.write_all(b"</body></html>\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// An article, the language of its page, and its labels with their counts: their numbers are their classes.
struct View<'v> {
    article: &'v Article<'v>,
    language: &'static str,
    labels: Vec<(&'v LabelId, usize)>,
}

impl View<'_> {
    fn label_name<'s>(&'s self, id: &'s LabelId) -> &'s str {
        self.article.annotation_state.labels.get(id).map_or(id.as_str(), |label| label.name_in(self.language))
    }

    fn class(&self, id: &LabelId) -> usize {
        self.labels.iter().position(|(known, _)| *known == id).unwrap_or(0)
    }
}

impl Page<'_> {
    /// The name of the entity of an annotation.
    fn entity(&self, view: &View<'_>, annotation: &Annotation) -> Option<String> {
        let id = annotation.entity.as_deref()?;
        let facts = self.entities.facts(id).unwrap_or_default();
        let name = if view.language == "en" { facts.english } else { facts.canonical };
        Some(if name.is_empty() { id.to_owned() } else { name })
    }

    fn paragraphs(&mut self, view: &View<'_>) -> io::Result<()> {
        let text = view.article.document.text();
        let mut coming = view.article.annotations().peekable();
        // Those that may still reach into what follows.
        let mut open: Vec<&Annotation> = Vec::new();
        // Where the first words are.
        let first = text.len() - text.trim_start().len();
        for paragraph in view.article.document.paragraphs() {
            while let Some(next) = coming.next_if(|next| next.spans.first().start < paragraph.end) {
                open.push(next);
            }
            open.retain(|annotation| annotation.spans.hull().end > paragraph.start);
            let words = paragraph.of(text).trim_end_matches(['\n', '\r']);
            let paragraph = Span::from_range(paragraph.start.index()..paragraph.start.index() + words.len());
            let is_headline = paragraph.range().contains(&first) && words.chars().count() <= LONGEST_HEADLINE;
            let class = if is_headline { " class=\"headline\"" } else { "" };
            write!(self.out, "<div class=\"row\"><p{class} dir=\"auto\">")?;
            self.pieces(view, paragraph, &open)?;
            write!(self.out, "</p><aside>")?;
            for annotation in open.iter().filter(|annotation| annotation.spans.first().start >= paragraph.start) {
                self.note(view, annotation)?;
            }
            writeln!(self.out, "</aside></div>")?;
        }
        Ok(())
    }

    /// A paragraph, divided where marks begin and end: marks may overlap, elements may not. The line of a mark inside others is
    /// lower than theirs.
    fn pieces(&mut self, view: &View<'_>, paragraph: Span, open: &[&Annotation]) -> io::Result<()> {
        let text = view.article.document.text();
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
                let (number, status) = (view.class(&annotation.label), annotation.status.name());
                let label = view.label_name(&annotation.label);
                let said =
                    self.entity(view, annotation).map_or_else(|| label.to_owned(), |name| format!("{label}: {name}"));
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
    fn note(&mut self, view: &View<'_>, annotation: &Annotation) -> io::Result<()> {
        let values: Vec<String> =
            annotation.attributes.iter().map(|(name, value)| format!("{name}: {}", value.plain())).collect();
        if !has_note(annotation) {
            return Ok(());
        }
        let quote = annotation.spans.quote(view.article.document.text());
        let class = view.class(&annotation.label);
        write!(self.out, "<div class=\"note l{class}\"><b><bdi>{}</bdi></b>", escaped(&quote))?;
        for value in values {
            write!(self.out, " <bdi>{}</bdi>", escaped(&value))?;
        }
        if !annotation.note.is_empty() {
            write!(self.out, "<p dir=\"auto\">{}</p>", escaped(&annotation.note))?;
        }
        self.out.write_all(b"</div>")
    }

    /// The entities of each label below the article, the most named first.
    fn names(&mut self, view: &View<'_>) -> io::Result<()> {
        let mut names: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for annotation in view.article.annotations() {
            if let Some(name) = self.entity(view, annotation) {
                *names.entry((view.class(&annotation.label), name)).or_default() += 1;
            }
        }
        if names.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<footer>")?;
        for (number, (id, _)) in view.labels.iter().enumerate() {
            let mut of_label: Vec<_> = names.iter().filter(|((label, _), _)| *label == number).collect();
            if of_label.is_empty() {
                continue;
            }
            of_label.sort_by_key(|(_, count)| Reverse(**count));
            write!(self.out, "<p class=\"names l{number}\"><b>{}</b>", escaped(view.label_name(id)))?;
            for ((_, name), count) in of_label {
                write!(self.out, " <span><bdi>{}</bdi> {count}</span>", escaped(name))?;
            }
            writeln!(self.out, "</p>")?;
        }
        writeln!(self.out, "</footer>")
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
