//! The rows of one article.

use foldhash::HashMap;

use super::dates::ArticleDay;
use super::names::{Name, Names};
use super::row::{RelationRow, Row};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationState, Attributes, Confidence, Origin, Relation, Spans, Status,
};
use crate::document::Document;
use crate::session::{Session, Target};
use crate::text::excerpt::one_line;
use crate::text::sentences::sentences;
use crate::text::words::is_blank;
use crate::text::{BytePos, Span};

/// The most letters of a title that are kept.
const LONGEST_TITLE: usize = 240;

/// What the rows of an article are made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// Its name, by which its rows are replaced: the path of its file.
    pub name: &'s str,
    /// Its text.
    pub document: &'s Document,
    /// Its annotations.
    pub state: &'s AnnotationState,
    /// The session with what is suggested beside them, if there is one.
    pub session: Option<&'s Session>,
}

impl<'s> Source<'s> {
    /// An article that is open: its annotations, and what is suggested beside them.
    pub fn of_session(name: &'s str, session: &'s Session) -> Self {
        Self { name, document: session.document(), state: session.annotation_state(), session: Some(session) }
    }

    /// The annotations of an article as they were read.
    pub fn of_state(name: &'s str, document: &'s Document, state: &'s AnnotationState) -> Self {
        Self { name, document, state, session: None }
    }
}

/// An article with its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its name, by which its rows are replaced: the path of its file.
    pub name: String,
    /// Its first line with letters.
    pub title: String,
    /// The SHA-256 of its text, in which the rows have their places.
    pub sha256: String,
    /// Its day, if known.
    pub day: Option<ArticleDay>,
    /// Length of its text, in UTF-8 bytes.
    pub length: u32,
    /// Number of its paragraphs, as a reader counts.
    pub paragraphs: u32,
    /// Number of its sentences.
    pub sentences: u32,
    /// Its annotations and suggestions, in the order of the text.
    pub rows: Box<[Row]>,
    /// Its relations.
    pub relations: Box<[RelationRow]>,
}

impl Article {
    /// The rows of an article; what they share with others is added to the names.
    pub(super) fn of(source: &Source<'_>, names: &mut Names) -> Self {
        let (document, state) = (source.document, source.state);
        let text = document.text();
        let starts: Vec<BytePos> = sentences(text).map(|sentence| sentence.start).collect();
        let mut maker = Maker { document, starts: &starts, names };
        let mut rows: Vec<Row> = state.annotations.iter().map(|annotation| maker.annotation(annotation)).collect();
        if let Some(session) = source.session {
            maker.add_suggestions(session, &mut rows);
        }
        let place: HashMap<&AnnotationId, u32> = rows
            .iter()
            .zip(0..)
            .filter_map(|(row, index)| match &row.target {
                Target::Annotation(id) => Some((id, index)),
                Target::Candidate { .. } => None,
            })
            .collect();
        let relations = state.relations.iter().filter_map(|relation| {
            let (from, to) = (*place.get(&relation.from)?, *place.get(&relation.to)?);
            Some(maker.relation(relation, from, to))
        });
        let relations = relations.collect();
        let file_name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self {
            name: source.name.to_owned(),
            title: title(text),
            sha256: document.sha256().to_owned(),
            day: ArticleDay::of(&state.attributes, text, file_name),
            length: document.len(),
            paragraphs: document.written_paragraph_count() as u32,
            sentences: starts.len() as u32,
            rows: rows.into(),
            relations,
        }
    }

    /// The same with the numbers of texts in other names, by the numbers that they have now.
    pub(super) fn renamed(mut self, names: &[Name]) -> Self {
        let renamed = |name: &mut Name| *name = names.get(name.index()).copied().unwrap_or(Name::EMPTY);
        for row in &mut self.rows {
            let Row { text, folded, label, entity, attributes, note, author, origin, .. } = row;
            [text, folded, label, entity, attributes, note, author, origin].into_iter().for_each(renamed);
        }
        for RelationRow { kind, attributes, note, author, .. } in &mut self.relations {
            [kind, attributes, note, author].into_iter().for_each(renamed);
        }
        self
    }

    /// How far behind the beginning of the text a row begins, as a share of the text.
    pub fn share(&self, row: &Row) -> f32 {
        row.span.start.0 as f32 / self.length.max(1) as f32
    }
}

