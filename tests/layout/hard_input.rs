//! Bad input: none of it panics, hangs or loses text.

use hawashi::document::Document;
use hawashi::layout::{Family, PageLayout, PageStyle, TextStyle};
use hawashi::text::Direction;

use super::{clock, set, set_in, with_engine};

#[test]
fn ten_thousand_combining_marks_on_one_letter() {
    let [small, large] = [1_250, 5_000].map(|pairs| {
        let text = format!("ب{}", "\u{64E}\u{651}".repeat(pairs));
        let layout = set(&text, 300.0);
        assert_eq!(layout.next_boundary(0), text.len() as u32);
        assert_eq!(layout.rects(0..2).len(), 1);
        clock::shortest(|| drop(set(&text, 300.0)))
    });
    clock::grows_with_its_input("marks", 4, small, large);
}

#[test]
fn bidi_controls_two_hundred_deep() {
    for control in ["\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}"] {
        for text in [
            format!("{}سرت abc 12", control.repeat(200)),
            format!("سرت {} abc {} 12", control.repeat(200), "\u{202C}".repeat(300)),
            format!("سرت {} abc {} 12", "\u{2069}".repeat(200), control.repeat(200)),
        ] {
            for direction in [Direction::Rtl, Direction::Ltr] {
                let layout = set_in(direction, &text, Some(100.0));
                assert_eq!(layout.lines().last().map(|l| l.end as usize), Some(text.len()));
                layout.hit(50.0, 10.0);
            }
        }
    }
}

#[test]
fn newline_like_characters_inside_a_paragraph_are_spaces() {
    for newline in ["\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1C}", "\u{0}"] {
        for text in
            [newline.to_owned(), format!("{newline}\u{651}"), format!("سرت{newline}abc"), format!("abc{newline}")]
        {
            for direction in [Direction::Rtl, Direction::Ltr] {
                let layout = set_in(direction, &text, Some(500.0));
                assert_eq!(layout.lines().len(), 1, "{text:?}");
                assert_eq!(layout.lines()[0].end as usize, text.len(), "{text:?}");
            }
        }
    }
}

#[test]
fn invisible_texts_have_a_line() {
    for text in ["\u{200B}", "\u{FEFF}", "\u{200F}", "\u{2060}", "\u{AD}", "\u{202E}", " ", "\t", "\u{64B}"] {
        let layout = set(text, 100.0);
        assert_eq!(layout.lines().len(), 1, "{text:?}");
        assert_eq!(layout.next_boundary(0) as usize, text.len());
    }
}

#[test]
fn widths_of_nothing_and_of_no_number_are_survived() {
    for width in [0.0, -5.0, 0.001, f32::NAN, f32::INFINITY, f32::MAX] {
        let layout = set("سلام عليكم abc", width);
        assert_eq!(layout.lines().last().map(|l| l.end as usize), Some(layout.text().len()), "{width}");
        assert!(layout.caret(layout.hit(10.0, 10.0)).1.is_finite(), "{width}");
    }
}

#[test]
fn a_million_letters_without_a_space_are_set_in_pieces() {
    let document = Document::from_text("س".repeat(1_000_000)).unwrap();
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 600.0);
    assert!(page.block_count() > 20);
    with_engine(|engine| {
        let before = engine.shaped_bytes();
        let layout = page.layout(engine, &document, 3);
        assert!(layout.lines().len() > 50);
        assert!(layout.lines().iter().all(|l| l.right - l.left <= 600.1));
        let set = engine.shaped_bytes() - before;
        assert!(set < 128 << 10, "{set} bytes were set for one piece");
    });
    let mut at = 0;
    for block in 0..page.block_count() {
        assert_eq!(page.block(block).span.start.0, at);
        at = page.block(block).span.end.0;
    }
    assert_eq!(at, 2_000_000);
}

#[test]
fn pieces_never_split_a_grapheme_and_keep_the_direction() {
    use unicode_segmentation::UnicodeSegmentation as _;
    for unit in ["ه\u{64F}\u{651}", "👨‍👩‍👧‍👦", "🇱🇾", "e\u{301}\u{302}", "ك"] {
        let text = format!("{}{}", "عربي ".repeat(600), unit.repeat(300_000 / unit.len()));
        let document = Document::from_text(text.clone()).unwrap();
        let page = PageLayout::new(&document, PageStyle::book(20.0), 600.0);
        let boundaries: std::collections::BTreeSet<usize> = text.grapheme_indices(true).map(|(i, _)| i).collect();
        for block in 1..page.block_count() {
            let start = page.block(block).span.start.index();
            assert!(boundaries.contains(&start), "{unit:?} cut at {start}");
        }
    }
    // The last piece of an Arabic paragraph may contain only Latin letters.
    let text = format!("{}{}", "عربي ".repeat(20_000), "latin ".repeat(10_000));
    let document = Document::from_text(text).unwrap();
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 600.0);
    let last = page.block_count() - 1;
    assert!(last > 0);
    with_engine(|engine| assert!(page.layout(engine, &document, last).direction().is_rtl()));
}

#[test]
fn one_mark_run_longer_than_a_piece_is_cut_somewhere() {
    let text = format!("ب{}", "\u{64E}".repeat(100_000));
    let document = Document::from_text(text.clone()).unwrap();
    let page = PageLayout::new(&document, PageStyle::book(20.0), 600.0);
    assert!(page.block_count() > 1);
    assert_eq!(page.block(page.block_count() - 1).span.end.index(), text.len());
}

#[test]
fn more_arabic_words_than_a_style_can_count_are_set() {
    // In the interface each Arabic word has a size of its own.
    let text = "كلمة و word ".repeat(40_000);
    let style = TextStyle { family: Family::Interface, arabic_size_px: 16.0, ..TextStyle::article(14.0, 1.7) };
    let layout = with_engine(|engine| engine.paragraph(&text, &style, Direction::Rtl, None));
    assert_eq!(layout.lines()[0].end as usize, text.len());
}
