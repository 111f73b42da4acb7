//! Decides whether a place is proposed, from the model's probabilities, the rules' result and the rest of the text.
//!
//! A logistic regression, so that its result is a calibrated probability and serves as the confidence.

use foldhash::{HashMap, HashSet};

use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::kind::Kind;
use crate::detect::memory;
use crate::detect::parts::{on_all_threads, threads};
use crate::detect::proposal::{Belief, Proposal, State};
use crate::detect::stages::Scored;
use crate::detect::vocabulary::kind;

/// The features of a place, in the order of the model's file.
#[derive(Clone, Copy, Debug)]
enum Feature {
    Always,
    Span,
    Place,
    Entry,
    OtherEntry,
    Rejected,
    ByPattern,
    ByModel,
    HasOthers,
    MostElsewhere,
    MeanElsewhere,
    Person,
    Organisation,
    SeveralWords,
    Quoted,
    RulesConfidence,
    PlaceOfEntry,
    SpanOfSeveralWords,
    OrganisationElsewhere,
    Sport,
    PlaceInSport,
    Club,
    ClubInSport,
    ClubAsOrganisation,
    Country,
    CountryInSport,
    BehindNoun,
    BehindPreposition,
    InList,
    SureElsewhere,
    NounElsewhere,
    PlaceWithNounElsewhere,
    City,
    Town,
    Region,
    EntryOfSeveralWords,
    OtherKind,
    PlaceCertainty,
    SpanCertainty,
    PlaceBySpanCertainty,
}

/// The number of features.
pub(in crate::detect) const FEATURES: usize = Feature::PlaceBySpanCertainty as usize + 1;

/// The minimum for a name of several words and for one after a place noun. Of 143 such names in the training data that
/// the classifier would drop, 43 were annotated there, and some 88 more are places by the guideline.
const GUIDELINE: f32 = 0.8;
/// The probability from which a place is proposed.
const THRESHOLD: f32 = 0.4;
/// The same for a sure name of the lexicon: in cross-validation most places of ANERcorp between the two thresholds are
/// right.
const THRESHOLD_SURE: f32 = 0.35;
/// The same for a place that only the model finds, or that the rules have dropped.
const THRESHOLD_ALONE: f32 = 0.45;

/// The rules' confidence from which the model cannot remove a place after a preposition, unless a larger share of the
/// text than the second number is about sport, so that the name may be a club's. Set by hand.
const GOAL: f32 = 0.62;
const LITTLE_SPORT: f32 = 0.3;

/// The number of values that a model's file has for the classifier.
pub(in crate::detect) const NUMBERS: usize = FEATURES + 2;

/// The classifier's weights.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::detect) struct Weights {
    /// One weight per feature.
    pub(in crate::detect) features: [f32; FEATURES],
    /// Constant and slope that turn the features' logit into the probability of a place that the rules support.
    pub(in crate::detect) supported: [f32; 2],
}

/// What the text says about one name.
#[derive(Clone, Copy, Debug, Default)]
struct Elsewhere {
    count: u32,
    sum: f32,
    most: f32,
    second: f32,
    organisation: f32,
}

/// A place to be classified, with its evidence.
pub(in crate::detect) struct Case {
    pub(in crate::detect) proposal: usize,
    pub(in crate::detect) features: [f32; FEATURES],
}

fn logit(p: f32) -> f32 {
    let p = p.clamp(0.0005, 0.9995);
    (p / (1.0 - p)).ln() / 4.0
}

fn is_case(proposal: &Proposal) -> bool {
    proposal.belief.is_some() && proposal.kind == Kind::LOCATION && proposal.form == Form::Name
}

/// The places that the model has found in one part of a text, in the order of the proposals.
pub(in crate::detect) fn cases(found: &Scored) -> impl Iterator<Item = Case> {
    let names = PlaceNames::of_sections(&found.proposals, |_| true);
    let proposals = found.proposals.iter().enumerate();
    proposals.filter_map(move |(proposal, of)| Some(Case { proposal, features: names.features(of)? }))
}

