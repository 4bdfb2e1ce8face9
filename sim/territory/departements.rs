//! The 101 départements: what is published about each, brought to 2019 where the model starts.
//!
//! Why it exists: départements pay RSA, APA and PCH, and most published margins of the starting population are by
//! département. Blank cells are filled in `departements_fill.rs`.

use std::collections::BTreeMap;

use super::departements_fill as fill;
use super::error::TerritoryError;
use super::fill::Fills;
use super::national::figures::Figures;
use super::table::Source;
use crate::units::{Cents, Departement, Month, Rate, Region};

/// The seven age bands of the departmental tables, both ends inside; 110 = no upper bound.
pub const AGE_BANDS: [(u8, u8); 7] = [(0, 14), (15, 24), (25, 39), (40, 54), (55, 64), (65, 74), (75, 110)];

/// Recipients at the end of a month (DREES): RSA, prime d'activité and housing aid in households, ASS in persons. `None`
/// = not published for that month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caseload {
    pub month: Month,
    pub rsa: u32,
    pub ass: Option<u32>,
    pub prime_activite: Option<u32>,
    pub housing_aid: Option<u32>,
}

/// Social aid of a département in one year (DREES). Net: rsa_net, child_welfare, social_aid; gross: the others. What
/// the State compensates is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SocialSpending {
    pub rsa_net: Cents,
    pub rsa_allowance: Cents,
    pub rsa_insertion: Cents,
    pub apa: Cents,
    pub pch: Cents,
    pub child_welfare: Cents,
    pub social_aid: Cents,
}

/// One département. Rates in millionths, counts of persons or households, money in cents.
#[derive(Clone, Debug)]
pub struct DepartementRow {
    pub code: String,
    pub name: String,
    pub region: Region,
    pub overseas: bool,
    pub lon_deg: f64,
    pub lat_deg: f64,
    pub area_km2: f64,
    /// 1 January; the sum over départements is the published national population.
    pub population_2019: u32,
    pub population_2021: u32,
    pub population_2023: u32,
    pub population_2025: u32,
    /// 1 January 2019 by `AGE_BANDS`; sums to `population_2019`.
    pub age_2019: [u32; 7],
    pub births_2023: u32,
    pub deaths_2023: u32,
    /// Part of yearly growth 2015 to 2021 due to net migration.
    pub net_migration: Rate,
    /// Of families.
    pub single_parent_families: Rate,
    pub activity_rate: Rate,
    /// Of residents aged 15 to 64, 2019.
    pub employment_rate_2019: Rate,
    /// Mean persons a fiscal household, 2021.
    pub household_size: f64,
    /// Scaled so that the national sum is the census's.
    pub households_2019: u32,
    /// A year, a consumption unit.
    pub median_living_standard_2021: Cents,
    pub living_standard_d9_d1: f64,
    pub poverty_2021: Rate,
    pub poverty_under_30_2021: Rate,
    pub poverty_75_plus_2021: Rate,
    pub poverty_intensity_2021: Rate,
    pub net_hourly_wage: Cents,
    /// Of households.
    pub owners: Rate,
    /// Of employment.
    pub executives: Rate,
    pub unemployment_2015: Rate,
    pub unemployment_2019: Rate,
    pub unemployment_2023: Rate,
    /// By quarter from 2018-Q1.
    pub unemployment_by_quarter: Vec<Rate>,
    pub jobseekers_abc_2024: u32,
    /// Registered a year or more, of jobseekers A, B, C.
    pub jobseekers_long_term_2024: Rate,
    pub rsa_households_2019: u32,
    pub rsa_households_2023: u32,
    pub rsa_lone_parent_2023: u32,
    pub rsa_persons_2019: u32,
    pub aah_2019: u32,
    pub prime_activite_2023: u32,
    pub ass_2023: u32,
    pub apa_2023: u32,
    pub pch_2023: u32,
    pub css_2024: u32,
    /// December 2018 to October 2020.
    pub caseloads: Vec<Caseload>,
    pub spending_2019: SocialSpending,
    /// Only `rsa_net` and `social_aid` are published for 2015.
    pub spending_2015: SocialSpending,
    /// RSA allowances by year from the département's own accounts, years ascending: empty unless a scenario brings them.
    pub rsa_allowance_accounts: Vec<(u16, Cents)>,
    pub rsa_referred: Rate,
    pub rsa_referred_to_employment_service: Rate,
    pub rsa_referral_delay_days: u16,
    /// Census 2016; `None` overseas.
    pub employed_residents_2016: Option<u32>,
    pub gp_per_100k: f64,
    /// Access to a GP, consultations a year a standardised inhabitant.
    pub apl: f64,
    pub nursing_home_places: u32,
    pub life_expectancy_men: f64,
    pub life_expectancy_women: f64,
    pub self_employed: Rate,
    pub part_time: Rate,
}

