//! The worked example as served: every item of `docs/origin.md` is read back from the page it is said to
//! stand on, in both languages, with its line, speaker, status and qualifier.

use std::fs;

use canvass::commands::init::read_plans;
use consultation::LocalText;
use plan::{Attribution, ItemStatus, Plan};

use crate::served::{Page, Served, example, run};

/// Something that says where it comes from, and the page it stands on.
struct Item {
    name: String,
    title: LocalText,
    from: Option<Attribution>,
    page: String,
}

/// Every item of a plan that says where it comes from.
fn items(plan: &Plan) -> Vec<Item> {
    let prefix = plan.parent.as_ref().map(|_| format!("/{}", plan.id.as_str())).unwrap_or_default();
    let mut items = Vec::new();
    let mut add = |name: &str, title: &LocalText, from: Option<&Attribution>, page: &str| {
        items.push(Item {
            name: name.to_owned(),
            title: title.clone(),
            from: from.cloned(),
            page: format!("{prefix}{page}"),
        });
    };
    let clause_page = |id: &str| format!("/plan/{}/{id}", id.split('.').next().unwrap());
    for clause in plan.clauses() {
        let id = clause.id.as_str();
        for from in &clause.attributions {
            add(&format!("clause {id}"), &clause.title, Some(from), &clause_page(id));
        }
        for direction in clause.directions.iter().map(|id| plan.direction(id).unwrap()) {
            let name = format!("direction {}", direction.id.as_str());
            add(&name, &direction.text, Some(&direction.attribution), &clause_page(id));
        }
    }
    for measure in &plan.measures {
        let page = format!("/progress/{}", measure.id.as_str());
        add(&format!("measure {page}"), &measure.title, measure.attribution.as_ref(), &page);
        for milestone in plan.milestones_of(&measure.id) {
            let name = format!("milestone {}", milestone.id.0);
            add(&name, &milestone.title, milestone.attribution.as_ref(), &page);
        }
    }
    for indicator in &plan.indicators {
        let page = format!("/progress/indicators/{}", indicator.id.as_str());
        add(&format!("indicator {page}"), &indicator.title, indicator.attribution.as_ref(), &page);
        for observed in &indicator.observations {
            let name = format!("observation {} of {}", indicator.id.as_str(), observed.period);
            add(&name, &indicator.title, Some(&observed.attribution), &page);
        }
    }
    for risk in &plan.risks {
        add(&format!("risk {}", risk.id.0), &risk.title, Some(&risk.attribution), "/risks");
    }
    for report in &plan.reports {
        let page = format!("/reports/{}", report.id.as_str());
        add(&format!("report {page}"), &report.body, Some(&report.attribution), &page);
    }
    for evidence in &plan.evidence {
        let name = format!("evidence {}", evidence.id.as_str());
        add(&name, &evidence.title, Some(&evidence.attribution), "/evidence");
    }
    for volume in &plan.volumes {
        add("volumes", &volume.title, Some(&volume.attribution), "/evidence");
    }
    for evaluation in &plan.evaluations {
        let page = format!("/progress/evaluations/{}", evaluation.id);
        let name = format!("evaluation {}", evaluation.id);
        add(&name, &evaluation.question, Some(&evaluation.attribution), &page);
    }
    for before in &plan.succession {
        add("predecessor", &before.title, Some(&before.attribution), "/history");
    }
    items
}

