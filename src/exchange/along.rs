//! What goes along with an export, kind by kind: said before it is made.

use super::{Article, EntityLookup, Format, Loss};

/// What becomes of one kind of thing in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Along {
    /// Which kind; `None` for the annotations themselves.
    pub kind: Option<Loss>,
    /// How many stand in the file as they are here.
    pub kept: usize,
    /// How many stand there in another form.
    pub changed: usize,
    /// How many do not stand there.
    pub left_out: usize,
}

impl Along {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.kept + self.changed + self.left_out
    }

    /// What becomes of an article in a format; kinds of which it has none are not among them.
    pub fn of(format: &Format, article: &Article<'_>, entities: &dyn EntityLookup) -> Vec<Self> {
        let loses = |loss| (format.loses)(loss);
        let mut all = vec![Self { kind: None, kept: article.annotations().count(), changed: 0, left_out: 0 }];
        // That others have only places, only events or only words is no gain of a format.
        let is_told =
            |loss: &Loss| loses(*loss) || *loss == Loss::Nested || !(loss.is_of_whole() || *loss == Loss::Widened);
        for loss in Loss::ALL.iter().copied().filter(is_told) {
            let count = loss.count(article, entities);
            if loss.is_of_whole() && loses(loss) {
                let left_out = count.min(all[0].kept);
                all[0].kept -= left_out;
                all[0].left_out += left_out;
            }
            let (kept, lost) = if loses(loss) { (0, count) } else { (count, 0) };
            let (changed, left_out) = if loss.is_change() { (lost, 0) } else { (0, lost) };
            let cut = if loss == Loss::Relations { article.cut_relations() } else { 0 };
            all.push(Self { kind: Some(loss), kept, changed, left_out: left_out + cut });
        }
        all.retain(|along| along.kind.is_none() || along.count() > 0);
        all
    }

    /// Adds what becomes of another article.
    pub fn join(all: &mut Vec<Self>, more: &[Self]) {
        for along in more {
            match all.iter_mut().find(|known| known.kind == along.kind) {
                Some(known) => {
                    known.kept += along.kept;
                    known.changed += along.changed;
                    known.left_out += along.left_out;
                }
                None => all.push(*along),
            }
        }
        all.sort_by_key(|along| along.kind);
    }
}
