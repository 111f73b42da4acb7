//! Reads values as this program writes them: a deserializer of the plain part of RON, many times as fast as the whole
//! parser.
//!
//! Whatever is not plain is an error without a message: the whole parser then reads it, or says what is wrong with it. What
//! is accepted here, the whole parser accepts with the same result.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr2;
use ron::error::SpannedResult;
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

/// The name by which RON's raw values ask for the text of a value.
pub(super) const RAW_VALUE: &str = "$ron::private::RawValue";

/// The deepest brackets of a value that are read here without looking at it. The whole parser has a limit, too.
const DEEPEST: usize = 32;

/// The most digits of a number that are read here: any such number fits.
const MOST_DIGITS: usize = 18;

/// The value is left to the whole parser.
#[derive(Debug)]
pub(super) struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not written as this program writes it")
    }
}

impl std::error::Error for NotPlain {}

impl de::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, NotPlain>;

/// Reads a text: as this program writes it, or else by the whole parser.
pub(super) fn from_ron<'t, T: Deserialize<'t>>(text: &'t str) -> SpannedResult<T> {
    read_plain(text).map_or_else(|| ron::from_str(text), Ok)
}

/// Reads a text if all of it is plain.
pub(super) fn read_plain<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    let mut plain = Plain::new(text);
    let read = T::deserialize(&mut plain).ok()?;
    plain.skip_blanks();
    plain.peek().is_none().then_some(read)
}

