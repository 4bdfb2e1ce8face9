//! What must hold of demography: nobody is lost, draws depend on nothing a reform can change, levels are the published
//! ones.

mod conservation;
mod levels;
mod lives;
mod small_france;
