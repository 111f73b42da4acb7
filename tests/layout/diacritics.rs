//! Hidden vowel marks: only the drawing changes, every offset stays the same.

use hawashi::document::Document;
use hawashi::layout::{Affinity, CaretPos, PageLayout, PageStyle, ParagraphLayout, TextStyle};
use hawashi::text::Direction;

use super::{TEXTS, find, glyphs, with_engine};

const WIDTHS: [f32; 4] = [60.0, 190.0, 420.0, 2000.0];

fn hidden(text: &str, width_px: f32) -> ParagraphLayout {
    hidden_in(Direction::of(text).unwrap_or(Direction::Rtl), text, width_px)
}

fn hidden_in(direction: Direction, text: &str, width_px: f32) -> ParagraphLayout {
    let style = TextStyle { hide_diacritics: true, ..TextStyle::article(20.0, 1.8) };
    with_engine(|engine| engine.paragraph(text, &style, direction, Some(width_px)))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65E}' | '\u{670}' | '\u{591}'..='\u{5BD}' | '\u{5C1}' | '\u{5C2}')
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

/// Texts as in news, school books and broken exports.
fn vocalised() -> Vec<String> {
    let odd = [
        "\u{64E}\u{651} علامات في البداية",
        "كلمة \u{64C} وحدها",
        "نهاية \u{651}",
        "\u{64B}\u{64B}",
        "لَا إِلَٰهَ إِلَّا ٱللَّهُ",
        "الاِ\u{654}سم والـمُـدن",
        "SDF\u{651} و 12\u{64B}",
        "كَتَبَ\tقَرَأَ",
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים, בֵּית־סֵפֶר צַהַ״ל",
    ];
    let mut texts: Vec<String> = TEXTS.iter().chain(&odd).map(|&text| text.to_owned()).collect();
    // Every letter of each text, followed by a mark.
    texts.extend(TEXTS.map(|text| text.chars().flat_map(|c| [c, '\u{64E}']).collect()));
    texts
}

#[test]
fn the_clusters_tile_the_whole_text() {
    for text in vocalised() {
        for width in WIDTHS {
            let layout = hidden(&text, width);
            assert_eq!(layout.text(), text);
            let mut at = 0;
            for cluster in layout.clusters().all() {
                assert_eq!(cluster.start, at, "{text:?}");
                assert!(cluster.end > cluster.start && text.is_char_boundary(cluster.end as usize), "{text:?}");
                at = cluster.end;
            }
            assert_eq!(at as usize, text.len(), "{text:?}");
            let lines = layout.lines();
            assert_eq!(lines.first().map(|l| l.start), Some(0));
            assert_eq!(lines.last().map(|l| l.end as usize), Some(text.len()));
            assert!(lines.windows(2).all(|pair| pair[0].end == pair[1].start), "{text:?}");
        }
    }
}

#[test]
fn it_is_drawn_as_the_bare_text_is() {
    for text in vocalised().into_iter().filter(|text| !bare(text).is_empty()) {
        for width in WIDTHS {
            let (shown, expected) = (
                glyphs(&hidden(&text, width)),
                glyphs(&hidden_in(hidden(&text, width).direction(), &bare(&text), width)),
            );
            assert_eq!(shown.len(), expected.len(), "{text:?}");
            for (a, b) in shown.iter().zip(&expected) {
                let apart = (a.x - b.x).abs().max((a.y - b.y).abs());
                assert!(a.id == b.id && apart < 0.01, "{text:?}: {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn every_caret_is_where_a_click_finds_it() {
    for text in vocalised() {
        for width in WIDTHS {
            let layout = hidden(&text, width);
            for (index, line) in layout.lines().iter().enumerate() {
                for cluster in layout.clusters().line(line).iter().filter(|c| c.right - c.left > 0.5) {
                    if cluster.start >= line.text_end {
                        continue;
                    }
                    let (before, after) = if cluster.rtl {
                        (cluster.right - 0.1, cluster.left + 0.1)
                    } else {
                        (cluster.left + 0.1, cluster.right - 0.1)
                    };
                    let start = CaretPos { byte: cluster.start, affinity: Affinity::Downstream };
                    let end = CaretPos { byte: cluster.end, affinity: Affinity::Upstream };
                    assert_eq!(layout.hit_line(index, before), start, "{text:?} at {width}");
                    assert_eq!(layout.hit_line(index, after), end, "{text:?} at {width}");
                }
            }
        }
    }
}

#[test]
fn a_span_covers_the_same_letters_with_and_without_its_marks() {
    let text = "قُرْبَ الرَّقَّةِ، وفق";
    let layout = hidden(text, 600.0);
    let word = layout.rects(find(text, "الرَّقَّةِ"));
    let without_last_mark = layout.rects(find(text, "الرَّقَّة"));
    assert_eq!(word.len(), 1);
    assert_eq!(word, without_last_mark);
    let all: f32 = layout.rects(0..text.len() as u32).iter().map(|r| r.right - r.left).sum();
    assert!((all - layout.text_width_px()).abs() < 0.1);
}

#[test]
fn a_pointed_letter_of_one_character_keeps_its_place() {
    // Shin with its dot, pe with dagesh, double yod with patah: drawn like the letters alone.
    let (text, bare) = ("\u{FB2A}ל\u{FB44} \u{FB1F}ד", "שלפ \u{5F2}ד");
    let layout = hidden(text, 600.0);
    assert_eq!(layout.text(), text);
    assert_eq!(layout.clusters().all().iter().map(|c| c.start).collect::<Vec<_>>(), [0, 3, 5, 8, 9, 12]);
    assert_eq!(glyphs(&layout).len(), glyphs(&hidden(bare, 600.0)).len());
}

#[test]
fn a_page_says_it_for_all_of_its_paragraphs() {
    let text = "هُجِّرَ الأَهالِي مِنَ الإِقْلِيمِ\nعادوا بعد حين";
    let document = Document::from_text(text).unwrap();
    let style = PageStyle { hide_diacritics: true, ..PageStyle::book(20.0) };
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 400.0);
    with_engine(|engine| {
        let shown = glyphs(&page.layout(engine, &document, 0)).len();
        assert!(page.restyle(&document, &style, 400.0));
        let layout = page.layout(engine, &document, 0);
        assert!(glyphs(&layout).len() < shown);
        assert_eq!(layout.text(), text.lines().next().unwrap());
    });
}

#[test]
fn a_page_of_one_direction_and_another_spacing() {
    use Direction::{Ltr, Rtl};
    let text = "قال المتحدث إن المدينة\nThe town lies between\nعادوا بعد حين";
    let document = Document::from_text(text).unwrap();
    let mut page = PageLayout::new(&document, PageStyle { book: true, ..PageStyle::book(20.0) }, 400.0);
    let directions = |page: &mut PageLayout| {
        let document = &document;
        with_engine(|engine| {
            (0..page.block_count()).map(|b| page.layout(engine, document, b).direction()).collect::<Vec<_>>()
        })
    };
    assert_eq!(directions(&mut page), [Rtl, Ltr, Rtl]);
    for forced in [Ltr, Rtl] {
        let style = PageStyle { direction: Some(forced), paragraph_spacing: 2.0, ..PageStyle::book(20.0) };
        let before = page.space_above(1);
        page.restyle(&document, &style, 400.0);
        assert_eq!(directions(&mut page), [forced; 3]);
        assert!(page.space_above(1) >= before && page.space_above(1) > 20.0);
    }
}
