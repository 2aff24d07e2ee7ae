//! Check it yourself: the record and its sum; and how we count.

use std::collections::BTreeMap;

use axum::response::{Html, IntoResponse, Response};
use consultation::ModerationReason;
use pages::Part;
use pages::site::{self, Record, RecordCount, Sum};
use store::{Counts, Erasure, Standing};
use tlog::Kind;

use super::page::page;
use super::visit::Visit;
use crate::problem::Problem;
use crate::seal::hex;

/// `GET /check`: the record and its sum.
pub async fn record(visit: Visit) -> Response {
    page(&visit, record_page(&visit).await)
}

async fn record_page(visit: &Visit) -> Result<Response, Problem> {
    let (counts, root) = visit
        .service
        .read(|store| {
            let counts = store.counts()?;
            let root = store.tree_at(counts.tree_size)?.root;
            Ok((counts, hex(&root.0)))
        })
        .await?;
    let run = visit.published.as_deref();
    let record = Record {
        size: counts.tree_size,
        root: &root,
        lines: lines(&counts),
        run: run.map(|run| (run.run, run.input_size, run.result_sha256.as_str())),
    };
    Ok(Html(site::check(&visit.frame(Some(Part::Check)), &record)).into_response())
}

/// `GET /how`: how we count, moderate and weigh.
pub async fn how(visit: Visit) -> Response {
    let findings = visit.published.as_deref().map(|published| &published.findings);
    Html(site::how(&visit.frame(None), findings)).into_response()
}

/// The tally by kind and standing, whatever the round and the channel.
fn lines(counts: &Counts) -> Vec<RecordCount<'static>> {
    let mut sums: BTreeMap<(Kind, Standing), u64> = BTreeMap::new();
    for row in &counts.rows {
        *sums.entry((row.kind, row.standing)).or_default() += row.count;
    }
    let line = |((kind, standing), count)| {
        let (state, sum) = state(standing);
        RecordCount { kind: name(kind), state, sum, count }
    };
    sums.into_iter().map(line).collect()
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Contribution => "contribution",
        Kind::Vote => "vote",
        Kind::Replacement => "replacement",
        Kind::Withdrawal => "withdrawal",
        Kind::Moderation => "moderation",
        Kind::ImportBatch => "import",
        Kind::PlanVersion => "plan",
        Kind::AnalysisRun => "run",
        Kind::Disposition => "disposition",
        Kind::ClauseVersion => "clause",
        Kind::MeasureUpdate => "measure",
        Kind::KeyOrPolicy => "key",
        Kind::Closing => "closing",
        Kind::Opening => "opening",
    }
}

fn state(standing: Standing) -> (&'static str, Sum) {
    match standing {
        Standing::Published => ("published", Sum::Published),
        Standing::Held => ("held", Sum::Withheld),
        Standing::Withheld(reason) => (withheld(reason), Sum::Withheld),
        Standing::Erased(Erasure::Author) => ("erased-author", Sum::Erased),
        Standing::Erased(Erasure::LegalOrder) => ("erased-legal-order", Sum::Erased),
        Standing::Erased(Erasure::ThirdPartyData) => ("erased-third-party-data", Sum::Erased),
        Standing::Erased(Erasure::RetentionExpiry) => ("erased-retention-expiry", Sum::Erased),
        Standing::Replaced => ("replaced", Sum::Erased),
        Standing::SystemEvent => ("system-event", Sum::Event),
    }
}

fn withheld(reason: ModerationReason) -> &'static str {
    match reason {
        ModerationReason::PersonalData => "withheld-personal-data",
        ModerationReason::Threat => "withheld-threat",
        ModerationReason::Hate => "withheld-hate",
        ModerationReason::Advertising => "withheld-advertising",
        ModerationReason::OffTopic => "withheld-off-topic",
        ModerationReason::NotStated => "withheld-not-stated",
    }
}
