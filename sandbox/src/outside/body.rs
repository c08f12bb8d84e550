//! Reading request bodies within bounds.

use poem::Body;

/// The largest request body that any system takes, in bytes.
const LIMIT: usize = 64 * 1024;

/// The whole body, or 413.
pub(super) async fn whole(body: Body) -> poem::Result<Vec<u8>> {
    Ok(body.into_bytes_limit(LIMIT).await?.into())
}
