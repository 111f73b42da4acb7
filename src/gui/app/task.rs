//! Tasks for jobs, and their urgency.

use crate::gui::model::TabId;

/// The purpose of a job. Of each task only the newest job counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Task {
    /// Looking for what other processes have left.
    Recover,
    /// Reading a tab's article and its annotations.
    Open(TabId),
    /// Reading previews of a file in each encoding.
    Previews(TabId),
    /// Reading again an article that has changed on disk.
    ReadAgain(TabId),
    /// Learning from the decisions in an article.
    Learn(TabId),
    /// Detection in an article.
    Detect(TabId),
    /// Detection in the passage in view.
    DetectInView(TabId),
    /// Indexing the marks of an article.
    IndexMarks(TabId),
    /// Looking for paragraphs that display in another order than they are stored.
    CheckOverrides(TabId),
    /// Saving annotations.
    Save(TabId),
    /// Merging an annotation file that others have written.
    Merge(TabId),
    /// Keeping what an annotation file held when it was read.
    KeepRead(TabId),
    /// Comparing two states of an article's annotations.
    Compare(TabId),
    /// Reading annotators' files that are put side by side; the number identifies the question.
    Compared(u64),
    /// Listing the earlier states of an annotation file.
    ListVersions(TabId),
    /// Comparing one of them with the one before it.
    CompareVersions(TabId),
    /// Reading one of them for a tab of its own.
    ReadVersion(TabId),
    /// Restoring one of them.
    RestoreVersion(TabId),
    /// Listing the journals that were put aside.
    ListAside,
    /// Putting one of them back.
    PutBack,
    /// Reading a file with labels for a tab.
    ReadLabels(TabId),
    /// Finding out what an export will contain.
    ForeseeExport,
    /// Exporting annotations; the number identifies the export.
    Export(u64),
    /// Finding out in which format a file is.
    Recognise,
    /// Finding out what becomes of a file that is to be imported.
    Understand,
    /// Writing new articles from a file; the number identifies the import.
    Import(u64),
    /// Changing the lexicon of the person's own entities; the number identifies the change.
    KeepNames(u64),
    /// Writing the settings.
    KeepSettings,
    /// Searching in the article in front.
    Find,
    /// Searching in the command palette.
    Palette,
    /// Searching for entities.
    FindEntities,
    /// Counting the mentions that the choice of an entity affects.
    CountMentions(TabId),
    /// Finding what the name of a mark reaches.
    Reach(TabId),
    /// Finding what a decision about several reaches.
    ReachSeveral(TabId),
    /// Finding all places like one.
    FindAlike(TabId),
    /// Finding them in the folder around a tab's article.
    FindAlikeAround(TabId),
    /// Changing articles that are not open, or taking that back; the number identifies the step.
    Joint(u64),
    /// Comparing open articles with their files.
    Watch,
    /// Looking who else has the open articles.
    LookForOthers,
    /// Reading the user's lexicons.
    ReadLexicons,
    /// Reading the installed fonts.
    ReadFonts,
    /// Listing a folder.
    Scan(TabId),
    /// Looking whether files come into it.
    WatchFolder(TabId),
    /// Saying in an article's file that it is done or put aside; the number identifies the article.
    Mark(u64),
    /// Counting the annotations of its articles.
    Count(TabId),
    /// Reading the rows of its table.
    See(TabId),
    /// Filtering, sorting and grouping them.
    Arrange(TabId),
    /// Drawing its pictures.
    Draw(TabId),
    /// Reading the text around the chosen one.
    SeenPassage(TabId),
    /// Looking through the articles for what asks for a look.
    Audit(TabId),
    /// Looking for the lines of a concordance, or sorting them.
    Concord(TabId),
    /// Listing a folder for the window's own chooser.
    Browse,
    /// Asking the desktop for a file; the number identifies the question.
    AskDesktop(u64),
}

/// The urgency of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    /// The person waits for it.
    Prompt,
    /// It may take seconds.
    Long,
    /// Runs only while there is no long work, and while nobody waits for rows.
    Idle,
}

