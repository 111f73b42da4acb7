//! Where the matches of the search stand along the scrollbar.

use crate::session::Session;
use crate::text::Span;

/// Matches along the scrollbar, kept until the search or the bar changes.
#[derive(Default)]
pub(super) struct BarCache {
    /// Search and height that `found` is for.
    found_key: Option<(u64, usize, i32)>,
    /// Offsets of matches from the bar's top, in points.
    found: Vec<f32>,
}

impl BarCache {
    /// Where the matches of the search stand on a bar of a height in points.
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
