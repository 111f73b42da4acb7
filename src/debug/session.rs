//! A session of the program without a screen, as a person would have it: `hawashi debug session`.
//!
//! Goes through the window's own code: selections, keys and buttons of real frames, its journals and its files. What was
//! done is printed when the frame that did it has ended, one JSON object on a line, so that a harness that ends the
//! process knows what must come back: what a line says is on the disk 200 ms later.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use eframe::egui::{self, Event, Key, Modifiers};
use serde_json::{Value, json};

use super::screenless::{Chance, repaint};
use super::script::{Step, in_line, parse};
use crate::annotation::{Annotation, LabelId};
use crate::document::Encoding;
use crate::gui::App;
use crate::gui::model::{AppAction, Tab, TabId};
use crate::gui::panels::Dialog;
use crate::gui::program;
use crate::gui::reader::MarkRef;
use crate::session::Session;
use crate::text::Span;
use crate::text::words::words;

/// Size of the window in points.
const WINDOW: [f32; 2] = [1360.0, 860.0];
/// Between two frames of a window in which something goes on.
const FRAME: Duration = Duration::from_millis(10);
/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(2);
/// Between two words of a note, and after its last one: longer than the pause after which a note is kept.
const WORD: Duration = Duration::from_millis(30);
const PAUSE: Duration = Duration::from_millis(250);
/// Longest pause between two steps by chance, in milliseconds.
const LONGEST_PAUSE_MS: usize = 160;

/// Carries out a script in the articles, the first of which is in front, and ends as at the end of the person's session:
/// what is unsaved comes back with the next start. Does not return then.
///
/// Fails with a sentence that names the line of the script.
pub fn run_script(articles: Vec<PathBuf>, encoding: Option<Encoding>, script: &str) -> Result<(), String> {
    let steps = parse(script)?;
    let mut person = Person::new(articles, encoding)?;
    for (line, step) in steps {
        person.carry_out(&step).map_err(|problem| in_line(line, &problem))?;
    }
    person.leave();
    Ok(())
}

/// The same with so many steps by chance: those of a seed are always the same ones.
pub fn run_random(articles: Vec<PathBuf>, encoding: Option<Encoding>, steps: usize, seed: u64) -> Result<(), String> {
    let mut person = Person::new(articles, encoding)?;
    let mut chance = Chance::new(seed);
    for _ in 0..steps {
        let pause = chance.below(LONGEST_PAUSE_MS) as u64;
        person.carry_out(&Step::Pause(pause))?;
        let step = person.any_step(&mut chance);
        person.carry_out(&step)?;
    }
    person.leave();
    Ok(())
}

/// The window and who uses it.
struct Person {
    ctx: egui::Context,
    app: App,
    articles: Vec<PathBuf>,
    began: Instant,
    /// Lines that were printed.
    lines: usize,
    /// The number of the notice that was printed last.
    told: u64,
}

impl Person {
    /// Opens the articles and waits until they are read.
    fn new(articles: Vec<PathBuf>, encoding: Option<Encoding>) -> Result<Self, String> {
        let ctx = egui::Context::default();
        let first = articles.first().cloned().ok_or("there is no article; name one")?;
        let app = program(&ctx, vec![first], encoding, None).alone();
        let mut person = Self { ctx, app, articles, began: Instant::now(), lines: 0, told: 0 };
        person.wait_for_article()?;
        person.say("begin");
        Ok(person)
    }

    fn leave(mut self) {
        self.end_note();
        self.say("end");
        self.app.end_for_system();
    }

    fn frame(&mut self, events: Vec<Event>) {
        let now_secs = self.began.elapsed().as_secs_f64();
        repaint(&self.ctx, &mut self.app, WINDOW, now_secs, events);
        let new: Vec<(u64, Value)> = self
            .app
            .notices
            .iter()
            .filter(|notice| notice.id > self.told || self.told == 0)
            .map(|notice| (notice.id, json!({"notice": notice.words(&self.app.tabs, &self.app.i18n)})))
            .collect();
        for (id, line) in new {
            self.told = self.told.max(id);
            print(&line);
        }
    }

