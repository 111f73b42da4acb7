//! The cluster table: hit testing, caret and span rectangles of one paragraph.
//!
//! parley's own cursor draws the caret on the wrong line and loses selected lines in right-to-left text, so positions
//! are kept here: one entry per grapheme cluster, in logical order.

use std::ops::Range;

use super::line::Line;

/// One positioned grapheme cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cluster {
    /// First byte in the paragraph.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// Left edge, in pixels from the column's left.
    pub left: f32,
    /// Right edge, in pixels.
    pub right: f32,
    /// Whether it stands in a right-to-left run.
    pub rtl: bool,
}

/// The neighbour to which a caret between two clusters belongs. The two can be far apart: at a line break, and where
/// the direction changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// To the cluster before it.
    Upstream,
    /// To the cluster after it.
    #[default]
    Downstream,
}

/// A caret position in a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaretPos {
    /// Byte offset in the paragraph, on a grapheme boundary.
    pub byte: u32,
    /// The cluster beside which it is drawn.
    pub affinity: Affinity,
}

/// All clusters of a paragraph, line after line, in logical order inside a line.
#[derive(Clone, Debug, Default)]
pub struct ClusterTable {
    pub(super) clusters: Vec<Cluster>,
}

impl ClusterTable {
    /// The clusters of a line in logical order.
    pub fn line(&self, line: &Line) -> &[Cluster] {
        &self.clusters[line.clusters.start as usize..line.clusters.end as usize]
    }

    /// All clusters in logical order.
    pub fn all(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The caret position nearest to `x` in a line. The half of the cluster that is hit decides the side.
    pub(super) fn hit(&self, line: &Line, x: f32) -> CaretPos {
        let mut best: Option<(f32, &Cluster)> = None;
        for cluster in self.line(line) {
            let distance = if x < cluster.left {
                cluster.left - x
            } else if x > cluster.right {
                x - cluster.right
            } else {
                0.0
            };
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, cluster));
            }
        }
        let Some((_, cluster)) = best else {
            return CaretPos { byte: line.start, affinity: Affinity::Downstream };
        };
        let left_half = x < f32::midpoint(cluster.left, cluster.right);
        if left_half == cluster.rtl {
            CaretPos { byte: cluster.end, affinity: Affinity::Upstream }
        } else {
            CaretPos { byte: cluster.start, affinity: Affinity::Downstream }
        }
    }

    /// The visual runs of a byte range in a line as `(left, right)`, from left to right; adjacent clusters form one
    /// run. A range that cuts a cluster takes the whole of it.
    pub(super) fn runs(&self, line: &Line, range: &Range<u32>) -> Vec<(f32, f32)> {
        let clusters = self.line(line);
        let from = clusters.partition_point(|c| c.end <= range.start);
        let mut runs: Vec<(f32, f32)> = clusters[from..]
            .iter()
            .take_while(|c| c.start < range.end)
            .filter(|c| c.right > c.left)
            .map(|c| (c.left, c.right))
            .collect();
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        runs.dedup_by(|next, run| {
            let touches = next.0 - run.1 < 0.05;
            if touches {
                run.1 = run.1.max(next.1);
            }
            touches
        });
        runs
    }
}
