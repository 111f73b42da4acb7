//! Rewrites a page to what its text needs before it is parsed: no scripts, styles, comments and embedded files, no
//! attributes but those that tell something, no elements too deep for a parser. One pass, linear in time; the result is
//! never longer than the page by more than a few bytes for each tag.
//!
//! Pages saved with their pictures (50 MB of `data:` URIs) become as short as their text, and what makes a parser
//! quadratic is gone: deep nesting, formatting elements that are opened again in each paragraph, thousands of attributes.

use memchr::{memchr, memmem};

use super::attributes::{Attributes, copy_attributes, skip_attributes};
use super::elements::{Kind, Name};
use crate::document::limits::DEPTH;

/// What is left of a page.
pub(super) struct Tidied {
    /// Its elements and texts.
    pub(super) html: String,
    /// What it says about itself as JSON-LD, each as it stands.
    pub(super) linked_data: Vec<String>,
    /// The first comment, in which a program that saved the page tells where it was.
    pub(super) comment: Option<String>,
}

/// How far back an opening tag is looked for, in open elements.
const LOOK_BACK: usize = 512;

/// An open element.
struct Open {
    name: Name,
    kind: Kind,
    written: Written,
}

impl Open {
    /// Whether elements like it can be inside each other without end.
    fn nests(&self) -> bool {
        self.kind.nests() || self.name.is_list_item()
    }
}

/// How the tags of an element are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    AsIs,
    Span,
    Paragraph,
    Not,
}

/// Tidies a page. In XML any element may be empty (`<title/>`).
pub(super) fn tidy(page: &str, is_xml: bool) -> Tidied {
    let mut pass = Pass {
        page,
        is_xml,
        at: 0,
        open: Vec::new(),
        depth: 0,
        endless: Vec::new(),
        out: Tidied { html: String::with_capacity(page.len().min(1 << 20)), linked_data: Vec::new(), comment: None },
    };
    pass.run();
    pass.out
}

struct Pass<'a> {
    page: &'a str,
    is_xml: bool,
    at: usize,
    open: Vec<Open>,
    /// Number of open elements that can be inside each other without end.
    depth: usize,
    /// Elements that have no end behind here.
    endless: Vec<Name>,
    out: Tidied,
}

