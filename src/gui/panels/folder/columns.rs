//! The columns of a folder's list: what they show of an article, and how they sort.

use std::cmp::Ordering;

use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Content, Digest, FolderRow, Stage};
use crate::gui::panels::dates;
use crate::gui::panels::file_size::size_text;
use crate::gui::widgets::{Cell, Icon, Side, Tone};
use crate::store::file_name;

/// The columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Headline,
    Published,
    Source,
    File,
    Modified,
    Size,
    State,
    Mentions,
    Decided,
    Undecided,
    Notes,
    Who,
}

impl Column {
    /// All, as they stand beside each other.
    pub(super) const ALL: [Self; 12] = [
        Self::Headline,
        Self::Published,
        Self::Source,
        Self::File,
        Self::Modified,
        Self::Size,
        Self::State,
        Self::Mentions,
        Self::Decided,
        Self::Undecided,
        Self::Notes,
        Self::Who,
    ];

    /// Those that are shown until the person chooses. Dates and sources are among them as soon as one is known.
    pub(super) const FIRST: [Self; 8] = [
        Self::Headline,
        Self::Published,
        Self::Source,
        Self::File,
        Self::Decided,
        Self::Undecided,
        Self::Notes,
        Self::Who,
    ];

    /// Those that give way in a narrow list, the first one first. Headlines, names of files and what is undecided never do.
    const GIVE_WAY: [Self; 9] = [
        Self::Who,
        Self::Source,
        Self::Size,
        Self::State,
        Self::Mentions,
        Self::Notes,
        Self::Modified,
        Self::Decided,
        Self::Published,
    ];

    /// Width that the headline needs at least, in points.
    const HEADLINE: f32 = 280.0;

    /// The key of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Headline => "folder-column-headline",
            Self::Published => "folder-column-published",
            Self::Source => "folder-column-source",
            Self::File => "folder-column-file",
            Self::Modified => "folder-column-modified",
            Self::Size => "folder-column-size",
            Self::State => "folder-column-state",
            Self::Mentions => "folder-column-mentions",
            Self::Decided => "folder-column-decided",
            Self::Undecided => "folder-column-undecided",
            Self::Notes => "folder-column-notes",
            Self::Who => "folder-column-who",
        }
    }

    /// Its name in the settings file.
    pub(super) fn name(self) -> &'static str {
        self.key().trim_start_matches("folder-column-")
    }

    pub(super) fn side(self) -> Side {
        match self {
            Self::Headline | Self::Source => Side::Own,
            Self::Published | Self::File | Self::Modified | Self::State | Self::Decided | Self::Who => Side::Start,
            Self::Size | Self::Mentions | Self::Undecided | Self::Notes => Side::End,
        }
    }

    /// Whether sorting by it begins with the largest.
    pub(super) fn begins_descending(self) -> bool {
        self.side() == Side::End || matches!(self, Self::Published | Self::Modified | Self::Decided)
    }

    /// Width in points, for a list of the given width; the headline gets the rest.
    pub(super) fn width(self, list: f32) -> f32 {
        match self {
            Self::Headline => 0.0,
            Self::Published => 104.0,
            Self::Source => 120.0,
            Self::File => (list * 0.18).clamp(110.0, 200.0),
            Self::Modified => 122.0,
            Self::Size => 76.0,
            Self::State => 86.0,
            Self::Mentions | Self::Undecided => 92.0,
            Self::Decided => 84.0,
            Self::Notes => 68.0,
            Self::Who => 92.0,
        }
    }

    /// Those of the wanted columns that fit into a list of the given width.
    pub(super) fn in_width(wanted: &[Self], list: f32) -> Vec<Self> {
        let mut shown = wanted.to_vec();
        let mut others: f32 = shown.iter().map(|column| column.width(list)).sum();
        for column in Self::GIVE_WAY {
            if others + Self::HEADLINE <= list {
                break;
            }
            if let Some(at) = shown.iter().position(|shown| *shown == column) {
                shown.remove(at);
                others -= column.width(list);
            }
        }
        shown
    }

    /// Whether what it shows is known only once the articles are counted.
    pub(super) fn is_counted(self) -> bool {
        !matches!(self, Self::File | Self::Modified | Self::Size)
    }

    /// The order of two articles in this column; what is unknown comes last either way.
    pub(super) fn compare(self, a: &FolderRow, b: &FolderRow, threshold: f32, is_descending: bool) -> Ordering {
        let turn = |order: Ordering| if is_descending { order.reverse() } else { order };
        let number = |count: &dyn Fn(&Digest) -> usize| {
            last(a.digest().map(count), b.digest().map(count), |a, b| turn(a.cmp(&b)))
        };
        let text = |of: &dyn Fn(&Digest) -> &str| {
            let known =
                |row: &'_ FolderRow| row.digest().map(|digest| of(digest).to_owned()).filter(|text| !text.is_empty());
            last(known(a), known(b), |a, b| turn(a.cmp(&b)))
        };
        match self {
            // The list has them in this order, or turned round.
            Self::File => Ordering::Equal,
            Self::Headline => last(a.digest(), b.digest(), |_, _| turn(a.folded().cmp(b.folded()))),
            Self::Published => {
                let day = |row: &FolderRow| row.digest().and_then(|digest| digest.published);
                last(day(a), day(b), |a, b| turn(a.cmp(&b)))
            }
            Self::Source => text(&|digest| &digest.source),
            Self::Who => text(&|digest| &digest.who),
            Self::Modified => last(a.modified, b.modified, |a, b| turn(a.cmp(&b))),
            Self::Size => turn(a.bytes.cmp(&b.bytes)),
            Self::State => last(a.digest().map(Digest::stage), b.digest().map(Digest::stage), |a, b| turn(a.cmp(&b))),
            Self::Mentions => number(&|digest| digest.mentions(threshold)),
            Self::Decided => {
                let share = |row: &FolderRow| row.digest().and_then(|digest| share(digest, threshold));
                last(share(a), share(b), |a, b| turn(a.total_cmp(&b)))
            }
            Self::Undecided => number(&|digest| digest.undecided(threshold)),
            Self::Notes => number(&|digest| digest.notes),
        }
    }
}

