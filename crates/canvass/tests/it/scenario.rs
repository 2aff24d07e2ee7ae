//! One life of a plan, one event a row, by the program's own commands and addresses: what is done, with
//! what, and in the last column what is answered. Served and on the command line in turn, on one directory.

use std::path::Path;

use serde_json::Value;

use crate::served::{Served, example, run};

/// Who acts: a visitor at the interface, or staff at the command line.
enum By {
    Visitor,
    Staff,
}

/// A directory with the small town's plan, and the service where a visitor is at it.
struct Town {
    folder: tempfile::TempDir,
    site: Option<Served>,
    posts: u32,
    /// Leaves of the contributions that were taken: a body says `FIRST` and `LAST` for two of them.
    taken: Vec<u64>,
    voter: Option<String>,
}

impl Town {
    fn new() -> Town {
        let folder = tempfile::tempdir().unwrap();
        let town = Town { folder, site: None, posts: 0, taken: Vec::new(), voter: None };
        let plan = example("small-town");
        assert_eq!(town.command(&format!("init DATA --plan {}", plan.display())), "ok");
        town
    }

    /// What happens, in one line: the status and what is to do about it, or how a command ends.
    fn event(&mut self, by: &By, what: &str) -> String {
        match by {
            By::Visitor => self.visit(what),
            By::Staff => {
                self.site = None;
                self.command(what)
            }
        }
    }

    fn command(&self, what: &str) -> String {
        let (data, here) = (self.folder.path().join("data"), self.folder.path());
        let word = |word: String| match word.as_str() {
            "DATA" => data.display().to_string(),
            word => word.replace("HERE", &here.display().to_string()),
        };
        let words: Vec<String> = split(what).into_iter().map(word).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match run(&words) {
            Ok(_) => "ok".to_owned(),
            Err((code, said)) => {
                let error = said.lines().find_map(|line| line.strip_prefix("error: "));
                let error = error.unwrap_or(&said).replace(&here.display().to_string(), "HERE");
                format!("{code}: {error}")
            }
        }
    }

    fn visit(&mut self, what: &str) -> String {
        let data = self.folder.path().join("data");
        let site = self.site.get_or_insert_with(|| Served::start(&data));
        let (path, body) = what.split_once(' ').unwrap_or((what, ""));
        if body.is_empty() {
            return site.get(path).status.to_string();
        }
        self.posts += 1;
        let leaf = |leaf: Option<&u64>| leaf.map_or_else(String::new, u64::to_string);
        let body = body
            .replace("FIRST", &leaf(self.taken.first()))
            .replace("LAST", &leaf(self.taken.last()));
        let mut headers = format!("idempotency-key: scenario-key-{:06}\r\n", self.posts);
        if path.ends_with("/votes") {
            let token = self.voter.get_or_insert_with(|| {
                let made: Value =
                    serde_json::from_str(&site.post("/api/v1/participants", "", "{}").html)
                        .unwrap();
                made["participant"].as_str().unwrap().to_owned()
            });
            headers = format!("authorization: Bearer {token}\r\n{headers}");
        }
        let answer = site.post(path, &headers, &body);
        let told: Value = serde_json::from_str(&answer.html).unwrap();
        self.taken.extend(told["index"].as_u64());
        match told["detail"].as_str() {
            Some(detail) => format!("{}: {detail}", answer.status),
            None => answer.status.to_string(),
        }
    }

    /// A page's words, for what an answer does not say.
    fn page(&mut self, path: &str) -> String {
        let data = self.folder.path().join("data");
        self.site.get_or_insert_with(|| Served::start(&data)).get(path).words()
    }

