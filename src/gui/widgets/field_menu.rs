//! The texts of a field's menu.

use std::sync::Arc;

use eframe::egui::{self, Id};

use crate::gui::i18n::{I18n, Lang};

/// The rows' texts in the window's language, kept in the context because fields are made in many places.
#[derive(Debug)]
pub(super) struct FieldMenu {
    lang: Lang,
    pub(super) name: String,
    pub(super) cut: String,
    pub(super) copy: String,
    pub(super) paste: String,
    pub(super) select_all: String,
}

impl FieldMenu {
    /// Stores the texts of a language in the context.
    pub(super) fn install(ctx: &egui::Context, lang: Lang) {
        if Self::of(ctx).is_some_and(|menu| menu.lang == lang) {
            return;
        }
        let i18n = I18n::new(lang);
        let text = |key| i18n.text(key).into_owned();
        let menu = Self {
            lang,
            name: text("context-field"),
            cut: text("field-cut"),
            copy: text("field-copy"),
            paste: text("field-paste"),
            select_all: text("field-select-all"),
        };
        ctx.data_mut(|data| data.insert_temp(id(), Arc::new(menu)));
    }

    pub(super) fn of(ctx: &egui::Context) -> Option<Arc<Self>> {
        ctx.data(|data| data.get_temp(id()))
    }
}

fn id() -> Id {
    Id::unique("hawashi-field-menu")
}
