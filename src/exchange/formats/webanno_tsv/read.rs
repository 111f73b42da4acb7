//! Reads a table of any 3rd version.

use std::collections::HashMap;

use super::super::layers::{RELATED, VALUE, describe, short};
use super::names::{ABSENT, EMPTY, NAME};
use crate::annotation::{Annotation, AnnotationId, Relation, RelationId};
use crate::exchange::foreign::{Broken, BrokenList, Counting, File, Marked, Where, utf8};
use crate::exchange::import::Names;
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Spans,
    Chains,
    Relations,
}

struct Layer<'f> {
    kind: Kind,
    /// Its whole name.
    name: &'f str,
    features: Vec<&'f str>,
}

/// Starts reading.
pub(super) fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let text = utf8(NAME, file.bytes)?;
    if !text.starts_with("#FORMAT=WebAnno TSV 3.") {
        let message = Message::new("webanno-format")
            .in_english("line 1 is not \"#FORMAT=WebAnno TSV 3.3\"; have the program write this version, 3.1 or 3.2");
        return Err(ExchangeError::not_readable(NAME, message));
    }
    Ok(Box::new(Table { text, name: file.name, is_read: false }))
}

struct Table<'f> {
    text: &'f str,
    name: &'f str,
    is_read: bool,
}

impl Reader for Table<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(None);
        }
        let mut reading = Reading::new(self.text.len());
        for (number, line) in self.text.lines().enumerate() {
            reading.line(number + 1, line)?;
        }
        let stem = self.name.strip_suffix(".tsv").unwrap_or(self.name);
        Ok(Some(reading.end(stem)))
    }
}

/// An annotation of the file: by its layer and number, or by its line and its place in it.
struct Found<'f> {
    layer: usize,
    line: usize,
    start: u64,
    end: u64,
    /// The words, if it has one line.
    quote: Option<&'f str>,
    values: Vec<Option<String>>,
    /// Its chain and its place there.
    link: Option<(u32, u32)>,
}

/// A relation, whose ends are not looked up yet.
struct Open<'f> {
    line: usize,
    kind: String,
    layer: &'f str,
    from: End<'f>,
    to: End<'f>,
}

/// An address with the number of the annotation there, if it says one.
#[derive(Clone, Copy)]
struct End<'f> {
    address: &'f str,
    number: u32,
}

struct Reading<'f> {
    layers: Vec<Layer<'f>>,
    text: String,
    /// UTF-16 units of the text.
    len: u64,
    /// How many blanks may still be put between sentences: offsets may say anything.
    blanks: u64,
    sentence: Option<String>,
    found: Vec<Found<'f>>,
    numbered: HashMap<(usize, u32), usize>,
    at: HashMap<&'f str, Vec<(usize, usize)>>,
    open: Vec<Open<'f>>,
    broken: BrokenList,
}

impl<'f> Reading<'f> {
    fn new(len: usize) -> Self {
        Self {
            layers: Vec::new(),
            text: String::new(),
            len: 0,
            blanks: len as u64 * 2,
            sentence: None,
            found: Vec::new(),
            numbered: HashMap::new(),
            at: HashMap::new(),
            open: Vec::new(),
            broken: BrokenList::default(),
        }
    }

    fn line(&mut self, number: usize, line: &'f str) -> Result<(), ExchangeError> {
        if let Some(text) = line.strip_prefix("#Text=") {
            match &mut self.sentence {
                // A line end inside the sentence.
                Some(sentence) => sentence.extend(["\n", &unescaped(text)]),
                None => self.sentence = Some(unescaped(text)),
            }
        } else if let Some(layer) = line.strip_prefix("#T_").and_then(layer_of) {
            self.layers.push(layer);
        } else if let Some((address, rest)) = line.split_once('\t').filter(|(address, _)| is_address(address)) {
            self.token(number, address, rest)?;
        } else if let Some(sentence) = self.sentence.as_mut().filter(|_| !line.is_empty() && !line.starts_with('#')) {
            // No program writes it, but people have.
            sentence.extend(["\n", line]);
        } else if !line.is_empty() && !line.starts_with('#') {
            let message = Message::new("webanno-line")
                .in_english("a line of a token begins with its number and its offsets: 1-1, a tab, 0-4");
            self.broken.push(Broken { at: Where::Line(number), message });
        }
        Ok(())
    }

