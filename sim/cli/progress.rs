//! How far a run is: a bar on a terminal, elsewhere a line a simulated year and one a minute where a year takes longer,
//! nothing when asked to be quiet. Hears of Ctrl-C and other signals too.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use std::time::{Duration, Instant};

use bassin::ensemble::Progress;
use bassin::units::Month;
use indicatif::{ProgressBar, ProgressStyle};

/// Two signals closer than this are one request.
const SAME_REQUEST: Duration = Duration::from_millis(500);

/// A log without a line for longer looks like a run that hangs.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// Raised by Ctrl-C; the engine asks every month.
static STOP: AtomicBool = AtomicBool::new(false);

/// Listens from now on to Ctrl-C and to what batch systems send (SIGTERM, SIGHUP, SIGUSR1): the first signal ends the run
/// at the end of the month, the second at once.
pub fn listen_to_interrupts() {
    static LISTENING: OnceLock<()> = OnceLock::new();
    LISTENING.get_or_init(|| {
        if let Err(e) = listen(heard) {
            eprintln!("Ctrl-C cannot be heard ({e}): it would lose the replicate under way.");
        }
    });
}

/// What every signal does.
fn heard() {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    let first = *FIRST.get_or_init(Instant::now);
    if STOP.swap(true, Ordering::SeqCst) {
        // Some launchers send the signal twice, to the program and to its group: that is one request.
        if first.elapsed() > SAME_REQUEST {
            std::process::exit(1);
        }
        return;
    }
    if !super::ranks::every().is_first() {
        return;
    }
    eprintln!(
        "\nStopping at the end of the month, with a checkpoint. A second signal (Ctrl-C) stops at once, without."
    );
}

#[cfg(unix)]
fn listen(heard: fn()) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGXFSZ};
    // A file larger than the system allows is then an error of writing, which is told, and not the end of the program.
    signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default())?;
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGUSR1])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || signals.forever().for_each(|_| heard()))?;
    Ok(())
}

#[cfg(not(unix))]
fn listen(heard: fn()) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(heard)
}

/// Whether the user asked to stop.
pub fn is_stopping() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// What is shown of a run.
pub struct Shown {
    bar: Option<ProgressBar>,
    lines: bool,
    /// When the last line was written.
    said: Mutex<Instant>,
    fingerprints: bool,
}

impl Shown {
    /// `months` is how many months all arms and seeds make together.
    pub fn new(name: &str, months: u64, quiet: bool, fingerprints: bool) -> Shown {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::new(months);
            // The template is fixed; if it were wrong, the default style would do.
            let style = ProgressStyle::with_template("{prefix}  {bar:30} {pos}/{len} months  {eta} left  {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_prefix(name.to_owned());
            bar.tick();
            bar
        });
        Shown { bar, lines: !terminal && !quiet, said: Mutex::new(Instant::now()), fingerprints }
    }

    fn said_now(&self) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn silent_for(&self) -> Duration {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// One replicate of versions with these names, empty for a file's own; several may run at once.
    pub fn of_versions(&self, names: Vec<String>) -> ShownVersions<'_> {
        ShownVersions { shown: self, names, under_way: AtomicUsize::new(0) }
    }

    /// Months done on another rank.
    pub fn elsewhere(&self, months: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(months);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Shown {
    fn month_done(&self, arm: &str, seed: u64, month: Month) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("seed {seed}, {arm}, {month}"));
            bar.inc(1);
        }
        if self.lines && month.is_december() && arm != "spin-up" {
            eprintln!("seed {seed}, {arm}: {} done", month.year());
            self.said_now();
        } else if self.lines && self.silent_for() >= LONGEST_SILENCE {
            eprintln!("seed {seed}, {arm}: {month} done");
            self.said_now();
        }
    }

    fn told(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{message}")),
            None => eprintln!("{message}"),
        }
    }

    fn stop_requested(&self) -> bool {
        is_stopping()
    }

    fn wants_fingerprints(&self) -> bool {
        self.fingerprints
    }
}

/// What is shown of one replicate.
pub struct ShownVersions<'a> {
    shown: &'a Shown,
    names: Vec<String>,
    /// Which version is under way.
    under_way: AtomicUsize,
}

impl Progress for ShownVersions<'_> {
    fn month_done(&self, arm: &str, seed: u64, month: Month) {
        // `reform`, or the version of it.
        let name = self.names.get(self.under_way.load(Ordering::Relaxed));
        let called = name.filter(|name| arm == "reform" && !name.is_empty()).map_or(arm, String::as_str);
        self.shown.month_done(called, seed, month);
    }

    fn version_begins(&self, place: usize) {
        self.under_way.store(place, Ordering::Relaxed);
    }

    fn told(&self, message: &str) {
        self.shown.told(message);
    }

    fn stop_requested(&self) -> bool {
        self.shown.stop_requested()
    }

    fn wants_fingerprints(&self) -> bool {
        self.shown.wants_fingerprints()
    }
}
