//! Files people write: reading them from a disk, their syntax, and mistakes that point into them.
//!
//! Why it exists: a scenario and the table of parameters are read by the same rules and fail with the same messages.
//! It imports `keys`, and knows nothing of what a scenario means.

mod error;
mod parse;
mod source;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use miette::NamedSource;

use crate::keys::Node;

pub use error::{InputError, Problem};
pub use source::LARGEST_BYTES;

/// A file as written: its text and the tree of its keys.
#[derive(Clone, Debug)]
pub struct Text {
    /// The name shown in messages.
    pub name: String,
    source: Arc<NamedSource<String>>,
    pub root: Node,
}

impl Text {
    /// Reads a file.
    ///
    /// # Errors
    /// Missing, unreadable, too large, in another encoding, or all its mistakes of syntax.
    pub fn read(path: &Path) -> Result<Text, InputError> {
        Text::of(&path.display().to_string(), source::read(path)?)
    }

    /// A text that stands in no file, or is already read.
    ///
    /// # Errors
    /// All its mistakes of syntax.
    pub fn of(name: &str, text: String) -> Result<Text, InputError> {
        let source = Arc::new(NamedSource::new(name, text));
        match parse::parse(source.inner()) {
            Ok(root) => Ok(Text { name: name.to_owned(), source, root }),
            Err(problems) => Err(all(name, &source, problems)),
        }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        self.source.inner()
    }

    /// One error for all mistakes, in the order of the file, each once.
    pub fn error(&self, problems: Vec<Problem>) -> InputError {
        all(&self.name, &self.source, problems)
    }
}

fn all(name: &str, source: &Arc<NamedSource<String>>, mut problems: Vec<Problem>) -> InputError {
    // A variant repeats the mistakes of the file it changes.
    let mut told = BTreeSet::new();
    problems.retain(|problem| told.insert((problem.start(), problem.message.clone())));
    problems.sort_by_key(Problem::start);
    let problems = problems.into_iter().map(|problem| problem.in_source(source)).collect();
    InputError::Problems { name: name.to_owned(), problems }
}
