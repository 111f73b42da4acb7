//! What a document says about itself in its properties.
//!
//! When it was made is not told: that is when somebody began a file, often a template, not when an article was published.

use super::super::super::builder::Builder;
use super::super::super::kind::about;
use crate::text::Direction;

/// Names that programs write for an author that they do not know.
const NOBODY: [&str; 8] =
    ["python-docx", "unknown", "un-named", "unknown author", "author", "user", "admin", "administrator"];

/// Languages that are written from right to left.
const RTL: [&str; 14] = ["ar", "fa", "he", "iw", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "syr", "arz", "azb"];

#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) language: String,
}

impl About {
    /// Tells what is sensible of it about the text that has been written.
    pub(super) fn tell(&self, builder: &mut Builder) {
        builder.about(about::TITLE, &self.title);
        if !NOBODY.contains(&self.author.trim().to_lowercase().as_str()) {
            builder.about(about::AUTHOR, &self.author);
        }
        // Most programs name the language of their own windows.
        let language = self.language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let is_rtl = Direction::of(builder.text()) == Some(Direction::Rtl);
        if RTL.contains(&language.as_str()) == is_rtl {
            builder.about(about::LANGUAGE, &self.language);
        }
    }
}
