//! Notes: a reference becomes `[1]`, and the note that it links to stands behind the paragraph, list or table that refers to
//! it, as in documents of other kinds. Long lists of sources (`ol.references` of Wikipedia) are no notes: they stay.

use dom_query::{Document, Element, NodeId, NodeRef, Tree};
use foldhash::{HashMap, HashSet};

use super::about::plain;
use super::elements::is_block;
use super::table;
use super::walk::{Walker, attribute, walk};

/// The most references that are looked at, and the longest note, in nodes.
const REFERENCES: usize = 5_000;
const NODES: usize = 500;
/// The longest sign of a note, in bytes, and that of a way back from it.
const SIGN: usize = 12;
/// How far around a link or its aim is looked for what they are.
const AROUND: usize = 4;

/// The role of an element that is a note. It is one of the roles that books give.
pub(super) const NOTE: &str = "doc-footnote";

/// Puts the notes of a page where they belong.
pub(super) fn settle(page: &Document) {
    let tree = &page.tree;
    let mut links = Links { tree, all: Vec::new(), ways_back: Vec::new() };
    walk(page.root(), &mut links);
    for id in links.ways_back {
        NodeRef::new(id, tree).remove_from_parent();
    }
    if links.all.is_empty() {
        return;
    }
    let aims: HashSet<&str> = links.all.iter().map(|link| link.aim.as_str()).collect();
    let mut places = Places { aims, found: HashMap::default() };
    walk(page.root(), &mut places);
    let found = places.found;
    let mut settled = Settled { tree, signs: HashMap::default(), last: HashMap::default(), data: HashMap::default() };
    for link in &links.all {
        if let Some(aim) = found.get(&link.aim) {
            settled.reference(link, *aim);
        }
    }
}

/// A link that may refer to a note.
struct Link {
    id: NodeId,
    /// The id of the element to which it leads.
    aim: String,
    /// Whether the page says that it refers to a note.
    is_told: bool,
}

struct Links<'a> {
    tree: &'a Tree,
    all: Vec<Link>,
    /// Links from a note to where it is referred to.
    ways_back: Vec<NodeId>,
}

impl Walker for Links<'_> {
    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        if &*element.name.local != "a" {
            return true;
        }
        let Some((_, aim)) = attribute(element, "href").and_then(|href| href.split_once('#')) else { return true };
        if has_word(element, &["doc-backlink", "backlink", "footnote-back", "footnote-backref", "reversefootnote"]) {
            self.ways_back.push(id);
            return false;
        }
        let is_told = has_word(element, &["doc-noteref", "noteref", "footnote-ref", "footnoteref"]);
        let link = NodeRef::new(id, self.tree);
        let is_raised = || {
            let is_sup = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "sup");
            link.parent().is_some_and(|parent| is_sup(&parent)) || link.children_it(false).any(|child| is_sup(&child))
        };
        if !aim.is_empty() && self.all.len() < REFERENCES && (is_told || is_raised()) {
            self.all.push(Link { id, aim: aim.to_owned(), is_told });
        }
        true
    }
}

/// Whether an element is called so, by its role, its kind in a book, or its class.
fn has_word(element: &Element, words: &[&str]) -> bool {
    ["role", "epub:type", "class"].iter().filter_map(|name| attribute(element, name)).any(|value| {
        value.split_ascii_whitespace().any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
    })
}

/// Whether an element is a note.
pub(super) fn is_note(element: &Element) -> bool {
    has_word(element, &["doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"])
        && is_block(&element.name.local)
}

/// Whether an element holds notes.
fn holds_notes(element: &Element) -> bool {
    has_word(element, &["doc-endnotes", "endnotes", "footnotes", "rearnotes", "wp-block-footnotes", "footnote-list"])
}

/// Finds the elements to which links lead.
struct Places<'a> {
    aims: HashSet<&'a str>,
    found: HashMap<String, NodeId>,
}

impl Walker for Places<'_> {
    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        if let Some(name) = attribute(element, "id")
            && self.aims.contains(name)
        {
            self.found.entry(name.to_owned()).or_insert(id);
        }
        true
    }
}

struct Settled<'a> {
    tree: &'a Tree,
    /// The sign of each note that has been referred to.
    signs: HashMap<NodeId, String>,
    /// The last note behind each block.
    last: HashMap<NodeId, NodeId>,
    /// Whether a table holds data.
    data: HashMap<NodeId, bool>,
}

