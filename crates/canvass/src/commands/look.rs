//! `canvass look`: how a file is understood, before it is read.

use crate::cli::Look;
use crate::failure::Outcome;
use crate::inputs;
use crate::output;

/// Runs the command.
pub fn run(command: &Look) -> Outcome {
    let look =
        intake::look(inputs::open_file(&command.file)?, &inputs::options(&command.reading)?)?;
    output::line(look.render().trim_end())
}
