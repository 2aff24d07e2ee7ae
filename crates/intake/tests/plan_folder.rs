//! The worked examples read whole, `docs/origin.md` lists what stands in the first of them, and each kind
//! of fault is refused with its line.

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
    let mut add = |name: String, what: &str, from: &Attribution, page: String| {
        let item = Item {
            name: if prefix.is_empty() { name } else { format!("{} {name}", &prefix[1..]) },
            lines: from.lines.clone(),
            status: from.status.as_str().to_owned(),
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
            add(format!("clause {id}"), clause.title.get("en"), from, clause_page(id));
        }
    }
    for direction in &plan.directions {
        let clause = plan.clauses().find(|clause| clause.directions.contains(&direction.id));
        let page = clause_page(clause.expect("a clause answers to it").id.as_str());
        let name = format!("direction {}", direction.id.as_str());
        add(name, direction.text.get("en"), &direction.attribution, page);
    }
    for measure in &plan.measures {
        let id = measure.id.as_str();
        let from = measure.attribution.as_ref().expect("the example attributes its measures");
        add(format!("measure {id}"), measure.title.get("en"), from, format!("/progress/{id}"));
    }
    for milestone in &plan.milestones {
        let from = milestone.attribution.as_ref().expect("the example attributes its milestones");
        let page = format!("/progress/{}", milestone.measure.as_str());
        add(format!("milestone {}", milestone.id.0), milestone.title.get("en"), from, page);
    }
    for indicator in &plan.indicators {
        let id = indicator.id.as_str();
        let (title, page) = (indicator.title.get("en"), format!("/progress/indicators/{id}"));
        let from = indicator.attribution.as_ref().expect("the example attributes its indicators");
        add(format!("indicator {id}"), title, from, page.clone());
        for observation in &indicator.observations {
            let name = format!("observation {id} of {}", observation.period);
            add(name, title, &observation.attribution, page.clone());
        }
    }
    for risk in &plan.risks {
        let name = format!("risk {}", risk.id.0);
        add(name, risk.title.get("en"), &risk.attribution, "/risks".into());
    }
    for report in &plan.reports {
        let id = report.id.as_str();
        let page = format!("/reports/{id}");
        add(format!("report {id}"), report.body.get("en"), &report.attribution, page);
    }
    for evidence in &plan.evidence {
        let name = format!("evidence {}", evidence.id.as_str());
        add(name, evidence.title.get("en"), &evidence.attribution, "/evidence".into());
    }
    for (i, volume) in plan.volumes.iter().enumerate() {
        let name = format!("volumes {}", i + 1);
        add(name, volume.title.get("en"), &volume.attribution, "/evidence".into());
    }
    items
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
