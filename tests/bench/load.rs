//! Closed loops: so many readers, each with a browser of its own, each asking again as soon as it was answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::ensure;
use futures::future::try_join_all;
use hyper::StatusCode;

use crate::client::Browser;

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

/// Lets all readers ask together until so many requests were answered.
pub async fn read(readers: &mut [Reader], requests: usize) -> anyhow::Result<Seen> {
    let left = Arc::new(AtomicUsize::new(requests));
    let begun = Instant::now();
    let seen = try_join_all(readers.iter_mut().map(|reader| one(reader, left.clone()))).await?;
    let within = begun.elapsed();
    let bytes = seen.iter().map(|(_, bytes)| bytes).sum();
    let times = seen.into_iter().flat_map(|(times, _)| times).collect();
    Ok(Seen { times, within, bytes })
}

async fn one(reader: &mut Reader, left: Arc<AtomicUsize>) -> anyhow::Result<(Vec<Duration>, usize)> {
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
