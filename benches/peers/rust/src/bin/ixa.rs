//! The kernel in ixa, as its book shows: an entity with properties, an index on the one that is queried, one plan a month
//! that plans the next, generators by `define_rng!`, sums in a data plugin.

use bassin_peers::{
    APPLICATION, AT_START, Asked, CAPACITY, End, HIGHEST_WAGE, INSURED, LOWEST_WAGE, Month, NOBODY, SEPARATION,
    benefit, spending, tell,
};
use ixa::prelude::*;
use ixa::rand::RngExt;
use ixa::rand::seq::SliceRandom;

define_entity!(Person);
define_property!(
    enum Work {
        Employed,
        Unemployed,
    },
    Person
);
define_property!(struct Employer(u32), Person);
define_property!(struct Wage(u32), Person);
define_property!(struct Rights(u8), Person);
define_property!(struct Wealth(u32), Person);

define_rng!(StartRng);
define_rng!(SeparationRng);
define_rng!(SearchRng);
define_rng!(HiringRng);

#[derive(Default)]
struct Economy {
    last: u16,
    /// Jobs of each firm.
    firms: Vec<u8>,
    months: Vec<Month>,
}

define_data_plugin!(EconomyPlugin, Economy, Economy::default());

fn populate(asked: Asked) -> Context {
    let mut context = Context::new();
    context.init_random(asked.seed);
    context.index_property::<Person, Work>();
    let firms = asked.firms();
    for person in 0..asked.persons {
        let has_job = person < u32::from(AT_START) * firms;
        let wage = context.sample_range(StartRng, LOWEST_WAGE..=HIGHEST_WAGE);
        let (work, employer, rights) =
            if has_job { (Work::Employed, person % firms, 0) } else { (Work::Unemployed, NOBODY, INSURED) };
        context
            .add_entity(with!(Person, work, Employer(employer), Wage(wage), Rights(rights), Wealth(0)))
            .expect("a person with all properties");
    }
    let economy = context.get_data_mut(EconomyPlugin);
    economy.last = asked.months;
    economy.firms = vec![AT_START; firms as usize];
    context.add_plan(1.0, month);
    context
}

fn month(context: &mut Context) {
    let mut sums = Month::default();
    separate(context, &mut sums);
    hire(context, &mut sums);
    pay(context, &mut sums);
    let now = context.get_current_time();
    let economy = context.get_data_mut(EconomyPlugin);
    economy.months.push(sums);
    if now < f64::from(economy.last) {
        context.add_plan(now + 1.0, month);
    }
}

fn separate(context: &mut Context, sums: &mut Month) {
    let employed = context.query_result_iterator(with!(Person, Work::Employed));
    let leaving: Vec<PersonId> = context
        .sample(SeparationRng, |rng| employed.filter(|_| rng.random_bool(f64::from(SEPARATION) / 100.0)).collect());
    sums.separations = leaving.len() as u64;
    for person in leaving {
        let Employer(firm) = context.get_property(person);
        context.get_data_mut(EconomyPlugin).firms[firm as usize] -= 1;
        context.set_property(person, Work::Unemployed);
        context.set_property(person, Employer(NOBODY));
        context.set_property(person, Rights(INSURED));
    }
}

fn hire(context: &mut Context, sums: &mut Month) {
    let firms = context.get_data(EconomyPlugin).firms.len() as u32;
    let unemployed = context.query_result_iterator(with!(Person, Work::Unemployed));
    let mut applications: Vec<(PersonId, u32)> = context.sample(SearchRng, |rng| {
        unemployed
            .filter_map(|person| {
                let applies = rng.random_bool(f64::from(APPLICATION) / 100.0);
                if applies { Some((person, rng.random_range(0..firms))) } else { None }
            })
            .collect()
    });
    sums.applications = applications.len() as u64;
    let () = context.sample(HiringRng, |rng| applications.shuffle(rng));
    for (person, firm) in applications {
        let jobs = &mut context.get_data_mut(EconomyPlugin).firms[firm as usize];
        if *jobs < CAPACITY {
            *jobs += 1;
            sums.hires += 1;
            let wage = context.sample_range(HiringRng, LOWEST_WAGE..=HIGHEST_WAGE);
            context.set_property(person, Work::Employed);
            context.set_property(person, Employer(firm));
            context.set_property(person, Wage(wage));
            context.set_property(person, Rights(0));
        }
    }
}

fn pay(context: &mut Context, sums: &mut Month) {
    for person in context.get_entity_iterator::<Person>() {
        let Wage(wage) = context.get_property(person);
        let work: Work = context.get_property(person);
        let income = match work {
            Work::Employed => {
                sums.wages += u64::from(wage);
                wage
            }
            Work::Unemployed => {
                let Rights(rights) = context.get_property(person);
                if rights > 0 {
                    context.set_property(person, Rights(rights - 1));
                }
                let income = benefit(rights, wage);
                sums.unemployed += 1;
                sums.benefits += u64::from(income);
                income
            }
        };
        let Wealth(before) = context.get_property(person);
        let spent = spending(income, before);
        let after = before + income - spent;
        context.set_property(person, Wealth(after));
        sums.spending += u64::from(spent);
        sums.wealth += u64::from(after);
    }
}

fn main() {
    let asked = Asked::read();
    tell(
        || populate(asked),
        |mut context| {
            context.execute();
            let employed = context.query_entity_count(with!(Person, Work::Employed)) as u64;
            let economy = context.get_data(EconomyPlugin);
            let end = End {
                employed,
                jobs: economy.firms.iter().map(|jobs| u64::from(*jobs)).sum(),
                largest: economy.firms.iter().copied().max().map_or(0, u64::from),
            };
            (economy.months.clone(), end)
        },
    );
}
