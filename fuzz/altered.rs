//! Altered inputs for what reads bytes from outside: one mutator, used by the fuzz tests of every room.
//!
//! Not guided by coverage: each input is a sound one with one to eight edits, some of which know what the format
//! is made of (lines, numbers, its own words). The same number makes the same input.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// xorshift64*, so that a failure can be repeated from its number.
pub(crate) struct Chance(u64);

impl Chance {
    /// The chance behind an input.
    pub(crate) fn of(number: u64) -> Chance {
        Chance(0x9E37_79B9_7F4A_7C15 ^ (number + 1).wrapping_mul(0xA24B_AED4_963E_E407))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Reads inputs: `None` where they are refused, else whether what was read says the same as they do.
type Read = Box<dyn Fn(&[Vec<u8>]) -> Option<bool> + Sync>;

/// What a target is given and how it is read.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Sound inputs: the parts of each, one for a plain file, several for a folder or an archive.
    pub(crate) seeds: Vec<Vec<Vec<u8>>>,
    /// Words of the format.
    pub(crate) pieces: &'static [&'static str],
    /// Whether what was read is as it should be; `None` when it was refused.
    pub(crate) read: Read,
}

impl Target {
    /// A target that reads one file.
    pub(crate) fn file(
        name: &'static str,
        seeds: Vec<Vec<u8>>,
        pieces: &'static [&'static str],
        read: impl Fn(&[u8]) -> Option<bool> + Sync + 'static,
    ) -> Target {
        let seeds = seeds.into_iter().map(|seed| vec![seed]).collect();
        Target { name, seeds, pieces, read: Box::new(move |parts| read(&parts[0])) }
    }
}

/// The longest that one input may have a processor.
pub(crate) const INPUT_TIME_MAX: Duration = Duration::from_secs(5);

/// The longest that one input may take by the clock, on a machine shared by others.
const INPUT_CLOCK_MAX: Duration = Duration::from_secs(120);

/// Most memory of the process, in MB.
pub(crate) const MEMORY_MAX_MB: u64 = 1_024;

/// A sound input, altered.
pub(crate) fn altered(seed: &[u8], pieces: &[&str], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 if at < bytes.len() => {
                bytes[at] = [0, 0xff, b'\n', b' ', b'0', b'9', b'/'][chance.below(7)]
            }
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = pieces[chance.below(pieces.len())];
                drop(bytes.splice(at..at, piece.bytes()));
            }
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                drop(bytes.splice(to..to, copy));
            }
            5 => lines_swapped(&mut bytes, chance),
            6 => repeated(&mut bytes, at, end, chance),
            _ => number_replaced(&mut bytes, at, chance),
        }
    }
    bytes
}

fn lines_swapped(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    lines.swap(one, other);
    *bytes = lines.join(&b'\n');
}

/// A piece many times over, seldom very often.
fn repeated(bytes: &mut Vec<u8>, at: usize, end: usize, chance: &mut Chance) {
    let times = if chance.below(64) == 0 { 2_000 } else { chance.below(30) };
    let copies = bytes[at..end].repeat(times);
    drop(bytes.splice(at..at, copies));
}

fn number_replaced(bytes: &mut Vec<u8>, from: usize, chance: &mut Chance) {
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else {
        return;
    };
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = match chance.below(5) {
        0 => "0".to_owned(),
        1 => u64::MAX.to_string(),
        2 => format!("0{}", chance.below(100)),
        3 => format!("-{}", chance.below(100)),
        _ => chance.next().to_string(),
    };
    drop(bytes.splice(start..start + length, number.bytes()));
}

/// What came of a run.
#[derive(Default)]
pub(crate) struct Ran {
    pub(crate) inputs: u64,
    /// How many were read rather than refused.
    pub(crate) taken: u64,
    pub(crate) slowest: Duration,
}

impl Ran {
    fn and(self, more: Ran) -> Ran {
        Ran {
            inputs: self.inputs + more.inputs,
            taken: self.taken + more.taken,
            slowest: self.slowest.max(more.slowest),
        }
    }
}

