//! The program as a process, and strace beside it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");
/// A process that was asked to end, or was broken, ends within this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A data directory with one open round that has statements.
pub(crate) fn data() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    (directory, data)
}

/// Makes a data directory from the worked example of the five-year plan.
pub(crate) fn init(data: &Path) {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/five-year-plan");
    let made =
        Command::new(PROGRAM).arg("init").arg(data).arg("--plan").arg(plan).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    said: JoinHandle<String>,
}

/// How a server ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it said on standard error.
    pub(crate) said: String,
}

impl Server {
    /// A server that answers requests.
    pub(crate) fn start(data: &Path) -> Server {
        Server::start_by(Command::new(PROGRAM), data)
            .unwrap_or_else(|ended| panic!("it did not start: {ended:?}"))
    }

    /// The same, started by strace with these words.
    pub(crate) fn start_under(words: &[String], data: &Path) -> Result<Server, Ended> {
        let mut strace = Command::new("strace");
        strace.args(words).arg(PROGRAM);
        Server::start_by(strace, data)
    }

    #[expect(clippy::zombie_processes, reason = "`ended` and `kill` wait for it")]
    fn start_by(mut command: Command, data: &Path) -> Result<Server, Ended> {
        let mut child = command
            .arg("serve")
            .arg(data)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        loop {
            let from = said.len();
            if lines.read_line(&mut said).unwrap() == 0 {
                return Err(Ended { code: child.wait().unwrap().code(), said });
            }
            if let Some(rest) = said[from..].strip_prefix("Serving  http://") {
                let address = rest.split('/').next().unwrap().parse().unwrap();
                let said = std::thread::spawn(move || {
                    // A line cut off by a kill is no text; what was read until then is kept.
                    let _ = lines.read_to_string(&mut said);
                    said
                });
                return Ok(Server { child, address, said });
            }
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL, then waits until it is gone.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().unwrap();
        self.ended()
    }

    /// Asks it to end as an operator does.
    pub(crate) fn stop(self) -> Ended {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        self.ended()
    }

    /// Waits until it has ended by itself.
    pub(crate) fn ended(mut self) -> Ended {
        let since = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if since.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                panic!("it did not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Ended { code: status.code(), said: self.said.join().unwrap() }
    }
}

/// Whether strace is there and may attach to a process of ours. Where not, a test says so and is left out;
/// in CI that is a failure.
pub(crate) fn has_strace() -> bool {
    static THERE: LazyLock<bool> = LazyLock::new(attaches);
    if !*THERE {
        println!("skipped: no strace, or it may not attach (kernel.yama.ptrace_scope)");
        assert!(std::env::var("CI").is_err(), "no strace in CI");
    }
    *THERE
}

fn attaches() -> bool {
    let mut asleep = Command::new("sleep").arg("30").spawn().unwrap();
    let words = ["-o", "/dev/null", "-p", &asleep.id().to_string()];
    let strace = Command::new("strace").args(words).stderr(Stdio::piped()).spawn();
    let attached = strace.is_ok_and(|mut strace| {
        let mut said = String::new();
        let read = BufReader::new(strace.stderr.take().unwrap()).read_line(&mut said);
        asleep.kill().unwrap();
        strace.wait().unwrap();
        read.is_ok() && said.contains("attached")
    });
    // Gone already where strace was there.
    let _ = asleep.kill();
    asleep.wait().unwrap();
    attached
}

/// Whether this process may do what only root may.
pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// strace on a running server.
pub(crate) struct Strace(Child);

impl Strace {
    /// Attaches it; returns when every thread of the server is followed.
    pub(crate) fn attach(server: &Server, words: &[String]) -> Strace {
        let mut child = Command::new("strace")
            .args(["-f", "-p", &server.id().to_string()])
            .args(words)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.contains("attached"), "{first}");
        std::thread::spawn(move || lines.count());
        Strace(child)
    }

    /// Detaches it; all it saw is written then.
    pub(crate) fn detach(mut self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.0.wait().unwrap();
    }

    /// Waits until the process it follows is gone.
    pub(crate) fn ended(mut self) {
        self.0.wait().unwrap();
    }
}

/// How long a long test runs: until `CANVASS_TORTURE_MINUTES` are over, without it until its count.
pub(crate) struct Budget(Option<Instant>);

impl Budget {
    pub(crate) fn new() -> Budget {
        let minutes = std::env::var("CANVASS_TORTURE_MINUTES").ok();
        let seconds = minutes.map(|minutes| minutes.parse::<f64>().unwrap() * 60.0);
        Budget(seconds.map(|seconds| Instant::now() + Duration::from_secs_f64(seconds)))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

/// "below 0.2992 % per WHAT at 95 %", for none in so many trials: a chance p leaves none in n trials with
/// probability (1 - p)^n, which is 5 % at p = 1 - 0.05^(1/n). Rounded up.
pub(crate) fn bound(trials: u64, what: &str) -> String {
    let percent = 100.0 * (1.0 - 0.05_f64.powf(1.0 / trials.max(1) as f64));
    format!("below {:.4} % per {what} at 95 %", (percent * 1e4).ceil() / 1e4)
}

#[test]
fn a_thousand_kills_bound_a_loss_below_three_in_a_thousand() {
    assert_eq!(bound(1_000, "kill"), "below 0.2992 % per kill at 95 %");
    assert_eq!(bound(1, "kill"), "below 95.0000 % per kill at 95 %");
}
