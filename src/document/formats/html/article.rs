//! The article of a page, without what stands around it.

use std::cell::Cell;

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::about::{About, plain};
use super::clutter::{is_clutter, leads_elsewhere};
use super::survey::{Survey, survey};
use super::writer::{self, Block, Look, attribute, is_visible};
use crate::document::builder::Builder;
use crate::document::kind::Role;

/// With less text than this, in characters, an article is looked for less strictly.
const SHORT: usize = 250;
/// The least text that is an article, in characters.
const LEAST: usize = 40;

/// Writes the article of a page, its headline first; `false` if none is found, and then nothing is written.
pub(super) fn write(page: Document, about: &mut About, to: &mut Builder) -> bool {
    let found = survey(&page, about);
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
    write_found(*root, &found, to);
    if about.title.is_empty() {
        about.title.clone_from(&found.headline);
    }
    true
}

/// Whether there is text that is not made of links.
fn is_article(root: &NodeRef<'_>) -> bool {
    let linked: usize = root.find_descendants("a").iter().map(NodeRef::normalized_char_count).sum();
    let all = root.normalized_char_count();
    all >= LEAST && linked * 2 < all
}

fn write_found(root: NodeRef<'_>, found: &Survey, to: &mut Builder) {
    to.block(Some(Role::Heading(1)), &found.headline);
    for line in &found.lines {
        if !is_inside(line.id, root) {
            to.block(Some(line.role), &line.text);
        }
    }
    writer::write(root, &ArticleLook { found, is_behind_clutter: Cell::new(false) }, to);
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

    fn block(&self, block: &Block<'_>) -> Option<Option<Role>> {
        let text = plain(block.text);
        if text == self.found.headline {
            return None;
        }
        let is_clutter = leads_elsewhere(&text)
            && (block.is_linked || matches!(block.role, Some(Role::Heading(_))) || text.len() < 60);
        if is_clutter || self.is_behind_clutter.get() && block.is_linked {
            self.is_behind_clutter.set(true);
            return None;
        }
        self.is_behind_clutter.set(false);
        let line =
            self.found.lines.iter().find(|line| text == line.text || text.len() < 160 && text.contains(&line.text));
        Some(block.role.or(line.map(|line| line.role)))
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

/// Whether a node is an element that is shown.
pub(super) fn shown_element(data: &NodeData) -> Option<&Element> {
    let NodeData::Element(element) = data else { return None };
    is_visible(element).then_some(element)
}