    /// Walks a table: each row's answer, then words that stand on a page (`/path: words`), in the last column.
    fn walk(&mut self, table: &[(&str, By, &str, &str)]) {
        let mut wrong = Vec::new();
        for (at, (event, by, what, expected)) in table.iter().enumerate() {
            let (answer, seen) = expected.split_once(" => ").unwrap_or((expected, ""));
            let found = self.event(by, what);
            if found != answer {
                wrong.push(format!("row {at}: {event}: {what}\n    {found}"));
            }
            for place in seen.split(" => ").filter(|place| !place.is_empty()) {
                let (path, words) = place.split_once(": ").unwrap();
                let page = self.page(path);
                if !page.contains(words) {
                    wrong.push(format!("row {at}: {event}: {path} lacks “{words}”\n    {page}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Words of a command line; what stands between quotes is one.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in line.split('\'').enumerate() {
        match at % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_owned)),
            _ => words.push(piece.to_owned()),
        }
    }
    words
}

/// Answers that several rows have.
const NOTHING_THERE: &str = "422: `about`, `reply_to` or `stance` names nothing that is there.";
const FINAL: &str = "2: the text is final; an amendment names the review it follows from";

const SAY: &str = "/api/v1/rounds/getting-about/contributions";
const VOTE: &str = "/api/v1/rounds/getting-about/votes";

fn say(body: &str) -> String {
    format!("{SAY} {body}")
}

#[test]
fn from_contributing_to_voting() {
    use By::{Staff, Visitor};
    let mut town = Town::new();
    let empty = say(r#"{"text":"  "}"#);
    let kerb = say(r#"{"text":"The kerb at the mill is too high.","about":"clause:1.1"}"#);
    let stranger = say(r#"{"text":"Anything.","constituency":"mayors"}"#);
    let nowhere = say(r#"{"text":"Anything.","about":"clause:9.9"}"#);
    let reply = say(r#"{"text":"It was lowered last year.","reply_to":FIRST,"stance":"against"}"#);
    let below = say(r#"{"text":"Not on both sides.","reply_to":LAST,"stance":"for"}"#);
    let nobody = say(r#"{"text":"To whom?","reply_to":777}"#);
    let sideways = say(r#"{"text":"Well.","reply_to":FIRST,"stance":"sideways"}"#);
    let votes =
        |n: u32, word: &str| format!(r#"{VOTE} {{"votes":[{{"statement":{n},"vote":"{word}"}}]}}"#);
    let (agree, again, unknown, wrong) =
        (votes(1, "agree"), votes(1, "disagree"), votes(99, "agree"), votes(1, "maybe"));
    town.walk(&[
        ("contribute", Visitor, &empty, "422: The text is empty or white space."),
        ("contribute", Visitor, &kerb, "201"),
        ("contribute", Visitor, &stranger, "422: `mayors` is none of this plan's constituencies."),
        ("contribute", Visitor, &nowhere, NOTHING_THERE),
        ("reply", Visitor, &reply, "201"),
        ("reply", Visitor, &below, "422: the contribution at index 4 is itself a reply, to 3."),
        ("reply", Visitor, &nobody, NOTHING_THERE),
        ("reply", Visitor, &sideways, NOTHING_THERE),
        ("vote", Visitor, &agree, "201"),
        ("vote", Visitor, &again, "201"),
        ("vote", Visitor, &unknown, "422: there is no statement 99 in round `getting-about`."),
        ("vote", Visitor, &wrong, "422: The JSON body: unknown variant `maybe`, expected one of `agree`, `disagree`, `pass` at line 1 column 39."),
        ("see", Visitor, "/discuss/clause/1.1", "200"),
        (
            "release",
            Staff,
            "moderate DATA release --all",
            "ok => /discuss/clause/1.1: lowered last year",
        ),
    ]);
}

#[test]
fn from_drafting_to_amending() {
    use By::Staff;
    let mut town = Town::new();
    let mut import = "import DATA ".to_owned();
    import += example("small-town").join("inputs/answers.csv").to_str().unwrap();
    town.walk(&[
        ("contribute", Staff, &(import + " --round getting-about --channel csv"), "ok"),
        ("release", Staff, "moderate DATA release --all", "ok"),
        ("run", Staff, "run DATA --themes 3", "ok => /coverage: Nothing that people asked for has an answer yet"),
        ("draft", Staff, "clause suggest DATA --clause 1.1 --least 0.05", "ok"),
        ("draft", Staff, "clause confirm DATA 1.1 --by Drafter", "2: there is nothing to confirm"),
        ("draft", Staff, "clause confirm DATA 9.9 --theme 1 --by Drafter", "2: there is no clause `9.9`"),
        ("draft", Staff, "clause confirm DATA 1.1 --theme 99 --by Drafter", "2: run 1 has no theme 99"),
        ("draft", Staff, "clause confirm DATA 1.1 --passage 9999:0-4 --by Drafter", "2: there is no passage 9999:0-4 to be read"),
        ("draft", Staff, "clause confirm DATA 1.3 --theme 2 --by Drafter", "ok => /plan/1/1.3: % alike, confirmed by Drafter"),
        ("draft", Staff, "clause confirm DATA 1.2 --theme 2 --by Drafter", "ok => /plan/1/1.2: found by Drafter"),
        ("draft", Staff, "clause confirm DATA 1.2 --theme 2 --by Drafter", "2: there is already a link from clause `1.2` in this plan"),
        ("draft", Staff, "draft export DATA --out HERE/plan.md", "ok"),
        ("draft", Staff, "draft import DATA --from HERE/gone.md --by Drafter --why Clearer.", "3: cannot read HERE/gone.md: No such file or directory (os error 2)"),
        ("dispose", Staff, "theme dispose DATA --theme 1 --decision adopted --reason 'Kerbs.'", "2: `adopted` needs the clause that takes it up"),
        ("dispose", Staff, "theme dispose DATA --theme 9 --decision noted --reason 'Kerbs.'", "2: there is no theme `9` in run 1"),
        ("adopt", Staff, "theme dispose DATA --theme 1 --decision adopted --clause 1.1 --reason 'Kerbs block prams.'", "ok => /plan/1/1.1: Kerbs block prams."),
        ("adopt", Staff, "draft publish DATA --stage draft", "2: publication 1 needs two approvals by different people and has 0"),
        ("adopt", Staff, "draft approve DATA --by 'Lena Orr'", "ok"),
        ("adopt", Staff, "draft approve DATA --by 'Tao Wen'", "ok"),
        ("adopt", Staff, "draft publish DATA --stage final", "ok => /coverage: Final text, publication 1"),
        ("measure", Staff, "measure add DATA 1.1.z --clause 1.1 --title 'Lower ten kerbs' --by Council", "ok"),
        ("measure", Staff, "measure set DATA 1.1.z --name Kerbs --unit kerbs --value 10 --from 2027", "ok => /progress/1.1.z: 10 kerbs"),
        ("measure", Staff, "measure set DATA 9.9.z --name Kerbs --unit kerbs", "2: there is no measure `9.9.z` in this plan"),
        ("observe", Staff, "indicator add DATA 1.z --clause 1.1 --measure 1.1.z --title 'Kerbs that are low' --unit 'of 100' --baseline 2024=40 --target 2030=100 --by Council", "ok"),
        ("observe", Staff, "indicator observe DATA 1.z --period 2024 --value 40 --by Council", "ok"),
        ("observe", Staff, "indicator observe DATA 1.z --period 2025 --value 50 --by Council", "ok => /progress/indicators/1.z: 50 of 100"),
        ("observe", Staff, "indicator observe DATA 1.z --period 2025 --value 41 --by Council", "ok => /progress/indicators/1.z: Behind pace"),
        ("slip", Staff, "milestone add DATA 1.1.z-1 --measure 1.1.z --title 'The first kerb is low' --due 2025-06 --by Council", "ok => /progress: Missed"),
        ("slip", Staff, "milestone reach DATA 1.1.z-1 --on 2025-07", "ok"),
        ("risk", Staff, "risk add DATA R9 --title 'No stone can be had' --measure 1.1.z --by Council", "ok"),
        ("risk", Staff, "risk review DATA R9 --state closed --note 'The quarry is open.'", "ok => /risks: The quarry is open."),
        ("risk", Staff, "risk review DATA R99 --state closed --note None.", "2: there is no risk `R99` in this plan"),
        ("report", Staff, "report owe DATA --body 'Building office' --period 2025-06 --due 2025-07 --by Council", "ok => /reports: Building office"),
        ("report", Staff, "report draft DATA --body 'Building office' --period 2025", "ok"),
        ("report", Staff, "report add DATA kerbs --body 'Building office' --period 2025-06 --text 'Three are low.' --measure 1.1.z --by Council", "ok => /reports/kerbs: Three are low."),
        ("evaluate", Staff, "measure evaluate DATA 1.1.z --as kerbs --indicator 1.z --question 'Are more kerbs low?' --since 2025 --reference 2024 --limits 'Two counts.' --by Council", "ok => /progress/evaluations/kerbs: Are more kerbs low?"),
        ("evaluate", Staff, "measure evaluate DATA 1.1.z --as kerbs --indicator 9.z --question Why? --limits None. --by Council", "2: there is no indicator `9.z` in this plan"),
        ("amend", Staff, "clause revise DATA 1.1 --text 'All kerbs are lowered.' --why 'Asked for.' --theme 1", FINAL),
        ("amend", Staff, "review add DATA half-way --title Half-way --body Council --text 'Too few kerbs.'", "ok"),
        ("amend", Staff, "clause revise DATA 1.1 --text 'All kerbs are lowered.' --why 'Asked for.' --theme 1 --review half-way", "ok => /plan/1/1.1: All kerbs are lowered. => /history: Half-way"),
    ]);
    town.site = None;
    edited_outside(&town);
}

/// `draft import`: a text edited outside, first looked at, then taken over, then refused as it is final.
fn edited_outside(town: &Town) {
    let path = town.folder.path().join("plan.md");
    let edit = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        std::fs::write(path, text.replace("Cycle lane", "Cycle track")).unwrap();
    };
    assert_eq!(town.command("draft export DATA --out HERE/plan.md"), "ok");
    edit(&path);
    assert_eq!(
        town.command("draft import DATA --from HERE/plan.md --by Drafter --why Clearer. --check"),
        "ok"
    );
    assert_eq!(
        town.command("draft import DATA --from HERE/plan.md --by Drafter --why Clearer."),
        FINAL
    );
    let review =
        "draft import DATA --from HERE/plan.md --by Drafter --why Clearer. --review half-way";
    assert_eq!(town.command(review), "ok");
    let site = Served::start(&town.folder.path().join("data"));
    let words = site.get("/plan").words();
    assert!(words.contains("Cycle track") && !words.contains("Cycle lane"), "{words}");
    let changes = site.get("/changes").words();
    assert!(changes.contains("Clearer.") && changes.contains("Drafter"), "{changes}");
}
