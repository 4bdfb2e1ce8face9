//! Public accounts (phase 12): what départements, régions, bloc communal and State receive and spend beside the money of
//! agents, month by month, in every cell; and what care providers and social services do with what they are paid.
//!
//! RSA, APA, PCH and care are paid by the agents' own behaviours; here stand the resources that finance them, frozen or
//! moving, so that caseload and resources can drift apart. It may touch the ledger and the départements' memory, and,
//! through [`rules_under_strain`], the rules of a cell.

pub mod budget;

use crate::behaviour::dependency::PCH;
use crate::behaviour::income::review::is_in_payment;
use crate::parallel;
use crate::units::{Cell, Cents, Departement, Month, Rate};
use crate::world::body::Body;
use crate::world::departement_lines::{self, Allowance};
use crate::world::public::{DepartementMonth, DepartementYear};
use crate::world::splitting::{self, spread};
use crate::world::{Ledger, Post, RuleBook, World};
pub use budget::{DepartementBudget, Growth, Line, PublicFinance};

/// Books the month: budgets, the CNSA's part of APA and PCH, and the spending of providers.
pub fn month(world: &mut World, finance: &PublicFinance, month: Month) {
    if month.is_january() {
        for budget in &finance.departements {
            let funding = funding_under_strain(world, finance, budget, month);
            world.public.departements[budget.departement.index()].insertion_funding = funding;
        }
    }
    let prices = world.public.figures.prices;
    for budget in &finance.departements {
        let funding = world.public.departements[budget.departement.index()].insertion_funding;
        let ledger = &mut world.ledger;
        for line in &budget.lines {
            let mut amount = of_month(line, prices, month);
            if line.post == Post::InsertionSpending {
                amount = amount.times(funding);
            }
            spread(ledger, line.post, amount, &budget.cells, &budget.weights);
        }
        let dmto = splitting::of_month(budget.dmto_of(month.year()), month.month_of_year());
        spread(ledger, Post::Dmto, dmto, &budget.cells, &budget.weights);
        for &cell in &budget.cells {
            ledger.pay(Post::CnsaApa, cell, ledger.of_month(Post::Apa, cell).times(finance.cnsa_apa));
            ledger.pay(Post::CnsaPch, cell, ledger.of_month(Post::Pch, cell).times(finance.cnsa_pch));
        }
    }
    for line in &finance.national {
        spread(&mut world.ledger, line.post, of_month(line, prices, month), &finance.cells, &finance.weights);
    }
    let recipients = recipients(world, finance);
    for (budget, recipients) in finance.departements.iter().zip(recipients) {
        let lived = month_as_enacted(world, budget, recipients, month);
        world.public.departements[budget.departement.index()].months.push(lived);
    }
}

/// Recipients of the three allowances, by département of the run.
fn recipients(world: &World, finance: &PublicFinance) -> Vec<[u32; 3]> {
    let mut counts = vec![[0i64; 3]; finance.departements.len()];
    let of_block = parallel::map(&world.blocks, |_, block| {
        let on_rsa = block.households.rsa_state.iter().filter(|state| is_in_payment(**state)).count();
        let in_group = |holds: fn(u8) -> bool| block.persons.dependency.iter().filter(|group| holds(**group)).count();
        [on_rsa, in_group(|group| group > 0 && group < PCH), in_group(|group| group == PCH)]
    });
    for (budget, recipients) in finance.departements.iter().zip(&mut counts) {
        for block in budget.cells.iter().flat_map(|cell| &of_block[world.blocks_of_cell[cell.index()].clone()]) {
            recipients.iter_mut().zip(block).for_each(|(sum, &count)| *sum += count as i64);
        }
    }
    world.ranks.sum("public accounts", counts.as_flattened_mut());
    counts.into_iter().map(|counts| counts.map(|count| count as u32)).collect()
}

/// What the month was for a département before any measure acts on its accounts.
fn month_as_enacted(world: &World, budget: &DepartementBudget, recipients: [u32; 3], month: Month) -> DepartementMonth {
    let of_month = |post, cell| world.ledger.of_month(post, cell);
    DepartementMonth {
        month,
        prices: world.public.figures.prices,
        spent: Allowance::ALL.map(|allowance| budget.cells.iter().map(|cell| of_month(allowance.post(), *cell)).sum()),
        compensated: Allowance::ALL
            .map(|allowance| departement_lines::compensation(allowance, &budget.cells, of_month)),
        recipients,
    }
}

/// Providers and social services spend what they were paid this month: wages, purchases, their own firms. Called once
/// every other payment of the month is booked.
pub fn providers_spend(ledger: &mut Ledger, cells: &[Cell]) {
    for &cell in cells {
        for (body, post) in
            [(Body::CareProviders, Post::CareIncome), (Body::SocialServices, Post::SocialServicesIncome)]
        {
            let left = received_less_paid(ledger, body, cell);
            ledger.pay(post, cell, left);
        }
    }
}

