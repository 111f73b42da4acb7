//! Comments in an annotation file: what each stands above, and writing them there again.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Serialize;

use super::line::to_line;
use super::source::Source;
use super::tokens::{comments, items};
use crate::annotation::{Comment, CommentPlace};

/// The comments of a file that is being read.
#[derive(Default)]
pub(super) struct CommentReader {
    /// Whether the file has comments at all.
    is_needed: bool,
    /// By the byte at which an entry begins.
    entries: HashMap<usize, Known>,
}

/// An entry that was read.
struct Known {
    place: CommentPlace,
    /// Comments inside it that are written back with unknown fields; `None` if all of it is written back as it is.
    kept: Option<Vec<String>>,
}

impl CommentReader {
    pub(super) fn new(source: &Source) -> Self {
        Self { is_needed: comments(source.text()).next().is_some(), entries: HashMap::new() }
    }

    /// Takes note of an entry: by `key` it is found again when it is written. `None` for the record of one that is written
    /// back as it was read.
    pub(super) fn note<T: Serialize>(&mut self, source: &Source, ron: &str, list: &str, key: &str, record: Option<&T>) {
        let place = || CommentPlace::Entry { list: list.to_owned(), key: key.to_owned() };
        self.note_at(source, ron, place, record);
    }

    /// As [`Self::note`], of a field of the file.
    pub(super) fn note_field<T: Serialize>(&mut self, source: &Source, ron: &str, field: &str, record: &T) {
        self.note_at(source, ron, || CommentPlace::Field(field.to_owned()), Some(record));
    }

    fn note_at<T: Serialize>(
        &mut self,
        source: &Source,
        ron: &str,
        place: impl FnOnce() -> CommentPlace,
        record: Option<&T>,
    ) {
        if !self.is_needed {
            return;
        }
        let kept = record.map(|record| match comments(ron).next() {
            Some(_) => texts(&to_line(record)),
            None => Vec::new(),
        });
        self.entries.entry(source.offset(ron)).or_insert_with(|| Known { place: place(), kept });
    }

    /// All comments with their places. `lists` are the fields whose entries were noted.
    pub(super) fn finish(mut self, source: &Source, lists: &[&str]) -> Vec<Comment> {
        if !self.is_needed {
            return Vec::new();
        }
        let (text, structure) = (source.text(), Structure::of(source.text(), lists));
        let mut found = Vec::new();
        for range in comments(text) {
            let comment = text[range.clone()].trim_end();
            if let Some(place) = self.place(&structure, text, range, comment) {
                found.push(Comment { place, text: comment.to_owned() });
            }
        }
        found
    }

    /// What a comment stands above; `None` if it is written back as a part of something else.
    fn place(
        &mut self,
        structure: &Structure<'_>,
        side: &str,
        comment: Range<usize>,
        text: &str,
    ) -> Option<CommentPlace> {
        let at = comment.start;
        if at < structure.open {
            return Some(CommentPlace::Head);
        }
        if at > structure.close {
            return Some(CommentPlace::Tail);
        }
        let line_start = side[..at].rfind('\n').map_or(0, |line| line + 1);
        // A comment behind something on its line belongs to that, any other to what comes after it.
        let is_behind = |end: usize| end > line_start && end <= at;
        let field = |field: &Field<'_>| CommentPlace::Field(field.name.to_owned());
        let next = structure.fields.partition_point(|field| field.range.end <= at);
        let before = next.checked_sub(1).map(|before| &structure.fields[before]);
        if let Some(before) = before.filter(|before| is_behind(before.range.end)) {
            return Some(field(before));
        }
        let Some(inside) = structure.fields.get(next) else { return Some(CommentPlace::Last) };
        if at < inside.value.start {
            return Some(field(inside));
        }
        let Some(entries) = &inside.entries else { return self.place_inside(&inside.value, text) };
        let next = entries.partition_point(|entry| entry.end <= at);
        let before = next.checked_sub(1).map(|before| &entries[before]).filter(|before| is_behind(before.end));
        let is_inside = entries.get(next).is_some_and(|entry| entry.start < at);
        if before.is_none() && !is_inside && inside.value.start > line_start {
            // Behind the bracket that opens the list.
            return Some(field(inside));
        }
        match before.or_else(|| entries.get(next)) {
            Some(entry) if at > entry.start && at < entry.end => self.place_inside(entry, text),
            Some(entry) => {
                let known = self.entries.get(&entry.start).map(|known| known.place.clone());
                Some(known.unwrap_or_else(|| CommentPlace::End(inside.name.to_owned())))
            }
            None => Some(CommentPlace::End(inside.name.to_owned())),
        }
    }

