//! How many votes and contributions the service takes: real requests, real answers, each after its fsync.
//!
//!     cargo bench -p canvass --bench load -- [--seconds N] [--outstanding N] [--at DIR]
//!
//! Makes a data directory from the worked example, starts the server, keeps as many requests outstanding
//! as asked for (512), each on a connection of its own, for as long as asked for (60 s), first votes, then
//! contributions of 500 bytes. Prints requests a second, how long answers took, and beside them what
//! a write of 4 KiB with its fsync takes on that disk. At the end the directory must hold what was
//! acknowledged, and everything in it must follow from what it should.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::Store;
use tlog::Kind;
use tokio::net::TcpStream;

const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");
/// People who vote; each statement has as many first votes, and later ones after that.
const PARTICIPANTS: u64 = 20_000;
/// Bytes of a contribution.
const WORDS: usize = 500;
/// Writes that the disk is measured by.
const FSYNCS: usize = 200;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

struct Options {
    seconds: u64,
    outstanding: u64,
    at: PathBuf,
}

fn main() -> Outcome {
    let options = options()?;
    let data = options.at.join(format!("canvass-load-{}", std::process::id()));
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/five-year-plan");
    let made = Command::new(PROGRAM).arg("init").arg(&data).arg("--plan").arg(plan).output()?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into());
    }
    measure_disk(&data)?;
    let (server, address) = start(&data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let taken = runtime.block_on(load(address, &options))?;
    stop(server)?;
    look(&data, taken)?;
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

fn options() -> Outcome<Options> {
    let mut options = Options { seconds: 60, outstanding: 512, at: std::env::temp_dir() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} wants a value"));
        match word.as_str() {
            // cargo says so to every bench.
            "--bench" => {}
            "--seconds" => options.seconds = value()?.parse()?,
            "--outstanding" => options.outstanding = value()?.parse()?,
            "--at" => options.at = value()?.into(),
            _ => return Err(format!("{word}: not an option").into()),
        }
    }
    Ok(options)
}

fn measure_disk(data: &Path) -> Outcome {
    let path = data.join("fsync");
    let mut file = File::create(&path)?;
    let mut waits = Vec::with_capacity(FSYNCS);
    for _ in 0..FSYNCS {
        let since = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        waits.push(since.elapsed());
    }
    std::fs::remove_file(&path)?;
    println!("disk: write of 4 KiB and fsync {}", shares(&mut waits));
    Ok(())
}

/// Median and the slow ones.
fn shares(waits: &mut [Duration]) -> String {
    waits.sort();
    let at = |share: usize| waits[(waits.len() - 1) * share / 1_000];
    format!("p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}", at(500), at(990), at(999))
}

fn start(data: &Path) -> Outcome<(Child, SocketAddr)> {
    let mut server = Command::new(PROGRAM)
        .arg("serve")
        .arg(data)
        .args(["--listen", "127.0.0.1:0"])
        .stderr(Stdio::piped())
        .spawn()?;
    let said = server.stderr.take().ok_or("no standard error")?;
    for line in BufReader::new(said).lines() {
        if let Some(rest) = line?.strip_prefix("Serving  http://") {
            return Ok((server, rest.split('/').next().unwrap_or_default().parse()?));
        }
    }
    Err(format!("the server ended: {}", server.wait()?).into())
}

fn stop(mut server: Child) -> Outcome {
    Command::new("kill").arg(server.id().to_string()).status()?;
    let ended = server.wait()?;
    if ended.success() { Ok(()) } else { Err(format!("the server ended: {ended}").into()) }
}

/// What was acknowledged.
struct Taken {
    votes: u64,
    contributions: u64,
}

async fn load(address: SocketAddr, options: &Options) -> Outcome<Taken> {
    let mut first = Connection::open(address).await?;
    let rounds = first.ask(&request("GET", "/api/v1/rounds", "", "")).await?;
    let rounds: Value = serde_json::from_str(&rounds)?;
    let open = rounds.as_array().and_then(|rounds| rounds.iter().find(|r| r["open"] == true));
    let round = open.and_then(|round| round["id"].as_str()).ok_or("no round is open")?;
    let statements =
        first.ask(&request("GET", &format!("/api/v1/rounds/{round}/statements"), "", "")).await?;
    let statements = serde_json::from_str::<Vec<Value>>(&statements)?.len() as u64;
    let tokens = Arc::new(people(address, options).await?);

    let seconds = Duration::from_secs(options.seconds);
    let votes = format!("/api/v1/rounds/{round}/votes");
    let vote = move |number: u64| {
        let person = number % PARTICIPANTS;
        let statement = number / PARTICIPANTS % statements + 1;
        let answer = ["agree", "disagree", "pass"][(number % 3) as usize];
        let body = json!({"votes": [{"statement": statement, "vote": answer}]}).to_string();
        let token = &tokens[person as usize];
        let headers =
            format!("authorization: Bearer {token}\r\nidempotency-key: vote-{number:016}\r\n");
        request("POST", &votes, &headers, &body)
    };
    let kept = keep_asking(address, options, Some(seconds), u64::MAX, Arc::new(vote)).await?;
    let votes = report("votes", options, kept);

    let path = format!("/api/v1/rounds/{round}/contributions");
    let contribution = move |number: u64| {
        let mut text = format!("Suggestion {number}: ");
        while text.len() < WORDS {
            text.push_str("more trees along the river, ");
        }
        text.truncate(WORDS);
        let headers = format!("idempotency-key: contribution-{number:016}\r\n");
        request("POST", &path, &headers, &json!({"text": text}).to_string())
    };
    let kept =
        keep_asking(address, options, Some(seconds), u64::MAX, Arc::new(contribution)).await?;
    Ok(Taken { votes, contributions: report("contributions of 500 bytes", options, kept) })
}

