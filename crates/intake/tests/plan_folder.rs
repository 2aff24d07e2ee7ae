//! The worked examples read whole, `docs/origin.md` lists what stands in the first of them, and each kind
//! of fault is refused with its line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use consultation::Timestamp;
use intake::plan_folder;
use plan::{Attribution, Plan};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The texts of a folder by their names within it.
fn folder(name: &str) -> BTreeMap<String, String> {
    let root = root().join("examples").join(name);
    let mut files = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn read(name: &str) -> Vec<Plan> {
    plan_folder::read(&folder(name), Timestamp(0))
        .unwrap_or_else(|error| panic!("{error}\nhint: {}", error.hint()))
}

/// Something of a plan that says where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    name: String,
    lines: String,
    status: String,
    page: String,
}

/// Every attribution of a plan in its order, with what it is about.
fn items(plan: &Plan) -> Vec<(Item, String)> {
    let prefix =
        if plan.parent.is_some() { format!("/{}", plan.id.as_str()) } else { String::new() };
    let mut items = Vec::new();
    let mut add = |name: String, what: &str, from: Option<&Attribution>, page: String| {
        let item = Item {
            name: if prefix.is_empty() { name } else { format!("{} {name}", &prefix[1..]) },
            lines: from.map_or_else(String::new, |from| from.lines.clone()),
            status: from.map_or("none", |from| from.status.as_str()).to_owned(),
            page: format!("{prefix}{page}"),
        };
        items.push((item, what.to_owned()));
    };
    let clause_page = |id: &str| {
        let chapter = id.split('.').next().unwrap();
        format!("/plan/{chapter}/{id}")
    };
    for clause in plan.clauses() {
        for from in &clause.attributions {
            let id = clause.id.as_str();
            add(format!("clause {id}"), clause.title.get("en"), Some(from), clause_page(id));
        }
    }
    for direction in &plan.directions {
        let clause = plan.clauses().find(|clause| clause.directions.contains(&direction.id));
        let page = clause_page(clause.expect("a clause answers to it").id.as_str());
        let name = format!("direction {}", direction.id.as_str());
        add(name, direction.text.get("en"), Some(&direction.attribution), page);
    }
    for measure in &plan.measures {
        let id = measure.id.as_str();
        let from = measure.attribution.as_ref();
        add(format!("measure {id}"), measure.title.get("en"), from, format!("/progress/{id}"));
    }
    for milestone in &plan.milestones {
        let from = milestone.attribution.as_ref();
        let page = format!("/progress/{}", milestone.measure.as_str());
        add(format!("milestone {}", milestone.id.0), milestone.title.get("en"), from, page);
    }
    for indicator in &plan.indicators {
        let id = indicator.id.as_str();
        let (title, page) = (indicator.title.get("en"), format!("/progress/indicators/{id}"));
        let from = indicator.attribution.as_ref();
        add(format!("indicator {id}"), title, from, page.clone());
        for observation in &indicator.observations {
            let name = format!("observation {id} of {}", observation.period);
            add(name, title, Some(&observation.attribution), page.clone());
        }
    }
    for risk in &plan.risks {
        let name = format!("risk {}", risk.id.0);
        add(name, risk.title.get("en"), Some(&risk.attribution), "/risks".into());
    }
    for report in &plan.reports {
        let id = report.id.as_str();
        let page = format!("/reports/{id}");
        add(format!("report {id}"), report.body.get("en"), Some(&report.attribution), page);
    }
    items_of_the_library(plan, &mut add);
    items
}

/// The same for what the plan rests on, what came before it, and what is asked of its figures.
fn items_of_the_library(
    plan: &Plan,
    add: &mut impl FnMut(String, &str, Option<&Attribution>, String),
) {
    for evidence in &plan.evidence {
        let name = format!("evidence {}", evidence.id.as_str());
        add(name, evidence.title.get("en"), Some(&evidence.attribution), "/evidence".into());
    }
    for (i, volume) in plan.volumes.iter().enumerate() {
        let name = format!("volumes {}", i + 1);
        add(name, volume.title.get("en"), Some(&volume.attribution), "/evidence".into());
    }
    for evaluation in &plan.evaluations {
        let (name, page) = (&evaluation.id, format!("/progress/evaluations/{}", evaluation.id));
        let what = evaluation.question.get("en");
        add(format!("evaluation {name}"), what, Some(&evaluation.attribution), page);
    }
    for (i, before) in plan.succession.iter().enumerate() {
        let name = format!("predecessor {}", i + 1);
        add(name, before.title.get("en"), Some(&before.attribution), "/history".into());
    }
}

