//! Reads a project, source by source.

use std::collections::{HashMap, HashSet};

use super::archive::Archive;
use super::described::take;
use super::names::{INTERNAL, NAME, PROJECT, SOURCES};
use crate::annotation::{
    Annotation, AnnotationId, Deed, LabelId, LabelSet, NOTE_LABEL, Provenance, Relation, RelationId, Value,
};
use crate::exchange::foreign::{Broken, BrokenList, Counting, File, Marked, Where, into_utf8, utf8};
use crate::exchange::import::Names;
use crate::exchange::labels::LabelFileError;
use crate::exchange::labels::refi_qda::{Codebook, codebook, same_guid};
use crate::exchange::labels::xml::{Element, Elements, LineCount};
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

/// What the elements of a project that are read are called.
const WANTED: [&str; 10] = [
    "User",
    "CodeBook",
    "Variable",
    "TextSource",
    "PDFSource",
    "PictureSource",
    "AudioSource",
    "VideoSource",
    "Note",
    "Link",
];

/// Starts reading an archive, or the description of a project alone.
pub(super) fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let (archive, xml) = if file.bytes.starts_with(b"PK") {
        let mut archive = Archive::open(file.bytes)?;
        let xml = archive.file(PROJECT)?.ok_or_else(|| {
            let message = Message::new("refi-no-project").in_english("the archive holds no project.qde");
            ExchangeError::not_readable(NAME, message)
        })?;
        (Some(archive), into_utf8(NAME, xml)?)
    } else {
        (None, utf8(NAME, file.bytes)?.to_owned())
    };
    let codes = Codebook { labels: LabelSet::only([]), by_guid: HashMap::new() };
    let mut project = Project { archive, xml, codes, ..Project::default() };
    project.look_through().map_err(ExchangeError::from)?;
    if project.sources.is_empty() {
        let message = Message::new("refi-no-text")
            .in_english("the project has no text sources; its codes can be read as a set of labels");
        return Err(ExchangeError::not_readable(NAME, message));
    }
    Ok(Box::new(project))
}

/// A link between two things of the project.
struct Link {
    guid: String,
    name: String,
    is_symmetric: bool,
    from: String,
    to: String,
}

#[derive(Default)]
struct Project<'f> {
    archive: Option<Archive<'f>>,
    xml: String,
    /// Whether Hawashi wrote it, so that its GUIDs are our ids.
    is_own: bool,
    codes: Codebook,
    users: HashMap<String, String>,
    variables: HashMap<String, String>,
    notes: HashMap<String, String>,
    links: Vec<Link>,
    /// The bytes at which the text sources begin, and how many were read.
    sources: Vec<usize>,
    count: usize,
    /// What could not be read, to be said with the first source.
    broken: BrokenList,
    lines: LineCount,
}

