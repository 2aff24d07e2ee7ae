//! What a rehearsal is to look like.

use consultation::{Channel, Constituency, RoundId, Timestamp};

/// A language in which texts can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// English, `en`.
    English,
    /// Simplified Chinese, `zh`.
    Chinese,
}

impl Tongue {
    /// Both.
    pub const ALL: [Tongue; 2] = [Tongue::English, Tongue::Chinese];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Chinese => "zh",
        }
    }
}

/// How much unrelated texts have in common, word for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Design {
    /// Everybody finds words of their own: unrelated texts share short phrases at most.
    OwnWords,
    /// Sentences recur: every text holds one or two of a few stock sentences (as when people quote
    /// the question or copy a form of words), and a sentence about a theme is one of eight.
    StockSentences,
}

/// How a member of a campaign differs from the letter everybody was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variation {
    /// Not at all.
    Verbatim,
    /// In case, punctuation, width of characters and white space only.
    Surface,
    /// One word in twenty is another (in Chinese, one character).
    Edit5,
    /// One word in ten is another (in Chinese, one character).
    Edit10,
    /// The letter and, before or after it, own words of about a quarter of its length.
    Personal,
    /// The letter stands inside own words of about its length, and makes up half of the text.
    Embedded,
}

impl Variation {
    /// The five that change something.
    pub const CHANGING: [Variation; 5] = [
        Variation::Surface,
        Variation::Edit5,
        Variation::Edit10,
        Variation::Personal,
        Variation::Embedded,
    ];
}

/// The campaigns to plant.
#[derive(Clone, Debug, PartialEq)]
pub struct CampaignOptions {
    /// How many; fewer are planted when there are not three contributions for each.
    pub count: usize,
    /// Share of all contributions that belong to one, 0 to 1.
    pub share: f64,
    /// Shape of the Pareto distribution of their sizes, above 0: the smaller, the more the largest
    /// outgrow the others.
    pub shape: f64,
    /// Share of a campaign's members that send the letter unchanged, 0 to 1.
    pub verbatim: f64,
    /// The kinds of change, with weights; each campaign has one of them.
    pub variations: Vec<(Variation, f64)>,
}

/// The votes to plant. Probabilities are among those who do not pass.
#[derive(Clone, Debug, PartialEq)]
pub struct VoteOptions {
    /// The opinion groups' relative sizes: one number a group, one to six groups.
    pub groups: Vec<f64>,
    /// On a divisive statement, the probability to agree at the centre of a group that leans
    /// towards it, less that at the centre of one that leans away; 0 to 0.96.
    pub separation: f64,
    /// How far people stand from their group's centre: standard deviation, in log-odds.
    pub spread: f64,
    /// Mean share of the statements that a voter votes on, above 0 up to 1.
    pub density: f64,
    /// Log-standard deviation of how much people vote.
    pub activity: f64,
    /// Log-standard deviation of how often statements are voted on.
    pub popularity: f64,
    /// Share of votes that pass, 0 up to, not including, 1.
    pub pass: f64,
    /// Share of votes that the voter later casts anew, differently, 0 to 1.
    pub revised: f64,
}

/// A rehearsal.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Everything drawn depends on this and on the other options alone.
    pub seed: u64,
    /// First moment of the round.
    pub opens: Timestamp,
    /// The moment at which it closes; everything happens before.
    pub closes: Timestamp,
    /// The round that contributions are filed under.
    pub round: Option<RoundId>,
    /// How many contributions.
    pub contributions: usize,
    /// How many people vote.
    pub voters: usize,
    /// How many statements there are: the first forty are written, the others are asks drawn from
    /// the themes.
    pub statements: usize,
    /// Weights of the languages.
    pub languages: Vec<(Tongue, f64)>,
    /// Weights of the channels.
    pub channels: Vec<(Channel, f64)>,
    /// Weights of the constituencies.
    pub constituencies: Vec<(Constituency, f64)>,
    /// What unrelated texts share.
    pub design: Design,
    /// The campaigns.
    pub campaigns: CampaignOptions,
    /// The votes.
    pub votes: VoteOptions,
    /// Share of contributions, campaigns' members apart, that name a telephone number or an e-mail
    /// address, 0 to 1. All of them belong to nobody.
    pub personal_data: f64,
    /// Share of contributors who agree to be quoted, 0 to 1.
    pub quotable: f64,
}

/// Options that cannot be met.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptionsError {
    /// The round ends before it begins.
    #[error(
        "the round closes at {closes} ms, not after it opens at {opens} ms; give it a duration"
    )]
    NoDuration {
        /// Opening, milliseconds since 1970.
        opens: i64,
        /// Closing, milliseconds since 1970.
        closes: i64,
    },
    /// Weights that are no weights.
    #[error("the weights of the {of} must be finite, none below 0, at least one above 0")]
    Weights {
        /// Which weights.
        of: &'static str,
    },
    /// A number outside its range.
    #[error("{of} is {value}; it must be {range}")]
    Range {
        /// Which number.
        of: &'static str,
        /// Its value.
        value: f64,
        /// What it may be.
        range: &'static str,
    },
    /// More groups than can be told apart, or none.
    #[error("{0} opinion groups were asked for; one to six can be planted")]
    Groups(usize),
    /// Votes without anything to vote on.
    #[error("{voters} voters have no statement to vote on; ask for one statement at least")]
    NoStatements {
        /// How many voters.
        voters: usize,
    },
}