    fn token(&mut self, line: usize, address: &'f str, rest: &'f str) -> Result<(), ExchangeError> {
        let mut cells = rest.split('\t');
        let offsets = cells.next().and_then(|offsets| offsets.split_once('-'));
        let offsets = offsets.and_then(|(start, end)| start.parse::<u64>().ok().zip(end.parse::<u64>().ok()));
        let (Some((start, end)), Some(word)) = (offsets, cells.next()) else {
            let message = Message::new("webanno-line")
                .in_english("a line of a token begins with its number and its offsets: 1-1, a tab, 0-4");
            self.broken.push(Broken { at: Where::Line(line), message });
            return Ok(());
        };
        if let Some(sentence) = self.sentence.take() {
            self.place(line, &sentence, start, &unescaped(word))?;
        }
        let is_crowded = |cell: &&str| memchr::memchr_iter(b'|', cell.as_bytes()).count() >= MOST_STACKED;
        let mut cells: Vec<&'f str> = cells.collect();
        if cells.iter().any(is_crowded) {
            let message = Message::new("webanno-stacked").with("most", MOST_STACKED).in_english(format!(
                "a word has at most {MOST_STACKED} annotations of a layer; they are left out here"
            ));
            self.broken.push(Broken { at: Where::Line(line), message });
            cells.iter_mut().filter(|cell| is_crowded(cell)).for_each(|cell| *cell = ABSENT);
        }
        let expected: usize = self.layers.iter().map(|layer| layer.features.len()).sum();
        if cells.len() < expected {
            let message = Message::new("webanno-columns")
                .with("count", cells.len())
                .with("expected", expected)
                .in_english(format!("the line has {} of {expected} columns; it may have been cut off", cells.len()));
            self.broken.push(Broken { at: Where::Line(line), message });
        }
        let mut column = 0;
        for layer in 0..self.layers.len() {
            let count = self.layers[layer].features.len();
            let own: Vec<Vec<(String, u32)>> =
                (column..column + count).map(|at| cells.get(at).map_or_else(Vec::new, |cell| entries(cell))).collect();
            match self.layers[layer].kind {
                Kind::Relations => self.relations(line, address, layer, &own, &cells[column.min(cells.len())..]),
                _ => self.annotations((line, address, word), layer, (start, end), own),
            }
            column += count;
        }
        Ok(())
    }

    /// Puts a sentence where its first token says.
    fn place(&mut self, line: usize, sentence: &str, token: u64, word: &str) -> Result<(), ExchangeError> {
        let before = sentence.find(word).map_or(0, |at| sentence[..at].encode_utf16().count());
        let gap = token.checked_sub(before as u64).and_then(|start| start.checked_sub(self.len));
        let Some(gap) = gap.filter(|gap| *gap <= self.blanks) else {
            let message = Message::new("webanno-offsets").in_english(
                "the sentence does not begin behind the one before it: the offsets are not those of this text",
            );
            return Err(ExchangeError::Line { line, message });
        };
        self.blanks -= gap;
        if gap > 0 {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', usize::try_from(gap - 1).unwrap_or(0)));
        }
        self.text.push_str(sentence);
        self.len += gap + sentence.encode_utf16().count() as u64;
        Ok(())
    }

    fn annotations(
        &mut self,
        (line, address, word): (usize, &'f str, &'f str),
        layer: usize,
        (start, end): (u64, u64),
        columns: Vec<Vec<(String, u32)>>,
    ) {
        let count = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        for _ in 0..count {
            let cells: Vec<Option<(String, u32)>> = columns.iter_mut().map(Iterator::next).collect();
            let is_there = |cell: &Option<(String, u32)>| cell.as_ref().is_some_and(|(value, _)| value != ABSENT);
            if !cells.iter().any(is_there) {
                continue;
            }
            let link = self.layers[layer].kind == Kind::Chains;
            let link = cells.iter().flatten().filter(|_| link).find_map(|(value, _)| link_of(value));
            let number = cells.iter().flatten().map(|(_, number)| *number).max().unwrap_or(0);
            // The number of a link is that of its chain.
            let key = link.map_or(number, |(chain, at)| chain.wrapping_mul(0x1_0000).wrapping_add(at).max(1));
            let known = self.numbered.get(&(layer, key)).copied().filter(|_| key > 0);
            let at = known.unwrap_or(self.found.len());
            match self.found.get_mut(at) {
                Some(found) => {
                    (found.start, found.end) = (found.start.min(start), found.end.max(end));
                    found.quote = None;
                }
                None => {
                    let value = |cell: Option<(String, u32)>| {
                        let (value, _) = cell?;
                        (value != ABSENT && value != EMPTY).then(|| unescaped(&value))
                    };
                    let values = cells.into_iter().map(value).collect();
                    self.found.push(Found { layer, line, start, end, quote: Some(word), values, link });
                }
            }
            if key > 0 {
                self.numbered.insert((layer, key), at);
            }
            self.at.entry(address).or_default().push((layer, at));
        }
    }

