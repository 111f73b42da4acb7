//! Where things stand in a RON text: its tokens, and what is inside its brackets. What they mean is serde's to say.

use std::ops::Range;

use memchr::memchr2;

/// What a stretch of a RON text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    Comma,
    Colon,
    /// To the end of the line, or between `/*` and `*/`.
    Comment,
    /// A text or a character, with its quotation marks.
    Literal,
    /// A name or a number.
    Word,
}

/// The tokens of a text from a byte on, with their bytes. Of a text that is no RON it gives something, and ends.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn from(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let rest = rest.trim_start_matches(is_blank);
        let start = self.text.len() - rest.len();
        let (token, len) = match *rest.as_bytes().first()? {
            b'(' | b'[' | b'{' => (Token::Open, 1),
            b')' | b']' | b'}' => (Token::Close, 1),
            b',' => (Token::Comma, 1),
            b':' => (Token::Colon, 1),
            b'/' if rest.starts_with("//") => (Token::Comment, rest.find('\n').unwrap_or(rest.len())),
            b'/' if rest.starts_with("/*") => (Token::Comment, block_comment_len(rest)),
            b'"' => (Token::Literal, quoted_len(rest, 1, b'"')),
            b'\'' => match character_len(rest) {
                Some(len) => (Token::Literal, len),
                None => (Token::Word, 1),
            },
            b'b' if rest.starts_with("b\"") => (Token::Literal, quoted_len(rest, 2, b'"')),
            b'b' if rest.starts_with("b'") => (Token::Literal, quoted_len(rest, 2, b'\'')),
            b'r' | b'b' if raw_len(rest).is_some() => (Token::Literal, raw_len(rest).unwrap_or(1)),
            _ => (Token::Word, word_len(rest)),
        };
        self.at = start + len;
        Some((token, start..self.at))
    }
}

/// What RON takes for white space.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}')
}

fn word_len(rest: &str) -> usize {
    let is_end = |c: char| is_blank(c) || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '"' | '\'' | '/');
    let first = rest.chars().next().map_or(1, char::len_utf8);
    first + rest[first..].find(is_end).unwrap_or(rest.len() - first)
}

/// Block comments stand inside each other.
fn block_comment_len(rest: &str) -> usize {
    let (mut depth, mut at) = (1, 2);
    while depth > 0 {
        let Some(next) = rest[at..].find(['/', '*']).map(|next| at + next) else { return rest.len() };
        at = match &rest.as_bytes()[next..] {
            [b'/', b'*', ..] => {
                depth += 1;
                next + 2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                next + 2
            }
            _ => next + 1,
        };
    }
    at
}

/// Bytes of a quotation that begins behind so many bytes.
fn quoted_len(rest: &str, from: usize, quote: u8) -> usize {
    let mut at = from;
    while let Some(len) = memchr2(quote, b'\\', &rest.as_bytes()[at..]) {
        let sign = at + len;
        if rest.as_bytes()[sign] == quote {
            return sign + 1;
        }
        let Some(escaped) = rest[sign + 1..].chars().next() else { break };
        at = sign + 1 + escaped.len_utf8();
    }
    rest.len()
}

/// Bytes of a character in apostrophes.
fn character_len(rest: &str) -> Option<usize> {
    let mut inside = rest.char_indices().skip(1);
    match inside.next()? {
        (_, '\\') => {
            let (escaped, c) = inside.next()?;
            let behind = escaped + c.len_utf8();
            Some(behind + rest[behind..].find('\'')? + 1).filter(|len| *len <= "'\\u{10FFFF}'".len())
        }
        (at, c) => rest[at + c.len_utf8()..].starts_with('\'').then(|| at + c.len_utf8() + 1),
    }
}

/// Bytes of a raw text, `r#"…"#`.
fn raw_len(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let begin = rest.len() - inside.len() + hashes;
    let end = format!("\"{}", "#".repeat(hashes));
    rest[begin..].strip_prefix('"')?.find(&end).map(|at| begin + 1 + at + end.len())
}

/// A value inside brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its name, or its key in a map.
    pub(super) name: Option<Range<usize>>,
    /// The value, without comments around it.
    pub(super) value: Range<usize>,
}

impl Item {
    /// With its name.
    pub(super) fn range(&self) -> Range<usize> {
        self.name.as_ref().map_or(self.value.start, |name| name.start)..self.value.end
    }
}

