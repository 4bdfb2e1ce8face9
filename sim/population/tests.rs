//! Tests of the starting population.
