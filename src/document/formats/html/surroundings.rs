//! Takes out what stands around an article before the library looks for it, by where it stands and what it links to; and
//! keeps what the library would take for it.

use std::sync::LazyLock;

use dom_query::{Document, Element, NodeId, NodeRef};
use foldhash::{HashMap, HashSet};

use super::about::plain;
use super::elements::is_block;
use super::table;
use super::walk::{Walker, attribute, walk};
use crate::text::fold::fold_words;

/// A cell of a layout with at least so many links is a menu if less than one byte in `UNLINKED` of its text is not in links.
const LINKS: usize = 3;
const UNLINKED: usize = 4;
/// The least text that is not in links in the cell of the article, in bytes.
const ARTICLE: usize = 400;
/// The longest paragraph that tells the terms of a site, in bytes.
const TERMS_BYTES: usize = 2000;
/// So many elements of one class that are called headers, with headings in them, are those of sections.
const HEADERS: usize = 3;

/// With what the links to the terms of a site begin.
const TERMS: [&str; 14] = [
    "سياسة الخصوصية",
    "شروط الخدمة",
    "شروط الاستخدام",
    "إرشادات الاستخدام",
    "اتفاقية المستخدم",
    "قوانين التعليق",
    "حریم خصوصی",
    "قوانین و مقررات",
    "תנאי השימוש",
    "תנאי שימוש",
    "מדיניות הפרטיות",
    "privacy policy",
    "terms of",
    "community guidelines",
];

/// Takes out cells of layouts that are menus, and paragraphs that tell the terms of a site.
pub(super) fn clear(page: &Document) {
    let mut finder = Finder {
        cells: Vec::new(),
        blocks: Vec::new(),
        tables: Vec::new(),
        link: None,
        headers: Vec::new(),
        header_classes: HashMap::default(),
        menus: Vec::new(),
        terms: Vec::new(),
        section_headers: Vec::new(),
    };
    walk(page.root(), &mut finder);
    let Finder { menus, terms, section_headers, header_classes, .. } = finder;
    for (class, id) in section_headers {
        if header_classes.get(&class).is_some_and(|count| *count >= HEADERS) {
            let header = NodeRef::new(id, &page.tree);
            header.remove_attrs(&["class", "id"]);
            // Short elements of this kind are not weighed.
            header.rename("section");
        }
    }
    let layouts: HashSet<NodeId> = menus.iter().map(|(table, _)| *table).collect();
    let layouts: HashSet<NodeId> =
        layouts.into_iter().filter(|table| !table::is_data(NodeRef::new(*table, &page.tree))).collect();
    for (_, cell) in menus.iter().filter(|(table, _)| layouts.contains(table)) {
        NodeRef::new(*cell, &page.tree).remove_from_parent();
    }
    for block in terms {
        NodeRef::new(block, &page.tree).remove_from_parent();
    }
}

/// What an element holds, in bytes of text.
struct Held {
    id: NodeId,
    text: usize,
    linked: usize,
    links: usize,
}

impl Held {
    fn of(id: NodeId) -> Self {
        Self { id, text: 0, linked: 0, links: 0 }
    }

    fn unlinked(&self) -> usize {
        self.text.saturating_sub(self.linked)
    }

    fn is_menu(&self) -> bool {
        self.links >= LINKS && self.unlinked() * UNLINKED < self.text
    }
}

/// A table that is open: its menus, and whether a cell of it has text.
struct Table {
    id: NodeId,
    menus: Vec<NodeId>,
    has_text: bool,
}

struct Finder {
    cells: Vec<Held>,
    /// Open blocks; links count if they lead to the terms of the site.
    blocks: Vec<Held>,
    tables: Vec<Table>,
    /// The open link, and its text.
    link: Option<(NodeId, String)>,
    /// Open elements that are called headers, their class, and whether there is a heading in them.
    headers: Vec<(NodeId, String, bool)>,
    header_classes: HashMap<String, usize>,
    /// Cells that are menus, each with its table.
    menus: Vec<(NodeId, NodeId)>,
    terms: Vec<NodeId>,
    section_headers: Vec<(String, NodeId)>,
}

