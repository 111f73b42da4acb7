//! What a page shows of its headline, its author and its date, before its article is taken out of it.

use std::collections::HashSet;

use dom_query::{Document, Element, NodeId, NodeRef};

use super::about::{About, plain};
use super::walk::{Walker, attribute, is_visible, walk};
use crate::document::kind::Role;

/// What was found.
pub(super) struct Survey {
    /// The headline; may be empty.
    pub(super) headline: String,
    /// Headings of the first level.
    pub(super) first_level: HashSet<NodeId>,
    /// Who wrote the article, and when, as the page shows it.
    pub(super) lines: Vec<Line>,
}

/// A line about the article.
pub(super) struct Line {
    pub(super) id: NodeId,
    pub(super) role: Role,
    pub(super) text: String,
    /// Its place among the elements of the page.
    place: usize,
}

/// The longest headline, and the longest line about the article, in characters.
const HEADLINE: usize = 300;
const LINE: usize = 120;
/// How many elements may be between the headline and such a line: behind it, and before it.
const BEHIND: usize = 60;
const BEFORE: usize = 25;
/// How many headings and lines are looked at.
const MOST: usize = 200;

/// Looks through a page.
pub(super) fn survey(page: &Document, about: &About) -> Survey {
    let mut walker = Finder { page, place: 0, headings: Vec::new(), first_level: HashSet::new(), lines: Vec::new() };
    if let Some(body) = page.body() {
        walk(body, &mut walker);
    }
    let told = if about.title.is_empty() { window_headline(about) } else { about.title.clone() };
    let shown = headline(&walker.headings, &told, &about.window_title);
    let place = shown.map(|heading| heading.place);
    let headline = shown.map_or(told, |heading| heading.text.clone());
    let near = |line: &&Line| place.is_some_and(|place| line.place <= place + BEHIND && line.place + BEFORE >= place);
    let mut lines = Vec::new();
    for role in [Role::Byline, Role::Dateline] {
        // Behind the headline before what is above it.
        let mut of_role: Vec<&Line> = walker.lines.iter().filter(|line| line.role == role).filter(near).collect();
        of_role.sort_by_key(|line| (place.is_some_and(|place| line.place < place), line.place));
        if let Some(line) = of_role.first()
            && line.text != headline
            && lines.iter().all(|known: &Line| !known.text.contains(&line.text))
        {
            lines.retain(|known: &Line| !line.text.contains(&known.text));
            lines.push(Line { id: line.id, role, text: line.text.clone(), place: line.place });
        }
    }
    lines.sort_by_key(|line| line.place);
    Survey { headline, first_level: walker.first_level, lines }
}

/// A heading of a page.
struct Heading {
    text: String,
    place: usize,
    /// 0 for what says that it is the headline, else its level.
    level: u8,
}

/// The heading that is the headline: the one that the page names elsewhere, too.
fn headline<'a>(headings: &'a [Heading], told: &str, window_title: &str) -> Option<&'a Heading> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
    let told_words = words(told);
    let score = |heading: &Heading| {
        let own = words(&heading.text);
        if own.is_empty() {
            return 0.0;
        }
        let is_whole = heading.text == told || own.len() > 2 && window_title.contains(&heading.text);
        let shared = own.intersection(&told_words).count() as f64 / own.len().max(told_words.len()) as f64;
        let by_level = match heading.level {
            0 => 0.35,
            1 => 0.3,
            2 => 0.1,
            _ => 0.0,
        };
        if is_whole { 1.0 + by_level } else { shared + by_level }
    };
    let mut best: Option<(&Heading, f64)> = None;
    for heading in headings {
        let score = score(heading);
        if score > best.map_or(0.6, |(_, best)| best) {
            best = Some((heading, score));
        }
    }
    let alone = || {
        let mut first = headings.iter().filter(|heading| heading.level <= 1);
        first
            .next()
            .filter(|only| first.next().is_none() && (told.is_empty() || only.text.split_whitespace().count() > 3))
    };
    best.map(|(heading, _)| heading).or_else(alone)
}

/// The title of a window without the name of the site.
fn window_headline(about: &About) -> String {
    let title = &about.window_title;
    let parts = title.split(" | ").flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    let parts =
        parts.flat_map(|part| part.split(" — ")).flat_map(|part| part.split(" :: ")).flat_map(|part| part.split(" » "));
    let longest = parts.map(str::trim).filter(|part| *part != about.source).max_by_key(|part| part.chars().count());
    longest.unwrap_or(title).to_owned()
}

struct Finder<'a> {
    page: &'a Document,
    place: usize,
    headings: Vec<Heading>,
    first_level: HashSet<NodeId>,
    lines: Vec<Line>,
}

impl Finder<'_> {
    fn line_of(&self, id: NodeId, most: usize) -> Option<String> {
        let node = NodeRef::new(id, &self.page.tree);
        // A class may be that of the whole page.
        let count = node.descendants_it().take(50).count();
        let text = if count < 50 { plain(&node.text()) } else { return None };
        (!text.is_empty() && text.chars().count() <= most).then_some(text)
    }

    fn look_at(&mut self, id: NodeId, element: &Element) {
        let level = match element.name.local.as_bytes() {
            _ if attribute(element, "itemprop") == Some("headline") => Some(0),
            [b'h', level @ b'1'..=b'3'] => Some(level - b'0'),
            _ => None,
        };
        if &*element.name.local == "h1" {
            self.first_level.insert(id);
        }
        if let Some(level) = level {
            if self.headings.len() < MOST
                && let Some(text) = self.line_of(id, HEADLINE)
            {
                self.headings.push(Heading { text, place: self.place, level });
            }
            return;
        }
        let Some(role) = line_role(element) else { return };
        if self.lines.len() >= MOST {
            return;
        }
        let Some(text) = self.line_of(id, LINE) else { return };
        let is_fit = role != Role::Dateline || text.chars().any(char::is_numeric);
        if is_fit {
            self.lines.push(Line { id, role, text, place: self.place });
        }
    }
}

impl Walker for Finder<'_> {
    fn text(&mut self, _: &str) {
        self.place += 1;
    }

    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        self.place += 1;
        if !is_visible(element) || matches!(&*element.name.local, "nav" | "footer" | "aside") {
            return false;
        }
        self.look_at(id, element);
        true
    }
}

/// Whether an element is called a line about the article.
fn line_role(element: &Element) -> Option<Role> {
    let value = |name| attribute(element, name).unwrap_or_default();
    if value("rel") == "author" || value("itemprop") == "author" {
        return Some(Role::Byline);
    }
    if &*element.name.local == "time" || value("itemprop") == "datePublished" {
        return Some(Role::Dateline);
    }
    let words = |name| value(name).split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    for word in words("class").chain(words("id")) {
        match word.as_str() {
            "byline" | "author" | "authors" | "writer" | "reporter" | "credit" | "submitted" => {
                return Some(Role::Byline);
            }
            "date" | "strytmstmp" | "tmstmp" | "dateline" | "published" | "pubdate" | "timestamp" | "datetime"
            | "time" => {
                return Some(Role::Dateline);
            }
            _ => {}
        }
    }
    None
}
