//! Compiles the words used by the detector's rules (`rule_words.ron`, `senses.ron`, `club_words.ron`) into Rust
//! constants, each word as the hash of its folded spelling. Used by `build.rs` only.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::super::format::{CLUB_ROLES, club_role};
use super::error::{CompileError, read, whole_file};
use super::sources::unknown;
use crate::text::fold::letters::fold_words;
use crate::text::hash;

/// A named list of words for one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListEntry {
    list: String,
    words: Vec<String>,
    /// Whether words are compared as written, without folding.
    #[serde(default)]
    as_written: bool,
}

/// A place name that is also an ordinary word, with the neighbours that show it is the word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseEntry {
    forms: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    both: bool,
    #[serde(default)]
    unless: Vec<String>,
}

/// What may be attached to a club word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    /// و, ف; also س in the present tense.
    Verb,
    /// و, ف, ب, ك, ل.
    Noun,
}

/// Words, with the role they play beside a club's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClubEntry {
    form: Form,
    /// Of [`CLUB_ROLES`], one bit each.
    #[serde(deserialize_with = "roles")]
    roles: u32,
    words: Vec<String>,
}

/// The bits of roles, by their names; an unknown one is reported with its line.
fn roles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Vec::<String>::deserialize(deserializer)?.iter().try_fold(0, |all, name| {
        let role = club_role(name).ok_or_else(|| D::Error::custom(unknown("role", name, "roles", &CLUB_ROLES)))?;
        Ok(all | role)
    })
}

/// The entries read so far.
#[derive(Default)]
pub struct RuleWords {
    lists: Vec<ListEntry>,
    senses: Vec<SenseEntry>,
    clubs: Vec<ClubEntry>,
}

/// The folded words by hash.
#[derive(Default)]
struct Hashes(BTreeMap<u32, String>);

impl Hashes {
    /// The hash of a folded word. Fails if another word has the same hash, because the two could not be told apart.
    fn add(&mut self, file: &str, word: &str) -> Result<u32, CompileError> {
        let number = hash::word(word.as_bytes());
        match self.0.get(&number) {
            Some(other) if other != word => Err(whole_file(
                file,
                format!("{word} and {other} have the same hash; write one of them in another form"),
            )),
            Some(_) => Ok(number),
            None => {
                self.0.insert(number, word.to_owned());
                Ok(number)
            }
        }
    }

    /// The hashes of words as written, in order and without duplicates.
    fn of(&mut self, file: &str, words: &[String]) -> Result<Vec<u32>, CompileError> {
        let mut hashes = Vec::new();
        for word in words {
            let hash = self.add(file, &folded(file, word)?)?;
            if !hashes.contains(&hash) {
                hashes.push(hash);
            }
        }
        Ok(hashes)
    }
}

/// A single word in folded spelling.
fn folded(file: &str, word: &str) -> Result<String, CompileError> {
    <[String; 1]>::try_from(fold_words(word))
        .map(|[word]| word)
        .map_err(|words| whole_file(file, format!("{word:?} is {} words; one is needed", words.len())))
}

impl RuleWords {
    /// Reads one source; the file name says what kind of entries it holds.
    pub fn add_source(&mut self, file: &str, text: &str) -> Result<(), CompileError> {
        match file {
            "rule_words.ron" => self.lists.extend(read::<Vec<ListEntry>>(file, text)?),
            "senses.ron" => self.senses.extend(read::<Vec<SenseEntry>>(file, text)?),
            "club_words.ron" => self.clubs.extend(read::<Vec<ClubEntry>>(file, text)?),
            _ => return Err(whole_file(file, "is no source of words for rules".to_owned())),
        }
        Ok(())
    }

