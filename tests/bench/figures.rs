//! Samples, and the table that is printed of them.

use std::time::Duration;

use crate::machine::Cpu;

/// The times of one kind of request.
pub struct Figure {
    /// What was asked.
    pub what: String,
    /// One time a request, in no order.
    pub times: Vec<Duration>,
    /// From the first request to the end of the last.
    pub within: Duration,
    /// What the processes used meanwhile, where the system tells.
    pub cpu: Option<Cpu>,
}

impl Figure {
    /// The time below which `share` of the requests stayed.
    pub fn percentile(&self, share: f64) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let last = times.len().saturating_sub(1);
        let place = (share * times.len() as f64).ceil() as usize;
        times
            .get(place.saturating_sub(1).min(last))
            .copied()
            .unwrap_or_default()
    }

    fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.within.as_secs_f64()
    }
}

/// Prints the head of the table.
pub fn head() {
    println!();
    println!(
        "{:<46} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}   {:>5} {:>5} {:>5}",
        "times in ms", "n", "p50", "p90", "p99", "max", "per s", "web", "pg", "load"
    );
}

/// Prints one line of the table. The last three columns are the processor time of one request, in ms.
pub fn line(figure: &Figure) {
    let n = figure.times.len();
    print!(
        "{:<46} {n:>7} {} {} {} {} {:>8.0}",
        figure.what,
        milliseconds(figure.percentile(0.5)),
        milliseconds(figure.percentile(0.9)),
        milliseconds(figure.percentile(0.99)),
        milliseconds(figure.percentile(1.0)),
        figure.per_second(),
    );
    if let Some(cpu) = figure.cpu {
        let each = |used: Duration| used.as_secs_f64() * 1e3 / n.max(1) as f64;
        print!(
            "   {:>5.2} {:>5.2} {:>5.2}",
            each(cpu.served),
            each(cpu.postgres),
            each(cpu.load)
        );
    }
    println!();
}

fn milliseconds(time: Duration) -> String {
    format!("{:>8.2}", time.as_secs_f64() * 1e3)
}
