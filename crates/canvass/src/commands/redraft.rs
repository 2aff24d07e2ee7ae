//! `canvass draft export` and `canvass draft import`: the plan's text as a file, and the file back after it
//! was edited outside.

use std::fs::File;
use std::io::{BufWriter, Write};

use plan::{Edit, KnownBy, OutlineText, Plan, Redraft, ReviewId, redraft};

use super::staff::{Desk, local, today};
use crate::cli::{ExportOutline, ImportOutline, OutlineFormat};
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::output::{self, counted};

/// Writes the plan's text as it stands.
pub fn export(command: &ExportOutline) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let outline = desk.plan_as_it_stands(|plan| OutlineText::of(plan, command.lang.tag()));
    let cannot = |error| Failure::io(Exit::CannotCreate, "write", &command.out, &error);
    let mut out = BufWriter::new(File::create(&command.out).map_err(cannot)?);
    let written = match command.format {
        OutlineFormat::Markdown => pages::export::outline_markdown(&outline, &mut out),
        #[cfg(feature = "docx")]
        OutlineFormat::Docx => pages::export::outline_docx(&outline, &mut out).map(|_| ()),
    };
    written.and_then(|()| out.flush()).map_err(cannot)?;
    let clauses = desk.plan_as_it_stands(|plan| plan.clauses().count());
    let clauses = counted(clauses as u64, "clause", "clauses");
    eprintln!("{clauses} written to {}", command.out.display());
    eprintln!("Next:   canvass draft import DATA --from {} --check", command.out.display());
    Ok(())
}

/// Takes over what was edited outside, all of it or nothing.
pub fn import(command: &ImportOutline) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let source = inputs::open_file(&command.from)?;
    let edited = intake::edited_outline::read(source, command.lang.tag())?;
    let edit = Edit {
        by: local(&command.by),
        why: local(&command.why),
        review: command.review.clone().map(ReviewId),
        on: today(),
    };
    let found = desk.plan_as_it_stands(|plan| {
        not_taken(plan, &edited);
        redraft(plan, &edited, &edit)
    });
    let found = found.map_err(|fault| {
        let message = format!("{}: {fault}", command.from.display());
        let hint = "mend it in the file and import it again; nothing was taken over";
        Failure::new(Exit::Input, message, hint)
    })?;
    say(&found)?;
    if command.check {
        return Ok(());
    }
    let acts = found.acts();
    if acts.is_empty() {
        eprintln!("the text reads as before; nothing is recorded");
        return Ok(());
    }
    desk.act_together(acts)
}

/// What an outline file may say and an arrangement does not change.
fn not_taken(plan: &Plan, edited: &OutlineText) {
    let said = [
        ("title", plan.title.get(&edited.language), &edited.title),
        ("summary", plan.summary.get(&edited.language), &edited.summary),
    ];
    for (what, stands, file) in said {
        if !file.is_empty() && !plan::reads_the_same(stands, file) && !file.contains(stands) {
            eprintln!("the plan's {what} reads otherwise in the file; it is not taken over");
        }
    }
}

fn say(found: &Redraft) -> Outcome {
    for one in &found.found {
        let how = match one.by {
            KnownBy::Anchor => continue,
            KnownBy::Number => "by its number".to_owned(),
            KnownBy::Words(likeness) => format!("by its words, {:.0} % alike", 100.0 * likeness),
        };
        output::line(format!("known\t{}\t{how}\t{}", one.clause.as_str(), one.place))?;
    }
    let reworded: Vec<_> = found.revised.iter().map(|(clause, _)| clause.clone()).collect();
    let lists = [
        ("moved", &found.moved),
        ("reworded", &reworded),
        ("new", &found.new),
        ("withdrawn", &found.withdrawn),
    ];
    for (what, clauses) in lists {
        for clause in clauses {
            output::line(format!("{what}\t{}", clause.as_str()))?;
        }
    }
    eprintln!(
        "{} clauses found again, {} reworded, {} moved, {} new, {} withdrawn",
        found.found.len(),
        found.revised.len(),
        found.moved.len(),
        found.new.len(),
        found.withdrawn.len()
    );
    Ok(())
}
