//! What is worked on off the frame, and how soon.

/// Tells tabs apart; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TabId(pub(crate) u64);

/// What a job is for. Of each only the newest job counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Task {
    /// Looking for what other processes have left.
    Recover,
    /// Reading a tab's article and its annotations.
    Open(TabId),
    /// Reading how a tab's file begins in each encoding.
    Previews(TabId),
    /// Reading an article again that has changed on disk.
    ReadAgain(TabId),
    /// Learning from the decisions in an article.
    Learn(TabId),
    /// Looking for names in an article.
    Detect(TabId),
    /// Looking for them in the passage in view.
    DetectInView(TabId),
    /// Gathering the marks of an article.
    IndexMarks(TabId),
    /// Looking for paragraphs that read differently from what they store.
    CheckOverrides(TabId),
    /// Saving annotations.
    Save(TabId),
    /// Exporting annotations; the number tells exports apart.
    Export(u64),
    /// Writing the settings.
    KeepSettings,
    /// Searching in the article in front.
    Find,
    /// Searching for entities.
    FindEntities,
    /// Comparing open articles with their files.
    Watch,
    /// Reading the person's lexicons.
    ReadLexicons,
    /// Reading the installed fonts.
    ReadFonts,
    /// Looking through a folder.
    Scan(TabId),
    /// Counting what its articles hold.
    Count(TabId),
    /// Reading a folder for the window's own chooser.
    Browse,
    /// Asking the desktop for a file; the number tells questions apart.
    AskDesktop(u64),
}

/// How soon a job has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    /// The person waits for it.
    Prompt,
    /// It may take seconds.
    Long,
    /// Done while no long work is.
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
            | Self::Export(_)
            | Self::KeepSettings
            | Self::Find
            | Self::FindEntities
            | Self::Watch
            | Self::ReadFonts
            | Self::Scan(_)
            | Self::Browse
            | Self::AskDesktop(_) => Urgency::Prompt,
            Self::Learn(_) | Self::Detect(_) | Self::CheckOverrides(_) | Self::ReadLexicons => Urgency::Long,
            Self::Count(_) => Urgency::Idle,
        }
    }

    /// The article or folder that it is about.
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
            | Self::Save(tab)
            | Self::Scan(tab)
            | Self::Count(tab) => Some(tab),
            Self::Recover
            | Self::Export(_)
            | Self::KeepSettings
            | Self::Find
            | Self::FindEntities
            | Self::Watch
            | Self::ReadLexicons
            | Self::ReadFonts
            | Self::Browse
            | Self::AskDesktop(_) => None,
        }
    }

    /// Whether it writes a file, which must be complete before the program ends; it is never cancelled.
    pub(super) fn writes(self) -> bool {
        matches!(self, Self::Save(_) | Self::Export(_) | Self::KeepSettings)
    }

    /// Whether its jobs run one after the other: a newer one waits for the older to notice that it was cancelled, so
    /// that neither memory nor processors are used twice, and what is written last is the newest. A folder that does
    /// not answer must not keep the person from going to another.
    pub(super) fn takes_turns(self) -> bool {
        self != Self::Browse
    }
}
