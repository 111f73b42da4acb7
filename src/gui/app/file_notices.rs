//! Notices about files: what was exported, what a format could not represent, what of a text could not be read.

use std::path::Path;

use crate::document::{Document, Remark};
use crate::exchange::Summary;
use crate::exchange::ron::Warning;
use crate::gui::command::UiCommand;
use crate::gui::model::{AppAction, Notice, TabId};
use crate::store::{Interrupted, file_name};
use crate::text::{Arg, Span};

/// The most numbers of damaged lines that are listed.
const LINES_SHOWN: usize = 3;

/// Reports what an exported file contains.
pub(super) fn exported(path: &Path, Summary { statuses, counts, .. }: &Summary) -> Notice {
    let notice = match (statuses.accepted, statuses.suggested, statuses.rejected) {
        (_, false, false) => Notice::done("notice-exported-accepted"),
        (false, true, false) => Notice::done("notice-exported-suggested"),
        (true, true, false) => Notice::done("notice-exported-undecided"),
        (_, false, true) => Notice::done("notice-exported-decided"),
        (_, true, true) => Notice::done("notice-exported-all"),
    };
    let notice = notice.with("file", file_name(path)).with("accepted", counts.accepted);
    notice.with("suggested", counts.suggested).with("rejected", counts.rejected)
}

/// Reports which parts of a text could not be read.
pub(super) fn damage(id: TabId, document: &Document) -> Option<Notice> {
    document.undecodable()?;
    let lines = document.damaged_lines();
    let encoding = document.decoding()?.encoding;
    let charset = encoding.misreadings().last().map_or(encoding.charset(), |misreading| misreading.really);
    let shown = lines.iter().take(LINES_SHOWN).map(|line| (*line).into()).collect();
    let notice =
        Notice::warning("warning-undecodable").with("encoding", charset.name()).with("line-count", lines.len());
    let notice = notice.with("lines", Arg::List(shown)).with("rest", lines.len().saturating_sub(LINES_SHOWN));
    Some(notice.offering("notice-other-encoding", AppAction::ChooseEncoding(id)))
}

/// Reports zero characters in a text, a sign of damage, and offers to show them.
pub(super) fn zeros(id: TabId, document: &Document) -> Option<Notice> {
    if document.zeros() == 0 {
        return None;
    }
    let first = document.text().find('\0')?;
    let lines = document.lines_with_zeros();
    let shown = lines.iter().take(LINES_SHOWN).map(|line| (*line).into()).collect();
    let notice = Notice::warning("warning-zeros").with("line-count", lines.len()).with("lines", Arg::List(shown));
    let notice = notice.with("rest", lines.len().saturating_sub(LINES_SHOWN));
    let span = Span::from_range(first..first + 1);
    Some(notice.offering("notice-show", AppAction::ShowInvisible(id, span)))
}

/// What a reader should know about how a document was read.
pub(super) fn remarks(id: TabId, document: &Document) -> Vec<Notice> {
    let unproven = document.remarks().iter().filter(|remark| remark.span().is_some()).count();
    let unproven = (unproven > 0).then(|| Notice::warning("warning-unproven").with("count", unproven));
    let others = document.remarks().iter().filter_map(|remark| {
        Some(match *remark {
            Remark::Unproven(_) => return None,
            Remark::PagesWithoutText(pages) => {
                Notice::warning("warning-pages-without-text").with("count", pages as usize)
            }
            Remark::RecognizedPages(pages) => Notice::warning("warning-recognized-pages").with("count", pages as usize),
            Remark::WholePage => Notice::warning("warning-whole-page"),
            Remark::LeftOutDeletions(count) => Notice::done("notice-left-out-deletions").with("count", count as usize),
            Remark::Attachments(count) => Notice::done("notice-attachments").with("count", count as usize),
            Remark::Damaged => Notice::warning("warning-document-damaged"),
        })
    });
    let original = || AppAction::Command(UiCommand::OpenOriginal);
    unproven
        .into_iter()
        .chain(others)
        .map(|notice| notice.offering("command-open-original", original()).about(id))
        .collect()
}

/// Says that annotations have no certain place, and offers to decide.
pub(super) fn unplaced(id: TabId, warning: &Warning) -> Notice {
    Notice::warning_of(warning).offering("notice-show-moved", AppAction::ShowMoved(id, None))
}

/// Says under which name an annotation file in the form of an earlier version was kept.
pub(super) fn kept_earlier(earlier: &Path) -> Notice {
    Notice::done("notice-kept-earlier").with("file", file_name(earlier))
}

/// Says that a save came to no end, and where what was to be saved is.
pub(super) fn interrupted(left: Interrupted) -> Notice {
    match left {
        Interrupted::Read { copy } => Notice::warning("notice-interrupted-read")
            .with("copy", file_name(&copy))
            .offering("command-save", AppAction::Command(UiCommand::Save)),
        Interrupted::Kept => Notice::warning("notice-interrupted-kept")
            .offering("command-versions", AppAction::Command(UiCommand::Versions)),
        Interrupted::Beside { copy } => Notice::warning("notice-interrupted-beside").with("copy", file_name(&copy)),
    }
}
