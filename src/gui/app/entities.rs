//! Entities of the person's own: made, renamed, merged, and kept in a lexicon file of their own, which detection reads.

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::detect::Kind;
use crate::gui::model::{FolderTab, Notice, TabId};
use crate::gui::panels::{Dialog, NewEntity, name_of, shown_name};
use crate::gui::reader::MarkRef;
use crate::lexicon::UserEntry;
use crate::session::Command;
use crate::store::{self, NamesFile};

impl App {
    /// Asks what a mark's name is, which no lexicon has.
    pub(super) fn new_entity(&mut self, mark: MarkRef, typed: &str, only_this: bool) {
        let Some(session) = self.tab().and_then(|tab| tab.session.as_ref()) else { return };
        let own = name_of(session, &mark).map(|span| shown_name(session, span)).unwrap_or_default();
        let name = if typed.trim().is_empty() { own } else { typed.trim().to_owned() };
        let label = mark.label(session);
        let kind = label.and_then(|label| session.kind_of_label(&label));
        let is_faction = kind == Some(Kind::FACTION);
        self.dialog = Some(Dialog::NewEntity(Box::new(NewEntity::of(mark, &name, is_faction, only_this))));
    }

    /// Asks for other names of what the selected mark means.
    pub(super) fn rename_entity(&mut self) {
        let session = self.tab().and_then(|tab| tab.session.as_ref());
        let Some(id) = self.selected().zip(session).and_then(|(mark, session)| mark.entity(session)) else { return };
        self.edit_entity(&id);
    }

    /// Asks for other names of an entity. What the built-in lexicon has keeps its names there, and is shown by those that a
    /// lexicon of one's own has for it.
    pub(super) fn edit_entity(&mut self, id: &str) {
        let known = self.lexicon.by_id(id);
        let built_in = known.filter(|known| !self.lexicon.is_user_made(*known));
        let built_in = built_in.map(|known| UserEntry::in_place_of(&self.lexicon, known));
        let mut kept = None;
        for file in self.names_files() {
            match file.read() {
                Ok(entries) => kept = kept.or_else(|| entries.into_iter().find(|entry| entry.id == id)),
                Err(error) => return self.report(&error),
            }
        }
        let entry = match (built_in, kept) {
            (Some(built_in), Some(kept)) => built_in.with_names_of(&kept),
            (Some(entry), None) | (None, Some(entry)) => entry,
            (None, None) => return self.notify(Notice::warning("entity-elsewhere")),
        };
        let is_faction = known.is_some_and(|known| self.lexicon.is_faction(known));
        self.dialog = Some(Dialog::NewEntity(Box::new(NewEntity::changing(entry, is_faction))));
    }

    /// Where a name that is made now is kept: in the folder of the front article, if that keeps names, otherwise in the
    /// person's own lexicon.
    pub(super) fn new_names(&self) -> Option<NamesFile> {
        let shared = self.front_folder().and_then(names_of);
        shared.or_else(|| self.own_names.clone().map(NamesFile::Own))
    }

    /// All files that the window writes names into.
    pub(super) fn names_files(&self) -> Vec<NamesFile> {
        let own = self.own_names.clone().map(NamesFile::Own);
        self.folders.iter().filter_map(names_of).chain(own).collect()
    }

    /// Keeps an entity; the mark means it from now on, and detection finds it.
    pub(super) fn keep_entity(&mut self, entry: UserEntry, on: Option<(MarkRef, bool)>) {
        self.dialog = None;
        let Some(new) = self.new_names() else {
            self.notify(Notice::warning("entity-no-folder"));
            return;
        };
        let files = self.names_files();
        self.exports += 1;
        self.jobs.start(Task::KeepNames(self.exports), move |_| {
            let kept = store::keep_name(&entry, &new, &files);
            done(move |app: &mut Self| match kept {
                Ok((id, file)) => {
                    if let Some((mark, only_this)) = on {
                        app.choose_entity(&mark, id, only_this);
                    }
                    app.use_names(file);
                }
                Err(error) => app.report(&error),
            })
        });
    }

    /// Reads a file of names again, which was changed.
    pub(super) fn use_names(&mut self, file: NamesFile) {
        match file {
            NamesFile::Own(path) => self.add_lexicon(path),
            NamesFile::Shared { folder, .. } => {
                self.scan_again(&folder);
                self.read_lexicons();
            }
        }
    }

    /// Gives everything that means one entity to another, in all open articles, and its names to the other in the
    /// lexicon that has them.
    pub(super) fn merge_entities(&mut self, from: &str, to: &str) {
        self.dialog = None;
        let open: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).collect();
        for id in open {
            let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { continue };
            let merged = session.execute(Command::MergeEntities { from: from.to_owned(), to: to.to_owned() });
            if let Err(error) = merged {
                self.fail(&error);
            }
        }
        let entry = |id: &str| {
            let known = self.lexicon.entity(self.lexicon.by_id(id)?);
            let (ar, en) = (vec![known.canonical.to_owned()], known.english.to_owned());
            let (kind, country) = (known.kind.to_owned(), known.country.map(str::to_owned));
            Some(UserEntry { id: id.to_owned(), ar, en, kind, country, ..UserEntry::default() })
        };
        let both = entry(from).zip(entry(to));
        let (Some((given, taker)), Some(new)) = (both, self.new_names()) else { return };
        let files = self.names_files();
        self.exports += 1;
        self.jobs.start(Task::KeepNames(self.exports), move |_| {
            let merged = store::merge_names(&given, &taker, &new, &files);
            done(move |app: &mut Self| match merged {
                Ok(changed) => changed.into_iter().for_each(|file| app.use_names(file)),
                Err(error) => app.report(&error),
            })
        });
    }
}

/// The file in which a folder keeps names.
fn names_of(folder: &FolderTab) -> Option<NamesFile> {
    Some(NamesFile::Shared { folder: folder.path.clone(), file: folder.shared.new_names.clone()? })
}
