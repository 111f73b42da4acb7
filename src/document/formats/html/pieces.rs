//! Pages of so many elements that a tree of them would fill the memory: they are parsed in pieces.
//!
//! A tree takes hundreds of bytes for each element, and a tag has three. The pages of newspapers have an element in some
//! fifty bytes and stay whole.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

/// What an element or a text takes in memory, in bytes: the parser keeps it, in lists that may have twice the room that
/// they need.
const NODE_BYTES: usize = 400;
/// What it takes while an article is looked for: the library that does keeps it once more.
const SEARCH_NODE_BYTES: usize = 640;
/// What a tree may take: so many bytes, ...
const TREE_BYTES: usize = 6 << 20;
/// ... so many for each byte of the page, ...
const TIMES: usize = 20;
/// ... and so many for each heading, cell and item of a list with a text, if all of them are kept as its parts.
const PART_BYTES: usize = 1024;
/// How many elements and texts a piece has; twice as many if it would end inside a table.
const AT_ONCE: usize = 8192;

/// How large the tree of a tidied page is.
#[derive(Default)]
pub(super) struct Size {
    nodes: usize,
    parts: usize,
    page_len: usize,
}

impl Size {
    /// The size of a tidied page that was `page_len` bytes long.
    pub(super) fn of(html: &str, page_len: usize) -> Self {
        let mut size = Self { page_len, ..Self::default() };
        let mut is_empty_part = false;
        for tag in Tags::of(html) {
            size.nodes += tag.nodes();
            is_empty_part |= tag.is_part();
            if is_empty_part && tag.has_text_behind {
                size.parts += 1;
                is_empty_part = false;
            }
        }
        size
    }

    /// Whether an article can be looked for.
    pub(super) fn can_be_searched(&self) -> bool {
        self.nodes * SEARCH_NODE_BYTES <= TREE_BYTES + self.page_len * TIMES
    }

    fn is_one_tree(&self) -> bool {
        self.nodes * NODE_BYTES <= TREE_BYTES + self.page_len * TIMES + self.parts * PART_BYTES
    }
}

/// A tidied page as one piece, or as several if its tree would be too large.
pub(super) fn pieces<'h>(html: &'h str, size: &Size) -> Vec<Cow<'h, str>> {
    if size.is_one_tree() {
        return vec![html.into()];
    }
    // A parser knows no cells outside a table.
    let piece = |piece, in_table| if in_table { format!("<table>{piece}").into() } else { Cow::Borrowed(piece) };
    let (mut pieces, mut from, mut in_table) = (Vec::new(), 0, false);
    let (mut since, mut tables) = (0, 0_usize);
    for tag in Tags::of(html) {
        if !tag.is_end && since >= if tables > 0 { AT_ONCE * 2 } else { AT_ONCE } {
            pieces.push(piece(&html[from..tag.at], in_table));
            (from, since, in_table) = (tag.at, 0, tables > 0);
        }
        since += tag.nodes();
        if tag.name == "table" {
            tables = if tag.is_end { tables.saturating_sub(1) } else { tables + 1 };
        }
    }
    pieces.push(piece(&html[from..], in_table));
    pieces
}

/// A tag of a tidied page.
struct Tag<'h> {
    at: usize,
    name: &'h str,
    is_end: bool,
    makes_element: bool,
    has_text_behind: bool,
}

impl Tag<'_> {
    /// How many elements and texts a tree has for it.
    fn nodes(&self) -> usize {
        usize::from(self.makes_element) + usize::from(self.has_text_behind)
    }

    fn is_part(&self) -> bool {
        !self.is_end && matches!(self.name, "td" | "th" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }
}

struct Tags<'h> {
    html: &'h str,
    starts: memchr::Memchr<'h>,
    is_paragraph_open: bool,
}

impl<'h> Tags<'h> {
    /// The tags of a tidied page, in which no other `<` stands.
    fn of(html: &'h str) -> Self {
        Self { html, starts: memchr_iter(b'<', html.as_bytes()), is_paragraph_open: false }
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        let at = self.starts.next()?;
        let rest = &self.html[at + 1..];
        let (inner, behind) = rest.split_at(memchr(b'>', rest.as_bytes()).unwrap_or(rest.len()));
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let name_end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..name_end];
        let is_end = inner.starts_with('/');
        // The end of a paragraph that is not open makes one.
        let makes_element = !is_end || name == "p" && !self.is_paragraph_open;
        if name == "p" {
            self.is_paragraph_open = !is_end;
        }
        let has_text_behind = !matches!(behind.as_bytes().get(1), None | Some(b'<'));
        Some(Tag { at, name, is_end, makes_element, has_text_behind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_too_many_elements_are_parted_and_nothing_is_lost() {
        let pieces = |html: &str| -> Vec<String> {
            pieces(html, &Size::of(html, html.len())).iter().map(ToString::to_string).collect()
        };
        let prose =
            "<p>قال <a>الرئيس</a> أمس إنّ القوّات دخلت المدينة من جهاتها كلّها بعد أيّام من القصف.</p>".repeat(20_000);
        assert!(Size::of(&prose, prose.len()).can_be_searched(), "a book");
        assert_eq!(pieces(&prose).len(), 1);
        let table = format!("<table>{}</table>", "<tr><td>1<td>2".repeat(50_000));
        assert_eq!(pieces(&table).len(), 1, "cells are parts");
        let dense = "<p>".repeat(100_000);
        assert!(pieces(&dense).len() > 5);
        assert_eq!(pieces(&dense).concat(), dense);
        assert!(pieces(&"<li>".repeat(100_000)).len() > 5, "no items");
        let rows = format!("<p>{}<table>{}</table>a", "<br>".repeat(100_000), "<tr><td><p>x".repeat(10_000));
        let parted = pieces(&rows);
        assert!(parted.last().is_some_and(|last| last.starts_with("<table><")), "cells stay cells");
        assert_eq!(parted.concat().matches("<td>").count(), 10_000);
    }
}
