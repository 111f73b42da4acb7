//! Web archives of Safari: a page, its pictures and its frames in a property list, which is binary or XML.

mod binary;
mod page;
mod xml;

use self::page::{MAIN, Page};
use super::html::{self, Origin};
use crate::document::encoding::Encoding;
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Remark, about};
use crate::document::plain_text;

/// Web archives of Safari.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "webarchive",
    extensions: &["webarchive"],
    has_encodings: true,
    has_whole_page: true,
    begins,
    read: |bytes, options| read(&bytes, options),
    read_by_pages: None,
};

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "webarchive", what: "it holds no page" };

fn begins(head: &[u8]) -> bool {
    let has = |what: &[u8]| memchr::memmem::find(head, what).is_some();
    has(MAIN.as_bytes()) && (head.starts_with(b"bplist0") || has(b"<plist"))
}

/// The page that was saved; if it has only frames, the first of them that says something.
fn read(bytes: &[u8], options: &ReadOptions) -> Result<Contents, DocumentError> {
    let is_binary = bytes.starts_with(b"bplist0");
    let pages = if is_binary { binary::pages(bytes) } else { xml::pages(bytes) };
    let mut first = None;
    for page in &pages {
        let read = read_page(page, options);
        if read.as_ref().is_ok_and(|contents| !contents.text.as_str().is_empty()) {
            return read;
        }
        first = first.or(Some(read));
    }
    first.unwrap_or_else(|| {
        let mut contents = read_page(&rest_of_page(bytes).ok_or(DAMAGED)?, options)?;
        contents.remarks.push(Remark::Damaged);
        Ok(contents)
    })
}

fn read_page(page: &Page<'_>, options: &ReadOptions) -> Result<Contents, DocumentError> {
    let Page { data, media, charset, url } = page;
    let (charset, url) = (charset.as_deref(), url.as_deref());
    if matches!(media.as_str(), "" | "text/html" | "application/xhtml+xml") {
        return html::read_page(data.to_vec(), &Origin { charset, url }, options);
    }
    if !media.starts_with("text/") {
        return Err(DAMAGED);
    }
    let told = || Some(Encoding::from(encoding_rs::Encoding::for_label(charset?.as_bytes())?));
    let options = ReadOptions { encoding: options.encoding.or_else(told), ..*options };
    let mut contents = (plain_text::KIND.read)(data.to_vec(), &options)?;
    contents.about.extend(url.map(|url| (about::URL, url.to_owned())));
    Ok(contents)
}

/// What is there of the page in an archive that is cut off: a binary list says at its end where everything is.
fn rest_of_page(bytes: &[u8]) -> Option<Page<'_>> {
    let find = |what: &[u8]| {
        let begins = |at: &usize| bytes[*at..].get(..what.len()).is_some_and(|there| there.eq_ignore_ascii_case(what));
        memchr::memchr_iter(b'<', bytes).find(begins)
    };
    let data = &bytes[find(b"<!doctype html").or_else(|| find(b"<html"))?..];
    let end = memchr::memmem::find(data, b"</html>").unwrap_or(data.len());
    Some(Page { data: data[..end].into(), ..Page::default() })
}

#[cfg(test)]
mod tests {
    use super::page::{CHARSET, DATA, FRAMES, MEDIA, URL};
    use super::*;

    const ARTICLE: &str = "<h1>سقوط سرت</h1><p>أعلنت القوات أمس، سيطرتها على المدينة كلها.</p>";
    const TEXT: &str = "سقوط سرت\n\nأعلنت القوات أمس، سيطرتها على المدينة كلها.";

