//! Journals that another process has left: finding them, and doing once more what they hold.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::aside;
use super::record::{Draft, DraftOn, Frames, Header, OpenTabs, PathRecord, Record, SUFFIX, Text, frames_of};
use crate::annotation::diff::make;
use crate::annotation::{
    AnnotationState, Carried, Difference, Edit, Key, Record as Annotated, Transaction, differences, merge,
};
use crate::document::Document;
use crate::exchange::ron::carry_over;
use crate::store::article::Opened;
use crate::store::disk::{Disk, DiskFile};
use crate::store::error::StoreError;
use crate::store::load::load_annotations;
use crate::store::paths::{annotation_path, is_same_file};
use crate::store::stamp::Stamp;
use crate::store::watch::Seen;
use crate::text::Span;

/// A journal whose process is gone. Nobody else takes it as long as this is held.
#[derive(Debug)]
pub struct Found {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    _lock: Box<dyn DiskFile>,
    /// What it is about; `None` for a window's.
    pub header: Option<Header>,
    records: Vec<Record>,
    is_damaged: bool,
    /// Whether another journal holds all of it.
    is_superseded: bool,
    /// How far it goes: the highest number of its records, and how many there are.
    reach: (u64, usize),
}

impl Found {
    /// Its name without the folder.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What the window showed last, when it is a window's.
    pub fn window(&self) -> Option<&OpenTabs> {
        self.records.iter().rev().find_map(|record| match record {
            Record::Window(tabs) => Some(tabs),
            _ => None,
        })
    }

    /// The texts that it was about, the latest last.
    fn texts(&self) -> impl DoubleEndedIterator<Item = &Text> {
        self.records.iter().filter_map(|record| match record {
            Record::Text(text) => Some(text),
            _ => None,
        })
    }

    /// Its article without its file: the text that it was about last.
    pub fn last_text(&self) -> Option<&str> {
        self.texts().rev().find_map(|text| text.text.as_deref())
    }

    /// The encoding that the article was read in last.
    pub fn encoding(&self) -> Option<&str> {
        self.texts().next_back().map(|text| text.encoding.as_str())
    }

    /// Where it is, when what it is about cannot be read.
    pub fn unreadable(&self) -> Option<&Path> {
        (self.header.is_none() && self.window().is_none()).then_some(&self.path)
    }

    /// The annotation file, where that is elsewhere than one looks for it.
    pub fn annotations_elsewhere(&self) -> Option<PathBuf> {
        let header = self.header.as_ref()?;
        let (annotations, article) = (header.annotations.as_ref()?.path(), header.article.as_ref()?.path());
        (annotations != annotation_path(&article) && annotations.is_file()).then_some(annotations)
    }

    /// The annotation file, where the article had one.
    pub fn annotations(&self) -> Option<PathBuf> {
        self.header.as_ref()?.annotations.as_ref().map(PathRecord::path)
    }

    /// What the annotation file held, with which the changes begin; the latest first. Nothing of an article that had none.
    pub fn held(&self) -> impl Iterator<Item = Stamp> {
        let wrote = self.records.iter().rev().filter_map(|record| match record {
            Record::Wrote(stamp) => Some(*stamp),
            _ => None,
        });
        let base = self.header.iter().map(|header| header.base);
        wrote.chain(base).filter(|stamp| *stamp != Stamp::ABSENT)
    }

    /// Whether it is about this file.
    fn is_about(&self, article: &Path) -> bool {
        let own = self.header.as_ref().and_then(|header| header.article.as_ref()).map(PathRecord::path);
        own.is_some_and(|own| is_same_file(&own, article))
    }

    /// Puts it aside; what it holds is elsewhere by now, or not wanted.
    pub fn set_aside(&self) -> Result<(), StoreError> {
        aside::set_aside(&*self.disk, &self.path)
    }
}

/// One thread of the process at a time looks for journals: those that another one holds would seem to be of a process
/// that is alive.
static LOOKING: Mutex<()> = Mutex::new(());

/// Looks through all journals, as [`find`] does, and lets go of those that the work does not keep.
pub fn look_through<R>(disk: &Arc<dyn Disk>, folders: &[PathBuf], work: impl FnOnce(Vec<Found>) -> R) -> R {
    let _only = LOOKING.lock().unwrap_or_else(PoisonError::into_inner);
    work(find(disk, folders))
}

