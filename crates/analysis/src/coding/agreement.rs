//! Agreement of coders beyond chance: Cohen's kappa and Krippendorff's alpha, for codes without order.

use std::collections::BTreeMap;

/// Cohen's kappa, (p_o − p_e) / (1 − p_e), p_o the share of texts with equal codes and p_e that expected
/// of two coders who use each code as often as these and never look at a text (Cohen, "A coefficient of
/// agreement for nominal scales", 1960). `None` without texts, or where p_e is 1.
pub fn kappa(pairs: &[(u32, u32)]) -> Option<f64> {
    let texts = pairs.len() as f64;
    let equal = pairs.iter().filter(|(one, other)| one == other).count() as f64;
    let mut used: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for &(one, other) in pairs {
        used.entry(one).or_default().0 += 1;
        used.entry(other).or_default().1 += 1;
    }
    let by_chance: u64 = used.values().map(|(one, other)| one * other).sum();
    let expected = by_chance as f64 / (texts * texts);
    let observed = equal / texts;
    (!pairs.is_empty() && expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

/// Krippendorff's alpha for nominal codes, 1 − D_o / D_e, from the coincidence matrix: each text coded by
/// m ≥ 2 coders adds its m(m−1) ordered pairs, each with weight 1/(m−1) (Krippendorff, "Computing
/// Krippendorff's alpha-reliability", 2011). `texts` gives the codes of each text, as many as were made.
/// `None` where fewer than two codes occur, so that nothing could have differed.
pub fn alpha(texts: &[Vec<u32>]) -> Option<f64> {
    let mut used: BTreeMap<u32, f64> = BTreeMap::new();
    let (mut values, mut differing) = (0.0, 0.0);
    for codes in texts.iter().filter(|codes| codes.len() > 1) {
        let coders = codes.len() as f64;
        let mut here: BTreeMap<u32, f64> = BTreeMap::new();
        for &code in codes {
            *here.entry(code).or_default() += 1.0;
            *used.entry(code).or_default() += 1.0;
        }
        let alike: f64 = here.values().map(|times| times * (times - 1.0)).sum();
        differing += (coders * (coders - 1.0) - alike) / (coders - 1.0);
        values += coders;
    }
    let alike: f64 = used.values().map(|times| times * (times - 1.0)).sum();
    let expected = values * (values - 1.0) - alike;
    (expected > 0.0).then(|| 1.0 - (values - 1.0) * differing / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(line: &str) -> Vec<Option<u32>> {
        line.split(' ').map(|code| code.parse().ok()).collect()
    }

    /// 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o .7, p_e .5.
    #[test]
    fn kappa_of_a_worked_example() {
        let of = |number: usize, pair| std::iter::repeat_n(pair, number);
        let pairs: Vec<_> = of(20, (1, 1))
            .chain(of(5, (1, 0)))
            .chain(of(10, (0, 1)))
            .chain(of(15, (0, 0)))
            .collect();
        assert!((kappa(&pairs).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(kappa(&[]), None);
        assert_eq!(kappa(&[(3, 3), (3, 3)]), None);
        assert_eq!(kappa(&[(3, 3), (4, 4)]), Some(1.0));
    }

    /// The two nominal examples of Krippendorff (2011): two coders, none missing, .692; four coders with
    /// gaps, .743.
    #[test]
    fn alpha_of_the_published_examples() {
        let one = codes("1 1 2 2 4 3 3 3 5 4 4 1");
        let other = codes("2 1 2 2 2 3 3 3 5 4 4 4");
        let two: Vec<Vec<u32>> =
            one.iter().zip(&other).map(|(a, b)| vec![a.unwrap(), b.unwrap()]).collect();
        assert_eq!(format!("{:.3}", alpha(&two).unwrap()), "0.692");

        let four = [
            codes("1 2 3 3 2 1 4 1 2 . . ."),
            codes("1 2 3 3 2 2 4 1 2 5 . 3"),
            codes(". 3 3 3 2 3 4 2 2 5 1 ."),
            codes("1 2 3 3 2 4 4 1 2 5 1 ."),
        ];
        let texts: Vec<Vec<u32>> =
            (0..12).map(|at| four.iter().filter_map(|coder| coder[at]).collect()).collect();
        assert_eq!(format!("{:.3}", alpha(&texts).unwrap()), "0.743");
        assert_eq!(alpha(&[vec![1, 1], vec![1]]), None);
    }
}
