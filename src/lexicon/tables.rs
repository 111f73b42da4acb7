//! The lexicon as other modules read it: the built-in table, and a user's table added to it.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::country::country_code;
use super::country::country_number;
use super::entity::{Entity, EntityId};
use super::format::{self, ClassSet};
use super::posting::{self, Features, Posting};
use super::table::Table;
use crate::text::hash;

/// A word of the lexicon's vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A node in the trie of names: a sequence of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NodeId {
    /// Its number in the built-in table, 0 for none.
    base: u32,
    /// Its number in the user's table, 0 for none.
    user: u32,
}

/// The compiled lexicon: the built-in table, and the user's own after it.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(super) base: Table,
    user: Option<UserTable>,
}

/// A user's table. Its words and entities are numbered after those of the built-in one.
#[derive(Clone, Debug)]
struct UserTable {
    table: Table,
    /// Counts of words and entities in the built-in table.
    first_word: u32,
    first_entity: u32,
    /// For each word of the built-in table, its number + 1 in this table, or 0.
    words: Arc<[u32]>,
    /// The built-in entities in whose place one of this table is shown, each with the number of that one; in the order of
    /// both, which is that of their ids.
    replaced: Arc<[(u32, u32)]>,
}

impl UserTable {
    /// The number of a word in the user's table.
    fn word(&self, word: WordId) -> Option<u32> {
        match word.0.checked_sub(self.first_word) {
            Some(user) => Some(user),
            None => self.words.get(word.0 as usize).and_then(|number| number.checked_sub(1)),
        }
    }

    /// The number of the entity that is shown in the place of a built-in one, if there is one.
    fn in_place_of(&self, built_in: u32) -> Option<u32> {
        let at = self.replaced.binary_search_by_key(&built_in, |(base, _)| *base).ok()?;
        self.replaced.get(at).map(|(_, own)| *own)
    }

    /// Whether an entity of this table is shown in the place of a built-in one.
    fn replaces(&self, own: u32) -> bool {
        self.replaced.binary_search_by_key(&own, |(_, own)| *own).is_ok()
    }
}

/// The entities of two tables that have the same id, in its order; the smaller table is gone through.
fn of_same_id(base: &Table, user: &Table) -> Vec<(u32, u32)> {
    if user.entities() < base.entities() {
        (0..user.entities()).filter_map(|own| Some((base.by_id(user.string(own, 0))?, own))).collect()
    } else {
        (0..base.entities()).filter_map(|known| Some((known, user.by_id(base.string(known, 0))?))).collect()
    }
}

