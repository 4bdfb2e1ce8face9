//! Figures in words: how many, what stands behind it, how certain it is.

use crate::report::headline::{Headline, JobCost, Persons, TOO_FEW};
use crate::report::number::{THIN_SPACE, signed, whole};
use crate::report::statistics::Estimate;

/// Below this many simulated people, a figure says how many stand behind it.
const FEW: f64 = 300.0;

/// The sentences that follow the table.
pub fn facts(headline: &Headline) -> Vec<String> {
    let mut lines = Vec::new();
    if headline.nothing_differs {
        lines.push("The reform changes nothing: every figure is the same in both arms, to the last cent.".to_owned());
    }
    let mut put = |label: &str, persons: &Option<Persons>, unit: &str| {
        if let Some(persons) = persons {
            lines.push(format!("{label}: {}.", counted(persons, unit)));
        }
    };
    put("Person-years of poverty avoided", &headline.poverty_avoided, "person-years");
    put("Lasting exits from poverty (not poor in the next two years either)", &headline.lasting_exits, "persons");
    put("Persons in employment, last year", &headline.employed, "persons");
    if let Some(&(year, employees, fte)) = headline.ebe.last() {
        lines.push(format!(
            "Jobs in EBE in {year}: {} employees, {} full-time equivalents.",
            whole(employees.round() as i64),
            whole(fte.round() as i64)
        ));
    }
    if let Some(cost) = &headline.job_cost {
        lines.push(match too_few_jobs(cost) {
            Some(few) => format!("Net public cost of a full-time job in an EBE: {few}."),
            None => format!("Net public cost of a full-time job in an EBE: {} a year.", cost_with_interval(&cost.wide)),
        });
    }
    lines
}

/// A cost a job, in euros, with its interval.
pub fn cost_with_interval(cost: &Estimate) -> String {
    let interval = match cost.half_width {
        Some(half) if cost.sign_is_open() => {
            format!(" (±{THIN_SPACE}{}: sign undetermined)", whole(half.round() as i64))
        }
        Some(half) => format!(" (±{THIN_SPACE}{})", whole(half.round() as i64)),
        None => String::new(),
    };
    format!("**{}{THIN_SPACE}€**{interval}", whole(cost.mean.round() as i64))
}

/// A number of persons with what stands behind it.
pub fn counted(persons: &Persons, unit: &str) -> String {
    let simulated = whole(persons.simulated.round() as i64);
    if persons.change.mean == 0.0 && !persons.change.half_width.is_some_and(|half| half > 0.0) {
        return "no change".into();
    }
    if persons.is_too_small_to_say() {
        return format!("too small to say ({simulated} simulated people stand behind it, fewer than {TOO_FEW})");
    }
    let interval = match persons.change.half_width {
        Some(half) => format!(" ±{THIN_SPACE}{}", whole(half.round() as i64)),
        None => String::new(),
    };
    let mut remarks = Vec::new();
    // Told where one might forget it: a sample, several seeds summed, or few people.
    if persons.simulated.round() != persons.change.mean.abs().round() || persons.simulated < FEW {
        remarks.push(format!("{simulated} simulated people stand behind it"));
    }
    if persons.change.sign_is_open() {
        remarks.push("the interval holds both signs: undetermined".to_owned());
    }
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
    format!("**{}**{interval} {unit}{remarks}", signed(persons.change.mean, 0))
}

/// What to say instead of a cost when too few simulated jobs stand behind it.
pub fn too_few_jobs(cost: &JobCost) -> Option<String> {
    let simulated = whole(cost.simulated.round() as i64);
    (cost.simulated < TOO_FEW).then(|| {
        format!("too small to say ({simulated} simulated employees of EBE stand behind it, fewer than {TOO_FEW})")
    })
}
