//! Writes what an element of a page shows as blocks of a text.

use dom_query::{Element, NodeData, NodeId, NodeRef, Tree};

use super::elements::is_block;
use super::notes::is_note;
use super::table;
use super::walk::{Block, Look, Run, Walker, attribute, walk};
use crate::document::builder::{Builder, Mark};
use crate::document::kind::Role;

/// Writes the contents of an element.
pub(super) fn write(root: NodeRef<'_>, look: &dyn Look, to: &mut Builder) {
    let mut writer = Writer {
        tree: root.tree,
        look,
        to,
        run: Run::default(),
        roles: Vec::new(),
        lists: Vec::new(),
        quotes: Vec::new(),
        links: 0,
        has_unlinked: false,
    };
    walk(root, &mut writer);
    writer.flush();
}

/// A list that is open.
struct List {
    /// The number of the next item; `None` for bullets.
    next: Option<u32>,
    /// Where its item begins that is not ended yet, and that item.
    item: Option<(Mark, Role)>,
}

struct Writer<'a> {
    tree: &'a Tree,
    look: &'a dyn Look,
    to: &'a mut Builder,
    run: Run,
    /// The roles of the blocks around, with the element of each.
    roles: Vec<(NodeId, Role)>,
    lists: Vec<List>,
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
        let role = block.role;
        if self.lists.is_empty() {
            self.to.block(role, text);
        } else {
            self.to.line(role, text);
        }
    }

    /// Ends the item of the innermost list.
    fn end_item(&mut self) {
        if let Some(list) = self.lists.last_mut()
            && let Some((mark, role)) = list.item.take()
        {
            self.to.part_since(mark, role);
        }
    }

    fn begin_item(&mut self, element: &Element) {
        self.end_item();
        if self.lists.is_empty() {
            // An item that is in no list.
            return;
        }
        let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if let Some(list) = self.lists.last_mut() {
            let own = attribute(element, "value").and_then(|value| value.trim().parse().ok());
            let number = list.next.map(|next| own.unwrap_or(next));
            list.next = number.map(|number| number.saturating_add(1));
            list.item = Some((self.to.here(), Role::ListItem { level, number }));
        }
    }

    fn enter_element(&mut self, id: NodeId, element: &Element) -> bool {
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
                self.end_item();
                if self.lists.is_empty() {
                    self.to.apart();
                }
                let first = || attribute(element, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { next: (name == "ol").then(first), item: None });
            }
            "li" => self.begin_item(element),
            "blockquote" => self.quotes.push(self.to.here()),
            "pre" => self.run.kept += 1,
            _ => {}
        }
        true
    }

    fn leave_block(&mut self, id: NodeId, name: &str) {
        self.flush();
        match name {
            "ul" | "ol" | "menu" | "dir" => {
                self.end_item();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.to.apart();
                }
            }
            "li" => self.end_item(),
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
    fn enter(&mut self, id: NodeId) -> bool {
        let tree = self.tree;
        tree.query_node_or(&id, false, |node| match &node.data {
            NodeData::Text { contents } => {
                self.run.push(contents);
                self.has_unlinked |= self.links == 0 && !contents.trim_ascii().is_empty();
                false
            }
            NodeData::Element(element) => self.enter_element(id, element),
            _ => false,
        })
    }

    fn leave(&mut self, id: NodeId) {
        let tree = self.tree;
        tree.query_node(&id, |node| {
            let NodeData::Element(element) = &node.data else { return };
            match &*element.name.local {
                "a" => self.links = self.links.saturating_sub(1),
                name if is_block(name) => self.leave_block(id, name),
                _ => {}
            }
        });
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
