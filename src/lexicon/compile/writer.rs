//! Writes compiled names in the binary form. Keeps its data compact while it works, because a user's lexicon may have
//! millions of names.

use std::collections::BTreeMap;

use super::super::format::{CONTINUES, ClassSet, HEAD, LONGEST_WORD, MAGIC, SECTIONS, TableSection};
use crate::text::hash;

/// How many meanings of one name are kept; the lowest-ranked are dropped.
const MOST_POSTINGS: usize = 64;

/// Words, names and strings collected for a binary lexicon.
#[derive(Default)]
pub struct Writer {
    words: Words,
    /// Context classes by word.
    classes: BTreeMap<u32, ClassSet>,
    names: Vec<Name>,
    /// The words of all names, one after the other.
    name_words: Vec<u32>,
    strings: Vec<u8>,
    /// Sections that are plain arrays of numbers.
    arrays: BTreeMap<usize, Vec<u32>>,
}

/// A name: the range of its words, and its meaning.
struct Name {
    start: u32,
    len: u32,
    posting: u32,
}

/// The words by number, with a hash table to look them up.
#[derive(Default)]
struct Words {
    ends: Vec<u32>,
    bytes: Vec<u8>,
    slots: Vec<u32>,
}

impl Words {
    fn spelled(&self, word: usize) -> &[u8] {
        let start = word.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(word).map_or(start, |end| *end as usize);
        self.bytes.get(start..end).unwrap_or(&[])
    }

    fn number(&mut self, word: &str) -> u32 {
        // At most half full, so that a search for an unknown word soon reaches an empty slot.
        if self.slots.len() < (self.ends.len() + 1) * 2 {
            self.grow();
        }
        let hash = hash::word(word.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(found) = self.slots.get(slot).and_then(|entry| (entry & 0x00FF_FFFF).checked_sub(1)) {
            if self.slots[slot] & 0xFF00_0000 == hash & 0xFF00_0000 && self.spelled(found as usize) == word.as_bytes() {
                return found;
            }
            slot = (slot + 1) & mask;
        }
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(word.as_bytes());
        self.ends.push(self.bytes.len() as u32);
        self.slots[slot] = (number + 1) | (hash & 0xFF00_0000);
        number
    }

    fn grow(&mut self) {
        let size = ((self.ends.len() + 1) * 2).next_power_of_two().max(16);
        let mut slots = vec![0_u32; size];
        for word in 0..self.ends.len() {
            let hash = hash::word(self.spelled(word));
            let mut slot = hash as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (word as u32 + 1) | (hash & 0xFF00_0000);
        }
        self.slots = slots;
    }
}

impl Writer {
    /// Counts of words and names, checked against the limits of the format.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        (self.words.ends.len(), self.strings.len().max(self.name_words.len()))
    }

    /// Adds a posting to the name made of these folded words; names with an overlong word are left out.
    pub(crate) fn add_name(&mut self, words: &[String], posting: u32) {
        if words.is_empty() || words.iter().any(|word| word.len() > LONGEST_WORD) {
            return;
        }
        let start = self.name_words.len() as u32;
        for word in words {
            let word = self.words.number(word);
            self.name_words.push(word);
        }
        self.names.push(Name { start, len: words.len() as u32, posting });
    }

    /// Renumbers all postings once entities have their final numbers.
    pub(crate) fn renumber(&mut self, posting: impl Fn(u32) -> u32) {
        for name in &mut self.names {
            name.posting = posting(name.posting);
        }
    }

    /// Adds context classes to a folded word.
    pub(crate) fn add_classes(&mut self, word: &str, classes: ClassSet) {
        let word = self.words.number(word);
        *self.classes.entry(word).or_default() |= classes;
    }

    /// Stores a string and returns its offset and length in bytes.
    pub(crate) fn string(&mut self, text: &str) -> (u32, u32) {
        let at = self.strings.len() as u32;
        self.strings.extend_from_slice(text.as_bytes());
        (at, text.len() as u32)
    }

    /// Appends a region to the numbers of [`TableSection::Regions`].
    pub(crate) fn add_region(&mut self, table: &mut Vec<u32>, key: u32, arabic: &str, english: &str) {
        let (arabic_at, arabic_len) = self.string(arabic);
        let (english_at, english_len) = self.string(english);
        table.extend([key, arabic_at, arabic_len, english_at, english_len]);
    }

    /// A string stored earlier.
    pub fn kept(&self, at: u32, len: u32) -> &[u8] {
        self.strings.get(at as usize..(at + len) as usize).unwrap_or(&[])
    }

    /// Fills a section that is an array of numbers.
    pub(crate) fn array(&mut self, section: TableSection, numbers: Vec<u32>) {
        self.arrays.insert(section as usize, numbers);
    }

