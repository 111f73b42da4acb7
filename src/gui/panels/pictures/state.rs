//! The pictures' state between frames.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{Context, Rect, TextureHandle, TextureOptions, Ui, UiBuilder};

use super::look::{BESIDE, PicturesLook};
use crate::gui::model::{DrawnPicture, PictureKind};
use crate::gui::widgets::{FieldState, Label, WidgetStyle};

/// The pictures' state between frames.
pub(crate) struct PicturesView {
    /// What is on the graphics card, and the drawing that it is of.
    pub(super) textures: HashMap<PictureKind, (Arc<DrawnPicture>, TextureHandle)>,
    /// The mark at which the keyboard is.
    pub(super) here: HashMap<PictureKind, usize>,
    /// A picture takes the keyboard focus as soon as it is shown.
    pub(super) wants_focus: bool,
    /// The coordinates that are typed, for which place, and whether they are none.
    pub(super) coordinates: FieldState,
    pub(super) placed_for: Option<String>,
    pub(super) is_wrong: bool,
    /// Whether all places without coordinates are listed.
    pub(super) lists_all: bool,
    /// Whether the panel lies over a narrow map.
    pub(super) shows_panel: bool,
    /// What is said of what is under the pointer, or where the keyboard is.
    pub(crate) said: Option<String>,
    /// The picture that is dragged to another place.
    pub(super) dragged: Option<PictureKind>,
}

impl Default for PicturesView {
    fn default() -> Self {
        Self {
            textures: HashMap::new(),
            here: HashMap::new(),
            wants_focus: true,
            coordinates: FieldState::line(""),
            placed_for: None,
            is_wrong: false,
            lists_all: false,
            shows_panel: false,
            said: None,
            dragged: None,
        }
    }
}

impl PicturesView {
    /// A picture takes the keyboard focus as soon as it is shown.
    pub(crate) fn enter(&mut self) {
        self.wants_focus = true;
    }

    /// What is said while nothing is drawn yet.
    #[allow(clippy::unused_self, reason = "a part of the view")]
    pub(super) fn waiting(&self, ui: &mut Ui, look: PicturesLook<'_>, body: Rect) {
        if !look.is_busy {
            return;
        }
        let style = WidgetStyle::of(ui.ctx());
        let builder = UiBuilder::new().max_rect(body.shrink(BESIDE)).layout(style.along());
        let mut inner = ui.new_child(builder);
        inner.add(Label::new(&look.i18n.text("picture-drawing")).color(style.theme.dim));
    }

    /// The drawing on the graphics card.
    pub(super) fn texture(&mut self, ctx: &Context, kind: PictureKind, drawn: &Arc<DrawnPicture>) -> TextureHandle {
        if let Some((of, texture)) = self.textures.get(&kind)
            && Arc::ptr_eq(of, drawn)
        {
            return texture.clone();
        }
        let texture = ctx.load_texture(kind.key(), drawn.image.clone(), TextureOptions::LINEAR);
        if let Some((former, _)) = self.textures.insert(kind, (drawn.clone(), texture.clone())) {
            // Its pixels are not given back within a frame.
            rayon::spawn(move || drop(former));
        }
        texture
    }
}
