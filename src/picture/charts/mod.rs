//! Charts of plain values. Each has its values as a struct, a function that draws them and a [`Table`](super::Table) of
//! the same numbers. Rows and columns are drawn in the order in which they come, but where a chart sorts.

pub mod bars;
pub mod dispersion;
pub mod matrix;
pub mod network;
pub mod timeline;

mod cluster;
mod frame;

use super::{Cell, Colors, Language};
use crate::layout::{Rgb, ThemeName};

/// How a chart looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Width in logical pixels; charts take what they need at least.
    pub width: f32,
    /// Language of words and numbers, and the side at which lines begin.
    pub language: Language,
    /// The colours.
    pub colors: Colors,
    /// Height for a picture that can have any, in logical pixels.
    pub height: Option<f32>,
    /// Whether the title is drawn; it is not where a panel has it.
    pub has_title: bool,
}

impl Look {
    /// A picture for a file.
    pub fn new(width: f32, language: Language, theme: ThemeName) -> Self {
        Self {
            width: width.clamp(LEAST_WIDTH, MOST_WIDTH),
            language,
            colors: Colors::of(theme),
            height: None,
            has_title: true,
        }
    }
}

/// Narrowest and widest picture, in pixels.
const LEAST_WIDTH: f32 = 320.0;
const MOST_WIDTH: f32 = 8000.0;

/// A row's name and look.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// The id of what it stands for; empty if that has none.
    pub id: String,
    /// Its colour: that of its label.
    pub color: Rgb,
    /// Whether its lines are broken, as its label's line is: never colour alone.
    pub is_broken: bool,
}

impl Row {
    /// Its name in a table.
    fn cell(&self) -> Cell {
        Cell::Named(self.name.clone(), self.id.clone())
    }
}

/// A named colour for the key.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyEntry {
    /// The label's name.
    pub name: String,
    /// Its colour.
    pub color: Rgb,
}
