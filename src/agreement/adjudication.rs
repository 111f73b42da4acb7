//! One result from the work of several annotators: what all have goes in at once, and what they differ in is decided,
//! question by question.
//!
//! What was decided is known from the result alone: whatever was taken or left carries an act that names whose it is
//! ([`Act::adjudicated`](crate::annotation::Act)). What was left stays in the result as rejected, unless what was taken says
//! the same of the same words.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Agreement;
use super::coder::Coder;
use super::disagreement::{Disagreement, Kind, agreed};
use crate::annotation::{
    Act, Adjudicated, Annotation, AnnotationId, AnnotationSet, AnnotationState, Label, LabelId, LabelSet, Provenance,
    Relation, RelationId, RelationSet, Spans, Status, Value, Work,
};
use crate::text::Span;

/// Where a file's annotations are found again in the result.
type Ids = HashMap<AnnotationId, AnnotationId>;
/// What a relation says.
type Ends<'s> = (&'s str, AnnotationId, AnnotationId);

/// A passage about which annotators differ, to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// From its first to its last byte.
    pub span: Span,
    /// In what they differ.
    pub kind: Kind,
    /// What each annotator has there, with the ids that they have in the result.
    pub sides: Vec<Vec<Arc<Annotation>>>,
    /// The relations of each side, with their ids and ends in the result.
    relations: Vec<Vec<Arc<Relation>>>,
}

/// What a result says about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decided {
    /// It has what this annotator has.
    Side(usize),
    /// It has what all of them have.
    All,
    /// It has nothing there.
    Neither,
    /// It has something of its own: what was taken was changed.
    Own,
}

/// A decision about a question, to be carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The annotations as they are to be in the result: accepted, rejected, or kept open; each with whose it is.
    pub decided: Vec<(Annotation, Status, String)>,
    /// Those that are not to be in it any more.
    pub gone: Vec<AnnotationId>,
    /// Relations that come with what was taken.
    pub relations: Vec<Relation>,
    /// What the person has written about the question; it stays with what was decided first.
    pub note: Option<String>,
}

/// Several annotators' work on one text, to be made into one.
#[derive(Clone, Debug, Default)]
pub struct Adjudication {
    /// How far they agree.
    pub agreement: Agreement,
    /// What they differ in, in the order of the text.
    pub questions: Vec<Question>,
    /// What all have in common.
    pub common: AnnotationState,
    /// How many relations between common annotations not all of them have: these are left out, and not asked about.
    pub relations_apart: usize,
}

impl Adjudication {
    /// Compares at least two annotators' work on a text. `words` are its words, in order.
    pub fn between(text: &str, words: &[Span], states: &[&AnnotationState]) -> Self {
        let agreement = Agreement::between(text, words, states);
        let coders: Vec<Coder<'_>> = states.iter().map(|state| Coder::of(state)).collect();
        let (mut ids, common) = common_annotations(&coders, states);
        let mut questions: Vec<Question> =
            agreement.disagreements.iter().map(|of| question(of, states, &mut ids)).collect();
        let common_ids: BTreeSet<AnnotationId> = common.iter().map(|annotation| annotation.id.clone()).collect();
        for question in &mut questions {
            question.relations = relations_of(question, states, &ids);
        }
        let (relations, relations_apart) = common_relations(states, &ids, &common_ids);
        let rejected = common_rejected(states).into_iter().filter(|annotation| !common_ids.contains(&annotation.id));
        let mut common_state = AnnotationState { labels: labels(states), ..AnnotationState::default() };
        let all: Vec<Annotation> = common.into_iter().chain(rejected).collect();
        common_state.annotations = AnnotationSet::from_annotations(all);
        common_state.relations = relations;
        if let Some((first, others)) = states.split_first() {
            for (name, value) in first.attributes.iter() {
                let is_same = |other: &Value| other == value || other.plain() == value.plain();
                let is_of_all = others.iter().all(|other| other.attributes.get(name).is_some_and(is_same));
                if is_of_all && Work::message_key(name).is_none() && Adjudicated::message_key(name).is_none() {
                    common_state.attributes.set(name, Some(value.clone()));
                }
            }
            for (label, name, link) in first.links.iter() {
                if others.iter().all(|other| other.links.get(label, name) == Some(link)) {
                    common_state.links.set(label, name, Some(link.clone()));
                }
            }
        }
        Self { agreement, questions, common: common_state, relations_apart }
    }

