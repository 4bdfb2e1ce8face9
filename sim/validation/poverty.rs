//! Poverty: rates by household and status, intensity, who stays poor. Looked at in December by [`super::living_standards`].

use super::living_standards::Home;
use super::means::Means;
use super::{Measure, Seen};
use crate::measures::Indicator;
use crate::world::Status;

/// Under half the median, where the line is 60 % of it.
const HALF: f64 = 5.0 / 6.0;
const FORTY: f64 = 4.0 / 6.0;

/// Counts the poor of a year.
pub(super) fn count(means: &mut Means, year: u16, line: f64, homes: &[Home]) {
    for home in homes {
        let poor = home.standard < line;
        let mut persons = |name, is| means.count(year, name, is, home.persons);
        persons("all", poor);
        persons(if home.head_age < 65 { "head under 65" } else { "head over 65" }, poor);
        if let Some(name) = kind(home) {
            persons(name, poor);
        }
        if poor {
            means.count(year, "retired among poor households", home.head == Status::Retired, 1.0);
        }
        if home.draws_rsa {
            means.count(year, "rsa", poor, 1.0);
            means.count(year, "rsa 50", home.standard < HALF * line, 1.0);
            means.count(year, "rsa 40", home.standard < FORTY * line, 1.0);
        }
        let half = home.standard < HALF * line;
        for (status, history, age) in &home.members {
            if let Some(status) = status {
                of_status(means, year, *status, [poor, half]);
            }
            history_of(means, year, *history, *age);
        }
    }
}

/// The type of household as published, under and over 65. Homes of several unrelated adults, of which poverty is published
/// too, are none of the model's.
fn kind(home: &Home) -> Option<&'static str> {
    Some(match (home.adults, home.children > 0, home.head_age < 65) {
        (1, false, true) => "single",
        (1, true, true) => "lone parent",
        (2, false, true) => "couple",
        (2, true, true) => "couple with children",
        (1, _, false) => "single over 65",
        (2, false, false) => "couple over 65",
        _ => return None,
    })
}

fn of_status(means: &mut Means, year: u16, status: Status, [poor, half]: [bool; 2]) {
    let mut count = |name, is| means.count(year, name, is, 1.0);
    if status.is_active() {
        count("active 50", half);
    }
    match status {
        Status::Unemployed => {
            count("unemployed", poor);
            count("unemployed 50", half);
        }
        Status::SelfEmployed => count("self-employed 50", half),
        Status::Retired => count("retired 50", half),
        employee if employee.is_employee() => count("employees 50", half),
        _ => {}
    }
}

/// Who stays, who falls, who has ever been poor, on the model's own line: bit 0 is this year, bit 1 the one before.
fn history_of(means: &mut Means, year: u16, history: u8, age: u16) {
    let poor = history & 1 != 0;
    if history & 0b10 != 0 {
        means.count(year, "still poor", poor, 1.0);
    }
    // Under four there is not as much of a past.
    if age >= 4 {
        if history & 0b1110 == 0 {
            means.count(year, "entry", poor, 1.0);
        }
        means.count(year, "ever in four years", history & 0b1111 != 0, 1.0);
    }
}

pub fn measures() -> Vec<Measure> {
    let of = |name: &str, year: u16, what: &'static str| {
        Measure::new(name, move |seen: &Seen| seen.decembers.means.of(year, what))
    };
    let gap = |name: &str, year: u16| Measure::new(name, move |seen: &Seen| seen.decembers.amount(year, "gap"));
    let persons = |name: &str, year: u16| {
        Measure::new(name, move |seen: &Seen| seen.decembers.means.sum(year, "all") * seen.weight() / 1000.0)
    };
    vec![
        of("poverty_rate_60_2019", 2019, "all"),
        of("poverty_rate_60_2021", 2021, "all"),
        of("poverty_rate_60_2022", 2022, "all"),
        of("poverty_rate_60_2023", 2023, "all"),
        persons("poor_persons_2019", 2019),
        persons("poor_persons_2021", 2021),
        persons("poor_persons_2022", 2022),
        persons("poor_persons_2023", 2023),
        gap("poverty_gap_median_2019", 2019),
        gap("poverty_gap_median_2021", 2021),
        gap("poverty_gap_median_2022", 2022),
        gap("poverty_gap_median_2023", 2023),
        of("poverty_rate_2022_single_u65", 2022, "single"),
        of("poverty_rate_2022_lone_parent_u65", 2022, "lone parent"),
        of("poverty_rate_2022_couple_nochild_u65", 2022, "couple"),
        of("poverty_rate_2022_couple_children_u65", 2022, "couple with children"),
        of("poverty_rate_2022_ref_person_u65", 2022, "head under 65"),
        of("poverty_rate_2022_ref_person_65plus", 2022, "head over 65"),
        of("poverty_rate_2022_single_or_lone_65plus", 2022, "single over 65"),
        of("poverty_rate_2022_couple_65plus", 2022, "couple over 65"),
        of("poverty_rate_2022_unemployed", 2022, "unemployed"),
        of("poverty50_rate_active_2022", 2022, "active 50"),
        of("poverty50_rate_selfemployed_2022", 2022, "self-employed 50"),
        of("poverty50_rate_employees", 2019, "employees 50"),
        of("poverty50_rate_unemployed", 2019, "unemployed 50"),
        of("poverty50_rate_retired", 2019, "retired 50"),
        of("poverty_rate_of_rsa_recipients", 2019, "rsa"),
        of("poverty_rate_of_rsa_recipients_50", 2019, "rsa 50"),
        of("poverty_rate_of_rsa_recipients_40", 2019, "rsa 40"),
        of("poor_households_profile_retired", 2020, "retired among poor households"),
        of("poverty_persistence_1y_2016_2017", 2023, "still poor"),
        of("poverty_entry_1y_no_recent_poverty", 2023, "entry"),
        of("poverty_ever_4y", 2022, "ever in four years"),
        Measure::new("poverty_rate_2020_seine_saint_denis", |seen| {
            let here = seen.departement("93");
            let of = |indicator| seen.stock_in(2020, 12, indicator, &|_, departement| Some(departement) == here);
            of(Indicator::PoorPersons) / of(Indicator::PovertyPopulation)
        }),
    ]
}
