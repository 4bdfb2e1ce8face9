//! `bassin schema`: what editors need to complete and check scenarios.

use std::path::PathBuf;

use bassin::law::Code;
use bassin::parameters::Parameters;
use bassin::schema;
use clap::Args;

use super::failure::Failure;
use super::say;

#[derive(Args)]
pub struct SchemaArgs {
    /// Write it to this file instead of standard output; an existing one is replaced.
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn schema(args: &SchemaArgs) -> Result<(), Failure> {
    let text = schema::text(&Parameters::load()?, &Code::load()?);
    let Some(path) = &args.out else { return say(&text) };
    let partial = path.with_added_extension("unfinished");
    std::fs::write(&partial, &text).and_then(|()| std::fs::rename(&partial, path)).map_err(|error| {
        let _ = std::fs::remove_file(&partial);
        let message = format!("{} cannot be written: {error}", path.display());
        if error.kind() == std::io::ErrorKind::StorageFull {
            Failure::of_program(message)
        } else {
            Failure::of_input(message, "choose with --out a file you may write")
        }
    })
}
