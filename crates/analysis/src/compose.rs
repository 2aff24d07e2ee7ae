//! Everything heard to everything found: what came in is counted, texts and votes are analysed, and the
//! two halves stand side by side.

use std::collections::BTreeMap;
use std::sync::Arc;

use consultation::Heard;
use findings::{
    Analysed, Excluded, Findings, Note, Provenance, Received, RowFindings, Slate, VectorModel,
    VectorSource,
};

use crate::slate::{self, SlateError};
use crate::text::decided::Decided;
use crate::text::teacher::Teacher;
use crate::text::{self, Parts, TextFindings};
use crate::votes::{self, Given, PolisFit, VotesError, VotesProfile, VotesResult};

/// How an analysis is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Exactly this many leaf themes; `None` lets the texts decide.
    pub themes: Option<u32>,
    /// Where every pseudo-random choice starts.
    pub seed: u64,
    /// How votes are analysed.
    pub votes_profile: VotesProfile,
    /// Who is in and the opinion groups, from elsewhere; for the profile `polis` only.
    pub polis_given: Option<Given>,
    /// What people decided about themes.
    pub decided: Decided,
    /// Keep the vectors of texts, for finding like ones later.
    pub keep_vectors: bool,
    /// Rows of the input that were set aside, for the account of what came in.
    pub quarantined: u64,
    /// What makes the texts' vectors; without one their own words do, language by language.
    pub model: Option<Model>,
}

/// A vector model that takes part in an analysis.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its name, and the hash of the wheel that it was read from.
    pub of: VectorModel,
    /// The network.
    pub teacher: Arc<Teacher>,
}

/// What an analysis yields.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Findings and where each row went.
    pub analysed: Analysed,
    /// Every step from votes to opinion, for the Polis JSON; `None` without votes and in other profiles.
    pub polis: Option<PolisFit>,
}

/// Told the stage, how much of it is done and of how much.
pub type Progress<'a> = &'a (dyn Fn(&str, u64, u64) + Sync);

/// Why an input cannot be analysed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnalysisError {
    /// The votes are beyond a limit, or do not fit what was given with them.
    #[error(transparent)]
    Votes(#[from] VotesError),
    /// No slate can be chosen from the votes.
    #[error(transparent)]
    Slate(#[from] SlateError),
}

impl AnalysisError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            AnalysisError::Votes(_) => "split the input, or leave out what does not fit",
            AnalysisError::Slate(error) => error.hint(),
        }
    }
}

/// Analyses everything heard. The result depends on the input and the options alone, not on the number
/// of threads of the pool it runs in.
///
/// # Errors
/// When the votes are beyond the limits of the vote matrix, or `polis_given` does not fit them.
pub fn analyse(
    heard: &Heard,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Analysis, AnalysisError> {
    let texts = text::analyse(heard, options, progress);
    progress("opinions", 0, 1);
    let given = options.polis_given.as_ref();
    let votes = votes::opinion(heard, options.votes_profile, given, options.seed)?;
    progress("opinions", 1, 1);
    let slate = match &votes {
        Some(found) => {
            slate::of_run(&found.polis.matrix, &found.opinion, &found.groups, &found.parts)?
        }
        None => None,
    };
    Ok(compose(heard, options, texts, votes, slate))
}

fn compose(
    heard: &Heard,
    options: &Options,
    texts: TextFindings,
    votes: Option<VotesResult>,
    slate: Option<Slate>,
) -> Analysis {
    let received = received(heard, options, &texts, votes.as_ref());
    let mut notes = texts.notes;
    let (opinion, groups, polis) = match votes {
        None => (None, vec![None; heard.participants.len()], None),
        Some(result) => {
            if result.given_without_vote > 0 {
                let values = vec![result.given_without_vote.to_string()];
                notes.push(Note { code: "given-without-vote".to_owned(), values });
            }
            let polis = (options.votes_profile == VotesProfile::Polis).then_some(result.polis);
            (Some(result.opinion), result.groups, polis)
        }
    };
    let provenance = provenance(options, texts.methods, opinion.is_some(), slate.is_some());
    let findings = Findings {
        schema: Findings::SCHEMA.to_owned(),
        title: heard.title.clone(),
        received,
        duplicates: texts.duplicates,
        campaigns: texts.campaigns,
        themes: texts.themes,
        opinion,
        slates: slate.into_iter().collect(),
        notes,
        provenance,
    };
    let rows = RowFindings {
        assignments: texts.assignments,
        duplicates: texts.links,
        languages: texts.languages,
        vectors: texts.vectors,
        groups,
    };
    Analysis { analysed: Analysed { findings, rows }, polis }
}

fn provenance(
    options: &Options,
    mut methods: BTreeMap<String, String>,
    with_votes: bool,
    with_slate: bool,
) -> Provenance {
    if with_votes {
        let (name, version) = options.votes_profile.method();
        methods.insert(name.to_owned(), version.to_owned());
    }
    if with_slate {
        let (name, version) = slate::METHOD;
        methods.insert(name.to_owned(), version.to_owned());
    }
    Provenance {
        methods,
        seed: options.seed,
        votes_profile: options.votes_profile.name().to_owned(),
        vectors: match &options.model {
            Some(model) => VectorSource::Model(model.of.clone()),
            None => VectorSource::Lsa,
        },
    }
}

fn received(
    heard: &Heard,
    options: &Options,
    texts: &TextFindings,
    votes: Option<&VotesResult>,
) -> Received {
    let total = heard.contributions.len() as u64;
    let by = Parts::of(heard, &texts.languages, 0..heard.contributions.len());
    let standing = |result: &VotesResult| -> u64 {
        result.opinion.statements.iter().map(|statement| statement.counts.seen()).sum()
    };
    Received {
        contributions: total,
        statements: heard.statements.len() as u64,
        voters: heard.participants.len() as u64,
        votes_cast: heard.votes_cast(),
        votes: votes.map_or(0, standing),
        quarantined: options.quarantined,
        by: by.out_of_total(total),
        excluded: excluded(heard, texts),
    }
}

fn excluded(heard: &Heard, texts: &TextFindings) -> Vec<Excluded> {
    let empty = texts.assignments.iter().filter(|theme| theme.is_none()).count() as u64;
    let hidden = heard.statements.iter().filter(|s| s.moderation.is_hidden()).count() as u64;
    let meta = heard.statements.iter().filter(|s| s.is_meta).count() as u64;
    let mut excluded: Vec<Excluded> =
        [("empty-text", empty), ("hidden-statement", hidden), ("meta-statement", meta)]
            .into_iter()
            .filter(|&(_, count)| count > 0)
            .map(|(reason, count)| Excluded { reason: reason.to_owned(), count })
            .collect();
    excluded.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    excluded
}