    fn relations(
        &mut self,
        line: usize,
        address: &'f str,
        layer: usize,
        columns: &[Vec<(String, u32)>],
        cells: &[&'f str],
    ) {
        let Layer { features, .. } = &self.layers[layer];
        let Some((base, last)) =
            features.last().and_then(|name| name.strip_prefix("BT_")).zip(columns.len().checked_sub(1))
        else {
            return;
        };
        let value = features.iter().position(|name| *name == VALUE).unwrap_or(0);
        let Some(cell) = cells.get(last).filter(|cell| **cell != ABSENT) else { return };
        for (at, end) in cell.split('|').enumerate() {
            let (from, numbers) = end.split_once('[').unwrap_or((end, ""));
            let (source, target) = numbers.trim_end_matches(']').split_once('_').unwrap_or(("0", "0"));
            let kind = columns.get(value).filter(|_| value != last).and_then(|column| column.get(at));
            let kind = kind.map(|(kind, _)| unescaped(kind)).filter(|kind| kind != EMPTY && kind != ABSENT);
            self.open.push(Open {
                line,
                kind: kind.unwrap_or_else(|| short(self.layers[layer].name).to_owned()),
                layer: base,
                from: End { address: from, number: source.parse().unwrap_or(0) },
                to: End { address, number: target.parse().unwrap_or(0) },
            });
        }
    }

    /// The annotation that is meant by one end of a relation.
    fn meant(&self, layer: &str, end: End<'_>) -> Option<usize> {
        let there = self.at.get(end.address).map_or(&[][..], Vec::as_slice);
        let is_layer = |number: usize| self.layers[number].name == layer;
        let numbered = || {
            let layer = self.layers.iter().position(|known| known.name == layer)?;
            self.numbered.get(&(layer, end.number)).copied()
        };
        let first = || there.iter().find(|(layer, _)| is_layer(*layer)).map(|(_, at)| *at);
        if end.number > 0 { numbered().or_else(first) } else { first() }
    }

    fn end(mut self, name: &str) -> Foreign {
        let mut foreign = Foreign::counting(&[Counting::Utf16, Counting::Char]);
        name.clone_into(&mut foreign.name);
        // A sentence without tokens.
        if let Some(sentence) = self.sentence.take() {
            self.text.push_str(&sentence);
        }
        let mut names = Names::default();
        let id = |at: usize| AnnotationId::derived(&format!("webanno-tsv {name} {at}"));
        let mut relate = |names: &mut Names, kind: &str, from: usize, to: usize| {
            names.relate(kind, false);
            let (from, to) = (id(from), id(to));
            let own = RelationId::derived(&format!("{kind} {from} {to}"));
            foreign.relations.push(Relation { id: own, kind: kind.to_owned(), from, to, ..Relation::default() });
        };
        for open in &self.open {
            match self.meant(open.layer, open.from).zip(self.meant(open.layer, open.to)) {
                Some((from, to)) => relate(&mut names, &open.kind, from, to),
                None => self.broken.push(no_end(open.line)),
            }
        }
        self.slots(&mut |line, kind, from, end| match self.at.get(end.address).and_then(|there| there.first()) {
            Some((layer, at)) => {
                let to = self.numbered.get(&(*layer, end.number)).filter(|_| end.number > 0).unwrap_or(at);
                relate(&mut names, kind, from, *to);
                None
            }
            None => Some(no_end(line)),
        })
        .into_iter()
        .for_each(|broken| foreign.broken.push(broken));
        let mut links: Vec<(usize, u32, u32, usize)> = Vec::new();
        for (at, found) in self.found.iter().enumerate() {
            links.extend(found.link.map(|(chain, place)| (found.layer, chain, place, at)));
        }
        links.sort_unstable();
        for pair in links.windows(2).filter(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            let kind = self.found[pair[0].3].values.iter().flatten().find(|value| link_of(value).is_some());
            let kind = kind.and_then(|value| value.rsplit_once("->")).map_or("", |(kind, _)| kind);
            relate(&mut names, if kind.is_empty() || kind == EMPTY { RELATED } else { kind }, pair[0].3, pair[1].3);
        }
        for (at, found) in self.found.iter().enumerate() {
            let layer = &self.layers[found.layer];
            foreign.marked.push(marked(layer, found, id(at), &mut names));
        }
        foreign.labels = names.into_set();
        foreign.broken.put_before(self.broken);
        foreign.text = Some(self.text);
        foreign
    }

    /// Calls for each filled slot, with the annotation that has it and the end that fills it.
    fn slots(&self, each: &mut dyn FnMut(usize, &str, usize, End<'_>) -> Option<Broken>) -> Vec<Broken> {
        let mut broken = Vec::new();
        for (at, found) in self.found.iter().enumerate() {
            let features = &self.layers[found.layer].features;
            for (number, feature) in features.iter().enumerate().filter(|(_, feature)| feature.starts_with("ROLE_")) {
                let role = |number: usize| found.values.get(number).and_then(Option::as_deref).unwrap_or("");
                let own = feature.split(':').nth(1).and_then(|name| name.split('_').next()).unwrap_or(RELATED);
                let mut roles = role(number).split(';');
                for end in role(number + 1).split(';').filter(|end| !end.is_empty()) {
                    let kind = roles.next().filter(|role| !role.is_empty() && *role != EMPTY).unwrap_or(own);
                    let (address, number) = end.split_once('[').unwrap_or((end, ""));
                    let number = number.trim_end_matches(']').parse().unwrap_or(0);
                    broken.extend(each(found.line, kind, at, End { address, number }));
                }
            }
        }
        broken
    }
}

fn no_end(line: usize) -> Broken {
    let message = Message::new("webanno-end").in_english("an end of this relation is no annotation of the file");
    Broken { at: Where::Line(line), message }
}

/// What an annotation of a layer is here: its value is its label.
fn marked(layer: &Layer<'_>, found: &Found<'_>, id: AnnotationId, names: &mut Names) -> Marked {
    let mut annotation = Annotation { id, ..Annotation::default() };
    let features =
        layer.features.iter().zip(&found.values).filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let is_said =
        |(name, value): &(&str, &str)| !name.is_empty() && !is_slot(&layer.features, name) && link_of(value).is_none();
    describe(&mut annotation, short(layer.name), features.filter(is_said), names);
    let quotes = found.quote.map(unescaped).filter(|quote| !quote.is_empty()).into_iter().collect();
    Marked {
        annotation,
        fragments: vec![(found.start, found.end)],
        quotes,
        at: Where::Line(found.line),
        ..Marked::default()
    }
}

/// Whether a feature is a slot, or what stands in the one before it.
fn is_slot(features: &[&str], name: &str) -> bool {
    let is_role = |name: &&str| name.starts_with("ROLE_");
    let before = features.iter().position(|known| *known == name).and_then(|at| features.get(at.wrapping_sub(1)));
    is_role(&name) || before.is_some_and(is_role)
}

/// A line of the head: `SP=name|feature|feature`.
fn layer_of(line: &str) -> Option<Layer<'_>> {
    let (kind, said) = line.split_once('=')?;
    let kind = match kind {
        "SP" => Kind::Spans,
        "CH" => Kind::Chains,
        "RL" => Kind::Relations,
        _ => return None,
    };
    let mut parts = said.split('|');
    let name = parts.next()?;
    let features: Vec<&str> = parts.collect();
    Some(Layer { kind, name, features: if features.is_empty() { vec![""] } else { features } })
}

fn is_address(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(sentence, token)| is_number(sentence) && token.split('.').all(is_number))
}

/// The place of a link in its chain: `*->1-2`.
fn link_of(value: &str) -> Option<(u32, u32)> {
    let (chain, at) = value.rsplit_once("->")?.1.split_once('-')?;
    Some((chain.parse().ok()?, at.parse().ok()?))
}

/// The most annotations of a layer on one word.
const MOST_STACKED: usize = 1000;

/// The values of a cell, still escaped, each with the number in square brackets behind it, or 0.
fn entries(cell: &str) -> Vec<(String, u32)> {
    let mut parts = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => parts.push(String::new()),
            '\\' => parts.last_mut().unwrap_or(&mut String::new()).extend(std::iter::once(c).chain(chars.next())),
            c => parts.last_mut().unwrap_or(&mut String::new()).push(c),
        }
    }
    let numbered = |part: String| {
        let number = part.strip_suffix(']').and_then(|part| part.rsplit_once('['));
        let number = number.and_then(|(value, number)| Some((value.to_owned(), number.parse().ok()?)));
        number.unwrap_or((part, 0))
    };
    parts.into_iter().map(numbered).collect()
}

/// A text without the marks before its special characters.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some('t') => out.push('\t'),
                other => out.extend(other),
            },
            c => out.push(c),
        }
    }
    out
}