/// Finds all journals in these folders whose processes are gone, those that were begun first first.
fn find(disk: &Arc<dyn Disk>, folders: &[PathBuf]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for folder in folders {
        aside::tidy(&**disk, folder);
        for path in disk.list(folder).unwrap_or_default() {
            let ending = path.extension().unwrap_or_default();
            if ending == SUFFIX
                && let Some(found) = read(disk, path)
            {
                all.push(found);
            }
        }
    }
    let included: HashSet<String> = all
        .iter()
        .flat_map(|found| &found.records)
        .filter_map(|record| match record {
            Record::Includes { names, .. } => Some(names),
            _ => None,
        })
        .flatten()
        .cloned()
        .collect();
    // Of one name in two folders, the one that goes further was written last.
    all.sort_by_key(|journal| std::cmp::Reverse(journal.reach));
    let mut names = HashSet::new();
    for found in &mut all {
        found.is_superseded = included.contains(&found.name()) || !names.insert(found.name());
    }
    all.sort_by_cached_key(|found| {
        let at = found.header.as_ref().map(|header| header.at.clone());
        (!found.is_superseded, at, found.name())
    });
    all
}

/// Whether a journal in these folders holds work on an article with this annotation file, whether its process is alive or
/// not.
pub fn is_in_journal(disk: &dyn Disk, folders: &[PathBuf], annotations: &Path) -> bool {
    let is_about = |header: &Header| {
        let own = header.annotations.as_ref().map(PathRecord::path);
        let own = own.or_else(|| Some(annotation_path(&header.article.as_ref()?.path())));
        own.is_some_and(|own| is_same_file(&own, annotations))
    };
    let holds_work = |record: &(u64, Record)| matches!(record.1, Record::Change { .. } | Record::Draft(Some(_)));
    let mut files = folders.iter().flat_map(|folder| disk.list(folder).unwrap_or_default());
    files.any(|path| {
        let is_journal = path.extension().is_some_and(|ending| ending == SUFFIX);
        let records = if is_journal { frames_of(disk, &path).map(|frames| frames.records) } else { Ok(Vec::new()) };
        let records = records.unwrap_or_default();
        matches!(records.first(), Some((_, Record::Begin(header))) if is_about(header))
            && records.iter().any(holds_work)
    })
}

/// Finds the journals that are about this article.
pub fn find_about(disk: &Arc<dyn Disk>, folders: &[PathBuf], article: &Path) -> Vec<Found> {
    look_through(disk, folders, |all| all.into_iter().filter(|found| found.is_about(article)).collect())
}

/// Reads a journal; `None` when its process is alive, or it cannot be read.
fn read(disk: &Arc<dyn Disk>, path: PathBuf) -> Option<Found> {
    let lock = disk.open(&path).ok()?;
    if matches!(lock.lock(), Ok(false)) {
        return None;
    }
    let Frames { records, is_damaged } = frames_of(&**disk, &path).ok()?;
    let reach = (records.iter().map(|(number, _)| *number).max().unwrap_or_default(), records.len());
    let mut records = records.into_iter().map(|(_, record)| record).collect::<Vec<_>>();
    let is_begun = matches!(records.first(), Some(Record::Begin(_)));
    let header = is_begun.then(|| records.remove(0)).and_then(|first| match first {
        Record::Begin(header) => Some(header),
        _ => None,
    });
    Some(Found { disk: Arc::clone(disk), path, _lock: lock, header, records, is_damaged, is_superseded: false, reach })
}

/// What journals hold of an article.
#[derive(Debug, Default)]
pub struct Recovered {
    /// What leads from the annotations as they were read to those that they were.
    pub edits: Transaction,
    /// What leads back.
    pub back: Transaction,
    /// The note that was being written.
    pub draft: Option<Draft>,
    /// Whether a part of a journal is damaged.
    pub is_damaged: bool,
    /// Whether the annotation file was written by somebody else since.
    pub is_file_changed: bool,
    /// Whether the article's text has changed since.
    pub is_text_changed: bool,
    /// Journals that cannot be used: their text is not known any more. They stay where they are.
    pub left: Vec<PathBuf>,
    /// Whether the journals wait, because the system does not let the annotation file be read now. They stay where they are:
    /// without it, nothing can be removed or changed that is in it.
    pub is_waiting: bool,
    /// The journals.
    pub former: Former,
}

/// Journals whose contents were done once more. To be put aside when that is safe elsewhere.
#[derive(Debug, Default)]
pub struct Former {
    /// The journals.
    pub journals: Vec<Found>,
    /// How often something was done in them.
    pub changes: usize,
    /// When that was last: RFC 3339.
    pub last: String,
}

impl Recovered {
    /// Whether there is nothing in them that the annotation file does not have.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.draft.is_none()
    }

    /// Takes over all annotations of an article that has no file any more: it is as if they had been made without one.
    pub fn hold_all_of(&mut self, opened: &mut Opened) {
        let (_, all) = opened.states();
        let nothing = AnnotationState::default();
        let [forth, back] = [(&nothing, &all), (&all, &nothing)].map(|(from, to)| Transaction::between(from, to));
        if self.former.changes == 0 && !forth.is_empty() {
            self.former.changes = all.annotations.len().max(1);
        }
        self.edits = forth.then(std::mem::take(&mut self.edits));
        self.back = std::mem::take(&mut self.back).then(back);
        (opened.loaded, opened.stamp) = (None, Stamp::ABSENT);
    }
}

