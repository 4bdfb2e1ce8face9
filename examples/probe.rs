use bassin::ensemble::{Inputs, Progress};
use bassin::measures::Indicator as I;
use bassin::units::Month;
use bassin::*;
struct Loud(std::time::Instant);
impl Progress for Loud {
    fn month_done(&self, arm: &str, _: u64, m: Month) {
        if m.is_december() {
            eprintln!("{arm} {m} {:?}", self.0.elapsed());
        }
    }
    fn stop_requested(&self) -> bool {
        false
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let territory = territory::Territory::load(None).unwrap();
    let file = scenario::ScenarioFile::read(std::path::Path::new(&args[1])).unwrap();
    let params = parameters::Parameters::load().unwrap();
    let sc = file.check(&territory, &params, &scenario::Options::default()).unwrap();
    let code = law::Code::load().unwrap();
    let inputs = Inputs { scenario: &sc, territory: &territory, code: &code, parameters: &sc.parameters };
    let t = std::time::Instant::now();
    let r = match run::replicate(inputs, 1, &Loud(t)) {
        Ok(r) => r,
        Err(e) => {
            eprintln!("{e}");
            return;
        }
    };
    eprintln!("done {:?}", t.elapsed());
    let rec = &r.reference;
    let show = [
        I::Population,
        I::Households,
        I::Employed,
        I::OpenEnded,
        I::FixedTerm,
        I::SelfEmployed,
        I::Unemployed,
        I::LongTermUnemployed,
        I::Halo,
        I::Inactive,
        I::Retired,
        I::Students,
        I::Registered,
        I::Vacancies,
        I::Hires,
        I::HiresFromUnemployment,
        I::EmploymentToUnemployment,
        I::EmploymentToInactivity,
        I::Insured,
        I::AssRecipients,
        I::RsaHouseholds,
        I::RsaNonTakeUp,
        I::PrimeActiviteHouseholds,
        I::HousingAidHouseholds,
        I::AahRecipients,
        I::PoorPersons,
        I::DisposableIncome,
    ];
    for i in show {
        print!("{:>28}", i.name());
        for (m, cells) in &rec.months {
            if m.month_of_year() % 6 == 0 || m.0 % 120 == 0 {
                let s: i64 = cells.iter().map(|c| c[i as usize]).sum();
                print!(" {s:>10}");
            }
        }
        println!();
    }
    let total: u64 = rec.timing.iter().map(|t| t.1).sum();
    for (p, ns) in &rec.timing {
        println!("{p:>45} {:6.1} ns/person-month", *ns as f64 / rec.person_months as f64);
    }
    println!(
        "total {:.1} bytes/person {:.1}",
        total as f64 / rec.person_months as f64,
        rec.reserved_bytes as f64 * rec.months.len() as f64 / rec.person_months as f64
    );
}