    /// How many annotations all have in common.
    pub fn agreed(&self) -> usize {
        self.common.annotations.iter().filter(|annotation| annotation.status == Status::Accepted).count()
    }
}

impl Question {
    fn all(&self) -> impl Iterator<Item = (usize, &Arc<Annotation>)> {
        self.sides.iter().enumerate().flat_map(|(whose, side)| side.iter().map(move |annotation| (whose, annotation)))
    }

    /// Whether everything can be taken: not of two values for the same words.
    pub fn has_all(&self) -> bool {
        !matches!(self.kind, Kind::Attributes | Kind::Entity)
            && self.sides.iter().filter(|side| !side.is_empty()).count() > 1
    }

    /// What a result says about it; `None` if it is not decided there.
    pub fn decided(&self, result: &AnnotationState) -> Option<Decided> {
        let there = |annotation: &Annotation| {
            result.annotations.get(&annotation.id).filter(|there| there.provenance.is_adjudicated())
        };
        let is_known = |annotation: &Annotation| {
            there(annotation).is_some()
                || self.all().any(|(_, other)| passage(other) == passage(annotation) && there(other).is_some())
        };
        if !self.all().all(|(_, annotation)| is_known(annotation)) {
            return None;
        }
        let accepted = self.all().filter_map(|(_, annotation)| there(annotation));
        let has: BTreeSet<Said<'_>> =
            accepted.filter(|annotation| annotation.status == Status::Accepted).map(Said::of).collect();
        let says = |side: &Vec<Arc<Annotation>>| side.iter().map(|own| Said::of(own)).collect::<BTreeSet<_>>() == has;
        if let Some(whose) = self.sides.iter().position(says) {
            return Some(Decided::Side(whose));
        }
        let all: BTreeSet<Said<'_>> = self.all().map(|(_, annotation)| Said::of(annotation)).collect();
        Some(if has.is_empty() {
            Decided::Neither
        } else if has == all {
            Decided::All
        } else {
            Decided::Own
        })
    }

    /// What the result has of it that a person sees.
    pub fn accepted<'r>(&self, result: &'r AnnotationState) -> Vec<&'r Annotation> {
        let there = self.all().filter_map(|(_, annotation)| result.annotations.get(&annotation.id));
        there.filter(|annotation| annotation.status == Status::Accepted).collect()
    }

    /// What was written about it in the result, and on which annotation there.
    pub fn note<'r>(&self, result: &'r AnnotationState) -> Option<&'r Annotation> {
        let there = |annotation: &Arc<Annotation>| {
            let there = result.annotations.get(&annotation.id)?;
            (!there.note.is_empty() && there.note != annotation.note).then_some(there)
        };
        self.all().find_map(|(_, annotation)| there(annotation))
    }

    /// Takes what these annotators have there, and leaves what the others have. `names` are what the annotators are called.
    pub fn verdict(&self, result: &AnnotationState, names: &[String], takes: impl Fn(usize) -> bool) -> Verdict {
        let mut known: BTreeSet<(&LabelId, &Spans)> = BTreeSet::new();
        let mut decided: Vec<(Annotation, Status, String)> = Vec::new();
        for (is_taken, status) in [(true, Status::Accepted), (false, Status::Rejected)] {
            for (whose, annotation) in self.all().filter(|(whose, _)| takes(*whose) == is_taken) {
                if known.insert(passage(annotation)) {
                    let name = names.get(whose).cloned().unwrap_or_default();
                    decided.push((Annotation::clone(annotation), status, name));
                }
            }
        }
        let is_decided = |id: &AnnotationId| decided.iter().any(|(annotation, ..)| annotation.id == *id);
        let there = self.all().map(|(_, annotation)| &annotation.id);
        let gone: Vec<AnnotationId> =
            there.filter(|id| !is_decided(id) && result.annotations.get(id).is_some()).cloned().collect();
        let will_be = |id: &AnnotationId| match decided.iter().find(|(annotation, ..)| annotation.id == *id) {
            Some((_, status, _)) => *status == Status::Accepted,
            None => {
                !gone.contains(id) && result.annotations.get(id).is_some_and(|there| there.status == Status::Accepted)
            }
        };
        let is_new = |relation: &Relation| {
            let mut there = result.relations.of(&relation.from);
            result.relations.get(&relation.id).is_none() && !there.any(|other| other.says_same(relation))
        };
        let mut relations: Vec<Relation> = Vec::new();
        for (_, of_side) in self.relations.iter().enumerate().filter(|(whose, _)| takes(*whose)) {
            for relation in of_side.iter().filter(|relation| will_be(&relation.from) && will_be(&relation.to)) {
                let is_twice = relations.iter().any(|other| other.says_same(relation));
                if is_new(relation) && !is_twice {
                    relations.push(Relation::clone(relation));
                }
            }
        }
        Verdict { decided, gone, relations, note: self.note(result).map(|there| there.note.clone()) }
    }

    /// Writes about a question that is not decided: its first annotation is in the result then, as open as before.
    pub fn noted(&self, result: &AnnotationState, note: &str) -> Verdict {
        let is_new = |annotation: &&Arc<Annotation>| result.annotations.get(&annotation.id).is_none();
        let first = self
            .all()
            .map(|(_, annotation)| annotation)
            .find(is_new)
            .map(|annotation| (Annotation::clone(annotation), Status::Suggested, String::new()));
        Verdict { decided: first.into_iter().collect(), note: Some(note.to_owned()), ..Verdict::default() }
    }
}

