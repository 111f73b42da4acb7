use std::fmt::Write as _;

use super::*;
use crate::document::{Document, Role};

fn opened(text: &str) -> Document {
    Document::read(&KIND, text.as_bytes().to_vec(), &ReadOptions::default()).unwrap()
}

/// The text, with what is said at a time in brackets.
fn timed(document: &Document) -> String {
    let mut timed = String::new();
    let mut at = 0;
    for part in document.structure().unwrap() {
        let Role::Time { start, end } = part.role else { panic!("{part:?}") };
        let range = part.span.range();
        timed.push_str(&document.text()[at..range.start]);
        let _ = write!(timed, "[{start}-{end}|{}]", part.span.of(document.text()));
        at = range.end;
    }
    timed + &document.text()[at..]
}

#[test]
fn times_are_read_in_all_spellings() {
    for (line, expected) in [
        ("00:00:01,000 --> 00:00:02,500", Some((1000, 2500))),
        ("00:01.5 --> 00:02 align:right line:90%", Some((1500, 2000))),
        ("100:00:00.000-->101:00:00.000", Some((360_000_000, 363_600_000))),
        ("\u{200f}0:0:1,5 --> 0:0:2,05", Some((1500, 2050))),
        ("1 --> 2", None),
        ("99999999:00:00,000 --> 0:0:1", None),
        ("نصّ", None),
    ] {
        assert_eq!(times(line), expected, "{line}");
    }
}

#[test]
fn sentences_go_on_from_cue_to_cue() {
    let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>أعلنت القوّات</i>\r\nفتح\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n{\\an8}الطريق.\r\n\r\n\
        3\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n\r\n4\r\n00:00:05,000 --> 00:00:06,000\r\n\u{202b}17 يوماً\u{202c}\r\n- من؟\r\n\r\n00:00:07,000 --> 00:00:08,000\r\n1984\r\n";
    assert_eq!(
        timed(&opened(srt)),
        "[1000-2000|أعلنت القوّات فتح] [2100-3000|الطريق.]\n\n[5000-6000|17 يوماً]\n\n[5000-6000|- من؟]\n\n[7000-8000|1984]"
    );
}

#[test]
fn who_speaks_parts_paragraphs() {
    let vtt = "\u{feff}WEBVTT - خبر\n\nNOTE لا\n\nSTYLE\n::cue { }\n\nREGION\nid:a\n\nأوّل\n00:01.000 --> 00:02.000\n<v.loud ليلى العبيد>خبر &amp; <00:01.500><c.x>عاجل</c>\n\n\
        00:02.000 --> 00:03.000\n<v ليلى العبيد>من نيالا&lrm;\n\n00:03.000 --> 00:04.000\n<v سامي>متى؟</v>\n";
    assert_eq!(timed(&opened(vtt)), "[1000-2000|خبر & عاجل] [2000-3000|من نيالا\u{200e}]\n\n[3000-4000|متى؟]");
}

#[test]
fn what_rolls_up_is_read_once() {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n \nواحد<00:01.000><c> اثنان</c>\n\n00:02.000 --> 00:02.010\nواحد اثنان\n \n\n00:02.010 --> 00:04.000\nواحد اثنان\nثلاثة<c> أربعة</c>\n";
    assert_eq!(opened(vtt).text(), "واحد اثنان ثلاثة أربعة");
}

#[test]
fn signs_that_are_no_tags_stay() {
    let srt = "1\n0:0:1,0 --> 0:0:2,0\n2 < 3 {ب} &amp; <font color=\"#fff\">أ</font> <3 {y:i}ج\\Nد\n";
    assert_eq!(opened(srt).text(), "2 < 3 {ب} &amp; أ <3 ج د");
}

#[test]
fn any_encoding_is_read() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nأعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل.\n";
    let cp1256 = encoding_rs::WINDOWS_1256.encode(srt).0.into_owned();
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(srt.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding) in [(cp1256, "windows-1256"), (utf16, "UTF-16LE")] {
        assert!((KIND.begins)(&bytes), "{encoding}");
        let document = Document::read(&KIND, bytes, &ReadOptions::default()).unwrap();
        assert_eq!(document.encoding_name(), encoding);
        assert_eq!(document.text(), "أعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل.");
    }
    assert!(!(KIND.begins)("نصّ عاديّ\n".as_bytes()));
    let plain = Document::read(&KIND, b"no times".to_vec(), &ReadOptions::default());
    assert_eq!(plain.unwrap_err(), DocumentError::Damaged { kind: "SRT", what: "the times of its cues" });
}

#[test]
fn times_stay_in_the_text_without_the_blanks_around_it() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n\u{c}\n\n2\n00:00:02,000 --> 00:00:03,000\nنعم\n\u{c}\n";
    let contents = (super::KIND.read)(srt.into(), &crate::document::ReadOptions::default()).unwrap();
    let text = contents.text.as_str();
    assert!(contents.structure.iter().flatten().all(|part| text.get(part.span.range()).is_some()), "{text:?}");
}
