//! Settings of the criterion benchmarks.

use criterion::Criterion;
use std::time::Duration;

/// Short runs by default, because these benchmarks are not meant for differences below a few per cent.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(900))
        .configure_from_args()
}
