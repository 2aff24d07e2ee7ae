//! Dates and times as people and programs write them.
//!
//! Read are ISO 8601, `2026-05-01 9:30`, `2026/5/1`, `2026年5月1日`, `1.5.2026`, `5/1/2026` with or
//! without a time, compact `20260501`, and seconds, milliseconds or microseconds since 1970, told
//! apart by their size. A time without an offset is taken as UTC. Whether `3/4/2026` is March or
//! April is settled by the other dates of the column; if none is telling, such a date is unknown.

use consultation::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// What stands first in dates written with slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SlashOrder {
    DayFirst,
    MonthFirst,
    #[default]
    Unsettled,
}

/// What a cell says about a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    At(Timestamp),
    /// The cell is empty or 0, or its day and month cannot be told apart.
    Unknown,
    /// The cell is no date.
    Unusable,
}

/// Seconds end here and milliseconds begin: 1973 in milliseconds, the year 5138 in seconds.
const MILLISECONDS_FROM: f64 = 1e11;
const MICROSECONDS_FROM: f64 = 1e14;

/// Reads a number as a time since 1970; 0 is unknown.
pub(crate) fn since_1970(number: f64) -> Reading {
    let milliseconds = if number < MILLISECONDS_FROM {
        number * 1000.0
    } else if number < MICROSECONDS_FROM {
        number
    } else {
        number / 1000.0
    };
    if number == 0.0 {
        Reading::Unknown
    } else if number > 0.0 && milliseconds < MICROSECONDS_FROM {
        Reading::At(Timestamp(milliseconds as i64))
    } else {
        Reading::Unusable
    }
}

/// Reads a cell.
pub(crate) fn read(cell: &str, order: SlashOrder) -> Reading {
    let cell = cell.trim();
    if cell.is_empty() {
        return Reading::Unknown;
    }
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_number =
        cell.bytes().all(|b| b.is_ascii_digit() || b == b'.') && cell.len() - digits < 2;
    match digits {
        _ if !is_number => {}
        8 | 14 if cell.len() == digits && matches!(&cell[..2], "19" | "20") => {
            return compact(cell);
        }
        1 | 9.. => return cell.parse().map_or(Reading::Unusable, since_1970),
        _ => return Reading::Unusable,
    }
    let Some((date, time)) = split(cell) else {
        return Reading::Unusable;
    };
    let Some(clock) = clock(time) else {
        return Reading::Unusable;
    };
    match calendar(date, order) {
        Some(Some(date)) => moment(date, clock),
        Some(None) => Reading::Unknown,
        None => Reading::Unusable,
    }
}

/// What the dates of a column tell about those with slashes.
pub(crate) fn slash_order<'a>(cells: impl IntoIterator<Item = &'a str>) -> SlashOrder {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        if let Some((Date { numbers: [first, second, _], separator: '/' | '-' }, _)) =
            split(cell.trim())
        {
            day_first |= (13..32).contains(&first);
            month_first |= first < 13 && (13..32).contains(&second);
        }
    }
    match (day_first, month_first) {
        (true, false) => SlashOrder::DayFirst,
        (false, true) => SlashOrder::MonthFirst,
        _ => SlashOrder::Unsettled,
    }
}

/// Three numbers and what stands between the first two.
#[derive(Clone, Copy, Debug)]
struct Date {
    numbers: [i64; 3],
    separator: char,
}

/// Splits a cell into its date and the text of its time.
fn split(cell: &str) -> Option<(Date, &str)> {
    let (first, rest) = number(cell)?;
    let mut characters = rest.chars();
    let separator = characters.next()?;
    let closing = match separator {
        '-' | '/' | '.' => separator,
        '年' => '月',
        _ => return None,
    };
    let (second, rest) = number(characters.as_str().trim_start())?;
    let (third, rest) = number(rest.strip_prefix(closing)?.trim_start())?;
    let rest = if closing == '月' { rest.strip_prefix('日')? } else { rest };
    Some((Date { numbers: [first, second, third], separator }, rest))
}

/// The leading number of at most four digits, and the rest.
fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end > 4 {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Year, month and day; `Some(None)` when day and month cannot be told apart.
fn calendar(date: Date, order: SlashOrder) -> Option<Option<(i64, i64, i64)>> {
    let [first, second, third] = date.numbers;
    if first > 31 {
        return Some(Some((first, second, third)));
    }
    let year = if third < 100 { third + 2000 } else { third };
    let day_first = match (date.separator, order) {
        ('.', _) => true,
        _ if first > 12 => true,
        _ if second > 12 => false,
        (_, SlashOrder::DayFirst) => true,
        (_, SlashOrder::MonthFirst) => false,
        _ if first == second => true,
        _ => return Some(None),
    };
    Some(Some(if day_first { (year, second, first) } else { (year, first, second) }))
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    millisecond: i64,
    /// Seconds east of UTC.
    offset: i32,
}

/// Reads a time of day, with the noon forms of Excel and the offsets of ISO 8601; none is midnight.
fn clock(text: &str) -> Option<Clock> {
    let text = text.trim_start_matches([' ', 'T', 't', ',', '\u{a0}', '\u{3000}']);
    if text.is_empty() {
        return Some(Clock::default());
    }
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix([':', '时', '.'])?)?;
    let (second, rest) = match rest.strip_prefix([':', '分']) {
        Some(rest) if !rest.is_empty() => number(rest)?,
        Some(rest) => (0, rest),
        None => (0, rest),
    };
    let rest = rest.strip_prefix('秒').unwrap_or(rest);
    let (millisecond, rest) = rest.strip_prefix('.').map_or((0, rest), fraction);
    let (hour, offset) = match rest.trim().to_lowercase().as_str() {
        "am" | "a.m." => (hour % 12, 0),
        "pm" | "p.m." => (hour % 12 + 12, 0),
        rest => (hour, offset(rest)?),
    };
    Some(Clock { hour, minute, second, millisecond, offset })
}