/// Does once more, on an article as it was opened, what journals hold. Those whose text is not known any more are left
/// where they are.
pub fn recover(opened: &Opened, journals: Vec<Found>) -> Recovered {
    let mut recovered = Recovered::default();
    if journals.is_empty() {
        return recovered;
    }
    let carried = match &opened.loaded {
        Some(Ok(loaded)) => loaded.carried.clone(),
        _ => Carried::default(),
    };
    if matches!(&opened.loaded, Some(Err(error)) if error.is_of_access()) {
        recovered.is_waiting = true;
        return recovered;
    }
    let (_, start) = opened.states();
    let mut state = start.clone();
    for found in journals {
        if found.is_superseded {
            recovered.former.journals.push(found);
            continue;
        }
        let Some(header) = &found.header else { continue };
        let replayed = Replay::of(opened, (&start, &carried), &found).map(|replay| replay.run(&state, &found.records));
        let Some(replayed) = replayed.flatten() else {
            recovered.left.push(found.path);
            continue;
        };
        recovered.former.changes += replayed.changes;
        recovered.is_text_changed |= replayed.is_text_changed;
        let is_own = header.base == opened.stamp || found.held().any(|stamp| stamp == opened.stamp);
        recovered.is_file_changed |= !is_own && !is_without_file(opened, &found);
        recovered.is_damaged |= found.is_damaged;
        recovered.former.last = std::mem::take(&mut recovered.former.last).max(replayed.last);
        recovered.draft = replayed.draft.or(recovered.draft);
        state = replayed.state;
        recovered.former.journals.push(found);
    }
    recovered.edits = Transaction::between(&start, &state);
    recovered.back = Transaction::between(&state, &start);
    if recovered.edits.is_empty() {
        recovered.former.changes = 0;
    }
    recovered
}

/// Whether nothing is known of what the annotation file held with which the changes begin: that it cannot be read does not
/// say that somebody has removed what was in it.
fn is_without_file(opened: &Opened, found: &Found) -> bool {
    !matches!(opened.loaded, Some(Ok(_))) && found.held().next().is_some()
}

/// What a journal leads to.
struct Replayed {
    state: AnnotationState,
    changes: usize,
    last: String,
    draft: Option<Draft>,
    is_text_changed: bool,
}

struct Replay<'o> {
    opened: &'o Opened,
    /// What the annotation file holds, in the article's text as it is.
    start: &'o AnnotationState,
    carried: &'o Carried,
    /// The text that spans count in.
    document: Arc<Document>,
    is_without_file: bool,
}

impl<'o> Replay<'o> {
    fn of(opened: &'o Opened, (start, carried): (&'o AnnotationState, &'o Carried), found: &Found) -> Option<Self> {
        let is_without_file = is_without_file(opened, found);
        Some(Self { opened, start, carried, document: document_of(opened, found.texts().next()?)?, is_without_file })
    }

    fn run(mut self, state: &AnnotationState, records: &[Record]) -> Option<Replayed> {
        let mut replayed = Replayed {
            state: state.clone(),
            changes: 0,
            last: String::new(),
            draft: None,
            is_text_changed: !Arc::ptr_eq(&self.document, &self.opened.document),
        };
        if replayed.is_text_changed {
            // The file's annotations find their places in that text as they do in this one.
            replayed.state = match load_annotations(&self.opened.annotations, &self.document) {
                Ok((loaded, _)) => loaded.annotation_state,
                // It is not there any more, or cannot be read again: as it was read in the text as it is.
                Err(_) => {
                    carry_over(&self.opened.document, self.start, self.carried, &self.document).ok()?.annotation_state
                }
            };
        }
        let mut past = Past::since(&replayed.state);
        past.is_known &= !self.is_without_file;
        for record in records {
            match record {
                Record::Text(text) => {
                    past.merge_into(&mut replayed.state);
                    self.turn_to(document_of(self.opened, text)?, &mut replayed)?;
                    past = Past::since(&replayed.state);
                }
                Record::Change { at, edits, back, .. } => {
                    edits.replay(&mut replayed.state);
                    past.add(edits, back.as_ref(), &replayed.state);
                    replayed.changes += 1;
                    replayed.last.clone_from(at);
                }
                Record::Draft(draft) => replayed.draft.clone_from(draft),
                Record::Includes { changes, last, .. } => {
                    replayed.changes = *changes;
                    replayed.last.clone_from(last);
                }
                Record::Begin(_) | Record::Wrote(_) | Record::Window(_) => {}
            }
        }
        past.merge_into(&mut replayed.state);
        self.turn_to(Arc::clone(&self.opened.document), &mut replayed)?;
        if replayed.is_text_changed {
            let mut state = state.clone();
            Transaction::between(self.start, &replayed.state).replay(&mut state);
            replayed.state = state;
        }
        Some(replayed)
    }

