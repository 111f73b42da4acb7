//! Feeds: RSS, RDF and Atom. Every item is an article, as long or short as the feed has it.

use std::ops::{ControlFlow, Range};

use foldhash::HashSet;

use super::dates::moment;
use super::feed_item::{Item, Source, items, source};
use super::feed_text::{has_tags, without_references};
use super::post::{finish, hash, title_of};
use crate::document::builder::Builder;
use crate::document::collection::{CollectionKind, Entry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::formats::html::{append_fragment, xml_text};
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Role, about};
use crate::document::plain_text::POST;

/// A feed. Web pages and other XML have the same extensions.
pub(crate) static KIND: CollectionKind = CollectionKind {
    name: "feed",
    extensions: &["rss", "atom", "rdf", "xml"],
    begins,
    columns: None,
    list,
    read,
    in_pieces: None,
};

fn begins(head: &[u8]) -> bool {
    let text = xml_text(head);
    let mut rest = text.trim_start();
    // Declarations and comments stand before the first element.
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let has_subset = || rest.find('[') < rest.find('>') && rest.contains('[');
        let close = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!D") && has_subset() => "]>",
            _ => ">",
        };
        let Some(end) = rest.find(close) else { return false };
        rest = rest[end + close.len()..].trim_start();
    }
    let Some(name) = rest.strip_prefix('<').and_then(|rest| rest.split([' ', '>', '\n', '\r', '\t']).next()) else {
        return false;
    };
    let local = name.rsplit(':').next().unwrap_or_default();
    matches!(local, "rss" | "feed") || (local == "RDF" && rest.contains("purl.org/rss"))
}

/// Places of entries are in the decoded text, without a byte order mark.
fn list(bytes: &[u8], _: &ListOptions, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError> {
    let text = xml_text(bytes);
    let mut names: HashSet<u64> = HashSet::default();
    let (mut number, mut is_broken) = (0_usize, false);
    let is_whole = items(&text, |range| {
        number += 1;
        let item = Item::read(&text[range.clone()]);
        if item.is_blank() {
            return ControlFlow::Continue(());
        }
        let mut name = item.name().unwrap_or_default().to_owned();
        if name.is_empty() || !names.insert(hash(&name)) {
            name = format!("{name}#{number}");
        }
        let title = item.title().unwrap_or_else(|| body_text(&item));
        let date = item.published().and_then(moment).map(|moment| moment.seconds);
        let range = range.start as u64..range.end as u64;
        let flow = emit(Entry { name: name.into(), title: title_of(&title), date, range, within: 0, inner: None });
        is_broken = flow.is_break();
        flow
    });
    // A feed that is cut off tells what it has.
    if is_whole || is_broken || number > 0 { Ok(()) } else { Err(DAMAGED) }
}

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "feed", what: "XML" };

fn body_text(item: &Item) -> String {
    let mut b = Builder::default();
    body(item, &mut b);
    b.text().to_owned()
}

