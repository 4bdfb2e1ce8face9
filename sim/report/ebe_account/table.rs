//! `ebe_account.csv`: the account of the EBEs, one figure a line.

use std::path::Path;

use super::{EbeAccount, Part, Per};
use crate::report::error::ReportError;
use crate::report::number::plain;
use crate::report::statistics::Estimate;
use crate::report::table::Table;
use crate::world::body::Body;

/// Writes the table.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, account: &EbeAccount) -> Result<(), ReportError> {
    let header = ["per", "line", "body", "value", "interval_95_low", "interval_95_high", "published", "unit"];
    let mut table = Table::create(folder, "ebe_account.csv", &header)?;
    let mut put = |per: &str, line: &str, body: &str, estimate: Estimate, published: Option<f64>, unit: &str| {
        let decimals = if unit == "share" { 4 } else { 2 };
        let bound =
            |sign: f64| estimate.half_width.map_or(String::new(), |half| plain(estimate.mean + sign * half, decimals));
        let published = published.map_or(String::new(), |value| plain(value, decimals));
        table.row(&[per, line, body, &plain(estimate.mean, decimals), &bound(-1.0), &bound(1.0), &published, unit])
    };
    let public: Vec<Body> = Body::ALL.into_iter().filter(|body| body.is_public()).collect();
    for per in Per::ALL {
        let mut lines: Vec<(&str, Vec<Part>)> = Part::ALL.iter().map(|part| (part.name(), vec![*part])).collect();
        lines.push(("consolidated", Part::ALL.to_vec()));
        lines.push(("consolidated_without_care_and_social_services", EbeAccount::narrow()));
        for (line, parts) in lines {
            for bodies in public.chunks(1).chain([public.as_slice()]) {
                let body = if bodies.len() == 1 { bodies[0].name() } else { "all" };
                if let Some(estimate) = account.balance(&parts, bodies, per).filter(|estimate| estimate.mean != 0.0) {
                    put(per.name(), line, body, estimate, None, per.unit())?;
                }
            }
        }
        if let Some([levies, vat]) = account.financed(per) {
            put(per.name(), "of_which_levies_financed_by_contribution", "all", levies, None, per.unit())?;
            put(per.name(), "of_which_vat_financed_by_contribution", "all", vat, None, per.unit())?;
        }
        for (line, estimate) in [
            ("memo_result_of_ebes", account.result(per)),
            ("memo_pension_contributions_on_ebe_wages", account.pension_contributions(per)),
        ] {
            if let Some(estimate) = estimate {
                put(per.name(), line, "ebe", estimate, None, per.unit())?;
            }
        }
    }
    let exact = |mean: f64| Estimate { mean, half_width: None, seeds: 1 };
    put("run", "fte_paid", "", account.fte_paid, None, "FTE")?;
    put("run", "additional_fte", "", account.additional_fte, None, "FTE")?;
    put("run", "memo_pension_quarters_of_ebe_employees", "", exact(account.quarters), None, "quarters")?;
    put("run", "memo_unemployment_insurance_months", "", exact(account.insurance_months), None, "months")?;
    put("run", "sales", "ebe", account.sales, None, "euros/year")?;
    if let Some(jobs) = account.people.local_jobs {
        put("run", "local_jobs_last_year", "", jobs, None, "jobs")?;
    }
    for (line, value, published, unit) in account.people.lines() {
        put("run", line, "", exact(value), published, unit)?;
    }
    table.finish()
}
