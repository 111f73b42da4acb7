//! Drives the real window code without a screen and measures its frames.
//!
//! A frame is everything that the program does for one repaint, up to and including tessellation. Only the graphics
//! driver is left out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Key, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};
use serde::Serialize;

use super::panned::MapFigures;
use super::seeing::TableFigures;
use super::window::{FRAME_MS, PATIENCE, WINDOW, Window, at, key, peak_rss_mib};
use crate::annotation::{
    Annotation, AnnotationSet, AnnotationState, Carried, Label, LabelSet, Relation, RelationId, RelationKind,
    RelationSet,
};
use crate::document::{Document, Encoding};
use crate::gui::model::{AppAction, Detection};
use crate::session::{Candidates, Command, Session};
use crate::text::{BytePos, Span, movement};

/// The narrowest one that is measured, in points.
const NARROWEST: f32 = 320.0;
/// Which one of eight frames makes an annotation.
const TAGGING: usize = 5;
/// Words of a note.
const NOTE: usize = 40;
/// The measurements. Times in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Frames measured.
    pub frames: usize,
    /// Median frame.
    pub p50_ms: f64,
    /// 99 of 100 frames are at most as long.
    pub p99_ms: f64,
    /// Longest frame.
    pub max_ms: f64,
    /// Median of those that make an annotation.
    pub tagging_p50_ms: f64,
    /// 99 of 100 of these are at most as long.
    pub tagging_p99_ms: f64,
    /// Median frame in which a word is typed into a note.
    pub typing_p50_ms: f64,
    /// 99 of 100 of these are at most as long.
    pub typing_p99_ms: f64,
    /// From the start of the process until the article was read and decoded.
    pub open_ms: f64,
    /// From the start of the process to the end of the first frame that shows the article.
    pub first_frame_ms: f64,
    /// From the start of the process until its annotations were there, too.
    pub loaded_ms: f64,
    /// Longest frame meanwhile.
    pub loading_max_ms: f64,
    /// From the start of the process to the end of the first frame that marks a name, or says that there are none.
    pub first_marks_ms: f64,
    /// From the start of the process to the end of detection; absent if it was not waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detected_ms: Option<f64>,
    /// Frames drawn while detection was running, after the first marks, while scrolling.
    pub detecting_frames: usize,
    /// Median of these.
    pub detecting_p50_ms: f64,
    /// 99 of 100 of these are at most as long.
    pub detecting_p99_ms: f64,
    /// Longest frame while the window is made narrower and wider, as by dragging its edge.
    pub resize_max_ms: f64,
    /// From typing a word into the find field until its first match is shown.
    pub find_first_ms: f64,
    /// The same, until all matches are counted and marked.
    pub find_all_ms: f64,
    /// The number of matches.
    pub find_matches: usize,
    /// Peak resident memory so far, in MiB; 0 if the system does not report it.
    pub peak_rss_mib: f64,
    /// Length of the text, in bytes.
    pub document_bytes: u32,
    /// Annotations added to the article.
    pub annotations: usize,
    /// Relations added between them.
    pub relations: usize,
    /// The frames of the folder's list; absent if no folder was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<FolderFigures>,
}

/// The measurements of a folder's list. Times in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct FolderFigures {
    /// Articles in it.
    pub articles: usize,
    /// From opening it to the end of the first frame that lists its articles.
    pub listed_ms: f64,
    /// Median frame while rows are walked through, scrolled and searched for.
    pub p50_ms: f64,
    /// 99 of 100 of these are at most as long.
    pub p99_ms: f64,
    /// Longest of these.
    pub max_ms: f64,
    /// The table of its annotations.
    pub table: TableFigures,
    /// The frames of its map.
    pub map: MapFigures,
}

/// What the window has to carry while its frames are measured.
#[derive(Clone, Debug)]
pub struct Load {
    /// Annotations to add to the article.
    pub annotations: usize,
    /// Relations to add between neighbouring ones.
    pub relations: usize,
    /// A folder to open as a list beside the article.
    pub folder: Option<PathBuf>,
    /// An article to show beside it.
    pub beside: Option<PathBuf>,
    /// Whether unsaved work is kept in a journal.
    pub has_journal: bool,
}

