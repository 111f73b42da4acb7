//! The thread that writes the journals: the window hands it what was done and goes on.

use std::mem::discriminant;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::found::Former;
use super::journals::{Journals, Subject};
use super::record::{OpenTabs, Record};
use crate::store::disk::Disk;
use crate::store::error::StoreError;

/// What is done within this time is put on the disk at once. With what a disk takes to do that, nothing waits longer than
/// 200 ms.
const GATHERING: Duration = Duration::from_millis(50);
/// How long it waits until it tries again to keep what could not be kept.
const AGAIN: Duration = Duration::from_secs(5);

/// What is to be done with the journal of a number.
#[derive(Debug)]
pub enum Order {
    /// It is about this; the second number counts what was done, also this.
    Begin(u64, u64, Subject),
    /// This was done; the second number counts what was done.
    Push(u64, u64, Record),
    /// What was done up to the second number was saved.
    Saved(u64, u64, Subject),
    /// Nothing in it is unsaved.
    Clear(u64),
    /// The person has given up what is in it.
    SetAside(u64),
    /// It holds what these hold.
    TakeOver(u64, u64, Former),
    /// The window shows this.
    Show(u64, OpenTabs),
    /// Everything is to be on the disk before this is answered.
    Flush(Sender<()>),
}

/// What the window hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was done last cannot be kept anywhere.
    NotKept(StoreError),
    /// It is kept in this folder only, because of this: not in the data folder, but where the machine may keep nothing for
    /// long.
    KeptForNow(PathBuf, StoreError),
    /// It is kept, after it could not be.
    KeptAgain,
}

/// Gives orders to the thread. When the last one is dropped, the thread puts everything on the disk and ends.
#[derive(Clone, Debug)]
pub struct Keeper {
    orders: Sender<Order>,
}

impl Keeper {
    /// Starts the thread; `None` where the system has none.
    pub fn start(
        disk: Arc<dyn Disk>,
        folders: Vec<PathBuf>,
        tell: impl Fn(Told) + Clone + Send + 'static,
    ) -> Option<Self> {
        let (orders, inbox) = channel();
        let (failed, folder) = (tell.clone(), folders.first().cloned().unwrap_or_default());
        let work = move || {
            let work = || {
                Work { journals: Journals::new(disk, folders), tell, told: Told::KeptAgain, again: None }.run(&inbox);
            };
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                failed(Told::NotKept(StoreError::Internal { path: folder }));
            }
        };
        Builder::new().name("journal".to_owned()).spawn(work).ok()?;
        Some(Self { orders })
    }

    /// Hands an order over.
    pub fn order(&self, order: Order) {
        // Fails only when the thread has ended, which it does behind the last order.
        drop(self.orders.send(order));
    }

    /// Waits until everything is on the disk, or for this long.
    pub fn flush(&self, patience: Duration) {
        let (answer, answered) = channel();
        self.order(Order::Flush(answer));
        let _ = answered.recv_timeout(patience);
    }
}

struct Work<T> {
    journals: Journals,
    tell: T,
    /// What was told last.
    told: Told,
    /// When the best folder is tried again.
    again: Option<Instant>,
}

impl<T: Fn(Told)> Work<T> {
    fn run(mut self, inbox: &Receiver<Order>) {
        loop {
            // What could not be kept is tried again even when nothing more is done.
            let first = if self.told == Told::KeptAgain {
                inbox.recv().map_err(|_ended| RecvTimeoutError::Disconnected)
            } else {
                inbox.recv_timeout(AGAIN)
            };
            let mut waiting = match first {
                Ok(order) => self.take(order),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return self.commit(),
            };
            let until = Instant::now() + GATHERING;
            let mut has_ended = false;
            while waiting.is_none() {
                match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                    Ok(order) => waiting = self.take(order),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => {
                        has_ended = true;
                        break;
                    }
                }
            }
            self.commit();
            if let Some(answer) = waiting {
                let _ = answer.send(());
            }
            if has_ended {
                return;
            }
        }
    }

    /// Carries out an order; who waits for an answer gets it after the next commit.
    fn take(&mut self, order: Order) -> Option<Sender<()>> {
        let done = match order {
            Order::Begin(id, upto, subject) => {
                self.journals.begin(id, upto, subject);
                Ok(())
            }
            Order::Push(id, upto, record) => {
                self.journals.push(id, upto, &record);
                Ok(())
            }
            Order::Saved(id, upto, subject) => self.journals.saved(id, upto, subject),
            Order::Clear(id) => {
                self.journals.clear(id);
                Ok(())
            }
            Order::SetAside(id) => self.journals.set_aside(id),
            Order::TakeOver(id, upto, former) => {
                self.journals.take_over(id, upto, former);
                Ok(())
            }
            Order::Show(id, tabs) => {
                self.journals.show(id, tabs);
                Ok(())
            }
            Order::Flush(answer) => return Some(answer),
        };
        // What could not be taken away says nothing that is not true; what could not be kept is told of by the commit.
        drop(done);
        None
    }

    fn commit(&mut self) {
        if self.again.is_some_and(|again| again <= Instant::now()) {
            self.journals.try_best();
            self.again = None;
        }
        let told = match (self.journals.commit(), self.journals.makeshift()) {
            (Err(error), _) => Told::NotKept(error),
            (Ok(()), Some((folder, error))) => Told::KeptForNow(folder, error),
            (Ok(()), None) => Told::KeptAgain,
        };
        if told != Told::KeptAgain {
            self.again.get_or_insert_with(|| Instant::now() + AGAIN);
        }
        // The same trouble is told of once.
        if discriminant(&told) != discriminant(&self.told) {
            self.told = told.clone();
            (self.tell)(told);
        }
    }
}
