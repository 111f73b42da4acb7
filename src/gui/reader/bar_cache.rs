//! Positions of the search's matches along the scrollbar.

use crate::session::Session;
use crate::text::Span;

/// Matches along the scrollbar, cached until the search or the bar changes.
#[derive(Default)]
pub(super) struct BarCache {
    /// The search and the height for which `found` was computed.
    found_key: Option<(u64, usize, i32)>,
    /// Offsets of matches from the bar's top, in points.
    found: Vec<f32>,
}

impl BarCache {
    /// Positions of the matches on a bar of the given height in points.
    pub(super) fn found(&mut self, spans: &[Span], stamp: u64, session: &Session, height: f32) -> &[f32] {
        let key = (stamp, spans.len(), height as i32);
        if self.found_key != Some(key) {
            self.found_key = Some(key);
            let len = f64::from(session.document().len().max(1));
            self.found = spans.iter().map(|span| (f64::from(span.start.0) / len * f64::from(height)) as f32).collect();
            self.found.dedup_by_key(|y| *y as i32 / 3);
        }
        &self.found
    }
}
