//! Statements about the embedded territory.

use super::*;
use crate::units::Month;

fn france() -> Territory {
    Territory::load(None).expect("the embedded tables are valid")
}

#[test]
fn look() {
    let t = france();
    println!("filled {}", t.filled.len());
    let mut c = std::collections::BTreeMap::new();
    for f in &t.filled {
        *c.entry((f.table, f.column.clone(), f.rule)).or_insert(0) += 1;
    }
    for (k, n) in c {
        println!("{n} {k:?}");
    }
    println!("pop {}", t.departements.iter().map(|d| d.population_2019).sum::<u32>());
    println!("households {}", t.departements.iter().map(|d| d.households_2019).sum::<u32>());
    for code in ["01", "2A", "62", "75", "93", "971", "973", "974", "976"] {
        let d = &t.departements[t.departement(code).unwrap().index()];
        println!(
            "{} pop {} {} ages {:?} emp {:?} u {:?} rsa {} {} aah {} {:?}",
            code,
            d.population_2019,
            d.population_2021,
            d.age_2019,
            d.employment_rate_2019,
            d.unemployment_2019,
            d.rsa_households_2019,
            d.rsa_households_january_2019(),
            d.aah_2019,
            d.spending_2019
        );
    }
    let mut s = [0u64; 3];
    for z in &t.zones {
        for k in 0..3 {
            s[k] += u64::from(z.employees_by_sector[k]);
        }
    }
    println!("sectors {s:?} self {}", t.zones.iter().map(|z| u64::from(z.self_employed_2019)).sum::<u64>());
    let mut aid = [0.0; 3];
    for c in &t.cells {
        for k in 0..3 {
            aid[k] += f64::from(c.population_2019) * c.housing_aid_zones[k].to_fraction();
        }
    }
    println!("aid {aid:?}");
    let start = std::time::Instant::now();
    let com = t.commuting();
    println!("commuting {:?}", start.elapsed());
    let mut sc: Vec<(f64, String, f64)> = t
        .all_zones()
        .map(|z| {
            (
                com.self_containment(&t, z),
                t.zones[z.index()].name.clone(),
                t.cells_of_zone(z).iter().map(|c| com.employed_residents[c.index()]).sum(),
            )
        })
        .collect();
    sc.sort_by(|a, b| a.0.total_cmp(&b.0));
    let w: f64 = sc.iter().map(|s| s.2).sum();
    println!(
        "mean {} q {:?} employed {w}",
        sc.iter().map(|s| s.0 * s.2).sum::<f64>() / w,
        [0, 15, 30, 76, 153, 229, 275, 290, 305].map(|i: usize| (sc[i].0, sc[i].1.clone()))
    );
    for z in ["0051", "2812", "2801", "1109"] {
        println!("{z} {}", com.self_containment(&t, t.zone(z).unwrap()));
    }
    let mut err = 0.0;
    let mut tot = 0.0;
    for f in &t.departement_flows {
        let m = com.between_departements[f.origin][f.destination];
        err += (m - f.workers).abs();
        tot += f.workers;
    }
    println!("flow err {}", err / tot);
    let p = t.path.monthly(&Trend::default(), false, Month::new(2030, 12));
    for m in (0..144).step_by(6) {
        println!(
            "{} p {:?} w {:?} r {:?} pg {:?} pc {:?} e {:?} u {:?} pa {} {}",
            FIRSTM.plus(m as u16),
            p.prices[m].0,
            p.wages[m].0,
            p.rents[m].0,
            p.pensions_general[m].0,
            p.pensions_complementary[m].0,
            [0, 1, 2].map(|s: usize| p.employees[s][m].0),
            p.unemployment[m].0,
            p.partial_activity_employees[m],
            p.partial_activity_fte[m]
        );
    }
    let n = &t.national;
    for a in (0..110).step_by(5) {
        let a = a as u8;
        println!(
            "{a} couple {:.3} {:.3} ten {:?} q {:?} emp {:.3} {:.3} un {:.3} act {:.3} enr {:.3} ret {:.3} pt {:.3} {:.3} chr {:.3} apa {:.4} aah {:.4} sp {:?} mv {:.3} un {:.3} sep {:.3} d {:.5}",
            n.households.in_couple(Sex::Man, a),
            n.households.in_couple(Sex::Woman, a),
            n.households.tenure(a),
            n.activity.qualification_shares(Sex::Man, a).map(|x| (x * 100.0).round()),
            n.activity.employment_rate(Sex::Man, a),
            n.activity.employment_rate(Sex::Woman, a),
            n.activity.unemployment_rate(Sex::Man, a),
            n.activity.activity_rate(Sex::Man, a),
            n.activity.enrolled(Sex::Woman, a),
            n.activity.retired(Sex::Man, a),
            n.activity.part_time(Sex::Man, a),
            n.activity.part_time(Sex::Woman, a),
            n.health.chronic_condition(Sex::Man, a),
            n.health.apa(national::health::ApaPlace::Home, Sex::Woman, a),
            n.health.aah(a),
            n.health.spending(a),
            n.households.moves(a),
            n.households.union_formation(a),
            n.households.separation(a),
            n.death_probability(Sex::Man, a, 2019)
        );
    }
    let births: f64 = (14..50).map(|a| f64::from(n.population(Sex::Woman, a)) * n.births_per_woman(a, 2019)).sum();
    let deaths: f64 = Sex::BOTH
        .iter()
        .map(|s| (0..100).map(|a| f64::from(n.population(*s, a)) * n.death_probability(*s, a, 2019)).sum::<f64>())
        .sum();
    println!(
        "births {births} deaths {deaths} hh {:?} act {} {} rel {:?} ch {:?} {:?}",
        n.households.by_type,
        n.activity.active_2019,
        n.activity.employed_2019,
        n.activity.relative_unemployment,
        n.households.children_of_couples,
        n.households.children_of_lone_parents
    );
    for y in 2019..2030 {
        println!(
            "{y} ondam {} gdp {} sales {} dmto {}",
            t.path.ondam(y, &Trend::default()),
            t.path.gdp(y, &Trend::default()),
            t.path.housing_sales(y),
            t.path.dmto(y, &Trend::default())
        );
    }
    for w in [
        "dep:62",
        "pas de calais",
        "Lille",
        "dep:99",
        "Pas-de-Calai",
        "ze:3217",
        "Boulogne sur Mer",
        "La Réunion",
        "occitanie",
        "dep:Nord",
    ] {
        println!("{w}: {:?}", t.place(w).map(|p| t.label(p)).map_err(|e| e.to_string() + " " + &format!("{e:?}")));
    }
    for c in ["3216-59", "4412-54", "1109-75", "0601-976"] {
        let c = t.cells.iter().find(|x| x.code == c).unwrap();
        println!("{c:?}");
    }
    let com = |c: &str| &t.communes[t.commune(c).unwrap().index()];
    println!("{:?} {:?}", com("62555"), com("54003"));
}
const FIRSTM: Month = Month::new(2019, 1);
