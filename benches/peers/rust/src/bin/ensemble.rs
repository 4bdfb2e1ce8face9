//! Bassin itself, several seeds of Bretagne (one household in 20, two years of spin-up, one unreported year and 2019), for
//! how an ensemble grows with cores: `ensemble FIRST LAST THREADS AT_ONCE` runs seeds FIRST to LAST, AT_ONCE of them at a
//! time, on THREADS threads together, and prints one line of JSON. Nothing is written.

use std::sync::Mutex;
use std::time::Instant;

use bassin::law::Code;
use bassin::parallel;
use bassin::parameters::Parameters;
use bassin::run::{self, Inputs, Silent};
use bassin::scenario::{Options, ScenarioFile};
use bassin::territory::Territory;
use bassin_peers::peak_kib;

const SCENARIO: &str = "title = \"Ensemble\"\n[run]\nwhere = [\"reg:53\"]\none_in = 20\nthrough = \"2019-12\"\n\
                        [parameters]\n\"start.spin_up\" = \"24 months\"\n";

fn main() {
    let words: Vec<u64> = std::env::args().skip(1).map(|word| word.parse().expect("a whole number")).collect();
    let [first, last, threads, at_once] = words[..] else { panic!("give FIRST LAST THREADS AT_ONCE") };
    let clock = Instant::now();
    let territory = Territory::load(None).expect("the tables carried in the program read");
    let code = Code::load().expect("the law carried in the program reads");
    let parameters = Parameters::load().expect("the parameters carried in the program read");
    let file = ScenarioFile::of("ensemble.toml", SCENARIO).expect("a scenario");
    let scenario = file.check(&territory, &parameters, &Options::default()).expect("a right one");
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let prepared = clock.elapsed().as_secs_f64();
    let (clock, digests) = (Instant::now(), Mutex::new(Vec::new()));
    let seeds: Vec<u64> = (first..=last).collect();
    parallel::side_by_side(&seeds, at_once as usize, threads as usize, |seed| {
        let replicate = run::replicate(inputs, *seed, &Silent).expect("books that close");
        let record = &replicate.reference;
        let digest = record.digests.last().map(|(_, digest)| digest.clone()).unwrap_or_default();
        digests.lock().expect("nobody died").push((*seed, record.person_months, digest));
    })
    .expect("threads start");
    let seconds = clock.elapsed().as_secs_f64();
    let mut digests = digests.into_inner().expect("nobody died");
    digests.sort();
    let person_months: u64 = digests.iter().map(|(_, months, _)| months).sum();
    let digests: Vec<String> = digests.iter().map(|(_, _, digest)| format!("\"{digest}\"")).collect();
    println!(
        "{{\"prepared\":{prepared:.6},\"seconds\":{seconds:.6},\"peak_kib\":{},\"person_months\":{person_months},\
         \"digests\":[{}]}}",
        peak_kib(),
        digests.join(",")
    );
}
