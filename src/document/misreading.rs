//! Texts that somebody read in a wrong encoding and saved: `Ø§Ù„Ø¹Ø±Ø¨` for `العرب`.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _};

use super::encoding::{Charset, Encoding, MISREADINGS, Misreading};
use super::likeness;
use super::undecodable::Undecodable;

/// Charsets in which UTF-8 is read by mistake, the likelier ones first.
const TAKEN_FOR: [Charset; 10] = [
    Charset::Web(encoding_rs::WINDOWS_1252),
    Charset::WINDOWS_1256,
    Charset::Web(encoding_rs::MACINTOSH),
    Charset::Web(encoding_rs::WINDOWS_1251),
    Charset::Web(encoding_rs::WINDOWS_1250),
    Charset::CodePage(super::encoding::CodePage::Dos850),
    Charset::CodePage(super::encoding::CodePage::Dos437),
    Charset::DOS_720,
    Charset::ISO_8859_6,
    Charset::MAC_ARABIC,
];

/// Old encodings of Arabic that are read as [`LATIN`] by mistake.
const REALLY: [Charset; 4] = [Charset::WINDOWS_1256, Charset::ISO_8859_6, Charset::DOS_720, Charset::MAC_ARABIC];
const LATIN: [Charset; 2] = [Charset::Web(encoding_rs::WINDOWS_1252), Charset::Web(encoding_rs::MACINTOSH)];

/// How many bytes of text are examined.
const SAMPLE_BYTES: usize = 16 * 1024;
/// How many bytes of it are looked at first.
const BEGINNING: usize = 1024;
/// The least share of a text's characters beyond ASCII that have to form UTF-8.
const LEAST_SHARE: f64 = 0.8;
/// Fewer letters than this are not enough to tell.
const LEAST_LETTERS: usize = 4;

/// Those of [`TAKEN_FOR`].
static WRITERS: LazyLock<[Option<Writer>; TAKEN_FOR.len()]> = LazyLock::new(|| TAKEN_FOR.map(Writer::new));

/// Encodes characters in a charset of one byte per character.
struct Writer(HashMap<char, u8>);

impl Writer {
    fn new(charset: Charset) -> Option<Self> {
        let mut bytes: HashMap<char, u8> = HashMap::with_capacity(256);
        for (byte, c) in (0_u8..=255).zip(charset.bytes()?) {
            if let Some(c) = c {
                bytes.entry(c).or_insert(byte);
            }
        }
        // Where a charset has gaps, programs decode the byte as the control character of the same number.
        for byte in 0x80..=0x9f_u8 {
            bytes.entry(char::from(byte)).or_insert(byte);
        }
        Some(Self(bytes))
    }

    fn byte(&self, c: char) -> Option<u8> {
        if c.is_ascii() { Some(c as u8) } else { self.0.get(&c).copied() }
    }
}

/// The text as it was before it was read wrongly. Characters that cannot come from that reading stay; bytes that do not
/// decode become U+FFFD and are counted.
pub(super) fn undo(misreading: Misreading, text: &str, undecodable: &mut Option<Undecodable>) -> String {
    let Some(writer) = Writer::new(misreading.taken_for) else {
        return text.to_owned();
    };
    let mut undone = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    let mut begin = 0;
    let mut flush = |bytes: &mut Vec<u8>, begin: usize, undone: &mut String| {
        misreading.really.decode_to(bytes, undone, |malformed| {
            Undecodable::count(undecodable, (begin + malformed.at) as u64, malformed.len);
        });
        bytes.clear();
    };
    for (at, c) in text.char_indices() {
        if let Some(byte) = writer.byte(c) {
            if bytes.is_empty() {
                begin = at;
            }
            bytes.push(byte);
        } else {
            flush(&mut bytes, begin, &mut undone);
            undone.push(c);
        }
    }
    flush(&mut bytes, begin, &mut undone);
    undone
}

/// An encoding in which the text makes sense if it makes none in the given one, because somebody saved it after reading
/// it wrongly once or twice. `None` if it already reads well, or no other encoding does better.
pub(super) fn suspect(text: &str, encoding: Encoding) -> Option<Encoding> {
    let mut found = encoding;
    let mut sample = sample_of(text)?.to_owned();
    for _ in 0..MISREADINGS {
        let Some((misreading, undone)) = likely(&sample) else { break };
        let Some(longer) = found.undoing(misreading) else { break };
        (found, sample) = (longer, undone);
    }
    (found != encoding).then_some(found)
}

