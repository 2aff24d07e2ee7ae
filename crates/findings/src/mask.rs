//! Personal data in people's words, masked with a visible mark.
//!
//! Found by form alone: e-mail addresses, telephone numbers, payment cards (issuers' ranges and Luhn's check digit),
//! identity numbers ([`identity`]), IBANs (ISO 13616: length by country, remainder 97) and number plates, those whose form
//! is that of other things only after a word such as "number plate". Digits and letters may be full width, and the signs
//! between them typographic or invisible ([`seen`]).
//! Names and addresses have no form and are not found: masking lowers the risk, it does not end it, and staff are told so
//! where they release words. (`redact-core` was looked at: its forms are those of the United States and Britain, many
//! without a check, and it finds names only with a model of its own.)

mod figure;
mod identity;
mod seen;

use std::fmt;
use std::ops::Range;

use seen::Seen;

/// Name and version of what is masked; what was derived from words masked otherwise is made anew.
pub const MASKING: &str = "masked/3";

/// Fewest digits of a telephone number with its area code.
const TELEPHONE_DIGITS_MIN: usize = 8;

/// Most digits of a payment card.
const CARD_DIGITS_MAX: usize = 19;

/// What was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A payment card's number.
    Card,
    /// An identity number.
    IdentityNumber,
    /// A bank account's IBAN.
    BankAccount,
    /// A vehicle's number plate.
    NumberPlate,
}

impl PersonalData {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [PersonalData; 6] = [
        PersonalData::Email,
        PersonalData::Telephone,
        PersonalData::IdentityNumber,
        PersonalData::Card,
        PersonalData::BankAccount,
        PersonalData::NumberPlate,
    ];

    /// The name used in tables and findings.
    pub fn as_str(self) -> &'static str {
        match self {
            PersonalData::Email => "e-mail",
            PersonalData::Telephone => "telephone",
            PersonalData::Card => "card",
            PersonalData::IdentityNumber => "identity number",
            PersonalData::BankAccount => "bank account",
            PersonalData::NumberPlate => "number plate",
        }
    }
}

impl fmt::Display for PersonalData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.as_str())
    }
}

/// Signs between two digits of a number, most: a hyphen with a space on either side.
const SEPARATORS_MAX: usize = 3;

/// Characters before a number that may say what it is.
const WORD_BEFORE: usize = 24;

/// Words before a telephone number, in lower case.
const TELEPHONE_WORDS: [&str; 16] = [
    "tel",
    "phone",
    "mobile",
    "call me",
    "whatsapp",
    "电话",
    "手机",
    "联系方式",
    "電話",
    "手機",
    "teléfono",
    "telefon",
    "téléphone",
    "handy",
    "телефон",
    "هاتف",
];

/// Words before a number plate, in lower case.
const PLATE_WORDS: [&str; 10] = [
    "plate",
    "registration",
    "车牌",
    "車牌",
    "kennzeichen",
    "matrícula",
    "immatriculation",
    "targa",
    "номер машины",
    "reg.",
];

