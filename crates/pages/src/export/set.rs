//! How the paragraphs of a document are set, whatever its format.

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The title of the document.
    Title,
    /// A heading, from 1 to 3.
    Heading(u8),
    /// Plain text.
    Text,
    /// An item of a list.
    Item,
    /// Words of somebody else.
    Quote,
    /// A line that stands out.
    Strong,
}
