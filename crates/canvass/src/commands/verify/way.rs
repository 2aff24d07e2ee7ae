//! `canvass verify run`: from a contribution to what came of it, each step by a leaf of the log.
//!
//! receipt → leaf → placement in the run → the answer to its theme → clause → measure → observation.
//! A step that has not happened yet is said, and is no fault. What is checked is that each document is
//! sealed in this log and points to the one before; not that the answer is a good one.

use std::fs;
use std::path::Path;

use findings::ThemeId;
use plan::leaf::SealedAct;
use plan::{Act, ClauseId, Disposition, IndicatorId, MeasureId, Subject};
use tlog::published::{Published, RunBody, document_path};
use tlog::{Kind, Policy, Report, check_receipt, leaf_hash};

use crate::failure::{Exit, Failure, Outcome};
use crate::placement::Placement;

/// What the holder of a contribution brings.
pub(super) struct Mine<'a> {
    /// Text of the receipt.
    pub(super) receipt: Option<String>,
    /// Text of the placement.
    pub(super) placement: Option<String>,
    /// Whom to believe; without one the key that the receipt names.
    pub(super) policy: Option<&'a Policy>,
}

/// Checks a run of a log whose files were checked already.
pub(super) fn check_run(
    dir: &Path,
    log: &Published,
    number: u64,
    mine: &Mine<'_>,
    report: &mut Report,
) -> Outcome {
    let Some((leaf, run)) = body_of(dir, log, number)? else {
        report.fail(format!("run {number}: this log has none"));
        return Ok(());
    };
    report.pass(format!("run {number}: sealed as leaf {leaf}, it read {} leaves", run.input.size));
    let Some(index) = mine.receipt.as_deref().and_then(|text| held(log, text, mine.policy, report))
    else {
        return Ok(());
    };
    if index >= run.input.size {
        report.fail(format!("run {number}: leaf {index} came after what it read"));
        return Ok(());
    }
    let theme = mine.placement.as_deref().and_then(|text| placed(text, &run, index, report));
    follow(&acts(dir, log)?, number, index, theme.as_ref(), report);
    Ok(())
}

fn body_of(dir: &Path, log: &Published, number: u64) -> Outcome<Option<(u64, RunBody)>> {
    for (index, kind, _) in &log.documents {
        if *kind == Kind::AnalysisRun {
            let body = RunBody::read(&document(dir, *kind, *index)?);
            if let Some(body) = body.filter(|body| body.number == number) {
                return Ok(Some((*index, body)));
            }
        }
    }
    Ok(None)
}

/// Checks the receipt, also against this log; gives its leaf.
fn held(log: &Published, text: &str, policy: Option<&Policy>, report: &mut Report) -> Option<u64> {
    let (own, receipt) = check_receipt(text, policy);
    report.checked.extend(own.checked);
    report.failed.extend(own.failed);
    let receipt = receipt?;
    let index = receipt.proof.index;
    let same = receipt.entry.encode().is_ok_and(|entry| log.leaf(index) == Some(leaf_hash(&entry)));
    let stands = log.account.place(index).map(|place| format!("{:?}", place.stands));
    let stands = stands.unwrap_or_default().to_lowercase();
    report.note(same, format!("receipt: leaf {index} of this log; it stands as {stands}"));
    same.then_some(index)
}

fn placed(text: &str, run: &RunBody, index: u64, report: &mut Report) -> Option<ThemeId> {
    let Some(placement) = Placement::read(text) else {
        report.fail("placement: it is none, or spelled otherwise");
        return None;
    };
    let number = run.number;
    if placement.run != number || u64::from(placement.index) != index {
        report.fail("placement: it is of another run or another leaf");
        return None;
    }
    match placement.check(&run.assignments) {
        Ok(()) => {
            let theme = placement.theme.as_ref().map_or("none", ThemeId::as_str);
            report.pass(format!("placement: run {number} put leaf {index} into theme {theme}"));
            placement.theme
        }
        Err(error) => {
            report.fail(format!("placement: {error}"));
            None
        }
    }
}

