//! The article of a page, without what stands around it.

use std::cell::Cell;

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::about::{About, iso_date, plain};
use super::clutter::{is_clutter, is_on_comments, leads_elsewhere};
use super::surroundings;
use super::survey::{Line, Survey, survey};
use super::walk::{Block, Look, Walker, attribute, is_visible, walk};
use super::writer;
use crate::document::builder::Builder;
use crate::document::kind::Role;

/// With less text than this, in characters, an article is looked for less strictly.
const SHORT: usize = 250;
/// The least text that is an article, in characters.
const LEAST: usize = 40;

/// Writes the article of a page, its headline first; `false` if none is found, and then nothing is written.
pub(super) fn write(page: Document, about: &mut About, to: &mut Builder) -> bool {
    let found = survey(&page, about);
    if !is_readable(&page) {
        return false;
    }
    surroundings::clear(&page);
    exchange_commas(page.root(), "،", COMMA);
    split_texts(page.root());
    // The library takes the headline and the author out if it knows them; they are wanted where they stand.
    if let Some(head) = page.head() {
        head.remove_children();
        for name in ["title", "author"] {
            let field = page.tree.new_element("meta");
            field.set_attr("name", name);
            field.set_attr("content", "-");
            head.append_child(&field.id);
        }
    }
    let config = Config { keep_classes: true, disable_json_ld: true, char_threshold: SHORT, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(page, None, Some(config)) else { return false };
    if reader.parse().is_err() {
        return false;
    }
    let contents = reader.doc.select_single("#readability-page-1");
    let Some(root) = contents.nodes().first() else { return false };
    if !is_article(root) {
        return false;
    }
    exchange_commas(*root, COMMA, "،");
    write_found(*root, &found, to);
    if about.title.is_empty() {
        about.title.clone_from(&found.headline);
    }
    if about.published.is_empty() {
        let shown = found.lines.iter().find_map(|line| iso_date(&line.text));
        about.published = shown.unwrap_or_default();
    }
    true
}

/// Stands for an Arabic comma, as long as it: the library takes text with few commas for clutter, and counts only Latin ones.
const COMMA: &str = ",\u{1}";

fn exchange_commas(root: NodeRef<'_>, from: &str, to: &str) {
    // No node may change while the tree is gone through.
    let texts: Vec<NodeRef<'_>> = root.descendants_it().filter(NodeRef::is_text).collect();
    for node in texts {
        node.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && contents.contains(from)
            {
                *contents = contents.replace(from, to).into();
            }
        });
    }
}

/// How long a text may be in one node, in bytes: the library writes the article as HTML, too, and looks through all of the
/// rest of a text for each guillemet in it.
const NODE_BYTES: usize = 4 << 10;

/// Makes several nodes of each long text.
fn split_texts(root: NodeRef<'_>) {
    let texts: Vec<NodeRef<'_>> = root.descendants_it().filter(NodeRef::is_text).collect();
    for node in texts {
        let mut rest = String::new();
        node.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && contents.len() > NODE_BYTES
            {
                let first = contents.floor_char_boundary(NODE_BYTES);
                contents[first..].clone_into(&mut rest);
                *contents = contents[..first].to_owned().into();
            }
        });
        // Each piece comes right behind the first one, so the last is the first to come.
        while !rest.is_empty() {
            let start = rest.ceil_char_boundary(rest.len().saturating_sub(NODE_BYTES));
            node.insert_after(&node.tree.new_text(&rest[start..]));
            rest.truncate(start);
        }
    }
}

/// The most steps from all elements of a page to its root, and the most of one element on average: the library goes through
/// the contents of each element again.
const STEPS: usize = 8_000_000;
const MEAN_DEPTH: usize = 64;

