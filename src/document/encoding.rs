//! The encodings of a file, by name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs::DecoderResult;
use thiserror::Error;

use super::code_pages::{DOS_437, DOS_720, DOS_850, DOS_864, MAC_ARABIC, UpperHalf};

/// The mapping from bytes to characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// A charset supported by browsers.
    Web(&'static encoding_rs::Encoding),
    /// A code page of DOS or Mac OS.
    CodePage(CodePage),
    /// UTF-32, least or most significant byte first.
    Utf32 {
        /// Whether the most significant byte comes first.
        big: bool,
    },
}

/// A code page of DOS or Mac OS: one byte per character, ASCII below 0x80.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// Arabic DOS.
    Dos720,
    /// Arabic DOS, with a byte for each shape of a letter.
    Dos864,
    /// Arabic Mac OS.
    MacArabic,
    /// Persian Mac OS: the Arabic code page with Persian digits.
    MacFarsi,
    /// English DOS.
    Dos437,
    /// Western European DOS.
    Dos850,
}

impl CodePage {
    const ALL: [Self; 6] = [Self::Dos720, Self::Dos864, Self::MacArabic, Self::MacFarsi, Self::Dos437, Self::Dos850];

    fn name(self) -> &'static str {
        match self {
            Self::Dos720 => "CP720",
            Self::Dos864 => "CP864",
            Self::MacArabic => "MacArabic",
            Self::MacFarsi => "MacFarsi",
            Self::Dos437 => "CP437",
            Self::Dos850 => "CP850",
        }
    }

    fn upper_half(self) -> &'static UpperHalf {
        match self {
            Self::Dos720 => &DOS_720,
            Self::Dos864 => &DOS_864,
            Self::MacArabic | Self::MacFarsi => &MAC_ARABIC,
            Self::Dos437 => &DOS_437,
            Self::Dos850 => &DOS_850,
        }
    }

    /// The character of a byte, if it has one.
    fn char_of(self, byte: u8) -> Option<char> {
        match (self, byte) {
            // The only character below 0x80 that differs from ASCII.
            (Self::Dos864, b'%') => Some('\u{66a}'),
            (Self::MacFarsi, 0xb0..=0xb9) => char::from_u32(0x6f0 + u32::from(byte - 0xb0)),
            (_, 0..=0x7f) => Some(char::from(byte)),
            _ => char::from_u32(self.upper_half()[usize::from(byte - 0x80)].into()).filter(|c| *c != '\0'),
        }
    }
}

/// A sequence of bytes that could not be decoded; one U+FFFD takes its place.
pub(super) struct Malformed {
    /// The first of them.
    pub(super) at: usize,
    /// How many.
    pub(super) len: u64,
}

