//! Articles that are open in several windows: each tells the others, and the person chooses to read or to work, too.

use std::path::PathBuf;
use std::sync::PoisonError;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{Notice, SharedUse, Tab, TabId};
use crate::store::{Holder, Lock, Other};

impl App {
    /// The folder for locks; `None` in tests of other things.
    fn lock_folder(&self) -> Option<PathBuf> {
        let journals = self.journaling.as_ref()?.folders.first()?;
        Some(journals.with_file_name("locks"))
    }

    /// Looks who else has the open articles, where it is time.
    pub(super) fn look_for_others(&mut self, ctx: &egui::Context, now_secs: f64) {
        let Some(folder) = self.lock_folder() else { return };
        let name = self.settings.author();
        let is_looking = self.jobs.is_pending(Task::LookForOthers);
        let mut looks = Vec::new();
        for tab in &mut self.tabs {
            let is_worked_on = tab.has_file && tab.is_dirty() && tab.is_worked_on();
            let Tab { session: Some(session), annotations: Some(annotations), sharing, .. } = tab else { continue };
            session.set_read_only(sharing.is_read_only());
            let Some(at) = sharing.due_secs(annotations, is_worked_on) else { continue };
            if at > now_secs {
                ctx.request_repaint_after_secs((at - now_secs) as f32 + 0.02);
            } else if !is_looking {
                let new = |annotations: &_| Lock::new(&folder, annotations, Holder::this(&name));
                looks.push((tab.id, sharing.begin(annotations.clone(), is_worked_on, new)));
            }
        }
        if looks.is_empty() {
            return;
        }
        self.jobs.start(Task::LookForOthers, move |_| {
            let look = |(id, (lock, is_worked_on)): (TabId, (std::sync::Arc<std::sync::Mutex<Lock>>, bool))| {
                let mut lock = lock.lock().unwrap_or_else(PoisonError::into_inner);
                (id, lock.look(is_worked_on), lock.is_beside())
            };
            let looked: Vec<_> = looks.into_iter().map(look).collect();
            done(move |app: &mut App| app.take_others(looked, now_secs))
        });
    }

    fn take_others(&mut self, looked: Vec<(TabId, Option<Other>, bool)>, now_secs: f64) {
        for (id, other, is_beside) in looked {
            if self.tab_of(id).is_some_and(|tab| tab.sharing.take(other, is_beside, now_secs)) {
                self.notify(Notice::done("notice-sharing-free").about(id));
            }
        }
    }

    /// The person has chosen what to do in an article that somebody else has open.
    pub(super) fn share(&mut self, id: TabId, answer: SharedUse) {
        self.finish_note();
        if let Some(tab) = self.tab_of(id) {
            tab.sharing.answer = Some(answer);
        }
    }

    /// Gives the locks of all articles back.
    pub(super) fn release_locks(&mut self) {
        for tab in &mut self.tabs {
            tab.sharing.release();
        }
    }
}
