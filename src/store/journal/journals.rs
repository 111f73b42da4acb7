//! The journals that this process writes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::file::JournalFile;
use super::found::{Former, Found};
use super::record::{Header, OpenTabs, Record, Text};
use crate::document::Document;
use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::stamp::Stamp;

/// Longest text that a journal holds a copy of, in bytes: the changes of a longer one need the article as it was.
const TEXT_LIMIT: u32 = 4 << 20;

/// What a journal is about, before it has anything to hold.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The article's file.
    pub article: Option<PathBuf>,
    /// Its annotation file, where that was saved.
    pub annotations: Option<PathBuf>,
    /// What the article is called.
    pub name: String,
    /// What its annotation file holds.
    pub base: Stamp,
    /// Its text.
    pub document: Arc<Document>,
}

impl Subject {
    fn records(&self) -> [Record; 2] {
        let Self { article, annotations, name, base, document } = self;
        [
            Record::Begin(Header::new(article.as_deref(), annotations.as_deref(), name, *base)),
            Record::Text(Text::of(document)),
        ]
    }
}

impl Text {
    /// Of a document.
    fn of(document: &Document) -> Self {
        Self {
            sha256: document.sha256().to_owned(),
            encoding: document.encoding_name().into_owned(),
            text: (document.len() <= TEXT_LIMIT).then(|| document.text().to_owned()),
        }
    }
}

/// The journals of this process, by numbers of its own.
#[derive(Debug)]
pub struct Journals {
    disk: Arc<dyn Disk>,
    folders: Vec<PathBuf>,
    open: BTreeMap<u64, Journal>,
}

#[derive(Debug)]
struct Journal {
    subject: Option<Subject>,
    file: JournalFile,
    /// Journals whose contents this one holds, or is to hold, too.
    former: Vec<Found>,
}

impl Journal {
    fn commit(&mut self) -> Result<(), StoreError> {
        // What is empty was saved, or is not wanted: then the former ones go first.
        if !self.file.is_empty() {
            self.file.commit()?;
        }
        self.let_former_go()?;
        self.file.commit()
    }

    /// The former ones must go as long as this one says so, and may when what they hold is on the disk elsewhere.
    fn let_former_go(&mut self) -> Result<(), StoreError> {
        // Those that others hold come first: what is left in between says all.
        while let Some(former) = self.former.first() {
            former.set_aside()?;
            self.former.remove(0);
        }
        Ok(())
    }
}

impl Journals {
    /// None yet, in the first of these folders that takes them.
    pub fn new(disk: Arc<dyn Disk>, folders: Vec<PathBuf>) -> Self {
        Self { disk, folders, open: BTreeMap::new() }
    }

    /// A journal is about this from now on. Nothing is written before there is something to hold.
    /// Where it holds something already, its annotations were carried over to another text of the article.
    pub fn begin(&mut self, id: u64, upto: u64, subject: Subject) {
        let journal = self.journal(id);
        if !journal.file.is_empty() {
            journal.file.push(upto, &Record::Text(Text::of(&subject.document)));
        }
        journal.subject = Some(subject);
    }

    fn journal(&mut self, id: u64) -> &mut Journal {
        let (disk, folders) = (&self.disk, &self.folders);
        let new = || Journal { subject: None, file: JournalFile::new(Arc::clone(disk), folders), former: Vec::new() };
        self.open.entry(id).or_insert_with(new)
    }

    /// Takes in what was done; `upto` numbers it, and rises. It is safe after the next [`Self::commit`] that succeeds.
    pub fn push(&mut self, id: u64, upto: u64, record: &Record) {
        let Journal { subject, file, .. } = self.journal(id);
        if file.is_empty() {
            for first in subject.iter().flat_map(Subject::records) {
                file.push(upto, &first);
            }
        }
        file.push(upto, record);
    }

    /// Puts everything on the disk; the first problem, when something could not be kept in any of the folders.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        let committed: Vec<_> = self.open.values_mut().map(Journal::commit).collect();
        committed.into_iter().collect()
    }

    /// Where what was committed is, and why, if that is not in the best of the folders.
    pub fn makeshift(&self) -> Option<(PathBuf, StoreError)> {
        let mut files = self.open.values().map(|journal| &journal.file);
        files.find_map(JournalFile::makeshift).map(|(folder, error)| (folder.to_owned(), error.clone()))
    }

    /// Takes what is elsewhere to the best of the folders, if that takes it by now.
    pub fn try_best(&mut self) {
        self.open.values_mut().for_each(|journal| journal.file.try_best());
    }

    /// What was done up to this number is in the annotation file, which holds this now.
    pub fn saved(&mut self, id: u64, upto: u64, subject: Subject) -> Result<(), StoreError> {
        let Some(journal) = self.open.get_mut(&id) else { return Ok(()) };
        journal.let_former_go()?;
        let begun = journal.file.begin_anew(upto, &subject.records());
        journal.subject = Some(subject);
        begun
    }

    /// A window's journal holds this only.
    pub fn show(&mut self, id: u64, tabs: OpenTabs) {
        self.journal(id).file.hold_only(&Record::Window(tabs));
    }

    /// Ends a journal: what it holds is not unsaved any more.
    pub fn clear(&mut self, id: u64) {
        if let Some(journal) = self.open.get_mut(&id)
            // Where former ones stay, it has to go on saying that it holds what they do.
            && (journal.former.is_empty() || journal.commit().is_ok())
        {
            journal.file.clear();
        }
    }

    /// Ends a journal whose work the person has given up; a copy of it is kept for a while.
    pub fn set_aside(&mut self, id: u64) -> Result<(), StoreError> {
        let Some(mut journal) = self.open.remove(&id) else { return Ok(()) };
        let gone = journal.let_former_go();
        journal.file.set_aside().and(gone)
    }

    /// What these held was done once more with the last record: they are put aside as soon as that is on the disk.
    pub fn take_over(&mut self, id: u64, upto: u64, former: Former) {
        let Former { journals, changes, last } = former;
        if journals.is_empty() {
            return;
        }
        let names = journals.iter().map(Found::name).collect();
        self.push(id, upto, &Record::Includes { names, changes, last });
        self.journal(id).former.extend(journals);
    }
}
