//! Whether a place stands: the model's belief, the rules' verdict and the rest of the text together.
//!
//! A logistic regression, so that its result is a calibrated probability and becomes the confidence.

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::detect::candidate::{Evidence, Form, Kind, Source};
use crate::detect::memory;
use crate::detect::proposal::{Belief, Proposal, State};
use crate::detect::threads;
use crate::lexicon::format::kind_name;

/// How many numbers speak for or against a place.
pub(in crate::detect) const FEATURES: usize = 40;

/// What stands: the probability from which a place is proposed.
const THRESHOLD: f32 = 0.45;
/// The same, for a place that only the model sees.
const THRESHOLD_ALONE: f32 = 0.5;

/// Numbers of the judge in a model's file.
pub(in crate::detect) const NUMBERS: usize = FEATURES + 2;

/// What each number weighs.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::detect) struct Weights {
    /// Of each feature.
    pub(in crate::detect) features: [f32; FEATURES],
    /// How likely a place is that the rules support, from the logit that the features give: constant
    /// and slope.
    pub(in crate::detect) supported: [f32; 2],
}

/// What the text says of one name.
#[derive(Clone, Copy, Debug, Default)]
struct Elsewhere {
    count: u32,
    sum: f32,
    most: f32,
    second: f32,
    organisation: f32,
}

/// A place that waits for its verdict, with what speaks for and against it.
pub(in crate::detect) struct Case {
    pub(in crate::detect) proposal: usize,
    pub(in crate::detect) features: [f32; FEATURES],
}

fn logit(p: f32) -> f32 {
    let p = p.clamp(0.0005, 0.9995);
    (p / (1.0 - p)).ln() / 4.0
}

fn is_case(proposal: &Proposal) -> bool {
    proposal.belief.is_some() && proposal.kind == Kind::Location && proposal.form == Form::Name
}

/// The places that the model has seen, in the order of the proposals. One at a time: those of a long
/// text would take as much memory as the text.
pub(in crate::detect) fn cases(proposals: &[Proposal]) -> impl Iterator<Item = Case> {
    let names = Names::of(proposals);
    proposals.iter().enumerate().filter_map(move |(at, proposal)| names.case(at, proposal))
}

fn seen(proposal: &Proposal) -> Option<Belief> {
    proposal.belief.filter(|_| is_case(proposal))
}

/// What the sections of a text say of their names.
#[derive(Default)]
struct Names {
    sections: Vec<Section>,
}

/// What a section says of its names; see [`memory`].
#[derive(Default)]
struct Section {
    elsewhere: HashMap<u32, Elsewhere>,
    /// Those that stand behind a noun somewhere.
    strong: HashSet<u32>,
}

impl Names {
    fn of(proposals: &[Proposal]) -> Self {
        let mut names = Self::default();
        for proposal in proposals {
            let Some(belief) = seen(proposal) else { continue };
            let at = memory::section(proposal.span);
            if names.sections.len() <= at {
                names.sections.resize_with(at + 1, Section::default);
            }
            let Some(section) = names.sections.get_mut(at) else { continue };
            section.elsewhere.entry(belief.name).or_default().add(belief);
            if by_noun(proposal) && !is_contradicted(proposal) {
                section.strong.insert(belief.name);
            }
        }
        names
    }

    /// What the text near a proposal says of its name, itself included.
    fn elsewhere(&self, proposal: &Proposal, name: u32) -> Elsewhere {
        let sections = memory::nearby(&self.sections, memory::section(proposal.span));
        let found = sections.filter_map(|section| section.elsewhere.get(&name));
        found.fold(Elsewhere::default(), |sum, other| sum.with(other))
    }

    /// Whether the name stands behind a noun near a proposal.
    fn is_strong(&self, proposal: &Proposal, name: u32) -> bool {
        memory::nearby(&self.sections, memory::section(proposal.span)).any(|section| section.strong.contains(&name))
    }

    fn case(&self, at: usize, proposal: &Proposal) -> Option<Case> {
        let belief = seen(proposal)?;
        let name = self.elsewhere(proposal, belief.name);
        let features = weigh(proposal, belief, name, self.is_strong(proposal, belief.name));
        Some(Case { proposal: at, features })
    }
}

