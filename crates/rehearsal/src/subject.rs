//! What the texts are about: eight chapters and twenty-eight themes, each with two sides.
//!
//! The chapters are those of the worked example. A theme is one concrete matter on which people ask
//! for different things; neither side is the better one. How each side is put stands in the
//! `grammar` folder, under the theme's key, once in English and once in Chinese.

use consultation::LocalText;

/// One recurring matter, planted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// A word for it, unique, as in the grammar files.
    pub key: &'static str,
    /// Its chapter, from 1.
    pub chapter: u8,
    /// Its name in English.
    pub en: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// How often it is taken up, relative to the others.
    pub weight: f64,
}

impl Theme {
    /// Its name in both languages.
    pub fn name(&self) -> LocalText {
        LocalText::en_zh(self.en, self.zh)
    }
}

/// Which way a text or a statement pulls within its theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// For what the theme's name says.
    For,
    /// For another way, or against it.
    Against,
}

impl Side {
    /// Both.
    pub const ALL: [Side; 2] = [Side::For, Side::Against];
}

/// The chapters' titles in English and Chinese; chapter 1 comes first.
pub const CHAPTERS: [(&str, &str); 8] = [
    ("Manufacturing and technology", "制造业与科技"),
    ("Agriculture, countryside, water", "农业、乡村与水"),
    ("Environment", "生态环境"),
    ("Opening up and inbound travel", "对外开放与入境旅游"),
    ("Culture and heritage", "文化与遗产"),
    ("Wellbeing and public services", "民生与公共服务"),
    ("International cooperation", "国际合作"),
    ("Making and keeping the plan", "规划的编制与落实"),
];

/// The question put for each chapter, in both languages.
pub fn questions() -> Vec<LocalText> {
    CHAPTERS
        .iter()
        .map(|(en, zh)| {
            LocalText::en_zh(
                format!("{en}: what should be done first in the coming five years?"),
                format!("{zh}：未来五年最应当先做什么？"),
            )
        })
        .collect()
}

const fn theme(
    key: &'static str,
    chapter: u8,
    weight: f64,
    en: &'static str,
    zh: &'static str,
) -> Theme {
    Theme { key, chapter, en, zh, weight }
}

/// Every theme; what the truth says of a theme is its position here.
pub const THEMES: [Theme; 28] = [
    theme("research-posts", 1, 3.0, "Industry–university research posts", "产学研岗位互通"),
    theme("small-factory-upgrades", 1, 4.0, "Machines for small factories", "小厂的设备更新"),
    theme("apprentices", 1, 4.5, "Apprenticeships and skilled workers", "学徒与技能人才"),
    theme(
        "household-and-field-water",
        2,
        7.0,
        "Water shared between households and irrigation",
        "居民用水与灌溉用水的分配",
    ),
    theme("flood-warnings", 2, 5.0, "Flood warnings reach villages", "洪水预警到村到户"),
    theme("farmland-protection", 2, 4.0, "Farmland kept from building", "耕地不被占用"),
    theme("village-services", 2, 6.0, "Services brought to villages", "公共服务进村"),
    theme("river-basin-pay", 3, 2.5, "Payments between river neighbours", "上下游之间的补偿"),
    theme("riverbanks", 3, 3.0, "Natural riverbanks", "自然河岸"),
    theme("discharge-figures", 3, 3.5, "Discharge figures made public", "排放数据公开"),
    theme("instant-refunds", 4, 3.0, "Instant refunds in more shops", "即买即退扩大到更多商店"),
    theme("duty-free-shops", 4, 2.0, "More duty-free shops", "增设免税店"),
    theme("visitor-payments", 4, 3.5, "Payment made easy for visitors", "方便境外来客支付"),
    theme("visa-free-transit", 4, 3.0, "Longer visa-free stays", "延长免签停留"),
    theme("visitor-caps", 5, 4.0, "Heritage visits capped on busy days", "文物景区高峰限流"),
    theme("old-streets", 5, 3.5, "Old streets repaired as lived in", "老街原住修缮"),
    theme("crafts", 5, 2.5, "Crafts handed on", "手艺传承"),
    theme("delivery-riders", 6, 6.5, "Cover for riders and couriers", "骑手与快递员的保障"),
    theme("mutual-aid-care", 6, 7.5, "Mutual-aid care for the old", "互助养老"),
    theme("after-school-care", 6, 6.0, "School open after lessons", "课后托管"),
    theme("county-hospitals", 6, 6.5, "Specialists in county hospitals", "县医院的专科能力"),
    theme("student-exchange", 7, 2.0, "More student exchange", "扩大学生交流"),
    theme("small-traders-customs", 7, 2.0, "Simple customs for small traders", "小商户通关简化"),
    theme("clean-energy-partners", 7, 2.0, "Joint clean-energy projects", "清洁能源合作项目"),
    theme("replies-published", 8, 5.0, "Replies to suggestions published", "公开答复每条建议"),
    theme("offline-channels", 8, 3.0, "Paper, telephone and meetings kept", "保留线下渠道"),
    theme("yearly-progress", 8, 4.0, "Progress published every year", "每年公布进展"),
    theme("evidence-library", 8, 2.0, "Studies open to everyone", "研究依据公开"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chapter_has_three_to_five_themes_with_names_of_their_own() {
        for chapter in 1..=8 {
            let count = THEMES.iter().filter(|theme| theme.chapter == chapter).count();
            assert!((3..=5).contains(&count), "chapter {chapter}: {count}");
        }
        let mut keys: Vec<_> = THEMES.iter().map(|theme| theme.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), THEMES.len());
    }
}
