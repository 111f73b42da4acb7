//! Decodes a page: byte order mark, what the server or the mail said, what the page says, and last a guess. What is said is
//! often wrong on old Arabic pages (`iso-8859-1` or `iso-8859-6` for windows-1256) and loses against words that can be read.

use memchr::{memchr, memmem};

use crate::document::decode::{Decoded, decode, decode_as};
use crate::document::encoding::{Charset, Encoding};
use crate::document::error::DocumentError;
use crate::document::guess::{guess, guess_wide, sample_of};
use crate::document::likeness;

/// How far into a page its encoding is looked for, in bytes. Browsers look at 1024; old pages say it later.
const HEAD_BYTES: usize = 4096;
/// By how much a page must read more like Arabic than in the encoding that is said.
const MORE_LIKE: f64 = 0.15;
/// How much a page must read like Arabic in a guessed encoding to be taken for it.
const LIKE: f64 = 0.3;

/// Decodes a page. `said` is what came with it, outside it.
pub(super) fn decode_page(
    bytes: Vec<u8>,
    said: Option<&str>,
    choice: Option<Encoding>,
) -> Result<Decoded, DocumentError> {
    let encoding = choice.or_else(|| {
        let is_known = Charset::of_mark(&bytes).is_some() || guess_wide(&bytes).is_some();
        let told = if is_known { None } else { said.and_then(encoding_of).or_else(|| declared(&bytes)) };
        told.filter(|told| is_right(&bytes, *told))
    });
    decode(bytes, encoding)
}

/// Whether an encoding that is said can be that of these bytes.
fn is_right(bytes: &[u8], told: Encoding) -> bool {
    if bytes.is_ascii() || told == Encoding::UTF_8 && simdutf8::basic::from_utf8(bytes).is_ok() {
        return true;
    }
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        // No other encoding is valid UTF-8 by chance.
        return false;
    }
    let found = guess(bytes);
    if found == told {
        return true;
    }
    let sample = sample_of(bytes);
    let ((as_told, bad_as_told), (as_found, bad_as_found)) = (read(told, sample), read(found, sample));
    let likeness = likeness::of_arabic(&as_found);
    if likeness >= LIKE && likeness > likeness::of_arabic(&as_told) + MORE_LIKE {
        return false;
    }
    let beyond_ascii = sample.iter().filter(|byte| !byte.is_ascii()).count() as u64;
    bad_as_told * 50 <= beyond_ascii || bad_as_told <= bad_as_found
}

fn read(encoding: Encoding, sample: &[u8]) -> (String, u64) {
    let (text, undecodable) = decode_as(encoding, sample, 0);
    (text, undecodable.map_or(0, |undecodable| undecodable.bytes))
}

/// The encoding that a page says it is in: `<meta charset=…>`, `<meta … content="text/html; charset=…">`, `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at..)?;
        if rest.starts_with(b"<!--") {
            rest = rest.get(memmem::find(rest, b"-->")?..)?;
            continue;
        }
        let tag = rest.get(..memchr(b'>', rest).unwrap_or(rest.len()))?;
        let field: &[u8] = if tag.starts_with(b"<?xml") { b"encoding" } else { b"charset" };
        if tag.starts_with(b"<meta") || tag.starts_with(b"<?xml") {
            let said = memmem::find(tag, field).and_then(|at| label(tag.get(at + field.len()..)?));
            if let Some(encoding) = said.and_then(encoding_of) {
                // Such a page cannot say so in a byte for each letter.
                let is_wide = encoding.charset().unit().0 > 1;
                return Some(if is_wide { Encoding::UTF_8 } else { encoding });
            }
        }
        rest = rest.get(1..)?;
    }
    None
}

/// The value behind the name of a field.
fn label(rest: &[u8]) -> Option<&str> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
    let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let len = rest.iter().position(|byte| !is_in(byte)).unwrap_or(rest.len());
    std::str::from_utf8(rest.get(..len)?).ok()
}

fn encoding_of(label: &str) -> Option<Encoding> {
    let web = encoding_rs::Encoding::for_label_no_replacement(label.trim().as_bytes());
    web.map(Encoding::from).or_else(|| label.parse().ok())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_6, WINDOWS_1255, WINDOWS_1256};

    use super::*;

    const ARABIC: &str = "أعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل، وقال متحدث إن المدينة آمنة؟";

    #[test]
    fn what_is_said_counts_unless_it_is_wrong() {
        let page = |said: &str, encoding: &'static encoding_rs::Encoding, text: &str| {
            encoding.encode(&format!("<html><head>{said}</head><body>{text}")).0.into_owned()
        };
        let http = |said: &str| format!("<META http-equiv='Content-Type' content='text/html; charset={said}'>");
        let hebrew = "ראש הממשלה נפגש היום עם שר הביטחון בירושלים";
        for (name, bytes, outside, wanted) in [
            ("said by nobody", page("", WINDOWS_1256, ARABIC), None, "windows-1256"),
            ("right", page("<meta charset=windows-1256>", WINDOWS_1256, ARABIC), None, "windows-1256"),
            ("Latin", page(&http("iso-8859-1"), WINDOWS_1256, ARABIC), None, "windows-1256"),
            ("other Arabic", page(&http("iso-8859-6"), WINDOWS_1256, ARABIC), None, "windows-1256"),
            ("and the other way", page(&http("windows-1256"), ISO_8859_6, ARABIC), None, "ISO-8859-6"),
            ("is UTF-8", page("<meta charset='windows-1256'>", encoding_rs::UTF_8, ARABIC), None, "UTF-8"),
            ("is not UTF-8", page("<meta charset=utf-8>", WINDOWS_1256, ARABIC), None, "windows-1256"),
            (
                "outside",
                page("<meta charset=windows-1256>", WINDOWS_1255, hebrew),
                Some("windows-1255"),
                "windows-1255",
            ),
            ("outside is wrong", page("", WINDOWS_1256, ARABIC), Some("UTF-8"), "windows-1256"),
            ("Hebrew", page(&http("windows-1255"), WINDOWS_1255, hebrew), None, "windows-1255"),
            ("XML", page("<?xml version='1.0' encoding='windows-1256'?>", WINDOWS_1256, ARABIC), None, "windows-1256"),
            ("no page", page("<!-- <meta charset=koi8-r> -->", WINDOWS_1256, ARABIC), None, "windows-1256"),
        ] {
            let decoded = decode_page(bytes, outside, None).unwrap();
            assert_eq!(decoded.decoding.encoding.name(), wanted, "{name}");
            assert_eq!(decoded.decoding.undecodable, None, "{name}");
        }
        let bytes = page("<meta charset=windows-1256>", WINDOWS_1256, ARABIC);
        let chosen = decode_page(bytes, Some("utf-8"), Some(ISO_8859_6.into())).unwrap();
        assert_eq!(chosen.decoding.encoding, ISO_8859_6.into());
    }
}
