//! The entries of a JSON file one after the other, so that a file of 100 MB never stands in memory as a whole: the lines of JSONL, the
//! elements of one array, or one object.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::annotation::{Attributes, Number, Value as AttributeValue};
use crate::exchange::foreign::{Broken, BrokenList, File, Where, utf8};
use crate::exchange::{ExchangeError, Foreign};
use crate::text::Message;

/// The longest list that describes a passage, in bytes: a start, an end and a label.
const LONGEST_INNER_LIST: usize = 8 * 1024;

/// The entries of a file.
#[derive(Debug)]
pub(in crate::exchange) struct Entries<'f> {
    rest: &'f [u8],
    /// Where the rest begins in the file.
    at: usize,
    /// The line of that, 1 for the first.
    line: usize,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Lines,
    Array,
    One,
}

impl<'f> Entries<'f> {
    /// Those of a file without a byte order mark.
    pub(in crate::exchange) fn of(text: &'f str) -> Self {
        let rest = text.as_bytes();
        let begin = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        let first = rest[begin..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let shape = match rest.get(begin) {
            Some(b'[') => Shape::Array,
            // An object over several lines is the only one of its file.
            Some(b'{') if first.trim_ascii_end().ends_with(b"}") => Shape::Lines,
            Some(b'{') => Shape::One,
            _ => Shape::Lines,
        };
        let skipped = if shape == Shape::Array { begin + 1 } else { begin };
        let line = 1 + memchr::memchr_iter(b'\n', &rest[..skipped]).count();
        Self { rest: &rest[skipped..], at: skipped, line, shape }
    }

    /// The elements of the first list of such a name in a file that is one object; otherwise as [`Entries::of`].
    pub(in crate::exchange) fn below(text: &'f str, lists: &[&str]) -> Self {
        let bytes = text.as_bytes();
        let begin = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
        if bytes.get(begin) != Some(&b'{') {
            return Self::of(text);
        }
        let mut at = begin + 1;
        loop {
            let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b':');
            at += bytes[at..].iter().take_while(|byte| blank(byte)).count();
            if !matches!(bytes.get(at), Some(b'"')) {
                return Self::of(text);
            }
            let name = at..at + end_of_text(&bytes[at..]);
            at = name.end + bytes[name.end..].iter().take_while(|byte| blank(byte)).count();
            let is_named = |list: &&&str| text.get(name.start + 1..name.end.saturating_sub(1)) == Some(list);
            if bytes.get(at) == Some(&b'[') && lists.iter().any(|list| is_named(&list)) {
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..=at]).count();
                return Self { rest: &bytes[at + 1..], at: at + 1, line, shape: Shape::Array };
            }
            let len = end_of_value(&bytes[at..]);
            if len == 0 {
                return Self::of(text);
            }
            at += len;
        }
    }

    /// The next entry, read; `Err` for one that is broken.
    pub(in crate::exchange) fn read<T: Deserialize<'f>>(&mut self) -> Option<Result<(T, Where), Broken>> {
        let (entry, line) = self.next_entry()?;
        let at = Where::Line(line);
        let is_last = self.rest.trim_ascii().is_empty();
        Some(serde_json::from_slice(entry).map(|value| (value, at)).map_err(|error| {
            if is_last && error.is_eof() {
                // The list around it ends with it, and need not be said to.
                self.shape = Shape::Lines;
                let message =
                    Message::new("import-cut").in_english("the file ends within this; it may have been cut off");
                return Broken { at: Where::Line(line), message };
            }
            // The parser counts from the entry's own beginning.
            let line = line + error.line().saturating_sub(1);
            let message = Message::new("import-json")
                .with("column", error.column())
                .with("error", error.to_string())
                .in_english(format!("column {}: this is no JSON of this format: {error}", error.column()));
            Broken { at: Where::Line(line), message }
        }))
    }

    fn next_entry(&mut self) -> Option<(&'f [u8], usize)> {
        loop {
            let skipped = match self.shape {
                Shape::Array => self.rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b','),
                _ => self.rest.iter().position(|byte| !byte.is_ascii_whitespace()),
            };
            let Some(skipped) = skipped else {
                // A list that does not end is one that was cut: an empty entry says so, once.
                let is_cut = std::mem::replace(&mut self.shape, Shape::Lines) == Shape::Array;
                self.rest = b"";
                return is_cut.then_some((self.rest, self.line));
            };
            self.advance(skipped);
            let end = match self.shape {
                Shape::Lines => memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len()),
                Shape::One => self.rest.len(),
                Shape::Array if self.rest.first() == Some(&b']') => return None,
                Shape::Array => end_of_value(self.rest),
            };
            let (entry, line) = (&self.rest[..end], self.line);
            self.advance(end.max(1).min(self.rest.len()));
            if !entry.is_empty() {
                return Some((entry, line));
            }
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.rest[..bytes]).count();
        self.at += bytes;
        self.rest = &self.rest[bytes..];
    }
}