/// What an annotation says, of which words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Said<'a> {
    passage: (&'a LabelId, &'a Spans),
    entity: Option<&'a str>,
    attributes: BTreeMap<&'a str, String>,
}

impl<'a> Said<'a> {
    fn of(annotation: &'a Annotation) -> Self {
        let attributes = annotation.attributes.iter().map(|(name, value)| (name, value.plain())).collect();
        Self { passage: passage(annotation), entity: annotation.entity.as_deref(), attributes }
    }
}

fn passage(annotation: &Annotation) -> (&LabelId, &Spans) {
    (&annotation.label, &annotation.spans)
}

/// What somebody is called, by the acts in a state: whose acts come first most often. `None` if nobody has given a name.
pub fn annotator(state: &AnnotationState) -> Option<&str> {
    let mut acts: BTreeMap<&str, usize> = BTreeMap::new();
    for annotation in state.annotations.iter() {
        *acts.entry(annotation.provenance.first_by()).or_default() += 1;
    }
    acts.remove("");
    acts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name))).map(|(name, _)| name)
}

/// What all have in common, and under which ids it is found in the result, for each of them.
fn common_annotations(coders: &[Coder<'_>], states: &[&AnnotationState]) -> (Vec<Ids>, Vec<Annotation>) {
    let mut ids = vec![Ids::new(); states.len()];
    let mut common = Vec::new();
    for alike in agreed(coders) {
        let Some((_, first)) = alike.first() else { continue };
        let mut notes: Vec<&str> = Vec::new();
        let mut acts: Vec<Act> = Vec::new();
        for (whose, annotation) in &alike {
            ids[*whose].insert(annotation.id.clone(), first.id.clone());
            if !annotation.note.is_empty() && !notes.contains(&annotation.note.as_str()) {
                notes.push(&annotation.note);
            }
            for act in annotation.provenance.iter() {
                if !acts.contains(act) {
                    acts.push(act.clone());
                }
            }
        }
        common.push(Annotation {
            note: notes.join("\n"),
            provenance: Provenance::sorted(acts),
            ..Annotation::clone(first)
        });
    }
    (ids, common)
}

/// What all have rejected.
fn common_rejected(states: &[&AnnotationState]) -> Vec<Annotation> {
    let Some((first, others)) = states.split_first() else { return Vec::new() };
    let rejected = first.annotations.iter().filter(|annotation| annotation.status == Status::Rejected);
    let is_of_all = |annotation: &&Annotation| {
        others.iter().all(|other| {
            let mut there = other.annotations.exactly(&annotation.spans);
            there.any(|there| there.label == annotation.label && there.status == Status::Rejected)
        })
    };
    rejected.filter(is_of_all).cloned().collect()
}

fn question(of: &Disagreement, states: &[&AnnotationState], ids: &mut [Ids]) -> Question {
    let mut sides = Vec::with_capacity(states.len());
    for (whose, side) in of.sides.iter().enumerate() {
        let mut own = Vec::with_capacity(side.len());
        for id in side {
            let Some(annotation) = states[whose].annotations.get(id) else { continue };
            // Two files that have a common beginning have the same ids.
            let is_taken = states[..whose].iter().any(|state| state.annotations.get(id).is_some());
            let new = if is_taken { AnnotationId::derived(&format!("{id} {whose}")) } else { id.clone() };
            ids[whose].insert(id.clone(), new.clone());
            own.push(Arc::new(Annotation { id: new, ..annotation.clone() }));
        }
        sides.push(own);
    }
    Question { span: of.span, kind: of.kind, sides, relations: Vec::new() }
}

/// The relations of each side of a question, as they are in the result.
fn relations_of(question: &Question, states: &[&AnnotationState], ids: &[Ids]) -> Vec<Vec<Arc<Relation>>> {
    let of_side = |whose: usize, side: &[Arc<Annotation>]| -> Vec<Arc<Relation>> {
        if states[whose].relations.is_empty() {
            return Vec::new();
        }
        let in_result = |relation: &Relation| {
            let (from, to) = (ids[whose].get(&relation.from)?.clone(), ids[whose].get(&relation.to)?.clone());
            let touches = side.iter().any(|annotation| annotation.id == from || annotation.id == to);
            let is_taken = states[..whose].iter().any(|state| state.relations.get(&relation.id).is_some());
            let id =
                if is_taken { RelationId::derived(&format!("{} {whose}", relation.id)) } else { relation.id.clone() };
            touches.then(|| Arc::new(Relation { from, to, id, ..relation.clone() }))
        };
        let accepted = states[whose].relations.iter().filter(|relation| relation.status == Status::Accepted);
        accepted.filter_map(in_result).collect()
    };
    question.sides.iter().enumerate().map(|(whose, side)| of_side(whose, side)).collect()
}

/// The relations between common annotations that all have, and the number of those that only some have.
fn common_relations(states: &[&AnnotationState], ids: &[Ids], common: &BTreeSet<AnnotationId>) -> (RelationSet, usize) {
    let of = |whose: usize| -> BTreeMap<Ends<'_>, &Relation> {
        let accepted = states[whose].relations.iter().filter(|relation| relation.status == Status::Accepted);
        let ends = |relation: &Relation| {
            let end = |id: &AnnotationId| ids[whose].get(id).filter(|id| common.contains(*id)).cloned();
            Some((end(&relation.from)?, end(&relation.to)?))
        };
        accepted
            .filter_map(|relation| {
                let (from, to) = ends(relation)?;
                Some(((relation.kind.as_str(), from, to), relation))
            })
            .collect()
    };
    let all: Vec<BTreeMap<Ends<'_>, &Relation>> = (0..states.len()).map(of).collect();
    let (mut relations, mut apart) = (RelationSet::default(), BTreeSet::new());
    for (ends, relation) in all.iter().flatten() {
        let is_of_all = all.iter().all(|own| own.contains_key(ends));
        if !is_of_all {
            apart.insert(ends);
        } else if all[0].get(ends).is_some_and(|first| std::ptr::eq(*first, *relation)) {
            let (_, from, to) = ends.clone();
            // Its id is free: it is that of one file.
            drop(relations.insert(Arc::new(Relation { from, to, ..Relation::clone(relation) })));
        }
    }
    (relations, apart.len())
}

