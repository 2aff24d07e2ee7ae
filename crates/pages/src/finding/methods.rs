//! How findings were made: in a few sentences, and method by method.

use findings::{Findings, VectorSource};

use crate::markup::Markup;
use crate::words::Words;

/// A method with its version.
pub(crate) struct Method {
    /// In plain words where there are some, else the method's own name.
    pub(crate) what: Option<String>,
    pub(crate) name: String,
    pub(crate) version: String,
}

/// How the figures were worked out, in words.
pub(crate) fn sentences(w: &Words, findings: &Findings) -> Vec<Markup> {
    let provenance = &findings.provenance;
    let mut sentences = vec![w.html("made-sentence")];
    if !findings.themes.themes.is_empty() {
        sentences.push(match &provenance.vectors {
            VectorSource::Lsa => w.html("made-lsa"),
            VectorSource::Model(model) => {
                w.html_with("made-model", &[("name", model.name.as_str().into())])
            }
        });
    }
    if findings.opinion.is_some() {
        let profile = provenance.votes_profile.as_str().into();
        sentences.push(w.html_with("made-votes", &[("profile", profile)]));
    }
    let seed = provenance.seed.to_string().into();
    sentences.push(w.html_with("made-seed", &[("seed", seed)]));
    sentences
}

/// The methods that took part.
pub(crate) fn methods(w: &Words, findings: &Findings) -> Vec<Method> {
    let method = |(name, version): (&String, &String)| Method {
        what: w.knows("method", name).then(|| w.named("method", name)),
        name: name.clone(),
        version: version.clone(),
    };
    findings.provenance.methods.iter().map(method).collect()
}
