//! The receipt: its text, what a check of it finds, and the private slip beside it.
//!
//! The text stands in the page, so a reader without JavaScript has all of it. With JavaScript the page's
//! one script ([`RECEIPT_SCRIPT`]) checks that text in the browser and says so in the words that stand
//! ready in the page; until then the page says that this server has checked it.

use askama::Template;

use crate::layout::{Layout, Link};
use crate::site::Frame;
use crate::words::Words;

/// The script that checks a receipt in the browser. The site serves it under a name with its hash.
pub const RECEIPT_SCRIPT: &str = include_str!("../../receipt.js");

/// Stand in the words of the steps for the numbers of a receipt that only the browser has read.
const INDEX: &str = "⟨1⟩";
const SIZE: &str = "⟨2⟩";

/// A receipt that its owner looks at.
#[derive(Clone, Copy, Debug)]
pub struct OwnReceipt<'a> {
    /// Number of the entry.
    pub index: u64,
    /// Entries of the tree it proves against.
    pub size: u64,
    /// The text of the file.
    pub text: &'a str,
    /// The private slip's text.
    pub slip: &'a str,
    /// The verifier keys that this log signs and has signed with, one a line.
    pub keys: &'a str,
}

/// A receipt, its check and its downloads, as they stand on a page.
pub(super) struct ReceiptBox<'a> {
    pub(super) own: OwnReceipt<'a>,
    pub(super) steps: Vec<Step>,
    pub(super) file: Link,
    pub(super) slip: Link,
    pub(super) name: String,
    pub(super) slip_name: String,
    pub(super) check: String,
}

/// One thing that the check finds, in the words for each way it can end.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) holds: String,
    pub(super) fails: String,
    pub(super) unknown: String,
}

impl<'a> ReceiptBox<'a> {
    pub(super) fn of(frame: &Frame<'_>, own: OwnReceipt<'a>) -> ReceiptBox<'a> {
        let w = frame.w;
        ReceiptBox {
            own,
            steps: steps(w, &w.number(own.index), &w.number(own.size)),
            file: frame.at("/mine/receipt/file", w.say("receipt-save")),
            slip: frame.at("/mine/receipt/slip", w.say("slip-save")),
            name: format!("{}.canvass-receipt", own.index),
            slip_name: format!("{}.canvass-slip", own.index),
            check: frame.to("/receipt"),
        }
    }
}

fn steps(w: &Words, index: &str, size: &str) -> Vec<Step> {
    let values = [("index", index.into()), ("size", size.into())];
    let step = |name, holds: &str, fails: &str| Step {
        name,
        holds: w.say_with(holds, &values),
        fails: w.say_with(fails, &values),
        unknown: String::new(),
    };
    let signature = step("signature", "receipt-signature", "receipt-signature-fails");
    vec![
        step("record", "receipt-record", "receipt-record-fails"),
        step("tree", "receipt-tree", "receipt-tree-fails"),
        Step { unknown: w.say("receipt-signature-unknown"), ..signature },
        step("key", "receipt-key", "receipt-key-fails"),
    ]
}

#[derive(Template)]
#[template(path = "site/receipt.html")]
struct ReceiptPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    script: &'a str,
    receipt: ReceiptBox<'a>,
}

/// The page of one's own receipt, for as long as the code is at hand.
pub fn receipt(frame: &Frame<'_>, own: OwnReceipt<'_>) -> String {
    let w = frame.w;
    let page = ReceiptPage {
        layout: frame.layout(
            w.say("receipt-title"),
            vec![
                frame.link("/check", w.say("nav-check")),
                frame.link("/mine/way", w.say("way-title")),
            ],
        ),
        w,
        script: frame.script,
        receipt: ReceiptBox::of(frame, own),
    };
    page.render().expect("a template writes into a string")
}

#[derive(Template)]
#[template(path = "site/receipt_shown.html")]
struct ShownPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    script: &'a str,
    keys: &'a str,
    steps: Vec<Step>,
}

/// The page for whoever was shown a receipt: it is checked in the browser and sent nowhere.
pub fn receipt_shown(frame: &Frame<'_>, keys: &str) -> String {
    let w = frame.w;
    let page = ShownPage {
        layout: frame.layout(w.say("shown-title"), vec![frame.link("/check", w.say("nav-check"))]),
        w,
        script: frame.script,
        keys,
        steps: steps(w, INDEX, SIZE),
    };
    page.render().expect("a template writes into a string")
}