/// The first three digits of a fraction as milliseconds, and what follows the fraction.
fn fraction(text: &str) -> (i64, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let digits = text[..end].chars().chain("000".chars()).take(3);
    let milliseconds = digits.fold(0, |sum, digit| sum * 10 + i64::from(digit as u32 - '0' as u32));
    (milliseconds, &text[end..])
}

/// Seconds east of UTC of `z`, `utc`, `+08:00`, `+0800`, `+8` or nothing.
fn offset(text: &str) -> Option<i32> {
    let text = text.strip_prefix("utc").or(text.strip_prefix("gmt")).unwrap_or(text);
    if text.is_empty() || text == "z" {
        return Some(0);
    }
    let sign = match text.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    let value: i32 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() > 2 { (value / 100, value % 100) } else { (value, 0) };
    Some(sign * (hours * 3600 + minutes * 60))
}

/// `YYYYMMDD` or `YYYYMMDDHHMMSS`.
fn compact(digits: &str) -> Reading {
    let part = |from: usize, to: usize| digits.get(from..to).map_or(0, |d| d.parse().unwrap_or(0));
    let clock =
        Clock { hour: part(8, 10), minute: part(10, 12), second: part(12, 14), ..Clock::default() };
    moment((part(0, 4), part(4, 6), part(6, 8)), clock)
}

/// The moment of a date and time, if the calendar has it.
fn moment((year, month, day): (i64, i64, i64), clock: Clock) -> Reading {
    let civil = || {
        let small = |number: i64| i8::try_from(number).ok();
        let (year, month, day) = (i16::try_from(year).ok()?, small(month)?, small(day)?);
        let (hour, minute) = (small(clock.hour)?, small(clock.minute)?);
        let civil = DateTime::new(year, month, day, hour, minute, small(clock.second)?, 0).ok()?;
        let zone = TimeZone::fixed(Offset::from_seconds(clock.offset).ok()?);
        zone.to_timestamp(civil).ok()
    };
    civil().map_or(Reading::Unusable, |at| {
        Reading::At(Timestamp(at.as_millisecond() + clock.millisecond))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_and_programs_write() {
        let show = |cell: &str, order| match read(cell, order) {
            Reading::At(at) => jiff::Timestamp::from_millisecond(at.0).unwrap().to_string(),
            other => format!("{other:?}"),
        };
        for (cell, expected) in [
            ("2026-05-01", "2026-05-01T00:00:00Z"),
            ("2026-05-01T09:30:15Z", "2026-05-01T09:30:15Z"),
            ("2026-05-01T09:30:15.123+08:00", "2026-05-01T01:30:15.123Z"),
            ("2026/5/1 9:30", "2026-05-01T09:30:00Z"),
            ("2026年5月1日 9:30", "2026-05-01T09:30:00Z"),
            ("1.5.2026 17:05", "2026-05-01T17:05:00Z"),
            ("13/5/2026", "2026-05-13T00:00:00Z"),
            ("5/13/2026 1:05:09 PM", "2026-05-13T13:05:09Z"),
            ("5/5/2026", "2026-05-05T00:00:00Z"),
            ("20260501", "2026-05-01T00:00:00Z"),
            ("1403054214196", "2014-06-18T01:16:54.196Z"),
            ("1403054214", "2014-06-18T01:16:54Z"),
            ("1594984322740.0", "2020-07-17T11:12:02.74Z"),
            ("3/4/2026", "Unknown"),
            ("0", "Unknown"),
            ("", "Unknown"),
            ("2026-02-30", "Unusable"),
            ("2026-05-01 25:00", "Unusable"),
            ("soon", "Unusable"),
            ("12", "Unusable"),
            ("-5", "Unusable"),
        ] {
            assert_eq!(show(cell, SlashOrder::Unsettled), expected, "{cell}");
        }
        assert_eq!(show("3/4/2026", SlashOrder::DayFirst), "2026-04-03T00:00:00Z");
        assert_eq!(show("3/4/2026", SlashOrder::MonthFirst), "2026-03-04T00:00:00Z");
        assert_eq!(slash_order(["1/2/2026", "1/14/2026"]), SlashOrder::MonthFirst);
    }
}
