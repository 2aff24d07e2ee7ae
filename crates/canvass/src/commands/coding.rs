//! `canvass theme sample` and `agreement`: people sort a sample by hand, and the program is measured.

use std::collections::BTreeMap;
use std::path::Path;

use analysis::coding::{self, Code, CodedText, Sample};
use findings::{Accuracy, Estimate, Theme, ThemeId, mask_personal_data};
use intake::coding_sheet::Coding;
use pages::export::{CodingRow, CodingSheet, coding_sheet};
use plan::{Act, MeasuredAccuracy};
use store::{Store, StoredContribution, StoredRun};

use super::staff::{Desk, today};
use super::theme::latest;
use crate::cli::{CodingAgreement, CodingSample};
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::output::{self, counted};
use crate::result_folder::write_file;

/// Writes a sheet for each coder, the same texts in another order.
pub fn sample(command: &CodingSample) -> Outcome {
    let store = Store::open(&command.place.data)?;
    let run = latest(&store)?;
    let strata = Strata::of(&store, &run, command.top)?;
    let members: Vec<usize> = strata.members.iter().map(Vec::len).collect();
    let wanted = Sample { size: command.size, least: command.least, seed: command.seed };
    let mut texts = Vec::new();
    for (members, places) in strata.members.iter().zip(coding::sample(&members, &wanted)) {
        for place in places {
            texts.extend(store.contribution(members[place])?);
        }
    }
    texts.iter_mut().for_each(mask);
    std::fs::create_dir_all(&command.to)
        .map_err(|error| Failure::io(Exit::CannotCreate, "create", &command.to, &error))?;
    for coder in 1..=command.coders {
        coding::shuffle(&mut texts, command.seed, coder as u64);
        let sheet = CodingSheet {
            run: run.number,
            top: command.top,
            coder,
            themes: strata.themes.clone(),
            rows: texts.iter().map(row).collect(),
        };
        let book = coding_sheet(&sheet)
            .map_err(|error| Failure::new(Exit::Io, error.to_string(), "report this as a fault"))?;
        let path = command.to.join(format!("coder-{coder}.xlsx"));
        write_file(&path, &book)?;
        let drawn = counted(texts.len() as u64, "text", "texts");
        eprintln!("{}: {drawn} of run {}", path.display(), run.number);
    }
    Ok(())
}

fn mask(text: &mut StoredContribution) {
    let words = &mut text.contribution.text;
    *words = mask_personal_data(words).0;
}

fn row(text: &StoredContribution) -> CodingRow<'_> {
    let contribution = &text.contribution;
    CodingRow {
        contribution: text.index,
        language: contribution.language.as_ref().map_or("", |language| language.as_str()),
        text: &contribution.text,
    }
}

/// Reads filled sheets and says how far coders agree, and the program with them.
pub fn agreement(command: &CodingAgreement) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let store = &desk.store;
    let sheets = command.files.iter().map(|path| read(path)).collect::<Outcome<Vec<_>>>()?;
    let first = &sheets[0].1;
    if let Some((name, _)) =
        sheets.iter().find(|(_, it)| (it.run, it.top) != (first.run, first.top))
    {
        let hint = "give the sheets of one sample";
        return Err(Failure::new(Exit::Input, format!("{name}: made for another run"), hint));
    }
    let run = match first.run {
        None => latest(store)?,
        Some(number) => store.run(number)?.ok_or_else(|| {
            let hint = "give sheets that `canvass theme sample` wrote from this data";
            Failure::new(Exit::Input, format!("there is no run {number}"), hint)
        })?,
    };
    let strata = Strata::of(store, &run, first.top)?;
    let texts = coded(&strata, &sheets);
    if texts.is_empty() {
        let hint = "fill in the column `theme` of each sheet";
        return Err(Failure::new(Exit::Input, "no text was coded", hint));
    }
    let sizes: Vec<(ThemeId, u64)> = strata
        .themes
        .iter()
        .zip(&strata.members)
        .map(|(theme, members)| (theme.id.clone(), members.len() as u64))
        .collect();
    let found = coding::accuracy(&sizes, &texts, command.seed);
    if command.publish {
        desk.act(Act::PublishAccuracy(MeasuredAccuracy {
            run: run.number,
            accuracy: found.clone(),
            by: command.by.clone().unwrap_or_default(),
            on: today(),
        }))?;
    }
    if command.json {
        return output::line(serde_json::to_string(&found).expect("numbers have a JSON form"));
    }
    say(&found, &strata.themes)
}

type Sheet = (String, intake::coding_sheet::CodingSheet);

fn read(path: &Path) -> Outcome<Sheet> {
    let source = inputs::open_file(path)?;
    let name = source.name().to_owned();
    Ok((name, intake::coding_sheet::read(source)?))
}

