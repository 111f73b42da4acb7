//! Merges annotation files without their article: passages stay what the files say they are.

use std::borrow::Cow;
use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::ControlFlow;

use super::RonError;
use super::quotations::{Quotations, Words};
use super::reader::Side;
use super::records::Head;
use super::sides::{add_stand_ins, parse_sides};
use super::write::write;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, Carried, Field, Key, LabelId, Record, merge,
    merge_carried,
};
use crate::document::Document;
use crate::exchange::anchor::Anchors;

/// Three files merged into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFile {
    /// The text of the annotation file. What is undecided stands between conflict marks, as each side has it.
    pub ron: String,
    /// What both sides have changed in different ways, in the order of the file.
    pub undecided: Vec<Undecided>,
}

/// A record that both sides have changed in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The line of its first mark in the merged file, from 1.
    pub line: usize,
    /// Which record.
    pub of: Key,
    /// The words that it is about: the quotation of an annotation, or those at the ends of a relation.
    pub words: Option<String>,
    /// What differs.
    pub fields: Vec<Differing>,
}

/// A field that both sides have changed in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The field; `None` for the whole record.
    pub field: Option<Field>,
    /// Its values before, here and there, where they can be put into words; `None` where the record is not there.
    pub values: Option<[Option<String>; 3]>,
}

/// An annotation file without its text.
struct Given {
    head: Head,
    annotation_state: AnnotationState,
    carried: Carried,
    quotations: Quotations,
    stand_ins: Vec<LabelId>,
}

impl Given {
    fn read(text: String) -> Result<Self, RonError> {
        // Any text, for no passage is looked for.
        let nothing = Document::from_text("-").map_err(|_error| RonError::Empty)?;
        let ControlFlow::Continue(side) =
            parse_sides::<Infallible>(text, &nothing, Anchors::as_given, &|_, _| ControlFlow::Continue(()));
        let mut side = side?;
        let stand_ins = side.without_stand_ins();
        let Side { loaded, head, quotations, .. } = side;
        let super::Loaded { annotation_state, carried, .. } = loaded;
        Ok(Self { head, annotation_state, carried, quotations, stand_ins })
    }

    fn nothing() -> Self {
        let (annotation_state, carried) = (AnnotationState::blank(), Carried::default());
        Self {
            head: Head::default(),
            annotation_state,
            carried,
            quotations: Quotations::default(),
            stand_ins: Vec::new(),
        }
    }

    /// Takes over where another file, for another text of the article, has the same quotations.
    fn follow(&mut self, other: &Self) {
        if self.head.sha256 == other.head.sha256 {
            return;
        }
        let there: HashMap<&AnnotationId, _> =
            other.quotations.iter().map(|((id, spans), anchor)| (id, (spans, anchor))).collect();
        let place = |annotation: &Annotation| {
            let mut annotation = annotation.clone();
            let own = self.quotations.get(&(annotation.id.clone(), annotation.spans.clone()));
            if let (Some(own), Some((spans, anchor))) = (own, there.get(&annotation.id))
                && own.quotes == anchor.quotes
            {
                annotation.spans = (*spans).clone();
            }
            annotation
        };
        let placed: Vec<Annotation> = self.annotation_state.annotations.iter().map(place).collect();
        self.annotation_state.annotations = AnnotationSet::from_annotations(placed);
    }
}

/// Which of three files could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What both began with.
    Base,
    /// This side.
    Ours,
    /// The other side.
    Theirs,
}

/// Merges two annotation files that began as `base`; as if that had nothing in it if it is empty. Fails with the file that
/// cannot be read.
pub fn merge_files(base: String, ours: String, theirs: String) -> Result<MergedFile, (Which, RonError)> {
    let read = |which: Which, text: String| Given::read(text).map_err(|error| (which, error));
    let mut base = if base.trim().is_empty() { Given::nothing() } else { read(Which::Base, base)? };
    let (mut ours, mut theirs) = (read(Which::Ours, ours)?, read(Which::Theirs, theirs)?);
    // The text of whoever has taken up a new one.
    let head = if ours.head.sha256 == base.head.sha256 { theirs.head.clone() } else { ours.head.clone() };
    let head = Head {
        file: if ours.head.file == base.head.file { theirs.head.file.clone() } else { ours.head.file.clone() },
        ..head
    };
    if head.sha256 == theirs.head.sha256 {
        ours.follow(&theirs);
        base.follow(&theirs);
    } else {
        theirs.follow(&ours);
        base.follow(&ours);
    }
    let mut annotation_state = merge(&base.annotation_state, &ours.annotation_state, &theirs.annotation_state);
    for side in [&ours, &theirs] {
        add_stand_ins(&mut annotation_state, &side.stand_ins);
    }
    let carried = merge_carried(&base.carried, &ours.carried, &theirs.carried);
    let mut quotations = base.quotations;
    quotations.extend(theirs.quotations);
    quotations.extend(ours.quotations);
    let written = write(head, Words::Given(&quotations, None), &annotation_state, &carried);
    let undecided = written.marks.into_iter().flat_map(|(of, line)| {
        // All attributes of the article stand in one line.
        let is_meant = |other: &Key| *other == of || is_attribute(other) && is_attribute(&of);
        let here = annotation_state.conflicts.iter().filter(|conflict| is_meant(&conflict.of));
        here.map(|conflict| {
            let ours = annotation_state.record(&conflict.of);
            let sides = [conflict.base.as_ref(), ours.as_ref(), conflict.theirs.as_ref()];
            let fields = differing(conflict.fields(&annotation_state), sides, &quotations).into_iter();
            let words =
                sides[1].or(sides[2]).or(sides[0]).and_then(|record| words_of(record, &annotation_state, &quotations));
            Undecided { line, of: conflict.of.clone(), words, fields: fields.collect() }
        })
        .collect::<Vec<_>>()
    });
    let undecided = undecided.collect();
    Ok(MergedFile { ron: written.ron, undecided })
}

fn is_attribute(of: &Key) -> bool {
    matches!(of, Key::Attribute(_))
}

fn differing(fields: Option<Vec<Field>>, sides: [Option<&Record>; 3], quotations: &Quotations) -> Vec<Differing> {
    let fields = fields.unwrap_or_default();
    let of = |field: Option<Field>| {
        let value = |record: &Record| match (record, &field) {
            (Record::Annotation(annotation), None | Some(Field::Passage)) => quote(annotation, quotations),
            (Record::Attribute(value), None) => Some(value.plain()),
            (_, None) => None,
            (_, Some(field)) => record.value(field).map(Cow::into_owned),
        };
        let is_told = sides.iter().flatten().all(|record| value(record).is_some());
        let values = is_told.then(|| sides.map(|side| side.and_then(value)));
        Differing { field, values }
    };
    if fields.is_empty() { vec![of(None)] } else { fields.into_iter().map(Some).map(of).collect() }
}

fn words_of(record: &Record, state: &AnnotationState, quotations: &Quotations) -> Option<String> {
    match record {
        Record::Annotation(annotation) => quote(annotation, quotations),
        Record::Relation(relation) => {
            let end = |id: &AnnotationId| quote(state.annotations.get(id)?, quotations);
            Some(format!("{} – {}", end(&relation.from)?, end(&relation.to)?))
        }
        _ => None,
    }
}

fn quote(annotation: &Annotation, quotations: &Quotations) -> Option<String> {
    quotations.get(&(annotation.id.clone(), annotation.spans.clone()))?.quote()
}
