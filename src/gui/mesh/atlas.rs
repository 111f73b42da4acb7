//! The glyph atlas: images rasterised once and packed into textures.

use std::collections::HashMap;

use eframe::egui::{self, Color32, ColorImage, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use etagere::{BucketedAtlasAllocator, size2};

use crate::layout::{GlyphCoverage, GlyphImage, GlyphImages, GlyphKey, ParagraphLayout};

/// Side of a texture, in pixels. A page of an article with both weights needs about half of one.
const SIDE: i32 = 1024;
/// Textures kept before all are emptied: 16 MiB.
const MOST_TEXTURES: usize = 4;

#[derive(Clone, Copy)]
struct Entry {
    texture: usize,
    /// In the texture, in pixels.
    min: [f32; 2],
    size: [f32; 2],
    /// From the glyph's origin to the image's top left, in pixels.
    offset: [f32; 2],
    /// Whether the image has its own colours.
    colored: bool,
}

struct Texture {
    handle: TextureHandle,
    allocator: BucketedAtlasAllocator,
}

/// Glyph images in textures.
///
/// A texture never grows and its images never move, so that meshes made earlier in a frame stay valid.
#[derive(Default)]
pub struct Atlas {
    images: GlyphImages,
    entries: HashMap<GlyphKey, Option<Entry>>,
    textures: Vec<Texture>,
    full: bool,
}

impl Atlas {
    /// Empties an atlas that has overflowed; to be called between frames only.
    pub(crate) fn begin_frame(&mut self) {
        if self.full {
            self.entries.clear();
            self.textures.clear();
            self.full = false;
        }
    }

    /// Meshes for some lines of a layout, one for each texture in use.
    ///
    /// `origin` is the paragraph's top left in points; it is rounded to a whole pixel vertically and to a quarter of a
    /// pixel along the line.
    pub fn meshes(
        &mut self,
        ctx: &egui::Context,
        layout: &ParagraphLayout,
        lines: std::ops::Range<usize>,
        origin: Pos2,
        color: Color32,
    ) -> Vec<Mesh> {
        let ppp = ctx.pixels_per_point();
        let (x_px, y_px) = (origin.x * ppp, (origin.y * ppp).round());
        let mut meshes: Vec<(usize, Mesh)> = Vec::new();
        for (run, glyphs) in layout.glyph_runs(lines) {
            for glyph in glyphs {
                let (key, pixel) = GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x + x_px);
                let entry = match self.entries.get(&key) {
                    Some(entry) => *entry,
                    None => {
                        let entry = self.images.rasterise(&run.font, key).and_then(|image| self.insert(ctx, &image));
                        self.entries.insert(key, entry);
                        entry
                    }
                };
                let Some(entry) = entry else { continue };
                let min = pos2(pixel + entry.offset[0], (glyph.y + y_px).round() + entry.offset[1]);
                let size = Vec2::from(entry.size);
                let uv_min = Pos2::from(entry.min);
                let uv = Rect::from_min_size(uv_min, size);
                let scale = 1.0 / SIDE as f32;
                let uv = Rect::from_min_max((uv.min.to_vec2() * scale).to_pos2(), (uv.max.to_vec2() * scale).to_pos2());
                let rect = Rect::from_min_size((min.to_vec2() / ppp).to_pos2(), size / ppp);
                let tint = if entry.colored { Color32::WHITE } else { color };
                let mesh = match meshes.iter_mut().find(|(texture, _)| *texture == entry.texture) {
                    Some((_, mesh)) => mesh,
                    None => {
                        let mesh = Mesh::with_texture(self.textures[entry.texture].handle.id());
                        meshes.push((entry.texture, mesh));
                        match meshes.last_mut() {
                            Some((_, mesh)) => mesh,
                            None => continue,
                        }
                    }
                };
                mesh.add_rect_with_uv(rect, uv, tint);
            }
        }
        meshes.into_iter().map(|(_, mesh)| mesh).collect()
    }

    /// Packs an image and uploads it to its texture. `None` if there is no room: the glyph is missing in this frame,
    /// and the atlas is emptied before the next.
    fn insert(&mut self, ctx: &egui::Context, image: &GlyphImage) -> Option<Entry> {
        // One empty pixel between images, so that none bleeds into its neighbour.
        let size = size2(image.width as i32 + 1, image.height as i32 + 1);
        if size.width > SIDE || size.height > SIDE {
            return None;
        }
        let place = |t: &mut Texture| t.allocator.allocate(size);
        let (texture, allocation) = match self.textures.iter_mut().enumerate().find_map(|(i, t)| Some((i, place(t)?))) {
            Some(found) => found,
            None if self.textures.len() >= MOST_TEXTURES => {
                self.full = true;
                ctx.request_repaint();
                return None;
            }
            None => {
                let empty = ColorImage::filled([SIDE as usize; 2], Color32::TRANSPARENT);
                let mut texture = Texture {
                    handle: ctx.load_texture("glyphs", empty, TextureOptions::NEAREST),
                    allocator: BucketedAtlasAllocator::new(size2(SIDE, SIDE)),
                };
                let allocation = place(&mut texture)?;
                self.textures.push(texture);
                (self.textures.len() - 1, allocation)
            }
        };
        let min = allocation.rectangle.min;
        let pixels = ColorImage::new([image.width as usize, image.height as usize], pixels(image));
        self.textures[texture].handle.set_partial([min.x as usize, min.y as usize], pixels, TextureOptions::NEAREST);
        let size = vec2(image.width as f32, image.height as f32);
        Some(Entry {
            texture,
            min: [min.x as f32, min.y as f32],
            size: size.into(),
            offset: [image.left as f32, -(image.top as f32)],
            colored: image.coverage == GlyphCoverage::Color,
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "coverage and bitmaps of a font, not colours of the theme")]
fn pixels(image: &GlyphImage) -> Vec<Color32> {
    match image.coverage {
        GlyphCoverage::Mask => image.data.iter().map(|&a| Color32::from_rgba_premultiplied(a, a, a, a)).collect(),
        GlyphCoverage::Color => {
            image.data.chunks_exact(4).map(|p| Color32::from_rgba_unmultiplied(p[0], p[1], p[2], p[3])).collect()
        }
    }
}
