//! The font for a letter whose marks no font has completely, and the height of lines with tall fonts.

use hawashi::document::Document;
use hawashi::layout::{Family, GlyphImages, GlyphKey, PageLayout, PageStyle, ParagraphLayout, TextEngine, TextStyle};
use hawashi::text::Direction;
use skrifa::MetadataProvider as _;

const SANS: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
const NASKH: &[u8] = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");

/// A font file with some tables replaced and a family name of four letters for "Noto".
fn rebuilt(font: &[u8], name: &str, tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let mut head = font[..12].to_vec();
    let mut body = Vec::new();
    for at in (0..count).map(|i| 12 + i * 16) {
        let own = &font[number(at + 8)..number(at + 8) + number(at + 12)];
        let replaced = tables.iter().find(|(tag, _)| font[at..].starts_with(*tag)).map(|(_, table)| table.clone());
        let mut table = replaced.unwrap_or_else(|| own.to_vec());
        if font[at..].starts_with(b"name") {
            for (from, to) in [("Noto".to_owned(), name.to_owned()), ("\0N\0o\0t\0o".to_owned(), wide(name))] {
                let (from, to) = (from.as_bytes(), to.as_bytes());
                for at in 0..table.len().saturating_sub(from.len()) {
                    if table[at..].starts_with(from) {
                        table[at..at + from.len()].copy_from_slice(to);
                    }
                }
            }
        }
        let offset = 12 + count * 16 + body.len();
        head.extend(&font[at..at + 8]);
        head.extend((offset as u32).to_be_bytes());
        head.extend((table.len() as u32).to_be_bytes());
        body.extend(&table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    head.extend(body);
    head
}

fn wide(name: &str) -> String {
    name.chars().flat_map(|c| ['\0', c]).collect()
}

/// A font with only these letters, each with the glyph of another letter of Noto Sans.
fn with_letters(name: &str, letters: &[(char, char)]) -> Vec<u8> {
    let charmap = skrifa::FontRef::new(SANS).unwrap().charmap();
    let mut letters = letters.to_vec();
    letters.sort_unstable();
    let mut table = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    table.extend((16 + letters.len() as u32 * 12).to_be_bytes());
    table.extend([0; 4]);
    table.extend((letters.len() as u32).to_be_bytes());
    for (letter, like) in letters {
        let glyph = charmap.map(like).unwrap().to_u32();
        for number in [letter as u32, letter as u32, glyph] {
            table.extend(number.to_be_bytes());
        }
    }
    rebuilt(SANS, name, &[(b"cmap", table)])
}

/// Noto Naskh under another name, whose letters declare and fill this much room, in em.
fn as_high_as(name: &str, ascent: f32, descent: f32) -> Vec<u8> {
    let table = |tag: &[u8; 4]| {
        let number = |at: usize| u32::from_be_bytes(NASKH[at..at + 4].try_into().unwrap()) as usize;
        let entry = (12..).step_by(16).find(|&at| NASKH[at..].starts_with(tag)).unwrap();
        NASKH[number(entry + 8)..number(entry + 8) + number(entry + 12)].to_vec()
    };
    let mut head = table(b"head");
    let em = f32::from(u16::from_be_bytes([head[18], head[19]]));
    let (up, down) = ((ascent * em) as i16, (-descent * em) as i16);
    let mut hhea = table(b"hhea");
    let mut os2 = table(b"OS/2");
    hhea[4..6].copy_from_slice(&up.to_be_bytes());
    hhea[6..8].copy_from_slice(&down.to_be_bytes());
    os2[68..70].copy_from_slice(&up.to_be_bytes());
    os2[70..72].copy_from_slice(&down.to_be_bytes());
    head[38..40].copy_from_slice(&down.to_be_bytes());
    head[42..44].copy_from_slice(&up.to_be_bytes());
    rebuilt(NASKH, name, &[(b"head", head), (b"hhea", hhea), (b"OS/2", os2)])
}

/// An engine with these fonts installed.
fn with_fonts(fonts: &[Vec<u8>]) -> (tempfile::TempDir, TextEngine) {
    let folder = tempfile::tempdir().unwrap();
    for (number, font) in fonts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("font-{number}.ttf")), font).unwrap();
    }
    let engine = TextEngine::with_fonts_in(vec![folder.path().to_owned()]);
    (folder, engine)
}

fn set_with(engine: &mut TextEngine, text: &str) -> ParagraphLayout {
    engine.paragraph(text, &TextStyle::article(20.0, 1.8), Direction::Rtl, Some(600.0))
}

