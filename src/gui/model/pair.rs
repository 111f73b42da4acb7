//! Two articles side by side: one is in front, and one stands beside it.

use super::tab_id::TabId;

/// Which article is in front, and which one stands beside it.
#[derive(Debug, Default)]
pub(crate) struct Pair {
    /// The article in front, or the one that was before a folder's list came there.
    front: Option<TabId>,
    /// The article that was in front before that one.
    former: Option<TabId>,
    /// The article beside it.
    beside: Option<TabId>,
    /// Whether that one stands first, where the lines of the interface begin.
    is_beside_first: bool,
}

impl Pair {
    /// The article in front, or the one that was last.
    pub(crate) fn front(&self) -> Option<TabId> {
        self.front
    }

    /// The article that was in front before.
    pub(crate) fn former(&self) -> Option<TabId> {
        self.former
    }

    /// The article that stands beside the one in front.
    pub(crate) fn beside(&self) -> Option<TabId> {
        self.beside
    }

    /// Whether it stands first, where the lines of the interface begin.
    pub(crate) fn is_beside_first(&self) -> bool {
        self.is_beside_first
    }

    /// Both, in the order in which they stand.
    pub(crate) fn both(&self) -> Option<[TabId; 2]> {
        let (front, beside) = (self.front?, self.beside?);
        Some(if self.is_beside_first { [beside, front] } else { [front, beside] })
    }

    /// Another article has come to the front, in the place of the former one. If it is the one that stood beside that, the
    /// two have changed what they are, and not where they stand.
    pub(crate) fn follow(&mut self, front: TabId) {
        if self.front == Some(front) {
            return;
        }
        self.former = self.front.replace(front);
        if self.beside == Some(front) {
            self.beside = self.former;
            self.is_beside_first = !self.is_beside_first;
        }
    }

    /// Puts an article beside the one in front. An article that stood there goes; a new one stands last.
    pub(crate) fn put_beside(&mut self, beside: TabId) {
        if self.front.is_some_and(|front| front != beside) {
            self.is_beside_first &= self.beside.is_some();
            self.beside = Some(beside);
        }
    }

    /// Puts two articles side by side, in this order; the first one is in front.
    pub(crate) fn put(&mut self, [first, second]: [TabId; 2]) {
        self.end();
        self.follow(first);
        self.put_beside(second);
    }

    /// Nothing stands beside the article in front any more.
    pub(crate) fn end(&mut self) {
        self.beside = None;
    }

    /// An article is closed. Returns the one that stood beside it, and is in front now.
    pub(crate) fn close(&mut self, id: TabId) -> Option<TabId> {
        self.former = self.former.filter(|former| *former != id);
        if self.front == Some(id) {
            let stays = self.beside.take();
            self.front = stays.or(self.former.take());
            return stays;
        }
        self.beside = self.beside.filter(|beside| *beside != id);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: TabId = TabId(1);
    const B: TabId = TabId(2);
    const C: TabId = TabId(3);

    fn pair(shown: &[TabId]) -> Pair {
        let mut pair = Pair::default();
        for id in shown {
            pair.follow(*id);
        }
        pair
    }

    #[test]
    fn each_article_stays_where_it_stands_whichever_is_in_front() {
        let mut pair = pair(&[B, A]);
        pair.put_beside(B);
        assert_eq!(pair.both(), Some([A, B]));
        pair.follow(B);
        assert_eq!((pair.front(), pair.beside(), pair.both()), (Some(B), Some(A), Some([A, B])));
        // A third one comes in the place of the one in front.
        pair.follow(C);
        assert_eq!((pair.beside(), pair.both()), (Some(A), Some([A, C])));
        // And one beside that takes the other place.
        pair.put_beside(B);
        assert_eq!(pair.both(), Some([B, C]));
    }

    #[test]
    fn what_is_closed_leaves_the_other_one_alone() {
        let mut both = pair(&[B, A]);
        both.put_beside(B);
        assert_eq!(both.close(B), None);
        assert_eq!((both.front(), both.both()), (Some(A), None));
        let mut both = pair(&[B, A]);
        both.put_beside(B);
        assert_eq!(both.close(A), Some(B));
        assert_eq!((both.front(), both.both()), (Some(B), None));
    }

    #[test]
    fn an_article_does_not_stand_beside_itself() {
        let mut pair = pair(&[A]);
        pair.put_beside(A);
        assert_eq!(pair.both(), None);
        pair.put([B, C]);
        assert_eq!((pair.front(), pair.both()), (Some(B), Some([B, C])));
    }
}
