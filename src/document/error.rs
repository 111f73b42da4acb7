//! Reasons why bytes cannot be read as a document.

use thiserror::Error;

use crate::text::{Arg, Localize};

/// The longest text that offsets can address, in bytes.
pub(crate) const LIMIT_BYTES: u64 = u32::MAX as u64;

/// Why bytes cannot be read as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// There is no text.
    #[error("the file is empty; choose one that holds text")]
    Empty,
    /// Its beginning, or zero bytes and the bytes around them, show that this is not a text in any supported encoding.
    #[error(
        "this is not a text file{}; save the article as plain text and open that",
        looks_like.map_or_else(
            || format!(": byte {at} is zero, too much around it is no text, and the file is not UTF-16"),
            |kind| format!(" but looks like {kind}"),
        )
    )]
    Binary {
        /// Position of the first zero byte, in bytes of the file; 0 if there is none.
        at: u64,
        /// What the file looks like.
        looks_like: Option<&'static str>,
    },
    /// The file or its text is longer than offsets can address.
    #[error("the text has {bytes} bytes, more than the limit of {limit} bytes (4 GiB); split it into smaller files")]
    TooLarge {
        /// Length of the file or of its decoded text, in bytes.
        bytes: u64,
        /// The longest length that can be read, in bytes.
        limit: u64,
    },
    /// It can be read only with a password.
    #[error("this {kind} is locked by a password; open it in its own program, save it without one, and open that")]
    Locked {
        /// What it is: `PDF`, `DOCX`, …
        kind: &'static str,
    },
    /// It is not, or not any more, what its name says.
    #[error("this {kind} is damaged: {what}; open it in its own program and save it again")]
    Damaged {
        /// What it should be.
        kind: &'static str,
        /// What is wrong: the part of the file that cannot be read, in the words of its format.
        what: &'static str,
    },
    /// It has pages, but no text on them.
    #[error(
        "this {kind} holds {pages} pictures of pages and no text; recognise the text with an OCR program, and open what that saves"
    )]
    PicturesOfPages {
        /// What it is.
        kind: &'static str,
        /// Number of pages.
        pages: u32,
    },
    /// It is made so that reading it never ends, or fills the memory.
    #[error("this {kind} has more than {limit} {what}; save what is needed of it as a file of its own")]
    TooMuch {
        /// What it is.
        kind: &'static str,
        /// What there is too much of: `bytes`, `elements inside each other`, `files`, …
        what: &'static str,
        /// The most that is read.
        limit: u64,
    },
    /// A kind of file that this build was made without.
    #[error("this {kind} cannot be read by this build of the program; build it with the feature `documents`")]
    NotBuilt {
        /// What it is.
        kind: &'static str,
    },
    /// A pipe goes on and on where its whole text is needed at once.
    #[error(
        "there is no end after {} MiB, and all of the text is needed at once; save it as a file and name that, or split it",
        limit >> 20
    )]
    Endless {
        /// The most that is read from a pipe, in bytes.
        limit: u64,
    },
}

impl Localize for DocumentError {
    fn key(&self) -> &'static str {
        match self {
            Self::Empty => "error-file-empty",
            Self::Binary { looks_like: Some(_), .. } => "error-file-binary-kind",
            Self::Binary { .. } => "error-file-binary",
            Self::TooLarge { .. } => "error-file-too-large",
            Self::Endless { .. } => "error-file-endless",
            Self::Locked { .. } => "error-file-locked",
            Self::Damaged { .. } => "error-file-damaged",
            Self::PicturesOfPages { .. } => "error-file-pictures",
            Self::TooMuch { .. } => "error-file-too-much",
            Self::NotBuilt { .. } => "error-file-not-built",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Empty => Vec::new(),
            Self::Binary { at, looks_like: None } => vec![("at", (*at).into())],
            Self::Binary { looks_like: Some(kind), .. } => vec![("kind", (*kind).into())],
            Self::Locked { kind } | Self::NotBuilt { kind } => vec![("kind", (*kind).into())],
            Self::Damaged { kind, what } => vec![("kind", (*kind).into()), ("what", (*what).into())],
            Self::PicturesOfPages { kind, pages } => {
                vec![("kind", (*kind).into()), ("pages", u64::from(*pages).into())]
            }
            Self::TooMuch { kind, what, limit } => {
                vec![("kind", (*kind).into()), ("what", (*what).into()), ("limit", (*limit).into())]
            }
            Self::Endless { limit } => vec![("limit", (*limit >> 20).into())],
            Self::TooLarge { bytes, limit } => vec![("bytes", (*bytes).into()), ("limit", (*limit).into())],
        }
    }
}
