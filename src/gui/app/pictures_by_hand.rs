//! Places that a person places on the map: their coordinates are kept where names made by the person are, and can be taken
//! back there.

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{Notice, PlacedByHand, TabId, ToPlace};
use crate::lexicon::UserEntry;
use crate::store::{self, NamesFile};

impl App {
    /// Keeps where a place lies: latitude and longitude in degrees. What the built-in lexicon has is shown by what is kept
    /// here; a name that no lexicon has becomes an entity.
    pub(super) fn place_by_hand(&mut self, id: TabId, place: ToPlace, [lat, lon]: [f64; 2]) {
        if let Some(pictures) = self.pictures.get_mut(&id) {
            pictures.placing = None;
        }
        let files = self.names_files();
        let mut former = None;
        for file in &files {
            match file.read() {
                Ok(entries) => former = former.or_else(|| entries.into_iter().find(|entry| entry.id == place.id)),
                Err(error) => return self.report(&error),
            }
        }
        let known = self.lexicon.by_id(&place.id);
        let built_in = known.filter(|known| !self.lexicon.is_user_made(*known));
        let built_in = built_in.map(|known| UserEntry::in_place_of(&self.lexicon, known));
        let entry = match (built_in, &former, known) {
            (Some(built_in), Some(kept), _) => built_in.with_names_of(kept),
            (Some(entry), None, _) => entry,
            (None, Some(kept), _) => kept.clone(),
            // Another lexicon of the person's own has it, which the window does not write.
            (None, None, Some(_)) => return self.notify(Notice::warning("entity-elsewhere")),
            (None, None, None) => named(&place.name),
        };
        let Some(new) = self.new_names() else { return self.notify(Notice::warning("entity-no-folder")) };
        // A ten-thousandth of a degree is about ten metres.
        let degrees = |value: f64| Some(((value * 1e4).round() / 1e4) as f32);
        let entry = UserEntry { lat: degrees(lat), lon: degrees(lon), ..entry };
        self.exports += 1;
        self.jobs.start(Task::KeepNames(self.exports), move |_| {
            let kept = store::keep_name(&entry, &new, &files);
            done(move |app: &mut Self| match kept {
                Ok((entity, file)) => app.take_placed(id, PlacedByHand { id: entity, name: place.name, file, former }),
                Err(error) => app.report(&error),
            })
        });
    }

    fn take_placed(&mut self, id: TabId, placed: PlacedByHand) {
        let file = placed.file.clone();
        if let Some(pictures) = self.pictures.get_mut(&id) {
            pictures.selected = Some(placed.id.clone());
            pictures.placed = Some(placed);
        }
        self.use_names(file);
    }

    /// Takes back what was placed last: its entry is as it was before.
    pub(super) fn take_place_back(&mut self, id: TabId) {
        let Some(placed) = self.pictures.get_mut(&id).and_then(|pictures| pictures.placed.take()) else { return };
        self.exports += 1;
        self.jobs.start(Task::KeepNames(self.exports), move |_| {
            let changed = placed.file.change(|entries| match placed.former.clone() {
                Some(former) => former.keep(entries),
                None => entries.retain(|entry| entry.id != placed.id),
            });
            let file: NamesFile = placed.file;
            done(move |app: &mut Self| match changed {
                Ok(()) => app.use_names(file),
                Err(error) => app.report(&error),
            })
        });
    }
}

/// The entry of a place of which only the name is known.
fn named(name: &str) -> UserEntry {
    let is_arabic = name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let en = if is_arabic { String::new() } else { name.to_owned() };
    UserEntry { ar: vec![name.to_owned()], en, kind: "town".to_owned(), ..UserEntry::default() }
}
