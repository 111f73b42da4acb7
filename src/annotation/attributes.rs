//! Attributes: further typed values of an annotation, a relation or a whole article.

use std::collections::BTreeMap;
use std::fmt;

use ron::error::SpannedResult;
use ron::value::RawValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::fields::{Extras, RAW, is_default, keep_unknown_fields};
use crate::text::fold::letters::ascii_digit;
use crate::text::ron_error::{NO_DATE, NO_FINITE_NUMBER};
use crate::text::{Arg, Localize, Message, dates};

/// A finite number.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Number(f64);

impl Eq for Number {}

impl Number {
    /// A number; `None` for infinity and NaN.
    pub fn new(number: f64) -> Option<Self> {
        // Negative zero becomes zero, so that equal numbers are written alike.
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// Its value.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Number {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, &'static str> {
        Self::new(number).ok_or(NO_FINITE_NUMBER)
    }
}

impl From<Number> for f64 {
    fn from(number: Number) -> Self {
        number.0
    }
}

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(jiff::civil::Date);

impl Day {
    /// A date written as 2026-11-22; `None` if there is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// Today in the person's time zone.
    pub fn today() -> Self {
        Self(jiff::Zoned::now().date())
    }

    /// The date.
    pub fn date(self) -> jiff::civil::Date {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text}{NO_DATE}"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Value {
    /// One of the choices that the label set offers.
    Choice(String),
    /// Several of these choices.
    Choices(Vec<String>),
    /// Any text.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(Number),
    /// A date.
    Date(Day),
    /// The RON text of a value that this version cannot read; kept as it is.
    #[serde(skip)]
    Other(String),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Other(ron) => serializer.serialize_newtype_struct(RAW, ron),
            value => Self::serialize(value, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.trim().get_ron();
        Ok(Self::read(raw).unwrap_or_else(|_error| Self::Other(raw.to_owned())))
    }
}

impl Value {
    fn read(ron: &str) -> SpannedResult<Self> {
        let mut deserializer = ron::Deserializer::from_str(ron)?;
        let value = Self::deserialize(&mut deserializer);
        value.map_err(|error| deserializer.span_error(error))
    }

    /// Why the value cannot be read; `None` if it can.
    pub fn unreadable(&self) -> Option<Message> {
        let Self::Other(ron) = self else { return None };
        let error = Self::read(ron).err()?;
        // A name stands before each value that can be read.
        Some(if ron.starts_with(char::is_alphabetic) && ron != "true" && ron != "false" {
            Message::of_ron(ron, &error)
        } else {
            Message::new("ron-attribute-value")
                .in_english("a value stands with its type, such as Text(\"x\") or Number(1.5)")
        })
    }

    /// What a person wrote as a value of this type: numbers in the digits of either language, dates as 2026-11-22,
    /// several choices with commas between them. `None` if it is none.
    pub fn parse(of_type: AttributeType, text: &str) -> Option<Self> {
        let text = text.trim();
        Some(match of_type {
            AttributeType::Choice => Self::Choice(text.to_owned()),
            AttributeType::Choices => Self::Choices(listed(text).map(str::to_owned).collect()),
            AttributeType::Text => Self::Text(text.to_owned()),
            AttributeType::YesNo => Self::YesNo(match text {
                "yes" => true,
                "no" => false,
                _ => return None,
            }),
            AttributeType::Number => Self::Number(Number::new(plain_digits(text).parse().ok()?)?),
            AttributeType::Date => Self::Date(Day::parse(&plain_digits(text)).or_else(|| written_day(text))?),
        })
    }

    /// Whether it is of this type.
    pub fn is_of(&self, of_type: AttributeType) -> bool {
        matches!(
            (self, of_type),
            (Self::Choice(_), AttributeType::Choice)
                | (Self::Choices(_), AttributeType::Choices)
                | (Self::Text(_), AttributeType::Text)
                | (Self::YesNo(_), AttributeType::YesNo)
                | (Self::Number(_), AttributeType::Number)
                | (Self::Date(_), AttributeType::Date)
        )
    }