impl Project<'_> {
    fn line_of(&self, at: usize) -> Where {
        Where::Line(self.lines.of(&self.xml, at))
    }

    /// Reads everything but the sources, which are noted.
    fn look_through(&mut self) -> Result<(), LabelFileError> {
        let xml = std::mem::take(&mut self.xml);
        let mut elements = Elements::of(&xml);
        let head = xml.get(..xml.floor_char_boundary(2000)).unwrap_or("");
        self.is_own = head.contains("origin=\"Hawashi ");
        let mut others = Vec::new();
        while let Some(element) =
            elements.next(|path| path.last().is_some_and(|name| WANTED.contains(&name.as_str())))?
        {
            let guid = element.get("guid").map(same_guid).unwrap_or_default();
            let name = element.get("name").unwrap_or("").to_owned();
            match element.name.as_str() {
                "User" => drop(self.users.insert(guid, name)),
                "CodeBook" => self.codes = codebook(&xml, &element)?,
                "Variable" => drop(self.variables.insert(guid, name)),
                "TextSource" => self.sources.push(element.at),
                "Note" => drop(self.notes.insert(guid, note_of(&element, &name))),
                "Link" => {
                    let end = |name: &str| element.get(name).map(same_guid).unwrap_or_default();
                    let is_symmetric = element.get("direction").is_some_and(|direction| direction != "OneWay");
                    self.links.push(Link { guid, name, is_symmetric, from: end("originGUID"), to: end("targetGUID") });
                }
                _ => others.push(element.at),
            }
        }
        self.xml = xml;
        let message = || Message::new("refi-no-text-source").in_english("only sources of text are read, not this one");
        let unread = others.iter().map(|at| Broken { at: self.line_of(*at), message: message() });
        self.broken = unread.collect();
        Ok(())
    }

    /// The text of a source that is in a file of its own, and what is wrong with it.
    fn text_at(&mut self, path: &str) -> Result<(Option<String>, Option<Message>), ExchangeError> {
        // A file of the archive is named alone: it has no folders.
        let name = path.strip_prefix(INTERNAL).unwrap_or(path);
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let bytes = match &mut self.archive {
            Some(archive) => archive.file(&format!("{SOURCES}{name}"))?,
            None => None,
        };
        let Some(bytes) = bytes else {
            let message = Message::new("refi-no-file")
                .with("name", path)
                .in_english(format!("the archive lacks the text of this source: {path}; name it with --article"));
            return Ok((None, Some(message)));
        };
        Ok(match into_utf8(NAME, bytes) {
            Ok(text) => (Some(text), None),
            Err(ExchangeError::NotReadable { message, .. }) => (None, Some(message)),
            Err(error) => return Err(error),
        })
    }

    fn id_of(&self, guid: &str) -> AnnotationId {
        self.own_id(guid).map_or_else(|| AnnotationId::derived(&format!("refi-qda {guid}")), AnnotationId::from)
    }

    /// The id that Hawashi wrote as a GUID.
    fn own_id(&self, guid: &str) -> Option<String> {
        let bits = u128::from_str_radix(&guid.replace('-', ""), 16).ok();
        bits.filter(|_| self.is_own).map(|bits| ulid::Ulid::from(bits).to_string())
    }

    /// Who made something, and when.
    fn provenance(&self, coding: Option<&Element>, selection: &Element) -> Provenance {
        let said = |name: &str| coding.and_then(|coding| coding.get(name)).or_else(|| selection.get(name));
        let by = said("creatingUser").map(|guid| self.users.get(&same_guid(guid)).map_or(guid, String::as_str));
        match (by, said("creationDateTime")) {
            (None, None) => Provenance::default(),
            (by, at) => Provenance::of(Deed::Made, by.unwrap_or(""), at.unwrap_or("")),
        }
    }

    /// The texts of the notes that an element refers to.
    fn notes_of<'p>(&'p self, element: &'p Element) -> impl Iterator<Item = &'p str> {
        let guids = element.named("NoteRef").filter_map(|note| note.get("targetGUID"));
        guids.filter_map(|guid| self.notes.get(&same_guid(guid))).map(String::as_str).filter(|note| !note.is_empty())
    }

    fn selection(&self, selection: &Element, foreign: &mut Foreign, names: &mut Names) -> Result<(), Message> {
        let number = |name: &str| selection.get(name).and_then(|number| number.trim().parse::<u64>().ok());
        let (Some(start), Some(end)) = (number("startPosition"), number("endPosition")) else {
            return Err(
                Message::new("refi-positions").in_english("a selection has the numbers startPosition and endPosition")
            );
        };
        let guid = selection.get("guid").map(same_guid).unwrap_or_default();
        let codings: Vec<Option<&Element>> = match selection.named("Coding").collect::<Vec<_>>() {
            codings if codings.is_empty() => vec![None],
            codings => codings.into_iter().map(Some).collect(),
        };
        let name = selection.get("name").filter(|name| is_quotation(name, end.saturating_sub(start)));
        for (number, coding) in codings.into_iter().enumerate() {
            let coded = coding.and_then(|coding| coding.get("guid")).map(same_guid);
            // Links name the selection: it is the first annotation of its passage.
            let id = self.id_of(coded.as_ref().filter(|_| number > 0).unwrap_or(&guid));
            let code = coding.and_then(|coding| coding.named("CodeRef").next()).and_then(|code| code.get("targetGUID"));
            let label = match code.map(|code| self.codes.by_guid.get(&same_guid(code)).cloned().ok_or(code)) {
                None => names.id(NOTE_LABEL),
                Some(Ok(label)) => label,
                Some(Err(code)) => names.id(code),
            };
            let mut annotation = Annotation { label, id, ..Annotation::default() };
            annotation.provenance = self.provenance(coding, selection);
            if let Some(said) = selection.named("Description").next() {
                take(&mut annotation, &said.text);
            }
            for note in self.notes_of(selection).chain(coding.into_iter().flat_map(|coding| self.notes_of(coding))) {
                if !annotation.note.is_empty() {
                    annotation.note.push('\n');
                }
                annotation.note.push_str(note);
            }
            let quotes = name.map(str::to_owned).into_iter().collect();
            let at = self.line_of(selection.at);
            foreign.marked.push(Marked { annotation, fragments: vec![(start, end)], quotes, at, ..Marked::default() });
        }
        Ok(())
    }

    /// The links between selections of a source.
    fn relations(&self, there: &HashSet<String>, foreign: &mut Foreign, names: &mut Names) {
        for link in self.links.iter().filter(|link| there.contains(&link.from) && there.contains(&link.to)) {
            let kind = if link.name.is_empty() { "related" } else { &link.name };
            names.relate(kind, link.is_symmetric);
            let id = self.own_id(&link.guid).unwrap_or_else(|| RelationId::derived(&link.guid).to_string());
            foreign.relations.push(Relation {
                id: id.into(),
                kind: kind.to_owned(),
                from: self.id_of(&link.from),
                to: self.id_of(&link.to),
                ..Relation::default()
            });
        }
    }
}

