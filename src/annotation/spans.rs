//! The passage of an annotation: one span, or several fragments of one mention.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::text::{BytePos, Span};

/// The separator between fragments when a quotation is shown in one piece.
const GAP: &str = " … ";

/// One or more fragments, sorted, neither overlapping nor touching. A single fragment, the usual case, is stored
/// inline.
///
/// ```
/// use hawashi::annotation::Spans;
/// use hawashi::text::Span;
///
/// let spans = Spans::new([Span::from_range(8..10), Span::from_range(0..4), Span::from_range(3..5)]);
/// assert_eq!(spans.iter().map(|span| span.range()).collect::<Vec<_>>(), [0..5, 8..10]);
/// assert_eq!(spans.hull().range(), 0..10);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spans {
    first: Span,
    more: Box<[Span]>,
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self { first: span, more: Box::default() }
    }
}

impl Default for Spans {
    /// The empty span at the beginning: no passage yet.
    fn default() -> Self {
        Span::from_range(0..0).into()
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Spans {
    /// These fragments, sorted; those that overlap or touch are merged. Without any, the empty span at the beginning.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_by_key(|span| (span.start, span.end));
        sorted.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        let mut sorted = sorted.into_iter();
        Self { first: sorted.next().unwrap_or(Span::from_range(0..0)), more: sorted.collect() }
    }

    /// The first fragment.
    pub fn first(&self) -> Span {
        self.first
    }

    /// The last fragment.
    pub fn last(&self) -> Span {
        self.more.last().copied().unwrap_or(self.first)
    }

    /// From the first byte of the first fragment to the last byte of the last one.
    pub fn hull(&self) -> Span {
        Span { start: self.first.start, end: self.last().end }
    }

    /// The fragments in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Span> + DoubleEndedIterator + '_ {
        (0..self.len()).map(|index| if index == 0 { self.first } else { self.more[index - 1] })
    }

    /// Number of fragments, at least 1.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        1 + self.more.len()
    }

    /// The span, if there is only one.
    pub fn single(&self) -> Option<Span> {
        self.more.is_empty().then_some(self.first)
    }

    /// Whether a fragment overlaps the span.
    pub fn overlaps(&self, span: Span) -> bool {
        self.iter().any(|fragment| fragment.overlaps(span))
    }

    /// The fragments moved to new ends: the first one begins and the last one ends there. Fragments outside are
    /// dropped.
    ///
    /// ```
    /// use hawashi::annotation::Spans;
    /// use hawashi::text::Span;
    ///
    /// let spans = Spans::new([Span::from_range(0..4), Span::from_range(8..12)]);
    /// let between = |range| spans.between(Span::from_range(range)).iter().map(|span| span.range()).collect::<Vec<_>>();
    /// assert_eq!(between(2..14), [2..4, 8..14]);
    /// assert_eq!(between(9..11), [9..11]);
    /// ```
    #[must_use]
    pub fn between(&self, ends: Span) -> Self {
        let mut kept: Vec<Span> = self.iter().filter(|fragment| fragment.overlaps(ends)).collect();
        match kept.as_mut_slice() {
            [] => return ends.into(),
            [one] => *one = ends,
            [first, .., last] => (first.start, last.end) = (ends.start, ends.end),
        }
        Self::new(kept)
    }

    /// The words of all fragments, separated by dots.
    pub fn quote<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.single() {
            Some(span) => span.of(text).into(),
            None => self.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(GAP).into(),
        }
    }
}

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pair = |span: Span| (span.start.0, span.end.0);
        match self.single() {
            Some(span) => pair(span).serialize(serializer),
            None => serializer.collect_seq(self.iter().map(pair)),
        }
    }
}

/// `(start, end)`, or a list of such pairs.
impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Spans;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(start, end) in bytes, or a list of such pairs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spans, A::Error> {
        let missing = |at: usize| de::Error::invalid_length(at, &Pairs);
        let pair = |start: u32, end: u32| Span { start: BytePos(start), end: BytePos(end) };
        match seq.next_element()? {
            None => Err(missing(0)),
            Some(Part::Number(start)) => {
                let end = seq.next_element()?.ok_or_else(|| missing(1))?;
                Ok(pair(start, end).into())
            }
            Some(Part::Pair(start, end)) => {
                let mut spans = vec![pair(start, end)];
                while let Some((start, end)) = seq.next_element()? {
                    spans.push(pair(start, end));
                }
                Ok(Spans::new(spans))
            }
        }
    }
}

/// The first element of a span or of a list of spans.
enum Part {
    Number(u32),
    Pair(u32, u32),
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PartVisitor;

        impl<'de> Visitor<'de> for PartVisitor {
            type Value = Part;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Pairs.expecting(f)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Part, E> {
                Err(E::invalid_type(de::Unexpected::Other(&format!("`{number:?}`")), &self))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Part, E> {
                let too_large = |_| E::invalid_value(de::Unexpected::Unsigned(number), &self);
                u32::try_from(number).map(Part::Number).map_err(too_large)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Part, A::Error> {
                let mut next = || seq.next_element()?.ok_or_else(|| de::Error::invalid_length(1, &Pairs));
                Ok(Part::Pair(next()?, next()?))
            }
        }

        deserializer.deserialize_any(PartVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_sorted_and_apart() {
        type Ranges = &'static [(usize, usize)];
        let span = |&(start, end): &(usize, usize)| Span::from_range(start..end);
        let table: [(Ranges, Ranges); 5] = [
            (&[(3, 4)], &[(3, 4)]),
            (&[(5, 9), (0, 2)], &[(0, 2), (5, 9)]),
            (&[(0, 4), (4, 6)], &[(0, 6)]),
            (&[(0, 9), (2, 3), (12, 13)], &[(0, 9), (12, 13)]),
            (&[], &[(0, 0)]),
        ];
        for (given, expected) in table {
            let spans = Spans::new(given.iter().map(span));
            assert!(spans.iter().eq(expected.iter().map(span)), "{spans:?}");
        }
    }

    #[test]
    fn a_span_and_a_list_of_spans_come_back() {
        for (ron, len) in [("(3, 9)", 1), ("[(3, 9), (12, 20)]", 2), ("[(3, 9)]", 1)] {
            let spans: Spans = ron::from_str(ron).unwrap();
            assert_eq!(spans.len(), len);
            assert_eq!(ron::from_str::<Spans>(&ron::to_string(&spans).unwrap()).unwrap(), spans);
        }
        for wrong in ["\"x\"", "(3)", "[]", "(3, 4, 5)", "(-1, 4)", "[(1, 2), 3]", "(99999999999, 4)"] {
            assert!(ron::from_str::<Spans>(wrong).is_err(), "{wrong}");
        }
    }
}
