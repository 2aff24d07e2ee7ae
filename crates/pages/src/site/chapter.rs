//! One chapter: its clauses in full, each with its public basis in the same place and size.

use askama::Template;
use findings::Share;
use plan::{Answers, Chapter, Clause, Decision, reach, together};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::basis::size;
use crate::site::clause::version_tag;
use crate::site::prose::prose;
use crate::site::runs::Runs;
use crate::site::{Frame, changes, tag};
use crate::words::Words;

/// Which text of each clause a chapter shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// The version in force.
    #[default]
    Now,
    /// What changed since the version before, marked.
    Changes,
    /// The version first published.
    First,
}

impl Show {
    const ALL: [Show; 3] = [Show::Now, Show::Changes, Show::First];

    /// Reads the word in the address; anything else is the text in force.
    pub fn read(word: &str) -> Show {
        Show::ALL.into_iter().find(|show| show.word() == word).unwrap_or_default()
    }

    fn word(self) -> &'static str {
        match self {
            Show::Now => "now",
            Show::Changes => "changes",
            Show::First => "first",
        }
    }
}

#[derive(Template)]
#[template(path = "site/chapter.html")]
struct ChapterPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    id: &'a str,
    title: Markup,
    intro: Markup,
    figures: Vec<(String, String)>,
    /// Ways to show the texts; empty while nothing has changed.
    shows: Vec<(Link, bool)>,
    objectives: Vec<ObjectiveShown>,
    questions: Vec<(Markup, Option<String>)>,
    before: Option<Link>,
    after: Option<Link>,
}

struct ObjectiveShown {
    id: String,
    title: Markup,
    clauses: Vec<ClauseShown>,
}

struct ClauseShown {
    id: String,
    href: String,
    title: Markup,
    plain_title: String,
    tag: Markup,
    text: Markup,
    basis: String,
    decisions: Vec<(Markup, usize)>,
    follows: Option<String>,
}

/// What stands beside a chapter: what was asked, what came, what became of it, how far it is.
pub(super) struct ChapterFigures {
    /// Questions of rounds about it.
    pub(super) asked: usize,
    /// Contributions whose theme reaches a clause of it; `None` before the first run.
    pub(super) came: Option<Share>,
    /// Themes that reach it, by decision in the order of [`Decision::ALL`], and those without one.
    pub(super) themes: [usize; 5],
    /// Measures under its clauses.
    pub(super) measures: usize,
    /// Milestones of those measures that were missed.
    pub(super) missed: usize,
}

impl ChapterFigures {
    pub(super) fn of(frame: &Frame<'_>, runs: &Runs<'_>, chapter: &Chapter) -> ChapterFigures {
        let plan = frame.plan;
        let questions = plan.rounds.iter().flat_map(|round| &round.questions);
        let asked = questions.filter(|q| q.chapter.as_ref() == Some(&chapter.id)).count();
        let (mut came, mut themes) = (None, [0; 5]);
        if let Some(run) = runs.latest {
            let found = reach(plan, run.number, &run.findings.themes.themes).of_chapter(chapter);
            let of = run.findings.themes.themes.first().map(|theme| theme.size.of);
            came = together(&found).or(of.map(|of| Share::of(0, of)));
            let answers = Answers::of(plan);
            for theme in found {
                let decision = answers.to_theme(run.number, theme).map(|d| d.decision);
                let slot = Decision::ALL.iter().position(|known| Some(*known) == decision);
                themes[slot.unwrap_or(4)] += 1;
            }
        }
        let clauses = chapter.objectives.iter().flat_map(|o| &o.clauses);
        let measures: Vec<_> = clauses.flat_map(|clause| plan.measures_of(&clause.id)).collect();
        let steps: Vec<_> = measures.iter().flat_map(|m| plan.milestones_of(&m.id)).collect();
        let missed = steps.iter().filter(|step| step.is_missed(frame.today)).count();
        ChapterFigures { asked, came, themes, measures: measures.len(), missed }
    }

