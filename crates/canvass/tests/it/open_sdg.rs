//! What is written in the layout of Open SDG is read back: every value in force, its part, its bound.

use consultation::LocalText;
use intake::open_sdg;
use pages::export::open_sdg as written;
use plan::{
    Attribution, Bound, ClauseId, Figure, Indicator, IndicatorId, ItemStatus, Observation, Period,
    Stated,
};
use proptest::prelude::*;

fn figure() -> impl Strategy<Value = Figure> {
    let bound =
        prop_oneof![Just(Bound::Exact), Just(Bound::Over), Just(Bound::Under), Just(Bound::About)];
    (-1e9..1e9_f64, bound, any::<bool>()).prop_map(|(number, bound, derived)| Figure {
        number,
        bound,
        derived,
    })
}

fn period() -> impl Strategy<Value = Period> {
    (1990_i16..2060, 0_i8..13).prop_map(|(year, month)| match month {
        0 => Period::Year(year),
        month => Period::Month(year, month),
    })
}

fn observation() -> impl Strategy<Value = Observation> {
    let part =
        proptest::collection::btree_map("(Sex|Region|地区)", "[A-Za-z\",水 ]{0,6}[a-z]", 0..3);
    (period(), part, figure()).prop_map(|(period, part, figure)| Observation {
        period,
        part: part.into_iter().map(|(name, part)| (name, part.trim().to_owned())).collect(),
        figure,
        released: Stated::NotStated,
        evidence: None,
        attribution: Attribution {
            lines: String::new(),
            speaker: LocalText::default(),
            status: ItemStatus::Synthetic,
            qualifier: None,
        },
    })
}

proptest! {
    #[test]
    fn values_in_force_are_read_back(observations in proptest::collection::vec(observation(), 0..20)) {
        let indicator = Indicator {
            id: IndicatorId("1.a".into()),
            clause: ClauseId("1.1".into()),
            measures: Vec::new(),
            title: LocalText::one("en", "Walkers"),
            unit: LocalText::one("en", "of 100, counted"),
            source: Stated::NotStated,
            frequency: Stated::NotStated,
            bindingness: Stated::NotStated,
            better: Stated::NotStated,
            baseline: Stated::NotStated,
            target: Stated::NotStated,
            observations,
            attribution: None,
        };
        let parts = indicator.parts();
        let in_force = indicator.series().into_iter().chain(parts.into_iter().flat_map(|(_, all)| all));
        let expected: Vec<_> =
            in_force.map(|o| (o.period, o.part.clone(), o.figure.clone())).collect();
        let file = written(&indicator, "en");
        prop_assert!(file.starts_with("Year,") && file.lines().next().unwrap().ends_with(",Value"));
        let found = open_sdg::read(&file, &["of 100, counted"]).unwrap();
        prop_assert_eq!(found.quarantine, vec![]);
        let values: Vec<_> =
            found.values.into_iter().map(|v| (v.period, v.part, v.figure)).collect();
        prop_assert_eq!(values, expected);
    }
}