/// The text with each piece of personal data replaced by its mark, and what was replaced, in order.
pub fn mask_personal_data(text: &str) -> (String, Vec<PersonalData>) {
    let has_sign = text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@');
    if !has_sign && !text.contains(seen::is_wide) {
        return (text.to_owned(), Vec::new());
    }
    let (mut masked, mut kinds, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (kind, range) in find_seen(text) {
        masked.push_str(&text[from..range.start]);
        masked.push_str(&kind.to_string());
        kinds.push(kind);
        from = range.end;
    }
    masked.push_str(&text[from..]);
    (masked, kinds)
}

type Found = (PersonalData, Range<usize>);

/// Personal data in a text as it is seen, and where it stands as written.
fn find_seen(text: &str) -> Vec<Found> {
    let seen = Seen::new(text);
    let found = find(&seen.text).into_iter();
    let place = |(kind, range): Found| (kind, seen.as_written(range));
    if !seen.altered {
        return found.map(place).collect();
    }
    let found = found.filter(|found| !reads_as_figure(text, &seen, found)).map(place);
    // Two numbers with nothing visible between them are one too long, so each is looked for by itself as well.
    let narrow = Seen::narrow(text);
    let apart = find(&narrow.text);
    let apart = apart.into_iter().map(|(kind, range)| (kind, narrow.as_written(range)));
    joined(found.chain(apart).collect())
}

/// True when a number with typographic signs in it is rather a date, an amount or a range.
fn reads_as_figure(text: &str, seen: &Seen<'_>, (kind, range): &Found) -> bool {
    if !text[seen.as_written(range.clone())].contains(seen::is_sign) {
        return false;
    }
    let digits = &seen.text[range.clone()];
    match kind {
        PersonalData::Telephone | PersonalData::Card => {
            let named = is_named(&seen.text, range.start);
            let from = figure::begin(&seen.text, range.start);
            figure::is_figure(digits, named) || figure::is_end(&seen.text[from..range.end], digits)
        }
        PersonalData::IdentityNumber => {
            figure::is_years(digits) || figure::goes_on(&seen.text[range.end..])
        }
        _ => false,
    }
}

/// Pieces in order; those that overlap are one, of the kind of the longer.
fn joined(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|(_, range)| range.start);
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for (kind, range) in found {
        match joined.last_mut().filter(|(_, last)| range.start < last.end) {
            Some((known, last)) => {
                *known = if range.len() > last.len() { kind } else { *known };
                last.end = last.end.max(range.end);
            }
            None => joined.push((kind, range)),
        }
    }
    joined
}

/// Personal data in a text and where it stands, in order. Each place is looked at by no more than a fixed number of
/// starts, so that a megabyte of hyphens takes no longer than one of words.
fn find(text: &str) -> Vec<Found> {
    let (mut found, mut at, mut before) = (Vec::new(), 0, None);
    let mut local_end = 0;
    while let Some(c) = text[at..].chars().next() {
        // Each place up to the end of what could stand before an `@` has the same after it as the first.
        let mut address = None;
        if at >= local_end && before.is_none_or(|c: char| !c.is_ascii_alphanumeric()) {
            local_end = at + local_part(&text[at..]);
            address = email(text, at..local_end).map(|len| (PersonalData::Email, len));
        }
        let len = match address.or_else(|| find_at_start(text, at, before)) {
            Some((kind, len)) => {
                found.push((kind, at..at + len));
                len
            }
            // A run of letters or digits is looked at once, from its start.
            None if c.is_ascii_alphanumeric() => run(&text[at..], |c| c.is_ascii_alphanumeric()),
            None => c.len_utf8(),
        };
        before = text[at..at + len].chars().next_back();
        at += len;
    }
    found
}

/// Personal data other than an address that begins at a place, with its length in bytes. `before` is the character in
/// front.
fn find_at_start(text: &str, at: usize, before: Option<char>) -> Option<(PersonalData, usize)> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = &text[at..];
    let identity = || {
        let len = identity::identity_number(rest)?;
        Some((PersonalData::IdentityNumber, len))
    };
    bank_account(rest)
        .or_else(|| number_plate(text, at))
        .or_else(|| before.is_none_or(|c| !matches!(c, '.' | ',' | '-')).then(identity).flatten())
        .or_else(|| number(text, at, before))
}

/// True when one of the words stands shortly before a place.
fn follows(text: &str, at: usize, words: &[&str]) -> bool {
    let before = before(text, at);
    words.iter().any(|word| before.contains(word))
}

/// What stands shortly before a place, in lower case.
fn before(text: &str, at: usize) -> String {
    let start = text[..at].char_indices().rev().nth(WORD_BEFORE - 1).map_or(0, |(start, _)| start);
    text[start..at].to_lowercase()
}

/// Length of what may stand before the `@` of an e-mail address. An apostrophe at its beginning is a quotation mark.
fn local_part(text: &str) -> usize {
    if text.starts_with(['\'', '’']) {
        return 0;
    }
    run(text, |c| is_address_letter(c) || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '’'))
}

/// ASCII's letters and digits, and those of scripts that put spaces between words (RFC 6531): elsewhere nothing tells
/// where an address begins.
fn is_address_letter(c: char) -> bool {
    let spaced =
        matches!(c, '\u{C0}'..='\u{DFF}' | '\u{10A0}'..='\u{10FF}' | '\u{1E00}'..='\u{1FFF}');
    let is_accent = matches!(c, '\u{300}'..='\u{36F}');
    c.is_ascii_alphanumeric() || spaced && (c.is_alphanumeric() || is_accent)
}

