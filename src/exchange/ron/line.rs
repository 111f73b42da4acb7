//! Writes values as RON on one line: a serializer whose lines people can read.
//!
//! Strings keep their letters and vowel marks; characters that some editor treats as a line end, and marks that reverse
//! the order of a line, are escaped.

use std::fmt;

use serde::ser::{self, Serialize};

use crate::annotation::fields::{EXTRAS, RAW};
use crate::annotation::note::LINES;

/// A value as one line of RON.
///
/// ```
/// use hawashi::exchange::ron::to_line;
///
/// assert_eq!(to_line(&("سِرت", vec![1, 2], 'x')), r#"("سِرت", [1, 2], 'x')"#);
/// ```
pub fn to_line<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    let written = value.serialize(Line::of(&mut out, Manner::default()));
    debug_assert!(written.is_ok(), "{written:?}");
    out
}

/// Appends a record of the annotation file: on one line, with the lines of a long note below it. `behind` may add more
/// fields after each field of the record, each preceded by a comma and a space.
pub(super) fn push_record<T: Serialize + ?Sized>(
    out: &mut String,
    record: &T,
    behind: &mut dyn FnMut(&str, &mut String),
) {
    let manner = Manner { breaks: true, ..Manner::default() };
    let written = record.serialize(Line { behind: Some(behind), ..Line::of(out, manner) });
    debug_assert!(written.is_ok(), "{written:?}");
}

/// Writes a RON string.
pub(super) fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    text.chars().for_each(|c| push_escaped(out, c, '"'));
    out.push('"');
}

fn push_escaped(out: &mut String, c: char, quote: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\\' => out.push_str("\\\\"),
        _ if c == quote => out.extend(['\\', c]),
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => {
            out.extend(c.escape_unicode());
        }
        _ if c.is_control() => out.extend(c.escape_unicode()),
        _ => out.push(c),
    }
}

/// Before and after each line of a long note, which has a line of its own below its record's.
const NOTE_LINE: &str = "\n            ";
const NEXT_NOTE_LINE: &str = ",\n            ";
const NOTE_END: &str = ",\n        ";

/// None of the program's values can fail, but serde requires an error type.
#[derive(Debug)]
struct LineError(String);

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LineError {}

impl ser::Error for LineError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// How a value and its parts are written.
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    /// Strings already contain RON.
    is_raw: bool,
    /// The lines of a long note go on lines of their own.
    breaks: bool,
    /// This list is a long note.
    is_note: bool,
}

/// Writes what follows a field, by the field's name.
type Behind<'b> = &'b mut dyn FnMut(&str, &mut String);

struct Line<'w, 'b> {
    out: &'w mut String,
    manner: Manner,
    behind: Option<Behind<'b>>,
}

impl<'w> Line<'w, '_> {
    fn of(out: &'w mut String, manner: Manner) -> Self {
        Line { out, manner, behind: None }
    }

    fn begin(self, with: &str, end: &'static str) -> Parts<'w> {
        self.out.push_str(with);
        Parts { out: self.out, manner: self.manner, is_first: true, end }
    }
}

macro_rules! numbers {
    ($($method:ident $number:ty),*) => {
        $(fn $method(self, number: $number) -> Result<(), LineError> {
            self.out.push_str(&number.to_string());
            Ok(())
        })*
    };
}

impl<'w, 'b> ser::Serializer for Line<'w, 'b> {
    type Ok = ();
    type Error = LineError;
    type SerializeSeq = Parts<'w>;
    type SerializeTuple = Parts<'w>;
    type SerializeTupleStruct = Parts<'w>;
    type SerializeTupleVariant = Parts<'w>;
    type SerializeMap = Parts<'w>;
    type SerializeStruct = Record<'w, 'b>;
    type SerializeStructVariant = Record<'w, 'b>;

    numbers!(serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_f32 f32,
        serialize_f64 f64);

