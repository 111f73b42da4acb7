//! Heights of a page's blocks: sums and searches in logarithmic time.

/// A Fenwick tree over block heights, in pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    heights: Vec<f32>,
    /// `f64`, because a long document is many millions of pixels high.
    tree: Vec<f64>,
}

impl Heights {
    pub(super) fn new(heights: Vec<f32>) -> Self {
        let mut tree = vec![0.0; heights.len() + 1];
        for (i, &height) in heights.iter().enumerate() {
            let at = i + 1;
            tree[at] += f64::from(height);
            let parent = at + (at & at.wrapping_neg());
            if parent < tree.len() {
                let sum = tree[at];
                tree[parent] += sum;
            }
        }
        Self { heights, tree }
    }

    pub(super) fn get(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or(0.0)
    }

    pub(super) fn set(&mut self, block: usize, height: f32) {
        let change = f64::from(height) - f64::from(self.heights[block]);
        self.heights[block] = height;
        let mut at = block + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Height of all blocks before `block`.
    pub(super) fn before(&self, block: usize) -> f64 {
        let mut at = block.min(self.heights.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at -= at & at.wrapping_neg();
        }
        sum
    }

    pub(super) fn total(&self) -> f64 {
        self.before(self.heights.len())
    }

    /// The block at a height, and how far inside.
    pub(super) fn at(&self, y: f64) -> (usize, f64) {
        let (mut block, mut rest) = (0, y.max(0.0));
        let mut step = self.tree.len().next_power_of_two() / 2;
        while step > 0 {
            let next = block + step;
            if next < self.tree.len() && self.tree[next] <= rest {
                block = next;
                rest -= self.tree[next];
            }
            step /= 2;
        }
        if block >= self.heights.len() {
            let last = self.heights.len().saturating_sub(1);
            return (last, f64::from(self.get(last)));
        }
        (block, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_searches_agree_with_adding_up() {
        let mut heights = Heights::new((0..137).map(|i| (i % 7) as f32).collect());
        heights.set(5, 90.0);
        heights.set(136, 3.5);
        let mut sum = 0.0_f64;
        for block in 0..137 {
            assert!((heights.before(block) - sum).abs() < 1e-6);
            let height = f64::from(heights.get(block));
            if height > 0.0 {
                assert_eq!(heights.at(sum + height / 2.0).0, block);
            }
            sum += height;
        }
        assert!((heights.total() - sum).abs() < 1e-6);
        assert_eq!(heights.at(1e12).0, 136);
        assert_eq!(Heights::new(vec![]).at(5.0), (0, 0.0));
    }
}