/// Where the text in quotation marks at the beginning ends.
fn end_of_text(bytes: &[u8]) -> usize {
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Where the value at the beginning ends: behind its last bracket, or before the next comma.
fn end_of_value(bytes: &[u8]) -> usize {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        if is_text {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => is_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_text = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            _ => {}
        }
    }
    bytes.len()
}

/// An object whose values are read when they are asked for: a list of 100,000 passages never stands in memory as a whole.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Fields<'f>(Vec<(String, &'f RawValue)>);

impl<'f> Fields<'f> {
    /// The object that this text is; without fields if it is none.
    pub(in crate::exchange) fn of(json: &'f RawValue) -> Self {
        serde_json::from_str(json.get()).unwrap_or_default()
    }

    /// How a value is written, of the last one if a field stands there twice.
    pub(in crate::exchange) fn raw(&self, name: &str) -> Option<&'f RawValue> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, raw)| *raw)
    }

    /// A value.
    pub(in crate::exchange) fn get(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.raw(name)?.get()).ok()
    }

    /// The first of these fields that is a text.
    pub(in crate::exchange) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| serde_json::from_str(self.raw(name)?.get()).ok())
    }

    /// An object among them; without fields if there is none.
    pub(in crate::exchange) fn below(&self, name: &str) -> Self {
        self.raw(name).map(Self::of).unwrap_or_default()
    }

    /// The elements of a list, each read when it is its turn; none if this is no list. A list among them that is longer than
    /// any that describes a passage is read as nothing.
    pub(in crate::exchange) fn list(&self, name: &str) -> impl Iterator<Item = Value> + use<'f> {
        let read = |raw: &RawValue| {
            let is_too_long = raw.get().starts_with('[') && raw.get().len() > LONGEST_INNER_LIST;
            if is_too_long { Some(Value::Null) } else { serde_json::from_str(raw.get()).ok() }
        };
        self.raw(name).into_iter().flat_map(elements).filter_map(read)
    }

    /// The fields, in the order of the file.
    pub(in crate::exchange) fn iter(&self) -> impl Iterator<Item = (&str, &'f RawValue)> {
        self.0.iter().map(|(name, raw)| (name.as_str(), *raw))
    }
}

/// The elements of a list as they are written; none if this is no list.
pub(in crate::exchange) fn elements(list: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(list.get()).unwrap_or_default()
}

impl<'f> Deserialize<'f> for Fields<'f> {
    fn deserialize<D: Deserializer<'f>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'f> Visitor<'f> for Object {
            type Value = Fields<'f>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'f>>(self, mut map: A) -> Result<Fields<'f>, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// A text as it is, any other value as it is written.
pub(in crate::exchange) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The same of a value that is not needed any more.
pub(in crate::exchange) fn into_plain(value: Value) -> String {
    if let Value::String(text) = value { text } else { value.to_string() }
}

/// The values of attributes by their names, as an object of a file.
pub(in crate::exchange) fn object_of<'a>(
    attributes: impl Iterator<Item = (&'a str, &'a AttributeValue)>,
) -> Map<String, Value> {
    attributes.map(|(name, value)| (name.to_owned(), json_of(value))).collect()
}

/// A value with its type, as far as JSON has it: numbers, yes and no, and lists; choices and dates are texts.
fn json_of(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::Number(number) if number.get().fract() == 0.0 && number.get().abs() < 1e15 => {
            Value::from(number.get() as i64)
        }
        AttributeValue::Number(number) => number.get().into(),
        AttributeValue::YesNo(yes) => (*yes).into(),
        AttributeValue::Choices(all) => all.clone().into(),
        other => other.plain().into(),
    }
}

/// The value that a file says, with the type that it has there.
pub(in crate::exchange) fn value_of(value: &Value) -> AttributeValue {
    let number = || value.as_f64().and_then(Number::new).map(AttributeValue::Number);
    let list = || {
        let texts = value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>().map(AttributeValue::Choices)
    };
    value
        .as_bool()
        .map(AttributeValue::YesNo)
        .or_else(number)
        .or_else(list)
        .unwrap_or_else(|| AttributeValue::Text(plain(value)))
}

/// Takes what an object of a file says.
pub(in crate::exchange) fn set_all(attributes: &mut Attributes, object: &Map<String, Value>) {
    for (name, value) in object {
        attributes.set(name, Some(value_of(value)));
    }
}

/// The articles of a file that has a text an entry.
#[derive(Debug)]
pub(in crate::exchange) struct Texts<'f> {
    entries: Entries<'f>,
    in_turn: InTurn,
}

