//! Progress of long work, on standard error: a line redrawn on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Where nobody redraws a line, at most one line in this time.
const PLAIN_LINE_EVERY: Duration = Duration::from_secs(30);

/// Shows how far the work is.
pub struct Progress {
    bar: ProgressBar,
    plain: Option<Mutex<Instant>>,
}

impl Progress {
    /// Begins.
    pub fn new() -> Progress {
        let style =
            ProgressStyle::with_template("{spinner} {msg} {wide_bar} {percent:>3} %  {eta} left")
                .expect("the template above is well formed");
        if std::io::stderr().is_terminal() {
            let bar = ProgressBar::new(1).with_style(style);
            bar.enable_steady_tick(Duration::from_millis(100));
            Progress { bar, plain: None }
        } else {
            Progress { bar: ProgressBar::hidden(), plain: Some(Mutex::new(Instant::now())) }
        }
    }

    /// A step begins whose length is not known.
    pub fn step(&self, name: &str) {
        self.bar.set_message(name.to_owned());
    }

    /// `done` of `of` pieces of a stage are done.
    pub fn show(&self, stage: &str, done: u64, of: u64) {
        self.bar.set_message(stage.to_owned());
        self.bar.set_length(of.max(1));
        self.bar.set_position(done);
        if let Some(last) = &self.plain {
            let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if last.elapsed() >= PLAIN_LINE_EVERY {
                *last = Instant::now();
                eprintln!("{stage}: {done} of {of}");
            }
        }
    }

    /// The work is done.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Default for Progress {
    fn default() -> Self {
        Progress::new()
    }
}
