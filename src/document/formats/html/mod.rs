//! Web pages: the article of a page, or all that it shows. Nothing is fetched, and no program of a page runs.
//!
//! A page is decoded ([`charset`]), tidied ([`tidy`]), parsed, asked what it says about itself ([`about`]), reduced to its
//! article ([`article`]), and what is left is written as blocks ([`writer`]).

mod about;
mod article;
mod attributes;
mod charset;
mod clutter;
mod elements;
mod notes;
#[cfg(test)]
mod pages;
mod pieces;
mod surroundings;
mod survey;
mod table;
mod tidy;
mod walk;
mod writer;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use self::about::About;
pub(super) use self::about::iso_date;
use self::pieces::{Size, pieces};
use crate::document::builder::Builder;
use crate::document::decode::Decoded;
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Remark};

/// Web pages.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "html",
    extensions: &["html", "htm", "xhtml", "shtml"],
    has_encodings: true,
    has_whole_page: true,
    begins,
    read: |bytes, options| read_page(bytes, &Origin::default(), options),
    read_by_pages: None,
};

/// What is known of a page from outside it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::document) struct Origin<'a> {
    /// The encoding that came with it, as a server or a mail names it.
    pub(in crate::document) charset: Option<&'a str>,
    /// Where it was.
    pub(in crate::document) url: Option<&'a str>,
}

/// Reads a page: its article, or all that it shows if it has none or the person wants it.
pub(in crate::document) fn read_page(
    bytes: Vec<u8>,
    origin: &Origin<'_>,
    options: &ReadOptions,
) -> Result<Contents, DocumentError> {
    let Decoded { text, decoding } = charset::decode_page(bytes, origin.charset, options.encoding)?;
    let to = guarded(|to| write_page(text.as_str(), origin, options, to));
    let to = to.or_else(|_| {
        // Without the library that looks for the article.
        let whole = ReadOptions { whole_page: true, ..*options };
        guarded(|to| {
            write_page(text.as_str(), origin, &whole, to);
            if !options.whole_page {
                to.remark(Remark::WholePage);
            }
        })
    })?;
    drop(text);
    to.check(KIND.name)?;
    Ok(to.finish(Some(decoding)))
}

/// A text that is written by libraries which may fail in ways that nobody has seen yet.
fn guarded(write: impl FnOnce(&mut Builder)) -> Result<Builder, DocumentError> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut to = Builder::default();
        write(&mut to);
        to
    }))
    .map_err(|_panic| DocumentError::Damaged { kind: KIND.name, what: "its elements cannot be read" })
}

fn write_page(page: &str, origin: &Origin<'_>, options: &ReadOptions, to: &mut Builder) {
    let tidied = tidy::tidy(page, begins_as_xml(page));
    let size = Size::of(&tidied.html, page.len());
    let pieces = pieces(&tidied.html, &size);
    let page = pieces.first().map_or("", |piece| piece);
    let saved = tidied.comment.as_deref().and_then(about::saved_address);
    let tree = parsed(page);
    let mut about = About::of(&tree, &tidied.linked_data, origin.url.or(saved));
    let left = if options.whole_page || !size.can_be_searched() {
        Some(tree)
    } else {
        // The library takes the tree apart.
        (!article::write(tree, &mut about, to)).then(|| parsed(page))
    };
    if let Some(tree) = left {
        writer::write(tree.root(), &walk::Everything, to);
        drop(tree);
        for piece in pieces.iter().skip(1) {
            writer::write(parsed(piece).root(), &walk::Everything, to);
        }
        if !options.whole_page {
            to.remark(Remark::WholePage);
        }
    }
    if about.title.is_empty() {
        about.title.clone_from(&about.window_title);
    }
    about.note(to);
}

/// Writes all that a piece of a page shows.
fn write_whole(html: &str, is_xml: bool, to: &mut Builder) {
    let tidied = tidy::tidy(html, is_xml).html;
    for piece in pieces(&tidied, &Size::of(&tidied, html.len())) {
        writer::write(parsed(&piece).root(), &walk::Everything, to);
    }
}