impl Lexicon {
    /// The lexicon built into the program.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Lexicon>> = OnceLock::new();
        let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
        Arc::clone(
            BUILTIN.get_or_init(|| Arc::new(Self::from_compiled(Cow::Borrowed(compiled)).unwrap_or_else(Self::empty))),
        )
    }

    /// A lexicon from the bytes made by [`super::compile::Compiler::finish`]; `None` when they are not a lexicon.
    pub(crate) fn from_compiled(blob: Cow<'static, [u8]>) -> Option<Self> {
        Table::read(blob).map(|base| Self { base, user: None })
    }

    /// A lexicon without entries.
    pub fn empty() -> Self {
        Self { base: Table::empty(), user: None }
    }

    /// The built-in lexicon alone.
    pub(super) fn without_user(&self) -> Self {
        Self { base: self.base.clone(), user: None }
    }

    /// This lexicon with a table that [`super::user::compile`] made for it, perhaps in an earlier run (see
    /// [`Self::stamp`]); `None` when the bytes are not a lexicon.
    pub fn with_compiled(&self, blob: Cow<'static, [u8]>) -> Option<Self> {
        let table = Table::read(blob)?;
        let first_word = self.base.words();
        let mut words = vec![0; first_word as usize];
        // Iterate over the smaller of the two.
        if table.words() < first_word {
            for user in 0..table.words() {
                let spelled = table.spelled(user);
                let word = self.base.word(spelled, hash::word(spelled));
                if let Some(slot) = word.and_then(|word| words.get_mut(word as usize)) {
                    *slot = user + 1;
                }
            }
        } else {
            for (word, slot) in (0..).zip(&mut words) {
                let spelled = self.base.spelled(word);
                *slot = table.word(spelled, hash::word(spelled)).map_or(0, |user| user + 1);
            }
        }
        let replaced = of_same_id(&self.base, &table).into();
        let user = UserTable { table, first_word, first_entity: self.base.entities(), words: words.into(), replaced };
        Some(Self { base: self.base.clone(), user: Some(user) })
    }

    /// Identifies this exact built-in lexicon: a table compiled for another one must not be used with it.
    pub fn stamp(&self) -> u64 {
        self.base.content_hash()
    }

    /// How many numbers of entities there are.
    pub fn len(&self) -> usize {
        self.base.entities() as usize + self.user.as_ref().map_or(0, |user| user.table.entities() as usize)
    }

    /// Whether the lexicon has no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entities, in the order of their numbers: the built-in ones by id, then the user's by id.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        let own = self.user.as_ref();
        let replaces =
            move |i: u32| own.is_some_and(|own| i.checked_sub(own.first_entity).is_some_and(|i| own.replaces(i)));
        let all = (0..self.len() as u32).filter(move |i| !replaces(*i)).map(EntityId::new);
        all.map(|id| (id, self.entity(id)))
    }

    /// Whether an entity comes from a user's lexicon.
    pub(crate) fn is_user_made(&self, entity: EntityId) -> bool {
        self.user.as_ref().is_some_and(|user| entity.index() >= user.first_entity)
    }

    /// The entity of a number; an empty one if the number comes from another lexicon.
    pub fn entity(&self, entity: EntityId) -> Entity<'_> {
        let (lat, lon) = (f32::from_bits(self.field(entity, 7)), f32::from_bits(self.field(entity, 8)));
        let known = (entity.index() as usize) < self.len();
        Entity {
            id: self.string(entity, 0),
            canonical: self.string(entity, 2),
            english: self.string(entity, 4),
            kind: if known { format::kind_name(self.kind(entity)) } else { "" },
            country: self.country_name(entity),
            position: (known && !lat.is_nan() && !lon.is_nan()).then_some((lat, lon)),
            population: self.field(entity, 9),
            geonames: Some(self.field(entity, format::GEONAMES_FIELD)).filter(|id| *id > 0),
        }
    }

    /// The entity with a stable id.
    pub fn by_id(&self, id: &str) -> Option<EntityId> {
        let user = || self.user.as_ref().and_then(|user| user.table.by_id(id).map(|n| n + user.first_entity));
        self.base.by_id(id).or_else(user).map(EntityId::new)
    }

    /// The table that says what an entity is, and its number there: a built-in one may be described by the user.
    #[inline]
    pub(super) fn table_of(&self, entity: EntityId) -> (&Table, u32) {
        let Some(user) = &self.user else { return (&self.base, entity.index()) };
        let own = entity.index().checked_sub(user.first_entity).or_else(|| user.in_place_of(entity.index()));
        own.map_or((&self.base, entity.index()), |own| (&user.table, own))
    }

    #[inline]
    fn field(&self, entity: EntityId, field: u32) -> u32 {
        let (table, entity) = self.table_of(entity);
        table.field(entity, field)
    }

    fn string(&self, entity: EntityId, field: u32) -> &str {
        let (table, entity) = self.table_of(entity);
        table.string(entity, field)
    }

    fn country_name(&self, entity: EntityId) -> Option<&str> {
        country_code(self.country(entity))
    }

    /// The number of an entity's kind; see [`format::KINDS`].
    pub fn kind(&self, entity: EntityId) -> u8 {
        (self.field(entity, format::KIND_FIELD) & 0xFF) as u8
    }

    /// Whether an entity is a faction (otherwise a place).
    pub fn is_faction(&self, entity: EntityId) -> bool {
        self.kind(entity) < format::FACTION_KINDS || self.string(entity, 0).starts_with("faction:")
    }

    /// An entity's country as a number below [`COUNTRIES`], 0 when unknown.
    pub fn country(&self, entity: EntityId) -> u16 {
        let code = self.field(entity, format::KIND_FIELD) >> 16;
        country_number(&[(code >> 8) as u8, (code & 0xFF) as u8])
    }

    /// Inhabitants of a place, 0 when unknown.
    pub fn population(&self, entity: EntityId) -> u32 {
        self.field(entity, 9)
    }

    /// The faction that a faction belongs to.
    pub fn parent(&self, entity: EntityId) -> Option<EntityId> {
        self.field(entity, 10).checked_sub(1).map(EntityId::new)
    }

    /// The number of a folded word, if it occurs in a name or has a class.
    #[inline]
    pub fn word(&self, folded: &[u8]) -> Option<WordId> {
        let hash = hash::word(folded);
        if let Some(word) = self.base.word(folded, hash) {
            return Some(WordId(word));
        }
        let user = self.user.as_ref()?;
        user.table.word(folded, hash).map(|word| WordId(user.first_word + word))
    }

    /// The context classes of a word, one bit each; see [`format::CLASSES`].
    #[inline]
    pub fn classes(&self, word: WordId) -> ClassSet {
        self.base.classes(word.0)
    }

    /// The node of names that begin with this word.
    #[inline]
    pub fn root(&self, word: WordId) -> Option<NodeId> {
        let user = self.user.as_ref().and_then(|user| Some(user.table.root(user.word(word)?)));
        NodeId::some(self.base.root(word.0), user.unwrap_or(0))
    }

    /// Whether a word occurs in names after their first word, so that [`Self::child`] may succeed.
    #[inline]
    pub(crate) fn continues(&self, word: WordId) -> bool {
        let user =
            || self.user.as_ref().is_some_and(|user| user.word(word).is_some_and(|word| user.table.continues(word)));
        self.base.continues(word.0) || user()
    }

    /// The child of a node by its next word.
    #[inline]
    pub fn child(&self, node: NodeId, word: WordId) -> Option<NodeId> {
        let user = self.user.as_ref().filter(|_| node.user > 0);
        let user = user.and_then(|user| Some(user.table.child(node.user, user.word(word)?)));
        let base = if node.base > 0 { self.base.child(node.base, word.0) } else { 0 };
        NodeId::some(base, user.unwrap_or(0))
    }

    /// The node reached by these folded words, whether or not a name ends there.
    pub fn name(&self, folded: &[String]) -> Option<NodeId> {
        let (first, rest) = folded.split_first()?;
        let root = self.root(self.word(first.as_bytes())?)?;
        rest.iter().try_fold(root, |node, word| self.child(node, self.word(word.as_bytes())?))
    }

    /// Whether no longer name passes through this node.
    #[inline]
    pub(crate) fn is_leaf(&self, node: NodeId) -> bool {
        self.base.is_leaf(node.base)
            && (node.user == 0 || self.user.as_ref().is_none_or(|o| o.table.is_leaf(node.user)))
    }

    /// Whether a name ends at this node.
    #[inline]
    pub(crate) fn has_postings(&self, node: NodeId) -> bool {
        !self.base.postings(node.base).is_empty() || !self.user_postings(node).is_empty()
    }

    #[inline]
    fn user_postings(&self, node: NodeId) -> std::ops::Range<u32> {
        match &self.user {
            Some(user) if node.user > 0 => user.table.postings(node.user),
            _ => 0..0,
        }
    }

    /// The tags of all meanings of a name, one bit each (see [`format::posting`]); 0 where no name ends.
    #[inline]
    pub fn tags(&self, node: NodeId) -> u16 {
        let tag = |packed: u32| 1_u16 << (packed >> 28);
        let base = self.base.postings(node.base).fold(0, |tags, at| tags | tag(self.base.posting(at)));
        self.user_postings(node).fold(base, |tags, at| tags | tag(self.own_posting(at)))
    }

    /// The meanings of a name: sure places, then weak ones, each with the user's own first and then by prominence; then
    /// factions, then nouns.
    pub(crate) fn postings(&self, node: NodeId) -> impl Iterator<Item = Posting> + '_ {
        let (mut base, mut user) = (self.base.postings(node.base), self.user_postings(node));
        let mut own_next = user.next().map(|at| self.own_posting(at));
        std::iter::from_fn(move || {
            loop {
                let packed = match own_next {
                    None => self.base.posting(base.next()?),
                    Some(packed) => {
                        let next = base.clone().next().map(|at| self.base.posting(at));
                        if let Some(next) = next.filter(|next| next >> 28 < packed >> 28) {
                            base.next();
                            next
                        } else {
                            own_next = user.next().map(|at| self.own_posting(at));
                            packed
                        }
                    }
                };
                if let Some(posting) = self.posting(packed) {
                    return Some(posting);
                }
            }
        })
    }

    fn own_posting(&self, at: u32) -> u32 {
        self.user.as_ref().map_or(u32::MAX, |user| user.table.posting(at))
    }

    fn posting(&self, packed: u32) -> Option<Posting> {
        let (tag, features, index) = format::posting::unpack(packed);
        posting::read(&self.base, tag, Features(features as u8), index)
    }
}

impl NodeId {
    /// An opaque number of the node, usable as a cache key.
    pub fn number(self) -> u32 {
        self.base ^ self.user
    }

    #[inline]
    fn some(base: u32, user: u32) -> Option<Self> {
        (base > 0 || user > 0).then_some(Self { base, user })
    }
}
