//! Results that are not what they seem, and results that cannot be written: one clear error, the code the README states,
//! nothing lost, and never anything that looks whole and is not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;

fn scenario(zone: &str, rsa: u32, seeds: &str) -> String {
    format!(
        "title = \"Essai\"\n[run]\nwhere = [\"{zone}\"]\none_in = 100\nthrough = \"2019-12\"\nseeds = \"{seeds}\"\n\
         [law.\"rsa.base\"]\nfrom = \"2019-07\"\nvalue = \"{rsa} €/month\"\n"
    )
}

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

/// What was said, long lines put together again.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    text.replace("\n  | ", " ")
}

/// The folder refused, in one error, with what it says.
fn refused(folder: &Path, arguments: &[&str], expected: &str) {
    let output = bassin(folder, arguments);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(told.contains(expected), "{arguments:?} does not say {expected:?}: {told}");
    assert!(!told.contains("panicked") && told.matches("help:").count() == 1, "{arguments:?}: {told}");
}

/// Two results of one zone and one of another, and the two shards of the first, made once.
fn results() -> &'static Path {
    static RESULTS: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = RESULTS.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let here = folder.path();
        for (name, zone, rsa) in [("one", "ze:0060", 700), ("other", "ze:0060", 650), ("elsewhere", "ze:0062", 700)] {
            fs::write(here.join(format!("{name}.toml")), scenario(zone, rsa, "1..2")).expect("written");
        }
        let all = ["run", "one.toml", "other.toml", "elsewhere.toml", "--out", "made", "--quiet"];
        let run = bassin(here, &all);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        for shard in ["1/2", "2/2"] {
            let run = bassin(here, &["run", "one.toml", "--shard", shard, "--quiet"]);
            assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        }
        folder
    });
    made.path()
}

/// A copy to damage.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("named"));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).expect("copied") }
    }
}

fn rewrite(path: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(path).expect("read");
    let changed = change(&text);
    assert_ne!(text, changed, "nothing to damage in {}", path.display());
    fs::write(path, changed).expect("written");
}

fn half(text: &str) -> String {
    text.chars().take(text.chars().count() / 2).collect()
}

#[test]
fn a_result_that_was_damaged_is_refused_before_anything_runs() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    let whole = results().join("made/one");
    let damaged = |name: &str, damage: &dyn Fn(&Path)| -> PathBuf {
        let at = here.join(name);
        copy(&whole, &at);
        damage(&at);
        at
    };
    let whole_path = whole.display().to_string();
    let other = results().join("made/other").display().to_string();

    // One figure of a table that both commands read.
    damaged("money", &|at| rewrite(&at.join("balances.csv"), |text| text.replacen(",etat,7", ",etat,8", 1)));
    refused(here, &["verify", "money"], "balances.csv is not what the run wrote");
    refused(here, &["compare", "money", &other], "balances.csv is not what the run wrote");
    refused(here, &["compare", &other, "money"], "balances.csv is not what the run wrote");
    // Cut short, or gone.
    damaged("cut", &|at| rewrite(&at.join("indicators.csv"), half));
    refused(here, &["verify", "cut"], "indicators.csv is not what the run wrote");
    refused(here, &["compare", "cut", &other], "indicators.csv is not what the run wrote");
    damaged("gone", &|at| fs::remove_file(at.join("digests.csv")).expect("removed"));
    refused(here, &["verify", "gone"], "digests.csv is no longer there");
    // A figure of the page that nobody reads back is told all the same.
    damaged("page", &|at| rewrite(&at.join("report.html"), |text| text.replacen('1', "2", 1)));
    refused(here, &["verify", "page"], "report.html is not what the run wrote");
    // The manifest.
    for (name, damage) in [
        ("half", &half as &dyn Fn(&str) -> String),
        ("empty", &|_: &str| String::new()),
        ("foreign", &|_: &str| "[package]\nname = \"cargo\"\n".to_owned()),
        ("no-text", &|text: &str| format!("{}\u{0}", text.replace(" = ", "\u{1}"))),
    ] {
        damaged(name, &|at| rewrite(&at.join("manifest.toml"), damage));
        refused(here, &["verify", name], "manifest.toml");
        refused(here, &["compare", name, &whole_path], "manifest.toml");
    }
    damaged("no-seed", &|at| {
        rewrite(&at.join("manifest.toml"), |text| text.replace("seeds = [\n    1,\n    2,\n]", "seeds = []"));
    });
    refused(here, &["verify", "no-seed"], "names no seed");
    damaged("new-seed", &|at| {
        rewrite(&at.join("manifest.toml"), |text| text.replace("seeds = [\n    1,", "seeds = [\n    9,\n    1,"));
    });
    refused(here, &["verify", "new-seed"], "no digest of seed 9");
    refused(here, &["compare", "new-seed", &other], "seed 9");
    // What is no result at all.
    fs::write(here.join("file"), "").expect("written");
    for nothing in [".", "file", "absent"] {
        refused(here, &["verify", nothing], "manifest.toml");
        refused(here, &["compare", &whole_path, nothing], "manifest.toml");
        refused(here, &["merge", nothing], "no finished shard");
    }
    refused(here, &["merge", &whole_path], "no finished shard");

    // Untouched, it verifies, also with a file of one's own beside.
    let mine = damaged("mine", &|at| fs::write(at.join("my-notes.txt"), "mine").expect("written"));
    let verified = bassin(here, &["verify", &mine.display().to_string(), "--quiet"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}

#[test]
fn results_of_other_places_versions_or_tables_are_not_compared() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    let one = results().join("made/one").display().to_string();
    let elsewhere = results().join("made/elsewhere").display().to_string();
    refused(here, &["compare", &one, &elsewhere], "they run in ze:0060 Nevers and in ze:0062 Redon");
    for (name, line, changed, expected) in [
        ("version", "version = \"", "version = \"0.0.", "they were made by versions"),
        ("tables", "\nterritory = \"", "\nterritory = \"0", "their tables of the territory are not the same"),
        ("months", "\nthrough = \"2019-12\"", "\nthrough = \"2020-12\"", "their months are"),
        ("scale", "\none_in = 100", "\none_in = 50", "one household in 100 and in 50"),
    ] {
        let at = here.join(name);
        copy(&results().join("made/other"), &at);
        rewrite(&at.join("manifest.toml"), |text| text.replacen(line, changed, 1));
        refused(here, &["compare", &one, name], expected);
    }
}

