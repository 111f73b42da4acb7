//! Where in the text things are named (dispersion).

use super::groups::{By, GroupKey, groups};
use super::survey::{RowRef, Survey};

/// A mention, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The mention.
    pub row: RowRef,
    /// Its beginning as a share of its article's text.
    pub at: f32,
}

/// The mentions of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// What is named.
    pub key: GroupKey,
    /// Its mentions, by article and in the order of the text.
    pub marks: Vec<Mark>,
}

/// Where things are named, the most frequent first.
pub fn spread(survey: &Survey, rows: &[RowRef], by: By) -> Vec<Spread> {
    let of_group = |group: super::groups::Group| {
        let mut rows = group.rows;
        rows.sort_unstable();
        let mark = |row: &RowRef| survey.row(*row).map(|(article, of)| Mark { row: *row, at: article.share(of) });
        Spread { key: group.key, marks: rows.iter().filter_map(mark).collect() }
    };
    groups(survey, rows, by).into_iter().map(of_group).collect()
}