impl Task {
    pub(super) fn urgency(self) -> Urgency {
        match self {
            Self::Recover
            | Self::Open(_)
            | Self::Previews(_)
            | Self::ReadAgain(_)
            | Self::DetectInView(_)
            | Self::IndexMarks(_)
            | Self::Save(_)
            | Self::Merge(_)
            | Self::KeepRead(_)
            | Self::Compare(_)
            | Self::Compared(_)
            | Self::ReadLabels(_)
            | Self::ListVersions(_)
            | Self::CompareVersions(_)
            | Self::ReadVersion(_)
            | Self::RestoreVersion(_)
            | Self::ListAside
            | Self::PutBack
            | Self::ForeseeExport
            | Self::Export(_)
            | Self::Recognise
            | Self::Understand
            | Self::Import(_)
            | Self::KeepNames(_)
            | Self::KeepSettings
            | Self::Find
            | Self::FindEntities
            | Self::Palette
            | Self::CountMentions(_)
            | Self::Reach(_)
            | Self::ReachSeveral(_)
            | Self::FindAlike(_)
            | Self::Watch
            | Self::LookForOthers
            | Self::ReadFonts
            | Self::Scan(_)
            | Self::WatchFolder(_)
            | Self::Mark(_)
            | Self::See(_)
            | Self::Arrange(_)
            | Self::Draw(_)
            | Self::SeenPassage(_)
            | Self::Concord(_)
            | Self::Browse
            | Self::AskDesktop(_) => Urgency::Prompt,
            Self::FindAlikeAround(_)
            | Self::Joint(_)
            | Self::Learn(_)
            | Self::Detect(_)
            | Self::CheckOverrides(_)
            | Self::Audit(_)
            | Self::ReadLexicons => Urgency::Long,
            Self::Count(_) => Urgency::Idle,
        }
    }

    /// Whether idle work makes way for it: long work, and what reads the same articles because somebody waits for it.
    pub(super) fn holds_idle(self) -> bool {
        self.urgency() == Urgency::Long || matches!(self, Self::See(_))
    }

    /// The tab that it belongs to.
    pub(super) fn tab(self) -> Option<TabId> {
        match self {
            Self::Open(tab)
            | Self::Previews(tab)
            | Self::ReadAgain(tab)
            | Self::Learn(tab)
            | Self::Detect(tab)
            | Self::DetectInView(tab)
            | Self::IndexMarks(tab)
            | Self::CheckOverrides(tab)
            | Self::CountMentions(tab)
            | Self::Reach(tab)
            | Self::ReachSeveral(tab)
            | Self::FindAlike(tab)
            | Self::FindAlikeAround(tab)
            | Self::Save(tab)
            | Self::Merge(tab)
            | Self::KeepRead(tab)
            | Self::Compare(tab)
            | Self::ReadLabels(tab)
            | Self::ListVersions(tab)
            | Self::CompareVersions(tab)
            | Self::ReadVersion(tab)
            | Self::RestoreVersion(tab)
            | Self::Scan(tab)
            | Self::WatchFolder(tab)
            | Self::See(tab)
            | Self::Arrange(tab)
            | Self::Draw(tab)
            | Self::SeenPassage(tab)
            | Self::Audit(tab)
            | Self::Concord(tab)
            | Self::Count(tab) => Some(tab),
            Self::Recover
            | Self::Compared(_)
            | Self::ListAside
            | Self::PutBack
            | Self::Mark(_)
            | Self::Joint(_)
            | Self::ForeseeExport
            | Self::Export(_)
            | Self::Recognise
            | Self::Understand
            | Self::Import(_)
            | Self::KeepNames(_)
            | Self::KeepSettings
            | Self::Find
            | Self::FindEntities
            | Self::Palette
            | Self::Watch
            | Self::LookForOthers
            | Self::ReadLexicons
            | Self::ReadFonts
            | Self::Browse
            | Self::AskDesktop(_) => None,
        }
    }

    /// Whether it writes a file, which must be completed before the program ends; never cancelled.
    pub(super) fn writes(self) -> bool {
        matches!(
            self,
            Self::Save(_)
                | Self::KeepRead(_)
                | Self::Mark(_)
                | Self::Joint(_)
                | Self::Export(_)
                | Self::Import(_)
                | Self::KeepNames(_)
                | Self::RestoreVersion(_)
                | Self::PutBack
                | Self::KeepSettings
        )
    }

    /// Whether its jobs run one after another: a newer one waits until the older one has noticed its cancellation, so
    /// that memory and processors are not used twice, and the newest is written last. Not for listing folders, so that
    /// a folder that does not respond cannot block moving to another.
    pub(super) fn takes_turns(self) -> bool {
        self != Self::Browse
    }
}
