//! Where each annotation begins, by its id, in shards: a clone shares the shards, and a change copies one of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::{FixedState, RandomState};

use super::id::AnnotationId;
use crate::text::Span;

/// The number of shards; of a hundred thousand annotations one holds about two hundred.
const SHARDS: usize = 512;

/// Its keys are hashed with another seed than that by which they were put into shards.
type Shard = HashMap<AnnotationId, Span, RandomState>;

/// The first fragments of annotations, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// None until something is added; each only once it holds something.
    shards: Vec<Option<Arc<Shard>>>,
    len: usize,
}

impl Places {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, id: &AnnotationId) -> Option<Span> {
        self.shards.get(shard_of(id))?.as_ref()?.get(id).copied()
    }

    /// Adds an id; returns false if it is there already, and changes nothing.
    pub(super) fn insert(&mut self, id: &AnnotationId, first: Span) -> bool {
        if self.get(id).is_some() {
            return false;
        }
        if self.shards.is_empty() {
            self.shards = vec![None; SHARDS];
        }
        let shard = self.shards[shard_of(id)].get_or_insert_default();
        if let Entry::Vacant(entry) = Arc::make_mut(shard).entry(id.clone()) {
            entry.insert(first);
            self.len += 1;
        }
        true
    }

    pub(super) fn remove(&mut self, id: &AnnotationId) {
        if self.get(id).is_some()
            && let Some(shard) = &mut self.shards[shard_of(id)]
        {
            Arc::make_mut(shard).remove(id);
            self.len -= 1;
        }
    }
}

fn shard_of(id: &AnnotationId) -> usize {
    FixedState::default().hash_one(id) as usize % SHARDS
}