    /// The place of a comment inside an entry or a field.
    fn place_inside(&mut self, outer: &Range<usize>, text: &str) -> Option<CommentPlace> {
        // What was not noted is written back as it is.
        let kept = self.entries.get_mut(&outer.start)?;
        let inside = kept.kept.as_mut()?;
        if let Some(at) = inside.iter().position(|kept| kept == text) {
            inside.remove(at);
            return None;
        }
        Some(kept.place.clone())
    }
}

/// The comments of a text, as they stand.
fn texts(text: &str) -> Vec<String> {
    comments(text).map(|range| text[range].trim_end().to_owned()).collect()
}

/// The fields of a file and the entries of its lists, as bytes.
struct Structure<'t> {
    open: usize,
    close: usize,
    fields: Vec<Field<'t>>,
}

struct Field<'t> {
    name: &'t str,
    range: Range<usize>,
    value: Range<usize>,
    entries: Option<Vec<Range<usize>>>,
}

impl<'t> Structure<'t> {
    fn of(text: &'t str, lists: &[&str]) -> Self {
        let (all, close) = items(text, 0);
        let field = |item: super::tokens::Item| {
            let name = item.name.clone().map_or("", |name| &text[name]);
            let name = if name == "choices" { "links" } else { name };
            let is_list = lists.contains(&name) && text[item.value.clone()].starts_with('[');
            let entries = || items(text, item.value.start).0.into_iter().map(|entry| entry.value).collect();
            Field { name, range: item.range(), value: item.value.clone(), entries: is_list.then(entries) }
        };
        let open = super::tokens::first_open(text);
        Self { open, close, fields: all.into_iter().map(field).collect() }
    }
}

/// The comments of a file that is being written.
pub(super) struct CommentWriter<'c> {
    waiting: BTreeMap<&'c CommentPlace, Vec<&'c str>>,
}

impl<'c> CommentWriter<'c> {
    pub(super) fn new(comments: &'c [Comment]) -> Self {
        let mut waiting: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for comment in comments {
            waiting.entry(&comment.place).or_default().push(&comment.text);
        }
        Self { waiting }
    }

    /// Writes what stands above a place.
    pub(super) fn push(&mut self, out: &mut String, place: &CommentPlace, indent: &str) {
        let here = self.waiting.remove(place).into_iter().flatten();
        for text in here {
            // Lines of a block stand as its writer has put them.
            let is_block = !text.starts_with("//");
            for (number, line) in text.split('\n').enumerate() {
                out.extend([if number > 0 && is_block { "" } else { indent }, line, "\n"]);
            }
        }
    }

    /// Writes what stands above an entry.
    pub(super) fn push_entry(&mut self, out: &mut String, list: &str, key: &str) {
        if !self.waiting.is_empty() {
            let place = CommentPlace::Entry { list: list.to_owned(), key: key.to_owned() };
            self.push(out, &place, ENTRY);
        }
    }

    /// Writes what stands at the end of a list, and above entries that are not there any more.
    pub(super) fn push_end(&mut self, out: &mut String, list: &str) {
        let is_here = |place: &CommentPlace| match place {
            CommentPlace::Entry { list: known, .. } | CommentPlace::End(known) => known == list,
            _ => false,
        };
        let here: Vec<_> = self.waiting.keys().copied().filter(|place| is_here(place)).collect();
        for place in here {
            self.push(out, place, ENTRY);
        }
    }

    /// Writes what stands above fields that are not there any more, and at the end of all.
    pub(super) fn push_rest(&mut self, out: &mut String) {
        let rest: Vec<_> = self.waiting.keys().copied().filter(|place| **place != CommentPlace::Tail).collect();
        for place in rest {
            self.push(out, place, FIELD);
        }
    }
}

/// The indents of fields and of entries.
pub(super) const FIELD: &str = "    ";
pub(super) const ENTRY: &str = "        ";