#[test]
fn a_shard_that_is_not_what_it_was_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    let shards = |name: &str, change: &dyn Fn(&str) -> String| -> String {
        copy(&results().join("results/one"), &here.join(name));
        rewrite(&here.join(name).join("shard-2-of-2/shard.toml"), change);
        name.to_owned()
    };
    for (name, change, expected) in [
        ("half", &half as &dyn Fn(&str) -> String, "shard.toml"),
        ("none", &|text: &str| text.replace("shard = 2", "shard = 0"), "shard 0 of 2 is none"),
        ("of-none", &|text: &str| text.replace("of = 2", "of = 0"), "shard 2 of 0 is none"),
        ("of-many", &|text: &str| text.replace("of = 2", "of = 4000000000"), "another number of shards"),
        ("build", &|text: &str| text.replace("identity = \"", "identity = \"0"), "another build of the program"),
        ("version", &|text: &str| text.replace("version = \"", "version = \"9"), "another version of the program"),
    ] {
        refused(here, &["merge", &shards(name, change), "--out", "merged"], expected);
        assert!(!here.join("merged").exists(), "{name} left a result");
    }
    // Both say so: then thousands of millions are missing, which are not all named.
    for shard in ["shard-1-of-2", "shard-2-of-2"] {
        rewrite(&here.join("of-none").join(shard).join("shard.toml"), |text| {
            text.replace("of = 2", "of = 4000000000").replace("of = 0", "of = 4000000000")
        });
    }
    refused(here, &["merge", "of-none", "--out", "merged"], "and more of one are missing");
    assert!(!here.join("merged").exists());
}

