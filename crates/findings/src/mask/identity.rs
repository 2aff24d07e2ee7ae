//! Identity numbers by their form and check digits.
//!
//! A number is taken for one only when its form or its check digits leave little to chance: bare digits need two check
//! digits or a check and a date of birth, a form with signs in it is enough by itself where it has no check. Sources: GB 11643 (China), Hong Kong
//! Immigration Department, Taiwan Ministry of the Interior, Korean resident registration, UIDAI (India, Verhoeff 1969),
//! Singapore NRIC, Real Decreto 1553/2005 (Spain), INSEE (France), DM 23.12.1976 (Italy), Belgian national register,
//! PESEL (Poland), personnummer (Sweden), HETU (Finland), CPR (Denmark), fødselsnummer (Norway), AHV (Switzerland, EAN-13),
//! HMRC (National Insurance numbers), SSA (United States), CPF (Brazil), RUT (Chile), TCKN (Turkey).

/// A form, and what its letters and digits must satisfy. In a form `#` is a digit, `@` a capital letter, `*` either,
/// `~` one sign or space or nothing; anything else stands for itself. The check is given letters and digits only.
type Form = (&'static str, fn(&[u8]) -> bool);

/// The forms, the longer of those that begin alike first.
const FORMS: [Form; 26] = [
    ("####~##~##~##~##~##~##~#*", china),
    ("#~##~##~##~###~###~##", france),
    ("#~##~##~2*~###~###~##", corsica),
    ("@@@@@@##@##@###@", italy),
    ("@@@@######@@@@@@*#", mexico),
    ("###.###.###-##", brazil),
    ("756.####.####.##", ean_13),
    ("##.##.##-###.##", belgium),
    ("######-#######", korea),
    ("#### #### ####", india),
    ("####-####-####", india),
    ("########-####", sweden_long),
    ("######-####", sweden_or_denmark),
    ("######-###*", finland),
    ("######A###*", finland),
    ("##.###.###-*", chile),
    ("#.###.###-*", chile),
    ("###-##-####", united_states),
    ("###########", eleven_digits),
    ("@#########", taiwan),
    ("@#######~@", singapore_or_spain),
    ("@@######@", britain),
    ("@@ ## ## ## @", britain),
    ("@######(*)", hong_kong),
    ("########~@", spain),
    ("##.###.###~@", spain),
];

/// An identity number that begins the text: its length in bytes.
pub(super) fn identity_number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // So every form begins.
    bytes.first().filter(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())?;
    let ends = |len: usize| !bytes.get(len).is_some_and(u8::is_ascii_alphanumeric);
    FORMS.iter().find_map(|(form, holds)| {
        let (len, signs) = written(bytes, form.as_bytes())?;
        (ends(len) && holds(&signs)).then_some(len)
    })
}

/// What stands at the beginning of `text` in a form: its length, and its letters and digits.
fn written(text: &[u8], form: &[u8]) -> Option<(usize, Vec<u8>)> {
    let (mut at, mut signs) = (0, Vec::new());
    for sign in form {
        let byte = text.get(at).copied();
        let fits = match sign {
            b'~' => {
                at += usize::from(matches!(byte, Some(b' ' | b'-' | b'.')));
                continue;
            }
            b'#' => byte.is_some_and(|byte| byte.is_ascii_digit()),
            b'@' => byte.is_some_and(|byte| byte.is_ascii_uppercase()),
            b'*' => byte.is_some_and(|byte| byte.is_ascii_alphanumeric()),
            other => byte == Some(*other),
        };
        if !fits {
            return None;
        }
        at += 1;
        signs.extend(byte.filter(u8::is_ascii_alphanumeric));
    }
    Some((at, signs))
}

fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

/// The number that digits write.
pub(super) fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |number, byte| number * 10 + u64::from(digit(*byte)))
}

fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(byte, weight)| digit(*byte) * weight).sum()
}

/// Month and day, as two digits each.
fn is_day(digits: &[u8]) -> bool {
    (1..=12).contains(&number(&digits[..2])) && (1..=31).contains(&number(&digits[2..4]))
}

fn day_first(digits: &[u8]) -> bool {
    (1..=31).contains(&number(&digits[..2])) && (1..=12).contains(&number(&digits[2..4]))
}

/// Written in one, by place, date of birth and rest, or in fours.
fn china(signs: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let check = b"10X98765432"[(weighted(&signs[..17], &WEIGHTS) % 11) as usize];
    let century = (18..=20).contains(&number(&signs[6..8]));
    century && is_day(&signs[10..14]) && signs[17].to_ascii_uppercase() == check
}

/// Key 97 − n mod 97. The month runs to 12, or from 20 up where it is not known; sex is 1 to 4, 7 or 8.
fn france(signs: &[u8]) -> bool {
    let month = number(&signs[3..5]);
    matches!(signs[0], b'1'..=b'4' | b'7' | b'8')
        && (1..=12).contains(&month) | (20..=99).contains(&month)
        && 97 - number(&signs[..13]) % 97 == number(&signs[13..])
}

