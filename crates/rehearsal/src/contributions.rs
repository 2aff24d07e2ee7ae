//! The contributions, one after the other, in the order in which they come in.
//!
//! Cost: under three microseconds a contribution. Memory: sixteen bytes for each campaign member to
//! come, the letters, and nothing for what has been given out.

use consultation::{Channel, Contribution, Language};

use crate::calendar::moment;
use crate::campaign;
use crate::chance::{Chance, Of, Weighted};
use crate::composition::{Brief, Composer};
use crate::options::{Options, OptionsError, Tongue, Variation};
use crate::people::People;
use crate::subject::{Side, THEMES};
use crate::truth::{Campaign, PersonalData, Planted};
use crate::variation::vary;
use crate::wording::Part;

/// Gives the contributions of a rehearsal and what was planted in each. Made by [`contributions`].
#[derive(Clone, Debug)]
pub struct Contributions {
    options: Options,
    people: People,
    campaigns: Vec<Campaign>,
    voices: Vec<Composer>,
    schedule: Vec<(f64, u32)>,
    themes: Weighted,
    leanings: Vec<f64>,
    channels: Weighted,
    tongues: Vec<Tongue>,
    tongue_weights: Weighted,
    composer: Composer,
    own: usize,
    planted: usize,
}

/// The contributions that [`rehearse`](crate::rehearse) would make, one at a time.
pub fn contributions(options: &Options) -> Result<Contributions, OptionsError> {
    options.check()?;
    let (campaigns, voices): (Vec<Campaign>, Vec<Composer>) =
        campaign::campaigns(options).into_iter().unzip();
    let schedule = campaign::schedule(options, &campaigns);
    let own = campaign::own_languages(options, &campaigns);
    let leanings = (0..THEMES.len() as u64)
        .map(|theme| 0.38 + 0.34 * Chance::new(options.seed, Of::Landscape, 1 + theme).unit());
    Ok(Contributions {
        options: options.clone(),
        people: People::new(options),
        schedule,
        themes: Weighted::new(THEMES.iter().map(|theme| theme.weight)),
        leanings: leanings.collect(),
        channels: Weighted::new(options.channels.iter().map(|(_, weight)| *weight)),
        tongues: own.iter().map(|(tongue, _)| *tongue).collect(),
        tongue_weights: Weighted::new(own.iter().map(|(_, weight)| *weight)),
        composer: Composer::default(),
        campaigns,
        voices,
        own: 0,
        planted: 0,
    })
}

impl Contributions {
    /// The planted campaigns, the largest first.
    pub fn campaigns(&self) -> &[Campaign] {
        &self.campaigns
    }

    /// The campaign whose turn it is, if it is a campaign's: members come when their share of the
    /// round has gone by, everybody else evenly in between.
    fn turn(&mut self) -> Option<usize> {
        let own = self.options.contributions - self.schedule.len();
        let gone = (self.own as f64 + 0.5) / own as f64;
        match self.schedule.get(self.planted) {
            Some((at, campaign)) if self.own == own || *at <= gone => {
                self.planted += 1;
                Some(*campaign as usize)
            }
            _ => {
                self.own += 1;
                None
            }
        }
    }

    /// Somebody's own words.
    fn own_text(&mut self, brief: &Brief, chance: &mut Chance) -> (String, Option<PersonalData>) {
        let mut text = String::with_capacity(400);
        self.composer.text(brief, chance, &mut text);
        if !chance.happens(self.options.personal_data) {
            return (text, None);
        }
        let email = brief.tongue == Tongue::English && chance.happens(0.5);
        let (part, data) = match email {
            true => (Part::Email, PersonalData::Email),
            false => (Part::Telephone, PersonalData::Telephone),
        };
        self.composer.sentence(part, brief, chance, &mut text);
        (text, Some(data))
    }

    /// A member's text, and how it varies the letter.
    fn campaign_text(
        &self,
        number: usize,
        brief: &Brief,
        chance: &mut Chance,
    ) -> (String, Variation) {
        let campaign = &self.campaigns[number];
        let verbatim = chance.happens(self.options.campaigns.verbatim);
        let variation = if verbatim { Variation::Verbatim } else { campaign.variation };
        (vary(&campaign.letter, variation, brief, &self.voices[number], chance), variation)
    }
}

impl Iterator for Contributions {
    type Item = (Contribution, Planted);

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.own + self.planted;
        if number == self.options.contributions {
            return None;
        }
        let mut chance = Chance::new(self.options.seed, Of::Contribution, number as u64);
        let turn = self.turn();
        let (theme, side, tongue) = match turn.map(|campaign| &self.campaigns[campaign]) {
            Some(campaign) => (campaign.theme, campaign.side, campaign.tongue),
            None => {
                let theme = self.themes.draw(&mut chance);
                let side = Side::ALL[usize::from(!chance.happens(self.leanings[theme]))];
                (theme, side, self.tongues[self.tongue_weights.draw(&mut chance)])
            }
        };
        let person = self.people.writer(tongue, &mut chance);
        let speaker = self.people.constituency(person);
        let (seed, design) = (self.options.seed, self.options.design);
        let brief = Brief { seed, theme, side, tongue, speaker, design };
        let (text, campaign, personal_data) = match turn {
            Some(number) => {
                let (text, variation) = self.campaign_text(number, &brief, &mut chance);
                (text, Some((number, variation)), None)
            }
            None => {
                let (text, personal_data) = self.own_text(&brief, &mut chance);
                (text, None, personal_data)
            }
        };
        let channel = self.options.channels[self.channels.draw(&mut chance)].0;
        let online = matches!(channel, Channel::Web | Channel::Api);
        let gone = (number as f64 + chance.unit()) / self.options.contributions as f64;
        let contribution = Contribution {
            constituency: brief.speaker,
            round: self.options.round.clone(),
            language: online.then(|| Language::new(tongue.tag())),
            participant: online.then(|| self.people.id(person)),
            sent: Some(moment(gone, self.options.opens, self.options.closes)),
            quotable: chance.happens(self.options.quotable),
            ..Contribution::new((number + 1).to_string(), text, channel)
        };
        Some((contribution, Planted { theme, side, tongue, campaign, personal_data }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.options.contributions - self.own - self.planted;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Contributions {}
