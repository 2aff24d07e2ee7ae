//! Values of an indicator as the Open SDG platform keeps them: `Year`, the dimensions, `Units`, `Value`, one
//! row a value in force. `Period` stands before `Value` where some value is not for a whole year, and
//! `Qualifier` where some value is a bound or derived, so that a bound does not turn into a value.

use std::collections::BTreeSet;

use plan::{Bound, Figure, Indicator, Observation, Period};

/// The file of an indicator, its unit in this language. Earlier releases are not in it: the platform
/// keeps one value for each year and part.
pub fn open_sdg(indicator: &Indicator, language: &str) -> String {
    let parts = indicator.parts();
    let values: Vec<&Observation> = indicator
        .series()
        .into_iter()
        .chain(parts.iter().flat_map(|(_, all)| all.clone()))
        .collect();
    let dimensions: BTreeSet<&str> =
        parts.iter().flat_map(|(part, _)| part.keys()).map(String::as_str).collect();
    let periods = values.iter().any(|o| !matches!(o.period, Period::Year(_)));
    let qualified = values.iter().any(|o| !qualifier(&o.figure).is_empty());
    let mut out = ::csv::Writer::from_writer(Vec::new());
    let extra = [("Period", periods), ("Qualifier", qualified)];
    let extra: Vec<&str> = extra.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    let header = ["Year"].into_iter().chain(dimensions.iter().copied()).chain(["Units"]);
    write(&mut out, header.chain(extra).chain(["Value"]).map(str::to_owned));
    for value in values {
        let year = value.period.end().year().to_string();
        let of = |dimension: &&str| value.part.get(*dimension).cloned().unwrap_or_default();
        let cells = std::iter::once(year)
            .chain(dimensions.iter().map(of))
            .chain([indicator.unit.get(language).to_owned()])
            .chain(periods.then(|| value.period.to_string()))
            .chain(qualified.then(|| qualifier(&value.figure)))
            .chain([value.figure.number.to_string()]);
        write(&mut out, cells);
    }
    let bytes = out.into_inner().expect("a vector takes what is written");
    String::from_utf8(bytes).expect("what was written is text")
}

fn write(out: &mut ::csv::Writer<Vec<u8>>, cells: impl Iterator<Item = String>) {
    out.write_record(cells).expect("a vector takes rows of one length");
}

fn qualifier(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact => None,
        Bound::Over => Some("over"),
        Bound::Under => Some("under"),
        Bound::About => Some("about"),
    };
    let words: Vec<&str> = bound.into_iter().chain(figure.derived.then_some("derived")).collect();
    words.join(" ")
}
