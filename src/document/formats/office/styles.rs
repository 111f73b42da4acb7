//! What the names of styles mean. The styles that a program brings along have English names in its files, whatever the
//! language of its windows.

use super::blocks::Kind;

/// The longest name that is looked at, in bytes: it is, for every paragraph.
const NAME_BYTES: usize = 64;

/// What paragraphs with a style of this name are; `None` if it says nothing, and what the style is based on decides.
pub(super) fn kind_of_style(name: &str) -> Option<Kind> {
    if name.len() > NAME_BYTES {
        return None;
    }
    let name = name.replace("_20_", " ").to_lowercase();
    Some(match name.trim() {
        "title" => Kind::Heading(1),
        "subtitle" => Kind::Heading(2),
        "caption" | "figure" | "illustration" | "drawing" | "tablecaption" | "figurecaption" | "image caption"
        | "table caption" => Kind::Caption,
        "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => Kind::Quote,
        "html preformatted" | "preformatted text" | "source code" => Kind::Preformatted,
        "author" => Kind::Byline,
        "date" => Kind::Dateline,
        name => Kind::Heading(heading_level(name)?),
    })
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
