//! How many votes and contributions the service takes: real requests, real answers, each after its fsync.
//!
//!     cargo bench -p canvass --bench load -- [--seconds N] [--outstanding N] [--at DIR]
//!
//! Makes a data directory from the worked example, starts the server, and sends requests on as many
//! connections as asked for (512), one outstanding on each, for as long as asked for (60 s): votes, as many
//! as are taken and then 5,000 a second; contributions of 500 bytes, as many as are taken and then 1,500 a
//! second; before that, the first votes of 1,000 people on 1,000 connections at one moment. Every answer must
//! hold its receipt. Prints what was taken, how long answers took and what processor time server and load
//! generator used, beside what a write of 4 KiB with its fsync takes on that disk. Where requests are due at
//! fixed times an answer's time counts from then, so a server that stands still is not asked less. At the
//! end the directory must hold what was acknowledged, and everything in it must follow from what it should.
//!
//! With so many outstanding as the server has, an answer takes outstanding ÷ rate: how long answers take
//! says something about the server only where requests come at a rate of their own.

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
/// Votes and contributions a second at which the time of answers is taken.
const VOTES_DUE: u64 = 5_000;
const CONTRIBUTIONS_DUE: u64 = 1_500;
/// Writes that the disk is measured by.
const FSYNCS: usize = 200;
/// First votes at one moment.
const AT_ONCE: u64 = 1_000;
/// What every answer to a vote or a contribution holds.
const RECEIPT: &str = "\"receipt\":\"canvass-receipt/1";

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
    println!("machine: {}", machine());
    measure_disk(&data)?;
    let (server, address) = start(&data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let taken = runtime.block_on(load(address, &options, server.id()))?;
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

/// Processor, number of cores and kernel; what of it cannot be read is left out.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("{}, {cores} cores, Linux {}", model.unwrap_or("processor"), kernel.trim())
}

/// Seconds of processor time that a process has used, where `/proc` says so.
fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks =
        fields.split_whitespace().skip(11).take(2).filter_map(|text| text.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
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

async fn load(address: SocketAddr, options: &Options, server: u32) -> Outcome<Taken> {
    let mut first = Connection::open(address).await?;
    let rounds = first.ask(&request("GET", "/api/v1/rounds", "", "")).await?;
    let rounds: Value = serde_json::from_str(&rounds)?;
    let open = rounds.as_array().and_then(|rounds| rounds.iter().find(|r| r["open"] == true));
    let round = open.and_then(|round| round["id"].as_str()).ok_or("no round is open")?;
    let statements =
        first.ask(&request("GET", &format!("/api/v1/rounds/{round}/statements"), "", "")).await?;
    let statements = serde_json::from_str::<Vec<Value>>(&statements)?.len() as u64;
    let tokens = Arc::new(people(address, options).await?);

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
    let votes = Load { address, options, server, first: AT_ONCE, what: "votes", due: VOTES_DUE };
    first_votes(address, &vote).await?;
    let votes = votes.take(Arc::new(vote)).await?;

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
    let what = "contributions of 500 bytes";
    let due = CONTRIBUTIONS_DUE;
    let contributions = Load { address, options, server, first: 0, what, due };
    Ok(Taken { votes, contributions: contributions.take(Arc::new(contribution)).await? })
}

/// As many people's first votes at one moment, each on a connection of its own.
async fn first_votes(address: SocketAddr, vote: &impl Fn(u64) -> String) -> Outcome {
    let mut connections = Vec::new();
    for _ in 0..AT_ONCE {
        connections.push(Connection::open(address).await?);
    }
    let since = Instant::now();
    let asked = connections.into_iter().zip(0..).map(|(mut connection, number)| {
        let request = vote(number);
        tokio::spawn(async move {
            let answer = connection.ask(&request).await?;
            Ok::<_, Box<dyn Error + Send + Sync>>((since.elapsed(), answer.contains(RECEIPT)))
        })
    });
    let (mut waits, mut taken) = (Vec::new(), 0);
    for asked in asked.collect::<Vec<_>>() {
        let (wait, has_receipt) = asked.await??;
        waits.push(wait);
        taken += u64::from(has_receipt);
    }
    println!("first votes at one moment: {taken} of {AT_ONCE} taken, {}", shares(&mut waits));
    if taken == AT_ONCE { Ok(()) } else { Err("first votes were refused".into()) }
}

/// Requests of one kind.
struct Load<'a> {
    address: SocketAddr,
    options: &'a Options,
    /// The server's process.
    server: u32,
    /// Number of the first.
    first: u64,
    what: &'a str,
    /// A second, once it was seen how many are taken.
    due: u64,
}

