//! The import page: what is imported, where to, what its labels become, and what will become of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::exporting::finds_format;
use super::tab_id::TabId;
use crate::annotation::{LabelId, LabelSet, Transaction};
use crate::exchange::Format;
use crate::exchange::foreign::Broken;
use crate::exchange::import::{Chosen, ImportReport, LabelChoices, MappedLabel, Placed, Unplaced};
use crate::gui::widgets::FieldState;
use crate::store::ExportError;

/// The most articles of a file in which details are listed.
const MOST_DETAILS: usize = 500;

/// Where imported annotations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImportTarget {
    /// To the article in front.
    Article,
    /// To new articles in a folder, with the texts of the file.
    New,
}

/// How a file is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImportChoices {
    /// The format of the file; `None` as long as nobody knows.
    pub(crate) format: Option<&'static Format>,
    /// `None` for what fits the file.
    pub(crate) target: Option<ImportTarget>,
    pub(crate) labels: LabelChoices,
}

/// What was found out about a file that is to be imported.
#[derive(Clone, Debug, Default)]
pub(crate) struct Understood {
    /// Where it goes; `None` as long as that is not known.
    pub(crate) target: Option<ImportTarget>,
    /// How many articles of it were read, and whether that is all.
    pub(crate) articles: usize,
    pub(crate) is_whole: bool,
    /// How many annotations of the article at hand were placed, of how many, if that takes its time.
    pub(crate) placing: Option<(usize, usize)>,
    /// Why it cannot be imported, or no more of it.
    pub(crate) problem: Option<ExportError>,
    /// Whether it has several articles, and none of them is the one in front.
    pub(crate) is_another: bool,
    /// What the labels become, those of all its articles.
    pub(crate) labels: Vec<MappedLabel>,
    /// How its first article with annotations counts.
    pub(crate) convention: Option<Chosen>,
    /// How many annotations are where the file says, were found elsewhere, have no certain place, and are there already.
    pub(crate) placed: usize,
    pub(crate) moved: usize,
    pub(crate) unplaced: usize,
    pub(crate) same: usize,
    pub(crate) relations: usize,
    pub(crate) broken: usize,
    /// The first of those that ask for a look.
    pub(crate) details: Vec<ImportDetail>,
    /// What is to be done with the article in front, and in which state of it that is right.
    pub(crate) edits: Option<(u64, Arc<Transaction>)>,
}

/// What asks for a look before an import.
#[derive(Clone, Debug)]
pub(crate) enum ImportDetail {
    /// An annotation without a certain place.
    Unplaced(Unplaced),
    /// One that was found elsewhere.
    Moved(Placed),
    /// A record that cannot be used.
    Broken(Broken),
}

impl Understood {
    /// Adds what became of an article.
    pub(crate) fn add(&mut self, report: &ImportReport) {
        for label in report.labels.iter().filter(|label| label.count > 0) {
            match self.labels.iter_mut().find(|known| known.name == label.name) {
                Some(known) => known.count += label.count,
                None => self.labels.push(label.clone()),
            }
        }
        self.convention = match (self.convention, report.convention) {
            (Some(known), Some(more)) if known.convention == more.convention => {
                Some(Chosen { quoted: known.quoted + more.quoted, fitting: known.fitting + more.fitting, ..known })
            }
            (known, more) => known.or(more),
        };
        self.placed += report.placed;
        self.moved += report.moved.len();
        self.unplaced += report.unplaced.len();
        self.relations += report.relations;
        self.broken += report.broken.len();
        let details = (report.unplaced.iter().cloned().map(ImportDetail::Unplaced))
            .chain(report.broken.iter().cloned().map(ImportDetail::Broken))
            .chain(report.moved.iter().cloned().map(ImportDetail::Moved));
        let room = MOST_DETAILS.saturating_sub(self.details.len());
        self.details.extend(details.take(room));
    }

    /// How many annotations the file has.
    pub(crate) fn annotations(&self) -> usize {
        self.placed + self.moved + self.unplaced
    }

