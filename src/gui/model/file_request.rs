//! The purposes for which files are asked for, and the action after saving.

use std::path::Path;

use super::importing::may_import;
use super::picture_kinds::{PictureFormat, PictureKind};
use super::tab_id::TabId;
use crate::exchange::labels::{LabelFormat, label_format_of};
use crate::exchange::{self, Format};
use crate::lexicon::user::UserFormat;
use crate::store;
use crate::text::{Arg, Message};

/// The purpose for which a file is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileRequest {
    /// To be opened.
    Open,
    /// Annotators' files, to be put side by side.
    Compare,
    /// To write a new article.
    NewArticle,
    /// To be added to a folder's lexicons, or to the user's.
    Lexicon(Option<TabId>),
    /// To save a tab's annotations.
    SaveAs(TabId),
    /// To add its labels to a tab's.
    ImportLabels(TabId),
    /// To write a tab's labels.
    ExportLabels(TabId, &'static LabelFormat),
    /// To write the keys as a page for printing.
    CheatSheet,
    /// To write the export of the page over it.
    Export(&'static Format),
    /// For the place of an export, and for its folder.
    ExportPlace(&'static Format),
    ExportFolder,
    /// For the list of what an export loses.
    ExportList,
    /// To write a report of a tab.
    Report(TabId),
    /// To write the lines of a tab's concordance.
    Lines(TabId),
    /// To write a picture of a tab.
    Picture(TabId, PictureKind, PictureFormat),
    /// To be imported.
    Import,
    /// For the folder of new articles from an import.
    ImportFolder,
}

impl FileRequest {
    /// Whether an existing file is chosen, rather than the name of a new one.
    pub(crate) fn opens(self) -> bool {
        matches!(self, Self::Open | Self::Compare | Self::Lexicon(_) | Self::ImportLabels(_) | Self::Import)
    }

    /// Whether it belongs to the export page.
    pub(crate) fn is_of_export(self) -> bool {
        matches!(self, Self::Export(_) | Self::ExportPlace(_) | Self::ExportFolder | Self::ExportList)
    }

    /// Whether several files can be chosen at once.
    pub(crate) fn takes_several(self) -> bool {
        matches!(self, Self::Open | Self::Compare)
    }

    /// The suffix of a new file's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::NewArticle => ".txt",
            Self::CheatSheet | Self::Report(_) => ".html",
            Self::Export(format) | Self::ExportPlace(format) => format.suffix,
            Self::ExportFolder | Self::ImportFolder => "",
            Self::ExportList => ".json",
            Self::Lines(_) => ".csv",
            Self::Picture(_, _, format) => format.suffix(),
            Self::ExportLabels(_, format) => format.suffix,
            _ => exchange::ron::SUFFIX,
        }
    }

    /// The chooser's title.
    pub(crate) fn title(self) -> Message {
        match self {
            Self::Open => Message::new("chooser-open-title"),
            Self::Compare => Message::new("chooser-compare-title"),
            Self::NewArticle => Message::new("chooser-new-title"),
            Self::Lexicon(None) => Message::new("chooser-lexicon-title"),
            Self::Lexicon(Some(_)) => Message::new("chooser-folder-lexicon-title"),
            Self::SaveAs(_) => Message::new("chooser-save-title"),
            Self::CheatSheet => Message::new("shortcuts-print-title"),
            Self::ImportLabels(_) => Message::new("labels-import-title"),
            Self::ExportLabels(_, format) => {
                Message::new("labels-export-title").with("format", Arg::localized(&format.names))
            }
            Self::ExportFolder => Message::new("export-folder-title"),
            Self::ExportList => Message::new("export-list-title"),
            Self::Picture(..) => Message::new("chooser-picture-title"),
            Self::Report(_) => Message::new("chooser-report-title"),
            Self::Lines(_) => Message::new("chooser-lines-title"),
            Self::Import => Message::new("import-choose-title"),
            Self::ImportFolder => Message::new("import-folder-title"),
            Self::Export(format) | Self::ExportPlace(format) => {
                Message::new("chooser-export-title").with("format", Arg::localized(&format.names))
            }
        }
    }

    /// Whether a file is listed.
    pub(crate) fn lists(self, path: &Path) -> bool {
        match self {
            Self::Lexicon(_) => path
                .extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| UserFormat::of_extension(extension).is_some()),
            Self::Compare => store::is_annotation_path(path),
            // Columns are often called `.txt`.
            Self::Import => may_import(path) || store::is_article_path(path),
            Self::CheatSheet | Self::Report(_) => {
                path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
            }
            Self::ImportLabels(_) | Self::ExportLabels(..) => label_format_of(path).is_some(),
            _ => store::is_article_path(path) || store::is_annotation_path(path) || store::may_hold_articles(path),
        }
    }
}

/// What to do after unsaved articles were saved or discarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterSave {
    /// Close these tabs.
    Close,
    /// Close the window.
    Quit,
}

/// Articles that are left as soon as some of them are saved.
#[derive(Debug)]
pub(crate) struct Leaving {
    /// Those that are to be saved first.
    pub(crate) saved: Vec<TabId>,
    /// All of them.
    pub(crate) all: Vec<TabId>,
    pub(crate) then: AfterSave,
}
