//! A discussion: contributions on a clause, a question or a theme, each with its replies one level deep and
//! what the office answered. In the order of time or of bridging, never of counts.

use askama::Template;
use consultation::{About, Discussed, Stance};
use findings::StatementFinding;
use plan::StaffReply;

use crate::finding::quote::PublicWords;
use crate::finding::size::NAME_SHOWN;
use crate::layout::{Layout, Link};
use crate::markup::{Markup, isolated, shortened};
use crate::site::clause::numbered;
use crate::site::prose::prose;
use crate::site::runs::Runs;
use crate::site::{Frame, tag};
use crate::words::Words;

/// Characters of a contribution that are shown; the rest is said to be there.
const SHOWN_CHARS: usize = 5_000;
/// Characters of a named source that are shown.
const SOURCE_CHARS: usize = 500;

/// In which order contributions stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    #[default]
    Time,
    /// Those that people who otherwise vote differently agree on come first.
    Bridging,
}

impl Order {
    /// The order that an address asks for.
    pub fn read(word: &str) -> Order {
        if word == "bridging" { Order::Bridging } else { Order::Time }
    }
}

/// A contribution that anyone may read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The words, personal data masked.
    pub words: PublicWords,
    /// When it was sent, where known; shown as a day.
    pub sent: Option<consultation::Timestamp>,
    /// Its words are no longer shown; it stands here for the replies to it.
    pub gone: bool,
    /// Its place.
    pub place: Discussed,
}

/// A contribution with its replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The contribution.
    pub said: Spoken,
    /// Replies, oldest first.
    pub replies: Vec<Spoken>,
}

/// One page of a discussion.
#[derive(Clone, Debug)]
pub struct DiscussionShown<'a> {
    /// What is discussed.
    pub about: &'a About,
    /// Its contributions, oldest first.
    pub threads: &'a [Thread],
    /// The order asked for.
    pub order: Order,
    /// The page is not the first.
    pub later: bool,
    /// Number of the first contribution of the next page.
    pub next: Option<u64>,
}

#[derive(Template)]
#[template(path = "site/discussion.html")]
struct DiscussionPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    kind: String,
    title: Markup,
    back: Link,
    text: Markup,
    say: Option<Link>,
    closed: String,
    orders: Vec<(Link, bool)>,
    rule: String,
    threads: Vec<Entry>,
    first: Option<String>,
    next: Option<Link>,
}

/// A contribution as it stands on the page.
struct Entry {
    voice: Voice,
    replies: Vec<Voice>,
    reply: Option<Link>,
}

/// Somebody's words with whose they are.
struct Voice {
    index: u64,
    tag: Option<Markup>,
    /// Its author is an expert and names sources.
    expert: Option<String>,
    lang: Option<String>,
    text: String,
    facts: Vec<String>,
    sources: Vec<String>,
    /// Where its words are put to the vote.
    vote: Option<Link>,
    /// How people vote on it, where an analysis says so.
    agreed: Option<String>,
    office: Vec<Official>,
}

/// What the office answered.
struct Official {
    body: Markup,
    day: String,
    text: Markup,
}

#[derive(Template)]
#[template(path = "site/discussions.html")]
struct DiscussionsPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    rows: Vec<(Link, String)>,
}

/// Everything that is discussed, in the order of the plan: clauses, questions, themes.
pub fn discussions(frame: &Frame<'_>, discussed: &[(About, u64)], runs: &Runs<'_>) -> String {
    let w = frame.w;
    let mut rows: Vec<(usize, Link, String)> = discussed
        .iter()
        .filter_map(|(about, count)| {
            let subject = Subject::of(frame, runs, about)?;
            let href = frame.to(&path(about));
            let count = w.say_with("discussion-count", &[("n", (*count).into())]);
            Some((subject.rank, Link { href, text: subject.plain }, count))
        })
        .collect();
    rows.sort_by_key(|(rank, ..)| *rank);
    let page = DiscussionsPage {
        layout: frame.layout(w.say("discussions-title"), Vec::new()),
        w,
        rows: rows.into_iter().map(|(_, link, count)| (link, count)).collect(),
    };
    page.render().expect("a template writes into a string")
}