    /// How many of what asks for a look is not among [`Self::details`].
    pub(crate) fn unlisted(&self) -> usize {
        self.unplaced + self.moved + self.broken - self.details.len()
    }
}

/// An import into new articles that is being made.
#[derive(Debug)]
pub(crate) struct ImportDoing {
    /// The number of its job.
    pub(crate) number: u64,
    pub(crate) done: usize,
    pub(crate) all: usize,
    pub(crate) stop: Arc<AtomicBool>,
}

/// The page, in the place of an article, of a folder's list, or of the start page.
pub(crate) struct ImportPage {
    /// In whose place it stands.
    pub(crate) over: Option<TabId>,
    /// The file.
    pub(crate) path: PathBuf,
    /// The format that was recognised.
    pub(crate) recognised: Option<&'static Format>,
    pub(crate) choices: ImportChoices,
    /// The name of the article in front, if there is one.
    pub(crate) article: Option<String>,
    /// The labels that one has.
    pub(crate) own: LabelSet,
    /// What is typed to find a format.
    pub(crate) search: FieldState,
    /// The folder for new articles.
    pub(crate) place: FieldState,
    /// Whether the person has chosen that.
    pub(crate) is_place_chosen: bool,
    /// What was found out, and for which choices and state of the article that was.
    pub(crate) understood: Option<Understood>,
    pub(crate) is_stale: bool,
    pub(crate) asked: Option<(ImportChoices, Option<u64>)>,
    pub(crate) doing: Option<ImportDoing>,
    /// What went wrong in the last attempt.
    pub(crate) problems: Vec<ExportError>,
    /// Height of its foot, over which nothing else is shown, in points.
    pub(crate) foot: f32,
}

impl ImportPage {
    /// Where it goes: what was chosen, or what fits.
    pub(crate) fn target(&self) -> Option<ImportTarget> {
        self.choices.target.or_else(|| self.understood.as_ref()?.target)
    }

    /// The folder for new articles.
    pub(crate) fn folder(&self) -> PathBuf {
        PathBuf::from(self.place.text().trim())
    }

    /// Whether it can be done now.
    pub(crate) fn is_ready(&self) -> bool {
        let Some(understood) = self.understood.as_ref().filter(|_| !self.is_stale && self.doing.is_none()) else {
            return false;
        };
        let finds_format = finds_format(self.search.text(), can_import);
        let is_read = finds_format && understood.is_whole && understood.articles > 0 && !understood.is_another;
        is_read
            && match self.target() {
                Some(ImportTarget::Article) => understood.edits.is_some(),
                Some(ImportTarget::New) => !self.place.text().trim().is_empty(),
                None => false,
            }
    }

    /// Chooses a format.
    pub(crate) fn set_format(&mut self, format: &'static Format) {
        if self.choices.format != Some(format) {
            self.choices =
                ImportChoices { format: Some(format), target: self.choices.target, labels: LabelChoices::new() };
            self.understood = None;
            self.problems.clear();
        }
    }
}

/// Whether a format can be read by the page. The program's own files are opened.
pub(crate) fn can_import(format: &Format) -> bool {
    format.read.is_some()
}

/// Whether the name of a file is one that other programs give their annotations, and that no article has.
pub(crate) fn may_import(path: &Path) -> bool {
    const ENDINGS: [&str; 14] =
        ["ann", "conll", "conllu", "iob", "bio", "jsonl", "json", "xmi", "xml", "tei", "qdpx", "qde", "tsv", "csv"];
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

/// What the import page asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ImportAction {
    /// Choose a format.
    Format(&'static Format),
    /// Choose where it goes.
    Target(ImportTarget),
    /// Choose what a label of the file becomes; `None` to add it.
    Label(String, Option<LabelId>),
    /// The person has typed another folder.
    Placed,
    /// Choose another folder.
    ChoosePlace,
    /// Do it; whether over files that are there.
    Do {
        /// Whether existing files are replaced.
        overwrite: bool,
    },
    /// Stop writing.
    Stop,
    /// Close the page.
    Close,
}
