//! The list of the kinds of file that hold many articles.

use super::collection::CollectionKind;

/// All kinds of file that hold many articles. A new one needs its own file and one line here.
pub static COLLECTION_KINDS: &[&CollectionKind] = &[
    #[cfg(feature = "documents")]
    &super::collections::telegram::KIND,
    #[cfg(feature = "documents")]
    &super::collections::whatsapp::KIND,
    #[cfg(feature = "documents")]
    &super::collections::mbox::KIND,
    #[cfg(feature = "documents")]
    &super::collections::feed::KIND,
    #[cfg(feature = "documents")]
    &super::collections::warc::KIND,
    #[cfg(feature = "documents")]
    &super::collections::archive::KIND,
    #[cfg(feature = "documents")]
    &super::collections::table::KIND,
];
