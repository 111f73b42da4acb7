//! A summary of an article: what a folder's list and its preview show of it without opening it.

use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::annotation::{Act, Attributes, Day, Deed, Label, LabelId, Status, Value, Work, WorkState};
use crate::detect::{Candidate, Form, Standing};
use crate::session::Session;
use crate::store::StoreError;
use crate::text::Span;

/// The most letters of a headline that are kept.
const MOST_LETTERS: usize = 240;
/// The most bytes of a text that the preview shows.
const EXCERPT: usize = 1_600;

/// The progress of work on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Nothing is decided yet.
    New,
    /// Something is decided, and nobody has said that it is done.
    Begun,
    /// A person has said so.
    Done,
    /// A person has put it aside.
    PutAside,
}

/// What is undecided of a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tally {
    pub(crate) label: Arc<Label>,
    /// Undecided annotations in the file.
    open: usize,
    /// The confidence of each undecided suggestion, in ascending order.
    suggested: Vec<f32>,
}

impl Tally {
    /// The number of undecided mentions with at least this confidence.
    pub(crate) fn undecided(&self, threshold: f32) -> usize {
        self.open + self.suggested.len() - self.suggested.partition_point(|confidence| *confidence < threshold)
    }
}

/// A mark in the preview.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExcerptMark {
    /// Its bytes in the excerpt.
    pub(crate) bytes: Range<u32>,
    pub(crate) label: Arc<Label>,
    /// The confidence of a suggestion; `None` for an annotation.
    pub(crate) confidence: Option<f32>,
    pub(crate) is_decided: bool,
    /// Whether it is an undecided word such as "the city", which means what was named before.
    pub(crate) is_reference: bool,
}

/// The first lines of a text behind its headline, with their marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    pub(crate) marks: Vec<ExcerptMark>,
}

/// A summary of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Digest {
    /// Its first line with letters.
    pub(crate) headline: String,
    /// The day on which it was published, if a person has said so.
    pub(crate) published: Option<Day>,
    /// Where it was published, if a person has said so.
    pub(crate) source: String,
    /// Who has done something to it last; empty if nobody has, or without a name.
    pub(crate) who: String,
    /// What a person has said about the work on it.
    pub(crate) work: Option<Work>,
    /// Whether what is decided in it is only what everybody begins with in a blind folder.
    is_prepared: bool,
    /// Accepted annotations.
    accepted: usize,
    /// Rejected ones.
    rejected: usize,
    /// What is undecided, by label.
    pub(crate) tallies: Vec<Tally>,
    /// Annotations with a note.
    pub(crate) notes: usize,
    /// The day on which it was counted, and the decisions made on it.
    decisions: Option<(Date, usize)>,
    pub(crate) excerpt: Excerpt,
    /// Why the annotation file beside it cannot be used.
    pub(crate) unusable: Option<StoreError>,
}

impl Digest {
    /// Counts an article in its present state.
    pub(crate) fn of(session: &Session, unusable: Option<StoreError>) -> Self {
        let annotations = || session.annotations().iter();
        let with = |status: Status| annotations().filter(|annotation| annotation.status == status).count();
        let state = session.annotation_state();
        let work = Work::of(&state.attributes);
        let today = Today::now();
        let mut last: Option<&Act> = None;
        let mut decisions = 0;
        for act in annotations().flat_map(|annotation| annotation.provenance.iter()) {
            if last.is_none_or(|last| last.at <= act.at) {
                last = Some(act);
            }
            decisions += usize::from(act.deed != Deed::Noted && today.has(&act.at));
        }
        let said = work.as_ref().map(|work| work.by.clone()).filter(|by| !by.is_empty());
        let who = said.or_else(|| last.map(|act| act.by.clone())).unwrap_or_default();
        let (headline, behind) = headline(session.document().text());
        Self {
            headline,
            published: day_of(&state.attributes),
            source: source_of(&state.attributes),
            who,
            work,
            is_prepared: false,
            accepted: with(Status::Accepted),
            rejected: with(Status::Rejected),
            tallies: tallies(session),
            notes: annotations().filter(|annotation| !annotation.note.trim().is_empty()).count(),
            decisions: (decisions > 0).then_some((today.date, decisions)),
            excerpt: excerpt(session, behind),
            unusable,
        }
    }

    /// The same of an article in which the person has done nothing yet, if it `is_prepared`: nobody has, as far as they see.
    pub(crate) fn prepared(self, is_prepared: bool) -> Self {
        if !is_prepared {
            return self;
        }
        Self { is_prepared, who: String::new(), decisions: None, ..self }
    }