/// Of Corsica's 2A and 2B the number is as of 19 and 18.
fn corsica(signs: &[u8]) -> bool {
    let replaced = match signs[6] {
        b'A' => b'9',
        b'B' => b'8',
        _ => return false,
    };
    let mut signs = signs.to_vec();
    (signs[5], signs[6]) = (b'1', replaced);
    france(&signs)
}

fn italy(signs: &[u8]) -> bool {
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let value = |byte: u8| if byte.is_ascii_digit() { digit(byte) } else { u32::from(byte - b'A') };
    let sum: u32 = signs[..15]
        .iter()
        .enumerate()
        .map(|(at, &byte)| if at % 2 == 0 { ODD[value(byte) as usize] } else { value(byte) })
        .sum();
    u32::from(signs[15] - b'A') == sum % 26
}

/// Date of birth, and H, M or X for the sex in the eleventh place.
fn mexico(signs: &[u8]) -> bool {
    is_day(&signs[6..10]) && matches!(signs[10], b'H' | b'M' | b'X')
}

/// Two check digits modulo 11, and not one digit eleven times.
fn brazil(signs: &[u8]) -> bool {
    let check = |length: usize| {
        let weights: Vec<u32> = (2..=length as u32 + 1).rev().collect();
        let rest = weighted(&signs[..length], &weights) * 10 % 11 % 10;
        rest == digit(signs[length])
    };
    check(9) && check(10) && signs.iter().any(|byte| *byte != signs[0])
}

fn ean_13(signs: &[u8]) -> bool {
    weighted(signs, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
}

/// Check 97 − n mod 97, with a 2 before the number of those born since 2000.
fn belgium(signs: &[u8]) -> bool {
    let (own, check) = (number(&signs[..9]), number(&signs[9..]));
    [own, 2_000_000_000 + own].iter().any(|number| 97 - number % 97 == check)
}

/// Date of birth and sex with century; numbers since October 2020 have no check digit.
fn korea(signs: &[u8]) -> bool {
    is_day(&signs[2..6]) && (b'1'..=b'8').contains(&signs[6])
}

/// Verhoeff's dihedral check; the first digit is above 1.
fn india(signs: &[u8]) -> bool {
    const PERMUTED: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    // The group of the ten symmetries of a pentagon: 0 to 4 turn it, 5 to 9 reflect it.
    let product = |a: usize, b: usize| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let mut check = 0;
    for (at, byte) in signs.iter().rev().enumerate() {
        let mut value = digit(*byte) as usize;
        for _ in 0..at % 8 {
            value = PERMUTED[value].into();
        }
        check = product(check, value);
    }
    signs[0] > b'1' && check == 0
}

/// Luhn's check digit, the last (ISO/IEC 7812).
pub(super) fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u32| if d < 5 { d * 2 } else { d * 2 - 9 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &byte)| if at % 2 == 1 { doubled(digit(byte)) } else { digit(byte) })
        .sum();
    sum.is_multiple_of(10)
}

fn sweden_long(signs: &[u8]) -> bool {
    (18..=20).contains(&number(&signs[..2])) && sweden_or_denmark(&signs[2..])
}

/// Sweden: year, month, day and Luhn's check. Denmark: day, month, year and the weights 4 3 2 7 6 5 4 3 2 1; numbers since
/// 2007 need not keep them, so those that do not are not told from other numbers.
fn sweden_or_denmark(signs: &[u8]) -> bool {
    let sweden = is_day(&signs[2..6]) && luhn(signs);
    let weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    sweden || day_first(signs) && weighted(signs, &weights).is_multiple_of(11)
}

fn finland(signs: &[u8]) -> bool {
    let signs: Vec<u8> = signs.iter().copied().filter(|byte| *byte != b'A').collect();
    let Some((check, digits)) = signs.split_last() else { return false };
    digits.len() == 9
        && digits.iter().all(u8::is_ascii_digit)
        && day_first(digits)
        && b"0123456789ABCDEFHJKLMNPRSTUVWXY"[(number(digits) % 31) as usize] == *check
}

fn chile(signs: &[u8]) -> bool {
    let Some((check, digits)) = signs.split_last() else { return false };
    let sum: u32 = digits.iter().rev().zip((2..=7).cycle()).map(|(d, w)| digit(*d) * w).sum();
    b"0K987654321"[(sum % 11) as usize] == check.to_ascii_uppercase()
}

/// No area 000, 666 or above 899, no group 00, no serial 0000.
fn united_states(signs: &[u8]) -> bool {
    let (area, group, serial) = (number(&signs[..3]), number(&signs[3..5]), number(&signs[5..]));
    (1..900).contains(&area) && area != 666 && group > 0 && serial > 0
}

