//! Files that hold a label set alone: Hawashi's own, and those of other programs.
//!
//! Each format reads a text into a [`LabelSet`] and writes one. A label without a colour of its own has an empty one when
//! it was read: who adds it gives it a free look. Fails with [`LabelFileError`], which says where; then nothing is read.

pub mod brat;
pub mod error;
pub mod format;
pub mod formats;
mod gathered;
pub mod label_studio;
pub mod own;
pub mod refi_qda;
pub(in crate::exchange) mod xml;

pub use error::LabelFileError;
pub use format::LabelFormat;
pub use formats::{LABEL_FORMATS, label_format_of};
