//! The command palette: what can be found by name, and finding it.
//!
//! One field for commands, names, labels and articles, in both languages of the interface, folded, forgiving one wrong
//! letter. A sign at the beginning narrows to one of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use super::tab_id::TabId;
use crate::annotation::LabelId;
use crate::gui::command::UiCommand;
use crate::text::Span;
use crate::text::fold::{FoldOptions, Folded, fold_phrase, fold_words};

/// The most rows of a group when all are shown, and of one that is shown alone.
const MOST_OF_GROUP: usize = 8;
const MOST_ALONE: usize = 60;
/// Letters from which a word may have a wrong one.
const LEAST_MISTAKEN: usize = 4;

/// What a row of the palette leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PaletteTarget {
    Command(UiCommand),
    /// The first mention of a name.
    Name(Span, LabelId),
    /// Tags what is selected, or gives the label to the selected mark.
    Label(LabelId),
    /// An open article or folder.
    Tab(TabId),
    File(PathBuf),
}

/// What the palette asks for.
#[derive(Clone, Debug)]
pub(crate) enum PaletteAction {
    /// Search for what was typed.
    Search(String),
    /// Do what a row stands for; with `stays` the palette stays open.
    Run { target: PaletteTarget, stays: bool },
}

/// A group of rows, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PaletteGroup {
    /// Commands that were used last.
    Recent,
    Commands,
    Names,
    Labels,
    Articles,
}

impl PaletteGroup {
    /// The groups that a sign narrows to.
    pub(crate) const SIGNS: [(char, Self); 4] =
        [('>', Self::Commands), ('@', Self::Names), ('#', Self::Labels), ('/', Self::Articles)];

    /// The message key of its title.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Recent => "palette-recent",
            Self::Commands => "palette-commands",
            Self::Names => "palette-names",
            Self::Labels => "palette-labels",
            Self::Articles => "palette-articles",
        }
    }
}

/// A row of the palette.
#[derive(Clone, Debug)]
pub(crate) struct PaletteEntry {
    pub(crate) target: PaletteTarget,
    pub(crate) group: PaletteGroup,
    pub(crate) text: String,
    /// What it will reach, or what is known of it.
    pub(crate) second: String,
    /// Its text in the other language, and whatever else it is found by.
    pub(crate) also: String,
    /// Its keys, as shown.
    pub(crate) keys: Option<String>,
    /// Whether it can be done now.
    pub(crate) is_possible: bool,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaletteHit {
    /// Its entry's position.
    pub(crate) entry: usize,
    pub(crate) group: PaletteGroup,
    /// The letters of its text that were sought, in bytes.
    pub(crate) found: Vec<Range<u32>>,
}

/// All that can be found, prepared for searching.
pub(crate) struct PaletteIndex {
    entries: Vec<(PaletteEntry, Folded, String)>,
    /// Positions of the entries of the commands that were used last, the last one first.
    recent: Vec<usize>,
    /// Positions of those that are offered before anything is typed.
    offered: Vec<usize>,
}

impl PaletteIndex {
    /// Prepares entries. `recent` are the commands that were used last, and `useful` those offered besides.
    pub(crate) fn new(entries: Vec<PaletteEntry>, recent: &[UiCommand], useful: &[UiCommand]) -> Self {
        let position = |command: &UiCommand| {
            let sought = PaletteTarget::Command(*command);
            entries.iter().position(|entry| entry.is_possible && entry.target == sought)
        };
        let (recent, offered) =
            (recent.iter().filter_map(position).collect(), useful.iter().filter_map(position).collect());
        let fold = |entry: PaletteEntry| {
            let folded = Folded::new(&entry.text, &FoldOptions::ALL);
            let also = fold_phrase(&entry.also);
            (entry, folded, also)
        };
        Self { entries: entries.into_iter().map(fold).collect(), recent, offered }
    }

    /// An entry by its position.
    pub(crate) fn entry(&self, position: usize) -> Option<&PaletteEntry> {
        self.entries.get(position).map(|(entry, ..)| entry)
    }

