//! What the views of an article or a folder are drawn with.

use crate::gui::i18n::I18n;
use crate::gui::model::{Fineness, SeenWords};

/// What they are drawn with.
#[derive(Clone, Copy)]
pub(crate) struct SeeingLook<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) words: &'a SeenWords,
    /// Whether it is about a folder.
    pub(crate) is_folder: bool,
    /// How many articles there are.
    pub(crate) articles: usize,
    /// What the folder says is fine as it is.
    pub(crate) fine: Fineness<'a>,
}
