//! The program as its users have it: commands in processes of their own, pages over a socket.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");

/// Runs a command to its end; gives what it printed, or how it failed and what it said.
pub(crate) fn run(words: &[&str]) -> Result<String, (i32, String)> {
    let done = Command::new(PROGRAM).args(words).output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match done.status.code() {
        Some(0) => Ok(said(&done.stdout)),
        code => Err((code.unwrap_or(-1), said(&done.stderr))),
    }
}

/// A folder of the tree's `examples`.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

/// A running `canvass serve` over a data directory.
pub(crate) struct Served {
    child: Child,
    address: SocketAddr,
    /// What else it says is read, so that it never waits for a reader.
    _said: JoinHandle<String>,
}

/// A page as it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) html: String,
}

impl Served {
    pub(crate) fn start(data: &Path) -> Served {
        let mut child = Command::new(PROGRAM)
            .arg("serve")
            .arg(data)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended: {:?}", child.wait());
            if let Some(rest) = line.strip_prefix("Serving  http://") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        let said = std::thread::spawn(move || {
            let mut rest = String::new();
            let _ = lines.read_to_string(&mut rest);
            rest
        });
        Served { child, address, _said: said }
    }

    pub(crate) fn get(&self, path: &str) -> Page {
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n"))
    }

    /// Posts JSON under an idempotency key.
    pub(crate) fn post(&self, path: &str, headers: &str, body: &str) -> Page {
        let length = body.len();
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\
             content-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}"
        ))
    }

    fn ask(&self, request: &str) -> Page {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = &answer[end + 4..];
        let body = if chunked { unchunked(body) } else { body.to_vec() };
        let html = String::from_utf8(body).unwrap();
        Page { status, html }
    }

    /// Every page that links lead to from these addresses, by address.
    pub(crate) fn every_page_from(&self, starts: &[&str]) -> BTreeMap<String, Page> {
        let mut waiting: Vec<String> = starts.iter().map(|&start| start.to_owned()).collect();
        let mut pages = BTreeMap::new();
        while let Some(path) = waiting.pop() {
            if pages.contains_key(&path) {
                continue;
            }
            let page = self.get(&path);
            waiting.extend(page.links());
            pages.insert(path, page);
        }
        pages
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Page {
    /// The words of the page's main part, without tags and with single spaces.
    pub(crate) fn words(&self) -> String {
        let main = self.html.split_once("<main").map_or(self.html.as_str(), |(_, main)| main);
        words_of(main.split("</main>").next().unwrap_or_default())
    }

    /// The addresses within the site that the page links to, without anchors.
    pub(crate) fn links(&self) -> Vec<String> {
        let found = self.html.split("href=\"/").skip(1).map(|rest| rest.split('"').next().unwrap());
        let pages = found.map(|href| format!("/{}", href.replace("&amp;", "&")));
        let pages = pages.map(|href| href.split('#').next().unwrap().to_owned());
        pages.filter(|href| !href.starts_with("/style-")).collect()
    }
}

/// The words of a piece of HTML, without tags, with single spaces, and as they are read.
pub(crate) fn words_of(html: &str) -> String {
    let mut words = String::new();
    for (at, piece) in html.split('<').enumerate() {
        words.push_str(if at == 0 { piece } else { piece.split_once('>').map_or("", |s| s.1) });
        words.push(' ');
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(words, |text, (escaped, read)| text.replace(escaped, read));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).unwrap().trim();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            break;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
    }
    body
}
