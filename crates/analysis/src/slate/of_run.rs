//! The slate of an analysis: by sequential Phragmén, with its certificate and its lower end.

use findings::{Agreed, AgreedInGroup, AgreedInPart, Opinion, Slate, SlateCertificate, SlateClaim};

use crate::slate::{OfVotes, Rule, SlateError, Tail, Ties, certificate, elect, of_votes, tail};
use crate::votes::matrix::VoteMatrix;
use crate::votes::parts::{ByPart, Parts};

/// Most places of an analysis's slate.
const PLACES: usize = 10;

/// The slate of the statements that take part: ten of them, or half where there are fewer than
/// twenty; `None` when that leaves no choice. `groups` gives each participant's opinion group, `parts` each row's
/// channel and constituency.
///
/// # Errors
/// More voters or approvals than can be numbered.
pub fn of_run(
    matrix: &VoteMatrix,
    opinion: &Opinion,
    groups: &[Option<u32>],
    parts: &Parts,
) -> Result<Option<Slate>, SlateError> {
    let takes_part: Vec<bool> = opinion.statements.iter().map(|one| one.takes_part).collect();
    let ballot = of_votes(matrix, &takes_part)?;
    let size = PLACES.min(ballot.statements.len() / 2);
    if size == 0 {
        return Ok(None);
    }
    let rule = Rule::SequentialPhragmen;
    let committee = elect(&ballot.profile, rule, size, Ties::Lowest)?.committees.swap_remove(0);
    let all = tail(&ballot.profile, &committee, |_| true);
    let group_of = |row: usize| groups[matrix.participants()[row] as usize];
    let in_group = |group: u32| AgreedInGroup {
        group,
        agreed: agreed(tail(&ballot.profile, &committee, |row| group_of(row) == Some(group))),
    };
    let in_parts = |by_part: &ByPart| -> Vec<AgreedInPart> {
        let part_of = |row: usize| by_part.part_of.get(row).copied().flatten();
        let of = |(part, name): (u32, &String)| AgreedInPart {
            part: name.clone(),
            agreed: agreed(tail(&ballot.profile, &committee, |row| part_of(row) == Some(part))),
        };
        (0..).zip(&by_part.names).map(of).collect()
    };
    Ok(Some(Slate {
        rule: rule.as_str().to_owned(),
        statements: committee.iter().map(|&one| ballot.statements[one as usize]).collect(),
        represented: all.total() - all.voters[0],
        left_out: all.voters[0],
        agreed: agreed(all),
        by_group: opinion.groups.groups.iter().map(|group| in_group(group.id)).collect(),
        by_channel: in_parts(&parts.channel),
        by_constituency: in_parts(&parts.constituency),
        certificate: certified(&ballot, &committee),
    }))
}

fn agreed(tail: Tail) -> Agreed {
    let (tenth, half) = (tail.percentile(10), tail.percentile(50));
    Agreed { of: tail.total(), voters: tail.voters, tenth, half }
}

fn certified(ballot: &OfVotes, committee: &[u32]) -> SlateCertificate {
    let found = certificate(&ballot.profile, committee);
    let nearest = found.strongest.map(|claim| SlateClaim {
        statement: ballot.statements[claim.candidate as usize],
        members: claim.members,
        voters: claim.voters,
        needed: claim.needed,
    });
    SlateCertificate {
        axiom: "EJR+".to_owned(),
        holds: found.holds(),
        checked: found.checked,
        place: ballot.profile.voters().div_ceil(committee.len()) as u64,
        nearest,
    }
}