    /// The value as a table shows it.
    pub fn plain(&self) -> String {
        match self {
            Self::Choice(text) | Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Choices(all) => all.join("; "),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Number(number) => number.get().to_string(),
            Self::Date(day) => day.to_string(),
        }
    }
}

/// A day as people write it: 26 November 2026, ٢٦/١١/٢٠٢٦.
fn written_day(text: &str) -> Option<Day> {
    let found = dates::find(text).filter(|found| found.span.range() == (0..text.len()))?;
    Day::parse(&found.iso())
}

/// The parts of a list that a person wrote, with commas of either language between them.
pub(crate) fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '،', ';', '؛', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// A number's text with the digits and signs of European languages.
fn plain_digits(text: &str) -> String {
    let plain = |c: char| match c {
        '٫' => Some('.'),
        '٬' | '\u{200e}' | '\u{200f}' | '\u{61c}' => None,
        '−' => Some('-'),
        c => Some(ascii_digit(c)),
    };
    text.chars().filter_map(plain).collect()
}

/// Values by the name of their attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attributes(BTreeMap<String, Value>);

impl Attributes {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Whether other values read the same, whatever their types: a number 3 and the text "3" are one answer to a reader.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|((name, value), (other_name, other))| {
                name == other_name && (value == other || value.plain() == other.plain())
            })
    }

    /// Sets or (with `None`) removes a value, and returns the previous one.
    pub fn set(&mut self, name: &str, value: Option<Value>) -> Option<Value> {
        match value {
            Some(value) => self.0.insert(name.to_owned(), value),
            None => self.0.remove(name),
        }
    }

    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl Attributes {
    /// What a document says about itself, as far as attributes of the article have room for it: names and texts; of a time
    /// its day is taken.
    pub fn told<'t>(kinds: &[AttributeKind], about: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let value = |(name, text): (&str, &str)| {
            let kind = kinds.iter().find(|kind| kind.id == name)?;
            let day = text.split('T').next().unwrap_or(text);
            let text = if kind.of_type == AttributeType::Date { day } else { text };
            Some((name.to_owned(), Value::parse(kind.of_type, text)?))
        };
        about.into_iter().filter_map(value).collect()
    }
}

impl FromIterator<(String, Value)> for Attributes {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(values: T) -> Self {
        Self(values.into_iter().collect())
    }
}

/// The type of an attribute's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttributeType {
    /// One of its choices.
    Choice,
    /// Any number of its choices.
    Choices,
    /// Any text.
    #[default]
    Text,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A date.
    Date,
}

/// One of the choices of an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Choice {
    /// The id written into values.
    pub id: String,
    /// Name by language: `ar`, `en`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub name: BTreeMap<String, String>,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Choice);

impl Choice {
    /// Its name in a language, otherwise in English, otherwise in any language, otherwise its id.
    pub fn name_in(&self, language: &str) -> &str {
        name_in(&self.name, language, &self.id)
    }
}

/// A name in a language, otherwise in English, otherwise in any language, otherwise the id.
pub(super) fn name_in<'n>(names: &'n BTreeMap<String, String>, language: &str, id: &'n str) -> &'n str {
    let named = names.get(language).or_else(|| names.get("en")).or_else(|| names.values().next());
    named.map_or(id, String::as_str)
}

/// An attribute that a label set allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct AttributeKind {
    /// Its stable name in files.
    pub id: String,
    /// Name by language: `ar`, `en`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub name: BTreeMap<String, String>,
    /// The type of its values.
    #[serde(rename = "type", skip_serializing_if = "is_default")]
    pub of_type: AttributeType,
    /// The choices offered; if empty, any text is allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Whether an annotation without it is incomplete.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The value in a new annotation.
    #[serde(with = "super::fields::given", skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(AttributeKind);

