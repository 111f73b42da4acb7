//! Mentions grouped by entity.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::annotation::{LabelId, Status};
use crate::lexicon::Lexicon;
use crate::session::{MarkKind, Session};
use crate::text::Span;
use crate::text::fold::{FoldOptions, Folded, fold_phrase};

/// All mentions of one entity.
#[derive(Clone, Debug)]
pub(crate) struct MentionGroup {
    /// Its Arabic name, or the text of its first mention.
    pub(crate) name: String,
    /// Its English name, if known.
    pub(crate) english: String,
    /// Its label.
    pub(crate) label: LabelId,
    /// The spans of its mentions, including references, in the order of the text.
    pub(crate) mentions: Vec<Span>,
    /// Number of undecided mentions.
    pub(crate) undecided: usize,
    /// Whether a person made or changed one of them.
    pub(crate) is_user_made: bool,
    /// Whether these mentions were rejected or left out.
    pub(crate) is_rejected: bool,
    /// The entity's id, or the folded text of the mentions.
    pub(crate) key: String,
    /// Both names in the form used for searching and sorting.
    pub(crate) folded: String,
}

impl MentionGroup {
    /// The index of the mention with exactly this span.
    pub(crate) fn position(&self, span: Span) -> Option<usize> {
        self.mentions.binary_search_by_key(&span.text_order(), |mention| mention.text_order()).ok()
    }
}

/// Groups the marks of a session by entity, or by folded text if the entity is unknown: the most frequent first,
/// rejected ones last.
pub(crate) fn mention_groups(session: &Session, lexicon: &Lexicon) -> Vec<MentionGroup> {
    let mut groups: Vec<MentionGroup> = Vec::new();
    let mut index: HashMap<(LabelId, String, bool), usize> = HashMap::new();
    for mark in session.all_marks().filter(|mark| mark.is_first) {
        let entity = match mark.kind {
            MarkKind::Suggestion(i) => session.candidates().get(i).and_then(|candidate| session.entity_of(candidate)),
            MarkKind::Annotation(id) => session.annotations().get(id).and_then(|a| a.entity.clone()),
        };
        // A file may contain an empty entity id.
        let entity = entity.filter(|id| !id.is_empty());
        let quote = session.words_of(&mark);
        let quote = quote.as_ref();
        let key = entity.clone().unwrap_or_else(|| Folded::new(quote, &FoldOptions::ALL).text);
        let is_rejected = mark.status == Status::Rejected;
        let at = match index.entry((mark.label.clone(), key.clone(), is_rejected)) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let known = entity.and_then(|id| lexicon.by_id(&id)).map(|id| lexicon.entity(id));
                let name = known
                    .as_ref()
                    .map_or_else(|| quote.split_whitespace().collect::<Vec<_>>().join(" "), |e| e.canonical.to_owned());
                let english = known.map_or_else(String::new, |e| e.english.to_owned());
                let (label, mentions) = (mark.label.clone(), Vec::new());
                let folded = format!("{} {}", fold_phrase(&name), fold_phrase(&english));
                let (undecided, is_user_made) = (0, false);
                groups.push(MentionGroup {
                    name,
                    english,
                    label,
                    mentions,
                    undecided,
                    is_user_made,
                    is_rejected,
                    key,
                    folded,
                });
                *entry.insert(groups.len() - 1)
            }
        };
        let group = &mut groups[at];
        group.mentions.push(mark.span);
        group.undecided += usize::from(mark.status == Status::Suggested);
        group.is_user_made |= mark.is_user_made;
    }
    // Stable: groups with equally many mentions stay in the order of the text.
    groups.sort_by_key(|group| (group.is_rejected, Reverse(group.mentions.len())));
    groups
}
