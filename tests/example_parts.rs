//! The tests that stand beside the code of the example programs. (Cargo either tests an example or builds it.)

#[path = "../examples/warc/http.rs"]
mod http;
#[path = "../examples/pipeline/ordered.rs"]
mod ordered;
