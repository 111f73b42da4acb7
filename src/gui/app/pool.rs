//! Threads for work outside the frame: few, and with lower priority than the frame's thread.
//!
//! Some run work that the person waits for, with almost normal priority; the others run long work and yield the
//! processors to anything else. Among waiting jobs, those of the front tab come first, then the oldest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::task::{Task, Urgency};
use crate::gui::model::TabId;

/// Threads for work that the person waits for. More than one, because a file that does not respond blocks its thread.
const PROMPT: usize = 3;
/// The most threads for long work, however many processors there are, because each holds an article and its results.
const MOST_LONG: usize = 8;

/// The role of a thread.
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

    /// The nice value of its threads, on the system's scale from 0, that of the frame's thread, to 19.
    fn nice(self) -> i32 {
        match self {
            Self::Prompt => 1,
            Self::Long => 10,
        }
    }
}

/// The threads with a role.
#[derive(Clone, Copy, Debug)]
struct Staff {
    most: usize,
    started: usize,
    /// The number of threads that wait for a job.
    resting: usize,
}

type Work = Box<dyn FnOnce() + Send>;

/// A queued job.
struct Job {
    task: Task,
    /// Identifies the job; later ones have higher numbers.
    number: u64,
    work: Work,
}

struct State {
    waiting: Vec<Job>,
    running: Vec<(Task, u64)>,
    front: Option<TabId>,
    /// Whether long work is held back.
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

/// The threads, started on demand. They end when the pool is dropped, each after its current job.
pub(super) struct Pool(Arc<Shared>);

/// Lets a job ask whether more urgent work is waiting.
#[derive(Clone)]
pub(super) struct Queue(Arc<Shared>);

impl Queue {
    /// Whether work is running or waiting for which idle work makes way.
    pub(super) fn holds_idle(&self) -> bool {
        self.0.lock().holds_idle()
    }
}

impl Default for Pool {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        // Parallel work within a job gets this priority as well. Fails if the pool was already set up.
        drop(rayon::ThreadPoolBuilder::new().start_handler(|_| step_back(Role::Prompt)).build_global());
        Self::with_threads(PROMPT, processors.clamp(2, MOST_LONG))
    }
}

impl Pool {
    /// With at most this many threads for prompt and for long work.
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

    /// Queues a job. If the system provides no threads at all, `work` is dropped.
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
                // The existing threads will run it.
                Err(_no_thread) => {}
            }
        }
        state.waiting.push(Job { task, number, work: Box::new(work) });
        drop(state);
        self.0.changed.notify_all();
    }

    /// Removes a job from the queue if it has not started.
    pub(super) fn withdraw(&self, number: u64) {
        let mut state = self.0.lock();
        let at = state.waiting.iter().position(|job| job.number == number);
        let withdrawn = at.map(|at| state.waiting.remove(at));
        drop(state);
        drop(withdrawn);
    }

    /// Sets the front tab.
    pub(super) fn set_front(&self, front: Option<TabId>) {
        self.0.lock().front = front;
    }

    /// Long work does not begin while it is held.
    pub(super) fn hold_long_work(&self, is_held: bool) {
        self.0.lock().is_held = is_held;
        self.0.changed.notify_all();
    }

    /// Waits until all files are written. Queued writes run on this thread, because other jobs may hang.
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
    /// A panic ends only the job; dropping the work reports it.
    fn run(self) {
        drop(catch_unwind(AssertUnwindSafe(self.work)));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The main loop of each thread.
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
    fn holds_idle(&self) -> bool {
        let mut tasks = self.waiting.iter().map(|job| job.task).chain(self.running.iter().map(|(task, _)| *task));
        tasks.any(Task::holds_idle)
    }

    fn staff(&mut self, role: Role) -> &mut Staff {
        match role {
            Role::Prompt => &mut self.prompt,
            Role::Long => &mut self.long,
        }
    }

    fn take_next(&mut self, role: Role) -> Option<Job> {
        let holds_idle = self.holds_idle();
        let is_idling = self.running.iter().any(|(task, _)| task.urgency() == Urgency::Idle);
        let may_begin = |job: &Job| {
            let is_free = !job.task.takes_turns() || self.running.iter().all(|(task, _)| *task != job.task);
            let has_turn = match job.task.urgency() {
                Urgency::Prompt => true,
                Urgency::Long => !self.is_held,
                Urgency::Idle => !self.is_held && !holds_idle && !is_idling,
            };
            is_free && has_turn && Role::of(job.task) == role
        };
        let rank = |job: &Job| (job.task.urgency(), job.task.tab() != self.front, job.number);
        let ready = self.waiting.iter().enumerate().filter(|(_, job)| may_begin(job));
        let (next, _) = ready.min_by_key(|(_, job)| rank(job))?;
        Some(self.waiting.swap_remove(next))
    }
}

/// Lowers the priority of this thread below that of the frame's.
#[cfg(target_os = "linux")]
fn step_back(role: Role) {
    // On Linux "this process" means the calling thread. If this fails, the work runs at normal priority.
    let _ = rustix::process::setpriority_process(None, role.nice());
}

#[cfg(not(target_os = "linux"))]
fn step_back(role: Role) {
    let _ = role.nice();
}