/// The labels of all; of two that have the same key, the first one's.
fn labels(states: &[&AnnotationState]) -> LabelSet {
    let Some((first, others)) = states.split_first() else { return LabelSet::default() };
    let mut all = first.labels.clone();
    for other in others {
        let used: BTreeSet<&LabelId> = other.annotations.iter().map(|annotation| &annotation.label).collect();
        let is_wanted = |label: &&Label| !label.id.is_standard() || used.contains(&label.id);
        for label in other.labels.iter().filter(is_wanted) {
            if all.get(&label.id).is_none() {
                let key = label.key.filter(|key| all.by_key(*key).is_none());
                all = all.with([Label { key, ..label.clone() }]);
            }
        }
        all.add_kinds(other.labels.relation_kinds.iter().cloned(), &other.labels.document_attributes);
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::annotation::{Deed, Edit, Transaction};
    use crate::text::words::words;

    const TEXT: &str = "زار وفد سرت القديمة ثم بنغازي وطرابلس ودرنة";

    fn annotation(id: &str, label: &str, quote: &str, by: &str) -> Annotation {
        let at = TEXT.find(quote).unwrap();
        let made = Annotation::new(Span::from_range(at..at + quote.len()), label);
        let provenance = Provenance::of(Deed::Made, by, "2026-11-22T09:33:00Z");
        Annotation { id: id.into(), provenance, ..made }
    }

    fn state(annotations: &[Annotation]) -> AnnotationState {
        let annotations = AnnotationSet::from_annotations(annotations.to_vec());
        AnnotationState { annotations, ..AnnotationState::default() }
    }

    fn compare(states: &[AnnotationState]) -> Adjudication {
        let words: Vec<Span> = words(TEXT).collect();
        Adjudication::between(TEXT, &words, &states.iter().collect::<Vec<_>>())
    }

    /// Carries a decision out as the session does.
    fn decide(question: &Question, result: &mut AnnotationState, takes: &[usize]) {
        let names: Vec<String> = ["سلمى", "كريم", "نور"].map(str::to_owned).to_vec();
        let verdict = question.verdict(result, &names, |side| takes.contains(&side));
        let mut edits = result.removal(&verdict.gone);
        for (annotation, status, whose) in verdict.decided {
            let there = result.annotations.get(&annotation.id);
            let provenance = there.map_or(annotation.provenance.clone(), |there| there.provenance.clone());
            let provenance = provenance.adjudicated(status.into(), "منى", "2026-11-30T10:00:00Z", &whose);
            let decided = Arc::new(Annotation { status, provenance, ..annotation.clone() });
            edits.push(if there.is_some() { Edit::Replace(decided) } else { Edit::Insert(decided) });
        }
        edits.extend(verdict.relations.into_iter().map(|relation| Edit::InsertRelation(Arc::new(relation))));
        Transaction::from(edits).apply(result).unwrap();
        // What a file keeps is enough to know it again.
        assert!(question.decided(result).is_some());
    }

    fn accepted(result: &AnnotationState) -> Vec<(&str, String)> {
        let accepted = result.annotations.iter().filter(|annotation| annotation.status == Status::Accepted);
        accepted.map(|annotation| (annotation.label.as_str(), annotation.spans.quote(TEXT).into_owned())).collect()
    }

    #[test]
    fn what_all_have_goes_in_with_what_each_says_and_the_rest_is_asked() {
        let a = state(&[
            Annotation {
                note: "أولى".to_owned(), ..annotation("a1", "location", "سرت القديمة", "سلمى")
            },
            annotation("a2", "location", "بنغازي", "سلمى"),
        ]);
        let b = state(&[
            Annotation {
                note: "ثانية".to_owned(), ..annotation("b1", "location", "سرت القديمة", "كريم")
            },
            annotation("b2", "faction", "بنغازي", "كريم"),
            annotation("b3", "location", "ودرنة", "كريم"),
        ]);
        let found = compare(&[a, b]);
        let common: Vec<&Annotation> = found.common.annotations.iter().collect();
        assert_eq!((common.len(), common[0].note.as_str()), (1, "أولى\nثانية"));
        assert_eq!(common[0].provenance.iter().map(|act| act.by.as_str()).collect::<Vec<_>>(), ["سلمى", "كريم"]);
        let kinds: Vec<Kind> = found.questions.iter().map(|question| question.kind).collect();
        assert_eq!(kinds, [Kind::Label, Kind::Only]);
        assert!(found.questions.iter().all(|question| question.decided(&found.common).is_none()));
        assert_eq!(found.agreed(), 1);
    }

    #[test]
    fn each_decision_is_known_from_the_result_and_can_be_made_again() {
        let a = state(&[annotation("a", "location", "بنغازي", "سلمى")]);
        let b = state(&[annotation("b", "faction", "بنغازي", "كريم")]);
        let found = compare(&[a, b]);
        let question = &found.questions[0];
        let mut result = found.common.clone();
        for (takes, decided, has) in [
            (&[0][..], Decided::Side(0), &["location"][..]),
            (&[1], Decided::Side(1), &["faction"]),
            (&[0, 1], Decided::All, &["location", "faction"]),
            (&[], Decided::Neither, &[]),
            (&[0], Decided::Side(0), &["location"]),
        ] {
            decide(question, &mut result, takes);
            assert_eq!(question.decided(&result), Some(decided));
            let mut labels: Vec<&str> = accepted(&result).into_iter().map(|(label, _)| label).collect();
            labels.sort_by_key(|label| std::cmp::Reverse(*label));
            assert_eq!(labels, has);
        }
        let kept = result.annotations.get(&"b".into()).unwrap();
        let last = kept.provenance.last().unwrap();
        assert_eq!((kept.status, last.deed), (Status::Rejected, Deed::Rejected));
        assert_eq!((last.by.as_str(), last.adjudicated.as_str()), ("منى", "كريم"));
        let moved = Annotation { label: "event".into(), ..result.annotations.get(&"a".into()).unwrap().clone() };
        result.annotations.replace(Arc::new(moved)).unwrap();
        assert_eq!(question.decided(&result), Some(Decided::Own));
        let verdict = question.noted(&found.common, "اسأل كريم");
        assert_eq!((verdict.decided[0].1, verdict.note.as_deref()), (Status::Suggested, Some("اسأل كريم")));
    }

    #[test]
    fn files_with_a_common_beginning_have_the_same_ids_and_stay_apart() {
        let of = |entity: &str, by: &str| {
            let mut own = annotation("x", "location", "بنغازي", by);
            own.entity = Some(entity.to_owned());
            own.attributes.set("sure", Some(Value::YesNo(entity == "place:a")));
            state(&[own, annotation("y", if by == "سلمى" { "location" } else { "faction" }, "ودرنة", by)])
        };
        let found = compare(&[of("place:a", "سلمى"), of("place:b", "كريم")]);
        assert_eq!(
            found.questions.iter().map(|question| question.kind).collect::<Vec<_>>(),
            [Kind::Entity, Kind::Label]
        );
        let mut result = found.common.clone();
        assert!(!found.questions[0].has_all() && found.questions[1].has_all());
        decide(&found.questions[0], &mut result, &[1]);
        decide(&found.questions[1], &mut result, &[0, 1]);
        assert_eq!(result.annotations.iter().filter(|one| one.entity.is_some()).count(), 1);
        assert_eq!(found.questions[0].decided(&result), Some(Decided::Side(1)));
        assert_eq!(accepted(&result).len(), 3);
        decide(&found.questions[0], &mut result, &[0]);
        assert_eq!(found.questions[0].decided(&result), Some(Decided::Side(0)));
        assert_eq!(accepted(&result).len(), 3);
    }

    #[test]
    fn three_annotators_and_what_two_of_them_have_alike() {
        let of = |id: &str, quotes: &[&str]| {
            let all =
                quotes.iter().enumerate().map(|(n, quote)| annotation(&format!("{id}{n}"), "location", quote, id));
            state(&all.collect::<Vec<_>>())
        };
        let found = compare(&[of("a", &["سرت"]), of("b", &["سرت"]), of("c", &["سرت القديمة", "ودرنة"])]);
        let [ends, only] = found.questions.as_slice() else { panic!("{:?}", found.questions) };
        assert_eq!((ends.kind, only.kind), (Kind::Ends, Kind::Only));
        let mut result = found.common.clone();
        decide(ends, &mut result, &[1]);
        assert_eq!(ends.decided(&result), Some(Decided::Side(0)), "they have the same");
        assert_eq!(accepted(&result), [("location", "سرت".to_owned())]);
        decide(only, &mut result, &[0]);
        assert_eq!(only.decided(&result), Some(Decided::Side(0)), "nothing is what this one has");
    }

    #[test]
    fn relations_come_with_what_is_taken() {
        let make = |id: &str, second: &str, has_relation: bool| {
            let [from, to] = ["1", "2"].map(|n| AnnotationId::from(format!("{id}{n}")));
            let mut made = state(&[
                annotation(from.as_str(), "faction", "وفد", id),
                annotation(to.as_str(), "location", second, id),
            ]);
            let relation = Relation { kind: "controls".to_owned(), from, to, id: id.into(), ..Relation::default() };
            if has_relation {
                made.relations.insert(Arc::new(relation)).unwrap();
            }
            made
        };
        let found = compare(&[make("a", "سرت", true), make("b", "سرت", true)]);
        assert_eq!((found.common.relations.len(), found.questions.len(), found.relations_apart), (1, 0, 0));
        let found = compare(&[make("a", "سرت", true), make("b", "سرت", false)]);
        assert_eq!((found.common.relations.len(), found.relations_apart), (0, 1));
        let found = compare(&[make("a", "سرت", true), make("b", "سرت القديمة", true)]);
        let mut result = found.common.clone();
        decide(&found.questions[0], &mut result, &[1]);
        assert_eq!(result.relations.len(), 1);
        decide(&found.questions[0], &mut result, &[0]);
        decide(&found.questions[0], &mut result, &[]);
        assert_eq!(annotator(&make("a", "سرت", true)), Some("a"));
        assert_eq!(annotator(&AnnotationState::default()), None);
    }
}
