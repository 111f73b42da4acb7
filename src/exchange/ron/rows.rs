//! The annotations of a file as this program writes them: each begins on a line of its own. They are read one by one and in
//! parallel; a record that is not plain is read by the whole parser, and a file that is not laid out like this is read by it
//! as a whole.

use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::memmem;
use rayon::prelude::*;
use ron::value::RawValue;
use serde::Deserialize;

use super::plain::{Plain, read_plain};
use super::records::Beside;
use super::top::{Raw, Top, bare, without_mark};
use crate::annotation::Annotation;
use crate::annotation::fields::Keeping;

/// How the list of annotations begins and ends, and how a record in it begins.
const LIST: &str = "\n    annotations: [";
const LIST_END: &str = "\n    ]";
const RECORD: &str = "\n        (";

/// Bytes between the beginning of a line and its record.
const INDENT: usize = 8;

/// Records that are read in one go.
const BATCH: usize = 512;

/// The most brackets of a record that is read by itself: the whole parser allows only so many inside each other.
const MOST_BRACKETS: usize = 50;

/// An annotation of a file.
pub(super) struct Row<'s> {
    /// Its record.
    pub(super) ron: &'s str,
    /// What it says, if it is plain.
    pub(super) read: Option<(Annotation, Beside)>,
}

/// Annotations in batches: each is freed when it is used up.
pub(super) type Rows<'s> = Vec<Vec<Row<'s>>>;

/// What is told while annotations are read: how many of how many. [`ControlFlow::Break`] gives up.
pub type Watch<'w, B> = &'w (dyn Fn(usize, usize) -> ControlFlow<B> + Sync);

/// A file without the records of its annotations.
pub(super) struct Frame {
    pub(super) text: String,
    /// Where they are in the file, in bytes: whole lines.
    pub(super) hole: Range<usize>,
}

impl Frame {
    /// The frame of a file, if it is laid out as this program writes it.
    pub(super) fn of(text: &str) -> Option<Self> {
        let list = memmem::find(text.as_bytes(), LIST.as_bytes())? + LIST.len();
        let behind = &text[list..];
        let line = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix('\n'))?;
        let start = text.len() - line.len();
        // An empty list has its end there already.
        let end = start - 1 + memmem::find(&text.as_bytes()[start - 1..], LIST_END.as_bytes())? + 1;
        let frame = Self { text: [&text[..start], &text[end..]].concat(), hole: start..end };
        let is_right = frame.is_right(list - 1);
        // Brackets in a comment over several lines are nobody's.
        (is_right && memmem::find(text.as_bytes(), b"/*").is_none()).then_some(frame)
    }

    /// Whether the list that begins at this byte is that of the file, and not in a text or a comment.
    fn is_right(&self, list: usize) -> bool {
        let text = without_mark(&self.text);
        let by_whole_parser = || {
            let has_no_extensions =
                ron::Deserializer::from_str(text).is_ok_and(|deserializer| deserializer.extensions().is_empty());
            has_no_extensions.then(|| ron::from_str(text).ok())?
        };
        let Some(top) = read_plain::<Top<'_>>(text).or_else(by_whole_parser) else { return false };
        let all: Vec<Raw<'_>> = top.all("annotations").collect();
        let [one] = *all.as_slice() else { return false };
        bare(one).as_ptr() as usize == self.text.as_ptr() as usize + list
    }

    /// The records, in order; `None` if one of them is no whole record.
    pub(super) fn rows<'s, B: Send + Sync>(
        &self,
        text: &'s str,
        watch: Watch<'_, B>,
    ) -> ControlFlow<B, Option<Rows<'s>>> {
        // With the line end before the first one.
        let lines = &text[self.hole.start - 1..self.hole.end];
        let mut starts: Vec<usize> = memmem::find_iter(lines.as_bytes(), RECORD.as_bytes()).map(|at| at + 1).collect();
        let count = starts.len();
        starts.push(lines.len());
        if !is_idle(&lines[1..starts[0]]) {
            return ControlFlow::Continue(None);
        }
        let (done, given_up) = (AtomicUsize::new(0), OnceLock::new());
        let batch = |first: usize| -> Option<Vec<Row<'s>>> {
            let last = (first + BATCH).min(count);
            if given_up.get().is_some() {
                return None;
            }
            if let ControlFlow::Break(why) = watch(done.load(Ordering::Relaxed), count) {
                drop(given_up.set(why));
                return None;
            }
            let mut rows = Vec::with_capacity(last - first);
            for at in first..last {
                rows.push(row(&lines[starts[at] + INDENT..starts[at + 1]], at + 1 == count)?);
            }
            done.fetch_add(last - first, Ordering::Relaxed);
            Some(rows)
        };
        let batches: Option<Rows<'s>> =
            (0..count.div_ceil(BATCH)).into_par_iter().map(|number| batch(number * BATCH)).collect();
        match given_up.into_inner() {
            Some(why) => ControlFlow::Break(why),
            None => ControlFlow::Continue(batches),
        }
    }
}