    /// What a query finds, by groups, the best of each first; stops when `go_on` says so.
    pub(crate) fn find(&self, query: &str, go_on: impl Fn() -> bool) -> Vec<PaletteHit> {
        let query = query.trim_start();
        let sign = query.chars().next().and_then(|c| PaletteGroup::SIGNS.iter().find(|(sign, _)| *sign == c));
        let (only, sought) = match sign {
            Some((sign, group)) => (Some(*group), &query[sign.len_utf8()..]),
            None => (None, query),
        };
        let words = fold_words(sought);
        if words.is_empty() && only.is_none() {
            return self.before_typing();
        }
        let whole = words.join(" ");
        let mut found: Vec<(Closeness, PaletteHit)> = Vec::new();
        for (position, (entry, folded, also)) in self.entries.iter().enumerate() {
            if position % 1024 == 0 && !go_on() {
                return Vec::new();
            }
            let is_meant = only.is_none_or(|only| only == entry.group);
            // What cannot be done now is listed for who types its whole name.
            let is_listed = entry.is_possible || words_of(&folded.text) == whole || *also == whole;
            if let (true, true, Some((closeness, ranges))) = (is_meant, is_listed, closeness(&words, folded, also)) {
                let recent = self.recent.contains(&position) && only.is_none();
                let group = if recent { PaletteGroup::Recent } else { entry.group };
                found.push((closeness, PaletteHit { entry: position, group, found: ranges }));
            }
        }
        // Words with a wrong letter are guesses: only where nothing is spelt as it was typed.
        if found.iter().any(|(closeness, _)| *closeness < Closeness::Mistaken) {
            found.retain(|(closeness, _)| *closeness < Closeness::Mistaken);
        }
        // Enter does what stands first: a group comes before others if it has something that fits better.
        let mut best: BTreeMap<PaletteGroup, u8> = BTreeMap::new();
        for (closeness, hit) in &found {
            let rank = best.entry(hit.group).or_insert(u8::MAX);
            *rank = closeness.rank().min(*rank);
        }
        found.sort_by_key(|(closeness, hit)| (best.get(&hit.group).copied(), hit.group, *closeness));
        let most = if only.is_some() { MOST_ALONE } else { MOST_OF_GROUP };
        let mut taken = 0;
        let mut hits: Vec<PaletteHit> = Vec::new();
        for (_, hit) in found {
            taken = if hits.last().is_some_and(|last| last.group == hit.group) { taken + 1 } else { 1 };
            if taken <= most {
                hits.push(hit);
            } else if hits.last().is_some_and(|last| last.group != hit.group) {
                taken = 0;
            }
        }
        hits
    }

    fn before_typing(&self) -> Vec<PaletteHit> {
        let hit = |group| move |entry: &usize| PaletteHit { entry: *entry, group, found: Vec::new() };
        let others = self.offered.iter().filter(|offered| !self.recent.contains(offered));
        let recent = self.recent.iter().map(hit(PaletteGroup::Recent));
        recent.chain(others.map(hit(PaletteGroup::Commands))).collect()
    }
}

/// How well a text has what was sought; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// The text begins with it.
    Beginning,
    /// Its words begin with those sought.
    Words,
    /// They are inside of its words.
    Inside,
    /// A word has one wrong letter.
    Mistaken,
    /// The beginning of a word has one.
    MistakenBeginning,
}

impl Closeness {
    /// How groups are ordered: what begins so is as good as what has a word that begins so.
    fn rank(self) -> u8 {
        match self {
            Self::Beginning | Self::Words => 0,
            Self::Inside => 1,
            Self::Mistaken => 2,
            Self::MistakenBeginning => 3,
        }
    }
}

