//! The codebook of REFI-QDA (`.qdc`): codes as labels, codes below codes, colours and descriptions. What it cannot say:
//! keys, line styles, attributes, relations, names in two languages.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::error::LabelFileError;
use super::format::LabelFormat;
use super::gathered::{Gathered, in_both};
use super::xml::{Element, escaped, tree};
use crate::annotation::label::rgb_of;
use crate::annotation::{Label, LabelId, LabelSet};
use crate::text::Message;

/// The format.
pub static FORMAT: LabelFormat = LabelFormat {
    name: "refi-qda",
    names: [("ar", "REFI-QDA (qdc)"), ("en", "REFI-QDA (.qdc)")],
    suffix: ".qdc",
    extension: "qdc",
    read,
    write,
};

/// The namespace of the schema.
const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// Reads a codebook.
pub fn read(text: &str) -> Result<LabelSet, LabelFileError> {
    let root = tree(text)?;
    // A project holds its codebook inside.
    let book = root.all().into_iter().find(|element| element.name == "CodeBook");
    let Some(book) = book else {
        let message = Message::new("label-file-no-codebook")
            .with("name", root.name.as_str())
            .in_english(format!("a codebook begins with <CodeBook>, not with <{}>", root.name));
        return Err(LabelFileError::at(text, root.at, message));
    };
    let labels = codebook(text, book)?.labels;
    if labels.is_empty() {
        let message = Message::new("label-file-no-labels").in_english("no label is defined in this file");
        return Err(LabelFileError::at(text, book.at, message));
    }
    Ok(labels)
}

/// The codes of a project, and the label of each by its GUID.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Codebook {
    pub(in crate::exchange) labels: LabelSet,
    pub(in crate::exchange) by_guid: HashMap<String, LabelId>,
}

/// Reads the element `CodeBook` of a file.
pub(in crate::exchange) fn codebook(text: &str, book: &Element) -> Result<Codebook, LabelFileError> {
    let (mut gathered, mut by_guid) = (Gathered::default(), HashMap::new());
    for code in book.named("Codes").flat_map(|codes| codes.named("Code")) {
        add(text, &mut gathered, &mut by_guid, code, None)?;
    }
    Ok(Codebook { labels: LabelSet::only(gathered.labels), by_guid })
}

/// A GUID as it can be compared: programs write it in either case, some in braces.
pub(in crate::exchange) fn same_guid(guid: &str) -> String {
    guid.trim().trim_start_matches('{').trim_end_matches('}').to_uppercase()
}

fn add(
    text: &str,
    gathered: &mut Gathered,
    by_guid: &mut HashMap<String, LabelId>,
    code: &Element,
    parent: Option<&LabelId>,
) -> Result<(), LabelFileError> {
    let name = code.get("name").map(str::trim).filter(|name| !name.is_empty()).ok_or_else(|| {
        let message = Message::new("label-file-no-name").in_english("a code needs a name");
        LabelFileError::at(text, code.at, message)
    })?;
    gathered.count(1, text, code.at)?;
    let label = gathered.add(name, parent);
    if let Some(color) = code.get("color").map(long_color).filter(|color| rgb_of(color).is_some()) {
        label.color = color;
    }
    let description = code.named("Description").map(|said| said.text.trim()).find(|said| !said.is_empty());
    label.description = description.map(in_both).unwrap_or_default();
    let id = label.id.clone();
    by_guid.extend(code.get("guid").map(|guid| (same_guid(guid), id.clone())));
    code.named("Code").try_for_each(|below| add(text, gathered, by_guid, below, Some(&id)))
}

/// `#abc` means `#aabbcc`.
fn long_color(color: &str) -> String {
    match color.strip_prefix('#').filter(|digits| digits.len() == 3) {
        Some(digits) => std::iter::once('#').chain(digits.chars().flat_map(|digit| [digit, digit])).collect(),
        None => color.to_lowercase(),
    }
}

/// Writes a codebook.
pub fn write(set: &LabelSet) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"{NAMESPACE}\" origin=\"Hawashi {version}\">"
    );
    push_codes(&mut out, set);
    out.push_str("</CodeBook>\n");
    out
}

/// The element `Codes` with all labels of a set.
pub(in crate::exchange) fn push_codes(out: &mut String, set: &LabelSet) {
    out.push_str("<Codes>\n");
    let is_root = |label: &&Label| label.parent.as_ref().is_none_or(|parent| set.get(parent).is_none());
    for label in set.iter().filter(is_root) {
        push(out, set, label, 1);
    }
    out.push_str("</Codes>");
}

fn push(out: &mut String, set: &LabelSet, label: &Label, level: usize) {
    let [red, green, blue] = label.rgb().unwrap_or([128; 3]);
    let (name, guid) = (escaped(label.name_in("en")), guid("label", label.id.as_str()));
    let indent = "  ".repeat(level);
    out.extend([format!(
        "{indent}<Code guid=\"{guid}\" name=\"{name}\" isCodable=\"true\" color=\"#{red:02X}{green:02X}{blue:02X}\">"
    )]);
    let description = label.description.get("en").or_else(|| label.description.values().next());
    if let Some(said) = description.filter(|said| !said.trim().is_empty()) {
        out.extend([format!("<Description>{}</Description>", escaped(said))]);
    }
    let children: Vec<&Label> = if level <= set.len() { set.children(&label.id).collect() } else { Vec::new() };
    if !children.is_empty() {
        out.push('\n');
        for child in children {
            push(out, set, child, level + 1);
        }
        out.push_str(&indent);
    }
    out.push_str("</Code>\n");
}

/// The same GUID for the same thing in every export, in upper case, as some programs demand.
pub(in crate::exchange) fn guid(kind: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("hawashi:{kind}:{id}").as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    // A version made by the program's own rule, of the usual variant (RFC 9562).
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    written(u128::from_be_bytes(bytes))
}

/// A GUID in its usual form.
pub(in crate::exchange) fn written(guid: u128) -> String {
    let hex = format!("{guid:032X}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
