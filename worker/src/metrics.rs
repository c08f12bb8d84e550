//! What the worker counts. Labels are kinds of job and words for endings: nothing personal.

use std::time::Duration;

use wq_core::jobs::Outcome;

const ENDED: &str = "jobs_ended_total";
const SECONDS: &str = "job_duration_seconds";

/// Says what the figures mean. To be called once the exporter stands; without one, nothing is kept.
pub fn describe() {
    metrics::describe_counter!(ENDED, "Runs of jobs that ended, by kind and outcome");
    metrics::describe_histogram!(
        SECONDS,
        metrics::Unit::Seconds,
        "How long a run of a job took, by kind"
    );
}

/// Counts a run.
pub(crate) fn ended(kind: &str, outcome: Outcome, took: Duration) {
    metrics::counter!(ENDED, "kind" => kind.to_owned(), "outcome" => outcome.as_str()).increment(1);
    metrics::histogram!(SECONDS, "kind" => kind.to_owned()).record(took);
}
