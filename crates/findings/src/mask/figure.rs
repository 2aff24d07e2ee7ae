//! Dates, amounts and ranges among numbers with typographic signs in them.
//!
//! Typesetters part thousands by a no-break space and join a range by a dash, so that where such signs stand digits
//! are more often a figure than where a hyphen or space does. What reads as a figure is let be.

use super::identity::number;

/// Years that a figure may mean.
const YEARS: std::ops::RangeInclusive<u64> = 1800..=2199;

/// Most digits that the plain end of a range has more than its beginning.
const DIGITS_APART: usize = 2;

/// Most bytes before a number that are read for the beginning of a figure.
const FIGURE_BYTES_MAX: usize = 24;

/// True when digits and signs read as a date, an amount or a range. `named` says that a word for telephone stands right
/// before: then only what could be no number is a figure.
pub(super) fn is_figure(written: &str, named: bool) -> bool {
    let figure = written.trim_start_matches(['+', '(']);
    if is_date(figure) || is_years(figure) {
        return true;
    }
    if !figure.contains('-') {
        let digits = figure.bytes().filter(u8::is_ascii_digit).count();
        let dialled = written.starts_with('+') && digits > 10 || named && !figure.ends_with("000");
        return figure.contains(' ') && is_amount(figure) && !dialled;
    }
    let mut parts = figure.match_indices('-').map(|(at, _)| (&figure[..at], &figure[at + 1..]));
    parts.any(|(from, to)| is_range(from, to) && !(named && is_plain(from) && is_plain(to)))
}

/// True when digits and signs of the keyboard read as two years or as a date, or begin with such in brackets: with a bracket, or
/// a word for telephone somewhere before, they would be a telephone number.
pub(super) fn is_years_or_date(written: &str) -> bool {
    let bracketed = written.strip_prefix('(');
    let figure =
        bracketed.map_or(written, |rest| rest.split_once(')').map_or(rest, |inner| inner.0));
    is_date(figure) || figure.split('-').count() == 2 && figure.split('-').all(is_year)
}

/// True for an amount in round thousands, or for several, as `12 000 000 - 15 000 000`.
pub(super) fn is_round(written: &str) -> bool {
    let mut amounts = written.trim_start_matches('(').split('-').map(str::trim);
    amounts.all(|amount| amount.ends_with(" 000") && is_amount(amount))
}

/// Where digits and signs before a place begin, no further than a figure is long.
pub(super) fn begin(text: &str, at: usize) -> usize {
    let signs = text.as_bytes()[..at].iter().rev().take(FIGURE_BYTES_MAX);
    let signs = signs.take_while(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'.' | b'-')).count();
    let from = at - signs;
    from + text[from..].bytes().take_while(|byte| !byte.is_ascii_digit()).count()
}

/// True when digits are the end of an amount or range: `000-50 000 000` of `45 000 000-50 000 000`.
pub(super) fn is_end(figure: &str, digits: &str) -> bool {
    let mut parts = figure.match_indices('-').map(|(at, _)| (&figure[..at], &figure[at + 1..]));
    figure.len() > digits.len() && (is_amount(figure) || parts.any(|(from, to)| is_range(from, to)))
}

/// True when what follows a number are further digits of an amount, as in `7.175.789-7` before `.661.748`.
pub(super) fn goes_on(rest: &str) -> bool {
    let further = rest.strip_prefix(['.', ',']);
    further.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// True when years stand first: `2019-2025`, `1998-2010 450`, `2019 2020 2021`.
pub(super) fn is_years(figure: &str) -> bool {
    let mut groups = figure.split([' ', '-']);
    let mut year = || groups.next().is_some_and(is_year);
    year() && year()
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && is_plain(group) && YEARS.contains(&number(group.as_bytes()))
}

fn is_plain(figure: &str) -> bool {
    !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit())
}

