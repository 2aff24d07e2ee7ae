//! Channels: how a contribution or vote arrived.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How something arrived. The list is closed, as each channel has a code in the sealed entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The form on the plan's own site.
    Web,
    /// Another program, by the interface.
    Api,
    /// Answers of another form tool, brought in by file.
    FormImport,
    /// A CSV file without a better word for how it was collected.
    Csv,
    /// An XLSX workbook without a better word.
    Xlsx,
    /// A mailbox.
    Mbox,
    /// Paper and post.
    Paper,
    /// Telephone.
    Phone,
    /// A meeting's record.
    Meeting,
}

impl Channel {
    /// Every channel, in the order of its code.
    pub const ALL: [Channel; 9] = [
        Channel::Web,
        Channel::Api,
        Channel::FormImport,
        Channel::Csv,
        Channel::Xlsx,
        Channel::Mbox,
        Channel::Paper,
        Channel::Phone,
        Channel::Meeting,
    ];

    /// The name used in files, on the command line and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Web => "web",
            Channel::Api => "api",
            Channel::FormImport => "form-import",
            Channel::Csv => "csv",
            Channel::Xlsx => "xlsx",
            Channel::Mbox => "mbox",
            Channel::Paper => "paper",
            Channel::Phone => "phone",
            Channel::Meeting => "meeting",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A channel's name that is not on the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a channel; use one of web, api, form-import, csv, xlsx, mbox, paper, phone, meeting"
)]
pub struct UnknownChannel(pub String);

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let wanted = name.trim().to_ascii_lowercase();
        Channel::ALL
            .into_iter()
            .find(|channel| channel.as_str() == wanted)
            .ok_or_else(|| UnknownChannel(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_an_unknown_one_is_refused() {
        for channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
        }
        assert_eq!("fax".parse::<Channel>(), Err(UnknownChannel("fax".into())));
    }
}
