//! Campaigns: who counts as a signer.

use consultation::ParticipantId;

use super::{analysed, heard};

const LETTER: &str = "Please keep the night train between the two valleys running, since nurses and bakers go home by it and no \
                      bus does.";

/// The letter sent by each of these, `-` being somebody unknown, among other texts.
fn sent_by(senders: &[&str]) -> Option<(u64, Option<u64>)> {
    let texts: Vec<&str> =
        senders.iter().map(|_| LETTER).chain(["Wells run dry.", "Clean the road."]).collect();
    let mut heard = heard(&texts);
    for (contribution, sender) in heard.contributions.iter_mut().zip(senders) {
        contribution.participant = (*sender != "-").then(|| ParticipantId((*sender).into()));
    }
    let found = analysed(&heard, None).findings;
    assert!(found.campaigns.len() < 2);
    found.campaigns.first().map(|one| (one.signers.count, one.people))
}

#[test]
fn everybody_is_one_signer_however_often_they_sent_a_letter() {
    assert_eq!(sent_by(&["mary"; 20]), None, "one person is no campaign");
    assert_eq!(sent_by(&["mary", "mary", "mary", "ann", "bo", "cy"]), None, "nor are four");
    let five = ["mary", "mary", "ann", "bo", "cy", "-", "-"];
    assert_eq!(sent_by(&five), Some((7, Some(6))));
    assert_eq!(sent_by(&["-"; 6]), Some((6, None)));
}
