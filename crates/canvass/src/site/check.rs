//! Check it yourself: the record and its sum; and how we count.

use std::collections::BTreeMap;

use axum::response::{Html, IntoResponse, Response};
use consultation::{ModerationReason, RoundId};
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
        lines: lines(visit, &counts),
        run: run.map(|run| (run.run, run.input_size, run.result_sha256.as_str())),
    };
    Ok(Html(site::check(&visit.frame(Some(Part::Check)), &record)).into_response())
}

/// `GET /how`: how we count, moderate and weigh.
pub async fn how(visit: Visit) -> Response {
    let findings = visit.published.as_deref().map(|published| &published.findings);
    Html(site::how(&visit.frame(None), findings)).into_response()
}

/// The tally, of documents by kind alone.
fn lines<'v>(visit: &'v Visit, counts: &Counts) -> Vec<RecordCount<'v>> {
    let mut sums: BTreeMap<(Kind, Option<&RoundId>, &str, Standing), u64> = BTreeMap::new();
    for row in &counts.rows {
        let said = row.kind.is_record();
        let channel = if said { channel(row.channel) } else { "" };
        let round = row.round.as_ref().filter(|_| said);
        *sums.entry((row.kind, round, channel, row.standing)).or_default() += row.count;
    }
    let line = |((kind, round, channel, standing), count): ((_, Option<&RoundId>, _, _), _)| {
        let (state, sum) = state(standing);
        let round = round.and_then(|id| visit.plans.round(id)).map(|round| &round.title);
        RecordCount { round, channel, kind: name(kind), state, sum, count }
    };
    sums.into_iter().map(line).collect()
}

/// A sealed channel as the pages name it.
fn channel(sealed: tlog::Channel) -> &'static str {
    match sealed {
        tlog::Channel::Web => "web",
        tlog::Channel::Api => "api",
        tlog::Channel::FormImport => "form-import",
        tlog::Channel::Csv => "csv",
        tlog::Channel::Xlsx => "xlsx",
        tlog::Channel::Mbox => "mbox",
        tlog::Channel::Paper => "paper",
        tlog::Channel::Phone => "phone",
        tlog::Channel::Meeting => "meeting",
    }
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
