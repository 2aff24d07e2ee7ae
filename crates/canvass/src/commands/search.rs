//! `canvass search`: contributions by their words.

use consultation::{Constituency, UNDETERMINED};
use findings::{ThemeId, mask_personal_data};
use serde_json::{Value, json};
use store::{Audience, Facet, Filter, Found, Standing, Store, StoredContribution};

use super::import::known_round;
use crate::cli;
use crate::failure::{Exit, Failure, Outcome};
use crate::output::{self, counted};
use crate::search::{Search, asked};
use crate::theming::with_parts;

/// Characters of a contribution on one line.
const LINE_CHARS: usize = 300;

/// Runs the command.
pub fn run(command: &cli::Search) -> Outcome {
    let store = Store::open(&command.data)?;
    if command.rebuild {
        store.remove_search_index()?;
    }
    let search = Search::default();
    search.catch_up(&store, |left| {
        eprintln!("reading in: {} left", counted(left, "leaf", "leaves"));
    })?;
    let audience = if command.public { Audience::Public } else { Audience::Office };
    if let Some(index) = command.like {
        return like(&store, command, index, audience);
    }
    let asked =
        asked(&command.words.join(" "), filter(&store, &command.by)?, command.skip, command.limit);
    let found = search.find(&store, &asked, audience)?.found;
    if let Some(language) = command.by.language.as_deref().filter(|_| found.total == 0) {
        let any = search.find(&store, &self::asked("", Filter::default(), 0, 1), audience)?.found;
        known_language(&any, language)?;
    }
    let hits = hits(&store, &found.leaves, audience)?;
    if command.json {
        return output::line(as_json(&found, &hits));
    }
    eprintln!("{}", counted(found.total as u64, "contribution", "contributions"));
    for hit in &hits {
        output::line(as_line(hit))?;
    }
    Ok(())
}

/// The most alike first, each with the cosine.
fn like(store: &Store, command: &cli::Search, index: u64, audience: Audience) -> Outcome {
    if !store.has_vectors() {
        let hint = "canvass run DATA makes them";
        return Err(Failure::new(Exit::Usage, "there are no vectors of texts yet", hint));
    }
    let like = store.like(index, command.limit, audience)?;
    let leaves: Vec<u64> = like.iter().map(|like| like.leaf).collect();
    let hits = hits(store, &leaves, audience)?;
    if command.json {
        let hit = |hit: &StoredContribution| {
            let likeness = like.iter().find(|like| like.leaf == hit.index).map(|it| it.likeness);
            json!({"index": hit.index, "likeness": likeness, "text": hit.contribution.text})
        };
        return output::line(Value::from(hits.iter().map(hit).collect::<Vec<_>>()));
    }
    hits.iter().map(as_line).try_for_each(output::line)
}

fn filter(store: &Store, by: &cli::SearchBy) -> Outcome<Filter> {
    let constituency = by.constituency.as_deref().map(|name| known_constituency(store, name));
    Ok(Filter {
        round: by.round.as_deref().map(|id| known_round(store, id)).transpose()?,
        channel: by.channel,
        constituency: constituency.transpose()?,
        language: by.language.clone(),
        themes: by.theme.as_deref().map(|id| theme_and_parts(store, id)).transpose()?,
        kind: by.kind.map(|kind| kind.as_str().to_owned()),
    })
}

/// An error where no contribution can be for that constituency.
fn known_constituency(store: &Store, name: &str) -> Outcome<Constituency> {
    let plans = store.plans();
    plans.constituency(name).ok_or_else(|| {
        let always = Constituency::ALWAYS.iter().map(Constituency::as_str);
        let defined = plans.all().flat_map(|plan| &plan.constituencies).map(String::as_str);
        let names: Vec<&str> = always.chain(defined).collect();
        let hint = format!("constituencies are: {}", names.join(", "));
        Failure::new(Exit::Usage, format!("there is no constituency `{name}`"), hint)
    })
}

/// An error where nothing that may be found is in that language.
fn known_language(any: &Found, language: &str) -> Outcome<()> {
    let mut languages: Vec<&str> =
        any.facets.language.iter().map(|facet| facet.value.as_str()).collect();
    if languages.contains(&language) {
        return Ok(());
    }
    languages.retain(|tag| *tag != UNDETERMINED);
    let hint = match languages.is_empty() {
        true => "canvass run DATA finds the languages".to_owned(),
        false => format!("languages are: {}", languages.join(", ")),
    };
    let none = format!("there is no contribution in the language `{language}`");
    Err(Failure::new(Exit::Usage, none, hint))
}

/// A theme of the latest run and what stands under it.
fn theme_and_parts(store: &Store, id: &str) -> Outcome<Vec<ThemeId>> {
    let run = super::theme::latest(store)?;
    super::theme::known_theme(&run, id)?;
    Ok(with_parts(&run.findings.themes.themes, id))
}

/// The index is asked which, the record whether they may be read.
fn hits(store: &Store, leaves: &[u64], audience: Audience) -> Outcome<Vec<StoredContribution>> {
    let mut hits = Vec::new();
    for leaf in leaves {
        let Some(mut stored) = store.contribution(*leaf)? else { continue };
        let may_be_read = match audience {
            Audience::Public => stored.standing == Standing::Published,
            Audience::Office => stored.standing.has_words(),
        };
        if may_be_read {
            if audience == Audience::Public {
                stored.contribution.text = mask_personal_data(&stored.contribution.text).0;
            }
            hits.push(stored);
        }
    }
    Ok(hits)
}

fn as_line(hit: &StoredContribution) -> String {
    let said = &hit.contribution;
    let words = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = words.chars().take(LINE_CHARS).collect();
    format!("{}\t{}\t{}\t{line}", hit.index, said.channel, said.constituency)
}

fn as_json(found: &Found, hits: &[StoredContribution]) -> Value {
    let facet = |facets: &[Facet]| -> Value {
        let one = |facet: &Facet| json!({"value": facet.value, "count": facet.count});
        facets.iter().map(one).collect()
    };
    let hit = |hit: &StoredContribution| {
        json!({
            "index": hit.index,
            "channel": hit.contribution.channel.as_str(),
            "constituency": hit.contribution.constituency.as_str(),
            "text": hit.contribution.text,
        })
    };
    json!({
        "total": found.total,
        "ranked": found.ranked,
        "by": {
            "round": facet(&found.facets.round),
            "channel": facet(&found.facets.channel),
            "constituency": facet(&found.facets.constituency),
            "language": facet(&found.facets.language),
            "theme": facet(&found.facets.theme),
            "kind": facet(&found.facets.kind),
        },
        "contributions": hits.iter().map(hit).collect::<Vec<_>>(),
    })
}
