//! What a command failed on, and the exit code it ends with.

use std::process::ExitCode;

use bassin::input::InputError;
use bassin::law::LawError;
use bassin::report::ReportError;
use bassin::run::RunError;
use bassin::territory::error::TerritoryError;

/// An error to show and the code to leave with.
pub struct Failure {
    report: miette::Report,
    code: u8,
}

/// The user can mend it.
const BAD_INPUT: u8 = 2;
/// They cannot, or the run did not end.
const FAILED: u8 = 1;

impl Failure {
    /// Bad input told in words, with what to do.
    pub fn of_input(message: impl Into<String>, help: impl Into<String>) -> Failure {
        let (message, help) = (message.into(), help.into());
        Failure { report: miette::miette!(help = help, "{message}"), code: BAD_INPUT }
    }

    /// A failure that asking otherwise does not mend.
    pub fn of_program(message: impl Into<String>) -> Failure {
        let message = message.into();
        Failure { report: miette::miette!("{message}"), code: FAILED }
    }

    /// As [`Failure::of_program`], with what to do.
    pub fn with_help(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure { code: FAILED, ..Failure::of_input(message, help) }
    }

    /// Shows the error.
    pub fn show(&self) {
        eprintln!("{:?}", self.report);
    }

    /// Whether the user can mend it.
    pub fn is_bad_input(&self) -> bool {
        self.code == BAD_INPUT
    }

    /// The error in one line.
    pub fn in_short(&self) -> String {
        let text = self.report.to_string();
        text.lines().next().unwrap_or_default().to_owned()
    }

    /// The same failure ending with the code of bad input, or of a failure.
    pub fn into_bad_input(self, is_bad_input: bool) -> Failure {
        Failure { code: if is_bad_input { BAD_INPUT } else { FAILED }, ..self }
    }

    /// Shows the error and gives the exit code.
    pub fn tell(self) -> ExitCode {
        self.show();
        self.code()
    }

    /// The exit code alone.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Failure {
        Failure { report: error.into(), code: BAD_INPUT }
    }
}

impl From<TerritoryError> for Failure {
    fn from(error: TerritoryError) -> Failure {
        Failure { report: error.into(), code: BAD_INPUT }
    }
}

impl From<LawError> for Failure {
    fn from(error: LawError) -> Failure {
        Failure::of_input(error.to_string(), "`bassin law show <family>` lists the values of a family of the law")
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Failure {
        let code = if error.is_bad_input() { BAD_INPUT } else { FAILED };
        Failure { report: error.into(), code }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Failure {
        match error {
            RunError::Input(_) => Failure::of_input(error.to_string(), "`bassin check` says what the scenario runs"),
            RunError::Books { .. } => Failure::with_help(
                error.to_string(),
                "the accounts of the run are wrong and no result is written: this is a fault of the program, please \
                 report it with the scenario and the seed",
            ),
            RunError::Checkpoint(ref wrong) => Failure::of_input(error.to_string(), wrong.help()),
            RunError::Stopped { .. } | RunError::Output(_) => Failure::of_program(error.to_string()),
        }
    }
}
