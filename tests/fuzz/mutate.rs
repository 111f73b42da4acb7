//! Makes inputs that nobody meant well out of good ones, by chance of a number: the same number gives the same input.

use crate::fault_disk::Chance;

/// What readers trip over.
const WORDS: [&[u8]; 40] = [
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"'",
    b",",
    b":",
    b"/*",
    b"*/",
    b"//",
    b"r#\"",
    b"\\u{110000}",
    b"\\",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\xff",
    b"\xf5HWJ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"4294967295",
    b"18446744073709551616",
    b"0x",
    b"Some(",
    b"None",
    b"version",
    b"id",
    b"\n<<<<<<< a\n",
    b"\n=======\n",
    b"\n>>>>>>> b\n",
    "ـ\u{64e}\u{200d}".as_bytes(),
];
/// Inputs longer than this are rare: they cost time.
const USUAL: usize = 16 << 10;
/// One input in so many is long.
const LONG_ONE_IN: usize = 500;
/// The length of a long one, in bytes.
const LONG: usize = 256 << 10;

fn word(chance: &mut Chance) -> &'static [u8] {
    WORDS[chance.below(WORDS.len())]
}

/// Changes one of the good inputs a few times.
pub(crate) fn input(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d);
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(6) {
        change(&mut bytes, seeds, &mut chance);
    }
    let is_long = chance.below(LONG_ONE_IN) == 0;
    if is_long {
        lengthen(&mut bytes, &mut chance);
    } else if bytes.len() > USUAL && seeds.iter().all(|seed| seed.len() <= USUAL) {
        bytes.truncate(USUAL);
    }
    bytes
}

/// A piece of the bytes, mostly a short one.
fn piece(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let start = chance.below(bytes.len() + 1);
    let most = [4, 40, 400, usize::MAX][chance.below(4)].min(bytes.len() - start);
    start..start + chance.below(most + 1)
}

/// The line around a place, with its end.
fn line(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let at = chance.below(bytes.len().max(1)).min(bytes.len());
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
    start..end
}

/// A token: a run of letters and digits, or a single sign.
fn token(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let at = chance.below(bytes.len().max(1)).min(bytes.len());
    let start = bytes[..at].iter().rposition(|byte| !is_word(byte)).map_or(0, |at| at + 1);
    let end = bytes[at..].iter().position(|byte| !is_word(byte)).map_or(bytes.len(), |end| at + end);
    start..end.max((start + 1).min(bytes.len()))
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    match chance.below(14) {
        0 | 1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        2 if at < bytes.len() => bytes[at] = chance.next() as u8,
        3 | 4 => drop(bytes.splice(at..at, word(chance).iter().copied())),
        5 => drop(bytes.drain(piece(bytes, chance))),
        6 => {
            let twice = bytes[piece(bytes, chance)].to_owned();
            bytes.splice(at..at, twice);
        }
        7 => {
            let other = &seeds[chance.below(seeds.len())];
            let theirs = other[piece(other, chance)].to_owned();
            let ours = piece(bytes, chance);
            bytes.splice(ours, theirs);
        }
        8 => {
            let here = token(bytes, chance);
            let other = bytes[token(bytes, chance)].to_owned();
            bytes.splice(here, other);
        }
        9 => {
            let range = line(bytes, chance);
            let twice = bytes[range.clone()].to_owned();
            bytes.splice(range.start..range.start, twice);
        }
        10 => {
            let range = line(bytes, chance);
            let moved: Vec<u8> = bytes.drain(range).collect();
            let to = line(bytes, chance).start;
            bytes.splice(to..to, moved);
        }
        11 => {
            // Nested deeply.
            let word = word(chance);
            let times = [3, 30, 300, 3000][chance.below(4)];
            bytes.splice(at..at, word.repeat(times));
        }
        12 => bytes.truncate(at),
        _ => {
            let here = token(bytes, chance);
            bytes.splice(here, word(chance).iter().copied());
        }
    }
}

/// The same over and over: a piece, a line or a token.
fn lengthen(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let range = match chance.below(3) {
        0 => piece(bytes, chance),
        1 => line(bytes, chance),
        _ => token(bytes, chance),
    };
    let again = bytes[range.clone()].to_owned();
    if !again.is_empty() {
        let times = chance.below(LONG) / again.len();
        bytes.splice(range, again.repeat(times));
    }
}
