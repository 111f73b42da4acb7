//! The pictures and the map of an article or a folder: drawn in a job from the rows of its table, and written into files.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{
    AppAction, Asked, DrawnPicture, FileRequest, Fineness, PictureAction, PictureFormat, PictureKind, PictureOf,
    PictureTarget, SeeingAction, SeenTable, SeenView, SeenWords, TabId,
};
use crate::gui::panels::{Names, PicturesLook, SeeingLook};
use crate::survey::{Column, Name, RowRef};

impl App {
    /// Draws in a job the pictures in front that are not of what is asked for now.
    pub(super) fn draw_pictures(&mut self, id: TabId) {
        let (lang, theme) = (self.i18n.lang(), self.theme);
        let Some(seeing) = self.seeing.get(&id) else { return };
        let Some((asked, revision, _)) = &seeing.arranged else { return };
        if self.jobs.is_pending(Task::Draw(id)) {
            return;
        }
        let Some(pictures) = self.pictures.get(&id) else { return };
        let of = |room| PictureOf {
            room,
            choices: pictures.choices,
            view: None,
            only: None,
            filter: asked.filter.clone(),
            revision: *revision,
            lexicon: Arc::as_ptr(&self.lexicon) as usize,
            lang,
            theme,
        };
        let outdated = pictures.outdated(of);
        if outdated.is_empty() {
            return;
        }
        let (survey, shown, lexicon) = (seeing.survey.clone(), seeing.shown.clone(), self.lexicon.clone());
        let former = pictures.drawn.clone();
        self.jobs.start(Task::Draw(id), move |job| {
            for (kind, of) in outdated {
                if job.is_cancelled() {
                    return None;
                }
                let former = former.get(&kind).map(|former| &**former);
                let drawn = Arc::new(DrawnPicture::draw(kind, of, former, (&survey, &shown.rows), &lexicon));
                job.report(move |app: &mut Self| app.take_picture(id, kind, drawn));
            }
            done(|_: &mut Self| {})
        });
    }

    /// Shows the pictures or the map of a tab.
    pub(super) fn show_drawn(&mut self, ui: &mut egui::Ui, id: TabId, is_folder: bool, acts: &mut Vec<AppAction>) {
        let Some(seeing) = self.seeing.get(&id) else { return };
        let pictures = self.pictures.entry(id).or_default();
        let is_busy = seeing.is_reading() || self.jobs.is_pending(Task::Draw(id));
        let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
        let kinds = PictureKind::of_settings(self.settings.pictures.as_ref());
        let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
        let look =
            PicturesLook { i18n: &self.i18n, names, words: &words, id, is_folder, seeing, kinds: &kinds, is_busy };
        let (fine, articles) = (Fineness { folder: None }, seeing.survey.articles().len());
        let seen = SeeingLook { i18n: &self.i18n, words: &words, is_folder, articles, fine };
        let bar = self.seeing_views.entry(id).or_default();
        let filters = |ui: &mut egui::Ui, acts: &mut Vec<AppAction>| bar.filters(ui, seen, id, seeing, acts);
        self.pictures_views.entry(id).or_default().show(ui, look, pictures, filters, acts);
        let said = self.pictures_views.get_mut(&id).and_then(|view| view.said.take());
        if let Some(seeing) = self.seeing.get_mut(&id).filter(|seeing| seeing.pictured != said) {
            seeing.pictured = said;
            ui.ctx().request_repaint();
        }
    }

    fn take_picture(&mut self, id: TabId, kind: PictureKind, drawn: Arc<DrawnPicture>) {
        if let Some(pictures) = self.pictures.get_mut(&id) {
            pictures.drawn.insert(kind, drawn);
        }
    }