    fn serialize_char(self, c: char) -> Result<(), LineError> {
        self.out.push('\'');
        push_escaped(self.out, c, '\'');
        self.out.push('\'');
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), LineError> {
        if self.manner.is_raw {
            self.out.push_str(text);
        } else {
            push_quoted(self.out, text);
        }
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), LineError> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), LineError> {
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), LineError> {
        self.serialize_newtype_variant("", 0, "Some", value)
    }

    fn serialize_unit(self) -> Result<(), LineError> {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), LineError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), LineError> {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), LineError> {
        let manner = Manner {
            is_note: name == LINES && self.manner.breaks,
            is_raw: name == RAW || self.manner.is_raw,
            ..self.manner
        };
        value.serialize(Line { manner, ..self })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), LineError> {
        self.out.push_str(variant);
        let mut parts = self.begin("(", ")");
        parts.push(value)?;
        parts.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w>, LineError> {
        Ok(self.begin("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'w>, LineError> {
        Ok(self.begin("(", ")"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'w>, LineError> {
        Ok(self.begin("(", ")"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'w>, LineError> {
        self.out.push_str(variant);
        Ok(self.begin("(", ")"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w>, LineError> {
        Ok(if self.manner.is_raw { self.begin("", "") } else { self.begin("{", "}") })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Record<'w, 'b>, LineError> {
        self.out.push('(');
        Ok(Record { out: self.out, manner: self.manner, is_first: true, behind: self.behind })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Record<'w, 'b>, LineError> {
        self.out.push_str(variant);
        self.serialize_struct(name, len)
    }
}

/// The elements of a list, a tuple or a map.
struct Parts<'w> {
    out: &'w mut String,
    manner: Manner,
    is_first: bool,
    end: &'static str,
}

impl Parts<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), LineError> {
        let is_first = std::mem::take(&mut self.is_first);
        if self.manner.is_note {
            self.out.push_str(if is_first { NOTE_LINE } else { NEXT_NOTE_LINE });
        } else if !is_first {
            self.out.push_str(", ");
        }
        value.serialize(Line::of(self.out, self.manner))
    }

    fn close(self) {
        if self.manner.is_note && !self.is_first {
            self.out.push_str(NOTE_END);
        }
        self.out.push_str(self.end);
    }
}

macro_rules! parts {
    ($($kind:ident $method:ident),*) => {
        $(impl ser::$kind for Parts<'_> {
            type Ok = ();
            type Error = LineError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), LineError> {
                self.push(value)
            }

            fn end(self) -> Result<(), LineError> {
                self.close();
                Ok(())
            }
        })*
    };
}

parts!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field);

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = LineError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), LineError> {
        self.push(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), LineError> {
        self.out.push_str(": ");
        value.serialize(Line::of(self.out, self.manner))
    }

    fn end(self) -> Result<(), LineError> {
        self.close();
        Ok(())
    }
}

/// The fields of a record.
struct Record<'w, 'b> {
    out: &'w mut String,
    manner: Manner,
    is_first: bool,
    behind: Option<Behind<'b>>,
}

impl Record<'_, '_> {
    fn push<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), LineError> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push_str(", ");
        }
        if name == EXTRAS {
            return value.serialize(Line::of(self.out, Manner { is_raw: true, ..self.manner }));
        }
        self.out.push_str(name);
        self.out.push_str(": ");
        value.serialize(Line::of(self.out, self.manner))?;
        if let Some(behind) = &mut self.behind {
            behind(name, self.out);
        }
        Ok(())
    }

    fn close(self) {
        self.out.push(')');
    }
}

impl ser::SerializeStruct for Record<'_, '_> {
    type Ok = ();
    type Error = LineError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), LineError> {
        self.push(name, value)
    }

    fn end(self) -> Result<(), LineError> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStructVariant for Record<'_, '_> {
    type Ok = ();
    type Error = LineError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), LineError> {
        self.push(name, value)
    }

    fn end(self) -> Result<(), LineError> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_comes_back_from_one_line() {
        for text in [
            "",
            "a\"b\\c",
            "a\r\nb\tc\0d",
            "س\u{200f}\u{202e}\u{2028}\u{85}\u{feff}",
            "🔴 «قسد» لـ سِرَّت",
            "'",
            "\u{b}\u{7f}",
        ] {
            let ron = to_line(text);
            assert!(!ron.contains(['\n', '\r', '\u{2028}', '\u{85}', '\u{b}']), "{ron}");
            assert_eq!(ron::from_str::<String>(&ron).unwrap(), text);
        }
        for c in ['1', '\'', '\\', '"', 'س', '\n', '\u{200f}'] {
            assert_eq!(ron::from_str::<char>(&to_line(&c)).unwrap(), c);
        }
    }
}
