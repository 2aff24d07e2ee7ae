//! `canvass slate`: who approves of what in, statements that together speak for everyone out.

use analysis::slate::{
    Certificate, Claim, Elected, OfVotes, Profile, SlateError, Ties, certificate, elect, of_votes,
    tail,
};
use analysis::votes::matrix::VoteMatrix;
use consultation::{Heard, Statement};
use serde::Serialize;

use crate::cli::Slate;
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::output;

/// Places when neither the command nor the file says how many.
const USUAL_SIZE: usize = 10;

/// Runs the command.
pub fn run(command: &Slate) -> Outcome {
    let ballot = read(command)?;
    let profile = &ballot.profile;
    let usual = USUAL_SIZE.min(profile.candidates());
    let size = command.size.or(ballot.size).unwrap_or(usual);
    let ties = if command.all { Ties::All } else { Ties::Lowest };
    let elected = elect(profile, command.rule, size, ties)?;
    let certified = Certified::of(profile, &elected);
    if command.json {
        let answer = Answer::new(command, size, &elected, &certified, &ballot);
        let json =
            serde_json::to_string_pretty(&answer).expect("numbers and text have a JSON form");
        output::line(json)?;
    } else {
        list(&elected, &ballot)?;
    }
    summarise(profile, &elected, &certified, &ballot);
    Ok(())
}

/// What a slate is chosen from.
struct Ballot {
    profile: Profile,
    size: Option<usize>,
    /// For each candidate its number in the input and, of votes, its statement.
    candidates: Vec<(u32, Option<Statement>)>,
}

impl Ballot {
    fn number(&self, candidate: u32) -> u32 {
        self.candidates[candidate as usize].0
    }
}

fn read(command: &Slate) -> Outcome<Ballot> {
    if intake::is_abc_profile(&command.file.to_string_lossy()) {
        let read = intake::read_abc_profile(inputs::open_file(&command.file)?)?;
        let profile = Profile::new(read.candidates, &read.ballots)?;
        let candidates = (0..read.candidates as u32).map(|number| (number, None)).collect();
        return Ok(Ballot { profile, size: read.size, candidates });
    }
    let read = intake::read_votes(inputs::open_one(&command.file)?)?;
    let set_aside: u64 = read.files.iter().map(|file| file.quarantined).sum();
    if set_aside > 0 {
        eprintln!("{set_aside} rows could not be read; `canvass analyse` lists them");
    }
    ballot_of(read.heard)
}

fn ballot_of(heard: Heard) -> Outcome<Ballot> {
    let matrix = VoteMatrix::new(&heard).map_err(|error| {
        Failure::new(Exit::Input, error.to_string(), "split the input, or leave out statements")
    })?;
    if matrix.rows() == 0 {
        let hint = "give votes, or an approval profile (.abc.yaml)";
        return Err(Failure::new(Exit::Input, "there are no votes to choose by", hint));
    }
    let takes_part: Vec<bool> = heard.statements.iter().map(Statement::takes_part).collect();
    let OfVotes { profile, statements } = of_votes(&matrix, &takes_part)?;
    let statement = |&at: &u32| (at, Some(heard.statements[at as usize].clone()));
    let candidates = statements.iter().map(statement).collect();
    Ok(Ballot { profile, size: None, candidates })
}

/// The certificates of all committees in one.
struct Certified {
    holds: bool,
    /// Of the first committee that fails, else of the first.
    shown: usize,
    certificate: Certificate,
}