/// The share of what is decided, 0 to 1; `None` if there is nothing to decide.
fn share(digest: &Digest, threshold: f32) -> Option<f32> {
    let all = digest.mentions(threshold);
    (all > 0).then(|| digest.decided() as f32 / all as f32)
}

/// Unknown values come last, in either order.
fn last<T>(a: Option<T>, b: Option<T>, order: impl FnOnce(T, T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => order(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The icon, emphasis and name of an article's progress.
fn stage_of(digest: &Digest) -> (Icon, Tone, &'static str) {
    match digest.stage() {
        _ if digest.unusable.is_some() => (Icon::Warning, Tone::Warning, "stage-unusable"),
        Stage::New => (Icon::Ring, Tone::Accent, "stage-new"),
        Stage::Begun => (Icon::Pie, Tone::Accent, "stage-begun"),
        Stage::Done => (Icon::Done, Tone::Dim, "stage-done"),
        Stage::PutAside => (Icon::Paused, Tone::Dim, "stage-put-aside"),
    }
}

/// What a column shows of an article.
pub(super) fn cell(i18n: &I18n, row: &FolderRow, column: Column, threshold: f32) -> Cell {
    let digest = row.digest();
    let is_done = digest.is_some_and(|digest| digest.stage() == Stage::Done);
    let tone = if is_done { Tone::Dim } else { Tone::Ink };
    let number = |count: Option<usize>, zero: &str, tone: Tone| {
        let text = match count {
            // Not counted yet.
            None if matches!(row.content, Content::Waiting) => "…".to_owned(),
            None => String::new(),
            Some(0) => zero.to_owned(),
            Some(count) => i18n.number(count),
        };
        let tone = if count.is_some_and(|count| count > 0) { tone } else { Tone::Dim };
        Cell { text, tone, side: Side::End, ..Cell::default() }
    };
    let plain = |text: String| Cell { text, side: column.side(), tone: Tone::Dim, ..Cell::default() };
    match column {
        Column::Headline => {
            // A path runs from left to right, whatever the names in it.
            let place = || format!("\u{2066}{}\u{2069}", row.place());
            let headline = || row.headline().map_or_else(place, str::to_owned);
            let (text, icon, tone) = match &row.content {
                Content::Waiting => (headline(), None, Tone::Dim),
                Content::Unreadable(error) => {
                    let reason = i18n.sentence_on(&**error, file_name(row.path()));
                    (reason, Some((Icon::Warning, Tone::Warning)), Tone::Dim)
                }
                Content::Known(digest) => {
                    let (icon, icon_tone, _) = stage_of(digest);
                    (headline(), Some((icon, icon_tone)), tone)
                }
            };
            Cell { text, icon, side: Side::Own, tone, ..Cell::default() }
        }
        Column::Published => plain(
            digest.and_then(|digest| digest.published).map_or_else(String::new, |day| dates::date(i18n, day.date())),
        ),
        Column::Source => plain(digest.map_or_else(String::new, |digest| digest.source.clone())),
        Column::File => Cell { is_name: true, ..plain(format!("\u{2066}{}\u{2069}", row.place())) },
        Column::Modified => plain(dates::short(i18n, row.modified)),
        Column::Size => plain(size_text(i18n, row.bytes)),
        Column::State => plain(digest.map_or_else(String::new, |digest| i18n.text(stage_of(digest).2).into_owned())),
        Column::Mentions => number(digest.map(|digest| digest.mentions(threshold)), "–", Tone::Dim),
        Column::Decided => Cell { share: digest.and_then(|digest| share(digest, threshold)), ..plain(String::new()) },
        Column::Undecided => number(digest.map(|digest| digest.undecided(threshold)), "–", tone),
        Column::Notes => number(digest.map(|digest| digest.notes), "", Tone::Dim),
        Column::Who => Cell { tone, ..plain(digest.map_or_else(String::new, |digest| digest.who.clone())) },
    }
}

/// The text of a row for screen readers.
pub(super) fn spoken(i18n: &I18n, row: &FolderRow, threshold: f32) -> String {
    let counted = |key: &str, count: usize| i18n.text_with(key, &[("count", Value::from(count))]).into_owned();
    let headline = || row.headline().map_or_else(|| row.place().into_owned(), str::to_owned);
    let parts = match &row.content {
        Content::Waiting => vec![headline(), i18n.text("stage-waiting").into_owned()],
        Content::Unreadable(error) => {
            vec![
                row.place().into_owned(),
                i18n.text("stage-unreadable").into_owned(),
                i18n.sentence_on(&**error, file_name(row.path())),
            ]
        }
        Content::Known(digest) => {
            let mut parts = vec![
                headline(),
                i18n.text(stage_of(digest).2).into_owned(),
                counted("folder-undecided", digest.undecided(threshold)),
                counted("folder-mentions", digest.mentions(threshold)),
            ];
            if digest.notes > 0 {
                parts.push(counted("folder-notes", digest.notes));
            }
            parts.extend(digest.published.map(|day| dates::date(i18n, day.date())));
            parts.extend([&digest.source, &digest.who].into_iter().filter(|part| !part.is_empty()).cloned());
            parts.push(row.place().into_owned());
            parts
        }
    };
    parts.join(&i18n.text("list-separator"))
}