/// Length of the e-mail address with this before its `@`.
fn email(text: &str, local: Range<usize>) -> Option<usize> {
    let domain = text[local.end..].strip_prefix('@').filter(|_| !local.is_empty())?;
    let len = run(domain, |c| is_address_letter(c) || matches!(c, '.' | '-'));
    let domain = domain[..len].trim_end_matches(['.', '-']);
    let ending = domain.rsplit_once('.')?.1;
    // Beyond ASCII an accent or vowel may be a mark of its own.
    let is_letters = ending.chars().all(|c| c.is_ascii_alphabetic() || !c.is_ascii());
    let is_ending = ending.len() >= 2 && (is_letters || ending.starts_with("xn--"));
    is_ending.then_some(local.len() + 1 + domain.len())
}

/// Countries with the length of their IBANs (SWIFT, IBAN Registry).
const IBAN_LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 \
    DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 \
    IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 \
    NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 \
    SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

fn bank_account(text: &str) -> Option<(PersonalData, usize)> {
    let country = text.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_alphabetic()))?;
    // Check digits follow the country, after one sign at most; most words end here.
    let mut after = text.bytes().skip(2).take(2).filter(|byte| !matches!(byte, b' ' | b'-'));
    after.next().filter(u8::is_ascii_digit)?;
    let country = country.to_ascii_uppercase();
    let length = IBAN_LENGTHS.split(' ').find_map(|one| one.strip_prefix(country.as_str()))?;
    let length: usize = length.parse().ok()?;
    let (mut signs, mut end) = (Vec::with_capacity(length), 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' | b'-' if at + 1 > end + 1 => return None,
            b' ' | b'-' => {}
            _ if byte.is_ascii_alphanumeric() => {
                signs.push(byte.to_ascii_uppercase());
                end = at + 1;
            }
            _ => return None,
        }
        if signs.len() == length {
            break;
        }
    }
    let whole = !text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric);
    (signs.len() == length && whole && is_iban(&signs)).then_some((PersonalData::BankAccount, end))
}

fn is_iban(signs: &[u8]) -> bool {
    let turned = signs[4..].iter().chain(&signs[..4]);
    let remainder = turned.fold(0u32, |sum, &b| match b {
        b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
        _ => (sum * 100 + u32::from(b - b'A') + 10) % 97,
    });
    signs[2..4].iter().all(u8::is_ascii_digit) && remainder == 1
}

/// Provinces as they begin a Chinese number plate.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// China's plates and France's are known by their form, others after a word that says so.
fn number_plate(text: &str, at: usize) -> Option<(PersonalData, usize)> {
    let rest = &text[at..];
    let end = china_plate(rest).or_else(|| france_plate(rest)).or_else(|| {
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let written = capitals_and_digits(rest);
        let count = |is: fn(&u8) -> bool| written.bytes().filter(is).count();
        let (letters, digits) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_digit));
        let fits = (1..=6).contains(&letters) && (1..=6).contains(&digits) && letters + digits >= 4;
        (fits && written.len() <= PLATE_BYTES_MAX && follows(text, at, &PLATE_WORDS))
            .then_some(written.len())
    })?;
    Some((PersonalData::NumberPlate, end))
}

/// Most bytes of a number plate with its spaces and hyphens.
const PLATE_BYTES_MAX: usize = 12;

/// Capitals and digits, and single or several spaces and hyphens between them; no further than is longer than a plate.
fn capitals_and_digits(text: &str) -> &str {
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' | b'-' => {}
            b'A'..=b'Z' | b'0'..=b'9' => end = at + 1,
            _ => break,
        }
        if end > PLATE_BYTES_MAX {
            break;
        }
    }
    &text[..end]
}

