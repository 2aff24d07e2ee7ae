//! The tag itself, as the site and findings show it; what has a tag in the site is in `site/tag.rs`.

use crate::markup::{Markup, escaped};

/// The icon of what is done.
pub(crate) const FULL: &str = r#"<circle cx="8" cy="8" r="8" fill="currentColor"/><path class="cut" d="M4.4 8.3l2.4 2.4 4.8-5.2"/>"#;

/// Something done, in words.
pub(crate) fn done(text: &str) -> Markup {
    tag("good", FULL, text)
}

/// An icon and words.
pub(crate) fn tag(class: &str, icon: &str, text: &str) -> Markup {
    Markup::trusted(format!(
        r#"<span class="tag {class}"><svg viewBox="0 0 16 16" aria-hidden="true">{icon}</svg>{}</span>"#,
        escaped(text)
    ))
}
