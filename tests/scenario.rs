//! What a scenario says, once checked.

mod made_up;

use bassin::keys::{Language, Wrong};
use bassin::parameters::Parameters;
use bassin::policies::{self, ordam, rsa_recentralisation as rsa, tzcld};
use bassin::scenario::{
    Context, HalfWidth, Options, Scenario, ScenarioFile, Seeds, explain, reference, template, template_names,
};
use bassin::units::{Cents, Month, Rate};
use made_up::MadeUp;

fn check(text: &str) -> Scenario {
    check_with(text, &Options::default())
}

fn check_with(text: &str, options: &Options) -> Scenario {
    let file = ScenarioFile::of("test.toml", text).unwrap_or_else(|error| panic!("{error}: {error:?}"));
    file.check(&MadeUp, &Parameters::load().unwrap(), options).unwrap_or_else(|error| panic!("{error}: {error:?}"))
}

/// The scenarios of the project on the places of France; those with a territory of their own have a test of their own.
fn shipped() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    files
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .filter(|(name, text)| ScenarioFile::of(name, text).unwrap().territory().is_none())
        .collect()
}

const MARLES: &str = r#"
title    = "TZCLD : Marles-les-Mines et Desvres-Samer"
question = "Que coûte chaque emploi au Département, et qui sort durablement de la pauvreté ?"
[run]
where   = ["dep:62"]
one_in  = 1
from    = "2019-01"
through = "2030-12"
context = "observed"
[run.seeds]
until      = "net_cost_per_fte"
body       = "departement"
years      = "2027..2030"
half_width = "500 €/FTE/year"
at_most    = 60
[tzcld]
competition_share = "10 % of activity"
outside_law       = true
[tzcld.territory.marles]
where       = ["com:62555"]
from        = "2026-07"
hiring_pace = "3 persons/month"
[tzcld.territory.desvres_samer]
where       = ["com:62268", "com:62773"]
from        = "2027-01"
hiring_pace = "5 persons/month"
[variant.slow.tzcld.territory]
marles.hiring_pace = "2 persons/month"
[sweep.tzcld]
competition_share = ["0 %", "10 %", "25 %", "50 %"]
"#;

#[test]
fn the_scenario_of_the_pas_de_calais_reads_as_its_author_meant() {
    let scenario = check(MARLES);
    assert_eq!(scenario.run.cells.len(), 1);
    assert_eq!((scenario.run.one_in, scenario.run.months()), (1, 144));
    assert_eq!(scenario.run.context, Context::Observed);
    assert_eq!(
        scenario.run.seeds,
        Seeds::Until {
            difference: "net_cost_per_fte",
            body: "departement",
            years: (2027, 2030),
            half_width: HalfWidth::Money(Cents::euros(500)),
            at_most: 60
        }
    );
    let settings = tzcld::Settings::read(scenario.policy("tzcld").unwrap());
    assert_eq!(settings.competition_share, Rate(100_000));
    assert_eq!(settings.seed_money, Cents::euros(6_200));
    assert_eq!(settings.jobless_for, 12);
    let names: Vec<&str> = settings.territories.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["desvres_samer", "marles"]);
    assert_eq!(settings.territories[0].communes.len(), 2);
    assert_eq!(settings.territories[1].from, Month::new(2026, 7));
    assert_eq!(settings.territories[1].hiring_pace, Rate(3_000_000));
}

#[test]
fn a_variant_changes_only_what_it_says_and_a_sweep_does_not_run_the_base_value_twice() {
    let scenario = check(MARLES);
    let says: Vec<&str> = scenario.variants.iter().map(|variant| variant.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "tzcld.territory.marles.hiring_pace = \"2 persons/month\"",
            "tzcld.competition_share = \"0 %\"",
            "tzcld.competition_share = \"25 %\"",
            "tzcld.competition_share = \"50 %\"",
        ]
    );
    let settings = |scenario: &Scenario| tzcld::Settings::read(scenario.policy("tzcld").unwrap());
    let base = settings(&scenario);
    let slow = settings(scenario.variants[0].scenario.as_ref().unwrap());
    assert_eq!(slow.territories[1].hiring_pace, Rate(2_000_000));
    assert_eq!(slow.territories[0], base.territories[0]);
    assert_eq!(slow.competition_share, base.competition_share);
    let names: Vec<&str> = scenario.variants.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(names, ["slow", "competition_share_0", "competition_share_25", "competition_share_50"]);
}

