//! Places what a file says in a text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::convention::{Offsets, choose};
use super::label_map::{LabelChoices, extend, map_labels};
use super::line_ends::LineEnds;
use super::report::{ImportReport, Placed, Unplaced};
use crate::annotation::{
    AnnotationId, AnnotationSet, AnnotationState, AttributeKind, Attributes, Carried, LabelSet, Origin, Relation,
    RelationId, RelationKind, RelationSet, Spans, Value,
};
use crate::document::Document;
use crate::exchange::ExchangeError;
use crate::exchange::anchor::{Anchor, Found};
use crate::exchange::foreign::{Broken, BrokenList, Counting, Foreign, Marked, Where, ends_line};
use crate::exchange::ron::{Given, place_given};
use crate::text::units::{Unit, UnitIndex};
use crate::text::{Message, Span};

/// An article of a file, as it is here.
#[derive(Debug)]
pub struct Imported {
    /// Its name in the file; empty if it has none.
    pub name: String,
    /// Its text: that of the article at hand, otherwise that of the file.
    pub document: Arc<Document>,
    /// Its annotations and labels.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// What became of the file.
    pub report: ImportReport,
}

/// Places an article of a file in the article at hand, or in the file's own text. `own` are the labels that one has, `choices`
/// what a person has said about those of the file.
///
/// Fails if there is no text at all.
pub fn place(
    format: &'static str,
    foreign: Foreign,
    article: Option<&Arc<Document>>,
    own: &LabelSet,
    choices: &LabelChoices,
) -> Result<Imported, ExchangeError> {
    place_watched(format, foreign, article, (own, choices), &mut |_, _| true)
}

/// How many passages are placed before it is said how far that has come.
const TOLD_EACH: usize = 1024;

