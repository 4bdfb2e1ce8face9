//! What can be wrong with a scenario, said so that its author can mend it: file, line, key, value, what is allowed,
//! what to do.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use thiserror::Error;

use crate::keys::{Mistake, Span, Wrong};

/// A scenario that cannot be run. All mistakes found in the file are reported together.
#[derive(Debug, Error, Diagnostic)]
pub enum InputError {
    #[error("there is no scenario file {}", path.display())]
    #[diagnostic(help("{help}"))]
    Missing { path: PathBuf, help: String },

    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("a scenario is a text file that you may read"))]
    Unreadable { path: PathBuf, reason: String },

    #[error("{} is {} kB, too large for a scenario", path.display(), bytes / 1_000)]
    #[diagnostic(help("a scenario file holds decisions, at most 1 000 kB; tables of figures go in files beside it"))]
    TooLarge { path: PathBuf, bytes: u64 },

    #[error("{} is not written in UTF-8: line {line}, column {column} holds the byte {byte:#04x}{guess}", path.display())]
    #[diagnostic(help("{help}"))]
    Encoding { path: PathBuf, line: usize, column: usize, byte: u8, guess: String, help: String },

    #[error("{name}: {}", count(problems.len()))]
    Problems {
        name: String,
        #[related]
        problems: Vec<Problem>,
    },
}

fn count(problems: usize) -> String {
    if problems == 1 { "one mistake".to_owned() } else { format!("{problems} mistakes") }
}

/// One mistake, pointing into the file when it stands there.
#[derive(Clone, Debug)]
pub struct Problem {
    pub wrong: Wrong,
    /// `tzcld.competition_share = "10 persons": has the unit "persons", unknown here`.
    pub message: String,
    /// What is allowed, what to do.
    pub help: String,
    /// The text under the arrow.
    pub label: String,
    pub span: Span,
    /// The other place a conflict is with.
    pub other: Option<(Span, String)>,
    source: Option<Arc<NamedSource<String>>>,
}

impl Problem {
    pub fn new(wrong: Wrong, message: impl Into<String>, help: impl Into<String>, span: Span) -> Problem {
        Problem {
            wrong,
            message: message.into(),
            help: help.into(),
            label: "here".to_owned(),
            span,
            other: None,
            source: None,
        }
    }

    /// A mistake in the value of `path`.
    pub(crate) fn of_value(path: &str, written: &str, mistake: &Mistake, span: Span) -> Problem {
        let shown: String = if written.chars().count() > 80 {
            written.chars().take(77).chain("...".chars()).collect()
        } else {
            written.to_owned()
        };
        let (message, label) = match &mistake.item {
            Some(item) => {
                let item = item.written();
                (format!("{path}: {item} {}", mistake.says), mistake.says.clone())
            }
            None => (format!("{path} = {shown} {}", mistake.says), mistake.says.clone()),
        };
        Problem { label, ..Problem::new(mistake.wrong, message, mistake.help.clone(), span) }
    }

    pub(crate) fn labelled(mut self, label: impl Into<String>) -> Problem {
        self.label = label.into();
        self
    }

    pub(crate) fn with_other(mut self, span: Span, label: impl Into<String>) -> Problem {
        self.other = Some((span, label.into()));
        self
    }

    pub(crate) fn in_source(mut self, source: &Arc<NamedSource<String>>) -> Problem {
        self.source = Some(Arc::clone(source));
        self
    }

    /// Where the mistake stands in the text; what stands in no file comes last.
    pub(crate) fn start(&self) -> usize {
        self.span.as_ref().map_or(usize::MAX, |span| span.start)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.span.as_ref()?;
        self.source.as_deref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.span.clone()?;
        let mut labels = vec![LabeledSpan::new_primary_with_span(Some(self.label.clone()), span)];
        if let Some((Some(other), says)) = &self.other {
            labels.push(LabeledSpan::new_with_span(Some(says.clone()), other.clone()));
        }
        Some(Box::new(labels.into_iter()))
    }
}
