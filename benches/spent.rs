//! What a program took, as the kernel counts it.

use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Ticks a second of the kernel's account of CPU time.
const TICKS: f64 = 100.0;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// What a program took.
pub(crate) struct Spent {
    /// User and system, of all threads.
    pub(crate) cpu: f64,
    pub(crate) passed: Duration,
    pub(crate) peak_mb: f64,
}

impl Spent {
    /// Runs the command to its end; an error when it fails.
    pub(crate) fn by(command: &mut Command) -> Outcome<Spent> {
        let (before, start) = (cpu_of_children()?, Instant::now());
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let mut peak_kb = 0;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            // The kernel keeps the highest value, so looking now and then misses only the last moment.
            peak_kb = peak_kb.max(highest_kb(child.id()).unwrap_or(0));
            std::thread::sleep(Duration::from_millis(20));
        };
        if !status.success() {
            return Err(format!("{command:?} failed: {status}").into());
        }
        let cpu = cpu_of_children()? - before;
        Ok(Spent { cpu, passed: start.elapsed(), peak_mb: peak_kb as f64 / 1e3 })
    }
}

impl std::fmt::Display for Spent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Spent { cpu, passed, peak_mb } = self;
        write!(f, "{cpu:.1} CPU s, {:.1} s, {peak_mb:.0} MB at most", passed.as_secs_f64())
    }
}

/// CPU seconds, user and system, of the children that have ended.
fn cpu_of_children() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, after_name) = stat.rsplit_once(')').ok_or("no name in stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    // Fields 16 and 17 of proc(5), counted from 1; the state, the third, is the first here.
    Ok((fields[13].parse::<f64>()? + fields[14].parse::<f64>()?) / TICKS)
}

/// The most memory a process has held so far.
fn highest_kb(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
