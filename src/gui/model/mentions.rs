//! Mentions gathered by the thing they name.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::annotation::{LabelId, Status};
use crate::lexicon::Lexicon;
use crate::session::{MarkKind, Session};
use crate::text::Span;
use crate::text::fold::{FoldOptions, Folded, fold_words};

/// All mentions of one thing.
#[derive(Clone, Debug)]
pub(crate) struct MentionGroup {
    /// Its Arabic name, or the text of its first mention.
    pub(crate) name: String,
    /// Its English name, where one is known.
    pub(crate) english: String,
    /// Its label.
    pub(crate) label: LabelId,
    /// Where it is mentioned, references included; in the order of the text.
    pub(crate) mentions: Vec<Span>,
    /// How many of them nobody has decided about.
    pub(crate) undecided: usize,
    /// Whether a person made one of them, or changed it.
    pub(crate) is_user_made: bool,
    /// Whether these mentions were rejected or left out.
    pub(crate) is_rejected: bool,
    /// The entity's id, or the folded text.
    pub(crate) key: String,
    /// Both names as they are searched and sorted.
    pub(crate) folded: String,
}

impl MentionGroup {
    /// Which of its mentions stands on exactly this span.
    pub(crate) fn position(&self, span: Span) -> Option<usize> {
        self.mentions.binary_search_by_key(&(span.start, Reverse(span.end)), |m| (m.start, Reverse(m.end))).ok()
    }
}

/// Gathers the marks of a session by entity, or by folded text where none is known: most
/// mentioned first, what was rejected last.
pub(crate) fn mention_groups(session: &Session, lexicon: &Lexicon) -> Vec<MentionGroup> {
    let mut groups: Vec<MentionGroup> = Vec::new();
    let mut index: HashMap<(LabelId, String, bool), usize> = HashMap::new();
    for mark in session.all_marks().filter(|mark| mark.is_first) {
        let entity = match mark.kind {
            MarkKind::Suggestion(i) => session.candidates().get(i).and_then(|candidate| session.entity_of(candidate)),
            MarkKind::Annotation(id) => session.annotations().get(id).and_then(|a| a.entity.clone()),
        };
        // A file can name an entity without a name: that is none.
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
                let folded = format!("{} {}", fold_words(&name).join(" "), fold_words(&english).join(" "));
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
    // Stable: things mentioned equally often stay in the order of the text.
    groups.sort_by_key(|group| (group.is_rejected, Reverse(group.mentions.len())));
    groups
}
