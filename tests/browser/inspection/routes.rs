//! Which pages there are, and which of them no inspection has seen.

use std::{collections::BTreeSet, fs, path::Path, sync::Mutex};

/// Every page by its route. What stands for a parameter begins with a colon.
const PAGES: &[&str] = &[
    "/",
    "/account/sessions",
    "/accounts",
    "/activation",
    "/activation/code",
    "/company/agreements",
    "/company/agreements/:id",
    "/company/agreements/:id/stamped-copy",
    "/company/agreements/:id/termination",
    "/company/drafts",
    "/company/drafts/:id",
    "/company/drafts/:id/removal",
    "/company/invitations",
    "/company/invitations/:id",
    "/company/invitations/:id/revision",
    "/company/invitations/:id/withdrawal",
    "/company/invitations/batch",
    "/company/invitations/new",
    "/company/terminations",
    "/company/terminations/:id",
    "/company/terminations/:id/consent",
    "/company/terminations/:id/refusal",
    "/company/terminations/:id/withdrawal",
    "/company/users",
    "/company/users/:id/removal",
    "/destinations",
    "/destinations/:id",
    "/destinations/:id/correction",
    "/destinations/export",
    "/destinations/returns",
    "/dormant",
    "/login",
    "/login/:door",
    "/membership",
    "/messages",
    "/ops/jobs/:id",
    "/ops/jobs/:id/cancellation",
    "/ops/queues",
    "/paper",
    "/paper/:id",
    "/paper/:id/amendment",
    "/paper/export",
    "/paper/returns",
    "/password/:door",
    "/password/code",
    "/password/link",
    "/password/sent",
    "/province/settings",
    "/province/wage-floors",
    "/province/wage-floors/:region/:day",
    "/province/wage-floors/:region/:day/removal",
    "/province/wage-floors/new",
    "/registration",
    "/registration/activation",
    "/registration/sent",
    "/roster",
    "/roster/:id",
    "/settings",
    "/signing",
    "/signing/:id",
    "/signing/:id/amendment",
    "/signing/export",
    "/signing/returns",
    "/student/agreements/:id/termination",
    "/student/destinations",
    "/student/destinations/:id",
    "/student/destinations/:id/abandonment",
    "/student/destinations/:id/details",
    "/student/destinations/:id/voidance",
    "/student/destinations/:id/withdrawal",
    "/student/destinations/new",
    "/student/invitations",
    "/student/invitations/:id",
    "/student/invitations/:id/acceptance",
    "/student/invitations/:id/acceptance/code",
    "/student/invitations/:id/refusal",
    "/student/offline/:id",
    "/student/offline/:id/abandonment",
    "/student/offline/:id/edit",
    "/student/offline/:id/stamped-copy",
    "/student/offline/:id/withdrawal",
    "/student/offline/new",
    "/student/paper/:id",
    "/student/paper/:id/abandonment",
    "/student/paper/:id/edit",
    "/student/paper/:id/withdrawal",
    "/student/paper/new",
    "/student/profile",
    "/student/profile/mobile",
    "/student/terminations",
    "/student/terminations/:id",
    "/student/terminations/:id/abandonment",
    "/student/terminations/:id/consent",
    "/student/terminations/:id/refusal",
    "/student/terminations/:id/submission",
    "/student/terminations/:id/withdrawal",
    "/student/timeline",
    "/terminations",
    "/terminations/:id",
    "/terminations/:id/force",
    "/terminations/:id/one-sided",
    "/terminations/export",
    "/terminations/returns",
    "/verify",
    "/verify/:number",
    "/voided",
    "/voided/:id",
    "/warnings",
    "/warnings/:id/withdrawal",
    "/warnings/codes/:code",
    "/warnings/companies/:id",
    "/warnings/new",
];

/// What is asked for as well, and is no page but where it says why there is none: parts of pages, and files.
const OTHERS: &[&str] = &[
    "/agreements/:id/document",
    "/board",
    "/company/board",
    "/company/invitations/batch/template.csv",
    "/company/invitations/batch/template.xlsx",
    "/files/attachments/:id",
    "/files/held/:ticket",
    "/files/licences/:company",
    "/ops/board",
    "/province/board",
    "/regions",
    "/registration/regions",
    "/signing/:id/employment",
    "/signing/:id/standing",
    "/student/invitations/:id/standing",
    "/student/regions",
];

/// Forms that are locked once they were handed in, as they were in the demonstration: none of its people can open them.
const LOCKED: &[&str] = &["/province/settings/:cohort", "/settings/handlers/:level"];

/// Whose inspections see all pages between them.
const READERS: &[&str] = &[
    "acceptance",
    "cancellation",
    "cases",
    "codes",
    "company-01",
    "dept-cs",
    "operator",
    "province",
    "registration",
    "school",
    "stranger",
    "student-03",
    "student-06",
    "student-07",
    "student-19",
    "unlinked",
];

static SEEN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
static DONE: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// The route of an address is seen. Answers whether it is known.
pub fn see(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let all = PAGES.iter().chain(OTHERS);
    let page = all.filter(|page| leads_to(page, path));
    // A name goes before a parameter in its place.
    let page = page.min_by_key(|page| page.matches(':').count());
    SEEN.lock().unwrap().extend(page);
    page.is_some()
}

/// Somebody's inspection is done. Whoever is the last says which pages nobody has seen.
pub fn done(reader: &'static str) {
    let mut done = DONE.lock().unwrap();
    done.insert(reader);
    if READERS.iter().all(|reader| done.contains(reader)) {
        let seen = SEEN.lock().unwrap();
        let unseen: Vec<_> = PAGES.iter().filter(|page| !seen.contains(*page)).collect();
        assert!(unseen.is_empty(), "no inspection has seen {unseen:#?}");
    }
}

fn leads_to(page: &str, path: &str) -> bool {
    let (page, path): (Vec<_>, Vec<_>) = (page.split('/').collect(), path.split('/').collect());
    let fits = |(named, part): (&&str, &&str)| named.starts_with(':') || named == part;
    page.len() == path.len() && page.iter().zip(&path).all(fits)
}

#[test]
fn every_route_that_is_asked_for_is_known_to_the_inspection() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/routes");
    let nouns = fs::read_dir(folder).unwrap();
    let sources = nouns.filter_map(|noun| fs::read_to_string(noun.unwrap().path().join("mod.rs")).ok());
    let mut found = 0;
    for source in sources {
        let asked_for = source
            .split(".at(")
            .skip(1)
            .filter(|route| route.contains("get("));
        for route in asked_for.filter_map(|route| route.split('"').nth(1)) {
            // The end that is written out: `/student/{form}/:id/edit` and `/:id/edit` alike.
            let end = route.rsplit('}').next().unwrap_or_default();
            let known = PAGES
                .iter()
                .chain(OTHERS)
                .chain(LOCKED)
                .any(|page| page.ends_with(end));
            assert!(known, "{route} is not among the routes");
            found += 1;
        }
    }
    assert!(found > 80, "{found} routes are written out");
}
