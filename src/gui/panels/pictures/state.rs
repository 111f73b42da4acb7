//! The pictures' state between frames.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{ColorImage, Context, Rect, TextureHandle, TextureOptions, Ui, UiBuilder};

use super::look::{BESIDE, PicturesLook};
use crate::gui::model::{DrawnPicture, PictureKind};
use crate::gui::widgets::{Label, WidgetStyle};

/// The pictures' state between frames.
#[derive(Default)]
pub(crate) struct PicturesView {
    /// What is on the graphics card, and the drawing that it is of.
    pub(super) textures: HashMap<PictureKind, (Arc<DrawnPicture>, TextureHandle)>,
    /// The mark at which the keyboard is.
    pub(super) here: HashMap<PictureKind, usize>,
    /// A picture takes the keyboard focus as soon as it is shown.
    pub(super) wants_focus: bool,
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
        let pixels = &drawn.pixels;
        let image = ColorImage::from_rgba_unmultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba);
        let texture = ctx.load_texture(kind.key(), image, TextureOptions::LINEAR);
        self.textures.insert(kind, (drawn.clone(), texture.clone()));
        texture
    }
}
