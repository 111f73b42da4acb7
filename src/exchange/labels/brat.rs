//! brat's `annotation.conf`: types of entities and events as labels, relations and roles of events as kinds of relations,
//! attributes. What it cannot say: descriptions, colours, keys, names in two languages, attributes of other types than
//! choice and yes or no, and attributes of articles.

use std::collections::BTreeMap;

use super::error::LabelFileError;
use super::format::LabelFormat;
use super::gathered::{Gathered, in_both};
use crate::annotation::{AttributeKind, AttributeType, Choice, Label, LabelId, LabelSet, RelationKind};
use crate::text::Message;

/// The format.
pub static FORMAT: LabelFormat = LabelFormat {
    name: "brat",
    names: [("ar", "brat (annotation.conf)"), ("en", "brat (annotation.conf)")],
    suffix: ".annotation.conf",
    extension: "conf",
    read,
    write,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Entities,
    Relations,
    Events,
    Attributes,
    /// One that says nothing about labels: `[spans]` of other files.
    Other,
}

struct Line<'t> {
    /// Where it begins in the text.
    at: usize,
    text: &'t str,
}

/// The lines of each section, without comments and empty ones.
fn sections(text: &str) -> Result<Vec<(Section, Line<'_>)>, LabelFileError> {
    let mut section = None;
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let bare = line.trim_start_matches('\u{feff}').trim_end();
        let inner = bare.trim();
        if inner.is_empty() || inner.starts_with('#') || inner.chars().all(|c| c == '-') {
            continue;
        }
        if let Some(name) = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = Some(match name.trim() {
                "entities" => Section::Entities,
                "relations" => Section::Relations,
                "events" => Section::Events,
                "attributes" => Section::Attributes,
                _ => Section::Other,
            });
            continue;
        }
        let Some(section) = section else {
            let message = Message::new("label-file-no-section")
                .in_english("a section like [entities] must stand above the first type");
            return Err(LabelFileError::at(text, begin, message));
        };
        lines.push((section, Line { at: begin, text: bare }));
    }
    if lines.is_empty() {
        let message = Message::new("label-file-no-labels").in_english("no label is defined in this file");
        return Err(LabelFileError { line: 1, column: 1, message });
    }
    Ok(lines)
}

/// The name of a type or a role, and where it begins in its line.
fn name_of<'l>(text: &str, line: &Line<'l>) -> Result<(&'l str, &'l str), LabelFileError> {
    let inner = line.text.trim_start();
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let bare = name.strip_prefix('!').unwrap_or(name);
    let wrong = bare.char_indices().find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
    match wrong {
        None if !bare.is_empty() => Ok((bare, rest.trim())),
        _ => {
            let offset = line.text.len() - inner.len() + wrong.map_or(0, |(at, _)| at + name.len() - bare.len());
            let message = Message::new("label-file-brat-name")
                .with("name", name)
                .in_english(format!("{name:?} is no name; letters, digits, _ and - can be in it"));
            Err(LabelFileError::at(text, line.at + offset, message))
        }
    }
}

