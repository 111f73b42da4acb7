//! Markdown of which the parser's tree would fill the memory.

use crate::document::error::DocumentError;
use crate::document::limits::DEPTH;

/// Fails for quotations inside each other without end, which the parser keeps in memory one by one.
pub(super) fn check_depth(text: &str) -> Result<(), DocumentError> {
    let depth = |line: &str| {
        let signs = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        signs.filter(|byte| *byte == b'>').count()
    };
    if text.lines().any(|line| depth(line) > DEPTH) {
        return Err(DocumentError::TooMuch {
            kind: "Markdown",
            what: "elements inside each other",
            limit: DEPTH as u64,
        });
    }
    Ok(())
}

/// What a sign may take in the tree of the parser, in bytes: two nodes, in a list that may have twice the room that it
/// needs.
const SIGN_BYTES: usize = 192;
/// What the tree may take, in bytes and in times of the text.
const TREE_BYTES: usize = 4 << 20;
const TIMES: usize = 16;
/// How long the pieces are of a text with more signs, in bytes.
const PIECE_BYTES: usize = 32 << 10;

/// A text as one piece, or cut at the ends of lines if it has so many signs that the tree of all would fill the memory: a
/// line of two letters has two nodes.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let signs = text.bytes().filter(|byte| byte.is_ascii_punctuation() || *byte == b'\n').count();
    if signs * SIGN_BYTES <= TREE_BYTES + text.len() * TIMES {
        return vec![text];
    }
    let (mut pieces, mut rest) = (Vec::new(), text);
    while rest.len() > PIECE_BYTES {
        // A line without end is cut between two characters.
        let near = &rest.as_bytes()[PIECE_BYTES..rest.len().min(PIECE_BYTES * 2)];
        let line_end = memchr::memchr(b'\n', near).map(|end| PIECE_BYTES + end + 1);
        let end = line_end.unwrap_or_else(|| rest.floor_char_boundary(PIECE_BYTES));
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_signs_is_read_in_pieces() {
        assert_eq!(pieces(&"قالت مصادر محلية إن قوات انسحبت.\n\n".repeat(50_000)).len(), 1);
        for dense in ["y\n", "[*"] {
            let text = dense.repeat(100_000);
            let pieces = pieces(&text);
            assert!(pieces.len() > 4 && pieces.concat() == text);
        }
    }
}
