//! Merges what an annotation file carries besides its records.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{merge_entries, merge_list};
use crate::annotation::comment::{Comment, CommentPlace};
use crate::annotation::fields::Extras;
use crate::annotation::orphan::Carried;

/// Comments, unknown fields and unreadable entries of both sides. Where both have changed an unknown field, ours stays and
/// theirs becomes a comment above it.
#[must_use]
pub fn merge_carried(base: &Carried, ours: &Carried, theirs: &Carried) -> Carried {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    let lists: BTreeSet<&String> = ours.broken.keys().chain(theirs.broken.keys()).collect();
    let broken = lists.into_iter().map(|list| {
        let [base, ours, theirs] = [base, ours, theirs].map(|side| side.broken_in(list));
        (list.clone(), merge_entries(base, ours, theirs))
    });
    let broken: BTreeMap<_, _> = broken.filter(|(_, entries)| !entries.is_empty()).collect();
    let mut comments = merge_entries(&base.comments, &ours.comments, &theirs.comments);
    let mut extras = |in_article: bool| {
        let [base, ours, theirs] =
            [base, ours, theirs].map(|side| if in_article { &side.article_extras.0 } else { &side.extras.0 });
        let merged = merge_list(
            base,
            ours,
            theirs,
            |(name, _)| name,
            |base, ours, theirs| {
                if let (Some(ours), Some((name, other))) = (ours, theirs)
                    && Some(ours) != theirs
                    && Some(ours) != base
                    && theirs != base
                {
                    let place = CommentPlace::Field(if in_article { "article".to_owned() } else { name.clone() });
                    let text = format!("{name}: {other}");
                    let lines = text.lines().map(|line| format!("// {}", line.trim()).trim_end().to_owned());
                    comments.extend(lines.map(|text| Comment { place: place.clone(), text }));
                }
                if ours == base { theirs.or(ours).cloned() } else { ours.or(theirs).cloned() }
            },
        );
        Extras(merged)
    };
    let (extras, article_extras) = (extras(false), extras(true));
    let stand_ins = merge_list(
        &base.stand_ins,
        &ours.stand_ins,
        &theirs.stand_ins,
        |label| &label.id,
        |_, ours, theirs| ours.or(theirs).cloned(),
    );
    Carried { broken, comments, extras, article_extras, stand_ins }
}