/// A plan as a list of what stands in it.
fn listing(plan: &Plan) -> String {
    let mut list = format!("{}\n{}\n\n", plan.title.get("en"), plan.notice.get("en"));
    for chapter in &plan.chapters {
        writeln!(list, "{} {}", chapter.id, chapter.title.get("en")).unwrap();
        for objective in &chapter.objectives {
            writeln!(list, "  #{} {}", objective.id, objective.title.get("en")).unwrap();
            for clause in &objective.clauses {
                let directions: Vec<&str> = clause.directions.iter().map(|d| d.as_str()).collect();
                let carries_out = clause.carries_out.iter().map(|c| c.clause.as_str());
                let carries_out: Vec<&str> = carries_out.collect();
                writeln!(
                    list,
                    "    {} {} {directions:?}{}",
                    clause.id.as_str(),
                    clause.title.get("en"),
                    if carries_out.is_empty() {
                        String::new()
                    } else {
                        format!(" carries out {carries_out:?}")
                    },
                )
                .unwrap();
            }
        }
    }
    for (item, what) in items(plan) {
        let Item { name, lines, status, page } = item;
        writeln!(list, "{name} | {what} | {lines} | {status} | {page}").unwrap();
    }
    for round in &plan.rounds {
        let days = (round.closes.0 - round.opens.0) / 86_400_000;
        writeln!(list, "round {} for {days} days: {}", round.id.as_str(), round.title.get("en"))
            .unwrap();
        for question in &round.questions {
            let chapter = question.chapter.as_deref().unwrap_or("-");
            writeln!(list, "  {} ({chapter}) {}", question.id, question.text.get("en")).unwrap();
        }
        for statement in &round.statements {
            writeln!(list, "  {} {}", statement.id.as_str(), statement.text).unwrap();
        }
    }
    list
}

#[test]
fn the_national_plan_and_its_province() {
    let plans = read("five-year-plan");
    let listings: Vec<String> = plans.iter().map(listing).collect();
    insta::assert_snapshot!(listings.join("\n"));
}

/// The rows of the tables of `docs/origin.md` whose header begins with `first`.
fn rows_of_origin(first: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("docs/origin.md")).unwrap();
    let table = text.lines().skip_while(|line| !line.starts_with(&format!("| {first} |")));
    let rows = table.skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
    rows.map(cells).collect()
}

/// `L4, L10–11` → 4, 10, 11.
fn line_numbers(lines: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for part in lines.split(", ").filter(|part| !part.is_empty()) {
        let part =
            part.strip_prefix('L').unwrap_or_else(|| panic!("`{lines}` is no list of lines"));
        let (first, last) = part.split_once('–').unwrap_or((part, part));
        numbers.extend(first.parse::<u32>().unwrap()..=last.parse::<u32>().unwrap());
    }
    numbers
}

#[test]
fn origin_lists_every_item_with_its_line_status_and_page() {
    let listed: BTreeSet<(Item, String)> = rows_of_origin("item")
        .into_iter()
        .map(|row| {
            let [name, what, lines, status, page] = row.try_into().unwrap();
            let lines = if lines == "none" { String::new() } else { lines };
            let page = page.trim_matches('`').to_owned();
            (Item { name, lines, status, page }, what)
        })
        .collect();
    let standing: BTreeSet<(Item, String)> =
        read("five-year-plan").iter().flat_map(items).collect();
    let only = |a: &BTreeSet<(Item, String)>, b| a.difference(b).cloned().collect::<Vec<_>>();
    assert_eq!(only(&listed, &standing), [], "in docs/origin.md but not so in the plan");
    assert_eq!(only(&standing, &listed), [], "in the plan but not so in docs/origin.md");
}

