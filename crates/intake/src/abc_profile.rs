//! Approval profiles as `.abc.yaml` files, the format of the abcvoting test instances.
//!
//! A mapping with `profile` (a list of ballots, each a list of candidates from 0), `num_cand` and
//! `committeesize`; everything else in it is passed over. Ballots with weights are not read. YAML
//! is read event by event, so anchors cannot make a small file large.

use std::io::Read;

use saphyr_parser::{Event, Parser};

use crate::limits::{MAX_CANDIDATES, MAX_PROFILE_BYTES};
use crate::{IntakeError, Source};

/// An approval profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbcProfile {
    /// How many candidates there are.
    pub candidates: usize,
    /// One ballot a voter: the candidates they approve of, from 0.
    pub ballots: Vec<Vec<u32>>,
    /// How many are to be elected, where the file says so.
    pub size: Option<usize>,
}

/// True for the name of such a file.
pub fn is_abc_profile(name: &str) -> bool {
    name.ends_with(".abc.yaml") || name.ends_with(".abc.yml")
}

/// Reads an approval profile.
///
/// # Errors
/// The file cannot be read, is larger than [`MAX_PROFILE_BYTES`], or is no approval profile.
pub fn read_abc_profile(mut source: Source) -> Result<AbcProfile, IntakeError> {
    let path = source.path().to_owned();
    let mut bytes = Vec::new();
    source
        .by_ref()
        .take(MAX_PROFILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(IntakeError::io(&path))?;
    let refused = |what: String| IntakeError::NotAProfile { path: path.clone(), what };
    if bytes.len() as u64 > MAX_PROFILE_BYTES {
        return Err(refused(format!("more than {MAX_PROFILE_BYTES} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|error| refused(error.to_string()))?;
    profile(&text).map_err(refused)
}

/// One event of the file, with its line.
struct Step<'t> {
    event: Event<'t>,
    line: usize,
}

/// The file's events, one after the other.
struct Steps<'t>(Parser<'t, saphyr_parser::StrInput<'t>>);

impl<'t> Steps<'t> {
    fn next(&mut self) -> Result<Step<'t>, String> {
        match self.0.next_event() {
            Some(Ok((event, span))) => Ok(Step { event, line: span.start.line() }),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("it ends too soon".to_owned()),
        }
    }

    /// The next event that is content.
    fn first(&mut self) -> Result<Step<'t>, String> {
        loop {
            let step = self.next()?;
            if !matches!(step.event, Event::Nothing | Event::StreamStart | Event::DocumentStart(_))
            {
                return Ok(step);
            }
        }
    }

    /// Passes over the rest of a value that began with `event`.
    fn skip(&mut self, event: &Event<'_>) -> Result<(), String> {
        let mut open = depth(event);
        while open > 0 {
            open += depth(&self.next()?.event);
        }
        Ok(())
    }
}

/// 1 for an event that opens something, -1 for one that closes it.
fn depth(event: &Event<'_>) -> i64 {
    match event {
        Event::SequenceStart(..) | Event::MappingStart(..) => 1,
        Event::SequenceEnd | Event::MappingEnd => -1,
        _ => 0,
    }
}

fn profile(text: &str) -> Result<AbcProfile, String> {
    let mut steps = Steps(Parser::new_from_str(text));
    if !matches!(steps.first()?.event, Event::MappingStart(..)) {
        return Err("it does not begin with names and values".to_owned());
    }
    let (mut ballots, mut candidates, mut size) = (None, None, None);
    loop {
        let name = match steps.next()?.event {
            Event::MappingEnd => break,
            Event::Scalar(name, ..) => name.into_owned(),
            _ => return Err("a name is no plain word".to_owned()),
        };
        let value = steps.next()?;
        match name.as_str() {
            "profile" => ballots = Some(read_ballots(&mut steps, value)?),
            "num_cand" => candidates = Some(number(&value)?),
            "committeesize" => size = Some(number(&value)?),
            _ => steps.skip(&value.event)?,
        }
    }
    let ballots: Vec<Vec<u32>> = ballots.ok_or("there is no `profile`")?;
    let named = ballots.iter().flatten().max().map_or(0, |&most| most as usize + 1);
    let candidates = candidates.unwrap_or(named);
    if candidates.max(named) > MAX_CANDIDATES {
        return Err(format!("more than {MAX_CANDIDATES} candidates"));
    }
    if named > candidates {
        return Err(format!("a ballot names candidate {}, num_cand is {candidates}", named - 1));
    }
    Ok(AbcProfile { candidates, ballots, size })
}

fn read_ballots(steps: &mut Steps<'_>, first: Step<'_>) -> Result<Vec<Vec<u32>>, String> {
    if !matches!(first.event, Event::SequenceStart(..)) {
        return Err(format!("line {}: `profile` is no list of ballots", first.line));
    }
    let mut ballots = Vec::new();
    loop {
        let step = steps.next()?;
        match step.event {
            Event::SequenceEnd => return Ok(ballots),
            Event::SequenceStart(..) => ballots.push(read_ballot(steps)?),
            _ => return Err(format!("line {}: a ballot is no list of candidates", step.line)),
        }
    }
}

fn read_ballot(steps: &mut Steps<'_>) -> Result<Vec<u32>, String> {
    let mut ballot = Vec::new();
    loop {
        let step = steps.next()?;
        match step.event {
            Event::SequenceEnd => return Ok(ballot),
            _ => ballot.push(number(&step)? as u32),
        }
    }
}

/// A whole number of at most nine digits.
fn number(step: &Step<'_>) -> Result<usize, String> {
    let found = match &step.event {
        Event::Scalar(word, ..) if word.len() <= 9 => word.parse().ok(),
        _ => None,
    };
    found.ok_or_else(|| format!("line {}: a whole number is wanted", step.line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<AbcProfile, String> {
        read_abc_profile(Source::memory("p.abc.yaml", text)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_profile_is_read_whatever_stands_beside_it() {
        let text = "description: \"two\n  lines\"\nprofile: [[0, 2], [], [\n    1]]\nnum_cand: 4\n\
                    committeesize: 2\ncompute:\n- rule_id: av\n  result: [[0, 1]]\n  resolute: false\n";
        let ballots = vec![vec![0, 2], vec![], vec![1]];
        assert_eq!(read(text), Ok(AbcProfile { candidates: 4, ballots, size: Some(2) }));
    }

    #[test]
    fn what_is_no_profile_is_refused_with_its_line() {
        let table = [
            (
                "",
                "p.abc.yaml: this is no approval profile: it does not begin with names and values",
            ),
            ("a: 1\n", "p.abc.yaml: this is no approval profile: there is no `profile`"),
            (
                "profile: [[0], [x]]\n",
                "p.abc.yaml: this is no approval profile: line 1: a whole number is wanted",
            ),
            (
                "num_cand: 2\nprofile: [[0], [2]]\n",
                "p.abc.yaml: this is no approval profile: a ballot names candidate 2, num_cand is 2",
            ),
            (
                "profile: &a [[0], *a]\n",
                "p.abc.yaml: this is no approval profile: line 1: a ballot is no list of candidates",
            ),
        ];
        for (text, message) in table {
            assert_eq!(read(text), Err(message.to_owned()));
        }
    }
}
