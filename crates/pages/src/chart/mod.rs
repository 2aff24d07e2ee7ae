//! Charts as SVG text, written here to the last character.
//!
//! A chart is a row of a table: the SVG draws, the cells beside it hold every number and label. Row
//! charts have no `viewBox`; their x is in percent, so they fill their cell at any width and any zoom,
//! and colours are classes of the style sheet. Only the map has a `viewBox`. Coordinates have two
//! decimals, so the same findings give the same bytes. Cost: one pass over what is drawn.

mod bar;
mod hex;
mod interval;
mod line;

pub use bar::{Part, share, stack, votes};
pub use hex::{HexMap, hex};
pub use interval::{Scale, row_interval};
pub use line::{Line, Point, Tick, line};

/// A coordinate in percent of the drawing, from a fraction of it.
fn percent(fraction: f64) -> String {
    format!("{}%", decimal(fraction * 100.0))
}

/// Two decimals, without the zeros that say nothing.
fn decimal(x: f64) -> String {
    let text = format!("{x:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
