//! The analysis of texts from end to end, for [`compose`](crate::compose) to set beside the votes.

use std::collections::BTreeMap;

use consultation::Heard;
use findings::{
    Campaign, DuplicateKind, DuplicateLink, Duplicates, Note, PersonalData, TextVectors, ThemeId,
    Themes, mask_personal_data,
};
use rayon::prelude::*;

use super::campaign::{self, campaigns};
use super::decided::regroup;
use super::distinct::Distinct;
use super::duplicate::{links, near_duplicates};
use super::kept_vectors::KeptVectors;
use super::language::language_of;
use super::meaning;
use super::meaning::Maker;
use super::themes::{Grouping, Manner, Texts, group};
use super::tree::{self, tree};
use crate::{Options, Progress};

/// What the analysis of texts yields. Lists by contribution are in the order of the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextFindings {
    pub(crate) themes: Themes,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) duplicates: Duplicates,
    /// Leaf theme and cosine to its centroid.
    pub(crate) assignments: Vec<Option<(ThemeId, f64)>>,
    pub(crate) vectors: TextVectors,
    pub(crate) links: Vec<Option<DuplicateLink>>,
    /// Language tag, as stated or detected.
    pub(crate) languages: Vec<String>,
    pub(crate) notes: Vec<Note>,
    /// Version of each method, by name.
    pub(crate) methods: BTreeMap<String, String>,
}

/// Name and version of each method.
const METHODS: [(&str, &str); 6] = [
    ("normalise", "nfkc-fold/1"),
    ("language", "whichlang/1"),
    ("duplicates", "minhash-lsh-templates/3"),
    ("vectors", "lsa/2"),
    ("themes", "diffusion-spherical-mixture/4"),
    ("labels", "contrast-kl/2"),
];

/// The same of what people decided, where they did.
const DECIDED: (&str, &str) = ("decided", "kept-themes/1");

/// Languages, duplicates, themes and campaigns of everything heard.
pub(crate) fn analyse(heard: &Heard, options: &Options, progress: Progress<'_>) -> TextFindings {
    progress("languages", 0, 1);
    let languages: Vec<String> = heard.contributions.par_iter().map(language_of).collect();
    progress("duplicates", 0, 1);
    let texts: Vec<&str> = heard.contributions.iter().map(|c| c.text.as_str()).collect();
    let distinct = Distinct::of(&texts);
    let near = near_duplicates(&distinct, &heard.asked, options.seed, &|_| {});
    let links = links(&distinct, &near);
    let of_text: Vec<&str> =
        distinct.first_row.iter().map(|&row| languages[row as usize].as_str()).collect();
    let mut kept_vectors = options.keep_vectors.then(KeptVectors::default);
    let shown = |done, of| progress("themes", done, of);
    let letters = &near.letters;
    let sent = distinct.first_row.iter().map(|&row| texts[row as usize]).collect();
    let grouped = Texts { distinct: &distinct, sent, letters, languages: &of_text };
    let teacher = options.model.as_ref().map(|model| &*model.teacher);
    let manner = Manner { asked: options.themes, seed: options.seed, teacher };
    let grouping = group(&grouped, &manner, &shown, kept_vectors.as_mut());
    let per_language = grouping.spaces.len() > 1;
    let (grouping, kept) = regroup(grouping, &distinct, &options.decided);
    let described = tree(&tree::Material {
        heard,
        languages: &languages,
        distinct: &distinct,
        links: &links,
        letters,
        grouping: &grouping,
        kept: &kept,
    });
    let campaigns = campaigns(&campaign::Material {
        heard,
        languages: &languages,
        distinct: &distinct,
        near: &near,
        links: &links,
        assignments: &described.assignments,
    });
    let leaves = grouping.top_of.len() as u32;
    let mut notes = notes(options, &grouping);
    notes.extend(personal_data(heard));
    TextFindings {
        notes,
        methods: methods(grouping.maker, options),
        themes: Themes {
            themes: described.themes,
            concerns: described.concerns,
            asked: options.themes,
            leaves,
            per_language,
            senders: described.senders,
        },
        campaigns,
        duplicates: summary(&links),
        assignments: described.assignments,
        vectors: kept_vectors.map(|kept| kept.of_rows(&distinct)).unwrap_or_default(),
        links,
        languages,
    }
}

/// How many contributions hold personal data by its form, and how many pieces of each kind: telephone numbers, e-mail
/// addresses, others. Cost: one pass over the texts.
fn personal_data(heard: &Heard) -> Option<Note> {
    let found: Vec<Vec<PersonalData>> = heard
        .contributions
        .par_iter()
        .map(|contribution| mask_personal_data(&contribution.text).1)
        .filter(|found| !found.is_empty())
        .collect();
    let of = |kind: PersonalData| found.iter().flatten().filter(|one| **one == kind).count();
    let (telephone, email) = (of(PersonalData::Telephone), of(PersonalData::Email));
    let others = found.iter().map(Vec::len).sum::<usize>() - telephone - email;
    let values = [found.len(), telephone, email, others].map(|count| count.to_string()).to_vec();
    (!found.is_empty()).then(|| Note { code: Note::PERSONAL_DATA.to_owned(), values })
}

fn methods(maker: Option<Maker>, options: &Options) -> BTreeMap<String, String> {
    let mut methods: BTreeMap<String, String> =
        METHODS.iter().map(|&(name, version)| (name.to_owned(), version.to_owned())).collect();
    if !options.decided.themes.is_empty() {
        methods.insert(DECIDED.0.to_owned(), DECIDED.1.to_owned());
    }
    let vectors = match maker {
        None => return methods,
        Some(Maker::Teacher) => format!("teacher+words/3 up to {} pieces", meaning::PIECES),
        Some(Maker::Student(texts)) => format!(
            "student/3 of {texts} texts, beyond {} pieces of the teacher's",
            meaning::PIECES
        ),
    };
    methods.insert("vectors".to_owned(), vectors);
    methods
}

fn notes(options: &Options, grouping: &Grouping) -> Vec<Note> {
    let mut notes = Vec::new();
    let leaves = grouping.top_of.len() as u32;
    if let Some(asked) = options.themes.filter(|&asked| asked > leaves) {
        let values = vec![asked.to_string(), leaves.to_string()];
        notes.push(Note { code: "themes-fewer-than-asked".to_owned(), values });
    }
    if let (Some(model), Some(maker)) = (&options.model, grouping.maker) {
        let mut values = vec![model.of.name.clone()];
        let code = match maker {
            Maker::Teacher => "vectors-teacher",
            Maker::Student(texts) => {
                values.push(texts.to_string());
                "vectors-student"
            }
        };
        notes.push(Note { code: code.to_owned(), values });
    }
    if grouping.spaces.len() > 1 {
        notes.push(Note { code: "themes-per-language".to_owned(), values: Vec::new() });
    }
    notes
}

fn summary(links: &[Option<DuplicateLink>]) -> Duplicates {
    let of_kind = |kind: DuplicateKind| {
        links.iter().flatten().filter(|link| link.kind == kind).count() as u64
    };
    let contributions = links.iter().flatten().count() as u64;
    let clusters =
        links.iter().flatten().map(|link| u64::from(link.cluster) + 1).max().unwrap_or(0);
    Duplicates {
        contributions,
        clusters,
        exact: of_kind(DuplicateKind::Exact),
        near: of_kind(DuplicateKind::Near),
        template: of_kind(DuplicateKind::Template),
        distinct: links.len() as u64 - contributions + clusters,
    }
}
