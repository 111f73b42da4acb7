//! The cues of a file: when something is said, by whom, and what.

use std::borrow::Cow;
use std::rc::Rc;

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    SubRip,
    WebVtt,
}

impl Format {
    /// The format of a decoded text.
    pub(super) fn of(text: &str) -> Self {
        let rest = text.trim_start_matches('\u{feff}').strip_prefix("WEBVTT");
        let is_vtt = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
        if is_vtt { Self::WebVtt } else { Self::SubRip }
    }

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SubRip => "SRT",
            Self::WebVtt => "VTT",
        }
    }
}

/// What is shown at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    /// In milliseconds.
    pub(super) start: u32,
    /// In milliseconds, not before the start.
    pub(super) end: u32,
    /// Its lines, with the name of who speaks if the file tells it.
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) voice: Option<Rc<str>>,
    pub(super) text: String,
}

/// A cue of more lines is told in parts.
const MOST_LINES: usize = 4096;

/// Tells all cues in the order of the file.
pub(super) fn cues(text: &str, mut tell: impl FnMut(Cue)) {
    let format = Format::of(text);
    // What is recognised as it is spoken rolls up: every cue shows the last line of the one before it again.
    let rolls = format == Format::WebVtt && text.contains("<c>");
    let mut last = Cue::default();
    let mut raw: Vec<&str> = Vec::new();
    let mut open: Option<(u32, u32)> = None;
    let mut count = 0_usize;
    let mut finish = |times: Option<(u32, u32)>, raw: &mut Vec<&str>, is_followed: bool| {
        let Some((start, end)) = times else {
            raw.clear();
            return;
        };
        count += 1;
        if format == Format::WebVtt {
            // An empty line ends a cue, one of spaces does not; what follows is a note, or the name of the next cue.
            raw.truncate(raw.iter().position(|line| line.is_empty()).unwrap_or(raw.len()));
        } else if is_followed {
            drop_number(raw, count + 1);
        }
        let mut cue = Cue { start, end: end.max(start), lines: lines(raw, format) };
        raw.clear();
        if rolls {
            let whole = cue.clone();
            cue.lines.drain(..repeated(&last, &cue));
            last = whole;
        }
        tell(cue);
    };
    for line in text.split('\n').flat_map(|line| line.trim_end_matches('\r').split('\r')) {
        if let Some(times) = times(line) {
            finish(open.take(), &mut raw, true);
            open = Some(times);
        } else if open.is_some() && !(is_blank(line) && raw.last().is_some_and(|last| is_blank(last))) {
            raw.push(line);
            // Nobody reads so much at once: somebody wants to fill the memory.
            if raw.len() >= MOST_LINES {
                finish(open, &mut raw, false);
            }
        }
    }
    finish(open, &mut raw, false);
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Takes away the number of the next cue from the end of the lines of a cue.
fn drop_number(raw: &mut Vec<&str>, next: usize) {
    while raw.last().is_some_and(|line| line.trim().is_empty()) {
        raw.pop();
    }
    let Some((last, before)) = raw.split_last() else { return };
    let number: Option<usize> = last.trim().parse().ok();
    let stands_apart = before.last().is_none_or(|line| line.trim().is_empty());
    if number.is_some_and(|number| stands_apart || number == next) {
        raw.pop();
    }
}

/// The most lines that roll up.
const ROLLING_LINES: usize = 8;

/// How many lines at the beginning of a cue were at the end of the last one.
fn repeated(last: &Cue, cue: &Cue) -> usize {
    const SOON_MS: u32 = 100;
    if cue.start > last.end.saturating_add(SOON_MS) {
        return 0;
    }
    let most = last.lines.len().min(cue.lines.len()).min(ROLLING_LINES);
    let is_repeated = |count: &usize| last.lines.ends_with(cue.lines.get(..*count).unwrap_or_default());
    (1..=most).rev().find(is_repeated).unwrap_or(0)
}

/// The times of a cue, in milliseconds, if this line tells them.
pub(super) fn times(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((milliseconds(start)?, milliseconds(end)?))
}

/// `[hours:]minutes:seconds[,milliseconds]`, with a comma or a point.
fn milliseconds(time: &str) -> Option<u32> {
    let time = time.trim_matches(|c: char| !c.is_ascii_digit());
    let (whole, fraction) = time.split_once([',', '.']).unwrap_or((time, ""));
    let mut sum = 0_u32;
    let mut parts = 0;
    for part in whole.split(':') {
        sum = sum.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
        parts += 1;
    }
    if !(2..=3).contains(&parts) {
        return None;
    }
    // `,5` is half a second.
    let fraction: String = fraction.trim().chars().chain("000".chars()).take(3).collect();
    sum.checked_mul(1000)?.checked_add(fraction.parse().ok()?)
}

/// The lines of a cue without what is only for the eye.
fn lines(raw: &[&str], format: Format) -> Vec<Line> {
    let mut voice: Option<Rc<str>> = None;
    let plain = raw.iter().flat_map(|line| line.split("\\N")).filter_map(|line| {
        let text = plain(line, format, &mut voice);
        let text = squeezed(&text);
        (!text.is_empty()).then(|| Line { voice: voice.clone(), text })
    });
    plain.collect()
}

/// Without spaces around it, and with one where there are several.
fn squeezed(text: &str) -> String {
    let words = text.split([' ', '\t']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A line without tags; a tag with a name changes who speaks.
fn plain(line: &str, format: Format, voice: &mut Option<Rc<str>>) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let mark = Mark::of(from, format);
        match &mark {
            Some(Mark::Voice(name, _)) => *voice = Some(squeezed(name)).filter(|name| !name.is_empty()).map(Rc::from),
            Some(Mark::Letter(letter, _)) => text.push_str(letter),
            Some(Mark::Tag(_)) => {}
            None => text.push_str(from.get(..1).unwrap_or_default()),
        }
        let len = match mark {
            Some(Mark::Voice(_, len) | Mark::Letter(_, len) | Mark::Tag(len)) => len,
            None => 1,
        };
        rest = from.get(len..).unwrap_or_default();
    }
    text.push_str(rest);
    without_embeddings(text)
}

/// Something in a line that is not shown as it is, and its length in bytes.
enum Mark {
    Voice(String, usize),
    Letter(Cow<'static, str>, usize),
    Tag(usize),
}

/// The longest tag, in bytes.
const TAG_BYTES: usize = 256;

impl Mark {
    fn of(from: &str, format: Format) -> Option<Self> {
        let close = match from.as_bytes().first()? {
            b'<' => b'>',
            b'{' => b'}',
            _ => b';',
        };
        let end = from.bytes().take(TAG_BYTES).position(|byte| byte == close)?;
        let (inside, len) = (from.get(1..end)?, end + 1);
        match close {
            b'>' => {
                let name = inside.trim_start_matches('/');
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                let is_tag = matches!(
                    name.to_ascii_lowercase().as_str(),
                    "i" | "b"
                        | "u"
                        | "s"
                        | "c"
                        | "v"
                        | "font"
                        | "span"
                        | "ruby"
                        | "rt"
                        | "lang"
                        | "br"
                        | "em"
                        | "strong"
                );
                // `<v.loud Name>`; in a SubRip file it has no meaning.
                if name == "v" && !inside.starts_with('/') && format == Format::WebVtt {
                    let name = inside.split_once([' ', '\t']).map_or("", |(_, name)| name);
                    return Some(Self::Voice(unescaped(name), len));
                }
                let is_time = inside.starts_with(|c: char| c.is_ascii_digit()) && milliseconds(inside).is_some();
                (is_tag || is_time).then_some(Self::Tag(len))
            }
            b'}' => {
                // `{\an8}` of Advanced SubStation, `{y:i}` of MicroDVD.
                let is_style = inside.get(..2).is_some_and(|start| start.ends_with(':') && !start.starts_with(' '));
                (inside.starts_with('\\') || is_style).then_some(Self::Tag(len))
            }
            _ if format == Format::WebVtt => letter(inside).map(|letter| Self::Letter(letter, len)),
            _ => None,
        }
    }
}

/// What a reference to a character stands for.
fn letter(name: &str) -> Option<Cow<'static, str>> {
    Some(Cow::Borrowed(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "lrm" => "\u{200e}",
        "rlm" => "\u{200f}",
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            return char::from_u32(code).map(|letter| Cow::Owned(letter.to_string()));
        }
    }))
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Embeddings make players show lines from right to left; a text that is read as text does not need them.
fn without_embeddings(text: String) -> String {
    let has_overrides = text.contains(['\u{202d}', '\u{202e}']);
    if has_overrides || !text.contains(['\u{202a}', '\u{202b}', '\u{202c}']) {
        return text;
    }
    text.replace(['\u{202a}', '\u{202b}', '\u{202c}'], "")
}