/// Day, month and year, the year first or last.
fn is_date(figure: &str) -> bool {
    day(figure).is_some_and(|(groups, year)| groups == 3 && year)
}

/// Of a date, a month or a time of day: how many groups it has, and whether one is a year.
fn day(figure: &str) -> Option<(usize, bool)> {
    let groups: Vec<&str> =
        figure.split(['.', '-', '/', ' ']).filter(|group| !group.is_empty()).collect();
    let (first, last) = (groups.first()?, groups.last()?);
    let year = is_year(first) || is_year(last);
    let short = groups.iter().filter(|group| group.len() <= 2 && is_plain(group)).count();
    let fits = (2..=3).contains(&groups.len()) && short + usize::from(year) == groups.len();
    fits.then_some((groups.len(), year))
}

/// From one date, time or amount to another that is not less.
fn is_range(from: &str, to: &str) -> bool {
    if let (Some((first, _)), Some((second, year))) = (day(from), day(to)) {
        let times = first == 2 && second == 2 && from.contains('.') && to.contains('.');
        return year || times;
    }
    if !is_amount(from) || !is_amount(to) {
        return false;
    }
    let plain = is_plain(from) && is_plain(to) && from != "0";
    value(from) <= value(to) && (!plain || to.len() <= from.len() + DIGITS_APART)
}

/// Digits, or thousands with a space or dot between them, and a fraction.
fn is_amount(figure: &str) -> bool {
    if figure.starts_with('0') && !figure.starts_with("0.") && figure != "0" {
        return false;
    }
    let mut groups = whole(figure).split([' ', '.']);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    is_plain(first)
        && (rest.peek().is_none() || first.len() <= 3)
        && rest.all(|group| group.len() == 3 && is_plain(group))
}

/// What stands before a fraction: before the only dot after at most two digits, or before two digits at the end.
fn whole(figure: &str) -> &str {
    match figure.rsplit_once('.') {
        Some((whole, fraction)) if is_plain(fraction) => {
            let decimal = is_plain(whole) && whole.len() <= 2 && fraction.len() != 3;
            if decimal || fraction.len() <= 2 { whole } else { figure }
        }
        _ => figure,
    }
}

/// How large an amount is, to compare: a figure may have more digits than an integer.
fn value(figure: &str) -> (usize, Vec<u8>) {
    let digits: Vec<u8> = whole(figure).bytes().filter(u8::is_ascii_digit).collect();
    (digits.len(), digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_amounts_and_ranges_are_told_from_numbers() {
        for figure in [
            "2026-11-28",
            "(15. 10. 2025",
            "15.03.-1.10.2025",
            "1998-1-2000-12",
            "2019/20-2024/25",
            "1998-2010 450",
            "2019 2020 2021",
            "08.00-17.30",
            "15 000 000 000",
            "(12 000 000",
            "150 000 000.25",
            "15 000-120 000",
            "15.000-120.000",
            "15000-120000",
            "1.3345-1.34567",
            "0-100 000 000",
        ] {
            assert!(is_figure(figure, false), "{figure}");
        }
        for number in [
            "138-1234-5678",
            "138 1234 5678",
            "138-12345678",
            "1381234-5678",
            "138.1234.5678",
            "010-5555 0199",
            "010-55550199",
            "(555) 123-4567",
            "555-010-0199",
            "+34 612 345 678",
            "06-12-10-11-12",
            "06 12 10 11 12",
            "4111-1111-1111-1111",
        ] {
            assert!(!is_figure(number, false), "{number}");
        }
        assert!(is_figure("612 345 678", false) && !is_figure("612 345 678", true));
        assert!(is_figure("2345-6789", false) && !is_figure("2345-6789", true));
        let long = "9 999 999 999 999 999 000-9 999 999 999 999 999 999";
        assert!(is_end(long, "000-9 999 999 999 999 999 999"));
        assert!(is_figure("2019-2025", true) && is_figure("120 000 000", true));
    }
}
