//! GATE's XML, read only: the text with numbered nodes, and annotations between them. The number of a node is its offset.

use crate::annotation::{Annotation, AnnotationId};
use crate::exchange::foreign::{Broken, Counting, Marked, Where, utf8};
use crate::exchange::formats::layers::describe;
use crate::exchange::import::Names;
use crate::exchange::labels::xml::{Element, Elements};
use crate::exchange::streams::One;
use crate::exchange::{ExchangeError, Foreign, Format, Units};
use crate::text::Message;
use crate::text::units::Unit;

/// The format.
pub static FORMAT: Format = Format {
    name: "gate-xml",
    names: [("en", "GATE XML"), ("ar", "GATE XML")],
    about: [("en", "a document of GATE with its annotations"), ("ar", "وثيقة من برنامج GATE مع وسومها")],
    suffix: ".xml",
    extensions: &["xml"],
    units: Units::Only(Unit::Utf16),
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |_| true,
    write: None,
    read: Some(|file| {
        let text = utf8("gate-xml", file.bytes)?;
        // GATE itself counts as Java does, its Python package in code points.
        let mut foreign = Foreign::counting(&[Counting::Utf16, Counting::Char]);
        file.stem().clone_into(&mut foreign.name);
        let (mut elements, mut names) = (Elements::of(text), Names::default());
        while let Some(element) = elements.next(is_part)? {
            match element.name.as_str() {
                "TextWithNodes" => foreign.text = Some(element.text),
                _ => push(&mut foreign, &mut names, &element, Where::Line(elements.line_of(&element))),
            }
        }
        if foreign.text.is_none() {
            let message =
                Message::new("gate-no-text").in_english("there is no TextWithNodes, as GATE's documents have");
            return Err(ExchangeError::not_readable("gate-xml", message));
        }
        foreign.labels = names.into_set();
        Ok(One::boxed(foreign))
    }),
};

/// Whether the element of a path is the text or an annotation.
fn is_part(path: &[String]) -> bool {
    match path {
        [_, text] => text == "TextWithNodes",
        [_, set, annotation] => set == "AnnotationSet" && annotation == "Annotation",
        _ => false,
    }
}

/// Takes an annotation: its type is its label.
fn push(foreign: &mut Foreign, names: &mut Names, element: &Element, at: Where) {
    let number = |name: &str| element.get(name).and_then(|number| number.trim().parse::<u64>().ok());
    let Some(passage) = number("StartNode").zip(number("EndNode")) else {
        let message = Message::new("gate-no-nodes").in_english("an annotation needs a StartNode and an EndNode");
        foreign.broken.push(Broken { at, message });
        return;
    };
    let own = element.get("Id").unwrap_or("");
    let id = AnnotationId::derived(&format!("gate-xml {} {own} {at}", foreign.name));
    let mut annotation = Annotation { id, ..Annotation::default() };
    let features = element.named("Feature").filter_map(|feature| {
        let [name, value] = ["Name", "Value"].map(|part| feature.named(part).next());
        Some((name?.text.as_str(), value?.text.as_str()))
    });
    describe(&mut annotation, element.get("Type").unwrap_or(""), features, names);
    foreign.marked.push(Marked { annotation, fragments: vec![passage], at, ..Marked::default() });
}
