//! Measures the table of a folder's annotations: from asking for it until its first row and all of its rows are there, and how
//! long filters, orders and groups take with all of them.

use std::time::{Duration, Instant};

use eframe::egui::{Key, Modifiers};
use serde::Serialize;

use super::window::{FRAME_MS, Window, at, key};
use crate::annotation::Confidence;
use crate::gui::model::{AppAction, Asked, Seeing, SeeingAction, SeenView};
use crate::survey::{By, Column, Order};

/// The longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(10);

/// The measurements. Times in milliseconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableFigures {
    /// Rows in the end.
    pub rows: usize,
    /// From asking for it to the end of the first frame with a row.
    pub first_row_ms: f64,
    /// From asking for it until the annotations of all articles are counted.
    pub annotations_ms: f64,
    /// From asking for it again, from another view, until the rows are there.
    pub again_ms: f64,
    /// From asking for it until names were looked for in all articles, too.
    pub whole_ms: f64,
    /// Longest frame meanwhile.
    pub reading_max_ms: f64,
    /// From asking for other rows until they are shown: of one status, with a word, with a confidence, sorted by words, grouped
    /// by entity; the longest of these.
    pub asked_ms: f64,
    /// Frames in which the list is walked through: 99 of 100 are at most as long.
    pub p99_ms: f64,
    /// Resident memory behind it, in MiB; 0 if the system does not report it.
    pub rss_mib: f64,
}

impl Window {
    /// Shows the table of what is in front, and asks it for this and that.
    pub(super) fn walk_table(&mut self, frames: usize) -> TableFigures {
        let Some(id) = self.app.front else { return TableFigures::default() };
        let mut figures = TableFigures::default();
        let ctx = self.ctx.clone();
        let ms = |since: Instant| since.elapsed().as_secs_f64() * 1e3;
        let seeing = |window: &Self| {
            window.app.seeing.get(&id).map(|seeing: &Seeing| {
                (seeing.shown.lines.len(), seeing.has_annotations() && is_arranged(seeing), seeing.is_reading())
            })
        };
        let began = Instant::now();
        self.app.perform(&ctx, AppAction::Seeing(id, SeeingAction::View(SeenView::Table)));
        while began.elapsed() < PATIENCE {
            // As on a screen of 60 Hz: whatever a frame leaves belongs to those who read.
            let frame_ms = self.frame(Vec::new());
            figures.reading_max_ms = figures.reading_max_ms.max(frame_ms);
            let Some((lines, has_annotations, is_reading)) = seeing(self) else { continue };
            let first = |figure: &mut f64, is_so: bool| {
                if *figure == 0.0 && is_so {
                    *figure = ms(began);
                }
            };
            first(&mut figures.first_row_ms, lines > 0);
            first(&mut figures.annotations_ms, has_annotations);
            if !is_reading && has_annotations {
                break;
            }
            std::thread::sleep(Duration::from_secs_f64((FRAME_MS - frame_ms).max(1.0) / 1e3));
        }
        figures.whole_ms = ms(began);
        self.app.perform(&ctx, AppAction::Seeing(id, SeeingAction::View(SeenView::Own)));
        self.frame(Vec::new());
        let began = Instant::now();
        self.app.perform(&ctx, AppAction::Seeing(id, SeeingAction::View(SeenView::Table)));
        self.frame(Vec::new());
        figures.again_ms = ms(began);
        let base = self.app.seeing.get(&id).map(|seeing| seeing.asked.clone()).unwrap_or_default();
        for asked in all_asked(&base) {
            let began = Instant::now();
            self.app.perform(&ctx, AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
            while began.elapsed() < PATIENCE {
                self.frame(Vec::new());
                if self.app.seeing.get(&id).is_none_or(is_arranged) {
                    break;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            figures.asked_ms = figures.asked_ms.max(ms(began));
        }
        figures.rows = self.app.seeing.get(&id).map_or(0, |seeing| seeing.survey.count());
        let mut times: Vec<f64> = (0..frames)
            .map(|n| {
                if n % 2 == 0 { self.frame(vec![key(Key::ArrowDown, Modifiers::NONE)]) } else { self.frame(Vec::new()) }
            })
            .collect();
        times.sort_by(f64::total_cmp);
        figures.p99_ms = at(&times, 0.99);
        figures.rss_mib = super::window::rss_mib();
        self.app.perform(&ctx, AppAction::Seeing(id, SeeingAction::View(SeenView::Own)));
        self.frame(Vec::new());
        figures
    }
}

/// Whether what is asked for is what is shown.
fn is_arranged(seeing: &Seeing) -> bool {
    let is_it = |(asked, revision, _): &(Asked, u64, _)| *asked == seeing.asked && *revision == seeing.revision;
    seeing.arranged.as_ref().is_some_and(is_it)
}

/// What is asked for, one after the other; the last is what was there before.
fn all_asked(base: &Asked) -> Vec<Asked> {
    let with = |change: &dyn Fn(&mut Asked)| {
        let mut asked = base.clone();
        change(&mut asked);
        asked
    };
    vec![
        with(&|asked| drop(asked.filter.values.insert(Column::Status, ["accepted".to_owned()].into()))),
        with(&|asked| drop(asked.filter.words.insert(Column::Text, "سوريا".to_owned()))),
        with(&|asked| asked.filter.confidence = Confidence::new(0.5).zip(Confidence::new(1.0)).map(|(a, b)| a..=b)),
        with(&|asked| asked.orders = vec![Order { column: Column::Text, is_reversed: false }]),
        with(&|asked| asked.group = Some(By::Entity)),
        base.clone(),
    ]
}
