//! The concordance of an article or a folder: passages with the words around them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::annotation::Status;
use crate::survey::{Column, Filter, Line, Neighbour, Row, RowRef, Survey, sort_by_neighbour};
use crate::text::search::{Finder, Query};

/// What a concordance is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConcordanceOf {
    /// Words, in any spelling.
    Words(String),
    /// Rows with this value in a column: an entity or a label.
    Marks(Column, String),
}

/// A passage in an article of the table.
#[derive(Clone, Debug)]
pub(crate) struct ConcordanceLine {
    /// The article's index.
    pub(crate) article: u32,
    pub(crate) line: Line,
}

impl ConcordanceLine {
    /// The row whose first fragment is exactly this passage, if there is one that is not rejected.
    pub(crate) fn row<'s>(&self, survey: &'s Survey) -> Option<&'s Row> {
        let rows = &survey.articles().get(self.article as usize)?.rows;
        let span = self.line.span;
        let from = rows.partition_point(|row| row.span.text_order() < span.text_order());
        rows.get(from..)?.iter().take_while(|row| row.span == span).find(|row| row.status != Status::Rejected)
    }
}

/// How lines are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConcordanceOrder {
    pub(crate) by: Neighbour,
    pub(crate) without_article: bool,
    /// Only lines with this word, in folded spelling, before or after them.
    pub(crate) only: Option<(Neighbour, String)>,
}

impl Default for ConcordanceOrder {
    fn default() -> Self {
        Self { by: Neighbour::After, without_article: false, only: None }
    }
}

/// The lines as they are asked for.
#[derive(Debug, Default)]
pub(crate) struct FoundLines {
    /// All of them, by article and place.
    pub(crate) all: Arc<Vec<ConcordanceLine>>,
    /// Those that are shown, as they are sorted: their indices.
    pub(crate) shown: Vec<u32>,
    /// The neighbouring words with how often they occur, as they are written first; the most frequent first.
    pub(crate) after: Vec<(String, String, usize)>,
    pub(crate) before: Vec<(String, String, usize)>,
}

/// The most neighbouring words that are listed.
const MOST_NEIGHBOURS: usize = 40;

impl FoundLines {
    /// These lines in an order.
    pub(crate) fn of(all: Arc<Vec<ConcordanceLine>>, order: &ConcordanceOrder) -> Self {
        let is_kept = |line: &ConcordanceLine| {
            order.only.as_ref().is_none_or(|(by, word)| line.line.neighbours(*by).first() == Some(word))
        };
        let mut shown: Vec<(u32, &ConcordanceLine)> = (0..).zip(all.iter()).filter(|(_, line)| is_kept(line)).collect();
        sort_by_neighbour(&mut shown, order.by, order.without_article, |(_, line)| &line.line);
        let shown = shown.into_iter().map(|(at, _)| at).collect();
        let (after, before) = (neighbours(&all, Neighbour::After), neighbours(&all, Neighbour::Before));
        Self { all, shown, after, before }
    }
}

fn neighbours(lines: &[ConcordanceLine], by: Neighbour) -> Vec<(String, String, usize)> {
    let mut counts: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for line in lines {
        if let Some(folded) = line.line.neighbours(by).first() {
            let written = if by == Neighbour::After { line.line.word_after() } else { line.line.word_before() };
            counts.entry(folded).or_insert((written, 0)).1 += 1;
        }
    }
    let mut all: Vec<_> =
        counts.into_iter().map(|(folded, (written, count))| (folded.to_owned(), written.to_owned(), count)).collect();
    all.sort_by_key(|(.., count)| usize::MAX - count);
    all.truncate(MOST_NEIGHBOURS);
    all
}

/// The state of a concordance.
pub(crate) struct Concordance {
    pub(crate) of: Option<ConcordanceOf>,
    pub(crate) order: ConcordanceOrder,
    /// Letters of context on each side.
    pub(crate) letters: usize,
    pub(crate) found: Arc<FoundLines>,
    /// What was looked for last, of which revision of the rows, and in which order that is shown.
    pub(crate) looked: Option<(ConcordanceOf, u64, Filter)>,
    pub(crate) ordered: Option<ConcordanceOrder>,
    /// Lines that are ticked, and the one that is looked at, by their indices.
    pub(crate) ticked: HashSet<u32>,
    pub(crate) chosen: Option<u32>,
}

