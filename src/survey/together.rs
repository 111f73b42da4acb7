//! What is named together in one passage.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _};

use super::names::Name;
use super::row::Row;
use super::survey::{RowRef, Survey};
use crate::text::Span;

/// How near two mentions have to be to count as named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one article.
    Article,
}

impl Within {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Article => "article",
        }
    }

    /// Of the rows, by article, those in passages in which two are named, that name one of the two.
    pub(super) fn rows_naming(self, two: &[String; 2], survey: &Survey, rows: &[RowRef]) -> Vec<RowRef> {
        let two = two.each_ref().map(|name| survey.names().find(name));
        let mut passages: BTreeMap<(u32, u32), Naming> = BTreeMap::new();
        for at in rows {
            let Some((_, row)) = survey.row(*at) else { continue };
            if let Some(which) = two.iter().position(|one| *one == Some(row.named())) {
                let (naming, spans) = passages.entry((at.article, self.of(row))).or_default();
                naming.push(*at);
                spans[which].push(row.span);
            }
        }
        let naming_both = passages.into_values().filter(|(_, [first, second])| are_apart(first, second));
        let mut found: Vec<RowRef> = naming_both.flat_map(|(naming, _)| naming).collect();
        found.sort_unstable();
        found
    }

    /// The number of the passage in which a row stands.
    fn of(self, row: &Row) -> u32 {
        match self {
            Self::Sentence => row.sentence,
            Self::Paragraph => row.paragraph,
            Self::Article => 0,
        }
    }
}

/// Two that are named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// An entity or a folded spelling.
    pub first: Name,
    /// Another one.
    pub second: Name,
    /// In how many passages both are named.
    pub passages: u32,
    /// In how many articles these are.
    pub articles: u32,
}

/// A side of a pair: each that is named in a passage, with where.
type Side = BTreeMap<Name, Vec<Span>>;

/// The rows in a passage that name one of two, and where each of the two is named.
type Naming = (Vec<RowRef>, [Vec<Span>; 2]);

/// The pairs of one from each side that are named together, the most frequent first. A name inside of another, as of a town
/// in that of a group, is not named together with it. What is on both sides comes as two pairs, one each way.
pub fn together(
    survey: &Survey,
    rows: &[RowRef],
    within: Within,
    is_first: impl Fn(&Row) -> bool,
    is_second: impl Fn(&Row) -> bool,
) -> Vec<Pair> {
    let mut counts: HashMap<(Name, Name), (u32, u32, u32)> = HashMap::new();
    let mut by_passage: Vec<(u32, u32, RowRef)> =
        rows.iter().filter_map(|at| Some((at.article, within.of(survey.row(*at)?.1), *at))).collect();
    by_passage.sort_unstable();
    for passage in by_passage.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (mut firsts, mut seconds) = (Side::new(), Side::new());
        for (_, row) in passage.iter().filter_map(|(.., at)| survey.row(*at)) {
            if is_first(row) {
                firsts.entry(row.named()).or_default().push(row.span);
            }
            if is_second(row) {
                seconds.entry(row.named()).or_default().push(row.span);
            }
        }
        let article = passage.first().map_or(0, |(article, ..)| *article);
        for (first, spans) in &firsts {
            let others = seconds.iter().filter(|(second, others)| *second != first && are_apart(spans, others));
            for (second, _) in others {
                let (passages, articles, last) = counts.entry((*first, *second)).or_insert((0, 0, u32::MAX));
                *passages += 1;
                *articles += u32::from(*last != article);
                *last = article;
            }
        }
    }
    #[allow(clippy::iter_over_hash_type, reason = "sorted below")]
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|((first, second), (passages, articles, _))| Pair { first, second, passages, articles })
        .collect();
    let text = |name| survey.names().text(name);
    pairs.sort_unstable_by(|a, b| {
        let by_count = b.passages.cmp(&a.passages);
        by_count.then_with(|| (text(a.first), text(a.second)).cmp(&(text(b.first), text(b.second))))
    });
    pairs
}

/// Whether there are two, one of each, of which neither covers a part of the other.
fn are_apart(some: &[Span], others: &[Span]) -> bool {
    some.iter().any(|one| others.iter().any(|other| !one.overlaps(*other)))
}