impl Certified {
    fn of(profile: &Profile, elected: &Elected) -> Certified {
        let all: Vec<Certificate> =
            elected.committees.iter().map(|committee| certificate(profile, committee)).collect();
        let fails = all.iter().position(|certificate| !certificate.holds());
        let shown = fails.unwrap_or(0);
        Certified { holds: fails.is_none(), shown, certificate: all[shown] }
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer {
    rule: &'static str,
    size: usize,
    search: &'static str,
    committees: Vec<Vec<u32>>,
    certificate: CertificateAnswer,
}

#[derive(Serialize)]
struct CertificateAnswer {
    axiom: &'static str,
    holds: bool,
    /// The committee that `witness` and `nearest` are about, from 0.
    committee: usize,
    checked: u64,
    witness: Option<ClaimAnswer>,
    nearest: Option<ClaimAnswer>,
}

#[derive(Serialize)]
struct ClaimAnswer {
    candidate: u32,
    members: u32,
    voters: u64,
    needed: u64,
}

impl Answer {
    fn new(
        command: &Slate,
        size: usize,
        elected: &Elected,
        certified: &Certified,
        ballot: &Ballot,
    ) -> Answer {
        let sorted = |committee: &Vec<u32>| {
            let mut numbers: Vec<u32> = committee.iter().map(|&one| ballot.number(one)).collect();
            numbers.sort_unstable();
            numbers
        };
        let claim = |claim: Claim| ClaimAnswer {
            candidate: ballot.number(claim.candidate),
            members: claim.members,
            voters: claim.voters,
            needed: claim.needed,
        };
        Answer {
            rule: command.rule.as_str(),
            size,
            search: elected.search.as_str(),
            committees: elected.committees.iter().map(sorted).collect(),
            certificate: CertificateAnswer {
                axiom: "EJR+",
                holds: certified.holds,
                committee: certified.shown,
                checked: certified.certificate.checked,
                witness: certified.certificate.witness().map(claim),
                nearest: certified.certificate.strongest.map(claim),
            },
        }
    }
}

/// One committee of statements as a list; several committees, or bare numbers, a line each.
fn list(elected: &Elected, ballot: &Ballot) -> Outcome {
    for committee in &elected.committees {
        let only = elected.committees.len() == 1;
        let members = committee.iter().map(|&one| &ballot.candidates[one as usize]);
        if let (true, Some(statements)) =
            (only, members.map(|(_, statement)| statement.as_ref()).collect::<Option<Vec<_>>>())
        {
            for (&one, statement) in committee.iter().zip(statements) {
                let text = statement.text.replace(['\t', '\n', '\r'], " ");
                output::line(format_args!(
                    "{}\t{}\t{text}",
                    ballot.number(one),
                    statement.id.as_str()
                ))?;
            }
        } else {
            let numbers: Vec<String> =
                committee.iter().map(|&one| ballot.number(one).to_string()).collect();
            output::line(numbers.join(" "))?;
        }
    }
    Ok(())
}

/// The certificate and the lower end, in words.
fn summarise(profile: &Profile, elected: &Elected, certified: &Certified, ballot: &Ballot) {
    match (certified.certificate.witness(), elected.committees.len()) {
        (None, _) => eprintln!("EJR+    holds: no group of voters is left short"),
        (Some(claim), committees) => {
            let which = if committees > 1 {
                format!(" by committee {}", certified.shown + 1)
            } else {
                String::new()
            };
            eprintln!(
                "EJR+    does not hold: {} voters approve of {}, enough for {} members ({} are), \
                 and each approves of fewer{which}",
                claim.voters,
                ballot.number(claim.candidate),
                claim.members,
                claim.needed,
            );
        }
    }
    let tail = tail(profile, &elected.committees[certified.shown], |_| true);
    eprintln!(
        "Tail    {} of {} voters approve of none; one in ten of at most {}; the median voter of {}",
        tail.voters[0],
        tail.total(),
        tail.percentile(10),
        tail.percentile(50)
    );
    if elected.search == analysis::slate::Search::Local {
        eprintln!("Search  local: too many committees to look at all of them");
    }
}

impl From<SlateError> for Failure {
    fn from(error: SlateError) -> Failure {
        let exit = match error {
            SlateError::NoSuchCandidate { .. } | SlateError::TooMany { .. } => Exit::Input,
            _ => Exit::Usage,
        };
        Failure::new(exit, error.to_string(), error.hint())
    }
}
