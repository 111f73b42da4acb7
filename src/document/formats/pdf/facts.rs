//! What a PDF tells about itself: title, author, date, language.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{DateTime, Dict, Stream, String as PdfString};

use super::super::super::builder::Builder;
use super::super::super::kind::about;
use super::glyphs::decode;

/// Notes what a PDF tells about itself.
pub(super) fn tell(pdf: &Pdf, builder: &mut Builder) {
    let info = pdf.metadata();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let xmp = catalog.as_ref().and_then(|catalog| catalog.get::<Stream<'_>>(b"Metadata"));
    let xmp = xmp.and_then(|stream| stream.decoded_data().ok());
    let xmp = xmp.map(|data| String::from_utf8_lossy(&data).into_owned()).unwrap_or_default();
    let told = |bytes: &Option<Box<[u8]>>, element: &str| {
        let told = bytes.as_deref().map(decode).filter(|text| !text.trim().is_empty());
        told.or_else(|| xmp_text(&xmp, element)).map(|text| text.replace('\0', ""))
    };
    if let Some(title) = told(&info.title, "dc:title").filter(|title| is_title(title)) {
        builder.about(about::TITLE, &title);
    }
    if let Some(author) = told(&info.author, "dc:creator").filter(|author| is_author(author)) {
        builder.about(about::AUTHOR, &author);
    }
    if let Some(date) = info.creation_date {
        builder.about(about::PUBLISHED, &rfc3339(&date));
    }
    let language = catalog.and_then(|catalog| catalog.get::<PdfString<'_>>(b"Lang"));
    if let Some(language) = language.map(|language| decode(language.as_bytes())) {
        let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if language.len() >= 2 && language.chars().all(is_tag) && language != "x-default" {
            builder.about(about::LANGUAGE, &language);
        }
    }
}

/// The first text inside an element of XMP.
fn xmp_text(xmp: &str, element: &str) -> Option<String> {
    let start = xmp.find(&format!("<{element}"))?;
    let rest = &xmp[start..];
    let inner = &rest[..rest.find(&format!("</{element}>"))?];
    let mut texts = inner.split('>').skip(1).filter_map(|piece| piece.split('<').next());
    let text = texts.find(|text| !text.trim().is_empty())?;
    Some(
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&"),
    )
}

/// Whether a title is one: programs put the name of the file or nothing there.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let is_file = [
        ".doc", ".docx", ".pdf", ".odt", ".rtf", ".indd", ".qxd", ".qxp", ".pub", ".txt", ".html", ".htm", ".cdr",
        ".dot",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    let is_of_program =
        ["microsoft word", "microsoft powerpoint", "untitled", "document", "slide ", "layout ", "about:blank"]
            .iter()
            .any(|word| lower.starts_with(word) && (lower.len() < word.len() + 4 || lower.contains(" - ")));
    let is_readable = !lower.contains('\u{fffd}') && lower.chars().any(char::is_alphabetic) && !looks_misread(title);
    !is_file
        && !is_of_program
        && is_readable
        && lower != "بلا عنوان"
        && !lower.starts_with("file:")
        && !lower.starts_with("http")
}

fn is_author(author: &str) -> bool {
    let lower = author.trim().to_lowercase();
    let is_nobody =
        ["user", "admin", "administrator", "owner", "author", "unknown", "pc", "hp", "anonymous", "root", "microsoft"];
    !is_nobody.contains(&lower.as_str())
        && lower.chars().any(char::is_alphabetic)
        && !looks_misread(author)
        && !lower.contains('\u{fffd}')
}

/// Whether a text was stored in bytes of an Arabic or Hebrew encoding, which PDF does not know: ÇáÞæÇÊ.
fn looks_misread(text: &str) -> bool {
    let high = text.chars().filter(|c| ('\u{80}'..='\u{ff}').contains(c)).count();
    high * 3 > text.chars().filter(|c| c.is_alphabetic()).count()
}

fn rfc3339(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, utc_offset_hour, utc_offset_minute } = date;
    let zone = if (*utc_offset_hour, *utc_offset_minute) == (0, 0) {
        "Z".to_owned()
    } else {
        format!("{utc_offset_hour:+03}:{utc_offset_minute:02}")
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        for (title, is) in [
            ("سقوط سرت", true),
            ("Microsoft Word - x.doc", false),
            ("untitled", false),
            ("report.pdf", false),
            ("ÇáÞæÇÊ ÇáÌæíÉ", false),
            ("Documentary film in Yemen", true),
            ("123", false),
        ] {
            assert_eq!(is_title(title), is, "{title}");
        }
    }

    #[test]
    fn titles_of_xmp_are_found() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(xmp_text(xmp, "dc:title").as_deref(), Some("A & B"));
    }
}
