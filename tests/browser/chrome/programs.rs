//! Where Chromium and its driver are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The two programs of a browser under WebDriver.
#[derive(Debug)]
pub struct Programs {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

impl Programs {
    /// Looks in `CHROME` and `CHROMEDRIVER`, then in PATH, then where Debian keeps them.
    pub fn find() -> Option<Self> {
        Some(Self {
            chrome: program(
                "CHROME",
                &["chromium", "chromium-browser", "google-chrome", "chrome"],
            )?,
            driver: program("CHROMEDRIVER", &["chromedriver"])?,
        })
    }
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path)
        .chain([Path::new("/usr/bin").to_owned()])
        .collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}
