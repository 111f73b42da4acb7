//! Goes through a page's elements, and what is seen of each.

use dom_query::{Element, NodeData, NodeId, NodeRef};

use crate::document::kind::Role;

/// Decides what a reader sees of an element.
pub(super) trait Look {
    /// Whether the element is shown.
    fn shows(&self, id: NodeId, element: &Element) -> bool {
        let _ = id;
        is_visible(element)
    }

    /// What kind of block the element is, other than its name tells.
    fn role(&self, id: NodeId, element: &Element) -> Option<Role> {
        let _ = (id, element);
        None
    }

    /// Whether a block is shown; may give it another role.
    fn block(&self, block: &mut Block<'_>) -> bool {
        let _ = block;
        true
    }
}

/// A block that is about to be written.
pub(super) struct Block<'a> {
    pub(super) text: &'a str,
    pub(super) role: Option<Role>,
    /// Whether all of it is links.
    pub(super) is_linked: bool,
}

/// Shows all that is not hidden.
pub(super) struct Everything;

impl Look for Everything {}

/// The value of an attribute.
pub(super) fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether an element is not hidden by itself.
pub(super) fn is_visible(element: &Element) -> bool {
    !matches!(&*element.name.local, "head" | "title" | "input" | "meta" | "link" | "rp")
        && attribute(element, "hidden").is_none()
}

/// Follows a tree without recursion: elements may be deep inside each other.
pub(super) trait Walker {
    /// A text; an empty one stands for whatever else is no element.
    fn text(&mut self, text: &str) {
        let _ = text;
    }
    /// Whether what is inside the element is to be seen; then [`Self::leave`] follows.
    fn enter(&mut self, id: NodeId, element: &Element) -> bool;
    /// Behind all that is inside the element.
    fn leave(&mut self, id: NodeId, element: &Element) {
        let _ = (id, element);
    }
}

/// Shows a walker all that is inside an element.
pub(super) fn walk(root: NodeRef<'_>, walker: &mut dyn Walker) {
    let tree = root.tree;
    let child_of = |id: &NodeId| tree.query_node_or(id, None, |node| node.first_child);
    let enter = |walker: &mut dyn Walker, id: NodeId| {
        tree.query_node_or(&id, false, |node| match &node.data {
            NodeData::Element(element) => walker.enter(id, element),
            NodeData::Text { contents } => {
                walker.text(contents);
                false
            }
            _ => {
                walker.text("");
                false
            }
        })
    };
    let leave = |walker: &mut dyn Walker, id: NodeId| {
        tree.query_node(&id, |node| {
            if let NodeData::Element(element) = &node.data {
                walker.leave(id, element);
            }
        });
    };
    let Some(mut at) = child_of(&root.id) else { return };
    loop {
        if enter(walker, at) {
            if let Some(child) = child_of(&at) {
                at = child;
                continue;
            }
            leave(walker, at);
        }
        loop {
            let (next, parent) = tree.query_node_or(&at, (None, None), |node| (node.next_sibling, node.parent));
            if let Some(next) = next {
                at = next;
                break;
            }
            match parent {
                Some(parent) if parent != root.id => at = parent,
                _ => return,
            }
            leave(walker, at);
        }
    }
}

/// A line of text whose white space is collapsed as browsers do it.
#[derive(Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) has_space: bool,
    /// How many elements there are around it that keep their spaces and newlines.
    pub(super) kept: u32,
}

impl Run {
    /// Adds text as it stands in the page.
    pub(super) fn push(&mut self, text: &str) {
        if self.kept > 0 {
            self.text.push_str(text);
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        self.has_space |= text.starts_with(is_space);
        for word in text.split_ascii_whitespace() {
            if self.has_space && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.has_space = true;
        }
        if !text.is_empty() {
            self.has_space = text.ends_with(is_space);
        }
    }

    /// Ends the line; `false` if it is empty.
    pub(super) fn end_line(&mut self) -> bool {
        self.has_space = false;
        let has_text = !self.text.is_empty() && !self.text.ends_with('\n') || self.kept > 0;
        if has_text {
            self.text.push('\n');
        }
        has_text
    }

    /// Takes what there is.
    pub(super) fn take(&mut self) -> String {
        self.has_space = false;
        std::mem::take(&mut self.text)
    }
}