/// How much is decoded in one go, in bytes.
const DECODED_AT_ONCE: usize = 8 << 10;

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Web(encoding_rs::UTF_8);
    /// UTF-16, least significant byte first.
    pub(crate) const UTF_16LE: Self = Self::Web(encoding_rs::UTF_16LE);
    /// UTF-16, most significant byte first.
    pub(crate) const UTF_16BE: Self = Self::Web(encoding_rs::UTF_16BE);
    /// Windows' Arabic code page.
    pub const WINDOWS_1256: Self = Self::Web(encoding_rs::WINDOWS_1256);
    /// The ISO standard for Arabic.
    pub const ISO_8859_6: Self = Self::Web(encoding_rs::ISO_8859_6);
    /// Arabic DOS.
    pub(crate) const DOS_720: Self = Self::CodePage(CodePage::Dos720);
    /// Arabic DOS, with a byte for each shape of a letter.
    pub(crate) const DOS_864: Self = Self::CodePage(CodePage::Dos864);
    /// Arabic Mac OS.
    pub(crate) const MAC_ARABIC: Self = Self::CodePage(CodePage::MacArabic);

    /// Charsets used for Arabic, the likelier ones first.
    pub(crate) const ARABIC: [Self; 9] = [
        Self::UTF_8,
        Self::WINDOWS_1256,
        Self::ISO_8859_6,
        Self::DOS_720,
        Self::DOS_864,
        Self::MAC_ARABIC,
        Self::CodePage(CodePage::MacFarsi),
        Self::UTF_16LE,
        Self::UTF_16BE,
    ];

    /// Charsets used for other languages.
    pub(crate) const OTHERS: [Self; 30] = [
        Self::Web(encoding_rs::WINDOWS_1255),
        Self::Web(encoding_rs::ISO_8859_8),
        Self::Web(encoding_rs::ISO_8859_8_I),
        Self::Web(encoding_rs::WINDOWS_1252),
        Self::Web(encoding_rs::MACINTOSH),
        Self::CodePage(CodePage::Dos850),
        Self::CodePage(CodePage::Dos437),
        Self::Web(encoding_rs::WINDOWS_1250),
        Self::Web(encoding_rs::ISO_8859_2),
        Self::Web(encoding_rs::WINDOWS_1251),
        Self::Web(encoding_rs::KOI8_R),
        Self::Web(encoding_rs::ISO_8859_5),
        Self::Web(encoding_rs::IBM866),
        Self::Web(encoding_rs::X_MAC_CYRILLIC),
        Self::Web(encoding_rs::WINDOWS_1253),
        Self::Web(encoding_rs::ISO_8859_7),
        Self::Web(encoding_rs::WINDOWS_1254),
        Self::Web(encoding_rs::WINDOWS_1257),
        Self::Web(encoding_rs::WINDOWS_1258),
        Self::Web(encoding_rs::ISO_8859_15),
        Self::Web(encoding_rs::WINDOWS_874),
        Self::Web(encoding_rs::GB18030),
        Self::Web(encoding_rs::BIG5),
        Self::Web(encoding_rs::SHIFT_JIS),
        Self::Web(encoding_rs::EUC_JP),
        Self::Web(encoding_rs::ISO_2022_JP),
        Self::Web(encoding_rs::EUC_KR),
        Self::Web(encoding_rs::KOI8_U),
        Self::Utf32 { big: false },
        Self::Utf32 { big: true },
    ];

    /// Its name: `UTF-8`, `windows-1256`, `CP720`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::CodePage(page) => page.name(),
            Self::Utf32 { big: false } => "UTF-32LE",
            Self::Utf32 { big: true } => "UTF-32BE",
        }
    }

    /// Length of the smallest unit in bytes, and whether its first byte is the most significant.
    pub(super) fn unit(self) -> (usize, bool) {
        match self {
            Self::Utf32 { big } => (4, big),
            _ if self == Self::UTF_16LE => (2, false),
            _ if self == Self::UTF_16BE => (2, true),
            _ => (1, false),
        }
    }

    /// The charset named by a byte order mark at the beginning, and the mark's length in bytes.
    pub(super) fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        // UTF-32's mark begins with UTF-16's; a UTF-16 text does not begin with a zero.
        if bytes.len().is_multiple_of(4) && bytes.len() > 4 {
            if bytes.starts_with(b"\xff\xfe\0\0") {
                return Some((Self::Utf32 { big: false }, 4));
            }
            if bytes.starts_with(b"\0\0\xfe\xff") {
                return Some((Self::Utf32 { big: true }, 4));
            }
        }
        encoding_rs::Encoding::for_bom(bytes).map(|(encoding, len)| (Self::Web(encoding), len))
    }

    /// Appends the decoded bytes to `text`, with U+FFFD for those that cannot be decoded, and reports each of these.
    pub(super) fn decode_to(self, bytes: &[u8], text: &mut String, mut malformed: impl FnMut(Malformed)) {
        match self {
            Self::Web(encoding) => {
                let mut decoder = encoding.new_decoder_without_bom_handling();
                let mut at = 0;
                text.reserve(bytes.len() * 2);
                // Not into the text itself: all room behind it would be cleared again after each malformed byte.
                let mut piece = "\0".repeat(bytes.len().saturating_mul(3).clamp(16, DECODED_AT_ONCE));
                loop {
                    let (result, read, len) = decoder.decode_to_str_without_replacement(&bytes[at..], &mut piece, true);
                    at += read;
                    text.push_str(&piece[..len]);
                    match result {
                        DecoderResult::InputEmpty => break,
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(bad, after) => {
                            text.push('\u{fffd}');
                            let at = at.saturating_sub(usize::from(bad) + usize::from(after));
                            malformed(Malformed { at, len: bad.into() });
                        }
                    }
                }
            }
            Self::CodePage(page) => {
                text.reserve(bytes.len() * 2);
                for (at, byte) in bytes.iter().enumerate() {
                    text.push(page.char_of(*byte).unwrap_or_else(|| {
                        malformed(Malformed { at, len: 1 });
                        '\u{fffd}'
                    }));
                }
            }
            Self::Utf32 { big } => {
                text.reserve(bytes.len() / 2);
                for (number, unit) in bytes.chunks(4).enumerate() {
                    let code = match <[u8; 4]>::try_from(unit) {
                        Ok(unit) if big => char::from_u32(u32::from_be_bytes(unit)),
                        Ok(unit) => char::from_u32(u32::from_le_bytes(unit)),
                        Err(_) => None,
                    };
                    text.push(code.unwrap_or_else(|| {
                        malformed(Malformed { at: number * 4, len: unit.len() as u64 });
                        '\u{fffd}'
                    }));
                }
            }
        }
    }

    /// The characters of all 256 bytes, for a charset of one byte per character.
    pub(super) fn bytes(self) -> Option<[Option<char>; 256]> {
        let is_single = match self {
            Self::Web(encoding) => encoding.is_single_byte(),
            Self::CodePage(_) => true,
            Self::Utf32 { .. } => false,
        };
        is_single.then(|| {
            std::array::from_fn(|byte| {
                let mut text = String::new();
                let mut is_fine = true;
                self.decode_to(&[byte as u8], &mut text, |_| is_fine = false);
                text.chars().next().filter(|_| is_fine)
            })
        })
    }
}

