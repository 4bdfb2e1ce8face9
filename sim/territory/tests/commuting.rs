//! Who works where.

use super::*;

#[test]
fn zones_of_the_orne_keep_their_workers_as_the_census_of_2012_found() {
    let t = france();
    let commuting = t.commuting();
    // Share of the Orne's residents who work in their zone: INSEE census, about 2012.
    for (cell, found) in [("0051-61", 0.857), ("2801-61", 0.738), ("2809-61", 0.873), ("2812-61", 0.757)] {
        let at = t.cells.iter().position(|c| c.code == cell).expect("a cell of the Orne");
        let share = commuting.destinations[at].share(t.cells[at].zone);
        assert!((share - found).abs() < 0.06, "{cell}: {share:.3} against {found}");
    }
}

#[test]
fn four_workers_in_five_work_in_their_zone() {
    let t = france();
    let commuting = t.commuting();
    let mut zones: Vec<(f64, f64)> = t
        .all_zones()
        .map(|z| {
            let residents = t.cells_of_zone(z).iter().map(|c| commuting.employed_residents[c.index()]).sum();
            (commuting.self_containment(t, z), residents)
        })
        .collect();
    let all: f64 = zones.iter().map(|z| z.1).sum();
    let mean = zones.iter().map(|z| z.0 * z.1).sum::<f64>() / all;
    zones.sort_by(|a, b| a.0.total_cmp(&b.0));
    let quantile = |q: usize| zones[zones.len() * q / 100].0;
    println!(
        "mean {mean:.3}; 5 % {:.2}, 25 % {:.2}, 50 % {:.2}, 75 % {:.2}, 95 % {:.2}",
        quantile(5),
        quantile(25),
        quantile(50),
        quantile(75),
        quantile(95)
    );
    assert!((0.78..0.85).contains(&mean), "{mean}");
    assert!(quantile(25) > 0.6 && quantile(75) < 0.9, "{} {}", quantile(25), quantile(75));
    // 27.2 million employed in the Labour Force Survey of 2019.
    assert!((all - f64::from(t.national.activity.employed_2019)).abs() < 300_000.0, "{all}");
}

#[test]
fn commuters_between_departements_are_the_published_ones() {
    let t = france();
    let commuting = t.commuting();
    let (mut gap, mut published) = (0.0, 0.0);
    for flow in &t.departement_flows {
        let row = &commuting.between_departements[flow.origin];
        let residents: f64 = row.iter().sum();
        let then = t.departements[flow.origin].employed_residents_2016.map_or(residents, f64::from);
        let expected = flow.workers * residents / then;
        gap += (row[flow.destination] - expected).abs();
        published += expected;
    }
    println!("flows between départements differ by {:.2} % of their sum", 100.0 * gap / published);
    assert!(gap / published < 0.02, "{}", gap / published);
    // Zones fill their jobs, but for those whose residents work abroad.
    let mut filled: Vec<f64> = commuting.filled_jobs.clone();
    filled.sort_by(f64::total_cmp);
    println!("workers over jobs: 5 % {:.2}, 50 % {:.2}, 95 % {:.2}", filled[26], filled[263], filled[500]);
    assert!(filled[26] > 0.8 && filled[500] < 1.3);
    // Overseas départements are closed.
    let reunion = t.departement("974").expect("La Réunion").index();
    let row = &commuting.between_departements[reunion];
    assert!((row[reunion] - row.iter().sum::<f64>()).abs() < 1e-6);
}

#[test]
fn destinations_of_a_cell_cover_every_draw() {
    let t = france();
    let commuting = t.commuting();
    for destinations in &commuting.destinations {
        let list = &destinations.0;
        assert_eq!(list.last().map(|l| l.1), Some(u32::MAX));
        assert!(list.windows(2).all(|w| w[0].1 < w[1].1 && w[0].0 < w[1].0));
        assert_eq!(destinations.pick(0), list[0].0);
        assert_eq!(destinations.pick(u32::MAX), list[list.len() - 1].0);
    }
}