impl Load<'_> {
    /// As many as are taken, then so many a second; gives the number after the last one.
    async fn take(&self, ask: Arc<impl Fn(u64) -> String + Send + Sync + 'static>) -> Outcome<u64> {
        let Load { what, due, .. } = self;
        let taken = self.ask(self.first, None, "as many as are taken", Arc::clone(&ask)).await?;
        let how = format!("{due} due a second");
        let taken = self.ask(taken, Some(*due), &how, ask).await?;
        println!("{what}: {taken} in all");
        Ok(taken)
    }

    async fn ask(
        &self,
        first: u64,
        due: Option<u64>,
        how: &str,
        ask: Arc<impl Fn(u64) -> String + Send + Sync + 'static>,
    ) -> Outcome<u64> {
        let asking = Asking { first, end: End::After(self.options.seconds), due };
        let used = || [cpu_seconds(self.server), cpu_seconds(std::process::id())];
        let before = used();
        let kept = keep_asking(self.address, self.options, asking, ask).await?;
        let [server, generator] = [used()[0] - before[0], used()[1] - before[1]];
        let next = kept.next;
        report(&format!("{}, {how}", self.what), self.options, kept);
        println!("    processor: server {server:.1} s, load generator {generator:.1} s");
        Ok(next)
    }
}

/// Bearer tokens.
async fn people(address: SocketAddr, options: &Options) -> Outcome<Vec<String>> {
    let ask = Arc::new(|_| request("POST", "/api/v1/participants", "", ""));
    let all = Asking { first: 0, end: End::At(PARTICIPANTS), due: None };
    let kept = keep_asking(address, options, all, ask).await?;
    let token = |body: &String| Some(json_of(body)?["participant"].as_str()?.to_owned());
    kept.bodies.iter().map(|body| token(body).ok_or_else(|| "no token".into())).collect()
}

fn json_of(body: &str) -> Option<Value> {
    serde_json::from_str(body).ok()
}

fn report(what: &str, options: &Options, mut kept: Kept) {
    let (count, waits) = (kept.waits.len() as u64, shares(&mut kept.waits));
    println!(
        "{what}: {count} in {:.1} s, {:.0} a second, at most {} outstanding, {waits}",
        kept.took.as_secs_f64(),
        count as f64 / kept.took.as_secs_f64(),
        options.outstanding,
    );
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: load\r\ncontent-type: application/json\r\n\
         {headers}content-length: {length}\r\n\r\n{body}"
    )
}

/// Which requests are sent, and when.
#[derive(Clone, Copy)]
struct Asking {
    /// Number of the first.
    first: u64,
    end: End,
    /// So many are due a second; `None` for as many as are taken.
    due: Option<u64>,
}

#[derive(Clone, Copy)]
enum End {
    /// After so many seconds.
    After(u64),
    /// At this number.
    At(u64),
}

/// What came of many requests.
struct Kept {
    waits: Vec<Duration>,
    /// Answers, where their number is bounded.
    bodies: Vec<String>,
    took: Duration,
    /// The number after the last one.
    next: u64,
}

/// Keeps at most so many requests outstanding.
async fn keep_asking(
    address: SocketAddr,
    options: &Options,
    asking: Asking,
    ask: Arc<impl Fn(u64) -> String + Send + Sync + 'static>,
) -> Outcome<Kept> {
    let next = Arc::new(AtomicU64::new(asking.first));
    let started = Instant::now();
    let person = |_| {
        let (next, ask) = (Arc::clone(&next), Arc::clone(&ask));
        tokio::spawn(async move { ask_until(address, asking, started, &next, &*ask).await })
    };
    let mut kept = Kept { waits: Vec::new(), bodies: Vec::new(), took: Duration::ZERO, next: 0 };
    for person in (0..options.outstanding).map(person).collect::<Vec<_>>() {
        let (waits, bodies) = person.await??;
        kept.waits.extend(waits);
        kept.bodies.extend(bodies);
    }
    kept.took = started.elapsed();
    kept.next = asking.first + kept.waits.len() as u64;
    Ok(kept)
}

/// One connection's requests: how long each took, and the answers where their number is bounded.
async fn ask_until(
    address: SocketAddr,
    asking: Asking,
    started: Instant,
    next: &AtomicU64,
    ask: &impl Fn(u64) -> String,
) -> Outcome<(Vec<Duration>, Vec<String>)> {
    let mut connection = Connection::open(address).await?;
    let (mut waits, mut bodies) = (Vec::new(), Vec::new());
    loop {
        let over = |seconds| started.elapsed() >= Duration::from_secs(seconds);
        if matches!(asking.end, End::After(seconds) if over(seconds)) {
            return Ok((waits, bodies));
        }
        let number = next.fetch_add(1, Ordering::Relaxed);
        if matches!(asking.end, End::At(end) if number >= end) {
            return Ok((waits, bodies));
        }
        let mut asked = Instant::now();
        if let Some(a_second) = asking.due {
            asked =
                started + Duration::from_secs_f64((number - asking.first) as f64 / a_second as f64);
            tokio::time::sleep_until(asked.into()).await;
        }
        let body = connection.ask(&ask(number)).await?;
        waits.push(asked.elapsed());
        if matches!(asking.end, End::After(_)) && !body.contains(RECEIPT) {
            return Err(format!("an answer without a receipt: {body}").into());
        }
        if matches!(asking.end, End::At(_)) {
            bodies.push(body);
        }
    }
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