/// In capitals, or in small letters, where words begin so too (云app2025): there no three letters stand together, and
/// neither i nor o, which no plate has (GA 36).
fn china_plate(text: &str) -> Option<usize> {
    let mut begin = text.chars();
    let (province, office) = (begin.next()?, begin.next()?);
    if !office.is_ascii_alphabetic() || !PROVINCES.contains(province) {
        return None;
    }
    let from = province.len_utf8() + office.len_utf8();
    let dot = text[from..].chars().next().filter(|c| matches!(c, '·' | '•' | ' ' | '-'));
    let from = from + dot.map_or(0, char::len_utf8);
    let in_capitals = || own_signs(&text[from..], |c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let capitals = office.is_ascii_uppercase().then(in_capitals).flatten();
    let len = capitals.or_else(|| {
        let len = own_signs(&text[from..], |c| c.is_ascii_alphanumeric())?;
        let letters = run(&text[from..], |c| c.is_ascii_alphabetic());
        let no_word = letters < 2 && !text[..from + len].contains(['i', 'o', 'I', 'O']);
        no_word.then_some(len)
    })?;
    Some(from + len)
}

/// Length of the five or six signs of a plate of China's after its office.
fn own_signs(text: &str, belongs: impl Fn(char) -> bool) -> Option<usize> {
    let len = run(text, belongs);
    let digits = text[..len].bytes().filter(u8::is_ascii_digit).count();
    let last = text[len..].chars().next().filter(|c| "挂学警港澳领试".contains(*c));
    let signs = len + usize::from(last.is_some());
    ((5..=6).contains(&signs) && digits >= 3).then(|| len + last.map_or(0, char::len_utf8))
}

fn france_plate(text: &str) -> Option<usize> {
    let bytes = text.as_bytes().get(..9)?;
    let letters = |of: &[u8]| of.iter().all(|b| b.is_ascii_uppercase() && !b"IOU".contains(b));
    let fits = letters(&bytes[..2])
        && bytes[2] == b'-'
        && bytes[3..6].iter().all(u8::is_ascii_digit)
        && bytes[6] == b'-'
        && letters(&bytes[7..]);
    let whole = !text.as_bytes().get(9).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
    (fits && whole).then_some(9)
}

/// A telephone or card number: digits with single spaces, hyphens, dots or brackets between them.
fn number(text: &str, at: usize, before: Option<char>) -> Option<(PersonalData, usize)> {
    let rest = &text[at..];
    if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        return None;
    }
    let len = number_run(rest)?;
    let written = &rest[..len];
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    if rest[len..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if is_card(&digits) {
        return Some((PersonalData::Card, len));
    }
    if digits.len() < TELEPHONE_DIGITS_MIN {
        return None;
    }
    let follows_figure = before.is_some_and(|c| c == '.' || c == ',');
    let told = || digits.len() <= 15 && follows(text, at, &TELEPHONE_WORDS);
    let is_figure = || {
        let from = figure::begin(text, at);
        let amount = figure::is_round(written) || figure::is_round(&text[from..at + len]);
        figure::is_years_or_date(written) || amount && !is_named(text, at)
    };
    (!follows_figure && (is_telephone(written, &digits) || told()) && !is_figure())
        .then_some((PersonalData::Telephone, len))
}

/// True when a word for telephone stands right before a place.
fn is_named(text: &str, at: usize) -> bool {
    let said = before(text, at);
    let said = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    TELEPHONE_WORDS.iter().any(|word| said.ends_with(word))
}

/// Length of the digits and signs at the beginning. Where there are more digits than a card has, of the groups before: two
/// numbers may stand next to each other; `None` where the first group alone is longer.
fn number_run(text: &str) -> Option<usize> {
    let (mut end, mut groups) = (0, None);
    let (mut separators, mut digits) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' if digits == CARD_DIGITS_MAX => return groups,
            '0'..='9' => (end, separators, digits) = (at + 1, 0, digits + 1),
            '+' if at == 0 => {}
            ' ' | '-' | '.' | '(' | ')' | '/' if separators < SEPARATORS_MAX => {
                (separators, groups) = (separators + 1, Some(end).filter(|end| *end > 0));
            }
            _ => break,
        }
    }
    Some(end)
}

