//! What the figures were measured on, and what each process used of it. Told by Linux; left out elsewhere.

use std::{fs, process, time::Duration};

/// Linux counts processor time in hundredths of a second, on every architecture.
const TICKS: u64 = 100;

/// Processor time of the processes that take part.
#[derive(Clone, Copy, Debug)]
pub struct Cpu {
    /// The web process.
    pub served: Duration,
    /// PostgreSQL, all its processes.
    pub postgres: Duration,
    /// This process: the load, and the sandbox where it takes part.
    pub load: Duration,
}

impl Cpu {
    /// What was used until now.
    pub fn now(web: u32, postmaster: Option<u32>) -> Option<Self> {
        Some(Self {
            served: Times::of(web)?.own(),
            postgres: postmaster.map(family).unwrap_or_default(),
            load: Times::of(process::id())?.own(),
        })
    }

    /// What was used since `before`.
    pub fn since(self, before: Self) -> Self {
        Self {
            served: self.served.saturating_sub(before.served),
            postgres: self.postgres.saturating_sub(before.postgres),
            load: self.load.saturating_sub(before.load),
        }
    }
}

/// A process's line in `/proc`.
struct Times {
    parent: u32,
    own: u64,
    /// Of its children that have ended.
    ended: u64,
}

impl Times {
    fn of(pid: u32) -> Option<Self> {
        let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name, in parentheses, may hold anything; the fields after it are counted from the state.
        let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
        let number = |place: usize| fields.get(place)?.parse::<u64>().ok();
        Some(Self {
            parent: number(1)?.try_into().ok()?,
            own: number(11)? + number(12)?,
            ended: number(13)? + number(14)?,
        })
    }

    fn own(&self) -> Duration {
        ticks(self.own)
    }
}

fn ticks(count: u64) -> Duration {
    Duration::from_millis(count * 1000 / TICKS)
}

/// A process with its children, also those that have ended.
fn family(pid: u32) -> Duration {
    let children = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(Times::of)
        .filter(|times| times.parent == pid)
        .map(|times| times.own)
        .sum::<u64>();
    Times::of(pid)
        .map(|times| ticks(times.own + times.ended + children))
        .unwrap_or_default()
}

/// What a process holds of the machine's memory, in KiB.
pub fn memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The machine in one line.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("processor unknown", |(_, name)| name.trim());
    format!("{cores} cores, {model}, load average {}", load_average())
}

fn load_average() -> String {
    let line = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    line.split(' ').next().unwrap_or("unknown").to_owned()
}
