//! Commands on proofs: witnesses, and receipts of what was brought in files.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `canvass witness …`.
#[derive(Debug, Subcommand)]
pub enum WitnessCommand {
    /// Makes a witness's key and prints what others put into their policies.
    Key {
        /// Name of the witness, for instance its domain.
        #[arg(value_name = "NAME")]
        name: String,
        /// Where the private key goes; must not exist.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Cosigns a log's checkpoint, if its record only grew since the last time. Prints the signature line.
    Once(WitnessOnce),
    /// Prints the request for a witness elsewhere (C2SP tlog-witness, add-checkpoint).
    Request {
        /// The published log: the folder.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Leaves of the tree that the witness cosigned last; 0 for the first time.
        #[arg(long, value_name = "SIZE", default_value_t = 0)]
        old: u64,
    },
    /// Puts a witness's signature line under the checkpoint of a published log.
    Attach {
        /// The published log: the folder.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// The file with the line.
        #[arg(value_name = "FILE")]
        line: PathBuf,
        /// The witness's verifier key.
        #[arg(long, value_name = "KEY")]
        witness: String,
    },
}

/// `canvass witness once`.
#[derive(Debug, Args)]
pub struct WitnessOnce {
    /// The published log: a folder, or a file with a request of C2SP tlog-witness.
    #[arg(value_name = "DIR|FILE")]
    pub log: PathBuf,
    /// The log's verifier key, known from elsewhere.
    #[arg(long, value_name = "KEY")]
    pub of: String,
    /// The witness's private key.
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// What was cosigned last; made the first time, replaced each time.
    #[arg(long, value_name = "FILE")]
    pub seen: PathBuf,
}

/// `canvass receipt`.
#[derive(Debug, Args)]
pub struct ReceiptOf {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The receipt of this leaf.
    #[arg(long, value_name = "INDEX", conflicts_with = "batch", required_unless_present = "batch")]
    pub leaf: Option<u64>,
    /// The receipt of a batch: the file that was imported, or the leaf that `import` named.
    #[arg(long, value_name = "FILE|INDEX")]
    pub batch: Option<String>,
    /// Instead of the leaf's receipt where this analysis run put it, with the proof. It says of one
    /// contribution in which theme it is: for its author, and for nobody else.
    #[arg(long, value_name = "RUN", requires = "leaf")]
    pub run: Option<u64>,
    /// Instead of the batch's receipt that of its contribution with this number, from 1.
    #[arg(long, value_name = "N", requires = "batch")]
    pub row: Option<u64>,
}