fn words_of(folded: &str) -> String {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How well a text, or what it is found by besides, has all the words; with the letters of the text.
fn closeness(words: &[String], text: &Folded, also: &str) -> Option<(Closeness, Vec<Range<u32>>)> {
    let mut worst = Closeness::Beginning;
    let mut ranges = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let here = place(word, &text.text);
        let elsewhere = place(word, also);
        let (mut close, range) = match (here, elsewhere) {
            (Some((close, range)), other) if other.as_ref().is_none_or(|(other, _)| close <= *other) => {
                (close, Some(range))
            }
            (_, Some((close, _))) => (close, None),
            (Some((close, range)), None) => (close, Some(range)),
            (None, None) => return None,
        };
        if number > 0 && close == Closeness::Beginning {
            close = Closeness::Words;
        }
        worst = worst.max(close);
        ranges.extend(range.map(|range| {
            let span = text.to_original(range);
            span.start.0..span.end.0
        }));
    }
    Some((worst, ranges))
}

/// The best place of a word in a folded text.
fn place(word: &str, text: &str) -> Option<(Closeness, Range<usize>)> {
    if text.starts_with(word) {
        return Some((Closeness::Beginning, 0..word.len()));
    }
    let places = || text.match_indices(word).map(|(at, found)| at..at + found.len());
    let begins_word = |range: &Range<usize>| !text[..range.start].ends_with(char::is_alphanumeric);
    if let Some(range) = places().find(begins_word) {
        return Some((Closeness::Words, range));
    }
    if let Some(range) = places().next() {
        return Some((Closeness::Inside, range));
    }
    let sought: Vec<char> = word.chars().collect();
    if sought.len() < LEAST_MISTAKEN {
        return None;
    }
    let mut at = 0;
    let mut beginning = None;
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = part.trim_end_matches(|c: char| !c.is_alphanumeric()).chars().collect();
        let fits = |length: &usize| letters.get(..*length).is_some_and(|start| is_one_apart(&sought, start));
        let lengths = sought.len() - 1..=sought.len() + 1;
        let whole = Some(letters.len()).filter(|length| lengths.contains(length)).filter(fits);
        let mistaken = whole.or_else(|| lengths.clone().find(fits));
        if let Some(length) = mistaken {
            let bytes: usize = letters[..length].iter().map(|c| c.len_utf8()).sum();
            if length == letters.len() {
                return Some((Closeness::Mistaken, at..at + bytes));
            }
            beginning.get_or_insert((Closeness::MistakenBeginning, at..at + bytes));
        }
        at += part.len();
    }
    beginning
}

