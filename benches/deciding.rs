//! Measures decisions about many suggestions at once: what a name reaches, accepting all of it, rejecting all
//! of it, and taking either back, over a text with 20,000 mentions of it among 40,000.
//!
//! `cargo bench --bench deciding --no-default-features`: prints the best and the longest of several runs.

#![allow(clippy::expect_used, reason = "a bench may panic")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hawashi::annotation::Status;
use hawashi::detect::{Candidate, Evidence, Form, Kind, Source, Standing};
use hawashi::document::Document;
use hawashi::lexicon::Lexicon;
use hawashi::session::{Candidates, Command, Scope, Session, Target};
use hawashi::text::Span;

/// How often each of the two names stands in the text.
const MENTIONS: usize = 20_000;
const RUNS: usize = 9;

fn main() {
    let sentence = "وصل الوفد إلى طرابلس أمس، ثم غادرها إلى مصراتة مساء. ";
    let text = sentence.repeat(MENTIONS);
    let lexicon = Lexicon::builtin();
    let named = |name: &str, id: &str| {
        let entity = lexicon.by_id(id);
        let candidate = move |(at, found): (usize, &str)| Candidate {
            span: Span::from_range(at..at + found.len()),
            kind: Kind::LOCATION,
            form: Form::Name,
            entity,
            confidence: 0.9,
            entity_confidence: 1.0,
            source: Source::Lexicon,
            evidence: Evidence::Entry,
            nested: false,
            standing: Standing::Found,
        };
        text.match_indices(name).map(candidate).collect::<Vec<_>>()
    };
    let all = [named("طرابلس", "place:tripoli"), named("مصراتة", "place:misrata")].concat();
    let candidates = Arc::new(Candidates::new(&text, all));
    let document = Arc::new(Document::from_text(&text).expect("a text"));
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for run in 0..2 * RUNS {
        let is_accepted = run < RUNS;
        let mut note = |what, start: Instant| times.entry(what).or_default().push(start.elapsed());
        let mut session = Session::new(Arc::clone(&document), "bench").with_lexicon(Arc::clone(&lexicon));
        session.execute(Command::SetCandidates(Arc::clone(&candidates))).expect("candidates");
        let first = &candidates[0];
        let target = Target::Candidate { span: first.span, kind: first.kind };
        let start = Instant::now();
        let reach = session.reach(&Scope::Name(target), &[]);
        note("what it reaches", start);
        assert_eq!(reach.all.len(), MENTIONS);
        let targets = reach.targets(false);
        let start = Instant::now();
        let status = if is_accepted { Status::Accepted } else { Status::Rejected };
        session.execute(Command::DecideAll { targets, status }).expect("a decision");
        note(if is_accepted { "accept" } else { "reject" }, start);
        assert_eq!(session.annotations().len(), MENTIONS);
        let start = Instant::now();
        session.execute(Command::Undo).expect("undo");
        note(if is_accepted { "undo accepting" } else { "undo rejecting" }, start);
        assert_eq!(session.annotations().len(), 0);
    }
    for (what, mut times) in times {
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("{what}: best {:.1} ms, longest {:.1} ms", ms(times[0]), ms(times[times.len() - 1]));
    }
}
