//! How the bytes of a plain text became characters.

use super::encoding::Encoding;
use super::undecodable::Undecodable;

/// How the bytes of a plain text became characters. Kinds of article that say it themselves have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoding {
    /// The encoding that they were read in.
    pub encoding: Encoding,
    /// Whether they began with a byte order mark, which is not part of the text.
    pub had_bom: bool,
    /// Bytes that stand for no character: a warning, not an error.
    pub undecodable: Option<Undecodable>,
}
