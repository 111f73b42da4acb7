//! Explains errors in RON text in all languages of the interface.

use ron::error::{Error, SpannedError};

use super::{Arg, Message};

/// What serde is told of a confidence outside of its bounds: the parser hands on only words, by which it is known again.
pub(crate) const NO_CONFIDENCE: &str = "a confidence is a number from 0 to 1";
/// The same of a number that is infinite or none.
pub(crate) const NO_FINITE_NUMBER: &str = "a finite number is needed";
/// The same of a day that there is not, behind what stands in the file.
pub(crate) const NO_DATE: &str = " is no date; write it as 2026-11-22";

impl Message {
    /// Explains an error to a person who edits the file, in terms of RON's syntax rather than of its parser.
    pub(crate) fn of_ron(text: &str, error: &SpannedError) -> Self {
        let at = error.span.end;
        let line = text.split_inclusive('\n').nth(at.line.saturating_sub(1)).unwrap_or_default();
        let is_last_line = text.ends_with(line);
        let rest: String = line.chars().skip(at.col.saturating_sub(1)).collect();
        // If something is missing at the very end, the last missing character stands for all of them.
        let is_end = is_last_line && rest.trim().is_empty() && !text.trim().is_empty();
        match &error.code {
            Error::ExpectedComma
            | Error::ExpectedArrayEnd
            | Error::ExpectedMapEnd
            | Error::ExpectedStructLikeEnd
            | Error::ExpectedOptionEnd
                if is_end =>
            {
                Self::from(&Error::Eof)
            }
            code => Self::from(code),
        }
    }
}

impl From<&Error> for Message {
    fn from(error: &Error) -> Self {
        match error {
            Error::Eof => Self::new("ron-end").in_english("the file ends before everything in it is closed"),
            Error::ExpectedArray => missing("["),
            Error::ExpectedArrayEnd => missing("]"),
            Error::ExpectedMap => missing("{"),
            Error::ExpectedMapEnd => missing("}"),
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => missing("("),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => missing(")"),
            Error::ExpectedUnit => missing("()"),
            Error::ExpectedComma => missing(","),
            Error::ExpectedMapColon => missing(":"),
            Error::ExpectedAttribute => missing("#![enable(…)]"),
            Error::ExpectedAttributeEnd => missing(")]"),
            Error::ExpectedRangeSyntax => missing(".."),
            Error::ExpectedStructName(name) => missing(name),
            Error::ExpectedBoolean => wanted(Kind::YesNo),
            Error::ExpectedInteger => wanted(Kind::Whole),
            Error::ExpectedFloat => wanted(Kind::Number),
            Error::ExpectedChar | Error::ExpectedByteLiteral => wanted(Kind::Character),
            Error::ExpectedString | Error::ExpectedByteString => wanted(Kind::Text),
            Error::ExpectedOption => wanted(Kind::Option),
            Error::ExpectedIdentifier => wanted(Kind::Name),
            Error::ExpectedRawValue => wanted(Kind::Value),
            Error::ExpectedStringEnd => {
                Self::new("ron-text-open").in_english("the text that begins here has no closing quotation mark")
            }
            Error::InvalidEscape(_) => Self::new("ron-escape")
                .in_english("what follows the backslash stands for no character; a backslash itself is written twice"),
            Error::IntegerOutOfBounds => {
                Self::new("ron-number-range").in_english("the number is too small or too large to stand here")
            }
            Error::InvalidIntegerDigit { digit, .. } => unexpected(*digit),
            Error::UnexpectedChar(sign) => unexpected(*sign),
            Error::UnderscoreAtBeginning | Error::FloatUnderscore => unexpected('_'),
            Error::UnclosedBlockComment => {
                Self::new("ron-comment-open").in_english("the comment that begins with /* does not end with */")
            }
            Error::UnclosedLineComment => Self::new("ron-end").in_english("the file ends inside a comment"),
            Error::TrailingCharacters => {
                Self::new("ron-more").in_english("more text follows behind the end of the data")
            }
            Error::Utf8Error(_) => not_utf8(),
            Error::ExceededRecursionLimit => {
                Self::new("ron-depth").in_english("too many brackets stand inside each other")
            }
            Error::InvalidValueForType { expected, found } => match (Kind::of(expected), literal(found)) {
                (Some(kind), Some(found)) => instead(found, kind),
                (Some(kind), None) => wanted(kind),
                (None, _) => other(&error.to_string()),
            },
            Error::ExpectedDifferentLength { found, .. } => Self::new("ron-length")
                .with("found", *found)
                .in_english(format!("another number of values is needed here than {found}")),
            Error::ExpectedDifferentStructName { expected, found } => choice(found, &[expected]),
            Error::NoSuchEnumVariant { expected, found, .. } => choice(found, expected),
            Error::NoSuchStructField { expected, found, .. } => field(found, expected),
            Error::MissingStructField { field, .. } => missing_field(field),
            Error::DuplicateStructField { field, .. } => Self::new("ron-field-twice")
                .with("field", *field)
                .in_english(format!("the field {field:?} stands here twice")),
            Error::InvalidIdentifier(name) | Error::SuggestRawIdentifier(name) => choice(name, &[]),
            Error::Message(message) if message == NO_CONFIDENCE => {
                Self::new("ron-confidence").in_english(NO_CONFIDENCE)
            }
            Error::Message(message) if message == NO_FINITE_NUMBER => {
                Self::new("ron-finite").in_english(NO_FINITE_NUMBER)
            }
            Error::Message(message) if message.ends_with(NO_DATE) => {
                let found = message.trim_end_matches(NO_DATE);
                Self::new("ron-date").with("found", found).in_english(format!("{found:?}{NO_DATE}"))
            }
            Error::Message(message) | Error::Io(message) => other(message),
            error => other(&error.to_string()),
        }
    }
}

