//! What an author of a scenario reads when something in it is wrong: file, line, key, value, what is allowed, what to do.

mod made_up;

use std::path::Path;

use bassin::input::InputError;
use bassin::keys::Wrong;
use bassin::parameters::Parameters;
use bassin::scenario::{Options, ScenarioFile};
use insta::assert_snapshot;
use made_up::MadeUp;
use miette::{GraphicalReportHandler, GraphicalTheme};

fn error_with(text: &str, options: &Options) -> InputError {
    let checked = ScenarioFile::of("scenarios/mine.toml", text)
        .and_then(|file| file.check(&MadeUp, &Parameters::load().unwrap(), options));
    match checked {
        Ok(scenario) => panic!("nothing is wrong with {scenario:?}"),
        Err(error) => error,
    }
}

fn shown(error: &InputError) -> String {
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(110);
    handler.render_report(&mut text, error).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn read_from(text: &str) -> String {
    shown(&error_with(text, &Options::default()))
}

fn wrongs(text: &str) -> Vec<Wrong> {
    match error_with(text, &Options::default()) {
        InputError::Problems { problems, .. } => problems.into_iter().map(|problem| problem.wrong).collect(),
        other => panic!("{other:?}"),
    }
}

/// A scenario of TZCLD without mistake, before `extra` is put in its `[tzcld]` and `territory` in its territory.
fn tzcld(extra: &str, territory: &str) -> String {
    format!(
        "title = \"Marles\"\n[run]\nwhere = [\"dep:62\"]\nthrough = \"2023-12\"\n[tzcld]\noutside_law = true\n{extra}\n\
         [tzcld.territory.marles]\nwhere = [\"com:62555\"]\n{territory}\n"
    )
}

fn territory(lines: &str) -> String {
    tzcld("", lines)
}

fn of_tzcld(extra: &str) -> String {
    tzcld(extra, "from = \"2020-01\"")
}

fn run(lines: &str) -> String {
    format!("title = \"t\"\n[run]\n{lines}\n")
}

fn rsa(lines: &str) -> String {
    format!(
        "title = \"t\"\n[run]\nwhere = [\"france\"]\nthrough = \"2025-12\"\n[rsa_recentralisation]\n\
         outside_law = true\ntype = \"metropole_2022\"\n{lines}\n"
    )
}

fn ordam(lines: &str) -> String {
    format!(
        "title = \"t\"\n[run]\nwhere = [\"metropole\"]\nthrough = \"2025-12\"\n[ordam]\nwhere = [\"reg:32\"]\n\
         from = \"2021-01\"\nkey = \"need\"\npaid_by = \"new_money\"\n{lines}\n"
    )
}

#[test]
fn an_unknown_key_suggests_the_nearest() {
    assert_snapshot!(read_from(&of_tzcld("competiton_share = \"10 %\"")));
}

#[test]
fn an_unknown_table_suggests_the_nearest() {
    assert_snapshot!(read_from(&format!("{}[tzlcd]\nx = 1\n", of_tzcld(""))));
}

#[test]
fn a_number_without_unit_is_told_which_unit_to_write() {
    assert_snapshot!(read_from(&of_tzcld("competition_share = 0.1\nseed_money = 6200")));
}

#[test]
fn an_amount_must_say_for_what_and_for_how_long() {
    assert_snapshot!(read_from(&of_tzcld(
        "full_cost = \"29 000 €\"\nsales = \"5 k€/FTE/month\"\nseed_money = \"6 200 $/job\""
    )));
}

#[test]
fn a_comma_before_three_digits_is_refused_as_ambiguous() {
    assert_snapshot!(read_from(&of_tzcld("seed_money = \"6,200 €/job\"")));
}

#[test]
fn a_share_of_something_else_is_refused() {
    assert_snapshot!(read_from(&of_tzcld("competition_share = \"10 % of dmto\"")));
}

#[test]
fn negative_and_absurd_amounts_are_refused_with_the_range() {
    let text = "seed_money = \"-6 200 €/job\"\nsales = \"5 500 k€/FTE/year\"\nfull_cost = \"999 999 999 999 999 999 G€/FTE/year\"";
    assert_snapshot!(read_from(&of_tzcld(text)));
}

#[test]
fn unknown_and_ambiguous_places_say_how_to_write_them() {
    assert_snapshot!(read_from(&run("where = [\"Lens\", \"Lile\", \"93\"]\nthrough = \"2023-12\"")));
    assert_snapshot!("an_ambiguous_place", read_from(&run("where = [\"93\"]\nthrough = \"2023-12\"")));
    assert_snapshot!("one_place_is_not_a_list", read_from(&run("where = \"dep:62\"\nthrough = \"2023-12\"")));
}

#[test]
fn a_place_too_small_for_what_is_asked_says_which_holds_it() {
    assert_snapshot!(read_from(&run("where = [\"com:62555\"]\nthrough = \"2023-12\"")));
    let commune =
        "where = [\"com:93066\"]\nfrom = \"2022-01\"\nreference_years = [2019]\nreference_source = \"accounts\"";
    assert_snapshot!("a_commune_is_no_departement", read_from(&rsa(commune)));
}

#[test]
fn dates_outside_what_can_be_run_are_refused() {
    assert_snapshot!(read_from(&run("where = [\"dep:62\"]\nfrom = \"2018-06\"\nthrough = \"2040-12\"")));
    assert_snapshot!("not_a_month", read_from(&run("where = [\"dep:62\"]\nthrough = \"2023-13\"")));
    assert_snapshot!("a_date_without_quotes", read_from(&run("where = [\"dep:62\"]\nthrough = 2023-12-31")));
    assert_snapshot!("a_month_without_quotes", read_from(&run("where = [\"dep:62\"]\nthrough = 2023-12")));
}

#[test]
fn a_measure_that_begins_after_the_end_of_the_run_is_refused() {
    assert_snapshot!(read_from(&territory("from = \"2026-07\"")));
    assert_eq!(wrongs(&territory("from = \"2022-07\"\nthrough = \"2021-07\"")), [Wrong::OutOfRange]);
}

#[test]
fn months_of_the_command_line_can_put_a_measure_after_the_end_of_the_run() {
    let options = Options { months: Some(6), ..Options::default() };
    assert_snapshot!(shown(&error_with(&of_tzcld(""), &options)));
}

#[test]
fn a_measure_outside_the_places_that_run_is_refused() {
    let text = of_tzcld("").replace("dep:62", "dep:93");
    assert_snapshot!(read_from(&text));
}

#[test]
fn two_measures_that_move_the_same_competence_are_refused() {
    let two = "reference_source = \"accounts\"\nreference_years = [2019]\n\
               [rsa_recentralisation.one]\nwhere = [\"dep:93\"]\nfrom = \"2022-01\"\n\
               [rsa_recentralisation.other]\nwhere = [\"reg:11\"]\nfrom = \"2023-01\"";
    assert_snapshot!(read_from(&rsa(two)));
}

#[test]
fn political_choices_are_asked_for_with_their_options() {
    assert_snapshot!(read_from(
        "title = \"t\"\n[run]\nwhere = [\"metropole\"]\nthrough = \"2025-12\"\n[ordam]\nwhere = [\"reg:32\"]\nfrom = \"2021-01\"\n"
    ));
    let cofinanced = ordam("overrun_rule = \"regional_cofinancing\"");
    assert_snapshot!("cofinancing_without_its_share", read_from(&cofinanced));
}

#[test]
fn keys_that_contradict_each_other_are_refused() {
    let text =
        ordam("overrun_rule = \"debt\"\nregional_share = \"25 % of overrun\"\n[ordam.need_weights]\nage = \"90 %\"");
    assert_snapshot!(read_from(&text));
}

#[test]
fn reference_years_must_be_over_when_the_measure_begins() {
    let years = "where = [\"dep:93\"]\nfrom = \"2021-01\"\nreference_source = \"simulated\"\nreference_years = ";
    assert_snapshot!(read_from(&rsa(&format!("{years}[2019, 2020, 2021]"))));
    assert_eq!(wrongs(&rsa(&format!("{years}[2017]"))), [Wrong::OutOfRange]);
}

#[test]
fn what_goes_beyond_todays_law_must_be_said() {
    let text = of_tzcld("state_share = \"120 %\"").replace("outside_law = true", "outside_law = false");
    assert_snapshot!(read_from(&text));
}

#[test]
fn a_word_that_is_no_option_lists_them() {
    assert_snapshot!(read_from(&ordam("overrun_rule = \"prices\"")));
}

#[test]
fn nothing_is_run_one_in_zero_or_without_seeds() {
    let base = "where = [\"dep:62\"]\nthrough = \"2023-12\"\n";
    assert_snapshot!(read_from(&run(&format!("{base}one_in = 0\nseeds = []"))));
    for seeds in ["\"5..1\"", "\"\"", "[1, 1]", "\"1..100000000\"", "[-1]", "3", "\"1-20\"", "[1.5]"] {
        assert_eq!(wrongs(&run(&format!("{base}seeds = {seeds}"))).len(), 1, "{seeds}");
    }
    for one_in in ["-1", "1001", "\"100\"", "1.5", "99999999999999999999"] {
        assert_eq!(wrongs(&run(&format!("{base}one_in = {one_in}"))).len(), 1, "{one_in}");
    }
}

#[test]
fn a_wrong_option_of_the_command_line_is_told_as_such() {
    let options = Options { one_in: Some(0), seeds: Some("5..1".into()), months: Some(9_999) };
    assert_snapshot!(shown(&error_with(&of_tzcld(""), &options)));
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_in_its_order() {
    let text = "titre = \"t\"\n[run]\nwhere = [\"dep:999\"]\none_in = 0\nthrough = \"2023-12\"\n[tzcld]\n\
                competition_share = 10\n[tzcld.territory.Marles]\nfrom = \"2020\"\n";
    assert_eq!(
        wrongs(text),
        [
            Wrong::UnknownKey,
            Wrong::Missing,
            Wrong::UnknownPlace,
            Wrong::OutOfRange,
            Wrong::MissingChoice,
            Wrong::Type,
            Wrong::Name,
            Wrong::Missing,
            Wrong::Type
        ]
    );
    assert_snapshot!(read_from(text));
}

#[test]
fn an_empty_file_says_what_a_scenario_needs() {
    assert_snapshot!(read_from(""));
}

#[test]
fn local_data_are_files_of_known_tables_and_never_what_the_model_computes() {
    let data = |line: &str| of_tzcld("").replace("[tzcld]\n", &format!("[data]\n{line}\n[tzcld]\n"));
    assert_eq!(wrongs(&data("departement_acounts = \"cd62.csv\"")), [Wrong::UnknownKey]);
    assert_eq!(wrongs(&data("departement_accounts = 62")), [Wrong::Type]);
    assert_eq!(wrongs(&data("rsa_caseload = \"cd62.csv\"")), [Wrong::NotAvailable]);
    let told = read_from(&data("rsa_caseload = \"cd62.csv\""));
    assert!(told.contains("is an outcome of the simulation") && told.contains("data.rsa_caseload"), "{told}");
    assert_eq!(wrongs(&of_tzcld("").replace("[run]", "data = 1\n[run]")), [Wrong::Type]);
}

#[test]
fn quotes_of_a_word_processor_are_named() {
    assert_snapshot!(read_from("title = “TZCLD”\n[run]\nwhere = [«dep:62»]\n"));
    // In a text they are what they should be.
    assert_eq!(wrongs(&of_tzcld("x = 1").replace("Marles\"", "« l’été »\"")), [Wrong::UnknownKey]);
}

#[test]
fn a_line_that_cannot_be_read_says_where() {
    assert_snapshot!(read_from("title = \"t\n[run\nwhere = dep:62\none_in 100\n"));
    assert_snapshot!("a_key_written_twice", read_from("title = \"a\"\ntitle = \"b\"\n"));
}

#[test]
fn a_variant_changes_the_reform_only() {
    let text = of_tzcld("") + "[variant.small.run]\none_in = 1\n[variant.Bad.tzcld]\nsales = \"0 €/FTE/year\"\n";
    assert_snapshot!(read_from(&text));
}

#[test]
fn a_mistake_in_a_variant_points_into_it() {
    assert_snapshot!(read_from(
        &(of_tzcld("") + "[variant.dear.tzcld]\nsales = \"-1 €/FTE/year\"\n[sweep.tzcld]\nvolunteers = \"50 %\"\n")
    ));
    assert_snapshot!(
        "a_sweep_with_one_wrong_value",
        read_from(&(of_tzcld("") + "[sweep.tzcld]\nvolunteers = [\"50 %\", \"200 %\"]\n"))
    );
}

#[test]
fn parameters_are_changed_within_their_range_only() {
    assert_snapshot!(read_from(
        &(of_tzcld("")
            + "[parameters]\n\"demand.residential_response\" = 3\n\"demand.residental_response\" = 0.5\n\"rsa.non_take_up_owners\" = \"95 %\"\n")
    ));
}

#[test]
fn a_value_of_law_needs_its_date() {
    assert_snapshot!(read_from(&(of_tzcld("") + "[law.\"rsa.base\"]\nvalue = \"600 €\"\n[law]\nsmic = 12\n")));
}

fn read_file(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let error = ScenarioFile::read(&path).unwrap_err();
    shown(&error).replace(&folder.path().display().to_string(), "FOLDER")
}

#[test]
fn other_encodings_are_named() {
    assert_snapshot!(read_file("a.toml", b"# 1\ntitle = \"Lib\xe9ral\"\n"));
    assert_snapshot!("utf_16", read_file("a.toml", &[0xff, 0xfe, b't', 0, b'i', 0]));
}

#[test]
fn a_file_of_ten_megabytes_is_no_scenario() {
    let text = "# filler\n".repeat(10_000_000 / 9);
    assert_snapshot!(read_file("big.toml", text.as_bytes()));
}

#[test]
fn a_file_that_is_not_there_suggests_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tzcld.toml"), "").unwrap();
    let shown_for = |name: &str| {
        let error = ScenarioFile::read(&folder.path().join(name)).unwrap_err();
        shown(&error).replace(&folder.path().display().to_string(), "FOLDER")
    };
    assert_snapshot!(shown_for("tzlcd.toml"));
    assert!(matches!(ScenarioFile::read(folder.path()), Err(InputError::Unreadable { .. })));
    assert!(matches!(ScenarioFile::read(Path::new("/nowhere/x.toml")), Err(InputError::Missing { .. })));
}

#[test]
fn no_text_however_odd_stops_the_program() {
    let base = of_tzcld("sales = \"1 k€/FTE/year\"")
        + "[variant.a.tzcld]\nsales = \"2 k€/FTE/year\"\n[sweep.tzcld]\nvolunteers = [\"50 %\"]\n";
    let odd = [
        "{}",
        "[]",
        "[[]]",
        "\"\"",
        "\"%\"",
        "\"€\"",
        "0x10",
        "inf",
        "nan",
        "-0",
        "1e400",
        "\"9999999999999999999 %\"",
        "[1, \"a\"]",
        "2020-01-01",
        "{ a = 1 }",
    ];
    let lines: Vec<&str> = base.lines().collect();
    for (n, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once('=') else { continue };
        for value in odd {
            let mut other: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            other[n] = format!("{key}= {value}");
            let checked = ScenarioFile::of("odd.toml", &other.join("\n"))
                .and_then(|file| file.check(&MadeUp, &Parameters::load().unwrap(), &Options::default()));
            if let Err(error) = checked {
                assert!(!shown(&error).is_empty());
            }
        }
    }
    for end in 0..base.len() {
        if let Some(start) = base.get(..end) {
            let _ = ScenarioFile::of("cut.toml", start)
                .and_then(|file| file.check(&MadeUp, &Parameters::load().unwrap(), &Options::default()));
        }
    }
}

/// The RSA recentralised in the Pas-de-Calais, in a run of `places`, as an experiment.
fn experiment(places: &str, lines: &str) -> String {
    format!(
        "title = \"t\"\n[run]\nwhere = [{places}]\nthrough = \"2024-12\"\n[rsa_recentralisation]\nwhere = [\"dep:62\"]\n\
         from = \"2022-01\"\noutside_law = true\ntype = \"metropole_2022\"\nreference_years = [2019, 2020]\n\
         reference_source = \"simulated\"\n[experiment]\n{lines}\n"
    )
}

#[test]
fn an_experiment_needs_zones_without_any_measure() {
    let told = read_from(&experiment("\"dep:62\"", ""));
    assert!(told.contains("measures touch all the zones d'emploi of the run (1)"), "{told}");
    assert_eq!(wrongs(&experiment("\"dep:62\"", "")), [Wrong::Empty]);
    let everywhere = "title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2023-12\"\n[law.\"rsa.base\"]\n\
                      value = \"600 €/month\"\nfrom = \"2021-01\"\n[experiment]\n";
    assert_eq!(wrongs(everywhere), [Wrong::Empty], "a change of law without place holds everywhere");
}

#[test]
fn an_experiment_without_measure_or_without_a_past_is_refused() {
    let none = "title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2023-12\"\n[experiment]\n";
    assert!(read_from(none).contains("[experiment] has no measure to evaluate"));
    let told = read_from(&experiment("\"reg:32\"", "before = \"5 years\""));
    assert!(told.contains("write `before = \"36 months\"` or less"), "{told}");
}

#[test]
fn a_characteristic_zones_do_not_have_lists_those_they_have() {
    let told = read_from(&experiment("\"reg:32\"", "on = [\"unemployement\"]"));
    assert!(told.contains("did you mean \"unemployment\"?") && told.contains("access_to_care"), "{told}");
    assert_eq!(wrongs(&experiment("\"reg:32\"", "on = []\ncomparison_zones = 0")), [Wrong::Empty, Wrong::OutOfRange]);
}