impl DepartementRow {
    /// Residents aged 15 to 64 on 1 January 2019.
    pub fn population_15_64(&self) -> u32 {
        self.age_2019[1..5].iter().sum()
    }

    /// RSA allowances of a year in the département's own accounts, if a scenario brings them.
    pub fn rsa_allowance_account(&self, year: u16) -> Option<Cents> {
        self.rsa_allowance_accounts.iter().find(|(known, _)| *known == year).map(|(_, amount)| *amount)
    }

    /// RSA households at the end of January 2019, where the model starts.
    pub fn rsa_households_january_2019(&self) -> u32 {
        self.caseload(Month::new(2019, 1)).map_or(self.rsa_households_2019, |c| c.rsa)
    }

    /// Recipients at the end of a month, December 2018 to October 2020.
    pub fn caseload(&self, month: Month) -> Option<&Caseload> {
        self.caseloads.iter().find(|c| c.month == month)
    }
}

/// The numeric columns of the table, blank cells as `None`, in the order of the rows.
pub struct Columns {
    pub codes: Vec<String>,
    pub names: Vec<String>,
    pub overseas: Vec<bool>,
    pub values: BTreeMap<String, Vec<Option<f64>>>,
}

impl Columns {
    /// The value of a column that filling has completed.
    pub fn get(&self, column: &str, row: usize) -> Result<f64, TerritoryError> {
        self.values.get(column).and_then(|v| v[row]).ok_or_else(|| TerritoryError::Incomplete {
            file: "departements.csv".to_string(),
            problem: format!("no figure for `{column}` of {} and no rule to fill it", self.codes[row]),
            remedy: "Write the figure in the table.".to_string(),
        })
    }

    /// The row of a code.
    pub fn row(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|c| c == code)
    }
}

/// Columns that must be there but are texts or checked elsewhere.
const NOT_NUMBERS: [&str; 4] = ["code", "name", "region", "overseas"];

