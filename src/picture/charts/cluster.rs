//! The order of rows and columns in which what goes together stands together.

/// Orders of the rows and of the columns, as indices. Both are sorted by the first axis of a correspondence analysis,
/// found by averaging the columns' places over the rows and back: rows that share columns come to lie side by side.
pub(super) fn order(cells: &[Vec<u64>], columns: usize) -> (Vec<usize>, Vec<usize>) {
    let rows = cells.len();
    let count = |row: usize, column: usize| cells[row].get(column).copied().unwrap_or(0) as f64;
    let row_sums: Vec<f64> = (0..rows).map(|row| (0..columns).map(|column| count(row, column)).sum()).collect();
    let column_sums: Vec<f64> = (0..columns).map(|column| (0..rows).map(|row| count(row, column)).sum()).collect();
    let total: f64 = row_sums.iter().sum();
    let mut row_scores = vec![0.0; rows];
    // Any start that is not symmetric will do; this one is always the same.
    let mut scores: Vec<f64> = (0..columns).map(|column| (column as f64 * 1.37).sin() + column as f64 * 0.01).collect();
    if total > 0.0 {
        for _ in 0..60 {
            for row in 0..rows {
                let sum: f64 = (0..columns).map(|column| count(row, column) * scores[column]).sum();
                row_scores[row] = if row_sums[row] > 0.0 { sum / row_sums[row] } else { 0.0 };
            }
            for column in 0..columns {
                let sum: f64 = (0..rows).map(|row| count(row, column) * row_scores[row]).sum();
                scores[column] = if column_sums[column] > 0.0 { sum / column_sums[column] } else { 0.0 };
            }
            // Without its mean, or all would come to lie in one place.
            let mean = scores.iter().zip(&column_sums).map(|(score, sum)| score * sum).sum::<f64>() / total;
            for score in &mut scores {
                *score -= mean;
            }
            let size = scores.iter().zip(&column_sums).map(|(score, sum)| score * score * sum).sum::<f64>().sqrt();
            if size < 1e-12 {
                break;
            }
            for score in &mut scores {
                *score /= size;
            }
        }
        for row in 0..rows {
            let sum: f64 = (0..columns).map(|column| count(row, column) * scores[column]).sum();
            row_scores[row] = if row_sums[row] > 0.0 { sum / row_sums[row] } else { f64::MAX };
        }
        for column in 0..columns {
            if column_sums[column] <= 0.0 {
                scores[column] = f64::MAX;
            }
        }
        // The largest row begins: the axis has no direction of its own.
        let largest = (0..rows).max_by(|a, b| row_sums[*a].total_cmp(&row_sums[*b]).then(b.cmp(a)));
        if largest.is_some_and(|row| row_scores[row] > 0.0 && row_scores[row] < f64::MAX) {
            for score in row_scores.iter_mut().chain(&mut scores).filter(|score| **score < f64::MAX) {
                *score = -*score;
            }
        }
    }
    let sorted = |scores: &[f64]| {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(a.cmp(b)));
        order
    };
    (sorted(&row_scores), sorted(&scores))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_together_stands_together() {
        // Two blocks, mixed.
        let cells = [vec![9, 0, 7, 0], vec![0, 5, 0, 4], vec![8, 1, 9, 0], vec![0, 6, 0, 7]].to_vec();
        let (rows, columns) = order(&cells, 4);
        let together = |order: &[usize], a: usize, b: usize| {
            let at = |wanted: usize| order.iter().position(|found| *found == wanted).unwrap();
            at(a).abs_diff(at(b)) == 1
        };
        assert!(together(&rows, 0, 2) && together(&rows, 1, 3), "{rows:?}");
        assert!(together(&columns, 0, 2) && together(&columns, 1, 3), "{columns:?}");
        assert!(rows[0] == 2 || rows[1] == 2, "the largest row's block begins: {rows:?}");
    }

    #[test]
    fn every_row_and_column_is_kept() {
        for cells in [vec![], vec![vec![0, 0]], vec![vec![1], vec![]], vec![vec![3; 5]; 4]] {
            let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
            let (mut rows, mut found) = order(&cells, columns);
            rows.sort_unstable();
            found.sort_unstable();
            assert_eq!((rows, found), ((0..cells.len()).collect(), (0..columns).collect()));
        }
    }
}
