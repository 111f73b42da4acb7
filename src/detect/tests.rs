//! Checks that `docs/detection.md` agrees with the code.

use super::confidence;
use super::document::{homonym_weights, weak_names};
use super::rules::evidence;

#[test]
fn the_page_has_the_numbers_of_the_code() {
    let page = include_str!("../../docs/detection.md");
    for (what, table) in [
        ("evidence beside a name", evidence::weight::table()),
        ("evidence of the whole text", weak_names::weight::table()),
        ("confidence", confidence::table()),
    ] {
        assert!(page.contains(&table), "docs/detection.md, {what}: the table is now\n{table}");
    }
    let (page, table) = (include_str!("../../docs/lexicon.md"), homonym_weights::table());
    assert!(page.contains(&table), "docs/lexicon.md, which place is meant: the table is now\n{table}");
}
