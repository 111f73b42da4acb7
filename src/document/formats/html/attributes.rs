//! The attributes of a tag: which ones tell something, and where the tag ends.

use memchr::memchr;

use super::elements::Name;

/// What is known of a tag when its attributes are read.
pub(super) struct Attributes {
    /// Where the text behind the tag begins.
    pub(super) end: usize,
    /// Whether the tag ends in `/>`.
    pub(super) is_empty: bool,
    /// Whether an attribute was copied.
    pub(super) has_any: bool,
}

/// Attributes that say what an element is; whatever its name.
const KEPT: [&str; 22] = [
    "class",
    "id",
    "rel",
    "itemprop",
    "itemtype",
    "role",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "lang",
    "xml:lang",
    "datetime",
    "start",
    "value",
    "reversed",
    "colspan",
    "rowspan",
    "epub:type",
    "property",
    "content",
    "name",
    "href",
];

/// The longest value that is kept, in bytes: longer ones are embedded files.
const VALUE_BYTES: usize = 4096;

/// Finds the end of a tag whose attributes begin here.
pub(super) fn skip_attributes(page: &str, at: usize) -> Attributes {
    read(page, at, |_, _| {})
}

/// Copies the attributes that tell something.
pub(super) fn copy_attributes(page: &str, at: usize, element: Name, out: &mut String) -> Attributes {
    let mut seen = 0_u32;
    let mut read = read(page, at, |name, value| {
        if name.eq_ignore_ascii_case("style") {
            if hides(value) && seen & 1 << 31 == 0 {
                seen |= 1 << 31;
                out.push_str(" hidden=\"\"");
            }
            return;
        }
        let Some(known) = KEPT.iter().position(|kept| name.eq_ignore_ascii_case(kept)) else { return };
        let known_name = KEPT[known];
        let bit = 1 << if known_name == "hidden" { 31 } else { known };
        let (is_link, is_meta) = (element.as_str() == "a", matches!(element.as_str(), "meta" | "link"));
        let is_told = match known_name {
            "value" => element.as_str() == "li",
            "name" => is_meta,
            "href" => is_meta || is_link,
            _ => true,
        };
        if seen & bit != 0 || !is_told || value.len() > VALUE_BYTES {
            return;
        }
        seen |= bit;
        // Where a link leads is nothing to the text, unless it stays on the page.
        let value = if is_link && known_name == "href" && !value.starts_with('#') { "x" } else { value };
        out.extend([" ", known_name, "=\""]);
        if memchr(b'"', value.as_bytes()).is_some() {
            out.push_str(&value.replace('"', "&quot;"));
        } else {
            out.push_str(value);
        }
        out.push('"');
    });
    read.has_any = seen != 0;
    read
}

/// Whether a style takes an element from sight.
fn hides(style: &str) -> bool {
    if style.len() > VALUE_BYTES {
        return false;
    }
    let bare: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    bare.contains("display:none") || bare.contains("visibility:hidden")
}

/// Tells each attribute of a tag. A tag that never ends reaches to the end of the page.
fn read<'a>(page: &'a str, mut at: usize, mut tell: impl FnMut(&'a str, &'a str)) -> Attributes {
    let bytes = page.as_bytes();
    let mut is_empty = false;
    loop {
        match bytes.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(byte) if byte.is_ascii_whitespace() => at += 1,
            Some(b'/') => {
                is_empty = bytes.get(at + 1) == Some(&b'>');
                at += 1;
            }
            Some(_) => {
                let start = at;
                // A name may begin with `=`.
                at += 1;
                while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')) {
                    at += 1;
                }
                let name = page.get(start..at).unwrap_or_default();
                let mut equals = at;
                while bytes.get(equals).is_some_and(u8::is_ascii_whitespace) {
                    equals += 1;
                }
                if bytes.get(equals) != Some(&b'=') {
                    tell(name, "");
                    continue;
                }
                at = equals + 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                let value = value(page, &mut at);
                tell(name, value);
            }
        }
    }
    Attributes { end: at, is_empty, has_any: false }
}

fn value<'a>(page: &'a str, at: &mut usize) -> &'a str {
    let bytes = page.as_bytes();
    let (start, end);
    match bytes.get(*at) {
        Some(quote @ (b'"' | b'\'')) => {
            start = *at + 1;
            let found = memchr(*quote, &bytes[start..]);
            end = found.map_or(bytes.len(), |found| start + found);
            *at = found.map_or(bytes.len(), |_| end + 1);
        }
        _ => {
            start = *at;
            let rest = bytes.get(start..).unwrap_or_default();
            let found = rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>');
            end = found.map_or(bytes.len(), |found| start + found);
            *at = end;
        }
    }
    page.get(start..end).unwrap_or_default()
}
