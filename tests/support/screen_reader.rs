//! The window as published for a screen reader, and a screen reader's requests.

use eframe::egui::accessibility::is_input;
use eframe::egui::accesskit::{
    Action, ActionData, ActionRequest, NodeId, Rect as Bounds, Role, TextDirection, TextPosition, TreeId,
};
use eframe::egui::{Event, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::Window;

/// A published run of a line.
#[derive(Debug)]
pub(crate) struct PublishedRun {
    pub(crate) id: NodeId,
    pub(crate) text: String,
    pub(crate) direction: TextDirection,
    pub(crate) lengths: Vec<u8>,
    pub(crate) positions: Vec<f32>,
    pub(crate) widths: Vec<f32>,
    pub(crate) bounds: Bounds,
}

/// A published mark.
#[derive(Debug)]
pub(crate) struct PublishedMark {
    pub(crate) id: NodeId,
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) is_selected: bool,
}

impl Window {
    /// The published text of the article.
    pub(crate) fn published_text(&self) -> String {
        self.document().accesskit_node().document_range().text()
    }

    /// The published lines; several runs of a line are joined.
    pub(crate) fn published_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for node in self.runs_of_page() {
            let node = node.accesskit_node();
            let text = node.data().value().unwrap_or_default();
            match lines.last_mut() {
                Some(line) if node.data().previous_on_line().is_some() => line.push_str(text),
                _ => lines.push(text.to_owned()),
            }
        }
        lines
    }

    /// The published runs of the article.
    pub(crate) fn published_runs(&self) -> Vec<PublishedRun> {
        let told = |node: Node<'_>| {
            let node = node.accesskit_node();
            let data = node.data();
            PublishedRun {
                id: node.locate().0,
                text: data.value().unwrap_or_default().to_owned(),
                direction: data.text_direction().expect("a run without direction"),
                lengths: data.character_lengths().to_vec(),
                positions: data.character_positions().unwrap_or_default().to_vec(),
                widths: data.character_widths().unwrap_or_default().to_vec(),
                bounds: data.bounds().expect("a run without a place"),
            }
        };
        self.runs_of_page().map(told).collect()
    }

    /// Role and name of each paragraph and heading of the article.
    pub(crate) fn published_paragraphs(&self) -> Vec<(Role, String)> {
        let nodes = self.document().children_recursive().map(|node| node.accesskit_node());
        let nodes = nodes
            .filter(|node| matches!(node.role(), Role::Paragraph | Role::Heading | Role::ListItem | Role::Blockquote));
        nodes.map(|node| (node.role(), node.label().unwrap_or_default())).collect()
    }

    /// Direction of each paragraph and heading of the article.
    pub(crate) fn published_directions(&self) -> Vec<Option<TextDirection>> {
        let nodes = self.document().children_recursive().map(|node| node.accesskit_node());
        let nodes = nodes
            .filter(|node| matches!(node.role(), Role::Paragraph | Role::Heading | Role::ListItem | Role::Blockquote));
        nodes.map(|node| node.data().text_direction()).collect()
    }

    /// The published start and end of the selection, in bytes of the published text.
    pub(crate) fn published_selection(&self) -> (usize, usize) {
        let page = self.document().accesskit_node();
        let selection = page.data().text_selection().expect("no caret is told");
        let byte = |position: TextPosition| {
            let mut before = 0;
            for run in self.published_runs() {
                if run.id == position.node {
                    let lengths = run.lengths[..position.character_index].iter();
                    return before + lengths.map(|len| usize::from(*len)).sum::<usize>();
                }
                before += run.text.len();
            }
            panic!("the caret stands in no run")
        };
        (byte(selection.anchor), byte(selection.focus))
    }

    /// The published marks on the article.
    pub(crate) fn published_marks(&self) -> Vec<PublishedMark> {
        let told = |node: Node<'_>| {
            let node = node.accesskit_node();
            PublishedMark {
                id: node.locate().0,
                name: node.label().unwrap_or_default(),
                status: node.data().description().unwrap_or_default().to_owned(),
                is_selected: node.is_selected() == Some(true),
            }
        };
        self.of_role(Role::Mark).map(told).collect()
    }

    /// The mark with this name.
    pub(crate) fn published_mark(&self, name: &str) -> Option<PublishedMark> {
        self.published_marks().into_iter().find(|mark| mark.name == name)
    }

    /// Fails if a control has no name.
    pub(crate) fn all_is_named(&self, place: &str) {
        for node in self.all() {
            let node = node.accesskit_node();
            let is_used = is_input(node.role()) || node.data().supports_action(Action::Click);
            let name = node.label().or_else(|| node.value()).unwrap_or_default();
            let parent = || node.parent().map(|parent| (parent.role(), parent.label()));
            assert!(
                !is_used || !name.trim().is_empty(),
                "{place}: a {:?} at {:?} in {:?} has no name",
                node.role(),
                node.data().bounds(),
                parent()
            );
            assert!(
                !is_used || node.role() != Role::GenericContainer && node.role() != Role::Unknown,
                "{place}: {name:?} can be clicked but is a {:?}",
                node.role()
            );
        }
    }

    /// Whether a modal dialog with this name is open.
    pub(crate) fn is_modal(&self, name: &str) -> bool {
        let dialog = self.of_role(Role::Dialog).map(|node| node.accesskit_node());
        dialog.filter(|node| node.label().as_deref() == Some(name)).any(|node| node.is_modal())
    }

    /// All that is told of the window: each thing with its role, its name, what is written in it and its state.
    pub(crate) fn told(&self) -> Vec<String> {
        let tell = |node: Node<'_>| {
            let node = node.accesskit_node();
            let state = (node.toggled(), node.is_selected(), node.data().text_selection());
            format!("{:?} {:?} {:?} {state:?} {:?}", node.role(), node.label(), node.value(), node.data().description())
        };
        self.all().map(tell).collect()
    }

    /// The role and the name of the control with the keyboard focus.
    pub(crate) fn focused(&self) -> Option<(Role, String)> {
        let node = self.all().find(|node| node.accesskit_node().is_focused())?.accesskit_node();
        Some((node.role(), node.label().or_else(|| node.value()).unwrap_or_default()))
    }

    /// The rectangle of what has the keyboard focus, in points.
    pub(crate) fn focused_rect(&self) -> Option<Rect> {
        self.all().find(|node| node.accesskit_node().is_focused()).map(|node| node.rect())
    }

    /// Sends a request to a node, like a screen reader.
    pub(crate) fn ask(&mut self, node: NodeId, action: Action, data: Option<ActionData>) {
        let request = ActionRequest { action, target_tree: TreeId::ROOT, target_node: node, data };
        self.harness.event(Event::AccessKitActionRequest(request));
        self.frames(2);
    }

    /// Gives the page the keyboard focus.
    pub(crate) fn focus_page(&mut self) {
        self.ask_page(Action::Focus, None);
    }

    /// Sends a request to the page.
    pub(crate) fn ask_page(&mut self, action: Action, data: Option<ActionData>) {
        let page = self.document().accesskit_node().locate().0;
        self.ask(page, action, data);
    }

    fn document(&self) -> Node<'_> {
        self.harness.get_by_role(Role::Document)
    }

    fn runs_of_page(&self) -> impl Iterator<Item = Node<'_>> {
        self.document().children_recursive().filter(|node| node.accesskit_node().role() == Role::TextRun)
    }
}
