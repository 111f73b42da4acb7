//! The lexicon as it is read: a compiled table, and a person's behind it.

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

/// A place in the trie of names: the words that lead there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NodeId {
    /// Its number in the built-in table, 0 for none.
    base: u32,
    /// Its number in the person's table, 0 for none.
    own: u32,
}

/// The compiled lexicon: a table, and the person's own behind it.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(super) base: Table,
    own: Option<Own>,
}

/// A person's table. Its words and entities are numbered behind those of the built-in one.
#[derive(Clone, Debug)]
struct Own {
    table: Table,
    /// Words and entities of the built-in table.
    first_word: u32,
    first_entity: u32,
    /// For each word of the built-in table its number + 1 here, or 0.
    words: Arc<[u32]>,
}

impl Own {
    /// The number of a word in the person's table.
    fn word(&self, word: WordId) -> Option<u32> {
        match word.0.checked_sub(self.first_word) {
            Some(own) => Some(own),
            None => self.words.get(word.0 as usize).and_then(|number| number.checked_sub(1)),
        }
    }
}

impl Lexicon {
    /// The lexicon that the program is shipped with.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Lexicon>> = OnceLock::new();
        let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
        Arc::clone(
            BUILTIN.get_or_init(|| Arc::new(Self::from_compiled(Cow::Borrowed(compiled)).unwrap_or_else(Self::empty))),
        )
    }

    /// A lexicon from what [`super::compile::Compiler::finish`] made; `None` when the bytes are something else.
    pub fn from_compiled(blob: Cow<'static, [u8]>) -> Option<Self> {
        Table::read(blob).map(|base| Self { base, own: None })
    }

    /// A lexicon that knows nothing.
    pub fn empty() -> Self {
        Self { base: Table::empty(), own: None }
    }

    /// The built-in lexicon alone.
    pub(super) fn without_user(&self) -> Self {
        Self { base: self.base.clone(), own: None }
    }

    /// This lexicon with what [`super::user::compile`] made for it, perhaps in an earlier run (see
    /// [`Self::stamp`]); `None` when the bytes are something else.
    pub fn with_compiled(&self, blob: Cow<'static, [u8]>) -> Option<Self> {
        let table = Table::read(blob)?;
        let first_word = self.base.words();
        let mut words = vec![0; first_word as usize];
        // Through the smaller of the two.
        if table.words() < first_word {
            for own in 0..table.words() {
                let spelled = table.spelled(own);
                let word = self.base.word(spelled, hash::word(spelled));
                if let Some(slot) = word.and_then(|word| words.get_mut(word as usize)) {
                    *slot = own + 1;
                }
            }
        } else {
            for (word, slot) in (0..).zip(&mut words) {
                let spelled = self.base.spelled(word);
                *slot = table.word(spelled, hash::word(spelled)).map_or(0, |own| own + 1);
            }
        }
        let own = Own { table, first_word, first_entity: self.base.entities(), words: words.into() };
        Some(Self { base: self.base.clone(), own: Some(own) })
    }

    /// A number for this very built-in lexicon: what was compiled for another must not be used.
    pub fn stamp(&self) -> u64 {
        self.base.content_hash()
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.base.entities() as usize + self.own.as_ref().map_or(0, |own| own.table.entities() as usize)
    }

    /// Whether the lexicon knows nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entities, in the order of their numbers: the built-in ones by id, then the person's by id.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        (0..self.len() as u32).map(|i| (EntityId::new(i), self.entity(EntityId::new(i))))
    }

    /// Whether an entity comes from a person's lexicon.
    pub fn is_user_made(&self, entity: EntityId) -> bool {
        self.own.as_ref().is_some_and(|own| entity.index() >= own.first_entity)
    }

    /// What is known of an entity; all empty for a number of another lexicon.
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

    /// The entity of a stable id.
    pub fn by_id(&self, id: &str) -> Option<EntityId> {
        let own = || self.own.as_ref().and_then(|own| own.table.by_id(id).map(|n| n + own.first_entity));
        self.base.by_id(id).or_else(own).map(EntityId::new)
    }

    /// The table of an entity, and its number there.
    #[inline]
    pub(super) fn table_of(&self, entity: EntityId) -> (&Table, u32) {
        match &self.own {
            Some(own) if entity.index() >= own.first_entity => (&own.table, entity.index() - own.first_entity),
            _ => (&self.base, entity.index()),
        }
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

    /// The number of a folded word, if any name or class has it.
    #[inline]
    pub fn word(&self, folded: &[u8]) -> Option<WordId> {
        let hash = hash::word(folded);
        if let Some(word) = self.base.word(folded, hash) {
            return Some(WordId(word));
        }
        let own = self.own.as_ref()?;
        own.table.word(folded, hash).map(|word| WordId(own.first_word + word))
    }

    /// The context classes of a word, a bit each; see [`format::CLASSES`].
    #[inline]
    pub fn classes(&self, word: WordId) -> ClassSet {
        self.base.classes(word.0)
    }

    /// Where names that begin with this word go on.
    #[inline]
    pub fn root(&self, word: WordId) -> Option<NodeId> {
        let own = self.own.as_ref().and_then(|own| Some(own.table.root(own.word(word)?)));
        NodeId::some(self.base.root(word.0), own.unwrap_or(0))
    }

    /// Whether names go on with a word, so that [`Self::child`] may find one.
    #[inline]
    pub fn continues(&self, word: WordId) -> bool {
        let own = || self.own.as_ref().is_some_and(|own| own.word(word).is_some_and(|word| own.table.continues(word)));
        self.base.continues(word.0) || own()
    }

    /// Where names go on with another word.
    #[inline]
    pub fn child(&self, node: NodeId, word: WordId) -> Option<NodeId> {
        let own = self.own.as_ref().filter(|_| node.own > 0);
        let own = own.and_then(|own| Some(own.table.child(node.own, own.word(word)?)));
        let base = if node.base > 0 { self.base.child(node.base, word.0) } else { 0 };
        NodeId::some(base, own.unwrap_or(0))
    }

    /// Where the name made of these folded words ends, or one that goes on.
    pub fn name(&self, folded: &[String]) -> Option<NodeId> {
        let (first, rest) = folded.split_first()?;
        let root = self.root(self.word(first.as_bytes())?)?;
        rest.iter().try_fold(root, |node, word| self.child(node, self.word(word.as_bytes())?))
    }

    /// Whether no longer name goes through this node.
    #[inline]
    pub fn is_leaf(&self, node: NodeId) -> bool {
        self.base.is_leaf(node.base) && (node.own == 0 || self.own.as_ref().is_none_or(|o| o.table.is_leaf(node.own)))
    }

    /// Whether a name ends at this node.
    #[inline]
    pub fn has_postings(&self, node: NodeId) -> bool {
        !self.base.postings(node.base).is_empty() || !self.own_postings(node).is_empty()
    }

    #[inline]
    fn own_postings(&self, node: NodeId) -> std::ops::Range<u32> {
        match &self.own {
            Some(own) if node.own > 0 => own.table.postings(node.own),
            _ => 0..0,
        }
    }

    /// The tags of all that a name means, a bit each (see [`format::posting`]); 0 where no name ends.
    #[inline]
    pub fn tags(&self, node: NodeId) -> u16 {
        let tag = |packed: u32| 1_u16 << (packed >> 28);
        let base = self.base.postings(node.base).fold(0, |tags, at| tags | tag(self.base.posting(at)));
        self.own_postings(node).fold(base, |tags, at| tags | tag(self.own_posting(at)))
    }

    /// What a name means: sure places, then weak ones, each with the person's own first and then the
    /// most prominent; factions; nouns.
    pub fn postings(&self, node: NodeId) -> impl Iterator<Item = Posting> + '_ {
        let (mut base, mut own) = (self.base.postings(node.base), self.own_postings(node));
        let mut own_next = own.next().map(|at| self.own_posting(at));
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
                            own_next = own.next().map(|at| self.own_posting(at));
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
        self.own.as_ref().map_or(u32::MAX, |own| own.table.posting(at))
    }

    fn posting(&self, packed: u32) -> Option<Posting> {
        let (tag, features, index) = format::posting::unpack(packed);
        posting::read(&self.base, tag, Features(features as u8), index)
    }
}

impl NodeId {
    /// A number for it, by which what is known of it may be kept.
    pub fn number(self) -> u32 {
        self.base ^ self.own
    }

    #[inline]
    fn some(base: u32, own: u32) -> Option<Self> {
        (base > 0 || own > 0).then_some(Self { base, own })
    }
}
