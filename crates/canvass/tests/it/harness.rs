//! A service on a fresh store, asked without a socket.

use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use canvass::cli::{Method, VotesProfile};
use canvass::commands::init;
use canvass::commands::run::analyse_stored;
use canvass::router::router;
use canvass::service::{Service, now};
use consultation::{LocalText, Question, Release, Round, RoundId, Statement, Timestamp};
use plan::leaf::SealedAct;
use plan::{Act, Plan, PlanId};
use serde_json::Value;
use store::{NewRecord, Post, Store};
use tower::ServiceExt;

pub(crate) const DAY: i64 = 86_400_000;

/// A service with its store. The directory goes with it.
pub(crate) struct Site {
    pub(crate) store: Arc<Store>,
    pub(crate) service: Service,
    _directory: tempfile::TempDir,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Site {
    /// The plan of `plan::example` with three rounds: `open`, `over`, `later`.
    pub(crate) fn new() -> Site {
        let site = Site::empty();
        let plan = Plan { constituencies: vec!["farmers".into()], ..plan::example() };
        init::publish(&site.store, &plan).unwrap();
        for (id, from, until) in [("open", -1, 30), ("over", -30, -1), ("later", 1, 30)] {
            site.act(&plan.id, Act::OpenRound(round(id, from, until)));
        }
        site
    }

    /// No plan at all.
    pub(crate) fn empty() -> Site {
        let directory = tempfile::tempdir().unwrap();
        let key = canvass::seal::log_key("localhost/example/log1").unwrap();
        let store = Arc::new(Store::create(&directory.path().join("data"), [7; 32], &key).unwrap());
        let service = Service::new(Arc::clone(&store), false);
        Site { store, service, _directory: directory }
    }

    pub(crate) fn act(&self, plan: &PlanId, act: Act) {
        let record = NewRecord::Act(SealedAct::new(plan.clone(), act));
        self.store.submit(Post::one(now(), record)).unwrap();
    }

    pub(crate) fn size(&self) -> u64 {
        self.store.tree().unwrap().size
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = router(self.service.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
        self.ask(request.unwrap()).await
    }

    /// A form as a browser sends it from a page of the same site.
    pub(crate) async fn post_form(
        &self,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.join("&")));
        self.ask(request.unwrap()).await
    }

    pub(crate) async fn post_json(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::post(path);
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Sends contributions to the open round, of these numbers, with the words that `text` gives.
    pub(crate) async fn write(&self, numbers: Range<usize>, text: impl Fn(usize) -> String) {
        for number in numbers {
            let body = serde_json::json!({ "text": text(number) }).to_string();
            let key = format!("letter-number-{number:04}");
            let path = "/api/v1/rounds/open/contributions";
            let sent = self.post_json(path, &[("idempotency-key", &key)], &body).await;
            assert_eq!(sent.status, StatusCode::CREATED);
        }
    }

    /// Analyses everything as `canvass run` does, for so many themes; gives the run.
    pub(crate) fn analyse(&self, themes: u32) -> u64 {
        let method = Method {
            themes: Some(themes),
            votes_profile: VotesProfile::Polis,
            model: "none".into(),
            seed: 1,
            threads: Some(1),
        };
        analyse_stored(&self.store, &method).unwrap()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The pair of a `Set-Cookie` header, as a browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The value of the first field with this name.
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let start = self.body.find(&mark).unwrap_or_else(|| panic!("no {name}: {}", self.body));
        let rest = &self.body[start + mark.len()..];
        rest[..rest.find('"').unwrap()].to_owned()
    }

    /// The words of the page, without tags and with single spaces.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        for (at, piece) in self.body.split('<').enumerate() {
            let text = if at == 0 { piece } else { piece.split_once('>').map_or("", |s| s.1) };
            words.push_str(text);
            words.push(' ');
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// A round that opens and closes so many days from now.
pub(crate) fn round(id: &str, from: i64, until: i64) -> Round {
    let now = now().0;
    let statement = |number: u32, en: &str, zh: &str| Statement {
        translations: LocalText::en_zh(en, zh),
        is_seed: true,
        ..Statement::new(number.to_string(), en)
    };
    Round {
        id: RoundId(id.into()),
        title: LocalText::en_zh("The outline", "纲要"),
        opens: Timestamp(now + from * DAY),
        closes: Timestamp(now + until * DAY),
        questions: vec![Question {
            id: "water".into(),
            text: LocalText::en_zh("Who should be supplied first?", "应先供给何处？"),
            chapter: Some("2".into()),
        }],
        statements: vec![
            statement(1, "Homes come before fields.", "居民用水优先于农田。"),
            statement(2, "Publish the order every week.", "每周公布供水次序。"),
            statement(3, "Fields come before factories.", "农田优先于工厂。"),
        ],
        release: Release::Held,
        consent: LocalText::en_zh("Your words are kept.", "您的文字会保存。"),
    }
}
