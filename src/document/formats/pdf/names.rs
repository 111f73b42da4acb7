//! What fonts themselves call their glyphs.
//!
//! A file tells what its glyphs say in a table of its own, which some programs fill in wrongly: marks are told with other
//! marks or not at all, letters as others. Where the font is whole enough to have kept the table by which programs find the
//! glyph of a character, it is the better witness.

use std::collections::BTreeMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::letters::{self, Chars};

/// The characters of glyphs by font: letters and marks of the scripts that run to the left.
#[derive(Default)]
pub(super) struct Names {
    fonts: BTreeMap<u128, Vec<(u32, char)>>,
    /// What was found about glyphs, by font and number: what the file tells of them, and the verdict.
    verdicts: BTreeMap<(u128, u32), (Chars, Verdict)>,
}

/// What a font says about what the file tells of a glyph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What it says instead.
    pub(super) said: Option<Chars>,
    /// What it says where no mark is drawn beside it.
    pub(super) bare: Option<Chars>,
    /// Whether the font calls the glyph a letter or a mark.
    pub(super) is_named: bool,
}

/// The most steps that are taken in one table. It has some hundreds.
const STEPS: usize = 20_000;
/// So many glyphs of a font of which the file tells what they are not, and it is not believed about the others.
const LIES: usize = 2;
/// Where letters and marks that run to the left are, by their code.
const SCRIPTS: [(u32, u32); 3] = [(0x0591, 0x08ff), (0xfb1d, 0xfdff), (0xfe70, 0xfefc)];

impl Names {
    /// A font is used, with this key; its file is looked at once.
    pub(super) fn meet<'d>(&mut self, key: u128, file: impl FnOnce() -> &'d [u8]) {
        self.fonts.entry(key).or_insert_with(|| names(file()).unwrap_or_default());
    }

    /// Whether a font calls some glyphs letters.
    pub(super) fn has(&self, key: u128) -> bool {
        self.fonts.get(&key).is_some_and(|names| !names.is_empty())
    }

    /// The letter or mark that a glyph is by its font.
    pub(super) fn name(&self, key: u128, id: u32) -> Option<char> {
        self.of(key, id).next()
    }

    fn of(&self, key: u128, id: u32) -> impl Iterator<Item = char> {
        let all = self.fonts.get(&key).map_or(&[][..], |names| names);
        let from = all.partition_point(|(glyph, _)| *glyph < id);
        all.iter().skip(from).take_while(move |(glyph, _)| *glyph == id).map(|(_, c)| *c)
    }

    /// Whether what a file tells of a glyph can be.
    pub(super) fn judge(&mut self, key: u128, id: u32, told: &Chars) -> Verdict {
        if let Some((known, verdict)) = self.verdicts.get(&(key, id))
            && known == told
        {
            return verdict.clone();
        }
        let verdict = self.verdict(key, id, told);
        if self.has(key) {
            self.verdicts.insert((key, id), (told.clone(), verdict.clone()));
        }
        verdict
    }

    fn verdict(&self, key: u128, id: u32, told: &Chars) -> Verdict {
        let names: Vec<Chars> = self.of(key, id).map(|c| letters::fold(c.encode_utf8(&mut [0; 4])).0).collect();
        let Some(name) = names.first() else { return Verdict::default() };
        let right = Verdict { is_named: true, ..Verdict::default() };
        let wrong = Verdict { said: Some(name.clone()), ..right.clone() };
        if names.contains(told) {
            return right;
        }
        if name.is_mark() {
            // Of two marks in one glyph, one may be told with the letter.
            return if matches!(name, Chars::One(_)) { wrong } else { right };
        }
        let mut letters = told.iter().filter(|c| !letters::is_mark(*c));
        let first = letters.next();
        // A letter that is drawn in parts may be told at one of them, a ligature at its first glyph.
        if first == Some('\u{fffd}') || letters.next().is_some() {
            return Verdict::default();
        }
        let is_same = |name: &Chars| matches!((name, first), (Chars::One(name), Some(told)) if is_body(*name, told));
        if names.iter().any(is_same) {
            return match marks_of(name, told) {
                Some(marks) if marks.iter().all(|mark| self.has_glyph(key, *mark)) => wrong,
                Some(_) => Verdict { bare: Some(name.clone()), ..right },
                None => right,
            };
        }
        // A stroke that lengthens a word is drawn by whoever laid it out.
        let is_tatweel = *name == Chars::One('\u{640}');
        if is_tatweel { Verdict { said: Some(Chars::One(letters::FILLER)), ..right } } else { wrong }
    }

    fn has_glyph(&self, key: u128, c: char) -> bool {
        self.fonts.get(&key).is_some_and(|names| names.iter().any(|(_, name)| *name == c))
    }

    /// Whether the file has told so much of a font that cannot be that it is not believed about glyphs without a name.
    pub(super) fn is_belied(&self, key: u128) -> bool {
        let is_lie = |(told, verdict): &(Chars, Verdict)| {
            let mut said = told.iter().chain(verdict.said.iter().flat_map(|said| said.iter()));
            verdict.bare.is_some() || verdict.said.is_some() && said.any(|c| !letters::is_mark(c))
        };
        self.verdicts.range((key, 0)..=(key, u32::MAX)).filter(|(_, found)| is_lie(found)).count() >= LIES
    }
}

