//! Decodes bytes into text: byte order mark, encoding, undecodable bytes.

use super::decoded_text::DecodedText;
use super::decoding::Decoding;
use super::encoding::{Charset, Encoding};
use super::error::{DocumentError, LIMIT_BYTES};
use super::guess::{guess, guess_wide, is_text_with_zeros};
use super::magic::looks_like;
use super::misreading::undo;
use super::undecodable::Undecodable;

pub(super) struct Decoded {
    pub(super) text: DecodedText,
    pub(super) decoding: Decoding,
}

pub(super) fn decode(bytes: Vec<u8>, choice: Option<Encoding>) -> Result<Decoded, DocumentError> {
    let bytes_len = bytes.len() as u64;
    if bytes_len > LIMIT_BYTES {
        return Err(DocumentError::TooLarge { bytes: bytes_len, limit: LIMIT_BYTES });
    }
    let (known, mark_len) = known_encoding(&bytes, choice);
    if bytes.len() == mark_len {
        return Err(DocumentError::Empty);
    }
    if choice.is_none() {
        refuse_kinds(&bytes)?;
        refuse_zeros(&bytes, known)?;
    }
    decode_behind(bytes, mark_len, known)
}

/// Rejects the beginning of a long text in no chosen encoding, as [`decode`] does with a whole one that is no text.
pub(crate) fn check_beginning(bytes: &[u8]) -> Result<(), DocumentError> {
    refuse_kinds(bytes)?;
    refuse_zeros(bytes, known_encoding(bytes, None).0)
}

/// The chosen encoding, or one that the first bytes show; with the length of the byte order mark.
fn known_encoding(bytes: &[u8], choice: Option<Encoding>) -> (Option<Encoding>, usize) {
    // A byte order mark of another encoding than the chosen one does not count.
    let mark = Charset::of_mark(bytes).filter(|(charset, _)| choice.is_none_or(|chosen| chosen.charset() == *charset));
    let (marked, mark_len) = mark.map_or((None, 0), |(charset, len)| (Some(charset), len));
    (choice.or_else(|| marked.or_else(|| guess_wide(bytes)).map(Encoding::from)), mark_len)
}

/// Decodes bytes that continue a text, in its encoding; `is_guessed` when the user has not chosen the encoding.
pub(super) fn decode_on(bytes: Vec<u8>, encoding: Encoding, is_guessed: bool) -> Result<Decoded, DocumentError> {
    if is_guessed {
        refuse_zeros(&bytes, Some(encoding))?;
    }
    decode_behind(bytes, 0, Some(encoding))
}

/// Rejects what begins like a file that is no text.
fn refuse_kinds(bytes: &[u8]) -> Result<(), DocumentError> {
    let at = || memchr::memchr(0, bytes).unwrap_or(0) as u64;
    looks_like(bytes).map_or(Ok(()), |kind| Err(DocumentError::Binary { at: at(), looks_like: Some(kind) }))
}

/// Rejects zero bytes, which are not text, unless they are few, the encoding has units longer than a byte, or the user
/// has chosen the encoding.
fn refuse_zeros(bytes: &[u8], encoding: Option<Encoding>) -> Result<(), DocumentError> {
    let is_wide = encoding.is_some_and(|encoding| encoding.charset().unit().0 > 1);
    match memchr::memchr(0, bytes) {
        Some(at) if !is_wide && !is_text_with_zeros(bytes) => {
            Err(DocumentError::Binary { at: at as u64, looks_like: None })
        }
        _ => Ok(()),
    }
}

/// Decodes `bytes[from..]`; if the encoding is not known, valid UTF-8 has priority.
fn decode_behind(bytes: Vec<u8>, from: usize, encoding: Option<Encoding>) -> Result<Decoded, DocumentError> {
    let had_bom = from > 0;
    // The usual case, and checked many times faster than by looking for each invalid sequence.
    let is_utf8 = encoding.is_none_or(|known| known == Encoding::UTF_8);
    let held = if is_utf8 { DecodedText::of_utf8(bytes, from) } else { Err(bytes) };
    let (encoding, text, undecodable) = match held {
        Ok(text) => (Encoding::UTF_8, text, None),
        Err(bytes) => {
            let encoding = encoding.unwrap_or_else(|| guess(&bytes));
            let (text, undecodable) = decode_as(encoding, &bytes, from);
            (encoding, DecodedText::from(text), undecodable)
        }
    };
    let text_len = text.as_str().len() as u64;
    if text_len > LIMIT_BYTES {
        return Err(DocumentError::TooLarge { bytes: text_len, limit: LIMIT_BYTES });
    }
    Ok(Decoded { text, decoding: Decoding { encoding, had_bom, undecodable } })
}

