//! Writes what an element of a page shows as blocks of a text.

use dom_query::{Element, NodeId, NodeRef, Tree};

use super::elements::is_block;
use super::notes::is_note;
use super::table;
use super::walk::{Block, Look, Run, Walker, attribute, walk};
use crate::document::builder::{Builder, Mark};
use crate::document::kind::Role;
use crate::document::lists::Lists;

/// Writes the contents of an element.
pub(super) fn write(root: NodeRef<'_>, look: &dyn Look, to: &mut Builder) {
    let mut writer = Writer {
        tree: root.tree,
        look,
        to,
        run: Run::default(),
        roles: Vec::new(),
        lists: Lists::default(),
        quotes: Vec::new(),
        links: 0,
        has_unlinked: false,
    };
    walk(root, &mut writer);
    writer.flush();
}

struct Writer<'a> {
    tree: &'a Tree,
    look: &'a dyn Look,
    to: &'a mut Builder,
    run: Run,
    /// The roles of the blocks around, with the element of each.
    roles: Vec<(NodeId, Role)>,
    lists: Lists,
    quotes: Vec<Mark>,
    /// How many links there are around.
    links: u32,
    /// Whether the block has text that is no link.
    has_unlinked: bool,
}

impl Writer<'_> {
    /// Writes the block that has grown.
    fn flush(&mut self) {
        let text = self.run.take();
        let text = text.trim_start_matches(['\r', '\n']).trim_ascii_end();
        // A byte order mark in the middle of a page is no text.
        if text.trim_matches(['\u{feff}', '\u{a0}', '\u{200b}']).is_empty() {
            self.has_unlinked = false;
            return;
        }
        let role = self.roles.last().map(|(_, role)| *role);
        let is_linked = !std::mem::take(&mut self.has_unlinked);
        let mut block = Block { text, role, is_linked };
        if !self.look.block(&mut block) {
            return;
        }
        self.lists.put(block.role, text, self.to);
    }

    fn leave_block(&mut self, id: NodeId, name: &str) {
        self.flush();
        match name {
            "ul" | "ol" | "menu" | "dir" => self.lists.end(self.to),
            "li" => self.lists.end_item(self.to),
            "blockquote" => {
                if let Some(mark) = self.quotes.pop() {
                    self.to.part_since(mark, Role::Quote);
                }
            }
            "pre" => self.run.kept = self.run.kept.saturating_sub(1),
            _ => {}
        }
        if self.roles.last().is_some_and(|(element, _)| *element == id) {
            self.roles.pop();
        }
    }
}

impl Walker for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.run.push(text);
        self.has_unlinked |= self.links == 0 && !text.trim_ascii().is_empty();
    }

    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        if !self.look.shows(id, element) {
            return false;
        }
        let name = &*element.name.local;
        match name {
            "br" => {
                let is_heading = matches!(self.roles.last(), Some((_, Role::Heading(_))));
                if is_heading {
                    self.run.has_space = true;
                } else if !self.run.end_line() {
                    // Two in a row part paragraphs.
                    self.flush();
                }
                return false;
            }
            "hr" => {
                self.flush();
                return false;
            }
            _ => {}
        }
        if !is_block(name) {
            self.links += u32::from(name == "a");
            return true;
        }
        self.flush();
        if let Some(role) =
            self.look.role(id, element).or_else(|| is_note(element).then_some(Role::Footnote)).or_else(|| role_of(name))
        {
            self.roles.push((id, role));
        }
        match name {
            "table" if table::is_data(NodeRef::new(id, self.tree)) => {
                table::write(NodeRef::new(id, self.tree), self.look, self.to);
                self.leave_block(id, "");
                return false;
            }
            "ul" | "ol" | "menu" | "dir" => {
                let first = || attribute(element, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.begin((name == "ol").then(first), self.to);
            }
            "li" => {
                let own = attribute(element, "value").and_then(|value| value.trim().parse().ok());
                self.lists.begin_item(own, self.to);
            }
            "blockquote" => self.quotes.push(self.to.here()),
            "pre" => self.run.kept += 1,
            _ => {}
        }
        true
    }

    fn leave(&mut self, id: NodeId, element: &Element) {
        match &*element.name.local {
            "a" => self.links = self.links.saturating_sub(1),
            name if is_block(name) => self.leave_block(id, name),
            _ => {}
        }
    }
}

/// What a block is by the name of its element.
fn role_of(name: &str) -> Option<Role> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(Role::Heading(level - b'0')),
        b"figcaption" | b"caption" => Some(Role::Caption),
        b"pre" => Some(Role::Preformatted),
        _ => None,
    }
}