/// The marks with which a letter is told.
fn marks_of(name: &Chars, told: &Chars) -> Option<Vec<char>> {
    let told: String = told.iter().collect();
    let parts = DecomposingNormalizerBorrowed::new_nfd().normalize(&told).into_owned();
    let rest = match name {
        Chars::One(name) => parts.strip_prefix(*name)?,
        Chars::Many(_) => return None,
    };
    rest.chars().all(letters::is_mark).then(|| rest.chars().collect())
}

/// Whether a letter is another one, or that one without its dots, which some fonts draw apart.
fn is_body(name: char, told: char) -> bool {
    const BODIES: [&str; 15] = [
        "\u{66e}بتثپن\u{6ba}ئيىی\u{620}",
        "\u{6ba}ن",
        "حجخچ",
        "دذڈ",
        "رزژڑ",
        "سش",
        "صض",
        "طظ",
        "عغ",
        "\u{6a1}فقڤ",
        "\u{66f}ق",
        "كکگڪ",
        "وؤۆۇ",
        "هةۀەہھۃ",
        "اأإآٱ",
    ];
    const SAME: [&str; 3] = ["يىیئ\u{620}", "كکڪ", "هەہھ"];
    let has = |letters: &&str| letters.contains(told);
    name == told
        || BODIES.iter().filter(|letters| letters.starts_with(name)).any(has)
        || SAME.iter().filter(|letters| letters.contains(name)).any(has)
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
        let codes = [(0x5bc, 1), (0x627, 7), (0x628, 2), (0x640, 3), (0x653, 8), (0x66e, 4), (0x6cc, 5), (0xfefb, 6)];
        let file = font(&codes);
        names.meet(7, || &file);
        for (glyph, told, said) in [
            (1, "\u{5b8}\u{5bc}", Some("\u{5bc}")),
            (1, "", Some("\u{5bc}")),
            (1, "\u{5bc}", None),
            (2, "ق", Some("ب")),
            (2, "\u{fffd}", None),
            (2, "بّ", None),
            (2, "", Some("ب")),
            (7, "آ", Some("ا")),
            // What is above it may be drawn apart.
            (7, "أ", None),
            (2, "بم", None),
            (3, "ا", Some("\u{f640}")),
            // The dots are drawn apart.
            (4, "ت", None),
            (5, "ي", None),
            (6, "ل", Some("لا")),
            (9, "ق", None),
        ] {
            assert_eq!(names.judge(7, glyph, &Chars::of(told)).said, said.map(Chars::of), "{told}");
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
