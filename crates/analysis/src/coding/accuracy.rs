//! Precision, recall and size of themes against the codes of people, from a sample by theme.
//!
//! Stratum s has W_s contributions, n_s of them coded; f_s,t is the share of codes `t` in it, each text
//! counting once however many coded it. Precision of t is f_t,t; its share of everything Σ W_s f_s,t / Σ W_s;
//! its recall A / (A + B) with A = W_t f_t,t and B = Σ_{s≠t} W_s f_s,t. Variances are those of a stratified
//! sample without the finite-population correction (Cochran, "Sampling Techniques", 1977, §5.3 and, for the
//! ratio, §6.2), turned into Wilson intervals with the effective sample size p(1−p)/Var, as for survey
//! proportions (Korn & Graubard 1998). Coefficients of agreement have bootstrap intervals over texts.
//! Cost: resamples × texts.

use findings::{Accuracy, Estimate, ThemeAccuracy, ThemeId};

use super::agreement::{alpha, kappa};
use crate::random::Random;

/// Resamples behind an interval of kappa or alpha.
const RESAMPLES: u64 = 1_000;

/// What a coder decided on one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// It belongs to the theme with this place in the list.
    Theme(u32),
    /// It belongs to none of them.
    None,
}

impl Code {
    fn number(self) -> u32 {
        match self {
            Code::Theme(theme) => theme,
            Code::None => u32::MAX,
        }
    }
}

/// A text of the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedText {
    /// Place of the theme that the program gave it.
    pub stratum: u32,
    /// The code of each coder, in their order; `None` where one left it out.
    pub codes: Vec<Option<Code>>,
}

/// Measures a sorting against coders. `themes` and how many contributions each has are the strata;
/// `texts` were drawn by [`sample`](super::sample) and name strata by place. Strata without a coded text
/// take no part in figures over all.
pub fn accuracy(themes: &[(ThemeId, u64)], texts: &[CodedText], seed: u64) -> Accuracy {
    let coded: Vec<&CodedText> = texts.iter().filter(|text| text.made().next().is_some()).collect();
    let coders = coded.iter().map(|text| text.codes.len()).max().unwrap_or(0);
    let shared = coded.iter().filter(|text| text.made().count() == coders).count();
    let strata = Strata::of(themes, &coded);
    let pairs: Vec<(u32, u32)> = coded.iter().filter_map(|text| text.pair()).collect();
    let given: Vec<Vec<u32>> =
        coded.iter().map(|text| text.made().map(Code::number).collect()).collect();
    Accuracy {
        coders: coders as u32,
        texts: coded.len() as u64,
        shared: shared as u64,
        kappa: if coders == 2 { resampled(&pairs, kappa, seed) } else { None },
        alpha: resampled(&given, alpha, seed),
        correct: strata.over_all(|at, stratum| stratum.share(Code::Theme(at))),
        none: strata.over_all(|_, stratum| stratum.share(Code::None)),
        themes: (0..).zip(themes).map(|(at, (id, _))| strata.theme(at, id)).collect(),
    }
}

impl CodedText {
    fn made(&self) -> impl Iterator<Item = Code> {
        self.codes.iter().copied().flatten()
    }

    fn pair(&self) -> Option<(u32, u32)> {
        match self.codes[..] {
            [Some(one), Some(other)] => Some((one.number(), other.number())),
            _ => None,
        }
    }
}

/// One theme's contributions and the codes made in its part of the sample.
struct Stratum {
    contributions: f64,
    texts: f64,
    /// Share of each theme's code, then of [`Code::None`].
    shares: Vec<f64>,
}

impl Stratum {
    fn share(&self, code: Code) -> f64 {
        let place = match code {
            Code::Theme(theme) => theme as usize,
            Code::None => self.shares.len() - 1,
        };
        self.shares[place]
    }

    /// Variance of the mean of a share.
    fn variance(&self, share: f64) -> f64 {
        share * (1.0 - share) / self.texts
    }
}

struct Strata(Vec<Stratum>);

