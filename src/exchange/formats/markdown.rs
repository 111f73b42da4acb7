//! Markdown for Obsidian: front matter, marked passages as `==highlights==`, entities as `[[links]]`, notes as footnotes. Where
//! passages overlap, the first is marked.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::Value;

use crate::annotation::Annotation;
use crate::exchange::foreign::stem;
use crate::exchange::{Article, EntityFacts, EntityLookup, Format, Loss, Units, Writer};
use crate::text::Span;

/// The format.
pub static FORMAT: Format = Format {
    name: "markdown",
    names: [("en", "Markdown (Obsidian)"), ("ar", "Markdown (Obsidian)")],
    about: [
        ("en", "the article with highlights, links and footnotes"),
        ("ar", "المقال وفيه المقاطع المعلَّمة والروابط والحواشي"),
    ],
    suffix: ".md",
    extensions: &[],
    units: Units::None,
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::References
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::DocumentAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        Loss::Nested
        | Loss::Statuses
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced => true,
    },
    write: Some(|out, _, options| Ok(Box::new(Page { out, entities: options.entities }))),
    read: None,
};

struct Page<'w> {
    out: Box<dyn Write + 'w>,
    entities: &'w dyn EntityLookup,
}

impl Page<'_> {
    fn facts(&self, annotation: &Annotation) -> Option<EntityFacts> {
        self.entities.facts(annotation.entity.as_deref()?).filter(|facts| !facts.canonical.is_empty())
    }

    /// Marks words, which link to what they name.
    fn mark(&mut self, words: &str, annotation: &Annotation) -> io::Result<()> {
        let link = self.facts(annotation).map(|facts| format!("[[{}|{words}]]", link_name(&facts.canonical)));
        // A highlight ends with its line.
        let lines = link.as_deref().unwrap_or(words).split('\n');
        let marked = lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("=={line}==") });
        self.out.write_all(marked.collect::<Vec<_>>().join("\n").as_bytes())
    }

    /// The head of the file, in YAML: JSON's texts are valid there.
    fn front_matter(&mut self, article: &Article<'_>) -> io::Result<()> {
        writeln!(self.out, "---")?;
        let attributes = &article.annotation_state.attributes;
        if attributes.get("title").is_none() {
            let stem = stem(article.name);
            writeln!(self.out, "title: {}", Value::from(stem))?;
        }
        for (name, value) in attributes.iter() {
            let list = |all: &[String]| Value::from(all.to_vec());
            let value = match value {
                crate::annotation::Value::Choices(all) => list(all),
                other => other.plain().into(),
            };
            writeln!(self.out, "{}: {value}", Value::from(name))?;
        }
        let mut places: BTreeMap<String, (f32, f32)> = BTreeMap::new();
        for annotation in article.annotations() {
            let facts = self.facts(annotation);
            places.extend(facts.and_then(|facts| facts.position.map(|position| (facts.canonical, position))));
        }
        if !places.is_empty() {
            writeln!(self.out, "places:")?;
            for (name, (lat, lon)) in places {
                writeln!(self.out, "  - {{name: {}, lat: {lat}, lon: {lon}}}", Value::from(name))?;
            }
        }
        writeln!(self.out, "---\n")
    }
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        self.front_matter(article)?;
        let text = article.document.text();
        let mut fragments: Vec<(Span, &Annotation)> = article
            .annotations()
            .flat_map(|annotation| annotation.spans.iter().map(move |span| (span, annotation)))
            .collect();
        fragments.sort_by_key(|(span, _)| span.text_order());
        let (mut behind, mut notes) = (0, Vec::new());
        for (span, annotation) in fragments {
            if span.start.index() >= behind {
                self.out.write_all(escaped(&text[behind..span.start.index()]).as_bytes())?;
                self.mark(&escaped(span.of(text)), annotation)?;
                behind = span.end.index();
            }
            if !annotation.note.is_empty() && span.end == annotation.spans.hull().end {
                notes.push(&annotation.note);
                write!(self.out, "[^{}]", notes.len())?;
            }
        }
        self.out.write_all(escaped(&text[behind..]).as_bytes())?;
        writeln!(self.out)?;
        for (number, note) in notes.iter().enumerate() {
            // Further lines of a footnote are indented.
            write!(self.out, "\n[^{}]: {}\n", number + 1, escaped(note).replace('\n', "\n    "))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A name without what ends a link.
fn link_name(name: &str) -> String {
    name.replace(['[', ']', '|', '#', '^', '\n'], " ")
}

/// A text in which nothing is a mark of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins_line = true;
    for c in text.chars() {
        let is_mark = matches!(c, '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '=' | '~' | '|' | '^' | '$' | '%');
        if is_mark || begins_line && matches!(c, '#' | '>' | '-' | '+') {
            out.push('\\');
        }
        begins_line = c == '\n' || begins_line && c == ' ';
        out.push(c);
    }
    out
}
