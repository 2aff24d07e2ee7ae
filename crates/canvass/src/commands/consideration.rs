//! `canvass consideration`: the statement of consideration as a file, written as it is generated.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::sync::Arc;

use pages::Words;
use pages::site;

use super::staff::Desk;
use crate::cli::{Consideration, Format};
use crate::failure::{Exit, Failure, Outcome};
use crate::service::Service;
use crate::site::address::Address;
use crate::site::record::runs;
use crate::site::visit::Visit;

/// Runs the command.
pub fn run(command: &Consideration) -> Outcome {
    let Desk { store, plan } = Desk::open(&command.place)?;
    let service = Service::new(Arc::new(store), false);
    let w = Words::of(command.lang.tag()).unwrap_or(Words::english());
    let address = Address { w, plan: Some(plan), ..Address::front() };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| Failure::new(Exit::Io, error.to_string(), "try again"))?;
    let (visit, earlier) = runtime
        .block_on(async {
            let visit = Visit::new(&service, address).await?;
            let earlier = runs(&visit).await?;
            Ok((visit, earlier))
        })
        .map_err(|problem: crate::problem::Problem| {
            Failure::new(Exit::Input, problem.detail.clone(), "canvass run DATA reads what came in")
        })?;
    let mut out: Box<dyn Write> = match &command.out {
        Some(path) => {
            let cannot = |error| Failure::io(Exit::CannotCreate, "write", path, &error);
            Box::new(BufWriter::new(File::create(path).map_err(cannot)?))
        }
        None => Box::new(std::io::stdout().lock()),
    };
    let (frame, shown) = (visit.frame(None), earlier.shown(&visit));
    let written = match command.format {
        Format::Markdown => site::consideration_markdown(&frame, &shown, &mut out),
        Format::Html => site::consideration(&frame, &shown, &mut out),
        #[cfg(feature = "docx")]
        Format::Docx => site::consideration_docx(&frame, &shown, &mut out).map(|_| ()),
    };
    written.and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => {
            Failure::new(Exit::ReaderGone, "nobody reads the output", "read it to its end")
        }
        _ => {
            let message = format!("cannot write the statement: {error}");
            Failure::new(Exit::Io, message, "free some space, then run the command again")
        }
    })
}
