//! Periods: a year, a month or a day that a figure or report is for.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A year (`2024`), a month (`2024-06`) or a day (`2024-06-30`). Orders by its end, then by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// A year and a month, 1 to 12.
    Month(i16, i8),
    /// One day.
    Day(Date),
}

impl Period {
    /// The first day.
    pub fn start(self) -> Date {
        match self {
            Period::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Period::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Period::Day(day) => day,
        }
    }

    /// The last day.
    pub fn end(self) -> Date {
        match self {
            Period::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
            Period::Month(year, month) => {
                Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
            }
            Period::Day(day) => day,
        }
    }
}

/// Text that is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period; write 2024, 2024-06 or 2024-06-30")]
pub struct PeriodError(pub String);

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || PeriodError(text.to_owned());
        let parts: Vec<&str> = text.split('-').collect();
        let year = |s: &str| s.parse().ok().filter(|_| s.len() == 4).ok_or_else(refused);
        match parts[..] {
            [y] => Ok(Period::Year(year(y)?)),
            [y, m] => {
                let month = m.parse().ok().filter(|m| (1..=12).contains(m) && parts[1].len() == 2);
                Ok(Period::Month(year(y)?, month.ok_or_else(refused)?))
            }
            [_, _, _] => text.parse().map(Period::Day).map_err(|_| refused()),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Period::Day(day) => write!(f, "{day}"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_three_forms_and_refuses_the_rest() {
        for (text, end) in
            [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2025-03-09", "2025-03-09")]
        {
            let period: Period = text.parse().unwrap();
            assert_eq!((period.to_string(), period.end().to_string()), (text.into(), end.into()));
        }
        for bad in ["", "24", "2024-13", "2024-6", "2024-02-30", "2024-01-01-01"] {
            assert_eq!(bad.parse::<Period>(), Err(PeriodError(bad.into())));
        }
    }
}
