//! Pictures between the words of a page's content, which the reader of the format may need for ever.
//!
//! To find the end of one, it looks whether what follows is content; if there is another `EI` before the next picture, it
//! reads what follows for that, with the pictures there, behind each of which the same begins again: twice the time for
//! each further one.

/// Looks through content, piece by piece.
#[derive(Default)]
pub(super) struct InlineImages {
    /// How many ends of pictures there are since the last one began.
    ends: u32,
    /// How many pictures there are in a row behind which the next end comes before the next picture.
    doubtful: u32,
    /// The last two bytes of the piece before.
    before: [u8; 2],
}

/// So many take a tenth of a second.
const MOST_DOUBTFUL: u32 = 12;

impl InlineImages {
    /// Takes the next piece; `false` if the content cannot be read in a bearable time.
    pub(super) fn take(&mut self, piece: &[u8]) -> bool {
        let byte = |at: usize, back: usize| match at.checked_sub(back) {
            Some(at) => piece[at],
            None => self.before[(2 + at - back).min(1)],
        };
        let (mut ends, mut doubtful) = (self.ends, self.doubtful);
        for at in memchr::memchr3_iter(b'I', b'j', b'J', piece) {
            match (byte(at, 1), piece[at]) {
                (b'E', b'I') => ends += 1,
                (b'B', b'I')
                    if byte(at, 2).is_ascii_whitespace() && piece.get(at + 1).copied().is_some_and(ends_word) =>
                {
                    doubtful = if ends > 1 { doubtful + 1 } else { 0 };
                    if doubtful > MOST_DOUBTFUL {
                        return false;
                    }
                    ends = 0;
                }
                // Shown text is content.
                (b'T', b'j' | b'J') => (ends, doubtful) = (0, 0),
                _ => {}
            }
        }
        self.before = [byte(piece.len(), 2), byte(piece.len(), 1)];
        (self.ends, self.doubtful) = (ends, doubtful);
        true
    }
}

fn ends_word(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_of_pictures_whose_ends_are_in_doubt_are_refused() {
        let picture = "q BI /W 9 /H 9 /BPC 8 ID x EI Q ";
        for (content, wanted) in [
            (picture.repeat(1000), true),
            (format!("{picture}/GSEI gs ").repeat(1000), false),
            (format!("{picture}/GSEI gs (x) Tj ").repeat(1000), true),
            (format!("{picture}/GSEI gs ").repeat(12), true),
            ("EI BI ".repeat(1000), true),
            ("DREI EIER BIS EINS ".repeat(1000), true),
        ] {
            assert_eq!(InlineImages::default().take(content.as_bytes()), wanted, "{content:.60}");
            for len in [64, 97] {
                let mut images = InlineImages::default();
                assert_eq!(content.as_bytes().chunks(len).all(|piece| images.take(piece)), wanted, "{content:.60}");
            }
        }
    }
}