/// Bearer tokens.
async fn people(address: SocketAddr, options: &Options) -> Outcome<Vec<String>> {
    let ask = Arc::new(|_| request("POST", "/api/v1/participants", "", ""));
    let kept = keep_asking(address, options, None, PARTICIPANTS, ask).await?;
    let token = |body: &String| Some(json_of(body)?["participant"].as_str()?.to_owned());
    kept.bodies.iter().map(|body| token(body).ok_or_else(|| "no token".into())).collect()
}

fn json_of(body: &str) -> Option<Value> {
    serde_json::from_str(body).ok()
}

fn report(what: &str, options: &Options, mut kept: Kept) -> u64 {
    let (count, waits) = (kept.waits.len() as u64, shares(&mut kept.waits));
    println!(
        "{what}: {count} in {:.1} s, {:.0} a second, {} outstanding, {waits}",
        kept.took.as_secs_f64(),
        count as f64 / kept.took.as_secs_f64(),
        options.outstanding,
    );
    count
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: load\r\ncontent-type: application/json\r\n\
         {headers}content-length: {length}\r\n\r\n{body}"
    )
}

/// What came of many requests.
struct Kept {
    waits: Vec<Duration>,
    /// Answers, where their number is bounded.
    bodies: Vec<String>,
    took: Duration,
}

/// Keeps so many requests outstanding, for a time or up to a number of them.
async fn keep_asking(
    address: SocketAddr,
    options: &Options,
    time: Option<Duration>,
    count: u64,
    ask: Arc<impl Fn(u64) -> String + Send + Sync + 'static>,
) -> Outcome<Kept> {
    let next = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let asking = (0..options.outstanding).map(|_| {
        let (next, ask) = (Arc::clone(&next), Arc::clone(&ask));
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await?;
            let (mut waits, mut bodies) = (Vec::new(), Vec::new());
            while time.is_none_or(|time| started.elapsed() < time) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    break;
                }
                let request = ask(number);
                let asked = Instant::now();
                let body = connection.ask(&request).await?;
                waits.push(asked.elapsed());
                if time.is_none() {
                    bodies.push(body);
                }
            }
            Outcome::Ok((waits, bodies))
        })
    });
    let mut kept = Kept { waits: Vec::new(), bodies: Vec::new(), took: Duration::ZERO };
    for asking in asking.collect::<Vec<_>>() {
        let (waits, bodies) = asking.await??;
        kept.waits.extend(waits);
        kept.bodies.extend(bodies);
    }
    kept.took = started.elapsed();
    Ok(kept)
}

/// An open connection with one request at a time.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Outcome<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::new() })
    }

    /// Sends a request; gives the body of its answer, which must be a success.
    async fn ask(&mut self, request: &str) -> Outcome<String> {
        let mut rest = request.as_bytes();
        while !rest.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(rest) {
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.buffer.clear();
        let mut piece = [0; 8192];
        loop {
            if let Some(body) = self.answer()? {
                return Ok(body);
            }
            self.stream.readable().await?;
            match self.stream.try_read(&mut piece) {
                Ok(0) => return Err("the connection was closed".into()),
                Ok(read) => self.buffer.extend_from_slice(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The body, once all of it is there.
    fn answer(&self) -> Outcome<Option<String>> {
        let end = self.buffer.windows(4).position(|window| window == b"\r\n\r\n");
        let Some(end) = end else { return Ok(None) };
        let head = std::str::from_utf8(&self.buffer[..end])?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.ok_or("no content-length")?.trim().parse()?;
        let Some(body) = self.buffer.get(end + 4..end + 4 + length) else { return Ok(None) };
        let body = String::from_utf8(body.to_vec())?;
        match head.starts_with("HTTP/1.1 20") {
            true => Ok(Some(body)),
            false => Err(format!("{head}\n{body}").into()),
        }
    }
}

/// The directory holds what was acknowledged, and nothing else of its kind.
fn look(data: &Path, taken: Taken) -> Outcome {
    let store = Store::open(data)?;
    let counts = store.counts()?;
    let of = |kind| counts.sum(|row| row.kind == kind);
    let held = (of(Kind::Vote), of(Kind::Contribution));
    let faults = store.check()?;
    println!("held: {} votes, {} contributions, faults {faults:?}", held.0, held.1);
    match held == (taken.votes, taken.contributions) && faults.is_empty() {
        true => Ok(()),
        false => Err("the directory does not hold what was acknowledged".into()),
    }
}
