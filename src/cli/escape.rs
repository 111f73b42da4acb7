//! Makes characters visible that would otherwise steer the terminal or reorder the line.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write};

use crate::store;
use crate::text::excerpt::{self, beginning};

/// A text, such as a file name, in which control characters and those of the bidirectional algorithm are written as
/// `\u{202e}`: the name of a file from somebody else must not steer the terminal, begin a line of its own or show its
/// letters in another order.
pub(super) fn escape_controls(text: &str) -> Cow<'_, str> {
    escape(text, |escaped, c| escaped.extend(c.escape_default()))
}

/// The same in a JSON text, where such characters stand only in strings: other bytes, the same meaning.
pub(super) fn escape_json(json: &str) -> Cow<'_, str> {
    escape(json, |escaped, c| {
        // All of them are below U+FFFF, and writing to memory cannot fail.
        let _ = write!(escaped, "\\u{:04x}", u32::from(c));
    })
}

/// A text on one line, shortened to so many code points.
pub(super) fn one_line(text: &str, most: usize) -> String {
    beginning(&excerpt::one_line(text), most).into_owned()
}

/// Whether a character steers a terminal or the order of a line.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Standard output for long results; on a terminal, nothing in them steers it.
pub(super) fn standard_output() -> Box<dyn Write + Send> {
    let output = store::standard_output();
    if io::stdout().is_terminal() { Box::new(ForTerminal { output, line: Vec::new() }) } else { output }
}

/// Writes lines as [`escape_controls`] does; tabs stay.
struct ForTerminal<W> {
    output: W,
    /// What was written since the last end of a line.
    line: Vec<u8>,
}

impl<W: Write> ForTerminal<W> {
    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let mut parts = text.split('\t').map(escape_controls);
        parts.next().map_or(Ok(()), |first| self.output.write_all(first.as_bytes()))?;
        parts.try_for_each(|part| self.output.write_all(b"\t").and_then(|()| self.output.write_all(part.as_bytes())))
    }
}

impl<W: Write> Write for ForTerminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        let Some(end) = self.line.iter().rposition(|byte| *byte == b'\n') else { return Ok(bytes.len()) };
        let rest = self.line.split_off(end + 1);
        let whole = std::mem::replace(&mut self.line, rest);
        for line in String::from_utf8_lossy(&whole).split_terminator('\n') {
            self.write_text(line.strip_suffix('\r').unwrap_or(line))?;
            self.output.write_all(b"\n")?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // Half a character waits for its other half, and so does half an end of a line.
        let whole = self.line.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let end = whole.strip_suffix('\r').unwrap_or(whole).len();
        let rest = self.line.split_off(end);
        let begun = std::mem::replace(&mut self.line, rest);
        self.write_text(&String::from_utf8_lossy(&begun))?;
        self.output.flush()
    }
}

fn escape(text: &str, write: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_control(c) { write(&mut escaped, c) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_gets_keeps_its_lines_and_columns() {
        let text = "اسم,b\tc\r\n\u{1b}[2J\r\u{202e},د\nend";
        for most in 1..=text.len() {
            let mut output = Vec::new();
            let mut terminal = ForTerminal { output: &mut output, line: Vec::new() };
            for bytes in text.as_bytes().chunks(most) {
                terminal.write_all(bytes).and_then(|()| terminal.flush()).expect("written");
            }
            assert_eq!(String::from_utf8_lossy(&output), "اسم,b\tc\n\\u{1b}[2J\\r\\u{202e},د\nend", "{most}");
        }
    }

    #[test]
    fn names_keep_their_letters_and_lose_what_steers() {
        for (name, escaped, json) in [
            ("مقال عن ليبيا.txt", "مقال عن ليبيا.txt", "مقال عن ليبيا.txt"),
            ("می\u{200c}روم.txt", "می\u{200c}روم.txt", "می\u{200c}روم.txt"),
            ("a\u{1b}[31m", "a\\u{1b}[31m", "a\\u001b[31m"),
            ("a\nb\u{9b}", "a\\nb\\u{9b}", "a\\u000ab\\u009b"),
            ("\u{202e}txt\u{2066}", "\\u{202e}txt\\u{2066}", "\\u202etxt\\u2066"),
        ] {
            assert_eq!((escape_controls(name), escape_json(name)), (escaped.into(), json.into()));
        }
    }
}
