//! People at the whole platform, each in a browser of their own.
//!
//! Where there is no Chromium the tests say so in one line and pass, unless `REQUIRE_BROWSER=1`.

mod behind_codes;
mod chrome;
mod destination;
mod every_case;
mod every_page;
mod inspection;
mod inviting;
mod keyboard;
mod latest_data;
mod lists;
mod out_of_step;
mod people;
mod pictures;
mod platform;
mod settings;
mod standing;
mod story;
mod termination;
mod theme;
mod two_officers;
mod verdicts;
mod voided;
mod written;

use std::array;

use futures::future::join_all;

use chrome::{Driver, Person, Script};
use platform::Platform;

/// The platform, and people each at a browser of their own; nothing where there is no Chromium.
async fn meet<const N: usize>(
    people: [&'static str; N],
    script: Script,
) -> Option<(&'static Platform, [Person; N])> {
    let driver = Driver::shared()?;
    let platform = Platform::shared();
    let open = people.map(|who| Person::open(driver, platform, who, script));
    let mut opened = join_all(open).await.into_iter();
    let people = array::from_fn(|_| opened.next().expect("one a name"));
    Some((platform, people))
}
