//! `summary.md`: one page a decision-maker can read; and its headline table for a terminal.

mod ebe;
mod facts;
pub(super) mod grid;
mod institutions;
mod side_by_side;

use facts::{cost_with_interval, counted, facts, too_few_jobs};
use grid::{Grid, balances};
use institutions::institutions;

use super::areas::{Area, Gazetteer};
use super::description::Description;
use super::headline::{Headline, JobCost};
use super::number::{MoneyUnit, THIN_SPACE, decimal, signed, whole};
use super::statistics::Estimate;
use super::versions::Versions;
use crate::measures::{Comparison, ExitCause};

/// Départements and assumptions shown; the rest is in the tables and in `bassin check`.
const LINES_SHOWN: usize = 12;

/// The end of a run, on a terminal.
pub fn for_terminal(headline: &Headline, versions: &Versions) -> String {
    if !headline.has_reform {
        return "The scenario holds no policy: there is nothing to compare; the reference is in the tables.\n".into();
    }
    let mut text = String::from("Reform less reference, public balances:\n\n");
    text += &balances(headline).aligned();
    text.push('\n');
    for line in facts(headline) {
        text += &format!("{}\n", line.replace("**", ""));
    }
    text + &side_by_side::for_terminal(versions)
}

/// The whole page; `evaluated` is the section on the experiment, empty if none was asked for.
pub fn page(
    description: &Description,
    gazetteer: &Gazetteer,
    headline: &Headline,
    (versions, evaluated): (&Versions, &str),
) -> String {
    let mut text = format!("# {}\n\n", one_line(&description.title));
    if !description.question.is_empty() {
        text += &format!("> {}\n\n", one_line(&description.question));
    }
    text += &what_was_simulated(description, headline);
    if !headline.has_reform {
        text += "\nThe scenario holds no policy: this is a reference run, with nothing to compare. Its figures are in \
                 `indicators.csv`, `accounts.csv` and `balances.csv`.\n";
        text += &how_to_rerun(description);
        return text;
    }
    text += "\n## Public finances: reform less reference\n\n";
    text += &balances(headline).markdown();
    text += "\n*Mean a year* is over the months since the reform began. A body gains what it no longer pays or receives more. What one public body pays another cancels out in \
             the line *All public bodies*. The last line leaves out payments for care and social services (narrow \
             perimeter).\n";
    text += &institutions(headline);
    text += &by_area(gazetteer, "Balance of the département's own budget", &headline.departements);
    text += &by_area(gazetteer, "Balance of all public bodies, by région of the money", &headline.regions);
    text += &poverty(headline);
    text += &employment(headline);
    text += &ebe::section(headline);
    text += evaluated;
    text += &side_by_side::section(versions);
    text += &certainty(description, headline);
    text += &how_to_rerun(description);
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn what_was_simulated(description: &Description, headline: &Headline) -> String {
    let places =
        if description.places.is_empty() { "the places of the scenario".into() } else { description.places.join(", ") };
    let scale = match headline.one_in {
        1 => "every inhabitant".to_owned(),
        n => format!("one household in {n} (amounts and counts are scaled up)"),
    };
    let seeds = match headline.seeds {
        1 => "one seed".to_owned(),
        n => format!("{n} seeds"),
    };
    let mut text = format!(
        "**What was simulated.** {places}: {} simulated people, {scale}; {} months from {} to {}; {seeds}.",
        whole(headline.simulated_persons),
        description.months(),
        description.from,
        description.through,
    );
    if headline.has_reform {
        let policies: Vec<String> = description.policies.iter().map(|policy| format!("`{policy}`")).collect();
        text += &format!(" Reform: {}", policies.join(", "));
        match headline.forked {
            Some(month) => text += &format!(", at work from {month} on; before, both arms are one run."),
            None => text.push('.'),
        }
        text += " Reference and reform share every random draw.";
    }
    text.push('\n');
    text
}

/// One table an area level: who of several gains and who pays.
fn by_area(gazetteer: &Gazetteer, title: &str, areas: &[(Area, Estimate)]) -> String {
    if areas.len() < 2 {
        return String::new();
    }
    // Largest first: one unit for all.
    let largest = areas[0].1.mean;
    let unit = MoneyUnit::fitting(largest);
    let decimals = unit.decimals(largest);
    let mut rows = vec![vec![title.to_owned(), format!("{} a year", unit.symbol())]];
    rows.extend(
        areas
            .iter()
            .take(LINES_SHOWN)
            .map(|(area, estimate)| vec![place(gazetteer, *area), amount(estimate, unit, decimals)]),
    );
    let rest = areas.len().saturating_sub(LINES_SHOWN);
    let more = if rest > 0 { format!("\n{rest} more in `differences.csv`.\n") } else { String::new() };
    format!("\n{}{more}", Grid { rows }.markdown())
}

fn place(gazetteer: &Gazetteer, area: Area) -> String {
    format!("{} ({})", gazetteer.name(area), gazetteer.code(area))
}

fn amount(estimate: &Estimate, unit: MoneyUnit, decimals: usize) -> String {
    let mean = signed(estimate.mean / unit.euros(), decimals);
    match estimate.half_width {
        Some(half) => format!("{mean} ±{THIN_SPACE}{}", decimal(half / unit.euros(), decimals)),
        None => mean,
    }
}

fn poverty(headline: &Headline) -> String {
    let mut text = String::from("\n## Poverty\n\n");
    let Some(avoided) = &headline.poverty_avoided else {
        return text + "No December was simulated: poverty is counted over a calendar year.\n";
    };
    text += &format!("- Person-years of poverty avoided: {}.\n", counted(avoided, "person-years"));
    match &headline.lasting_exits {
        Some(lasting) => {
            text += &format!(
                "- Lasting exits (poor neither the year after nor the next): {}.\n",
                counted(lasting, "persons")
            );
        }
        None => text += "- Lasting exits: the run is too short to know (two whole years must follow an exit).\n",
    }
    if let Some(exits) = &headline.exits {
        text += &format!("- Exits, lasting or not: {}.\n", counted(exits, "persons"));
        for (cause, persons) in headline.exits_by_cause.iter().filter(|(_, persons)| persons.change.mean != 0.0) {
            text += &format!("  - by {}: {}.\n", cause_label(*cause), counted(persons, "persons"));
        }
    }
    text += &person_by_person(headline);
    if let Some((year, reference, reform)) = headline.poverty_rate {
        text += &format!(
            "- Poverty rate in {year}: {}{THIN_SPACE}% in the reference, {}{THIN_SPACE}% in the reform.\n",
            decimal(reference, 2),
            decimal(reform, 2)
        );
    }
    text
}

/// The same persons in both arms: a net number hides those who lose.
fn person_by_person(headline: &Headline) -> String {
    let said = |comparison: Comparison, known: &[(Comparison, Estimate)]| {
        let estimate = known.iter().find(|(other, _)| *other == comparison).map(|(_, estimate)| *estimate);
        whole(estimate.unwrap_or_default().mean.round() as i64)
    };
    let all = |comparison| said(comparison, &headline.compared_exits);
    let lasting = |comparison| said(comparison, &headline.compared_lasting);
    let (with, without) = (Comparison::OnlyWithReform, Comparison::OnlyWithout);
    format!(
        "- Person by person, year by year: {} leave poverty only with the reform (lasting, as far as known: {}), {} only \
         without it ({}), {} in both, {} who were poor leave in neither (`poverty_exits_compared.csv`).\n",
        all(with),
        lasting(with),
        all(without),
        lasting(without),
        all(Comparison::Both),
        all(Comparison::Neither),
    )
}

fn employment(headline: &Headline) -> String {
    let mut text = String::from("\n## Employment\n\n");
    let last = headline.years.last().copied().unwrap_or_default();
    if let Some(employed) = &headline.employed {
        text += &format!("- Persons in employment, mean of {last}: {}.\n", counted(employed, "persons"));
    }
    if let Some(unemployed) = &headline.unemployed {
        text += &format!("- Unemployed (ILO), mean of {last}: {}.\n", counted(unemployed, "persons"));
    }
    if let Some((year, reference, reform)) = headline.unemployment_rate {
        text += &format!(
            "- Unemployment rate in {year}: {}{THIN_SPACE}% in the reference, {}{THIN_SPACE}% in the reform.\n",
            decimal(reference, 2),
            decimal(reform, 2)
        );
    }
    if !headline.ebe.is_empty() {
        let years: Vec<String> = headline
            .ebe
            .iter()
            .map(|&(year, employees, fte)| {
                format!("{year}: {} ({} FTE)", whole(employees.round() as i64), whole(fte.round() as i64))
            })
            .collect();
        text += &format!("- Employees of EBE, mean of the year: {}.\n", years.join("; "));
    }
    if let Some(cost) = &headline.job_cost {
        text += &job_cost(cost);
    }
    text
}

const fn cause_label(cause: ExitCause) -> &'static str {
    match cause {
        ExitCause::EbeJob => "a job in an EBE",
        ExitCause::OrdinaryJob => "an ordinary job",
        ExitCause::HoursOrPay => "more hours or pay",
        ExitCause::Benefit => "a benefit",
        ExitCause::HouseholdChange => "a change in the household",
        ExitCause::Line => "the line, or income from elsewhere",
    }
}