/// Decodes `bytes[from..]`; offsets of undecodable bytes count from the beginning of `bytes`.
pub(super) fn decode_as(encoding: Encoding, bytes: &[u8], from: usize) -> (String, Option<Undecodable>) {
    let mut undecodable: Option<Undecodable> = None;
    let mut text = String::new();
    encoding.charset().decode_to(&bytes[from..], &mut text, |malformed| {
        Undecodable::count(&mut undecodable, (from + malformed.at) as u64, malformed.len);
    });
    for misreading in encoding.misreadings() {
        text = undo(misreading, &text, &mut undecodable);
    }
    text.shrink_to_fit();
    (text, undecodable)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_6, UTF_16LE, WINDOWS_1256};

    use super::*;

    const NEWS: &str =
        "أعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل.\r\nوقال متحدث (BBC) إن 12% منها مدمّر؟";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn each_encoding_is_found_and_the_text_is_untouched() {
        let single_byte = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
        let marked = [b"\xef\xbb\xbf".as_slice(), NEWS.as_bytes()].concat();
        let table = [
            ("UTF-8", false, NEWS.as_bytes().to_vec()),
            ("UTF-8", true, marked),
            ("UTF-16LE", true, utf16(NEWS, false, true)),
            ("UTF-16BE", true, utf16(NEWS, true, true)),
            ("UTF-16LE", false, utf16(NEWS, false, false)),
            ("UTF-16BE", false, utf16(NEWS, true, false)),
            ("windows-1256", false, single_byte(WINDOWS_1256, NEWS)),
            ("ISO-8859-6", false, single_byte(ISO_8859_6, NEWS)),
        ];
        for (name, had_bom, bytes) in table {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!((decoded.decoding.encoding.name().as_ref(), decoded.decoding.had_bom), (name, had_bom));
            assert_eq!(decoded.text.as_str(), NEWS, "{name}");
            assert_eq!(decoded.decoding.undecodable, None, "{name}");
        }
    }

    #[test]
    fn short_arabic_texts_are_told_apart() {
        for text in ["سقوط سرت", "معارك في بنغازي، وفق رويترز", "قال الرئيس اليوم"]
        {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let decoded = decode(encoding.encode(text).0.into_owned(), None).unwrap();
                assert_eq!((decoded.decoding.encoding.name().as_ref(), decoded.text.as_str()), (encoding.name(), text));
            }
        }
    }

    #[test]
    fn other_languages_keep_their_encoding() {
        let french = encoding_rs::WINDOWS_1252.encode("Le président a été reçu à l’Élysée, où il a déclaré…").0;
        assert_eq!(decode(french.into_owned(), None).unwrap().decoding.encoding.name(), "windows-1252");
        let russian = encoding_rs::WINDOWS_1251.encode("Президент встретился сегодня с министром обороны страны").0;
        assert_eq!(decode(russian.into_owned(), None).unwrap().decoding.encoding.name(), "windows-1251");
    }

    #[test]
    fn undecodable_bytes_are_counted_and_placed() {
        let mut bytes = NEWS.as_bytes().to_vec();
        bytes.insert(2, 0xff);
        bytes.push(0xd8);
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.decoding.encoding, Encoding::UTF_8);
        assert_eq!(decoded.decoding.undecodable, Some(Undecodable { bytes: 2, first: 2 }));
        assert_eq!(decoded.text.as_str().matches('\u{fffd}').count(), 2);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(Vec::new(), None).err(), Some(DocumentError::Empty));
        assert_eq!(decode(b"\xef\xbb\xbf".to_vec(), None).err(), Some(DocumentError::Empty));
        assert_eq!(decode(b"\xff\xfe".to_vec(), None).err(), Some(DocumentError::Empty));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06".to_vec();
        assert_eq!(decode(png, None).err(), Some(DocumentError::Binary { at: 8, looks_like: Some("PNG") }));
        for binary in [
            b"\0\0\0\0".to_vec(),
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(),
            b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04".to_vec(),
            // Text files in an archive: names and fields are padded with zeros.
            [b"a.txt".as_slice(), &[0; 95], b"0000644\0", &[0; 404], NEWS.as_bytes(), &[0; 512]].concat(),
            [b"plain text and no more".as_slice(), &[0; 40]].concat(),
            [NEWS.as_bytes(), &[0; 600]].concat(),
        ] {
            assert!(matches!(decode(binary.clone(), None).err(), Some(DocumentError::Binary { .. })), "{binary:?}");
        }
    }

    #[test]
    fn a_few_zero_bytes_are_read_as_they_stand() {
        let long = NEWS.repeat(20);
        let with_zeros = |bytes: &[u8], every: usize| {
            let some = bytes.chunks(every).map(|chunk| [chunk, b"\0"].concat());
            some.collect::<Vec<_>>().concat()
        };
        let utf8_ends = |text: &str| [text.as_bytes(), b"\0"].concat();
        let single_byte = WINDOWS_1256.encode(&long).0.into_owned();
        let table = [
            (b"text\0text".to_vec(), "UTF-8", 1),
            (utf8_ends("سقطت سرت"), "UTF-8", 1),
            ([b"\0", NEWS.as_bytes()].concat(), "UTF-8", 1),
            (format!("{NEWS}\0\0\0\0{NEWS}").into_bytes(), "UTF-8", 4),
            (with_zeros(single_byte.as_slice(), 900), "windows-1256", single_byte.len().div_ceil(900)),
            ([b"\xef\xbb\xbf".as_slice(), NEWS.as_bytes(), b"\0\n"].concat(), "UTF-8", 1),
            // Damaged in another way as well.
            ([long.as_bytes(), b"\0\xff", long.as_bytes()].concat(), "UTF-8", 1),
        ];
        for (bytes, encoding, zeros) in table {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!(decoded.decoding.encoding.name(), encoding);
            assert_eq!(decoded.text.as_str().matches('\0').count(), zeros);
        }
    }

    #[test]
    fn a_chosen_encoding_is_obeyed() {
        let bytes = WINDOWS_1256.encode(NEWS).0.into_owned();
        let decoded = decode(bytes, Some(ISO_8859_6.into())).unwrap();
        assert_eq!(decoded.decoding.encoding, ISO_8859_6.into());
        assert!(decoded.decoding.undecodable.is_some());
    }

    /// The bytes of a text in a charset of one byte per character; characters that it lacks are dropped.
    fn written(text: &str, charset: Charset) -> Vec<u8> {
        let table = charset.bytes().unwrap();
        let byte = |c: char| table.iter().position(|known| *known == Some(c)).map(|byte| byte as u8);
        text.chars().filter_map(byte).collect()
    }

    #[test]
    fn arabic_of_dos_and_of_the_mac_is_found() {
        for text in [
            NEWS,
            "سقوط سرت في يد القوات",
            "قال الرئيس اليوم",
            "معارك في بنغازي، وفق رويترز",
            "عاجل: انفجار قرب السفارة",
        ] {
            for charset in [Charset::DOS_720, Charset::MAC_ARABIC, Charset::ISO_8859_6, Charset::WINDOWS_1256] {
                let bytes = written(text, charset);
                let wanted = decode(bytes.clone(), Some(charset.into())).unwrap();
                let guessed = decode(bytes, None).unwrap();
                // Two of these charsets agree on most bytes, so the text is compared and not the name.
                assert_eq!(guessed.text.as_str(), wanted.text.as_str(), "{text} as {}", charset.name());
            }
        }
        // Text as DOS shows it in code page 864: every letter in its presentation form.
        let shaped = "ﻗﺎﻝ ﺍﻟﺮﺋﻴﺲ ﺇﻥ ﺍﻟﻘﻮﺍﺕ ﺩﺧﻠﺖ ﺍﻟﻤﺪﻳﻨﺔ";
        let bytes = written(shaped, Charset::DOS_864);
        let guessed = decode(bytes, None).unwrap();
        assert_eq!(guessed.decoding.encoding.name(), "CP864", "{}", guessed.text.as_str());
    }

    #[test]
    fn other_languages_are_not_taken_for_arabic() {
        let table = [
            ("ПРЕЗИДЕНТ ВСТРЕТИЛСЯ СЕГОДНЯ С МИНИСТРОМ ОБОРОНЫ СТРАНЫ", encoding_rs::WINDOWS_1251),
            ("Президент встретился сегодня с министром обороны страны", encoding_rs::KOI8_R),
            ("Für die Größe der Straße müssen Übergänge geprüft werden", encoding_rs::WINDOWS_1252),
            ("Ο πρόεδρος συναντήθηκε σήμερα με τον υπουργό άμυνας της χώρας", encoding_rs::WINDOWS_1253),
            ("ראש הממשלה נפגש היום עם שר הביטחון בירושלים", encoding_rs::WINDOWS_1255),
        ];
        for (text, encoding) in table {
            let guessed = decode(encoding.encode(text).0.into_owned(), None).unwrap();
            assert_eq!(guessed.text.as_str(), text, "{}", encoding.name());
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let long = NEWS.repeat(8);
        for every in [4, 7, 11, 40, 200] {
            for damage in [b"".as_slice(), b"\xff", b"\xc3\x28", b"?"] {
                let mut bytes = Vec::new();
                for (number, byte) in long.bytes().enumerate() {
                    if number % every == every - 1 { bytes.extend_from_slice(damage) } else { bytes.push(byte) }
                }
                let decoded = decode(bytes, None).unwrap();
                assert_eq!(decoded.decoding.encoding, Encoding::UTF_8, "one in {every} is {damage:x?}");
                assert!(decoded.decoding.undecodable.is_some());
            }
        }
    }

    #[test]
    fn utf16_without_a_mark_is_found_whatever_zeros_it_holds() {
        // Zero bytes on the other side than those of the spaces; no zero bytes at all; few letters.
        for text in [
            "قال\u{600}متحدث إن\u{100} القوات دخلت\u{2000}المدينة",
            "السلام",
            "سرت",
            "الحكومةالعراقيةأعلنت",
            "Ā and ʀ are letters, too",
            "plain text",
            "שלום לכולם",
        ] {
            for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
                let decoded = decode(utf16(text, big, false), None).unwrap();
                assert_eq!((decoded.decoding.encoding.name().as_ref(), decoded.text.as_str()), (name, text));
            }
            for (big, name) in [(false, "UTF-32LE"), (true, "UTF-32BE")] {
                for mark in ["", "\u{feff}"] {
                    let marked = format!("{mark}{text}");
                    let codes = marked.chars().map(u32::from);
                    let bytes = codes.flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() }).collect();
                    let decoded = decode(bytes, None).unwrap();
                    assert_eq!((decoded.decoding.encoding.name().as_ref(), decoded.text.as_str()), (name, text));
                }
            }
        }
        // A file cut off in the middle of a letter.
        let mut bytes = utf16(NEWS, false, false);
        bytes.pop();
        assert_eq!(decode(bytes, None).unwrap().decoding.encoding, UTF_16LE.into());
    }

    #[test]
    fn a_person_may_know_better_than_zeros() {
        let decoded = decode(b"text\0text".to_vec(), Some(Encoding::UTF_8)).unwrap();
        assert_eq!(decoded.text.as_str(), "text\0text");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
        #[test]
        fn any_bytes_can_be_read_in_any_encoding(bytes in proptest::collection::vec(proptest::num::u8::ANY, 1..200)) {
            drop(decode(bytes.clone(), None));
            drop(super::super::previews(&bytes));
            let chains = ["UTF-8:windows-1252:UTF-8", "UTF-16LE:CP437:windows-1256:MacArabic:UTF-8"];
            let chains = chains.map(|name| name.parse::<Encoding>().unwrap());
            let singles = Charset::ARABIC.into_iter().chain(Charset::OTHERS).map(Encoding::from);
            for encoding in singles.chain(chains) {
                if let Ok(decoded) = decode(bytes.clone(), Some(encoding)) {
                    super::super::misreading::suspect(decoded.text.as_str(), encoding);
                }
            }
        }
    }
}
