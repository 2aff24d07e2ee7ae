//! Priority: the weight with which a statement would be shown next.
//!
//! Source: Polis `math/conversation.clj`. With A agrees, P passes and S votes summed over the
//! groups and E the extremity:
//! - importance = (1 − (P + 1)/(S + 2)) · (1 + E) · (A + 1)/(S + 2)
//! - priority = (importance · (1 + 8·2^(−S/5)))², so that new statements come up
//! - statements about the voter: 7² = 49
//!
//! Polis reads A, P, S of the update before; here they are this analysis's own, which is what a
//! conversation at rest has. Between 2025-03-15 and July 2026 a slip in Polis gave every statement
//! 49; results published then hold nothing else. Checked against the published priorities:
//! `tests/votes`.

use findings::VoteCounts;

/// Priority of a statement about the voter.
pub const META: f64 = 49.0;

/// Priority of a statement without votes, as the Polis server has it.
pub const UNVOTED: f64 = 1.0;

/// How much a statement is worth showing, its age left out.
pub fn importance(counts: VoteCounts, extremity: f64) -> f64 {
    let seen = counts.seen() as f64 + 2.0;
    let passed = (counts.pass as f64 + 1.0) / seen;
    let agreed = (counts.agree as f64 + 1.0) / seen;
    (1.0 - passed) * (1.0 + extremity) * agreed
}

/// Weight with which a statement that is not about the voter is shown.
pub fn priority(counts: VoteCounts, extremity: f64) -> f64 {
    let newness = 1.0 + 8.0 * libm::exp2(-(counts.seen() as f64) / 5.0);
    let root = importance(counts, extremity) * newness;
    root * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn importance_and_priority_by_hand() {
        // (agree, disagree, pass, extremity), importance, priority
        let table = [
            // (1 − 1/2)·1·1/2 = 1/4; new: ·(1 + 8) = 9/4, squared.
            ((0, 0, 0, 0.0), 0.25, 81.0 / 16.0),
            // 5 seen: (1 − 1/7)·(1 + 1)·5/7 = 60/49; ·(1 + 8/2) = 300/49, squared.
            ((4, 1, 0, 1.0), 60.0 / 49.0, 90_000.0 / 2_401.0),
            // 10 seen, half passed: (1 − 6/12)·1·6/12 = 1/4; ·(1 + 8/4) = 3/4, squared.
            ((5, 0, 5, 0.0), 0.25, 0.5625),
        ];
        for ((agree, disagree, pass, extremity), important, prior) in table {
            let counts = VoteCounts { agree, disagree, pass };
            assert!((importance(counts, extremity) - important).abs() < 1e-12, "{counts:?}");
            assert!((priority(counts, extremity) - prior).abs() < 1e-12, "{counts:?}");
        }
    }

    #[test]
    fn passes_and_age_bring_a_statement_down() {
        let of = |agree, pass| priority(VoteCounts { agree, disagree: 0, pass }, 0.5);
        assert!(of(20, 0) > of(15, 5) && of(15, 5) > of(5, 15));
        assert!(of(2, 0) > of(20, 0));
    }
}
