//! How the benchmarks of criterion run.

use criterion::Criterion;
use std::time::Duration;

/// Short runs by default: differences below a few per cent are not what these benchmarks are for.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(900))
        .configure_from_args()
}
