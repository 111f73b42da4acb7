//! The labelling configuration of Label Studio: labels, relations, and what is asked of each region or of the whole text.
//! What it cannot say: names in two languages, descriptions, labels below others, allowed ends of relations.

use super::error::LabelFileError;
use super::format::LabelFormat;
use super::gathered::{Gathered, in_both};
use super::xml::{Element, escaped, tree};
use crate::annotation::label::{free_word, rgb_of};
use crate::annotation::{AttributeKind, AttributeType, Choice, Label, LabelSet, RelationKind};
use crate::text::Message;

/// The format.
pub static FORMAT: LabelFormat = LabelFormat {
    name: "label-studio",
    names: [("ar", "Label Studio (XML)"), ("en", "Label Studio (XML)")],
    suffix: ".label-studio.xml",
    extension: "xml",
    read,
    write,
};

/// Reads a labelling configuration.
pub fn read(text: &str) -> Result<LabelSet, LabelFileError> {
    let root = tree(text)?;
    if root.name != "View" {
        let message = Message::new("label-file-no-view")
            .with("name", root.name.as_str())
            .in_english(format!("a configuration of Label Studio begins with <View>, not with <{}>", root.name));
        return Err(LabelFileError::at(text, root.at, message));
    }
    let mut gathered = Gathered::default();
    let mut kinds: Vec<RelationKind> = Vec::new();
    let mut asked: Vec<(AttributeKind, Option<Vec<String>>)> = Vec::new();
    for element in root.all() {
        match element.name.as_str() {
            name if name.ends_with("Labels") => {
                for child in element.named("Label") {
                    let value = value_of(text, child)?;
                    let key = child.get("hotkey").and_then(|key| key.chars().next()).filter(char::is_ascii_digit);
                    let is_taken = gathered.labels.iter().any(|label| label.key == key);
                    gathered.count(1, text, child.at)?;
                    let label = gathered.add(value, None);
                    label.key = key.filter(|key| *key != '0' && !is_taken);
                    if let Some(color) = child.get("background").filter(|color| rgb_of(color).is_some()) {
                        color.clone_into(&mut label.color);
                    }
                    if let Some(hint) = child.get("hint").filter(|hint| !hint.trim().is_empty()) {
                        label.description = in_both(hint.trim());
                    }
                }
            }
            "Relations" => {
                for child in element.named("Relation") {
                    let value = value_of(text, child)?;
                    gathered.count(1, text, child.at)?;
                    if !kinds.iter().any(|kind| kind.id == value) {
                        let (id, name) = (value.to_owned(), in_both(value));
                        kinds.push(RelationKind { id, name, ..RelationKind::default() });
                    }
                }
            }
            "Choices" | "TextArea" | "Number" | "DateTime" | "Taxonomy" | "Rating" => {
                asked.push(asked_by(text, element, &mut gathered)?);
            }
            _ => {}
        }
    }
    if gathered.labels.is_empty() && asked.is_empty() {
        let message = Message::new("label-file-no-labels").in_english("no label is defined in this file");
        return Err(LabelFileError::at(text, root.at, message));
    }
    let mut attributes = Vec::new();
    for (kind, labels) in asked {
        let Some(labels) = labels else {
            attributes.push(kind);
            continue;
        };
        let is_of = |label: &Label| labels.is_empty() || label.name.values().any(|name| labels.contains(name));
        gathered.give(&kind, is_of, text, root.at)?;
    }
    let mut set = LabelSet::only(gathered.labels);
    set.relation_kinds = kinds.into();
    set.document_attributes = attributes.into();
    Ok(set)
}

fn value_of<'e>(text: &str, element: &'e Element) -> Result<&'e str, LabelFileError> {
    element.get("value").map(str::trim).filter(|value| !value.is_empty()).ok_or_else(|| {
        let message = Message::new("label-file-no-value")
            .with("name", element.name.as_str())
            .in_english(format!("<{}> needs a value", element.name));
        LabelFileError::at(text, element.at, message)
    })
}