impl Reader for Project<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Some(at) = self.sources.get(self.count).copied() else { return Ok(None) };
        self.count += 1;
        let source = Elements::at(&self.xml, at).next(|_| true).map_err(ExchangeError::from)?;
        let Some(source) = source else { return Ok(None) };
        let mut foreign = Foreign::counting(&[Counting::Char, Counting::Utf16]);
        source.get("name").unwrap_or("").clone_into(&mut foreign.name);
        foreign.broken = std::mem::take(&mut self.broken);
        foreign.text = source.named("PlainTextContent").next().map(|text| text.text.clone());
        let path = source.get("plainTextPath").unwrap_or("").to_owned();
        let mut names = Names::default();
        names.define(&self.codes.labels, |label| label.id.to_string());
        let mut there = HashSet::new();
        for selection in source.named("PlainTextSelection") {
            match self.selection(selection, &mut foreign, &mut names) {
                Ok(()) => there.extend(selection.get("guid").map(same_guid)),
                Err(message) => foreign.broken.push(Broken { at: self.line_of(selection.at), message }),
            }
        }
        self.relations(&there, &mut foreign, &mut names);
        self.values(&source, &mut foreign);
        foreign.labels = names.into_set();
        // Of a long text, nothing else need be in memory meanwhile.
        drop((source, there));
        if foreign.text.is_none() {
            let (text, wrong) = self.text_at(&path)?;
            foreign.text = text;
            foreign.broken.extend(wrong.map(|message| Broken { at: self.line_of(at), message }));
        }
        Ok(Some(foreign))
    }
}

impl Project<'_> {
    /// What is said of the source as a whole.
    fn values(&self, source: &Element, foreign: &mut Foreign) {
        for value in source.named("VariableValue") {
            let name = value.named("VariableRef").next().and_then(|variable| variable.get("targetGUID"));
            let name = name.and_then(|guid| self.variables.get(&same_guid(guid)));
            let said = value.children.iter().find(|child| child.name.ends_with("Value"));
            if let Some((name, said)) = name.zip(said) {
                foreign.attributes.set(name, Some(Value::Text(said.text.clone())));
            }
        }
        let codes = source.named("Coding").filter_map(|coding| coding.named("CodeRef").next()?.get("targetGUID"));
        let label = |id: &LabelId| Some(self.codes.labels.get(id)?.name_in("en").to_owned());
        let codes: Vec<String> = codes.filter_map(|code| label(self.codes.by_guid.get(&same_guid(code))?)).collect();
        if !codes.is_empty() {
            foreign.attributes.set("codes", Some(Value::Text(codes.join("; "))));
        }
        let notes: Vec<&str> = self.notes_of(source).collect();
        if !notes.is_empty() {
            foreign.attributes.set("notes", Some(Value::Text(notes.join("\n"))));
        }
    }
}

/// The text of a note; its name if it has none.
fn note_of(note: &Element, name: &str) -> String {
    let text = note.named("PlainTextContent").chain(note.named("Description")).map(|said| said.text.trim());
    text.filter(|text| !text.is_empty()).map(str::to_owned).next().unwrap_or_else(|| name.to_owned())
}

/// Whether the name of a selection repeats its words: some programs give it a title, or a number.
fn is_quotation(name: &str, len: u64) -> bool {
    let is_cut = name.ends_with('…') || name.ends_with("...");
    is_cut && name.chars().count() > 3
        || name.chars().count() as u64 == len
        || name.encode_utf16().count() as u64 == len
}
