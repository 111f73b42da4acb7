//! Work off the frame: jobs, and what the window does with what they found.
//!
//! A job is for a [`Task`], and of each task only the newest job counts: whoever asked last gets the answer, in whatever
//! order jobs end. A task is pending until the end of its job was taken in. Each job is heard of at its end, also one that
//! panics or never begins; so the window keeps no flag of its own that a lost job could leave set.
//!
//! Knows neither the window nor what is worked on: `A` is who takes in the reports.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui;

use super::pool::{Pool, Queue};
use super::task::{TabId, Task};

/// What is done, in the frame, with what a job has found.
pub(super) type Report<A> = Box<dyn FnOnce(&mut A) + Send>;

/// The end of a job that has found something.
pub(super) fn done<A>(take: impl FnOnce(&mut A) + Send + 'static) -> Option<Report<A>> {
    Some(Box::new(take))
}

/// What comes from a job.
enum Step<A> {
    /// Something on the way.
    Report(Report<A>),
    /// It has ended, with what it had to say last.
    End(Option<Report<A>>),
    /// It has ended without coming to its end.
    Failure,
}

enum Message<A> {
    /// Of the job with this number.
    Of(Task, u64, Step<A>),
    /// Of what is no job.
    News(Report<A>),
}

/// Sends to the window and wakes it.
pub(super) struct Outbox<A> {
    ctx: egui::Context,
    sender: Sender<Message<A>>,
}

impl<A> Clone for Outbox<A> {
    fn clone(&self) -> Self {
        Self { ctx: self.ctx.clone(), sender: self.sender.clone() }
    }
}

impl<A> Outbox<A> {
    /// Reports what no job has found.
    pub(super) fn tell(&self, take: impl FnOnce(&mut A) + Send + 'static) {
        self.send(Message::News(Box::new(take)));
    }

    fn send(&self, message: Message<A>) {
        // Where the window is gone, nobody waits for the report any more.
        drop(self.sender.send(message));
        self.ctx.request_repaint();
    }
}

/// A job as its work sees it.
pub(super) struct Job<A> {
    task: Task,
    number: u64,
    is_cancelled: Arc<AtomicBool>,
    outbox: Outbox<A>,
    queue: Queue,
    has_ended: bool,
    #[cfg(test)]
    breaks: bool,
}

impl<A> Job<A> {
    /// Whether nobody waits for it any more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// The same, as detection asks for it.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether there is nothing better to do than what is done idly.
    pub(super) fn may_idle(&self) -> bool {
        !self.is_cancelled() && !self.queue.has_long_work()
    }

    /// Reports before the job has ended.
    pub(super) fn report(&self, take: impl FnOnce(&mut A) + Send + 'static) {
        self.send(Step::Report(Box::new(take)));
    }

    /// Wakes the window without a report.
    pub(super) fn wake(&self) {
        self.outbox.ctx.request_repaint();
    }

    fn run(mut self, work: impl FnOnce(&Self) -> Option<Report<A>>) {
        #[cfg(test)]
        assert!(!self.breaks, "a test breaks this job");
        let report = if self.is_cancelled() { None } else { work(&self) };
        self.has_ended = true;
        self.send(Step::End(report));
    }

    fn send(&self, step: Step<A>) {
        self.outbox.send(Message::Of(self.task, self.number, step));
    }
}

impl<A> Drop for Job<A> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.send(Step::Failure);
        }
    }
}

/// A job whose end was not taken in yet.
struct Pending {
    number: u64,
    is_cancelled: Arc<AtomicBool>,
}

/// What has come in.
pub(super) enum News<A> {
    /// What a job has found.
    Report(Report<A>),
    /// The job for this has panicked, or had no thread to begin on.
    Failed(Task),
}

/// Starts jobs and gathers what they report.
pub(crate) struct Jobs<A> {
    outbox: Outbox<A>,
    inbox: Receiver<Message<A>>,
    pool: Pool,
    pending: HashMap<Task, Pending>,
    last_number: u64,
    /// Which jobs panic.
    #[cfg(test)]
    pub(super) breaks: fn(Task) -> bool,
}

