//! The applications of a block, put side by side by the zone they go to, so that each zone fetches its own without anyone
//! walking through all of a country's.

use std::ops::Range;

use super::search::Application;
use crate::units::Zone;

/// Applications in the order of their zones, and of their sending in each.
#[derive(Default)]
pub struct ByZone {
    applications: Vec<Application>,
    zones: Vec<(Zone, Range<usize>)>,
}

impl ByZone {
    /// Those sent, put in order.
    pub fn of(sent: Vec<Application>) -> ByZone {
        let zone = |application: &Application| application.market.zone().index();
        let count = sent.iter().map(|application| zone(application) + 1).max().unwrap_or(0);
        let mut ends = vec![0; count];
        for application in &sent {
            ends[zone(application)] += 1;
        }
        let mut zones = Vec::new();
        let mut sum = 0;
        for (number, end) in ends.iter_mut().enumerate() {
            let range = sum..sum + *end;
            *end = range.start;
            sum = range.end;
            if !range.is_empty() {
                zones.push((Zone(number as u16), range));
            }
        }
        let mut next = ends;
        let mut applications = sent.clone();
        for application in sent {
            let place = &mut next[zone(&application)];
            applications[*place] = application;
            *place += 1;
        }
        ByZone { applications, zones }
    }

    /// The zones applied to, each with its applications.
    pub fn zones(&self) -> impl Iterator<Item = (Zone, &[Application])> {
        self.zones.iter().map(|(zone, range)| (*zone, &self.applications[range.clone()]))
    }

    /// All of them.
    pub fn into_all(self) -> Vec<Application> {
        self.applications
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::behaviour::labour::Market;
    use crate::units::PersonId;
    use crate::world::Sector;

    #[test]
    fn each_zone_finds_its_applications_in_the_order_they_were_sent() {
        let to = |zone: u16, row: u16| Application {
            market: Market::new(Zone(zone), Sector::Export, (row % 4) as u8),
            score: 0,
            tie: 0,
            person: PersonId::default(),
            block: 0,
            row,
        };
        let sent = vec![to(7, 0), to(2, 1), to(7, 2), to(0, 3), to(2, 4)];
        let by_zone = ByZone::of(sent);
        let seen: Vec<(u16, Vec<u16>)> =
            by_zone.zones().map(|(zone, sent)| (zone.0, sent.iter().map(|a| a.row).collect())).collect();
        assert_eq!(seen, [(0, vec![3]), (2, vec![1, 4]), (7, vec![0, 2])]);
        assert_eq!(ByZone::of(Vec::new()).zones().count(), 0);
    }
}