impl Default for Concordance {
    fn default() -> Self {
        Self {
            of: None,
            order: ConcordanceOrder::default(),
            letters: 60,
            found: Arc::default(),
            looked: None,
            ordered: None,
            ticked: HashSet::new(),
            chosen: None,
        }
    }
}

/// Finds the lines in a text.
pub(crate) struct LineFinder {
    of: ConcordanceOf,
    finder: Option<Finder>,
    /// The rows and the articles that are meant; `None` for all.
    meant: Option<(HashSet<RowRef>, Vec<bool>)>,
}

impl LineFinder {
    pub(crate) fn new(of: ConcordanceOf, meant: Option<(HashSet<RowRef>, Vec<bool>)>) -> Self {
        let query =
            |words: &str| Query { text: words.to_owned(), exact: false, whole_word: false, joined: true, regex: false };
        let finder = match &of {
            // What is too long to be looked for is found nowhere.
            ConcordanceOf::Words(words) => Finder::new(&query(words)).ok().flatten(),
            ConcordanceOf::Marks(..) => None,
        };
        Self { of, finder, meant }
    }

    /// Whether the text of an article has to be read.
    pub(crate) fn needs(&self, survey: &Survey, article: u32) -> bool {
        match &self.of {
            ConcordanceOf::Words(_) => {
                let is_meant = |(_, articles): &(_, Vec<bool>)| articles.get(article as usize) == Some(&true);
                self.finder.is_some() && self.meant.as_ref().is_none_or(is_meant)
            }
            ConcordanceOf::Marks(..) => self.rows(survey, article).next().is_some(),
        }
    }

    /// The lines in the text of an article.
    pub(crate) fn lines(&self, survey: &Survey, article: u32, text: &str) -> Vec<ConcordanceLine> {
        let line = |span| ConcordanceLine { article, line: Line::of(text, span) };
        match &self.finder {
            Some(finder) => finder.find_iter(text).map(line).collect(),
            None => self.rows(survey, article).map(|row| line(row.span)).collect(),
        }
    }

    fn rows<'s>(&'s self, survey: &'s Survey, article: u32) -> impl Iterator<Item = &'s Row> + 's {
        let wanted = match &self.of {
            ConcordanceOf::Marks(column, value) => survey.names().find(value).map(|name| (*column, name)),
            ConcordanceOf::Words(_) => None,
        };
        let rows = survey.articles().get(article as usize).into_iter().flat_map(|article| article.rows.iter().zip(0..));
        let is_meant = move |row| self.meant.as_ref().is_none_or(|(rows, _)| rows.contains(&RowRef { article, row }));
        rows.filter(move |(row, at)| {
            wanted.is_some_and(|(column, name)| column.of_row(row) == Some(name))
                && row.status != Status::Rejected
                && is_meant(*at)
        })
        .map(|(row, _)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn lines_are_sorted_and_kept_by_their_neighbours() {
        let text = "في سرت أمس\nإلى سرت آخر\nفي سرت الآن";
        let lines: Vec<ConcordanceLine> = text
            .match_indices("سرت")
            .map(|(at, hit)| ConcordanceLine { article: 0, line: Line::of(text, Span::from_range(at..at + hit.len())) })
            .collect();
        let all = Arc::new(lines);
        let shown =
            |by, only| FoundLines::of(all.clone(), &ConcordanceOrder { by, without_article: false, only }).shown;
        assert_eq!(shown(Neighbour::Place, None), [0, 1, 2]);
        assert_eq!(shown(Neighbour::After, None), [1, 2, 0]);
        assert_eq!(shown(Neighbour::Place, Some((Neighbour::Before, "في".to_owned()))), [0, 2]);
        let found = FoundLines::of(all.clone(), &ConcordanceOrder::default());
        assert_eq!(found.before[0], ("في".to_owned(), "في".to_owned(), 2));
        assert_eq!(found.after.len(), 3);
    }
}
