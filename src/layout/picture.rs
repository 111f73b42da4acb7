//! Draws a page into memory on the CPU, with the same layout and glyph images as the window, for pictures in reports
//! and for tests.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::BlockKind;
use super::engine::TextEngine;
use super::glyphs::{GlyphCoverage, GlyphImage, GlyphImages, GlyphKey};
use super::marks::{MarkShape, POINT, PageMark, Stroke};
use super::page::PageLayout;
use super::paragraph::ParagraphLayout;
use super::rgb::Rgb;
use crate::document::Document;
use crate::text::Span;

/// Highest picture, in pixels: common viewers open up to 16,000.
pub(crate) const LIMIT_PX: u32 = 16_000;

/// Radius of a highlight's corners, in points.
const RADIUS: f32 = 3.0;

/// An image in memory: rows from top to bottom, four bytes per pixel (red, green, blue, alpha).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

/// Colours and margins of a drawn page.
#[derive(Clone, Debug)]
pub struct PictureStyle {
    /// Colour of the paper.
    pub paper: Rgb,
    /// Colour of the letters.
    pub ink: Rgb,
    /// Colour of rejected words.
    pub dim: Rgb,
    /// White space around the text, in pixels.
    pub margin_px: f32,
    /// Size of a point in pixels: 1 unless the page is scaled.
    pub point_px: f32,
}

/// A drawn page.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The picture.
    pub picture: Picture,
    /// Whether the page was too high for a picture and was cut.
    pub is_cut: bool,
}

/// Draws the page with its marks; a page higher than [`LIMIT_PX`] is cut there.
pub fn draw(
    engine: &mut TextEngine,
    document: &Document,
    page: &mut PageLayout,
    style: &PictureStyle,
    marks_of: &dyn Fn(Span) -> Vec<PageMark>,
) -> Drawing {
    let margin = style.margin_px;
    let mut tops = Vec::new();
    let mut y = margin;
    for block in 0..page.block_count() {
        if y > LIMIT_PX as f32 {
            break;
        }
        let layout = page.layout(engine, document, block);
        tops.push((block, y + page.space_above(block), layout));
        y += page.height(block);
    }
    let width = (page.width_px() + 2.0 * margin).ceil() as u32;
    let height = ((y + margin).ceil() as u32).clamp(1, LIMIT_PX);
    let mut picture = Picture::filled(width, height, style.paper);
    let mut pen = Pen { images: GlyphImages::new(), cache: HashMap::new() };
    for (block, top, layout) in &tops {
        if page.block(*block).kind == BlockKind::Empty {
            continue;
        }
        let span = page.block(*block).span;
        let marks = marks_of(span);
        let shapes: Vec<MarkShape> = marks.iter().flat_map(|mark| mark.shapes(span, layout, style.point_px)).collect();
        for shape in &shapes {
            picture.mark(shape, margin, *top, style.point_px);
        }
        pen.text(&mut picture, layout, margin, *top, &|x, y| {
            if shapes.iter().any(|shape| shape.is_dim && shape.holds(x, y)) { style.dim } else { style.ink }
        });
    }
    Drawing { is_cut: y + margin > LIMIT_PX as f32, picture }
}

impl Picture {
    /// A picture of one colour.
    pub fn filled(width: u32, height: u32, color: Rgb) -> Self {
        let [r, g, b] = color;
        Self { width, height, rgba: [r, g, b, 255].repeat(width as usize * height as usize) }
    }