/// A number in an issuer's range, of its length, with Luhn's check digit (ISO/IEC 7812).
fn is_card(digits: &[u8]) -> bool {
    let length = digits.len();
    if !(13..=CARD_DIGITS_MAX).contains(&length) {
        return false;
    }
    let begins = |count: usize| identity::number(&digits[..count]);
    let issued = match begins(2) {
        40..=49 => matches!(length, 13 | 16 | 19),
        51..=55 => length == 16,
        22..=27 => length == 16 && (2200..=2720).contains(&begins(4)),
        34 | 37 => length == 15,
        30 | 36 | 38 | 39 => (14..=19).contains(&length),
        35 | 60 | 62 | 64 | 65 | 81 => (16..=19).contains(&length),
        50 | 56..=59 | 63 | 67 | 97 => length >= 16,
        _ => false,
    };
    issued && identity::luhn(digits)
}

/// An amount or a date must stay, so a plain run of digits counts only in the form of a Chinese mobile
/// number; other numbers need an area code's sign (`+`, a leading 0, or brackets), or the groups of North America
/// and of China's 400 numbers, joined by hyphens or dots.
fn is_telephone(written: &str, digits: &[u8]) -> bool {
    let (count, plain) = (digits.len(), written.len() == digits.len());
    let is_mobile = count == 11 && digits[0] == b'1' && digits[1] >= b'3';
    let has_sign = written.starts_with('+') || written.starts_with('(');
    let is_grouped = !plain && !written.contains('.') && digits.first() == Some(&b'0');
    let groups: Vec<usize> = written.split(['-', '.', ' ']).map(str::len).collect();
    let marks = written.contains('-') || written.contains('.');
    let american = matches!(groups[..], [3, 3, 4] | [1, 3, 3, 4]) && marks;
    let service = matches!(groups[..], [3, 3, 4] | [3, 4, 3])
        && matches!(written.get(..3), Some("400" | "800"));
    is_mobile
        || american
        || service
        || (has_sign && count <= 15)
        || ((is_grouped || (plain && digits[0] == b'0')) && (9..=13).contains(&count))
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Found by reading: a row of hyphens was read to its end from each of them, and so were single digits and capitals
    /// with spaces between them.
    #[test]
    fn a_hundred_thousand_of_one_sign_cost_no_more_than_words() {
        for piece in [
            "-",
            "._",
            "a-",
            "1 ",
            "1-",
            "A ",
            "A1 ",
            "(",
            "+",
            "1(",
            "@",
            "a@",
            "a@-",
            "１",
            "0 A-",
            "'",
            "a'",
            "ü",
            "1\u{200B}",
            "\u{200B}",
            "1–",
            "1–\u{200B}",
            "1\u{A0}",
            "\u{2011}",
            "1\u{2011}",
            "1·",
            "a\u{200B}@",
        ] {
            let text = format!("{}1@", piece.repeat((1 << 17) / piece.len()));
            let began = std::time::Instant::now();
            let (_, found) = mask_personal_data(&text);
            assert!(began.elapsed().as_secs() < 5, "{piece}: {:?}", began.elapsed());
            assert!(found.len() < text.len() / 8, "{piece}: {}", found.len());
        }
    }

    #[test]
    fn masks_by_form_and_leaves_figures_and_dates() {
        let table = [
            ("Write to wang.li@example.org.", "Write to [e-mail]."),
            ("请联系li@example.org谢谢", "请联系[e-mail]谢谢"),
            ("Call +44 20 7946 0958 today", "Call [telephone] today"),
            ("电话13800138000，谢谢", "电话[telephone]，谢谢"),
            ("010-5555 0199", "[telephone]"),
            ("(555) 010-0199 x", "[telephone] x"),
            ("card 4111 1111 1111 1111", "card [card]"),
            ("身份证11010519491231002X号", "身份证[identity number]号"),
            ("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [bank account] please"),
            (
                "On 2026-11-23 we spent 3,113,000 or 12000000 yuan",
                "On 2026-11-23 we spent 3,113,000 or 12000000 yuan",
            ),
            ("version 1.2.3, room 0123, 1949-2025", "version 1.2.3, room 0123, 1949-2025"),
            ("110105194912310021", "110105194912310021"),
            ("me@home, a@b", "me@home, a@b"),
            ("手机１３８００１３８０００。", "手机[telephone]。"),
            ("微信ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ！", "微信[e-mail]！"),
            ("555-010-0199 or 212.555.0100", "[telephone] or [telephone]"),
            ("400-810-8888", "[telephone]"),
            ("138 - 1234 - 5678, 010 - 5555 - 0199", "[telephone], [telephone]"),
            ("(2026-2030) 13800138000", "(2026-2030) [telephone]"),
            ("(2345-6789), Tel 612 345 000", "[telephone]), Tel [telephone]"),
            ("Tel: 612 345 678, at noon", "Tel: [telephone], at noon"),
            ("我的电话是55550199", "我的电话是[telephone]"),
            (
                "MasterCard 5555555555554444, 6222021234567890129",
                "MasterCard [card], 6222021234567890129",
            ),
            ("de89370400440532013000", "[bank account]"),
            ("GB29 NWBK 6016 1331 9268 19 AND MORE", "[bank account] AND MORE"),
            (
                "车牌京A12345停在路口，粤B·D12345也在",
                "车牌[number plate]停在路口，[number plate]也在",
            ),
            ("AB-123-CD parked here", "[number plate] parked here"),
            ("number plate M-XY 1234 each night", "number plate [number plate] each night"),
            ("My SSN is 123-45-6789.", "My SSN is [identity number]."),
            ("DNI 12345678Z, NIE X1234567L", "DNI [identity number], NIE [identity number]"),
            ("NIR 2 55 08 14 168 025 38", "NIR [identity number]"),
        ];
        for (text, expected) in table {
            assert_eq!(mask_personal_data(text).0, expected);
        }
    }

    #[test]
    fn figures_dates_and_numbers_of_articles_stay() {
        for text in [
            "the plan (2026-2030), hotels 2019-2025, 规划(2026-2030), Mobile: 2019-2025",
            "(2026-2030) 1500 places, (2026-2030) 12, (15.10.2025), (28/11/2026), (12 000 000 EUR), 1 000 000 000 yuan",
            "telecom 5 050 000 000, 2 050 000 - 3 000 000, 1998 - 2010",
            "预算1234567890123元，其中3,113,000元",
            "a budget of 1 234 567 890 123 yuan, 12 000 000 of it for roads",
            "EUR 12345678901234, USD 98.765.432,10",
            "第12345678条，国发〔2026〕15号",
            "Article 12.3.4(5), section 2026-11-28 to 2030-12-31",
            "from 1949 to 2025, 20261128, 2026.11.28, 28/11/2026",
            "GDP 134908400000000, growth 5.25%",
            "ISBN 978-7-301-26789-4, ISO 9001:2015",
            "postcode 100871, 75008 Paris, SW1A 1AA",
            "route S-B 12, the A12345 road, CO2 40000000 t",
            "京津冀2026年，京A字头，新能源12345辆",
            "DE 2026 WE WANT 20 NEW TRAINS IN THE NORTH",
            "IN 2025 1234 5678 9012",
            "1,380,013,800 people; 13800138000.5",
            "ratio 123-45, score 3-2, 2026-2030",
            "version 12.345.678, table 85.07.30",
            "经度116.39748，纬度39.90882",
        ] {
            assert_eq!(mask_personal_data(text), (text.to_owned(), Vec::new()));
        }
    }

    /// The first of two was shown, as both have more digits than any number.
    #[test]
    fn two_numbers_side_by_side_are_each_masked() {
        for (text, expected) in [
            ("13800138000 13900139000", "[telephone] [telephone]"),
            ("13800138000/13900139000、", "[telephone]/[telephone]、"),
            ("13800138000-13900139000-13700137000", "[telephone]-[telephone]-[telephone]"),
            ("4111 1111 1111 1111 13800138000", "[card] [telephone]"),
            ("123456789012345678901234 123", "123456789012345678901234 123"),
        ] {
            assert_eq!(mask_personal_data(text).0, expected);
        }
    }

    /// Public views showed all of these, and nothing counted them.
    #[test]
    fn invisible_and_typographic_signs_hide_no_personal_data() {
        let table = [
            ("打138\u{200B}1234\u{200B}5678，谢谢", "打[telephone]，谢谢"),
            (
                "\u{FEFF}call \u{200E}138\u{AD}1234\u{2060}5678\u{200E}!",
                "\u{FEFF}call \u{200E}[telephone]\u{200E}!",
            ),
            ("1\u{202A}3812\u{202C}34\u{2066}567\u{2069}8", "[telephone]"),
            ("138\u{2011}1234\u{2011}5678 x", "[telephone] x"),
            ("138\u{2010}1234\u{2010}5678", "[telephone]"),
            ("138–1234–5678–", "[telephone]–"),
            ("138–12345678", "[telephone]"),
            ("—138\u{A0}1234\u{A0}5678\u{A0}—", "—[telephone]\u{A0}—"),
            ("138\u{202F}1234\u{202F}5678", "[telephone]"),
            ("手机　138　1234　5678　。", "手机　[telephone]　。"),
            ("138.1234.5678", "[telephone]"),
            ("138·1234・5678", "[telephone]"),
            ("138。1234。5678。", "[telephone]。"),
            ("１３８−１２３４−５６７８", "[telephone]"),
            ("+34\u{A0}612\u{A0}345\u{A0}678", "[telephone]"),
            ("Teléfono: 612\u{A0}345\u{A0}678", "Teléfono: [telephone]"),
            ("(010)–5555–0199", "[telephone]"),
            ("13800138000\u{200B}13900139000", "[telephone]\u{200B}[telephone]"),
            ("13800138000–13900139000", "[telephone]–[telephone]"),
            ("jane@exam\u{200B}ple.com", "[e-mail]"),
            ("to jane\u{AD}@\u{2060}example\u{FEFF}.org\u{200B}.", "to [e-mail]\u{200B}."),
            ("Jane–li@example.org, anne\u{2011}li@example.org", "Jane–[e-mail], [e-mail]"),
            ("Brief an müller@bücher.de.", "Brief an [e-mail]."),
            ("mu\u{308}ller@bu\u{308}cher.de", "[e-mail]"),
            ("почта иван@пример.рф и ivan@xn--e1afmkfd.xn--p1ai", "почта [e-mail] и [e-mail]"),
            ("jane.o'neil+bus@example.org, o’neil@example.org", "[e-mail], [e-mail]"),
            ("write 'li@example.org'", "write '[e-mail]'"),
            ("DE89\u{A0}3704\u{A0}0044\u{A0}0532\u{A0}0130\u{A0}00 x", "[bank account] x"),
            ("DE89\u{202F}3704\u{202F}0044\u{202F}0532\u{202F}0130\u{202F}00", "[bank account]"),
            ("4111\u{A0}1111\u{A0}1111\u{A0}1111", "[card]"),
            ("号110105\u{200B}194912\u{200D}31002X。", "号[identity number]。"),
            ("110105 19491231 002X", "[identity number]"),
            ("110105-19491231-002x", "[identity number]"),
            ("110105–19491231–002X", "[identity number]"),
            ("123\u{2011}45\u{2011}6789", "[identity number]"),
            (
                "京a12345停，粤b·d12345，京\u{200B}A123\u{200B}45",
                "[number plate]停，[number plate]，[number plate]",
            ),
            ("AB\u{2011}123\u{2011}CD", "[number plate]"),
        ];
        for (text, expected) in table {
            let (masked, kinds) = mask_personal_data(text);
            assert_eq!(masked, expected, "{text:?}");
            assert_eq!(kinds.len(), expected.matches('[').count(), "{text:?}");
        }
    }

    #[test]
    fn figures_in_typographic_signs_stay() {
        for text in [
            "2025–2026, (2019–2025), 2019/20–2024/25, hotels 2019–2025, Mobile: 2019–2025",
            "(2026\u{2011}11\u{2011}28), 2026·11·28, (15.\u{A0}10.\u{A0}2025)",
            "15.03.–1.10.2025, 1.5.2024–1.6.2024, (08.00–17.30)",
            "10\u{A0}000–12\u{A0}000, 15\u{202F}000–120\u{202F}000 €, 15000–120000, 15.000–120.000",
            "1\u{A0}234\u{A0}567, 15\u{A0}000\u{A0}000\u{A0}000, (12\u{202F}000\u{202F}000 €)",
            "150\u{A0}000\u{A0}000.25, −15\u{A0}000\u{A0}000, +15\u{A0}000\u{A0}000",
            "45\u{A0}000\u{A0}000–50\u{A0}000\u{A0}000, 0–100\u{A0}000\u{A0}000",
            "7.175.789–7.661.748 Einwohner",
            "hôtels\u{A0}: 12\u{A0}000\u{A0}000; 1998–2010 450 villages",
            "1\u{A0}015\u{A0}000\u{A0}000\u{A0}000, 1\u{A0}000\u{A0}000\u{A0}000–1\u{A0}500\u{A0}000\u{A0}000",
            "2019　2020　2021，1380·2025",
            "云app2025，新gpt4000，云ai20251，京津冀2026年",
            "l'été d'un 3@4, it's @ 5",
        ] {
            assert_eq!(mask_personal_data(text), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn a_plate_ends_where_small_letters_begin() {
        assert_eq!(mask_personal_data("京A12345abc").0, "[number plate]abc");
    }

    /// Looking for a country's check digits went on to the end of the spaces at each of them.
    #[test]
    fn a_hundred_thousand_spaces_hold_no_account() {
        let text = format!("DE{}1", " ".repeat(100_000));
        assert_eq!(mask_personal_data(&text).0, text);
    }

    const PIECES: [(&str, PersonalData); 16] = [
        ("13800138000", PersonalData::Telephone),
        ("+44 20 7946 0958", PersonalData::Telephone),
        ("138\u{2011}1234\u{2011}5678", PersonalData::Telephone),
        ("138–1234·5678", PersonalData::Telephone),
        ("138\u{A0}1234\u{202F}5678", PersonalData::Telephone),
        ("１３８００１３８０００", PersonalData::Telephone),
        ("15 010-120 000", PersonalData::Telephone),
        ("li.wang+bus@example.org", PersonalData::Email),
        ("jane.o'neil@bücher.de", PersonalData::Email),
        ("4111 1111 1111 1111", PersonalData::Card),
        ("11010519491231002X", PersonalData::IdentityNumber),
        ("123-45-6789", PersonalData::IdentityNumber),
        ("DE89\u{A0}3704 0044 0532 0130 00", PersonalData::BankAccount),
        ("京A12345", PersonalData::NumberPlate),
        ("粤B·D12345", PersonalData::NumberPlate),
        ("AB-123-CD", PersonalData::NumberPlate),
    ];

    proptest! {
        #[test]
        fn text_without_digits_and_at_signs_is_unchanged(text in "[^0-9@]{0,60}") {
            prop_assert_eq!(mask_personal_data(&text), (text.clone(), Vec::new()));
        }

        #[test]
        fn an_invisible_character_in_personal_data_unmasks_nothing(
            which in 0..PIECES.len(),
            places in proptest::collection::vec(any::<prop::sample::Index>(), 1..5),
            sign in prop::sample::select(vec!['\u{200B}', '\u{AD}', '\u{2060}', '\u{FEFF}', '\u{202E}']),
        ) {
            let (piece, kind) = PIECES[which];
            let mut written: Vec<char> = piece.chars().collect();
            for place in places {
                written.insert(1 + place.index(written.len() - 1), sign);
            }
            let text = format!("“{}”，", written.into_iter().collect::<String>());
            prop_assert_eq!(mask_personal_data(&text), (format!("“{kind}”，"), vec![kind]));
        }

        #[test]
        fn what_is_found_as_it_is_written_is_found_as_it_is_seen(
            text in "[0-9]{0,4}([0-9]{1,4}[ .(+@a-\u{200B}\u{A0}–\u{2011}·é']){0,12}(13800138000|a@b.org)?"
        ) {
            let seen = find_seen(&text);
            for (_, range) in find(&text) {
                let covers = |(_, wider): &Found| wider.start <= range.start && range.end <= wider.end;
                prop_assert!(seen.iter().any(covers), "{:?} {:?}", &text[range], seen);
            }
        }

        #[test]
        fn masking_twice_changes_nothing_more(text in "\\PC{0,60}") {
            let once = mask_personal_data(&text).0;
            prop_assert_eq!(mask_personal_data(&once).0, once);
        }
    }
}
