mod common;
use bassin::world::{Attachment, Role, RsaState, Status, World};
use common::France;
fn show(world: &World, one_in: u32) {
    let mut w = [[0u32; 5]; 10]; // by age group: persons, weak, weak jobless, jobless, rsa persons
    let (mut lone, mut lone_w, mut lone_j, mut cj, mut sj) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let (mut hh, mut couples, mut kids_home, mut rsa_s, mut rsa_c, mut rsa_k) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    for block in &world.blocks {
        let p = &block.persons;
        let h = &block.households;
        for home in 0..h.len() {
            let draws = h.rsa[home] > 0 && h.rsa_state[home] != RsaState::None;
            let mut adults = 0;
            let mut alive = 0;
            let mut kids = 0;
            for row in h.member_rows(home) {
                if !p.status[row].is_alive() {
                    continue;
                }
                alive += 1;
                let age = usize::from(p.age(row, world.month));
                if p.role[row] != Role::Child {
                    adults += 1;
                } else if age < 25 {
                    kids += 1;
                }
                if p.role[row] == Role::Child && age >= 25 {
                    kids_home += 1;
                }
                if (15..65).contains(&age) {
                    let g = &mut w[(age - 15) / 5];
                    g[0] += 1;
                    let weak = p.attachment[row] == Attachment::Weak;
                    let j = p.status[row].is_jobless();
                    g[1] += u32::from(weak && p.status[row] != Status::Retired);
                    g[2] += u32::from(weak && j);
                    g[3] += u32::from(j);
                    g[4] += u32::from(draws && p.role[row] != Role::Child);
                }
            }
            if alive > 0 {
                hh += 1;
                couples += u32::from(adults == 2);
            }
            let mut works = false;
            let mut weakh = false;
            let mut wa = false;
            for row in h.member_rows(home) {
                if p.status[row].is_alive() && p.role[row] != Role::Child {
                    works |= p.status[row].is_employed();
                    weakh |= p.attachment[row] == Attachment::Weak;
                    wa |= p.age(row, world.month) < 62 && p.status[row] != Status::Student;
                }
            }
            if adults == 1 && kids > 0 {
                lone += 1;
                lone_w += u32::from(weakh);
                lone_j += u32::from(!works);
            }
            if wa && !works && adults == 2 {
                cj += 1;
            }
            if wa && !works && adults == 1 && kids == 0 {
                sj += 1;
            }
            if draws {
                if adults == 2 {
                    rsa_c += 1
                } else if kids > 0 {
                    rsa_k += 1
                } else {
                    rsa_s += 1
                }
            }
        }
    }
    println!(
        "{} households {} couples {} children of 25+ at home {} | entitled RSA: single {} lone parent {} couple {}",
        world.month,
        hh * one_in,
        couples * one_in,
        kids_home * one_in,
        rsa_s * one_in,
        rsa_k * one_in,
        rsa_c * one_in
    );
    println!(
        "     lone parents {} weak {} workless {} | workless couples {} singles {}",
        lone * one_in,
        lone_w * one_in,
        lone_j * one_in,
        cj * one_in,
        sj * one_in
    );
    for (i, g) in w.iter().enumerate() {
        println!("{:2} {:?}", 15 + 5 * i, g.map(|x| x * one_in / 1000));
    }
}
#[test]
fn ages() {
    const ONE_IN: u32 = 50;
    let france = France::load();
    let scenario = france.scenario(&format!("where = [\"metropole\"]\none_in = {ONE_IN}\nthrough = \"2023-12\""), "");
    let start = france.january_2019(&scenario, 11);
    let engine = &start.engine;
    let mut world = start.world;
    let mut arm = bassin::run::reference_arm(&france.code, &france.territory);
    show(&world, ONE_IN);
    for step in 1..=60 {
        france.live(&mut world, &mut arm, engine, &scenario);
        if [11, 12, 13, 23, 24, 25, 35, 36, 59].contains(&step) {
            show(&world, ONE_IN);
        }
    }
}
