//! Votes packed and read back, held to the plain reading of the same export.

use consultation::{Cells, Vote};
use intake::{Input, Options, Source, pack_votes};
use proptest::prelude::*;

/// A vote as a row: statement, voter, vote, time (0 unknown).
type Row = (u8, u8, i8, u8);

fn export(rows: &[Row]) -> Vec<(&'static str, String)> {
    let comments: String = (0..6).map(|id| format!("{id},text {id},\n")).collect();
    let votes: String = rows
        .iter()
        .map(|(statement, voter, vote, time)| format!("{time},{statement},p{voter},{vote}\n"))
        .collect();
    vec![
        ("p/comments.csv", format!("comment-id,comment-body,moderated\n{comments}")),
        ("p/votes.csv", format!("timestamp,comment-id,voter-id,vote\n{votes}")),
    ]
}

fn folder(files: &[(&str, String)]) -> Input {
    let files = files.iter().map(|(path, text)| Source::memory(*path, text.as_bytes())).collect();
    Input::Folder { path: "p".into(), files }
}

/// Who voted how on what in the end: for each participant the columns of the three runs.
fn standing(heard: &consultation::Heard) -> Vec<(String, [Vec<String>; 3])> {
    let mut stands: Vec<Vec<(u32, Vote)>> = vec![Vec::new(); heard.participants.len()];
    for cast in &heard.votes {
        let votes = &mut stands[cast.participant as usize];
        votes.retain(|(statement, _)| *statement != cast.statement);
        votes.push((cast.statement, cast.vote));
    }
    let of = |votes: &[(u32, Vote)], wanted| {
        let mut ids: Vec<String> = votes
            .iter()
            .filter(|(_, vote)| *vote == wanted)
            .map(|(at, _)| heard.statements[*at as usize].id.0.clone())
            .collect();
        ids.sort();
        ids
    };
    let runs =
        |votes: &Vec<_>| [Vote::Agree, Vote::Disagree, Vote::Pass].map(|vote| of(votes, vote));
    heard.participants.iter().zip(&stands).map(|(id, votes)| (id.0.clone(), runs(votes))).collect()
}

/// The same of packed votes.
fn unpacked(heard: &consultation::Heard) -> Vec<(String, [Vec<String>; 3])> {
    let packed = heard.packed.as_ref().unwrap();
    let Cells::Narrow(cells) = &packed.cells else { panic!("six statements fit 16 bits") };
    let run = |from: u32, until: u32| {
        let ids = cells[from as usize..until as usize].iter().map(|&column| {
            heard.statements[packed.columns[usize::from(column)] as usize].id.0.clone()
        });
        let mut ids: Vec<String> = ids.collect();
        ids.sort();
        ids
    };
    let rows = packed.runs.windows(2).map(|pair| {
        let [[agree, disagree, pass], [end, ..]] = [pair[0], pair[1]];
        [run(agree, disagree), run(disagree, pass), run(pass, end)]
    });
    heard.participants.iter().map(|id| id.0.clone()).zip(rows).collect()
}

proptest! {
    #[test]
    fn packed_votes_are_the_votes_that_stand(
        rows in proptest::collection::vec((0u8..6, 0u8..5, -1i8..=1, 0u8..4), 0..60)
    ) {
        let files = export(&rows);
        let plain = intake::read(vec![folder(&files)], &Options::default()).unwrap().heard;
        let mut bytes = Vec::new();
        let packing = pack_votes(folder(&files), &mut bytes).unwrap();
        let input = Input::File(Source::memory("p.votes", bytes));
        let back = intake::read(vec![input], &Options::default()).unwrap();
        prop_assert_eq!(back.heard.vote_order, plain.vote_order);
        prop_assert_eq!(standing(&plain), unpacked(&back.heard));
        prop_assert_eq!(packing.cast, rows.len() as u64);
        let votes = back.heard.packed.unwrap();
        prop_assert_eq!(votes.cells.len() as u64, packing.votes);
        // Columns stand in the order of first votes, as the vote matrix of the plain votes has them.
        let mut first = Vec::new();
        for cast in &plain.votes {
            if !first.contains(&cast.statement) {
                first.push(cast.statement);
            }
        }
        prop_assert_eq!(votes.columns, first);
    }

    #[test]
    fn any_bytes_are_refused_or_read(
        rows in proptest::collection::vec((0u8..6, 0u8..5, -1i8..=1, 0u8..4), 1..9),
        at in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = Vec::new();
        pack_votes(folder(&export(&rows)), &mut bytes).unwrap();
        let at = 16 + at.index(bytes.len() - 16);
        let same = bytes[at] == byte;
        bytes[at] = byte;
        let input = Input::File(Source::memory("p.votes", bytes));
        prop_assert_eq!(intake::read(vec![input], &Options::default()).is_ok(), same);
    }
}

/// More statements than 16 bits number: cells take four bytes.
#[test]
fn beyond_sixteen_bits_cells_are_wide() {
    let header = "voter-id,comment-id,vote\n".to_owned();
    let votes: String = (0..65_540).map(|id| format!("p{},{id},1\n", id % 2)).collect();
    let mut bytes = Vec::new();
    let input = Input::File(Source::memory("votes.csv", header + &votes));
    assert_eq!(pack_votes(input, &mut bytes).unwrap().votes, 65_540);
    let input = Input::File(Source::memory("p.votes", bytes));
    let packed = intake::read(vec![input], &Options::default()).unwrap().heard.packed.unwrap();
    let Cells::Wide(cells) = &packed.cells else { panic!("they are narrow") };
    assert_eq!((cells[0], cells[1], cells.last()), (0, 2, Some(&65_539)));
}

/// Votes alone are read as they are packed, and say how they came in where they have columns for it.
#[test]
fn votes_alone_are_read_with_channel_and_constituency() {
    let votes = "voter-id,comment-id,vote,channel,constituency\n\
                 a,1,1,paper,expert\na,2,-1,,\nb,1,0,web,\nc,1,1,pigeon,\nd,1,1,,nobody\ne,1,2,,\n";
    let read = crate::read_one("answers.csv", votes).unwrap();
    assert_eq!(read.files[0].kind, intake::FileKind::PolisVotes);
    let runs = |runs: [&[&str]; 3]| runs.map(|ids| ids.iter().map(|&id| id.to_owned()).collect());
    let wanted = [("a", runs([&["1"], &["2"], &[]])), ("b", runs([&[], &[], &["1"]]))];
    assert_eq!(unpacked(&read.heard), wanted.map(|(id, runs)| (id.to_owned(), runs)));
    let came: Vec<(&str, &str)> = read
        .heard
        .vote_attributes
        .iter()
        .map(|one| (one.channel.as_str(), one.constituency.as_str()))
        .collect();
    assert_eq!(came, [("paper", "expert"), ("web", "public")]);
    let reasons: Vec<(u64, &str, &str)> = read
        .quarantine
        .iter()
        .map(|row| (row.line, row.column.as_str(), row.reason.code()))
        .collect();
    assert_eq!(
        reasons,
        [
            (5, "channel", "unknown-channel"),
            (6, "constituency", "unknown-constituency"),
            (7, "vote", "bad-vote"),
        ]
    );
}
