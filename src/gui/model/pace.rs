//! How long was worked in this window, and how many decisions that makes an hour: for those who want to see it.
//!
//! It is counted only while it is shown, is written nowhere, and is forgotten with the window.

/// A longer pause is not work, in seconds.
const PAUSE_SECS: f64 = 60.0;
/// From which time on decisions an hour mean something, in seconds.
const LEAST_SECS: f64 = 60.0;

/// Working time and decisions since it is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Pace {
    active_secs: f64,
    /// When the person did something last, in seconds of the program's clock.
    last_secs: Option<f64>,
    decisions: u64,
}

impl Pace {
    /// The person does something at this time, in seconds of the program's clock.
    pub(crate) fn act(&mut self, now_secs: f64) {
        let since = self.last_secs.replace(now_secs).map_or(0.0, |last| now_secs - last);
        if since <= PAUSE_SECS {
            self.active_secs += since.max(0.0);
        }
    }

    /// So many decisions were made.
    pub(crate) fn decide(&mut self, count: u64) {
        self.decisions += count;
    }

    /// The decisions so far.
    pub(crate) fn decisions(&self) -> u64 {
        self.decisions
    }

    /// The working time, in whole minutes.
    pub(crate) fn minutes(&self) -> u64 {
        (self.active_secs / 60.0) as u64
    }

    /// Decisions an hour of work; `None` while too little was worked to say.
    pub(crate) fn an_hour(&self) -> Option<u64> {
        let is_enough = self.active_secs >= LEAST_SECS;
        is_enough.then(|| (self.decisions as f64 * 3600.0 / self.active_secs).round() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_of_more_than_a_minute_are_no_work() {
        let mut pace = Pace::default();
        // (when, minutes of work so far)
        for (now, minutes) in [(10.0, 0), (40.0, 0), (100.0, 1), (160.0, 2), (3_000.0, 2), (3_060.0, 3), (3_120.5, 3)] {
            pace.act(now);
            assert_eq!(pace.minutes(), minutes, "at {now} s");
        }
    }

    #[test]
    fn decisions_an_hour_are_said_once_there_is_a_minute() {
        let mut pace = Pace::default();
        pace.act(0.0);
        pace.decide(3);
        pace.act(30.0);
        assert_eq!((pace.decisions(), pace.an_hour()), (3, None));
        pace.decide(3);
        for now in [60.0, 120.0] {
            pace.act(now);
        }
        assert_eq!(pace.an_hour(), Some(180));
    }
}
