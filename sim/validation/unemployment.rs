//! Duration of unemployment: how long people are without a job, and how much sooner those find one who have not waited.
//! Followed by [`super::labour_flows`].

use super::labour_flows::{IN_WORK, OVER_THREE_YEARS, UNDER_A_YEAR};
use super::{Measure, Seen};
use crate::measures::Indicator;

/// Mean of the third quarter of 2023.
fn third_quarter_2023(seen: &Seen, indicator: Indicator) -> f64 {
    (7..=9).map(|month| seen.stock(2023, month, indicator)).sum::<f64>() / 3.0
}

pub fn measures() -> Vec<Measure> {
    vec![
        Measure::new("job_finding_ratio_lt1y_to_ge3y_2016", |seen| {
            seen.quarters.share(UNDER_A_YEAR, IN_WORK) / seen.quarters.share(OVER_THREE_YEARS, IN_WORK)
        }),
        Measure::new("quarterly_U_to_E_duration_lt1y_2016", |seen| seen.quarters.share(UNDER_A_YEAR, IN_WORK)),
        Measure::new("quarterly_U_to_E_duration_ge3y_2016", |seen| seen.quarters.share(OVER_THREE_YEARS, IN_WORK)),
        Measure::new("unemployment_survival_exit_1q", |seen| seen.quarters.left_within(1)),
        Measure::new("unemployment_survival_exit_2q", |seen| seen.quarters.left_within(2)),
        Measure::new("unemployment_survival_exit_3q", |seen| seen.quarters.left_within(3)),
        Measure::new("unemployed_ilo_2023Q3", |seen| third_quarter_2023(seen, Indicator::Unemployed)),
        Measure::new("ltu_ilo_2023Q3", |seen| third_quarter_2023(seen, Indicator::LongTermUnemployed)),
        Measure::new("ltu_rate_ilo_2023Q3", |seen| {
            let of = |indicator| third_quarter_2023(seen, indicator);
            of(Indicator::LongTermUnemployed) / (of(Indicator::Unemployed) + of(Indicator::Employed))
        }),
        Measure::new("ltu_share_of_unemployed_2023Q3", |seen| {
            third_quarter_2023(seen, Indicator::LongTermUnemployed) / third_quarter_2023(seen, Indicator::Unemployed)
        }),
        Measure::new("defm_ABC_2024Q4_fr", |seen| {
            (10..=12).map(|month| seen.stock(2024, month, Indicator::Registered)).sum::<f64>() / 3.0
        }),
    ]
}