/// The themes that coders choose from and the contributions that a run sorted under each.
struct Strata<'a> {
    themes: Vec<&'a Theme>,
    /// Contributions of each theme that still have words, ascending.
    members: Vec<Vec<u64>>,
    /// Place of the theme a contribution stands under.
    place: BTreeMap<u64, u32>,
}

impl<'a> Strata<'a> {
    fn of(store: &Store, run: &'a StoredRun, top: bool) -> Outcome<Strata<'a>> {
        let all = &run.findings.themes.themes;
        let is_parent = |theme: &Theme| all.iter().any(|it| it.parent.as_ref() == Some(&theme.id));
        let themes: Vec<&Theme> =
            all.iter().filter(|it| if top { it.is_top() } else { !is_parent(it) }).collect();
        let number: BTreeMap<&str, u32> =
            (0..).zip(&themes).map(|(at, theme)| (theme.id.as_str(), at)).collect();
        let mut members = vec![Vec::new(); themes.len()];
        let mut place = BTreeMap::new();
        for (contribution, theme) in store.sorted(run.number)? {
            let id = if top { theme.as_str().split('.').next() } else { Some(theme.as_str()) };
            if let Some(&at) = id.and_then(|id| number.get(id)) {
                members[at as usize].push(contribution);
                place.insert(contribution, at);
            }
        }
        Ok(Strata { themes, members, place })
    }

    fn code(&self, written: &str) -> Option<Code> {
        if written.eq_ignore_ascii_case("none") {
            return Some(Code::None);
        }
        let at = self.themes.iter().position(|theme| theme.id.as_str() == written)?;
        Some(Code::Theme(at as u32))
    }
}

/// Joins the sheets by contribution; rows that say nothing usable are listed.
fn coded(strata: &Strata<'_>, sheets: &[Sheet]) -> Vec<CodedText> {
    let mut texts: BTreeMap<u64, CodedText> = BTreeMap::new();
    for (coder, (name, sheet)) in sheets.iter().enumerate() {
        let mut refused = 0;
        for coding in &sheet.codings {
            match understood(strata, coding) {
                Ok((contribution, stratum, code)) => {
                    let new = || CodedText { stratum, codes: vec![None; sheets.len()] };
                    texts.entry(contribution).or_insert_with(new).codes[coder] = Some(code);
                }
                Err(reason) => {
                    refused += 1;
                    eprintln!("{name} row {}: {reason}", coding.row);
                }
            }
        }
        let coded = sheet.codings.len() - refused;
        let coded = counted(coded as u64, "text", "texts");
        let refused = counted(refused as u64, "row", "rows");
        eprintln!("{name}: {coded} coded, {refused} refused, {} empty", sheet.empty);
    }
    texts.into_values().collect()
}

fn understood(strata: &Strata<'_>, coding: &Coding) -> Result<(u64, u32, Code), String> {
    let number = coding.contribution.parse().ok();
    let Some((contribution, &stratum)) =
        number.and_then(|number| Some((number, strata.place.get(&number)?)))
    else {
        return Err(format!("`{}` is no contribution of this run", coding.contribution));
    };
    let code = strata.code(&coding.theme);
    let code = code.ok_or_else(|| format!("`{}` is no theme offered, nor none", coding.theme))?;
    Ok((contribution, stratum, code))
}

fn say(found: &Accuracy, themes: &[&Theme]) -> Outcome {
    let percent = |estimate: &Estimate| {
        let [value, low, high] =
            [estimate.value, estimate.low, estimate.high].map(|share| share * 100.0);
        format!("{value:.1} % ({low:.1} to {high:.1})")
    };
    let coefficient = |name: &str, estimate: &Option<Estimate>| match estimate {
        Some(it) => format!("{name} {:.2} ({:.2} to {:.2})", it.value, it.low, it.high),
        None => format!("{name} not defined here"),
    };
    output::line(format!(
        "texts coded\t{} by {} coders, {} by all",
        found.texts, found.coders, found.shared
    ))?;
    output::line(coefficient("Cohen's kappa\t", &found.kappa))?;
    output::line(coefficient("Krippendorff's alpha\t", &found.alpha))?;
    output::line(format!("sorted as coders would\t{}", percent(&found.correct)))?;
    output::line(format!("fits no theme\t{}", percent(&found.none)))?;
    output::line("theme\tname\tcoded\tprecision\trecall\tshare of all")?;
    for (theme, measured) in themes.iter().zip(&found.themes) {
        let or_none =
            |estimate: &Option<Estimate>| estimate.as_ref().map_or("none".into(), percent);
        output::line(format!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            theme.id,
            theme.name,
            measured.sampled,
            or_none(&measured.precision),
            or_none(&measured.recall),
            percent(&measured.share),
        ))?;
    }
    Ok(())
}