impl Elsewhere {
    fn add(&mut self, belief: Belief) {
        let place = belief.place.get();
        *self = self.with(&Self {
            count: 1,
            sum: logit(place),
            most: place,
            second: 0.0,
            organisation: logit(belief.organisation.get()),
        });
    }

    fn with(self, other: &Self) -> Self {
        Self {
            count: self.count + other.count,
            sum: self.sum + other.sum,
            most: self.most.max(other.most),
            second: self.second.max(other.second).max(self.most.min(other.most)),
            organisation: self.organisation + other.organisation,
        }
    }
}

fn weigh(proposal: &Proposal, belief: Belief, name: Elsewhere, has_noun_elsewhere: bool) -> [f32; FEATURES] {
    let flag = |is: bool| f32::from(u8::from(is));
    let kind = kind_name(proposal.entity_kind);
    let by_rule = proposal.state != State::Unheard;
    let accepted = proposal.state == State::Sure;
    let entry = accepted && proposal.evidence == Evidence::Entry && proposal.source == Source::Lexicon;
    let others = name.count.saturating_sub(1);
    let most_elsewhere = if belief.place.get() >= name.most { name.second } else { name.most };
    let mean = if others > 0 { (name.sum - logit(belief.place.get())) / others as f32 } else { 0.0 };
    let organisation =
        if others > 0 { (name.organisation - logit(belief.organisation.get())) / others as f32 } else { 0.0 };
    [
        1.0,
        logit(belief.span.get()),
        logit(belief.place.get()),
        flag(entry),
        flag(accepted && !entry && proposal.source == Source::Lexicon),
        flag(by_rule && !accepted),
        flag(by_rule && proposal.source == Source::Pattern),
        flag(!by_rule),
        flag(others > 0),
        if others > 0 { logit(most_elsewhere) } else { 0.0 },
        mean,
        logit(belief.person.get()),
        logit(belief.organisation.get()),
        flag(belief.words > 1),
        flag(belief.quoted),
        if accepted { proposal.confidence - 0.9 } else { 0.0 },
        if entry { logit(belief.place.get()) } else { 0.0 },
        if belief.words > 1 { logit(belief.span.get()) } else { 0.0 },
        organisation,
        belief.sport.get(),
        belief.sport.get() * logit(belief.place.get()),
        flag(belief.club),
        flag(belief.club) * belief.sport.get(),
        flag(belief.club) * logit(belief.organisation.get()),
        flag(is_country(proposal)),
        flag(is_country(proposal)) * belief.sport.get(),
        flag(accepted && matches!(proposal.evidence, Evidence::Noun(_))),
        flag(accepted && matches!(proposal.evidence, Evidence::Preposition(_))),
        flag(accepted && matches!(proposal.evidence, Evidence::Neighbour(_))),
        flag(accepted && matches!(proposal.evidence, Evidence::Elsewhere(_))),
        flag(has_noun_elsewhere),
        flag(has_noun_elsewhere) * logit(belief.place.get()),
        flag(matches!(kind, "city" | "capital")),
        flag(matches!(kind, "town" | "village" | "quarter")),
        flag(matches!(kind, "region" | "governorate")),
        flag(entry && belief.words > 1),
        flag(matches!(kind, "other")),
        logit(belief.place.get()).abs(),
        logit(belief.span.get()).abs(),
        logit(belief.place.get()) * logit(belief.span.get()).abs(),
    ]
}

fn is_country(proposal: &Proposal) -> bool {
    kind_name(proposal.entity_kind) == "country"
}

/// مدينة سرت: a noun decided.
fn by_noun(proposal: &Proposal) -> bool {
    proposal.state == State::Sure && matches!(proposal.evidence, Evidence::Noun(_))
}

/// Whether the model sees a person or an organisation rather than nothing.
fn is_contradicted(proposal: &Proposal) -> bool {
    proposal.belief.is_none_or(|belief| belief.person.get() + belief.organisation.get() > 0.5)
}

