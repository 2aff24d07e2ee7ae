//! What strace saw: writes and syncs of the data directory, requests and answers, in the order in which
//! the kernel was asked.
//!
//! strace stops a thread at the entry and at the exit of a call and writes a line for each, so a line
//! that stands before another happened before it. A write counts from its entry, as its bytes may be on
//! the disk from then on; a sync counts from its exit with 0; an answer counts from its entry, as it may be
//! read from then on.

use std::collections::HashMap;
use std::path::Path;

/// The calls that matter, as strace's words. Buffers are written out whole, in hex.
pub(crate) fn words(to: &Path) -> Vec<String> {
    let calls = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,\
                 sendto,writev,recvfrom";
    let words = ["-y", "-xx", "-s", "100000", "-e", "signal=none", "-e", calls, "-o"];
    words.iter().map(|word| (*word).to_owned()).chain([to.display().to_string()]).collect()
}

/// Something that happened, with the line it happened at.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) line: usize,
    pub(crate) what: What,
}

/// Paths are of files in the data directory, by their names in it; that of the directory itself is empty.
#[derive(Debug)]
pub(crate) enum What {
    /// Made if it was not there; made empty if it was and that was asked for.
    Create {
        file: String,
        emptied: bool,
    },
    /// Without an offset, at the end.
    Write {
        file: String,
        at: Option<u64>,
        bytes: Vec<u8>,
    },
    Truncate {
        file: String,
        length: u64,
    },
    Rename {
        from: String,
        to: String,
    },
    Unlink(String),
    /// All of it is on stable storage that was written before the call began, at that line.
    Synced {
        file: String,
        begun: usize,
    },
    /// A request or answer on a connection.
    Received {
        connection: String,
        bytes: Vec<u8>,
    },
    Sent {
        connection: String,
        bytes: Vec<u8>,
    },
}

/// Reads what strace wrote about a data directory.
pub(crate) fn read(trace: &str, data: &Path) -> Vec<Step> {
    let mut begun: HashMap<&str, (usize, String)> = HashMap::new();
    let mut steps = Vec::new();
    for (line, text) in trace.lines().enumerate() {
        let Some((thread, call)) = text.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(call) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, (line, call.trim_end().to_owned()));
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let Some((start, first)) = begun.remove(thread) else { continue };
            let rest = rest.split_once("resumed>").map_or("", |(_, rest)| rest);
            steps.extend(step(&format!("{first}{rest}"), start, line, data));
        } else {
            steps.extend(step(call, line, line, data));
        }
    }
    // What the end of the process cut off had begun.
    for (start, call) in begun.into_values() {
        steps.extend(step(&format!("{call}) = 0"), start, usize::MAX, data));
    }
    steps.sort_by_key(|step| step.line);
    steps
}

fn step(call: &str, begun: usize, done: usize, data: &Path) -> Option<Step> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    let result: i64 = result.split([' ', '<']).next()?.parse().ok()?;
    let at_begin = |what| Some(Step { line: begun, what });
    let file = || inside(&annotation(arguments)?, data);
    let numbers =
        || arguments.trim_end_matches([')', ' ']).rsplit(", ").map(|word| word.parse().ok());
    match name {
        "pwrite64" => at_begin(What::Write {
            file: file()?,
            at: Some(numbers().next()??),
            bytes: strings(arguments).concat(),
        }),
        "write" => {
            at_begin(What::Write { file: file()?, at: None, bytes: strings(arguments).concat() })
        }
        "ftruncate" => at_begin(What::Truncate { file: file()?, length: numbers().next()?? }),
        "fsync" | "fdatasync" if result == 0 && done != usize::MAX => {
            Some(Step { line: done, what: What::Synced { file: file()?, begun } })
        }
        "openat" if arguments.contains("O_CREAT") && result >= 0 => {
            let emptied = arguments.contains("O_TRUNC");
            at_begin(What::Create { file: inside(strings(arguments).first()?, data)?, emptied })
        }
        "rename" => {
            let names = strings(arguments);
            let (from, to) = (inside(names.first()?, data)?, inside(names.get(1)?, data)?);
            at_begin(What::Rename { from, to })
        }
        "unlink" => at_begin(What::Unlink(inside(strings(arguments).first()?, data)?)),
        "recvfrom" if result > 0 => {
            let (connection, bytes) = (connection(arguments)?, strings(arguments).concat());
            Some(Step { line: done, what: What::Received { connection, bytes } })
        }
        "sendto" | "writev" => {
            let (connection, bytes) = (connection(arguments)?, strings(arguments).concat());
            at_begin(What::Sent { connection, bytes })
        }
        _ => None,
    }
}