    /// The number of undecided mentions with at least this confidence.
    pub(crate) fn undecided(&self, threshold: f32) -> usize {
        self.tallies.iter().map(|tally| tally.undecided(threshold)).sum()
    }

    /// The number of decided and undecided mentions, as counted by the status bar.
    pub(crate) fn mentions(&self, threshold: f32) -> usize {
        self.decided() + self.undecided(threshold)
    }

    /// The number of decided mentions.
    pub(crate) fn decided(&self) -> usize {
        self.accepted + self.rejected
    }

    /// The number of decisions on this day.
    pub(crate) fn decisions_on(&self, day: Date) -> usize {
        self.decisions.filter(|(on, _)| *on == day).map_or(0, |(_, count)| count)
    }

    /// Whether it was said on this day that it is done.
    pub(crate) fn was_done_on(&self, day: Date) -> bool {
        let is_on = |work: &Work| work.state == WorkState::Done && work.on.is_some_and(|on| on.date() == day);
        self.work.as_ref().is_some_and(is_on)
    }

    /// The progress of work on the article.
    pub(crate) fn stage(&self) -> Stage {
        match self.work.as_ref().map(|work| work.state) {
            Some(WorkState::Done) => Stage::Done,
            Some(WorkState::PutAside) => Stage::PutAside,
            None if self.decided() == 0 || self.is_prepared => Stage::New,
            None => Stage::Begun,
        }
    }
}

/// The present day, and when it began and ends as provenance writes it.
struct Today {
    date: Date,
    from: String,
    to: String,
}

impl Today {
    fn now() -> Self {
        let now = Timestamp::now().to_zoned(TimeZone::system());
        let written = |at: jiff::Zoned| at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let from = now.start_of_day().map(&written).unwrap_or_default();
        let to = now.tomorrow().and_then(|at| at.start_of_day()).map_or_else(|_| "9".to_owned(), written);
        Self { date: now.date(), from, to }
    }

    /// Whether a time in RFC 3339, UTC, whole seconds is on this day: such times are in the order of their letters.
    fn has(&self, at: &str) -> bool {
        (self.from.as_str()..self.to.as_str()).contains(&at)
    }
}

