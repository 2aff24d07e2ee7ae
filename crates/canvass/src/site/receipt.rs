//! The receipt and the private slip of the contribution whose code this browser holds, as a page and as
//! files; and the page on which anyone checks a receipt that he was shown.
//!
//! No address holds the code or the words: what is given out is that of the cookie. Once the words are
//! erased the answer is 410 with the number alone.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use pages::Part;
use pages::site::{self, AskedForCode, OwnReceipt};
use tlog::{Policy, check_receipt};

use super::mine::why_gone;
use super::page::{page, personal, with_status};
use super::take_part::followed;
use super::visit::Visit;
use crate::problem::Problem;
use crate::receipt;
use crate::seal::FollowUpCode;

/// A receipt with its slip.
pub struct Held {
    index: u64,
    size: u64,
    text: String,
    slip: String,
    keys: String,
}

impl Held {
    /// As the pages take it.
    pub fn shown(&self) -> OwnReceipt<'_> {
        OwnReceipt {
            index: self.index,
            size: self.size,
            text: &self.text,
            slip: &self.slip,
            keys: &self.keys,
        }
    }
}

/// The receipt of the leaf at `index`, checked here before it is shown.
pub(super) async fn of(visit: &Visit, index: u64, code: FollowUpCode) -> Result<Held, Problem> {
    let read = move |store: &store::Store| {
        let receipt = receipt::as_given(store, index)?;
        Ok((receipt, receipt::slip(store, index, code)?, store.log_keys()?))
    };
    let (Some(receipt), Some(slip), keys) = visit.service.read(read).await? else {
        return Err(Problem::internal());
    };
    let text = receipt.to_string();
    let (report, read) = check_receipt(&text, Some(&Policy::of_log(receipt.key)));
    let Some(read) = read.filter(|_| report.holds()) else { return Err(Problem::internal()) };
    let tree = tlog::Checkpoint::read(read.proof.checkpoint.text());
    let size = tree.map_err(|_| Problem::internal())?.tree.size;
    let keys = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    Ok(Held { index, size, text, slip, keys })
}

/// `GET /mine/receipt`: the receipt, checked, and the slip.
pub async fn own(visit: Visit, headers: HeaderMap) -> Response {
    let made = answer(&visit, &headers, |visit, held| {
        personal(site::receipt(&visit.frame(Some(Part::Check)), held.shown()))
    });
    page(&visit, made.await)
}

/// `GET /mine/receipt/file`: the receipt as a file to keep and to show.
pub async fn file(visit: Visit, headers: HeaderMap) -> Response {
    let made = answer(&visit, &headers, |_, held| {
        download(format!("{}.canvass-receipt", held.index), held.text.clone())
    });
    page(&visit, made.await)
}

/// `GET /mine/receipt/slip`: the private slip as a file to keep and to show nobody.
pub async fn slip(visit: Visit, headers: HeaderMap) -> Response {
    let made = answer(&visit, &headers, |_, held| {
        download(format!("{}.canvass-slip", held.index), held.slip.clone())
    });
    page(&visit, made.await)
}

async fn answer(
    visit: &Visit,
    headers: &HeaderMap,
    show: impl FnOnce(&Visit, &Held) -> Response,
) -> Result<Response, Problem> {
    let frame = visit.frame(Some(Part::Check));
    let Some((code, stored)) = followed(visit, headers).await? else {
        return Ok(personal(site::mine(&frame, AskedForCode::NotAtHand)));
    };
    if !stored.standing.has_words() {
        let gone = site::gone(&frame, stored.index, why_gone(stored.standing));
        return Ok(with_status(StatusCode::GONE, personal(gone)));
    }
    Ok(show(visit, &of(visit, stored.index, code).await?))
}

fn download(name: String, text: String) -> Response {
    let mut response = personal(text);
    let headers = response.headers_mut();
    let value = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    headers.insert(header::CONTENT_DISPOSITION, value.expect("a number and ASCII letters"));
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// `GET /receipt`: whoever was shown a receipt checks it here, in the browser.
pub async fn shown(visit: Visit) -> Response {
    let keys = visit.service.read(store::Store::log_keys).await.map(|keys| {
        let keys = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        Html(site::receipt_shown(&visit.frame(Some(Part::Check)), &keys)).into_response()
    });
    page(&visit, keys)
}