/// Bytes that are not UTF-8.
pub(crate) fn not_utf8() -> Message {
    Message::new("ron-utf8").in_english("these bytes are not UTF-8; save the file as UTF-8")
}

/// A record without a required field.
pub(crate) fn missing_field(field: &str) -> Message {
    let english = format!("the field {field:?} is missing");
    Message::new("ron-field-missing").with("field", field).in_english(english)
}

/// The kinds of values that a position can require.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Character,
    Whole,
    Number,
    YesNo,
    List,
    Map,
    Record,
    Option,
    Name,
    Value,
    Span,
}

impl Kind {
    /// The kind described by serde's words.
    fn of(expected: &str) -> Option<Self> {
        let kinds: [(&[&str], Self); 9] = [
            (&["option"], Self::Option),
            (&["string", "str"], Self::Text),
            (&["char", "character"], Self::Character),
            (&["boolean", "bool"], Self::YesNo),
            (&["f32", "f64", "float", "number"], Self::Number),
            (&["integer", "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize"], Self::Whole),
            (&["sequence", "array", "list", "tuple"], Self::List),
            (&["map"], Self::Map),
            (&["struct", "fields", "record"], Self::Record),
        ];
        if expected.contains("(start, end)") {
            return Some(Self::Span);
        }
        let mut words = expected.split(|c: char| !c.is_ascii_alphanumeric());
        let has = |names: &[&str]| words.clone().any(|word| names.contains(&word));
        let found = kinds.into_iter().find(|(names, _)| has(names)).map(|(_, kind)| kind);
        found.or_else(|| words.any(|word| matches!(word, "enum" | "variant" | "identifier")).then_some(Self::Name))
    }

    fn message(self) -> Message {
        let (key, english) = match self {
            Self::Text => ("ron-kind-text", "a text in quotation marks"),
            Self::Character => ("ron-kind-character", "one character in apostrophes, such as '1'"),
            Self::Whole => ("ron-kind-whole", "a whole number"),
            Self::Number => ("ron-kind-number", "a number"),
            Self::YesNo => ("ron-kind-yes-no", "true or false"),
            Self::List => ("ron-kind-list", "a list in brackets, [ … ] or ( … )"),
            Self::Map => ("ron-kind-map", "names and values in curly brackets"),
            Self::Record => ("ron-kind-record", "fields in parentheses, ( … )"),
            Self::Option => ("ron-kind-option", "Some( … ) or None"),
            Self::Name => ("ron-kind-name", "a name without quotation marks"),
            Self::Value => ("ron-kind-value", "a value"),
            Self::Span => ("ron-kind-span", "two whole numbers, (start, end), or a list of such pairs"),
        };
        Message::new(key).in_english(english)
    }
}

fn missing(sign: &str) -> Message {
    Message::new("ron-missing").with("sign", sign).in_english(format!("{sign} is missing here"))
}

fn unexpected(sign: char) -> Message {
    let sign = if sign.is_control() { sign.escape_default().to_string() } else { sign.to_string() };
    Message::new("ron-unexpected").with("sign", sign.as_str()).in_english(format!("{sign} cannot stand here"))
}

