//! Heights of a page's blocks, with sums and searches in logarithmic time. Exact heights and estimates are summed
//! separately, so that one factor corrects all estimates at once.

/// How many blocks share one sum in the trees; inside such a group, heights are added one by one.
const GROUP: usize = 64;

/// Fenwick trees over block heights, in pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// Exact heights; estimates are stored as negative numbers.
    each: Vec<f32>,
    /// Sums of exact heights and of estimates. `f64`, because a long document is many millions of
    /// pixels high.
    tree: Vec<[f64; 2]>,
    /// The factor that corrects the estimates.
    factor: f64,
}

/// A height split into its exact and its estimated part.
fn parts(height: f32) -> [f64; 2] {
    if height < 0.0 { [0.0, -f64::from(height)] } else { [f64::from(height), 0.0] }
}

impl Heights {
    /// Takes exact heights, and estimates as negative numbers.
    pub(super) fn new(heights: Vec<f32>, factor: f64) -> Self {
        let groups = heights.len().div_ceil(GROUP);
        let mut tree = vec![[0.0; 2]; groups + 1];
        for (group, heights) in heights.chunks(GROUP).enumerate() {
            let at = group + 1;
            for &height in heights {
                let [exact, estimate] = parts(height);
                tree[at][0] += exact;
                tree[at][1] += estimate;
            }
            let parent = at + (at & at.wrapping_neg());
            if parent < tree.len() {
                let [exact, estimate] = tree[at];
                tree[parent][0] += exact;
                tree[parent][1] += estimate;
            }
        }
        Self { each: heights, tree, factor }
    }

    fn height(&self, sums: [f64; 2]) -> f64 {
        sums[0] + sums[1] * self.factor
    }

    pub(super) fn get(&self, block: usize) -> f32 {
        self.each.get(block).map_or(0.0, |&height| self.height(parts(height)) as f32)
    }

    /// The estimate of a block before correction; `None` if its height is exact.
    pub(super) fn estimate(&self, block: usize) -> Option<f32> {
        self.each.get(block).copied().filter(|&height| height < 0.0).map(|height| -height)
    }

    pub(super) fn factor(&self) -> f64 {
        self.factor
    }

    pub(super) fn set_factor(&mut self, factor: f64) {
        self.factor = factor;
    }

    /// Sets an exact height.
    pub(super) fn set(&mut self, block: usize, height: f32) {
        let (before, after) = (parts(self.each[block]), parts(height));
        self.each[block] = height;
        let mut at = block / GROUP + 1;
        while at < self.tree.len() {
            self.tree[at][0] += after[0] - before[0];
            self.tree[at][1] += after[1] - before[1];
            at += at & at.wrapping_neg();
        }
    }

    /// Height of all blocks before `block`.
    pub(super) fn before(&self, block: usize) -> f64 {
        let block = block.min(self.each.len());
        let mut at = block / GROUP;
        let mut sums = [0.0; 2];
        for &height in &self.each[at * GROUP..block] {
            let [exact, estimate] = parts(height);
            sums = [sums[0] + exact, sums[1] + estimate];
        }
        while at > 0 {
            sums = [sums[0] + self.tree[at][0], sums[1] + self.tree[at][1]];
            at -= at & at.wrapping_neg();
        }
        self.height(sums)
    }

    pub(super) fn total(&self) -> f64 {
        self.before(self.each.len())
    }

    /// The block at a height, and the distance from its top.
    pub(super) fn at(&self, y: f64) -> (usize, f64) {
        let (mut group, mut rest) = (0, y.max(0.0));
        let mut step = self.tree.len().next_power_of_two() / 2;
        while step > 0 {
            let next = group + step;
            if next < self.tree.len() && self.height(self.tree[next]) <= rest {
                group = next;
                rest -= self.height(self.tree[next]);
            }
            step /= 2;
        }
        for block in group * GROUP..self.each.len() {
            let height = self.height(parts(self.each[block]));
            if rest < height {
                return (block, rest);
            }
            rest -= height;
        }
        let last = self.each.len().saturating_sub(1);
        (last, f64::from(self.get(last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_searches_agree_with_adding_up() {
        let mut heights =
            Heights::new((0..437).map(|i| if i % 3 == 0 { -1.0 } else { 1.0 } * (i % 7) as f32).collect(), 1.25);
        heights.set(5, 90.0);
        heights.set(436, 3.5);
        heights.set(6, 8.0);
        heights.set_factor(1.5);
        let mut sum = 0.0_f64;
        for block in 0..437 {
            assert!((heights.before(block) - sum).abs() < 1e-3);
            let height = f64::from(heights.get(block));
            if height > 0.0 {
                assert_eq!(heights.at(sum + height / 2.0).0, block);
            }
            sum += height;
        }
        assert!((heights.total() - sum).abs() < 1e-3);
        assert_eq!(heights.at(1e12).0, 436);
        assert_eq!(Heights::new(vec![], 1.0).at(5.0), (0, 0.0));
    }
}
