//! Closed loops: so many readers, each with a browser of its own, each asking again as soon as it was answered.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use anyhow::ensure;
use futures::{future::try_join_all, try_join};
use hyper::StatusCode;

use crate::{client::Browser, figures::Figure};

/// A browser, and the addresses that it asks for in turn.
pub struct Reader {
    /// The browser.
    pub browser: Browser,
    /// Never empty.
    pub addresses: Vec<String>,
}

/// What the readers saw.
pub struct Seen {
    /// One time a request.
    pub times: Vec<Duration>,
    /// From the first request to the end of the last.
    pub within: Duration,
    /// Bytes of all bodies, as they came over the wire.
    pub bytes: usize,
}

impl Seen {
    /// A line of the table, without processor times.
    pub fn figure(self, what: &str) -> Figure {
        let kilobytes = self.bytes as f64 / self.times.len().max(1) as f64 / 1e3;
        Figure {
            what: format!("{what}, {kilobytes:.1} kB"),
            times: self.times,
            within: self.within,
            cpu: None,
        }
    }
}

/// Lets all readers ask together until so many requests were answered.
pub async fn read(readers: &mut [Reader], requests: usize) -> anyhow::Result<Seen> {
    until_none_left(readers, &AtomicUsize::new(requests)).await
}

/// Lets all readers ask together until something else is done.
pub async fn meanwhile<T>(
    readers: &mut [Reader],
    work: impl Future<Output = T>,
) -> anyhow::Result<(T, Seen)> {
    let left = AtomicUsize::new(usize::MAX);
    let work = async {
        let done = work.await;
        left.store(0, Ordering::Relaxed);
        Ok(done)
    };
    try_join!(work, until_none_left(readers, &left))
}

async fn until_none_left(readers: &mut [Reader], left: &AtomicUsize) -> anyhow::Result<Seen> {
    let begun = Instant::now();
    let seen = try_join_all(readers.iter_mut().map(|reader| one(reader, left))).await?;
    let within = begun.elapsed();
    let bytes = seen.iter().map(|(_, bytes)| bytes).sum();
    let times = seen.into_iter().flat_map(|(times, _)| times).collect();
    Ok(Seen { times, within, bytes })
}

async fn one(reader: &mut Reader, left: &AtomicUsize) -> anyhow::Result<(Vec<Duration>, usize)> {
    let (mut times, mut bytes) = (Vec::new(), 0);
    // Each begins elsewhere, so that they do not march through the pages in step.
    let start = left.load(Ordering::Relaxed);
    for address in reader
        .addresses
        .iter()
        .cycle()
        .skip(start % reader.addresses.len())
    {
        if left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
            .is_err()
        {
            break;
        }
        let begun = Instant::now();
        let answer = reader.browser.get(address).await?;
        times.push(begun.elapsed());
        ensure!(
            answer.status == StatusCode::OK,
            "{address} answered {}",
            answer.status
        );
        bytes += answer.body.len();
    }
    Ok((times, bytes))
}
