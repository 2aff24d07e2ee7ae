//! `canvass consideration`: the statement of consideration as a file, written as it is generated.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::sync::Arc;

use pages::Words;
#[cfg(feature = "pdf")]
use pages::export::PdfError;
use pages::site;

use super::staff::Desk;
use crate::cli::{Consideration, Format};
use crate::failure::{Exit, Failure, Outcome};
use crate::service::Service;
use crate::site::address::Address;
use crate::site::record::considered;
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
    let (visit, (earlier, own)) = runtime
        .block_on(async {
            let visit = Visit::new(&service, address).await?;
            let read = considered(&visit).await?;
            Ok((visit, read))
        })
        .map_err(|problem: crate::problem::Problem| {
            Failure::new(Exit::Input, problem.detail.clone(), "canvass run DATA reads what came in")
        })?;
    let (frame, shown) = (visit.frame(None), earlier.shown(&visit));
    // Before the file is made, as it may not be possible.
    #[cfg(feature = "pdf")]
    let printed = match command.format {
        Format::Pdf => site::consideration_pdf(&frame, &shown, &own, &fonts(command)?, Vec::new())
            .map_err(|fault| unfit(command, fault))?,
        _ => Vec::new(),
    };
    let mut out: Box<dyn Write> = match &command.out {
        Some(path) => {
            let cannot = |error| Failure::io(Exit::CannotCreate, "write", path, &error);
            Box::new(BufWriter::new(File::create(path).map_err(cannot)?))
        }
        None => Box::new(std::io::stdout().lock()),
    };
    let written = match command.format {
        Format::Markdown => site::consideration_markdown(&frame, &shown, &own, &mut out),
        Format::Html => site::consideration(&frame, &shown, &own, &mut out),
        #[cfg(feature = "docx")]
        Format::Docx => site::consideration_docx(&frame, &shown, &own, &mut out).map(|_| ()),
        #[cfg(feature = "pdf")]
        Format::Pdf => out.write_all(&printed),
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

/// The font files of a PDF.
#[cfg(feature = "pdf")]
fn fonts(command: &Consideration) -> Outcome<Vec<Vec<u8>>> {
    if command.fonts.is_empty() {
        let hint = "--font FILE, once for each script, such as Noto Sans and Noto Sans CJK";
        return Err(Failure::new(Exit::Usage, "a PDF needs a font to be set in", hint));
    }
    let read = |path: &std::path::PathBuf| {
        std::fs::read(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))
    };
    command.fonts.iter().map(read).collect()
}

/// Why the statement cannot be a PDF.
#[cfg(feature = "pdf")]
fn unfit(command: &Consideration, fault: PdfError) -> Failure {
    let message = match fault {
        PdfError::NoFont(at) => {
            let file = command.fonts.get(at - 1).map(|path| path.display().to_string());
            format!("there is no font in {}", file.unwrap_or_default())
        }
        fault => fault.to_string(),
    };
    let hint =
        "give one more font that holds them: --font FILE; fc-list :lang=zh names those of Chinese";
    Failure::new(Exit::Input, message, hint)
}
