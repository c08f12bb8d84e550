//! The driver process, and the browsers that it opens.

use std::{
    io::{BufRead, BufReader, Write, stderr},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::programs::Programs;

/// Waits for the end of its standard input, which the test process holds open, then clears up after it. Chromium ends
/// with its driver, for it hangs on the driver's pipe; what it still writes at its end is removed as well.
const WATCH: &str = r#"
trap '' HUP INT TERM
"$1" --port=0 </dev/null 2>/dev/null &
cat >/dev/null
kill -9 "$!"
for try in 1 2 3 4 5; do
    sleep 1
    rm -rf "$2"
done
"#;

/// What the driver says once it listens, before its port.
const STARTED: &str = "started successfully on port ";

const MISSING: &str = "no Chromium with chromedriver is found (CHROME and CHROMEDRIVER name them)";

/// One driver for all browsers of this test process, gone with it however it ends.
pub struct Driver {
    url: String,
    chrome: PathBuf,
    /// Profiles, and what Chromium leaves in the folder for temporary files.
    folder: PathBuf,
    profiles: AtomicU32,
    _watcher: Child,
    /// Held open, so that the driver can go on writing.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// The driver, started by whoever asks first; `None` where there is no Chromium, which is said in one line.
    ///
    /// # Panics
    /// With `REQUIRE_BROWSER=1`, where there is no Chromium; and where the driver does not start.
    pub fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Driver>> = OnceLock::new();
        SHARED
            .get_or_init(|| {
                let found = Programs::find();
                if found.is_none() {
                    let required = std::env::var("REQUIRE_BROWSER").is_ok_and(|value| value == "1");
                    assert!(!required, "{MISSING}, and REQUIRE_BROWSER=1");
                    // Past the capture of the test's own output, so that it is read even where all passes.
                    let _ = writeln!(stderr(), "the browser tests are skipped: {MISSING}");
                }
                found.map(|programs| Self::start(programs).expect("chromedriver starts"))
            })
            .as_ref()
    }

    fn start(programs: Programs) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("wq-browser-")?.keep();
        let mut watcher = Command::new("/bin/sh")
            .args(["-c", WATCH, "wq-browser-watch"])
            .arg(&programs.driver)
            .arg(&folder)
            // Dates are typed in the order of the language.
            .env("LANGUAGE", "en_US")
            .env("TMPDIR", &folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut output = BufReader::new(watcher.stdout.take().expect("piped"));
        let port = port(&mut output)?;
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            chrome: programs.chrome,
            folder,
            profiles: AtomicU32::new(0),
            _watcher: watcher,
            _output: output,
        })
    }

    /// A browser with a fresh profile.
    pub async fn browser(&self) -> Client {
        let profile = self.profiles.fetch_add(1, Ordering::Relaxed);
        let capabilities = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": self.chrome,
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--lang=en-US", "--hide-scrollbars", "--remote-debugging-pipe",
                    format!("--user-data-dir={}", self.folder.join(profile.to_string()).display()),
                ],
            },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object")
        };
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.url)
            .await
            .expect("a browser opens")
    }
}

fn port(output: &mut impl BufRead) -> anyhow::Result<u16> {
    for line in output.lines() {
        let line = line?;
        if let Some((_, rest)) = line.split_once(STARTED) {
            return Ok(rest.trim_end_matches('.').parse()?);
        }
    }
    anyhow::bail!("chromedriver ended before it listened")
}