fn job_cost(cost: &JobCost) -> String {
    if let Some(few) = too_few_jobs(cost) {
        return format!("- Net public cost of a full-time equivalent paid in an EBE: {few}.\n");
    }
    let mut text = format!(
        "- Net public cost of a full-time equivalent paid in an EBE, a year: {}; without care and social services {}; \
         to the State {}, to the départements {}. It is the balance above divided by the full-time equivalents paid; {} simulated \
         employees stand behind it.\n",
        cost_with_interval(&cost.wide),
        cost_with_interval(&cost.narrow),
        cost_with_interval(&cost.etat),
        cost_with_interval(&cost.departement),
        whole(cost.simulated.round() as i64)
    );
    match &cost.per_additional_job {
        Some(estimate) => {
            text += &format!("- Per person more in employment anywhere, a year: {}.\n", cost_with_interval(estimate));
        }
        None => text += "- Per person more in employment: not given, as employment did not clearly rise.\n",
    }
    text
}

fn certainty(description: &Description, headline: &Headline) -> String {
    let mut text = String::from("\n## How certain\n\n");
    text += &match headline.seeds {
        1 => "- One seed: no interval. Run more (`--seeds 1..20`) before quoting a difference.\n".to_owned(),
        n => format!(
            "- Intervals are at 95 % over {n} seeds (Student t) and hold chance in the draws, not doubt about the model.\n"
        ),
    };
    if let Some(aim) = &headline.aim {
        text += &format!("- {aim}\n");
    }
    if let Some(factor) = headline.variance_reduction {
        text += &format!(
            "- Pairing the arms on the same draws divides the variance of the net cost by {}: arms on seeds of their own \
             would need so many times as many seeds for the same interval.\n",
            decimal(factor, if factor < 10.0 { 1 } else { 0 })
        );
    }
    if headline.one_in > 1 {
        text += &format!(
            "- One simulated household stands for {}: a small territory cannot be read from this run; a single one is \
             given only at `one_in = 1`.\n",
            headline.one_in
        );
    }
    if !description.overrides.is_empty() {
        let all: Vec<String> = description.overrides.iter().map(|o| format!("`{}` = {}", o.name, o.value)).collect();
        text += &format!("- Set by the scenario against the default: {}.\n", all.join(", "));
    }
    for warning in &description.warnings {
        text += &format!("- {}\n", one_line(warning));
    }
    let assumptions = &description.assumptions;
    if !assumptions.is_empty() {
        text += &format!(
            "- {} values rest on an assumption, neither law, statistic nor published study:\n",
            assumptions.len()
        );
        for assumption in assumptions.iter().take(LINES_SHOWN) {
            let about = one_line(&assumption.about);
            text += &format!("  - `{}` = {}: {about}\n", assumption.name, assumption.value);
        }
        if assumptions.len() > LINES_SHOWN {
            let rest = assumptions.len() - LINES_SHOWN;
            text += &format!("  - and {rest} more, listed by `bassin check {}`.\n", description.scenario_path);
        }
    }
    text
}

