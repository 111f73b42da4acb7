//! Installed fonts are untrusted files: truncated, emptied, scrambled. None of them prevents reading.

use std::path::{Path, PathBuf};

use hawashi::layout::{Family, GlyphImages, GlyphKey, TextEngine, TextStyle};
use hawashi::text::Direction;

/// A valid font to damage, and a text that only installed fonts can draw.
const FONT: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");

/// Damages of a font file, each with a name.
fn damaged(font: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("empty".to_owned(), Vec::new()), ("zeros".to_owned(), vec![0; font.len()])];
    for len in [1, 4, 12, 100, 500, font.len() / 3, font.len() / 2, font.len() - 1] {
        files.push((format!("cut-{len}"), font[..len].to_vec()));
    }
    let mut noise = Noise(0x2545_F491_4F6C_DD1D);
    for round in 0..rounds() {
        let mut bytes = font.to_vec();
        for _ in 0..(1 << (round % 12)) {
            // Most damages are in the header, which lists the tables.
            let within = if round % 3 == 0 { 400.min(bytes.len()) } else { bytes.len() };
            let at = noise.next() as usize % within;
            bytes[at] = noise.next() as u8;
        }
        files.push((format!("noise-{round}"), bytes));
    }
    files.push(("random".to_owned(), (0..50_000).map(|_| noise.next() as u8).collect()));
    files
}

/// The number of scrambled copies of each font; more on demand.
fn rounds() -> usize {
    std::env::var("HAWASHI_FONT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(24)
}

/// Reproducible pseudo-random numbers.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Lays out and rasterises a text with the fonts in a folder.
fn set_with(folder: &Path, text: &str, family: Family) {
    let mut engine = TextEngine::with_fonts_in(vec![folder.to_owned()]);
    engine.find_family(family.name());
    let style = TextStyle { family, ..TextStyle::article(20.0, 1.8) };
    let layout = engine.paragraph(text, &style, Direction::Rtl, Some(300.0));
    assert_eq!(layout.lines().last().map(|line| line.end as usize), Some(text.len()));
    let mut images = GlyphImages::new();
    for (run, glyphs) in layout.glyph_runs(0..layout.lines().len()) {
        for glyph in glyphs {
            images.rasterise(&run.font, GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x).0);
        }
    }
}

fn survive(font: &[u8], text: &str, family: &Family) {
    for (name, bytes) in damaged(font) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("font.ttf"), bytes).unwrap();
        let set = std::panic::catch_unwind(|| set_with(folder.path(), text, family.clone()));
        assert!(set.is_ok(), "{name}");
    }
}

#[test]
fn a_damaged_font_is_survived_where_it_was_chosen() {
    // Under a name that no bundled font has.
    let font = renamed(FONT);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("font.ttf"), &font).unwrap();
    let found = TextEngine::with_fonts_in(vec![folder.path().to_owned()]).find_family("goto sans");
    assert_eq!(found.as_deref(), Some("Goto Sans"), "the sound one is found");
    survive(&font, "abc ẞ Ж fi سرت", &Family::Named("Goto Sans".to_owned()));
}

#[test]
fn a_damaged_font_is_survived_where_it_helps_out() {
    for path in installed() {
        let font = std::fs::read(&path).unwrap();
        survive(&font, "שלום 😀 👩‍👩‍👧 🇱🇾 中文 ไทย", &Family::Article);
    }
}

/// The font with another family name.
fn renamed(font: &[u8]) -> Vec<u8> {
    let mut bytes = font.to_vec();
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for (from, to) in [(utf16("Noto"), utf16("Goto")), (b"Noto".to_vec(), b"Goto".to_vec())] {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(&from) {
                bytes[at..at + from.len()].copy_from_slice(&to);
            }
        }
    }
    bytes
}

/// Small installed fonts for other scripts; without them the test covers less.
fn installed() -> Vec<PathBuf> {
    let folders = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/dejavu"].map(PathBuf::from);
    let named = std::env::var_os("HAWASHI_FONTS").map(PathBuf::from);
    let mut found = Vec::new();
    for folder in folders.into_iter().chain(named) {
        let files = ["NotoSansHebrew-Regular.ttf", "NotoSansThai-Regular.ttf", "NotoColorEmoji.ttf", "DejaVuSans.ttf"];
        found.extend(files.map(|file| folder.join(file)).into_iter().filter(|path| path.is_file()));
    }
    if found.is_empty() {
        println!("no fonts for other scripts are installed: nothing is damaged");
    }
    found
}

#[test]
fn a_broken_picture_is_a_box_and_not_nothing() {
    let Some(path) = installed().into_iter().find(|path| path.ends_with("NotoColorEmoji.ttf")) else { return };
    let mut font = std::fs::read(path).unwrap();
    // The images are nine tenths of the file; the tables that describe them are kept.
    let directory = font[12..].chunks(16).find(|table| table.starts_with(b"CBDT")).unwrap();
    let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap()) as usize;
    let (start, len) = (number(&directory[8..12]), number(&directory[12..16]));
    for at in (start + 4..start + len).step_by(7) {
        font[at] ^= 0x55;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("font.ttf"), font).unwrap();
    let mut engine = TextEngine::with_fonts_in(vec![folder.path().to_owned()]);
    let layout = engine.paragraph("😀", &TextStyle::article(20.0, 1.8), Direction::Rtl, Some(300.0));
    let (run, glyphs) = layout.glyph_runs(0..1).next().unwrap();
    let key = GlyphKey::new(&run.font, glyphs[0].id, run.size_px, run.embolden, 0.0).0;
    let image = GlyphImages::new().rasterise(&run.font, key).expect("something is drawn");
    assert!(image.data.iter().any(|&part| part > 0));
}