#[test]
fn every_line_of_the_source_is_used_or_set_aside() {
    let cited: BTreeSet<u32> = read("five-year-plan")
        .iter()
        .flat_map(items)
        .flat_map(|(item, _)| line_numbers(&item.lines))
        .collect();
    let aside: BTreeSet<u32> =
        rows_of_origin("set aside").iter().flat_map(|row| line_numbers(&row[0])).collect();
    assert_eq!(cited.intersection(&aside).copied().collect::<Vec<u32>>(), [0; 0]);
    let both: Vec<u32> = cited.union(&aside).copied().collect();
    assert_eq!(both, (1..=97).collect::<Vec<u32>>());
}

#[test]
fn the_small_town() {
    let plans = read("small-town");
    assert_eq!(plans.len(), 1);
    insta::assert_snapshot!(listing(&plans[0]));
}

/// What reading says once `old` stands as `new` in one file; `old` must stand there.
fn broken(files: &BTreeMap<String, String>, file: &str, old: &str, new: &str) -> String {
    let mut files = files.clone();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replacen(old, new, 1);
    match plan_folder::read(&files, Timestamp(0)) {
        Ok(_) => panic!("{file} with {new} for {old} was read"),
        Err(error) => format!("{error}\nhint: {}\n", error.hint()),
    }
}