impl Options {
    /// The demo's consultation in a round of these dates: 10,000 contributions in Chinese and
    /// English, a fifth of them in 24 campaigns, and 2,000 voters in three groups on 40 statements.
    pub fn new(opens: Timestamp, closes: Timestamp) -> Self {
        Options {
            seed: 2026,
            opens,
            closes,
            round: None,
            contributions: 10_000,
            voters: 2_000,
            statements: 40,
            languages: vec![(Tongue::Chinese, 0.6), (Tongue::English, 0.4)],
            channels: vec![
                (Channel::Web, 0.62),
                (Channel::FormImport, 0.14),
                (Channel::Paper, 0.1),
                (Channel::Meeting, 0.06),
                (Channel::Phone, 0.05),
                (Channel::Mbox, 0.03),
            ],
            constituencies: vec![
                (Constituency::Public, 0.86),
                (Constituency::Expert, 0.09),
                (Constituency::Official, 0.05),
            ],
            design: Design::OwnWords,
            campaigns: CampaignOptions::default(),
            votes: VoteOptions::default(),
            personal_data: 0.004,
            quotable: 0.7,
        }
    }

    /// Refuses what cannot be planted.
    pub(crate) fn check(&self) -> Result<(), OptionsError> {
        if self.opens >= self.closes {
            let (opens, closes) = (self.opens.0, self.closes.0);
            return Err(OptionsError::NoDuration { opens, closes });
        }
        if !(1..=6).contains(&self.votes.groups.len()) {
            return Err(OptionsError::Groups(self.votes.groups.len()));
        }
        if self.voters > 0 && self.statements == 0 {
            return Err(OptionsError::NoStatements { voters: self.voters });
        }
        weights("languages", &self.languages)?;
        weights("channels", &self.channels)?;
        weights("constituencies", &self.constituencies)?;
        weights("variations", &self.campaigns.variations)?;
        let groups: Vec<_> = self.votes.groups.iter().map(|size| ((), *size)).collect();
        weights("opinion groups", &groups)?;
        self.ranges()
    }

    fn ranges(&self) -> Result<(), OptionsError> {
        let shares = [
            ("the share in campaigns", self.campaigns.share),
            ("the share of unchanged letters", self.campaigns.verbatim),
            ("the share with personal data", self.personal_data),
            ("the share that may be quoted", self.quotable),
            ("the share of revised votes", self.votes.revised),
        ];
        for (of, value) in shares {
            within(of, value, (0.0..=1.0).contains(&value), "between 0 and 1")?;
        }
        let votes = &self.votes;
        let positive = |value: f64| value.is_finite() && value > 0.0;
        let wide = |value: f64| (0.0..=4.0).contains(&value);
        within(
            "the Pareto shape",
            self.campaigns.shape,
            positive(self.campaigns.shape),
            "above 0",
        )?;
        within(
            "the separation",
            votes.separation,
            (0.0..=0.96).contains(&votes.separation),
            "between 0 and 0.96",
        )?;
        within("the spread", votes.spread, wide(votes.spread), "between 0 and 4")?;
        within("the activity", votes.activity, wide(votes.activity), "between 0 and 4")?;
        within("the popularity", votes.popularity, wide(votes.popularity), "between 0 and 4")?;
        let density = votes.density > 0.0 && votes.density <= 1.0;
        within("the density", votes.density, density, "above 0, at most 1")?;
        let pass = (0.0..1.0).contains(&votes.pass);
        within("the share of passes", votes.pass, pass, "0 or more, below 1")
    }
}

impl Default for CampaignOptions {
    /// 24 campaigns with a fifth of the contributions, three members in ten unchanged, the five
    /// kinds of change alike.
    fn default() -> Self {
        CampaignOptions {
            count: 24,
            share: 0.2,
            shape: 1.1,
            verbatim: 0.3,
            variations: Variation::CHANGING.map(|variation| (variation, 1.0)).to_vec(),
        }
    }
}

impl Default for VoteOptions {
    /// Three groups, well apart; a voter answers half of the statements.
    fn default() -> Self {
        VoteOptions {
            groups: vec![0.45, 0.33, 0.22],
            separation: 0.7,
            spread: 0.4,
            density: 0.5,
            activity: 0.6,
            popularity: 0.5,
            pass: 0.1,
            revised: 0.03,
        }
    }
}

fn weights<T>(of: &'static str, weights: &[(T, f64)]) -> Result<(), OptionsError> {
    let fine = weights.iter().all(|(_, weight)| weight.is_finite() && *weight >= 0.0);
    let some = weights.iter().any(|(_, weight)| *weight > 0.0);
    if fine && some { Ok(()) } else { Err(OptionsError::Weights { of }) }
}

fn within(
    of: &'static str,
    value: f64,
    holds: bool,
    range: &'static str,
) -> Result<(), OptionsError> {
    if holds { Ok(()) } else { Err(OptionsError::Range { of, value, range }) }
}
