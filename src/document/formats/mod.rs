//! Documents of other programs, one file or folder for each kind: bytes -> [`Contents`](super::kind::Contents).
pub(super) mod pdf;