impl From<&'static encoding_rs::Encoding> for Charset {
    fn from(encoding: &'static encoding_rs::Encoding) -> Self {
        Self::Web(encoding)
    }
}

impl FromStr for Charset {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        /// A name in the form used for comparison: `Mac-Arabic`, `x-mac-arabic` and `MacArabic` are the same.
        fn plain(name: &str) -> String {
            let name = name.trim().to_ascii_lowercase();
            name.strip_prefix("x-").unwrap_or(&name).replace(['-', '_', ' ', '.'], "")
        }
        let wanted = plain(name);
        let known = Self::ARABIC.into_iter().chain(Self::OTHERS).find(|known| plain(known.name()) == wanted);
        let page = || {
            let digits = wanted.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let is_dos = matches!(&wanted[..wanted.len() - digits.len()], "" | "cp" | "ibm" | "dos");
            let page = CodePage::ALL.into_iter().find(|page| page.name().strip_prefix("CP") == Some(digits));
            page.filter(|_| is_dos).map(Self::CodePage)
        };
        let label = || {
            let encoding = encoding_rs::Encoding::for_label_no_replacement(name.trim().as_bytes())?;
            (encoding != encoding_rs::X_USER_DEFINED).then_some(Self::Web(encoding))
        };
        let unknown = || UnknownEncoding { name: name.trim().to_owned() };
        known.or_else(page).or_else(label).ok_or_else(unknown)
    }
}

/// An unknown encoding's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no encoding {name:?}; there are {}", names())]
pub struct UnknownEncoding {
    name: String,
}

fn names() -> String {
    let names: Vec<&str> = Charset::ARABIC.into_iter().chain(Charset::OTHERS).map(Charset::name).collect();
    format!(
        "{}; and a chain such as UTF-8:windows-1252:UTF-8, for a text that was read as the second and stored as the first",
        names.join(", ")
    )
}

/// A text that was read in a wrong encoding and then saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misreading {
    /// The charset in which its bytes were read.
    pub taken_for: Charset,
    /// The charset in which they were written.
    pub really: Charset,
}

/// How many wrong readings in a row can be undone.
pub(super) const MISREADINGS: usize = 2;

/// How to read a file's bytes: in a charset, and, if somebody saved the text after reading it wrongly, with the steps
/// that undo this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    charset: Charset,
    misreadings: [Option<Misreading>; MISREADINGS],
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self { charset: Charset::UTF_8, misreadings: [None; MISREADINGS] };

    /// The charset of the file itself.
    pub(crate) fn charset(self) -> Charset {
        self.charset
    }

    /// The wrong readings to undo, in that order.
    pub(crate) fn misreadings(self) -> impl Iterator<Item = Misreading> {
        self.misreadings.into_iter().flatten()
    }

    /// This encoding with one more wrong reading to undo; `None` when there would be too many.
    #[must_use]
    pub(crate) fn undoing(mut self, misreading: Misreading) -> Option<Self> {
        *self.misreadings.iter_mut().find(|place| place.is_none())? = Some(misreading);
        Some(self)
    }

    /// Its name: `UTF-8`, `windows-1256`, or a chain, `UTF-8:windows-1252:UTF-8`.
    pub fn name(self) -> Cow<'static, str> {
        if self.misreadings().next().is_none() {
            return Cow::Borrowed(self.charset.name());
        }
        let steps = self.misreadings().map(|step| format!(":{}:{}", step.taken_for.name(), step.really.name()));
        Cow::Owned(format!("{}{}", self.charset.name(), steps.collect::<String>()))
    }
}

