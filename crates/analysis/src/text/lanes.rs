//! Sums with a fixed order: 16 lanes, folded in a fixed tree.
//!
//! A sum of floats depends on its order, so the order is written down here and nowhere left to the
//! compiler, the processor or the number of threads. Sixteen lanes map onto any vector width up to 512
//! bits without changing a bit of the result. Products are rounded before they are added: no fused
//! multiply-add.

/// Lanes of every sum.
pub(crate) const LANES: usize = 16;

/// Σ aᵢ·bᵢ of two rows of the same length.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (a_whole, a_rest) = a.as_chunks::<LANES>();
    let (b_whole, b_rest) = b.as_chunks::<LANES>();
    for (x, y) in a_whole.iter().zip(b_whole) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (x, y)) in a_rest.iter().zip(b_rest).enumerate() {
        lanes[lane] += x * y;
    }
    fold(lanes)
}

/// y ← y + a·x, element by element.
pub(crate) fn add_scaled(y: &mut [f32], a: f32, x: &[f32]) {
    for (to, from) in y.iter_mut().zip(x) {
        *to += a * from;
    }
}

/// Scales a row to length 1; a row of zeros stays. Gives the length it had.
pub(crate) fn normalise(row: &mut [f32]) -> f32 {
    let length = dot(row, row).sqrt();
    if length > 0.0 {
        for value in row.iter_mut() {
            *value /= length;
        }
    }
    length
}

/// Σ aᵢ of a row.
pub(crate) fn sum(row: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for x in whole {
        for lane in 0..LANES {
            lanes[lane] += x[lane];
        }
    }
    for (lane, x) in rest.iter().enumerate() {
        lanes[lane] += x;
    }
    fold(lanes)
}

fn fold(lanes: [f32; LANES]) -> f32 {
    let mut sums = lanes;
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            sums[lane] += sums[lane + width];
        }
        width /= 2;
    }
    sums[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn dot_is_near_the_sum_in_double_precision(
            pairs in proptest::collection::vec((-1.0f32..1.0, -1.0f32..1.0), 0..200),
        ) {
            let (a, b): (Vec<f32>, Vec<f32>) = pairs.into_iter().unzip();
            let exact: f64 = a.iter().zip(&b).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum();
            prop_assert!((f64::from(dot(&a, &b)) - exact).abs() < 1e-4);
        }
    }

    #[test]
    fn the_order_of_a_sum_is_part_of_its_result() {
        let mut row = vec![1e8_f32; 16];
        row.extend([1.0; 16]);
        row.extend([-1e8; 16]);
        assert_eq!(dot(&row, &[1.0; 48]), 0.0);
        assert_eq!(normalise(&mut [3.0, 4.0]), 5.0);
    }
}
