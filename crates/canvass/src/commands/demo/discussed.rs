//! A discussion in the demo: an expert's submission with sources on a clause, replies for and against, an
//! answer of the office, and one reply put to the vote. The people are made up, as all of the demo's are.

use consultation::{About, Channel, Constituency, Discussed, Language, LocalText, RoundId, Stance};
use jiff::civil::Date;
use plan::{Act, PlanId, PutToVote, StaffReply};
use store::{NewContribution, NewRecord, Post, Store};
use tlog::Tier;

use super::{act, release};
use crate::failure::Outcome;
use crate::seal::draw;
use crate::service::now;

/// Words with who speaks and how they stand.
struct Said {
    constituency: Constituency,
    stance: Stance,
    sources: &'static [&'static str],
    words: &'static str,
}

const FIRST: Said = Said {
    constituency: Constituency::Expert,
    stance: Stance::Neither,
    sources: &["Count of water use in twelve counties (demo)", "Field notes of two seasons (demo)"],
    words: "An order of supply works only if wells are counted first. In the counties we looked at, a \
            third of the pumps were on no list.",
};

const REPLIES: [Said; 3] = [
    Said {
        constituency: Constituency::Public,
        stance: Stance::For,
        sources: &[],
        words: "Count the wells of every village before the order is made.",
    },
    Said {
        constituency: Constituency::Public,
        stance: Stance::Against,
        sources: &[],
        words: "Counting takes two seasons. Publish an order now and mend it later.",
    },
    Said {
        constituency: Constituency::Official,
        stance: Stance::Neither,
        sources: &[],
        words: "Who would pay for the count in counties without a water office?",
    },
];

/// Said of a question of the round, and of a theme.
const OF_QUESTION: Said = Said {
    constituency: Constituency::Public,
    stance: Stance::Neither,
    sources: &[],
    words: "A date for each answer would help more than a longer answer.",
};
const OF_THEME: Said = Said {
    constituency: Constituency::Official,
    stance: Stance::Neither,
    sources: &[],
    words: "Many of these letters come from counties whose canals were built before there were meters.",
};

/// Keeps the discussions: of a clause, a question and, where there is one, a theme of a run.
pub(super) fn keep(
    store: &Store,
    plan: &PlanId,
    round: &RoundId,
    theme: Option<About>,
    today: Date,
) -> Outcome {
    let question = Some(About::Question("making".into()));
    let mut aside = vec![said(store, round, &OF_QUESTION, None, question)?];
    if theme.is_some() {
        aside.push(said(store, round, &OF_THEME, None, theme)?);
    }
    release(store, aside)?;
    let about = Some(About::Clause("2.3".into()));
    let first = said(store, round, &FIRST, None, about)?;
    let mut leaves = vec![first];
    for reply in &REPLIES {
        leaves.push(said(store, round, reply, Some(first), None)?);
    }
    release(store, leaves.clone())?;
    let reply = StaffReply {
        contribution: first,
        body: LocalText::en_zh("Water office (demo)", "水行政部门（演示）"),
        text: LocalText::en_zh(
            "The count of twelve counties is in the evidence library. It says nothing of pumps that \
             are on no list; we have asked for that.",
            "十二县的统计已收入依据库，其中未含未登记的机井，我们已要求补充。",
        ),
        on: today,
    };
    act(store, plan, Act::StaffReply(reply))?;
    let put = PutToVote { round: round.clone(), contribution: leaves[1], on: today };
    act(store, plan, Act::PutToVote(put))
}

fn said(
    store: &Store,
    round: &RoundId,
    said: &Said,
    reply_to: Option<u64>,
    about: Option<About>,
) -> Outcome<u64> {
    let sources = said.sources.iter().map(|&source| source.to_owned()).collect();
    let record = NewRecord::Contribution(NewContribution {
        round: round.clone(),
        text: said.words.to_owned(),
        salt: draw(),
        attributes_salt: draw(),
        channel: Channel::Web,
        tier: Tier::Open,
        constituency: said.constituency.clone(),
        language: Some(Language::new("en")),
        quotable: true,
        sent: Some(now()),
        reply_to,
        discussed: Some(Discussed { about, stance: said.stance, sources }),
        author: None,
        code_sha256: None,
    });
    Ok(store.submit(Post::one(now(), record))?.leaves.start)
}