impl Pass<'_> {
    fn run(&mut self) {
        let bytes = self.page.as_bytes();
        while let Some(to_tag) = bytes.get(self.at..).and_then(|rest| memchr(b'<', rest)) {
            let tag = self.at + to_tag;
            self.push_text(tag);
            self.at = tag;
            match (bytes.get(tag + 1), bytes.get(tag + 2)) {
                (Some(b'!'), _) => self.declaration(),
                (Some(b'?'), _) => self.skip_to(">"),
                (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => self.end_tag(),
                (Some(b'/'), _) => self.skip_to(">"),
                (Some(letter), _) if letter.is_ascii_alphabetic() => self.start_tag(),
                _ => {
                    // Not a tag: `3 < 5`.
                    self.out.html.push_str("&lt;");
                    self.at += 1;
                }
            }
        }
        self.push_text(bytes.len());
    }

    /// Writes the text up to a byte. Zeros are none: a parser leaves them out, with a message for each.
    fn push_text(&mut self, end: usize) {
        let text = self.page.get(self.at..end).unwrap_or_default();
        self.out.html.extend(text.split('\0'));
    }

    fn rest(&self) -> &str {
        self.page.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next `end`, or to the end of the page.
    fn skip_to(&mut self, end: &str) {
        let found = memmem::find(self.rest().as_bytes(), end.as_bytes());
        self.at = found.map_or(self.page.len(), |found| self.at + found + end.len());
    }

    fn declaration(&mut self) {
        let start = self.at;
        if self.rest().starts_with("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            self.at += 2;
            self.skip_to("-->");
            let comment = self.page.get(start..self.at).unwrap_or_default();
            if self.out.comment.is_none() && comment.len() < 4096 && comment.contains("saved") {
                self.out.comment = Some(comment.to_owned());
            }
        } else if self.is_xml && self.rest().starts_with("<![CDATA[") {
            self.skip_to("]]>");
            let text = self.page.get(start + 9..self.at.saturating_sub(3)).unwrap_or_default();
            self.out.html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
        } else {
            self.skip_to(">");
        }
    }

    /// The name of the tag whose letters begin here, and where its attributes do.
    fn name(&self, from: usize) -> (Name, usize) {
        let bytes = self.page.as_bytes().get(from..).unwrap_or_default();
        let len = bytes.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        let len = len.unwrap_or(bytes.len());
        (Name::of(&bytes[..len]), from + len)
    }

    fn start_tag(&mut self) {
        let (name, attributes) = self.name(self.at + 1);
        let kind = name.kind();
        match kind {
            Kind::Script | Kind::Skipped => return self.skip_element(name, kind, attributes),
            Kind::Unknown => {
                self.at = skip_attributes(self.page, attributes).end;
                return;
            }
            _ => {}
        }
        let start = self.out.html.len();
        let mut written = if self.depth >= DEPTH { Written::Paragraph } else { Written::AsIs };
        if kind == Kind::Formatting || kind == Kind::Inline && written == Written::Paragraph {
            written = Written::Span;
        } else if !kind.nests() && !name.is_list_item() {
            written = Written::AsIs;
        }
        self.out.html.push('<');
        self.out.html.push_str(match written {
            Written::AsIs => name.as_str(),
            Written::Paragraph => "p",
            Written::Span | Written::Not => "span",
        });
        let Attributes { end, is_empty, has_any } = copy_attributes(self.page, attributes, name, &mut self.out.html);
        self.at = end;
        // Formatting says nothing about the text unless it has a class.
        if written == Written::Span && (!has_any || self.depth >= DEPTH) {
            written = Written::Not;
            self.out.html.truncate(start);
        } else {
            self.out.html.push('>');
        }
        if kind == Kind::Void {
            return;
        }
        let is_closed = is_empty && (self.is_xml || kind == Kind::RawText);
        if is_closed {
            self.write_end(name, written);
            return;
        }
        if kind == Kind::RawText {
            // Tags in a title are its text.
            self.raw_text(name);
            return;
        }
        // A parser knows no rows and cells outside a table.
        let is_known = name.as_str() == "table" || !name.is_of_table() || self.is_table_open();
        if kind != Kind::Page && is_known {
            if name.is_list_item() {
                self.end_list_item(name);
            } else if kind == Kind::Item && self.open.last().is_some_and(|open| open.name == name) {
                // Ended by the next one.
                self.open.pop();
            }
            let open = Open { name, kind, written };
            self.depth += usize::from(open.nests());
            self.open.push(open);
        }
    }

    /// An item of a list ends the one before it, unless that is outside the list.
    fn end_list_item(&mut self, name: Name) {
        let is_same = |open: &Open| open.name.is_list_item() && (open.name.as_str() == "li") == (name.as_str() == "li");
        let is_border = |open: &Open| !open.kind.is_inline() && !matches!(open.name.as_str(), "p" | "div" | "address");
        let near = self.open.iter().rev().take(LOOK_BACK);
        if let Some(back) = near.clone().position(is_same)
            && !near.take(back).any(is_border)
        {
            self.close(self.open.len() - 1 - back);
        }
    }

    fn is_table_open(&self) -> bool {
        self.open.iter().rev().take(LOOK_BACK).any(|open| open.name.as_str() == "table")
    }

    /// Closes all open elements from one on.
    fn close(&mut self, index: usize) {
        self.depth -= self.open.drain(index..).filter(Open::nests).count();
    }

    fn raw_text(&mut self, name: Name) {
        let end = self.end_of(name).map_or(self.page.len(), |(start, _)| start);
        let text = self.page.get(self.at..end).unwrap_or_default().replace('<', "&lt;");
        self.out.html.push_str(&text);
        self.at = end;
        self.write_end(name, Written::AsIs);
        self.skip_to(">");
    }

    /// Leaves out an element that shows no text, with all that is in it.
    fn skip_element(&mut self, name: Name, kind: Kind, attributes: usize) {
        let start = self.at;
        let Attributes { end, is_empty, .. } = skip_attributes(self.page, attributes);
        self.at = end;
        let tag = self.page.get(start..end).unwrap_or_default();
        if is_empty && (self.is_xml || !self.is_really_open(name)) {
            return;
        }
        if name.as_str() == "template" && memmem::find(tag.as_bytes(), b"shadowroot").is_some() {
            // What a component of the page shows.
            return;
        }
        match self.end_of(name) {
            Some((text_end, end)) => {
                if kind == Kind::Script && memmem::find(tag.as_bytes(), b"ld+json").is_some() {
                    let json = self.page.get(self.at..text_end).unwrap_or_default();
                    self.out.linked_data.push(json.to_owned());
                }
                self.at = end;
            }
            // A program that was cut off goes on to the end; other elements may never have had an end tag.
            None if kind == Kind::Script => self.at = self.page.len(),
            None => {}
        }
    }

    /// Programs that save pages write `<script src="…"/>`, which for a browser is open: it is if its end comes before the
    /// next one begins.
    fn is_really_open(&mut self, name: Name) -> bool {
        let Some((end, _)) = self.end_of(name) else { return false };
        let between = self.page.get(self.at..end).unwrap_or_default();
        !contains_tag(between, name)
    }

    /// Where the element that is open here ends: before and behind its end tag.
    fn end_of(&mut self, name: Name) -> Option<(usize, usize)> {
        if self.endless.contains(&name) {
            return None;
        }
        let (bytes, mut from) = (self.page.as_bytes(), self.at);
        while let Some(found) = bytes.get(from..).and_then(|rest| memmem::find(rest, b"</")) {
            let start = from + found;
            let (ended, behind) = self.name(start + 2);
            if ended == name {
                let end = memchr(b'>', &bytes[behind..]).map_or(bytes.len(), |to_end| behind + to_end + 1);
                return Some((start, end));
            }
            from = start + 2;
        }
        self.endless.push(name);
        None
    }

    fn end_tag(&mut self) {
        let (name, attributes) = self.name(self.at + 2);
        self.at = skip_attributes(self.page, attributes).end;
        let kind = name.kind();
        if matches!(kind, Kind::Void | Kind::Page | Kind::Unknown) {
            if name.as_str() == "br" {
                self.out.html.push_str("<br>");
            }
            return;
        }
        let is_border = |open: &Open| {
            match kind {
                kind if kind.is_inline() => !open.kind.is_inline(),
                // A block has ended the paragraph, and is not in it; what is in an inner list does not end the item around it.
                _ if name.as_str() == "p" && open.kind == Kind::Block => true,
                _ if name.as_str() == "li" && matches!(open.name.as_str(), "ul" | "ol") => true,
                _ => open.name.is_cell() && !name.is_of_table(),
            }
        };
        let mut found = None;
        for (index, open) in self.open.iter().enumerate().rev().take(LOOK_BACK) {
            if open.name == name {
                found = Some((index, open.written));
                break;
            }
            if is_border(open) {
                break;
            }
        }
        if let Some((index, written)) = found {
            self.close(index);
            self.write_end(name, written);
        } else if kind != Kind::Formatting {
            // The parser knows more.
            self.write_end(name, Written::AsIs);
        }
    }

    fn write_end(&mut self, name: Name, written: Written) {
        let tag = match written {
            Written::AsIs => name.as_str(),
            Written::Span => "span",
            Written::Paragraph => "p",
            Written::Not => return,
        };
        self.out.html.extend(["</", tag, ">"]);
    }
}

fn contains_tag(text: &str, name: Name) -> bool {
    memmem::find_iter(text.as_bytes(), b"<").any(|at| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        rest.get(..name.as_str().len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_str().as_bytes()))
    })
}
