//! What fonts themselves call their glyphs.
//!
//! A file tells what its glyphs say in a table of its own, which some programs fill in wrongly: marks are told with other
//! marks or not at all, letters as others. Where the font is whole enough to have kept the table by which programs find the
//! glyph of a character, it is the better witness.

use std::collections::BTreeMap;

use super::letters::{self, Chars};

/// The characters of glyphs by font: letters and marks of the scripts that run to the left.
#[derive(Default)]
pub(super) struct Names(BTreeMap<u128, Vec<(u32, char)>>);

/// The most steps that are taken in one table. It has some hundreds.
const STEPS: usize = 20_000;
/// Where letters and marks that run to the left are, by their code.
const SCRIPTS: [(u32, u32); 3] = [(0x0591, 0x08ff), (0xfb1d, 0xfdff), (0xfe70, 0xfefc)];

impl Names {
    /// A font is used, with this key; its file is looked at once.
    pub(super) fn meet<'d>(&mut self, key: u128, file: impl FnOnce() -> &'d [u8]) {
        self.0.entry(key).or_insert_with(|| names(file()).unwrap_or_default());
    }

    /// The letter or mark that a glyph is by its font.
    pub(super) fn name(&self, key: u128, id: u32) -> Option<char> {
        let all = self.0.get(&key)?;
        all.get(all.partition_point(|(glyph, _)| *glyph < id)).filter(|(glyph, _)| *glyph == id).map(|(_, c)| *c)
    }

    /// What a glyph says by its font, if that cannot be what the file tells.
    pub(super) fn correct(&self, key: u128, id: u32, told: &Chars) -> Option<Chars> {
        let all = self.0.get(&key)?;
        let from = all.partition_point(|(glyph, _)| *glyph < id);
        let names = all.get(from..)?.iter().take_while(|(glyph, _)| *glyph == id);
        let names: Vec<Chars> = names.map(|(_, c)| letters::fold(c.encode_utf8(&mut [0; 4])).0).collect();
        let name = names.first().filter(|_| !names.contains(told))?;
        if name.is_mark() {
            // Of two marks in one glyph, one may be told with the letter.
            return Some(name.clone()).filter(|name| matches!(name, Chars::One(_)));
        }
        let mut letters = told.iter().filter(|c| !letters::is_mark(*c));
        let first = letters.next();
        // A ligature is told as a whole at its first glyph, a letter that is drawn in parts at one of them.
        if told.is_empty() || first == Some('\u{fffd}') || letters.next().is_some() {
            return None;
        }
        let is_same = |name: &Chars| matches!((name, first), (Chars::One(name), Some(told)) if is_body(*name, told));
        if names.iter().any(is_same) {
            return None;
        }
        // A stroke that lengthens a word is drawn by whoever laid it out.
        Some(if *name == Chars::One('\u{640}') { Chars::One(letters::FILLER) } else { name.clone() })
    }
}