    pub(super) fn picture_act(&mut self, ctx: &egui::Context, id: TabId, act: PictureAction) {
        let Some(pictures) = self.pictures.get_mut(&id) else { return };
        match act {
            PictureAction::Room(kind, room) => drop(pictures.rooms.insert(kind, room)),
            PictureAction::NotShown(kinds) => {
                for kind in kinds {
                    pictures.rooms.remove(&kind);
                    pictures.drawn.remove(&kind);
                }
            }
            PictureAction::Choose(choices) => pictures.choices = choices,
            PictureAction::Whole(kind) => pictures.whole = kind,
            PictureAction::AsTable(kind, true) => drop(pictures.as_table.insert(kind)),
            PictureAction::AsTable(kind, false) => drop(pictures.as_table.remove(&kind)),
            PictureAction::Show(kinds) => self.settings.pictures = Some(PictureKind::to_settings(&kinds)),
            PictureAction::View(view) => pictures.view = view,
            PictureAction::Only(only) => pictures.only = only,
            PictureAction::Select(place) => self.select_place(id, place),
            PictureAction::Placing(placing) => pictures.placing = placing,
            PictureAction::Place(place, at) => self.place_by_hand(id, place, at),
            PictureAction::TakeBack => self.take_place_back(id),
            PictureAction::Open(target) => self.open_pictured(ctx, id, &target),
            PictureAction::Export(kind, format) => self.ask_file(FileRequest::Picture(id, kind, format)),
        }
    }

    /// Chooses a place on the map, and its first mention.
    fn select_place(&mut self, id: TabId, place: Option<String>) {
        let (Some(pictures), Some(seeing)) = (self.pictures.get_mut(&id), self.seeing.get_mut(&id)) else { return };
        let map = pictures.map().and_then(|drawn| drawn.map.as_ref());
        let number = map.zip(place.as_deref()).and_then(|(map, place)| map.number_of(place));
        let first = map.zip(number).and_then(|(map, number)| map.mentions(number).first().copied());
        pictures.selected = place;
        seeing.chosen = first.and_then(|first| seeing.mark_of(first));
        seeing.chosen_at = first;
    }

    /// Shows the passages of a mark: the table of the names that it stands for, within its days.
    fn open_pictured(&mut self, ctx: &egui::Context, id: TabId, target: &PictureTarget) {
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let mut filter = seeing.asked.filter.clone();
        let text = |name: &Name| seeing.names().text(*name).to_owned();
        if let Some((two, within)) = &target.together {
            // Their number is of what is asked for now.
            filter.together = Some((two.each_ref().map(text), *within));
        } else {
            filter.words.remove(&Column::Text);
            filter.values.remove(&Column::Entity);
            filter.together = None;
            let is_entity = |name: &&Name| seeing.survey.rows().any(|(_, row)| row.entity == **name);
            let (entities, spellings): (Vec<&Name>, Vec<&Name>) = target.names.iter().partition(is_entity);
            if !entities.is_empty() {
                filter.values.insert(Column::Entity, entities.into_iter().map(text).collect());
            } else if let Some(spelling) = spellings.first() {
                filter.words.insert(Column::Text, text(spelling));
            }
        }
        if let Some((column, value)) = &target.value {
            filter.values.insert(*column, BTreeSet::from([value.clone()]));
        }
        if target.is_without_rejected {
            let standing = ["accepted", "suggested"].map(str::to_owned);
            filter.values.insert(Column::Status, standing.into());
        }
        if let Some((from, to)) = target.days {
            (filter.from, filter.to) = (Some(from), Some(to));
        }
        seeing.asked = Asked { filter, table: SeenTable::Rows, ..seeing.asked.clone() };
        let mark = target.row.and_then(|row: RowRef| seeing.mark_of(row));
        seeing.chosen = mark;
        seeing.chosen_at = target.row;
        self.seeing_act(ctx, id, SeeingAction::View(SeenView::Table));
    }

    /// Writes a picture into a file that was chosen.
    pub(super) fn write_picture(
        &mut self,
        (id, kind, format): (TabId, PictureKind, PictureFormat),
        path: PathBuf,
        overwrite: bool,
    ) {
        let Some(drawn) = self.pictures.get(&id).and_then(|pictures| pictures.drawn.get(&kind)).cloned() else {
            return;
        };
        let request = FileRequest::Picture(id, kind, format);
        self.write_chosen(request, path, overwrite, ("notice-picture-written", move || drawn.file(format)));
    }
}
