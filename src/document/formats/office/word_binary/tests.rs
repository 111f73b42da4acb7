use super::super::doc::KIND;
use super::super::testing::{deletions, marked, read};
use super::*;
use crate::document::Remark;

const SECTOR: usize = 512;

/// A compound file with these streams, all in long sectors.
fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut next = vec![0xffff_fffd_u32, 0xffff_fffe];
    let mut directory = Vec::new();
    let mut sectors = Vec::new();
    let entries = [("Root Entry", 5_u8, 0xffff_fffe, 0)].into_iter();
    let mut entries: Vec<(&str, u8, u32, usize)> = entries.collect();
    for (name, content) in streams {
        entries.push((name, 2, next.len() as u32, content.len()));
        let count = content.len().div_ceil(SECTOR);
        next.extend((1..count).map(|more| (next.len() + more) as u32).collect::<Vec<_>>());
        next.push(0xffff_fffe);
        sectors.extend(content);
        sectors.resize(sectors.len().next_multiple_of(SECTOR), 0);
    }
    for (index, (name, kind, start, len)) in entries.iter().enumerate() {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let name_len = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(name_len.to_le_bytes());
        entry.extend([*kind, 1]);
        // Each entry is to the right of the one before it.
        let right = if index > 0 && index + 1 < entries.len() { index as u32 + 1 } else { u32::MAX };
        let child = if index == 0 { 1 } else { u32::MAX };
        entry.extend([u32::MAX, right, child].into_iter().flat_map(u32::to_le_bytes));
        entry.resize(116, 0);
        entry.extend([*start, *len as u32, 0].into_iter().flat_map(u32::to_le_bytes));
        directory.extend(entry);
    }
    directory.resize(SECTOR, 0);
    next.resize(SECTOR / 4, u32::MAX);
    let mut file = compound::MAGIC.to_vec();
    file.resize(SECTOR, 0);
    file[30] = 9;
    file[32] = 6;
    for (at, number) in [(44, 1), (48, 1), (56, 0), (60, 0xffff_fffe), (68, 0xffff_fffe), (76, 0)] {
        file[at..at + 4].copy_from_slice(&u32::to_le_bytes(number));
    }
    file[80..SECTOR].fill(0xff);
    file.extend(next.into_iter().flat_map(u32::to_le_bytes));
    file.extend(directory);
    file.extend(sectors);
    file
}

/// A page of formats for runs of characters that end at these places.
fn page(runs: &[(u32, &[u8])], first: u32) -> Vec<u8> {
    let mut page: Vec<u8> =
        std::iter::once(first).chain(runs.iter().map(|(end, _)| *end)).flat_map(u32::to_le_bytes).collect();
    let mut formats = Vec::new();
    let formats_at = 256;
    for (_, format) in runs {
        page.push(if format.is_empty() { 0 } else { usize::midpoint(formats_at, formats.len()) as u8 });
        if !format.is_empty() {
            formats.push(format.len() as u8);
            formats.extend(*format);
            formats.resize(formats.len().next_multiple_of(2), 0);
        }
    }
    page.resize(formats_at, 0);
    page.extend(formats);
    page.resize(SECTOR - 1, 0);
    page.push(runs.len() as u8);
    page
}

