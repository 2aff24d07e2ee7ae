//! Synthetic consultations with planted truth, for the demo, the benchmarks and rehearsals.
