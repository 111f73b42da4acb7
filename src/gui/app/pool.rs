//! Threads for work off the frame: few, and of lower priority than the frame's own.
//!
//! Some are for what the person waits for, and hardly step back; the others are for long work and leave the processors to
//! whoever else wants them. Of what waits, the tab in front comes first, then what was asked for first.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::task::{TabId, Task, Urgency};

/// Threads for what the person waits for. More than one: a file that does not answer keeps its thread.
const PROMPT: usize = 3;
/// Most threads for long work, however many processors there are: each holds an article and what is found in it.
const MOST_LONG: usize = 8;

/// What a thread is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Prompt,
    Long,
}

impl Role {
    fn of(task: Task) -> Self {
        match task.urgency() {
            Urgency::Prompt => Self::Prompt,
            Urgency::Long | Urgency::Idle => Self::Long,
        }
    }

    /// How nice its threads are, on the system's scale from 0, where the frame's is, to 19.
    fn nice(self) -> i32 {
        match self {
            Self::Prompt => 1,
            Self::Long => 10,
        }
    }
}

/// The threads of a role.
#[derive(Clone, Copy, Debug)]
struct Staff {
    most: usize,
    started: usize,
    /// Those that wait for a job.
    resting: usize,
}

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
    prompt: Staff,
    long: Staff,
    is_closed: bool,
    #[cfg(test)]
    most_running: usize,
}

struct Shared {
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
        drop(rayon::ThreadPoolBuilder::new().start_handler(|_| step_back(Role::Prompt)).build_global());
        Self::with_threads(PROMPT, processors.clamp(2, MOST_LONG))
    }
}

impl Pool {
    /// At most this many threads for what the person waits for, and for long work.
    pub(super) fn with_threads(prompt: usize, long: usize) -> Self {
        let staff = |most| Staff { most, started: 0, resting: 0 };
        let state = State {
            waiting: Vec::new(),
            running: Vec::new(),
            front: None,
            is_held: false,
            prompt: staff(prompt),
            long: staff(long),
            is_closed: false,
            #[cfg(test)]
            most_running: 0,
        };
        Self(Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }))
    }

    /// The queue, for jobs.
    pub(super) fn queue(&self) -> Queue {
        Queue(self.0.clone())
    }

    /// Puts a job in the queue. Where the system gives no thread for it at all, `work` is dropped.
    pub(super) fn run(&self, task: Task, number: u64, work: impl FnOnce() + Send + 'static) {
        let mut state = self.0.lock();
        let role = Role::of(task);
        let waiting = 1 + state.waiting.iter().filter(|job| Role::of(job.task) == role).count();
        let staff = *state.staff(role);
        if staff.resting < waiting && staff.started < staff.most {
            let shared = self.0.clone();
            let name = format!("{role:?}-{}", staff.started + 1).to_lowercase();
            match std::thread::Builder::new().name(name).spawn(move || shared.work_off(role)) {
                Ok(_) => state.staff(role).started += 1,
                Err(_no_thread) if staff.started == 0 => {
                    drop(state);
                    drop(work);
                    return;
                }
                // Those that there are will come to it.
                Err(_no_thread) => {}
            }
        }
        state.waiting.push(Job { task, number, work: Box::new(work) });
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
    fn work_off(&self, role: Role) {
        step_back(role);
        let mut state = self.lock();
        while !state.is_closed {
            let Some(job) = state.take_next(role) else {
                state.staff(role).resting += 1;
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.staff(role).resting -= 1;
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

    fn staff(&mut self, role: Role) -> &mut Staff {
        match role {
            Role::Prompt => &mut self.prompt,
            Role::Long => &mut self.long,
        }
    }

    fn take_next(&mut self, role: Role) -> Option<Job> {
        let has_long = self.has(Urgency::Long);
        let is_idling = self.running.iter().any(|(task, _)| task.urgency() == Urgency::Idle);
        let may_begin = |job: &Job| {
            let is_free = !job.task.takes_turns() || self.running.iter().all(|(task, _)| *task != job.task);
            let has_turn = match job.task.urgency() {
                Urgency::Prompt => true,
                Urgency::Long => !self.is_held,
                Urgency::Idle => !self.is_held && !has_long && !is_idling,
            };
            is_free && has_turn && Role::of(job.task) == role
        };
        let rank = |job: &Job| (job.task.urgency(), job.task.tab() != self.front, job.number);
        let ready = self.waiting.iter().enumerate().filter(|(_, job)| may_begin(job));
        let (next, _) = ready.min_by_key(|(_, job)| rank(job))?;
        Some(self.waiting.swap_remove(next))
    }
}

/// Gives the frame's thread the precedence over this one.
#[cfg(target_os = "linux")]
fn step_back(role: Role) {
    // Linux takes "this process" for the calling thread. Where it refuses, the work is done as it is.
    let _ = rustix::process::setpriority_process(None, role.nice());
}

#[cfg(not(target_os = "linux"))]
fn step_back(role: Role) {
    let _ = role.nice();
}
