//! Glyph images on the graphics card, and meshes that show laid-out text with them.
//!
//! Knows layouts and textures; must not know documents, sessions or widgets. Positions are
//! physical pixels until a mesh is finished.

mod atlas;

pub use atlas::Atlas;