fn how_to_rerun(description: &Description) -> String {
    format!(
        "\n## To run it again\n\n    bassin run {}{}\n    bassin verify <this folder>\n\nBassin {}. The resolved scenario, the \
         seeds and the digests of every input are in `manifest.toml`; what each table holds is told in \
         `results/README.md`.\n",
        description.scenario_path, description.options, description.version
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Replicate;
    use crate::report::description::Assumption;
    use crate::report::differences::Differences;
    use crate::report::sample;

    fn page_of(replicates: &[Replicate]) -> (String, String) {
        let mut description = sample::description();
        description.assumptions.push(Assumption {
            name: "tzcld.met_over".into(),
            value: "36 months".into(),
            range: Some(["12 months".into(), "60 months".into()]),
            about: "How long the committee takes.".into(),
        });
        let gazetteer = sample::gazetteer();
        let compared = Differences::of(&description, &gazetteer, replicates);
        let headline = Headline::of(&description, &compared, replicates);
        {
            let versions = Versions::default();
            (page(&description, &gazetteer, &headline, (&versions, "")), for_terminal(&headline, &versions))
        }
    }

    #[test]
    fn the_page_tells_cost_poverty_jobs_and_how_certain() {
        let (page, terminal) = page_of(&[sample::replicate(1, 6), sample::replicate(2, 6)]);
        for expected in [
            "# Essai : emploi à Béthune",
            "| **All public bodies** | **−1\u{202F}920",
            "Person-years of poverty avoided: **+7\u{202F}200**",
            "Employees of EBE",
            "2 seeds (Student t)",
            "`tzcld.met_over` = 36 months",
            "bassin run scenarios/essai.toml",
        ] {
            assert!(page.contains(expected), "{expected} is missing in:\n{page}");
        }
        assert!(
            terminal.contains("Net public cost of a full-time job in an EBE: 11\u{202F}852\u{202F}€"),
            "{terminal}"
        );
    }

    #[test]
    fn a_cost_behind_which_few_simulated_jobs_stand_is_not_given() {
        // Nine simulated employees in one seed.
        let (_, terminal) = page_of(&[sample::replicate(1, 3)]);
        assert!(terminal.contains("in an EBE: too small to say (9 simulated employees"), "{terminal}");
    }

    #[test]
    fn one_seed_says_that_it_has_no_interval() {
        let (page, _) = page_of(&[sample::replicate(1, 3)]);
        assert!(page.contains("One seed: no interval"));
        assert!(!page.contains("95 % interval"));
    }

    #[test]
    fn a_reform_that_changes_nothing_says_so() {
        let (_, terminal) = page_of(&[sample::replicate(1, 0)]);
        assert!(terminal.contains("The reform changes nothing"), "{terminal}");
        assert!(terminal.contains("Person-years of poverty avoided: no change."), "{terminal}");
    }

    #[test]
    fn a_title_over_several_lines_cannot_break_the_page() {
        let mut description = sample::description();
        description.title = "Un\n\n# deux".into();
        let gazetteer = sample::gazetteer();
        let replicates = [sample::replicate(1, 3)];
        let compared = Differences::of(&description, &gazetteer, &replicates);
        let headline = Headline::of(&description, &compared, &replicates);
        assert!(page(&description, &gazetteer, &headline, (&Versions::default(), "")).starts_with("# Un # deux\n"));
    }
}