fn received_less_paid(ledger: &Ledger, body: Body, cell: Cell) -> Cents {
    let signed = |post: &&Post| match (post.payee() == body, post.payer() == body) {
        (true, _) => ledger.of_month(**post, cell),
        (_, true) => -ledger.of_month(**post, cell),
        _ => Cents::ZERO,
    };
    Post::ALL.iter().map(|post| signed(&post)).sum()
}

/// December, after the policies: each département remembers its year.
pub fn close_year(world: &mut World, finance: &PublicFinance, month: Month) {
    for budget in &finance.departements {
        let ledger = &world.ledger;
        let total = |keep: &dyn Fn(Post) -> bool| -> Cents {
            let posts = Post::ALL.iter().filter(|post| keep(**post));
            posts.map(|post| budget.cells.iter().map(|cell| ledger.of_year(*post, *cell)).sum::<Cents>()).sum()
        };
        let year = DepartementYear {
            year: month.year(),
            rsa: total(&|post| matches!(post, Post::Rsa | Post::RsaEtat)),
            dmto: total(&|post| post == Post::Dmto),
            resources: total(&|post| post.payee() == Body::Departement),
            spending: total(&|post| post.payer() == Body::Departement),
            left_to_pay: departement_lines::left_to_pay(ledger, &budget.cells),
        };
        world.public.departements[budget.departement.index()].years.push(year);
    }
}

/// Phase 1: where insertion money was cut, support and orientation follow as far as the parameter says.
pub fn rules_under_strain(rules: &mut RuleBook, world: &World, finance: &PublicFinance) {
    for budget in &finance.departements {
        let lacking = Rate::ONE.0 - world.public.departement(budget.departement).insertion_funding.0;
        if lacking == 0 {
            continue;
        }
        let kept = Rate(Rate::ONE.0 - Cents(i64::from(lacking)).times(finance.strain_on_support).0 as i32);
        for &cell in &budget.cells {
            let rules = rules.at_mut(cell);
            rules.support = Rate(Cents(i64::from(rules.support.0)).times(kept).0 as i32);
            rules.orientation = Rate(Cents(i64::from(rules.orientation.0)).times(kept).0 as i32);
        }
    }
}

/// What a département left to pay for RSA, APA and PCH in the year so far: spending less what the State and the CNSA
/// give for them. An estimate, as the State's part is by département.
pub fn left_to_pay(world: &World, finance: &PublicFinance, departement: Departement) -> Cents {
    let Some(budget) = finance.budget(departement) else { return Cents::ZERO };
    departement_lines::left_to_pay(&world.ledger, &budget.cells)
}

/// The part of normal insertion that a département pays this year: cut when its savings rate fell by more than is
/// tolerated since its first closed year.
fn funding_under_strain(world: &World, finance: &PublicFinance, budget: &DepartementBudget, month: Month) -> Rate {
    let memory = world.public.departement(budget.departement);
    let (Some(first), Some(last)) = (memory.years.first(), memory.last_year()) else { return Rate::ONE };
    let rate = |year: &DepartementYear| -> i64 {
        if year.resources.0 <= 0 { 0 } else { (year.resources - year.spending).share(1_000_000, year.resources.0).0 }
    };
    let excess = rate(first) - rate(last) - i64::from(finance.strain_tolerance.0);
    if excess <= 0 || finance.strain_cut.0 == 0 {
        return Rate::ONE;
    }
    let cut = last.resources.share(excess, 1_000_000).times(finance.strain_cut);
    let insertion = budget.lines.iter().find(|line| line.post == Post::InsertionSpending);
    let normal = insertion.map_or(Cents::ZERO, |line| yearly(line, world.public.figures.prices, month));
    if normal.0 <= 0 {
        return Rate::ONE;
    }
    let part = cut.share(1_000_000, normal.0).0.min(i64::from(finance.strain_cut_at_most.0));
    Rate(Rate::ONE.0 - part as i32)
}

/// A line's yearly amount at this month's prices.
fn yearly(line: &Line, prices: Rate, month: Month) -> Cents {
    let years = i64::from(month.year().saturating_sub(budget::FIRST_YEAR));
    match line.growth {
        Growth::Frozen => line.yearly,
        Growth::Prices => line.yearly.times(prices),
        Growth::AbovePrices(rate) => {
            let mut amount = line.yearly.times(prices);
            for _ in 0..years {
                amount += amount.times(rate);
            }
            amount
        }
        Growth::PricesThrough(last) if month.year() > last => Cents::ZERO,
        Growth::PricesFrom(first) if month.year() < first => Cents::ZERO,
        Growth::PricesThrough(_) | Growth::PricesFrom(_) => line.yearly.times(prices),
    }
}

fn of_month(line: &Line, prices: Rate, month: Month) -> Cents {
    splitting::of_month(yearly(line, prices, month), month.month_of_year())
}

#[cfg(test)]
mod tests;