/// The same; `watch` is told now and then how many passages were placed, of how many, and says whether to go on. If not, it
/// fails with [`ExchangeError::Stopped`].
pub fn place_watched(
    format: &'static str,
    mut foreign: Foreign,
    article: Option<&Arc<Document>>,
    (own, choices): (&LabelSet, &LabelChoices),
    watch: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Imported, ExchangeError> {
    let (document, own_text) = match (article, foreign.text.take()) {
        (Some(article), own_text) => (Arc::clone(article), own_text),
        (None, Some(text)) => {
            let made = Document::from_text(text);
            (Arc::new(made.map_err(|error| ExchangeError::no_article(format, Message::of(&error)))?), None)
        }
        (None, None) => {
            let message = Message::new("import-needs-article")
                .in_english("the file has no text of its own; name the article with --article");
            return Err(ExchangeError::no_article(format, message));
        }
    };
    // A file whose text has the article's lines with shorter ends counts those of the article as one.
    let shorter_ends = own_text.as_deref().is_some_and(|text| {
        text != document.text() && !text.contains('\r') && document.text().replace("\r\n", "\n") == text
    });
    // Tables of sentences do not say which blanks stand between them: the places are the same nevertheless.
    let own_text = own_text.filter(|text| !shorter_ends && !has_other_blanks(text, document.text(), foreign.counting));
    let base = own_text.as_deref().unwrap_or(document.text());
    let mut labels = own.clone();
    let mapped = map_labels(&mut foreign, &mut labels, choices);
    let chosen = choose(base, foreign.counting, &foreign.marked, shorter_ends);
    let Foreign { name, counting, lines_apart, mut attributes, marked, mut relations, mut broken, .. } = foreign;
    let offsets = Offsets::new(base, chosen.convention);
    let former = own_text.as_deref().filter(|text| *text != document.text());
    // Where the ends of lines differ alone, nothing has to be looked for.
    let ends = former.and_then(|former| LineEnds::between(former, document.text()));
    let former = former.filter(|_| ends.is_none());
    let mut given = Given::default();
    let (mut annotations, mut ids, mut described) = (Vec::new(), HashSet::new(), HashSet::new());
    let all = marked.len();
    for (number, marked) in marked.into_iter().enumerate() {
        if number % TOLD_EACH == 0 && !watch(number, all) {
            return Err(ExchangeError::Stopped);
        }
        let passage = passage_of(base, &offsets, &marked, lines_apart).map(|passage| passage.moved(ends.as_ref()));
        let Marked { mut annotation, at, .. } = marked;
        let Some(passage) = passage else {
            let message = Message::new("import-no-passage")
                .in_english("it marks no text: its offsets are no passage, and it has no quotation");
            broken.push(Broken { at, message });
            continue;
        };
        if annotation.id.as_str().is_empty() || ids.contains(&annotation.id) {
            annotation.id = AnnotationId::generate();
        }
        ids.insert(annotation.id.clone());
        if annotation.origin.is_manual() {
            annotation.origin = Origin::Imported(format.to_owned());
        }
        let known = labels.get(&annotation.label).map_or(&[][..], |label| &label.attributes);
        give_types(&mut annotation.attributes, known);
        let kinds: Vec<AttributeKind> = lacking(&annotation.attributes, known).collect();
        extend(&mut labels, &annotation.label, &kinds);
        annotation.spans = match passage {
            Passage::There(spans) => spans,
            Passage::Described(anchor) => {
                let spans = Spans::new(anchor.fragments.iter().copied());
                given.insert((annotation.id.clone(), spans.clone()), anchor);
                described.insert(annotation.id.clone());
                spans
            }
        };
        annotations.push(Arc::new(annotation));
    }
    give_types(&mut attributes, &labels.document_attributes);
    let kinds: Vec<AttributeKind> = lacking(&attributes, &labels.document_attributes).collect();
    labels.document_attributes.extend(kinds);
    for relation in &mut relations {
        let kind = labels.relation_kinds.iter_mut().find(|kind| kind.id == relation.kind);
        let Some(RelationKind { attributes: known, .. }) = kind else { continue };
        give_types(&mut relation.attributes, known);
        let kinds: Vec<AttributeKind> = lacking(&relation.attributes, known).collect();
        known.extend(kinds);
    }
    let relations = joined(relations, &ids, &mut broken);
    drop(ids);
    let count = (annotations.len(), relations.len());
    // What stands where the file says is looked for no more, unless it is related to something that is.
    let is_open = |relation: &Relation| [&relation.from, &relation.to].iter().any(|end| described.contains(end));
    let ends =
        relations.iter().filter(|relation| is_open(relation)).flat_map(|relation| [&relation.from, &relation.to]);
    let sought: HashSet<AnnotationId> = described.iter().chain(ends).cloned().collect();
    let is_sought = |id: &AnnotationId| former.is_some() || sought.contains(id);
    let (sought_annotations, settled): (Vec<_>, Vec<_>) =
        annotations.into_iter().partition(|annotation| is_sought(&annotation.id));
    let (sought_relations, settled_relations): (Vec<_>, Vec<_>) =
        relations.iter().cloned().partition(|relation| former.is_some() || is_open(relation));
    drop(relations);
    let state = AnnotationState {
        annotations: AnnotationSet::from_annotations(sought_annotations),
        relations: RelationSet::from_relations(sought_relations),
        attributes,
        labels,
        ..AnnotationState::blank()
    };
    let (mut annotation_state, carried, displaced) = if former.is_none() && described.is_empty() {
        (state, Carried::default(), Vec::new())
    } else {
        let loaded = place_given(state, given, former, &document)
            .map_err(|error| ExchangeError::no_article(format, Message::of(&error)))?;
        (loaded.annotation_state, loaded.carried, loaded.displaced)
    };
    let index = UnitIndex::new(document.text(), Unit::default());
    let (mut moved, mut unplaced) = (Vec::new(), Vec::new());
    for displaced in &displaced {
        let (id, label, quote) = (displaced.id.clone(), displaced.label.id.clone(), displaced.quote.clone());
        match &displaced.found {
            Found::Exactly(spans) => {
                let (start, end) = index.span(spans.hull());
                moved.push(Placed { id, label, quote, start, end });
            }
            Found::Perhaps(_) => {
                let near = displaced.near().map(|near| {
                    let (start, end) = index.span(near.spans.hull());
                    (start, end, near.likeness)
                });
                unplaced.push(Unplaced { id, label, quote, near });
            }
        }
    }
    let report = ImportReport {
        format,
        article: name.clone(),
        unit: Unit::default(),
        // Files without numbers are counted by their readers alone.
        convention: (count.0 > 0 && counting != [Counting::Byte]).then_some(chosen),
        other_text: former.is_some(),
        placed: count.0 - moved.len() - unplaced.len(),
        moved,
        unplaced,
        relations: count.1,
        labels: mapped,
        broken: broken.into_records(),
    };
    let found = annotation_state.annotations.iter_shared().cloned();
    annotation_state.annotations = AnnotationSet::from_annotations(settled.into_iter().chain(found));
    for relation in settled_relations {
        // Ids are unique.
        drop(annotation_state.relations.insert(Arc::new(relation)));
    }
    Ok(Imported { name, document, annotation_state, carried, report })
}

/// Whether two texts differ in nothing but which blanks they have: as many, in the same places, or more at the end. Bytes of
/// such texts may differ, but what is counted in characters does not.
fn has_other_blanks(text: &str, other: &str, counting: &[Counting]) -> bool {
    if text == other || counting.contains(&Counting::Byte) || counting.contains(&Counting::Grapheme) {
        return false;
    }
    let (mut own, mut there) = (text.chars(), other.chars());
    loop {
        match (own.next(), there.next()) {
            (Some(a), Some(b)) if a == b || a.is_whitespace() && b.is_whitespace() => {}
            (None, None) => return true,
            (None, Some(b)) => return b.is_whitespace() && there.all(char::is_whitespace),
            _ => return false,
        }
    }
}

/// The attributes that values need and that are not among the known ones: what a file says can be said here.
fn lacking<'a>(attributes: &'a Attributes, known: &'a [AttributeKind]) -> impl Iterator<Item = AttributeKind> + 'a {
    let is_new = |(name, _): &(&str, &Value)| !known.iter().any(|kind| kind.id == *name);
    attributes.iter().filter(is_new).filter_map(|(name, value)| AttributeKind::like(name, value))
}

/// Gives values the types that the label set demands of them.
fn give_types(attributes: &mut Attributes, kinds: &[AttributeKind]) {
    for kind in kinds {
        let Some(said) = attributes.get(&kind.id).filter(|said| !said.is_of(kind.of_type)) else { continue };
        if let Some(value) = Value::parse(kind.of_type, &said.plain()) {
            attributes.set(&kind.id, Some(value));
        }
    }
}

/// The place of a passage of which a file gives the words alone, if they stand in the text once, as words.
fn only_place(text: &str, marked: &Marked) -> Option<Range<usize>> {
    let [quote] = &marked.quotes[..] else { return None };
    let mut found = memchr::memmem::find_iter(text.as_bytes(), quote.as_bytes());
    let start = found.next().filter(|_| marked.fragments.is_empty() && !quote.trim().is_empty())?;
    let end = start + quote.len();
    let is_inside = text[..start].ends_with(char::is_alphanumeric) || text[end..].starts_with(char::is_alphanumeric);
    (found.next().is_none() && !is_inside).then_some(start..end)
}

/// A passage of the text of a file.
enum Passage {
    /// The file's quotation is there, or it has none.
    There(Spans),
    /// As the file describes it: its quotation is not where its offsets say.
    Described(Anchor),
}

impl Passage {
    /// The same in a text with other line ends.
    fn moved(self, ends: Option<&LineEnds>) -> Self {
        let Some(ends) = ends else { return self };
        match self {
            Self::There(spans) => Self::There(Spans::new(spans.iter().map(|span| ends.moved(span)))),
            Self::Described(mut anchor) => {
                anchor.fragments.iter_mut().for_each(|span| *span = ends.moved(*span));
                Self::Described(anchor)
            }
        }
    }
}

/// Where a passage is in the text of the file. `None` if it is nothing.
fn passage_of(text: &str, offsets: &Offsets<'_>, marked: &Marked, lines_apart: bool) -> Option<Passage> {
    let ranges = offsets.ranges(marked).or_else(|| only_place(text, marked).map(|place| vec![place]));
    let fragments = |ranges: &[Range<usize>]| ranges.iter().cloned().map(Span::from_range).collect::<Vec<_>>();
    if let Some(ranges) = ranges.as_deref().filter(|ranges| offsets.fits(marked, ranges)) {
        let mut fragments = fragments(ranges);
        if lines_apart {
            join_lines(text, &mut fragments);
        }
        return Some(Passage::There(Spans::new(fragments)));
    }
    // Behind the text, where nothing is: it is looked for.
    let nowhere = || vec![Span::from_range(text.len() + 1..text.len() + 2)];
    let quotes: Vec<String> = marked.quotes.iter().filter(|quote| !quote.trim().is_empty()).cloned().collect();
    if quotes.is_empty() {
        return None;
    }
    let ranges = ranges.filter(|ranges| ranges.len() == quotes.len());
    let fragments = ranges.map_or_else(nowhere, |ranges| fragments(&ranges));
    let (prefix, suffix) = (marked.prefix.clone(), marked.suffix.clone());
    Some(Passage::Described(Anchor { fragments, quotes, prefix, suffix }))
}

/// Joins fragments between which nothing but line ends stands.
fn join_lines(text: &str, fragments: &mut Vec<Span>) {
    fragments.dedup_by(|next, last| {
        let between = text.get(last.end.index()..next.start.index()).unwrap_or("");
        let joins = !between.is_empty() && between.chars().all(ends_line);
        if joins {
            last.end = next.end;
        }
        joins
    });
}

/// Says that a relation leads to what could not be read.
pub(in crate::exchange) fn open_relation() -> Message {
    Message::new("import-open-relation")
        .in_english("a passage at one end of this relation could not be read; the relation is left out")
}

/// The relations whose both ends were read.
fn joined(relations: Vec<Relation>, ids: &HashSet<AnnotationId>, broken: &mut BrokenList) -> RelationSet {
    let mut set = RelationSet::default();
    for mut relation in relations {
        if !ids.contains(&relation.from) || !ids.contains(&relation.to) {
            broken.push(Broken { at: Where::Entry(relation.id.to_string()), message: open_relation() });
            continue;
        }
        if relation.id.as_str().is_empty() || set.get(&relation.id).is_some() {
            relation.id = RelationId::generate();
        }
        // Its id is free.
        drop(set.insert(Arc::new(relation)));
    }
    set
}