/// The page of one discussion; `None` where there is nothing to discuss under that name.
pub fn discussion(
    frame: &Frame<'_>,
    shown: &DiscussionShown<'_>,
    runs: &Runs<'_>,
) -> Option<String> {
    let w = frame.w;
    let subject = Subject::of(frame, runs, shown.about)?;
    let here = path(shown.about);
    let round = frame.plan.rounds.iter().find(|round| subject.takes(round, frame));
    let form = round.map(|round| format!("/take-part/{}/answer", round.id.as_str()));
    let mut threads: Vec<&Thread> = shown.threads.iter().collect();
    if shown.order == Order::Bridging {
        threads.sort_by_key(|thread| Rank::of(runs, thread.said.words.index));
    }
    let ordered = |order: Order, key: &str| {
        let query = if order == Order::Bridging { "?order=bridging" } else { "" };
        (frame.at(&format!("{here}{query}"), w.say(key)), shown.order == order)
    };
    let page = DiscussionPage {
        layout: frame.layout(
            w.say_with("discussion-of", &[("what", subject.plain.as_str().into())]),
            vec![frame.link("/discuss", w.say("discussions-title"))],
        ),
        w,
        kind: subject.kind,
        title: subject.title,
        back: subject.back,
        text: subject.text,
        say: form.as_ref().map(|form| {
            frame.at(&format!("{form}?about={}", shown.about), w.say("discussion-say"))
        }),
        closed: w.say("discussion-closed"),
        orders: vec![
            ordered(Order::Time, "discussion-by-time"),
            ordered(Order::Bridging, "discussion-by-bridging"),
        ],
        rule: w.say(match shown.order {
            Order::Time => "discussion-rule-time",
            Order::Bridging => "discussion-rule-bridging",
        }),
        threads: threads.iter().map(|thread| entry(frame, runs, thread, form.as_deref())).collect(),
        first: shown.later.then(|| frame.to(&here)),
        next: shown
            .next
            .map(|index| frame.at(&format!("{here}?from={index}"), w.say("discussion-next"))),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// The address of a discussion within its plan.
pub(super) fn path(about: &About) -> String {
    match about {
        About::Clause(id) => format!("/discuss/clause/{id}"),
        About::Question(id) => format!("/discuss/question/{id}"),
        About::Theme { theme, .. } => format!("/discuss/theme/{theme}"),
    }
}

/// What is discussed, as a page names it.
struct Subject {
    rank: usize,
    kind: String,
    plain: String,
    title: Markup,
    text: Markup,
    back: Link,
    /// The round that asks the question, for a question.
    round: Option<String>,
}

impl Subject {
    fn of(frame: &Frame<'_>, runs: &Runs<'_>, about: &About) -> Option<Subject> {
        let (w, plan) = (frame.w, frame.plan);
        match about {
            About::Clause(id) => {
                let rank = plan.clauses().position(|clause| clause.id.as_str() == id)?;
                let clause = plan.clauses().nth(rank)?;
                let plain = numbered(frame, clause);
                Some(Subject {
                    rank,
                    kind: w.say("clause"),
                    title: Markup::text(&plain),
                    text: prose(clause.current().text.get(w.tag())),
                    back: Link { href: frame.clause(&clause.id), text: w.say("discussion-clause") },
                    plain,
                    round: None,
                })
            }
            About::Question(id) => {
                let asked =
                    plan.rounds.iter().flat_map(|r| r.questions.iter().map(move |q| (r, q)));
                let (at, (round, question)) = asked.enumerate().find(|(_, (_, q))| q.id == *id)?;
                let path = format!("/take-part/{}", round.id.as_str());
                Some(Subject {
                    rank: plan.clauses().count() + at,
                    kind: w.say("discussion-question"),
                    plain: frame.text(&question.text),
                    title: frame.local(&question.text),
                    text: Markup::default(),
                    back: frame.at(&path, frame.text(&round.title)),
                    round: Some(round.id.as_str().to_owned()),
                })
            }
            About::Theme { run, theme } => {
                let theme = runs.theme(*run, &findings::ThemeId(theme.clone()))?;
                let name = shortened(&theme.name, NAME_SHOWN);
                let path = format!("/said/{}", theme.id);
                Some(Subject {
                    rank: usize::MAX,
                    kind: w.say("discussion-theme"),
                    title: Markup::trusted(format!("<bdi>{}</bdi>", Markup::text(&name))),
                    plain: isolated(&name, NAME_SHOWN),
                    text: Markup::default(),
                    back: frame.at(&path, w.say("discussion-theme-page")),
                    round: None,
                })
            }
        }
    }

    /// Whether words about it can be sent to a round now.
    fn takes(&self, round: &consultation::Round, frame: &Frame<'_>) -> bool {
        let asks = self.round.as_ref().is_none_or(|id| *id == round.id.0);
        round.is_open(frame.now) && asks
    }
}

fn entry(frame: &Frame<'_>, runs: &Runs<'_>, thread: &Thread, form: Option<&str>) -> Entry {
    let index = thread.said.words.index;
    Entry {
        voice: voice(frame, runs, &thread.said, false),
        replies: thread.replies.iter().map(|reply| voice(frame, runs, reply, true)).collect(),
        reply: form.filter(|_| !thread.said.gone).map(|form| {
            let text = frame.w.say_with("discussion-reply", &[("index", index.into())]);
            frame.at(&format!("{form}?reply={index}"), text)
        }),
    }
}

fn voice(frame: &Frame<'_>, runs: &Runs<'_>, spoken: &Spoken, reply: bool) -> Voice {
    let (w, words) = (frame.w, &spoken.words);
    let sent = spoken.sent.map(|sent| w.date(sent));
    let mut facts = vec![w.named("constituency", &words.constituency)];
    facts.push(w.say_with("quote-number", &[("id", w.number(words.index).into())]));
    facts.extend(sent);
    let sources = &spoken.place.sources;
    let expert = words.constituency == consultation::Constituency::Expert.as_str();
    let found = finding(runs, words.index);
    Voice {
        index: words.index,
        tag: reply.then(|| tag::stance(w, spoken.place.stance)),
        expert: (expert && !sources.is_empty()).then(|| w.say("discussion-expert")),
        lang: words.language.clone(),
        text: match spoken.gone {
            true => w.say("discussion-gone"),
            false => shortened_lines(&words.text),
        },
        facts,
        sources: sources.iter().map(|source| shortened(source, SOURCE_CHARS)).collect(),
        vote: frame.plan.put_to_vote_in(words.index).map(|round| {
            frame.at(&format!("/vote/{}", round.as_str()), w.say("discussion-voted-on"))
        }),
        agreed: found.map(|found| {
            let values = [("agree", w.point(&found.agree).into()), ("n", found.agree.of.into())];
            w.say_with("voted-agree", &values)
        }),
        office: frame.plan.staff_replies_to(words.index).map(|one| official(frame, one)).collect(),
    }
}

/// The words with their line breaks, cut where they are very long.
fn shortened_lines(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

fn official(frame: &Frame<'_>, reply: &StaffReply) -> Official {
    Official {
        body: frame.local(&reply.body),
        day: frame.day(reply.on),
        text: prose(reply.text.get(frame.w.tag())),
    }
}

/// How people voted on a contribution's words, where they were put to the vote and analysed.
fn finding<'a>(runs: &Runs<'a>, index: u64) -> Option<&'a StatementFinding> {
    let opinion = runs.latest?.findings.opinion.as_ref()?;
    let id = index.to_string();
    opinion.statements.iter().find(|statement| statement.id == id)
}

/// Where a contribution stands in the order of bridging: by group-informed consensus, the higher first;
/// those without it after, by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u64, u64);

impl Rank {
    fn of(runs: &Runs<'_>, index: u64) -> Rank {
        let consensus = finding(runs, index).and_then(|found| found.group_informed);
        // A consensus lies between 0 and 1; its bits order as it does.
        Rank(consensus.map_or(u64::MAX, |value| (1.0 - value).max(0.0).to_bits()), index)
    }
}

/// What a form says of the place that words are meant for.
pub(super) fn place_of(frame: &Frame<'_>, about: &str, reply_to: &str) -> Option<Markup> {
    let w = frame.w;
    if let Ok(index) = reply_to.parse::<u64>() {
        return Some(Markup::text(&w.say_with("discussion-to", &[("index", index.into())])));
    }
    match about.parse().ok()? {
        About::Clause(id) => {
            let clause = frame.plan.clauses().find(|clause| clause.id.as_str() == id)?;
            Some(Markup::text(&numbered(frame, clause)))
        }
        About::Theme { theme, .. } => {
            let values = [("id", theme.as_str().into())];
            Some(Markup::text(&w.say_with("theme-number", &values)))
        }
        About::Question(_) => None,
    }
}

/// The stances that a reply may take, with the one chosen.
pub(super) fn stances(w: &Words, chosen: &str) -> Vec<(&'static str, String, bool)> {
    let chosen = Stance::named(chosen).unwrap_or_default();
    let choice =
        |stance: Stance| (stance.as_str(), w.named("stance", stance.as_str()), stance == chosen);
    Stance::ALL.map(choice).into()
}