/// Appends what an item says; text without a tag is no HTML, and its newlines are kept.
fn body(item: &Item, b: &mut Builder) {
    let Some(text) = item.body() else { return };
    if has_tags(text) {
        append_fragment(text, b);
    } else {
        b.block(None, &without_references(text));
    }
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    _: &ListOptions,
    _: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let text = xml_text(bytes);
    let range: Range<usize> = usize::try_from(entry.range.start).unwrap_or(usize::MAX)
        ..usize::try_from(entry.range.end).unwrap_or(usize::MAX);
    let item = Item::read(text.get(range).ok_or(DAMAGED)?);
    let Source { title: name, language } = source(&text);
    let mut b = Builder::default();
    let title = item.title().unwrap_or_default();
    b.block(Some(Role::Heading(1)), &title);
    body(&item, &mut b);
    b.check("feed")?;
    b.about(about::TITLE, &title);
    b.about(about::SOURCE, &name);
    b.about(about::AUTHOR, &item.author().unwrap_or_default());
    b.about(about::PUBLISHED, &item.published().and_then(moment).map(|moment| moment.text).unwrap_or_default());
    b.about(about::URL, item.url().unwrap_or_default());
    b.about(about::LANGUAGE, &language);
    b.about(about::ID, item.id().unwrap_or_default());
    Ok((&POST, finish(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0" encoding="windows-1256"?><!-- <feed> --><!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>مرصد سرت</title><language>ar</language><image><title>لا</title></image>
<item><title>عاجل: &lt;سرت&gt; &amp;quot;تسقط&amp;quot;</title><link>https://example.org/1?a=1&amp;b=2</link>
<description>أول &amp; &b; &a;
ثان</description><pubDate>Fri, 14 Mar 2031 09:30:00 +0300</pubDate><author>x@example.org (ليلى)</author></item>
<item><guid>g2</guid><description>ملخص</description><content:encoded><![CDATA[<p>قال <b>نعم</b>.</p><p>وقال: لا</p>]]></content:encoded><media:title>لا</media:title></item>
<item><title></title></item>
</channel></rss>"#;

    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa"><title type="text">دیده‌بان</title>
<entry><id>urn:1</id><title type="html">&lt;b&gt;خبر&lt;/b&gt;</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<author><name>مینا</name><email>m@example.org</email></author><updated>2031-03-15T00:00:00Z</updated><published>2031-03-14T00:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>می‌رود</p><p>نمی‌رود</p></div></content><summary>خلاصه</summary></entry></feed>"#;

    fn told(bytes: &[u8]) -> Vec<(String, String, Contents)> {
        let mut entries = Vec::new();
        list(bytes, &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        let read = |entry: &Entry| read(bytes, entry, &ListOptions::default(), &ReadOptions::default()).unwrap().1;
        entries.iter().map(|entry| (entry.name.to_string(), entry.title.to_string(), read(entry))).collect()
    }

    fn about_of(contents: &Contents) -> Vec<(&str, &str)> {
        contents.about.iter().map(|(field, value)| (*field, value.as_str())).collect()
    }

    #[test]
    fn items_of_rss_are_articles() {
        let bytes = encoding_rs::WINDOWS_1256.encode(RSS).0;
        assert!(begins(&bytes));
        let items = told(&bytes);
        assert_eq!(items.len(), 2);
        let (name, title, contents) = &items[0];
        assert_eq!((name.as_str(), title.as_str()), ("https://example.org/1?a=1&b=2", "عاجل: <سرت> \"تسقط\""));
        // Entities that the file defines are not looked up.
        assert_eq!(contents.text.as_str(), "عاجل: <سرت> \"تسقط\"\n\nأول & &b; &a;\nثان");
        assert_eq!(
            about_of(contents),
            [
                ("title", "عاجل: <سرت> \"تسقط\""),
                ("source", "مرصد سرت"),
                ("author", "ليلى"),
                ("published", "2031-03-14T06:30:00Z"),
                ("url", "https://example.org/1?a=1&b=2"),
                ("language", "ar"),
            ]
        );
        assert_eq!((items[1].0.as_str(), items[1].1.as_str()), ("g2", "قال نعم. وقال: لا"));
        assert_eq!(items[1].2.text.as_str(), "قال نعم.\n\nوقال: لا");
    }

    #[test]
    fn entries_of_atom_are_articles() {
        assert!(begins(ATOM.as_bytes()));
        let items = told(ATOM.as_bytes());
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].2.text.as_str(), "خبر\n\nمی‌رود\n\nنمی‌رود");
        assert_eq!(
            about_of(&items[0].2),
            [
                ("title", "خبر"),
                ("source", "دیده‌بان"),
                ("author", "مینا"),
                ("published", "2031-03-14T00:00:00Z"),
                ("url", "https://example.org/1"),
                ("language", "fa"),
                ("id", "urn:1"),
            ]
        );
    }

    #[test]
    fn damaged_feeds_tell_what_is_there() {
        let cut = &RSS[..RSS.find("<item><title></title>").unwrap()];
        assert_eq!(told(cut.as_bytes()).len(), 2);
        assert!(!begins("<html><body>x</body></html>".as_bytes()));
        assert!(!begins("<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'><skos:Concept/></rdf:RDF>".as_bytes()));
        let mut emit = |_: Entry| ControlFlow::Continue(());
        assert_eq!(list(b"<rss><channel", &ListOptions::default(), &mut emit), Err(DAMAGED));
    }
}
