//! The window's text: every string is shaped here, cached while it is shown, and painted as meshes.
//!
//! egui has no bidi: its own labels, buttons and fields reverse Arabic words. Therefore all text of the window is drawn
//! through this module; `widgets` contains the controls built on it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::egui::{self, Color32, Pos2, Shape, Vec2, vec2};

use super::mesh::Atlas;
use crate::layout::{Family, ParagraphLayout, TextEngine, TextStyle, Weight};
use crate::text::Direction;

/// The role of a string in the interface; decides size, weight and line height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// Menus, rows, buttons: Noto Sans 14, Naskh 16.
    #[default]
    Body,
    /// As body, bold.
    Strong,
    /// Secondary text: 12.5 and 14.
    Small,
    /// Abbreviations over the article's lines: 8.5 and 10.
    Tiny,
    /// Titles of cards and dialogs: 17 and 20, bold.
    Title,
    /// Sentences of an article outside of its page: 18 and 20.
    Reading,
}

impl TextRole {
    /// Size of Latin and of Arabic letters and the line's height, in points.
    pub(crate) fn sizes(self) -> (f32, f32, f32) {
        match self {
            Self::Body | Self::Strong => (14.0, 16.0, 24.0),
            Self::Small => (12.5, 14.0, 20.0),
            Self::Tiny => (8.5, 10.0, 11.0),
            Self::Title => (17.0, 20.0, 30.0),
            Self::Reading => (18.0, 20.0, 36.0),
        }
    }

    /// The role's style in physical pixels.
    pub fn style(self, pixels_per_point: f32) -> TextStyle {
        let (latin, arabic, line) = self.sizes();
        TextStyle {
            family: Family::Interface,
            size_px: latin * pixels_per_point,
            arabic_size_px: arabic * pixels_per_point,
            line_height_px: (line * pixels_per_point).round(),
            weight: if matches!(self, Self::Strong | Self::Title) { Weight::Bold } else { Weight::Regular },
            hide_diacritics: false,
        }
    }
}

/// A laid-out string of the interface. Convert its pixels with [`Galley::size`] and similar functions.
#[derive(Clone)]
pub struct Galley {
    /// Positions in physical pixels.
    pub layout: Arc<ParagraphLayout>,
    /// Physical pixels in a point.
    pub pixels_per_point: f32,
}

impl Galley {
    /// Width of the longest line and height of all, in points.
    pub fn size(&self) -> Vec2 {
        vec2(self.layout.text_width_px(), self.layout.height_px()) / self.pixels_per_point
    }

    /// Width of the column at which right-to-left lines end, in points.
    pub fn column_width(&self) -> f32 {
        self.layout.width_px() / self.pixels_per_point
    }
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    text: String,
    role: TextRole,
    family: Family,
    direction: Direction,
    /// Physical pixels, rounded; `None` for a single line.
    width_px: Option<i32>,
    ppp_bits: u32,
}

struct Kept {
    layout: Arc<ParagraphLayout>,
    used_in_frame: u64,
}

/// Shaping, cache and atlas of the window.
#[derive(Default)]
pub struct TextSystem {
    /// Shapes paragraphs; the reader uses it for the article as well.
    pub engine: TextEngine,
    /// Glyph images on the graphics card.
    pub atlas: Atlas,
    kept: HashMap<Key, Kept>,
    frame: u64,
}

/// A handle to the context's [`TextSystem`].
#[derive(Clone, Default)]
pub struct Texts(Arc<Mutex<TextSystem>>);

/// Frames for which a string that is no longer shown stays cached.
const KEPT_FRAMES: u64 = 240;

/// The direction of a string that begins with a mark: most words of «CRLF لبرنامج MAXQDA» run the other way.
fn marked_direction(text: &str) -> Option<Direction> {
    match text.chars().next()? {
        '\u{200e}' => Some(Direction::Ltr),
        '\u{200f}' => Some(Direction::Rtl),
        _ => None,
    }
}

impl Texts {
    /// The text system of an egui context; made at the first call.
    pub fn of(ctx: &egui::Context) -> Self {
        let id = egui::Id::unique("hawashi-texts");
        if let Some(texts) = ctx.data(|data| data.get_temp::<Self>(id)) {
            return texts;
        }
        let texts = Self::default();
        ctx.data_mut(|data| data.insert_temp(id, texts.clone()));
        let weak = Arc::downgrade(&texts.0);
        ctx.on_begin_pass(
            "hawashi-texts",
            Arc::new(move |_| {
                if let Some(system) = weak.upgrade() {
                    system.lock().unwrap_or_else(PoisonError::into_inner).begin_frame();
                }
            }),
        );
        texts
    }