/// A text that is being read.
pub(super) struct Plain<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Plain<'t> {
    /// Reads a text from its beginning.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes were read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest().bytes().take_while(u8::is_ascii_whitespace);
        self.at += blanks.take_while(|blank| *blank != b'\x0C').count();
    }

    fn has(&mut self, sign: u8) -> bool {
        let has = self.peek() == Some(sign);
        self.at += usize::from(has);
        has
    }

    fn expect(&mut self, sign: u8) -> Result<()> {
        if self.has(sign) { Ok(()) } else { Err(NotPlain) }
    }

    fn comma(&mut self) -> bool {
        self.skip_blanks();
        self.has(b',')
    }

    /// Letters of an identifier or digits, and the sign behind them.
    fn word(&mut self, is_part: impl Fn(u8) -> bool) -> (&'t str, Option<u8>) {
        let rest = self.rest();
        let word = &rest[..rest.bytes().take_while(|byte| is_part(*byte)).count()];
        self.at += word.len();
        (word, self.peek())
    }

    fn identifier(&mut self) -> Result<&'t str> {
        let (word, behind) = self.word(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_one = word.starts_with(|first: char| !first.is_ascii_digit());
        if is_one && behind.is_some_and(|sign| b":(,)]} \n\r".contains(&sign)) { Ok(word) } else { Err(NotPlain) }
    }

    /// Digits, with a point between them if this number has one.
    fn number(&mut self) -> Result<&'t str> {
        let start = self.at;
        let (digits, mut behind) = self.word(|byte| byte.is_ascii_digit());
        let mut is_one = !digits.is_empty();
        if behind == Some(b'.') {
            self.at += 1;
            let (digits, end) = self.word(|byte| byte.is_ascii_digit());
            (behind, is_one) = (end, is_one && !digits.is_empty());
        }
        let number = &self.text[start..self.at];
        let is_end = behind.is_some_and(|sign| b",)]} \n\r".contains(&sign));
        if is_one && is_end && number.len() <= MOST_DIGITS { Ok(number) } else { Err(NotPlain) }
    }

    fn parsed<N: std::str::FromStr>(&mut self) -> Result<N> {
        self.number()?.parse().ok().ok_or(NotPlain)
    }

    fn bool(&mut self) -> Result<bool> {
        match self.identifier()? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(NotPlain),
        }
    }

    fn string(&mut self) -> Result<Cow<'t, str>> {
        self.expect(b'"')?;
        let first = self.until_sign()?;
        if self.has(b'"') {
            return Ok(first.into());
        }
        let mut out = first.to_owned();
        while self.has(b'\\') {
            out.push(self.escaped()?);
            out.push_str(self.until_sign()?);
        }
        self.expect(b'"').map(|()| out.into())
    }

    /// Up to the next quotation mark or backslash.
    fn until_sign(&mut self) -> Result<&'t str> {
        let rest = self.rest();
        let len = memchr2(b'"', b'\\', rest.as_bytes()).ok_or(NotPlain)?;
        self.at += len;
        Ok(&rest[..len])
    }

    fn escaped(&mut self) -> Result<char> {
        let sign = self.peek().ok_or(NotPlain)?;
        self.at += 1;
        Ok(match sign {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'\\' | b'"' => sign.into(),
            b'u' => {
                self.expect(b'{')?;
                let (digits, _) = self.word(|byte| byte.is_ascii_hexdigit());
                self.expect(b'}')?;
                let number = if digits.len() <= 6 { u32::from_str_radix(digits, 16).ok() } else { None };
                number.and_then(char::from_u32).ok_or(NotPlain)?
            }
            _ => return Err(NotPlain),
        })
    }

    /// The text of a value.
    fn raw(&mut self) -> Result<&'t str> {
        let start = self.at;
        self.skip_value(0)?;
        Ok(&self.text[start..self.at])
    }

    /// Skips a value, inside so many brackets.
    fn skip_value(&mut self, depth: usize) -> Result<()> {
        match self.peek().filter(|_| depth < DEEPEST).ok_or(NotPlain)? {
            b'"' => self.string().map(drop),
            b'\'' => self.skip_char(),
            b'0'..=b'9' => self.number().map(drop),
            b'-' => {
                self.at += 1;
                self.number().map(drop)
            }
            b'[' => self.skip_all((b'[', b']'), |plain| plain.skip_value(depth + 1)),
            b'{' => self.skip_all((b'{', b'}'), |plain| {
                plain.skip_value(depth + 1)?;
                plain.skip_behind_name(depth)
            }),
            b'(' if self.rest()[1..].starts_with(|first: char| first.is_ascii_alphabetic()) => {
                self.skip_all((b'(', b')'), |plain| {
                    plain.identifier()?;
                    plain.skip_behind_name(depth)
                })
            }
            _ => {
                let name = self.identifier()?;
                let is_number = name.starts_with("inf") || name.starts_with("NaN");
                match self.peek() {
                    _ if is_number || matches!(name, "Some" | "None") => Err(NotPlain),
                    Some(b'(') if is_argument(&self.rest()[1..]) => {
                        self.skip_all((b'(', b')'), |plain| plain.skip_value(depth + 1))
                    }
                    Some(b'(') => Err(NotPlain),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Skips the value of a field.
    fn skip_behind_name(&mut self, depth: usize) -> Result<()> {
        self.expect(b':')?;
        self.skip_blanks();
        self.skip_value(depth + 1)
    }

    fn skip_all(&mut self, brackets: (u8, u8), mut skip: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.inside(brackets, |mut parts| {
            while parts.has_next()? {
                skip(parts.plain)?;
                parts.had_comma = parts.plain.comma();
            }
            Ok(())
        })
    }

    fn skip_char(&mut self) -> Result<()> {
        let sign = self.rest()[1..].chars().next().filter(|sign| !matches!(sign, '\\' | '\'' | '\n' | '\r'));
        self.at += 1 + sign.ok_or(NotPlain)?.len_utf8();
        self.expect(b'\'')
    }

    /// What is inside brackets.
    fn inside<V>(&mut self, (open, end): (u8, u8), visit: impl FnOnce(Parts<'_, 't>) -> Result<V>) -> Result<V> {
        self.expect(open)?;
        let value = visit(Parts { plain: self, end, had_comma: true })?;
        self.skip_blanks();
        self.expect(end)?;
        Ok(value)
    }

    fn visit_string<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn visit_tuple<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value> {
        self.inside((b'(', b')'), |parts| visitor.visit_seq(parts))
    }

    fn visit_seq<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value> {
        self.inside((b'[', b']'), |parts| visitor.visit_seq(parts))
    }
}

/// Whether what a variant holds is a text, a list, a number, or true or false.
fn is_argument(inside: &str) -> bool {
    inside.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '"' | '[' | '-'))
        || inside.starts_with("true)")
        || inside.starts_with("false)")
}

/// What this program's records do not hold.
macro_rules! not_plain {
    ($($method:ident($($more:ty),*))*) => {
        $(fn $method<V: Visitor<'t>>(self, $(_: $more,)* _: V) -> Result<V::Value> {
            Err(NotPlain)
        })*
    };
}

