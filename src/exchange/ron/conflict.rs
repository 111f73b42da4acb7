//! The marks that git leaves in a file where two people have changed the same lines.

use std::ops::Range;

/// A file with conflict marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The lines with the marks, from 1.
    pub(super) marks: Vec<usize>,
    /// The files between which the marks stand; `None` if the marks are not in order.
    pub(super) sides: Option<Sides>,
}

/// Where the files of both sides stand in one. Each can be read with blanks in the place of everything else, so that bytes and
/// lines keep their numbers; one after the other, because each takes as much memory as the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sides {
    /// In order the bytes that do not belong to all: to one side, or to none, as the marks do.
    parts: Vec<(Range<usize>, Option<Side>)>,
    /// Whether all marks tell what both began with.
    has_base: bool,
}

/// Which side a line is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Both,
    Ours,
    /// What both began with, which some settings of git add.
    Base,
    Theirs,
}

impl Conflict {
    /// The conflict in a text; `None` without marks.
    pub(super) fn of(text: &str) -> Option<Self> {
        if !text.starts_with("<<<<<<<") && !text.contains("\n<<<<<<<") {
            return None;
        }
        let mut parts: Vec<(Range<usize>, Option<Side>)> = Vec::new();
        let (mut side, mut is_orderly, mut marks) = (Side::Both, true, Vec::new());
        let (mut hunks, mut told_bases, mut at) = (0, 0, 0);
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let next = match (mark(line), side) {
                (None, _) | (Some('='), Side::Both) => None,
                (Some('<'), Side::Both) => Some(Side::Ours),
                (Some('|'), Side::Ours) => Some(Side::Base),
                (Some('='), Side::Ours | Side::Base) => Some(Side::Theirs),
                (Some('>'), Side::Theirs) => Some(Side::Both),
                (Some(_), _) => {
                    is_orderly = false;
                    Some(side)
                }
            };
            if let Some(next) = next {
                marks.push(number + 1);
                side = next;
                hunks += usize::from(next == Side::Ours);
                told_bases += usize::from(next == Side::Base);
            }
            let own = Some(side).filter(|_| next.is_none());
            let bytes = at..at + line.len();
            at = bytes.end;
            match parts.last_mut() {
                _ if own == Some(Side::Both) => {}
                Some((last, of)) if *of == own && last.end == bytes.start => last.end = bytes.end,
                _ => parts.push((bytes, own)),
            }
        }
        let is_whole = is_orderly && side == Side::Both;
        Some(Self { marks, sides: is_whole.then_some(Sides { parts, has_base: told_bases == hunks }) })
    }
}

impl Sides {
    /// Our file, of the text that has the marks.
    pub(super) fn ours(&self, text: &str) -> String {
        self.file(text, Side::Ours)
    }

    /// What both began with, if all marks tell.
    pub(super) fn base(&self, text: &str) -> Option<String> {
        self.has_base.then(|| self.file(text, Side::Base))
    }

    /// The other file.
    pub(super) fn theirs(&self, text: &str) -> String {
        self.file(text, Side::Theirs)
    }

    fn file(&self, text: &str, own: Side) -> String {
        let mut file = String::with_capacity(text.len());
        for (bytes, side) in &self.parts {
            file.push_str(&text[file.len()..bytes.start]);
            let part = &text[bytes.clone()];
            if *side == Some(own) {
                file.push_str(part);
            } else {
                file.extend(part.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
            }
        }
        file.push_str(&text[file.len()..]);
        file
    }
}

/// The sign of a line that is a conflict mark.
fn mark(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
    let behind = line.trim_start_matches(sign);
    let is_mark = line.len() - behind.len() == 7 && (behind.trim().is_empty() || behind.starts_with(' '));
    is_mark.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_a_file_with_the_same_lines() {
        let text = "a\n<<<<<<< HEAD\nسرت\n||||||| base\nold\n=======\r\nb\nc\n>>>>>>> other\nd\n";
        let Conflict { marks, sides } = Conflict::of(text).unwrap();
        let sides = sides.unwrap();
        assert_eq!(marks, [2, 4, 6, 9]);
        let files = [sides.ours(text), sides.base(text).unwrap(), sides.theirs(text)];
        for (side, expected) in files.iter().zip(["a سرت d", "a old d", "a b c d"]) {
            assert_eq!(side.split_whitespace().collect::<Vec<_>>().join(" "), expected);
            assert_eq!((side.len(), side.lines().count()), (text.len(), text.lines().count()));
            assert_eq!(side.rfind('d'), text.rfind('d'));
        }
    }

    #[test]
    fn what_both_began_with_is_known_if_all_marks_tell() {
        let (with, without) = ("<<<<<<< a\nx\n||||||| b\n=======\n>>>>>>> c\n", "<<<<<<< a\n=======\ny\n>>>>>>> c\n");
        for (text, is_known) in [(with.repeat(2), true), (format!("{with}{without}"), false), (without.into(), false)] {
            assert_eq!(Conflict::of(&text).unwrap().sides.unwrap().base(&text).is_some(), is_known, "{text}");
        }
    }

    #[test]
    fn marks_out_of_order_have_no_sides() {
        for text in ["<<<<<<< a\nb\n", "<<<<<<< a\n>>>>>>> b\n", "x\n<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n"] {
            assert_eq!(Conflict::of(text).unwrap().sides, None, "{text}");
        }
        for text in ["", "======\n", "a <<<<<<< b\n", "\n=======\n"] {
            assert_eq!(Conflict::of(text), None, "{text}");
        }
    }
}
