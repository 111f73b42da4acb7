//! `hawashi train`: trains a tagger on annotated files.

use std::borrow::Cow;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

use super::args::TrainArgs;
use super::gold::{self, Gold};
use super::{CliError, Exit, Reporter, outcome};
use crate::detect::Model;
use crate::detect::training::{Class, Example, Options, train};
use crate::lexicon::Lexicon;
use crate::store::{self, WriteMode, refuse_input};
use crate::text::Span;

/// Runs the subcommand.
pub fn run(args: &TrainArgs) -> Result<Exit, CliError> {
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    args.reading.check(args.files.iter().chain(&args.also))?;
    refuse_input(&args.out, args.files.iter().chain(&args.also).chain(&args.reading.article))?;
    store::check_replaceable(&args.out, mode)?;
    store::check_writable(&args.out)?;
    let mut reporter = Reporter::default();
    let main = gold::read(&args.files, args.sentences, &args.reading, &mut reporter);
    let also = gold::read(&args.also, args.sentences, &args.reading, &mut reporter);
    if main.is_empty() || reporter.exit() != Exit::Done {
        return Ok(Exit::Failed);
    }
    let main = main.iter().map(|gold| example(gold, true));
    let also = also.into_iter().map(|gold| example(&join_particles(&gold), false));
    let examples: Vec<Example> = main.chain(also).collect();
    let options = Options {
        epochs: args.epochs,
        row_bits: args.rows,
        rate: args.rate,
        shrink: args.shrink,
        drop: args.drop,
        ..Options::default()
    };
    let speaks = std::io::stderr().is_terminal();
    let model = train(&Lexicon::builtin(), &examples, options, &mut |said| {
        if speaks {
            outcome::complain(said);
        }
    });
    store::write_file(&args.out, &model.to_bytes(), mode)?;
    Ok(Exit::Done)
}

/// The requested model: from a file, none, or the built-in one.
pub fn model(asked: Option<&Path>) -> Result<Option<Arc<Model>>, CliError> {
    match asked {
        None => Ok(Model::builtin()),
        Some(path) if path == Path::new("none") => Ok(None),
        Some(path) => {
            let bytes = store::read_at_most(path, Model::MOST_BYTES)?;
            let model = bytes.and_then(|bytes| Model::from_bytes(Cow::Owned(bytes))).ok_or_else(|| {
                CliError::Usage(format!(
                    "{}: this is no model of this version, or it was damaged; hawashi train makes one",
                    path.display()
                ))
            })?;
            Ok(Some(Arc::new(model)))
        }
    }
}

fn example(gold: &Gold, is_main: bool) -> Example {
    let span = |(first, last): (usize, usize)| {
        let (first, last) = (gold.words.get(first)?, gold.words.get(last)?);
        Some(Span { start: first.start, end: last.end })
    };
    let mut mentions: Vec<(Span, Class)> =
        gold.mentions.iter().filter_map(|m| Some((span(m.words)?, Class::of_label(&m.label)))).collect();
    // Of nested mentions the outer one is used.
    mentions.sort_by_key(|(span, _)| span.text_order());
    let mut end = 0;
    mentions.retain(|(span, _)| {
        let is_free = span.start.0 >= end;
        end = end.max(span.end.0);
        is_free
    });
    Example { text: gold.text.clone(), mentions, is_main }
}

/// WikiFANE writes particles and possessive endings as separate words (و في بلد هم); in texts they are attached to the
/// next or previous word.
fn join_particles(gold: &Gold) -> Gold {
    const PARTICLES: [&str; 5] = ["و", "ف", "ب", "ك", "ل"];
    const ENDINGS: [&str; 8] = ["ه", "ها", "هم", "هما", "هن", "كم", "نا", "ني"];
    let mut joined = Gold { text: String::with_capacity(gold.text.len()), words: Vec::new(), ..gold.clone() };
    let (mut end, mut before) = (0, "");
    for span in &gold.words {
        let word = span.of(&gold.text);
        let between = gold.text.get(end..span.start.index()).unwrap_or("");
        let is_ending = ENDINGS.contains(&word) && before.chars().all(char::is_alphabetic);
        if between != " " || !(PARTICLES.contains(&before) || is_ending) {
            joined.text.push_str(between);
        } else if is_ending && before.ends_with('ة') {
            joined.text.truncate(joined.text.len() - 'ة'.len_utf8());
            joined.text.push('ت');
        }
        let start = joined.text.len();
        // لالحرب is spelled للحرب.
        if let Some(noun) = word.strip_prefix("لال").filter(|noun| noun.len() > 6) {
            joined.text.push_str("لل");
            joined.text.push_str(noun);
        } else {
            joined.text.push_str(word);
        }
        joined.words.push(Span::from_range(start..joined.text.len()));
        (end, before) = (span.end.index(), word);
    }
    joined
}
