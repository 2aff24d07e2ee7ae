//! Which language and which plan an address names.
//!
//! An address is `/[language]/[plan]/page…`: the language only when it is not English, the plan only when it is
//! nested under the top one. Both are taken off before routing, so that one route serves every
//! language and plan. So is `/runs/N` before a page of findings: it shows those of run N, whatever came since.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use pages::Words;
use pages::site::speaks_of_a_run;
use plan::PlanId;
use store::Plans;

/// Language, plan and page of a request; in the request's extensions once the prefix is taken off.
#[derive(Clone, Debug)]
pub struct Address {
    /// The language of the frame.
    pub w: &'static Words,
    /// The plan; `None` for the top one.
    pub plan: Option<PlanId>,
    /// The analysis run whose findings are meant; `None` for the latest.
    pub run: Option<u64>,
    /// Path without all of these, from its first slash.
    pub path: String,
    /// What stands after the question mark, with it; empty when nothing does.
    pub query: String,
}

impl Address {
    /// The home page in English.
    pub fn front() -> Address {
        Address {
            w: Words::english(),
            plan: None,
            run: None,
            path: "/".to_owned(),
            query: String::new(),
        }
    }

    /// The address of `path` in the same language and plan.
    pub fn to(&self, path: &str) -> String {
        self.in_language(self.w, path)
    }

    /// The address of `path` in another language and the same plan.
    pub fn in_language(&self, w: &'static Words, path: &str) -> String {
        let mut address = String::new();
        if w.tag() != Words::english().tag() {
            address = format!("/{}", w.tag());
        }
        if let Some(plan) = &self.plan {
            address = format!("{address}/{}", plan.as_str());
        }
        match (address.is_empty(), path) {
            (true, _) => path.to_owned(),
            (false, "/") => address,
            (false, _) => address + path,
        }
    }

    /// The address of this same page, its question with it, in another language.
    pub fn same_page_in(&self, w: &'static Words) -> String {
        let run = self.run.map(|run| format!("/runs/{run}")).unwrap_or_default();
        self.in_language(w, &(run + &self.path)) + &self.query
    }

    /// The same address where no run is meant: `/runs/3` stands in its path then.
    pub fn without_run(&self) -> Address {
        let run = self.run.map(|run| format!("/runs/{run}")).unwrap_or_default();
        Address { run: None, path: run + &self.path, ..self.clone() }
    }

    /// Reads a path.
    pub fn read(path: &str, plans: &Plans) -> Address {
        let (w, rest) = match split_first(path) {
            Some((first, rest)) => match Words::of(first).filter(|w| w.tag() != "en") {
                Some(w) => (w, rest),
                None => (Words::english(), path),
            },
            None => (Words::english(), path),
        };
        let nested = split_first(rest).and_then(|(first, below)| {
            let plan = plans.plan(&PlanId(first.to_owned()))?;
            (plan.parent.is_some()).then(|| (plan.id.clone(), below))
        });
        let (plan, rest) = nested.map_or((None, rest), |(plan, below)| (Some(plan), below));
        let (run, rest) = of_run(rest).map_or((None, rest), |(run, rest)| (Some(run), rest));
        let path = if rest.is_empty() { "/".to_owned() } else { rest.to_owned() };
        Address { w, plan, run, path, query: String::new() }
    }

    /// Takes the prefix off a request and leaves the address in its extensions.
    pub fn take_off(request: &mut Request, plans: &Plans) {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let address = Address { query, ..Address::read(request.uri().path(), plans) };
        let mut parts = request.uri().clone().into_parts();
        let rewritten = PathAndQuery::try_from(format!("{}{}", address.path, address.query));
        if let Ok(path) = rewritten {
            parts.path_and_query = Some(path);
            if let Ok(uri) = Uri::from_parts(parts) {
                *request.uri_mut() = uri;
            }
        }
        request.extensions_mut().insert(address);
    }
}

/// `/runs/3/said/2.1` into 3 and `/said/2.1`, where what stands there speaks of a run's findings alone.
fn of_run(path: &str) -> Option<(u64, &str)> {
    let (number, rest) = split_first(path.strip_prefix("/runs")?)?;
    let run = number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    match rest {
        "" => Some((run, "/said")),
        rest => speaks_of_a_run(rest).then_some((run, rest)),
    }
}

/// `/a/b/c` into `a` and `/b/c`.
fn split_first(path: &str) -> Option<(&str, &str)> {
    let path = path.strip_prefix('/')?;
    let end = path.find('/').unwrap_or(path.len());
    Some((&path[..end], &path[end..]))
}
