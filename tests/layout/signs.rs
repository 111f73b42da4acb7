//! Invisible characters, characters that fonts lack, emoji, and damaged fonts.

use hawashi::layout::{
    GlyphCoverage, GlyphImages, GlyphKey, Invisible, ParagraphLayout, PlacedInvisible, Sign, TextEngine, TextStyle,
};
use hawashi::text::Direction;

use super::{find, glyphs, needs, set, set_in};

fn placed(layout: &ParagraphLayout, char: char) -> PlacedInvisible {
    let found: Vec<_> = layout.invisibles().into_iter().filter(|p| p.invisible.char == char).collect();
    assert_eq!(found.len(), 1, "{char:?} in {:?}", layout.text());
    found[0]
}

/// How many glyphs have ink.
fn inked(layout: &ParagraphLayout) -> usize {
    let mut images = GlyphImages::new();
    let runs = layout.glyph_runs(0..layout.lines().len());
    runs.flat_map(|(run, glyphs)| glyphs.iter().map(move |glyph| (run, glyph)))
        .filter(|(run, glyph)| {
            let key = GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x).0;
            images.rasterise(&run.font, key).is_some_and(|image| match image.coverage {
                GlyphCoverage::Mask => image.data.iter().any(|&a| a > 0),
                GlyphCoverage::Color => image.data.chunks(4).any(|p| p[3] > 0),
            })
        })
        .count()
}

#[test]
fn signs_stand_between_the_letters_that_they_stand_between() {
    for control in ['\u{200E}', '\u{200F}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{200C}', '\u{AD}', '\u{2066}'] {
        // Right to left: what follows is on the left.
        let text = format!("سرت{control}درنة");
        let layout = set(&text, 500.0);
        let sign = placed(&layout, control);
        let (before, after) = (layout.rects(find(&text, "سرت"))[0], layout.rects(find(&text, "درنة"))[0]);
        assert!(
            (before.left - sign.left).abs() < 1.0 && (after.right - sign.left).abs() < 1.0,
            "{control:?}: {sign:?}"
        );
        assert_eq!(sign.left, sign.right, "{control:?} takes no room");
        let text = format!("abc{control}def");
        let layout = set(&text, 500.0);
        let sign = placed(&layout, control);
        let before = layout.rects(0..3)[0];
        assert!((before.right - sign.left).abs() < 1.0, "{control:?}: {sign:?}");
    }
}

#[test]
fn spaces_and_tabs_keep_their_room() {
    let layout = set("سرت\u{A0}درنة\tطبرق", 500.0);
    for (char, sign) in [('\u{A0}', Sign::Ring), ('\t', Sign::Arrow)] {
        let here = placed(&layout, char);
        assert!(here.right - here.left > 2.0 && here.rtl, "{here:?}");
        assert_eq!(here.invisible.sign, sign);
    }
}

#[test]
fn signs_are_on_the_line_of_their_character() {
    let text = format!("{}\u{200F}{}", "كلمة ".repeat(40), "كلمة ".repeat(40));
    let layout = set(&text, 200.0);
    let sign = placed(&layout, '\u{200F}');
    let line = &layout.lines()[sign.line];
    assert!(line.start <= sign.byte && sign.byte < line.end && sign.line > 3);
}

#[test]
fn what_is_not_seen_has_no_ink() {
    // Control characters of the eighties, fillers and annotation anchors do not belong in an article: a box is right
    // for them.
    let is_rare = |c: char| matches!(c, '\u{80}'..='\u{9F}' | '\u{115F}' | '\u{1160}' | '\u{1680}' | '\u{180F}' | '\u{3164}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}');
    let unseen = ('\u{80}'..='\u{FFFF}').filter(|&c| Invisible::of(c).is_some() && !is_rare(c));
    let drawn: Vec<char> = unseen.filter(|c| inked(&set(&format!("س{c}س"), 500.0)) != 2).collect();
    assert_eq!(drawn, Vec::<char>::new());
}

#[test]
fn what_no_font_has_is_a_box_and_never_nothing() {
    // Unassigned, private use, Han, emoji, an object replaced.
    for missing in ["\u{378}", "\u{E000}", "中", "😀", "\u{FFFC}", "𒀀", "\u{10FFFD}"] {
        for direction in [Direction::Rtl, Direction::Ltr] {
            let layout = set_in(direction, missing, Some(300.0));
            assert!(inked(&layout) >= 1, "{missing:?}");
            let rects = layout.rects(0..missing.len() as u32);
            assert!(rects.len() == 1 && rects[0].right - rects[0].left > 4.0, "{missing:?}: {rects:?}");
        }
    }
}

