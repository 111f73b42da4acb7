//! Pages: headings, heights, anchors, restyling.

use hawashi::document::Document;
use hawashi::layout::{BlockKind, Family, FontFamily, PageLayout, PageStyle, TextEngine, TextStyle};
use hawashi::text::{BytePos, Direction};

use super::{glyphs, with_engine};

fn kinds(text: &str) -> Vec<BlockKind> {
    let document = Document::from_text(text).unwrap();
    let page = PageLayout::new(&document, PageStyle::book(20.0), 600.0);
    (0..page.block_count()).map(|b| page.block(b).kind).collect()
}

const LONG: &str = "أعلنت الحكومة أمس أن الاتفاق الذي وقعته الأطراف في المدينة سيدخل حيز التنفيذ خلال أيام قليلة، وأن اللجنة ستجتمع قريبا.";

#[test]
fn headlines_are_short_lines_over_text() {
    use BlockKind::Body;
    const HEADING: BlockKind = BlockKind::Heading(3);
    let table = [
        (HEADING, "خلفية الأزمة", LONG),
        (HEADING, "Background", LONG),
        (HEADING, "من يسيطر على ماذا", LONG),
        (Body, "قال المتحدث:", LONG),
        (Body, "انتهى.", LONG),
        (HEADING, "هل انتهى؟", LONG),
        (HEADING, "بعد الهدنة | من يحكم الجنوب", LONG),
        (Body, "دمشق - سانا", LONG),
        (Body, "2015 - 2019", LONG),
        (Body, "***", LONG),
        (Body, "سطر", "سطر"),
        (Body, LONG, LONG),
    ];
    for (expected, line, below) in table {
        assert_eq!(kinds(&format!("{line}\n{below}\n"))[0], expected, "{line}");
        assert_eq!(kinds(&format!("{line}\n\n{below}\n"))[0], expected, "{line}, with an empty line below");
    }
    assert_eq!(kinds("خلفية الأزمة")[0], Body, "nothing stands below it");
    assert_eq!(kinds(&format!("\n  \n{LONG}")), [BlockKind::Empty, BlockKind::Empty, Body]);
}

#[test]
fn heights_become_exact_and_positions_agree() {
    let text = format!("عنوان\n{LONG}\n\n{LONG} {LONG}\nBBC\n").repeat(40);
    let document = Document::from_text(text).unwrap();
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 400.0);
    with_engine(|engine| {
        for block in (0..page.block_count()).rev() {
            let layout = page.layout(engine, &document, block);
            let own = if page.block(block).kind == BlockKind::Empty { 0.0 } else { layout.height_px() };
            assert_eq!(page.height(block), page.space_above(block) + own);
        }
    });
    let mut y = 0.0_f64;
    for block in 0..page.block_count() {
        assert!((page.top(block) - y).abs() < 0.01);
        let height = f64::from(page.height(block));
        if height > 0.0 {
            let (at, inside) = page.at_y(y + height / 2.0);
            assert_eq!(at, block);
            assert!((inside - height / 2.0).abs() < 0.01);
        }
        y += height;
    }
    assert!((page.total_height() - y).abs() < 0.01);
}

#[test]
fn a_correction_above_moves_nothing_that_is_anchored() {
    let text = format!("{LONG} {LONG} {LONG}\n").repeat(60);
    let document = Document::from_text(text).unwrap();
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 400.0);
    with_engine(|engine| {
        // The view starts 10 px inside block 30 and shows it and the two below.
        page.layout(engine, &document, 30);
        let seen: Vec<f64> = (30..33).map(|b| page.top(b) - page.top(30)).collect();
        let (exact_30, exact_31) = (page.height(30), page.height(31));
        for block in 0..30 {
            page.layout(engine, &document, block);
        }
        assert_eq!(page.height(30), exact_30, "an exact height stays");
        let after: Vec<f64> = (30..32).map(|b| page.top(b) - page.top(30)).collect();
        assert!((seen[1] - after[1]).abs() < 0.01, "{seen:?} {after:?}");
        page.layout(engine, &document, 31);
        assert!((f64::from(page.height(31)) - f64::from(exact_31)).abs() < f64::from(exact_31), "an estimate is near");
    });
}