impl Finder {
    fn end_link(&mut self) {
        let Some((_, text)) = self.link.take() else { return };
        let text = plain(&text);
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.cells.last_mut() {
            cell.links += 1;
        }
        if let Some(block) = self.blocks.last_mut()
            && text.len() < 100
            && is_terms(&text)
        {
            block.links += 1;
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cells.pop() else { return };
        if let Some(around) = self.cells.last_mut() {
            around.text += cell.text;
            around.linked += cell.linked;
            around.links += cell.links;
        }
        let Some(table) = self.tables.last_mut() else { return };
        table.has_text |= cell.unlinked() >= ARTICLE;
        if cell.is_menu() {
            table.menus.push(cell.id);
        }
    }
}

fn is_terms(link: &str) -> bool {
    let words = fold_words(link);
    FOLDED_TERMS.iter().any(|terms| words.starts_with(terms))
}

static FOLDED_TERMS: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| TERMS.iter().map(|terms| fold_words(terms)).collect());

impl Walker for Finder {
    fn text(&mut self, text: &str) {
        let len = text.trim_ascii().len();
        let linked = if self.link.is_some() { len } else { 0 };
        for held in [self.cells.last_mut(), self.blocks.last_mut()].into_iter().flatten() {
            held.text += len;
            held.linked += linked;
        }
        if let Some((_, link)) = &mut self.link
            && link.len() < 200
        {
            link.push_str(text);
        }
    }

    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        let name = &*element.name.local;
        match name {
            "a" if self.link.is_none() => self.link = Some((id, String::new())),
            "table" => self.tables.push(Table { id, menus: Vec::new(), has_text: false }),
            "td" | "th" => self.cells.push(Held::of(id)),
            "h2" | "h3" | "h4" => self.headers.iter_mut().for_each(|(.., has_heading)| *has_heading = true),
            _ => {}
        }
        if !matches!(name, "body" | "html") && is_block(name) {
            self.blocks.push(Held::of(id));
            let class = attribute(element, "class").unwrap_or_default();
            if class.to_ascii_lowercase().contains("header") && self.headers.len() < 4 {
                self.headers.push((id, class.to_owned(), false));
            }
        }
        true
    }

    fn leave(&mut self, id: NodeId, _: &Element) {
        if self.link.as_ref().is_some_and(|(link, _)| *link == id) {
            self.end_link();
        }
        if self.blocks.last().is_some_and(|block| block.id == id)
            && let Some(block) = self.blocks.pop()
            && block.links >= 2
            && block.text <= TERMS_BYTES
        {
            self.terms.push(id);
        }
        if self.headers.last().is_some_and(|(header, ..)| *header == id)
            && let Some((_, class, true)) = self.headers.pop()
        {
            *self.header_classes.entry(class.clone()).or_default() += 1;
            self.section_headers.push((class, id));
        }
        if self.cells.last().is_some_and(|cell| cell.id == id) {
            self.end_cell();
        }
        if self.tables.last().is_some_and(|table| table.id == id)
            && let Some(table) = self.tables.pop()
            && table.has_text
        {
            self.menus.extend(table.menus.into_iter().map(|menu| (table.id, menu)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::builder::Builder;
    use crate::document::formats::html::walk::Everything;
    use crate::document::formats::html::writer;

    fn left(html: &str) -> String {
        let page = Document::from(html);
        clear(&page);
        let mut to = Builder::default();
        writer::write(page.root(), &Everything, &mut to);
        to.text().replace('\n', "|")
    }

    #[test]
    fn menus_beside_an_article_are_taken_out() {
        let article = "سقطت سرت في يد القوات. ".repeat(40);
        let menu = "<td>اقرأ<br><a>واحد طويل</a><br><a>اثنان طويل</a><br><a>ثلاثة طويلة</a></td>";
        let shown = article.trim_end();
        assert_eq!(left(&format!("<table><tr>{menu}<td>{article}</td><td><table><tr>{menu}</table>")), shown);
        // Links are all that there is, or rows of data.
        let links = "اقرأ|واحد طويل|اثنان طويل|ثلاثة طويلة";
        assert_eq!(left(&format!("<table><tr>{menu}</table>{article}")), format!("{links}||{shown}"));
        let data = format!("<table><tr><th>أ<th>ب<tr>{menu}<td>{}</table>", &article.get(..800).unwrap_or_default());
        assert!(left(&data).contains("واحد"));
    }

    #[test]
    fn terms_of_a_site_are_taken_out() {
        let terms = "<p>سقطت سرت.<p>راجع <a>شروط الاستخدام</a> و<a>سياسة الخصوصيّة</a> قبل التعليق.";
        assert_eq!(left(terms), "سقطت سرت.");
        let article = "<p>غيّرت الشركة <a>سياسة الخصوصية</a> أمس.";
        assert_eq!(left(article), "غيّرت الشركة سياسة الخصوصية أمس.");
    }
}