    /// The system itself; lock it only briefly.
    pub fn lock(&self) -> MutexGuard<'_, TextSystem> {
        // After a panic elsewhere the caches are still valid.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays out a string. Its direction is that of the mark that it begins with, or else of most of its letters, or `fallback`
    /// if it has none; `width` in points wraps it, `None` keeps it on one line.
    pub fn shape(
        &self,
        ctx: &egui::Context,
        text: &str,
        role: TextRole,
        fallback: Direction,
        width: Option<f32>,
    ) -> Galley {
        self.shape_in(ctx, text, role, Family::Interface, fallback, width)
    }

    /// Like [`Self::shape`], in another font family than the interface's.
    pub(crate) fn shape_in(
        &self,
        ctx: &egui::Context,
        text: &str,
        role: TextRole,
        family: Family,
        fallback: Direction,
        width: Option<f32>,
    ) -> Galley {
        let pixels_per_point = ctx.pixels_per_point();
        let key = Key {
            text: text.to_owned(),
            role,
            family,
            direction: marked_direction(text).or_else(|| Direction::of(text)).unwrap_or(fallback),
            width_px: width.map(|w| (w * pixels_per_point).floor() as i32),
            ppp_bits: pixels_per_point.to_bits(),
        };
        let mut system = self.lock();
        let system = &mut *system;
        let frame = system.frame;
        let kept = system.kept.entry(key).or_insert_with_key(|key| {
            // A newline would be laid out as a character; interface strings have none but notes do.
            let text = key.text.replace(['\n', '\r'], " ");
            let width_px = key.width_px.map(|w| w as f32);
            let style = TextStyle { family: key.family.clone(), ..role.style(pixels_per_point) };
            let layout = system.engine.paragraph(&text, &style, key.direction, width_px);
            Kept { layout: Arc::new(layout), used_in_frame: frame }
        });
        kept.used_in_frame = frame;
        Galley { layout: kept.layout.clone(), pixels_per_point }
    }

    /// Paints a layout with its top left at `origin` (points).
    pub(crate) fn paint(&self, painter: &egui::Painter, origin: Pos2, galley: &Galley, color: Color32) {
        self.paint_lines(painter, origin, &galley.layout, 0..galley.layout.lines().len(), color);
    }

    /// Paints some lines of a layout whose top left is at `origin` (points).
    pub(crate) fn paint_lines(
        &self,
        painter: &egui::Painter,
        origin: Pos2,
        layout: &ParagraphLayout,
        lines: Range<usize>,
        color: Color32,
    ) {
        self.paint_lines_dim(painter, origin, layout, lines, color, color, &[]);
    }

    /// Like [`Self::paint_lines`]; letters whose middle is in one of the rectangles (points) are `dim`.
    #[expect(clippy::too_many_arguments, reason = "what, where and in which two colours")]
    pub(crate) fn paint_lines_dim(
        &self,
        painter: &egui::Painter,
        origin: Pos2,
        layout: &ParagraphLayout,
        lines: Range<usize>,
        color: Color32,
        dim: Color32,
        places: &[egui::Rect],
    ) {
        let mut meshes = self.lock().atlas.meshes(painter.ctx(), layout, lines, origin, color);
        if !places.is_empty() {
            // Each glyph has four vertices; glyphs with their own colours keep them.
            let letters = meshes.iter_mut().flat_map(|mesh| mesh.vertices.chunks_exact_mut(4));
            for letter in letters.filter(|letter| letter[0].color == color) {
                let middle = letter[0].pos.lerp(letter[3].pos, 0.5);
                if places.iter().any(|place| place.contains(middle)) {
                    for corner in letter {
                        corner.color = dim;
                    }
                }
            }
        }
        painter.extend(meshes.into_iter().map(Shape::mesh));
    }
}

impl TextSystem {
    fn begin_frame(&mut self) {
        self.frame += 1;
        self.atlas.begin_frame();
        if self.frame.is_multiple_of(KEPT_FRAMES) {
            let oldest = self.frame - KEPT_FRAMES;
            self.kept.retain(|_, kept| kept.used_in_frame >= oldest);
        }
    }
}
