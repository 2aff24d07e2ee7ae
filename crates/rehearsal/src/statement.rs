//! The statements put to a vote: forty written ones, then asks drawn from the themes.

use consultation::{LocalText, Statement};

use crate::chance::{Chance, Of};
use crate::composition::{Briefs, Composer};
use crate::options::Options;
use crate::subject::{Side, THEMES};

/// A statement before the vote.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) theme: usize,
    /// `None` where everybody is of much the same mind.
    pub(crate) side: Option<Side>,
    pub(crate) text: LocalText,
    pub(crate) is_seed: bool,
}

/// Share of the drawn statements on which everybody is of much the same mind.
const AGREED: f64 = 0.25;

/// The forty written statements, in English and Chinese; the first fourteen are the office's own.
/// Statement 1 has the identifier `s1`.
pub fn statements() -> Vec<Statement> {
    WRITTEN.iter().enumerate().map(|(at, written)| statement(at, &written.draft(at))).collect()
}

/// A statement as it is put to the vote; it stands at position `at`.
pub(crate) fn statement(at: usize, draft: &Draft) -> Statement {
    Statement {
        is_seed: draft.is_seed,
        translations: draft.text.clone(),
        ..Statement::new(format!("s{}", at + 1), draft.text.get("en"))
    }
}

/// As many statements as the options ask for.
pub(crate) fn drafts(options: &Options) -> Vec<Draft> {
    let briefs = Briefs::of(options);
    let mut composer = Composer::default();
    (0..options.statements)
        .map(|at| {
            if let Some(written) = WRITTEN.get(at) {
                return written.draft(at);
            }
            let mut chance = Chance::new(options.seed, Of::Statement, at as u64);
            let brief = briefs.draw(&mut chance);
            let mut text = String::new();
            composer.ask(&brief, &mut chance, &mut text);
            let side = (!chance.happens(AGREED)).then_some(brief.side);
            let text = LocalText::one(brief.tongue.tag(), text);
            Draft { theme: brief.theme, side, text, is_seed: false }
        })
        .collect()
}

struct Written {
    theme: &'static str,
    side: Option<Side>,
    en: &'static str,
    zh: &'static str,
}

/// How many of the written statements are the office's own.
const SEEDS: usize = 14;

impl Written {
    fn draft(&self, at: usize) -> Draft {
        let theme = THEMES.iter().position(|theme| theme.key == self.theme).unwrap_or(0);
        let text = LocalText::en_zh(self.en, self.zh);
        Draft { theme, side: self.side, text, is_seed: at < SEEDS }
    }
}

const fn favours(theme: &'static str, en: &'static str, zh: &'static str) -> Written {
    Written { theme, side: Some(Side::For), en, zh }
}

const fn opposes(theme: &'static str, en: &'static str, zh: &'static str) -> Written {
    Written { theme, side: Some(Side::Against), en, zh }
}

const fn agreed(theme: &'static str, en: &'static str, zh: &'static str) -> Written {
    Written { theme, side: None, en, zh }
}