    /// The constants as Rust source: one for each list, `SENSES` and `CLUB_WORDS`. Fails if a word's hash collides with
    /// another word of the lexicon.
    pub fn to_rust(&self, lexicon: &[String]) -> Result<String, CompileError> {
        let (mut rust, mut hashes) = (String::new(), Hashes::default());
        for entry in &self.lists {
            let name = entry.list.replace('-', "_").to_uppercase();
            if entry.as_written {
                let _ = writeln!(rust, "pub(in crate::detect) const {name}: &[&str] = &{:?};", entry.words);
            } else {
                let words = hashes.of("rule_words.ron", &entry.words)?;
                let _ = writeln!(rust, "pub(in crate::detect) const {name}: WordList = &{words:?};");
            }
        }
        let _ = writeln!(rust, "pub(in crate::detect) const SENSES: &[Sense] = &[");
        for entry in &self.senses {
            let mut list = |words: &[String]| hashes.of("senses.ron", words);
            let (forms, before, after) = (list(&entry.forms)?, list(&entry.before)?, list(&entry.after)?);
            let (near, unless, both) = (list(&entry.near)?, list(&entry.unless)?, entry.both);
            let _ = writeln!(
                rust,
                "Sense {{ forms: &{forms:?}, before: &{before:?}, after: &{after:?}, near: &{near:?}, \
                 both: {both}, unless: &{unless:?} }},"
            );
        }
        let club_words = self.club_words(&mut hashes)?;
        let _ = writeln!(rust, "];\npub(in crate::detect) const CLUB_WORDS: &[(u32, u32)] = &{club_words:?};");
        for word in lexicon {
            hashes.add("the lexicon", word)?;
        }
        Ok(rust)
    }

    /// The roles of each word, including its forms with attached particles, by hash.
    fn club_words(&self, hashes: &mut Hashes) -> Result<Vec<(u32, u32)>, CompileError> {
        const FILE: &str = "club_words.ron";
        let mut roles: BTreeMap<u32, u32> = BTreeMap::new();
        for entry in &self.clubs {
            for word in &entry.words {
                for form in entry.form.joined(&folded(FILE, word)?) {
                    *roles.entry(hashes.add(FILE, &form)?).or_default() |= entry.roles;
                }
            }
        }
        Ok(roles.into_iter().collect())
    }
}

impl Form {
    /// A folded word in all forms with attached particles.
    fn joined(self, word: &str) -> Vec<String> {
        let joined: &[&str] = match self {
            // The future prefix goes with the present tense only: سكان is not س + كان.
            Self::Verb if word.starts_with(['ي', 'ت']) => &["", "و", "ف", "س", "وس"],
            Self::Verb => &["", "و", "ف"],
            Self::Noun => &["", "و", "ف", "ب", "وب", "ك"],
        };
        let mut forms: Vec<String> = joined.iter().map(|joined| format!("{joined}{word}")).collect();
        if self == Self::Noun {
            forms.push(match word.strip_prefix("ال") {
                Some(bare) => format!("لل{bare}"),
                None => format!("ل{word}"),
            });
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(file: &str, text: &str) -> Result<String, String> {
        let mut words = RuleWords::default();
        words.add_source(file, text).and_then(|()| words.to_rust(&[])).map_err(|error| error.message)
    }

    #[test]
    fn words_are_folded_so_that_each_can_be_met() {
        for (written, folded) in [("رجاء", "رجا"), ("مساء", "مسا"), ("القصبة", "القصبه"), ("إلى", "الي")]
        {
            let rust = compiled("rule_words.ron", &format!("[(list: \"some\", words: [\"{written}\"])]"));
            let number = hash::word(folded.as_bytes());
            assert_eq!(rust.as_deref().map(|rust| rust.contains(&number.to_string())), Ok(true), "{written}: {rust:?}");
        }
        let rust = compiled("club_words.ron", "[(form: noun, roles: [\"team\"], words: [\"رجاء\"])]");
        assert!(rust.is_ok_and(|rust| rust.contains(&hash::word("ورجا".as_bytes()).to_string())));
    }

    #[test]
    fn what_a_rule_cannot_use_is_an_error() {
        let error = |file, text| compiled(file, text).expect_err(text);
        assert!(error("rule_words.ron", "[(list: \"some\", words: [\"أبو ظبي\"])]").contains("is 2 words"));
        assert!(error("rule_words.ron", "[(list: \"some\", words: [\"\"])]").contains("is 0 words"));
        let unknown = error("club_words.ron", "[(form: verb, roles: [\"win\"], words: [\"فاز\"])]");
        let misspelled = error("senses.ron", "[(forms: [\"كوبا\"], befor: [\"شرب\"])]");
        assert!(misspelled.contains("befor"), "{misspelled}");
        assert!(unknown.contains("unknown role \"win\"; the roles are wins, does"), "{unknown}");
    }

    #[test]
    fn two_words_of_one_hash_are_noticed() {
        let mut hashes = Hashes::default();
        hashes.0.insert(hash::word("سرت".as_bytes()), "صور".to_owned());
        let error = hashes.add("rule_words.ron", "سرت").expect_err("they cannot be told apart");
        assert!(error.message.contains("سرت and صور have the same hash"), "{error}");
    }
}
