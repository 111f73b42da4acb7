//! How the bytes of a plain text were decoded.

use super::encoding::Encoding;
use super::undecodable::Undecodable;

/// How the bytes of a plain text were decoded. Kinds of article that define their own encoding have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoding {
    /// The encoding that they were read in.
    pub encoding: Encoding,
    /// Whether they began with a byte order mark, which is not part of the text.
    pub had_bom: bool,
    /// Bytes that could not be decoded: a warning, not an error.
    pub undecodable: Option<Undecodable>,
}