fn seen(proposal: &Proposal) -> Option<Belief> {
    proposal.belief.filter(|_| is_case(proposal))
}

/// What the sections of a text say about their names.
#[derive(Default)]
struct PlaceNames {
    sections: Vec<NameSection>,
}

/// What a section says about its names; see [`memory`].
#[derive(Default)]
struct NameSection {
    elsewhere: HashMap<u32, Elsewhere>,
    /// Names that occur after a noun somewhere.
    strong: HashSet<u32>,
}

/// Neighbouring sections read by one thread.
const SHARED: usize = 64;

impl PlaceNames {
    /// Collects the names of all parts of a text. The threads share the sections: each section is summed in the order
    /// of the text, so that the sums do not depend on the number of threads.
    fn of(parts: &[Scored]) -> Self {
        let proposals = || parts.iter().flat_map(|part| &part.proposals);
        let shares = threads();
        if shares == 1 {
            return Self::of_sections(proposals(), |_| true);
        }
        let share_of = |section: usize| section / SHARED % shares;
        let share = |share: usize| Self::of_sections(proposals(), |section| share_of(section) == share);
        let mut read = on_all_threads((0..shares).collect(), share);
        let count = read.iter().map(|names| names.sections.len()).max().unwrap_or(0);
        let mut section = |at: usize| read.get_mut(share_of(at))?.sections.get_mut(at).map(std::mem::take);
        Self { sections: (0..count).map(|at| section(at).unwrap_or_default()).collect() }
    }

