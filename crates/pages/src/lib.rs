//! What the system shows: findings and plan to HTML, SVG and CSV.
//!
//! Nouns come in, text goes out. Nothing here reads a file, asks a clock or works out a figure that its
//! caller does not already hold; the same nouns in the same language give the same bytes.
//!
//! * [`Words`] says every sentence of the system, in each language it speaks. Templates and code hold
//!   keys; the sentences stand in `locales/`.
//! * [`chart`] writes SVG. A chart is a row of a table, with its numbers in the cells beside it.
//! * [`Layout`] is the frame of a page. A page is a struct and a template of one name (`message.rs`,
//!   `templates/message.html`), checked against each other when compiling; [`Message`] is the
//!   smallest one.
//! * [`STYLE`] is the one style sheet. The system speaks in the sans face, people in the serif one.
//! * [`report`] writes what an analysis found as one page that an office can read and print, and
//!   [`export`] the same findings as tables.
//!
//! No page needs a script, and none has one or a style attribute in itself: the policy it is served under
//! allows neither. One script of the site checks a receipt in the browser (`receipt.js`).
//!
//! ```
//! use askama::Template;
//! use pages::{Layout, Message, Style, Words};
//!
//! let w = Words::of("zh").expect("Chinese is spoken here");
//! let layout = Layout::bare(w, w.say("nav-said"), Style::Linked("/style.css"));
//! let page = Message { layout, w, sentences: vec![w.number(3_113_402)], next: None };
//! let html = page.render().expect("a template writes into a string");
//! assert!(html.contains("<h1>大家说了什么</h1>") && html.contains("3,113,402"));
//! ```

pub mod chart;
pub mod export;
mod finding;
mod layout;
mod markup;
mod message;
mod report;
pub mod site;
mod tag;
mod words;

pub use layout::{LanguageLink, Layout, Link, Masthead, NavLink, Part, STYLE, Style};
pub use markup::{Markup, isolated};
pub use message::Message;
pub use report::{FileRead, ReportOptions, SetAside, report};
pub use words::{Value, Words, machine};
