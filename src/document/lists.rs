//! The lists that are open while a document is written block by block.

use super::builder::{Builder, Mark};
use super::kind::Role;

/// Lists inside each other, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<List>);

/// A list that is open.
#[derive(Debug)]
struct List {
    /// The number of the next item; `None` for bullets.
    next: Option<u32>,
    /// Where its item begins that is not ended yet, and that item.
    item: Option<(Mark, Role)>,
}

impl Lists {
    /// Begins a list inside the item at hand, which ends with it; `first` is the number of its first item.
    pub(super) fn begin(&mut self, first: Option<u32>, to: &mut Builder) {
        self.end_item(to);
        if self.0.is_empty() {
            to.apart();
        }
        self.0.push(List { next: first, item: None });
    }

    /// Ends the innermost list.
    pub(super) fn end(&mut self, to: &mut Builder) {
        self.end_item(to);
        self.0.pop();
        if self.0.is_empty() {
            to.apart();
        }
    }

    /// Begins an item of the innermost list, with a number of its own if it has one. In no list nothing begins.
    pub(super) fn begin_item(&mut self, own: Option<u32>, to: &mut Builder) {
        self.end_item(to);
        let level = u8::try_from(self.0.len()).unwrap_or(u8::MAX);
        if let Some(list) = self.0.last_mut() {
            let number = list.next.map(|next| own.unwrap_or(next));
            list.next = number.map(|number| number.saturating_add(1));
            list.item = Some((to.here(), Role::ListItem { level, number }));
        }
    }

    /// Ends the item of the innermost list.
    pub(super) fn end_item(&mut self, to: &mut Builder) {
        if let Some((mark, role)) = self.0.last_mut().and_then(|list| list.item.take()) {
            to.part_since(mark, role);
        }
    }

    /// Adds a block: on the next line in a list, else apart.
    pub(super) fn put(&self, role: Option<Role>, text: &str, to: &mut Builder) {
        if self.0.is_empty() {
            to.block(role, text)
        } else {
            to.line(role, text)
        };
    }
}
