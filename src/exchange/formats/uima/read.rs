//! What both forms say, as articles: one for each text.

use std::collections::{BTreeMap, HashMap};

use super::super::layers::{RELATED, VALUE, describe, short};
use super::{FROM, TO, VIEW};
use crate::annotation::{Annotation, AnnotationId, Relation, RelationId};
use crate::exchange::foreign::{Broken, BrokenList, Counting, Marked, Where, stem};
use crate::exchange::import::{Names, none_read};
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

/// What describes the text as a whole, and its words and sentences, which other programs find by themselves.
const OF_TEXT: [&str; 4] = ["DocumentAnnotation", "DocumentMetaData", "Token", "Sentence"];
/// Lists, which have no meaning of their own.
const LISTS: [&str; 2] = ["Array", "List"];

/// A feature structure.
#[derive(Default)]
pub(super) struct Structure {
    pub(super) id: u64,
    /// Its type, with or without its package.
    pub(super) of_type: String,
    /// The text that it is about.
    pub(super) sofa: Option<u64>,
    pub(super) passage: Option<(u64, u64)>,
    pub(super) features: Vec<(String, String)>,
    pub(super) references: Vec<(String, u64)>,
}

impl Structure {
    fn feature(&self, name: &str) -> Option<&str> {
        self.features.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A feature that is needed once.
    fn take(&mut self, name: &str) -> Option<String> {
        self.features.iter_mut().find(|(known, _)| known == name).map(|(_, value)| std::mem::take(value))
    }

    fn reference(&self, name: &str) -> Option<u64> {
        self.references.iter().find(|(known, _)| known == name).map(|(_, to)| *to)
    }
}

/// The whole structure.
#[derive(Default)]
pub(super) struct Cas {
    structures: Vec<(Structure, Where)>,
    pub(super) broken: BrokenList,
}

impl Cas {
    pub(super) fn push(&mut self, structure: Structure, at: Where) {
        if !structure.of_type.is_empty() {
            self.structures.push((structure, at));
        }
    }

    /// The articles, for a file of this name.
    pub(super) fn reader<'f>(
        mut self,
        format: &'static str,
        file: &'f str,
    ) -> Result<Box<dyn Reader + 'f>, ExchangeError> {
        let stem = stem(file);
        let mut texts: BTreeMap<u64, (Foreign, Names)> = BTreeMap::new();
        for (sofa, _) in self.structures.iter_mut().filter(|(one, _)| short(&one.of_type) == "Sofa") {
            let mut foreign = Foreign::counting(&[Counting::Utf16, Counting::Char]);
            let view = sofa.feature("sofaID").unwrap_or(VIEW);
            foreign.name = if view == VIEW { stem.to_owned() } else { format!("{stem}-{view}") };
            // A text behind an address is never fetched.
            foreign.text = sofa.take("sofaString");
            texts.insert(sofa.id, (foreign, Names::default()));
        }
        let Some(first) = texts.keys().next().copied() else {
            let message = Message::new("uima-no-text").in_english("the structure has no text: no uima.cas.Sofa");
            self.broken.push(Broken { at: Where::Line(1), message });
            return Err(none_read(format, self.broken.first()));
        };
        let id = |of: u64| AnnotationId::derived(&format!("{format} {stem} {of}"));
        let mut passages: HashMap<u64, u64> = HashMap::new();
        for (one, at) in &self.structures {
            let sofa = one.sofa.filter(|sofa| texts.contains_key(sofa)).unwrap_or(first);
            let Some((foreign, names)) = texts.get_mut(&sofa).filter(|_| is_passage(one)) else { continue };
            let Some(passage) = one.passage else { continue };
            passages.insert(one.id, sofa);
            let mut annotation = Annotation { id: id(one.id), ..Annotation::default() };
            let features = one.features.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            describe(&mut annotation, short(&one.of_type), features, names);
            foreign.marked.push(Marked { annotation, fragments: vec![passage], at: at.clone(), ..Marked::default() });
        }
        for (one, at) in &self.structures {
            let ends = one.reference(FROM).zip(one.reference(TO));
            let wrong = match ends {
                Some((from, to)) if passages.contains_key(&from) && passages.get(&from) == passages.get(&to) => {
                    if let Some((foreign, names)) = passages.get(&from).and_then(|sofa| texts.get_mut(sofa)) {
                        relate(foreign, names, one, (id(from), id(to)));
                    }
                    continue;
                }
                Some(_) => {
                    Message::new("webanno-end").in_english("an end of this relation is no annotation of the file")
                }
                None if is_passage(one) || is_known(one) => continue,
                None => Message::new("uima-no-passage")
                    .with("type", one.of_type.as_str())
                    .in_english(format!("{} marks no passage of the text, and is left out", one.of_type)),
            };
            self.broken.push(Broken { at: at.clone(), message: wrong });
        }
        let mut all: Vec<Foreign> = Vec::new();
        for (mut foreign, names) in texts.into_values().rev() {
            foreign.labels = names.into_set();
            all.push(foreign);
        }
        if let Some(first) = all.last_mut() {
            first.broken = self.broken;
        }
        Ok(Box::new(Texts(all)))
    }
}

/// Whether a structure marks a passage, and is no relation.
fn is_passage(one: &Structure) -> bool {
    one.passage.is_some() && one.reference(FROM).is_none() && !is_known(one)
}

/// Whether a structure is the text, about the text as a whole, or a list.
fn is_known(one: &Structure) -> bool {
    let name = short(&one.of_type);
    name == "Sofa" || OF_TEXT.contains(&name) || one.passage.is_none() && LISTS.iter().any(|list| name.contains(list))
}

fn relate(foreign: &mut Foreign, names: &mut Names, one: &Structure, (from, to): (AnnotationId, AnnotationId)) {
    let kind = [VALUE, "role", "DependencyType", "label"].into_iter().find_map(|name| one.feature(name));
    let kind = kind.filter(|kind| !kind.is_empty()).unwrap_or(RELATED).to_owned();
    names.relate(&kind, false);
    let id = RelationId::derived(&format!("{kind} {from} {to} {}", one.id));
    foreign.relations.push(Relation { kind, from, to, id, ..Relation::default() });
}

/// The texts that are left, the last one first.
struct Texts(Vec<Foreign>);

impl Reader for Texts {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        Ok(self.0.pop())
    }
}
