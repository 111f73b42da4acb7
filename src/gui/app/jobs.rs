//! Work outside the frame: jobs, and what the window does with their results.
//!
//! A job belongs to a [`Task`], and of each task only the newest job counts: the latest request gets its answer, in
//! whatever order jobs end. A task is pending until the end of its job has been processed. The end of every job is
//! reported, even if it panics or never starts, so the window needs no flags of its own that a lost job could leave
//! set.
//!
//! Independent of the window and of the kind of work: `A` is the type that processes the reports.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use eframe::egui;

use super::pool::{Pool, Queue};
use super::task::Task;
use crate::gui::model::TabId;

/// What the frame does with a job's result.
pub(super) type Report<A> = Box<dyn FnOnce(&mut A) + Send>;

/// The end of a job with a result.
#[allow(clippy::unnecessary_wraps, reason = "what a job returns; others end with nothing to say")]
pub(super) fn done<A>(take: impl FnOnce(&mut A) + Send + 'static) -> Option<Report<A>> {
    Some(Box::new(take))
}

/// A message from a job.
enum Step<A> {
    /// A report before the end.
    Report(Report<A>),
    /// The end, with a last report if there is one.
    End(Option<Report<A>>),
    /// The job ended abnormally.
    Failure,
}

enum Message<A> {
    /// From the job with this number.
    Of(Task, u64, Step<A>),
    /// From something that is not a job.
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
    /// Sends a report that does not come from a job.
    pub(super) fn report(&self, take: impl FnOnce(&mut A) + Send + 'static) {
        self.send(Message::News(Box::new(take)));
    }

    fn send(&self, message: Message<A>) {
        // After the window is gone, nobody needs the report.
        drop(self.sender.send(message));
        self.ctx.request_repaint();
    }
}

/// The longest until a resting job notices that it is not needed any more.
const NAP: Duration = Duration::from_millis(100);

/// A job from the point of view of its work.
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
    /// Whether its result is no longer needed.
    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// The same, in the form that detection needs.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Rests for so long before it looks again at what others may change; `None` as soon as its result is no longer needed.
    pub(super) fn rest(&self, duration: Duration) -> Option<()> {
        let until = Instant::now() + duration;
        while Instant::now() < until {
            if self.is_cancelled() {
                return None;
            }
            std::thread::sleep(NAP);
        }
        Some(())
    }

    /// Whether idle work may run.
    pub(super) fn may_idle(&self) -> bool {
        !self.is_cancelled() && !self.queue.holds_idle()
    }

    /// Sends a report before the job's end.
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

/// A job whose end has not been processed yet.
struct Pending {
    number: u64,
    is_cancelled: Arc<AtomicBool>,
}

/// A message to be processed.
pub(super) enum News<A> {
    /// A report of a job.
    Report(Report<A>),
    /// The task's job panicked, or could not get a thread.
    Failed(Task),
}

/// Starts jobs and collects their reports.
pub(crate) struct Jobs<A> {
    outbox: Outbox<A>,
    inbox: Receiver<Message<A>>,
    pool: Pool,
    pending: HashMap<Task, Pending>,
    last_number: u64,
    /// Which jobs panic, for tests.
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

    /// Starts `work` for a task, replacing its current job.
    pub(super) fn start(&mut self, task: Task, work: impl FnOnce(&Job<A>) -> Option<Report<A>> + Send + 'static) {
        let job = self.new_job(task);
        self.pool.run(task, job.number, move || job.run(work));
    }

