//! What a hostile file does to whoever unpacks it, found before it is.

use std::io::Read as _;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use rayon::prelude::*;

use super::super::super::error::DocumentError;
use super::inline_images::InlineImages;
use super::mended::Mended;

/// The name for messages.
pub(super) const NAME: &str = "PDF";

/// The most that one stream of a file is unpacked to, if it is no picture: in bytes, and in times of the file and in bytes
/// beside. Fonts reach some 20 MiB. It is unpacked into a buffer that may have twice the room.
const STREAM_BYTES: u64 = 96 << 20;
const STREAM_TIMES: u64 = 10;
const STREAM_BYTES_BESIDE: u64 = 16 << 20;
/// The most that all of them are, in times of the file and in bytes beside.
const TIMES: u64 = 60;
const BYTES: u64 = 64 << 20;
/// The most that all streams are long together, from their keywords to the next end of one, in the same; and all strings.
const TIMES_READ: u64 = 8;
const BYTES_READ: u64 = 8 << 20;
/// How far before its stream a dictionary begins.
const DICT_BYTES: usize = 2048;
/// The most dictionaries that are open in a file at one place. What is packed looks like some tens of them.
const OPEN_DICTS: usize = 1024;

/// Whether streams become so long that they fill the memory. Encrypted ones cannot be looked into.
///
/// All of the file is looked through before anything of it is read, so it is done by all threads.
pub(super) fn check_streams(bytes: &[u8]) -> Result<(), DocumentError> {
    let len = bytes.len() as u64;
    let most = len.saturating_mul(TIMES).saturating_add(BYTES);
    let most_of_one = len.saturating_mul(STREAM_TIMES).saturating_add(STREAM_BYTES_BESIDE).min(STREAM_BYTES);
    let all = AtomicU64::new(0);
    let places: Vec<u32> = memchr::memmem::find_iter(bytes, b"stream").map(|at| at as u32).collect();
    check_ends(bytes, &places)?;
    let check = |buffer: &mut Vec<u8>, at: &u32| check_stream(bytes, *at as usize, buffer, most_of_one, (&all, most));
    places.par_iter().try_for_each_init(|| vec![0; 1 << 16], check)
}

/// Whether dictionaries have ends. Of a file without a table of its objects, a reader that looks for them goes from each
/// dictionary that has none into hundreds of the next ones.
pub(super) fn check_dicts(bytes: &[u8]) -> Result<(), DocumentError> {
    let (mut open, mut read) = (0_usize, 0);
    for at in memchr::memchr2_iter(b'<', b'>', bytes) {
        let is_pair = at >= read && bytes.get(at + 1) == bytes.get(at);
        if !is_pair {
            continue;
        }
        read = at + 2;
        open = if bytes[at] == b'<' { open + 1 } else { open.saturating_sub(1) };
        if open > OPEN_DICTS {
            return Err(DocumentError::Damaged { kind: NAME, what: "its structure" });
        }
    }
    Ok(())
}

/// Whether the strings of objects and the lines of comments have ends. A reader that looks for objects goes from each one
/// that has none to the end of the file.
pub(super) fn check_strings(bytes: &[u8]) -> Result<(), DocumentError> {
    let most = (bytes.len() as u64).saturating_mul(TIMES_READ).saturating_add(BYTES_READ);
    let mut all = comments_len(bytes, most);
    let too_long = DocumentError::Damaged { kind: NAME, what: "its structure" };
    if all > most {
        return Err(too_long);
    }
    let mut objects = memchr::memmem::find_iter(bytes, b" obj").peekable();
    while let Some(start) = objects.next() {
        let next = objects.peek().copied().unwrap_or(bytes.len());
        let object = &bytes[start..next];
        let end = start + memchr::memmem::find(object, b"stream").unwrap_or(object.len());
        let mut at = start;
        while let Some(open) = bytes.get(at..end).and_then(|rest| memchr::memchr(b'(', rest)) {
            let len = string_len(&bytes[at + open..]);
            at += open + len;
            all += len as u64;
            if all > most {
                return Err(too_long);
            }
        }
    }
    Ok(())
}

