//! What a piece of evidence adds to one meaning of a name; the scale is that of a natural logarithm.

crate::detect::numbers::named! {
    /// باريس بولاية تكساس, طرابلس اللبنانية: more than any place is better known than another
    TOLD = 14.0;
    /// باريس في تكساس; باريس، تكساس
    TOLD_LOOSELY = 11.0;
    /// In the country of the region that is told, but far from its middle: at most
    FAR_FROM_REGION = -8.0;
    /// Told at another mention, of what it counts there
    TOLD_ELSEWHERE = 0.2;
    /// There, of how well known a place is
    KNOWN_IF_TOLD = 0.3;
    /// قمة باريس الأمريكية: it may be the meeting that is American
    NATIONALITY = 3.0;
    /// سفير باريس في كندا: a capital may stand for its state
    COUNTRY_BESIDE = 3.0;
    /// ولاية X, for a region
    PART_OF_COUNTRY = 6.0;
    /// نهر X, for a river
    NOUN = 3.0;
    /// مدينة X, for a city
    SAME_NOUN = 2.0;
    /// مدينة X, for a town
    NEAR_NOUN = 1.5;
    /// نهر X, for a town
    OTHER_NOUN = -2.0;
    /// بلدة X, for what is as well known as a city of 300,000
    TOO_GREAT = -4.0;
    /// A noun before another mention of the name, of what it counts there
    NOUN_ELSEWHERE = 0.5;
    /// A name that needs evidence to be a place at all
    WEAK = -1.2;
    /// Such a one, or one that few know, beside a place of the name that everybody knows
    BESIDE_KNOWN = -1.3;
    /// And once more where the name is sure for that one only
    BESIDE_SURE = -1.0;
    /// What a person has listed under a sure name
    LISTED = 4.0;
    /// All that the document names lies in its country
    COUNTRY_SHARE = 4.0;
    /// The document names its country, or something of it, at all
    COUNTRY_KNOWN = 1.0;
    /// A neighbour is of its country
    SAME_COUNTRY = 0.8;
    /// A neighbour lies within 60 km
    WITHIN_60_KM = 1.5;
    /// A neighbour lies within 150 km
    WITHIN_150_KM = 1.0;
    /// A neighbour lies within 400 km
    WITHIN_400_KM = 0.4;
    /// What a neighbour more than 300 bytes off counts of that
    FURTHER_OFF = 0.5;
    /// What all neighbours add, at most
    MOST_BY_NEIGHBOURS = 6.0;
    /// What the document's countries and the neighbours come near together, and never reach
    MOST_BY_DOCUMENT = 4.5;
    /// What is left of that in a list of places of several other countries: باريس وبرمنغهام وميلانو
    AMONG_OTHERS = 0.5;
    /// A small place of its country within 60 km: nobody names it who does not speak of there
    CLOSE = 1.5;
    /// What all of these add, at most
    MOST_BY_CLOSE = 4.0;
}

/// How well known a place is, in the same scale: from here on nobody calls it بلدة, everybody knows it, few know it.
pub(super) const GREAT: f32 = 6.3;
pub(super) const KNOWN: f32 = 6.0;
/// A town of 100,000.
pub(super) const FEW: f32 = 5.8;
/// Of a place that fewer know, the share of what it lacks that is given back: its inhabitants are often not known.
pub(super) const NOT_COUNTED: f32 = 0.5;

/// What the document's naming of a country comes to in the end: the least that makes a shared name one faction's.
pub(super) const KNOWN_AT_ALL: f32 = MOST_BY_DOCUMENT * COUNTRY_KNOWN / (MOST_BY_DOCUMENT + COUNTRY_KNOWN);
/// The vote of a country's own name for the country, against one of a place there.
pub(super) const COUNTRY_VOTE: f32 = 2.0;
/// Votes for a country that are no more than rounding.
pub(super) const NO_VOTE: f32 = 0.05;

/// Kilometres from a region's middle that cost one.
pub(super) const REGION_KM: f32 = 75.0;
/// How near a place lies to a town that it is said to lie beside or in, in kilometres; at the farthest this counts half.
pub(super) const BESIDE_TOWN_KM: f32 = 150.0;
pub(super) const IN_TOWN_KM: f32 = 40.0;
pub(super) const AT_THE_FARTHEST: f32 = 0.5;
/// Near places within so many kilometres.
pub(super) const DISTANCES: [(f32, f32); 3] =
    [(CLOSE_KM, WITHIN_60_KM), (150.0, WITHIN_150_KM), (400.0, WITHIN_400_KM)];
pub(super) const CLOSE_KM: f32 = 60.0;

/// Inhabitants that a state, or a capital, is given beside its own: it is known however few live there. And what its
/// renown is multiplied by.
pub(super) const OF_STATE: (u32, f32) = (1_000_000, 1.5);
pub(super) const OF_CAPITAL: (u32, f32) = (500_000, 3.0);
/// Inhabitants, where they are not counted, of a part of a country or of nature, a city, a town, a village, anything else.
pub(super) const PART_GUESS: u32 = 200_000;
pub(super) const CITY_GUESS: u32 = 50_000;
pub(super) const TOWN_GUESS: u32 = 8_000;
pub(super) const VILLAGE_GUESS: u32 = 300;
pub(super) const OTHER_GUESS: u32 = 15_000;
/// Inhabitants that no place is without.
pub(super) const LEAST_INHABITANTS: f32 = 300.0;
