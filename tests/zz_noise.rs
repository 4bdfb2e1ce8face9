mod common;
use bassin::run; use bassin::units::*; use bassin::world::*; use common::France; use std::collections::BTreeMap;
fn statuses(world: &World) -> BTreeMap<PersonId, (Status,u32)> {
    world.blocks.iter().flat_map(|b| (0..b.persons.len()).map(|r| (b.persons.id(r), (b.persons.status[r], b.persons.employer[r]))).collect::<Vec<_>>()).collect()
}
fn go(feedback: bool) {
    let france = France::load();
    let scenario = france.scenario("where = [\"ze:0060\"]\none_in = 1\nthrough = \"2024-02\"", "[parameters]\n\"start.spin_up\" = \"60 months\"");
    let mut start = france.january_2019(&scenario, 5);
    if !feedback { start.engine.labour.parameters.residential_response = 0.0; }
    let engine = &start.engine; let mut a = start.world; let mut arm = run::reference_arm(&france.code, &france.territory);
    france.live(&mut a, &mut arm, engine, &scenario);
    let mut worlds = Vec::new();
    for k in 0..4 { let mut w = a.clone();
        let nb = w.blocks.len(); let block = nb * (2*k+1) / 8; let rows: Vec<usize> = { let p=&w.blocks[block].persons; (0..p.len()).filter(|&r| p.status[r]==Status::Unemployed).collect() };
        let row = rows[rows.len()/2]; let firm = (0..w.firms.len()).filter(|&f| w.firms.kind[f]==FirmKind::Ordinary).nth(w.firms.len()/10*(2*k+1)).unwrap();
        let p=&mut w.blocks[block].persons; p.status[row]=Status::OpenEnded; p.employer[row]=firm as u32; p.spell[row]=0; p.jobless[row]=0; p.hours[row]=35; w.firms.jobs[firm]+=1; w.firms.base_jobs[firm]+=1;
        worlds.push((w, block, row, firm)); }
    for m in 0..24 {
        france.live(&mut a, &mut arm, engine, &scenario); let sa = statuses(&a); let mut out = Vec::new();
        for (w,b,r,f) in &mut worlds { france.live(w, &mut arm, engine, &scenario);
            if m==0 { let p=&mut w.blocks[*b].persons; w.firms.base_jobs[*f]-=1; let e=p.employer[*r]; p.status[*r]=Status::Unemployed; p.employer[*r]=u32::MAX; if e!=u32::MAX {w.firms.jobs[e as usize]-=1;} }
            let sw = statuses(w); let d = sa.iter().filter(|(id,s)| sw.get(id).map(|x| x.0)!=Some(s.0)).count(); let e = sa.iter().filter(|(id,s)| sw.get(id).is_some_and(|x| x.0==s.0 && x.1!=s.1)).count();
            let fj = (0..a.firms.len()).filter(|&f| a.firms.jobs[f]!=w.firms.jobs[f]).count(); let ft = (0..a.firms.len()).filter(|&f| a.firms.target[f]!=w.firms.target[f]).count();
            out.push((d,e,fj,ft)); }
        println!("feedback {feedback} month {m}: (status, employer only, firms with other jobs, other targets) {out:?}");
    }
}
#[test] fn with() { go(true); }
#[test] fn without() { go(false); }
