//! A disk in memory that fails, tears and forgets, by chance of a seed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use hawashi::store::{Access, Disk, DiskFile, StoreError};

/// A source of chance (SplitMix64), by its state.
#[derive(Clone, Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// One that a seed decides.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: u32) -> bool {
        n > 0 && self.below(n as usize) == 0
    }
}

#[derive(Clone, Debug, Default)]
struct Content {
    /// What reading gives.
    cached: Vec<u8>,
    durable: Vec<u8>,
    /// Writes that no sync has put on the disk.
    pending: Vec<(usize, Vec<u8>)>,
}

impl Content {
    fn persist(&mut self, at: usize, bytes: &[u8]) {
        let end = at + bytes.len();
        if self.durable.len() < end {
            self.durable.resize(end, 0);
        }
        self.durable[at..end].copy_from_slice(bytes);
    }
}

#[derive(Clone, Debug)]
enum NameOp {
    Link(PathBuf, usize),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf, usize),
    Exchange((PathBuf, usize), (PathBuf, usize)),
}

impl NameOp {
    fn is_in(&self, folder: &Path) -> bool {
        match self {
            Self::Link(path, _) | Self::Unlink(path) => path.parent() == Some(folder),
            Self::Rename(from, to, _) => from.parent() == Some(folder) || to.parent() == Some(folder),
            Self::Exchange((a, _), (b, _)) => a.parent() == Some(folder) || b.parent() == Some(folder),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Link(path, content) => drop(names.insert(path.clone(), *content)),
            Self::Unlink(path) => drop(names.remove(path)),
            Self::Rename(from, to, content) => {
                names.remove(from);
                names.insert(to.clone(), *content);
            }
            Self::Exchange((a, of_a), (b, of_b)) => {
                names.insert(a.clone(), *of_b);
                names.insert(b.clone(), *of_a);
            }
        }
    }
}

#[derive(Clone, Debug)]
struct State {
    chance: Chance,
    /// One call in so many fails; none for 0.
    fails_one_in: u32,
    failures: usize,
    /// How many calls still have an effect; any number for `None`.
    calls_left: Option<usize>,
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    pending_names: Vec<NameOp>,
    /// Contents that an open file has locked.
    locked: BTreeSet<usize>,
}