fn parsed(tidied: &str) -> Document {
    let page = Document::from(tidied);
    // What is wrong with the page: of some, a message for each letter, which each copy of the tree would have, too.
    page.errors.take();
    notes::settle(&page);
    page
}

fn begins_as_xml(page: &str) -> bool {
    page.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with("<?xml")
}

/// Whether a file begins as a page does: with its type or its first element, behind comments.
fn begins(head: &[u8]) -> bool {
    // Of UTF-16 every other byte is zero.
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).map(|byte| byte.to_ascii_lowercase()).collect();
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    rest = rest.strip_prefix(b"\xff\xfe").or_else(|| rest.strip_prefix(b"\xfe\xff")).unwrap_or(rest);
    let mut is_xml = false;
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            is_xml = true;
            b"?>"
        } else {
            break;
        };
        let Some(found) = memchr::memmem::find(rest, end) else { return false };
        rest = &rest[found + end.len()..];
    }
    let starts: &[&[u8]] = &[b"<!doctype html", b"<html"];
    let more: &[&[u8]] = &[b"<head", b"<body", b"<title", b"<meta "];
    starts.iter().any(|start| rest.starts_with(start)) || !is_xml && more.iter().any(|start| rest.starts_with(start))
}

/// Appends a piece of a page to a text: the body of a mail, an entry of a feed. Hidden elements, scripts and styles are left
/// out; nothing else is.
pub(in crate::document) fn append_fragment(html: &str, to: &mut Builder) {
    match guarded(|to| write_whole(html, false, to)) {
        Ok(written) => to.append(written),
        Err(_) => to.remark(Remark::Damaged),
    }
}

/// Appends a chapter of a book.
pub(super) fn append_chapter(bytes: Vec<u8>, to: &mut Builder) -> Result<(), DocumentError> {
    let decoded = charset::decode_page(bytes, None, None)?;
    to.append(guarded(|to| write_whole(decoded.text.as_str(), true, to))?);
    Ok(())
}

