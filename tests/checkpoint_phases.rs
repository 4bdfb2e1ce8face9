//! Taken up in the midst of every phase of a replicate, under every policy the program has, a run is what it would have
//! been unbroken: the same state, the same measures, month by month.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use bassin::ensemble;
use bassin::institutions;
use bassin::measures::{Record, Replicate};
use bassin::parallel;
use bassin::policies;
use bassin::run::checkpoint::{Keeper, Origin};
use bassin::run::{Inputs, Progress, RunError};
use bassin::scenario::{Options, ScenarioFile};
use bassin::territory::Territory;
use bassin::units::Month;

/// Stops a run after so many months.
struct StopsAfter(AtomicU32);

impl Progress for StopsAfter {
    fn month_done(&self, _: &str, _: u64, _: Month) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
    fn stop_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// Everything of a record that is no matter of time or memory.
fn content(record: &Record) -> String {
    format!("{:?}", Record { timing: Vec::new(), memory: Vec::new(), reserved_bytes: 0, ..record.clone() })
}

fn assert_same(one: &Replicate, other: &Replicate, what: &str) {
    for (one, other) in [(Some(&one.reference), Some(&other.reference)), (one.reform.as_ref(), other.reform.as_ref())] {
        let (Some(one), Some(other)) = (one, other) else {
            assert!(one.is_none() && other.is_none(), "{what}: one has no reform");
            continue;
        };
        let first = one.digests.iter().zip(&other.digests).find(|(one, other)| one != other);
        assert!(first.is_none(), "{what}: states differ from {:?} on", first.map(|(digest, _)| digest.0));
        assert!(content(one) == content(other), "{what}: the same states, other measures");
    }
    assert_eq!(one.compared_exits, other.compared_exits, "{what}");
    assert_eq!(one.followed_jobs, other.followed_jobs, "{what}");
    assert_eq!(one.compared_standards, other.compared_standards, "{what}");
}

/// One seed of every version, stopped every `months` months and taken up again on another number of threads; how many
/// times it was.
fn in_pieces(versions: &[Inputs<'_>], months: u32, folder: &Path) -> (Vec<Replicate>, u32) {
    let names: Vec<String> = (0..versions.len()).map(|place| format!("version {place}")).collect();
    let mut done: Vec<Option<Replicate>> = vec![None; versions.len()];
    for piece in 0.. {
        let left: Vec<usize> = (0..versions.len()).filter(|place| done[*place].is_none()).collect();
        let inputs: Vec<Inputs<'_>> = left.iter().map(|place| versions[*place]).collect();
        let left_names = left.iter().map(|place| names[*place].clone()).collect();
        let mut keeper = Keeper::new(folder, 1, None, Origin::default(), left_names, true);
        let stops = StopsAfter(AtomicU32::new(months));
        let ran = parallel::with_threads(1 + piece as usize % 3, || {
            ensemble::run_versions(&inputs, 1, &stops, Some(&mut keeper), &mut |place, replicate| {
                done[left[place]] = Some(replicate);
                Ok(())
            })
        });
        match ran.expect("threads start") {
            Ok(()) => return (done.into_iter().flatten().collect(), piece),
            Err(RunError::Stopped { .. }) => {}
            Err(error) => panic!("piece {piece}: {error}"),
        }
    }
    unreachable!("pieces are counted without end")
}

fn unbroken(versions: &[Inputs<'_>]) -> Vec<Replicate> {
    let mut done = Vec::new();
    let silent = bassin::run::Silent;
    let ran = ensemble::run_versions(versions, 1, &silent, None, &mut |_, replicate| {
        done.push(replicate);
        Ok(())
    });
    ran.unwrap_or_else(|error| panic!("{error}"));
    done
}

/// A shipped scenario on few households and a short spin-up, in one go and in pieces.
fn held(name: &str, persons: u64, through: Option<u16>, months: u32) -> u32 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    let mut text = std::fs::read_to_string(&path).expect("read");
    let spin_up = "\"start.spin_up\" = \"24 months\"\n";
    text = if text.contains("\n[parameters]\n") {
        text.replacen("\n[parameters]\n", &format!("\n[parameters]\n{spin_up}"), 1)
    } else {
        text + "\n[parameters]\n" + spin_up
    };
    let file = ScenarioFile::of(path.to_str().expect("a path"), &text).expect("reads");
    let asked = file.territory().map(PathBuf::from);
    let territory = Territory::load(asked.as_deref()).expect("tables");
    let parameters = institutions::parameters(&territory).expect("parameters");
    let code = institutions::law(&territory).expect("law");
    let check = |one_in| {
        let options = Options { one_in: Some(one_in), seeds: None, months: through };
        file.check(&territory, &parameters, &options)
            .unwrap_or_else(|error| panic!("{name}: {:?}", miette::Report::from(error)))
    };
    let people = |cell: &bassin::units::Cell| u64::from(territory.cells[cell.index()].population_2019);
    let all: u64 = check(1000).run.cells.iter().map(people).sum();
    let scenario = check(u32::try_from(all / persons).unwrap_or(1).clamp(1, 1000));
    let of_variants = scenario.variants.iter().filter_map(|variant| variant.scenario.as_ref());
    let sharing = of_variants.filter(|variant| scenario.shares_its_past_with(variant)).take(2);
    let versions: Vec<Inputs<'_>> = std::iter::once(&scenario)
        .chain(sharing)
        .map(|scenario| Inputs { scenario, territory: &territory, code: &code, parameters: &scenario.parameters })
        .collect();
    let whole = unbroken(&versions);
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (pieces, stops) = in_pieces(&versions, months, folder.path());
    assert_eq!(whole.len(), pieces.len());
    for (place, (whole, piece)) in whole.iter().zip(&pieces).enumerate() {
        assert_same(whole, piece, &format!("{name}, version {place}"));
    }
    stops
}

/// It has a table for every policy of the register.
#[test]
fn the_scenario_with_every_policy_goes_on_from_anywhere() {
    let text = include_str!("../scenarios/reference.toml");
    for policy in policies::REGISTER {
        assert!(text.contains(&format!("\n[{}", policy.name)), "{} is not in it: name another scenario", policy.name);
    }
    // 24 months of spin-up, 12 unreported, 60 of each arm: stopped in each, and never in the same month of the year.
    let stops = held("reference.toml", 6000, None, 7);
    assert!(stops > 15, "{stops}");
}

#[test]
fn shipped_scenarios_go_on_from_anywhere() {
    for (name, months) in [
        ("tzcld.toml", 30),
        ("ordam.toml", 36),
        ("ordam-keys.toml", 36),
        ("rsa-recentralisation.toml", 60),
        ("contribution-deferral.toml", 30),
        ("zoned-exemptions.toml", 36),
        ("unaccompanied-minors.toml", 36),
        ("nouvelle-caledonie.toml", 36),
    ] {
        let stops = held(name, 3000, Some(months), 22);
        assert!(stops >= 3, "{name}: {stops}");
    }
}
