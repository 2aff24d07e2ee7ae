//! How far people who sorted a sample by hand agree with the program, in sentences.

use findings::{Estimate, ThemeId};
use plan::MeasuredAccuracy;

use crate::words::Words;

/// What was measured of a run as a whole, or that nobody has looked.
pub(crate) fn overall(w: &Words, measured: Option<&MeasuredAccuracy>) -> Vec<String> {
    let Some(measured) = measured else { return vec![w.say("accuracy-none")] };
    let found = &measured.accuracy;
    let mut said = vec![
        w.say_with("accuracy-texts", &[("n", found.texts.into()), ("coders", found.coders.into())]),
        w.say_with("accuracy-correct", &[("range", share(w, &found.correct).into())]),
    ];
    let agreement = [("accuracy-kappa", &found.kappa), ("accuracy-alpha", &found.alpha)];
    said.extend(agreement.into_iter().filter_map(|(key, estimate)| {
        let estimate = estimate.as_ref()?;
        Some(w.say_with(key, &[("range", coefficient(w, estimate).into())]))
    }));
    said
}

/// What was measured of one theme, or that nobody has looked.
pub(crate) fn of_theme(
    w: &Words,
    measured: Option<&MeasuredAccuracy>,
    theme: &ThemeId,
) -> Vec<String> {
    let Some(found) = measured.and_then(|measured| measured.of_theme(theme)) else {
        return overall(w, measured);
    };
    let mut said = vec![w.say_with("accuracy-sampled", &[("n", found.sampled.into())])];
    let shares = [
        ("accuracy-precision", found.precision.as_ref()),
        ("accuracy-recall", found.recall.as_ref()),
        ("accuracy-share", Some(&found.share)),
    ];
    said.extend(shares.into_iter().filter_map(|(key, estimate)| {
        Some(w.say_with(key, &[("range", share(w, estimate?).into())]))
    }));
    said
}

/// "84% (71% to 92%)".
fn share(w: &Words, estimate: &Estimate) -> String {
    let percent = |share: f64| w.percent(share, 0);
    w.with_range([estimate.value, estimate.low, estimate.high].map(percent))
}

/// "0.72 (0.61 to 0.80)".
fn coefficient(w: &Words, estimate: &Estimate) -> String {
    let decimals = |number: f64| format!("{number:.2}");
    w.with_range([estimate.value, estimate.low, estimate.high].map(decimals))
}
