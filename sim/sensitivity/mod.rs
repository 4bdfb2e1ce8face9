//! Which of the numbers nobody knows for sure carry the headline of a scenario, and how much of its uncertainty comes from
//! them rather than from chance.
//!
//! Why it exists: a result is trusted as far as one knows what it rests on. All numbers of grade statistic, estimate or
//! assumption are moved over their ranges by the method of Morris, each run paired (reference and reform, same draws). There
//! are about two hundred of them: whole families are moved first, then, one by one, the numbers of the families that weigh
//! most, so that the number of runs is known before the first. Seeds are the same at every point, so that what they add can
//! be told apart. The starting population depends on none of these numbers; everything from the spin-up on may, hence every
//! run is made from the start.
//!
//! It decides what is run and reads what came out; who runs it is the program. It imports `chance` for its design,
//! `scenario` to move numbers, `report` to read effects and draw.

pub mod factors;
pub mod findings;
pub mod morris;
pub mod outcomes;
pub mod plan;
pub mod swings;
pub mod told;
pub mod variance;
pub mod write;

pub use factors::Factor;
pub use findings::Findings;
pub use outcomes::{Measured, Outcome};
pub use plan::{Plan, Stage};
