//! STUB, TO BE REPLACED: reads HTML roughly until the reader of web pages can append a fragment to a [`Builder`].
//! Mail, feeds and web archives call [`html_text`] and nothing else here.

use crate::document::builder::Builder;
use crate::document::kind::Role;

/// Appends the text of an HTML fragment: tags are dropped, blocks are apart, blanks collapse.
pub(in crate::document) fn html_text(html: &str, b: &mut Builder) {
    let mut rest = html;
    let mut text = String::new();
    let mut role = None;
    while let Some(at) = rest.find('<') {
        push(&rest[..at], &mut text);
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = rest[..end].trim_start_matches('/').to_ascii_lowercase();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_end = rest.starts_with('/');
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |at| &rest[at + 3..]);
            continue;
        }
        rest = &rest[end + 1..];
        match name {
            "script" | "style" | "head" | "template" if !is_end => {
                let close = format!("</{name}");
                let lower = rest.to_ascii_lowercase();
                rest = lower.find(&close).map_or("", |at| &rest[at..]);
            }
            "br" => text.push('\n'),
            "p" | "div" | "blockquote" | "ul" | "ol" | "li" | "table" | "tr" | "h1" | "h2" | "h3" | "h4" | "body"
            | "article" | "section" | "figure" | "hr" => {
                flush(b, role, &mut text);
                role = match name {
                    "blockquote" if !is_end => Some(Role::Quote),
                    "h1" | "h2" | "h3" | "h4" if !is_end => Some(Role::Heading(name.as_bytes()[1] - b'0')),
                    "p" | "div" if role == Some(Role::Quote) => role,
                    _ => None,
                };
            }
            _ => {}
        }
    }
    push(rest, &mut text);
    flush(b, role, &mut text);
}

fn flush(b: &mut Builder, role: Option<Role>, text: &mut String) {
    let lines: Vec<_> = text.split('\n').map(str::trim).collect();
    b.block(role, &lines.join("\n"));
    text.clear();
}

fn push(piece: &str, text: &mut String) {
    let piece = piece.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let piece = piece.replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    for c in piece.chars() {
        let c = if c.is_ascii_whitespace() { ' ' } else { c };
        if c != ' ' || !text.ends_with([' ', '\n']) {
            text.push(c);
        }
    }
}

/// STUB, TO BE REPLACED by the `read` of the kind for web pages: the text of a whole page.
pub(in crate::document) fn page(
    bytes: Vec<u8>,
    options: &crate::document::kind::ReadOptions,
) -> Result<
    (&'static crate::document::kind::ArticleKind, crate::document::kind::Contents),
    crate::document::DocumentError,
> {
    let html = crate::document::decode::decode(bytes, options.encoding)?;
    let mut b = Builder::default();
    html_text(html.text.as_str(), &mut b);
    Ok((&crate::document::plain_text::KIND, b.finish(Some(html.decoding))))
}
