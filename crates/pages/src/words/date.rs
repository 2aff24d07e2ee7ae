//! Dates as a language writes them, in UTC.
//!
//! The calendar is Hinnant's `civil_from_days` (2013), exact for every day that a [`Timestamp`] can name.

use consultation::Timestamp;

use crate::words::Words;

const DAY_MS: i64 = 86_400_000;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: i64,
    month: u32,
    day: u32,
}

impl Words {
    /// A moment's day: 3 June 2030.
    pub fn date(&self, moment: Timestamp) -> String {
        let Day { year, month, day } = day_of(moment);
        self.date_of(year, month, day)
    }

    /// A day of the calendar: 3 June 2030. `month` and `day` count from 1.
    pub fn date_of(&self, year: i64, month: u32, day: u32) -> String {
        let values = [
            ("year", year.to_string().into()),
            ("month", month.into()),
            ("day", day.to_string().into()),
        ];
        self.say_with("date", &values)
    }

    /// A moment to the minute: 3 June 2030, 14:02 UTC.
    pub fn moment(&self, moment: Timestamp) -> String {
        let minutes = moment.0.rem_euclid(DAY_MS) / 60_000;
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        self.say_with("date-time", &[("date", self.date(moment).into()), ("time", time.into())])
    }
}

/// A moment for a `datetime` attribute: 2030-06-03T14:02Z.
pub fn machine(moment: Timestamp) -> String {
    let Day { year, month, day } = day_of(moment);
    let minutes = moment.0.rem_euclid(DAY_MS) / 60_000;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}Z", minutes / 60, minutes % 60)
}

// Years are counted from 1 March, so that the leap day is a year's last and months have a rule.
fn day_of(moment: Timestamp) -> Day {
    let days = moment.0.div_euclid(DAY_MS) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    Day {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month: u32::try_from(month).expect("a month is 1 to 12"),
        day: u32::try_from(day).expect("a day is 1 to 31"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_each_language_writes_it() {
        let leap_day = Timestamp(951_825_720_000);
        assert_eq!(machine(leap_day), "2000-02-29T12:02Z");
        let written = Words::all().map(|w| (w.date(leap_day), w.moment(leap_day)));
        assert_eq!(
            written,
            [
                ("29 February 2000".into(), "29 February 2000, 12:02 UTC".into()),
                ("2000年2月29日".into(), "2000年2月29日12:02（UTC）".into()),
            ]
        );
        assert_eq!(machine(Timestamp(-1)), "1969-12-31T23:59Z");
    }
}
