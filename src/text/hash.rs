//! The hashes of words and of what is made of them. All but those of the running program's own tables are kept in files:
//! the lexicon's table and the model's fit these functions, and others would not be found there.

/// An odd number whose bits are as if thrown: the golden ratio, in 64 and in 32 bits.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
const GOLDEN_32: u32 = 0x9E37_79B1;

/// Of a folded word. The lexicon's table is built by one program and read by another.
pub const fn word(word: &[u8]) -> u32 {
    let mut state = GOLDEN ^ word.len() as u64;
    let mut rest = word;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        state = mix(state, *eight);
        rest = behind;
    }
    if !rest.is_empty() {
        let mut last = [0_u8; 8];
        let mut i = 0;
        while i < rest.len() {
            last[i] = rest[i];
            i += 1;
        }
        state = mix(state, last);
    }
    (state ^ (state >> 32)) as u32
}

const fn mix(state: u64, eight: [u8; 8]) -> u64 {
    let state = (state ^ u64::from_le_bytes(eight)).wrapping_mul(GOLDEN);
    state ^ state >> 29
}

/// Of some bytes: others have another one. Kept in the lexicon's table.
pub fn content(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let state = eights.iter().fold(bytes.len() as u64, |state, eight| mix(state, *eight));
    rest.iter().fold(state, |state, byte| mix(state, [*byte; 8]))
}

/// Of a small number and two others; the first one says what the others are. Kept in the model's file.
#[inline]
pub fn three(first: u32, a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) | (u64::from(b) << 32)) ^ (u64::from(first) << 48).wrapping_add(u64::from(first));
    let mixed = mixed.wrapping_mul(GOLDEN);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 32) as u32
}

/// Of a hash in another order, of so many bits; see [`word`]. Kept in the model's file.
pub fn again(hash: u32, bits: u32) -> u32 {
    hash.wrapping_mul(GOLDEN_32) >> (32 - bits)
}

/// Of some numbers, one after the other, beginning with 0; the upper bits are the best.
pub fn next(state: u64, number: u32) -> u64 {
    (state.rotate_left(5) ^ u64::from(number)).wrapping_mul(GOLDEN)
}

/// Of letters.
pub fn letters(letters: impl IntoIterator<Item = char>) -> u64 {
    let step = |state: u64, letter: char| (state ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3);
    letters.into_iter().fold(0xCBF2_9CE4_8422_2325, step)
}

/// Of a mixed number, for a table whose size is a power of two.
#[inline]
pub fn place(mixed: u64) -> usize {
    let mixed = mixed.wrapping_mul(GOLDEN);
    (mixed ^ (mixed >> 32)) as usize
}

/// Of a small number and another, in a table of the running program.
pub fn two(first: u32, value: u32) -> u32 {
    (value ^ first << 24).wrapping_mul(0x85EB_CA6B).rotate_left(13).wrapping_mul(0xC2B2_AE35)
}