impl<'t> Deserializer<'t> for &mut Plain<'t> {
    type Error = NotPlain;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.peek().ok_or(NotPlain)? {
            b'"' => self.visit_string(visitor),
            b'0'..=b'9' => match self.number()? {
                number if number.contains('.') => visitor.visit_f64(number.parse().ok().ok_or(NotPlain)?),
                number => visitor.visit_u64(number.parse().ok().ok_or(NotPlain)?),
            },
            b'[' => self.visit_seq(visitor),
            b'(' => {
                let first = self.rest()[1..].trim_ascii_start().bytes().next();
                if first.is_some_and(|first| first.is_ascii_digit()) {
                    self.visit_tuple(visitor)
                } else {
                    Err(NotPlain)
                }
            }
            _ => Err(NotPlain),
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_bool(self.bool()?)
    }

    fn deserialize_u32<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_u32(self.parsed()?)
    }

    fn deserialize_u64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_u64(self.parsed()?)
    }

    fn deserialize_f64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_f64(self.parsed()?)
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.visit_string(visitor)
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.visit_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_borrowed_str(self.identifier()?)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.visit_seq(visitor)
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.visit_tuple(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.inside((b'{', b'}'), |parts| visitor.visit_map(parts))
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.inside((b'(', b')'), |parts| visitor.visit_map(parts))
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, name: &'static str, visitor: V) -> Result<V::Value> {
        if name == RAW_VALUE { visitor.visit_borrowed_str(self.raw()?) } else { Err(NotPlain) }
    }

    not_plain! {
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_u8() deserialize_u16()
        deserialize_f32() deserialize_char() deserialize_bytes() deserialize_byte_buf() deserialize_option()
        deserialize_unit() deserialize_unit_struct(&'static str) deserialize_tuple_struct(&'static str, usize)
        deserialize_ignored_any()
    }
}

/// The values inside brackets.
struct Parts<'p, 't> {
    plain: &'p mut Plain<'t>,
    end: u8,
    had_comma: bool,
}

impl<'t> Parts<'_, 't> {
    fn has_next(&mut self) -> Result<bool> {
        self.plain.skip_blanks();
        match self.plain.peek() {
            Some(sign) if sign == self.end => Ok(false),
            Some(_) if self.had_comma => Ok(true),
            _ => Err(NotPlain),
        }
    }

    fn value<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value> {
        self.plain.skip_blanks();
        let value = seed.deserialize(&mut *self.plain)?;
        self.had_comma = self.plain.comma();
        Ok(value)
    }
}

impl<'t> SeqAccess<'t> for Parts<'_, 't> {
    type Error = NotPlain;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.has_next()? { self.value(seed).map(Some) } else { Ok(None) }
    }
}

impl<'t> MapAccess<'t> for Parts<'_, 't> {
    type Error = NotPlain;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.has_next()? { seed.deserialize(&mut *self.plain).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value> {
        self.plain.expect(b':')?;
        self.value(seed)
    }
}

impl<'t> EnumAccess<'t> for &mut Plain<'t> {
    type Error = NotPlain;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self)> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'t> VariantAccess<'t> for &mut Plain<'t> {
    type Error = NotPlain;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value> {
        self.expect(b'(')?;
        self.skip_blanks();
        let value = seed.deserialize(&mut *self)?;
        self.comma();
        self.skip_blanks();
        self.expect(b')')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, _: V) -> Result<V::Value> {
        Err(NotPlain)
    }

    fn struct_variant<V: Visitor<'t>>(self, _: &'static [&'static str], _: V) -> Result<V::Value> {
        Err(NotPlain)
    }
}