    /// What was asked, what came, what became of it and what follows, each with its label; what there
    /// is nothing of is left out.
    pub(super) fn labelled(&self, frame: &Frame<'_>) -> Vec<(String, String)> {
        let w = frame.w;
        let counted = |key: &str, n: usize| w.say_with(key, &[("n", n.into())]);
        let mut facts = Vec::new();
        if self.asked > 0 {
            facts.push((w.say("chapter-asked"), counted("chapter-questions-count", self.asked)));
        }
        if let Some(came) = self.came.filter(|came| came.count > 0) {
            facts.push((w.say("chapter-came"), size(frame, &came)));
        }
        if let Some(became) = self.became(frame) {
            facts.push((w.say("chapter-became"), became));
        }
        if self.measures > 0 {
            let measures = counted("chapter-measures", self.measures);
            let follows = match self.missed(frame) {
                Some(missed) => both(frame, measures, missed),
                None => measures,
            };
            facts.push((w.say("home-far"), follows));
        }
        facts
    }

    /// How many of the themes were adopted, partly adopted, not adopted, noted, not yet answered;
    /// `None` where no theme reaches the chapter.
    pub(super) fn became(&self, frame: &Frame<'_>) -> Option<String> {
        let words = Decision::ALL.map(Decision::as_str).into_iter().chain(["open"]);
        let counted = words.zip(self.themes).filter(|(_, n)| *n > 0).map(|(word, n)| {
            let n = [("n", n.into())];
            match word {
                "adopted" => frame.w.say_with("decided-adopted", &n),
                "partly-adopted" => frame.w.say_with("decided-partly", &n),
                "not-adopted" => frame.w.say_with("decided-not", &n),
                "noted" => frame.w.say_with("decided-noted", &n),
                _ => frame.w.say_with("decided-open", &n),
            }
        });
        counted.reduce(|so_far, next| both(frame, so_far, next))
    }

    /// "One milestone missed", where one is.
    pub(super) fn missed(&self, frame: &Frame<'_>) -> Option<String> {
        let values = [("n", self.missed.into())];
        (self.missed > 0).then(|| frame.w.say_with("measure-missed", &values))
    }
}

/// Two counts side by side: "4 adopted, 1 noted".
fn both(frame: &Frame<'_>, so_far: String, next: String) -> String {
    frame.w.say_with("list-more", &[("a", so_far.into()), ("b", next.into())])
}