/// Whether a place that the rules accept has evidence that the guideline trusts more than a corpus: a noun, there
/// or elsewhere, a sure place beside it in a list, or a sure name of several words (القرن الأفريقي).
fn is_supported(proposal: &Proposal, names: &Names) -> bool {
    proposal.state == State::Sure
        && !is_contradicted(proposal)
        && proposal.belief.is_some_and(|belief| match belief.words {
            0 | 1 => {
                by_noun(proposal)
                    || matches!(proposal.evidence, Evidence::Neighbour(_))
                    || names.is_strong(proposal, belief.name)
            }
            _ => proposal.source == Source::Pattern || proposal.evidence == Evidence::Entry,
        })
}

/// Which of the cases the rules support, for training.
pub(in crate::detect) fn supported(cases: &[Case], proposals: &[Proposal]) -> Vec<bool> {
    let names = Names::of(proposals);
    let of = |case: &Case| proposals.get(case.proposal);
    cases.iter().map(|case| of(case).is_some_and(|proposal| is_supported(proposal, &names))).collect()
}

pub(in crate::detect) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

impl Default for Weights {
    fn default() -> Self {
        Self { features: [0.0; FEATURES], supported: [0.0; 2] }
    }
}

impl Weights {
    /// From the numbers of a file.
    pub(in crate::detect) fn from_numbers(numbers: &[f32; NUMBERS]) -> Self {
        let mut weights = Self::default();
        let slots = weights.features.iter_mut().chain(&mut weights.supported);
        slots.zip(numbers).for_each(|(slot, number)| *slot = *number);
        weights
    }

    /// As [`Self::from_numbers`] takes them.
    pub(in crate::detect) fn numbers(&self) -> impl Iterator<Item = &f32> {
        self.features.iter().chain(&self.supported)
    }

    /// The logit of a place.
    pub(in crate::detect) fn sum(&self, features: &[f32; FEATURES]) -> f32 {
        self.features.iter().zip(features).map(|(weight, value)| weight * value).sum()
    }

    /// Gives each case its verdict; of two places that share words one stands.
    pub(in crate::detect) fn decide(&self, proposals: &mut [Proposal]) {
        let names = Names::of(proposals);
        let sum = |case: Case| (case.proposal as u32, self.sum(&case.features));
        let judged: Vec<(u32, f32)> = if threads() > 1 {
            let case = |(at, proposal): (usize, &Proposal)| names.case(at, proposal).map(sum);
            proposals.par_iter().enumerate().filter_map(case).collect()
        } else {
            let cases = proposals.iter().enumerate().filter_map(|(at, proposal)| names.case(at, proposal));
            cases.map(sum).collect()
        };
        let mut standing = Vec::new();
        for (at, sum) in judged {
            let at = at as usize;
            let Some(proposal) = proposals.get_mut(at) else { continue };
            let is_supported = is_supported(proposal, &names);
            let alone = logistic(sum);
            // What is kept for the guideline's sake is no less likely than what just stands.
            let probability = if is_supported {
                let supported = logistic(self.supported[0] + self.supported[1] * sum);
                alone.max(supported).max(THRESHOLD)
            } else {
                alone
            };
            let least = if proposal.state == State::Unheard { THRESHOLD_ALONE } else { THRESHOLD };
            proposal.state = if probability >= least { State::Sure } else { State::Dropped };
            proposal.confidence = probability.clamp(0.01, 0.99);
            if proposal.state == State::Sure {
                standing.push(at);
            }
        }
        standing.sort_by_key(|at| proposals.get(*at).map(|p| (p.span.start, std::cmp::Reverse(p.span.end))));
        let mut kept: Option<usize> = None;
        for at in standing {
            let Some(before) = kept else {
                kept = Some(at);
                continue;
            };
            let (Some(a), Some(b)) = (proposals.get(before), proposals.get(at)) else { continue };
            if !a.span.overlaps(b.span) {
                kept = Some(at);
                continue;
            }
            // نهر الفرات and غرب أفريقيا are whole, whatever the corpora do.
            let whole = |p: &Proposal| {
                p.source == Source::Pattern || (p.source == Source::Lexicon && p.belief.is_some_and(|b| b.words > 1))
            };
            let rank = |p: &Proposal| (whole(p), p.confidence);
            let loser = if rank(b) > rank(a) {
                kept = Some(at);
                before
            } else {
                at
            };
            if let Some(proposal) = proposals.get_mut(loser) {
                proposal.state = State::Dropped;
            }
        }
    }
}