#[test]
fn each_fault_in_an_outline_is_refused_with_its_line() {
    let files = folder("small-town");
    let table = [
        ("> Invented from", "Invented from"),
        ("\n# Getting", "\nGetting"),
        ("\n## 1 Walking", "\n# Walking"),
        ("## 1 Walking", "## Walking"),
        (" {#safe-on-foot}", ""),
        ("{#safe-on-foot}", "{#Safe on foot}"),
        ("### Short ways are safe on foot {#safe-on-foot}\n", ""),
        ("#### 1.1 Crossings", "Some text.\n\n#### 1.1 Crossings"),
        ("#### 1.2 Kerbs", "#### 2.7 Kerbs"),
        ("#### 1.2 Kerbs", "#### 1.1 Kerbs"),
        ("#### 1.2 Kerbs", "##### 1.2 Kerbs"),
        (
            "Thirty in the centre\n\nBetween the church and the bridge the speed limit is 30 kilometres an hour.",
            "Thirty in the centre",
        ),
        ("{#calmer-centre}", "{#calm-centre}"),
        (
            "#### 3.2 Parking at the market\n\nParking at the market is free for the first hour and then costs 1 euro for each half hour.\n",
            "",
        ),
    ];
    let answers = table.map(|(old, new)| broken(&files, "outline.en.md", old, new));
    insta::assert_snapshot!(answers.join("\n"), @r#"
    outline.en.md:1: the outline does not open with its notice
    hint: begin the first line with > and say what a reader must know first

    outline.en.md:3: the outline has no title below the notice
    hint: write the notice, a blank line, then # and the title

    outline.en.md:7: this is the second title; an outline has one
    hint: begin a chapter with ##

    outline.en.md:7: `Walking and cycling` does not begin with a number
    hint: write ## 2 Water, or #### 2.3 Water in drought

    outline.en.md:11: the objective `Short ways are safe on foot` has no anchor
    hint: end the heading with {#anchor}: small letters, digits and hyphens

    outline.en.md:11: the objective `Short ways are safe on foot {#Safe on foot}` has no anchor
    hint: end the heading with {#anchor}: small letters, digits and hyphens

    outline.en.md:12: a clause must stand under an objective
    hint: put a heading for an objective above it

    outline.en.md:11: text stands under an objective, outside any clause
    hint: move it into a clause or above the chapter's first objective

    outline.en.md:17: clause `2.7` stands in chapter `1`
    hint: number it 1.1, 1.2 and so on, or move it

    outline.en.md:17: clause `1.1` stands here a second time; the first is at line 13
    hint: give one of them another identifier

    outline.en.md:17: headings go no deeper than clauses
    hint: # title, ## chapter, ### objective, #### clause

    outline.en.md:53: clause `3.1` has no text
    hint: write the clause below its heading, in each language

    outline.en.md:51: here stands objective `calm-centre`, but in `outline.de.md` objective `calmer-centre`
    hint: give both outlines the same chapters, objectives and clauses in one order

    outline.en.md:53: here stands nothing more, but in `outline.de.md` clause `3.2`
    hint: give both outlines the same chapters, objectives and clauses in one order
    "#);
}

#[test]
fn each_fault_in_the_records_is_refused_with_its_line() {
    let files = folder("small-town");
    let table = [
        ("[plan]\n", "[plan\n"),
        ("id = \"lindwater\"", "id = \"Lind Water\""),
        ("first = 2027", "first = \"2027\""),
        ("attribution.status = \"synthetic\"", "attribution.status = \"sure\""),
        ("due = \"2028-08-31\"", "due = \"next year\""),
        ("due = \"2028-08-31\"", "due = 2028-08-31"),
        ("due = \"2028-08-31\"", "deadline = \"2028-08-31\""),
        ("frequency = {", "frequencies = {"),
        ("{ number = 240, bound = \"about\" }", "{ number = 240, bounds = \"about\" }"),
        (", de = \"Bauamt\"", ""),
        ("de = \"Bauamt\"", "de = \" \""),
        ("clause = \"1.1\"\ntitle = { en = \"Build", "title = { en = \"Build"),
        ("clause = \"1.1\"\ntitle = { en = \"Build", "clause = \"1.9\"\ntitle = { en = \"Build"),
        ("directions = [\"D1\", \"D2\"]", "directions = [\"D1\", \"D3\"]"),
        ("evidence = [\"E1\"]", "evidence = [\"E2\"]"),
        ("measures = [\"1.1.a\"]", "measures = [\"1.1.b\"]"),
        ("measure = \"1.1.a\"", "measure = \"1.1.b\""),
        ("chapter = \"2\"", "chapter = \"4\""),
        ("id = \"D2\"", "id = \"D1\""),
        ("id = \"1.3\"", "id = \"1.1\""),
        ("id = \"1.3\"", "id = \"1.4\""),
        ("days = 21", "days = 0"),
        ("id = 10", "id = 9"),
        ("id = \"anything\"", "id = \"buses\""),
        ("[[milestones]]", "[[milestone]]"),
    ];
    let answers = table.map(|(old, new)| broken(&files, "plan.toml", old, new));
    insta::assert_snapshot!(answers.join("\n"), @r#"
    plan.toml:3: unclosed table, expected `]`
    hint: docs/plan-folder.md shows every table with its fields

    plan.toml:4: `Lind Water` cannot stand in an address
    hint: use small letters, digits, hyphens and full stops

    plan.toml:6: invalid type: string "2027", expected i16
    hint: docs/plan-folder.md shows every table with its fields

    plan.toml:13: unknown variant `sure`, expected one of `done`, `under-way`, `intended`, `asked-for`, `claimed`, `synthetic`
    hint: docs/plan-folder.md shows every table with its fields

    plan.toml:48: this value does not fit here
    hint: write the value or "not stated"; dates stand in quotes, such as "2028-08-31"

    plan.toml:48: this value does not fit here
    hint: write the value or "not stated"; dates stand in quotes, such as "2028-08-31"

    plan.toml:48: nothing is called `deadline` here
    hint: correct its name, or take it out; docs/plan-folder.md lists the fields

    plan.toml:81: nothing is called `frequencies` here
    hint: correct its name, or take it out; docs/plan-folder.md lists the fields

    plan.toml:49: nothing is called `bounds` here
    hint: correct its name, or take it out; docs/plan-folder.md lists the fields

    plan.toml:47: the text has no `de`
    hint: add de = "…": every text stands in each outline's language

    plan.toml:47: the text has no `de`
    hint: add de = "…": every text stands in each outline's language

    plan.toml:43: missing field `clause`
    hint: docs/plan-folder.md shows every table with its fields

    plan.toml:45: there is no clause `1.9` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:27: there is no direction `D3` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:28: there is no piece of evidence `E2` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:77: there is no measure `1.1.b` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:70: there is no measure `1.1.b` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:121: there is no chapter `4` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:16: direction `D1` stands here a second time; the first is at plan.toml:10
    hint: give one of them another identifier

    plan.toml:26: table for clause `1.1` stands here a second time; the first is at plan.toml:22
    hint: give one of them another identifier

    plan.toml:26: there is no clause `1.4` in plan `lindwater`
    hint: correct the identifier, or add what it points at

    plan.toml:109: invalid value: integer `0`, expected a nonzero u16
    hint: docs/plan-folder.md shows every table with its fields

    plan.toml:165: statement `getting-about/9` stands here a second time; the first is at plan.toml:161
    hint: give one of them another identifier

    plan.toml:125: question `getting-about/buses` stands here a second time; the first is at plan.toml:120
    hint: give one of them another identifier

    plan.toml:68: unknown field `milestone`, expected one of `plan`, `clauses`, `directions`, `rounds`, `evidence`, `volumes`, `measures`, `milestones`, `indicators`, `risks`, `reports`, `reports_due`, `evaluations`, `succession`
    hint: docs/plan-folder.md shows every table with its fields
    "#);
}

#[test]
fn faults_between_files_and_between_plans() {
    let files = folder("five-year-plan");
    let without = |name: &str| {
        let kept = files.iter().filter(|(file, _)| *file != name);
        let kept = kept.map(|(file, text)| (file.clone(), text.clone())).collect();
        plan_folder::read(&kept, Timestamp(0)).unwrap_err().to_string()
    };
    let with = |name: &str, text: &str| {
        let mut files = files.clone();
        files.insert(name.into(), text.into());
        plan_folder::read(&files, Timestamp(0)).unwrap_err().to_string()
    };
    let carried = "{ plan = \"national\", clause = \"2.1\" }";
    let answers = [
        without("plan.toml"),
        without("province/plan.toml"),
        without("directions.toml"),
        with("outline.md", "> A notice.\n\n# A title\n"),
        with("outline.fr.md", "> A notice.\n\n# A title\n"),
        with("town/outline.en.md", "> A notice.\n\n# A title\n"),
        with(
            "extra.toml",
            "[plan]\nid = \"other\"\noffice = { en = \"O\", zh = \"O\" }\nperiod = { first = 1, last = 2 }\n",
        ),
        broken(&files, "province/plan.toml", "\"province\"", "\"national\""),
        broken(
            &files,
            "province/clauses.toml",
            carried,
            "{ plan = \"national\", clause = \"2.9\" }",
        ),
        broken(&files, "province/clauses.toml", carried, "{ plan = \"town\", clause = \"2.1\" }"),
    ];
    insta::assert_snapshot!(answers.join("\n"), @r#"
    .: there is no [plan] table in this folder
    province: there is no [plan] table in this folder
    clauses.toml:6: there is no direction `D1` in plan `national`
    outline.md: the file name does not say which language the outline is in
    outline.fr.md: here stands nothing more, but in `outline.en.md` chapter `1`
    town: there is no [plan] table in this folder
    plan.toml:4: plan `national` stands here a second time; the first is at extra.toml:2
    province/plan.toml:4: plan `national` stands here a second time; the first is at plan.toml:4
    hint: give one of them another identifier

    province/clauses.toml:28: there is no clause `2.9` in plan `national`
    hint: correct the identifier, or add what it points at

    province/clauses.toml:28: there is no plan `town` in this folder
    hint: correct the identifier, or add what it points at
    "#);
}

#[test]
fn a_round_opens_when_asked_and_closes_after_its_days() {
    let opens = Timestamp(1_764_000_000_000);
    let plans = plan_folder::read(&folder("five-year-plan"), opens).unwrap();
    let round = &plans[0].rounds[0];
    assert_eq!((round.opens, round.closes), (opens, Timestamp(opens.0 + 30 * 86_400_000)));
    assert!(round.statements.len() >= 10);
    assert!(round.statements.iter().all(|statement| {
        statement.is_seed
            && statement.moderation.is_public()
            && statement.text_in("zh") != statement.text
    }));
}
