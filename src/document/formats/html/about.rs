//! What a page says about its article, in its head and in its linked data.

use dom_query::{Document, Element, NodeId, NodeRef};
use serde_json::Value;

use super::walk::{Walker, attribute, walk};
use crate::document::builder::Builder;
use crate::document::kind::about;
use crate::text::dates;

/// What a page says about its article; empty where it says nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// The headline, without the name of the site.
    pub(super) title: String,
    /// What the window of a browser shows: often the headline and the name of the site.
    pub(super) window_title: String,
    pub(super) author: String,
    pub(super) published: String,
    pub(super) source: String,
    pub(super) url: String,
    pub(super) language: String,
}

impl About {
    /// Notes all that is known.
    pub(super) fn note(&self, to: &mut Builder) {
        for (field, value) in [
            (about::TITLE, &self.title),
            (about::SOURCE, &self.source),
            (about::AUTHOR, &self.author),
            (about::PUBLISHED, &self.published),
            (about::URL, &self.url),
            (about::LANGUAGE, &self.language),
        ] {
            to.about(field, value);
        }
    }

    /// What a page says, from the best source to the worst. `saved` is where a program that saved the page found it.
    pub(super) fn of(page: &Document, linked_data: &[String], saved: Option<&str>) -> Self {
        let mut head = Head {
            page,
            fields: Vec::new(),
            window_title: String::new(),
            language: String::new(),
            canonical: String::new(),
        };
        walk(page.root(), &mut head);
        let linked = linked_data.iter().find_map(|json| linked_article(json)).unwrap_or_default();
        let first = |names: &[&str]| {
            let of_name = |name: &&str| head.fields.iter().find(|(known, value)| known == name && !value.is_empty());
            names.iter().find_map(of_name).map_or_else(String::new, |(_, value)| value.clone())
        };
        let or = |a: String, b: String| if a.trim().is_empty() { b } else { a };
        let is_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        let urls = [head.canonical.clone(), first(&["og:url"]), linked.url, saved.unwrap_or_default().to_owned()];
        let dates = [vec![linked.published], DATES.iter().map(|name| first(&[name])).collect()].concat();
        let author = or(
            linked.author,
            first(&["author", "article:author", "dc.creator", "parsely-author", "byl", "twitter:creator"]),
        );
        Self {
            title: or(linked.title, first(&["og:title", "twitter:title", "dc.title", "dcterms.title"])),
            window_title: head.window_title,
            // Some give the address of a profile.
            author: if author.contains("://") || author.starts_with('@') { String::new() } else { author },
            published: dates.iter().find_map(|date| iso_date(date)).unwrap_or_default(),
            source: or(first(&["og:site_name"]), or(linked.source, first(&["application-name", "dc.publisher"]))),
            url: urls.into_iter().find(is_web).unwrap_or_default(),
            language: [head.language, linked.language, first(&["content-language", "og:locale", "dc.language"])]
                .iter()
                .find_map(|language| language_tag(language))
                .unwrap_or_default(),
        }
    }
}

/// Fields of a head that tell when an article was published, the surest first.
const DATES: [&str; 18] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
];

/// The first part that looks like the address and the one that looks like the date of a saved page:
/// `Page saved with SingleFile url: … saved date: …`.
pub(super) fn saved_address(comment: &str) -> Option<&str> {
    comment.split_once("url:")?.1.split_whitespace().next().filter(|url| url.contains("://"))
}

/// Looks through the head of a page.
struct Head<'a> {
    page: &'a Document,
    /// Names in lower case, with what they say.
    fields: Vec<(String, String)>,
    window_title: String,
    language: String,
    canonical: String,
}

/// The most fields that are kept.
const FIELDS: usize = 500;

impl Walker for Head<'_> {
    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        let value = |name| attribute(element, name).unwrap_or_default();
        match &*element.name.local {
            "meta" if self.fields.len() < FIELDS => {
                for name in ["property", "name", "itemprop"] {
                    if !value(name).is_empty() {
                        self.fields.push((value(name).to_ascii_lowercase(), value("content").trim().to_owned()));
                    }
                }
            }
            "title" if self.window_title.is_empty() => {
                self.window_title = plain(&NodeRef::new(id, &self.page.tree).text());
                return false;
            }
            "link" if value("rel").eq_ignore_ascii_case("canonical") => {
                value("href").clone_into(&mut self.canonical);
            }
            "html" => {
                let language = attribute(element, "lang").or_else(|| attribute(element, "xml:lang"));
                language.unwrap_or_default().clone_into(&mut self.language);
            }
            "time" if self.fields.len() < FIELDS && !value("datetime").is_empty() => {
                let name =
                    if value("itemprop").eq_ignore_ascii_case("datePublished") { "datepublished" } else { "date" };
                self.fields.push((name.to_owned(), value("datetime").to_owned()));
            }
            _ => {}
        }
        true
    }
}