/// Reads the table with its monthly caseloads and quarterly unemployment, fills and checks it.
///
/// `national_population` is the published total of 1 January 2019; `national_bands` the same by `AGE_BANDS` for 2019
/// and 2023.
pub fn read(
    source: &mut Source,
    region_codes: &[String],
    national_bands: &[[f64; 7]; 2],
    figures: &Figures,
    fills: &mut Fills,
) -> Result<Vec<DepartementRow>, TerritoryError> {
    let table = source.table("departements.csv")?;
    let mut columns = Columns { codes: Vec::new(), names: Vec::new(), overseas: Vec::new(), values: BTreeMap::new() };
    let mut regions = Vec::new();
    for row in table.rows() {
        let code = row.text("code")?.to_string();
        if columns.codes.contains(&code) {
            return Err(row.wrong("code", "a code written once", "Remove the second row."));
        }
        columns.codes.push(code);
        columns.names.push(row.text("name")?.to_string());
        regions.push(Region(row.link("region", region_codes, "région")? as u16));
        columns.overseas.push(row.word("overseas", &[("0", false), ("1", true)])?);
        for column in table.columns().filter(|c| !NOT_NUMBERS.contains(c)) {
            let (least, most) = bounds(column);
            let value = row.maybe(column, least, most)?;
            columns.values.entry(column.to_string()).or_default().push(value);
        }
    }
    let caseloads = read_caseloads(source, &columns.codes)?;
    let unemployment = read_unemployment(source, "unemployment_departements.csv", "departement", &columns.codes)?;
    let population = fill::populations_2019(&mut columns, national_bands[0].iter().sum(), fills)?;
    let ages = fill::ages_2019(&columns, &population, national_bands)?;
    fill::blanks(&mut columns, &population, &caseloads, figures, fills)?;

    let households = fill::households_2019(&columns, &population, figures)?;

    let mut rows = Vec::with_capacity(columns.codes.len());
    for i in 0..columns.codes.len() {
        let value = |column: &str| columns.get(column, i);
        let count = |column: &str| Ok::<u32, TerritoryError>(columns.get(column, i)?.round() as u32);
        let percent = |column: &str| Ok::<Rate, TerritoryError>(Rate::from_fraction(columns.get(column, i)? / 100.0));
        let millions = |column: &str| Ok::<Cents, TerritoryError>(Cents::from_euros(columns.get(column, i)? * 1e6));
        let quarters = match &unemployment[i] {
            Some(quarters) => quarters.clone(),
            None => {
                let rule = "the quarterly rate of Guyane, the nearest département published";
                fills.note("unemployment_departements.csv", &columns.codes[i], "all quarters", rule);
                let donor = columns.row("973").or_else(|| unemployment.iter().position(Option::is_some)).unwrap_or(0);
                unemployment[donor].clone().unwrap_or_default()
            }
        };
        rows.push(DepartementRow {
            code: columns.codes[i].clone(),
            name: columns.names[i].clone(),
            region: regions[i],
            overseas: columns.overseas[i],
            lon_deg: value("lon_deg")?,
            lat_deg: value("lat_deg")?,
            area_km2: value("area_km2")?,
            population_2019: population[i],
            population_2021: count("population_2021")?,
            population_2023: count("population_2023")?,
            population_2025: count("population_2025")?,
            age_2019: ages[i],
            births_2023: count("births_2023")?,
            deaths_2023: count("deaths_2023")?,
            net_migration: percent("net_migration_2015_2021_pct")?,
            single_parent_families: percent("single_parent_families_pct")?,
            activity_rate: percent("activity_rate_15_64_pct")?,
            employment_rate_2019: percent("employment_rate_2019_pct")?,
            household_size: value("household_size")?,
            households_2019: households[i],
            median_living_standard_2021: Cents::from_euros(value("median_living_standard_eur")?),
            living_standard_d9_d1: value("living_standard_d9_d1")?,
            poverty_2021: percent("poverty_pct")?,
            poverty_under_30_2021: percent("poverty_under_30_pct")?,
            poverty_75_plus_2021: percent("poverty_75_plus_pct")?,
            poverty_intensity_2021: percent("poverty_intensity_pct")?,
            net_hourly_wage: Cents::from_euros(value("net_hourly_wage_eur")?),
            owners: percent("owners_pct")?,
            executives: percent("executives_pct")?,
            unemployment_2015: percent("unemployment_2015_pct")?,
            unemployment_2019: percent("unemployment_2019_pct")?,
            unemployment_2023: percent("unemployment_2023_pct")?,
            unemployment_by_quarter: quarters,
            jobseekers_abc_2024: count("jobseekers_abc_2024")?,
            jobseekers_long_term_2024: percent("jobseekers_long_term_2024_pct")?,
            rsa_households_2019: count("rsa_households_2019")?,
            rsa_households_2023: count("rsa_households_2023")?,
            rsa_lone_parent_2023: count("rsa_lone_parent_2023")?,
            rsa_persons_2019: count("rsa_persons_2019")?,
            aah_2019: count("aah_2019")?,
            prime_activite_2023: count("prime_activite_2023")?,
            ass_2023: count("ass_2023")?,
            apa_2023: count("apa_2023")?,
            pch_2023: count("pch_2023")?,
            css_2024: count("css_2024")?,
            caseloads: caseloads[i].clone(),
            spending_2019: SocialSpending {
                rsa_net: millions("rsa_net_2019_meur")?,
                rsa_allowance: millions("rsa_allowance_2019_meur")?,
                rsa_insertion: millions("rsa_insertion_2019_meur")?,
                apa: millions("apa_2019_meur")?,
                pch: millions("pch_2019_meur")?,
                child_welfare: millions("child_welfare_2019_meur")?,
                social_aid: millions("social_aid_2019_meur")?,
            },
            spending_2015: SocialSpending {
                rsa_net: millions("rsa_net_2015_meur")?,
                social_aid: millions("social_aid_2015_meur")?,
                ..SocialSpending::default()
            },
            rsa_allowance_accounts: Vec::new(),
            rsa_referred: percent("rsa_referred_pct")?,
            rsa_referred_to_employment_service: percent("rsa_referred_to_employment_service_pct")?,
            rsa_referral_delay_days: count("rsa_referral_delay_days")? as u16,
            employed_residents_2016: columns
                .values
                .get("employed_residents_2016")
                .and_then(|v| v[i])
                .map(|v| v.round() as u32),
            gp_per_100k: value("gp_per_100k")?,
            apl: value("apl")?,
            nursing_home_places: count("nursing_home_places")?,
            life_expectancy_men: value("life_expectancy_men")?,
            life_expectancy_women: value("life_expectancy_women")?,
            self_employed: percent("self_employed_pct")?,
            part_time: percent("part_time_pct")?,
        });
    }
    Ok(rows)
}

