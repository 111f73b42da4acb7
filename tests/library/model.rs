//! The trained model: its file, what it adds to the rules, and the sets with which it is evaluated. The corpora are not
//! part of the project; without them, their tests say so and do nothing.

#![allow(clippy::disallowed_methods, reason = "a test may read a corpus")]

use crate::clock;
use crate::needs;

use std::borrow::Cow;
use std::sync::Arc;

use hawashi::detect::training::{Class, Example, Options, train};
use hawashi::detect::{Detector, Form, Kind, Model, Source};
use hawashi::lexicon::Lexicon;
use hawashi::text::Span;
use serde::Deserialize;

/// A sentence of the corpus with its factions, all counted from 0.
#[derive(Debug, Deserialize)]
struct Marked {
    corpus: String,
    sentence: usize,
    factions: Vec<(usize, usize)>,
}

fn corpus(name: &str) -> Option<String> {
    let path = needs::shared(&format!("data/corpora/{name}"))?;
    Some(std::fs::read_to_string(path).expect("it can be read"))
}

/// The sentences of a corpus, token by token.
fn sentences(name: &str) -> Option<Vec<Vec<String>>> {
    let text = corpus(name)?;
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            sentences.push(Vec::new());
        } else if let (Some(last), Some(token)) = (sentences.last_mut(), line.split('\t').next()) {
            last.push(token.to_owned());
        }
    }
    sentences.retain(|sentence: &Vec<String>| !sentence.is_empty());
    Some(sentences)
}

/// Correct, found and marked.
#[derive(Debug, Default)]
struct Counts(usize, usize, usize);

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.0 as f64 / (self.1 + self.2).max(1) as f64
    }
}

/// The factions in a sentence, each as first and last token.
fn factions(detector: &Detector, tokens: &[&str]) -> Vec<(usize, usize)> {
    let text = tokens.join(" ");
    let mut starts = Vec::new();
    let mut at = 0;
    for token in tokens {
        starts.push(at);
        at += token.len() + 1;
    }
    let token_of = |byte: usize| starts.partition_point(|start| *start <= byte) - 1;
    let found = detector.detect(&text);
    let named = found.iter().filter(|c| c.kind == Kind::FACTION && c.form == Form::Name && !c.nested);
    named.map(|c| (token_of(c.span.start.index()), token_of(c.span.end.index() - 1))).collect()
}

#[test]
fn factions_of_the_marked_sets_are_found() {
    let (Some(news), Some(dev)) = (sentences("anercorp_train.tsv"), sentences("anercorp_dev.tsv")) else { return };
    let Some(wiki) = sentences("wikifane_fine.tsv") else { return };
    let detector = Detector::new(Lexicon::builtin());
    let sets = [
        (include_str!("detection/faction_dev.ron"), 300, 0.93),
        (include_str!("detection/faction_check.ron"), 100, 0.89),
        (include_str!("detection/faction_news.ron"), 198, 0.95),
        (include_str!("detection/faction_fresh.ron"), 150, 0.94),
        (include_str!("detection/faction_last.ron"), 100, 0.92),
        (include_str!("detection/faction_final.ron"), 150, 0.94),
    ];
    for (set, len, least) in sets {
        let marked: Vec<Marked> = ron::from_str(set).expect("a list of sentences");
        assert_eq!(marked.len(), len);
        let mut counts = Counts::default();
        for Marked { corpus, sentence, factions: gold } in &marked {
            let text = match corpus.as_str() {
                "wikifane" => &wiki,
                "anercorp_dev" => &dev,
                _ => &news,
            };
            let tokens: Vec<&str> = text[*sentence].iter().map(String::as_str).collect();
            let found = factions(&detector, &tokens);
            counts.0 += found.iter().filter(|f| gold.contains(f)).count();
            counts.1 += found.len();
            counts.2 += gold.len();
        }
        eprintln!("factions: {counts:?}, F1 {:.4}", counts.f1());
        assert!(counts.f1() >= least, "{counts:?}");
    }
}

