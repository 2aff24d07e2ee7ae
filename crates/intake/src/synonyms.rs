//! What other tools and other languages call the columns we look for.
//!
//! Sources: the export files of Polis, Decidim, ThemeFinder, Talk to the City, Jigsaw and Your
//! Priorities, and common words of spreadsheets in English, Chinese, German, French, Spanish,
//! Russian and Arabic. Names are compared without case, white space, `_`, `-`, `.` and `*`. The
//! order within a field is the order of preference when a table has several.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use consultation::{Channel, Constituency, Language};

use crate::Field;

const NAMES: [(Field, &[&str]); 12] = [
    (
        Field::Text,
        &[
            "text",
            "comment-body",
            "comment",
            "body",
            "response",
            "contribution",
            "suggestion",
            "survey_text",
            "comment_text",
            "content",
            "statement",
            "proposal",
            "feedback",
            "answer",
            "message",
            "opinion",
            "comments",
            "suggestions",
            "response_text",
            "free_text",
            "内容",
            "意见",
            "建议",
            "意见建议",
            "意见和建议",
            "意见与建议",
            "意见或建议",
            "意见内容",
            "建议内容",
            "意见建议内容",
            "正文",
            "文本",
            "留言",
            "留言内容",
            "评论",
            "回答",
            "答案",
            "具体内容",
            "具体意见",
            "內容",
            "意見",
            "建議",
            "意見內容",
            "建議內容",
            "留言內容",
            "Beitrag",
            "Stellungnahme",
            "Kommentar",
            "Inhalt",
            "Antwort",
            "Vorschlag",
            "Anregung",
            "Idee",
            "Meinung",
            "Freitext",
            "Beitragstext",
            "Hinweis",
            "Bemerkung",
            "texte",
            "contribution",
            "commentaire",
            "réponse",
            "avis",
            "proposition",
            "contenu",
            "texto",
            "comentario",
            "respuesta",
            "propuesta",
            "contenido",
            "opinión",
            "sugerencia",
            "aportación",
            "aporte",
            "текст",
            "комментарий",
            "предложение",
            "замечание",
            "ответ",
            "мнение",
            "содержание",
            "пожелание",
            "сообщение",
            "النص",
            "نص",
            "المحتوى",
            "محتوى",
            "التعليق",
            "تعليق",
            "المساهمة",
            "مساهمة",
            "الاقتراح",
            "اقتراح",
            "المقترح",
            "مقترح",
            "الرأي",
            "رأي",
            "الإجابة",
            "إجابة",
            "description",
        ],
    ),
    (
        Field::Id,
        &[
            "id",
            "response_id",
            "themefinder_id",
            "comment-id",
            "编号",
            "contribution_id",
            "submission_id",
            "suggestion_id",
            "proposal_id",
            "row-id",
            "post_id",
            "序号",
            "編號",
            "序號",
            "意见编号",
            "Beitrags-ID",
            "Antwort-ID",
            "Kennung",
            "lfd. Nr.",
            "laufende Nummer",
            "identifiant",
            "identificador",
            "номер",
            "идентификатор",
            "الرقم",
            "رقم",
            "المعرف",
            "i",
        ],
    ),
    (Field::Channel, &["channel", "渠道", "来源渠道", "Kanal", "canal", "канал", "قناة", "القناة"]),
    (
        Field::Constituency,
        &[
            "constituency",
            "意见来源群体",
            "чей голос",
            "qui s'exprime",
            "quién habla",
            "جهة المشاركة",
        ],
    ),
    (
        Field::Language,
        &[
            "language",
            "user_language",
            "lang",
            "locale",
            "语言",
            "语种",
            "語言",
            "Sprache",
            "langue",
            "idioma",
            "lengua",
            "язык",
            "اللغة",
            "لغة",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "timestamp",
            "sent",
            "submitted_at",
            "submitted",
            "created_at",
            "created",
            "published_at",
            "submit_date",
            "recorded_date",
            "submission_date",
            "received",
            "received_at",
            "日期",
            "提交时间",
            "提交日期",
            "时间",
            "留言时间",
            "时间戳",
            "Datum",
            "Zeitstempel",
            "Eingang",
            "Eingangsdatum",
            "fecha",
            "fecha de envío",
            "date d'envoi",
            "horodatage",
            "дата",
            "время",
            "التاريخ",
            "تاريخ",
        ],
    ),
    (
        Field::Participant,
        &[
            "participant",
            "participant_id",
            "respondent_id",
            "respondent",
            "author-id",
            "author/id",
            "voter-id",
            "user_id",
            "interview",
            "speaker-id",
            "speaker name",
            "author",
            "参与者",
            "参与者编号",
            "用户",
            "用户编号",
            "Teilnehmer",
            "Teilnehmer-ID",
            "Verfasser",
            "Autor",
            "auteur",
            "participante",
            "участник",
            "автор",
            "مشارك",
            "المشارك",
        ],
    ),
    (
        Field::Quotable,
        &[
            "quotable",
            "may_quote",
            "quote_permission",
            "consent_to_quote",
            "可引用",
            "同意引用",
            "zitierbar",
            "citable",
            "можно цитировать",
            "يمكن الاقتباس",
        ],
    ),
    // Few names, as these words name other things in other files; `--map` takes any column.
    (Field::ReplyTo, &["reply_to", "in_reply_to"]),
    (Field::About, &["discusses"]),
    (Field::Stance, &["stance"]),
    (Field::Sources, &["cited_sources"]),
];

