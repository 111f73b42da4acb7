//! Where places of a text are in one that differs from it in the ends of its lines alone.

use crate::text::Span;

/// What two texts with the same lines have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineEnds {
    /// The byte behind each line end, in either text.
    behind: Vec<(u32, u32)>,
}

impl LineEnds {
    /// `None` if more differs than the ends of lines. The new text may have more of them at its end.
    pub(super) fn between(former: &str, new: &str) -> Option<Self> {
        let (former, new) = (former.as_bytes(), new.as_bytes());
        let mut behind = Vec::new();
        let (mut old_at, mut new_at) = (0, 0);
        loop {
            let (old_rest, new_rest) = (&former[old_at..], &new[new_at..]);
            let (old_line, new_line) = (line(old_rest), line(new_rest));
            if old_rest[..old_line] != new_rest[..new_line] {
                return None;
            }
            let (old_end, new_end) = (line_end(&old_rest[old_line..]), line_end(&new_rest[new_line..]));
            match (old_end, new_end) {
                (0, _) => {
                    let is_same = new_rest[new_line..].iter().all(|byte| matches!(byte, b'\r' | b'\n'));
                    return is_same.then_some(Self { behind });
                }
                (_, 0) => return None,
                _ => {}
            }
            (old_at, new_at) = (old_at + old_line + old_end, new_at + new_line + new_end);
            behind.push((old_at as u32, new_at as u32));
        }
    }

    /// Where a passage of the former text is in the new one.
    pub(super) fn moved(&self, span: Span) -> Span {
        let (start, end) = (self.moved_byte(span.start.0), self.moved_byte(span.end.0));
        // Of a line end of two characters the second one may be marked alone.
        Span { start: start.min(end.saturating_sub(1)).into(), end: end.into() }
    }

    fn moved_byte(&self, at: u32) -> u32 {
        let before = self.behind.partition_point(|(old, _)| *old <= at).checked_sub(1);
        let (old, new) = before.map_or((0, 0), |before| self.behind[before]);
        new + (at - old)
    }
}

/// The length of the first line without its end.
fn line(text: &[u8]) -> usize {
    memchr::memchr2(b'\r', b'\n', text).unwrap_or(text.len())
}

/// The length of the line end with which a text begins; 0 if it begins with none.
fn line_end(text: &[u8]) -> usize {
    match text {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_known_whatever_the_line_ends() {
        let lines = ["سطر أول", "", "😀", "«😀» سرت", ""];
        for old_end in ["\n", "\r\n", "\r"] {
            for new_end in ["\n", "\r\n", "\r"] {
                let (old, new) = (lines.join(old_end), format!("{}{new_end}", lines.join(new_end)));
                let ends = LineEnds::between(&old, &new).unwrap();
                let cuts: Vec<usize> = (0..=old.len()).filter(|at| old.is_char_boundary(*at)).collect();
                for (number, start) in cuts.iter().enumerate() {
                    for end in &cuts[number + 1..] {
                        let span = Span::from_range(*start..*end);
                        let there = ends.moved(span).of(&new);
                        let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
                        let is_cut =
                            old_end == "\r\n" && (old[..*start].ends_with('\r') || old[..*end].ends_with('\r'));
                        assert!(!there.is_empty() && (is_cut || plain(there) == plain(span.of(&old))), "{span:?}");
                    }
                }
            }
        }
        for other in ["سطر أول", "سطر\n\n😀", "سطر أول\n\n😀\n«😀»  سرت\n"] {
            assert_eq!(LineEnds::between(&lines.join("\n"), other), None, "{other}");
        }
    }
}
