//! One page for a browser, with all that it needs in itself: the article in its direction, a legend by which labels can be hidden
//! without a script, notes in the margin. It prints well, to PDF too.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::annotation::{Annotation, Label, LabelId, LineStyle};
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
        | Loss::Attributes => false,
        Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced => true,
    },
    write: |out, _, options| Ok(Box::new(Page { out, entities: options.entities })),
    read: None,
};

/// How it looks, but for the colours of labels.
const STYLE: &str = include_str!("../../../assets/page.css");

struct Page<'w> {
    out: Box<dyn Write + 'w>,
    entities: &'w dyn EntityLookup,
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let is_rtl = article.document.direction() != Some(Direction::Ltr);
        let (direction, language) = if is_rtl { ("rtl", "ar") } else { ("ltr", "en") };
        let title = article.annotation_state.attributes.get("title").map(crate::annotation::Value::plain);
        let title = escaped(title.as_deref().unwrap_or(article.name));
        let mut counts: BTreeMap<&LabelId, usize> = BTreeMap::new();
        article.annotations().for_each(|annotation| *counts.entry(&annotation.label).or_default() += 1);
        let labels: Vec<(&LabelId, usize)> = counts.into_iter().collect();
        let class = |id: &LabelId| labels.iter().position(|(known, _)| *known == id).unwrap_or(0);
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\n<style>\n{STYLE}"
        )?;
        let set = &article.annotation_state.labels;
        for (number, (id, _)) in labels.iter().enumerate() {
            self.out.write_all(look(number, set.get(id)).as_bytes())?;
        }
        writeln!(self.out, "</style></head><body>")?;
        for number in 0..labels.len() {
            writeln!(self.out, "<input type=\"checkbox\" id=\"f{number}\" checked>")?;
        }
        writeln!(self.out, "<header><h1 dir=\"auto\">{title}</h1><ul class=\"legend\">")?;
        for (number, (id, count)) in labels.iter().enumerate() {
            let name = set.get(id).map_or(id.as_str(), |label| label.name_in(language));
            writeln!(
                self.out,
                "<li><label for=\"f{number}\"><span class=\"m l{number}\">{}</span> {count}</label></li>",
                escaped(name)
            )?;
        }
        writeln!(self.out, "</ul></header><main>")?;
        self.paragraphs(article, language, &class)?;
        self.out.write_all(b"</main></body></html>\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

impl Page<'_> {
    fn paragraphs(
        &mut self,
        article: &Article<'_>,
        language: &str,
        class: &impl Fn(&LabelId) -> usize,
    ) -> io::Result<()> {
        let text = article.document.text();
        let mut coming = article.annotations().peekable();
        // Those that may still reach into what follows.
        let mut open: Vec<&Annotation> = Vec::new();
        for paragraph in article.document.paragraphs() {
            while let Some(next) = coming.next_if(|next| next.spans.first().start < paragraph.end) {
                open.push(next);
            }
            open.retain(|annotation| annotation.spans.hull().end > paragraph.start);
            let words = paragraph.of(text).trim_end_matches(['\n', '\r']);
            let paragraph = Span::from_range(paragraph.start.index()..paragraph.start.index() + words.len());
            write!(self.out, "<div class=\"row\"><p dir=\"auto\">")?;
            self.pieces(text, paragraph, &open, class)?;
            write!(self.out, "</p><aside>")?;
            for annotation in open.iter().filter(|annotation| annotation.spans.first().start >= paragraph.start) {
                self.note(article, annotation, language, class)?;
            }
            writeln!(self.out, "</aside></div>")?;
        }
        Ok(())
    }

    /// A paragraph, divided where marks begin and end: marks may overlap, elements may not.
    fn pieces(
        &mut self,
        text: &str,
        paragraph: Span,
        open: &[&Annotation],
        class: &impl Fn(&LabelId) -> usize,
    ) -> io::Result<()> {
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
            for annotation in &over {
                let (number, status) = (class(&annotation.label), annotation.status.name());
                write!(self.out, "<span class=\"m l{number}\" data-status=\"{status}\">")?;
            }
            self.out.write_all(escaped(piece.of(text)).as_bytes())?;
            self.out.write_all("</span>".repeat(over.len()).as_bytes())?;
        }
        Ok(())
    }

    /// What is said of a passage, in the margin beside the paragraph in which it begins.
    fn note(
        &mut self,
        article: &Article<'_>,
        annotation: &Annotation,
        language: &str,
        class: &impl Fn(&LabelId) -> usize,
    ) -> io::Result<()> {
        let entity = annotation.entity.as_deref().map(|id| {
            let facts = self.entities.facts(id).unwrap_or_default();
            let name = if language == "en" { facts.english } else { facts.canonical };
            if name.is_empty() { id.to_owned() } else { name }
        });
        let attributes = annotation.attributes.iter().map(|(name, value)| format!("{name}: {}", value.plain()));
        let said: Vec<String> = entity.into_iter().chain(attributes).collect();
        if said.is_empty() && annotation.note.is_empty() {
            return Ok(());
        }
        let quote = annotation.spans.quote(article.document.text());
        write!(
            self.out,
            "<div class=\"note l{}\" dir=\"auto\"><b>{}</b> {}",
            class(&annotation.label),
            escaped(&quote),
            escaped(&said.join(" · "))
        )?;
        if !annotation.note.is_empty() {
            write!(self.out, "<p dir=\"auto\">{}</p>", escaped(&annotation.note))?;
        }
        self.out.write_all(b"</div>")
    }
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
         #f{number}:not(:checked)~main .m.l{number}{{background:none;border:none}}\n\
         #f{number}:not(:checked)~main .note.l{number}{{display:none}}\n\
         #f{number}:not(:checked)~header label[for=f{number}]{{opacity:.45;text-decoration:line-through}}\n"
    )
}
