//! Tables read from a folder: the same ones give the same territory, and each slip is told with its place.

use super::*;

#[test]
fn a_folder_with_the_same_tables_gives_the_same_territory_and_digest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/france");
    let t = Territory::load(Some(&folder)).expect("the tables of the project are valid");
    assert_eq!(t.digest, france().digest);
}

/// A copy of the project's tables in which `file` has `from` replaced by `to` once.
fn folder_with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/france");
    let copy = tempfile::tempdir().expect("a scratch folder");
    for entry in std::fs::read_dir(source).expect("the project's tables") {
        let entry = entry.expect("a file");
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
    }
    let path = copy.path().join(file);
    let text = std::fs::read_to_string(&path).expect("a plain table");
    assert!(text.contains(from), "the slip must be made");
    std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    copy
}

#[test]
fn a_wrong_figure_is_told_with_its_file_line_and_column() {
    let folder = folder_with("unemployment_zones.csv", "\n0051,8.7,", "\n0051,\"8,7\",");
    let error = Territory::load(Some(folder.path())).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "unemployment_zones.csv, line 3, column `2018-Q1`: \"8,7\" is not allowed; expected a number from 0 to 60"
    );
    let folder = folder_with("departements.csv", "\n01,Ain,84,", "\n01,Ain,85,");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert!(error.contains("column `region`: \"85\" is not allowed; expected the code of a région"), "{error}");
}

#[test]
fn a_missing_table_column_or_cell_of_a_row_is_an_error() {
    let folder = folder_with("regions.csv", "code,name", "code,nom");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert_eq!(error, "regions.csv: the column `name` is missing");
    let folder = folder_with("sectors.csv", "\nBZ,Mining,", "\nBZ,");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert_eq!(error, "sectors.csv, line 4: not a row of the table: 4 cells where the header has 5");
    let folder = folder_with("cells.csv", "\n0051,53,", "\n9999,53,");
    assert!(Territory::load(Some(folder.path())).is_err());
    std::fs::remove_file(folder.path().join("path.csv")).expect("removed");
    std::fs::remove_file(folder.path().join("cells.csv")).expect("removed");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert!(error.contains("cells.csv: cannot be read"), "{error}");
}

#[test]
fn a_slip_in_what_calibration_stored_is_told_like_any_other() {
    let error = |file: &str, from: &str, to: &str| {
        let folder = folder_with(file, from, to);
        Territory::load(Some(folder.path())).expect_err("refused").to_string()
    };
    let text = include_str!("../../../scenarios/france/demand_path.csv");
    let of = |month: &str| text.lines().find(|line| line.starts_with(month)).expect("a month of the table").to_owned();
    let (march, april) = (of("2019-03"), of("2019-04"));
    // Lines of the file: two of comment, the header, January, February.
    let missing = error("demand_path.csv", &format!("{march}\n"), "");
    assert_eq!(
        missing,
        "demand_path.csv, line 6, column `month`: \"2019-04\" is not allowed; expected 2019-03, each following the one before"
    );
    let twice = error("demand_path.csv", &march, &format!("{march}\n{march}"));
    assert!(twice.contains("line 7, column `month`: \"2019-03\" is not allowed; expected 2019-04"), "{twice}");
    let garbled = error("demand_path.csv", &april, "2019-04,1000000,a million,1000000");
    assert!(garbled.contains("line 7, column `export`: \"a million\" is not allowed"), "{garbled}");
    let zero = error("demand_path.csv", &april, "2019-04,1000000,1000000,0");
    assert!(zero.contains("line 7, column `public`: \"0\" is not allowed; expected a factor"), "{zero}");
    let short = error("demand_path.csv", &april, "2019-04,1000000,1000000");
    assert!(short.contains("line 7: not a row of the table: 3 cells where the header has 4"), "{short}");
    let year = error("poverty_line.csv", "\n2020,", "\n2002,");
    assert!(year.contains("poverty_line.csv, line 5, column `year`: \"2002\" is not allowed; expected 2020"), "{year}");
    let column = error("poverty_line.csv", "line_euros_a_year", "line");
    assert_eq!(column, "poverty_line.csv: the column `line_euros_a_year` is missing");
    let lost = error("departement_accounts.csv", "\n04,131551,,,,,", "");
    assert_eq!(lost, "departement_accounts.csv: the département 04 has no row");
    let unknown = error("departement_accounts.csv", "\n04,", "\n4,");
    assert!(
        unknown.contains("column `departement`: \"4\" is not allowed; expected the code of a département"),
        "{unknown}"
    );
}

#[test]
fn another_poverty_line_is_another_territory() {
    let folder = folder_with("poverty_line.csv", "\n2019,", "\n2019,1");
    assert!(Territory::load(Some(folder.path())).is_err(), "112,875 euros is no poverty line");
    let text = include_str!("../../../scenarios/france/poverty_line.csv");
    let row = text.lines().find(|line| line.starts_with("2020,")).expect("a year of the table");
    let folder = folder_with("poverty_line.csv", row, "2020,12345");
    let other = Territory::load(Some(folder.path())).expect("valid");
    assert_ne!(other.digest, france().digest);
    assert_eq!(other.calibrated.poverty_lines[1], Cents::euros(12_345));
}
