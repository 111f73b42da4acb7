//! Puts compiled names into the binary form.

use std::collections::BTreeMap;

use super::super::format::{self, LONGEST_WORD, MAGIC, SECTIONS, Section};

/// Words, names and strings on their way into a binary lexicon.
#[derive(Default)]
pub struct Writer {
    words: BTreeMap<String, u32>,
    /// Context classes by word.
    flags: BTreeMap<u32, u32>,
    /// Nodes of the trie over words; 0 stands for none, so that the first is unused.
    nodes: Vec<Node>,
    roots: BTreeMap<u32, u32>,
    strings: Vec<u8>,
    /// Sections that are plain arrays of numbers.
    arrays: BTreeMap<usize, Vec<u32>>,
}

#[derive(Default)]
struct Node {
    edges: BTreeMap<u32, u32>,
    postings: Vec<u32>,
}

impl Writer {
    fn word(&mut self, word: &str) -> u32 {
        let next = self.words.len() as u32;
        *self.words.entry(word.to_owned()).or_insert(next)
    }

    /// Adds a posting to the name made of these folded words; names with an overlong word are left out.
    pub fn add_name(&mut self, words: &[String], posting: u32) {
        if words.is_empty() || words.iter().any(|word| word.len() > LONGEST_WORD) {
            return;
        }
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for (i, word) in words.iter().enumerate() {
            let word = self.word(word);
            let fresh = self.nodes.len() as u32;
            let slot = if i == 0 { self.roots.entry(word) } else { self.nodes[at].edges.entry(word) };
            let node = *slot.or_insert(fresh);
            if node == fresh {
                self.nodes.push(Node::default());
            }
            at = node as usize;
        }
        let postings = &mut self.nodes[at].postings;
        if !postings.contains(&posting) {
            postings.push(posting);
        }
    }

    /// Adds context classes to a folded word.
    pub fn add_flags(&mut self, word: &str, flags: u32) {
        let word = self.word(word);
        *self.flags.entry(word).or_default() |= flags;
    }

    /// Keeps a string; its offset and length in bytes.
    pub fn string(&mut self, text: &str) -> (u32, u32) {
        let at = self.strings.len() as u32;
        self.strings.extend_from_slice(text.as_bytes());
        (at, text.len() as u32)
    }

    /// Sets a section that is an array of numbers.
    pub fn array(&mut self, section: Section, numbers: Vec<u32>) {
        self.arrays.insert(section as usize, numbers);
    }

    /// The binary lexicon. `rank` orders the postings of one name, the smallest first.
    pub fn finish<R: Ord>(mut self, rank: impl Fn(u32) -> R) -> Vec<u8> {
        let n = self.words.len();
        let mut spelled = vec![""; n];
        for (word, &id) in &self.words {
            spelled[id as usize] = word;
        }
        let mut offsets = Vec::with_capacity(n + 1);
        let mut bytes = Vec::new();
        for word in &spelled {
            offsets.push(bytes.len() as u32);
            bytes.extend_from_slice(word.as_bytes());
        }
        offsets.push(bytes.len() as u32);

        // At most half full, so that a search for an unknown word soon meets a hole.
        let size = (n * 2).next_power_of_two().max(16);
        let mut slots = vec![0_u32; size];
        for (id, word) in spelled.iter().enumerate() {
            let hash = format::hash(word.as_bytes());
            let mut slot = hash as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (id as u32 + 1) | (hash & 0xFF00_0000);
        }

        let mut first_edge = Vec::new();
        let mut first_posting = Vec::new();
        let mut edges = Vec::new();
        let mut postings = Vec::new();
        for node in &mut self.nodes {
            first_edge.push(edges.len() as u32 / 2);
            first_posting.push(postings.len() as u32);
            for (&word, &to) in &node.edges {
                edges.extend([word, to]);
            }
            node.postings.sort_by_key(|&posting| rank(posting));
            postings.extend_from_slice(&node.postings);
        }
        first_edge.push(edges.len() as u32 / 2);
        first_posting.push(postings.len() as u32);

        let by_word =
            |map: &BTreeMap<u32, u32>| (0..n as u32).map(|word| map.get(&word).copied().unwrap_or(0)).collect();
        let (flags, roots) = (by_word(&self.flags), by_word(&self.roots));
        for (section, numbers) in [
            (Section::Slots, slots),
            (Section::WordOffsets, offsets),
            (Section::WordFlags, flags),
            (Section::WordNodes, roots),
            (Section::NodeEdges, first_edge),
            (Section::NodePostings, first_posting),
            (Section::Edges, edges),
            (Section::Postings, postings),
        ] {
            self.arrays.insert(section as usize, numbers);
        }
        let body = |section: usize| -> Vec<u8> {
            if section == Section::WordBytes as usize {
                bytes.clone()
            } else if section == Section::Strings as usize {
                self.strings.clone()
            } else {
                self.arrays.get(&section).into_iter().flatten().flat_map(|n| n.to_le_bytes()).collect()
            }
        };
        let sections: Vec<Vec<u8>> = (0..SECTIONS).map(body).collect();
        let mut blob = MAGIC.to_le_bytes().to_vec();
        let mut at = 4 + SECTIONS * 8;
        for section in &sections {
            blob.extend((at as u32).to_le_bytes());
            blob.extend((section.len() as u32).to_le_bytes());
            at += section.len();
        }
        for section in &sections {
            blob.extend_from_slice(section);
        }
        blob
    }
}