const WRITTEN: [Written; 40] = [
    favours(
        "household-and-field-water",
        "In a drought, household taps should be served before irrigation.",
        "遇到干旱，应当先保居民用水，再保农田灌溉。",
    ),
    agreed(
        "replies-published",
        "Whoever sends a suggestion should be able to see what became of it.",
        "提过建议的人，应当能查到建议后来怎么样了。",
    ),
    favours("duty-free-shops", "There should be more duty-free shops.", "应当增设免税店。"),
    favours(
        "visitor-caps",
        "Visits to heritage sites should be capped on busy days.",
        "节假日高峰时，文物景区应当限制人数。",
    ),
    favours(
        "delivery-riders",
        "Delivery platforms should pay accident insurance from the first order.",
        "平台应当从第一单起为骑手缴纳工伤保险。",
    ),
    agreed(
        "flood-warnings",
        "Every village on a river should practise leaving for high ground once a year.",
        "沿河的村庄每年都应当演练一次转移。",
    ),
    favours(
        "mutual-aid-care",
        "Hours spent helping an old neighbour should count towards one's own care later.",
        "照顾邻里老人的时间，将来应当能换回别人对自己的照顾。",
    ),
    opposes(
        "farmland-protection",
        "Villages should be free to build on a small part of their farmland.",
        "应当允许村里拿出一小部分耕地搞建设。",
    ),
    favours(
        "small-factory-upgrades",
        "Public money should help small factories to buy their first automatic machine.",
        "应当用公共资金帮小厂买第一台自动化设备。",
    ),
    agreed(
        "county-hospitals",
        "A test done in one hospital should be accepted in the others.",
        "在一家医院做过的检查，别的医院应当认可。",
    ),
    favours(
        "after-school-care",
        "Primary schools should stay open until six in the evening.",
        "小学应当开放到傍晚六点。",
    ),
    agreed(
        "yearly-progress",
        "How far each goal has come should be published every year.",
        "每项目标进展到哪一步，应当每年公布。",
    ),
    favours(
        "discharge-figures",
        "Factories should publish hour by hour what they discharge.",
        "工厂应当逐小时公布排放数据。",
    ),
    favours("visitor-payments", "Every shop should have to accept cash.", "每家商店都必须收现金。"),
    favours(
        "visa-free-transit",
        "Visitors who need no visa should be allowed to stay longer.",
        "免签来访的客人应当可以停留更长时间。",
    ),
    favours(
        "river-basin-pay",
        "Cities downstream should pay villages upstream for clean water.",
        "下游城市应当为清洁的来水向上游村庄付费。",
    ),
    opposes(
        "river-basin-pay",
        "Payments should come from polluters, not from whoever lives downstream.",
        "该出钱的是排污者，而不是住在下游的人。",
    ),
    favours(
        "riverbanks",
        "Riverbanks should be left to reeds and birds.",
        "河岸应当留给芦苇和鸟。",
    ),
    opposes(
        "riverbanks",
        "Every town should have a lit path along its river.",
        "每座城镇都应当有一条带路灯的沿河步道。",
    ),
    favours(
        "crafts",
        "Masters of old crafts should be paid a wage for teaching.",
        "老手艺人带徒弟应当领到工资。",
    ),
    opposes(
        "crafts",
        "Old crafts should live from their buyers, without grants.",
        "老手艺应当靠买家养活，不靠补助。",
    ),
    agreed(
        "apprentices",
        "A skilled worker's certificate should count as much as a degree.",
        "技能等级证书应当和文凭一样管用。",
    ),
    favours(
        "research-posts",
        "Engineering researchers should spend part of the week in a factory.",
        "工科研究人员每周应当有一部分时间在工厂。",
    ),
    opposes(
        "research-posts",
        "Half of research money should go to questions that no company has asked.",
        "一半的科研经费应当留给企业没有提出的问题。",
    ),
    favours(
        "student-exchange",
        "More students should go abroad on public scholarships.",
        "应当用公费送更多学生出国交流。",
    ),
    opposes(
        "student-exchange",
        "Language teachers at home should come before scholarships abroad.",
        "与其多设出国奖学金，不如先在国内多请外语老师。",
    ),
    favours(
        "small-traders-customs",
        "One short form should be enough for a small parcel.",
        "小包裹报关，一张简单的表就应当够了。",
    ),
    opposes(
        "small-traders-customs",
        "Small parcels should be checked as strictly as large loads.",
        "小包裹应当和大宗货物查得一样严。",
    ),
    favours(
        "clean-energy-partners",
        "Wind and solar plants should be planned together with neighbouring countries.",
        "风电和光伏应当与邻国一起规划。",
    ),
    opposes(
        "clean-energy-partners",
        "Insulating old houses should come before new power plants.",
        "给老房子做保温，应当先于新建电站。",
    ),
    favours(
        "instant-refunds",
        "Visitors should get their tax refund at once in any shop.",
        "境外旅客在任何商店都应当能当场退税。",
    ),
    opposes(
        "instant-refunds",
        "Tax refunds should be paid only at airports and ports.",
        "退税只应当在机场和港口办理。",
    ),
    favours(
        "old-streets",
        "Old streets should be repaired for those who live in them.",
        "老街应当为住在里面的人而修。",
    ),
    opposes(
        "old-streets",
        "Owners of old houses should be free to turn them into shops or inns.",
        "老房子的主人应当可以把它改成店铺或客栈。",
    ),
    agreed(
        "offline-channels",
        "A suggestion on paper should count as much as one sent online.",
        "写在纸上的建议应当和网上提交的一样算数。",
    ),
    agreed(
        "evidence-library",
        "Studies paid for with public money should be open to everyone.",
        "用公共资金做的研究应当向所有人公开。",
    ),
    favours(
        "village-services",
        "Every village should have a daily bus to the county town.",
        "每个村每天都应当有一班车到县城。",
    ),
    opposes(
        "village-services",
        "Very small village schools should be merged into larger ones.",
        "人数很少的村小应当并入大一点的学校。",
    ),
    opposes(
        "delivery-riders",
        "Riders should decide for themselves whether to join social insurance.",
        "参不参加社会保险，应当由骑手自己决定。",
    ),
    opposes(
        "mutual-aid-care",
        "Care for the old should be given by paid staff, not by neighbours.",
        "照护老人应当靠领工资的护理员，而不是靠邻居。",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_statements_are_forty_short_sentences_on_known_themes() {
        for written in &WRITTEN {
            assert!(THEMES.iter().any(|theme| theme.key == written.theme), "{}", written.theme);
            assert!(written.en.ends_with('.') && written.en.len() <= 90, "{}", written.en);
            assert!(
                written.zh.ends_with('。') && written.zh.chars().count() <= 32,
                "{}",
                written.zh
            );
        }
        let all = statements();
        assert_eq!((all.len(), all.iter().filter(|one| one.is_seed).count()), (40, SEEDS));
        assert_eq!(all[2].text_in("zh"), "应当增设免税店。");
    }
}