/// A name for people.
fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// Reads `annotation.conf`.
pub fn read(text: &str) -> Result<LabelSet, LabelFileError> {
    let lines = sections(text)?;
    let mut gathered = Gathered::default();
    // By the name in the file.
    let mut known: BTreeMap<String, LabelId> = BTreeMap::new();
    let (mut entities, mut events): (Vec<LabelId>, Vec<LabelId>) = (Vec::new(), Vec::new());
    let mut above: Vec<LabelId> = Vec::new();
    for (section, line) in &lines {
        if !matches!(section, Section::Entities | Section::Events) || line.text.trim_start().starts_with('<') {
            continue;
        }
        let (name, _) = name_of(text, line)?;
        let level = line.text.chars().take_while(|c| *c == '\t').count();
        above.truncate(level);
        gathered.count(1, text, line.at)?;
        let id = gathered.add(&spaced(name), above.last()).id.clone();
        above.push(id.clone());
        known.insert(name.to_owned(), id.clone());
        if *section == Section::Entities { entities.push(id) } else { events.push(id) }
    }
    let types = Types { text, known, entities, events };
    let mut kinds: Vec<RelationKind> = Vec::new();
    for (section, line) in &lines {
        let (name, rest) = match section {
            Section::Relations | Section::Events if !line.text.trim_start().starts_with('<') => name_of(text, line)?,
            _ => continue,
        };
        if *section == Section::Relations {
            let mut kind = RelationKind { id: id_of(name), name: in_both(&spaced(name)), ..RelationKind::default() };
            for (role, value, at) in arguments(line, rest) {
                match role {
                    "Arg1" => kind.from = types.of(value, at)?,
                    "Arg2" => kind.to = types.of(value, at)?,
                    "<REL-TYPE>" => kind.symmetric = value.split('-').any(|word| word == "symmetric"),
                    _ => {}
                }
            }
            gathered.count(1 + kind.from.len() + kind.to.len(), text, line.at)?;
            merge_kind(&mut kinds, kind);
        } else if let Some(event) = types.known.get(name) {
            for (role, value, at) in arguments(line, rest) {
                let role = role.trim_end_matches(['?', '*', '+']);
                let role = role.split_once('{').map_or(role, |(role, _)| role);
                let to = types.of(value, at)?;
                gathered.count(2 + to.len(), text, at)?;
                let from = vec![event.clone()];
                merge_kind(
                    &mut kinds,
                    RelationKind { id: id_of(role), name: in_both(&spaced(role)), from, to, ..RelationKind::default() },
                );
            }
        }
    }
    for (_, line) in lines.iter().filter(|(section, _)| *section == Section::Attributes) {
        if line.text.trim_start().starts_with('<') {
            continue;
        }
        let (name, rest) = name_of(text, line)?;
        let mut kind = AttributeKind {
            id: id_of(name),
            name: in_both(&spaced(name)),
            of_type: AttributeType::YesNo,
            ..AttributeKind::default()
        };
        let mut of = Vec::new();
        for (role, value, at) in arguments(line, rest) {
            match role {
                "Arg" => of = types.of(value, at)?,
                "Value" => {
                    kind.of_type = AttributeType::Choice;
                    gathered.count(value.split('|').count(), text, at)?;
                    let choice =
                        |value: &str| Choice { id: id_of(value), name: in_both(&spaced(value)), ..Choice::default() };
                    kind.choices = value.split('|').map(str::trim).filter(|v| !v.is_empty()).map(choice).collect();
                }
                _ => {}
            }
        }
        gathered.give(&kind, |label| of.is_empty() || of.contains(&label.id), text, line.at)?;
    }
    let mut set = LabelSet::only(gathered.labels);
    set.relation_kinds = kinds.into();
    Ok(set)
}

/// The name of a kind of relations that is not defined.
pub(in crate::exchange) fn name_of_id(id: &str) -> BTreeMap<String, String> {
    in_both(&spaced(id))
}

/// An id as it stands in the file: other programs' values name it.
fn id_of(name: &str) -> String {
    name.to_owned()
}

/// The same role of several events is one kind.
fn merge_kind(kinds: &mut Vec<RelationKind>, kind: RelationKind) {
    let Some(there) = kinds.iter_mut().find(|there| there.id == kind.id) else { return kinds.push(kind) };
    for (ends, more) in [(&mut there.from, kind.from), (&mut there.to, kind.to)] {
        // An empty list means any label.
        if ends.is_empty() || more.is_empty() {
            ends.clear();
            continue;
        }
        for end in more {
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
    }
}

/// The parts `Arg1:Person|Place` of a line: name, value, and where the value begins in the text.
fn arguments<'l>(line: &Line<'l>, rest: &'l str) -> Vec<(&'l str, &'l str, usize)> {
    let begin = line.at + (rest.as_ptr() as usize).saturating_sub(line.text.as_ptr() as usize);
    let mut at = begin;
    let mut all = Vec::new();
    for part in rest.split(',') {
        let offset = at;
        at += part.len() + 1;
        let Some((name, value)) = part.split_once(':') else { continue };
        let before = name.len() + 1 + value.len() - value.trim_start().len();
        all.push((name.trim(), value.trim(), offset + before));
    }
    all
}

struct Types<'t> {
    text: &'t str,
    known: BTreeMap<String, LabelId>,
    entities: Vec<LabelId>,
    events: Vec<LabelId>,
}