fn day_of(attributes: &Attributes) -> Option<Day> {
    match attributes.get("published") {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn source_of(attributes: &Attributes) -> String {
    match attributes.get("source") {
        Some(Value::Text(source) | Value::Choice(source)) => source.trim().to_owned(),
        _ => String::new(),
    }
}

/// What is undecided, in the order of the labels.
fn tallies(session: &Session) -> Vec<Tally> {
    let mut all: Vec<Tally> = Vec::new();
    let labels = session.labels().shared();
    let tally_of = |all: &mut Vec<Tally>, id: &LabelId| {
        let at = all.iter().position(|tally| tally.label.id == *id).or_else(|| {
            let label = labels.iter().find(|label| label.id == *id)?.clone();
            all.push(Tally { label, open: 0, suggested: Vec::new() });
            Some(all.len() - 1)
        })?;
        Some(at)
    };
    for annotation in session.annotations().iter().filter(|annotation| annotation.status == Status::Suggested) {
        if let Some(at) = tally_of(&mut all, &annotation.label) {
            all[at].open += 1;
        }
    }
    for candidate in session.candidates().iter().filter(|candidate| is_undecided(session, candidate)) {
        let label = session.label_of_kind(candidate.kind);
        if let Some(at) = label.and_then(|label| tally_of(&mut all, label)) {
            all[at].suggested.push(candidate.confidence);
        }
    }
    for tally in &mut all {
        tally.suggested.sort_by(f32::total_cmp);
    }
    all.sort_by_key(|tally| labels.iter().position(|label| label.id == tally.label.id));
    all
}

fn is_undecided(session: &Session, candidate: &Candidate) -> bool {
    candidate.standing != Standing::LeftOut && !session.is_decided(candidate)
}

/// The first line that contains letters, and the byte behind it.
pub(super) fn headline(text: &str) -> (String, usize) {
    let mut at = 0;
    let line = text.split_inclusive('\n').find(|line| {
        at += line.len();
        line.contains(char::is_alphabetic)
    });
    let clean = line.unwrap_or_default().trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}');
    (clean.take(MOST_LETTERS).collect::<String>().trim().to_owned(), at)
}

/// The text from a byte on, up to the end of a word, and the marks in it.
fn excerpt(session: &Session, from: usize) -> Excerpt {
    let text = session.document().text();
    let rest = text.get(from..).unwrap_or_default();
    let from = from + (rest.len() - rest.trim_start().len());
    let end = text.floor_char_boundary((from + EXCERPT).min(text.len()));
    let end = if end < text.len() {
        text.get(from..end).and_then(|part| part.rfind(char::is_whitespace)).map_or(end, |at| from + at)
    } else {
        end
    };
    let Some(shown) = text.get(from..end) else { return Excerpt::default() };
    let shown = shown.trim_end();
    let end = from + shown.len();
    let inside = |span: Span| {
        let (start, stop) = (span.start.index().max(from), span.end.index().min(end));
        (start < stop).then(|| (start - from) as u32..(stop - from) as u32)
    };
    let label_of =
        |id: &LabelId| session.labels().shared().iter().find(|label| label.id == *id && !label.hidden).cloned();
    let whole = Span { start: from.into(), end: end.into() };
    let mut marks = Vec::new();
    for (span, annotation) in session.annotations().fragments(whole) {
        if annotation.status != Status::Rejected
            && let (Some(bytes), Some(label)) = (inside(span), label_of(&annotation.label))
        {
            marks.push(ExcerptMark {
                bytes,
                label,
                confidence: None,
                is_decided: annotation.status == Status::Accepted,
                is_reference: false,
            });
        }
    }
    for (_, candidate) in
        session.candidates_overlapping(whole).filter(|(_, candidate)| is_undecided(session, candidate))
    {
        if let (Some(bytes), Some(label)) =
            (inside(candidate.span), session.label_of_kind(candidate.kind).and_then(label_of))
        {
            let is_reference = candidate.form == Form::Reference;
            let confidence = Some(candidate.confidence);
            marks.push(ExcerptMark { bytes, label, confidence, is_decided: false, is_reference });
        }
    }
    Excerpt { text: shown.to_owned(), marks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::LabelSet;

    #[test]
    fn the_headline_is_the_first_line_with_letters() {
        for (text, expected) in [
            ("\u{feff}من أسوار طرابلس\nنص", "من أسوار طرابلس"),
            ("\r\n \n***\n  عنوان  \r\nنص", "عنوان"),
            ("12/3\nOne line", "One line"),
            ("", ""),
        ] {
            assert_eq!(headline(text).0, expected);
        }
        assert_eq!(headline(&"ا".repeat(1000)).0.chars().count(), MOST_LETTERS);
        assert_eq!(headline("a\nb").1, 2);
    }

    #[test]
    fn an_article_is_new_begun_done_or_put_aside() {
        let label = LabelSet::standard().shared()[0].clone();
        let digest = |accepted, rejected, suggested: &[f32], work: Option<WorkState>| Digest {
            accepted,
            rejected,
            tallies: vec![Tally { label: label.clone(), open: 0, suggested: suggested.to_vec() }],
            work: work.map(|state| Work { state, by: String::new(), on: Day::parse("2026-11-28") }),
            ..Digest::default()
        };
        for (digest, threshold, stage, mentions, undecided) in [
            (digest(0, 0, &[], None), 0.0, Stage::New, 0, 0),
            (digest(0, 0, &[0.5, 0.9], None), 0.0, Stage::New, 2, 2),
            (digest(1, 0, &[0.5, 0.9], None), 0.0, Stage::Begun, 3, 2),
            (digest(1, 0, &[0.5, 0.9], None), 0.6, Stage::Begun, 2, 1),
            (digest(0, 2, &[], None), 0.0, Stage::Begun, 2, 0),
            (digest(0, 2, &[0.5], Some(WorkState::Done)), 0.0, Stage::Done, 3, 1),
            (digest(0, 0, &[], Some(WorkState::PutAside)), 0.0, Stage::PutAside, 0, 0),
        ] {
            assert_eq!(digest.stage(), stage, "{digest:?}");
            assert_eq!((digest.mentions(threshold), digest.undecided(threshold)), (mentions, undecided));
            let day = Day::parse("2026-11-28").map(Day::date).unwrap_or_default();
            assert_eq!(digest.was_done_on(day), stage == Stage::Done);
        }
    }

    #[test]
    fn what_was_decided_today_is_counted() {
        let today = Today::now();
        let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        assert!(
            today.has(&now)
                && !today.has("2001-01-01T00:00:00Z")
                && !today.has("")
                && !today.has("2999-01-01T00:00:00Z")
        );
    }
}
