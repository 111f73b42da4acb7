//! Where a passage begins and ends within words, particles, punctuation and quotation marks.

use super::{Audited, Border, Cure, Finding, Problem};
use crate::annotation::Annotation;
use crate::text::fold::letters::{fold_phrase, is_invisible_control, is_joiner};
use crate::text::words::word_at;
use crate::text::{Span, proclitics};

/// Quotation marks and brackets: how they open and close.
const PAIRS: [(char, char); 9] =
    [('«', '»'), ('“', '”'), ('„', '“'), ('‘', '’'), ('‹', '›'), ('(', ')'), ('[', ']'), ('{', '}'), ('"', '"')];

impl Audited<'_> {
    /// Each end that is wrong is a finding; of several faults of one annotation the outermost comes first, and what is cured
    /// next is found when that is.
    pub(super) fn borders(&self, all: &mut Vec<Finding>) {
        for annotation in self.accepted() {
            let Some(span) = annotation.spans.single() else { continue };
            let found = self.blank(span).or_else(|| self.quotation(span)).or_else(|| self.punctuation(span));
            let found = found.or_else(|| self.half_word(span)).or_else(|| self.particle(annotation, span));
            let Some((border, better, wrong)) = found.filter(|(_, better, _)| !better.is_empty()) else { continue };
            let cures = vec![Cure::Move(annotation.id.clone(), better)];
            let finding = self.finding(annotation, Problem::Border(border), cures);
            all.push(Finding { wrong: Some(wrong), ..finding });
        }
    }

    /// Letters between two bytes.
    fn between(start: usize, end: usize) -> Span {
        Span::from_range(start..end)
    }

    /// Without what `is_outside` at its ends: the better passage, and the first end that is wrong.
    fn trimmed(&self, span: Span, is_outside: impl Fn(char) -> bool) -> Option<(Span, Span)> {
        let text = span.of(self.text());
        let start = span.start.index() + (text.len() - text.trim_start_matches(&is_outside).len());
        let end = span.end.index() - (text.len() - text.trim_end_matches(&is_outside).len());
        let better = Self::between(start.min(end), end);
        let wrong = if start > span.start.index() {
            Self::between(span.start.index(), start.min(end))
        } else {
            Self::between(end, span.end.index())
        };
        (better != span).then_some((better, wrong))
    }

    fn blank(&self, span: Span) -> Option<(Border, Span, Span)> {
        let (better, wrong) = self.trimmed(span, |c| c.is_whitespace() || is_invisible_control(c))?;
        Some((Border::Blank, better, wrong))
    }

    fn punctuation(&self, span: Span) -> Option<(Border, Span, Span)> {
        // A full stop behind one letter belongs to an abbreviation.
        let text = span.of(self.text());
        let is_short = |text: &str| {
            text.trim_end_matches('.').rsplit(['.', ' ']).next().is_some_and(|last| last.chars().count() == 1)
        };
        let is_mark =
            |c: char| matches!(c, '،' | ',' | ';' | '؛' | ':' | '!' | '؟' | '?' | '…' | '—' | '–' | '-' | '/');
        let has_stop = text.ends_with('.') && !is_short(text);
        let (better, wrong) = self.trimmed(span, |c| is_mark(c) || has_stop && c == '.')?;
        Some((Border::Punctuation, better, wrong))
    }

    /// Marks around the whole name do not belong to it; one inside needs its other half.
    fn quotation(&self, span: Span) -> Option<(Border, Span, Span)> {
        let (text, all) = (span.of(self.text()), self.text());
        let (start, end) = (span.start.index(), span.end.index());
        for (open, close) in PAIRS {
            let (begins, ends) = (text.starts_with(open), text.ends_with(close));
            let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
            if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
                let better = Self::between(start + open.len_utf8(), start + open.len_utf8() + inner.len());
                return Some((Border::Quotation, better, Self::between(start, start + open.len_utf8())));
            }
            if open == close {
                continue;
            }
            let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
            if opened == closed {
                continue;
            }
            let one_more = opened == closed + 1;
            if one_more && begins {
                let better = Self::between(start + open.len_utf8(), end);
                return Some((Border::Quotation, better, Self::between(start, start + open.len_utf8())));
            }
            if one_more && all[end..].starts_with(close) {
                let wrong = Self::between(end, end + close.len_utf8());
                return Some((Border::Quotation, Self::between(start, wrong.end.index()), wrong));
            }
            let one_less = closed == opened + 1;
            if one_less && ends {
                let better = Self::between(start, end - close.len_utf8());
                return Some((Border::Quotation, better, Self::between(better.end.index(), end)));
            }
            if one_less && all[..start].ends_with(open) {
                let wrong = Self::between(start - open.len_utf8(), start);
                return Some((Border::Quotation, Self::between(wrong.start.index(), end), wrong));
            }
        }
        None
    }

    fn half_word(&self, span: Span) -> Option<(Border, Span, Span)> {
        let text = self.text();
        let is_letter = |c: char| c.is_alphanumeric() || crate::text::fold::letters::is_arabic_mark(c) || is_joiner(c);
        let (start, end) = (span.start.index(), span.end.index());
        if let Some(word) = word_at(text, start).filter(|word| word.start < span.start && word.end > span.start) {
            // Joined particles stay outside.
            let is_particle = proclitics::ends(word.of(text)).any(|at| word.start.index() + at == start);
            if !is_particle && text[start..].starts_with(is_letter) {
                let wrong = Self::between(word.start.index(), start);
                let particles = self.lexicon.joined_bytes(word.of(text));
                return Some((Border::HalfWord, Self::between(word.start.index() + particles, end), wrong));
            }
        }
        let word = word_at(text, end).filter(|word| word.start < span.end && word.end > span.end)?;
        let wrong = Self::between(end, word.end.index());
        Some((Border::HalfWord, Self::between(start, word.end.index()), wrong))
    }

    /// A particle is outside if the rest is a name that is marked without it, or a word that the lexicon knows.
    fn particle(&self, annotation: &Annotation, span: Span) -> Option<(Border, Span, Span)> {
        let text = self.text();
        let word = word_at(text, span.start.index()).filter(|word| word.start == span.start)?;
        let label = annotation.label.as_str();
        let own = self.usage.with_label(&self.folded(annotation), label);
        let is_marked = |at: &usize| {
            let rest = text.get(span.start.index() + at..span.end.index()).unwrap_or("");
            self.usage.with_label(&fold_phrase(&rest.to_lowercase()), label) > own
        };
        let known = Some(self.lexicon.joined_bytes(word.of(text))).filter(|at| *at > 0);
        let at = known.or_else(|| proclitics::ends(word.of(text)).find(is_marked))?;
        let start = span.start.index() + at;
        Some((Border::Particle, Self::between(start, span.end.index()), Self::between(span.start.index(), start)))
    }
}
