//! Counts the memory of this process, and finds what panics or takes too long.

#![allow(unsafe_code, reason = "an allocator that counts has to be one")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// The system's memory, counted.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static COUNTING: Counting = Counting;

fn take(bytes: usize) {
    let now = IN_USE.fetch_add(bytes, Relaxed) + bytes;
    MOST.fetch_max(now, Relaxed);
}

// SAFETY: everything is passed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        take(size);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// What work has cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// The most bytes of memory that it had at a time.
    pub(crate) memory: usize,
    pub(crate) time: Duration,
    pub(crate) has_panicked: bool,
}

/// Runs work; nothing else may run meanwhile.
pub(crate) fn cost_of(work: impl FnOnce()) -> Cost {
    let before = IN_USE.load(Relaxed);
    MOST.store(before, Relaxed);
    let began = Instant::now();
    let has_panicked = catch_unwind(AssertUnwindSafe(work)).is_err();
    Cost { memory: MOST.load(Relaxed) - before, time: began.elapsed(), has_panicked }
}
