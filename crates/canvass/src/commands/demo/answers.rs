//! What the office of the demo answers to each planted theme. Synthetic, like everything the demo adds.
//!
//! A real office reads the themes and decides. The demo knows which theme each contribution was planted
//! for, so it can answer a theme that the analysis found by what most of its contributions are about.
//! Three planted themes get no answer, so that coverage has something to show.

use plan::Decision::{self, Adopted, NotAdopted, Noted, PartlyAdopted};

/// An answer to a planted theme.
pub(super) struct Answer {
    /// Key of the planted theme.
    pub(super) theme: &'static str,
    /// The decision.
    pub(super) decision: Decision,
    /// The clause it is about.
    pub(super) clause: Option<&'static str>,
    /// Why, in English.
    pub(super) en: &'static str,
    /// Why, in Chinese.
    pub(super) zh: &'static str,
}

/// Answers by planted theme.
pub(super) const ANSWERS: [Answer; 25] = [
    answer(
        "research-posts",
        PartlyAdopted,
        Some("1.4"),
        "Shared posts are added to the clause; who owns what comes of them stays with each contract, since the firms and institutes disagree on it.",
        "条款已增列互聘岗位；成果归属因企业与院校意见不一，仍由合同约定。",
    ),
    answer(
        "small-factory-upgrades",
        Noted,
        None,
        "The clause on established manufacturers names no size of firm, so small factories are within it; a separate clause would repeat it.",
        "关于传统企业的条款未限定企业规模，小厂已在其中，另立条款将重复。",
    ),
    answer(
        "apprentices",
        Adopted,
        Some("1.5"),
        "Training of those already at work is now named beside training of newcomers.",
        "条款已将在职人员培训与新人培训并列。",
    ),
    answer(
        "household-and-field-water",
        Adopted,
        Some("2.3"),
        "The clause now says in which order water is given when there is too little, and that the order is published before the season.",
        "条款现已写明水量不足时的供水次序，并要求在用水季前公布。",
    ),
    answer(
        "flood-warnings",
        Adopted,
        Some("2.4"),
        "Warnings by loudspeaker and messenger are added, as many wrote that a telephone message alone does not reach everyone.",
        "鉴于许多意见反映仅靠短信无法通知到每个人，条款增加广播和人员通知。",
    ),
    answer(
        "farmland-protection",
        Noted,
        Some("2.1"),
        "Protection is already the subject of the clause; the source states no area, so none is set.",
        "保护耕地本为该条款内容；来源未载面积，故不设定数值。",
    ),
    answer(
        "village-services",
        PartlyAdopted,
        Some("2.2"),
        "Visiting services are added; fixed posts in every village are not, as the cost is not known.",
        "增加巡回服务；因费用不明，未规定每村设固定网点。",
    ),
    answer(
        "river-basin-pay",
        NotAdopted,
        Some("3.1"),
        "Payments between places are settled by agreements between them; a national plan cannot set their amount without figures that are not there yet.",
        "上下游补偿由各地协议确定；在缺乏数据之前，国家规划无法设定金额。",
    ),
    answer(
        "riverbanks",
        PartlyAdopted,
        Some("3.1"),
        "Natural banks are preferred outside towns; inside towns flood walls stay where they protect homes.",
        "城镇以外优先采用自然河岸；城镇内保护住宅的防洪墙予以保留。",
    ),
    answer(
        "discharge-figures",
        Adopted,
        Some("3.3"),
        "Figures on the state of river basins are published with their source and date.",
        "河流流域状况数据连同来源和日期一并公布。",
    ),
    answer(
        "instant-refunds",
        Noted,
        Some("4.3"),
        "More shops and goods are already intended; the amounts are set elsewhere and are not stated here.",
        "扩大商店和商品范围已有安排；具体金额由其他文件规定，本规划不载。",
    ),
    answer(
        "duty-free-shops",
        NotAdopted,
        Some("4.3"),
        "Opinions are divided and no figure on demand was given; the clause keeps what was already intended and sets no number of shops.",
        "意见存在分歧，亦无需求数据；条款保持原有安排，不规定商店数量。",
    ),
    answer(
        "visitor-payments",
        Adopted,
        Some("4.2"),
        "The clause now names cash, cards and mobile payment together, so that no visitor depends on one of them.",
        "条款现将现金、银行卡和移动支付并列，使来客不必依赖其中一种。",
    ),
    answer(
        "visa-free-transit",
        NotAdopted,
        Some("4.1"),
        "The length of stay is settled with other countries; the plan reports the numbers and does not set them.",
        "停留期限由双边或单边安排确定；规划只作记录，不作规定。",
    ),
    answer(
        "visitor-caps",
        PartlyAdopted,
        Some("5.1"),
        "Sites may limit visits on busy days and must publish the limit a week ahead; a common limit for all sites is not set.",
        "各处可在高峰日限流，并须提前一周公布；不设统一限额。",
    ),
    answer(
        "old-streets",
        Adopted,
        Some("5.2"),
        "Repair with residents staying is named as the first choice.",
        "条款将居民原住条件下的修缮列为首选。",
    ),
    answer(
        "delivery-riders",
        Adopted,
        Some("6.2"),
        "Cover for injury at work is added for riders and couriers, whatever the form of their contract.",
        "条款为骑手、快递员增加工伤保障，不论其合同形式。",
    ),
    answer(
        "mutual-aid-care",
        Adopted,
        Some("6.3"),
        "Mutual-aid care is taken up as one of the problems that people report, with a trial before it is spread.",
        "互助养老作为群众反映的问题纳入条款，先试点后推广。",
    ),
    answer(
        "after-school-care",
        PartlyAdopted,
        Some("6.3"),
        "Schools may stay open; hours and fees are decided where the school is.",
        "学校可延时开放；时间和收费由当地决定。",
    ),
    answer(
        "county-hospitals",
        NotAdopted,
        Some("6.3"),
        "Posts in hospitals are set in the health plan, to which these contributions were passed on.",
        "医院岗位由卫生专项规划确定，相关意见已转交。",
    ),
    answer(
        "student-exchange",
        Noted,
        Some("7.4"),
        "Exchange is part of the clause on travel and culture; the number of places is not stated.",
        "交流已在旅行与文化条款之中；名额未载。",
    ),
    answer(
        "small-traders-customs",
        Noted,
        None,
        "Customs procedure is outside this plan and was passed on to the office in charge.",
        "通关手续不在本规划范围内，已转有关单位。",
    ),
    answer(
        "replies-published",
        Adopted,
        Some("8.6"),
        "Every theme gets a written answer, and anyone holding a code can see what became of a contribution.",
        "每个主题均作书面答复；持查询码者可查看意见的去向。",
    ),
    answer(
        "offline-channels",
        Adopted,
        Some("8.2"),
        "Paper, telephone and meetings are named beside the web form, and each is counted alike.",
        "条款将信函、电话和座谈会与网上表单并列，计数相同。",
    ),
    answer(
        "yearly-progress",
        PartlyAdopted,
        Some("8.5"),
        "Progress is published every year; every quarter, as some asked, only where figures are that frequent.",
        "每年公布进展；部分意见所提的按季公布仅限于有季度数据的事项。",
    ),
];