#[test]
fn the_shipped_model_is_there_and_small() {
    let model = Model::builtin().expect("assets/model/names.model");
    let bytes = model.to_bytes();
    assert!(bytes.len() <= 8 << 20, "{} bytes", bytes.len());
    assert_eq!(Model::from_bytes(Cow::Owned(bytes)).as_ref(), Some(&*model));
}

#[test]
fn broken_files_are_no_models() {
    let bytes = Model::builtin().expect("a model").to_bytes();
    for broken in [&[][..], b"hawashi", &bytes[..100], &bytes[..bytes.len() - 1], b"hawashi\x03\xFF\xFF\xFF\xFF"] {
        assert!(Model::from_bytes(Cow::Owned(broken.to_vec())).is_none(), "{} bytes", broken.len());
    }
    // One changed byte anywhere: the version, a transition, the gate, a weight, the checksum.
    for at in [7, 20, 5_000, bytes.len() / 2, bytes.len() - 9, bytes.len() - 1] {
        for change in [1, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            assert!(Model::from_bytes(Cow::Owned(changed)).is_none(), "byte {at}");
        }
    }
}

#[test]
fn a_model_of_the_version_without_a_checksum_can_be_read() {
    let bytes = Model::builtin().expect("a model").to_bytes();
    let mut earlier = bytes[..bytes.len() - 8].to_vec();
    earlier[7] = 3;
    let earlier = Model::from_bytes(Cow::Owned(earlier)).expect("a model");
    assert!(earlier.to_bytes() == bytes, "writing it again adds the checksum");
}

#[test]
fn without_a_model_the_rules_work_alone() {
    let detector = Detector::without_model(Lexicon::builtin());
    let text = "وصل الوفد إلى بغداد، ثم قصفت القوات الروسية مواقع في إدلب.";
    let found = detector.detect(text);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|c| c.source != Source::Model));
}

fn examples() -> Vec<Example> {
    let example = |text: &str, names: &[(&str, Class)]| {
        let span = |name: &str| {
            let start = text.find(name).expect("the name");
            Span::from_range(start..start + name.len())
        };
        let mentions = names.iter().map(|(name, class)| (span(name), *class)).collect();
        Example { text: text.to_owned(), mentions, is_main: true }
    };
    vec![
        example("سافر الوفد إلى بلدة طلوزة مساء أمس.", &[("طلوزة", Class::Place)]),
        example("وصل الوزير سمير العطار إلى دمشق.", &[("سمير العطار", Class::Person), ("دمشق", Class::Place)]),
        example(
            "أعلنت شركة النور نتائجها في القاهرة.",
            &[("شركة النور", Class::Organisation), ("القاهرة", Class::Place)],
        ),
        example("سافر الوفد إلى بلدة كفرنبل مساء أمس.", &[("كفرنبل", Class::Place)]),
    ]
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let options = Options { epochs: 2, row_bits: 12, ..Options::default() };
    let bytes = || train(&Lexicon::builtin(), &examples(), options, &mut |_| {}).to_bytes();
    let first = bytes();
    assert_eq!(first, bytes());
    let model = Model::from_bytes(Cow::Owned(first)).expect("what was written can be read");
    let detector = Detector::new_with(Lexicon::builtin(), Some(Arc::new(model)));
    detector.detect("سافر الوفد إلى بلدة طلوزة مساء أمس.");
}

#[test]
fn huge_input_takes_linear_time_with_the_model() {
    let detector = Detector::new(Lexicon::builtin());
    for piece in ["تنظيم ", "«", "طلوزة ", "بغداد ", "قققققققققق"] {
        let [small, large] = [5_000, 40_000].map(|many| {
            let text = piece.repeat(many);
            clock::shortest(|| drop(detector.detect(&text)))
        });
        clock::grows_with_its_input(piece, 8, small, large);
    }
}
