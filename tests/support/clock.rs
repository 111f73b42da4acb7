//! Measures the cost of work, for tests of how it grows with the input.

use std::time::Instant;

/// Processor time of this thread in nanoseconds, if the system provides it, so that other programs do not count.
#[allow(clippy::disallowed_methods, reason = "the system tells it in a file")]
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The shortest of three runs of the work, in seconds.
pub(crate) fn shortest(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let (wall, began) = (Instant::now(), on_processor());
        work();
        match (began, on_processor()) {
            (Some(began), Some(now)) => (now - began) as f64 / 1e9,
            _ => wall.elapsed().as_secs_f64(),
        }
    };
    (0..3).map(time).fold(f64::MAX, f64::min)
}

/// Fails if work on `factor` times the input takes more than about three times as long as expected.
pub(crate) fn grows_with_its_input(what: &str, factor: usize, small: f64, large: f64) {
    // The system counts in its ticks, so that short work may seem to take no time at all.
    let most = small * factor as f64 * 3.0 + 0.1;
    assert!(large < most, "{what}: {small:.3} s, and {large:.3} s for {factor} times as much");
}