/// The lines from the first one with a character beyond ASCII.
fn sample_of(text: &str) -> Option<&str> {
    let first = text.bytes().position(|byte| byte >= 0x80)?;
    let line = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let line = text.floor_char_boundary(line.max(first.saturating_sub(1024)));
    text.get(line..text.floor_char_boundary(line + SAMPLE_BYTES))
}

fn likely(text: &str) -> Option<(Misreading, String)> {
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    if foreign < LEAST_LETTERS {
        return None;
    }
    let undone = |misreading: Misreading| undo(misreading, text, &mut None);
    let utf8 = TAKEN_FOR.into_iter().zip(&*WRITERS).filter_map(|(taken_for, writer)| {
        let misreading = Misreading { taken_for, really: Charset::UTF_8 };
        Some((misreading, share_of_utf8(writer.as_ref()?, text, foreign)?))
    });
    // Among equals the first, which is the likeliest.
    let best = utf8.fold(
        None,
        |best: Option<(Misreading, f64)>, now| {
            if best.as_ref().is_none_or(|best| now.1 > best.1) { Some(now) } else { best }
        },
    );
    if let Some((misreading, _)) = best {
        return Some((misreading, undone(misreading)));
    }
    // What reads well at its beginning was read rightly; only otherwise the rest is asked.
    let beginning = &text[..text.floor_char_boundary(BEGINNING)];
    if likeness::of_arabic(beginning) > 0.0 || likeness::of_arabic(text) > 0.0 {
        return None;
    }
    let pairs = LATIN.into_iter().flat_map(|taken_for| REALLY.map(|really| Misreading { taken_for, really }));
    let read = pairs.map(|misreading| {
        let undone = undone(misreading);
        (likeness::of_arabic(&undone), misreading, undone)
    });
    let best = read.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.6).then_some((best.1, best.2))
}

