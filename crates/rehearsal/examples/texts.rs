//! Prints texts of one language, for whoever writes or checks the grammar files:
//! `cargo run -p canvass-rehearsal --example texts -- zh 100 7` (language, how many, seed).

use consultation::Timestamp;
use rehearsal::{CampaignOptions, Options, THEMES, Tongue, contributions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let tongue = match arguments.next().as_deref() {
        Some("zh") => Tongue::Chinese,
        _ => Tongue::English,
    };
    let count = arguments.next().map_or(Ok(20), |count| count.parse())?;
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let options = Options {
        seed,
        contributions: count,
        languages: vec![(tongue, 1.0)],
        campaigns: CampaignOptions { count: 0, ..CampaignOptions::default() },
        ..Options::new(Timestamp(0), Timestamp(30 * 86_400_000))
    };
    for (contribution, planted) in contributions(&options)? {
        let theme = THEMES[planted.theme].key;
        println!("[{theme}, {:?}] {}\n", planted.side, contribution.text);
    }
    Ok(())
}
