//! The forms in which places, months, people and firms travel between ranks.

use crate::carried;
use crate::units::{Cell, Departement, FirmId, Month, PersonId};

carried!(Cell(0));
carried!(Departement(0));
carried!(FirmId(0));
carried!(Month(0));
carried!(PersonId { founder, lineage });
