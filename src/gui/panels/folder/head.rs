//! The head of a folder's list: its name, who works in it, and how much is done in all and today.

use std::collections::BTreeMap;

use eframe::egui::{self, Ui, vec2};
use jiff::civil::Date;

use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Content, FolderRow, FolderTab, Stage};
use crate::gui::theme::size;
use crate::gui::widgets::{Label, WidgetStyle, meter, small, title};

/// Height of the head, in points.
const HEAD: f32 = 64.0;
/// Widths of the parts at the far side: what is done, and what was done today, in points.
const DONE: f32 = 176.0;
const TODAY: f32 = 132.0;
/// Width below which what was done today gives way, in points.
const NARROW: f32 = 620.0;
/// Height of the bar, in points.
const BAR: f32 = 4.0;
/// The most names of those who work in a folder.
const MOST_NAMES: usize = 3;

/// What was counted of each part of a folder's rows, as long as it holds: not all are counted in each frame.
#[derive(Default)]
pub(super) struct Summaries {
    /// Counted from this confidence on, on this day.
    of: Option<(f32, Date)>,
    parts: Vec<(u64, Summary)>,
}

impl Summaries {
    /// The progress of all articles now.
    pub(super) fn whole(&mut self, threshold: f32, folder: &FolderTab) -> Summary {
        let of = (threshold, jiff::Zoned::now().date());
        let parts = folder.rows.parts();
        if self.of.replace(of) != Some(of) || self.parts.len() != parts.len() {
            self.parts.clear();
        }
        for (at, (change, rows)) in parts.enumerate() {
            match self.parts.get_mut(at) {
                Some((then, _)) if *then == change => {}
                Some(part) => *part = (change, Summary::of(of, rows)),
                None => self.parts.push((change, Summary::of(of, rows))),
            }
        }
        let mut whole = Summary::default();
        self.parts.iter().for_each(|(_, part)| whole.add(part));
        for name in folder.shared.people() {
            whole.people.entry(name.to_owned()).or_default();
        }
        whole
    }
}

/// The progress of articles in the folder.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) new: usize,
    pub(super) begun: usize,
    pub(super) done: usize,
    pub(super) put_aside: usize,
    pub(super) unreadable: usize,
    undecided: usize,
    pub(super) waiting: usize,
    done_today: usize,
    decisions_today: usize,
    /// Who works in it, with the number of their articles.
    pub(super) people: BTreeMap<String, usize>,
    /// Whether the date and the source of any article is known.
    pub(super) has_dates: bool,
    pub(super) has_sources: bool,
}

impl Summary {
    fn of((threshold, today): (f32, Date), rows: &[FolderRow]) -> Self {
        let mut summary = Self::default();
        for row in rows {
            let digest = match &row.content {
                Content::Waiting => {
                    summary.waiting += 1;
                    continue;
                }
                Content::Unreadable(_) => {
                    summary.unreadable += 1;
                    continue;
                }
                Content::Known(digest) => digest,
            };
            summary.undecided += digest.undecided(threshold);
            match digest.stage() {
                Stage::New => summary.new += 1,
                Stage::Begun => summary.begun += 1,
                Stage::Done => summary.done += 1,
                Stage::PutAside => summary.put_aside += 1,
            }
            summary.done_today += usize::from(digest.was_done_on(today));
            summary.decisions_today += digest.decisions_on(today);
            summary.has_dates |= digest.published.is_some();
            summary.has_sources |= !digest.source.is_empty();
            if digest.who.is_empty() {
                continue;
            }
            if let Some(count) = summary.people.get_mut(&digest.who) {
                *count += 1;
            } else {
                summary.people.insert(digest.who.clone(), 1);
            }
        }
        summary
    }

    fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.begun += other.begun;
        self.done += other.done;
        self.put_aside += other.put_aside;
        self.unreadable += other.unreadable;
        self.undecided += other.undecided;
        self.waiting += other.waiting;
        self.done_today += other.done_today;
        self.decisions_today += other.decisions_today;
        for (name, count) in &other.people {
            *self.people.entry(name.clone()).or_default() += count;
        }
        self.has_dates |= other.has_dates;
        self.has_sources |= other.has_sources;
    }

    /// Number of articles that can be read, as far as known.
    pub(super) fn articles(&self) -> usize {
        self.waiting + self.new + self.begun + self.done + self.put_aside
    }

    /// Whether there is nothing left to do.
    pub(super) fn is_all_done(&self) -> bool {
        self.done > 0 && self.waiting + self.new + self.begun == 0
    }
}

/// The status bar's text for a folder.
pub(in crate::gui::panels) fn folder_status(i18n: &I18n, folder: &FolderTab) -> String {
    let waiting = folder.rows.waiting();
    if waiting == 0 {
        return i18n.text_with("folder-articles", &[("count", Value::from(folder.rows.len()))]).into_owned();
    }
    let values = [("done", Value::from(folder.rows.len() - waiting)), ("total", Value::from(folder.rows.len()))];
    i18n.text_with("folder-counting", &values).into_owned()
}

/// The folder's name on one side, its progress on the other.
pub(super) fn head(ui: &mut Ui, i18n: &I18n, folder: &FolderTab, summary: &Summary) {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), egui::Sense::hover());
    let inner = rect.shrink2(vec2(6.0, 8.0));
    let column = |ui: &mut Ui, place| {
        let builder = egui::UiBuilder::new().max_rect(place).layout(egui::Layout::top_down(look.start()));
        let mut column = ui.new_child(builder);
        column.spacing_mut().item_spacing.y = 0.0;
        column
    };
    if folder.rows.is_empty() {
        title(&mut column(ui, inner), &folder.name);
        return;
    }
    let mut strip = crate::gui::widgets::Strip::new(inner, look);
    let today = (inner.width() >= NARROW).then(|| strip.trailing(TODAY));
    if today.is_some() {
        strip.trailing(size::GROUP);
    }
    let done = strip.trailing(DONE);
    strip.trailing(size::GROUP);
    let mut near = column(ui, strip.rest());
    title(&mut near, &folder.name);
    small(&mut near, &about(i18n, folder, summary));
    let mut far = column(ui, done);
    let values = [("done", Value::from(summary.done)), ("total", Value::from(summary.articles()))];
    far.add(Label::new(&i18n.text_with("folder-done", &values)));
    let waiting =
        [("done", Value::from(folder.rows.len() - summary.waiting)), ("total", Value::from(folder.rows.len()))];
    let text = if summary.waiting > 0 {
        i18n.text_with("folder-counting", &waiting)
    } else {
        i18n.text_with("folder-undecided", &[("count", Value::from(summary.undecided))])
    };
    small(&mut far, &text);
    meter(&mut far, vec2(DONE, BAR), (summary.done, summary.articles()), look.theme.dim);
    if let Some(place) = today {
        let mut day = column(ui, place);
        day.add(Label::new(&i18n.text_with("folder-done-today", &[("count", Value::from(summary.done_today))])));
        small(&mut day, &i18n.text_with("folder-decisions-today", &[("count", Value::from(summary.decisions_today))]));
    }
}

/// How many articles there are, and who works on them.
fn about(i18n: &I18n, folder: &FolderTab, summary: &Summary) -> String {
    let mut parts = vec![i18n.text_with("folder-articles", &[("count", Value::from(folder.rows.len()))]).into_owned()];
    if summary.unreadable > 0 {
        parts.push(i18n.text_with("folder-unreadable", &[("count", Value::from(summary.unreadable))]).into_owned());
    }
    if !summary.people.is_empty() {
        let names: Vec<String> =
            summary.people.keys().take(MOST_NAMES).map(|name| format!("\u{2068}{name}\u{2069}")).collect();
        parts.push(names.join(&i18n.text("list-separator")));
    }
    if folder.shared.blind {
        parts.push(i18n.text("folder-blind").into_owned());
    }
    parts.join(" · ")
}