/// Share of a text's characters beyond ASCII that form UTF-8 when turned back into bytes. `None` if that is less than
/// [`LEAST_SHARE`], as for nearly every text: then most of it is not looked at. `foreign` is the number of those characters.
fn share_of_utf8(writer: &Writer, text: &str, foreign: usize) -> Option<f64> {
    let most_lost = (foreign as f64 * (1.0 - LEAST_SHARE)).floor() as usize;
    let (mut all, mut valid, mut letters) = (0_usize, 0_usize, 0_usize);
    let mut bytes = Vec::new();
    let mut flush = |bytes: &mut Vec<u8>| {
        for chunk in bytes.utf8_chunks() {
            valid += chunk.valid().len();
            letters += chunk.valid().chars().filter(|c| c.is_alphabetic()).count();
        }
        bytes.clear();
        valid
    };
    // ASCII is never within a character of UTF-8.
    for part in text.split(|c: char| c.is_ascii()).filter(|part| !part.is_empty()) {
        for c in part.chars() {
            all += 1;
            match writer.byte(c) {
                Some(byte) => bytes.push(byte),
                None => drop(flush(&mut bytes)),
            }
        }
        if all - flush(&mut bytes) > most_lost {
            return None;
        }
    }
    (letters >= LEAST_LETTERS).then(|| valid as f64 / all as f64).filter(|share| *share >= LEAST_SHARE)
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::*;

    const NEWS: &str =
        "أعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل.\r\nوقال متحدث (BBC) إن 12% منها مدمّر؟";

    /// The text that a program saves after reading bytes in the wrong charset.
    fn misread(bytes: &[u8], taken_for: Charset) -> String {
        let mut text = String::new();
        taken_for.decode_to(bytes, &mut text, |_| {});
        text
    }

    #[test]
    fn a_text_that_was_read_wrongly_is_suspected_and_repaired() {
        let windows = encoding_rs::WINDOWS_1256.encode(NEWS).0;
        let once = misread(NEWS.as_bytes(), Charset::Web(encoding_rs::WINDOWS_1252));
        let twice = misread(once.as_bytes(), Charset::Web(encoding_rs::WINDOWS_1252));
        let french = "Le président a été reçu à l’Élysée, où il a déclaré…";
        let hebrew = "ראש הממשלה נפגש היום עם שר הביטחון בירושלים";
        let table = [
            (once.clone(), NEWS, "UTF-8:windows-1252:UTF-8"),
            (twice, NEWS, "UTF-8:windows-1252:UTF-8:windows-1252:UTF-8"),
            (misread(NEWS.as_bytes(), Charset::WINDOWS_1256), NEWS, "UTF-8:windows-1256:UTF-8"),
            (misread(NEWS.as_bytes(), "macintosh".parse().unwrap()), NEWS, "UTF-8:macintosh:UTF-8"),
            (misread(NEWS.as_bytes(), "windows-1251".parse().unwrap()), NEWS, "UTF-8:windows-1251:UTF-8"),
            (misread(NEWS.as_bytes(), "cp850".parse().unwrap()), NEWS, "UTF-8:CP850:UTF-8"),
            (misread(NEWS.as_bytes(), "cp437".parse().unwrap()), NEWS, "UTF-8:CP437:UTF-8"),
            (misread(&windows, "windows-1252".parse().unwrap()), NEWS, "UTF-8:windows-1252:windows-1256"),
            (misread(french.as_bytes(), "windows-1252".parse().unwrap()), french, "UTF-8:windows-1252:UTF-8"),
            (misread(hebrew.as_bytes(), "windows-1252".parse().unwrap()), hebrew, "UTF-8:windows-1252:UTF-8"),
        ];
        for (stored, wanted, name) in table {
            let suspected = suspect(&stored, Encoding::UTF_8).unwrap_or_else(|| panic!("{name}: {stored}"));
            assert_eq!(suspected.name(), name);
            let decoded = decode(stored.into_bytes(), Some(suspected)).unwrap();
            assert_eq!(decoded.text.as_str(), wanted, "{name}");
            assert_eq!(decoded.decoding.undecodable, None, "{name}");
            assert_eq!(decoded.decoding.encoding, suspected);
        }
    }

    #[test]
    fn a_text_that_was_read_rightly_is_not_suspected() {
        for text in [
            NEWS,
            "Le président a été reçu à l’Élysée, où il a déclaré…",
            "Für die Größe der Straße müssen Übergänge geprüft werden",
            "Президент встретился сегодня с министром обороны страны",
            "Ο πρόεδρος συναντήθηκε σήμερα με τον υπουργό",
            "Cumhurbaşkanı bugün görüştü, çağrı yaptı, İstanbul’da",
            "Þingmaðurinn sagði að ráðherrann væri á förum í áætlun",
            "ראש הממשלה נפגש היום עם שר הביטחון",
            "رئیس‌جمهور گفت که این کشور را می‌شناسد",
            "وزیراعظم نے کہا ہے کہ یہ ملک کے لیے ہے",
            "plain",
            "© ® ™ “quoted” – and – dashes…",
            "",
        ] {
            assert_eq!(suspect(text, Encoding::UTF_8), None, "{text}");
        }
    }

    #[test]
    fn what_is_damaged_is_repaired_as_far_as_it_goes() {
        let news = format!("{NEWS} وقالت في بيان إن القوات في الفلوجة");
        let stored = misread(news.as_bytes(), Charset::Web(encoding_rs::WINDOWS_1252));
        // Programs drop the five bytes that windows-1252 does not define: ف contains one of them.
        let lost: String = stored.chars().filter(|c| !matches!(*c, '\u{80}'..='\u{9f}')).collect();
        assert_ne!(lost, stored);
        let part = format!("{lost} وقال: نعم، العراق");
        let suspected = suspect(&part, Encoding::UTF_8).unwrap();
        let decoded = decode(part.into_bytes(), Some(suspected)).unwrap();
        let text = decoded.text.as_str();
        assert!(text.starts_with("أعلنت الحكومة العراقية"), "{text}");
        assert!(text.ends_with("وقال: نعم، العراق"), "{text}");
        assert!(text.contains('\u{fffd}') && decoded.decoding.undecodable.is_some(), "{text}");
    }
}