const fn answer(
    theme: &'static str,
    decision: Decision,
    clause: Option<&'static str>,
    en: &'static str,
    zh: &'static str,
) -> Answer {
    Answer { theme, decision, clause, en, zh }
}

/// A clause that the office of the demo rewrites, and why.
pub(super) struct Revision {
    /// The clause.
    pub(super) clause: &'static str,
    /// What is added at its end, in English.
    pub(super) en: &'static str,
    /// What is added at its end, in Chinese.
    pub(super) zh: &'static str,
    /// Why, in English.
    pub(super) why_en: &'static str,
    /// Why, in Chinese.
    pub(super) why_zh: &'static str,
}

/// Clauses that are rewritten after the round.
pub(super) const REVISIONS: [Revision; 4] = [
    Revision {
        clause: "2.3",
        en: "Where there is too little for both, households are supplied first, then livestock, then fields by the crop's stage of growth. The order is published before the season begins.",
        zh: "水量不足以兼顾时，先保障居民，再保障牲畜，然后按作物生育期安排灌溉。供水次序在用水季开始前公布。",
        why_en: "Contributions asked for a known order before the season, from both households and farmers.",
        why_zh: "居民和农户的意见均要求在用水季前明确次序。",
    },
    Revision {
        clause: "2.4",
        en: "Warnings reach each village by loudspeaker and by messenger as well as by telephone.",
        zh: "预警除电话、短信外，还通过广播和专人送达每个村。",
        why_en: "Contributions from villages told of warnings that came by telephone only and were missed.",
        why_zh: "村民意见反映，仅以短信发出的预警有人未能收到。",
    },
    Revision {
        clause: "6.2",
        en: "Riders and couriers are covered for injury at work whatever the form of their contract.",
        zh: "骑手、快递员不论合同形式，均享有工伤保障。",
        why_en: "One of the themes with the most contributions; experts and officials raised it too.",
        why_zh: "该主题意见数量居前，专家和机关工作人员亦有提出。",
    },
    Revision {
        clause: "8.6",
        en: "Every theme of a round is answered in writing, and each contribution can be followed by its code.",
        zh: "每轮征求意见的每个主题均作书面答复，每条意见均可凭查询码查询去向。",
        why_en: "Contributions asked to see what became of them.",
        why_zh: "意见要求能够看到自己意见的去向。",
    },
];
