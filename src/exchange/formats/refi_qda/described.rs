//! What a selection has no room for, as lines of its description.

use crate::annotation::{Annotation, Status, Value};
use crate::exchange::formats::flat::status_named;

/// The line before the first of them.
const BELOW: &str = "--";
const ENTITY: &str = "entity";
const STATUS: &str = "status";

/// The description of an annotation: its note, and below it the rest.
pub(super) fn description(annotation: &Annotation) -> String {
    let mut lines = Vec::new();
    if let Some(entity) = &annotation.entity {
        lines.push(format!("{ENTITY}: {}", plain_or_quoted(entity)));
    }
    if annotation.status != Status::Accepted {
        lines.push(format!("{STATUS}: {}", annotation.status.name()));
    }
    for (name, value) in annotation.attributes.iter() {
        let is_plain = ![ENTITY, STATUS].contains(&name) && !name.contains(':');
        let name = if is_plain { plain_or_quoted(name) } else { quoted(name) };
        lines.push(format!("{name}: {}", plain_or_quoted(&value.plain())));
    }
    let note = annotation.note.as_str();
    if lines.is_empty() && !note.lines().any(|line| line == BELOW) {
        return note.to_owned();
    }
    let begin = if note.is_empty() { String::new() } else { format!("{note}\n") };
    format!("{begin}{BELOW}\n{}", lines.join("\n"))
}

/// Gives an annotation what its description says.
pub(super) fn take(annotation: &mut Annotation, description: &str) {
    let lines: Vec<&str> = description.split('\n').collect();
    let below = lines.iter().rposition(|line| *line == BELOW);
    let said = below.map(|at| lines[at + 1..].iter().filter(|line| !line.is_empty()));
    let pairs = said.and_then(|lines| lines.map(|line| pair(line)).collect::<Option<Vec<_>>>());
    let Some((at, pairs)) = below.zip(pairs) else {
        description.clone_into(&mut annotation.note);
        return;
    };
    annotation.note = lines[..at].join("\n");
    for (name, is_quoted, value) in pairs {
        match name.as_str() {
            ENTITY if !is_quoted => annotation.entity = Some(value),
            STATUS if !is_quoted => annotation.status = status_named(&value),
            _ => drop(annotation.attributes.set(&name, Some(Value::Text(value)))),
        }
    }
}

/// A name, whether it is in quotation marks, and a value.
fn pair(line: &str) -> Option<(String, bool, String)> {
    let is_quoted = line.starts_with('"');
    let (name, rest) = if is_quoted {
        let mut names = serde_json::Deserializer::from_str(line).into_iter::<String>();
        let name = names.next()?.ok()?;
        (name, line.get(names.byte_offset()..)?.strip_prefix(": ")?)
    } else {
        let (name, rest) = line.split_once(": ")?;
        (name.to_owned(), rest)
    };
    let value = if rest.starts_with('"') { serde_json::from_str(rest).ok()? } else { rest.to_owned() };
    Some((name, is_quoted, value))
}

fn plain_or_quoted(text: &str) -> String {
    let is_plain = !text.starts_with('"') && !text.contains(['\n', '\r']) && text.trim() == text && !text.is_empty();
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_described_comes_back() {
        for (note, entity, status, attributes) in [
            ("", None, Status::Accepted, vec![]),
            ("ملاحظة\nسطر", None, Status::Accepted, vec![]),
            ("a\n--\nb: c", None, Status::Accepted, vec![]),
            (
                "--",
                Some("place:raqqa"),
                Status::Rejected,
                vec![("side", "a: b"), ("entity", "x"), ("a: b", "\"q\"\nr")],
            ),
            ("", Some("x"), Status::Suggested, vec![("side", " ")]),
        ] {
            let mut annotation = Annotation { note: note.to_owned(), status, ..Annotation::default() };
            annotation.entity = entity.map(str::to_owned);
            for (name, value) in attributes {
                annotation.attributes.set(name, Some(Value::Text(value.to_owned())));
            }
            let mut back = Annotation::default();
            take(&mut back, &description(&annotation));
            assert_eq!(back, annotation);
        }
    }

    #[test]
    fn what_others_describe_is_a_note() {
        let mut back = Annotation::default();
        take(&mut back, "Mabel: has Coke\n--\nfor breakfast");
        assert_eq!(back.note, "Mabel: has Coke\n--\nfor breakfast");
    }
}