/// An attribution as a page in this language says it.
fn source(from: &Attribution, language: &str) -> String {
    let words = match from.status {
        ItemStatus::Done => ["Done", "已完成"],
        ItemStatus::UnderWay => ["Under way", "进行中"],
        ItemStatus::Intended => ["Intended", "拟推进"],
        ItemStatus::AskedFor => ["Asked for", "提出要求"],
        ItemStatus::Claimed => ["Claimed", "有关人士称"],
        ItemStatus::Synthetic => ["Synthetic", "合成数据"],
    };
    let english = language == "en";
    let lines = match from.lines.as_str() {
        "" => String::new(),
        lines if english => format!("source: {lines}"),
        lines => format!("来源：{lines}"),
    };
    let qualifier = from.qualifier.as_ref().map_or("", |text| text.get(language));
    let parts = [words[usize::from(!english)], from.speaker.get(language), &lines, qualifier];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn served(folder: &std::path::Path) -> Served {
    let data = folder.join("data");
    let plan = example("five-year-plan");
    run(&["init", data.to_str().unwrap(), "--plan", plan.to_str().unwrap()]).unwrap();
    Served::start(&data)
}

#[test]
fn every_item_of_the_source_stands_on_its_page_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let site = served(folder.path());
    let plans = read_plans(&example("five-year-plan")).unwrap();
    let items: Vec<Item> = plans.iter().flat_map(items).collect();
    let mut wrong = Vec::new();
    for (language, prefix) in [("en", ""), ("zh", "/zh")] {
        for item in &items {
            let path = format!("{prefix}{}", item.page);
            let words = site.get(&path).words();
            let title = item.title.get(language);
            let from = item.from.as_ref().map(|from| source(from, language)).unwrap_or_default();
            // Where it stands under its own title: in a list, the title comes first.
            let below = words.split_once(title).map_or("", |(_, below)| below);
            if below.is_empty() || !below.contains(&from) {
                wrong.push(format!("{path}: {}: “{title}”, “{from}”", item.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());

    // Every row of the document is one of these, on the same page.
    let document = fs::read_to_string(example("../docs/origin.md")).unwrap();
    let rows = document.lines().filter(|row| row.starts_with('|') && row.contains("| `/"));
    let pages = rows.map(|row| row.trim_end_matches(" |").rsplit('`').nth(1).unwrap().to_owned());
    let pages: Vec<String> = pages.collect();
    assert!(pages.len() > 140, "{} rows", pages.len());
    for page in pages {
        assert!(items.iter().any(|item| item.page == page), "nothing stands on {page}");
    }
}

#[test]
fn figures_keep_their_bounds_their_regimes_and_what_is_not_stated() {
    let folder = tempfile::tempdir().unwrap();
    let site = served(folder.path());
    // page, words on it in this order
    let table: &[(&str, &[&str])] = &[
        ("/progress/4.1.a", &["Mutual visa exemption", "29 countries"]),
        ("/progress/4.1.b", &["Unilateral visa-free entry", "38 countries"]),
        ("/progress/4.1.c", &["Visa-free transit", "54 countries"]),
        ("/zh/progress/4.1.b", &["38个国家"]),
        ("/progress/4.3.a", &["lowered; amount not stated", "raised; amount not stated"]),
        ("/progress/4.3.b", &["Due not stated"]),
        ("/progress/indicators/1.b", &["over 40 %", "No target is stated"]),
        (
            "/progress/indicators/4.a",
            &["132 million trips", "about 135.8 million trips", "derived"],
        ),
        ("/progress/indicators/4.b", &["94.2 billion US$", "about 100.7 billion US$", "derived"]),
        ("/progress/indicators/4.c", &["97.2 % of 2019", "No target is stated"]),
        ("/progress/indicators/4.d", &["93.5 % of 2019", "No target is stated"]),
        ("/progress/indicators/7.a", &["244.8 billion US$", "No target is stated"]),
        ("/progress/indicators/7.b", &["15 years"]),
        ("/progress/7.2.a", &["The east route of the gas pipeline is completed", "Reached"]),
        ("/progress/indicators/1.a", &["No target is stated", "not stated"]),
        ("/evidence", &["Collection of articles, third", "Volumes 5", "Articles 29"]),
        ("/evidence", &["Collection of articles, second", "Volumes 5", "Articles not stated"]),
        ("/evidence", &["Licence not stated"]),
        ("/history", &["First five-year plan", "1953 to 1957"]),
        (
            "/progress/evaluations/easier-entry",
            &[
                "97.2% of that of 2019",
                "confirms nothing",
                "Works since not stated",
                "not stated from when",
            ],
        ),
        ("/risks", &["Drought in some regions", "Looked after by not stated"]),
        ("/", &["The order of supply in drought is made public"]),
        ("/province", &["Missed", "The order of supply in drought is made public"]),
        ("/province/reports/june-2026", &["Synthetic", "It was not: two irrigation districts"]),
        ("/province/reports/heard-2025", &["Only the fact of this report is known"]),
        ("/province/plan/2/2.3", &["2.3 Allocation of water in drought"]),
        ("/plan/2/2.3", &["2.3 Water for homes and fields"]),
        (
            "/alignment",
            &[
                "2.3 Allocation of water in drought",
                "1 milestone missed",
                "Gaps",
                "4.1 Entry without a visa",
            ],
        ),
        ("/province/alignment", &["Gaps", "4.1 Entry without a visa", "Of their own"]),
    ];
    for (path, wanted) in table {
        let words = site.get(path).words();
        let mut rest = words.as_str();
        for want in *wanted {
            let found = rest.split_once(want);
            rest = found.unwrap_or_else(|| panic!("{path}: no “{want}” in {words}")).1;
        }
    }
}

#[test]
fn no_page_of_the_example_adds_up_regimes_or_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let site = served(folder.path());
    let pages = site.every_page_from(&["/", "/zh"]);
    assert!(pages.len() > 250, "{} pages", pages.len());
    // 29 + 38 + 54, and the sums of two.
    let sums = ["121 countries", "67 countries", "83 countries", "92 countries", "121个国家"];
    for (path, Page { status, html }) in &pages {
        assert_eq!(*status, 200, "{path}");
        assert!(!html.contains('⟦'), "{path} has a sentence without words");
        let words = crate::served::words_of(html);
        assert!(
            !sums.iter().any(|sum| words.contains(sum)),
            "{path} adds regimes that may overlap"
        );
    }
}