/// Poland (date of birth and one check), Norway and Turkey (two checks).
fn eleven_digits(signs: &[u8]) -> bool {
    let d = |at: usize| digit(signs[at]);
    let poland = (1..=12).contains(&(number(&signs[2..4]) % 20))
        && (1..=31).contains(&number(&signs[4..6]))
        && weighted(signs, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10);
    let norway = day_first(signs)
        && weighted(signs, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
        && weighted(signs, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11);
    let (odd, even) = (d(0) + d(2) + d(4) + d(6) + d(8), d(1) + d(3) + d(5) + d(7));
    let turkey =
        d(0) > 0 && (odd * 7 + 90 - even) % 10 == d(9) && (odd + even + d(9)) % 10 == d(10);
    poland || norway || turkey
}

/// The value of the first letter, as Taiwan and Hong Kong number them.
fn taiwan(signs: &[u8]) -> bool {
    const LETTERS: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let Some(letter) = LETTERS.iter().position(|letter| *letter == signs[0]) else { return false };
    let letter = letter as u32 + 10;
    let own = letter / 10 + letter % 10 * 9 + weighted(&signs[1..], &[8, 7, 6, 5, 4, 3, 2, 1, 1]);
    matches!(signs[1], b'1' | b'2' | b'8' | b'9') && own.is_multiple_of(10)
}

fn hong_kong(signs: &[u8]) -> bool {
    let check = match signs[7] {
        b'A' => 10,
        byte if byte.is_ascii_digit() => digit(byte),
        _ => return false,
    };
    let letter = u32::from(signs[0] - b'A') + 10;
    let sum = 36 * 9 + letter * 8 + weighted(&signs[1..7], &[7, 6, 5, 4, 3, 2]) + check;
    sum.is_multiple_of(11)
}

/// Singapore's NRIC and FIN, and Spain's number for foreigners.
fn singapore_or_spain(signs: &[u8]) -> bool {
    let sum = weighted(&signs[1..8], &[2, 7, 6, 5, 4, 3, 2]);
    let letters = match signs[0] {
        b'S' | b'T' => b"JZIHGFEDCBA",
        b'F' | b'G' => b"XWUTRQPNMLK",
        b'X' | b'Y' | b'Z' => {
            let mut digits = vec![signs[0] - b'X' + b'0'];
            digits.extend(&signs[1..]);
            return spain(&digits);
        }
        _ => return false,
    };
    let shift = if matches!(signs[0], b'T' | b'G') { 4 } else { 0 };
    letters[((sum + shift) % 11) as usize] == signs[8]
}

fn spain(signs: &[u8]) -> bool {
    b"TRWAGMYFPDXBNJZSQVHLCKE"[(number(&signs[..8]) % 23) as usize] == signs[8]
}

/// Neither letter one that is not given out, the suffix A to D.
fn britain(signs: &[u8]) -> bool {
    let never = |byte: u8, more: &[u8]| b"DFIQUV".contains(&byte) || more.contains(&byte);
    let prefix = &signs[..2];
    let kept = [&b"BG"[..], b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"].contains(&prefix);
    !never(signs[0], b"") && !never(signs[1], b"O") && !kept && matches!(signs[8], b'A'..=b'D')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that their issuers or their standards give as examples, or made up to the rule.
    const SOUND: [&str; 27] = [
        "11010519491231002X",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1101 0519 4912 3100 2X",
        "255081416802538",
        "2 55 08 14 168 025 38",
        "RSSMRA85T10A562S",
        "111.444.777-35",
        "756.9217.0769.85",
        "85.07.30-033.28",
        "850730-1033289",
        "2341 2341 2346",
        "811218-9876",
        "19811218-9876",
        "131052-308T",
        "131052A308T",
        "12.345.678-5",
        "123-45-6789",
        "44051401359",
        "10000000146",
        "A123456789",
        "S1234567D",
        "AB123456C",
        "AB 12 34 56 C",
        "A123456(3)",
        "X1234567L",
        "12345678Z",
    ];

    #[test]
    fn published_examples_are_found_and_end_where_they_end() {
        for number in SOUND {
            assert_eq!(identity_number(number), Some(number.len()), "{number}");
            assert_eq!(identity_number(&format!("{number}。")), Some(number.len()), "{number}");
            assert_eq!(identity_number(&format!("{number}7")), None, "{number}7");
        }
    }

    #[test]
    fn one_digit_off_is_no_identity_number() {
        for number in SOUND {
            // Forms without a check digit are known by their form.
            if ["850730-1033289", "123-45-6789", "AB123456C", "AB 12 34 56 C"].contains(&number) {
                continue;
            }
            let at = number.bytes().rposition(|byte| byte.is_ascii_digit()).unwrap();
            let mut off = number.as_bytes().to_vec();
            off[at] = b'0' + (off[at] - b'0' + 1) % 10;
            let off = String::from_utf8(off).unwrap();
            assert_eq!(identity_number(&off), None, "{off}");
        }
    }

    #[test]
    fn of_random_digits_few_pass() {
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        };
        for digits in [8, 9, 10, 11, 12, 13, 15, 18] {
            let found = (0..5_000).filter(|_| {
                let text: String =
                    (0..digits).map(|_| char::from(b'0' + (random() % 10) as u8)).collect();
                identity_number(&text).is_some()
            });
            let found = found.count();
            assert!(found <= 150, "{found} of 5,000 numbers of {digits} digits");
        }
    }
}
