//! Glyph images, rasterised by swash: shared by the window's atlas and by pictures.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parley::FontData;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Format, Vector};
use swash::{FontRef, tag_from_bytes};

/// Widest glyph drawn, in em: even ligatures of a whole sentence are narrower.
const LARGEST_EM: f32 = 64.0;
/// Sub-pixel positions of a glyph along the line.
const BINS: f32 = 4.0;

/// What identifies a glyph image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlyphKey {
    font: u64,
    index: u32,
    glyph: u16,
    size_bits: u32,
    bin: u8,
    embolden: bool,
}

impl GlyphKey {
    /// The key of a glyph drawn at `x`, and the whole pixel to which its image is relative.
    pub fn new(font: &FontData, glyph: u16, size_px: f32, embolden: bool, x: f32) -> (Self, f32) {
        let quarter = (x * BINS).round();
        let pixel = (quarter / BINS).floor();
        let bin = (quarter - pixel * BINS) as u8;
        let key = Self { font: font.data.id(), index: font.index, glyph, size_bits: size_px.to_bits(), bin, embolden };
        (key, pixel)
    }
}

/// The meaning of an image's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphCoverage {
    /// One byte per pixel: its coverage. To be tinted.
    Mask,
    /// Four bytes per pixel: red, green, blue, alpha, not premultiplied.
    Color,
}

/// A rasterised glyph.
#[derive(Clone, Debug)]
pub struct GlyphImage {
    /// From the origin to the image's left edge, in pixels.
    pub left: i32,
    /// From the baseline up to the image's top edge, in pixels.
    pub top: i32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Meaning of `data`.
    pub coverage: GlyphCoverage,
    /// Rows from top to bottom.
    pub data: Arc<[u8]>,
}

/// Whether any part of an image is visible; for a broken picture swash makes a transparent one.
fn has_ink(image: &Image) -> bool {
    let has_room = image.placement.width > 0 && image.placement.height > 0;
    has_room && (image.content != Content::Color || image.data.chunks_exact(4).any(|pixel| pixel[3] > 0))
}

/// Whether a glyph without an image should have had one: in a font made only of pictures every glyph but the space has
/// one.
fn lost_picture(font: FontRef<'_>, glyph: u16) -> bool {
    let has_outlines = [b"glyf", b"CFF ", b"CFF2"].iter().any(|tag| font.table(tag_from_bytes(tag)).is_some());
    !has_outlines && glyph != font.charmap().map(' ') && font.glyph_metrics(&[]).advance_width(glyph) > 0.0
}

/// The box of a glyph that cannot be drawn: an outline as high as a capital letter.
fn missing_box(size_px: f32) -> GlyphImage {
    let line = (size_px / 16.0).round().max(1.0) as u32;
    let (width, height) = ((size_px * 0.45).ceil().max(3.0) as u32, (size_px * 0.7).ceil().max(3.0) as u32);
    let is_edge = |at: u32, len: u32| at < line || at + line >= len;
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data = pixels.map(|(x, y)| if is_edge(x, width) || is_edge(y, height) { 255 } else { 0 }).collect();
    GlyphImage { left: 1, top: height as i32, width, height, coverage: GlyphCoverage::Mask, data }
}

/// Rasterises glyphs.
pub struct GlyphImages {
    context: ScaleContext,
}

impl Default for GlyphImages {
    fn default() -> Self {
        Self::new()
    }
}

impl GlyphImages {
    /// A rasteriser.
    pub fn new() -> Self {
        Self { context: ScaleContext::new() }
    }

    /// The image for a key; `None` for a glyph without ink (a space). A glyph that cannot be drawn becomes a box.
    pub fn rasterise(&mut self, font: &FontData, key: GlyphKey) -> Option<GlyphImage> {
        let size_px = f32::from_bits(key.size_bits);
        // An installed font is an untrusted file, and swash trusts the numbers in it.
        let drawn = catch_unwind(AssertUnwindSafe(|| self.draw(font, key, size_px)));
        drawn.unwrap_or_else(|_| {
            self.context = ScaleContext::new();
            Some(missing_box(size_px))
        })
    }

    fn draw(&mut self, font: &FontData, key: GlyphKey, size_px: f32) -> Option<GlyphImage> {
        let font = FontRef::from_index(font.data.data(), font.index as usize)?;
        let mut scaler = self.context.builder(font).size(size_px).hint(false).build();
        let mut render =
            Render::new(&[Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline]);
        render.format(Format::Alpha).offset(Vector::new(f32::from(key.bin) / BINS, 0.0));
        if key.embolden {
            render.embolden(size_px / 48.0);
        }
        // Unbounded coordinates would fill gigabytes.
        if let Some(outline) = scaler.scale_outline(key.glyph) {
            let bounds = outline.bounds();
            if bounds.width().max(bounds.height()) > size_px * LARGEST_EM {
                return Some(missing_box(size_px));
            }
        }
        let Some(image) = render.render(&mut scaler, key.glyph).filter(has_ink) else {
            return lost_picture(font, key.glyph).then(|| missing_box(size_px));
        };
        Some(GlyphImage {
            left: image.placement.left,
            top: image.placement.top,
            width: image.placement.width,
            height: image.placement.height,
            coverage: match image.content {
                Content::Color => GlyphCoverage::Color,
                Content::Mask | Content::SubpixelMask => GlyphCoverage::Mask,
            },
            data: image.data.into(),
        })
    }
}