    /// The binary lexicon. `rank` orders the postings of one name, the smallest first.
    pub fn finish<R: Ord>(mut self, rank: impl Fn(u32) -> R) -> Vec<u8> {
        let n = self.words.ends.len();
        self.words.grow();
        let mut offsets = vec![0];
        offsets.extend_from_slice(&self.words.ends);
        let mut roots = vec![0_u32; n];
        let trie = self.trie(rank, &mut roots);
        let classes = (0..n as u32).map(|word| self.classes.get(&word).copied().unwrap_or(0));
        let classes = classes.flat_map(|set| [set as u32, (set >> 32) as u32]).collect();
        for (section, numbers) in [
            (TableSection::Slots, std::mem::take(&mut self.words.slots)),
            (TableSection::WordOffsets, offsets),
            (TableSection::WordClasses, classes),
            (TableSection::WordNodes, roots),
            (TableSection::NodeEdges, trie.first_edge),
            (TableSection::NodePostings, trie.first_posting),
            (TableSection::Edges, trie.edges),
            (TableSection::Postings, trie.postings),
        ] {
            self.arrays.insert(section as usize, numbers);
        }
        let len = |section: usize| {
            if section == TableSection::WordBytes as usize {
                self.words.bytes.len()
            } else if section == TableSection::Strings as usize {
                self.strings.len()
            } else {
                self.arrays.get(&section).map_or(0, |numbers| numbers.len() * 4)
            }
        };
        let mut blob = MAGIC.to_le_bytes().to_vec();
        // Room for the content hash.
        blob.extend([0; 8]);
        let mut at = HEAD;
        for section in 0..SECTIONS {
            blob.extend((at as u32).to_le_bytes());
            blob.extend((len(section) as u32).to_le_bytes());
            at += len(section);
        }
        blob.reserve_exact(at - blob.len());
        for section in 0..SECTIONS {
            if section == TableSection::WordBytes as usize {
                blob.append(&mut self.words.bytes);
            } else if section == TableSection::Strings as usize {
                blob.append(&mut self.strings);
            } else {
                blob.extend(self.arrays.remove(&section).iter().flatten().flat_map(|n| n.to_le_bytes()));
            }
        }
        let hash = hash::content(blob.get(12..).unwrap_or(&[]));
        if let Some(room) = blob.get_mut(4..12) {
            room.copy_from_slice(&hash.to_le_bytes());
        }
        blob
    }

    /// The words, in folded spelling.
    pub fn words(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.words.ends.len()).map(|word| self.words.spelled(word))
    }

    /// Builds the trie over the sorted names and sets the root node of each first word.
    fn trie<R: Ord>(&mut self, rank: impl Fn(u32) -> R, roots: &mut [u32]) -> Trie {
        let spelled = std::mem::take(&mut self.name_words);
        let words = |name: &Name| spelled.get(name.start as usize..(name.start + name.len) as usize).unwrap_or(&[]);
        let mut names = std::mem::take(&mut self.names);
        names.sort_unstable_by(|a, b| {
            words(a).cmp(words(b)).then_with(|| rank(a.posting).cmp(&rank(b.posting))).then(a.posting.cmp(&b.posting))
        });
        names.dedup_by(|a, b| a.posting == b.posting && words(a) == words(b));
        // Node 0 means none. `made` holds the parent and the word of each node.
        let (mut made, mut first_posting, mut postings) = (vec![(0, 0)], vec![0_u32], Vec::new());
        let mut path: Vec<(u32, u32)> = Vec::new();
        let mut of_name = 0;
        for name in &names {
            let words = words(name);
            let common = path.iter().zip(words).take_while(|((word, _), other)| word == *other).count();
            if common < words.len() || path.len() != words.len() {
                of_name = 0;
            }
            path.truncate(common);
            for &word in words.get(common..).unwrap_or(&[]) {
                let parent = path.last().map_or(0, |(_, node)| *node);
                let node = made.len() as u32;
                made.push((parent, word));
                first_posting.push(postings.len() as u32);
                if let Some(root) = roots.get_mut(word as usize) {
                    *root |= if parent == 0 { node } else { CONTINUES };
                }
                path.push((word, node));
            }
            of_name += 1;
            if of_name <= MOST_POSTINGS {
                postings.push(name.posting);
            }
        }
        first_posting.push(postings.len() as u32);
        let (first_edge, edges) = edges_of(&made);
        Trie { first_edge, first_posting, edges, postings }
    }
}

struct Trie {
    first_edge: Vec<u32>,
    first_posting: Vec<u32>,
    edges: Vec<u32>,
    postings: Vec<u32>,
}

/// The first edge of each node followed by one end marker, and the edges; nodes were made in the order of their words.
fn edges_of(made: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let inner = || (1_u32..).zip(made.iter().skip(1)).filter(|(_, (parent, _))| *parent > 0);
    let mut first = vec![0_u32; made.len() + 1];
    for (_, (parent, _)) in inner() {
        first[*parent as usize + 1] += 1;
    }
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
    let mut next = first.clone();
    let mut edges = vec![0_u32; first.last().map_or(0, |n| *n as usize * 2)];
    for (node, (parent, word)) in inner() {
        let at = next[*parent as usize] as usize * 2;
        edges[at] = *word;
        edges[at + 1] = node;
        next[*parent as usize] += 1;
    }
    (first, edges)
}