/// For each run, which of these fonts it uses, and its glyphs.
fn drawn(layout: &ParagraphLayout, fonts: &[Vec<u8>]) -> Vec<(Option<usize>, Vec<u16>)> {
    let runs = layout.glyph_runs(0..layout.lines().len());
    runs.map(|(run, glyphs)| {
        let font = fonts.iter().position(|font| font.as_slice() == run.font.data.as_ref());
        (font, glyphs.iter().map(|glyph| glyph.id).collect())
    })
    .collect()
}

fn glyph_of(like: char) -> u16 {
    skrifa::FontRef::new(SANS).unwrap().charmap().map(like).unwrap().to_u32() as u16
}

const LETTERS: [(char, char); 3] = [('א', 'a'), ('ב', 'b'), ('ג', 'g')];
const MARKS: [(char, char); 3] = [('\u{5B4}', '\u{301}'), ('\u{5B8}', '\u{302}'), ('\u{591}', '\u{303}')];

fn letters_and_marks() -> Vec<(char, char)> {
    LETTERS.into_iter().chain(MARKS).collect()
}

#[test]
fn a_letter_is_drawn_though_no_font_has_its_marks() {
    let fonts = [with_letters("Aoto", &LETTERS)];
    let (_folder, mut engine) = with_fonts(&fonts);
    for (text, letters) in [("א\u{5B8}\u{591}", "a"), ("ב\u{5B8}ג", "gb"), ("א\u{591}ב\u{5B4}\u{591}", "ba")] {
        let expected: Vec<u16> = letters.chars().map(glyph_of).collect();
        let layout = set_with(&mut engine, text);
        assert_eq!(drawn(&layout, &fonts), [(Some(0), expected)], "{text}");
        // The mark is in the text and in its cluster, but takes no room.
        assert_eq!(layout.text(), text);
        assert_eq!(layout.clusters().all().last().map(|cluster| cluster.end as usize), Some(text.len()));
        let bare: String = text.chars().filter(|c| LETTERS.iter().any(|(letter, _)| letter == c)).collect();
        assert!((layout.text_width_px() - set_with(&mut engine, &bare).text_width_px()).abs() < 0.1, "{text}");
    }
}

#[test]
fn a_font_of_marks_alone_does_not_take_the_letter() {
    let fonts = [with_letters("Aoto", &LETTERS), with_letters("Boto", &MARKS)];
    let (_folder, mut engine) = with_fonts(&fonts);
    // The single mark brings the second font in, which has two of the three parts of the last letter.
    let layout = set_with(&mut engine, "\u{5B4} א\u{5B8}\u{591}");
    let runs = drawn(&layout, &fonts);
    assert!(runs.contains(&(Some(0), vec![glyph_of('a')])), "{runs:?}");
    assert!(runs.iter().all(|(_, glyphs)| !glyphs.contains(&0)), "{runs:?}");
}

#[test]
fn of_the_installed_fonts_one_with_letter_and_marks_is_found() {
    let fonts =
        [with_letters("Aoto", &LETTERS), with_letters("Boto", &MARKS), with_letters("Coto", &letters_and_marks())];
    let (_folder, mut engine) = with_fonts(&fonts);
    assert_eq!(drawn(&set_with(&mut engine, "אב"), &fonts)[0].0, Some(0), "without marks, the first font will do");
    // With them the whole word is drawn in the third font, and the other words are unchanged.
    let runs = drawn(&set_with(&mut engine, "גג אב\u{5B8}\u{591}ג גג"), &fonts);
    let marked = runs.iter().find(|(font, _)| *font == Some(2)).expect("the third font");
    assert_eq!(marked.1.iter().filter(|&&glyph| glyph != 0).count(), 5, "{runs:?}");
    assert!(runs.iter().all(|(_, glyphs)| !glyphs.contains(&0)), "{runs:?}");
    assert_eq!(runs.iter().filter(|(font, _)| *font == Some(0)).count(), 2, "{runs:?}");
}

#[test]
fn bundled_letters_keep_their_shapes_under_marks_that_only_another_font_has() {
    let mut engine = TextEngine::bundled_only();
    let style = TextStyle::article(20.0, 1.8);
    for family in [Family::Article, Family::Interface, Family::Named("Noto Sans".to_owned())] {
        let style = TextStyle { family, ..style.clone() };
        let mut glyphs = |text: &str| {
            let layout = engine.paragraph(text, &style, Direction::Rtl, None);
            super::glyphs(&layout).iter().map(|glyph| glyph.id).collect::<Vec<_>>()
        };
        for (marked, bare) in [
            ("ب\u{304}", "ب"),
            ("ب\u{304}\u{307}", "ب"),
            ("سر\u{306}\u{304}\u{301}ت", "سرت"),
            // Latin letters with Arabic marks.
            ("a\u{64B}\u{652}", "a"),
        ] {
            assert_eq!(glyphs(marked), glyphs(bare), "{marked} {:?}", style.family);
        }
        assert_eq!(glyphs("\u{10FFFD}"), [0], "what no font has stays a box");
    }
}

