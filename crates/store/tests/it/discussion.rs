//! A discussion step by step: one event a row, what the store answers in the middle, and in the last column
//! what anyone reads of clause 2.1 afterwards: words, then replies in brackets with their stance.

use consultation::{About, Discussed, Release, RoundId, Stance, Vote};
use jiff::civil::date;
use plan::{Act, PlanId, PutToVote, StaffReply};
use store::{NewContribution, NewModeration, NewRecord, Post, Shown, Store};

use crate::harness::{NOW, act, contribution, correction, opened, participant, vote, withdrawal};

fn said(
    text: &str,
    code: u64,
    about: Option<&str>,
    reply_to: Option<u64>,
    stance: Stance,
) -> NewRecord {
    let NewRecord::Contribution(new) = contribution(Release::AtOnce, text, Some(code)) else {
        unreachable!("the harness makes a contribution")
    };
    let about = about.map(|words| words.parse().unwrap());
    let sources = if code == 1 { vec!["Count, 2024".to_owned()] } else { Vec::new() };
    let discussed = Some(Discussed { about, stance, sources });
    NewRecord::Contribution(NewContribution { reply_to, discussed, ..new })
}

fn on_clause(text: &str, code: u64) -> NewRecord {
    said(text, code, Some("clause:2.1"), None, Stance::Neither)
}

fn reply(text: &str, code: u64, to: u64, stance: Stance) -> NewRecord {
    said(text, code, None, Some(to), stance)
}

fn show(index: u64, shown: Shown) -> NewRecord {
    NewRecord::Moderation(NewModeration { index, shown, body: b"{}".to_vec() })
}

fn put(contribution: u64) -> NewRecord {
    let round = RoundId("held".into());
    act(Act::PutToVote(PutToVote { round, contribution, on: date(2026, 2, 1) }))
}

fn office(contribution: u64, text: &str) -> NewRecord {
    let text = consultation::LocalText::one("en", text);
    let body = consultation::LocalText::one("en", "Water office");
    act(Act::StaffReply(StaffReply { contribution, body, text, on: date(2026, 2, 1) }))
}

/// What anyone reads of the clause.
fn read(store: &Store) -> String {
    let about = About::Clause("2.1".into());
    let found = store.discussion(&PlanId("example".into()), &about, 0, 10).unwrap();
    let threads = found.iter().map(|one| {
        let replies = one.replies.iter().map(|reply| {
            let stance = reply.contribution.discussed.as_ref().unwrap().stance.as_str();
            format!(" [{stance}: {}]", reply.contribution.text)
        });
        let own = match one.contribution.standing {
            store::Standing::Published => one.contribution.contribution.text.clone(),
            _ => "-".to_owned(),
        };
        format!("{own}{}", replies.collect::<String>())
    });
    threads.collect::<Vec<_>>().join(" | ")
}

#[test]
fn step_by_step() {
    let (_directory, store) = opened();
    let table = [
        (on_clause("Homes.", 1), "leaf 3", "Homes."),
        (reply("Yes.", 2, 3, Stance::For), "leaf 4", "Homes. [for: Yes.]"),
        (reply("No.", 3, 3, Stance::Against), "leaf 5", "Homes. [for: Yes.] [against: No.]"),
        (
            reply("Why?", 4, 4, Stance::Neither),
            "the contribution at index 4 is itself a reply, to 3",
            "Homes. [for: Yes.] [against: No.]",
        ),
        (
            said("Fish.", 5, Some("clause:2.2"), None, Stance::Neither),
            "leaf 6",
            "Homes. [for: Yes.] [against: No.]",
        ),
        (put(4), "leaf 7", "Homes. [for: Yes.] [against: No.]"),
        (put(4), "already a statement", "Homes. [for: Yes.] [against: No.]"),
        (participant(9), "no leaf", "Homes. [for: Yes.] [against: No.]"),
        (vote(9, 4, Vote::Agree), "leaf 8", "Homes. [for: Yes.] [against: No.]"),
        (office(3, "Counted."), "leaf 9", "Homes. [for: Yes.] [against: No.]"),
        (
            office(99, "Counted."),
            "no contribution at index 99",
            "Homes. [for: Yes.] [against: No.]",
        ),
        (correction(1, "All homes."), "leaf 10", "All homes. [for: Yes.] [against: No.]"),
        (
            reply("Late.", 6, 3, Stance::For),
            "no longer there",
            "All homes. [for: Yes.] [against: No.]",
        ),
        (
            reply("Better.", 7, 10, Stance::For),
            "leaf 11",
            "All homes. [for: Yes.] [against: No.] [for: Better.]",
        ),
        (
            show(10, Shown::Hide(consultation::ModerationReason::Hate)),
            "leaf 12",
            "- [for: Yes.] [against: No.] [for: Better.]",
        ),
        (put(10), "is not shown", "- [for: Yes.] [against: No.] [for: Better.]"),
        (withdrawal(2), "leaf 13", "- [against: No.] [for: Better.]"),
        (show(10, Shown::Release), "leaf 14", "All homes. [against: No.] [for: Better.]"),
        (withdrawal(1), "leaf 15", "- [against: No.] [for: Better.]"),
    ];
    for (at, (record, expected, reads)) in table.into_iter().enumerate() {
        let answer = match store.submit(Post::one(NOW, record)) {
            Ok(kept) if kept.leaves.is_empty() => "no leaf".to_owned(),
            Ok(kept) => format!("leaf {}", kept.leaves.start),
            Err(refused) => refused.to_string(),
        };
        assert!(answer.contains(expected), "row {at}: {answer}, not {expected}");
        assert_eq!(read(&store), reads, "row {at}");
    }
    // The sources went with the words, every commitment opens, and the vote's words are gone.
    let erased = store.contribution(10).unwrap().unwrap().contribution.discussed.unwrap();
    assert_eq!(erased.sources, Vec::<String>::new());
    assert_eq!(store.check().unwrap(), []);
    let statement = store.statements(&RoundId("held".into())).unwrap().pop().unwrap();
    assert_eq!((statement.statement.text.as_str(), statement.counts.agree), ("", 1));
    let discussed = store.discussed(&PlanId("example".into())).unwrap();
    assert_eq!(discussed, [(About::Clause("2.2".into()), 1)]);
}
