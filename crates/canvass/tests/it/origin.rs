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

/// The rows of the reading, by their lines: a page, and words on it in this order.
const READING: &[(&str, &str, &[&str])] = &[
    ("38–40", "/plan/8/8.5", &["carried out consistently", "L38–40"]),
    ("38–40", "/history", &["1953 to 1957"]),
    ("41", "/plan/8/8.1", &["Integrate top-level design with advice from the public", "L41"]),
    ("43", "/plan/8/8.2", &["officials", "experts and scholars", "channels"]),
    ("43", "/progress/8.2.b", &["Solicit opinions through various channels", "Intended"]),
    (
        "44–47",
        "/evidence",
        &["third", "Volumes 5", "Articles 29", "second", "2023", "first", "2020"],
    ),
    (
        "44–47",
        "/evidence",
        &["Articles in the People's Daily and the Qiushi Journal", "November 2023"],
    ),
    ("2, 4–5, 10–11", "/plan/1", &["1.1 ", "1.3 ", "1.4 ", "1.5 "]),
    (
        "2, 4–5, 10–11",
        "/plan/1/1.1",
        &["keep a reasonable share", "no figure for the share is stated"],
    ),
    ("6", "/progress/indicators/1.b", &["over 40 %", "one firm", "L6"]),
    ("8, 18", "/province/plan/1/1.1", &["modern industrial system", "L8"]),
    ("8, 18", "/province/plan/1/1.2", &["real economy", "local strengths", "L18"]),
    ("12–14", "/plan/5", &["Eastern Han (25–220)", "over 1,500 years old", "UNESCO"]),
    ("12–14", "/plan/5/5.3", &["culture and tourism", "L14"]),
    ("15", "/province/reports/heard-2025", &["L15"]),
    ("16–17", "/plan/4/4.6", &["the country's own affairs", "opening up", "L16"]),
    ("16–17", "/plan/6/6.1", &["employment, businesses, the market and expectations", "L17"]),
    ("19", "/plan/2/2.1", &["farmland", "L19"]),
    ("19", "/plan/2/2.2", &["countryside", "L19"]),
    ("19", "/plan/3/3.1", &["river basins", "L19"]),
    ("20–22", "/province/risks", &["large, dense and mobile population", "Claimed", "L20"]),
    ("20–22", "/plan/6/6.2", &["new forms of employment", "L21"]),
    ("20–22", "/plan/6/6.4", &["risks in key sectors", "L21"]),
    ("20–22", "/plan/6/6.3", &["solving problems", "L22"]),
    ("23–24", "/plan/2/2.3", &["supply residents and meet the needs of irrigation", "L23"]),
    ("23–24", "/risks", &["Drought in some regions", "L23", "Floods in the flood season", "L24"]),
    ("26–27", "/progress/4.1.c", &["L27", "Britain, the United States and Canada", "54 countries"]),
    ("26–27", "/progress/4.1.d", &["Longer stay", "since 2023", "extended; amount not stated"]),
    ("28", "/progress/4.3.a", &["lowered; amount not stated", "raised; amount not stated"]),
    ("31", "/plan/4/4.5", &["Claimed", "L31"]),
    ("34–37", "/progress/4.4.a", &["New products", "Due not stated"]),
    ("34–37", "/progress/4.3.c", &["More goods with instant refund", "Due not stated"]),
    ("50, 55, 57", "/plan/7/7.1", &["joint statement", "L50", "number of documents not stated"]),
    ("50, 55, 57", "/progress/7.1.a", &["number", "not stated"]),
    ("78", "/plan/7/7.3", &["digital economy, electronic commerce, bio-medicine", "green energy"]),
    ("78", "/progress/7.2.a", &["Reached", "December 2024"]),
    ("79, 93–95", "/progress/7.4.a", &["Mutual visa exemption for tour groups", "L79"]),
    (
        "79, 93–95",
        "/progress/7.5.a",
        &["Shanghai Cooperation Organization", "Group of 20", "L93–94"],
    ),
];

#[test]
fn every_row_of_the_reading_stands_on_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let site = served(folder.path());
    let mut wrong = Vec::new();
    for (lines, path, wanted) in READING {
        let words = site.get(path).words();
        let mut rest = words.as_str();
        for want in *wanted {
            match rest.split_once(want) {
                Some((_, below)) => rest = below,
                None => wrong.push(format!("L{lines}: {path}: no “{want}” in {words}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
