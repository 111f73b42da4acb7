//! The order of names as people count.

use std::cmp::Ordering;

/// Compares names with numbers in them by value: 2 comes before 10.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a.chars().next(), b.chars().next()) {
            (None, other) => return if other.is_none() { Ordering::Equal } else { Ordering::Less },
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let ((x, rest_a), (y, rest_b)) = (a.split_at(number(a)), b.split_at(number(b)));
                let value = |digits: &str| digits.trim_start_matches('0').to_owned();
                let (x, y) = (value(x), value(y));
                let order = x.len().cmp(&y.len()).then(x.cmp(&y));
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (rest_a, rest_b);
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_count() {
        let mut names = ["b.txt", "article 10.txt", "article 2.txt", "Article 1.txt", "article 02b.txt", "ليبيا.txt"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["Article 1.txt", "article 2.txt", "article 02b.txt", "article 10.txt", "b.txt", "ليبيا.txt"]
        );
    }
}
