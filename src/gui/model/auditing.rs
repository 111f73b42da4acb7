//! The audit of an article or a folder: what was found, what of it is shown, and what is asked.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::exchange::folder_file::FolderFile;
use crate::survey::audit::Finding;

/// The most findings that are listed: who has cured these sees the next ones.
pub(crate) const MOST_FINDINGS: usize = 5_000;

/// A finding with the words around it.
#[derive(Clone, Debug)]
pub(crate) struct FoundLine {
    /// The name of its article, and the SHA-256 of the text in which it was found.
    pub(crate) article: String,
    pub(crate) sha256: String,
    /// The article's first line, and the number of the paragraph.
    pub(crate) title: String,
    pub(crate) paragraph: usize,
    /// The words around it, and where they begin in the text, in bytes.
    pub(crate) excerpt: String,
    pub(crate) start: usize,
    pub(crate) finding: Finding,
}

impl FoundLine {
    /// The words that it is about.
    pub(crate) fn words(&self) -> &str {
        let range = self.finding.span.map(|span| span.start.index() - self.start..span.end.index() - self.start);
        range.and_then(|range| self.excerpt.get(range)).unwrap_or("")
    }

    /// The part of the excerpt at these bytes of the text.
    pub(crate) fn part(&self, span: crate::text::Span) -> &str {
        let range = span.start.index().wrapping_sub(self.start)..span.end.index().wrapping_sub(self.start);
        self.excerpt.get(range).unwrap_or("")
    }
}

/// What an audit has found.
#[derive(Debug, Default)]
pub(crate) struct Auditing {
    pub(crate) found: Arc<Vec<FoundLine>>,
    /// How many more there are than are listed.
    pub(crate) unlisted: usize,
    /// The revision of the rows that was looked through last; `None` before the first time.
    pub(crate) of: Option<u64>,
    /// How many articles were looked through, of how many, while that goes on.
    pub(crate) progress: Option<(usize, usize)>,
    /// Of which kind the findings are that are shown; `None` for all.
    pub(crate) kind: Option<&'static str>,
    /// The articles that the filter leaves out.
    pub(crate) left_out: HashSet<String>,
    /// Whether those are shown that are fine as they are.
    pub(crate) shows_fine: bool,
    /// The article and the key of the finding that is looked at.
    pub(crate) chosen: Option<(String, String)>,
    /// Whether it is asked if all of the kind of the chosen one are to be cured.
    pub(crate) asks_all: bool,
}

impl Auditing {
    /// The numbers of the findings that are shown.
    pub(crate) fn shown(&self, fine: &Fineness<'_>) -> Vec<usize> {
        let is_shown = |line: &FoundLine| {
            self.kind.is_none_or(|kind| line.finding.problem.name() == kind)
                && fine.is_fine(line) == self.shows_fine
                && !self.left_out.contains(&line.article)
        };
        self.found.iter().enumerate().filter(|(_, line)| is_shown(line)).map(|(number, _)| number).collect()
    }

    /// How many findings of each kind there are, without those that are fine, and how many those are.
    pub(crate) fn counts(&self, fine: &Fineness<'_>) -> (BTreeMap<&'static str, usize>, usize) {
        let (mut counts, mut fines) = (BTreeMap::new(), 0);
        for line in self.found.iter().filter(|line| !self.left_out.contains(&line.article)) {
            if fine.is_fine(line) {
                fines += 1;
            } else {
                *counts.entry(line.finding.problem.name()).or_default() += 1;
            }
        }
        (counts, fines)
    }

    /// The finding that is looked at.
    pub(crate) fn chosen_line(&self) -> Option<&FoundLine> {
        let (article, key) = self.chosen.as_ref()?;
        self.found.iter().find(|line| line.article == *article && line.finding.key == *key)
    }
}

/// What a folder's file says is fine as it is.
#[derive(Clone, Copy)]
pub(crate) struct Fineness<'a> {
    pub(crate) folder: Option<(&'a PathBuf, &'a FolderFile)>,
}

impl Fineness<'_> {
    /// Whether somebody has called a finding fine.
    pub(crate) fn is_fine(&self, line: &FoundLine) -> bool {
        let Some((folder, file)) = self.folder.filter(|(_, file)| !file.fine().is_empty()) else { return false };
        file.is_fine(&name_in_folder(folder, &line.article), &line.finding.key)
    }
}

/// An article's path from its folder, with `/`.
pub(crate) fn name_in_folder(folder: &std::path::Path, article: &str) -> String {
    let path = std::path::Path::new(article);
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A request of the audit.
#[derive(Clone, Debug)]
pub(crate) enum AuditAction {
    /// Look at a finding, by its article and its key.
    Choose(String, String),
    /// Show those of this kind; `None` for all.
    Kind(Option<&'static str>),
    /// Show those that are fine as they are, or the others.
    ShowFine(bool),
    /// Cure the chosen one in its first way, its second, …
    Cure(usize),
    /// Ask whether all of the kind of the chosen one are to be cured, or do not.
    AskAll(bool),
    /// Cure all of its kind that are shown, each in its first way.
    CureAll,
    /// Say that the chosen one is fine as it is, or that it is not.
    Fine(bool),
    /// Go to its passage.
    Open,
}