    fn of_sections<'p>(proposals: impl IntoIterator<Item = &'p Proposal>, is_wanted: impl Fn(usize) -> bool) -> Self {
        let mut names = Self::default();
        for proposal in proposals {
            let at = memory::section(proposal.span);
            let Some(belief) = seen(proposal).filter(|_| is_wanted(at)) else { continue };
            if names.sections.len() <= at {
                names.sections.resize_with(at + 1, NameSection::default);
            }
            let Some(section) = names.sections.get_mut(at) else { continue };
            section.elsewhere.entry(belief.name).or_default().add(belief);
            if by_noun(proposal) && !is_contradicted(proposal) {
                section.strong.insert(belief.name);
            }
        }
        names
    }

    /// What the text near a proposal says about its name, including the proposal itself.
    fn elsewhere(&self, proposal: &Proposal, name: u32) -> Elsewhere {
        let sections = memory::nearby(&self.sections, memory::section(proposal.span));
        let found = sections.filter_map(|section| section.elsewhere.get(&name));
        found.fold(Elsewhere::default(), |sum, other| sum.with(other))
    }

    /// Whether the name occurs after a noun near a proposal.
    fn is_strong(&self, proposal: &Proposal, name: u32) -> bool {
        memory::nearby(&self.sections, memory::section(proposal.span)).any(|section| section.strong.contains(&name))
    }

    fn features(&self, proposal: &Proposal) -> Option<[f32; FEATURES]> {
        let belief = seen(proposal)?;
        let name = self.elsewhere(proposal, belief.name);
        Some(weigh(proposal, belief, name, self.is_strong(proposal, belief.name)))
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
    let kind = proposal.entity_kind;
    let by_rule = proposal.state != State::UnknownWord;
    let accepted = proposal.state == State::Sure;
    let entry = accepted && proposal.evidence == Evidence::Entry && proposal.source == Source::Lexicon;
    let others = name.count.saturating_sub(1);
    let most_elsewhere = if belief.place.get() >= name.most { name.second } else { name.most };
    let mean = if others > 0 { (name.sum - logit(belief.place.get())) / others as f32 } else { 0.0 };
    let organisation =
        if others > 0 { (name.organisation - logit(belief.organisation.get())) / others as f32 } else { 0.0 };
    let features: [(Feature, f32); FEATURES] = [
        (Feature::Always, 1.0),
        (Feature::Span, logit(belief.span.get())),
        (Feature::Place, logit(belief.place.get())),
        (Feature::Entry, flag(entry)),
        (Feature::OtherEntry, flag(accepted && !entry && proposal.source == Source::Lexicon)),
        (Feature::Rejected, flag(by_rule && !accepted)),
        (Feature::ByPattern, flag(by_rule && proposal.source == Source::Pattern)),
        (Feature::ByModel, flag(!by_rule)),
        (Feature::HasOthers, flag(others > 0)),
        (Feature::MostElsewhere, if others > 0 { logit(most_elsewhere) } else { 0.0 }),
        (Feature::MeanElsewhere, mean),
        (Feature::Person, logit(belief.person.get())),
        (Feature::Organisation, logit(belief.organisation.get())),
        (Feature::SeveralWords, flag(belief.words > 1)),
        (Feature::Quoted, flag(belief.quoted)),
        (Feature::RulesConfidence, if accepted { proposal.confidence - 0.9 } else { 0.0 }),
        (Feature::PlaceOfEntry, if entry { logit(belief.place.get()) } else { 0.0 }),
        (Feature::SpanOfSeveralWords, if belief.words > 1 { logit(belief.span.get()) } else { 0.0 }),
        (Feature::OrganisationElsewhere, organisation),
        (Feature::Sport, belief.sport.get()),
        (Feature::PlaceInSport, belief.sport.get() * logit(belief.place.get())),
        (Feature::Club, flag(belief.club)),
        (Feature::ClubInSport, flag(belief.club) * belief.sport.get()),
        (Feature::ClubAsOrganisation, flag(belief.club) * logit(belief.organisation.get())),
        (Feature::Country, flag(is_country(proposal))),
        (Feature::CountryInSport, flag(is_country(proposal)) * belief.sport.get()),
        (Feature::BehindNoun, flag(accepted && matches!(proposal.evidence, Evidence::Noun(_)))),
        (Feature::BehindPreposition, flag(accepted && matches!(proposal.evidence, Evidence::Preposition(_)))),
        (Feature::InList, flag(accepted && matches!(proposal.evidence, Evidence::Neighbour(_)))),
        (Feature::SureElsewhere, flag(accepted && matches!(proposal.evidence, Evidence::Elsewhere(_)))),
        (Feature::NounElsewhere, flag(has_noun_elsewhere)),
        (Feature::PlaceWithNounElsewhere, flag(has_noun_elsewhere) * logit(belief.place.get())),
        (Feature::City, flag(matches!(kind, kind::CITY | kind::CAPITAL))),
        (Feature::Town, flag(matches!(kind, kind::TOWN | kind::VILLAGE | kind::QUARTER))),
        (Feature::Region, flag(matches!(kind, kind::REGION | kind::GOVERNORATE))),
        (Feature::EntryOfSeveralWords, flag(entry && belief.words > 1)),
        (Feature::OtherKind, flag(matches!(kind, kind::OTHER))),
        (Feature::PlaceCertainty, logit(belief.place.get()).abs()),
        (Feature::SpanCertainty, logit(belief.span.get()).abs()),
        (Feature::PlaceBySpanCertainty, logit(belief.place.get()) * logit(belief.span.get()).abs()),
    ];
    let mut values = [0.0; FEATURES];
    for (feature, value) in features {
        values[feature as usize] = value;
    }
    values
}

fn is_country(proposal: &Proposal) -> bool {
    proposal.entity_kind == kind::COUNTRY
}

/// مدينة سرت: a noun was decisive.
fn by_noun(proposal: &Proposal) -> bool {
    proposal.state == State::Sure && matches!(proposal.evidence, Evidence::Noun(_))
}

/// وصل الوفد إلى صور: an ambiguous name with much evidence in its phrase. In sport it may be a club.
fn is_goal(proposal: &Proposal, belief: Belief) -> bool {
    matches!(proposal.evidence, Evidence::Preposition(_))
        && proposal.confidence >= GOAL
        && belief.sport.get() < LITTLE_SPORT
}

/// Whether the model prefers a person or an organisation to no name.
fn is_contradicted(proposal: &Proposal) -> bool {
    proposal.belief.is_none_or(|belief| belief.person.get() + belief.organisation.get() > 0.5)
}

