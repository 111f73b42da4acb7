//! A page in a web archive, and what its fields are called.

use std::borrow::Cow;

/// The most pages that are looked at: the first, and those in its frames.
pub(super) const PAGES: usize = 8;

/// What stands in an archive for a page.
pub(super) const MAIN: &str = "WebMainResource";
pub(super) const FRAMES: &str = "WebSubframeArchives";
pub(super) const DATA: &str = "WebResourceData";
pub(super) const MEDIA: &str = "WebResourceMIMEType";
pub(super) const CHARSET: &str = "WebResourceTextEncodingName";
pub(super) const URL: &str = "WebResourceURL";

/// A page as it was saved.
#[derive(Default)]
pub(super) struct Page<'b> {
    pub(super) data: Cow<'b, [u8]>,
    pub(super) media: String,
    pub(super) charset: Option<String>,
    pub(super) url: Option<String>,
}
