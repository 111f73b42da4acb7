//! Annotations, their set, labels, and edits with inverses.
//!
//! Owns what a person has decided about a text. Must not know the text itself, files or windows.
//! Spans are UTF-8 bytes. [`Transaction::apply`] gives its inverse; apply then inverse is the
//! identity.