/// Reads inputs of these numbers until `until`.
pub(crate) fn run(target: &Target, numbers: std::ops::Range<u64>, until: Option<Instant>) -> Ran {
    let mut ran = Ran { inputs: 0, taken: 0, slowest: Duration::ZERO };
    for number in numbers {
        if until.is_some_and(|until| Instant::now() >= until) {
            break;
        }
        let mut chance = Chance::of(number);
        let mut parts = target.seeds[chance.below(target.seeds.len())].clone();
        let part = chance.below(parts.len());
        parts[part] = altered(&parts[part], target.pieces, &mut chance);
        let (began, before) = (Instant::now(), processor_time());
        let read = (target.read)(&parts);
        let by_clock = began.elapsed();
        let took = match (before, processor_time()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => by_clock,
        };
        ran.inputs += 1;
        ran.taken += u64::from(read.is_some());
        ran.slowest = ran.slowest.max(took);
        let shown = || String::from_utf8_lossy(&parts[part]).into_owned();
        assert!(
            read != Some(false),
            "{}, input {number}: read otherwise: {}",
            target.name,
            shown()
        );
        assert!(
            took < INPUT_TIME_MAX && by_clock < INPUT_CLOCK_MAX,
            "{}, input {number}: took {took:?}, {by_clock:?} by the clock",
            target.name
        );
    }
    ran
}

/// How long this thread has had a processor, to a few milliseconds; `None` where the system does not tell.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The same on every processor, in portions of the numbers.
fn run_on_all(target: &Target, numbers: std::ops::Range<u64>, until: Option<Instant>) -> Ran {
    const PORTION: u64 = 1_000;
    let next = AtomicU64::new(numbers.start);
    let portions = || {
        let mut ran = Ran::default();
        loop {
            let start = next.fetch_add(PORTION, Ordering::Relaxed);
            if start >= numbers.end || until.is_some_and(|until| Instant::now() >= until) {
                return ran;
            }
            ran = ran.and(run(target, start..numbers.end.min(start + PORTION), until));
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(portions)).collect();
        threads.into_iter().fold(Ran::default(), |ran, thread| match thread.join() {
            Ok(more) => ran.and(more),
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}

/// Every seed is read as it should be, and so are a few thousand altered ones.
pub(crate) fn short(targets: &[Target], inputs: u64) {
    for target in targets {
        for seed in &target.seeds {
            assert_eq!((target.read)(seed), Some(true), "{}: its seed", target.name);
        }
        run(target, 0..inputs, None);
    }
}

/// A million altered inputs a target. `CANVASS_TORTURE_ONLY` names targets, `CANVASS_TORTURE_FROM` the first
/// number, `CANVASS_TORTURE_MINUTES` how long each target may take.
pub(crate) fn long(targets: &[Target]) {
    let said = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let only = said("CANVASS_TORTURE_ONLY");
    let from = said("CANVASS_TORTURE_FROM").map_or(0, |from| from.parse().expect("a number"));
    let minutes = said("CANVASS_TORTURE_MINUTES").map(|n| n.parse::<f64>().expect("a number"));
    let wanted = |target: &&Target| {
        only.as_ref().is_none_or(|names| names.split(',').any(|name| name == target.name))
    };
    for target in targets.iter().filter(wanted) {
        let since = Instant::now();
        let until = minutes.map(|minutes| since + Duration::from_secs_f64(minutes * 60.0));
        let Ran { inputs, taken, slowest } = run_on_all(target, from..1_000_000, until);
        let memory = memory_mb();
        println!(
            "{}: {inputs} altered inputs from number {from}, {taken} read, 0 crashes, 0 read otherwise ({:.0} s; \
             slowest {:.1} ms; {memory} MB at most)",
            target.name,
            since.elapsed().as_secs_f64(),
            slowest.as_secs_f64() * 1e3,
        );
        assert!(memory < MEMORY_MAX_MB, "{}: {memory} MB", target.name);
    }
}

/// The most memory this process has held; 0 where the system does not tell.
fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kb.unwrap_or(0) / 1_000
}
