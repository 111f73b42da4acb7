//! The marks of a block, and how they lie over each other: of those that cannot be told apart few are drawn, with their
//! number.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::marks::{DEEPEST, PageMark, within};
use super::palette::Palette;
use crate::annotation::{LabelId, Status};
use crate::detect::Form;
use crate::session::{Mark, MarkKind, Session};
use crate::text::{BytePos, Span};

/// The most marks of one look on the same letters that are drawn apart: each has a line of its own.
const APART: usize = DEEPEST as usize + 1;

/// The most marks of a block whose lines lie lowest before those are joined that lie over each other.
const LOWEST: usize = 64;

/// The marks of a session in a block, in painting order: longer ones first. However many lie over each other, the time
/// is nearly linear in their number, and what is drawn is bounded by the block's length. `hidden` names the labels that
/// are switched off.
pub(crate) fn marks_in(session: &Session, block: Span, palette: &Palette, hidden: &[LabelId]) -> Vec<PageMark> {
    let shown = session.each_mark(block).filter(|mark| !hidden.contains(mark.label));
    let mut marks = piled(shown, block, |mark| PageMark::of(session, mark, palette));
    set_levels(&mut marks);
    joined(marks)
}

/// Assigns levels, so that the lines of overlapping marks lie below each other, the shortest mark's on top. Marks are
/// sorted by start, longer ones first.
fn set_levels(marks: &mut [PageMark]) {
    let mut shortest_first: Vec<usize> = (0..marks.len()).collect();
    shortest_first.sort_by_key(|at| (marks[*at].span.len(), std::cmp::Reverse(*at)));
    // The letters that the marks of each level lie on, and those of lower ones.
    let mut covered: [Covered; DEEPEST as usize] = Default::default();
    for at in shortest_first {
        let span = marks[at].span;
        let level = covered.iter().rposition(|covered| covered.overlaps(span)).map_or(0, |level| level + 1);
        marks[at].level = level as u8;
        covered[level.min(covered.len() - 1)].add(span);
    }
}

/// Letters, as stretches that are apart from each other.
#[derive(Default)]
struct Covered(BTreeMap<BytePos, BytePos>);

impl Covered {
    fn overlaps(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_some_and(|(_, end)| *end > span.start)
    }

    fn add(&mut self, span: Span) {
        let (mut start, mut end) = (span.start, span.end);
        while let Some((from, to)) = self.0.range(..=end).next_back().map(|(from, to)| (*from, *to)) {
            if to < start {
                break;
            }
            self.0.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.0.insert(start, end);
    }
}

/// What two marks have in common that look alike in a block.
#[derive(PartialEq, Eq, Hash)]
struct Look<'s> {
    span: Span,
    label: &'s LabelId,
    status: Status,
    is_reference: bool,
    has_point: bool,
}

/// The marks of a block: of more than a few that look alike on the same letters, only the first one, with their number.
/// `draw` makes what is drawn of a mark.
fn piled<'s>(
    marks: impl Iterator<Item = Mark<'s>>,
    block: Span,
    draw: impl Fn(&Mark<'s>) -> PageMark,
) -> Vec<PageMark> {
    let mut drawn: Vec<Option<PageMark>> = Vec::new();
    let (mut piles, mut numbers) = (Vec::<Vec<usize>>::new(), HashMap::new());
    for mark in marks {
        // No two suggestions of a label are on the same letters.
        if matches!(mark.kind, MarkKind::Annotation(_)) {
            let look = Look {
                span: within(mark.span, block),
                label: mark.label,
                status: mark.status,
                is_reference: mark.form == Form::Reference,
                has_point: mark.is_first && mark.is_user_made && mark.span.start >= block.start,
            };
            let number = *numbers.entry(look).or_insert_with(|| {
                piles.push(Vec::new());
                piles.len() - 1
            });
            let pile = &mut piles[number];
            if let ([first, others @ ..], true) = (pile.as_slice(), pile.len() >= APART) {
                for other in others {
                    drawn[*other] = None;
                }
                if let Some(first) = &mut drawn[*first] {
                    first.count = first.count.max(APART) + 1;
                }
                continue;
            }
            pile.push(drawn.len());
        }
        drawn.push(Some(draw(&mark)));
    }
    drawn.into_iter().flatten().collect()
}

