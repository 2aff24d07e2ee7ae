//! What is held: the one table a reader needs. The detectors beside this file only carry it out.

/// A crate of ours, what of ours it may import, and what it never touches.
pub(super) struct Room {
    /// Its folder under `crates/`.
    pub(super) name: &'static str,
    /// Rooms it may name under `[dependencies]` and `[build-dependencies]`.
    pub(super) may_import: &'static [&'static str],
    /// Rooms it may name besides under `[dev-dependencies]`.
    pub(super) tests_may_import: &'static [&'static str],
    /// Packages that may not be in its tree, however far down.
    pub(super) never_links: &'static [&'static [&'static str]],
    /// Paths that may not be in its `src/` outside tests.
    pub(super) never_names: &'static [&'static [&'static str]],
}

const ASYNC: &[&str] = &["tokio", "futures-executor", "async-std", "smol"];
const NETWORK: &[&str] = &["axum", "hyper", "reqwest", "ureq", "lettre", "tower-http"];
const SQL: &[&str] = &["rusqlite", "tokio-postgres", "postgres", "sqlx", "diesel"];
const HTML: &[&str] = &["askama"];

const OUTSIDE: &[&str] = &["std::env", "std::fs", "std::net", "std::process"];
const SOCKETS: &[&str] = &["std::net"];
const CLOCK: &[&str] = &["std::time::SystemTime", "std::time::Instant"];
const CHANCE: &[&str] = &["getrandom", "rand::rng", "rand::random", "rand::thread_rng"];

const PURE_LINKS: &[&[&str]] = &[ASYNC, NETWORK, SQL];
const PURE_NAMES: &[&[&str]] = &[OUTSIDE, CLOCK, CHANCE];

/// Who may import whom.
pub(super) const ROOMS: [Room; 10] = [
    Room {
        name: "consultation",
        may_import: &[],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "findings",
        may_import: &["consultation"],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "plan",
        may_import: &["consultation", "findings"],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "tlog",
        may_import: &[],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "intake",
        may_import: &["consultation", "plan"],
        tests_may_import: &[],
        never_links: &[ASYNC, NETWORK, SQL],
        never_names: &[SOCKETS],
    },
    Room {
        name: "analysis",
        may_import: &["consultation", "findings"],
        // What it finds is held to what a rehearsal planted.
        tests_may_import: &["rehearsal"],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "rehearsal",
        may_import: &["consultation", "findings", "plan"],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: PURE_NAMES,
    },
    Room {
        name: "store",
        may_import: &["consultation", "findings", "plan", "tlog"],
        tests_may_import: &[],
        never_links: &[NETWORK, HTML],
        never_names: &[SOCKETS],
    },
    Room {
        name: "pages",
        may_import: &["consultation", "findings", "plan", "tlog"],
        tests_may_import: &[],
        never_links: PURE_LINKS,
        never_names: &[OUTSIDE, CLOCK],
    },
    Room {
        name: "canvass",
        may_import: &[
            "consultation",
            "findings",
            "plan",
            "tlog",
            "intake",
            "analysis",
            "rehearsal",
            "store",
            "pages",
        ],
        tests_may_import: &[],
        never_links: &[HTML, SQL],
        never_names: &[],
    },
];

/// Rooms that may print: the house answers people, the others return values.
pub(super) const MAY_PRINT: [&str; 2] = ["crates/canvass/", "xtask/"];

/// The only room with SQL.
pub(super) const SQL_ROOM: &str = "crates/store/";

/// Where a string may hold tags: pages write them, intake reads XML out of workbooks.
pub(super) const MAY_HOLD_HTML: [&str; 3] = ["crates/pages/", "crates/intake/", OWN_FOLDER];

/// Where words of foreign formats stand under their own names.
pub(super) const FOREIGN_WORDS: [&str; 1] = ["crates/intake/"];

/// A function has at most this many lines, from `fn` to its closing brace; lines inside a string
/// literal do not count.
pub(super) const FUNCTION_LINES: usize = 70;

/// A source file has at most this many lines.
pub(super) const FILE_LINES: usize = 1000;

/// Longer files, each a list of like things.
pub(super) const LONG_FILES: [&str; 0] = [];

/// Names that say nothing of what is inside.
pub(super) const DRAWERS: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"];

/// Marks of work left open.
pub(super) const LEFT_OPEN: [&str; 3] = ["TODO", "FIXME", "XXX"];

/// Words that fill a sentence and say nothing, in documents and doc comments. Code spans, quotations
/// and quoted words are let be, and so is the `robust` vote profile.
pub(super) const PADDING: [&str; 21] = [
    "robust",
    "robustly",
    "comprehensive",
    "comprehensively",
    "seamless",
    "seamlessly",
    "leverage",
    "leverages",
    "leveraging",
    "ensure",
    "ensures",
    "ensuring",
    "ensured",
    "powerful",
    "production-ready",
    "best practice",
    "best practices",
    "in order to",
    "simply",
    "please note",
    "note that",
];

/// Documents in which padding is let be: a plan speaks its own language.
pub(super) const OTHERS_PROSE: [&str; 1] = ["examples/"];

/// Paths of one machine. Written in pieces, so that this file does not hold them.
pub(super) const MACHINE_PATHS: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("shared/", "corpora"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// Registry hosts, in pieces too: a build reads them from the clients' own settings.
pub(super) const REGISTRY_HOSTS: [&str; 7] = [
    concat!("crates.io", "-index"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs"),
    concat!("pypi.org", "/simple"),
    concat!("files.", "pythonhosted"),
    concat!("deb.", "debian.org"),
];

/// Files that may name what `MACHINE_PATHS` or `REGISTRY_HOSTS` forbid: the lock file cargo writes,
/// and the script that tells the tests where this project's machines keep the corpora.
pub(super) const MAY_NAME_PLACES: [&str; 2] = ["Cargo.lock", ".ci/run"];

/// The detectors' own folder: it holds the words it looks for.
pub(super) const OWN_FOLDER: &str = "xtask/src/tidy/";
