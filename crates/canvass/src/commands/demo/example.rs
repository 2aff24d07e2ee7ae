//! The worked example, inside the program so that the demo runs from anywhere.

use std::collections::BTreeMap;

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../../examples/five-year-plan/", $name)))
    };
}

const FILES: [(&str, &str); 19] = [
    file!("clauses.toml"),
    file!("directions.toml"),
    file!("evidence.toml"),
    file!("indicators.toml"),
    file!("measures.toml"),
    file!("outline.en.md"),
    file!("outline.zh.md"),
    file!("plan.toml"),
    file!("risks.toml"),
    file!("rounds.toml"),
    file!("succession.toml"),
    file!("province/clauses.toml"),
    file!("province/directions.toml"),
    file!("province/measures.toml"),
    file!("province/outline.en.md"),
    file!("province/outline.zh.md"),
    file!("province/plan.toml"),
    file!("province/reports.toml"),
    file!("province/risks.toml"),
];

/// The texts of `examples/five-year-plan` by their names.
pub(super) fn files() -> BTreeMap<String, String> {
    FILES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_the_example_is_inside_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/five-year-plan");
        let mut found = BTreeMap::new();
        crate::commands::init::collect(&folder, "", &mut found).unwrap();
        assert_eq!(found, files());
    }
}
