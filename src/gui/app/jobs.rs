//! Work off the frame: named threads that send what they have found.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use eframe::egui;

use super::asking::Answer;
use super::detection::Detected;
use super::files::{Failure, FileRequest};
use super::folder::Content;
use super::learning::Learned;
use super::mark_index::MarkIndex;
use super::tab::TabId;
use super::watch::ReadAgain;
use crate::document::{Document, Encoding, Preview};
use crate::exchange::Summary;
use crate::gui::keyboard::Keycaps;
use crate::gui::text::Texts;
use crate::layout::{BidiOverrides, FontFamily};
use crate::lexicon::{EntityId, Lexicon};
use crate::store::{FolderEntry, LexiconsRead, OnDisk, Opened, Scan, Seen, Stamp, StoreError};
use crate::text::Span;

/// What a thread has found.
pub(crate) enum Report {
    /// A file was read, as the tab's reading of this number.
    Opened { tab: TabId, number: u64, path: PathBuf, result: Box<Result<Opened, StoreError>> },
    /// How a tab's file reads in each encoding.
    Previews { tab: TabId, previews: Vec<Preview> },
    /// Names were looked for.
    Detected(Detected),
    /// Decisions were learned from.
    Learned(Learned),
    /// Annotations of the document given were saved, in the state given, and its file was looked at; why what they
    /// teach could not be kept with them.
    Saved {
        tab: TabId,
        path: PathBuf,
        document: Arc<Document>,
        on_disk: OnDisk,
        state: u64,
        result: Result<Stamp, StoreError>,
        not_kept: Option<StoreError>,
    },
    /// A search has found its first match, or all.
    SearchDone { stamp: u64, first: Option<Span>, all: Option<Vec<Span>> },
    /// Paragraphs that read differently from what they store were found in the document given.
    BidiOverrides { tab: TabId, document: Arc<Document>, turned: BidiOverrides },
    /// All marks of a tab were gathered.
    Indexed { tab: TabId, document: Arc<Document>, mark_index: MarkIndex },
    /// The files of open articles were compared with the documents given.
    Looked(Vec<(TabId, Arc<Document>, OnDisk)>),
    /// An article was read again, with its annotations in the state given.
    ReadAgain { tab: TabId, former: Arc<Document>, state: u64, seen: Seen, result: Box<Result<ReadAgain, StoreError>> },
    /// A folder was looked through.
    Scanned { folder: TabId, result: Result<Scan, StoreError> },
    /// An article of a folder was counted, with this lexicon.
    Counted { folder: TabId, lexicon: Arc<Lexicon>, path: PathBuf, content: Content },
    /// All articles of a folder that were waiting have been counted.
    CountedAll { folder: TabId },
    /// The person's lexicons were read.
    Lexicons(Box<LexiconsRead>),
    /// Entities whose name fits what was typed.
    Entities { query: String, hits: Vec<EntityId> },
    /// The installed fonts were read: these families can be named.
    Fonts(Vec<FontFamily>),
    /// Something was exported.
    Exported { path: PathBuf, result: Result<Summary, Failure>, request: FileRequest },
    /// The keyboard's map was read.
    Keyboard(Keycaps),
    /// The desktop has answered the question of this number.
    Answered { number: u64, answer: Answer },
    /// What a folder holds, for the window's own chooser.
    Browsed { folder: PathBuf, result: Result<Vec<FolderEntry>, StoreError> },
}

/// Sends reports to the window and wakes it.
pub(super) struct ReportSender {
    ctx: egui::Context,
    sender: Sender<Report>,
}

impl ReportSender {
    pub(super) fn send(&self, report: Report) {
        // The window is gone: nobody waits for the report any more.
        drop(self.sender.send(report));
        self.wake();
    }

    /// Wakes the window without a report.
    pub(super) fn wake(&self) {
        self.ctx.request_repaint();
    }
}

/// Starts threads and gathers their reports.
pub(crate) struct Jobs {
    ctx: egui::Context,
    sender: Sender<Report>,
    reports: Receiver<Report>,
    writers: Vec<JoinHandle<()>>,
}

impl Jobs {
    pub(super) fn new(ctx: egui::Context) -> Self {
        let (sender, reports) = channel();
        Self { ctx, sender, reports, writers: Vec::new() }
    }

    /// Runs `work` on a thread of this name; says whether the system gave one.
    pub(super) fn start(&self, name: &str, work: impl FnOnce() -> Option<Report> + Send + 'static) -> bool {
        self.spawn(name, work).is_some()
    }

    /// As [`Self::start`], for work that writes a file: the program does not end before it has.
    pub(super) fn start_writing(&mut self, name: &str, work: impl FnOnce() -> Option<Report> + Send + 'static) -> bool {
        self.writers.retain(|writer| !writer.is_finished());
        let writer = self.spawn(name, work);
        let has_begun = writer.is_some();
        self.writers.extend(writer);
        has_begun
    }

    /// Waits until all files are written.
    pub(super) fn finish_writing(&mut self) {
        for writer in self.writers.drain(..) {
            // What a thread that has failed would have written is lost either way.
            drop(writer.join());
        }
    }

    fn spawn(&self, name: &str, work: impl FnOnce() -> Option<Report> + Send + 'static) -> Option<JoinHandle<()>> {
        let sender = self.sender();
        let run = move || {
            if let Some(report) = work() {
                sender.send(report);
            }
        };
        std::thread::Builder::new().name(name.to_owned()).spawn(run).ok()
    }

    /// A way for a thread to report before it has ended.
    pub(super) fn sender(&self) -> ReportSender {
        ReportSender { ctx: self.ctx.clone(), sender: self.sender.clone() }
    }

    /// The reports that have come in.
    pub(super) fn take(&self) -> Vec<Report> {
        self.reports.try_iter().collect()
    }

    /// Reads an article and its annotations: a tab's reading of this number.
    pub(super) fn open(&self, tab: TabId, number: u64, path: PathBuf, encoding: Option<Encoding>) {
        self.start("open", move || {
            let result = Box::new(crate::store::open(&path, encoding));
            Some(Report::Opened { tab, number, path, result })
        });
    }

    /// Reads the beginning of a file in each encoding.
    pub(super) fn preview_encodings(&self, tab: TabId, path: PathBuf) {
        self.start("encodings", move || {
            // Of what cannot be read there are names only; choosing one says why.
            let previews = crate::store::preview_encodings(&path);
            let previews = previews.unwrap_or_else(|_error| crate::document::previews(&[]));
            Some(Report::Previews { tab, previews })
        });
    }

    /// Reads the installed fonts into the window's text engine, which goes on shaping meanwhile.
    pub(super) fn read_fonts(&self, texts: Texts) {
        self.start("fonts", move || {
            let mut reader = texts.lock().engine.font_reader();
            let families = reader.read();
            texts.lock().engine.take_fonts(reader);
            Some(Report::Fonts(families))
        });
    }

    /// Looks for paragraphs that read differently from what they store.
    pub(super) fn look_for_turned(&self, tab: TabId, document: Arc<Document>) {
        self.start("turned", move || {
            // A closed tab lets go of its document: then nobody waits for the answer.
            let turned = crate::layout::turned(&document, &mut || Arc::strong_count(&document) > 1)?;
            Some(Report::BidiOverrides { tab, document, turned })
        });
    }
}