/// How long all comments outside of streams are together, in bytes, each from its own sign: one may be in another. Not
/// counted further than to `most`.
fn comments_len(bytes: &[u8], most: u64) -> u64 {
    let (mut all, mut at, mut line_end) = (0, 0, 0);
    let last_end = memchr::memmem::rfind(bytes, b"endstream").unwrap_or(0);
    while let Some(found) = memchr::memchr2(b'%', b's', bytes.get(at..).unwrap_or_default()) {
        let start = at + found;
        at = start + 1;
        if bytes[start] == b'%' {
            if line_end <= start {
                line_end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |len| start + len);
            }
            all += (line_end - start) as u64;
            if all > most {
                break;
            }
        } else if start < last_end && bytes[start..].starts_with(b"stream") && !bytes[..start].ends_with(b"end") {
            at = memchr::memmem::find(&bytes[start..], b"endstream").map_or(at, |len| start + len + b"endstream".len());
        }
    }
    all
}

/// How long the string is that begins here, in bytes: to the bracket that closes it, or to the end of the file.
fn string_len(bytes: &[u8]) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(found) = memchr::memchr3(b'(', b')', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        match bytes[at] {
            b'(' => open += 1,
            b')' if open == 1 => return at + 1,
            b')' => open -= 1,
            _ => at += 1,
        }
        at += 1;
    }
    bytes.len()
}

/// Whether streams have ends. A reader that does not find the end of one tries to unpack all of the rest of the file.
fn check_ends(bytes: &[u8], places: &[u32]) -> Result<(), DocumentError> {
    let most = (bytes.len() as u64).saturating_mul(TIMES_READ).saturating_add(BYTES_READ);
    let (mut end, mut all) = (0, 0);
    for at in places.iter().map(|at| *at as usize) {
        if !is_stream(bytes, at) {
            continue;
        }
        if end <= at {
            end = memchr::memmem::find(&bytes[at..], b"endstream").map_or(bytes.len(), |len| at + len);
        }
        all += (end - at) as u64;
        if all > most {
            return Err(DocumentError::Damaged { kind: NAME, what: "its structure" });
        }
    }
    Ok(())
}

/// Whether a keyword stands behind a dictionary.
fn is_stream(bytes: &[u8], at: usize) -> bool {
    bytes[..at].trim_ascii_end().ends_with(b">>")
}

/// Looks into the stream whose keyword is there, and adds its length to that of all.
fn check_stream(
    bytes: &[u8],
    at: usize,
    buffer: &mut [u8],
    most_of_one: u64,
    (all, most): (&AtomicU64, u64),
) -> Result<(), DocumentError> {
    let Some(data) = bytes.get(at + 6..).filter(|_| !bytes[..at].ends_with(b"end")) else { return Ok(()) };
    let dict = &bytes[at.saturating_sub(DICT_BYTES)..at];
    let dict = &dict[memchr::memmem::rfind(dict, b" obj").unwrap_or(0)..];
    let has = |word| memchr::memmem::find(dict, word).is_some();
    if has(b"/Image") && !has(b"/Form") {
        return Ok(());
    }
    let packings = ["Flate", "LZW", "/Fl"].iter().map(|word| memchr::memmem::find_iter(dict, word.as_bytes()).count());
    if packings.sum::<usize>() > 3 {
        return Err(too_much(most_of_one));
    }
    let mut images = InlineImages::default();
    let for_ever = DocumentError::Damaged { kind: NAME, what: "its pages" };
    if !has(b"Flate") && !has(b"/Fl") {
        if !is_stream(bytes, at) {
            return Ok(());
        }
        let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
        return if images.take(&data[..end]) { Ok(()) } else { Err(for_ever) };
    }
    let mut decoder = ZlibDecoder::new(data.trim_ascii_start()).take(most_of_one + 1);
    let mut len = 0;
    while let Ok(read @ 1..) = decoder.read(buffer) {
        len += read as u64;
        if len > most_of_one || all.fetch_add(read as u64, Ordering::Relaxed) + read as u64 > most {
            return Err(too_much(most_of_one.min(most)));
        }
        if !images.take(&buffer[..read]) {
            return Err(for_ever);
        }
    }
    Ok(())
}

