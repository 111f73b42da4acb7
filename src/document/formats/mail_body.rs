//! The plain text of a mail: quoted replies, and lines that a mail program has broken.

use crate::document::builder::Builder;
use crate::document::kind::Role;

/// Signs off the text from the signature; a flowed line ends with its space, too.
const SIGNATURE: &str = "-- ";

/// Appends a text. `flowed` says that lines which end with a space go on in the next one, and whether the space itself
/// is not part of the text.
pub(super) fn plain_text(text: &str, flowed: Option<bool>, b: &mut Builder) {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let (depth, line) = unquoted(line);
        // A space that protects the beginning of a flowed line.
        let line = if flowed.is_some() { line.strip_prefix(' ').unwrap_or(line) } else { line };
        let is_soft = flowed.is_some() && line.ends_with(' ') && line != SIGNATURE;
        let line = if is_soft && flowed == Some(true) { &line[..line.len() - 1] } else { line };
        match blocks.last_mut() {
            Some((last, block)) if *last == depth => {
                if !goes_on {
                    block.push('\n');
                }
                block.push_str(line);
            }
            _ => blocks.push((depth, line.to_owned())),
        }
        goes_on = is_soft;
    }
    let mut open = Vec::new();
    for (depth, block) in blocks {
        // Blank lines between quotations belong to neither.
        if block.trim().is_empty() {
            continue;
        }
        while open.len() > depth {
            if let Some(mark) = open.pop() {
                b.part_since(mark, Role::Quote);
            }
        }
        while open.len() < depth {
            open.push(b.here());
        }
        b.block(None, &block);
    }
    while let Some(mark) = open.pop() {
        b.part_since(mark, Role::Quote);
    }
}

/// The most quotations inside each other that are told apart.
const DEPTH: usize = 16;

/// How many signs of quotation a line begins with, and the line without them.
fn unquoted(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0)) {
        depth += 1;
        rest = inner;
    }
    if depth == 0 { (0, line) } else { (depth.min(DEPTH), rest.strip_prefix(' ').unwrap_or(rest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, flowed: Option<bool>) -> (String, Vec<String>) {
        let mut b = Builder::default();
        plain_text(text, flowed, &mut b);
        let contents = b.finish(None);
        let text = contents.text.as_str().to_owned();
        let quotes = contents.structure.unwrap().into_iter().map(|part| part.span.of(&text).to_owned()).collect();
        (text, quotes)
    }

    #[test]
    fn quoted_replies_are_quotations() {
        let (text, quotes) =
            read("نعم.\r\n\r\n> سقطت سرت؟\r\n>\r\n>> من قال؟\r\n> لا أعرف\r\nتحية\r\n-- \r\nليلى", None);
        assert_eq!(text, "نعم.\n\nسقطت سرت؟\n\nمن قال؟\n\nلا أعرف\n\nتحية\n-- \nليلى");
        assert_eq!(quotes, ["سقطت سرت؟\n\nمن قال؟\n\nلا أعرف", "من قال؟"]);
    }

    #[test]
    fn flowed_lines_are_put_together() {
        let text = "سقطت \r\nسرت\r\n  شعر\r\n> قال \r\n> نعم\r\n-- \r\nليلى";
        assert_eq!(read(text, Some(false)).0, "سقطت سرت\n شعر\n\nقال نعم\n\n-- \nليلى");
        assert_eq!(read("سق \nطت", Some(true)).0, "سقطت");
        assert_eq!(read("سقطت \nسرت", None).0, "سقطت \nسرت");
    }
}
