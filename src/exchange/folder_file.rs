//! What the articles of a folder share, in one file: RON, one record on one line, each list in a fixed order, so that git
//! merges what two people have added. `docs/annotation-file.md` describes it.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::labels::LabelFileError;
use super::labels::own::{checked, records};
use super::ron::to_line;
use crate::annotation::fields::{Extras, keep_unknown_fields};
use crate::annotation::{AnnotationState, AttributeKind, EntityLink, Label, LabelId, LabelSet, RelationKind};
use crate::text::Message;

/// The newest version of the format that can be read.
const VERSION: u64 = 1;

/// The entity that a name means in all articles of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct SharedLink {
    /// The name, in folded spelling.
    pub name: String,
    /// The label that the name has.
    pub label: LabelId,
    /// The stable id of its entity: `place:tripoli-lb`.
    pub entity: String,
    /// Who chose it; empty if unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Fields of the file that this version does not know.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(SharedLink);

/// Somebody who works on the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Person {
    /// The name, as it is written into annotations.
    pub name: String,
    /// Fields of the file that this version does not know.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Person);

/// What the audit has found and somebody has called fine as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Fine {
    /// The article, as its path from the folder with `/`.
    pub article: String,
    /// By what the finding is known in the article.
    pub finding: String,
    /// Who has said so; empty if unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Fields of the file that this version does not know.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Fine);

/// What the articles of a folder share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderFile {
    /// The label set; `None` if each article has its own.
    pub labels: Option<LabelSet>,
    /// The files of the project's lexicons, as paths from the folder.
    pub lexicons: Vec<String>,
    /// The one of them in which names made in the window are kept; `None` for each person's own.
    pub new_names: Option<String>,
    /// Whether each person annotates in files of their own and does not see those of the others before they have finished
    /// an article.
    pub blind: bool,
    /// The column with the texts of a table whose rows are the articles, by its name or its number from 1; `None` for the one
    /// that is guessed.
    pub column: Option<String>,
    /// What names mean, sorted by name.
    links: Vec<SharedLink>,
    /// Who works on it, sorted by name.
    people: Vec<Person>,
    /// What is fine as it is, sorted by article and finding.
    fine: Vec<Fine>,
    extras: Extras,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
struct Fields {
    version: u64,
    labels: Option<Vec<Label>>,
    relation_kinds: Vec<RelationKind>,
    document_attributes: Vec<AttributeKind>,
    lexicons: Vec<String>,
    new_names: Option<String>,
    blind: bool,
    column: Option<String>,
    links: Vec<SharedLink>,
    people: Vec<Person>,
    fine: Vec<Fine>,
    #[serde(skip)]
    extras: Extras,
}

keep_unknown_fields!(Fields);

impl FolderFile {
    /// These labels and nothing else.
    pub fn of_labels(labels: LabelSet) -> Self {
        Self { labels: Some(labels), ..Self::default() }
    }

