//! What votes cost: a made-up export packed and analysed by the program itself, start to end.
//!
//!     cargo bench -p canvass --bench votes -- polis 1000000 10000 100000000
//!     cargo bench -p canvass --bench votes -- make 100000 1000 1900000 FOLDER
//!
//! The first word is a profile, `polis` or `robust`; people, statements and votes follow, then where to put the files
//! (the folder for temporary files). `rehearsal` makes a `votes.csv` with four planted groups, in
//! the order in which votes of many people at a time come in. Then `canvass votes pack` reads it;
//! `canvass votes groups` starts from the packed file and writes the groups, and `canvass analyse` the
//! whole result. Of each it prints
//! CPU seconds (user and system, of all threads, as the kernel counts them), the time that passed, and
//! the most memory it held at once; and the adjusted Rand index of the groups to those planted.
//! `make` writes `votes.csv` and the planted groups as `truth.csv`, and stops there.

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use consultation::{Timestamp, Vote};
use rehearsal::{Ballot, Options, VoteOptions, ballots};

#[path = "../crates/analysis/tests/votes/agreement.rs"]
mod agreement;
mod spent;

use spent::Spent;

const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");

/// People whose votes come in mixed with each other.
const AT_A_TIME: usize = 4_096;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

struct Size {
    people: usize,
    statements: usize,
    votes: usize,
}

fn main() -> Outcome {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (what, size, at) = match words[..] {
        [what, people, statements, votes, ref rest @ ..] => {
            let (people, statements) = (people.parse()?, statements.parse()?);
            let at = rest.first().map_or_else(std::env::temp_dir, PathBuf::from);
            (what, Size { people, statements, votes: votes.parse()? }, at)
        }
        _ => return Err("usage: votes polis|robust|make PEOPLE STATEMENTS VOTES [FOLDER]".into()),
    };
    match what {
        "make" => make(&size, &at).map(|_| ()),
        profile => measure(profile, &size, &at),
    }
}

fn measure(profile: &str, size: &Size, at: &Path) -> Outcome {
    let folder = at.join(format!("canvass-votes-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let planted = make(size, &folder)?;
    let (csv, packed, out) =
        (folder.join("votes.csv"), folder.join("town.votes"), folder.join("result"));
    let bytes = fs::metadata(&csv)?.len() as f64 / 1e9;
    let (people, statements, votes) = (size.people, size.statements, size.votes);
    println!("{people} people × {statements} statements, {votes} votes, {bytes:.2} GB of CSV");
    let mut pack = Command::new(PROGRAM);
    pack.args(["votes", "pack"]).arg(&csv).arg("-o").arg(&packed);
    println!(
        "pack: {}, {:.0} MB",
        Spent::by(&mut pack)?,
        fs::metadata(&packed)?.len() as f64 / 1e6
    );
    fs::remove_file(csv)?;
    let (alone, profile_of) = (folder.join("groups.csv"), ["--votes-profile", profile]);
    let mut groups = Command::new(PROGRAM);
    groups.args(["votes", "groups"]).arg(&packed).arg("-o").arg(&alone).args(profile_of);
    println!("{profile}, groups alone: {}", Spent::by(&mut groups)?);
    let mut analyse = Command::new(PROGRAM);
    analyse.arg("analyse").arg(&packed).arg("--out").arg(&out).args(profile_of);
    println!("{profile}, whole: {}, {}", Spent::by(&mut analyse)?, found(&out, &planted)?);
    if fs::read(alone)? != fs::read(out.join("tables/groups.csv"))? {
        return Err("the groups alone are others than those of the whole result".into());
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// Writes `votes.csv` and `truth.csv`; gives the planted group of each participant by id.
fn make(size: &Size, folder: &Path) -> Outcome<HashMap<String, u32>> {
    fs::create_dir_all(folder)?;
    let month = Options::new(Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let votes = VoteOptions {
        groups: vec![1.0; 4],
        density: size.votes as f64 / (size.people as f64 * size.statements as f64),
        revised: 0.01,
        ..VoteOptions::default()
    };
    let Size { people: voters, statements, .. } = *size;
    let mut all = ballots(&Options { contributions: 0, voters, statements, votes, ..month })?;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join("votes.csv"))?);
    let mut truth = BufWriter::new(File::create(folder.join("truth.csv"))?);
    writeln!(out, "timestamp,comment-id,voter-id,vote")?;
    writeln!(truth, "participant,group")?;
    let mut planted = HashMap::new();
    loop {
        let some: Vec<Ballot> = all.by_ref().take(AT_A_TIME).collect();
        if some.is_empty() {
            break;
        }
        let first = planted.len();
        for (number, ballot) in (first..).zip(&some) {
            writeln!(truth, "{number},{}", ballot.voter.group)?;
            planted.insert(number.to_string(), ballot.voter.group as u32);
        }
        mixed(&mut out, first, &some)?;
    }
    out.flush()?;
    truth.flush()?;
    Ok(planted)
}

/// One vote of each in turn, as long as anybody has one.
fn mixed(out: &mut impl Write, first: usize, ballots: &[Ballot]) -> std::io::Result<()> {
    let most = ballots.iter().map(|ballot| ballot.votes.len()).max().unwrap_or(0);
    for turn in 0..most {
        for (number, ballot) in (first..).zip(ballots) {
            if let Some(&(statement, vote, Timestamp(time))) = ballot.votes.get(turn) {
                writeln!(out, "{time},{statement},{number},{}", sign(vote))?;
            }
        }
    }
    Ok(())
}

/// As in the export files.
fn sign(vote: Vote) -> i8 {
    match vote {
        Vote::Agree => 1,
        Vote::Disagree => -1,
        Vote::Pass => 0,
    }
}

/// The groups of `tables/groups.csv` beside those planted.
fn found(out: &Path, planted: &HashMap<String, u32>) -> Outcome<String> {
    let table = fs::read_to_string(out.join("tables/groups.csv"))?;
    let rows = table.lines().skip(1).filter_map(|line| line.split_once(','));
    let pairs: Vec<(Option<u32>, Option<u32>)> =
        rows.map(|(who, group)| (group.parse().ok(), planted.get(who).copied())).collect();
    let placed = pairs.iter().filter(|(group, _)| group.is_some()).count();
    let groups = pairs.iter().filter_map(|(group, _)| *group).max().map_or(0, |last| last + 1);
    let agreement = agreement::adjusted_rand(&pairs);
    Ok(format!("{placed} people in {groups} groups, adjusted Rand index {agreement:.3}"))
}
