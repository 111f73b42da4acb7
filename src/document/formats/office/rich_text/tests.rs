use super::super::rtf::KIND;
use super::super::testing::{deletions, marked, read};
use super::*;
use crate::document::{Document, Remark, about};

fn opened(body: &str) -> Document {
    read(&KIND, format!(r"{{\rtf1\ansi {body}}}").as_bytes()).unwrap()
}

#[test]
fn characters_are_those_of_their_font_or_document() {
    let arabic = r"{\fonttbl{\f0\fnil\fcharset178 Arial;}{\f1\fcharset0 Calibri;}{\f2\fcharset2 Wingdings;}{\f3\fcharset177 David;}}";
    for (rtf, text) in [
        (r"\u1587?\u1585?\u1578?", "سرت"),
        (r"\uc2\u1587\'d3\'d1\uc0\u1585\u1578 x", "سرتx"),
        (r"\u-10179?\u-9162?", "🐶"),
        (r"\ansicpg1256 \'d3\'d1\'ca", "سرت"),
        (&format!(r"\ansicpg1252{arabic}\f0 \'d3\'d1\'ca \f1 caf\'e9 \f2\'fc \f3\'f9\'ec"), "سرت café ✓ של"),
        (&format!(r"{arabic}\ltrch\f1\af0 K\'f6ln \rtlch\'d3\'d1"), "Köln سر"),
        // All fonts are Western, but the document is not.
        (r"\ansicpg1256{\fonttbl{\f0\fcharset0 Arial;}}\f0 \'d3\'d1\'ca", "سرت"),
        (r"\mac\'8e", "é"),
        (
            r"\ldblquote a\rdblquote\emdash\~b\_c\-d\zwnj\rtlmark\{\\\}",
            "“a”—\u{a0}b\u{2011}c\u{ad}d\u{200c}\u{200f}{\\}",
        ),
        (r"{\upr{old}{\*\ud{\u1587?}}}", "س"),
        ("a\r\nb\\line c\\tab d", "ab\nc\td"),
    ] {
        assert_eq!(opened(rtf).text(), text, "{rtf}");
    }
}

#[test]
fn what_is_not_shown_is_left_out() {
    for (rtf, text) in [
        (r"{\*\unknown x}{\pict\bin3 }}}}a", "a"),
        (r"{\header x}{\footer y}{\*\bkmkstart z}a{\v b}c{\annotation d}", "ac"),
        (r#"{\field{\*\fldinst HYPERLINK "http://x.org"}{\fldrslt link}}{\xe y}"#, "link"),
        (r"{\info{\title x}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}{\*\cs1 X;}}a", "a"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard box\par}}{\shprslt box}}a", "a\n\nbox"),
        (r"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}{\listtext 1.\tab}a", "a"),
    ] {
        assert_eq!(opened(rtf).text(), text, "{rtf}");
    }
    let changed = opened(r"a{\deleted b}{\revised c}\par d{\deleted\par}e{\deleted x}{\deleted\b y}");
    assert_eq!((changed.text(), deletions(&changed)), ("ac\n\nde", 2));
}

#[test]
fn structure_comes_with_the_text() {
    let document = opened(concat!(
        r"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2\sbasedon1 Kh;}{\s3 Title;}{\s4 caption;}}",
        r"{\*\listtable{\list{\listlevel\levelnfc45\levelstartat1{\leveltext\'01\'00;}}{\listlevel\levelnfc23}\listid7}}",
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}{\info{\title Khabar}{\author L}}",
        r"\pard\s3 T\par\pard\s2 H\par\pard a{\super\chftn}{\footnote\pard\chftn n\par m}.\par\pard\s4 C\par",
        r"\pard\ls1\ilvl0 {\listtext 1.\tab}x\par\ilvl1 y\par\ilvl0 z\par",
        r"\pard{\pntext\'b7\tab}{\*\pn\pnlvlblt{\pntxtb\'b7}}p\par{\pntext\'b7\tab}q\par",
        r"\pard\li360\fi-360 \bullet\tab w\par\pard\outlinelevel1 S\par",
    ));
    assert_eq!(
        marked(&document),
        "[h1|T]\n\n[h1|H]\n\na[1].\n\n[note|[1] n\nm]\n\n[caption|C]\n\n[1.1|x]\n[2.-|y]\n[1.2|z]\n[1.-|p]\n[1.-|q]\n[1.-|w]\n\n[h2|S]"
    );
    let about: Vec<_> = document.about().iter().map(|(field, value)| (*field, value.as_str())).collect();
    assert_eq!(about, [(about::TITLE, "Khabar"), (about::AUTHOR, "L")]);
}

#[test]
fn tables_keep_their_columns() {
    let rtf = concat!(
        r"\trowd\trhdr\cellx2000\cellx3000\pard\intbl m\cell n\cell\row",
        r"\trowd\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\par d\cell\row\pard e\par",
    );
    assert_eq!(marked(&opened(rtf)), "[1:1!|m]\t\t[1:3!|n]\n[2:1|a]\t[2:2|b]\t[2:3|c\nd]\n\ne");
    let nested = r"\trowd\cellx1\cellx2\intbl a\cell\itap2 b\nestcell c\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables x}\itap1\cell\row";
    assert_eq!(marked(&opened(nested)), "a\n\n[1:1|b]\t[1:2|c]");
}

#[test]
fn of_a_damaged_file_is_read_what_is_there() {
    let cut = read(&KIND, br"{\rtf1 a\par {\b b{\footnote n").unwrap();
    assert_eq!((cut.text(), cut.remarks()), ("a\n\nb[1]\n\n[1] n", &[Remark::Damaged][..]));
    let deep = [br"{\rtf1 ".as_slice(), &b"{".repeat(5000)].concat();
    assert!(matches!(read(&KIND, &deep), Err(DocumentError::TooMuch { .. })));
    assert!(read(&super::super::doc::KIND, br"{\rtf1 a}").is_ok(), "Word names an RTF .doc, too");
}