/// Whether the library finds an end in a page.
fn is_readable(page: &Document) -> bool {
    #[derive(Default)]
    struct Steps {
        depth: usize,
        nodes: usize,
        sum: usize,
    }
    impl Steps {
        fn count(&mut self, depth: usize) {
            self.nodes += 1;
            self.sum += depth;
        }
    }
    impl Walker for Steps {
        fn text(&mut self, _: &str) {
            self.count(self.depth + 1);
        }

        fn enter(&mut self, _: NodeId, _: &Element) -> bool {
            self.depth += 1;
            self.count(self.depth);
            true
        }

        fn leave(&mut self, _: NodeId, _: &Element) {
            self.depth -= 1;
        }
    }
    let mut all = Steps::default();
    walk(page.root(), &mut all);
    all.sum <= STEPS && (all.sum <= STEPS / 100 || all.sum / all.nodes.max(1) <= MEAN_DEPTH)
}

/// Whether there is text that is not made of links.
fn is_article(root: &NodeRef<'_>) -> bool {
    let linked: usize = root.find_descendants("a").iter().map(NodeRef::normalized_char_count).sum();
    let all = root.normalized_char_count();
    all >= LEAST && linked * 2 < all
}

fn write_found(root: NodeRef<'_>, found: &Survey, to: &mut Builder) {
    to.block(Some(Role::Heading(1)), &found.headline);
    let beginning = beginning(root);
    for line in &found.lines {
        if !is_inside(line.id, root) && !beginning.contains(&line.text) {
            to.block(Some(line.role), &line.text);
        }
    }
    writer::write(root, &ArticleLook { found, is_behind_clutter: Cell::new(false) }, to);
}

/// The first words of an article: the library may have put other elements in the place of those that the page had.
fn beginning(root: NodeRef<'_>) -> String {
    let mut text = String::new();
    for node in root.descendants_it().filter(NodeRef::is_text) {
        text.push_str(&node.text());
        if text.len() > 2000 {
            break;
        }
    }
    plain(&text)
}

fn is_inside(id: NodeId, root: NodeRef<'_>) -> bool {
    NodeRef::new(id, root.tree).ancestors_it(None).any(|around| around.id == root.id)
}

/// Shows an article.
struct ArticleLook<'a> {
    found: &'a Survey,
    /// Whether what was just left out leads to other articles: so do the links below it.
    is_behind_clutter: Cell<bool>,
}

impl Look for ArticleLook<'_> {
    fn shows(&self, id: NodeId, element: &Element) -> bool {
        let _ = id;
        is_visible(element)
            && !matches!(&*element.name.local, "nav" | "footer" | "button" | "form" | "dialog" | "label")
            && attribute(element, "aria-hidden") != Some("true")
            && !is_clutter(element)
    }

    fn role(&self, id: NodeId, element: &Element) -> Option<Role> {
        // The library makes headings of the first level those of the second.
        if self.found.first_level.contains(&id) { Some(Role::Heading(2)) } else { caption(element) }
    }

    fn block(&self, block: &mut Block<'_>) -> bool {
        let text = plain(block.text);
        if text == self.found.headline {
            return false;
        }
        let is_short = block.is_linked || matches!(block.role, Some(Role::Heading(_))) || text.len() < 60;
        let is_clutter = is_short && leads_elsewhere(&text) || self.is_behind_clutter.get() && block.is_linked;
        self.is_behind_clutter.set(is_clutter);
        if block.role.is_none() {
            let is_line = |line: &&Line| text == line.text || text.len() < 160 && text.contains(&line.text);
            block.role = self.found.lines.iter().find(is_line).map(|line| line.role);
        }
        !is_clutter && !is_on_comments(&text)
    }
}

/// Captions that are paragraphs.
fn caption(element: &Element) -> Option<Role> {
    let classes = attribute(element, "class").unwrap_or_default();
    let is_caption = classes.split_ascii_whitespace().any(|class| {
        matches!(
            class,
            "wp-caption-text" | "caption" | "image-caption" | "photo-caption" | "img-caption" | "media-caption"
        )
    });
    is_caption.then_some(Role::Caption)
}
