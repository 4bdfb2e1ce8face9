//! Housing aid explained: rent and charges, the household's participation, what is paid.

use super::{Explanation, Figure, Seen, euros, per_cent};
use crate::law::housing_aid::{self, Scheme};
use crate::units::{Cents, Rate};

pub(super) fn explain(seen: &Seen<'_>) -> Explanation {
    let (values, facts, paid) = (&seen.law.housing_aid, &seen.facts.housing, &seen.out.housing);
    if !facts.tenure.pays_rent() {
        return Explanation::without_right("Housing aid", "CCH L821-1", "no rent is paid");
    }
    let name = match paid.scheme {
        Scheme::Apl => "Housing aid (APL)",
        Scheme::Alf => "Housing aid (allocation de logement familiale)",
        Scheme::Als => "Housing aid (allocation de logement sociale)",
    };
    let mut part = Explanation::new(name, "CCH D823-16, D823-17");
    let steps = housing_aid::parts(seen.law, facts);
    part.working("rent", facts.rent, "");
    part.working("ceiling of the rent", steps.rent_ceiling, "CCH D823-16");
    part.term("rent retained", steps.rent, "CCH D823-16");
    part.term("flat charges", steps.charges, "CCH D823-16");
    part.term("least participation (P0)", -Cents::from_euros(steps.smallest), "CCH D823-17");
    let income = match (facts.draws_rsa, values.rolling_income) {
        (true, _) => "income counted, a year: none for who draws RSA",
        (false, true) => "income counted, last twelve months",
        (false, false) => "income counted, year before last",
    };
    part.working(income, steps.income, "CCH R822-2 to R822-15");
    part.working("participation grows from (R0)", steps.r0, "CCH D823-17");
    let over = (steps.income - steps.r0).at_least_zero();
    if over > Cents::ZERO {
        let rate = Rate::from_fraction(steps.rate_family + steps.rate_rent);
        let growing = Cents::from_euros(steps.participation() - steps.smallest);
        part.term(format!("{} of {}", per_cent(rate), euros(over)), -growing, "CCH D823-17");
    }
    let minimum = housing_aid::minimum_paid(seen.law, facts.tenure);
    if steps.before_cuts() + 1e-9 < minimum.to_euros() {
        let some = part.sum() > Cents::ZERO;
        let label = if some { format!("less than {} is not paid", euros(minimum)) } else { "not below zero".into() };
        part.brought_to(label, Cents::ZERO, if some { "CCH D823-16" } else { "" });
        return part.ends("paid", paid.amount);
    }
    if steps.left_by_rent < 1.0 {
        let left = Cents::from_euros(steps.left_by_rent());
        let share = per_cent(Rate::from_fraction((steps.left_by_rent * 1e4).round() / 1e4));
        part.brought_to(format!("high rent: {share} is left"), left, "CCH L823-5");
    }
    part.term("flat cut", -values.flat_cut, "CCH D823-16");
    if steps.left_by_rent() < values.flat_cut.to_euros() {
        part.brought_to("not below zero", Cents::ZERO, "");
    }
    if steps.rent_cut > Cents::ZERO {
        part.working("rent cut by the landlord (RLS)", steps.rent_cut, "CCH L442-2-1");
        let share = values.rent_cut_share;
        let cut = Cents::from_euros(steps.rent_cut.to_euros() * share.to_fraction());
        part.term(format!("{} of the rent cut", per_cent(share)), -cut, "CCH L442-2-1");
    }
    let after_cuts = steps.after_cuts(values);
    if after_cuts <= 0.0 {
        part.brought_to("not below zero", Cents::ZERO, "");
        return part.ends("paid", paid.amount);
    }
    part.term("CRDS", -Cents::from_euros(housing_aid::crds(seen.law, after_cuts)), "Ord. 96-50 art. 14");
    let rest = paid.amount - part.sum();
    if rest != Cents::ZERO {
        part.step("to the whole euro below", Figure::Rounding(rest), "CCH D823-16");
    }
    part.ends("paid", paid.amount)
}