impl<'f> Texts<'f> {
    /// Those of a file of this format.
    pub(in crate::exchange) fn of(format: &'static str, file: &File<'f>) -> Result<Self, ExchangeError> {
        Ok(Self { entries: Entries::of(utf8(format, file.bytes)?), in_turn: InTurn::of(format) })
    }

    /// The next article: `read` makes it of an entry, with the place of that in the file, or says why the entry has no text.
    pub(in crate::exchange) fn next<T: Deserialize<'f>>(
        &mut self,
        mut read: impl FnMut(T, &Where) -> Result<Foreign, Message>,
    ) -> Result<Option<Foreign>, ExchangeError> {
        let Self { entries, in_turn } = self;
        in_turn.next(|| {
            let entry = entries.read::<T>()?;
            Some(entry.and_then(|(value, at)| read(value, &at).map_err(|message| Broken { at, message })))
        })
    }
}

/// Gives the articles of a file one after the other; entries that hold none go along with the next one, or with the last.
#[derive(Debug)]
pub(in crate::exchange) struct InTurn {
    format: &'static str,
    broken: BrokenList,
    /// The article behind the one that was given last.
    held: Option<Foreign>,
    count: usize,
}

impl InTurn {
    /// For a file of this format.
    pub(in crate::exchange) fn of(format: &'static str) -> Self {
        Self { format, broken: BrokenList::default(), held: None, count: 0 }
    }

    /// The next article. `read` reads an entry: `None` behind the last one. Fails if there is none but entries that are broken.
    pub(in crate::exchange) fn next(
        &mut self,
        mut read: impl FnMut() -> Option<Result<Foreign, Broken>>,
    ) -> Result<Option<Foreign>, ExchangeError> {
        let Some(mut foreign) = self.held.take().or_else(|| self.advance(&mut read)) else {
            return if self.count == 0 && self.broken.first().is_some() {
                Err(none_read(self.format, self.broken.first()))
            } else {
                Ok(None)
            };
        };
        self.held = self.advance(&mut read);
        if self.held.is_none() {
            foreign.broken.extend(std::mem::take(&mut self.broken).into_records());
        }
        Ok(Some(foreign))
    }

    /// The next entry with a text.
    fn advance(&mut self, read: &mut impl FnMut() -> Option<Result<Foreign, Broken>>) -> Option<Foreign> {
        while let Some(entry) = read() {
            match entry {
                Ok(mut foreign) => {
                    self.count += 1;
                    foreign.broken.put_before(std::mem::take(&mut self.broken));
                    return Some(foreign);
                }
                Err(broken) => self.broken.push(broken),
            }
        }
        None
    }
}

/// Fails for a file in which nothing could be read, with its first mistake.
pub(in crate::exchange) fn none_read(format: &'static str, first: Option<&Broken>) -> ExchangeError {
    let message = first.map_or_else(
        || Message::new("import-nothing").in_english("there is nothing in it"),
        |broken| Message::new("import-first").with("what", Message::of(broken)).in_english(broken.to_string()),
    );
    ExchangeError::not_readable(format, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(String, usize), usize>> {
        let mut entries = Entries::of(text);
        let line = |at: Where| if let Where::Line(line) = at { line } else { 0 };
        let mut all = Vec::new();
        while let Some(entry) = entries.read::<Value>() {
            all.push(match entry {
                Ok((value, at)) => Ok((value.to_string(), line(at))),
                Err(broken) => Err(line(broken.at)),
            });
        }
        all
    }

    #[test]
    fn lines_arrays_and_single_objects_are_read_entry_by_entry() {
        let ok = |value: &str, line| Ok((value.to_owned(), line));
        for (text, expected) in [
            ("", vec![]),
            ("\n\n", vec![]),
            ("{\"a\":1}\n\n{\"b\":2}\r\n", vec![ok("{\"a\":1}", 1), ok("{\"b\":2}", 3)]),
            ("{\"a\":1}\n{\"b\"\n{\"c\":3}", vec![ok("{\"a\":1}", 1), Err(2), ok("{\"c\":3}", 3)]),
            ("[{\"a\":\"]},\\\"\"},\n {\"b\":[1,2]}]\n", vec![ok("{\"a\":\"]},\\\"\"}", 1), ok("{\"b\":[1,2]}", 2)]),
            ("[{\"a\":1}, oops, {\"b\":2}]", vec![ok("{\"a\":1}", 1), Err(1), ok("{\"b\":2}", 1)]),
            ("[]", vec![]),
            ("[{\"a\":1}", vec![ok("{\"a\":1}", 1), Err(1)]),
            ("{\n \"a\": 1\n}\n", vec![ok("{\"a\":1}", 1)]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