impl Types<'_> {
    /// The labels that a value names; empty for any.
    fn of(&self, value: &str, at: usize) -> Result<Vec<LabelId>, LabelFileError> {
        let mut all = Vec::new();
        let mut offset = at;
        for name in value.split('|') {
            let here = offset;
            offset += name.len() + 1;
            match name.trim() {
                "" => {}
                "<ANY>" => return Ok(Vec::new()),
                "<ENTITY>" if self.events.is_empty() => return Ok(Vec::new()),
                "<ENTITY>" => all.extend(self.entities.iter().cloned()),
                "<EVENT>" => all.extend(self.events.iter().cloned()),
                // Macros of the file itself.
                name if name.starts_with('<') => return Ok(Vec::new()),
                name => {
                    let id = self.known.get(name).ok_or_else(|| {
                        let message = Message::new("label-file-unknown-type")
                            .with("name", name)
                            .in_english(format!("no type is named {name:?}; add it to [entities] or [events]"));
                        LabelFileError::at(self.text, here, message)
                    })?;
                    all.push(id.clone());
                }
            }
        }
        Ok(all)
    }
}

/// A name that brat takes.
pub(in crate::exchange) fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    name.trim().chars().map(plain).collect()
}

/// The names of labels in brat's files.
pub(in crate::exchange) fn names_of(set: &LabelSet) -> BTreeMap<&LabelId, String> {
    let mut names: BTreeMap<&LabelId, String> = BTreeMap::new();
    for label in set.iter() {
        let base = plain(label.name_in("en"));
        let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
        let is_free = |name: &String| !names.values().any(|known| known == name);
        let name = std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base);
        names.insert(&label.id, name);
    }
    names
}

/// Writes `annotation.conf`.
pub fn write(set: &LabelSet) -> String {
    let names = names_of(set);
    let mut out = String::from("[entities]\n");
    let is_root = |label: &&Label| label.parent.as_ref().is_none_or(|parent| set.get(parent).is_none());
    for label in set.iter().filter(is_root) {
        push_tree(&mut out, set, label, 0, &names);
    }
    out.push_str("\n[relations]\n");
    let ends = |ends: &[LabelId]| {
        if ends.is_empty() {
            return "<ENTITY>".to_owned();
        }
        // brat's relations name each type, also below another.
        let is_meant = |label: &&Label| set.line_of(&label.id).any(|above| ends.contains(&above.id));
        let all = set.iter().filter(is_meant).filter_map(|label| names.get(&label.id).map(String::as_str));
        all.collect::<Vec<_>>().join("|")
    };
    for kind in &set.relation_kinds {
        let (from, to) = (ends(&kind.from), ends(&kind.to));
        let symmetric = if kind.symmetric { ", <REL-TYPE>:symmetric" } else { "" };
        out.extend([format!("{}\tArg1:{from}, Arg2:{to}{symmetric}\n", plain(&kind.id))]);
    }
    out.push_str("\n[events]\n\n[attributes]\n");
    let mut written: Vec<(String, String)> = Vec::new();
    for label in set.iter() {
        let Some(of) = names.get(&label.id) else { continue };
        for kind in &label.attributes {
            let values = match kind.of_type {
                AttributeType::YesNo => String::new(),
                AttributeType::Choice => {
                    let ids: Vec<String> = kind.choices.iter().map(|choice| plain(&choice.id)).collect();
                    format!(", Value:{}", ids.join("|"))
                }
                _ => continue,
            };
            let key = format!("{}\u{0}{values}", plain(&kind.id));
            match written.iter_mut().find(|(known, _)| *known == key) {
                Some((_, labels)) => labels.extend([format!("|{of}")]),
                None => written.push((key, of.clone())),
            }
        }
    }
    for (key, labels) in written {
        let (name, values) = key.split_once('\u{0}').unwrap_or((&key, ""));
        out.extend([format!("{name}\tArg:{labels}{values}\n")]);
    }
    out
}

fn push_tree(out: &mut String, set: &LabelSet, label: &Label, level: usize, names: &BTreeMap<&LabelId, String>) {
    out.push_str(&"\t".repeat(level));
    out.push_str(names.get(&label.id).map_or("", String::as_str));
    out.push('\n');
    if level < set.len() {
        for child in set.children(&label.id) {
            push_tree(out, set, child, level + 1, names);
        }
    }
}