impl Settled<'_> {
    fn reference(&mut self, link: &Link, aim: NodeId) {
        let node = NodeRef::new(link.id, self.tree);
        let Some(note) = self.note(aim, link.is_told) else { return };
        let is_inside = |outer: NodeId| node.ancestors_it(None).any(|around| around.id == outer);
        if is_inside(note) {
            return;
        }
        let text = plain(&node.text());
        if text.len() > SIGN {
            return;
        }
        let own = text.trim_matches(['[', ']', '(', ')', ' ']).to_owned();
        let next = (self.signs.len() + 1).to_string();
        let is_new = !self.signs.contains_key(&note);
        let sign = self.signs.entry(note).or_insert(if own.is_empty() { next } else { own.clone() }).clone();
        // Brackets may stand around the link.
        let holder = node.parent().filter(|parent| {
            parent.node_name().is_some_and(|name| &*name == "sup")
                && plain(&parent.text()).trim_matches(['[', ']', '(', ')']) == own
        });
        let mut backs: Vec<String> = Vec::new();
        for around in [Some(node), node.parent(), node.first_element_child()].into_iter().flatten() {
            backs.extend(around.attr("id").map(|id| id.to_string()));
        }
        // Looked for before the holder's text is set, which takes the link out.
        let block = if is_new { self.block_around(node) } else { None };
        holder.unwrap_or(node).set_text(format!("[{sign}]"));
        if let Some(block) = block {
            self.place(NodeRef::new(note, self.tree), block, &sign, &backs);
        }
    }

    /// The note at which an element stands.
    fn note(&self, aim: NodeId, is_told: bool) -> Option<NodeId> {
        let aim = NodeRef::new(aim, self.tree);
        let names = |node: &NodeRef<'_>, test: fn(&Element) -> bool| {
            self.tree.query_node_or(&node.id, false, |node| node.as_element().is_some_and(test))
        };
        let is_apart = |node: &NodeRef<'_>| names(node, |element| is_block(&element.name.local));
        let note = std::iter::once(aim).chain(aim.ancestors_it(Some(AROUND))).find(is_apart)?;
        let name = note.node_name()?;
        if matches!(
            &*name,
            "body" | "html" | "td" | "th" | "tr" | "table" | "section" | "article" | "main" | "ol" | "ul"
        ) {
            return None;
        }
        let is_called = is_told
            || names(&note, is_note)
            || note.ancestors_it(Some(AROUND)).any(|around| names(&around, holds_notes));
        (is_called && note.descendants_it().take(NODES).count() < NODES).then_some(note.id)
    }

    /// The paragraph, list or table in which a reference stands.
    fn block_around(&mut self, node: NodeRef<'_>) -> Option<NodeId> {
        let mut block = None;
        for around in node.ancestors_it(None) {
            let name = around.node_name()?;
            match &*name {
                "body" | "html" | "article" | "main" | "section" => break,
                "ul" | "ol" | "menu" | "dl" => block = Some(around.id),
                "table" => {
                    let tree = self.tree;
                    let is_data =
                        *self.data.entry(around.id).or_insert_with(|| table::is_data(NodeRef::new(around.id, tree)));
                    block = if is_data { Some(around.id) } else { block };
                }
                "li" | "dt" | "dd" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" | "figcaption"
                | "summary" => {}
                name if block.is_none() && is_block(name) => block = Some(around.id),
                _ => {}
            }
        }
        block
    }

    fn place(&mut self, note: NodeRef<'_>, block: NodeId, sign: &str, backs: &[String]) {
        for link in note.descendants().into_iter().filter(|node| node.node_name().is_some_and(|name| &*name == "a")) {
            let leads_back = link
                .attr("href")
                .is_some_and(|href| href.split_once('#').is_some_and(|(_, aim)| backs.iter().any(|back| back == aim)));
            if leads_back && plain(&link.text()).len() <= SIGN {
                link.remove_from_parent();
            }
        }
        // Into the first paragraph of the note.
        let mut first = note;
        let mut texts = note.descendants().into_iter().filter(NodeRef::is_text);
        if let Some(text) = texts.find(|node| !node.text().trim().is_empty()) {
            let own = text.text();
            text.set_text(without_sign(&own, sign).to_owned());
            let is_apart = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| is_block(&name));
            if let Some(paragraph) = text.ancestors_it(None).find(is_apart) {
                first = paragraph;
            }
        }
        let label = self.tree.new_text(format!("[{sign}] "));
        first.prepend_child(&label.id);
        note.rename(if is_line(note) { "p" } else { "div" });
        note.remove_attrs(&["class", "id", "epub:type"]);
        note.set_attr("role", NOTE);
        let behind = self.last.insert(block, note.id).unwrap_or(block);
        note.remove_from_parent();
        NodeRef::new(behind, self.tree).insert_after(&note.id);
    }
}

/// Whether there are no blocks in a note.
fn is_line(note: NodeRef<'_>) -> bool {
    note.descendants_it().all(|node| node.node_name().is_none_or(|name| !is_block(&name)))
}

/// A text without the sign of the note before it: `1. `, `[1] `.
fn without_sign<'t>(text: &'t str, sign: &str) -> &'t str {
    let rest = text.trim_start();
    let in_brackets =
        || ["[", "("].iter().find_map(|open| rest.strip_prefix(open)?.strip_prefix(sign)?.strip_prefix([']', ')']));
    let before_sign = || rest.strip_prefix(sign)?.strip_prefix(['.', ')', '-', ':', '–']);
    in_brackets().or_else(before_sign).map_or(text, str::trim_start)
}