static MEANINGS: LazyLock<BTreeMap<String, (Field, usize)>> = LazyLock::new(|| {
    let mut meanings = BTreeMap::new();
    for (field, names) in NAMES {
        for (rank, name) in names.iter().enumerate() {
            meanings.entry(folded(name)).or_insert((field, rank));
        }
    }
    meanings
});

/// A name as it is compared: lower case, full-width letters as plain ones, no separators.
pub(crate) fn folded(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(c as u32 - 0xfee0).expect("full-width forms map onto ASCII")
            }
            other => other,
        })
        .filter(|c| !c.is_whitespace() && !"_-.*:\u{feff}\u{200b}".contains(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a column of this name means, with its rank among the names of the field (0 is preferred).
/// Decidim writes one column a language, `body/de`: those mean text.
pub(crate) fn meaning(name: &str) -> Option<(Field, usize)> {
    if localised_body(name).is_some() {
        return meaning("body");
    }
    MEANINGS.get(&folded(name)).copied()
}

/// The language of a column `body/<language>`.
pub(crate) fn localised_body(name: &str) -> Option<Language> {
    let tag = name.trim().strip_prefix("body/")?;
    language(tag)
}

/// True when a heading, read as a sentence, asks for the text or speaks of it.
pub(crate) fn speaks_of_text(heading: &str) -> bool {
    let is_long = heading.chars().map(weight).sum::<usize>() >= 24;
    let asks = heading.trim_end().ends_with(['?', '？', '؟']);
    let folded = folded(heading);
    let (_, words) = NAMES[0];
    asks || is_long
        || words.iter().any(|word| word.len() > 4 && folded.contains(&self::folded(word)))
}

/// A character's share of a sentence: a Chinese character says about what three letters say.
pub(crate) fn weight(character: char) -> usize {
    if character >= '\u{2e80}' { 3 } else { 1 }
}

/// Other words for channels; a channel's own name is read by [`Channel`].
const CHANNELS: [(Channel, &[&str]); 6] = [
    (
        Channel::Web,
        &[
            "website",
            "site",
            "internet",
            "online",
            "online form",
            "web form",
            "网上表单",
            "网站",
            "网络",
            "互联网",
            "在线",
            "formulaire en ligne",
            "formulario web",
            "веб-форма",
            "نموذج إلكتروني",
        ],
    ),
    (
        Channel::Paper,
        &[
            "letter",
            "post",
            "mail",
            "written",
            "纸质",
            "书面",
            "信件",
            "来信",
            "纸质与信函",
            "信函",
            "Papier",
            "papier et courrier",
            "papel",
            "papel y correo",
            "бумага",
            "ورق",
        ],
    ),
    (
        Channel::Phone,
        &[
            "telephone",
            "call",
            "hotline",
            "电话",
            "热线",
            "Telefon",
            "téléphone",
            "teléfono",
            "телефон",
            "هاتف",
        ],
    ),
    (
        Channel::Meeting,
        &[
            "hearing",
            "workshop",
            "town hall",
            "座谈会",
            "座谈",
            "会议",
            "听证会",
            "Sitzung",
            "réunion",
            "reunión",
            "встреча",
            "собрание",
            "اجتماع",
        ],
    ),
    (
        Channel::Mbox,
        &[
            "e-mail",
            "email",
            "邮箱",
            "邮件",
            "电子邮件",
            "courriel",
            "correo electrónico",
            "электронная почта",
        ],
    ),
    (Channel::FormImport, &["form", "survey", "questionnaire", "问卷", "问卷调查"]),
];

/// Reads a channel: a name of the list, or the same word in another language.
pub(crate) fn channel(word: &str) -> Option<Channel> {
    let wanted = folded(word);
    word.parse().ok().or_else(|| {
        CHANNELS
            .into_iter()
            .find(|(_, words)| words.iter().any(|word| folded(word) == wanted))
            .map(|(channel, _)| channel)
    })
}

/// Words for the three constituencies that every plan has.
const CONSTITUENCIES: [(Constituency, &[&str]); 3] = [
    (
        Constituency::Public,
        &[
            "社会公众",
            "公众",
            "群众",
            "Öffentlichkeit",
            "le public",
            "ciudadanía",
            "общественность",
            "الجمهور",
        ],
    ),
    (
        Constituency::Expert,
        &[
            "专家",
            "专家学者",
            "学者",
            "experts",
            "Experte",
            "Expertin",
            "experto",
            "эксперт",
            "خبير",
            "الخبراء",
        ],
    ),
    (
        Constituency::Official,
        &[
            "机关工作人员",
            "官员",
            "干部",
            "officials",
            "agent public",
            "funcionario",
            "должностное лицо",
            "مسؤول",
        ],
    ),
];

/// Reads a constituency: one of the three or of those the plan defines, or one of the three in
/// another language.
pub(crate) fn constituency(word: &str, defined: &[String]) -> Option<Constituency> {
    let wanted = folded(word);
    Constituency::among(word, defined).or_else(|| {
        CONSTITUENCIES
            .into_iter()
            .find(|(_, words)| words.iter().any(|word| folded(word) == wanted))
            .map(|(constituency, _)| constituency)
    })
}

/// Languages by their ISO 639-1 code, with the ISO 639-3 codes and names they also go by.
const LANGUAGES: [(&str, &[&str]); 19] = [
    ("en", &["eng", "English", "Englisch", "anglais", "inglés", "английский", "英语", "英文"]),
    ("zh", &["zho", "chi", "cmn", "Chinese", "中文", "汉语", "普通话", "Chinesisch", "chinois"]),
    ("de", &["deu", "ger", "German", "Deutsch", "allemand", "alemán", "немецкий", "德语"]),
    ("fr", &["fra", "fre", "French", "Französisch", "français", "francés", "法语"]),
    ("es", &["spa", "Spanish", "Spanisch", "español", "castellano", "espagnol", "西班牙语"]),
    ("ru", &["rus", "Russian", "Russisch", "русский", "russe", "俄语"]),
    ("ar", &["arb", "ara", "Arabic", "Arabisch", "العربية", "عربي", "arabe", "阿拉伯语"]),
    ("pt", &["por", "Portuguese", "português"]),
    ("it", &["ita", "Italian", "italiano"]),
    ("nl", &["nld", "dut", "Dutch", "Nederlands"]),
    ("pl", &["pol", "Polish", "polski"]),
    ("tr", &["tur", "Turkish", "Türkçe"]),
    ("uk", &["ukr", "Ukrainian", "українська"]),
    ("ja", &["jpn", "Japanese", "日本語"]),
    ("ko", &["kor", "Korean", "한국어"]),
    ("hi", &["hin", "Hindi", "हिन्दी"]),
    ("ca", &["cat", "Catalan", "català"]),
    ("bo", &["bod", "tib", "Tibetan", "藏语"]),
    ("ug", &["uig", "Uyghur", "维吾尔语"]),
];

/// Reads a language: a BCP 47 tag (`zh-CN`), a FLORES code (`eng_Latn`) or a name. What is kept is
/// the language itself, without script and region, as texts are analysed by language.
pub(crate) fn language(word: &str) -> Option<Language> {
    let word = word.trim();
    let primary = word.split(['-', '_']).next().unwrap_or("").to_lowercase();
    let wanted = folded(word);
    let known = LANGUAGES.into_iter().find(|(code, names)| {
        *code == primary || names.iter().any(|name| *name == primary || folded(name) == wanted)
    });
    let is_tag = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    let code = known.map(|(code, _)| code).or(is_tag.then_some(primary.as_str()))?;
    Some(Language::new(code))
}

/// Words in the place of a name that name nobody: all who gave them are not one person.
const NOBODY: [&str; 12] = [
    "anonymous",
    "anonym",
    "anonyme",
    "anónimo",
    "anon",
    "unknown",
    "none",
    "n/a",
    "匿名",
    "不详",
    "аноним",
    "مجهول",
];

/// Whether what stands in the place of a name says that there is none.
pub(crate) fn is_nobody(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    NOBODY.contains(&name.as_str()) || !name.chars().any(char::is_alphanumeric)
}

/// Reads a yes or a no.
pub(crate) fn yes(word: &str) -> Option<bool> {
    const YES: [&str; 14] = [
        "true", "yes", "y", "1", "ja", "oui", "sí", "si", "да", "نعم", "是", "同意", "可以", "wahr",
    ];
    const NO: [&str; 13] = [
        "false",
        "no",
        "n",
        "0",
        "nein",
        "non",
        "нет",
        "لا",
        "否",
        "不同意",
        "不可以",
        "falsch",
        "不",
    ];
    let wanted = word.trim().to_lowercase();
    if YES.contains(&wanted.as_str()) {
        Some(true)
    } else if NO.contains(&wanted.as_str()) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_a_channel_means_one_and_an_unknown_word_none() {
        for (word, expected) in [
            ("Website", Channel::Web),
            (" ONLINE  form ", Channel::Web),
            ("网站", Channel::Web),
            ("E-Mail", Channel::Mbox),
            ("电子邮件", Channel::Mbox),
            ("letter", Channel::Paper),
            ("survey", Channel::FormImport),
            ("phone", Channel::Phone),
        ] {
            assert_eq!(channel(word), Some(expected), "{word}");
        }
        for (meant, words) in CHANNELS {
            for word in words {
                assert_eq!(channel(word), Some(meant), "{word}");
            }
        }
        assert_eq!(channel("pigeon"), None);
        assert_eq!(channel(""), None);
    }

    #[test]
    fn names_of_other_tools_are_known_and_ordered() {
        for (name, field) in [
            ("Comment Body", Field::Text),
            ("body/zh", Field::Text),
            ("意见", Field::Text),
            ("Stellungnahme", Field::Text),
            ("ＩＤ", Field::Id),
            ("themefinder_id", Field::Id),
            ("编号", Field::Id),
            ("author/id", Field::Participant),
            ("created_at", Field::Date),
        ] {
            assert_eq!(meaning(name).map(|(field, _)| field), Some(field), "{name}");
        }
        assert!(meaning("text") < meaning("description"));
        for name in ["label", "n-comments", "comments count", "body/", ""] {
            assert_eq!(meaning(name), None, "{name}");
        }
    }

    #[test]
    fn languages_are_known_by_tag_code_and_name() {
        for (word, tag) in [
            ("zh-CN", "zh"),
            ("eng_Latn", "en"),
            ("Deutsch", "de"),
            ("arb_Arab", "ar"),
            ("sw", "sw"),
        ] {
            assert_eq!(language(word), Some(Language::new(tag)), "{word}");
        }
        assert_eq!(language("Klingon!"), None);
    }
}
