//! Territories with a country code of their own, and the states to which they belong: نوك الدنماركية lies in Greenland.

use super::country::{COUNTRIES, country_number};

/// Territory and state, as ISO 3166-1 codes (and the three reserved codes used in the sources).
const TERRITORIES: &[(&str, &str)] = &[
    ("AC", "GB"),
    ("AI", "GB"),
    ("AS", "US"),
    ("AW", "NL"),
    ("AX", "FI"),
    ("BL", "FR"),
    ("BM", "GB"),
    ("BQ", "NL"),
    ("CC", "AU"),
    ("CK", "NZ"),
    ("CW", "NL"),
    ("CX", "AU"),
    ("FK", "GB"),
    ("FO", "DK"),
    ("GF", "FR"),
    ("GG", "GB"),
    ("GI", "GB"),
    ("GL", "DK"),
    ("GP", "FR"),
    ("GS", "GB"),
    ("GU", "US"),
    ("HK", "CN"),
    ("IC", "ES"),
    ("IM", "GB"),
    ("IO", "GB"),
    ("JE", "GB"),
    ("KY", "GB"),
    ("MF", "FR"),
    ("MO", "CN"),
    ("MP", "US"),
    ("MQ", "FR"),
    ("MS", "GB"),
    ("NC", "FR"),
    ("NF", "AU"),
    ("NU", "NZ"),
    ("PF", "FR"),
    ("PM", "FR"),
    ("PN", "GB"),
    ("PR", "US"),
    ("RE", "FR"),
    ("SH", "GB"),
    ("SJ", "NO"),
    ("SX", "NL"),
    ("TA", "GB"),
    ("TC", "GB"),
    ("TF", "FR"),
    ("TK", "NZ"),
    ("VG", "GB"),
    ("VI", "US"),
    ("WF", "FR"),
    ("YT", "FR"),
];

/// The state of each country number: the number itself, except for territories.
const STATES: [u16; COUNTRIES] = {
    let mut states = [0; COUNTRIES];
    let mut number = 0;
    while number < COUNTRIES {
        states[number] = number as u16;
        number += 1;
    }
    let mut rest = TERRITORIES;
    while let [(territory, state), behind @ ..] = rest {
        states[country_number(territory.as_bytes()) as usize] = country_number(state.as_bytes());
        rest = behind;
    }
    states
};

/// Whether a place of `country` can be described as belonging to `other`: the countries are the same, or `country` is
/// its territory. 0 matches nothing.
pub(crate) fn belongs_to(country: u16, other: u16) -> bool {
    country > 0 && (country == other || STATES.get(usize::from(country)) == Some(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_territory_belongs_to_its_state_and_not_the_other_way_round() {
        let number = |code: &str| country_number(code.as_bytes());
        assert!(belongs_to(number("GL"), number("DK")) && belongs_to(number("DK"), number("DK")));
        assert!(!belongs_to(number("DK"), number("GL")) && !belongs_to(number("GL"), number("NO")));
        assert!(!belongs_to(0, 0));
    }
}
