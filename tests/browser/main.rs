//! People at the whole platform, each in a browser of their own.
//!
//! Where there is no Chromium the tests say so in one line and pass, unless `REQUIRE_BROWSER=1`.

mod chrome;
mod every_page;
mod inspection;
mod platform;

/// The people of a test, each at a browser of their own; ends the test where there is no Chromium.
macro_rules! people {
    ($($who:ident: $script:expr),+ $(,)?) => {
        let Some(driver) = $crate::chrome::Driver::shared() else { return };
        let platform = $crate::platform::Platform::shared();
        let ($($who,)+) = tokio::join!(
            $($crate::chrome::Person::open(driver, platform, stringify!($who), $script)),+
        );
    };
}
use people;
