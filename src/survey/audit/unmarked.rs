//! Strings that are marked somewhere and not here.

use super::usage::Phrase;
use super::{Audited, Cure, Finding, Problem};
use crate::annotation::LabelId;
use crate::survey::Name;
use crate::text::Span;
use crate::text::fold::{FoldOptions, Folded};
use crate::text::proclitics::splits;
use crate::text::words::words;

/// How many words around a passage tell it from others with the same words.
const AROUND: usize = 3;

/// A word of the text.
struct Word {
    span: Span,
    folded: Folded,
    /// Its letters without case.
    letters: String,
}

impl Audited<'_> {
    /// What of the text is written like something marked elsewhere, with joined particles or without, and nobody has marked,
    /// rejected or suggested here.
    pub(super) fn unmarked(&self, all: &mut Vec<Finding>) {
        if self.usage.phrases.is_empty() {
            return;
        }
        let text = self.text();
        let words: Vec<Word> = words(text)
            .map(|span| {
                let folded = Folded::new(span.of(text), &FoldOptions::ALL);
                let letters = folded.text.to_lowercase();
                Word { span, folded, letters }
            })
            .collect();
        let mut at = 0;
        while at < words.len() {
            let Some((start, len, name)) = self.phrase_at(&words[at..]) else {
                at += 1;
                continue;
            };
            let span = Span { start: start.into(), end: words[at + len - 1].span.end };
            let here = &words[at.saturating_sub(AROUND)..words.len().min(at + len + AROUND)];
            if !self.is_seen(span) {
                all.extend(self.overlooked(span, name, here));
            }
            at += len;
        }
    }

    /// The phrase that begins at the first word: the byte at which it begins, and how many words it has.
    fn phrase_at(&self, words: &[Word]) -> Option<(usize, usize, Name)> {
        let first = words.first()?;
        for split in splits(first.letters.chars()) {
            let skipped: usize = first.letters.chars().take(split.letters).map(char::len_utf8).sum();
            let stem = &first.letters[skipped..];
            let stem = if split.restore_alef { format!("ا{stem}") } else { stem.to_owned() };
            let follows = |phrase: &&Phrase| {
                let rest = words[1..].iter().map(|word| word.letters.as_str());
                phrase.rest.len() < words.len()
                    && phrase.rest.iter().map(String::as_str).eq(rest.take(phrase.rest.len()))
            };
            let Some(phrase) = self.usage.phrases.get(&stem).and_then(|all| all.iter().find(follows)) else { continue };
            let folded =
                first.folded.text.char_indices().nth(split.letters).map_or(first.folded.text.len(), |(at, _)| at);
            let start = first.folded.to_original(folded..first.folded.text.len()).start.index();
            return Some((first.span.start.index() + start, 1 + phrase.rest.len(), phrase.name));
        }
        None
    }

    /// Whether something there was marked, decided about, or is suggested.
    fn is_seen(&self, span: Span) -> bool {
        self.session.annotations().overlapping(span).next().is_some()
            || self.session.candidates_overlapping(span).next().is_some()
            || self.suggested.iter().any(|other| other.overlaps(span))
    }

    fn overlooked(&self, span: Span, name: Name, here: &[Word]) -> Option<Finding> {
        let names = &self.usage.names;
        let uses = self.usage.uses.get(&name)?;
        let most = uses.first()?;
        let label = LabelId::from(names.text(most.label));
        self.session.labels().get(&label)?;
        let count = uses.iter().map(|one| one.count as usize).sum();
        // Where it means several things, nobody can say which one is meant here.
        let entity = if uses.len() == 1 { names.text(most.entity).to_owned() } else { String::new() };
        let around: Vec<&str> = here.iter().map(|word| word.letters.as_str()).collect();
        Some(Finding {
            problem: Problem::Unmarked { label: label.clone(), count },
            span: Some(span),
            wrong: None,
            annotation: None,
            cures: vec![Cure::Mark(span, label, entity)],
            key: format!("unmarked {}: {}", names.text(name), around.join(" ")),
        })
    }
}