impl<A: 'static> Jobs<A> {
    pub(super) fn new(ctx: egui::Context) -> Self {
        let (sender, inbox) = channel();
        Self {
            outbox: Outbox { ctx, sender },
            inbox,
            pool: Pool::default(),
            pending: HashMap::new(),
            last_number: 0,
            #[cfg(test)]
            breaks: |_| false,
        }
    }

    /// Starts `work` for a task, in place of what is under way for it.
    pub(super) fn start(&mut self, task: Task, work: impl FnOnce(&Job<A>) -> Option<Report<A>> + Send + 'static) {
        let job = self.new_job(task);
        self.pool.run(task, job.number, move || job.run(work));
    }

    /// As [`Self::start`], for work that waits for a person: on a thread of its own.
    pub(super) fn start_waiting(
        &mut self,
        task: Task,
        work: impl FnOnce(&Job<A>) -> Option<Report<A>> + Send + 'static,
    ) {
        let job = self.new_job(task);
        // Where there is no thread, the job is dropped, and says so.
        drop(std::thread::Builder::new().name("waiting".to_owned()).spawn(move || job.run(work)));
    }

    fn new_job(&mut self, task: Task) -> Job<A> {
        self.cancel(task);
        self.last_number += 1;
        let (number, is_cancelled) = (self.last_number, Arc::<AtomicBool>::default());
        self.pending.insert(task, Pending { number, is_cancelled: is_cancelled.clone() });
        Job {
            task,
            number,
            is_cancelled,
            outbox: self.outbox.clone(),
            queue: self.pool.queue(),
            has_ended: false,
            #[cfg(test)]
            breaks: (self.breaks)(task),
        }
    }

    /// Whether a task is under way.
    pub(super) fn is_pending(&self, task: Task) -> bool {
        self.pending.contains_key(&task)
    }

    /// Whether anything is under way that changes what the window shows: all but looking after the files.
    pub(super) fn is_busy(&self) -> bool {
        self.pending.keys().any(|task| *task != Task::Watch)
    }

    /// Nobody waits any more for what is under way for a task.
    pub(super) fn cancel(&mut self, task: Task) {
        if let Some(pending) = self.pending.remove(&task) {
            pending.is_cancelled.store(true, Ordering::Relaxed);
            self.pool.withdraw(pending.number);
        }
    }

    /// Nor for anything that is under way for a tab, except what is being written.
    pub(super) fn cancel_all_of(&mut self, tab: TabId) {
        let of_tab = |task: &&Task| task.tab() == Some(tab) && !task.writes();
        let tasks: Vec<Task> = self.pending.keys().filter(of_tab).copied().collect();
        for task in tasks {
            self.cancel(task);
        }
    }

    /// What is about this tab goes before the rest of its kind.
    pub(super) fn set_front(&self, front: Option<TabId>) {
        self.pool.set_front(front);
    }

    /// Holds back long work that has not begun, until it is let go again.
    pub(super) fn hold_long_work(&self, is_held: bool) {
        self.pool.hold_long_work(is_held);
    }

    /// Waits until all files are written.
    pub(super) fn finish_writing(&self) {
        self.pool.finish_writing();
    }

    /// A way to report for what is no job.
    pub(super) fn outbox(&self) -> Outbox<A> {
        self.outbox.clone()
    }

    /// The next that has come in.
    pub(super) fn next(&mut self) -> Option<News<A>> {
        loop {
            let (task, number, step) = match self.inbox.try_recv().ok()? {
                Message::News(report) => return Some(News::Report(report)),
                Message::Of(task, number, step) => (task, number, step),
            };
            if self.pending.get(&task).is_none_or(|pending| pending.number != number) {
                continue;
            }
            let end = match step {
                Step::Report(report) => return Some(News::Report(report)),
                Step::End(report) => report.map(News::Report),
                Step::Failure => Some(News::Failed(task)),
            };
            self.pending.remove(&task);
            if end.is_some() {
                return end;
            }
        }
    }
}

impl<A> Drop for Jobs<A> {
    fn drop(&mut self) {
        for (_, pending) in self.pending.iter().filter(|(task, _)| !task.writes()) {
            pending.is_cancelled.store(true, Ordering::Relaxed);
        }
        self.pool.finish_writing();
    }
}