/// If a block has very many marks, joins those of the lowest lines that look alike and lie over each other.
fn joined(marks: Vec<PageMark>) -> Vec<PageMark> {
    if marks.iter().filter(|mark| mark.level == DEEPEST).count() <= LOWEST {
        return marks;
    }
    let mut last = HashMap::new();
    let mut all: Vec<PageMark> = Vec::new();
    for mark in marks {
        if mark.level == DEEPEST {
            match last.entry((mark.label.clone(), mark.fill, mark.line, mark.stroke)) {
                Entry::Occupied(mut entry) => {
                    let before: &mut PageMark = &mut all[*entry.get()];
                    if before.span.overlaps(mark.span) {
                        before.span.end = before.span.end.max(mark.span.end);
                        before.count += mark.count;
                        continue;
                    }
                    entry.insert(all.len());
                }
                Entry::Vacant(entry) => {
                    entry.insert(all.len());
                }
            }
        }
        all.push(mark);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::marks::Stroke;
    use super::super::palette::ThemeName;
    use super::*;
    use crate::annotation::{Annotation, AnnotationSet, AnnotationState, Carried};
    use crate::document::Document;

    fn levels(spans: &[(usize, usize)]) -> Vec<u8> {
        let mark = |&(start, end): &(usize, usize)| PageMark {
            span: Span::from_range(start..end),
            annotation: None,
            label: "weapon".into(),
            fill: None,
            line: [0; 3],
            stroke: Stroke::Solid,
            thickness: 2.0,
            point: false,
            is_dim: false,
            level: 0,
            count: 1,
        };
        let mut marks: Vec<PageMark> = spans.iter().map(mark).collect();
        set_levels(&mut marks);
        marks.iter().map(|mark| mark.level).collect()
    }

    #[test]
    fn lines_of_marks_over_the_same_letters_lie_under_each_other() {
        assert_eq!(levels(&[(0, 4), (4, 8), (9, 12)]), [0, 0, 0], "side by side");
        assert_eq!(levels(&[(0, 9), (0, 4), (5, 9)]), [1, 0, 0], "two in one");
        assert_eq!(levels(&[(0, 20), (2, 12), (4, 6), (14, 16)]), [2, 1, 0, 0], "one in one in one");
        assert_eq!(levels(&[(0, 8), (0, 8)]), [1, 0], "two labels on the same words");
        assert_eq!(levels(&[(0, 8), (6, 12)]), [1, 0], "crossing");
        assert_eq!(levels(&[(0, 9), (0, 8), (0, 7), (0, 6), (0, 5)]), [3, 3, 2, 1, 0]);
        assert_eq!(levels(&[]), [0_u8; 0]);
    }

    fn drawn(annotations: Vec<Annotation>, block: Span) -> Vec<(std::ops::Range<usize>, String, usize)> {
        let document = std::sync::Arc::new(Document::from_text("x".repeat(4_000).as_str()).unwrap());
        let annotations = AnnotationSet::from_annotations(annotations);
        let state = AnnotationState { annotations, ..AnnotationState::default() };
        let session = Session::open(document, "", state, Carried::default());
        let marks = marks_in(&session, block, Palette::of(ThemeName::default()), &[]);
        marks.into_iter().map(|mark| (mark.span.range(), mark.label.to_string(), mark.count)).collect()
    }

    fn on(start: usize, end: usize, label: &str) -> Annotation {
        Annotation::new(Span::from_range(start..end), label)
    }

    #[test]
    fn what_cannot_be_told_apart_is_drawn_once_with_its_number() {
        let block = Span::from_range(100..200);
        let few: Vec<Annotation> = (0..4).map(|_| on(110, 120, "location")).collect();
        assert_eq!(drawn(few.clone(), block).len(), 4, "each has its line");
        let mut many = few;
        many.extend((0..96).map(|_| on(110, 120, "location")));
        many.extend((0..3).map(|_| on(110, 120, "faction")));
        let one = |label: &str, count| (110..120, label.to_owned(), count);
        let expected = [one("location", 100), one("faction", 1), one("faction", 1), one("faction", 1)];
        let mut found = drawn(many, block);
        found.sort_by_key(|pile| std::cmp::Reverse(pile.2));
        assert_eq!(found, expected);
        // Over the whole text, each from another letter to another one: in the block they are the same.
        let nested = (0..90).map(|number| on(number, 3_000 - number, "location")).collect();
        assert_eq!(drawn(nested, block), [(0..3_000, "location".to_owned(), 90)]);
    }

    #[test]
    fn what_is_drawn_is_bounded_by_the_length_of_the_text() {
        let block = Span::from_range(0..400);
        let all = (0..20_000_usize).map(|number| {
            let (start, len) = (number * 7 % 300, 1 + number * 13 % 100);
            on(start, start + len, "location")
        });
        let drawn = drawn(all.collect(), block);
        assert!(drawn.len() < 3 * 400, "{}", drawn.len());
        assert_eq!(drawn.iter().map(|(.., count)| count).sum::<usize>(), 20_000);
    }
}
