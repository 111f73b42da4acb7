//! RON records read field by field: known fields typed, all others kept as they are.

use std::fmt;
use std::marker::PhantomData;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::annotation::Extras;

/// A value that is filled field by field from a record `(name: value, …)`.
pub(super) trait FromFields<'de>: Default {
    /// Reads the value of a known field; `false` without reading anything when it is not known.
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error>;
}

/// A record with the fields that its type does not know.
#[derive(Debug)]
pub(super) struct Record<T> {
    pub(super) known: T,
    pub(super) extras: Extras,
}

impl<'de, T: FromFields<'de>> Deserialize<'de> for Record<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("", &[], Fields(PhantomData))
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: FromFields<'de>> Visitor<'de> for Fields<T> {
    type Value = Record<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields in parentheses")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record { known: T::default(), extras: Extras::default() };
        while let Some(Name(name)) = map.next_key()? {
            if !record.known.read_field(&name, &mut map)? {
                let raw = map.next_value::<&RawValue>()?;
                record.extras.0.push((name, raw.trim().get_ron().to_owned()));
            }
        }
        Ok(record)
    }
}

/// A field's name.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl Visitor<'_> for NameVisitor {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(NameVisitor)
    }
}