    /// Reads the file. An error says where it is wrong; then nothing of it is used.
    pub fn read(text: &str) -> Result<Self, LabelFileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let fields: Fields = options.from_str(text).map_err(|error| LabelFileError::of_ron(text, &error))?;
        LabelFileError::check_version(text, fields.version, VERSION)?;
        // Somebody else's file could name any file of the person's.
        let is_outside = |file: &&String| {
            let path = Path::new(file);
            !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        };
        if let Some(file) = fields.lexicons.iter().chain(&fields.new_names).find(is_outside) {
            let at = text.find(&to_line(file)).unwrap_or(0);
            let message = Message::new("folder-file-lexicon")
                .with("file", file.clone())
                .in_english(format!("{file} is outside the folder; put the lexicon into the folder"));
            return Err(LabelFileError::at(text, at, message));
        }
        let labels = fields.labels.map(|labels| {
            checked(text, labels).map(|mut set| {
                set.relation_kinds = fields.relation_kinds;
                set.document_attributes = fields.document_attributes;
                set
            })
        });
        let mut file = Self {
            labels: labels.transpose()?,
            lexicons: fields.lexicons,
            new_names: fields.new_names,
            blind: fields.blind,
            column: fields.column,
            links: fields.links,
            people: fields.people,
            fine: fields.fine,
            extras: fields.extras,
        };
        file.sort();
        Ok(file)
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        let mut out = format!("(\n    version: {VERSION},\n");
        if let Some(set) = &self.labels {
            records(&mut out, "labels", set.iter());
            records(&mut out, "relation_kinds", set.relation_kinds.iter());
            records(&mut out, "document_attributes", set.document_attributes.iter());
        }
        if !self.lexicons.is_empty() {
            records(&mut out, "lexicons", self.lexicons.iter());
        }
        if let Some(file) = &self.new_names {
            out.extend([format!("    new_names: {},\n", to_line(file))]);
        }
        if self.blind {
            out.push_str("    blind: true,\n");
        }
        if let Some(column) = &self.column {
            out.extend([format!("    column: {},\n", to_line(column))]);
        }
        if !self.links.is_empty() {
            records(&mut out, "links", self.links.iter());
        }
        if !self.people.is_empty() {
            records(&mut out, "people", self.people.iter());
        }
        if !self.fine.is_empty() {
            records(&mut out, "fine", self.fine.iter());
        }
        for (name, ron) in &self.extras.0 {
            out.extend([format!("    {name}: {ron},\n")]);
        }
        out.push_str(")\n");
        out
    }

    /// The names of those who work on the folder.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter().map(|person| person.name.as_str())
    }

    /// What names mean.
    pub fn links(&self) -> &[SharedLink] {
        &self.links
    }

    /// Sets what a folded name with a label means.
    pub fn set_link(&mut self, link: SharedLink) {
        match self.links.iter_mut().find(|known| known.name == link.name && known.label == link.label) {
            Some(known) => (known.entity, known.by) = (link.entity, link.by),
            None => self.links.push(link),
        }
        self.sort();
    }

    /// Adds somebody who works on the folder; an empty name is nobody.
    pub fn add_person(&mut self, name: &str) {
        if !name.is_empty() && self.people().all(|known| known != name) {
            self.people.push(Person { name: name.to_owned(), extras: Extras::default() });
            self.sort();
        }
    }

    /// Takes somebody off the list of those who work on the folder.
    pub fn remove_person(&mut self, name: &str) {
        self.people.retain(|person| person.name != name);
    }

    /// What is fine as it is.
    pub fn fine(&self) -> &[Fine] {
        &self.fine
    }

    /// Whether a finding in an article is fine as it is.
    pub fn is_fine(&self, article: &str, finding: &str) -> bool {
        self.fine.binary_search_by(|known| (&*known.article, &*known.finding).cmp(&(article, finding))).is_ok()
    }

    /// Says that a finding is fine as it is, or that it is not.
    pub fn set_fine(&mut self, fine: Fine, is_fine: bool) {
        self.fine.retain(|known| (&known.article, &known.finding) != (&fine.article, &fine.finding));
        if is_fine {
            self.fine.push(fine);
            self.sort();
        }
    }

    /// Adds a lexicon, by its path from the folder.
    pub fn add_lexicon(&mut self, file: &str) {
        if self.lexicons.iter().all(|known| known != file) {
            self.lexicons.push(file.to_owned());
        }
    }

    /// Takes a lexicon off the list; then no names are kept in it.
    pub fn remove_lexicon(&mut self, file: &str) {
        self.lexicons.retain(|known| known != file);
        self.new_names.take_if(|kept| kept == file);
    }

    fn sort(&mut self) {
        self.links.sort_by(|a, b| (&a.name, &a.label).cmp(&(&b.name, &b.label)));
        self.people.sort_by(|a, b| a.name.cmp(&b.name));
        self.fine.sort_by(|a, b| (&a.article, &a.finding).cmp(&(&b.article, &b.finding)));
    }

    /// An article's annotations as they are in this folder: with its labels, as they are defined here, and with its choices
    /// of what names mean, where the article has none of its own. What an article uses itself stays.
    pub fn apply(&self, state: &mut AnnotationState) {
        if let Some(set) = &self.labels {
            let used = |id: &LabelId| {
                state.annotations.iter().any(|annotation| annotation.label == *id)
                    || state.orphans.iter().any(|orphan| orphan.label.as_ref() == Some(id))
                    || state.links.iter().any(|(label, ..)| label == id)
            };
            let labels = set.shared_with(&state.labels, used);
            state.labels = labels;
        }
        for link in &self.links {
            if state.links.get(&link.label, &link.name).is_none() {
                state.links.set(&link.label, &link.name, Some(EntityLink::of(link.entity.clone())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> FolderFile {
        let mut labels = LabelSet::from_labels([Label::new("event", "حدث", "Event", "violet", Some('1'))]);
        labels.relation_kinds.clear();
        labels.document_attributes.clear();
        let mut file =
            FolderFile { labels: Some(labels), lexicons: vec!["places.csv".to_owned()], ..FolderFile::default() };
        for (name, entity) in [("طرابلس", "place:tripoli-lb"), ("سرت", "place:sirte-ly")] {
            let (name, entity) = (name.to_owned(), entity.to_owned());
            file.set_link(SharedLink {
                name,
                label: "location".into(),
                entity,
                by: "هالة".to_owned(),
                ..SharedLink::default()
            });
        }
        file.add_person("Samir");
        file.add_person("Hala");
        file.add_person("Hala");
        file.column = Some("نص".to_owned());
        file
    }

    #[test]
    fn what_is_written_is_read_again_in_a_fixed_order() {
        let file = example();
        let text = file.write();
        assert_eq!(FolderFile::read(&text), Ok(file), "{text}");
        let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
        assert!(place("سرت") < place("طرابلس") && place("Hala") < place("Samir"));
        assert_eq!(text.matches("Hala").count(), 1);
        assert_eq!(FolderFile::read(""), Ok(FolderFile::default()));
    }

    #[test]
    fn lexicons_and_people_are_added_once_and_taken_away() {
        let mut file = example();
        file.add_lexicon("names.ron");
        file.add_lexicon("names.ron");
        file.new_names = Some("names.ron".to_owned());
        file.remove_person("Hala");
        let text = file.write();
        assert_eq!(FolderFile::read(&text).as_ref(), Ok(&file), "{text}");
        assert_eq!(file.lexicons, ["places.csv", "names.ron"]);
        assert_eq!(file.people().collect::<Vec<_>>(), ["Samir"]);
        file.remove_lexicon("names.ron");
        assert_eq!((file.lexicons.as_slice(), file.new_names), (["places.csv".to_owned()].as_slice(), None));
    }

    #[test]
    fn what_is_fine_is_remembered_and_taken_back() {
        let mut file = example();
        let fine = |finding: &str| Fine {
            article: "north/a.txt".to_owned(),
            finding: finding.to_owned(),
            by: "Hala".to_owned(),
            ..Fine::default()
        };
        file.set_fine(fine("overlap 2"), true);
        file.set_fine(fine("border \"1\""), true);
        file.set_fine(fine("overlap 2"), true);
        let text = file.write();
        assert_eq!(FolderFile::read(&text).as_ref(), Ok(&file), "{text}");
        assert_eq!(file.fine().len(), 2);
        assert!(file.is_fine("north/a.txt", "border \"1\"") && !file.is_fine("a.txt", "overlap 2"));
        file.set_fine(fine("overlap 2"), false);
        assert!(!file.is_fine("north/a.txt", "overlap 2"));
    }

    #[test]
    fn that_a_folder_is_blind_stands_on_a_line_of_its_own() {
        let file = FolderFile { blind: true, ..example() };
        let text = file.write();
        assert!(text.contains("\n    blind: true,\n"), "{text}");
        assert_eq!(FolderFile::read(&text), Ok(file));
        assert!(!example().write().contains("blind"), "it is off by default");
    }

    #[test]
    fn fields_of_a_later_version_stay() {
        let text = "(version: 1, reviewers: [\"Nur\"], people: [(name: \"Hala\", since: 2026)])";
        let written = FolderFile::read(text).unwrap().write();
        assert!(written.contains("reviewers: [\"Nur\"]") && written.contains("since: 2026"), "{written}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, line) in [
            ("(\n    version: 1,\n    links: [(name: 3)],\n)", 3),
            ("(\n    version: 9,\n)", 2),
            ("(\n    version: 1,\n    labels: [\n        (id: \"\", name: {}),\n    ],\n)", 4),
            ("(\n    version: 1,\n    lexicons: [\"../other.csv\"],\n)", 3),
            ("(\n    version: 1,\n    new_names: \"/home/own.ron\",\n)", 3),
            ("(version: 1", 1),
        ] {
            let error = FolderFile::read(text).expect_err(text);
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.column > 0);
        }
    }

    #[test]
    fn an_article_gets_the_labels_and_keeps_what_it_uses() {
        let mut state = AnnotationState::default();
        state.links.set(&"location".into(), "سرت", Some(EntityLink::of("place:other")));
        example().apply(&mut state);
        let ids: Vec<&str> = state.labels.iter().map(|label| label.id.as_str()).collect();
        assert_eq!(ids, ["event", "location"], "the unused default label is gone");
        assert_eq!(state.labels.get(&"location".into()).and_then(|label| label.key), None, "its key is taken");
        assert_eq!(state.links.get(&"location".into(), "سرت").map(|link| link.entity.as_str()), Some("place:other"));
        assert_eq!(
            state.links.get(&"location".into(), "طرابلس").map(|link| link.entity.as_str()),
            Some("place:tripoli-lb")
        );
    }
}
