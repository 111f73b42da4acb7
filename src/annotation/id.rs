//! Ids: short, shared, immutable strings.

use sha2::{Digest as _, Sha256};

/// Defines an id type.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("".into())
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

pub(super) use id;

id! {
    /// The permanent id of an annotation: a ULID when made here, any text when read from a file.
    AnnotationId
}

impl AnnotationId {
    /// A new id; later ones sort after earlier ones.
    pub(crate) fn generate() -> Self {
        ulid::Ulid::generate().to_string().into()
    }

    /// An id that follows from a text.
    pub fn derived(text: &str) -> Self {
        derived(text).into()
    }

    /// Whether it has the form of those that are made here.
    pub(crate) fn is_of_chance(&self) -> bool {
        ulid::Ulid::from_string(self.as_str()).is_ok()
    }
}

id! {
    /// The permanent id of a relation: a ULID when made here, any text when read from a file.
    RelationId
}

impl RelationId {
    /// A new id; later ones sort after earlier ones.
    pub(crate) fn generate() -> Self {
        ulid::Ulid::generate().to_string().into()
    }

    /// An id that follows from a text.
    pub fn derived(text: &str) -> Self {
        derived(text).into()
    }
}

/// A ULID made from the hash of a text.
fn derived(text: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(text)[..16]);
    ulid::Ulid::from_bytes(bytes).to_string()
}
