//! Tiles: the tree as files of 256 hashes, and the entries as files of 256 entries.
//!
//! Source: C2SP tlog-tiles. The tile at level L and number N holds the roots of the complete subtrees
//! of 256^L leaves from N·256 on, 32 bytes each; the last tile of a level may be partial and is a
//! prefix of what it will be. Beside each tile of level 0 stands a bundle of its entries, each
//! after its length in two bytes, big-endian.
//!
//! | file                         | bytes                         |
//! | ---------------------------- | ----------------------------- |
//! | `tile/<L>/<N>`               | 8,192                         |
//! | `tile/<L>/<N>.p/<W>`         | 32·W, W from 1 to 255         |
//! | `tile/entries/<N>[.p/<W>]`   | 48·W with entries of 46 bytes |
//!
//! N is written in groups of three digits, all but the last after an `x`: `x001/x234/067`.
//! A tree of n leaves has a few more than n/256 tiles; making them costs what the tree does.

use crate::Error;
use crate::entry::LENGTH;
use crate::tree::Position;

/// Hashes of a full tile, and entries of a full bundle.
pub const WIDTH: u64 = 256;
/// Tree levels between one level of tiles and the next.
const HEIGHT: u8 = 8;

/// A tile of a tree of some size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Level of tiles; 0 holds leaf hashes.
    pub level: u8,
    /// Number from the left within the level.
    pub number: u64,
    /// Hashes in it, 1 to 256.
    pub width: u64,
}

impl Tile {
    /// Every tile of a tree of `size` leaves: level by level, from the left.
    pub fn all(size: u64) -> impl Iterator<Item = Tile> {
        (0..8u8).flat_map(move |level| Tile::of_level(level, size))
    }

    /// The tiles of one level of a tree of `size` leaves, from the left. Those of level 0 are also
    /// the bundles of entries.
    pub fn of_level(level: u8, size: u64) -> impl Iterator<Item = Tile> {
        let hashes = size.checked_shr(u32::from(level) * u32::from(HEIGHT)).unwrap_or(0);
        (0..hashes.div_ceil(WIDTH)).map(move |number| {
            let width = (hashes - number * WIDTH).min(WIDTH);
            Tile { level, number, width }
        })
    }

    /// Reads the name of a file after `tile/`: of a tile, or of the bundle of entries beside one of level
    /// 0 (then true). `None` for any other text.
    pub fn read_path(path: &str) -> Option<(Tile, bool)> {
        let (level, rest) = path.split_once('/')?;
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok().filter(|w| *w < WIDTH)?),
            None => (rest, WIDTH),
        };
        let digits: String = number.split('/').map(|group| group.trim_start_matches('x')).collect();
        let tile = Tile {
            level: if level == "entries" { 0 } else { level.parse().ok().filter(|l| *l < 8)? },
            number: digits.parse().ok()?,
            width,
        };
        let entries = level == "entries";
        let name = if entries { tile.entries_path() } else { tile.path() };
        (width > 0 && name.strip_prefix("tile/") == Some(path)).then_some((tile, entries))
    }

    /// Leaves that a tree has at least when this tile is in it; `None` where no tree has as many.
    pub fn leaves(self) -> Option<u64> {
        let hashes = self.number.checked_mul(WIDTH)?.checked_add(self.width)?;
        hashes.checked_mul(1 << (u32::from(self.level) * u32::from(HEIGHT)))
    }

    /// Where its hashes stand in the tree.
    pub fn positions(self) -> impl Iterator<Item = Position> {
        let first = self.number * WIDTH;
        let level = self.level * HEIGHT;
        (first..first + self.width).map(move |index| Position { level, index })
    }

    /// Name of its file.
    pub fn path(self) -> String {
        format!("tile/{}/{}", self.level, self.numbered())
    }

    /// Name of the file of its entries, for a tile of level 0.
    pub fn entries_path(self) -> String {
        format!("tile/entries/{}", self.numbered())
    }

    fn numbered(self) -> String {
        let partial = if self.width < WIDTH { format!(".p/{}", self.width) } else { String::new() };
        format!("{}{partial}", numbered(self.number))
    }
}

/// A number in groups of three digits, all but the last after an `x`.
pub fn numbered(number: u64) -> String {
    let mut text = format!("{:03}", number % 1_000);
    let mut rest = number / 1_000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1_000);
        rest /= 1_000;
    }
    text
}

/// A bundle of entries.
pub fn bundle<'a>(entries: impl IntoIterator<Item = &'a [u8; LENGTH]>) -> Vec<u8> {
    let length = (LENGTH as u16).to_be_bytes();
    entries.into_iter().flat_map(|entry| length.into_iter().chain(*entry)).collect()
}

/// The entries of a bundle.
///
/// # Errors
/// [`Error::Malformed`] when a length is not that of an entry, or bytes are left.
pub fn unbundle(bytes: &[u8]) -> Result<impl Iterator<Item = &[u8; LENGTH]>, Error> {
    let malformed =
        Error::Malformed { what: "bundle of entries", rule: "each entry is 46 bytes after 0x002e" };
    let (pieces, rest) = bytes.as_chunks::<{ LENGTH + 2 }>();
    let length = (LENGTH as u16).to_be_bytes();
    if !rest.is_empty() || pieces.iter().any(|piece| piece[..2] != length) {
        return Err(malformed);
    }
    Ok(pieces.iter().filter_map(|piece| piece.last_chunk()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification: a tree of 70,000 leaves, and its example of a number.
    #[test]
    fn the_example_of_the_specification() {
        let tiles: Vec<Tile> = Tile::all(70_000).collect();
        assert_eq!(tiles.len(), 273 + 1 + 1 + 1 + 1);
        let partial: Vec<String> =
            tiles.iter().filter(|tile| tile.width < WIDTH).map(|tile| tile.path()).collect();
        assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        assert_eq!(numbered(1_234_067), "x001/x234/067");
        let paths: Vec<String> = Tile::all(256).map(Tile::path).collect();
        assert_eq!(paths, ["tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(Tile::all(0).count(), 0);
    }

    #[test]
    fn names_read_back_and_no_other_spelling_does() {
        for tile in Tile::all(70_000).chain(Tile::of_level(0, 300_000_000).skip(1_171_870)) {
            assert_eq!(Tile::read_path(&tile.path()[5..]), Some((tile, false)), "{tile:?}");
            if tile.level == 0 {
                assert_eq!(Tile::read_path(&tile.entries_path()[5..]), Some((tile, true)));
            }
        }
        assert_eq!(Tile::read_path("1/001.p/17").and_then(|(tile, _)| tile.leaves()), Some(69_888));
        for other in [
            "0/1",
            "0/0001",
            "0/x001/1",
            "0/001.p/0",
            "0/001.p/256",
            "0/001.p/01",
            "8/000",
            "+0/000",
            "0/x01/000",
            "0/x000/001",
            "entries/",
            "0/001/",
            "",
            "0/-01",
            "00/001",
        ] {
            assert_eq!(Tile::read_path(other), None, "{other}");
        }
    }

    #[test]
    fn a_bundle_reads_back_and_nothing_else_does() {
        let entries = [[1; LENGTH], [2; LENGTH]];
        let bytes = bundle(&entries);
        assert_eq!(bytes.len(), 96);
        assert!(unbundle(&bytes).unwrap().eq(&entries));
        assert!(unbundle(&bytes[1..]).is_err());
        assert!(unbundle(&[&bytes[..], &[0]].concat()).is_err());
    }
}
