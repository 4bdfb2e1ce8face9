//! Moving between unemployment, its halo and inactivity, registering as a jobseeker, setting up a business. Persons
//! weakly attached to work come back to search less often: joblessness lasts in the same people.

use super::LabourParameters;
use crate::chance::{Lanes, Threshold};
use crate::world::{Attachment, Status};

mod lane {
    pub const PARTICIPATION: u16 = 3;
    pub const REGISTRATION: u16 = 4;
    pub const BUSINESS: u16 = 7;
}

/// The new status of a jobless person, if it changes this month.
pub fn decide(status: Status, attachment: Attachment, lanes: &Lanes, p: &LabourParameters) -> Option<Status> {
    let weak = attachment == Attachment::Weak;
    let back = |chance: Threshold, factor| if weak { chance.scaled(factor, 1_000_000) } else { chance };
    let (first, first_chance, second, second_chance) = match status {
        Status::Unemployed => (Status::Halo, p.unemployed_to_halo, Status::Inactive, p.unemployed_to_inactive),
        Status::Halo => {
            (Status::Unemployed, back(p.halo_to_unemployed, p.weak_return_halo), Status::Inactive, p.halo_to_inactive)
        }
        Status::Inactive => {
            let back = |chance| back(chance, p.weak_return);
            (Status::Halo, back(p.inactive_to_halo), Status::Unemployed, back(p.inactive_to_unemployed))
        }
        _ => return None,
    };
    let goes = |to: Status, chance| lanes.happens_from(lane::PARTICIPATION, turn(to), chance);
    if goes(first, first_chance) {
        Some(first)
    } else if goes(second, second_chance) {
        Some(second)
    } else {
        None
    }
}

/// Where on a lane the interval of leaving for `to` begins; each is far under a third of the lane. It depends on the
/// destination alone: who is unemployed in one arm and inactive in the other does not merely swap with themselves.
pub(super) fn turn(to: Status) -> u16 {
    match to {
        Status::Halo => 0x5555,
        Status::Inactive => 0xAAAA,
        _ => 0,
    }
}

/// Whether an unemployed person sets up a business this month.
pub fn sets_up(status: Status, attachment: Attachment, frozen_ages: bool, lanes: &Lanes, p: &LabourParameters) -> bool {
    if status != Status::Unemployed {
        return false;
    }
    let weak = if attachment == Attachment::Weak { p.weak_business } else { 1_000_000 };
    let new = if frozen_ages { 1_000_000 - p.business_of_the_retired } else { 1_000_000 };
    lanes.happens(lane::BUSINESS, p.unemployed_to_self_employed.scaled(weak * new / 1_000_000, 1_000_000))
}

/// Whether one who loses a job, or who becomes unemployed, registers with the public employment service: most of those
/// who search, some of those who do not.
pub fn registers(to: Status, lanes: &Lanes, p: &LabourParameters) -> bool {
    let chance = match to {
        Status::Unemployed => p.register_unemployed,
        Status::Halo => p.register_halo,
        Status::Inactive => p.register_inactive,
        _ => return false,
    };
    lanes.happens(lane::REGISTRATION, chance)
}

/// Whether a registered person who neither searches nor draws insurance lets the registration lapse this month. Who is
/// supported towards employment keeps it.
pub fn leaves_register(status: Status, insured: bool, supported: bool, lanes: &Lanes, p: &LabourParameters) -> bool {
    // The lane of registration: nobody registers and leaves in one month.
    !(status == Status::Unemployed || insured || supported) && lanes.happens(lane::REGISTRATION, p.leaves_register)
}

/// Months of search at the end of a month spent jobless in this status: they go on in the halo, as surveys find when they
/// ask since when, and end with the wish to work.
pub fn months_of_search(status: Status, before: u8) -> u8 {
    if status == Status::Inactive { 0 } else { before.saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::parameters::Parameters;
    use crate::units::{Month, PersonId};

    #[test]
    fn search_goes_on_through_the_halo_and_ends_with_the_wish_to_work() {
        let months = [Status::Unemployed, Status::Halo, Status::Unemployed];
        assert_eq!(months.iter().fold(0, |before, &status| months_of_search(status, before)), 3);
        assert_eq!(months_of_search(Status::Inactive, 40), 0);
        assert_eq!(months_of_search(Status::Unemployed, 255), 255);
    }

    #[test]
    fn registration_lapses_without_search_insurance_or_support_only() {
        let p = LabourParameters::new(&Parameters::load().expect("the carried parameters are whole"));
        let lapsed = |status, insured, supported| {
            let lanes = |founder| Chance::new(4).lanes(Month::new(2020, 5), PersonId { founder, lineage: 0 });
            (0..20_000).filter(|&id| leaves_register(status, insured, supported, &lanes(id), &p)).count()
        };
        let halo = lapsed(Status::Halo, false, false);
        let expected = p.leaves_register.to_probability() * 20_000.0;
        assert!((halo as f64 - expected).abs() < 4.0 * expected.sqrt(), "{halo} {expected}");
        assert_eq!(lapsed(Status::Unemployed, false, false), 0);
        assert_eq!([lapsed(Status::Inactive, true, false), lapsed(Status::Inactive, false, true)], [0, 0]);
    }
}
