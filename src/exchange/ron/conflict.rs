//! The marks that git leaves in a file where two people have changed the same lines.

/// A file with conflict marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The lines with the marks, from 1.
    pub(super) marks: Vec<usize>,
    /// The files between which the marks stand; `None` if the marks are not in order.
    pub(super) sides: Option<Sides>,
}

/// The files of both sides, each with blanks in the place of everything else, so that bytes and lines keep their numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) ours: String,
    /// What both began with, if all marks tell.
    pub(super) base: Option<String>,
    pub(super) theirs: String,
}

/// Which side a line is on.
#[derive(Clone, Copy, PartialEq, Eq)]
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
        let [mut ours, mut base, mut theirs] = [(); 3].map(|()| String::with_capacity(text.len()));
        let (mut side, mut is_orderly, mut marks) = (Side::Both, true, Vec::new());
        let (mut hunks, mut told_bases) = (0, 0);
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
            for (out, own) in [(&mut ours, Side::Ours), (&mut base, Side::Base), (&mut theirs, Side::Theirs)] {
                if next.is_none() && (side == Side::Both || side == own) {
                    out.push_str(line);
                } else {
                    out.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
                }
            }
        }
        let is_whole = is_orderly && side == Side::Both;
        let base = (told_bases == hunks).then_some(base);
        Some(Self { marks, sides: is_whole.then_some(Sides { ours, base, theirs }) })
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
        let Sides { ours, base, theirs } = sides.unwrap();
        assert_eq!(marks, [2, 4, 6, 9]);
        for (side, expected) in [(&ours, "a سرت d"), (&base.unwrap(), "a old d"), (&theirs, "a b c d")] {
            assert_eq!(side.split_whitespace().collect::<Vec<_>>().join(" "), expected);
            assert_eq!((side.len(), side.lines().count()), (text.len(), text.lines().count()));
            assert_eq!(side.rfind('d'), text.rfind('d'));
        }
    }

    #[test]
    fn what_both_began_with_is_known_if_all_marks_tell() {
        let (with, without) = ("<<<<<<< a\nx\n||||||| b\n=======\n>>>>>>> c\n", "<<<<<<< a\n=======\ny\n>>>>>>> c\n");
        for (text, is_known) in [(with.repeat(2), true), (format!("{with}{without}"), false), (without.into(), false)] {
            assert_eq!(Conflict::of(&text).unwrap().sides.unwrap().base.is_some(), is_known, "{text}");
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