/// The values inside the first brackets of a text from a byte on, and where these brackets close.
pub(super) fn items(text: &str, from: usize) -> (Vec<Item>, usize) {
    let mut tokens = Tokens::from(text, from);
    let mut items = Vec::new();
    if !tokens.any(|(token, _)| token == Token::Open) {
        return (items, text.len());
    }
    let (mut depth, mut name, mut value) = (0_usize, None, None::<Range<usize>>);
    for (token, range) in tokens {
        let is_end = depth == 0 && matches!(token, Token::Comma | Token::Close);
        match token {
            Token::Comment => continue,
            Token::Colon if depth == 0 => name = value.take(),
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if is_end {
            items.extend(value.take().map(|value| Item { name: name.take(), value }));
            if token == Token::Close {
                return (items, range.start);
            }
        } else if !(token == Token::Colon && depth == 0) {
            value = Some(value.map_or(range.start, |value| value.start)..range.end);
        }
    }
    (items, text.len())
}

/// Where the first brackets of a text open.
pub(super) fn first_open(text: &str) -> usize {
    Tokens::from(text, 0).find(|(token, _)| *token == Token::Open).map_or(text.len(), |(_, range)| range.start)
}

/// Where in a record a field stands, or what is inside it: each step of the path is the name of a field, a key of a map, the
/// id of a record in a list, or the number of a value in one. What is not there stands where that would be which it
/// is missing in.
pub(super) fn place_of(record: &str, path: &[&str]) -> usize {
    let (mut from, mut place) = (0, 0);
    for step in path {
        let inside = items(record, from).0;
        let is_meant = |(number, item): &(usize, &Item)| match &item.name {
            Some(name) => unquoted(&record[name.clone()]) == *step,
            None => {
                number.to_string() == *step || text_field(&record[item.value.clone()], "id").as_deref() == Some(*step)
            }
        };
        let Some((_, item)) = inside.iter().enumerate().find(is_meant) else { break };
        (from, place) = (item.value.start, item.range().start);
    }
    place
}

fn unquoted(name: &str) -> String {
    if name.starts_with('"') { ron::from_str(name).unwrap_or_default() } else { name.to_owned() }
}

/// The RON text of a field of a record that may be wrong elsewhere.
pub(super) fn field<'r>(record: &'r str, name: &str) -> Option<&'r str> {
    let all = items(record, 0).0;
    let found = all.into_iter().find(|item| item.name.as_ref().is_some_and(|known| &record[known.clone()] == name))?;
    Some(&record[found.value])
}

/// As [`field`], of one that holds a text.
pub(super) fn text_field(record: &str, name: &str) -> Option<String> {
    ron::from_str(field(record, name)?).ok()
}

/// The comments of a text.
pub(super) fn comments(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // Texts hold addresses, and most files hold no comment: few are walked through.
    let may_have = text.contains("//") || text.contains("/*");
    let tokens = may_have.then(|| Tokens::from(text, 0)).into_iter().flatten();
    tokens.filter(|(token, _)| *token == Token::Comment).map(|(_, range)| range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_inside_texts_and_comments_are_no_signs() {
        let text = "(a: \"x // \\\" ( \", /* [ /* { */ */ b: 'c', c: '\\'', d: r#\"\"(\"#, // e: 1,\n f: Some((1, 2)), 'g': {\"h,\": 3})";
        let (all, end) = items(text, 0);
        let told: Vec<_> =
            all.iter().map(|item| (item.name.clone().map(|name| &text[name]), &text[item.value.clone()])).collect();
        let expected = [
            (Some("a"), "\"x // \\\" ( \""),
            (Some("b"), "'c'"),
            (Some("c"), "'\\''"),
            (Some("d"), "r#\"\"(\"#"),
            (Some("f"), "Some((1, 2))"),
            (Some("'g'"), "{\"h,\": 3}"),
        ];
        assert_eq!(told, expected);
        assert_eq!(end, text.len() - 1);
        let found: Vec<_> = comments(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["/* [ /* { */ */", "// e: 1,"]);
    }

    #[test]
    fn what_is_inside_a_record_has_a_place() {
        let record =
            "(id: \"x\", attributes: [(id: \"a\"), (type: Number, id: \"b\", choices: [(id: \"c\")])], m: {\"k\": 1})";
        for (path, place) in [
            (vec!["attributes"], "attributes"),
            (vec!["attributes", "b"], "(type"),
            (vec!["attributes", "b", "type"], "type"),
            (vec!["attributes", "b", "choices", "c"], "(id: \"c\""),
            (vec!["attributes", "0"], "(id: \"a\""),
            (vec!["attributes", "b", "nothing"], "(type"),
            (vec!["m", "k"], "\"k\""),
            (vec!["nothing"], "("),
        ] {
            assert!(record[place_of(record, &path)..].starts_with(place), "{path:?}");
        }
        assert_eq!(text_field("(a: 7, id: \"A\\\"1\", b: ]", "id").as_deref(), Some("A\"1"));
        assert_eq!(text_field("(a: 7)", "id"), None);
    }

    #[test]
    fn no_text_is_too_odd() {
        let signs = ["(", "\"", "'", "\\", "/", "*", "r#", "b'", "]", ",", ":", "س", "\n", "\u{200f}", "'\\u{"];
        for a in signs {
            for b in signs {
                for c in signs {
                    let text = format!("{a}{b}{c}");
                    let mut behind = 0;
                    for (_, range) in Tokens::from(&text, 0) {
                        assert!(range.start >= behind && range.end > range.start && text.get(range.clone()).is_some());
                        behind = range.end;
                    }
                    place_of(&text, &["x", "0"]);
                }
            }
        }
    }
}
