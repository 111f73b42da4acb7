//! Where positions of a text are after an edit.

/// The difference between an old and a new text: a common beginning and a common end, with anything changed between
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Length of the common beginning in bytes.
    same_before: u32,
    /// Start of the common end in the old text and in the new one.
    same_from: u32,
    new_from: u32,
}

impl Drift {
    /// Compares an old text with a new one.
    pub fn between(former: &str, new: &str) -> Self {
        let (a, b) = (former.as_bytes(), new.as_bytes());
        let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let before = former.floor_char_boundary(before);
        let room = a.len().min(b.len()) - before;
        let behind = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
        let from = former.ceil_char_boundary(a.len() - behind);
        Self { same_before: before as u32, same_from: from as u32, new_from: (b.len() - (a.len() - from)) as u32 }
    }

    /// The new position of a byte of the old text; inside the changed part it stays the same, as far as possible.
    pub fn moved(&self, at: u32) -> u32 {
        match at {
            at if at >= self.same_from => at - self.same_from + self.new_from,
            at => at.min(self.new_from.max(self.same_before)),
        }
    }
}
