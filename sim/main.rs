//! The program: command line → scenario → ensemble → report. Everything it can do is in the library; here it is only
//! asked for.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