fn wanted(kind: Kind) -> Message {
    let english = format!("expected here: {}", kind.message());
    Message::new("ron-wanted").with("wanted", kind.message()).in_english(english)
}

fn instead(found: &str, kind: Kind) -> Message {
    let english = format!("{found:?} stands here; expected: {}", kind.message());
    Message::new("ron-instead").with("found", found).with("wanted", kind.message()).in_english(english)
}

fn choice(found: &str, expected: &[&str]) -> Message {
    if expected.is_empty() {
        return Message::new("ron-unknown").with("found", found).in_english(format!("{found:?} is not known here"));
    }
    let english = format!("{found:?} is not known here; possible are {}", expected.join(", "));
    Message::new("ron-choice").with("found", found).with("choices", list(expected)).in_english(english)
}

fn field(found: &str, expected: &[&str]) -> Message {
    if expected.is_empty() {
        return Message::new("ron-no-field").with("field", found).in_english(format!("there is no field {found:?}"));
    }
    let english = format!("there is no field {found:?}; the fields are {}", expected.join(", "));
    Message::new("ron-field").with("field", found).with("fields", list(expected)).in_english(english)
}

fn other(message: &str) -> Message {
    let english = format!("this cannot be read; the reader of RON says: {message}");
    Message::new("ron-other").with("message", message).in_english(english)
}

fn list(names: &[&str]) -> Arg {
    Arg::List(names.iter().map(|name| (*name).into()).collect())
}

/// The value found in the file, extracted from serde's description: ``the integer `5` ``, `the string "x"`.
fn literal(found: &str) -> Option<&str> {
    ['`', '"'].into_iter().find_map(|quote| {
        let inside = found.split_once(quote)?.1.rsplit_once(quote)?.0;
        (!inside.is_empty()).then_some(inside)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::text::Localize as _;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "read only")]
    struct Sample {
        name: String,
        #[serde(default)]
        size: u8,
        #[serde(default)]
        scale: f32,
        #[serde(default)]
        is_on: bool,
        #[serde(default)]
        key: Option<char>,
        #[serde(default)]
        span: (u32, u32),
        #[serde(default)]
        list: Vec<String>,
        #[serde(default)]
        map: BTreeMap<String, u8>,
        #[serde(default)]
        status: Option<Status>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "read only")]
    enum Status {
        Accepted,
        Rejected,
    }

    #[test]
    fn what_people_mistype_is_said_without_the_words_of_the_parser() {
        let table = [
            ("", "ron-missing"),
            ("(name: \"a\"", "ron-end"),
            ("(\n    name: \"a\",\n    list: [\n\"b\"\n", "ron-end"),
            ("(name: \"a", "ron-text-open"),
            ("(name: a)", "ron-wanted"),
            ("(name: 5)", "ron-wanted"),
            ("(name \"a\")", "ron-missing"),
            ("(name: \"a\" size: 5)", "ron-missing"),
            ("(name: \"\\q\")", "ron-escape"),
            ("(name: \"a\", size: 500)", "ron-number-range"),
            ("(name: \"a\", size: x)", "ron-wanted"),
            ("(name: \"a\", is_on: 1)", "ron-wanted"),
            ("(name: \"a\", key: Some(\"12\"))", "ron-wanted"),
            ("(name: \"a\", span: (1))", "ron-length"),
            ("(name: \"a\", span: 1)", "ron-missing"),
            ("(name: \"a\", list: (1, 2))", "ron-missing"),
            ("(name: \"a\", map: [])", "ron-missing"),
            ("(name: \"a\", status: Some(Done))", "ron-choice"),
            ("(name: \"a\", colour: 1)", "ron-field"),
            ("(size: 5)", "ron-field-missing"),
            ("(name: \"a\", name: \"b\")", "ron-field-twice"),
            ("(name: \"a\") x", "ron-more"),
            ("(name: \"a\", /* size", "ron-comment-open"),
        ];
        for (text, key) in table {
            let error = ron::from_str::<Sample>(text).expect_err(text);
            let message = Message::of_ron(text, &error);
            assert_eq!(message.key(), key, "{text}: {}", error.code);
            assert!(!message.to_string().is_empty() && !message.to_string().contains("xpected opening"), "{message}");
        }
    }

    #[test]
    fn what_nobody_knows_is_still_a_sentence() {
        let message = Message::from(&Error::Message("labels of another article".to_owned()));
        assert_eq!(message.key(), "ron-other");
        assert_eq!(message.to_string(), "this cannot be read; the reader of RON says: labels of another article");
    }
}
