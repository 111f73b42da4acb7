//! What a hostile file does to whoever unpacks it, found before it is.

use std::io::Read as _;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use rayon::prelude::*;

use super::super::super::error::DocumentError;
use super::mended::Mended;

/// The name for messages.
pub(super) const NAME: &str = "PDF";

/// The most that one stream of a file is unpacked to, in bytes, if it is no picture. Fonts reach some 20 MiB.
const STREAM_BYTES: u64 = 96 << 20;
/// The most that all of them are, in times of the file and in bytes beside.
const TIMES: u64 = 60;
const BYTES: u64 = 64 << 20;
/// How far before its stream a dictionary begins.
const DICT_BYTES: usize = 2048;

/// Whether streams become so long that they fill the memory. Encrypted ones cannot be looked into.
///
/// All of the file is looked through before anything of it is read, so it is done by all threads.
pub(super) fn check_streams(bytes: &[u8]) -> Result<(), DocumentError> {
    let most = (bytes.len() as u64).saturating_mul(TIMES).saturating_add(BYTES);
    let all = AtomicU64::new(0);
    let places: Vec<u32> = memchr::memmem::find_iter(bytes, b"stream").map(|at| at as u32).collect();
    let check = |buffer: &mut Vec<u8>, at: &u32| check_stream(bytes, *at as usize, buffer, (&all, most));
    places.par_iter().try_for_each_init(|| vec![0; 1 << 16], check)
}

/// Looks into the stream whose keyword is there, and adds its length to that of all.
fn check_stream(
    bytes: &[u8],
    at: usize,
    buffer: &mut [u8],
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
        return Err(too_much(STREAM_BYTES));
    }
    if !has(b"Flate") && !has(b"/Fl") {
        return Ok(());
    }
    let mut decoder = ZlibDecoder::new(data.trim_ascii_start()).take(STREAM_BYTES + 1);
    let mut len = 0;
    while let Ok(read @ 1..) = decoder.read(buffer) {
        len += read as u64;
        if len > STREAM_BYTES || all.fetch_add(read as u64, Ordering::Relaxed) + read as u64 > most {
            return Err(too_much(STREAM_BYTES.min(most)));
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
