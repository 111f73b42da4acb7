//! One serde description of a record for both reading and writing, which keeps fields that this version does not know.
//!
//! A record derives `Serialize` and `Deserialize` with `#[serde(remote = "Self", default)]`, has a field `extras`, and
//! is listed in [`keep_unknown_fields!`].

use std::fmt;

use ron::value::RawValue;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// The name under which [`Extras`] reach a serializer; the annotation file's serializer writes each of them as a field.
pub(crate) const EXTRAS: &str = "$extras";

/// The name under which text that is RON already is handed to a serializer, which writes it as it is.
pub const RAW: &str = "$raw";

/// Fields that this version does not know, as (name, RON text), unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extras(pub Vec<(String, String)>);

impl Extras {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes a field and returns its RON text.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }
}

impl Serialize for Extras {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, ron)| (name, ron)))
    }
}

/// Receives the fields that a record does not know.
pub trait Unknown {
    /// Reads the value of a field with [`MapAccess::next_value`].
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error>;
}

impl Unknown for Extras {
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        let raw = map.next_value::<&RawValue>()?;
        self.0.push((name.to_owned(), raw.trim().get_ron().to_owned()));
        Ok(())
    }
}

/// A deserializer of a record that passes fields which the record does not list to `unknown`.
#[derive(Debug)]
pub struct Keeping<'u, D, U> {
    /// The source of the record.
    pub deserializer: D,
    /// Receives the other fields.
    pub unknown: &'u mut U,
}

impl<'de, D: Deserializer<'de>, U: Unknown> Deserializer<'de> for Keeping<'_, D, U> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        // Without a name, so that error messages mention fields and not this program's types.
        self.deserializer.deserialize_struct("", fields, Known { visitor, fields, unknown: self.unknown })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Known<'u, V, U> {
    visitor: V,
    fields: &'static [&'static str],
    unknown: &'u mut U,
}

impl<'de, V: Visitor<'de>, U: Unknown> Visitor<'de> for Known<'_, V, U> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields in parentheses")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(KnownFields { map, fields: self.fields, unknown: self.unknown })
    }
}

struct KnownFields<'u, A, U> {
    map: A,
    fields: &'static [&'static str],
    unknown: &'u mut U,
}

impl<'de, A: MapAccess<'de>, U: Unknown> MapAccess<'de> for KnownFields<'_, A, U> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Name(name)) = self.map.next_key()? {
            if let Some(known) = self.fields.iter().find(|known| **known == name) {
                return seed.deserialize((*known).into_deserializer()).map(Some);
            }
            self.unknown.read(&name, &mut self.map)?;
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// A field's name.
pub(crate) struct Name<'de>(pub(crate) std::borrow::Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(name.into()))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(name.to_owned().into()))
            }
        }

        deserializer.deserialize_identifier(NameVisitor)
    }
}

/// Implements serde for a record by its remote derive, and keeps unknown fields in its field `extras`.
macro_rules! keep_unknown_fields {
    ($record:ty) => {
        impl serde::Serialize for $record {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$record>::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut extras = $crate::annotation::fields::Extras::default();
                let keeping = $crate::annotation::fields::Keeping { deserializer, unknown: &mut extras };
                let mut record = <$record>::deserialize(keeping)?;
                record.extras = extras;
                Ok(record)
            }
        }
    };
}

pub(crate) use keep_unknown_fields;

/// Whether a field has its default value and is left out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// An optional field: left out if `None`, otherwise written without `Some`; read with or without it.
pub mod optional {
    use super::*;

    /// Writes the value, if there is one.
    pub fn serialize<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads `x`, `Some(x)` and `None`.
    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(Plain(std::marker::PhantomData))
    }

    struct Plain<T>(std::marker::PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Plain<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value, or None")
        }

        fn visit_none<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }

        fn visit_unit<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
            T::deserialize(deserializer).map(Some)
        }

        fn visit_str<E: de::Error>(self, value: &str) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }

        fn visit_string<E: de::Error>(self, value: String) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }

        fn visit_char<E: de::Error>(self, value: char) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<Option<T>, E> {
            T::deserialize(value.into_deserializer()).map(Some)
        }
    }
}

/// A shared value, written like the value itself.
pub mod shared {
    use std::sync::Arc;

    use super::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes the value.
    pub fn serialize<T: Serialize, S: Serializer>(value: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().serialize(serializer)
    }

    /// Reads a value.
    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(deserializer).map(Arc::new)
    }
}

/// An optional field of any type, left out if `None`, otherwise written as the value itself.
pub mod given {
    use super::{Deserialize, Deserializer};

    pub use super::optional::serialize;

    /// Reads a value.
    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}