/// What an element asks for, and of which labels: of all if there are none; `None` for the whole text.
fn asked_by(
    text: &str,
    element: &Element,
    gathered: &mut Gathered,
) -> Result<(AttributeKind, Option<Vec<String>>), LabelFileError> {
    gathered.count(1, text, element.at)?;
    let is = |name: &str, value: &str| element.get(name).is_some_and(|found| found == value);
    let name = element.get("name").unwrap_or(element.name.as_str());
    let of_type = match element.name.as_str() {
        "Choices" if is("choice", "multiple") => AttributeType::Choices,
        "Choices" => AttributeType::Choice,
        "Taxonomy" => AttributeType::Choices,
        "Number" | "Rating" => AttributeType::Number,
        "DateTime" => AttributeType::Date,
        _ => AttributeType::Text,
    };
    let mut choices: Vec<Choice> = Vec::new();
    for child in element.all().into_iter().filter(|child| child.name == "Choice") {
        gathered.count(1, text, child.at)?;
        let value = value_of(text, child)?;
        let id = child.get("alias").unwrap_or(value).to_owned();
        if !choices.iter().any(|choice| choice.id == id) {
            choices.push(Choice { id, name: in_both(value), ..Choice::default() });
        }
    }
    let kind = AttributeKind {
        id: name.to_owned(),
        name: in_both(name),
        of_type,
        choices,
        required: is("required", "true"),
        ..AttributeKind::default()
    };
    let of = is("perRegion", "true").then(|| {
        let labels = element.get("whenLabelValue").unwrap_or_default();
        labels.split(',').map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned).collect()
    });
    Ok((kind, of))
}

/// Writes a labelling configuration for a text.
pub fn write(set: &LabelSet) -> String {
    let mut out = String::from("<View>\n  <Labels name=\"label\" toName=\"text\">\n");
    for label in set.iter() {
        let [red, green, blue] = label.rgb().unwrap_or([128; 3]);
        let hotkey = label.key.map(|key| format!(" hotkey=\"{}\"", escaped(&key.to_string()))).unwrap_or_default();
        let hint = label.description.get("en").or_else(|| label.description.values().next());
        let hint = hint.map(|hint| format!(" hint=\"{}\"", escaped(hint))).unwrap_or_default();
        let name = escaped(label.name_in("en"));
        out.extend([format!(
            "    <Label value=\"{name}\" background=\"#{red:02x}{green:02x}{blue:02x}\"{hotkey}{hint}/>\n"
        )]);
    }
    out.push_str("  </Labels>\n");
    if !set.relation_kinds.is_empty() {
        out.push_str("  <Relations>\n");
        for kind in &set.relation_kinds {
            out.extend([format!("    <Relation value=\"{}\"/>\n", escaped(&kind.id))]);
        }
        out.push_str("  </Relations>\n");
    }
    out.push_str("  <Text name=\"text\" value=\"$text\"/>\n");
    let mut names: Vec<String> = vec!["label".to_owned(), "text".to_owned()];
    for label in set.iter() {
        let when = format!(" perRegion=\"true\" whenLabelValue=\"{}\"", escaped(label.name_in("en")));
        label.attributes.iter().for_each(|kind| push_asked(&mut out, kind, &when, &mut names));
    }
    set.document_attributes.iter().for_each(|kind| push_asked(&mut out, kind, "", &mut names));
    out.push_str("</View>\n");
    out
}

fn push_asked(out: &mut String, kind: &AttributeKind, when: &str, names: &mut Vec<String>) {
    // Names must differ in the whole file.
    let is_taken = |word: &str| names.iter().any(|name| name == word);
    let name = if is_taken(&kind.id) { free_word(&kind.id, is_taken) } else { kind.id.clone() };
    let required = if kind.required { " required=\"true\"" } else { "" };
    let head = format!("name=\"{}\" toName=\"text\"{when}{required}", escaped(&name));
    names.push(name);
    let yes_no = [("yes", "yes"), ("no", "no")];
    match kind.of_type {
        AttributeType::Choice | AttributeType::Choices | AttributeType::YesNo => {
            let many = if kind.of_type == AttributeType::Choices { "multiple" } else { "single-radio" };
            out.extend([format!("  <Choices {head} choice=\"{many}\">\n")]);
            let offered: Vec<(&str, &str)> = match kind.of_type {
                AttributeType::YesNo => yes_no.to_vec(),
                _ => kind.choices.iter().map(|choice| (choice.id.as_str(), choice.name_in("en"))).collect(),
            };
            for (id, name) in offered {
                let alias = if id == name { String::new() } else { format!(" alias=\"{}\"", escaped(id)) };
                out.extend([format!("    <Choice value=\"{}\"{alias}/>\n", escaped(name))]);
            }
            out.push_str("  </Choices>\n");
        }
        AttributeType::Text => out.extend([format!("  <TextArea {head}/>\n")]),
        AttributeType::Number => out.extend([format!("  <Number {head}/>\n")]),
        AttributeType::Date => out.extend([format!("  <DateTime {head} only=\"date\" format=\"%Y-%m-%d\"/>\n")]),
    }
}