#[test]
fn a_sweep_multiplies_only_if_asked() {
    let two = |multiply: &str| {
        let sweep = format!(
            "[sweep]\n{multiply}\n[sweep.tzcld]\nsales = [\"0 €/FTE/year\", \"4 k€/FTE/year\"]\nvolunteers = [\"50 %\", \"80 %\"]\n"
        );
        check(&(MARLES.split("[variant").next().unwrap().to_owned() + &sweep)).variants.len()
    };
    assert_eq!(two(""), 4);
    assert_eq!(two("multiply = true"), 4);
    let three = "[sweep]\nmultiply = true\n[sweep.tzcld]\nvolunteers = [\"50 %\", \"80 %\"]\nsales = [\"0 €/FTE/year\", \"1 k€/FTE/year\", \"2 k€/FTE/year\"]\n";
    assert_eq!(check(&(MARLES.split("[variant").next().unwrap().to_owned() + three)).variants.len(), 6);
}

#[test]
fn a_département_taken_over_later_takes_what_it_does_not_say_from_the_table_around() {
    let text = shipped().into_iter().find(|(name, _)| name == "rsa-recentralisation.toml").unwrap().1;
    let scenario = check(&text);
    let measures = rsa::Measure::read_all(scenario.policy("rsa_recentralisation").unwrap());
    assert_eq!(measures.len(), 2);
    let (metropole, reunion) = (&measures[0], &measures[1]);
    assert_eq!((metropole.from, reunion.from), (Month::new(2022, 1), Month::new(2020, 1)));
    assert_eq!((metropole.departements.len(), reunion.departements.len()), (2, 1));
    assert_eq!((metropole.kind, reunion.kind), (rsa::Type::Metropole2022, rsa::Type::Reunion2020));
    assert_eq!((metropole.through, reunion.through), (Some(Month::new(2026, 12)), None));
    for measure in &measures {
        assert_eq!(measure.resources_taken.first(), Some(&rsa::Resource::Ticpe));
        assert_eq!(measure.reference_source, rsa::ReferenceSource::Accounts);
        assert_eq!(measure.orientation_transition, 11);
    }
    assert_eq!((metropole.insertion_floor, reunion.insertion_floor), (Rate::ONE, Rate(0)));
}

#[test]
fn a_regional_target_by_need_carries_its_weights_and_who_pays() {
    let text = shipped().into_iter().find(|(name, _)| name == "ordam.toml").unwrap().1;
    let settings = ordam::Settings::read(check(&text).policy("ordam").unwrap());
    assert_eq!(settings.paid_by, ordam::PaidBy::OtherRegions);
    assert_eq!(settings.transition, 60);
    assert_eq!(settings.prevention, Cents::euros(40_000_000));
    assert_eq!(settings.overrun_rule, ordam::OverrunRule::RegionalCofinancing(Rate(250_000)));
    let weights =
        ordam::AllocationKey::Need { age: Rate(700_000), mortality: Rate(150_000), deprivation: Rate(150_000) };
    assert_eq!(settings.key, weights);
}