/// The text on one line.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What linked data say about the article that they are about.
fn linked_article(json: &str) -> Option<About> {
    let json = json.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    // Newlines in strings are not JSON, but common.
    let value: Value = serde_json::from_str(json)
        .or_else(|_| serde_json::from_str(&json.replace(|c: char| c.is_control(), " ")))
        .ok()?;
    let article = find_article(&value, 4)?;
    Some(About {
        title: string(article.get("headline").or_else(|| article.get("name")).unwrap_or(&Value::Null)),
        author: names(article.get("author").or_else(|| article.get("creator")).unwrap_or(&Value::Null)),
        published: string(article.get("datePublished").unwrap_or(&Value::Null)),
        source: names(article.get("publisher").unwrap_or(&Value::Null)),
        url: address(
            article.get("url").unwrap_or(&Value::Null),
            article.get("mainEntityOfPage").unwrap_or(&Value::Null),
        ),
        language: string(article.get("inLanguage").unwrap_or(&Value::Null)),
        ..About::default()
    })
}

fn find_article(value: &Value, depth: u8) -> Option<&Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| find_article(value, depth)),
        Value::Object(fields) => {
            let is_article = |kind: &Value| {
                let kind = kind.as_str().unwrap_or_default();
                kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
            };
            let found = match fields.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if found {
                Some(value)
            } else {
                ["@graph", "mainEntity"].iter().find_map(|inner| find_article(fields.get(*inner)?, depth))
            }
        }
        _ => None,
    }
}

/// A string of linked data; in some it is written as in a page.
fn string(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    if text.contains('&') { plain(&Document::fragment(text.replace('<', "&lt;")).text()) } else { plain(text) }
}

/// The names of persons or of an organisation.
fn names(value: &Value) -> String {
    match value {
        Value::Array(values) => values.iter().map(names).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("، "),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::Array(names)) => names.first().map(string).unwrap_or_default(),
            Some(name) => string(name),
            None => String::new(),
        },
        _ => string(value),
    }
}

fn address(url: &Value, page: &Value) -> String {
    let id = page.get("@id").and_then(Value::as_str).or_else(|| page.as_str());
    url.as_str().or(id).unwrap_or_default().to_owned()
}

/// A date as attributes have it: of `2031-03-14T09:30:00+03:00` all, without a zone only the day.
pub(in crate::document) fn iso_date(said: &str) -> Option<String> {
    let said = said.trim();
    let day = said.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok());
    let Some(day) = day else { return dates::find(said).map(|date| date.iso()) };
    let rest = said.get(10..).unwrap_or_default().trim_start_matches(['T', 't', ' ']).replace(' ', "");
    let whole = format!("{day}T{rest}").replace('z', "Z");
    Some(if whole.parse::<jiff::Timestamp>().is_ok() { with_colon(whole) } else { day.to_owned() })
}

/// RFC 3339 has a colon in its zone.
fn with_colon(mut time: String) -> String {
    let is_short = |zone: &str| zone.len() == 5 && zone.starts_with(['+', '-']) && zone.is_char_boundary(3);
    if time.len() > 5 && time.get(time.len() - 5..).is_some_and(is_short) {
        time.insert(time.len() - 2, ':');
    }
    time
}

fn language_tag(said: &str) -> Option<String> {
    let tag = said.trim().replace('_', "-");
    let is_tag = (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_attributes() {
        for (said, wanted) in [
            ("2031-03-14", Some("2031-03-14")),
            ("2031-03-14T09:30:00+03:00", Some("2031-03-14T09:30:00+03:00")),
            ("2031-03-14 09:30:00 +0300", Some("2031-03-14T09:30:00+03:00")),
            ("2031-03-14T09:30:00.000Z", Some("2031-03-14T09:30:00.000Z")),
            ("2031-03-14T09:30:00", Some("2031-03-14")),
            ("2031-13-14", None),
            ("الجمعة 14 آذار/مارس 2031", Some("2031-03-14")),
            ("", None),
        ] {
            assert_eq!(iso_date(said).as_deref(), wanted, "{said}");
        }
    }

    #[test]
    fn linked_data_are_read_as_they_are_written() {
        let json = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
            "headline":"فتح &quot;الطريق&quot;
            أمس","datePublished":"2031-03-14","author":[{"name":"ليلى"},{"name":"هدى"}],"publisher":{"name":"الضفّة"},
            "mainEntityOfPage":{"@id":"https://example.org/1"}}]}"#;
        let about = linked_article(json).unwrap();
        let told = [about.title, about.author, about.source, about.url, about.published];
        assert_eq!(told, ["فتح \"الطريق\" أمس", "ليلى، هدى", "الضفّة", "https://example.org/1", "2031-03-14"]);
        assert!(linked_article("{").is_none());
        assert!(linked_article(&"[".repeat(100_000)).is_none());
    }
}
