//! Threads for work off the frame: few, and of lower priority than the frame's own.
//!
//! The most urgent job is begun first; among equals that of the tab in front, then the one that was asked for first.
//! Long work never takes all threads, so that what the person waits for finds one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::task::{TabId, Task, Urgency};

/// Most threads for long work, however many processors there are: each holds an article and what is found in it.
const MOST_LONG: usize = 8;

type Work = Box<dyn FnOnce() + Send>;

/// A job of the pool.
struct Job {
    task: Task,
    /// Tells jobs apart; later ones have higher numbers.
    number: u64,
    work: Work,
}

struct State {
    waiting: Vec<Job>,
    running: Vec<(Task, u64)>,
    front: Option<TabId>,
    /// Whether long work does not begin.
    is_held: bool,
    threads: usize,
    /// Threads that wait for a job.
    resting: usize,
    is_closed: bool,
    #[cfg(test)]
    most_running: usize,
}

struct Shared {
    limit: usize,
    state: Mutex<State>,
    changed: Condvar,
}

/// The threads, which are started as they are needed. They end when it is dropped, each with the job that it is at.
pub(super) struct Pool(Arc<Shared>);

/// Lets a job ask whether more urgent work waits.
#[derive(Clone)]
pub(super) struct Queue(Arc<Shared>);

impl Queue {
    /// Whether long work is under way or waiting.
    pub(super) fn has_long_work(&self) -> bool {
        self.0.lock().has(Urgency::Long)
    }
}

impl Default for Pool {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        // What works on all processors within a job does it with this priority, too. Fails where it was set up before.
        drop(rayon::ThreadPoolBuilder::new().start_handler(|_| step_back()).build_global());
        Self::with_threads(processors.clamp(2, MOST_LONG) + 1)
    }
}

impl Pool {
    /// At most this many threads; one of them is kept from long work.
    pub(super) fn with_threads(limit: usize) -> Self {
        let state = State {
            waiting: Vec::new(),
            running: Vec::new(),
            front: None,
            is_held: false,
            threads: 0,
            resting: 0,
            is_closed: false,
            #[cfg(test)]
            most_running: 0,
        };
        Self(Arc::new(Shared { limit, state: Mutex::new(state), changed: Condvar::new() }))
    }

    /// The queue, for jobs.
    pub(super) fn queue(&self) -> Queue {
        Queue(self.0.clone())
    }

    /// Puts a job in the queue. Where the system gives no thread at all, `work` is dropped.
    pub(super) fn run(&self, task: Task, number: u64, work: impl FnOnce() + Send + 'static) {
        let mut state = self.0.lock();
        state.waiting.push(Job { task, number, work: Box::new(work) });
        if state.resting < state.waiting.len() && state.threads < self.0.limit {
            let shared = self.0.clone();
            let name = format!("worker-{}", state.threads + 1);
            match std::thread::Builder::new().name(name).spawn(move || shared.work_off()) {
                Ok(_) => state.threads += 1,
                Err(_no_thread) if state.threads == 0 => {
                    let given_up = std::mem::take(&mut state.waiting);
                    drop(state);
                    drop(given_up);
                    return;
                }
                // Those that there are will come to it.
                Err(_no_thread) => {}
            }
        }
        drop(state);
        self.0.changed.notify_all();
    }

    /// Takes a job out of the queue, if it has not begun.
    pub(super) fn withdraw(&self, number: u64) {
        let mut state = self.0.lock();
        let at = state.waiting.iter().position(|job| job.number == number);
        let withdrawn = at.map(|at| state.waiting.remove(at));
        drop(state);
        drop(withdrawn);
    }

    /// The tab in front has changed.
    pub(super) fn set_front(&self, front: Option<TabId>) {
        self.0.lock().front = front;
    }

    /// Long work does not begin while it is held.
    pub(super) fn hold_long_work(&self, is_held: bool) {
        self.0.lock().is_held = is_held;
        self.0.changed.notify_all();
    }

    /// Waits until all files are written. Those whose turn has not come are written here: other jobs may hang.
    pub(super) fn finish_writing(&self) {
        let mut state = self.0.lock();
        loop {
            let is_running = |state: &State, task: Task| state.running.iter().any(|(running, _)| *running == task);
            let ready = state.waiting.iter().position(|job| job.task.writes() && !is_running(&state, job.task));
            if let Some(at) = ready {
                let job = state.waiting.remove(at);
                drop(state);
                job.run();
                state = self.0.lock();
            } else if state.running.iter().any(|(task, _)| task.writes()) {
                state = self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            } else {
                return;
            }
        }
    }

    /// Waits until nothing runs and nothing waits.
    #[cfg(test)]
    pub(super) fn finish(&self) {
        let state = self.0.lock();
        let is_at_work = |state: &mut State| !state.waiting.is_empty() || !state.running.is_empty();
        drop(self.0.changed.wait_while(state, is_at_work));
    }

    #[cfg(test)]
    pub(super) fn most_running(&self) -> usize {
        self.0.lock().most_running
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.is_closed = true;
        let given_up = std::mem::take(&mut state.waiting);
        drop(state);
        self.0.changed.notify_all();
        drop(given_up);
    }
}

impl Job {
    /// A panic ends the job and nothing else; its owner says so when the work is dropped.
    fn run(self) {
        drop(catch_unwind(AssertUnwindSafe(self.work)));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What each thread does.
    fn work_off(&self) {
        step_back();
        let mut state = self.lock();
        while !state.is_closed {
            let Some(job) = state.take_next(self.limit) else {
                state.resting += 1;
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.resting -= 1;
                continue;
            };
            let number = job.number;
            state.running.push((job.task, number));
            #[cfg(test)]
            {
                state.most_running = state.most_running.max(state.running.len());
            }
            drop(state);
            job.run();
            state = self.lock();
            state.running.retain(|(_, running)| *running != number);
            self.changed.notify_all();
        }
    }
}

impl State {
    fn has(&self, urgency: Urgency) -> bool {
        let mut tasks = self.waiting.iter().map(|job| job.task).chain(self.running.iter().map(|(task, _)| *task));
        tasks.any(|task| task.urgency() == urgency)
    }

    fn take_next(&mut self, limit: usize) -> Option<Job> {
        let has_long = self.has(Urgency::Long);
        let not_prompt = self.running.iter().filter(|(task, _)| task.urgency() != Urgency::Prompt).count();
        let may_begin = |job: &Job| {
            let is_free = !job.task.takes_turns() || self.running.iter().all(|(task, _)| *task != job.task);
            is_free
                && match job.task.urgency() {
                    Urgency::Prompt => true,
                    Urgency::Long => !self.is_held && not_prompt + 1 < limit,
                    Urgency::Idle => !self.is_held && !has_long && not_prompt == 0,
                }
        };
        let rank = |job: &Job| (job.task.urgency(), job.task.tab() != self.front, job.number);
        let ready = self.waiting.iter().enumerate().filter(|(_, job)| may_begin(job));
        let (next, _) = ready.min_by_key(|(_, job)| rank(job))?;
        Some(self.waiting.swap_remove(next))
    }
}

/// Gives the frame's thread the precedence over this one.
#[cfg(target_os = "linux")]
fn step_back() {
    /// How nice the thread is, on the system's scale up to 19.
    const NICE: i32 = 5;
    // Linux takes "this process" for the calling thread. Where it refuses, the work is done as it is.
    let _ = rustix::process::setpriority_process(None, NICE);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}
