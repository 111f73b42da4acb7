//! Documents of other programs, one file or folder for each kind: bytes -> [`Contents`](super::kind::Contents).

mod archive;
pub(super) mod epub;
pub(super) mod html;
pub(super) mod mail;
mod mail_body;
mod mail_header;
pub(super) mod mail_limits;
pub(super) mod markdown;
pub(super) mod mhtml;
pub(super) mod office;
pub(super) mod pdf;
pub(super) mod subtitles;
pub(super) mod webarchive;