    /// Carries annotations over to another text.
    fn turn_to(&mut self, document: Arc<Document>, replayed: &mut Replayed) -> Option<()> {
        if document.sha256() != self.document.sha256() {
            let carried_over = carry_over(&self.document, &replayed.state, self.carried, &document).ok()?;
            replayed.state = carried_over.annotation_state;
            if let Some(draft) = &mut replayed.draft {
                draft.carry_over(&self.document, &document);
            }
            replayed.is_text_changed = true;
        }
        self.document = document;
        Some(())
    }
}

/// What the changes of a journal that are about one text say of the annotations before them.
struct Past<'r> {
    /// What the annotation file holds; of a later text, what the changes before have led to.
    theirs: AnnotationState,
    /// What takes back each change, in their order.
    backs: Vec<&'r Transaction>,
    /// What the changes have made of each record, one after another.
    own: HashMap<Key, Vec<Option<Annotated>>>,
    /// Whether all changes tell what was before them.
    is_known: bool,
}

impl<'r> Past<'r> {
    fn since(theirs: &AnnotationState) -> Self {
        Self { theirs: theirs.clone(), backs: Vec::new(), own: HashMap::new(), is_known: true }
    }

    /// Takes in a change that has led to this state.
    fn add(&mut self, edits: &Transaction, back: Option<&'r Transaction>, state: &AnnotationState) {
        self.is_known &= back.is_some();
        self.backs.extend(back);
        for key in edits.edits().iter().filter_map(Edit::key) {
            let record = state.record(&key);
            self.own.entry(key).or_default().push(record);
        }
    }

    /// Merges what the changes have led to with what the file holds. If it is not known what they began with, they stand.
    fn merge_into(&self, ours: &mut AnnotationState) {
        if self.is_known {
            *ours = merge(&self.base(ours), ours, &self.theirs);
        }
    }

    /// What the changes began with, where all of them have led to `ours`. What they themselves have once brought into the
    /// file is common, too: it was saved, and the journal had not begun anew.
    fn base(&self, ours: &AnnotationState) -> AnnotationState {
        let mut base = ours.clone();
        for back in self.backs.iter().rev() {
            back.replay(&mut base);
        }
        let is_own = |difference: &Difference| {
            self.own.get(&difference.key).is_some_and(|values| values.contains(&difference.was))
        };
        let own: Vec<Difference> =
            differences(&self.theirs, &base).into_iter().filter(is_own).map(Difference::reversed).collect();
        make(&own, &mut base);
        base
    }
}

/// The text of a record: that of the article as it is, or a former one.
fn document_of(opened: &Opened, text: &Text) -> Option<Arc<Document>> {
    if text.sha256 == opened.document.sha256() {
        return Some(Arc::clone(&opened.document));
    }
    Document::from_text(text.text.as_deref()?).ok().map(Arc::new)
}

/// A journal of an article that has no file, or none any more, as if it had been opened.
pub fn opened_without_file(found: &Found) -> Option<Opened> {
    let article = found.header.as_ref()?.article.as_ref().map(PathRecord::path).unwrap_or_default();
    let document = Arc::new(Document::from_text(found.last_text()?).ok()?);
    Some(Opened {
        annotations: PathBuf::new(),
        is_blind: false,
        seen: Seen::nothing(),
        article,
        document,
        loaded: None,
        stamp: Stamp::ABSENT,
        suspected: None,
        shared: None,
    })
}

impl Draft {
    /// Takes it over to another text: to where the same words are, else to the beginning.
    fn carry_over(&mut self, former: &Document, document: &Document) {
        let DraftOn::Passage(span, _) = &mut self.on else { return };
        let words = former.text().get(span.start.index()..span.end.index()).unwrap_or_default();
        let at = document.text().find(words).filter(|_| !words.is_empty());
        *span = at.map_or_else(|| Self::place_without_words(document), |at| Span::from_range(at..at + words.len()));
    }

    /// Where a note is shown whose words are gone: on the first word of the text.
    pub fn place_without_words(document: &Document) -> Span {
        let text = document.text();
        let at = text.find(|c: char| !c.is_whitespace()).unwrap_or_default();
        let len = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        Span::from_range(at..at + len)
    }
}