/// What a number of this column may be.
fn bounds(column: &str) -> (f64, f64) {
    match column {
        "lon_deg" => (-180.0, 180.0),
        "lat_deg" => (-90.0, 90.0),
        "area_km2" => (1.0, 100_000.0),
        "growth_2015_2021_pct" | "net_migration_2015_2021_pct" => (-10.0, 10.0),
        "household_size" => (1.0, 10.0),
        "rsa_referral_delay_days" => (0.0, 2000.0),
        "rsa_referred_pct" => (0.0, 100.0),
        "living_standard_d9_d1" => (1.0, 50.0),
        "life_expectancy_men" | "life_expectancy_women" => (40.0, 100.0),
        "jobs_per_100_employed_residents" => (1.0, 1000.0),
        _ if column.ends_with("_pct") => (0.0, 100.0),
        _ if column.ends_with("_meur") => (0.0, 20_000.0),
        _ => (0.0, 10_000_000.0),
    }
}

fn read_caseloads(source: &mut Source, codes: &[String]) -> Result<Vec<Vec<Caseload>>, TerritoryError> {
    let table = source.table("caseloads_departements.csv")?;
    let mut caseloads = vec![Vec::new(); codes.len()];
    for row in table.rows() {
        let month = Month::parse(row.text("month")?)
            .ok_or_else(|| row.wrong("month", "a month such as 2019-01", "Write the year, a hyphen and two digits."))?;
        caseloads[row.link("departement", codes, "département")?].push(Caseload {
            month,
            rsa: row.whole("rsa", 10_000_000)?,
            ass: row.maybe("ass", 0.0, 1e7)?.map(|v| v.round() as u32),
            prime_activite: row.maybe("prime_activite", 0.0, 1e7)?.map(|v| v.round() as u32),
            housing_aid: row.maybe("housing_aid", 0.0, 1e7)?.map(|v| v.round() as u32),
        });
    }
    for list in &mut caseloads {
        list.sort_by_key(|c| c.month);
    }
    Ok(caseloads)
}

/// Unemployment by place and quarter; `None` for a place that is not in the table.
pub fn read_unemployment(
    source: &mut Source,
    name: &str,
    place: &str,
    codes: &[String],
) -> Result<Vec<Option<Vec<Rate>>>, TerritoryError> {
    let table = source.table(name)?;
    let quarters: Vec<String> = table.columns().filter(|c| *c != place).map(str::to_string).collect();
    if quarters.first().map(String::as_str) != Some("2018-Q1") {
        return Err(TerritoryError::MissingColumn { file: name.to_string(), column: "2018-Q1".to_string() });
    }
    let mut rates = vec![None; codes.len()];
    for row in table.rows() {
        let list = quarters
            .iter()
            .map(|q| Ok(Rate::from_fraction(row.number(q, 0.0, 60.0)? / 100.0)))
            .collect::<Result<Vec<Rate>, TerritoryError>>()?;
        rates[row.link(place, codes, place)?] = Some(list);
    }
    Ok(rates)
}

/// Row of a code among départements.
pub fn by_code(rows: &[DepartementRow], code: &str) -> Option<Departement> {
    rows.iter().position(|d| d.code == code).map(|i| Departement(i as u16))
}