/// Why a value is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AttributeError {
    /// The label set does not allow an attribute with this name here.
    #[error("there is no attribute {name:?} here; add it to the label set first")]
    Unknown {
        /// The attribute.
        name: String,
    },
    /// The value is of another type.
    #[error("the attribute {name:?} takes another type of value")]
    Type {
        /// The attribute.
        name: String,
    },
    /// The value is not one of the choices.
    #[error("{choice:?} is no choice of the attribute {name:?}")]
    Choice {
        /// The attribute.
        name: String,
        /// The value.
        choice: String,
    },
}

impl Localize for AttributeError {
    fn key(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "error-attribute-unknown",
            Self::Type { .. } => "error-attribute-type",
            Self::Choice { .. } => "error-attribute-choice",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Unknown { name } | Self::Type { name } => vec![("name", name.clone().into())],
            Self::Choice { name, choice } => vec![("name", name.clone().into()), ("choice", choice.clone().into())],
        }
    }
}

impl AttributeKind {
    /// An attribute of this name for values like one; `None` for a value that this version cannot read.
    pub fn like(name: &str, value: &Value) -> Option<Self> {
        let of_type = match value {
            Value::Choice(_) => AttributeType::Choice,
            Value::Choices(_) => AttributeType::Choices,
            Value::Text(_) => AttributeType::Text,
            Value::YesNo(_) => AttributeType::YesNo,
            Value::Number(_) => AttributeType::Number,
            Value::Date(_) => AttributeType::Date,
            Value::Other(_) => return None,
        };
        Some(Self { id: name.to_owned(), of_type, ..Self::default() })
    }

    /// Its name in a language, otherwise in English, otherwise in any language, otherwise its id.
    pub fn name_in(&self, language: &str) -> &str {
        name_in(&self.name, language, &self.id)
    }

    /// Checks whether a value is allowed.
    pub fn check(&self, value: &Value) -> Result<(), AttributeError> {
        let name = || self.id.clone();
        let is_offered = |choice: &String| {
            let found = self.choices.iter().any(|offered| offered.id == *choice);
            // Without listed choices, any text is allowed.
            if found || self.choices.is_empty() {
                Ok(())
            } else {
                Err(AttributeError::Choice { name: name(), choice: choice.clone() })
            }
        };
        let takes = |of_type| {
            if self.of_type == of_type { Ok(()) } else { Err(AttributeError::Type { name: name() }) }
        };
        // Each type of value by its name, so that a new one does not compile until it is decided what takes it.
        match value {
            Value::Choice(choice) => takes(AttributeType::Choice).and_then(|()| is_offered(choice)),
            Value::Choices(all) => takes(AttributeType::Choices).and_then(|()| all.iter().try_for_each(is_offered)),
            Value::Text(_) => takes(AttributeType::Text),
            Value::YesNo(_) => takes(AttributeType::YesNo),
            Value::Number(_) => takes(AttributeType::Number),
            Value::Date(_) => takes(AttributeType::Date),
            Value::Other(_) => Err(AttributeError::Type { name: name() }),
        }
    }

    /// Checks a value against the attributes that are allowed.
    pub(crate) fn check_in(allowed: &[Self], name: &str, value: &Value) -> Result<(), AttributeError> {
        let kind = allowed.iter().find(|kind| kind.id == name);
        kind.ok_or_else(|| AttributeError::Unknown { name: name.to_owned() })?.check(value)
    }

    /// The values that are also allowed under another label, with the defaults of the others.
    pub(crate) fn carried(values: &Attributes, allowed: &[Self]) -> Attributes {
        let mut carried = Self::defaults(allowed);
        for (name, value) in values.iter() {
            if Self::check_in(allowed, name, value).is_ok() {
                carried.set(name, Some(value.clone()));
            }
        }
        carried
    }

    /// The attributes of a new annotation.
    pub(crate) fn defaults(allowed: &[Self]) -> Attributes {
        allowed.iter().filter_map(|kind| Some((kind.id.clone(), kind.default.clone()?))).collect()
    }
}