/// Whether the widths of fonts are told for more codes than there are: each would be kept. What is wrong with other
/// fonts is mended.
pub(super) fn check_fonts(pdf: &Pdf) -> Result<Mended, DocumentError> {
    let mut mended = Mended::default();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        mended.look(&dict);
        let descendants = dict.get::<Array<'_>>(b"DescendantFonts");
        let inner = descendants.iter().flat_map(|fonts| fonts.iter::<Dict<'_>>());
        for font in inner.chain([dict.clone()]) {
            for key in [b"W".as_slice(), b"W2"] {
                if font.get::<Array<'_>>(key).is_some_and(|widths| !are_widths(&widths)) {
                    return Err(DocumentError::Damaged { kind: NAME, what: "widths of a font" });
                }
            }
        }
    }
    Ok(mended)
}

/// Codes have two bytes.
fn are_widths(widths: &Array<'_>) -> bool {
    widths.raw_iter().all(|item| match item {
        MaybeRef::NotRef(Object::Number(number)) => number.as_f64() <= 65_536.0,
        _ => true,
    })
}

fn too_much(limit: u64) -> DocumentError {
    DocumentError::TooMuch { kind: NAME, what: "bytes", limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_without_ends_are_no_files() {
        assert!(check_dicts("4 0 obj <</A <</B <41>>> >> endobj ".repeat(10_000).as_bytes()).is_ok());
        assert!(check_dicts("4 0 obj <</A[".repeat(10_000).as_bytes()).is_err());
    }

    #[test]
    fn strings_without_ends_are_no_files() {
        for sound in ["4 0 obj (a\\)(b)) endobj ", "4 0 obj <</A (x)/B[(y)]>> stream ((( endstream endobj "] {
            assert!(check_strings(sound.repeat(10_000).as_bytes()).is_ok(), "{sound}");
        }
        assert!(check_strings("4 0 obj (a".repeat(10_000).as_bytes()).is_err());
        assert!(check_strings(b"4 0 obj (\\").is_ok());
        assert!(check_strings("4 0 obj % a\n".repeat(10_000).as_bytes()).is_ok());
        assert!(check_strings("4 0 obj % a".repeat(10_000).as_bytes()).is_err());
        assert!(check_strings(format!("4 0 obj <<>>\nstream {} endstream", "0%".repeat(10_000)).as_bytes()).is_ok());
    }

    #[test]
    fn a_stream_does_not_fill_the_memory() {
        let file = |len: usize| {
            let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packed, &vec![b' '; len]).unwrap();
            let packed = packed.finish().unwrap();
            [b"4 0 obj <</Filter/FlateDecode>> stream\n".as_slice(), &packed, b"\nendstream"].concat()
        };
        assert!(check_streams(&file(10 << 20)).is_ok());
        assert!(matches!(check_streams(&file(30 << 20)), Err(DocumentError::TooMuch { .. })));
    }

    #[test]
    fn streams_without_ends_are_no_files() {
        let stream = "4 0 obj <</Filter/FlateDecode>> stream\n0123456789 endobj ";
        let file = format!("{}endstream", stream.repeat(100));
        assert!(check_streams(file.as_bytes()).is_ok(), "the rest is short");
        let file = stream.repeat(3000) + &" ".repeat(1 << 16);
        assert!(check_streams(file.as_bytes()).is_err());
        let file = format!("{stream}endstream").repeat(3000);
        assert!(check_streams(file.as_bytes()).is_ok());
    }
}
