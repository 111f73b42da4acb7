//! Names in the lines that say who has written an article.

use super::candidate::{Candidate, Evidence};
use crate::text::Span;
use crate::text::fold::fold_words;

/// What stands before a town in such a line and is no given name; folded.
const OFFICES: [&str; 12] =
    ["مكتب", "مراسل", "مراسله", "مراسلنا", "وكاله", "صحيفه", "قناه", "شبكه", "موقع", "اذاعه", "مركز", "خاص"];

/// Leaves out what is part of a writer's name: علي حمص, عدن محمد. A town that stands alone between dashes, or behind a word
/// that says so, stays. `bylines` are where the text names its writers.
pub fn drop_writers(text: &str, bylines: impl Iterator<Item = Span>, candidates: &mut Vec<Candidate>) {
    for byline in bylines {
        candidates.retain(|candidate| !byline.contains(candidate.span) || !is_of_writer(text, byline, candidate));
    }
}

fn is_of_writer(text: &str, byline: Span, candidate: &Candidate) -> bool {
    if matches!(candidate.evidence, Evidence::Preposition(_) | Evidence::Noun(_) | Evidence::Quotes)
        || candidate.is_taught()
    {
        return false;
    }
    let is_edge = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && c != '\u{200c}';
    let Span { start, end } = candidate.span;
    let before = text.get(byline.start.index()..start.index()).unwrap_or_default();
    let behind = text.get(end.index()..byline.end.index()).unwrap_or_default();
    let before = fold_words(before.rsplit(is_edge).next().unwrap_or_default());
    let behind = fold_words(behind.split(is_edge).next().unwrap_or_default());
    let is_alone = before.is_empty() && behind.is_empty();
    !is_alone && !before.iter().any(|word| OFFICES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Detector;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_writer_is_no_place_and_the_town_of_a_report_is() {
        let detector = Detector::new(Lexicon::builtin());
        for (byline, places) in [
            ("علي حمص", &[][..]),
            ("عدن محمد", &[]),
            ("كرم حماس", &[]),
            ("علي حمص - بيروت", &["بيروت"]),
            ("باريس – فلسطين حداد", &["باريس"]),
            ("مراسل الجزيرة في حلب", &["حلب"]),
        ] {
            let text = format!("هدوء حذر\n\n{byline}\n\nاندلعت اشتباكات ليل الأربعاء في حمص وعدن.");
            let mut candidates = detector.detect(&text);
            let behind = text.len() - "اندلعت اشتباكات ليل الأربعاء في حمص وعدن.".len();
            let at = Span::from_range("هدوء حذر\n\n".len().."هدوء حذر\n\n".len() + byline.len());
            drop_writers(&text, std::iter::once(at), &mut candidates);
            let (in_byline, in_text): (Vec<_>, Vec<_>) =
                candidates.iter().map(|candidate| candidate.span).partition(|span| span.end.index() < behind);
            assert_eq!(in_byline.iter().map(|span| span.of(&text)).collect::<Vec<_>>(), places, "{byline}");
            assert_eq!(in_text.len(), 2, "{byline}");
        }
    }
}