/// A DOC of two pieces, Western and Arabic, with a note.
fn document(western: &[u8], arabic: &str, deleted: (usize, usize), flags: u16) -> Vec<u8> {
    const TEXT: usize = 1024;
    let note = "\u{2} حاشية\r";
    let units: Vec<u16> = arabic.encode_utf16().chain(note.encode_utf16()).collect();
    let (note_len, main) = (note.encode_utf16().count() as u32, (western.len() + arabic.encode_utf16().count()) as u32);
    let arabic_at = TEXT + western.len().next_multiple_of(2);
    let mut text = western.to_vec();
    text.resize(arabic_at - TEXT, 0);
    text.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));

    let mut tables = Vec::new();
    let mut places = vec![(0_u32, 0_u32); 80];
    let mut add = |number: usize, content: Vec<u8>| {
        places[number] = (tables.len() as u32, content.len() as u32);
        tables.extend(content);
    };
    let longs = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let mut pieces = longs(&[0, western.len() as u32, main + note_len]);
    for place in [0x4000_0000 | (TEXT as u32 * 2), arabic_at as u32] {
        pieces.extend([0, 0]);
        pieces.extend(place.to_le_bytes());
        pieces.extend([0, 0]);
    }
    add(33, [vec![2], longs(&[pieces.len() as u32]), pieces].concat());
    let mark = western.iter().position(|byte| *byte == 2).unwrap_or(0) as u32;
    add(2, [longs(&[mark, main]), vec![0, 0]].concat());
    add(3, longs(&[0, note_len, note_len]));
    let all = (TEXT + text.len()) as u32;
    add(12, longs(&[TEXT as u32, all, 4]));

    let mut stream = vec![0; TEXT];
    for (at, value) in [(0, 0xa5ec_u16), (2, 0xc1), (10, 0x200 | flags), (152, 80)] {
        stream[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(76, main), (80, note_len)] {
        stream[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for (number, (at, len)) in places.into_iter().enumerate() {
        stream[154 + number * 8..][..8].copy_from_slice(&longs(&[at, len]));
    }
    stream.extend(text);
    stream.resize(4 * SECTOR, 0);
    let at = |index: usize| (TEXT + index) as u32;
    // Marks of notes are special characters; deleted ones have a format of their own.
    let special: &[u8] = &[0x55, 0x08, 1];
    stream.extend(page(
        &[
            (at(mark as usize), &[]),
            (at(mark as usize + 1), special),
            (at(deleted.0), &[]),
            (at(deleted.1), &[0, 8, 1]),
            (all, &[]),
        ],
        TEXT as u32,
    ));
    compound(&[("WordDocument", stream), ("1Table", tables)])
}

#[test]
fn pieces_fields_deletions_and_notes_make_a_text() {
    let bytes =
        document(b"caf\xe9\x02 \x13 HYPERLINK \x14link\x15 gone.\r", "خبر 🚚\u{b}کتاب\u{200c}ها\r", (25, 29), 0);
    let document = read(&KIND, &bytes).unwrap();
    assert_eq!(marked(&document), "café[1] link .\n\n[note|[1] حاشية]\n\nخبر 🚚\nکتاب\u{200c}ها");
    assert_eq!((deletions(&document), document.remarks().contains(&Remark::Damaged)), (1, false));
}

#[test]
fn what_is_no_text_of_word_is_named() {
    let locked = document(b"a\x02b\r", "س\r", (3, 3), 0x100);
    assert_eq!(read(&KIND, &locked).unwrap_err(), DocumentError::Locked { kind: "DOC" });
    let package = compound(&[("EncryptionInfo", vec![0; 8]), ("EncryptedPackage", vec![0; 8])]);
    assert_eq!(read(&super::super::docx::KIND, &package).unwrap_err(), DocumentError::Locked { kind: "DOCX" });
    let sheet = compound(&[("Workbook", vec![0; 8])]);
    assert_eq!(read(&KIND, &sheet).unwrap_err(), DocumentError::Binary { at: 0, looks_like: Some("XLS") });
    assert!(matches!(read(&KIND, compound::MAGIC), Err(DocumentError::Damaged { .. })));
}

#[test]
fn of_a_cut_file_is_read_what_is_there() {
    let whole = document(b"one\x02\r", &"فقرة طويلة\r".repeat(40), (4, 4), 0);
    for len in [100, 600, 1100, 1700, 2200, whole.len() - 1] {
        // Whatever there is, it does not panic.
        let _ = read(&KIND, &whole[..len]);
    }
}