/// What a command that met no room left behind is no result, and the same command with room goes on to the same result.
#[cfg(unix)]
fn leaves_nothing_whole(here: &Path, output: &Output, expected: &str) {
    let told = said(output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(expected) && told.matches("help:").count() == 1 && !told.contains("panicked"), "{told}");
    assert!(!here.join("out").exists(), "a result was left");
    for entry in fs::read_dir(here).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            for folder in [path.clone(), path.join("result")] {
                refused(here, &["verify", &folder.display().to_string()], "manifest.toml");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_ends_the_run_without_a_result_and_with_its_replicates() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    fs::write(here.join("one.toml"), scenario("ze:0060", 700, "1..2")).expect("written");
    let limited = |blocks: u32| {
        let program = cargo_bin("bassin");
        let line =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec '{}' run one.toml --out out --quiet", program.display());
        Process::new("sh").current_dir(here).args(["-c", &line]).output().expect("a shell")
    };
    // Too little for a replicate: nothing is kept. Enough for replicates, too little for the largest table: they are.
    leaves_nothing_whole(here, &limited(8), "grows larger than a file may be there");
    assert_eq!(fs::read_dir(here).expect("read").count(), 1, "only the scenario is there");
    leaves_nothing_whole(here, &limited(400), "indicators.csv grows larger than a file may be");
    let run = bassin(here, &["run", "one.toml", "--out", "out"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(said(&run).contains("finished replicates taken over: 2"), "{}", said(&run));
    is_the_undisturbed_result(&here.join("out"));
}

/// Every byte but that of the time is that of a run nothing happened to.
fn is_the_undisturbed_result(folder: &Path) {
    let whole = results().join("made/one");
    let mut compared = 0;
    for entry in fs::read_dir(&whole).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("named").to_owned();
        if path.is_file() && name != "timing.toml" {
            assert!(fs::read(&path).expect("read") == fs::read(folder.join(&name)).expect("read"), "{name:?} differs");
            compared += 1;
        }
    }
    assert!(compared > 20);
}

/// What a folder takes on a disk, in kilobytes.
#[cfg(target_os = "linux")]
fn kilobytes(folder: &Path) -> u32 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let size = |path: PathBuf| {
        let bytes = fs::metadata(&path).expect("there").len() as u32;
        if path.is_dir() { kilobytes(&path) } else { bytes.div_ceil(4096) * 4 }
    };
    entries.map(size).sum()
}

/// A disk of its own for a command, if this system lets users have one.
#[cfg(target_os = "linux")]
fn on_a_small_disk(here: &Path, kilobytes: u32, then: &str) -> Option<Output> {
    let disk = here.join("disk");
    fs::create_dir_all(&disk).expect("made");
    let mount = format!("mount -t tmpfs -o size={kilobytes}k tmpfs '{}'", disk.display());
    let line = format!("{mount} || exit 77\ncd '{}'\n{then}", here.display());
    let output = Process::new("unshare").args(["--user", "--map-root-user", "--mount", "sh", "-c", &line]).output();
    output.ok().filter(|output| !matches!(output.status.code(), Some(77)) && !said(output).starts_with("unshare:"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_without_a_result_wherever_it_fills_up() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    fs::write(here.join("one.toml"), scenario("ze:0060", 700, "1..2")).expect("written");
    let program = cargo_bin("bassin").display().to_string();
    let script = format!(
        "'{program}' run one.toml --out disk/out --quiet\ncode=$?\n\
         if [ -e disk/out ]; then echo LEFT A RESULT; fi\n\
         for left in disk/.unfinished*/result; do [ ! -e \"$left/manifest.toml\" ] || echo LEFT A MANIFEST; done\nexit $code"
    );
    // From a disk with no room for a replicate to one that lacks room for the last tables only.
    let whole = kilobytes(&results().join("made/one"));
    for kilobytes in [0, 2, 10, 55, 70, 80, 90, 97].map(|percent| (whole * percent / 100).max(4)) {
        let Some(output) = on_a_small_disk(here, kilobytes, &script) else {
            eprintln!("LEFT OUT: this system gives no disk of its own to a test (unshare, mount)");
            return;
        };
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{kilobytes} kB: {told}");
        assert!(told.contains("the disk is full") && told.matches("help:").count() == 1, "{kilobytes} kB: {told}");
        assert!(!told.contains("LEFT A") && !told.contains("panicked"), "{kilobytes} kB: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_batch_interrupted_keeps_what_is_finished_says_so_and_goes_on_from_there() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    fs::write(here.join("one.toml"), scenario("ze:0060", 700, "1..2")).expect("written");
    let many = scenario("ze:0060", 660, "1..40");
    fs::write(here.join("many.toml"), many.replace("2019-12", "2020-12")).expect("written");
    let arguments = ["run", "one.toml", "many.toml", "--out", "out", "--threads", "1"];
    let child = Process::new(cargo_bin("bassin"))
        .current_dir(here)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    // The first file is done, and the second has finished a seed.
    let kept = || {
        let entries = fs::read_dir(here.join("out")).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let unfinished = entries.filter(|path| path.to_string_lossy().contains(".unfinished-many"));
        unfinished.filter(|path| path.join("replicate-1").is_file()).count()
    };
    for _ in 0..6000 {
        if kept() > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(kept(), 1, "no seed of the second file was finished in a minute");
    let interrupt = Process::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(interrupt.success());
    let output = child.wait_with_output().expect("ends");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for expected in
        ["stopped as asked", "finished replicates (", "are kept in", "1 of 2 scenarios did not run: many.toml"]
    {
        assert!(told.contains(expected), "{expected} is missing in {told}");
    }
    is_the_undisturbed_result(&here.join("out/one"));
    assert!(!here.join("out/many").exists());
    // Fewer seeds would be another run: the same command goes on.
    fs::remove_file(here.join("one.toml")).expect("removed");
    let again = bassin(here, &["run", "many.toml", "--out", "out/many"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("Going on from an interrupted run"), "{}", said(&again));
}
