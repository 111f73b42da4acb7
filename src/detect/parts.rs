//! Cuts a long text into parts that can be read in parallel, and provides the threads to read them.
//!
//! Parts begin with a paragraph. State that carries over between paragraphs (the gap between them, how much the text is
//! about sport) is recovered by reading some paragraphs before the part.

use rayon::prelude::*;

/// Bytes of a part; small in tests, so that their texts have many parts.
const PART_BYTES: usize = if cfg!(test) { 64 << 10 } else { 2 << 20 };
/// Length in bytes from which a text's last parts are shorter, so that no thread waits long for another; shorter texts
/// are read alongside others.
const LONG: usize = 4 * PART_BYTES;
/// A part of a long text takes at most one of so many shares of the rest.
const OF_THE_REST: usize = 8;
const LAST_PART_BYTES: usize = PART_BYTES / 4;
/// Paragraphs read before a part; after so many, earlier state has faded completely.
const BEFORE: usize = 64;
/// Lines shorter than this, in bytes, are not counted: they may have no words.
const SHORT_LINE: usize = 16;

/// A part of a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DocumentPart {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where reading begins.
    pub(super) read_from: usize,
}

impl DocumentPart {
    /// The whole text as one part.
    pub(super) fn whole(text: &str) -> Self {
        Self { start: 0, end: text.len(), read_from: 0 }
    }
}

/// The parts of a text; a short text has one.
pub(super) fn of(text: &str) -> Vec<DocumentPart> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut start = 0;
    let shortest = if bytes.len() > LONG { LAST_PART_BYTES } else { PART_BYTES };
    loop {
        let least = start + ((bytes.len() - start) / OF_THE_REST).clamp(shortest, PART_BYTES);
        let behind = bytes.get(least..).and_then(|rest| memchr::memchr(b'\n', rest));
        let end = behind.map_or(bytes.len(), |at| least + at + 1);
        parts.push(DocumentPart { start, end, read_from: lines_before(bytes.get(..start).unwrap_or(&[]), BEFORE) });
        if end >= bytes.len() {
            return parts;
        }
        start = end;
    }
}

/// The start of the last `lines` lines of some bytes.
fn lines_before(bytes: &[u8], mut lines: usize) -> usize {
    let mut behind = bytes.len();
    for at in memchr::memrchr_iter(b'\n', bytes).skip(1) {
        if behind - at > SHORT_LINE {
            lines -= 1;
        }
        if lines == 0 {
            return at + 1;
        }
        behind = at;
    }
    0
}

/// The threads of the current pool; outside one, as in the window, detection uses its own thread only.
pub(super) fn threads() -> usize {
    if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 }
}

/// Processes each item, on all threads; the results are in the order of the items.
pub(super) fn on_all_threads<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    if threads() > 1 { items.into_par_iter().map(work).collect() } else { items.into_iter().map(work).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Detector;
    use crate::lexicon::Lexicon;

    #[test]
    fn parts_follow_each_other_and_begin_with_a_paragraph() {
        let text = "سقطت سرت في يد القوات الليبية.\n".repeat(8_000);
        let parts = of(&text);
        assert!(parts.len() > 3, "{}", parts.len());
        for pair in parts.windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
            assert!(pair[1].read_from < pair[1].start && text[pair[1].read_from..].starts_with("سقطت"));
            assert_eq!(text[pair[1].read_from..pair[1].start].lines().count(), BEFORE);
        }
        assert_eq!(parts.last().map(|part| part.end), Some(text.len()));
        let len = |part: Option<&DocumentPart>| part.map_or(0, |part| part.end - part.start);
        assert!(len(parts.last()) < len(parts.first()) / 2, "the last ones are short");
    }

    #[test]
    fn a_text_without_lines_is_one_part() {
        for text in ["", "سرت", &"سرت ".repeat(1_000_000)] {
            assert_eq!(of(text), [DocumentPart::whole(text)]);
        }
    }

    #[test]
    fn many_threads_find_what_one_finds() {
        let paragraphs = [
            "وقال تنظيم «الدولة» إن مقاتليه دخلوا الرقة والطبقة وتل أبيض.\n",
            "وفاز برشلونة على ريال مدريد في الدوري الإسباني لكرة القدم بهدف للاعب.\n\n",
            "وعاد التنظيم إلى المدينة، وانسحبت قوات حفتر نحو «مصراتة»\r\n",
        ];
        let text: String = (0..3_000_usize).map(|i| paragraphs[i * i % 7 % 3]).collect();
        let detector = Detector::new(Lexicon::builtin());
        let alone = detector.detect(&text);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
        assert_eq!(pool.install(|| detector.detect(&text)), alone);
    }
}