    /// A value of a property list.
    pub(super) enum Value {
        Text(String),
        Data(Vec<u8>),
        List(Vec<Value>),
        Dict(Vec<(&'static str, Value)>),
        /// The same as another one, by its number.
        Same(u8),
    }

    use Value::{Data, Dict, List, Text};

    pub(super) fn archive(media: &str, charset: &str, data: Vec<u8>, frames: Vec<Value>) -> Value {
        let text = |text: &str| Text(text.to_owned());
        let main = vec![
            (DATA, Data(data)),
            (MEDIA, text(media)),
            (CHARSET, text(charset)),
            (URL, text("https://example.org/خبر")),
        ];
        Dict(vec![(MAIN, Dict(main)), (FRAMES, List(frames))])
    }

    fn xml(value: &Value) -> String {
        match value {
            Text(text) => format!("<string>{}</string>", text.replace('&', "&amp;")),
            Data(data) => {
                let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
                let six = |chunk: &[u8], at: usize| {
                    let bits =
                        chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
                    char::from(digits[(bits >> (18 - 6 * at) & 63) as usize])
                };
                let text = data.chunks(3).flat_map(|chunk| (0..=chunk.len()).map(move |at| six(chunk, at)));
                format!("<data>\n\t{}\n</data>", text.collect::<String>())
            }
            List(items) => format!("<array>{}</array>", items.iter().map(xml).collect::<String>()),
            Dict(items) => {
                let items = items.iter().map(|(key, value)| format!("<key>{key}</key>\n{}", xml(value)));
                format!("<dict>{}</dict>", items.collect::<String>())
            }
            Value::Same(_) => String::new(),
        }
    }

    /// The binary form, with numbers of two bytes.
    pub(super) fn binary(value: &Value) -> Vec<u8> {
        let mut objects = Vec::new();
        add(value, &mut objects);
        let mut bytes = b"bplist00".to_vec();
        let mut places = Vec::new();
        for object in &objects {
            places.extend((bytes.len() as u16).to_be_bytes());
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(places);
        bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
        for number in [objects.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    fn add(value: &Value, objects: &mut Vec<Vec<u8>>) -> u8 {
        let head = |kind: u8, len: usize| {
            if len < 15 { vec![kind | len as u8] } else { vec![kind | 15, 0x11, (len >> 8) as u8, len as u8] }
        };
        let number = objects.len();
        objects.push(Vec::new());
        objects[number] = match value {
            Value::Same(other) => {
                objects.pop();
                return *other;
            }
            Text(text) if text.is_ascii() => [head(0x50, text.len()), text.clone().into_bytes()].concat(),
            Text(text) => {
                let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                [head(0x60, units.len() / 2), units].concat()
            }
            Data(data) => [head(0x40, data.len()), data.clone()].concat(),
            List(items) => {
                let numbers = items.iter().map(|item| add(item, objects)).collect();
                [head(0xa0, items.len()), numbers].concat()
            }
            Dict(items) => {
                let keys: Vec<u8> = items.iter().map(|(key, _)| add(&Text((*key).to_owned()), objects)).collect();
                let values = items.iter().map(|(_, value)| add(value, objects)).collect();
                [head(0xd0, items.len()), keys, values].concat()
            }
        };
        number as u8
    }

    fn forms(value: &Value) -> [Vec<u8>; 2] {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist>\n<plist version=\"1.0\">\n{}\n</plist>",
            xml(value)
        );
        [binary(value), xml.into_bytes()]
    }

    fn text(bytes: &[u8]) -> Result<String, DocumentError> {
        read(bytes, &ReadOptions::default()).map(|contents| contents.text.as_str().to_owned())
    }

    #[test]
    fn the_page_of_an_archive_is_read() {
        let cp1256 = || encoding_rs::WINDOWS_1256.encode(ARTICLE).0.into_owned();
        let page = archive("text/html", "windows-1256", cp1256(), Vec::new());
        for bytes in forms(&page) {
            assert!(begins(&bytes));
            let contents = read(&bytes, &ReadOptions::default()).unwrap();
            assert_eq!(contents.text.as_str(), TEXT);
            assert_eq!(contents.decoding.unwrap().encoding.name(), "windows-1256");
            assert!(
                contents.about.contains(&(about::URL, "https://example.org/خبر".to_owned())),
                "{:?}",
                contents.about
            );
        }
        let plain = archive("text/plain", "UTF-8", "سقطت <سرت>".into(), Vec::new());
        let picture = archive("image/png", "", b"\x89PNG".to_vec(), Vec::new());
        for (plain, picture) in forms(&plain).iter().zip(&forms(&picture)) {
            assert_eq!(text(plain).unwrap(), "سقطت <سرت>");
            assert_eq!(text(picture), Err(DAMAGED));
        }
    }

    #[test]
    fn a_page_of_frames_says_what_they_say() {
        let frame = |html: &str| archive("text/html", "UTF-8", html.as_bytes().to_vec(), Vec::new());
        let set = b"<html><frameset><frame src=a><frame src=b></frameset></html>".to_vec();
        let frames = archive("text/html", "UTF-8", set.clone(), vec![frame("<p></p>"), frame(ARTICLE)]);
        for bytes in forms(&frames) {
            assert_eq!(text(&bytes).unwrap(), TEXT);
        }
        let own = archive("text/html", "UTF-8", ARTICLE.into(), vec![frame("<p>إعلان</p>")]);
        for bytes in forms(&own) {
            assert_eq!(text(&bytes).unwrap(), TEXT);
        }
        // One that holds itself, and itself again.
        let endless = archive("text/html", "UTF-8", set, vec![Value::Same(0), Value::Same(0)]);
        assert_eq!(text(&binary(&endless)).unwrap(), "");
    }

    #[test]
    fn damaged_archives_tell_what_is_there() {
        let html = format!("<!DOCTYPE html><html><body>{ARTICLE}</body></html>");
        let bytes = binary(&archive("text/html", "UTF-8", html.into_bytes(), Vec::new()));
        let contents = read(&bytes[..bytes.len() - 40], &ReadOptions::default()).unwrap();
        assert_eq!((contents.text.as_str(), &contents.remarks[..]), (TEXT, &[Remark::Damaged][..]));
        for len in 0..bytes.len() {
            let _may_fail = text(&bytes[..len]);
        }
        for bytes in [&b"bplist00"[..], b"<plist><dict><key>WebMainResource</key><string>x", b""] {
            assert_eq!(text(bytes), Err(DAMAGED));
        }
    }
}