impl From<Charset> for Encoding {
    fn from(charset: Charset) -> Self {
        Self { charset, misreadings: [None; MISREADINGS] }
    }
}

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(encoding: &'static encoding_rs::Encoding) -> Self {
        Charset::from(encoding).into()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        let mut parts = name.split(':');
        let mut encoding = Self::from(parts.next().unwrap_or_default().parse::<Charset>()?);
        while let Some(taken_for) = parts.next() {
            let unknown = || UnknownEncoding { name: name.to_owned() };
            let taken_for: Charset = taken_for.parse()?;
            let really = parts.next().ok_or_else(unknown)?.parse()?;
            if taken_for.bytes().is_none() {
                return Err(unknown());
            }
            encoding = encoding.undoing(Misreading { taken_for, really }).ok_or_else(unknown)?;
        }
        Ok(encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_of_the_code_pages_is_what_others_make_of_it() {
        let rows = include_str!("../../tests/encoding/code_pages.txt");
        let pages = [
            ("DOS_720", CodePage::Dos720),
            ("DOS_864", CodePage::Dos864),
            ("MAC_ARABIC", CodePage::MacArabic),
            ("DOS_437", CodePage::Dos437),
            ("DOS_850", CodePage::Dos850),
        ];
        let (mut page, mut checked) = (None, 0);
        for row in rows.lines() {
            if let Some((_, named)) = pages.iter().find(|(name, _)| *name == row) {
                page = Some(*named);
                continue;
            }
            let mut cells = row.split(' ').map(|cell| u32::from_str_radix(cell, 16).unwrap());
            let first = cells.next().unwrap() as u8;
            for (byte, code) in (first..=first + 15).zip(cells) {
                let wanted = char::from_u32(code).filter(|c| *c != '\u{fffd}');
                assert_eq!(page.unwrap().char_of(byte), wanted, "{page:?} {byte:x}");
                checked += 1;
            }
        }
        assert_eq!(checked, 5 * 128);
        assert_eq!(CodePage::MacFarsi.char_of(0xb1), Some('۱'));
        assert_eq!(CodePage::Dos864.char_of(b'%'), Some('٪'));
    }

    #[test]
    fn names_are_read_in_all_usual_spellings() {
        let table = [
            ("utf-8", "UTF-8"),
            ("UTF8", "UTF-8"),
            ("utf-16", "UTF-16LE"),
            ("utf-16le", "UTF-16LE"),
            ("utf_32be", "UTF-32BE"),
            ("windows-1256", "windows-1256"),
            ("CP1256", "windows-1256"),
            ("windows1256", "windows-1256"),
            ("iso-8859-6", "ISO-8859-6"),
            ("iso8859_6", "ISO-8859-6"),
            ("arabic", "ISO-8859-6"),
            ("cp720", "CP720"),
            ("IBM720", "CP720"),
            ("720", "CP720"),
            ("dos-864", "CP864"),
            ("mac-arabic", "MacArabic"),
            ("x-mac-arabic", "MacArabic"),
            ("MacFarsi", "MacFarsi"),
            ("latin1", "windows-1252"),
            ("koi8-u", "KOI8-U"),
            ("gbk", "GBK"),
            ("utf-8:cp1252:utf-8", "UTF-8:windows-1252:UTF-8"),
            ("utf-8:cp1252:utf-8:cp1252:utf-8", "UTF-8:windows-1252:UTF-8:windows-1252:UTF-8"),
        ];
        for (name, wanted) in table {
            let encoding: Encoding = name.parse().unwrap();
            assert_eq!(encoding.name(), wanted, "{name}");
            assert_eq!(encoding.name().parse::<Encoding>().as_ref(), Ok(&encoding), "{name}");
        }
        for name in
            ["", "utf-9", "cp999", "utf-8:", "utf-8:cp1252", "utf-8:utf-8:utf-8", "replacement", "x-user-defined"]
        {
            let error = name.parse::<Encoding>().unwrap_err().to_string();
            assert!(error.contains("windows-1256") && error.contains("CP720"), "{name}: {error}");
        }
        for charset in Charset::ARABIC.into_iter().chain(Charset::OTHERS) {
            assert_eq!(charset.name().parse(), Ok(charset));
        }
    }
}
