//! Machines without PostgreSQL, with an apt-get that only writes down what it is asked.

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::*;

thread_local! {
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A machine on which PostgreSQL is missing until it is installed.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let stand_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/postgres/tests/apt-get");
        symlink(stand_in, folder.path().join("apt-get")).expect("an apt-get");
        TOLD.take();
        Self(folder)
    }

    fn apt(&self) -> Apt {
        Apt {
            program: self.0.path().join("apt-get"),
            settings: self.0.path().join("settings"),
        }
    }

    fn find(&self, install: Install, apt: Option<Apt>, pg_bin: Option<&Path>) -> Result<u32, String> {
        let options = Options {
            install,
            durable: false,
            programs: pg_bin.map(Path::to_path_buf),
            tell: |line| TOLD.with_borrow_mut(|told| told.push(line.to_owned())),
        };
        let found = found_or_installed(&options, || vec![self.0.path().join("programs")], apt);
        found
            .map(|found| found[0].major)
            .map_err(|error| error.to_string())
    }

    /// Nothing was run or said, but for the one sentence of the error.
    fn is_untouched(&self, refused: Result<u32, String>) {
        let refused = refused.expect_err("no PostgreSQL");
        assert!(refused.contains("get it with"), "{refused}");
        assert_eq!(TOLD.take(), Vec::<String>::new());
        assert_eq!(fs::read_dir(self.0.path()).expect("the folder").count(), 1);
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect(name)
    }
}

#[test]
fn where_it_is_forbidden_nothing_is_installed_and_one_sentence_says_how() {
    let machine = Machine::new();
    machine.is_untouched(machine.find(Install::Forbidden, Some(machine.apt()), None));
}

#[test]
fn where_it_is_allowed_the_systems_package_is_installed_and_that_said_first() {
    let machine = Machine::new();
    let found = machine.find(Install::Allowed, Some(machine.apt()), None);
    assert_eq!(found, Ok(17));
    let told = TOLD.take();
    assert!(told.len() == 1 && told[0].contains("--no-install"), "{told:?}");
    assert_eq!(
        machine.file("asked"),
        "-qq -o DPkg::Lock::Timeout=300 update\n\
         -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends postgresql\n"
    );
    assert_eq!(
        machine.file("read").lines().last(),
        Some("create_main_cluster = false")
    );
    let settings = fs::read_dir(machine.0.path().join("settings")).expect("the settings");
    assert_eq!(
        settings.count(),
        0,
        "whoever installs another version later is free"
    );
}

#[test]
fn what_apt_says_last_is_passed_on_and_its_settings_go_all_the_same() {
    let machine = Machine::new();
    fs::write(machine.0.path().join("broken"), "").expect("a file");
    let failed = machine.find(Install::Allowed, Some(machine.apt()), None);
    let failed = failed.expect_err("no PostgreSQL");
    assert!(failed.contains("E: no such package"), "{failed}");
    let settings = fs::read_dir(machine.0.path().join("settings")).expect("the settings");
    assert_eq!(settings.count(), 0);
}

#[test]
fn without_the_right_to_install_or_where_pg_bin_names_a_folder_nothing_is_installed() {
    let machine = Machine::new();
    machine.is_untouched(machine.find(Install::Allowed, None, None));
    let elsewhere = Path::new("/nonexistent");
    machine.is_untouched(machine.find(Install::Allowed, Some(machine.apt()), Some(elsewhere)));
}