/// Whether one letter that is wrong, missing, superfluous or changed with its neighbour makes the difference.
fn is_one_apart(one: &[char], other: &[char]) -> bool {
    let (one, other) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match other.len() - one.len() {
        0 => {
            let is_wrong = one.len() <= 1 || one[1..] == other[1..];
            let is_swapped = one.len() >= 2 && one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..];
            is_wrong || is_swapped
        }
        1 => *one == other[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(group: PaletteGroup, target: PaletteTarget, text: &str, also: &str) -> PaletteEntry {
        let (text, also) = (text.to_owned(), also.to_owned());
        PaletteEntry { target, group, text, second: String::new(), also, keys: None, is_possible: true }
    }

    fn command(command: UiCommand, text: &str, also: &str) -> PaletteEntry {
        entry(PaletteGroup::Commands, PaletteTarget::Command(command), text, also)
    }

    fn index() -> PaletteIndex {
        let name = |text: &str, english: &str| {
            let target = PaletteTarget::Name(Span::from_range(0..4), LabelId::from("location"));
            entry(PaletteGroup::Names, target, text, english)
        };
        let mut impossible = command(UiCommand::Save, "Save", "حفظ");
        impossible.is_possible = false;
        let entries = vec![
            command(UiCommand::Reject, "Reject", "رفض"),
            command(UiCommand::Accept, "Accept", "قبول"),
            command(UiCommand::Review, "Review the names", "مراجعة الأسماء"),
            impossible,
            name("مصراتة", "Misrata"),
            name("كتائب مصراتة", "Misrata brigades"),
            name("صَنعاء", "Sanaa"),
            entry(PaletteGroup::Articles, PaletteTarget::Tab(TabId(1)), "المعارك في مصراته.txt", ""),
        ];
        PaletteIndex::new(entries, &[UiCommand::Accept], &[UiCommand::Review, UiCommand::Accept])
    }

    fn found(query: &str) -> Vec<String> {
        let index = index();
        index.find(query, || true).iter().map(|hit| index.entry(hit.entry).unwrap().text.clone()).collect()
    }

    #[test]
    fn words_are_found_in_both_languages_folded_and_with_a_wrong_letter() {
        for (query, expected) in [
            ("rej", vec!["Reject"]),
            ("rejct", vec!["Reject"]),
            ("rjeect", vec!["Reject"]),
            ("REJECT", vec!["Reject"]),
            ("رفض", vec!["Reject"]),
            ("names rev", vec!["Review the names"]),
            ("الاسماء", vec!["Review the names"]),
            ("مصراته", vec!["مصراتة", "كتائب مصراتة", "المعارك في مصراته.txt"]),
            ("misrata", vec!["مصراتة", "كتائب مصراتة"]),
            ("صنعاء", vec!["صَنعاء"]),
            ("@mis", vec!["مصراتة", "كتائب مصراتة"]),
            ("/مصراتة", vec!["المعارك في مصراته.txt"]),
            (">مصراتة", vec![]),
            ("xyzzy", vec![]),
            // What cannot be done now: by its whole name only.
            ("sav", vec![]),
            ("save", vec!["Save"]),
            ("حفظ", vec!["Save"]),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
    }

    #[test]
    fn what_fits_best_stands_first() {
        let name = PaletteTarget::Name(Span::from_range(0..4), LabelId::from("location"));
        let entries = vec![
            command(UiCommand::Accept, "Rejectable remains", ""),
            command(UiCommand::Review, "Atripolis", ""),
            command(UiCommand::Reject, "Reject suggestion", ""),
            entry(PaletteGroup::Names, name, "طرابلس", "Tripoli"),
        ];
        let index = PaletteIndex::new(entries, &[UiCommand::Accept], &[]);
        for (query, first) in [("rejct", "Reject suggestion"), ("tripoli", "طرابلس"), ("reject", "Rejectable remains")]
        {
            let hits = index.find(query, || true);
            assert_eq!(index.entry(hits[0].entry).unwrap().text, first, "{query}");
        }
    }

    #[test]
    fn before_anything_is_typed_come_the_last_commands_and_then_useful_ones() {
        let hits = index().find("", || true);
        let groups: Vec<_> = hits.iter().map(|hit| (hit.entry, hit.group)).collect();
        assert_eq!(groups, [(1, PaletteGroup::Recent), (2, PaletteGroup::Commands)]);
        assert_eq!(found(">").len(), 3, "all commands that can be done");
    }

    #[test]
    fn the_letters_that_were_sought_are_told() {
        for (query, text, letters) in
            [("صنعا", "صَنعاء", "صَنعاء"), ("brig", "كتائب مصراتة", ""), ("rejct", "Reject", "Reject")]
        {
            let index = index();
            let hits = index.find(query, || true);
            let hit = hits.iter().find(|hit| index.entry(hit.entry).unwrap().text == text).unwrap();
            let of = |range: &Range<u32>| text[range.start as usize..range.end as usize].to_owned();
            assert_eq!(hit.found.iter().map(of).collect::<String>(), letters, "{query}");
        }
    }

    #[test]
    fn a_group_has_some_rows_and_more_alone() {
        let many = (0..200).map(|n| command(UiCommand::Review, &format!("Look {n}"), "")).collect();
        let index = PaletteIndex::new(many, &[], &[]);
        assert_eq!(index.find("look", || true).len(), MOST_OF_GROUP);
        assert_eq!(index.find(">look", || true).len(), MOST_ALONE);
    }
}