impl Strata {
    fn of(themes: &[(ThemeId, u64)], coded: &[&CodedText]) -> Strata {
        let empty = |(_, contributions): &(ThemeId, u64)| Stratum {
            contributions: *contributions as f64,
            texts: 0.0,
            shares: vec![0.0; themes.len() + 1],
        };
        let mut strata: Vec<Stratum> = themes.iter().map(empty).collect();
        for text in coded {
            let stratum = &mut strata[text.stratum as usize];
            let part = 1.0 / text.made().count() as f64;
            for code in text.made() {
                let place = (code.number() as usize).min(themes.len());
                stratum.shares[place] += part;
            }
            stratum.texts += 1.0;
        }
        for stratum in strata.iter_mut().filter(|stratum| stratum.texts > 0.0) {
            stratum.shares.iter_mut().for_each(|share| *share /= stratum.texts);
        }
        Strata(strata)
    }

    fn coded(&self) -> impl Iterator<Item = (u32, &Stratum)> {
        (0..).zip(&self.0).filter(|(_, stratum)| stratum.texts > 0.0)
    }

    /// A share over all contributions; `share` gives that of a stratum.
    fn over_all(&self, share: impl Fn(u32, &Stratum) -> f64) -> Estimate {
        let (mut all, mut texts, mut sum, mut variance) = (0.0, 0.0, 0.0, 0.0);
        for (at, stratum) in self.coded() {
            let share = share(at, stratum);
            all += stratum.contributions;
            texts += stratum.texts;
            sum += stratum.contributions * share;
            variance += stratum.contributions * stratum.contributions * stratum.variance(share);
        }
        if all == 0.0 {
            return Estimate::wilson(0.0, 0.0);
        }
        interval(sum / all, variance / (all * all), texts)
    }

    fn theme(&self, at: u32, id: &ThemeId) -> ThemeAccuracy {
        let own = &self.0[at as usize];
        let code = Code::Theme(at);
        ThemeAccuracy {
            theme: id.clone(),
            sampled: own.texts as u64,
            precision: (own.texts > 0.0).then(|| Estimate::wilson(own.share(code), own.texts)),
            recall: self.recall(at),
            share: self.over_all(|_, stratum| stratum.share(code)),
        }
    }

    fn recall(&self, at: u32) -> Option<Estimate> {
        let code = Code::Theme(at);
        let (mut inside, mut outside) = ((0.0, 0.0), (0.0, 0.0));
        let mut texts = 0.0;
        for (number, stratum) in self.coded() {
            let share = stratum.share(code);
            let part = if number == at { &mut inside } else { &mut outside };
            part.0 += stratum.contributions * share;
            part.1 += stratum.contributions * stratum.contributions * stratum.variance(share);
            texts += stratum.texts * share;
        }
        let all = inside.0 + outside.0;
        let variance = (outside.0 * outside.0 * inside.1 + inside.0 * inside.0 * outside.1)
            / (all * all * all * all);
        (all > 0.0).then(|| interval(inside.0 / all, variance, texts))
    }
}

/// The Wilson interval with the effective sample size; `texts` where the sample shows no variance.
fn interval(share: f64, variance: f64, texts: f64) -> Estimate {
    let effective = if variance > 0.0 { share * (1.0 - share) / variance } else { texts };
    Estimate::wilson(share, effective)
}

