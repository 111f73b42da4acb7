//! Bytes -> [`Document`]: encodings, formats, paragraphs. Immutable; knows no paths, does no IO.
//!
//! Offsets are UTF-8 bytes into the decoded, otherwise untouched text. Fails with
//! [`DocumentError`], which says what is wrong with the bytes and what would cure it.