#[test]
fn lines_grow_for_fonts_that_need_it() {
    let fonts = [as_high_as("Aoto", 1.9, 0.6), as_high_as("Boto", 1.2, 0.65), as_high_as("Coto", 90.0, 90.0)];
    let (_folder, mut engine) = with_fonts(&fonts);
    let mut height = |family: Family, line_height: f32, text: &str| {
        engine.find_family(family.name());
        let style = TextStyle { family, ..TextStyle::article(20.0, line_height) };
        let layout = engine.paragraph(text, &style, Direction::Rtl, Some(300.0));
        let line_box = layout.line_box();
        assert_eq!(layout.height_px(), line_box.height * layout.lines().len() as f32);
        assert!(line_box.baseline > 0.0 && line_box.height >= line_box.baseline, "{line_box:?}");
        line_box.height
    };
    let named = |name: &str| Family::Named(format!("{name} Naskh Arabic"));
    let text = "قوات سوريا الديمقراطية";
    assert_eq!(height(Family::Article, 1.8, text), 36.0);
    assert_eq!(height(Family::Article, 1.4, text), 28.0);
    assert_eq!(height(named("Noto"), 1.8, text), 36.0);
    assert_eq!(height(named("Boto"), 1.8, text), 36.0, "a little more is no need");
    let grown = [1.4, 1.8, 2.6].map(|line_height| height(named("Aoto"), line_height, text));
    assert!(grown[0] >= 50.0 && grown[1] > grown[0] && grown[2] > grown[1], "{grown:?}");
    assert_eq!(height(named("Aoto"), 1.8, ""), grown[1], "an empty line as well");
    assert_eq!(height(named("Aoto"), 1.8, "Latin only"), grown[1], "and every other paragraph");
    assert!(height(named("Coto"), 1.8, text) < 36.0 * 200.0, "a font may claim what it likes");
}

#[test]
fn a_page_is_as_high_as_its_grown_lines() {
    let (_folder, mut engine) = with_fonts(&[as_high_as("Aoto", 1.9, 0.6)]);
    let family = Family::Named(engine.find_family("Aoto Naskh Arabic").unwrap());
    let text = "قوات سوريا الديمقراطية في شمال البلاد\n\nقوات سوريا\n".repeat(30);
    let document = Document::from_text(text).unwrap();
    for book in [true, false] {
        let mut page =
            PageLayout::new(&document, PageStyle { family: family.clone(), book, ..PageStyle::book(20.0) }, 200.0);
        for block in 0..page.block_count() {
            let layout = page.layout(&mut engine, &document, block);
            let is_empty = page.block(block).span.is_empty();
            let own = if is_empty && book { 0.0 } else { layout.height_px() };
            assert_eq!(page.height(block), page.space_above(block) + own, "block {block}");
        }
        let sum: f64 = (0..page.block_count()).map(|block| f64::from(page.height(block))).sum();
        assert!((page.total_height() - sum).abs() < 0.01);
    }
}

#[test]
fn lines_of_nastaliq_do_not_run_into_each_other() {
    let font = "/usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf";
    let Some(path) = super::needs::installed(font, "fonts-noto-core") else { return };
    let (_folder, mut engine) = with_fonts(&[std::fs::read(path).unwrap()]);
    let family = Family::Named(engine.find_family("Noto Nastaliq Urdu").unwrap());
    let text = include_str!("../../assets/layout-texts/urdu.txt");
    for line_height in [1.4, 1.8] {
        let style = TextStyle { family: family.clone(), ..TextStyle::article(20.0, line_height) };
        let (mut overlaps, mut lines) = (0, 0);
        for paragraph in text.lines() {
            let layout = engine.paragraph(paragraph, &style, Direction::Rtl, Some(500.0));
            let mut images = GlyphImages::new();
            let mut before = f32::MIN;
            for line in 0..layout.lines().len() {
                let (mut top, mut bottom) = (f32::MAX, f32::MIN);
                for (run, glyphs) in layout.glyph_runs(line..line + 1) {
                    for glyph in glyphs {
                        let key = GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x).0;
                        let Some(image) = images.rasterise(&run.font, key) else { continue };
                        top = top.min(glyph.y - image.top as f32);
                        bottom = bottom.max(glyph.y - image.top as f32 + image.height as f32);
                    }
                }
                overlaps += usize::from(top < before);
                lines += 1;
                before = bottom;
            }
        }
        assert!(lines > 10 && overlaps == 0, "{overlaps} of {lines} lines at {line_height}");
    }
}
