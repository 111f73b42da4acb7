//! A fingerprint of the contents of a file.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The contents of a file when it was last read or written, to tell whether another program changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(Option<[u8; 32]>);

impl Stamp {
    /// The file did not exist or was empty.
    pub const ABSENT: Self = Self(None);

    /// The file contained these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut stamping = Stamping::default();
        stamping.add(bytes);
        stamping.stamp()
    }
}

/// The stamp of a file that is being written, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Stamping {
    hash: Sha256,
    has_bytes: bool,
}

impl Stamping {
    /// Takes in what follows.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.has_bytes |= !bytes.is_empty();
    }

    /// The stamp of all of it. An empty file has nothing to lose: it counts as none.
    pub(super) fn stamp(self) -> Stamp {
        Stamp(self.has_bytes.then(|| self.hash.finalize().into()))
    }
}
