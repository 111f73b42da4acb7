//! The weights of the evidence for one meaning of a name, on the scale of a natural logarithm.

crate::detect::numbers::named! {
    /// باريس بولاية تكساس, طرابلس اللبنانية: more than any place is better known than another
    STATED = 14.0;
    /// باريس في تكساس; باريس، تكساس
    STATED_LOOSELY = 11.0;
    /// In the country of the stated region, but far from the region's centre; at most
    FAR_FROM_REGION = -8.0;
    /// Stated at another mention: share of the weight there
    STATED_ELSEWHERE = 0.2;
    /// In that case, share of how well known the place is
    KNOWN_IF_STATED = 0.3;
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
    /// بلدة X, for a place as well known as a city of 300,000
    TOO_GREAT = -4.0;
    /// A noun before another mention of the name: share of the weight there
    NOUN_ELSEWHERE = 0.5;
    /// A name that needs evidence to be a place at all
    WEAK = -1.2;
    /// The same, or a little-known place, if a very well-known place has the name
    BESIDE_KNOWN = -1.3;
    /// In addition, if the name is sure only for the well-known place
    BESIDE_SURE = -1.0;
    /// A place that the user has listed under a sure name
    LISTED = 4.0;
    /// Everything that the document mentions lies in its country
    COUNTRY_SHARE = 4.0;
    /// The document mentions its country, or anything in it
    COUNTRY_KNOWN = 1.0;
    /// A neighbour is in its country
    SAME_COUNTRY = 0.8;
    /// A neighbour lies within 60 km
    WITHIN_60_KM = 1.5;
    /// A neighbour lies within 150 km
    WITHIN_150_KM = 1.0;
    /// A neighbour lies within 400 km
    WITHIN_400_KM = 0.4;
    /// Share of this for a neighbour more than 300 bytes away
    FURTHER_OFF = 0.5;
    /// All neighbours together, at most
    MOST_BY_NEIGHBOURS = 6.0;
    /// Limit that the document's countries and the neighbours together approach
    MOST_BY_DOCUMENT = 4.5;
    /// Share of this in a list of places in several other countries: باريس وبرمنغهام وميلانو
    AMONG_OTHERS = 0.5;
    /// A small place in its country within 60 km, which is rarely mentioned except in texts about that area
    CLOSE = 1.5;
    /// All such places together, at most
    MOST_BY_CLOSE = 4.0;
}

/// How well known a place is, on the same scale: from `GREAT` on it is never called بلدة, from `KNOWN` on everybody
/// knows it, below `FEW` (a town of 100,000) few do.
pub(super) const GREAT: f32 = 6.3;
pub(super) const KNOWN: f32 = 6.0;
pub(super) const FEW: f32 = 5.8;
/// Below `FEW`, the share of the difference that is added back: the population of small places is often unknown.
pub(super) const NOT_COUNTED: f32 = 0.5;

/// The evidence of a document that mentions a country, after limiting: the least with which a shared name is linked to
/// one faction.
pub(super) const KNOWN_AT_ALL: f32 = MOST_BY_DOCUMENT * COUNTRY_KNOWN / (MOST_BY_DOCUMENT + COUNTRY_KNOWN);
/// The vote of a country's own name for the country; that of a place in it is 1.
pub(super) const COUNTRY_VOTE: f32 = 2.0;
/// Votes for a country up to this are rounding errors.
pub(super) const NO_VOTE: f32 = 0.05;

/// Kilometres from a region's centre that cost 1.
pub(super) const REGION_KM: f32 = 75.0;
/// The greatest distance of a place from the town that it is said to lie beside or in, in kilometres; at this distance
/// the evidence counts half.
pub(super) const BESIDE_TOWN_KM: f32 = 150.0;
pub(super) const IN_TOWN_KM: f32 = 40.0;
pub(super) const AT_THE_FARTHEST: f32 = 0.5;
/// The weights of neighbours within so many kilometres.
pub(super) const DISTANCES: [(f32, f32); 3] =
    [(CLOSE_KM, WITHIN_60_KM), (150.0, WITHIN_150_KM), (400.0, WITHIN_400_KM)];
pub(super) const CLOSE_KM: f32 = 60.0;

/// Inhabitants added for a state or a capital, which is well known even if few live there, and a factor for its renown.
pub(super) const OF_STATE: (u32, f32) = (1_000_000, 1.5);
pub(super) const OF_CAPITAL: (u32, f32) = (500_000, 3.0);
/// Assumed inhabitants, if the number is unknown: of a part of a country or of nature, a city, a town, a village,
/// anything else.
pub(super) const PART_GUESS: u32 = 200_000;
pub(super) const CITY_GUESS: u32 = 50_000;
pub(super) const TOWN_GUESS: u32 = 8_000;
pub(super) const VILLAGE_GUESS: u32 = 300;
pub(super) const OTHER_GUESS: u32 = 15_000;
/// The least number of inhabitants that is assumed.
pub(super) const LEAST_INHABITANTS: f32 = 300.0;