    /// Like [`Self::start`], for work that waits for a person: on a thread of its own.
    pub(super) fn start_waiting(
        &mut self,
        task: Task,
        work: impl FnOnce(&Job<A>) -> Option<Report<A>> + Send + 'static,
    ) {
        let job = self.new_job(task);
        // If there is no thread, the job is dropped, which reports the failure.
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

    /// Whether a task is pending.
    pub(super) fn is_pending(&self, task: Task) -> bool {
        self.pending.contains_key(&task)
    }

    /// Whether any task is pending that changes what the window shows: all except watching the files.
    pub(super) fn is_busy(&self) -> bool {
        self.pending.keys().any(|task| !matches!(task, Task::Watch | Task::WatchFolder(_)))
    }

    /// Cancels a task: its result is no longer needed.
    pub(super) fn cancel(&mut self, task: Task) {
        if let Some(pending) = self.pending.remove(&task) {
            pending.is_cancelled.store(true, Ordering::Relaxed);
            self.pool.withdraw(pending.number);
        }
    }

    /// Cancels all tasks of a tab, except writing files.
    pub(super) fn cancel_all_of(&mut self, tab: TabId) {
        let of_tab = |task: &&Task| task.tab() == Some(tab) && !task.writes();
        let tasks: Vec<Task> = self.pending.keys().filter(of_tab).copied().collect();
        for task in tasks {
            self.cancel(task);
        }
    }

    /// Gives this tab's jobs priority over others of the same urgency.
    pub(super) fn set_front(&self, front: Option<TabId>) {
        self.pool.set_front(front);
    }

    /// Holds back long work that has not started, until it is released again.
    pub(super) fn hold_long_work(&self, is_held: bool) {
        self.pool.hold_long_work(is_held);
    }

    /// Waits until all files are written.
    pub(super) fn finish_writing(&self) {
        self.pool.finish_writing();
    }

    /// A sender for reports that do not come from a job.
    pub(super) fn outbox(&self) -> Outbox<A> {
        self.outbox.clone()
    }

    /// The next message.
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use super::*;

    /// The reports processed, in order.
    type Told = Vec<String>;

    /// With this many threads for prompt and for long work.
    fn jobs(prompt: usize, long: usize) -> Jobs<Told> {
        let mut jobs = Jobs::new(egui::Context::default());
        jobs.pool = Pool::with_threads(prompt, long);
        jobs
    }

    #[allow(clippy::needless_pass_by_value, reason = "numbers and words alike")]
    fn say(word: impl ToString) -> Option<Report<Told>> {
        let word = word.to_string();
        done(move |told: &mut Told| told.push(word))
    }

    impl Jobs<Told> {
        /// Waits until all jobs have ended.
        fn finish(&self) {
            self.pool.finish();
        }
    }

    /// Processes messages until so many reports were received, or nothing is pending.
    fn wait(jobs: &mut Jobs<Told>, told: &mut Told, count: usize) {
        while told.len() < count && jobs.is_busy() {
            match jobs.next() {
                Some(News::Report(take)) => take(told),
                Some(News::Failed(task)) => told.push(format!("{task:?} failed")),
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    #[test]
    fn of_two_requests_the_later_wins_in_whatever_order_they_end() {
        for (task, later_first) in [(Task::Browse, true), (Task::Browse, false), (Task::Open(TabId(1)), false)] {
            let (mut jobs, mut told) = (jobs(2, 2), Told::new());
            let (let_go, held) = channel::<()>();
            let (say_ended, has_ended) = channel::<()>();
            jobs.start(task, move |_| {
                let _ = held.recv();
                // Dropped when the job has ended, whatever it reports then.
                let _ended = say_ended;
                say("earlier")
            });
            if later_first {
                jobs.start(task, |_| say("later"));
                wait(&mut jobs, &mut told, 1);
                drop(let_go);
            } else {
                drop(let_go);
                jobs.start(task, move |_| {
                    let _ = has_ended.recv();
                    say("later")
                });
                wait(&mut jobs, &mut told, 1);
            }
            // All reports of the earlier job have arrived by then.
            jobs.finish();
            while let Some(News::Report(take)) = jobs.next() {
                take(&mut told);
            }
            assert_eq!(told, ["later"], "{task:?}, later first: {later_first}");
        }
    }

    #[test]
    fn an_earlier_request_hears_that_it_is_cancelled_and_what_waits_is_never_begun() {
        let (mut jobs, mut told) = (jobs(1, 1), Told::new());
        let began = Arc::new(AtomicUsize::new(0));
        let (say_begun, has_begun) = channel();
        jobs.start(Task::FindEntities, move |job| {
            say_begun.send(()).expect("somebody waits");
            while !job.is_cancelled() {
                std::thread::yield_now();
            }
            say("first")
        });
        has_begun.recv().expect("it begins");
        for number in 2..=9 {
            let began = began.clone();
            jobs.start(Task::FindEntities, move |_| {
                began.fetch_add(1, Ordering::SeqCst);
                say(number)
            });
        }
        wait(&mut jobs, &mut told, 1);
        assert_eq!(told, ["9"]);
        assert_eq!(began.load(Ordering::SeqCst), 1, "each takes the place of the one before");
    }

    #[test]
    fn a_job_that_panics_is_heard_of_and_the_threads_go_on() {
        let (mut jobs, mut told) = (jobs(1, 1), Told::new());
        for number in 1..=5 {
            jobs.start(Task::Save(TabId(number)), |_| panic!("a job that breaks"));
        }
        wait(&mut jobs, &mut told, 5);
        told.sort();
        assert_eq!(told, (1..=5).map(|number| format!("Save(TabId({number})) failed")).collect::<Vec<_>>());
        jobs.start(Task::Save(TabId(1)), |_| say("saved"));
        assert!(jobs.is_pending(Task::Save(TabId(1))));
        wait(&mut jobs, &mut told, 6);
        assert_eq!(told[5], "saved");
        assert!(!jobs.is_pending(Task::Save(TabId(1))));
    }

    #[test]
    fn twenty_articles_and_a_new_lexicon_take_no_more_than_the_pools_threads() {
        let (mut jobs, mut told) = (jobs(1, 2), Told::new());
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let start = |jobs: &mut Jobs<Told>, task: Task| {
            let (now, most) = (now.clone(), most.clone());
            jobs.start(task, move |_| {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(2));
                now.fetch_sub(1, Ordering::SeqCst);
                say("read")
            });
        };
        for tab in 1..=20 {
            start(&mut jobs, Task::Learn(TabId(tab)));
            start(&mut jobs, Task::Detect(TabId(tab)));
        }
        start(&mut jobs, Task::ReadLexicons);
        for tab in 1..=20 {
            start(&mut jobs, Task::Open(TabId(tab)));
        }
        wait(&mut jobs, &mut told, 61);
        assert_eq!(told.len(), 61);
        assert!(jobs.pool.most_running() <= 3, "{}", jobs.pool.most_running());
        assert!(most.load(Ordering::SeqCst) <= 3);
    }

    #[test]
    fn what_the_person_waits_for_finds_a_thread_and_the_tab_in_front_comes_first() {
        let (mut jobs, mut told) = (jobs(1, 1), Told::new());
        let (let_go, held) = channel::<()>();
        let (say_begun, has_begun) = channel();
        jobs.start(Task::Detect(TabId(1)), move |_| {
            say_begun.send(()).expect("somebody waits");
            let _ = held.recv();
            say("first")
        });
        has_begun.recv().expect("it begins");
        jobs.start(Task::Count(TabId(9)), |job| say(if job.may_idle() { "counted" } else { "made way" }));
        for tab in 2..=4 {
            jobs.start(Task::Detect(TabId(tab)), move |_| say(tab));
        }
        jobs.set_front(Some(TabId(3)));
        jobs.start(Task::Save(TabId(2)), |_| say("saved"));
        wait(&mut jobs, &mut told, 1);
        assert_eq!(told, ["saved"], "while long work is under way");
        let_go.send(()).expect("it waits");
        wait(&mut jobs, &mut told, 6);
        assert_eq!(told, ["saved", "first", "3", "2", "4", "counted"]);
    }

    #[test]
    fn counting_makes_way_for_rows() {
        let (mut jobs, mut told) = (jobs(1, 1), Told::new());
        let (let_go, held) = channel::<()>();
        let (say_begun, has_begun) = channel();
        jobs.start(Task::See(TabId(1)), move |_| {
            say_begun.send(()).expect("somebody waits");
            let _ = held.recv();
            say("rows")
        });
        has_begun.recv().expect("it begins");
        jobs.start(Task::Count(TabId(1)), |_| say("counted"));
        // Long enough for a job that need not wait.
        std::thread::sleep(Duration::from_millis(50));
        let_go.send(()).expect("it waits");
        wait(&mut jobs, &mut told, 2);
        assert_eq!(told, ["rows", "counted"]);
    }

    #[test]
    fn everything_is_written_before_the_end_whatever_hangs() {
        let (mut jobs, written) = (jobs(1, 1), Arc::new(AtomicUsize::new(0)));
        let (let_go, held) = channel::<()>();
        let (let_other_go, other) = channel::<()>();
        for (tab, held) in [(1, held), (2, other)] {
            jobs.start(Task::Open(TabId(tab)), move |_| {
                let _ = held.recv();
                None
            });
        }
        for tab in 1..=3 {
            let written = written.clone();
            jobs.start(Task::Save(TabId(tab)), move |_| {
                written.fetch_add(1, Ordering::SeqCst);
                None
            });
        }
        jobs.cancel_all_of(TabId(1));
        jobs.finish_writing();
        assert_eq!(written.load(Ordering::SeqCst), 3);
        drop((let_go, let_other_go));
    }

    #[cfg(target_os = "linux")]
    #[test]
    #[allow(clippy::disallowed_methods, reason = "the process's own figures, no file of the person's")]
    fn jobs_have_a_lower_priority_than_the_frame() {
        let nice = || {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
            // The 17th field after the thread's name, which may contain spaces.
            let (_, fields) = stat.rsplit_once(") ").expect("a name");
            fields.split(' ').nth(16).and_then(|nice| nice.parse::<i32>().ok()).expect("a number")
        };
        let (mut jobs, mut told) = (jobs(1, 1), Told::new());
        jobs.start(Task::Find, move |_| say(nice()));
        wait(&mut jobs, &mut told, 1);
        jobs.start(Task::Detect(TabId(1)), move |_| say(nice()));
        wait(&mut jobs, &mut told, 2);
        let [find, detect] = [0, 1].map(|at| told[at].parse::<i32>().expect("a number"));
        assert!(nice() < find && find < detect, "{told:?}");
    }
}