/// The first line with letters.
fn title(text: &str) -> String {
    let line = text.lines().find(|line| !is_blank(line) && line.contains(char::is_alphabetic)).unwrap_or_default();
    let clean = line.trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}');
    clean.take(LONGEST_TITLE).collect::<String>().trim().to_owned()
}

/// Makes rows of an article.
struct Maker<'m> {
    document: &'m Document,
    /// Where the sentences begin.
    starts: &'m [BytePos],
    names: &'m mut Names,
}

impl Maker<'_> {
    fn annotation(&mut self, annotation: &Annotation) -> Row {
        let row = self.row(Target::Annotation(annotation.id.clone()), &annotation.spans);
        Row {
            label: self.names.add(annotation.label.as_str()),
            entity: self.names.add(annotation.entity.as_deref().unwrap_or_default()),
            attributes: self.attributes(&annotation.attributes),
            note: self.names.add(&annotation.note),
            author: self.names.add(annotation.by()),
            origin: self.origin(&annotation.origin),
            confidence: annotation.confidence,
            status: annotation.status,
            ..row
        }
    }

    fn add_suggestions(&mut self, session: &Session, rows: &mut Vec<Row>) {
        let annotations = rows.len();
        for candidate in session.candidates().iter().filter(|candidate| session.is_suggested(candidate)) {
            let Some(label) = session.label_of_kind(candidate.kind) else { continue };
            let target = Target::Candidate { span: candidate.span, kind: candidate.kind };
            let entity = session.entity_of(candidate);
            rows.push(Row {
                label: self.names.add(label.as_str()),
                entity: self.names.add(entity.as_deref().unwrap_or_default()),
                origin: self.names.add(candidate.source.name()),
                confidence: Confidence::new(candidate.confidence.into()),
                status: Status::Suggested,
                ..self.row(target, &candidate.span.into())
            });
        }
        if rows.len() > annotations {
            rows.sort_by_key(|row| row.span.text_order());
        }
    }

    /// A row of which nothing is known but its place.
    fn row(&mut self, target: Target, spans: &Spans) -> Row {
        let span = spans.first();
        let text = self.text(spans);
        Row {
            target,
            span,
            text,
            folded: self.names.add_folded(text),
            label: Name::EMPTY,
            entity: Name::EMPTY,
            attributes: Name::EMPTY,
            note: Name::EMPTY,
            author: Name::EMPTY,
            origin: Name::EMPTY,
            paragraph: self.document.written_paragraph_number(span.start) as u32,
            sentence: self.starts.partition_point(|start| *start <= span.start).max(1) as u32,
            confidence: None,
            fragments: spans.len().try_into().unwrap_or(u16::MAX),
            status: Status::Accepted,
        }
    }

    fn relation(&mut self, relation: &Relation, from: u32, to: u32) -> RelationRow {
        RelationRow {
            id: relation.id.clone(),
            kind: self.names.add(&relation.kind),
            from,
            to,
            attributes: self.attributes(&relation.attributes),
            note: self.names.add(&relation.note),
            author: self.names.add(relation.provenance.last().map_or("", |act| &act.by)),
            status: relation.status,
        }
    }

    fn text(&mut self, spans: &Spans) -> Name {
        let text = self.document.text();
        let of = |span: Span| text.get(span.range()).unwrap_or_default();
        match spans.single().map(of) {
            // Nearly always nothing has to be copied.
            Some(one) if !one.contains(|c: char| c.is_whitespace() && c != ' ') && !one.contains("  ") => {
                self.names.add(one.trim())
            }
            Some(one) => self.names.add(&one_line(one)),
            None => self.names.add(&one_line(&spans.iter().map(of).collect::<Vec<_>>().join(" … "))),
        }
    }

    fn attributes(&mut self, attributes: &Attributes) -> Name {
        if attributes.is_empty() {
            return Name::EMPTY;
        }
        let all: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}={}", value.plain())).collect();
        self.names.add(&all.join("; "))
    }

    fn origin(&mut self, origin: &Origin) -> Name {
        match origin {
            Origin::Manual => Name::EMPTY,
            Origin::Detected(part) => self.names.add(part),
            Origin::Imported(format) => self.names.add(&format!("import:{format}")),
        }
    }
}