/// The record with which this text begins, if nothing but its comma and comments follow.
fn row(text: &str, is_last: bool) -> Option<Row<'_>> {
    let is_end = |behind: &str| match behind.strip_prefix(',') {
        Some(behind) => is_idle(behind),
        None => is_last && is_idle(behind),
    };
    let (mut plain, mut beside) = (Plain::new(text), Beside::default());
    let read = Annotation::deserialize(Keeping { deserializer: &mut plain, unknown: &mut beside });
    if let Ok(annotation) = read {
        let (ron, behind) = text.split_at(plain.at());
        return is_end(behind).then_some(Row { ron, read: Some((annotation, beside)) });
    }
    let mut deserializer = ron::Deserializer::from_str(text).ok()?;
    let raw = <&RawValue>::deserialize(&mut deserializer).ok()?;
    let ron = raw.trim().get_ron();
    let brackets = ron.bytes().filter(|byte| b"([{".contains(byte)).count();
    (brackets <= MOST_BRACKETS && is_end(deserializer.remainder())).then_some(Row { ron, read: None })
}

/// Whether lines hold nothing but comments.
fn is_idle(lines: &str) -> bool {
    lines.split('\n').map(str::trim_ascii).all(|line| line.is_empty() || line.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::super::reader::parse;
    use super::super::source::Source;
    use super::super::{Loaded, RonError, annotations_to_ron};
    use super::*;
    use crate::annotation::{AnnotationSet, AnnotationState, Carried, Confidence, Origin, Provenance, Spans, Value};
    use crate::annotation::{Deed, Number, Status};
    use crate::document::Document;
    use crate::exchange::anchor::Anchors;
    use crate::text::Span;

    static TEXT: &str = "قال متحدث باسم قوات سوريا الديمقراطية (SDF) إن 70% من الرَّقّة آمنة.\nوقال آخر: «سرت» هادئة.";

    /// Annotations with everything that a record can hold.
    fn full() -> AnnotationState {
        let starts: Vec<usize> =
            TEXT.split_whitespace().map(|word| word.as_ptr() as usize - TEXT.as_ptr() as usize).collect();
        let span = |word: usize| {
            Span::from_range(starts[word]..starts[word] + TEXT[starts[word]..].find([' ', '\n']).unwrap_or(1))
        };
        let annotations = (0..10_usize).map(|number| {
            let mut annotation = Annotation::new(span(number), if number % 3 == 0 { "location" } else { "faction" });
            annotation.id = format!("0{number}").into();
            match number {
                1 => annotation.note = "سطر\nآخر \"بين\" علامتين \\ (, ".to_owned(),
                2 => annotation.spans = Spans::new([span(2), span(5)]),
                3 => annotation.note = "ملاحظة // [قصيرة]".to_owned(),
                4 => (annotation.status, annotation.confidence) = (Status::Rejected, Confidence::new(0.875)),
                5 => annotation.origin = Origin::Detected("lexicon".to_owned()),
                6 => annotation.entity = Some("place:raqqa-sy".to_owned()),
                _ => {}
            }
            if number % 2 == 0 {
                annotation.provenance = Provenance::of(Deed::Accepted, "سمير", "2026-11-22T10:00:00Z").with(
                    Deed::Changed,
                    "\u{200f}A",
                    "2026-11-23T10:00:00Z",
                );
            }
            if number % 4 == 1 {
                annotation.attributes.set("kind", Some(Value::Choices(vec!["a, b".to_owned(), "(".to_owned()])));
                annotation.attributes.set("a \"b\"", Number::new(-2.5).map(Value::Number));
            }
            annotation
        });
        AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..AnnotationState::default() }
    }

    fn document() -> Document {
        Document::from_text(TEXT).unwrap()
    }

    fn written() -> String {
        annotations_to_ron("a.txt", &document(), &full(), &Carried::default())
    }

    fn rows(source: &Source) -> Option<Rows<'_>> {
        let ControlFlow::Continue(rows) = source.rows::<Infallible>(&|_, _| ControlFlow::Continue(()));
        rows
    }

    /// What a file says line by line, and to the whole parser.
    fn both(ron: &str) -> [Result<Loaded, RonError>; 2] {
        let document = document();
        [Source::new(ron.to_owned()), Source::whole(ron.to_owned())].map(|source| {
            let rows = rows(&source);
            parse(&source, &document, Anchors::new(TEXT), rows).map(|side| side.loaded)
        })
    }

    #[track_caller]
    fn is_alike(ron: &str) {
        let [by_lines, whole] = both(ron);
        assert_eq!(by_lines, whole, "{ron}");
    }

    #[test]
    fn what_this_program_writes_is_plain() {
        let ron = written();
        for ron in [ron.replace('\n', "\r\n"), format!("\u{feff}{ron}"), ron] {
            let source = Source::new(ron);
            let rows: Vec<Row<'_>> = rows(&source).unwrap().into_iter().flatten().collect();
            assert_eq!(rows.len(), 10);
            for row in rows {
                assert!(row.read.is_some(), "{}", row.ron);
            }
        }
        is_alike(&written());
    }

    #[test]
    fn a_file_is_read_alike_however_it_was_edited() {
        let written = written();
        let last = written.rfind("    ],\n").unwrap();
        let edits: [(&str, String); 17] = [
            (
                "a comment above a record",
                written.replace("        (label: \"faction\"", "        // (سرت)\n        (label: \"faction\""),
            ),
            ("a comment in a record", written.replace("quote:", "/* x, */ quote:")),
            ("a comment behind a record", written.replace("),\n", "), // (\n")),
            (
                "a comment above the list",
                written.replace("    annotations: [\n", "    annotations: [\n        // all\n"),
            ),
            ("an unknown field", written.replace("quote:", "later: (x: Some('c'), y: [1, 2.5e3, r\"\\\"]), quote:")),
            ("a field twice", written.replacen("quote:", "label: \"x\", quote:", 1)),
            ("no comma at the end", format!("{}{}", written[..last].trim_end_matches(",\n"), &written[last - 1..])),
            ("no comma in between", written.replacen("),\n        (label", ")\n        (label", 1)),
            ("two records on a line", written.replacen("),\n        (label", "), (label", 1)),
            ("a raw text over two lines", written.replacen("label: \"", "label: r#\"\n        (", 1)),
            ("a text over two lines", written.replacen("note: \"", "note: \"\n        (label: \"x\"),\n", 1)),
            (
                "a list in a text",
                format!("// x\n{}", written.replacen("file: \"", "file: \"\n    annotations: [\n    ],\n", 1)),
            ),
            ("a list in a comment", written.replacen("(\n", "(\n//\n    /*\n    annotations: [\n    ],*/\n", 1)),
            (
                "a second list",
                written.replace("    annotations: [\n", "    annotations: [\n    ],\n    annotations: [\n"),
            ),
            ("an extension", format!("#![enable(implicit_some)]\n{written}")),
            (
                "brackets inside each other",
                written.replacen("quote:", &format!("deep: {}1{}, quote:", "[".repeat(123), "]".repeat(123)), 1),
            ),
            (
                "conflict marks",
                written.replacen("        (label", "<<<<<<< HEAD\n        (label", 1).replacen(
                    "        (label: \"location\"",
                    "=======\n>>>>>>> other\n        (label: \"location\"",
                    1,
                ),
            ),
        ];
        for (name, ron) in edits {
            assert_ne!(ron, written, "{name}");
            println!("{name}");
            is_alike(&ron);
        }
        for cut in 0..=written.len() {
            if written.is_char_boundary(cut) && cut % 7 == 0 {
                is_alike(&written[..cut]);
            }
        }
    }

    #[test]
    fn reading_can_be_given_up() {
        let source = Source::new(written());
        assert!(source.rows(&|_, _| ControlFlow::Break("by hand")).is_break());
    }

    proptest! {
        #[test]
        fn any_edit_is_read_alike(edits in proptest::collection::vec((any::<Index>(), 0..30_usize, any::<Index>()), 1..4), is_crlf in any::<bool>()) {
            let signs = [
                "(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "\\", "/", "//", "/*", "*/", "\n", "\r", " ", "\t", "1", ".", "-", "#",
                "r\"", "Some(1)", "س", "\u{200f}", "\u{a0}", "\n        (", "\n    ],",
            ];
            let mut ron = written();
            for (at, kind, other) in edits {
                let at = ron.floor_char_boundary(at.index(ron.len()));
                match kind % 3 {
                    0 => ron.insert_str(at, signs[kind]),
                    1 => {
                        let to = ron.ceil_char_boundary((at + 1 + other.index(4)).min(ron.len()));
                        ron.replace_range(at..to, signs[kind]);
                    }
                    _ => {
                        // A line is moved, or there twice.
                        let lines: Vec<String> = ron.split_inclusive('\n').map(str::to_owned).collect();
                        let line = lines[other.index(lines.len())].clone();
                        let from = ron[..at].rfind('\n').map_or(0, |end| end + 1);
                        ron.insert_str(from, &line);
                    }
                }
            }
            if is_crlf {
                ron = ron.replace('\n', "\r\n");
            }
            is_alike(&ron);
        }
    }
}
