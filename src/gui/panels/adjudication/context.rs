//! What the view's parts are drawn from.

use eframe::egui::{Sense, Ui, vec2};

use crate::gui::i18n::I18n;
use crate::gui::model::{Adjudicating, AdjudicatingAction, AppAction, TabId};
use crate::gui::panels::context::Names;
use crate::gui::theme::size;
use crate::gui::widgets::{Label, WidgetStyle, paint_annotator};
use crate::session::Session;

/// What the view is drawn from.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) names: Names<'a>,
    pub(super) tab: TabId,
    pub(super) session: &'a Session,
    pub(super) adjudicating: &'a Adjudicating,
    pub(super) is_narrow: bool,
}

impl View<'_> {
    pub(super) fn i18n(&self) -> &I18n {
        self.names.i18n
    }

    pub(super) fn act(&self, act: AdjudicatingAction) -> AppAction {
        AppAction::Adjudicating(self.tab, act)
    }
}

/// An annotator's letter and name.
pub(super) fn annotator(ui: &mut Ui, view: View<'_>, number: usize, is_heading: bool) {
    let look = WidgetStyle::of(ui.ctx());
    let (place, _) = ui.allocate_exact_size(vec2(20.0, ui.available_height().min(size::ROW)), Sense::hover());
    paint_annotator(ui.painter(), place, number, &view.adjudicating.initial(view.i18n(), number));
    if view.adjudicating.hides_names {
        return;
    }
    let name = view.adjudicating.name(view.i18n(), number);
    ui.add(Label::new(&name).color(if is_heading { look.theme.ink } else { look.theme.dim }));
}