/// What stands behind the first file descriptor: `5</path>`.
fn annotation(arguments: &str) -> Option<Vec<u8>> {
    let (_, rest) = arguments.split_once('<')?;
    Some(unescaped(rest.split_once('>')?.0))
}

fn connection(arguments: &str) -> Option<String> {
    let name = String::from_utf8(annotation(arguments)?).ok()?;
    name.starts_with("socket:").then_some(name)
}

/// The name in the data directory.
fn inside(path: &[u8], data: &Path) -> Option<String> {
    let path = Path::new(std::str::from_utf8(path).ok()?);
    path.strip_prefix(data).ok()?.to_str().map(str::to_owned)
}

/// Every string among the arguments.
fn strings(arguments: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut rest = arguments;
    while let Some(start) = rest.find('"') {
        rest = &rest[start + 1..];
        // In hex no quotation mark is inside.
        let Some(end) = rest.find('"') else { break };
        found.push(unescaped(&rest[..end]));
        rest = &rest[end + 1..];
    }
    found
}

/// Bytes written as `\x2f`, or as they are.
fn unescaped(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        match rest {
            [b'\\', b'x', high, low, ..] => {
                bytes.push(digit(*high).unwrap() << 4 | digit(*low).unwrap());
                rest = &rest[4..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    bytes
}

/// When each post was answered with 200 or 201, by its number: a connection has one request at a time.
pub(crate) fn answered(steps: &[Step]) -> HashMap<u64, usize> {
    const KEY: &[u8] = b"idempotency-key: torture-";
    let mut asked: HashMap<&str, u64> = HashMap::new();
    let mut answered = HashMap::new();
    for step in steps {
        match &step.what {
            What::Received { connection, bytes } => {
                let key = bytes.windows(KEY.len()).position(|window| window == KEY);
                let digits = key.and_then(|at| bytes.get(at + KEY.len()..at + KEY.len() + 20));
                let number =
                    digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
                if let Some(number) = number {
                    asked.insert(connection, number);
                }
            }
            What::Sent { connection, bytes } if bytes.starts_with(b"HTTP/1.1 20") => {
                if let Some(number) = asked.remove(connection.as_str()) {
                    answered.insert(number, step.line);
                }
            }
            _ => {}
        }
    }
    answered
}

#[test]
fn lines_of_strace_are_read() {
    let hex = |text: &str| text.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    let (wal, key) =
        (hex("/d/canvass.db-wal"), hex("idempotency-key: torture-00000000000000000007"));
    let trace = format!(
        "10 recvfrom(9<{socket}>, \"{key}\", 8192, 0, NULL, NULL) = 45\n\
         11 pwrite64(5<{wal}>, \"\\x41\\x42\", 2, 56 <unfinished ...>\n\
         12 write(7<{other}>, \"\\x01\", 1) = 1\n\
         11 <... pwrite64 resumed>)      = 2\n\
         11 fsync(5<{wal}> <unfinished ...>\n\
         11 <... fsync resumed>) = 0\n\
         11 fsync(5<{wal}>) = -1 EIO (Input/output error)\n\
         10 sendto(9<{socket}>, \"{status}\", 12, MSG_NOSIGNAL, NULL, 0) = 12\n",
        socket = hex("socket:[77]"),
        other = hex("anon_inode:[eventfd]"),
        status = hex("HTTP/1.1 201"),
    );
    let steps = read(&trace, Path::new("/d"));
    assert_eq!(steps.len(), 4, "{steps:?}");
    assert!(matches!(&steps[1].what, What::Write { file, at: Some(56), bytes }
        if file == "canvass.db-wal" && bytes == b"AB" && steps[1].line == 1));
    assert!(matches!(&steps[2].what, What::Synced { begun: 4, .. } if steps[2].line == 5));
    assert_eq!(answered(&steps), HashMap::from([(7, 7)]));
}