/// From the answer on, in the order of the leaves; the last answer stands.
fn follow(acts: &[(u64, Act)], run: u64, index: u64, theme: Option<&ThemeId>, report: &mut Report) {
    let Some((leaf, answer)) = answer(acts, run, index, theme) else {
        report.pass("answer: none yet");
        return;
    };
    let decision = answer.decision.as_str();
    report.pass(format!("answer: {decision}, leaf {leaf}"));
    let Some(clause) = &answer.clause else { return };
    let version = acts.iter().rev().find_map(|(leaf, act)| match act {
        Act::ReviseClause { clause: found, version } if found == clause => {
            Some(format!("version {}, leaf {leaf}", version.number))
        }
        Act::Publish(plan) if plan.clause(clause).is_some() => {
            Some(format!("as first published, leaf {leaf}"))
        }
        _ => None,
    });
    let id = clause.as_str();
    match version {
        Some(version) => report.pass(format!("clause {id}: {version}")),
        None => report.fail(format!("clause {id}: no leaf of this log has it")),
    }
    let measures = measures(acts, clause);
    if measures.is_empty() {
        report.pass(format!("clause {id}: no measure yet"));
    }
    for (leaf, measure) in measures {
        let observed = observations(acts, measure);
        let last = observed.map_or_else(
            || "nothing observed yet".to_owned(),
            |(indicator, leaf)| format!("{} observed, leaf {leaf}", indicator.as_str()),
        );
        report.pass(format!("measure {}: leaf {leaf}; {last}", measure.as_str()));
    }
}

/// The contribution's own, else that of its theme, else that of the theme above.
fn answer<'a>(
    acts: &'a [(u64, Act)],
    run: u64,
    index: u64,
    theme: Option<&ThemeId>,
) -> Option<(u64, &'a Disposition)> {
    let last = |subject: &Subject| {
        acts.iter().rev().find_map(|(leaf, act)| match act {
            Act::Dispose(found) if found.subject == *subject => Some((*leaf, found)),
            _ => None,
        })
    };
    let of = |theme: &str| Subject::Theme { run, theme: ThemeId(theme.to_owned()) };
    last(&Subject::Contribution(index)).or_else(|| last(&of(theme?.as_str()))).or_else(|| {
        let (above, _) = theme?.as_str().rsplit_once('.')?;
        last(&of(above))
    })
}

fn measures<'a>(acts: &'a [(u64, Act)], clause: &ClauseId) -> Vec<(u64, &'a MeasureId)> {
    let of_act = |(leaf, act): &'a (u64, Act)| match act {
        Act::AddMeasure(measure) if measure.clause == *clause => vec![(*leaf, &measure.id)],
        Act::Publish(plan) => {
            let own = plan.measures.iter().filter(|measure| measure.clause == *clause);
            own.map(|measure| (*leaf, &measure.id)).collect()
        }
        _ => Vec::new(),
    };
    acts.iter().flat_map(of_act).collect()
}

/// The last observation of an indicator of the measure, with its leaf.
fn observations<'a>(acts: &'a [(u64, Act)], measure: &MeasureId) -> Option<(&'a IndicatorId, u64)> {
    let shows: Vec<&IndicatorId> = acts
        .iter()
        .flat_map(|(_, act)| match act {
            Act::AddIndicator(one) => std::slice::from_ref(one),
            Act::Publish(plan) => plan.indicators.as_slice(),
            _ => &[],
        })
        .filter(|indicator| indicator.measures.contains(measure))
        .map(|indicator| &indicator.id)
        .collect();
    acts.iter().rev().find_map(|(leaf, act)| match act {
        Act::Observe { indicator, .. } if shows.contains(&indicator) => Some((indicator, *leaf)),
        _ => None,
    })
}

/// The acts among the documents, by leaf. What is no act of this version is passed over.
fn acts(dir: &Path, log: &Published) -> Outcome<Vec<(u64, Act)>> {
    let mut acts = Vec::new();
    for (index, kind, _) in &log.documents {
        if let Ok(sealed) = SealedAct::from_bytes(&document(dir, *kind, *index)?) {
            acts.push((*index, sealed.act));
        }
    }
    Ok(acts)
}

fn document(dir: &Path, kind: Kind, index: u64) -> Outcome<Vec<u8>> {
    let path = dir.join(document_path(kind, index));
    fs::read(&path).map_err(|error| Failure::io(Exit::Input, "read", &path, &error))
}