/// The text of an XML file without a byte order mark: in UTF-8, in the encoding that it says, or in the one that it looks
/// like.
pub(in crate::document) fn xml_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Err(_) => charset::decode_page(bytes.to_vec(), None, None)
            .map_or_else(|_| String::from_utf8_lossy(bytes), |decoded| decoded.text.as_str().to_owned().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a fragment, with its parts in angle brackets behind it.
    fn shown(html: &str) -> String {
        let mut to = Builder::default();
        append_fragment(html, &mut to);
        let contents = to.finish(None);
        let text = contents.text.as_str();
        let parts = contents.structure.unwrap_or_default();
        let parts = parts.iter().map(|part| format!("<{:?} {}>", part.role, part.span.of(text)));
        format!("{text}{}", parts.collect::<String>()).replace('\n', "|").replace('\t', "¦")
    }

    #[test]
    fn blocks_lists_and_tables_are_what_a_browser_shows() {
        for (html, wanted) in [
            ("<p>قال  <b>الر</b>ئيس\n أمس</p><p>وأضاف", "قال الرئيس أمس||وأضاف"),
            ("a<br>b<br/><br>c", "a|b||c"),
            ("<h2>عنوان<br>طويل</h2>نصّ", "عنوان طويل||نصّ<Heading(2) عنوان طويل>"),
            ("<style>p{}</style>x<script>y</script><!-- c --><p hidden>h<p style='display : none'>h", "x"),
            (
                "<ol start=3><li>a<ul><li>b</ul><li value=7>c</ol>d",
                "a|b|c||d<ListItem { level: 1, number: Some(3) } a><ListItem { level: 2, number: None } b>\
                 <ListItem { level: 1, number: Some(7) } c>",
            ),
            ("<blockquote><p>a<p>b</blockquote>c", "a||b||c<Quote a||b>"),
            ("<pre>\n a\n  b</pre>", " a|  b<Preformatted  a|  b>"),
            (
                "<table><tr><th rowspan=2>a<th>b<tr><td>c</table>d",
                "a¦b|c||d<Cell { table: 1, row: 1, column: 1, is_head: true } a>\
                 <Cell { table: 1, row: 1, column: 2, is_head: true } b>\
                 <Cell { table: 1, row: 2, column: 2, is_head: false } c>",
            ),
            ("<table><tr><td><table><tr><td>a</table><td><p>b</table>", "a||b"),
            ("<font color=1>a<font color=2>b<p>c</font>d", "ab||cd"),
            ("3 < 5 &amp; &#1575;&nbsp;ب\u{200c}ج", "3 < 5 & ا\u{a0}ب\u{200c}ج"),
            ("<figure><img src=x><figcaption>صورة</figcaption></figure>", "صورة<Caption صورة>"),
            ("<svg>a</svg><title/>b<iframe src=x/>c", "bc"),
            ("<p>\0سر\0ت</p>\0", "سرت"),
            (
                "<p>أ<a href='x#n1' id=r1 class=footnote-ref><sup>1</sup></a> ب<sup id=r2><a href=#n2>[2]</a></sup></p><p>ج\
                 <section class=footnotes><h2>هوامش</h2><ol><li id=n1><p>واحد <a href=#r1 class=footnote-back>↩︎</a></p>\
                 <li id=n2><a href=#r2>^</a> 2. اثنان</ol></section>",
                "أ[1] ب[2]||[1] واحد||[2] اثنان||ج||هوامش<Footnote [1] واحد><Footnote [2] اثنان><Heading(2) هوامش>",
            ),
            (
                "<ul><li>أ<a role=doc-noteref href=#n>*</a><li>ب</ul>ج<aside role=doc-footnote id=n><p>د<p>ه</aside>",
                "أ[*]|ب||[*] د||ه||ج<ListItem { level: 1, number: None } أ[*]><ListItem { level: 1, number: None } ب>\
                 <Footnote [*] د><Footnote ه>",
            ),
            (
                "<p>أ<sup><a href=#c>[1]</a></sup><p>ب<ol class=references><li id=c>كتاب</ol><aside epub:type=footnote>ج</aside>",
                "أ[1]||ب||كتاب||ج<ListItem { level: 1, number: Some(1) } كتاب><Footnote ج>",
            ),
            ("<template>a</template><template shadowrootmode=open>b</template>", "b"),
        ] {
            assert_eq!(shown(html), wanted, "{html}");
        }
    }

    #[test]
    fn a_long_text_in_one_element_is_read_whole() {
        let sentence = "قال «نعم» للقوات & لا في المدينة كلها، ثم عاد. ";
        let page = format!("<h1>سقوط سرت</h1><p>{}</p>", sentence.replace('&', "&amp;").repeat(400));
        let contents = read_page(page.into_bytes(), &Origin::default(), &ReadOptions::default()).unwrap();
        assert_eq!(contents.text.as_str(), format!("سقوط سرت\n\n{}", sentence.repeat(400).trim_end()));
    }

    #[test]
    fn elements_deep_inside_each_other_are_read() {
        for tag in [
            "<div>",
            "<span class=x>",
            "<font color=1>",
            "<ul><li>",
            "<table><tr><td>",
            "<b class=y><p>",
            "<a href=x>",
            "<dl><dt>a<dd>",
            "<details><summary>a",
            "<fieldset><legend>a",
            "<p><div>a</p>",
            "<li>a<dt>",
            "<li><ul>a</li>",
            "<tr><abbr>a</tr>",
            "<colgroup><ul>a</colgroup>",
        ] {
            let deep = format!("{}سقطت سرت{}", tag.repeat(20_000), "</div>".repeat(20_000));
            assert!(shown(&deep).split('<').next().is_some_and(|text| text.ends_with("سقطت سرت")), "{tag}");
        }
    }
}