/// Whether a place that the rules accept has evidence that is trusted more than a corpus: a noun, there or elsewhere, a
/// sure place beside it in a list, a movement towards it (وصل إلى صور), or a sure name of several words (القرن
/// الأفريقي).
fn is_supported(proposal: &Proposal, names: &PlaceNames) -> bool {
    proposal.state == State::Sure
        && !is_contradicted(proposal)
        && proposal.belief.is_some_and(|belief| match belief.words {
            0 | 1 => {
                by_noun(proposal)
                    || matches!(proposal.evidence, Evidence::Neighbour(_))
                    || is_goal(proposal, belief)
                    || names.is_strong(proposal, belief.name)
            }
            _ => proposal.source == Source::Pattern || proposal.evidence == Evidence::Entry,
        })
}

/// Which of the cases the rules support, for training.
pub(in crate::detect) fn supported(cases: &[Case], proposals: &[Proposal]) -> Vec<bool> {
    let names = PlaceNames::of_sections(proposals, |_| true);
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
    /// Reads the weights from the numbers of a file.
    pub(in crate::detect) fn from_numbers(numbers: &[f32; NUMBERS]) -> Self {
        let mut weights = Self::default();
        let slots = weights.features.iter_mut().chain(&mut weights.supported);
        slots.zip(numbers).for_each(|(slot, number)| *slot = *number);
        weights
    }

    /// The numbers that [`Self::from_numbers`] reads.
    pub(in crate::detect) fn numbers(&self) -> impl Iterator<Item = &f32> {
        self.features.iter().chain(&self.supported)
    }

    /// The logit of a place.
    pub(in crate::detect) fn sum(&self, features: &[f32; FEATURES]) -> f32 {
        self.features.iter().zip(features).map(|(weight, value)| weight * value).sum()
    }

    /// Classifies each case; of two places that share words only one is kept.
    pub(in crate::detect) fn decide(&self, parts: &mut [Scored]) {
        let names = PlaceNames::of(parts);
        on_all_threads(parts.iter_mut().collect(), |part| self.decide_part(&names, part));
    }

    fn decide_part(&self, names: &PlaceNames, Scored { proposals, ends, .. }: &mut Scored) {
        let mut standing = Vec::new();
        for (at, proposal) in proposals.iter_mut().enumerate() {
            let Some(features) = names.features(proposal) else { continue };
            let sum = self.sum(&features);
            let is_supported = is_supported(proposal, names);
            let alone = logistic(sum);
            let probability = if is_supported {
                let supported = logistic(self.supported[0] + self.supported[1] * sum);
                let is_plain = proposal.belief.is_some_and(|belief| belief.words < 2) && !by_noun(proposal);
                // Names kept because of the guideline are no less likely than the threshold.
                alone.max(supported).max(if is_plain { THRESHOLD } else { GUIDELINE })
            } else {
                alone
            };
            let least = match (proposal.state, proposal.evidence) {
                (State::Sure, Evidence::Entry) if proposal.source == Source::Lexicon => THRESHOLD_SURE,
                (State::Sure, _) => THRESHOLD,
                _ => THRESHOLD_ALONE,
            };
            proposal.state = if probability >= least { State::Sure } else { State::Dropped };
            proposal.confidence = probability.clamp(0.01, 0.99);
            if proposal.state == State::Sure {
                standing.push(at);
            }
        }
        // In the order of the text: the model's additions to a segment come after the other proposals.
        let mut rest = standing.as_mut_slice();
        for end in ends {
            let count = rest.iter().take_while(|at| **at < *end as usize).count();
            let (of_segment, behind) = rest.split_at_mut(count);
            of_segment.sort_by_key(|at| proposals.get(*at).map(|p| p.span.text_order()));
            rest = behind;
        }
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
            // نهر الفرات and غرب أفريقيا are complete, whatever the corpora do.
            let whole = |p: &Proposal| {
                p.source == Source::Pattern || (p.source == Source::Lexicon && p.belief.is_some_and(|b| b.words > 1))
            };
            // The model alone would reduce مكة المكرمة to مكة.
            let rank = |p: &Proposal| (whole(p), p.source != Source::Model, p.confidence);
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