#[test]
fn every_byte_finds_its_block() {
    let text = format!("عنوان\r\n{LONG}\n\nabc\n");
    let document = Document::from_text(text.clone()).unwrap();
    let page = PageLayout::new(&document, PageStyle::book(20.0), 400.0);
    for at in 0..=text.len() {
        let block = page.block_of(BytePos::from(at));
        assert!(page.block(block).span.start.index() <= at);
        assert!(block + 1 == page.block_count() || at < page.block(block + 1).span.start.index(), "byte {at}");
    }
}

#[test]
fn restyling_keeps_blocks_and_heights_follow() {
    let text = format!("عنوان\n{LONG} {LONG} {LONG}\n").repeat(20);
    let document = Document::from_text(text).unwrap();
    let style = PageStyle::book(20.0);
    let mut page = PageLayout::new(&document, style.clone(), 600.0);
    with_engine(|engine| {
        let wide = page.layout(engine, &document, 1).lines().len();
        let blocks: Vec<_> = (0..page.block_count()).map(|b| page.block(b)).collect();
        assert!(!page.restyle(&document, &style, 600.0), "nothing changed");
        assert!(page.restyle(&document, &style, 300.0));
        assert_eq!((0..page.block_count()).map(|b| page.block(b)).collect::<Vec<_>>(), blocks);
        let narrow = page.layout(engine, &document, 1).lines().len();
        assert!(narrow > wide);
        assert!(page.restyle(&document, &PageStyle::book(30.0), 300.0));
        assert!(page.layout(engine, &document, 1).lines().len() > narrow);
        // Going back restores the previous state.
        assert!(page.restyle(&document, &style, 600.0));
        assert_eq!(page.layout(engine, &document, 1).lines().len(), wide);
        let plain = PageStyle { book: false, ..style };
        assert!(page.restyle(&document, &plain, 600.0));
        assert_eq!(page.block(0).kind, BlockKind::Body, "no headings on an even page");
    });
}

#[test]
fn estimates_are_near_once_some_blocks_are_known() {
    let text = format!("{LONG} {LONG} {LONG} {LONG} {LONG}\n").repeat(200);
    let document = Document::from_text(text).unwrap();
    for (size, width) in [(16.0, 320.0), (20.0, 700.0), (32.0, 1000.0)] {
        let mut page = PageLayout::new(&document, PageStyle::book(size), width);
        with_engine(|engine| {
            for block in 0..20 {
                page.layout(engine, &document, block);
            }
            let exact = f64::from(page.height(5)) * 200.0;
            let error = (page.total_height() - exact).abs() / exact;
            assert!(error < 0.05, "{error} at {size} px, {width} wide");
        });
    }
}

#[test]
fn a_page_of_nothing() {
    for text in ["\n", "\n\n\n", " "] {
        let document = Document::from_text(text).unwrap();
        let mut page = PageLayout::new(&document, PageStyle::book(20.0), 400.0);
        assert!(page.block_count() >= 1);
        assert_eq!(page.at_y(1e9).0, page.block_count() - 1);
        with_engine(|engine| {
            page.layout(engine, &document, 0);
        });
    }
}

#[test]
fn installed_fonts_are_read_beside_an_engine_that_goes_on() {
    let mut engine = TextEngine::new();
    let style = TextStyle::article(20.0, 1.8);
    let set = |engine: &mut TextEngine, family: Family| {
        let style = TextStyle { family, ..style.clone() };
        glyphs(&engine.paragraph("قوات سوريا (SDF)", &style, Direction::Rtl, Some(400.0)))
    };
    let before = set(&mut engine, Family::Article);
    let mut reader = engine.font_reader();
    let families = reader.read();
    assert_eq!(set(&mut engine, Family::Article), before, "meanwhile");
    engine.take_fonts(reader);
    assert_eq!(set(&mut engine, Family::Article), before, "the bundled fonts stay first");
    assert_eq!(families[..2], FontFamily::bundled());
    for family in families.iter().filter(|family| family.is_arabic).take(4) {
        assert!(!set(&mut engine, Family::Named(family.name.clone())).is_empty(), "{}", family.name);
        assert_eq!(engine.find_family(&family.name).as_ref(), Some(&family.name));
    }
    // An unknown family: the bundled letters are used.
    assert_eq!(set(&mut engine, Family::Named("خط لا وجود له".to_owned())), before);
    let again = engine.font_reader().read();
    assert_eq!(again, families, "nothing is read twice");
}