/// Whether a letter is another one, or that one without its dots, which some fonts draw apart.
fn is_body(name: char, told: char) -> bool {
    const BODIES: [&str; 15] = [
        "\u{66e}بتثپن\u{6ba}ئيىی\u{620}", "\u{6ba}ن", "حجخچ", "دذڈ", "رزژڑ", "سش", "صض", "طظ", "عغ", "\u{6a1}فقڤ", "\u{66f}ق",
        "كکگڪ", "وؤۆۇ", "هةۀەہھۃ", "اأإآٱ",
    ];
    const SAME: [&str; 3] = ["يىیئ\u{620}", "كکڪ", "هەہھ"];
    let has = |letters: &&str| letters.contains(told);
    name == told
        || BODIES.iter().filter(|letters| letters.starts_with(name)).any(|letters| has(&letters))
        || SAME.iter().filter(|letters| letters.contains(name)).any(|letters| has(&letters))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The characters of glyphs that the table `cmap` of a TrueType or OpenType font has, by glyph.
fn names(font: &[u8]) -> Option<Vec<(u32, char)>> {
    let tables = usize::from(u16_at(font, 4)?);
    let record = (0..tables).map(|i| 12 + 16 * i).find(|at| font.get(*at..*at + 4) == Some(b"cmap"))?;
    let cmap = font.get(u32_at(font, record + 8)? as usize..)?;
    let mut names = Vec::new();
    for i in 0..usize::from(u16_at(cmap, 2)?).min(32) {
        let (platform, encoding) = (u16_at(cmap, 4 + 8 * i)?, u16_at(cmap, 6 + 8 * i)?);
        // Those of Unicode.
        if platform == 0 || platform == 3 && matches!(encoding, 1 | 10) {
            let table = cmap.get(u32_at(cmap, 8 + 8 * i)? as usize..)?;
            match u16_at(table, 0)? {
                4 => by_segments(table, &mut names)?,
                12 => by_groups(table, &mut names)?,
                _ => {}
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    Some(names)
}

/// Notes a glyph of a code, if it is a letter or a mark.
fn note(code: u32, glyph: u32, names: &mut Vec<(u32, char)>) {
    let is_name = |c: &char| c.is_alphabetic() || letters::is_mark(*c) || matches!(c, '\u{640}' | '\u{fdfc}');
    if let Some(c) = char::from_u32(code).filter(|c| glyph != 0 && is_name(c)) {
        names.push((glyph, c));
    }
}

/// The codes from one to another that are of the scripts.
fn of_scripts(start: u32, end: u32) -> impl Iterator<Item = u32> {
    SCRIPTS.into_iter().flat_map(move |(from, to)| start.max(from)..=end.min(to))
}

fn by_segments(table: &[u8], names: &mut Vec<(u32, char)>) -> Option<()> {
    let len = usize::from(u16_at(table, 6)?) & !1;
    let mut steps = 0;
    for i in (0..len).step_by(2) {
        let (end, start) = (u16_at(table, 14 + i)?, u16_at(table, 16 + len + i)?);
        let delta = u16_at(table, 16 + 2 * len + i)?;
        let at = 16 + 3 * len + i;
        let offset = usize::from(u16_at(table, at)?);
        for code in of_scripts(u32::from(start), u32::from(end)) {
            steps += 1;
            if steps > STEPS {
                return Some(());
            }
            let glyph = if offset == 0 {
                (code as u16).wrapping_add(delta)
            } else {
                match u16_at(table, at + offset + 2 * (code - u32::from(start)) as usize) {
                    Some(0) | None => continue,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            note(code, u32::from(glyph), names);
        }
    }
    Some(())
}

fn by_groups(table: &[u8], names: &mut Vec<(u32, char)>) -> Option<()> {
    let mut steps = 0;
    for i in 0..u32_at(table, 12)?.min(STEPS as u32) as usize {
        let at = 16 + 12 * i;
        let (start, end, first) = (u32_at(table, at)?, u32_at(table, at + 4)?, u32_at(table, at + 8)?);
        for code in of_scripts(start, end) {
            steps += 1;
            if steps > STEPS {
                return Some(());
            }
            note(code, first.wrapping_add(code - start), names);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font with nothing but this table: codes that have glyphs of their own.
    fn font(codes: &[(u16, u16)]) -> Vec<u8> {
        let be = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<_>>();
        let len = 2 * codes.len() as u16;
        let mut table = be(&[4, 16 + 4 * len, 0, len, 0, 0, 0]);
        table.extend(codes.iter().flat_map(|(code, _)| code.to_be_bytes()));
        table.extend([0, 0]);
        table.extend(codes.iter().flat_map(|(code, _)| code.to_be_bytes()));
        table.extend(codes.iter().flat_map(|(code, glyph)| glyph.wrapping_sub(*code).to_be_bytes()));
        table.extend(vec![0; usize::from(len)]);
        let mut font = be(&[1, 0, 1, 0, 0, 0]);
        font.extend(b"cmap\0\0\0\0");
        font.extend(be(&[0, 28, 0, table.len() as u16 + 12, 0, 1, 3, 1, 0, 12]));
        font.extend(table);
        font
    }

    #[test]
    fn a_font_corrects_what_the_file_tells_of_its_glyphs() {
        let mut names = Names::default();
        let file = font(&[(0x5bc, 1), (0x628, 2), (0x640, 3), (0x66e, 4), (0x6cc, 5), (0xfefb, 6)]);
        names.meet(7, || &file);
        for (glyph, told, said) in [
            (1, "\u{5b8}\u{5bc}", Some("\u{5bc}")),
            (1, "", Some("\u{5bc}")),
            (1, "\u{5bc}", None),
            (2, "ق", Some("ب")),
            (2, "\u{fffd}", None),
            (2, "بّ", None),
            (2, "", None),
            (2, "بم", None),
            (3, "ا", Some("\u{f640}")),
            // The dots are drawn apart.
            (4, "ت", None),
            (5, "ي", None),
            (6, "ل", Some("لا")),
            (9, "ق", None),
        ] {
            assert_eq!(names.correct(7, glyph, &Chars::of(told)), said.map(Chars::of), "{told}");
        }
    }

    #[test]
    fn tables_that_lie_about_their_length_are_left() {
        let mut file = font(&[(0x628, 2)]);
        file.truncate(file.len() - 3);
        assert_eq!(names(&file), None);
        assert_eq!(names(b"true"), None);
    }
}