    /// Draws frames until something is so.
    fn wait(&mut self, what: &str, is_so: impl Fn(&App) -> bool) -> Result<(), String> {
        let began = Instant::now();
        loop {
            self.frame(Vec::new());
            if is_so(&self.app) {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("{what} has taken more than {} seconds; try again", PATIENCE.as_secs()));
            }
            std::thread::sleep(FRAME);
        }
    }

    fn pause(&mut self, pause: Duration) {
        let until = Instant::now() + pause;
        loop {
            self.frame(Vec::new());
            match until.checked_duration_since(Instant::now()) {
                Some(left) => std::thread::sleep(left.min(FRAME)),
                None => return,
            }
        }
    }

    /// Presses a key and waits until it has had its turn.
    fn press(&mut self, modifiers: Modifiers, key: Key) -> Result<(), String> {
        self.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
        self.wait("a key", |app| !app.has_keys_waiting())
    }

    /// Presses a button.
    fn act(&mut self, act: AppAction) {
        self.app.queue.push(act);
        self.frame(Vec::new());
    }

    fn wait_for_article(&mut self) -> Result<(), String> {
        let is_read = |app: &App| app.tab().is_none_or(|tab| tab.session.is_some() || tab.unreadable.is_some());
        self.wait("reading the article", move |app| is_read(app) && !app.is_busy())?;
        match self.app.tab() {
            Some(Tab { session: Some(_), .. }) => Ok(()),
            Some(Tab { unreadable: Some(error), .. }) => Err(error.to_string()),
            _ => Err(self.why_not_open()),
        }
    }

    fn why_not_open(&self) -> String {
        let said = self.app.banners().next().map(|said| said.words);
        said.unwrap_or_else(|| "the article cannot be opened; check its path".to_owned())
    }

    fn session(&self) -> Result<&Session, String> {
        let session = self.app.tab().and_then(|tab| tab.session.as_ref());
        session.ok_or_else(|| "no article is open; write open FILE before it".to_owned())
    }

    /// The span of words of the text.
    fn span(&self, word: usize, count: usize) -> Result<Span, String> {
        let text = self.session()?.document().text();
        let mut all = words(text).skip(word - 1).take(count);
        let first = all.next();
        let last = if count > 1 { all.nth(count - 2) } else { first };
        match (first, last) {
            (Some(first), Some(last)) => Ok(Span { start: first.start, end: last.end }),
            _ => Err(format!("the text has only {} words; choose some of them", words(text).count())),
        }
    }

    /// Selects the mark on a word; false where there is none.
    fn select_mark(&mut self, word: usize) -> Result<bool, String> {
        self.end_note();
        let span = self.span(word, 1)?;
        let mark = MarkRef::at(self.session()?, span.start.0..span.end.0, &[]);
        let Some(tab) = self.app.tab_mut() else { return Ok(false) };
        tab.reader.reveal(span);
        tab.reader.selected = mark;
        Ok(tab.reader.selected.is_some())
    }

    fn select_words(&mut self, word: usize, count: usize) -> Result<(), String> {
        self.end_note();
        let span = self.span(word, count)?;
        if let Some(tab) = self.app.tab_mut() {
            tab.reader.reveal(span);
            tab.reader.selected = None;
            tab.reader.select(span);
        }
        Ok(())
    }

    /// Keeps a note that is open, as a press on the page does.
    fn end_note(&mut self) {
        if self.app.tab().is_some_and(|tab| tab.note.is_some()) {
            self.act(AppAction::EndNote { keep: true });
            self.say_part("keep");
        }
    }

    fn carry_out(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Tag { word, count, label } => {
                self.check_label(label)?;
                self.select_words(*word, *count)?;
                self.act(AppAction::Tag(label.as_str().into()));
            }
            Step::Label(word, label) => {
                self.check_label(label)?;
                if self.select_mark(*word)? {
                    self.act(AppAction::Tag(label.as_str().into()));
                }
            }
            Step::Accept(word) => {
                self.select_mark(*word)?;
                self.press(Modifiers::NONE, Key::A)?;
            }
            Step::Reject(word) => {
                self.select_mark(*word)?;
                self.press(Modifiers::NONE, Key::R)?;
            }
            Step::Delete(word) => {
                self.select_mark(*word)?;
                self.press(Modifiers::NONE, Key::Delete)?;
            }
            Step::Note(word, text) => {
                self.write(*word, text)?;
                self.say_part(&format!("draft {word} {text}"));
                self.act(AppAction::EndNote { keep: true });
            }
            Step::Draft(word, text) => self.write(*word, text)?,
            Step::Cancel => self.act(AppAction::EndNote { keep: false }),
            Step::Undo => {
                self.end_note();
                self.press(Modifiers::COMMAND, Key::Z)?;
            }
            Step::Redo => {
                self.end_note();
                self.press(Modifiers::COMMAND, Key::Y)?;
            }
            Step::Save => self.save()?,
            Step::Open(name) => {
                self.end_note();
                let folder = self.articles.first().and_then(|first| first.parent()).unwrap_or(Path::new(""));
                let path = folder.join(name);
                self.act(AppAction::Open(vec![path.clone()]));
                self.wait_for_article()?;
                let front = self.app.tab().and_then(|tab| tab.article.as_deref());
                if front.and_then(Path::file_name) != path.file_name() {
                    return Err(self.why_not_open());
                }
            }
            Step::Close => self.close(false)?,
            Step::Discard => self.close(true)?,
            Step::Pause(ms) => {
                self.pause(Duration::from_millis(*ms));
                print(&json!({"did": step.to_string()}));
                return Ok(());
            }
            Step::Kept => {
                self.app.flush_journals();
                self.frame(Vec::new());
            }
            Step::State => {
                for line in self.state()? {
                    print(&line);
                }
            }
            Step::Kill => kill(),
        }
        self.say(&step.to_string());
        Ok(())
    }

    fn check_label(&self, label: &str) -> Result<(), String> {
        let labels = self.session()?.labels();
        if labels.get(&LabelId::from(label)).is_some() {
            return Ok(());
        }
        let ids: Vec<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        Err(format!("there is no label {label:?}; the labels are {}", ids.join(", ")))
    }

    /// Writes a note word by word, and pauses at its end.
    fn write(&mut self, word: usize, text: &str) -> Result<(), String> {
        if !self.select_mark(word)? {
            self.select_words(word, 1)?;
        }
        self.press(Modifiers::NONE, Key::N)?;
        self.wait("opening a note", |app| app.tab().is_none_or(|tab| tab.note.is_some()))?;
        self.press(Modifiers::COMMAND, Key::A)?;
        for word in text.split_inclusive(' ') {
            self.frame(vec![Event::Text(word.to_owned())]);
            self.pause(WORD);
        }
        self.pause(PAUSE);
        let written = self.app.tab().and_then(|tab| Some(tab.note.as_ref()?.field.text()));
        if written == Some(text) {
            return Ok(());
        }
        Err(format!("the note is {written:?} instead of {text:?}; write a text that can be typed in one line"))
    }

    fn save(&mut self) -> Result<(), String> {
        self.end_note();
        let Some(id) = self.app.front else { return Ok(()) };
        self.press(Modifiers::COMMAND, Key::S)?;
        self.wait_for_save(id)?;
        // A save that failed halfway may have written the file: the person knows that it is their own.
        if self.app.tab().is_some_and(|tab| tab.saving.is_conflict()) {
            self.act(AppAction::KeepMine(id));
            self.wait_for_save(id)?;
        }
        Ok(())
    }

    fn wait_for_save(&mut self, id: TabId) -> Result<(), String> {
        self.wait("saving", move |app| !app.is_saving(id))
    }

    fn close(&mut self, discard: bool) -> Result<(), String> {
        self.end_note();
        let Some(id) = self.app.front else { return Ok(()) };
        self.press(Modifiers::COMMAND, Key::W)?;
        if let Some(Dialog::Unsaved { tabs, all, then }) = &self.app.dialog {
            let (asked, all, then) = (tabs.clone(), all.clone(), *then);
            if discard {
                self.say_part("give up");
            }
            self.act(if discard { AppAction::Discard { asked, all, then } } else { AppAction::SaveThen(all, then) });
        }
        self.wait_for_save(id)?;
        // The tab goes with the frame after that.
        self.frame(Vec::new());
        Ok(())
    }

    /// The annotations of the article in front, without what differs from run to run.
    fn state(&self) -> Result<Vec<Value>, String> {
        let session = self.session()?;
        let text = session.document().text();
        Ok(session.annotations().iter().map(|annotation| described(annotation, text)).collect())
    }

    /// Says what was done, and what is there now.
    fn say(&mut self, did: &str) {
        self.print_line(did, false);
    }

    /// The same of what is a part of a step.
    fn say_part(&mut self, did: &str) {
        self.print_line(did, true);
    }

    fn print_line(&mut self, did: &str, is_part: bool) {
        let state = Value::Array(self.state().unwrap_or_default()).to_string();
        let tab = self.app.tab();
        let ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let line = json!({
            "line": self.lines,
            "did": did,
            "part": is_part,
            "ms": u64::try_from(ms).unwrap_or(u64::MAX),
            "article": tab.map(|tab| &tab.name),
            "state": format!("{:08x}", crc32fast::hash(state.as_bytes())),
            "draft": tab.and_then(|tab| Some(tab.note.as_ref()?.field.text())),
            "unsaved": tab.is_some_and(Tab::is_dirty),
        });
        self.lines += 1;
        print(&line);
    }

    /// A step that somebody may do now.
    fn any_step(&self, chance: &mut Chance) -> Step {
        let Ok(session) = self.session() else { return self.open_any(chance) };
        let text = session.document().text();
        let number = |span: Span| words(text).take_while(|word| word.end <= span.start).count() + 1;
        let word = chance.below(words(text).count().max(1)) + 1;
        let made: Vec<usize> =
            session.annotations().iter().map(|annotation| number(annotation.spans.first())).collect();
        let found: Vec<usize> = session.candidates().iter().map(|candidate| number(candidate.span)).collect();
        let any = |of: &[usize], chance: &mut Chance| of.get(chance.below(of.len())).copied().unwrap_or(word);
        let labels: Vec<String> = session.labels().iter().map(|label| label.id.to_string()).collect();
        let label = labels.get(chance.below(labels.len())).cloned().unwrap_or_default();
        let note = ["انظر", "الصفحة", "الثانية", "see page 2", "?"][..=chance.below(5)].join(" ");
        match chance.below(40) {
            0..=9 => Step::Tag { word, count: 1 + chance.below(3), label },
            10..=13 => Step::Accept(any(&found, chance)),
            14..=16 => Step::Reject(any(&found, chance)),
            17..=19 => Step::Note(any(&made, chance), note),
            20 | 21 => Step::Draft(any(&made, chance), note),
            22 => Step::Cancel,
            23 | 24 => Step::Delete(any(&made, chance)),
            25 | 26 => Step::Label(any(&made, chance), label),
            27..=30 => Step::Undo,
            31 => Step::Redo,
            32..=34 => Step::Save,
            35 => Step::Kept,
            36 => Step::Close,
            37 => Step::Discard,
            _ => self.open_any(chance),
        }
    }

    fn open_any(&self, chance: &mut Chance) -> Step {
        let path = self.articles.get(chance.below(self.articles.len()));
        let name = path.and_then(|path| path.file_name()).unwrap_or_default();
        Step::Open(name.to_string_lossy().into_owned())
    }
}

/// An annotation without its id, its times and what only learning has changed.
fn described(annotation: &Annotation, text: &str) -> Value {
    let Annotation { label, note, entity, status, spans, .. } = annotation;
    let hull = spans.hull();
    json!({
        "start": hull.start.0,
        "end": hull.end.0,
        "quote": spans.quote(text),
        "label": label.as_str(),
        "status": format!("{status:?}"),
        "note": note,
        "entity": entity,
    })
}

/// Prints a line at once. Where nobody reads it, the session goes on.
fn print(line: &Value) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}

#[cfg(unix)]
fn kill() -> ! {
    use rustix::process::{Signal, getpid, kill_process};
    let _ = kill_process(getpid(), Signal::KILL);
    // The signal may take a moment.
    loop {
        std::thread::sleep(FRAME);
    }
}

#[cfg(not(unix))]
fn kill() -> ! {
    std::process::abort()
}