#[test]
fn every_shipped_scenario_is_without_mistake() {
    let files = shipped();
    assert!(files.len() >= 5);
    for (name, text) in files {
        let file = ScenarioFile::of(&name, &text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let checked = file.check(&MadeUp, &Parameters::load().unwrap(), &Options::default());
        assert!(checked.is_ok(), "{name}: {:?}", checked.err());
    }
}

#[test]
fn the_reference_scenario_is_what_the_key_tables_say() {
    let text = shipped().into_iter().find(|(name, _)| name == "reference.toml").unwrap().1;
    assert_eq!(text, reference(), "write it again: `bassin new reference > scenarios/reference.toml`");
    let scenario = check(&text);
    assert_eq!(scenario.policies.len(), policies::REGISTER.len());
    for policy in policies::REGISTER {
        for key in policy.table.keys {
            assert!(text.contains(&format!("{} = ", key.name)), "{}.{}", policy.name, key.name);
        }
    }
}

#[test]
fn what_is_written_in_comments_of_the_reference_is_right_too() {
    let text = reference();
    let until = text.find("# In the place of `seeds`").unwrap();
    let end = text.find("# Territoires").unwrap();
    let table: String = text[until..end]
        .lines()
        .skip(1)
        .map(|line| format!("{}\n", line.trim_start_matches('#').trim_start()))
        .collect();
    let keys: String = table
        .lines()
        .filter(|line| line.starts_with('[') || line.contains(" = "))
        .map(|line| format!("{line}\n"))
        .collect();
    let keys = keys.replace("2027..2030", "2019..2019");
    let scenario = check(&format!("title = \"t\"\n[run]\nwhere = [\"dep:62\"]\nthrough = \"2019-12\"\n{keys}"));
    assert!(matches!(scenario.run.seeds, Seeds::Until { at_most: 60, .. }));
}

#[test]
fn a_template_is_itself_a_scenario_without_mistake() {
    for name in template_names() {
        let text = template(name).unwrap();
        let scenario = check(&text);
        assert!(name == "reference" || scenario.policies.len() == 1, "{name}");
        // Every line in comments that gives a default is right as well, once the # is taken out.
        if name == "reference" {
            continue;
        }
        let mut out = String::new();
        for line in text.lines() {
            let key = line.strip_prefix("# ").and_then(|rest| rest.split_once(" = ")).map(|(key, _)| key);
            let is_key = key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
            let with_others = ["regional_share", "key", "cover", "state_share", "resources_taken"];
            let alone = !matches!(key, Some("territory" | "through" | "question"))
                && !key.is_some_and(|key| with_others.contains(&key));
            out.push_str(if is_key && alone { &line[2..] } else { line });
            out.push('\n');
        }
        check(&out);
    }
    assert!(template("tzlcd").is_none());
}

#[test]
fn a_resolved_scenario_says_everything_and_checks_to_itself() {
    for (name, text) in shipped() {
        let resolved = check(&text).resolved();
        assert_eq!(check(&resolved).resolved(), resolved, "{name}");
        assert!(resolved.contains("one_in = "), "{name}");
    }
    let resolved = check(MARLES).resolved();
    assert!(resolved.contains("seed_money = \"6 200 €/job\"") && resolved.contains("half_width = \"500 €/FTE/year\""));
    let again = check(&resolved);
    assert_eq!(again.resolved(), resolved);
    assert!(matches!(again.run.seeds, Seeds::Until { at_most: 60, .. }));
}

#[test]
fn the_command_line_is_laid_over_the_file() {
    let options = Options { one_in: Some(20), seeds: Some("4..6".into()), months: Some(120) };
    let scenario = check_with(MARLES, &options);
    assert_eq!(scenario.run.one_in, 20);
    assert_eq!(scenario.run.seeds, Seeds::List(vec![4, 5, 6]));
    assert_eq!((scenario.run.months(), scenario.run.through), (120, Month::new(2028, 12)));
}

#[test]
fn values_of_law_are_kept_as_written_with_their_dates_and_places() {
    let text = "title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2021-12\"\n\
                [law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2020-04\"\nwhere = [\"dep:62\"]\n\
                [law.prime_activite.bonus]\nvalue = 3\nfrom = \"2020-01\"\nthrough = \"2020-12\"\n";
    let scenario = check(text);
    let names: Vec<&str> = scenario.law.iter().map(|change| change.name.as_str()).collect();
    assert_eq!(names, ["rsa.base", "prime_activite.bonus"]);
    assert_eq!(scenario.law[0].cells.as_ref().map(Vec::len), Some(1));
    assert_eq!((scenario.law[0].from, scenario.law[0].through), (Month::new(2020, 4), None));
    assert_eq!(scenario.law[0].value.written(), "\"600 €/month\"");
    assert_eq!(scenario.law[1].through, Some(Month::new(2020, 12)));
    assert_eq!(check(&scenario.resolved()).resolved(), scenario.resolved());
}

#[test]
fn a_parameter_changed_is_told_and_kept() {
    let scenario = check(&format!("{MARLES}\n[parameters]\n\"demand.residential_response\" = 0.5\n"));
    assert_eq!(scenario.parameters.rate("demand.residential_response"), Rate(500_000));
    assert!(
        explain(&scenario, Language::English, "")
            .contains("parameters.demand.residential_response = 0.5 (range 0.0 to 0.7)")
    );
    assert_eq!(check(&scenario.resolved()).parameters.rate("demand.residential_response"), Rate(500_000));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("été 2026.toml");
    std::fs::write(&path, format!("\u{feff}{}", MARLES.replace('\n', "\r\n"))).unwrap();
    let file = ScenarioFile::read(&path).unwrap();
    assert_eq!(file.name, "ete-2026");
    let scenario = file.check(&MadeUp, &Parameters::load().unwrap(), &Options::default()).unwrap();
    assert_eq!(scenario.resolved(), check(MARLES).resolved());
}

#[test]
fn the_explanation_gives_every_default_with_its_grade_and_source() {
    let text = explain(&check(MARLES), Language::English, "");
    for said in [
        "From 2019-01 through 2030-12, 144 months.",
        "tzcld: marles: from 2026-07, an EBE in com:62555 hires 3 persons/month",
        "tzcld.seed_money = \"6 200 €/job\"\n      statistic: comité scientifique TZCLD",
        "demand.residential_response = 0.35 (0.0 to 0.7; number)\n      assumption:",
        "variant slow: tzcld.territory.marles.hiring_pace = \"2 persons/month\"",
    ] {
        assert!(text.contains(said), "{said}\n---\n{text}");
    }
    let written = text.split("What you decided").nth(1).unwrap().split("What holds").next().unwrap();
    assert!(written.contains("tzcld.outside_law = true") && !written.contains("seed_money"));
}

#[test]
fn a_scenario_reads_back_as_french_sentences() {
    let text = explain(&check(MARLES), Language::French, "");
    for said in [
        "De 2019-01 à 2030-12 inclus, 144 mois.",
        "marles : à partir de 2026-07, une EBE embauche à com:62555, à raison de 3 personnes par mois",
        "jusqu'à connaître le coût net d'un emploi à temps plein pour le département, de 2027 à 2030, à 500 € par emploi et par an",
    ] {
        assert!(text.contains(said), "{said}\n---\n{text}");
    }
    for (name, text) in shipped() {
        let scenario = check(&text);
        let french = explain(&scenario, Language::French, "");
        assert!(french.contains("Ce que la réforme change") && french.len() > 1_000, "{name}");
    }
}

#[test]
fn a_measure_partly_outside_the_run_is_told_without_being_refused() {
    let text = "title = \"t\"\n[run]\nwhere = [\"ze:3216\"]\nthrough = \"2023-12\"\n\
                [rsa_recentralisation]\nwhere = [\"dep:59\"]\nfrom = \"2022-01\"\ntype = \"metropole_2022\"\n\
                outside_law = true\nreference_years = [2019]\nreference_source = \"accounts\"\n";
    let scenario = check(text);
    assert_eq!(scenario.notes.len(), 1);
    assert!(
        explain(&scenario, Language::English, "")
            .contains("1 of the 2 cells of [\"dep:59\"] are not among the places that run")
    );
}

#[test]
fn the_same_département_may_be_taken_over_twice_if_one_measure_ends_before_the_other_begins() {
    let text = |through: &str| {
        format!(
            "title = \"t\"\n[run]\nwhere = [\"dep:93\"]\nthrough = \"2025-12\"\n[rsa_recentralisation]\n\
             where = [\"dep:93\"]\ntype = \"metropole_2022\"\noutside_law = true\nreference_source = \"accounts\"\n\
             [rsa_recentralisation.first]\nfrom = \"2021-01\"\nthrough = \"{through}\"\nreference_years = [2019]\n\
             [rsa_recentralisation.second]\nfrom = \"2023-01\"\nreference_years = [2021]\n"
        )
    };
    check(&text("2022-12"));
    let file = ScenarioFile::of("test.toml", &text("2023-01")).unwrap();
    let error = file.check(&MadeUp, &Parameters::load().unwrap(), &Options::default()).unwrap_err();
    let bassin::input::InputError::Problems { problems, .. } = error else { panic!("{error:?}") };
    assert_eq!(problems.iter().map(|problem| problem.wrong).collect::<Vec<_>>(), [Wrong::Conflict]);
}

#[test]
fn every_default_example_and_range_of_every_key_can_be_read() {
    fn tables(table: &'static bassin::keys::Table, found: &mut Vec<&'static bassin::keys::Key>) {
        found.extend(table.keys);
        table.fixed.iter().for_each(|inside| tables(inside, found));
        if let Some(named) = table.named.filter(|named| !std::ptr::eq(named.table.keys, table.keys)) {
            tables(named.table, found);
        }
    }
    let mut keys = Vec::new();
    policies::REGISTER.iter().for_each(|policy| tables(policy.table, &mut keys));
    assert!(keys.len() > 30);
    for key in keys {
        let texts = [Some(key.example), key.default()].into_iter().flatten();
        for text in texts.chain(key.range.into_iter().flatten()).chain(key.lawful.into_iter().flatten()) {
            let line = format!("x = {}", key.as_toml(text));
            let file = bassin::input::Text::of("key.toml", line).unwrap();
            let node = &file.root.get("x").unwrap().node;
            assert!(key.read(node, &MadeUp).is_ok(), "{} = {text}: {:?}", key.name, key.read(node, &MadeUp));
        }
        let decided = key.grade == bassin::keys::Grade::Decision;
        assert!(decided || !key.source.is_empty(), "{} has no source", key.name);
        assert!(key.about.ends_with('.'), "{}", key.about);
    }
}

#[test]
fn an_experiment_knows_its_treated_zones_and_says_when_few_others_are_left() {
    let text = "title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2023-12\"\n[tzcld]\noutside_law = true\n\
                [tzcld.territory.part]\nwhere = [\"com:62555\"]\npopulation = 6000\nfrom = \"2020-07\"\n[experiment]\n";
    let scenario = check(text);
    let experiment = scenario.experiment.as_ref().expect("asked for");
    // A territory that is a part of its communes claims none of them whole, and treats their zone all the same.
    assert_eq!(experiment.treated.len(), 1);
    assert_eq!((experiment.starts, experiment.before), (Month::new(2020, 7), 12));
    assert_eq!(experiment.on, ["unemployment", "poverty", "population", "rsa"]);
    assert!(scenario.notes.iter().any(|note| note.contains("only 2 zone(s)")), "{:?}", scenario.notes);
    assert!(explain(&scenario, Language::English, "").contains("experiment.comparison_zones = 5"));
    assert!(check(MARLES).experiment.is_none());
}

#[test]
fn what_the_reference_says_of_experiments_in_comments_is_right_too() {
    let text = reference();
    let table = &text[text.find("#  [experiment]").unwrap()..text.find("# [law.").unwrap()];
    let lines = table.lines().map(|line| line.trim_start_matches('#').trim_start());
    let keys: String =
        lines.filter(|line| line.starts_with('[') || line.contains(" = ")).map(|line| format!("{line}\n")).collect();
    let measure = "title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2023-12\"\n[law.\"rsa.base\"]\n\
                   value = \"600 €/month\"\nfrom = \"2021-01\"\nwhere = [\"dep:62\"]\n";
    assert_eq!(check(&format!("{measure}{keys}")).experiment.map(|found| found.comparison_zones), Some(5));
}
