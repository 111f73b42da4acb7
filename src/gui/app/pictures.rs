//! The pictures and the map of an article or a folder: drawn in a job from the rows of its table, and written into files.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::export_sources::files_of;
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{
    AppAction, Asked, DrawnPicture, FileRequest, Fineness, Notice, PictureAction, PictureFormat, PictureKind,
    PictureOf, PictureTarget, SeeingAction, SeenTable, SeenView, SeenWords, TabId,
};
use crate::gui::panels::{PicturesLook, SeeingLook};
use crate::store::{self, ExportError, StoreError, WriteMode};
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
            filter: asked.filter.clone(),
            revision: *revision,
            lang,
            theme,
        };
        let outdated = pictures.outdated(of);
        if outdated.is_empty() {
            return;
        }
        let (survey, shown, lexicon) = (seeing.survey.clone(), seeing.shown.clone(), self.lexicon.clone());
        self.jobs.start(Task::Draw(id), move |job| {
            for (kind, of) in outdated {
                if job.is_cancelled() {
                    return None;
                }
                let drawn = Arc::new(DrawnPicture::draw(kind, of, &survey, &shown.rows, &lexicon));
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
        let look =
            PicturesLook { i18n: &self.i18n, id, is_folder, report: &seeing.report, asked: &seeing.asked, is_busy };
        let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
        let (fine, articles) = (Fineness { folder: None }, seeing.survey.articles().len());
        let seen = SeeingLook { i18n: &self.i18n, words: &words, is_folder, articles, fine };
        let bar = self.seeing_views.entry(id).or_default();
        let filters = |ui: &mut egui::Ui, acts: &mut Vec<AppAction>| bar.filters(ui, seen, id, seeing, acts);
        self.pictures_views.entry(id).or_default().show(ui, look, seeing.view, pictures, filters, acts);
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
            PictureAction::View(view) => pictures.view = view,
            PictureAction::Open(target) => self.open_pictured(ctx, id, &target),
            PictureAction::Export(kind, format) => self.ask_file(FileRequest::Picture(id, kind, format)),
        }
    }

    /// Shows the passages of a mark: the table of the names that it stands for, within its days.
    fn open_pictured(&mut self, ctx: &egui::Context, id: TabId, target: &PictureTarget) {
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let mut filter = seeing.asked.filter.clone();
        filter.words.remove(&Column::Text);
        filter.values.remove(&Column::Entity);
        let is_entity = |name: &Name| seeing.survey.rows().any(|(_, row)| row.entity == *name);
        let (entities, spellings): (Vec<Name>, Vec<Name>) =
            target.names.iter().copied().partition(|name| is_entity(name));
        let text = |name: &Name| seeing.names().text(*name).to_owned();
        if entities.is_empty() {
            if let Some(spelling) = spellings.first() {
                filter.words.insert(Column::Text, text(spelling));
            }
        } else {
            filter.values.insert(Column::Entity, entities.iter().map(text).collect::<BTreeSet<String>>());
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
        // What is open is not written over.
        let open: Vec<PathBuf> = self.tabs.iter().flat_map(files_of).cloned().collect();
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
            let written = store::refuse_input(&path, &open)
                .and_then(|()| store::write_file(&path, &drawn.file(format), mode).map_err(ExportError::from));
            done(move |app: &mut Self| match written {
                Ok(_) => app.notify(Notice::done("notice-picture-written").with("file", store::file_name(&path))),
                Err(ExportError::Store(StoreError::Exists { .. })) => {
                    app.ask_overwrite(FileRequest::Picture(id, kind, format), path);
                }
                Err(error) => app.report(&error),
            })
        });
    }
}
