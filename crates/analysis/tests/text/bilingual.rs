//! A small consultation in two languages, and all that is found in it.

use consultation::{Channel, Constituency};

use super::{analysed, heard};

const SAID: [&str; 27] = [
    "The wells in our village run dry every summer; dig deeper wells before the next drought.",
    "In a drought, households must get water before factories do.",
    "Water from the reservoir should go to the fields first when a drought comes.",
    "Our wells are nearly empty and the drought is not over.",
    "Repair the leaking water pipes, then we need fewer new wells.",
    "The last bus leaves at seven; an evening bus would let nurses get home.",
    "Please run the bus on Sundays as well.",
    "The bus to the hospital is always late and always full.",
    "A bus every twenty minutes would make me leave the car at home.",
    "Bus stops need a roof and a bench for older people.",
    "I support the plan to protect the old forest on the north hill. Please do not allow any new road there.",
    "I support the plan to protect the old forest on the north hill. Please do not allow any new road there.",
    "I support the plan to protect the old forest on the north hill! Please do not allow any new road there. My children play there.",
    "I SUPPORT THE PLAN TO PROTECT THE OLD FOREST ON THE NORTH HILL. PLEASE DO NOT ALLOW ANY NEW ROAD THERE.",
    "As a ranger I support the plan to protect the old forest on the north hill. Please do not allow any new road there.",
    "I support the plan to protect the old forest on the north hill. Please do not allow any new road there. My children play there too.",
    "旱期应当优先保障居民用水。",
    "旱期农田灌溉用水严重不足，请多修水库。",
    "居民用水和灌溉用水要分开计价。",
    "村里的水井干了，旱期用水很困难。",
    "希望增加晚上的公交车班次。",
    "公交车班次太少，上班总是迟到。",
    "去医院的公交车太挤了，请增加班次。",
    "公交车站应该有座椅和雨棚。",
    "yes",
    "同意",
    "",
];

#[test]
fn all_that_is_found_in_a_small_consultation() {
    let mut heard = heard(&SAID);
    heard.title = Some("Water, buses, forest".to_owned());
    for at in [2, 7, 14, 18] {
        heard.contributions[at].constituency = Constituency::Expert;
        heard.contributions[at].channel = Channel::Web;
        heard.contributions[at].quotable = true;
    }
    let analysed = analysed(&heard, Some(5));
    insta::assert_json_snapshot!(analysed.findings);
    let rows = &analysed.rows;
    let line = |at: usize| {
        let theme = rows.assignments[at]
            .as_ref()
            .map_or("no theme".to_owned(), |(id, cosine)| format!("theme {id} {cosine:.3}"));
        let cluster = rows.duplicates[at]
            .map_or(String::new(), |link| format!(", {} in {}", link.kind.as_str(), link.cluster));
        format!("{at} {} {theme}{cluster}", rows.languages[at])
    };
    let lines: Vec<String> = (0..SAID.len()).map(line).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    0 en theme 1 0.130
    1 en theme 3 0.600
    2 en theme 3 0.660
    3 en theme 1 0.290
    4 en theme 3 0.593
    5 en theme 4 0.823
    6 en theme 1 0.482
    7 en theme 1 0.237
    8 en theme 4 0.809
    9 en theme 3 0.514
    10 en theme 1 0.870, exact in 0
    11 en theme 1 0.870, exact in 0
    12 en theme 1 0.870, near in 0
    13 en theme 1 0.870, exact in 0
    14 en theme 1 0.851, near in 0
    15 en theme 1 0.871, near in 0
    16 zh theme 2 0.783
    17 zh theme 2 0.747
    18 zh theme 2 0.779
    19 zh theme 2 0.649
    20 zh theme 5 0.931
    21 zh theme 5 0.829
    22 zh theme 5 0.885
    23 zh theme 2 0.361
    24 und theme 4 0.498
    25 und theme 2 0.000
    26 und no theme
    ");
}