/// The page of a chapter; `None` when the plan has none with that number.
pub fn chapter(frame: &Frame<'_>, id: &str, show: Show, runs: &Runs<'_>) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let at = plan.chapters.iter().position(|chapter| chapter.id == id)?;
    let chapter = &plan.chapters[at];
    let step = |at: Option<usize>| {
        let other = plan.chapters.get(at?)?;
        Some(frame.at(&format!("/plan/{}", other.id), numbered(frame, other)))
    };
    let page = ChapterPage {
        layout: frame
            .layout(numbered(frame, chapter), vec![frame.link("/plan", w.say("nav-plan"))]),
        w,
        id: &chapter.id,
        title: frame.local(&chapter.title),
        intro: prose(chapter.intro.get(w.tag())),
        figures: ChapterFigures::of(frame, runs, chapter).labelled(frame),
        shows: shows(frame, chapter, show),
        objectives: chapter.objectives.iter().map(|o| objective(frame, runs, o, show)).collect(),
        questions: questions(frame, &chapter.id),
        before: step(at.checked_sub(1)),
        after: step(Some(at + 1)),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// A chapter's number and title in one line of plain text.
pub(super) fn numbered(frame: &Frame<'_>, chapter: &Chapter) -> String {
    let values = [("id", chapter.id.as_str().into()), ("title", frame.text(&chapter.title).into())];
    frame.w.say_with("chapter-numbered", &values)
}

fn shows(frame: &Frame<'_>, chapter: &Chapter, current: Show) -> Vec<(Link, bool)> {
    let w = frame.w;
    let changed = |clause: &Clause| clause.previous().is_some();
    if !chapter.objectives.iter().flat_map(|o| &o.clauses).any(changed) {
        return Vec::new();
    }
    Show::ALL
        .map(|show| {
            let (path, text) = match show {
                Show::Now => (format!("/plan/{}", chapter.id), w.say("show-now")),
                Show::Changes => {
                    (format!("/plan/{}?show=changes", chapter.id), w.say("show-changes"))
                }
                Show::First => (format!("/plan/{}?show=first", chapter.id), w.say("show-first")),
            };
            (frame.at(&path, text), show == current)
        })
        .into()
}

fn objective(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    objective: &plan::Objective,
    show: Show,
) -> ObjectiveShown {
    ObjectiveShown {
        id: objective.id.clone(),
        title: frame.local(&objective.title),
        clauses: objective.clauses.iter().map(|c| clause(frame, runs, c, show)).collect(),
    }
}

fn clause(frame: &Frame<'_>, runs: &Runs<'_>, clause: &Clause, show: Show) -> ClauseShown {
    let w = frame.w;
    let words = |version: &plan::ClauseVersion| prose(version.text.get(w.tag()));
    let text = match show {
        Show::Now => words(clause.current()),
        Show::First => words(clause.versions.first().unwrap_or(clause.current())),
        Show::Changes => changes::latest(frame, clause).unwrap_or_else(|| words(clause.current())),
    };
    let measures = frame.plan.measures_of(&clause.id).count();
    ClauseShown {
        id: clause.id.as_str().to_owned(),
        href: frame.clause(&clause.id),
        title: frame.local(&clause.title),
        plain_title: frame.text(&clause.title),
        tag: version_tag(w, clause),
        text,
        basis: basis_in_short(frame, runs, clause),
        decisions: decisions(frame, clause),
        follows: (measures > 0).then(|| w.say_with("clause-measures", &[("n", measures.into())])),
    }
}

/// What the clause draws on in one sentence; "none" is said in the same place.
pub(super) fn basis_in_short(frame: &Frame<'_>, runs: &Runs<'_>, clause: &Clause) -> String {
    let w = frame.w;
    let basis = &clause.current().basis;
    if basis.is_empty() {
        return w.say("public-basis-none");
    }
    let run = basis.run.unwrap_or_default();
    let themes: Vec<_> = basis.themes.iter().filter_map(|id| runs.theme(run, id)).collect();
    let counts =
        [("themes", basis.themes.len().into()), ("statements", basis.statements.len().into())];
    match together(&themes) {
        Some(share) => {
            let [themes, statements] = counts;
            let size = ("size", size(frame, &share).into());
            w.say_with("public-basis-size", &[size, themes, statements])
        }
        None => w.say_with("public-basis-themes", &counts),
    }
}

/// How many answers of each kind point at the clause.
fn decisions(frame: &Frame<'_>, clause: &Clause) -> Vec<(Markup, usize)> {
    let pointing: Vec<_> =
        frame.plan.dispositions.iter().filter(|d| d.clause.as_ref() == Some(&clause.id)).collect();
    let counted = Decision::ALL.into_iter().map(|decision| {
        let count = pointing.iter().filter(|d| d.decision == decision).count();
        (tag::decision(frame.w, Some(decision)), count)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The questions about this chapter, with the form where their round is open.
fn questions(frame: &Frame<'_>, chapter: &str) -> Vec<(Markup, Option<String>)> {
    let asked = frame.plan.rounds.iter().flat_map(|round| {
        let about = round.questions.iter().filter(|q| q.chapter.as_deref() == Some(chapter));
        about.map(move |question| (round, question))
    });
    asked
        .map(|(round, question)| {
            let path = format!("/take-part/{}/answer?question={}", round.id.as_str(), question.id);
            let form = round.is_open(frame.now).then(|| frame.to(&path));
            (frame.local(&question.text), form)
        })
        .collect()
}
