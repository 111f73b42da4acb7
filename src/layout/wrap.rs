//! Line breaking: as many parts on a line as fit, as browsers do with `white-space: pre-wrap` and `overflow-wrap:
//! anywhere`.

use std::ops::Range;

use super::shaped::{Shaped, ShapedCluster};

/// Browsers measure in 64ths of a pixel, so an excess smaller than that still fits.
const TOLERANCE_PX: f32 = 1.0 / 64.0;

/// Breaks a paragraph into lines no wider than `width_px`, not counting trailing space. A part that is wider than a
/// whole line is broken between clusters. Linear: visits each cluster once or twice.
pub(super) fn lines(shaped: &Shaped, width_px: f32) -> Vec<Range<u32>> {
    let clusters = &shaped.clusters;
    let mut lines = Vec::new();
    let (mut start, mut last_break, mut x) = (0, None, 0.0_f32);
    let mut i = 0;
    while i < clusters.len() {
        let cluster = clusters[i];
        if cluster.may_break_before() && i > start {
            last_break = Some(i);
        }
        let next_x = x + advance(shaped, cluster, x);
        if next_x <= width_px + TOLERANCE_PX || cluster.hangs() || i == start {
            x = next_x;
            i += 1;
            continue;
        }
        let Some(next_start) = last_break.or_else(|| emergency_break(clusters, start, i)) else {
            x = next_x;
            i += 1;
            continue;
        };
        lines.push(start as u32..next_start as u32);
        (start, i, x, last_break) = (next_start, next_start, 0.0, None);
    }
    if start < clusters.len() {
        lines.push(start as u32..clusters.len() as u32);
    }
    lines
}

/// Width of a cluster that begins at `x` (from the line's beginning), in pixels.
pub(super) fn advance(shaped: &Shaped, cluster: ShapedCluster, x: f32) -> f32 {
    if !cluster.is_tab() {
        return cluster.advance;
    }
    // As in browsers, a tab stop nearer than half a space is skipped.
    let stop = shaped.tab_px.max(1.0);
    let rest = stop - x % stop;
    if rest < stop / 16.0 { rest + stop } else { rest }
}

/// The last place before `i` where a part may be broken: not inside a ligature.
fn emergency_break(clusters: &[ShapedCluster], start: usize, i: usize) -> Option<usize> {
    let at = (start + 1..=i).rev().find(|&at| !clusters[at].continues())?;
    (at > start).then_some(at)
}
