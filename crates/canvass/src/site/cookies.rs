//! Two cookies: who votes, and which contribution is followed. Neither says who somebody is.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::{FOLLOW_SECONDS, VOTER_SECONDS};
use crate::service::Service;

/// What a cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// A voter's bearer token.
    Voter,
    /// A follow-up code.
    Follow,
}

impl Cookie {
    fn name(self, service: &Service) -> String {
        let name = match self {
            Cookie::Voter => "canvass-voter",
            Cookie::Follow => "canvass-follow",
        };
        // The prefix makes browsers refuse a cookie that another host or plain HTTP tries to set.
        if service.public { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// Its value in a request.
    pub fn read(self, service: &Service, headers: &HeaderMap) -> Option<String> {
        let name = self.name(service);
        let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
        cookies.flat_map(|line| line.split(';')).find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then(|| value.to_owned())
        })
    }

    /// The header that sets it. The value is hex or a follow-up code, so it needs no quoting.
    pub fn set(self, service: &Service, value: &str) -> HeaderValue {
        let seconds = match self {
            Cookie::Voter => VOTER_SECONDS,
            Cookie::Follow => FOLLOW_SECONDS,
        };
        self.header(service, value, seconds)
    }

    /// The header that removes it.
    pub fn remove(self, service: &Service) -> HeaderValue {
        self.header(service, "", 0)
    }

    fn header(self, service: &Service, value: &str, seconds: u32) -> HeaderValue {
        let secure = if service.public { "; Secure" } else { "" };
        let name = self.name(service);
        let line =
            format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(line).expect("a token or a code is visible ASCII")
    }
}