    /// The picture as a PNG file's bytes.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(bytes)
    }

    pub(super) fn blend(&mut self, x: i32, y: i32, color: Rgb, coverage: f32) {
        if coverage <= 0.0 || x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 {
            return;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        for (channel, value) in color.into_iter().enumerate() {
            let below = f32::from(self.rgba[at + channel]);
            self.rgba[at + channel] = (below + (f32::from(value) - below) * coverage.min(1.0)).round() as u8;
        }
    }

    /// A filled rectangle with round corners, antialiased.
    pub fn rect(&mut self, [left, top, right, bottom]: [f32; 4], radius: f32, color: Rgb) {
        self.shade([left, top, right, bottom], color, |x, y| {
            rounded_coverage(x, y, [left, top, right, bottom], radius)
        });
    }

    fn shade(&mut self, [left, top, right, bottom]: [f32; 4], color: Rgb, coverage: impl Fn(f32, f32) -> f32) {
        for y in top.floor() as i32..bottom.ceil() as i32 {
            for x in left.floor() as i32..right.ceil() as i32 {
                self.blend(x, y, color, coverage(x as f32 + 0.5, y as f32 + 0.5));
            }
        }
    }

    fn mark(&mut self, shape: &MarkShape, dx: f32, dy: f32, point_px: f32) {
        let [left, top, right, bottom] = shape.rect;
        let rect = [left + dx, top + dy, right + dx, bottom + dy];
        if let Some(fill) = shape.fill {
            self.rect(rect, RADIUS * point_px, fill);
        }
        for piece in shape.stroke.pieces([rect[0], rect[2]], rect[3], shape.line_px) {
            let radius = if shape.stroke == Stroke::Dotted { shape.line_px / 2.0 } else { 0.0 };
            self.rect(piece, radius, shape.line);
        }
        if let Some([x, y]) = shape.point {
            let (x, y, radius) = (x + dx, y + dy, POINT / 2.0 * point_px);
            self.rect([x - radius, y - radius, x + radius, y + radius], radius, shape.line);
        }
    }
}

/// How much of the pixel around a point a rounded rectangle covers, 0 to 1.
fn rounded_coverage(x: f32, y: f32, [left, top, right, bottom]: [f32; 4], radius: f32) -> f32 {
    let radius = radius.min((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
    let (cx, cy) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
    let qx = (x - cx).abs() - (right - left) / 2.0 + radius;
    let qy = (y - cy).abs() - (bottom - top) / 2.0 + radius;
    let outside = qx.max(0.0).hypot(qy.max(0.0)) + qx.max(qy).min(0.0) - radius;
    (0.5 - outside).clamp(0.0, 1.0)
}

/// Draws glyphs; each is rasterised only once.
struct Pen {
    images: GlyphImages,
    cache: HashMap<GlyphKey, Option<Arc<GlyphImage>>>,
}

impl Pen {
    /// Draws a paragraph; `ink_at` gives the colour of a letter by the position of its middle.
    fn text(
        &mut self,
        picture: &mut Picture,
        layout: &ParagraphLayout,
        dx: f32,
        dy: f32,
        ink_at: &dyn Fn(f32, f32) -> Rgb,
    ) {
        for (run, glyphs) in layout.glyph_runs(0..layout.lines().len()) {
            for glyph in glyphs {
                let (key, x) = GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x + dx);
                let images = &mut self.images;
                let image =
                    self.cache.entry(key).or_insert_with(|| images.rasterise(&run.font, key).map(Arc::new)).clone();
                if let Some(image) = image {
                    let middle = x + image.left as f32 + image.width as f32 / 2.0 - dx;
                    let ink = ink_at(middle, glyph.y);
                    picture.glyph(&image, x as i32, (glyph.y + dy).round() as i32, ink);
                }
            }
        }
    }
}

impl Picture {
    fn glyph(&mut self, image: &GlyphImage, x: i32, y: i32, ink: Rgb) {
        for row in 0..image.height as i32 {
            for column in 0..image.width as i32 {
                let at = (row * image.width as i32 + column) as usize;
                let (px, py) = (x + image.left + column, y - image.top + row);
                match image.coverage {
                    GlyphCoverage::Mask => self.blend(px, py, ink, f32::from(image.data[at]) / 255.0),
                    GlyphCoverage::Color => {
                        let [r, g, b, a] = [0, 1, 2, 3].map(|c| image.data[at * 4 + c]);
                        self.blend(px, py, [r, g, b], f32::from(a) / 255.0);
                    }
                }
            }
        }
    }
}
