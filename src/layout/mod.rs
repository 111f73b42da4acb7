//! Shaped, bidi-ordered, wrapped text as plain values, and a CPU renderer for pictures.
//!
//! Owns fonts, shaping (parley), positions, hit testing, glyph images (swash). Must not know egui or files. Lengths are
//! physical pixels; positions have their origin at the top left of the text column, y downward. Text offsets are UTF-8
//! bytes, counted inside the paragraph where a value belongs to one. A layout has no colours: they tint the mesh or
//! picture afterwards. Nothing here fails on any text; a missing glyph is drawn as the font's box.

mod bidi_overrides;
mod block;
mod blocks;
mod breaks;
pub mod clusters;
mod diacritics;
pub mod engine;
pub mod fonts;
pub mod glyphs;
mod headings;
pub mod heights;
mod invisibles;
mod line;
pub mod marks;
mod order;
pub mod outline;
pub mod page;
pub mod palette;
pub mod paragraph;
pub mod picture;
mod piles;
mod queries;
mod rgb;
mod shaped;
mod wrap;

pub use bidi_overrides::{BidiOverrides, turned};
pub use block::{Block, BlockKind};
pub use clusters::{Affinity, CaretPos, ClusterTable};
pub use engine::{Family, TextEngine, TextStyle, Weight};
pub use fonts::{FontFamily, FontReader};
pub use glyphs::{GlyphCoverage, GlyphImage, GlyphImages, GlyphKey};
pub use invisibles::{Invisible, PlacedInvisible, Sign};
pub use line::Line;
pub use marks::{MarkShape, POINT, PageMark, Stroke};
pub use outline::{Brush, GlyphOutlines, Segment};
pub use page::{PageLayout, PageStyle};
pub use palette::{MarkColors, Palette, ThemeName, free_line, free_look, next_label_color, with_free_looks};
pub use paragraph::{Glyph, GlyphRun, Insets, LineRect, ParagraphLayout};
pub(crate) use piles::marks_in;
pub use rgb::Rgb;
