//! What annotators differ in, passage by passage.

use super::coder::Coder;
use crate::annotation::{Annotation, AnnotationId};
use crate::text::Span;

/// In what annotators differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody has nothing there.
    Only,
    /// The same passage with other labels.
    Label,
    /// The same label with other ends.
    Ends,
    /// Other labels and other ends.
    LabelAndEnds,
    /// The same passage and label with other attributes.
    Attributes,
    /// The same passage and label with another entity.
    Entity,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Ends, Self::Only, Self::Label, Self::LabelAndEnds, Self::Entity, Self::Attributes];

    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Label => "label",
            Self::Ends => "ends",
            Self::LabelAndEnds => "label-and-ends",
            Self::Attributes => "attributes",
            Self::Entity => "entity",
        }
    }
}

/// A passage about which annotators differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// From its first to its last byte.
    pub span: Span,
    /// In what they differ.
    pub kind: Kind,
    /// What each annotator has there, in the order of the text; nothing if that is what they differ in.
    pub sides: Vec<Vec<AnnotationId>>,
}

/// An annotation, and whose it is.
pub(super) type Own<'s> = (usize, &'s Annotation);

/// Of each passage the annotations that all have there with the same label: one of each annotator.
fn alike<'s>(coders: &[Coder<'s>]) -> Vec<Vec<Own<'s>>> {
    let Some(first) = coders.first() else { return Vec::new() };
    let mut all = Vec::new();
    for passage in first.by_passage.keys() {
        let others: Vec<_> = coders.iter().filter_map(|other| other.by_passage.get(passage)).collect();
        if others.len() < coders.len() {
            continue;
        }
        let fewest = others.iter().map(|other| other.len()).min().unwrap_or_default();
        let at = |at: usize| others.iter().map(|other| other[at]).enumerate().collect();
        all.extend((0..fewest).map(at));
    }
    all
}

/// The annotations about which all agree: one of each annotator.
pub(super) fn agreed<'s>(coders: &[Coder<'s>]) -> Vec<Vec<Own<'s>>> {
    alike(coders).into_iter().filter(|alike| in_values(alike, coders.len()).is_none()).collect()
}

/// Everything in which they differ, in the order of the text.
pub(super) fn of(coders: &[Coder<'_>]) -> Vec<Disagreement> {
    let mut differing: Vec<Own<'_>> = Vec::new();
    let mut found: Vec<Disagreement> =
        alike(coders).iter().filter_map(|alike| in_values(alike, coders.len())).collect();
    for (number, coder) in coders.iter().enumerate() {
        for (passage, own) in &coder.by_passage {
            let others: Vec<_> = coders.iter().map(|other| other.by_passage.get(passage)).collect();
            let fewest = others.iter().map(|other| other.map_or(0, Vec::len)).min().unwrap_or_default();
            // Of several that are alike, those that all others have, too, agree.
            differing.extend(own.iter().skip(fewest).map(|annotation| (number, *annotation)));
        }
    }
    differing.sort_by_key(|(number, annotation)| (annotation.spans.hull().text_order(), *number));
    let mut rest = differing.as_slice();
    while let Some((_, first)) = rest.first() {
        // What overlaps, one after the other, is one question.
        let mut end = first.spans.hull().end;
        let overlaps = |(_, annotation): &&Own<'_>| {
            let hull = annotation.spans.hull();
            let is_beside = hull.start >= end;
            end = end.max(hull.end);
            !is_beside
        };
        let count = 1 + rest[1..].iter().take_while(overlaps).count();
        found.push(in_passages(&rest[..count], coders.len()));
        rest = &rest[count..];
    }
    found.sort_by_key(|disagreement| (disagreement.span.text_order(), disagreement.kind));
    found
}

fn hull(annotations: &[Own<'_>]) -> Span {
    let hulls = || annotations.iter().map(|(_, annotation)| annotation.spans.hull());
    let start = hulls().map(|hull| hull.start).min().unwrap_or_default();
    Span { start, end: hulls().map(|hull| hull.end).max().unwrap_or(start) }
}

fn sides(annotations: &[Own<'_>], coders: usize) -> Vec<Vec<AnnotationId>> {
    let of = |number: usize| {
        annotations.iter().filter(|(whose, _)| *whose == number).map(|(_, own)| own.id.clone()).collect()
    };
    (0..coders).map(of).collect()
}

/// Annotations that overlap and are not the same.
fn in_passages(annotations: &[Own<'_>], coders: usize) -> Disagreement {
    let sides = sides(annotations, coders);
    let (_, first) = annotations[0];
    let has_one_label = annotations.iter().all(|(_, annotation)| annotation.label == first.label);
    let has_same_ends = annotations.iter().all(|(_, annotation)| annotation.spans == first.spans);
    let kind = match (has_one_label, has_same_ends) {
        _ if sides.iter().any(Vec::is_empty) => Kind::Only,
        (false, true) => Kind::Label,
        (true, _) => Kind::Ends,
        (false, false) => Kind::LabelAndEnds,
    };
    Disagreement { span: hull(annotations), kind, sides }
}

/// Annotations with the same label and ends, one of each annotator.
fn in_values(alike: &[Own<'_>], coders: usize) -> Option<Disagreement> {
    let (_, first) = alike.first()?;
    let kind = if alike.iter().any(|(_, other)| other.entity != first.entity) {
        Kind::Entity
    } else if alike.iter().any(|(_, other)| !other.attributes.reads_like(&first.attributes)) {
        Kind::Attributes
    } else {
        return None;
    };
    Some(Disagreement { span: hull(alike), kind, sides: sides(alike, coders) })
}
