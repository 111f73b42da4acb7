//! Small pictures of pages, drawn on the CPU and compared with those in `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1` writes new ones: look at them before committing.

use std::path::Path;

use hawashi::document::Document;
use hawashi::layout::picture::{Picture, PictureStyle, draw};
use hawashi::layout::{PageLayout, PageMark, PageStyle, Palette, Stroke, ThemeName};
use hawashi::text::Span;

use super::with_engine;

/// Tolerance of channel values: rasterisers round differently on different processors.
const TOLERANCE: u8 = 3;

const ARTICLE: &str = "معارك قرب بنغازي\n\
    أعلن مجلس شورى ثوار بنغازي (BRSC) أن 12% من المقاتلين هُجِّروا، وقال التنظيم إن «قوات حفتر» تتقدم نحو درنة وأجدابيا.";

fn span(part: &str) -> Span {
    let start = ARTICLE.rfind(part).unwrap();
    Span::from_range(start..start + part.len())
}

fn marks(palette: &Palette) -> Vec<PageMark> {
    let undecided = |part, faction: bool| {
        let colors = if faction { palette.labels[1] } else { palette.labels[0] };
        PageMark {
            span: span(part),
            annotation: None,
            label: if faction { "faction" } else { "location" }.into(),
            fill: Some(colors.fill),
            line: colors.line,
            stroke: if faction { Stroke::Dashed } else { Stroke::Solid },
            thickness: 2.0,
            point: false,
            is_dim: false,
            level: 0,
            count: 1,
        }
    };
    let decided = |part, faction| PageMark { fill: None, thickness: 1.5, ..undecided(part, faction) };
    vec![
        PageMark { level: 1, ..undecided("مجلس شورى ثوار بنغازي", true) },
        undecided("بنغازي", false),
        // A rejected one is dim.
        PageMark { stroke: Stroke::Dotted, line: palette.dim, is_dim: true, ..decided("المقاتلين", true) },
        // A reference: no fill, dots.
        PageMark { fill: None, stroke: Stroke::Dotted, ..undecided("التنظيم", true) },
        // A mark made by a person, across quotation marks and a line end.
        PageMark { point: true, ..decided("قوات حفتر", true) },
        decided("درنة", false),
        undecided("أجدابيا", false),
    ]
}

fn page(dark: bool) -> Picture {
    let document = Document::from_text(ARTICLE).unwrap();
    let palette = Palette::of(if dark { ThemeName::Dark } else { ThemeName::Light });
    let Palette { paper, ink, dim, .. } = *palette;
    let style = PictureStyle { paper, ink, dim, margin_px: 12.0, point_px: 1.0 };
    let mut page = PageLayout::new(&document, PageStyle::book(20.0), 300.0);
    with_engine(|engine| {
        let marks_of = |block: Span| marks(palette).into_iter().filter(|m| m.span.overlaps(block)).collect();
        draw(engine, &document, &mut page, &style, &marks_of).picture
    })
}

fn compare(name: &str, picture: &Picture) {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).join("snapshots").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, picture.png().unwrap()).unwrap();
        return;
    }
    let kept = read(&path);
    assert_eq!((kept.width, kept.height), (picture.width, picture.height), "{name}");
    let differing = kept.rgba.iter().zip(&picture.rgba).filter(|(a, b)| a.abs_diff(**b) > TOLERANCE).count();
    if differing > 0 {
        std::fs::write(path.with_extension("new.png"), picture.png().unwrap()).unwrap();
    }
    assert_eq!(differing, 0, "{name}: compare with {name}.new.png, then UPDATE_SNAPSHOTS=1");
}

fn read(path: &Path) -> Picture {
    let file =
        std::fs::File::open(path).unwrap_or_else(|e| panic!("{}: {e}; UPDATE_SNAPSHOTS=1 writes it", path.display()));
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgba).unwrap();
    Picture { width: info.width, height: info.height, rgba }
}

#[test]
fn rtl_case_32_a_light_page_looks_as_before() {
    compare("layout-light", &page(false));
}

#[test]
fn a_dark_page_looks_as_before() {
    compare("layout-dark", &page(true));
}

#[test]
fn the_same_page_is_drawn_the_same() {
    assert_eq!(page(false), page(false));
}