impl State {
    /// Counts a call, and fails it without an effect when the power is gone.
    fn count(&mut self) -> io::Result<()> {
        match &mut self.calls_left {
            Some(0) => return Err(ErrorKind::Other.into()),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }

    fn may_fail(&mut self) -> io::Result<()> {
        self.count()?;
        if !self.chance.one_in(self.fails_one_in) {
            return Ok(());
        }
        self.failures += 1;
        Err(io::Error::from(if self.chance.one_in(2) { ErrorKind::StorageFull } else { ErrorKind::Other }))
    }

    fn do_name(&mut self, op: NameOp) {
        op.apply(&mut self.names);
        self.pending_names.push(op);
    }

    fn content_of(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// The disk; clones are the same one.
#[derive(Clone, Debug)]
pub(crate) struct FaultDisk(Arc<Mutex<State>>);

impl FaultDisk {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            chance: Chance::new(seed),
            fails_one_in: 0,
            failures: 0,
            calls_left: None,
            contents: Vec::new(),
            names: BTreeMap::new(),
            durable_names: BTreeMap::new(),
            pending_names: Vec::new(),
            locked: BTreeSet::new(),
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// From now on, one call in so many fails; none for 0.
    pub(crate) fn fail_one_in(&self, calls: u32) {
        self.state().fails_one_in = calls;
    }

    pub(crate) fn failures(&self) -> usize {
        self.state().failures
    }

    /// The power will be gone after so many more calls; then [`Self::crash`] is due.
    pub(crate) fn cut_power_after(&self, calls: usize) {
        self.state().calls_left = Some(calls);
    }

    pub(crate) fn has_no_power(&self) -> bool {
        self.state().calls_left == Some(0)
    }

    /// What another machine would find on the disk if the power went now.
    pub(crate) fn after_power_failure(&self) -> Self {
        let mut state = self.state().clone();
        state.locked.clear();
        let found = Self(Arc::new(Mutex::new(state)));
        found.crash();
        found
    }

    /// The machine starts again after a power failure: of what was not synced, any part is lost, and writes are torn at any byte.
    pub(crate) fn crash(&self) {
        let state = &mut *self.state();
        state.calls_left = None;
        for content in &mut state.contents {
            for (at, bytes) in std::mem::take(&mut content.pending) {
                match state.chance.below(4) {
                    0 | 1 => content.persist(at, &bytes),
                    2 => {
                        let (a, b) = (state.chance.below(bytes.len() + 1), state.chance.below(bytes.len() + 1));
                        content.persist(at + a.min(b), &bytes[a.min(b)..a.max(b)]);
                    }
                    _ => {}
                }
            }
            content.cached.clone_from(&content.durable);
        }
        for op in std::mem::take(&mut state.pending_names) {
            if state.chance.one_in(2) {
                op.apply(&mut state.durable_names);
            }
        }
        state.names.clone_from(&state.durable_names);
    }
}

impl Disk for FaultDisk {
    fn create(&self, path: &Path, _: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.state();
        state.may_fail()?;
        if state.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.contents.push(Content::default());
        let content = state.contents.len() - 1;
        state.do_name(NameOp::Link(path.to_owned(), content));
        Ok(Box::new(FaultFile::new(self, content)))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let content = self.state().content_of(path)?;
        Ok(Box::new(FaultFile::new(self, content)))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let state = self.state();
        let content = state.content_of(path).map_err(|_missing| StoreError::Missing { path: path.to_owned() })?;
        Ok(state.contents[content].cached.clone())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.may_fail()?;
        let content = state.content_of(from)?;
        state.do_name(NameOp::Rename(from.to_owned(), to.to_owned(), content));
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.state().names.contains_key(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.may_fail()?;
        let (of_a, of_b) = (state.content_of(a)?, state.content_of(b)?);
        state.do_name(NameOp::Exchange((a.to_owned(), of_a), (b.to_owned(), of_b)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.may_fail()?;
        state.content_of(path)?;
        state.do_name(NameOp::Unlink(path.to_owned()));
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.state().names.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        self.state().may_fail()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let state = &mut *self.state();
        state.may_fail()?;
        let ops = std::mem::take(&mut state.pending_names);
        for op in ops {
            if op.is_in(folder) {
                op.apply(&mut state.durable_names);
            } else {
                state.pending_names.push(op);
            }
        }
        Ok(())
    }
}

#[derive(Debug)]
struct FaultFile {
    disk: FaultDisk,
    content: usize,
    has_lock: AtomicBool,
}

impl FaultFile {
    fn new(disk: &FaultDisk, content: usize) -> Self {
        Self { disk: disk.clone(), content, has_lock: AtomicBool::new(false) }
    }
}

impl Drop for FaultFile {
    fn drop(&mut self) {
        if self.has_lock.load(Ordering::Relaxed) {
            self.disk.state().locked.remove(&self.content);
        }
    }
}

impl Write for FaultFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let state = &mut *self.disk.state();
        state.count()?;
        let mut len = bytes.len();
        if state.chance.one_in(state.fails_one_in) {
            state.failures += 1;
            match state.chance.below(4) {
                0 => return Err(ErrorKind::Interrupted.into()),
                1 => return Err(ErrorKind::StorageFull.into()),
                2 => return Err(ErrorKind::Other.into()),
                // A short write, which may be the last one before the disk is full.
                _ => len = state.chance.below(bytes.len()).max(1).min(bytes.len()),
            }
        }
        let content = &mut state.contents[self.content];
        content.pending.push((content.cached.len(), bytes[..len].to_owned()));
        content.cached.extend(&bytes[..len]);
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for FaultFile {
    /// After one that has failed, what was written reads as if it were on the disk, and any part of it is not.
    fn sync(&mut self) -> io::Result<()> {
        let state = &mut *self.disk.state();
        if state.calls_left == Some(0) {
            return Err(ErrorKind::Other.into());
        }
        let failed = state.may_fail();
        for (at, bytes) in std::mem::take(&mut state.contents[self.content].pending) {
            if failed.is_ok() || state.chance.one_in(2) {
                state.contents[self.content].persist(at, &bytes);
            }
        }
        failed
    }

    fn lock(&self) -> io::Result<bool> {
        let is_free = self.disk.state().locked.insert(self.content);
        self.has_lock.fetch_or(is_free, Ordering::Relaxed);
        Ok(is_free)
    }

    fn resemble(&self, _: &Path) -> io::Result<bool> {
        Ok(true)
    }
}