/// A coefficient with its bootstrap interval: the 2.5 % and 97.5 % points of its values in resamples.
fn resampled<T: Clone>(
    texts: &[T],
    coefficient: fn(&[T]) -> Option<f64>,
    seed: u64,
) -> Option<Estimate> {
    let value = coefficient(texts)?;
    let mut values: Vec<f64> = (0..RESAMPLES)
        .filter_map(|resample| {
            let mut random = Random::stream(seed, resample);
            let drawn: Vec<T> =
                texts.iter().map(|_| texts[random.below(texts.len())].clone()).collect();
            coefficient(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |part: f64| {
        let place = (part * (values.len() as f64 - 1.0)).round() as usize;
        values.get(place).copied().unwrap_or(value)
    };
    Some(Estimate { value, low: at(0.025).min(value), high: at(0.975).max(value) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::{Sample, sample};

    fn themes(sizes: &[u64]) -> Vec<(ThemeId, u64)> {
        (1..).zip(sizes).map(|(id, &size): (u32, _)| (ThemeId(id.to_string()), size)).collect()
    }

    fn text(stratum: u32, codes: &[Code]) -> CodedText {
        CodedText { stratum, codes: codes.iter().map(|&code| Some(code)).collect() }
    }

    /// Theme 1 has 900 contributions, theme 2 has 100; of ten texts read in each, coders put eight and five
    /// where the program did, and the others in the other theme, but one that fits none.
    #[test]
    fn a_worked_example() {
        let (one, two) = (Code::Theme(0), Code::Theme(1));
        let mut texts = vec![text(0, &[one]); 8];
        texts.extend([text(0, &[two]), text(0, &[Code::None])]);
        texts.extend(vec![text(1, &[two]); 5]);
        texts.extend(vec![text(1, &[one]); 5]);
        let found = accuracy(&themes(&[900, 100]), &texts, 1);
        let close =
            |value: f64, expected: f64| assert!((value - expected).abs() < 1e-12, "{value}");
        close(found.correct.value, 0.77);
        close(found.none.value, 0.09);
        close(found.themes[0].precision.unwrap().value, 0.8);
        close(found.themes[0].recall.unwrap().value, 720.0 / 770.0);
        close(found.themes[0].share.value, 0.77);
        close(found.themes[1].recall.unwrap().value, 50.0 / 140.0);
        close(found.themes[1].share.value, 0.14);
        assert_eq!((found.coders, found.texts, found.kappa, found.alpha), (1, 20, None, None));
    }

    #[test]
    fn coders_who_agree_wholly_and_a_text_that_one_left_out() {
        let (one, two) = (Code::Theme(0), Code::Theme(1));
        let mut texts = vec![text(0, &[one, one]); 9];
        texts.extend(vec![text(1, &[two, two]); 9]);
        texts.push(CodedText { stratum: 1, codes: vec![Some(two), None] });
        texts.push(CodedText { stratum: 1, codes: vec![None, None] });
        let found = accuracy(&themes(&[50, 50]), &texts, 1);
        assert_eq!((found.coders, found.texts, found.shared), (2, 19, 18));
        let whole = Estimate { value: 1.0, low: 1.0, high: 1.0 };
        assert_eq!((found.kappa, found.alpha), (Some(whole), Some(whole)));
        assert_eq!(found.themes[1].sampled, 10);
        assert_eq!(found.correct.value, 1.0);
        assert!(found.correct.low < 1.0, "nineteen texts do not prove it of all");
    }

    /// The intervals hold the truth about as often as they say: 400 consultations with a known share of
    /// wrongly sorted texts, each sampled and coded without fault.
    #[test]
    fn intervals_hold_the_truth_in_about_95_of_100() {
        let sizes = [600_usize, 300, 100];
        let rate = [0.9, 0.7, 0.5];
        let (mut held, mut recalled) = (0, 0);
        let draws = 400;
        for draw in 0..draws {
            let mut random = Random::stream(7, draw);
            let truth: Vec<Vec<Code>> = (0..3)
                .map(|at| (0..sizes[at]).map(|_| told(at, rate[at], &mut random)).collect())
                .collect();
            let drawn = sample(&sizes, &Sample { size: 150, least: 20, seed: draw });
            let texts: Vec<CodedText> = (0..3)
                .flat_map(|at| {
                    let codes = drawn[at].iter().map(|&member| truth[at][member]);
                    codes.map(|code| text(at as u32, &[code])).collect::<Vec<_>>()
                })
                .collect();
            let found = accuracy(&themes(&sizes.map(|size| size as u64)), &texts, draw);
            let of = |code: Code| truth.iter().flatten().filter(|&&is| is == code).count() as f64;
            let share = of(Code::Theme(1)) / 1_000.0;
            let interval = found.themes[1].share;
            held += u32::from((interval.low..=interval.high).contains(&share));
            let right = truth[1].iter().filter(|&&is| is == Code::Theme(1)).count() as f64;
            let interval = found.themes[1].recall.unwrap();
            let recall = right / of(Code::Theme(1));
            recalled += u32::from((interval.low..=interval.high).contains(&recall));
        }
        // A binomial count of 400 at .95 is below 366 once in a thousand draws.
        assert!(held >= 366 && recalled >= 366, "{held} and {recalled} of {draws}");
    }

    fn told(program: usize, right: f64, random: &mut Random) -> Code {
        if random.unit() < right {
            Code::Theme(program as u32)
        } else {
            Code::Theme(random.below(3) as u32)
        }
    }
}
