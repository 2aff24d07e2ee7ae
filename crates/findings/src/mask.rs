//! Personal data in people's words, masked with a visible mark.
//!
//! Found by form alone: e-mail addresses, telephone numbers, payment cards (Luhn's check digit), Chinese
//! resident identity numbers (GB 11643 check digit) and IBANs (ISO 13616, remainder 97). Names and
//! addresses have no form and are not found: masking lowers the risk, it does not end it.

use std::fmt;

/// Fewest digits of a telephone number with its area code.
const TELEPHONE_DIGITS_MIN: usize = 8;

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
}

impl fmt::Display for PersonalData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PersonalData::Email => "[e-mail]",
            PersonalData::Telephone => "[telephone]",
            PersonalData::Card => "[card]",
            PersonalData::IdentityNumber => "[identity number]",
            PersonalData::BankAccount => "[bank account]",
        })
    }
}

/// The text with each piece of personal data replaced by its mark, and what was replaced, in order.
pub fn mask_personal_data(text: &str) -> (String, Vec<PersonalData>) {
    let (mut masked, mut found) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = masked.chars().next_back();
        match find_at_start(rest, before) {
            Some((kind, len)) => {
                masked.push_str(&kind.to_string());
                found.push(kind);
                rest = &rest[len..];
            }
            None => {
                // A run of letters or digits is looked at once, from its start.
                let len = if c.is_ascii_alphanumeric() {
                    rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())
                } else {
                    c.len_utf8()
                };
                masked.push_str(&rest[..len]);
                rest = &rest[len..];
            }
        }
    }
    (masked, found)
}

/// Personal data that begins the text, with its length in bytes. `before` is the character in front.
fn find_at_start(text: &str, before: Option<char>) -> Option<(PersonalData, usize)> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    email(text)
        .or_else(|| bank_account(text))
        .or_else(|| identity_number(text))
        .or_else(|| number(text, before))
}

fn email(text: &str) -> Option<(PersonalData, usize)> {
    let local = run(text, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    let domain = text[local..].strip_prefix('@').filter(|_| local > 0)?;
    let len = run(domain, |c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let domain = domain[..len].trim_end_matches(['.', '-']);
    let ending = domain.rsplit_once('.')?.1;
    let is_ending = ending.len() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic());
    is_ending.then_some((PersonalData::Email, local + 1 + domain.len()))
}

fn bank_account(text: &str) -> Option<(PersonalData, usize)> {
    let start = text.as_bytes().get(..4)?;
    let has_country = start[..2].iter().all(u8::is_ascii_uppercase);
    if !has_country || !start[2..].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let len = run(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ' ');
    // Words in capitals may follow, so every possible end is tried, longest first.
    (15..=len.min(42))
        .rev()
        .find(|&end| is_iban(&text[..end]))
        .map(|end| (PersonalData::BankAccount, end))
}

fn is_iban(text: &str) -> bool {
    if text.ends_with(' ') {
        return false;
    }
    let compact: Vec<u8> = text.bytes().filter(|&b| b != b' ').collect();
    if !(15..=34).contains(&compact.len()) {
        return false;
    }
    let turned = compact[4..].iter().chain(&compact[..4]);
    let remainder = turned.fold(0u32, |sum, &b| match b {
        b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
        _ => (sum * 100 + u32::from(b - b'A') + 10) % 97,
    });
    remainder == 1
}

fn identity_number(text: &str) -> Option<(PersonalData, usize)> {
    let bytes = text.as_bytes().get(..18)?;
    if text.as_bytes().get(18).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    if !bytes[..17].iter().all(u8::is_ascii_digit) {
        return None;
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(&b, weight)| u32::from(b - b'0') * weight).sum();
    let is_check = bytes[17].to_ascii_uppercase() == CHECKS[(sum % 11) as usize];
    is_check.then_some((PersonalData::IdentityNumber, 18))
}

/// A telephone or card number: digits with single spaces, hyphens, dots or brackets between them.
fn number(text: &str, before: Option<char>) -> Option<(PersonalData, usize)> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        return None;
    }
    let len = number_run(text);
    let written = &text[..len];
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    if text[len..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if (13..=19).contains(&digits.len()) && passes_luhn(&digits) {
        return Some((PersonalData::Card, len));
    }
    if digits.len() < TELEPHONE_DIGITS_MIN {
        return None;
    }
    let follows_figure = before.is_some_and(|c| c == '.' || c == ',');
    (!follows_figure && is_telephone(written, &digits)).then_some((PersonalData::Telephone, len))
}

fn number_run(text: &str) -> usize {
    let mut end = 0;
    let mut separators = 0;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => (end, separators) = (at + 1, 0),
            '+' if at == 0 => {}
            ' ' | '-' | '.' | '(' | ')' | '/' if separators < 2 => separators += 1,
            _ => break,
        }
    }
    end
}

fn passes_luhn(digits: &[u8]) -> bool {
    let doubled = |d: u8| if d < 5 { d * 2 } else { d * 2 - 9 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, &d)| u32::from(if n % 2 == 1 { doubled(d) } else { d }))
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&d| d != 0)
}

/// An amount or a date must stay, so a plain run of digits counts only in the form of a Chinese mobile
/// number; other numbers need an area code's sign: `+`, a leading 0, or brackets.
fn is_telephone(written: &str, digits: &[u8]) -> bool {
    let (count, plain) = (digits.len(), written.len() == digits.len());
    let is_mobile = count == 11 && digits[0] == 1 && digits[1] >= 3;
    let has_sign = written.starts_with('+') || written.starts_with('(');
    let is_grouped = !plain && !written.contains('.') && digits.first() == Some(&0);
    is_mobile
        || (has_sign && count <= 15)
        || ((is_grouped || (plain && digits[0] == 0)) && (9..=13).contains(&count))
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        ];
        for (text, expected) in table {
            assert_eq!(mask_personal_data(text).0, expected);
        }
    }

    proptest! {
        #[test]
        fn text_without_digits_and_at_signs_is_unchanged(text in "[^0-9@]{0,60}") {
            prop_assert_eq!(mask_personal_data(&text), (text.clone(), Vec::new()));
        }

        #[test]
        fn masking_twice_changes_nothing_more(text in "\\PC{0,60}") {
            let once = mask_personal_data(&text).0;
            prop_assert_eq!(mask_personal_data(&once).0, once);
        }
    }
}