#[test]
fn emoji_have_outlines_where_no_font_is_installed() {
    let mut engine = TextEngine::bundled_only();
    let style = TextStyle::article(20.0, 1.8);
    for emoji in ["😀", "🔴", "🚨", "🙏", "✅", "⚠", "📍", "🎉"] {
        let layout = engine.paragraph(&format!("عاجل {emoji}"), &style, Direction::Rtl, Some(300.0));
        let runs = layout.glyph_runs(0..1);
        assert!(runs.flat_map(|(_, glyphs)| glyphs).all(|glyph| glyph.id != 0), "{emoji} is a box");
    }
}

#[test]
fn one_emoji_is_one_place_for_the_caret() {
    for emoji in ["👩‍👩‍👧", "🇱🇾", "👍🏽", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👨🏿‍🚒"]
    {
        for text in [emoji.to_owned(), format!("سرت {emoji} درنة"), format!("abc {emoji} def")] {
            let layout = set(&text, 500.0);
            let span = find(&text, emoji);
            assert_eq!(layout.next_boundary(span.start), span.end, "{emoji} in {text}");
            assert_eq!(layout.previous_boundary(span.end), span.start, "{emoji} in {text}");
            assert_eq!(layout.rects(span).len(), 1);
        }
    }
}

#[test]
fn a_non_joiner_parts_letters_and_a_joiner_keeps_them_joined() {
    let ids = |text: &str| -> Vec<u16> { glyphs(&set(text, 300.0)).iter().map(|g| g.id).collect() };
    let (joined, parted) = (ids("میخواهم"), ids("می\u{200C}خواهم"));
    assert_ne!(joined, parted);
    // ه alone is a ring; joined to something invisible it has its initial form.
    assert_ne!(ids("ه"), ids("ه\u{200D}"));
    let text = "می\u{200C}خواهم";
    let layout = set(text, 300.0);
    assert_eq!(layout.rects(0..text.len() as u32).len(), 1, "one word, one rectangle");
}

#[test]
fn controls_stand_around_what_they_turn() {
    for (text, inside) in [
        ("قال \u{202D}سرت درنة\u{202C} نعم", "سرت درنة"),
        ("read \u{202E}gpj.exe\u{202C} now", "gpj.exe"),
        ("قال (\u{202A}SDF\u{202C}) نعم", "SDF"),
        ("a \u{202B}سرت\u{202C} b", "سرت"),
    ] {
        let layout = set(text, 500.0);
        let rect = layout.rects(find(text, inside))[0];
        let edges: Vec<f32> = layout.invisibles().iter().map(|sign| sign.left).collect();
        assert_eq!(edges.len(), 2);
        let outer = [edges[0].min(edges[1]), edges[0].max(edges[1])];
        assert!(
            (outer[0] - rect.left).abs() < 1.0 && (outer[1] - rect.right).abs() < 1.0,
            "{text:?}: {edges:?} {rect:?}"
        );
    }
}

#[test]
fn emoji_are_one_image_in_colour_where_a_font_has_them() {
    let named = std::env::var_os("HAWASHI_FONTS").map(std::path::PathBuf::from);
    let folders: Vec<_> = named.into_iter().chain(["/usr/share/fonts/truetype/noto".into()]).collect();
    if !folders.iter().any(|folder| folder.join("NotoColorEmoji.ttf").is_file()) {
        needs::skip_without("Noto Color Emoji (apt-get install fonts-noto-color-emoji)");
        return;
    }
    let mut engine = TextEngine::with_fonts_in(folders);
    let mut images = GlyphImages::new();
    for emoji in ["😀", "👩‍👩‍👧", "🇱🇾", "👍🏽", "❤️", "👨🏿‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
    {
        let text = format!("سرت {emoji} درنة");
        let layout = engine.paragraph(&text, &TextStyle::article(20.0, 1.8), Direction::Rtl, Some(500.0));
        let mut colored = Vec::new();
        for (run, glyphs) in layout.glyph_runs(0..layout.lines().len()) {
            for glyph in glyphs {
                let key = GlyphKey::new(&run.font, glyph.id, run.size_px, run.embolden, glyph.x).0;
                colored.extend(images.rasterise(&run.font, key).filter(|i| i.coverage == GlyphCoverage::Color));
            }
        }
        assert_eq!(colored.len(), 1, "{emoji}");
        let is_grey = |p: &[u8]| p[3] < 128 || p[0].abs_diff(p[1]).max(p[1].abs_diff(p[2])) < 16;
        assert!(emoji == "👩‍👩‍👧" || !colored[0].data.chunks(4).all(is_grey), "{emoji} has no colour");
        let (width, height) = (colored[0].width, colored[0].height);
        assert!((15..32).contains(&width) && (10..32).contains(&height), "{emoji}: {width} x {height} at 20 px");
    }
}
