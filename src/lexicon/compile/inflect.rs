//! Regular Arabic inflection of the sources' words, so that they list each word once.

use std::sync::LazyLock;

use serde::Deserialize;

use super::super::format::LONGEST_WORD;
use super::super::format::posting::{DEFINITE, DUAL, FEMININE, PLURAL};
use super::error::{CompileError, read};

/// The contents of `inflection.ron`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inflection {
    broken_plurals: Vec<String>,
    feminine: Vec<String>,
    spellings: Vec<(String, String)>,
    split_behind: Vec<String>,
    not_joined_behind: Vec<String>,
}

const SOURCE: &str = include_str!("../../../assets/lexicon/inflection.ron");

/// Parsed on first use; the build checks beforehand that it parses.
fn inflection() -> &'static Inflection {
    static INFLECTION: LazyLock<Inflection> = LazyLock::new(|| read("inflection.ron", SOURCE).unwrap_or_default());
    &INFLECTION
}

/// Checks that `inflection.ron` parses.
pub fn check() -> Result<(), CompileError> {
    read::<Inflection>("inflection.ron", SOURCE).map(drop)
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|listed| listed == word)
}

/// The forms of a nationality adjective with their features, spelled (not folded).
pub(crate) fn demonym_forms(adjective: &str, extra: &[String]) -> Vec<(String, u32)> {
    let mut forms = vec![
        (adjective.to_owned(), 0),
        (format!("{adjective}ة"), FEMININE),
        (format!("{adjective}ون"), PLURAL),
        (format!("{adjective}ين"), PLURAL),
        (format!("{adjective}ات"), PLURAL | FEMININE),
        (format!("{adjective}ان"), PLURAL),
        (format!("{adjective}تان"), PLURAL | FEMININE),
        (format!("{adjective}تين"), PLURAL | FEMININE),
    ];
    forms.extend(extra.iter().map(|form| (form.clone(), PLURAL)));
    with_article(forms)
}

/// The forms of a group noun with their features. A form of several words is kept unchanged.
pub(crate) fn group_forms(forms: &[String], plural: bool) -> Vec<(String, u32)> {
    let mut all = Vec::new();
    for form in forms {
        let features = noun_features(form, plural) | if is_dual(form, forms) { DUAL } else { 0 };
        if form.contains(' ') {
            let definite = if form.starts_with("ال") { DEFINITE } else { 0 };
            all.push((form.clone(), features | definite));
        } else {
            all.extend(with_article(vec![(form.clone(), features)]));
        }
    }
    all
}

/// Whether a form is the dual of another one: حزبا of حزب, حكومتين of حكومة.
fn is_dual(form: &str, forms: &[String]) -> bool {
    let stem = ["ان", "ين", "ا", "ي"].iter().find_map(|ending| form.strip_suffix(ending));
    stem.is_some_and(|stem| {
        let feminine = stem.strip_suffix('ت').map(|stem| format!("{stem}ة"));
        forms.iter().any(|other| other == stem || feminine.as_ref() == Some(other))
    })
}

/// The forms of a place noun, each without and with the article. The first is the singular.
pub(crate) fn place_forms(forms: &[String]) -> Vec<(String, u32)> {
    let number = |i: usize| if i == 0 { 0 } else { PLURAL };
    with_article(forms.iter().enumerate().map(|(i, form)| (form.clone(), number(i))).collect())
}

fn with_article(forms: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let definite: Vec<_> = forms.iter().map(|(form, features)| (format!("ال{form}"), features | DEFINITE)).collect();
    forms.into_iter().chain(definite).collect()
}

fn noun_features(form: &str, plural: bool) -> u32 {
    let head = form.split(' ').next().unwrap_or(form);
    let head = head.strip_prefix("ال").unwrap_or(head);
    let plural = plural || has(&inflection().broken_plurals, head) || head.ends_with("ات");
    let feminine = plural
        || head.ends_with('ة')
        || head.ends_with("يا")
        || has(&inflection().feminine, head)
        || ["تي", "تا", "تان", "تين"].iter().any(|ending| head.ends_with(ending));
    (if plural { PLURAL } else { 0 }) | (if feminine { FEMININE } else { 0 })
}

/// Spellings that the press uses beside the listed one: عبدالله for عبد الله, ابوظبي for أبو ظبي, ديموقراطي for
/// ديمقراطي.
pub(crate) fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    for (long, short) in &inflection().spellings {
        for i in 0..all.len() {
            if all.len() < 8 && all[i].contains(long.as_str()) {
                all.push(all[i].replace(long.as_str(), short));
            }
        }
    }
    all
}

/// A folded name with its space removed, or with one added: بيتلحم, حزبالله; نيو يورك.
pub(crate) fn joined_or_split(words: &[String]) -> Option<Vec<String>> {
    let letters = |word: &str| word.chars().count();
    match words {
        [first, second] if letters(first) >= 2 && letters(first) + letters(second) >= 6 => {
            let joined = format!("{first}{second}");
            // Other words also begin with these letters: والدور.
            let is_other = has(&inflection().not_joined_behind, first);
            (joined.len() < LONGEST_WORD && !is_other).then(|| vec![joined])
        }
        [only] => {
            let first = inflection().split_behind.iter().find(|first| only.starts_with(first.as_str()))?;
            let second = only.get(first.len()..).filter(|second| letters(second) >= 3)?;
            Some(vec![first.clone(), second.to_owned()])
        }
        _ => None,
    }
}

/// Other press spellings of a foreign name: ج for g in Egypt (جرينادا), and the older ة at the end of a country's name
/// (هولندة).
pub(crate) fn respellings(name: &str, english: &str) -> Vec<String> {
    let mut others = Vec::new();
    let english = english.to_lowercase();
    if name.contains('غ') && english.contains('g') && !english.contains("gh") {
        others.push(name.replace('غ', "ج"));
    }
    if let Some(stem) = name.strip_suffix('ا').filter(|stem| stem.ends_with("ند") || stem.ends_with("لتر")) {
        others.push(format!("{stem}ة"));
    }
    others
}