/// Opens the article and draws frames: scrolling, jumping, selecting, tagging, typing notes.
///
/// `start` is the start of the process. Fails with a sentence when the article cannot be opened.
pub fn measure(
    path: PathBuf,
    encoding: Option<Encoding>,
    load: Load,
    frames: usize,
    start: Instant,
) -> Result<Figures, String> {
    let mut window = Window::new(path, encoding, load.has_journal);
    let ms = |since: Instant| since.elapsed().as_secs_f64() * 1e3;
    let is_shown = |window: &Window| window.app.tab().is_some_and(|tab| tab.shown().is_some());
    while !is_shown(&window) {
        window.frame(Vec::new());
        if let Some(said) = window.app.banners().next() {
            return Err(said.words);
        }
        if let Some(error) = window.app.tab().and_then(|tab| tab.unreadable.as_ref()) {
            return Err(error.to_string());
        }
        if start.elapsed() > PATIENCE {
            return Err("the article was not read within ten minutes".to_owned());
        }
        if !is_shown(&window) {
            std::thread::sleep(Duration::from_micros(200));
        }
    }
    let open_ms = ms(start);
    window.frame(Vec::new());
    let first_frame_ms = ms(start);
    let mut loading_max_ms = 0.0_f64;
    while window.session().is_none() && start.elapsed() < PATIENCE {
        loading_max_ms = loading_max_ms.max(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(2));
    }
    let loaded_ms = ms(start);
    let (mut first_marks_ms, mut while_detecting) = (None, Vec::new());
    while start.elapsed() < PATIENCE
        && window.app.tab().is_some_and(|tab| matches!(tab.detection, Detection::Running(_)))
    {
        if first_marks_ms.is_some() {
            // A reader who does not wait for detection scrolls at 60 Hz.
            let took = window.step(while_detecting.len() % (frames / 2).max(1), frames);
            while_detecting.push(took);
            std::thread::sleep(Duration::from_secs_f64((FRAME_MS - took).max(1.0) / 1e3));
            continue;
        }
        window.frame(Vec::new());
        if window.session().is_some_and(|session| !session.candidates().is_empty()) {
            first_marks_ms = Some(ms(start));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let detected_ms = Some(ms(start));
    let first_marks_ms = first_marks_ms.unwrap_or_else(|| ms(start));
    if load.annotations > 0 {
        window.annotate(load.annotations, load.relations);
    }
    let folder = load.folder.map(|path| window.walk_folder(path, frames));
    if let Some(path) = load.beside {
        window.show_beside(path)?;
    }
    // What is rebuilt after loading (lists, scrollbar) does not belong to a frame while reading.
    for _ in 0..3 {
        window.frame(Vec::new());
    }
    let mut times: Vec<f64> = (0..frames).map(|n| window.step(n, frames)).collect();
    let is_tagging = |n: &usize| *n >= frames / 2 && n % 8 == TAGGING;
    let mut tagging: Vec<f64> = (0..frames).filter(is_tagging).map(|n| times[n]).collect();
    tagging.sort_by(f64::total_cmp);
    times.sort_by(f64::total_cmp);
    let mut typing = window.type_notes(frames / 2);
    typing.sort_by(f64::total_cmp);
    while_detecting.sort_by(f64::total_cmp);
    let resize_max_ms = window.resize(frames / 5);
    let (find_first_ms, find_all_ms, find_matches) = window.find();
    Ok(Figures {
        frames,
        p50_ms: at(&times, 0.50),
        p99_ms: at(&times, 0.99),
        max_ms: times.last().copied().unwrap_or(0.0),
        tagging_p50_ms: at(&tagging, 0.50),
        tagging_p99_ms: at(&tagging, 0.99),
        typing_p50_ms: at(&typing, 0.50),
        typing_p99_ms: at(&typing, 0.99),
        open_ms,
        first_frame_ms,
        loaded_ms,
        loading_max_ms,
        first_marks_ms,
        detected_ms,
        detecting_frames: while_detecting.len(),
        detecting_p50_ms: at(&while_detecting, 0.50),
        detecting_p99_ms: at(&while_detecting, 0.99),
        resize_max_ms,
        find_first_ms,
        find_all_ms,
        find_matches,
        peak_rss_mib: peak_rss_mib(),
        document_bytes: window.session().map_or(0, |session| session.document().len()),
        annotations: load.annotations,
        relations: window.session().map_or(0, |session| session.relations().len()),
        folder,
    })
}

/// The wheel is turned downwards by so many points.
fn wheel(points: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    }
}

impl Window {
    /// Frame `n` of `frames`: the first half scrolls, the second half jumps, selects and tags.
    fn step(&mut self, n: usize, frames: usize) -> f64 {
        let len = self.session().map_or(0, |session| session.document().len());
        let middle = pos2(WINDOW[0] / 3.0, WINDOW[1] / 2.0);
        let wheel = wheel(120.0);
        if n < frames / 2 {
            // Every 25th frame jumps ahead, so that the whole document is covered.
            if n.is_multiple_of(25) {
                let at = (u64::from(len) * n as u64 / (frames as u64 / 2).max(1)) as u32;
                self.reveal(at);
            }
            return self.frame(vec![Event::PointerMoved(middle), wheel]);
        }
        match n % 8 {
            0 => {
                let at = self.chance.below(len as usize) as u32;
                self.reveal(at);
                self.frame(vec![Event::PointerMoved(middle)])
            }
            1..=4 => self.frame(vec![key(Key::ArrowLeft, Modifiers::SHIFT | Modifiers::COMMAND)]),
            TAGGING => self.frame(vec![key(Key::Num1, Modifiers::NONE)]),
            6 => self.frame(vec![Event::PointerMoved(middle), wheel]),
            _ => self.frame(vec![key(Key::Escape, Modifiers::NONE)]),
        }
    }

    /// Types notes word by word, at the speed of a window that has nothing else to do; the time of each word's frame.
    fn type_notes(&mut self, words: usize) -> Vec<f64> {
        let mut times = Vec::with_capacity(words);
        for n in 0..words {
            if n.is_multiple_of(NOTE) {
                self.frame(vec![key(Key::Escape, Modifiers::NONE)]);
                let len = self.session().map_or(0, |session| session.document().len());
                let at = self.chance.below(len as usize) as u32;
                self.reveal(at);
                self.frame(Vec::new());
                self.frame(vec![key(Key::ArrowLeft, Modifiers::SHIFT | Modifiers::COMMAND)]);
                self.frame(vec![key(Key::N, Modifiers::NONE)]);
                self.frame(Vec::new());
            }
            times.push(self.frame(vec![Event::Text("كلمة ".to_owned())]));
            std::thread::sleep(Duration::from_millis(2));
        }
        self.frame(vec![key(Key::Escape, Modifiers::NONE)]);
        times
    }

    /// Makes the window narrower and wider, from the middle of the text; returns the longest frame.
    fn resize(&mut self, frames: usize) -> f64 {
        let len = self.session().map_or(0, |session| session.document().len());
        self.reveal(len / 2);
        for _ in 0..20 {
            self.frame(Vec::new());
        }
        let mut longest = 0.0_f64;
        for n in 0..frames {
            let inwards = n.min(frames - n) as f32;
            self.width = (WINDOW[0] - 12.0 * inwards).max(NARROWEST);
            longest = longest.max(self.frame(Vec::new()));
        }
        self.width = WINDOW[0];
        self.frame(Vec::new());
        longest
    }

    /// Types a word of the text into the find field; returns the milliseconds until the first match is shown and until
    /// all are counted, and the number of matches.
    fn find(&mut self) -> (f64, f64, usize) {
        let Some(document) = self.session().map(|session| session.document().clone()) else { return (0.0, 0.0, 0) };
        let text = document.text();
        let from = text.floor_char_boundary(text.len() / 2);
        let words = crate::text::words::words(&text[from..]).take(400);
        let Some(word) =
            words.map(|span| span.of(&text[from..])).filter(|word| word.len() < 60).max_by_key(|word| word.len())
        else {
            return (0.0, 0.0, 0);
        };
        self.frame(vec![key(Key::F, Modifiers::COMMAND)]);
        self.frame(Vec::new());
        let began = Instant::now();
        let mut first = None;
        self.frame(vec![Event::Text(word.to_owned())]);
        loop {
            self.frame(Vec::new());
            let took = began.elapsed().as_secs_f64() * 1e3;
            if first.is_none() && self.app.find.current.is_some() {
                first = Some(took);
            }
            if self.app.find.is_done || took > 60_000.0 {
                return (first.unwrap_or(took), took, self.app.find.matches.len());
            }
            // A window does not repaint continuously; the search uses both processors.
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Opens a folder, walks and scrolls through its list, and searches in it; then comes back to the article.
    fn walk_folder(&mut self, path: PathBuf, frames: usize) -> FolderFigures {
        let article = self.app.front;
        let began = Instant::now();
        self.app.open_folder(path);
        while !self.app.folder().is_some_and(|folder| folder.is_listed) && began.elapsed() < PATIENCE {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(1));
        }
        let listed_ms = began.elapsed().as_secs_f64() * 1e3;
        let list = pos2(WINDOW[0] / 3.0, WINDOW[1] / 2.0);
        let mut times: Vec<f64> = (0..frames)
            .map(|n| match n % 4 {
                0 | 1 => self.frame(vec![key(Key::ArrowDown, Modifiers::NONE)]),
                2 => self.frame(vec![Event::PointerMoved(list), wheel(240.0)]),
                _ => self.frame(Vec::new()),
            })
            .collect();
        times.push(self.frame(vec![key(Key::F, Modifiers::COMMAND)]));
        times.extend("قصف".chars().map(|letter| self.frame(vec![Event::Text(letter.to_string())])));
        times.push(self.frame(vec![key(Key::Escape, Modifiers::NONE)]));
        times.sort_by(f64::total_cmp);
        let articles = self.app.folder().map_or(0, |folder| folder.rows.len());
        let table = self.walk_table(frames);
        let map = self.pan_map(frames);
        self.app.front = article;
        for _ in 0..3 {
            self.frame(Vec::new());
        }
        let (p50_ms, p99_ms) = (at(&times, 0.50), at(&times, 0.99));
        FolderFigures {
            articles,
            listed_ms,
            p50_ms,
            p99_ms,
            max_ms: times.last().copied().unwrap_or_default(),
            table,
            map,
        }
    }

    /// Opens an article and shows it beside the front one, which stays in front.
    fn show_beside(&mut self, path: PathBuf) -> Result<(), String> {
        let article = self.app.front;
        let began = Instant::now();
        self.app.perform(&self.ctx.clone(), AppAction::Open(vec![path]));
        while self.session().is_none() {
            self.frame(Vec::new());
            let unreadable = self.app.tab().and_then(|tab| tab.unreadable.as_ref()).map(ToString::to_string);
            if let Some(error) = unreadable {
                return Err(error);
            }
            if began.elapsed() > PATIENCE {
                return Err("the article beside was not read within ten minutes".to_owned());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // The one that was in front before comes beside it, and changes places with it.
        for keys in [key(Key::B, Modifiers::COMMAND), key(Key::F6, Modifiers::COMMAND)] {
            self.frame(vec![keys]);
            self.frame(Vec::new());
        }
        if self.app.front == article { Ok(()) } else { Err("the articles do not stand side by side".to_owned()) }
    }

    fn reveal(&mut self, at: u32) {
        let Some(tab) = self.app.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let at = movement::next_word_end(session.document().text(), at as usize);
        let at = BytePos::from(at);
        tab.reader.reveal(Span { start: at, end: at });
    }

    /// Adds this many annotations on words spread over the text, and relations between neighbours.
    fn annotate(&mut self, count: usize, related: usize) {
        let Some(document) = self.session().map(|session| session.document().clone()) else { return };
        let annotations: Vec<Annotation> = (0..count).filter_map(|n| annotation(&document, n, count)).collect();
        let (labels, relations) = related_neighbours(&annotations, related);
        let annotations = AnnotationSet::from_annotations(annotations);
        let annotation_state = AnnotationState { annotations, relations, labels, ..AnnotationState::default() };
        let Some(tab) = self.app.tab_mut() else { return };
        let Some(old) = tab.session.take() else { return };
        let candidates = Candidates::new(document.text(), old.candidates().to_vec());
        drop(old);
        let mut session = Session::open(document, "", annotation_state, Carried::default());
        // What is done with them goes into the journal.
        session.keep_applied();
        // Cannot fail: these are candidates of the same text.
        drop(session.execute(Command::SetCandidates(candidates.into())));
        tab.session = Some(session);
    }
}

/// Relations of one kind between neighbours, spread over the text, and the labels with that kind.
fn related_neighbours(annotations: &[Annotation], count: usize) -> (LabelSet, RelationSet) {
    let name = [("ar", "قرب"), ("en", "near")].map(|(language, name)| (language.to_owned(), name.to_owned())).into();
    let kind = RelationKind { id: "near".to_owned(), name, ..RelationKind::default() };
    let mut labels = LabelSet::standard().clone();
    labels.relation_kinds = vec![kind].into();
    let pairs: Vec<&[Annotation]> = annotations.windows(2).collect();
    let mut relations = RelationSet::default();
    for n in 0..count.min(pairs.len()) {
        let [from, to] = pairs[(pairs.len() as u64 * n as u64 / count as u64) as usize] else { continue };
        let (id, from, to) = (RelationId::generate(), from.id.clone(), to.id.clone());
        // Cannot fail: each has an id of its own.
        drop(relations.insert(Arc::new(Relation { id, kind: "near".to_owned(), from, to, ..Relation::default() })));
    }
    (labels, relations)
}

fn annotation(document: &Document, n: usize, count: usize) -> Option<Annotation> {
    let text = document.text();
    let end = movement::next_word_end(text, (text.len() as u64 * n as u64 / count as u64) as usize);
    let start = movement::previous_word_start(text, end);
    let labels: Vec<&Label> = LabelSet::standard().iter().collect();
    let label = labels.get(n % labels.len().max(1))?.id.clone();
    let note = if n.is_multiple_of(50) { "ملاحظة".to_owned() } else { String::new() };
    Some(Annotation { note, ..Annotation::new(Span::new(text, start, end).ok()?, label) })
}
