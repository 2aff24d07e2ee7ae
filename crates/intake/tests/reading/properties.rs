//! Whatever the bytes, reading ends, does not panic, and rows add up.

use intake::{Input, Options, Source};
use proptest::prelude::*;

use crate::{assert_adds_up, read_one};

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["t.csv", "t.jsonl", "t.xlsx", "comments.csv", "t"])
}

proptest! {
    #[test]
    fn any_bytes(name in names(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_one(name, bytes);
    }

    #[test]
    fn any_table(text in "(编号|id)[,;](text|意见|channel)\n([a1,;\"\n\r\0水{}: ]{0,12}[\n\r]{0,2}){0,6}") {
        for bytes in [text.clone().into_bytes(), encoding_rs::GB18030.encode(&text).0.into_owned()] {
            if let Ok(read) = read_one("t.csv", bytes) {
                prop_assert_eq!(read.heard.contributions.len() as u64, read.files[0].accepted);
                prop_assert_eq!(read.quarantine.len() as u64, read.files[0].quarantined);
                let mut ids: Vec<_> = read.heard.contributions.iter().map(|c| c.id.as_str()).collect();
                ids.sort_unstable();
                ids.dedup();
                prop_assert_eq!(ids.len() as u64, read.files[0].accepted);
            }
        }
    }

    #[test]
    fn any_bytes_of_a_table(
        bytes in prop::collection::vec(
            prop::sample::select(b"1a,;\"\n\r\0\xe9\xff\xe6\xb0\xb4\xc4\xe3\x81".to_vec()), 0..60),
    ) {
        let bytes = [&b"id,text\n"[..], &bytes].concat();
        if let Ok(read) = read_one("t.csv", bytes) {
            prop_assert_eq!(read.quarantine.len() as u64, read.files[0].quarantined);
        }
    }

    #[test]
    fn any_lines_of_json(text in "(\\{\"text\":(\"a\"|1|null|\\[\\]|\\{\\})(,\"id\":\"x\")?\\}|[{}\"a]{0,3}|\n){0,12}") {
        if let Ok(read) = read_one("t.jsonl", &text) {
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert_eq!(read.files[0].rows_read, lines as u64);
        }
    }

    #[test]
    fn any_polis_folder(
        comments in "([0-3],(1|0|-1|x),[a\", ]{0,4}\n){0,6}",
        votes in "(([0-9]{0,10}|x),[0-4]?,[a-c]?,(1|-1|0|2)?\n){0,8}",
        matrix in "([a-d]?(,(1|-1|0|x)?){3}\n){0,5}",
    ) {
        let file = |name: &str, text: String| Source::memory(name, text);
        let files = vec![
            file("comments.csv", format!("comment-id,moderated,comment-body\n{comments}")),
            file("votes.csv", format!("timestamp,comment-id,voter-id,vote\n{votes}")),
            file("participants-votes.csv", format!("participant,0,1,7\n{matrix}")),
        ];
        let input = Input::Folder { path: "p".into(), files };
        if let Ok(read) = intake::read(vec![input], &Options::default()) {
            assert_adds_up(&read);
            prop_assert_eq!(read.heard.votes.len() as u64, read.files[1].accepted);
            prop_assert!(read.heard.votes.is_sorted_by_key(|vote| vote.time));
            let mut seen = 0;
            for vote in &read.heard.votes {
                prop_assert!(vote.participant <= seen);
                seen = seen.max(vote.participant + 1);
            }
            prop_assert_eq!(seen as usize, read.heard.participants.len());
        }
    }
}
