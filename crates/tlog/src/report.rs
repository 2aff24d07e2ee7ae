//! What a check comes to: what was looked at, and which element of it failed.

/// The outcome of a check, in words for people and programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was checked and holds.
    pub checked: Vec<String>,
    /// What does not hold; empty when everything does.
    pub failed: Vec<String>,
}

/// Failures listed at most.
const FAILED_MAX: usize = 100;

impl Report {
    /// Whether everything checked holds, and something was checked.
    pub fn holds(&self) -> bool {
        self.failed.is_empty() && !self.checked.is_empty()
    }

    /// Notes what holds.
    pub fn pass(&mut self, what: impl Into<String>) {
        self.checked.push(what.into());
    }

    /// Notes what does not, up to a hundred.
    pub fn fail(&mut self, what: impl Into<String>) {
        if self.failed.len() < FAILED_MAX {
            self.failed.push(what.into());
        }
    }

    /// Notes one or the other.
    pub fn note(&mut self, holds: bool, what: impl Into<String>) {
        if holds { self.pass(what) } else { self.fail(what) }
    }
}
