//! A run, from the empty folder to the last line of the table.

use std::{future::pending, path::PathBuf};

use anyhow::ensure;
use tokio::net::TcpListener;
use wq_core::{access::Role, case::Module, db};
use wq_sandbox::{
    demo,
    outside::{Keys, Outside},
};

use crate::{
    client::Browser,
    crawl::{Pages, pages},
    documents, exports,
    figures::{self, Figure},
    ground::{Ground, School, SignedIn},
    invitations, jobs,
    load::{self, Reader},
    machine::{self, Cpu},
    process::Process,
    streams, uploads,
    verdicts::{Approved, Desk},
    waiting::waiting,
};

/// The lists of students, which no module of review has.
const STUDENTS: [&str; 3] = ["/roster", "/dormant", "/voided"];
/// What only officers of a school have.
const OF_SCHOOLS: [&str; 1] = ["/warnings"];
/// The lists of a company.
const OF_COMPANIES: [&str; 3] = [
    "/company/invitations",
    "/company/agreements",
    "/company/terminations",
];

/// What is measured, and on what.
#[derive(Debug, clap::Args)]
pub struct Plan {
    #[command(flatten)]
    school: School,

    /// Readers at once
    #[arg(long, default_value_t = 16)]
    readers: usize,

    /// Requests of each kind that is read
    #[arg(long, default_value_t = 10_000)]
    requests: usize,

    /// Approvals one at a time, and as many with all readers at once
    #[arg(long, default_value_t = 200)]
    approvals: usize,

    /// Jobs that do nothing
    #[arg(long, default_value_t = 20_000)]
    jobs: usize,

    /// Database connections of the web process
    #[arg(long, default_value_t = 16)]
    connections: u32,

    /// Where the database is kept between runs
    #[arg(long, default_value = "target/bench")]
    folder: PathBuf,

    /// Load the school again
    #[arg(long)]
    fresh: bool,

    /// Streams of live counts that stand open
    #[arg(long, default_value_t = 2_000)]
    streams: usize,

    /// Only what is read
    #[arg(long)]
    reads_only: bool,

    /// Only the streams
    #[arg(long)]
    streams_only: bool,

    /// Only the export
    #[arg(long)]
    exports_only: bool,

    /// Only what others feel of an upload
    #[arg(long)]
    uploads_only: bool,
}

/// Measures everything, and prints it.
pub async fn run(plan: &Plan) -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        println!("This is a debug build: the figures say nothing.");
    }
    let ground = Ground::prepare(&plan.folder, &plan.school, plan.fresh).await?;
    println!("{}", machine::describe());
    println!("{}", ground.describe().await?);
    println!(
        "{}; {} readers, {} connections",
        plan.school, plan.readers, plan.connections
    );
    let measured = measure(plan, &ground).await;
    ground.close().await?;
    measured
}

async fn measure(plan: &Plan, ground: &Ground) -> anyhow::Result<()> {
    let officers = ground.officers().await?;
    let outside = Outside::new(Keys::default());
    let worker = work_for(&outside, &ground.url).await?;
    let web = Process::start(&["serve", &ground.url, &plan.connections.to_string()])?;
    let bench = Bench {
        plan,
        ground,
        officers: &officers,
        web: &web,
        outside: &outside,
    };
    if plan.exports_only {
        figures::head();
        return exports::measure(ground, &web, &officers).await;
    }
    if plan.uploads_only {
        figures::head();
        return bench.uploads().await;
    }
    streams::measure(&web, &officers, plan.streams).await?;
    if plan.streams_only {
        return Ok(());
    }
    figures::head();
    bench.reads().await?;
    if !plan.reads_only {
        bench.approvals().await?;
        bench.uploads().await?;
        exports::measure(ground, &web, &officers).await?;
        drop((web, worker));
        figures::line(&invitations::from_a_file(&ground.url, ground.cohort().await?).await?);
        figures::line(&documents::one_at_a_time()?);
        figures::line(&jobs::latency(&ground.url, 500).await?);
        for places in [8, 100] {
            figures::line(&jobs::throughput(&ground.url, plan.jobs, places).await?);
        }
    }
    Ok(())
}

struct Bench<'a> {
    plan: &'a Plan,
    ground: &'a Ground,
    officers: &'a [SignedIn],
    web: &'a Process,
    outside: &'a Outside,
}

/// Opens the outside systems, and starts a worker that speaks to them.
async fn work_for(outside: &Outside, url: &str) -> anyhow::Result<Process> {
    let (http, smtp) = (
        TcpListener::bind("127.0.0.1:0").await?,
        TcpListener::bind("127.0.0.1:0").await?,
    );
    let (http_at, smtp_at) = (http.local_addr()?.to_string(), smtp.local_addr()?.to_string());
    demo::enrol(outside, &db::connect(url, 1).await?).await?;
    tokio::spawn(outside.clone().serve(http, smtp, pending()));
    Process::start(&["work", url, &http_at, &smtp_at])
}

impl Bench<'_> {
    /// What is read: each kind of page by itself, and all of them mixed.
    async fn reads(&self) -> anyhow::Result<()> {
        self.figure("GET /healthz, the floor", |_| vec!["/healthz".into()])
            .await?;
        self.figure("GET /, the home page", |_| vec!["/".into()]).await?;
        self.figure("GET /signing, as it opens", |_| vec!["/signing".into()])
            .await?;
        let signing = self.module(Module::Signing).await?;
        self.figure("all of these, mixed", |reader| mixed(of(&signing, reader)))
            .await?;
        for module in [Module::Paper, Module::Destinations, Module::Terminations] {
            self.module(module).await?;
        }
        let companies = self.ground.companies().await?;
        let of_school = |officer: &&SignedIn| matches!(officer.account.role, Role::School { .. });
        let schools: Vec<SignedIn> = self.officers.iter().filter(of_school).cloned().collect();
        for (people, lists) in [
            (self.officers, &STUDENTS[..]),
            (&schools, &OF_SCHOOLS),
            (&companies, &OF_COMPANIES),
        ] {
            for list in lists {
                self.figure_of(people, &format!("GET {list}"), |_| vec![(*list).to_owned()])
                    .await?;
            }
        }
        Ok(())
    }

    /// A module: its lists, and its review pages before anybody has opened them and after. What every officer finds in it.
    async fn module(&self, module: Module) -> anyhow::Result<Vec<Pages>> {
        let of_officers = self.crawled(module).await?;
        let name = module.as_str();
        self.figure(&format!("GET /{name}?…, all filters and next pages"), |reader| {
            of(&of_officers, reader).lists.clone()
        })
        .await?;
        self.first_openings(&of_officers, &format!("GET /{name}/{{id}}, opened first"))
            .await?;
        jobs::settled(&self.ground.url).await?;
        self.figure(&format!("GET /{name}/{{id}}, review pages"), |reader| {
            of(&of_officers, reader).cases.clone()
        })
        .await?;
        Ok(of_officers)
    }

    /// What every officer finds in a module.
    async fn crawled(&self, module: Module) -> anyhow::Result<Vec<Pages>> {
        let mut of_officers = Vec::new();
        for officer in self.officers {
            let mut browser = Browser::open(self.web.address, Some(&officer.token)).await?;
            of_officers.push(pages(&mut browser, module).await?);
        }
        Ok(of_officers)
    }

    /// What readers of the signing list feel while a student uploads: one reader alone, and all of them.
    async fn uploads(&self) -> anyhow::Result<()> {
        let student = self.ground.student().await?;
        for readers in [1, self.plan.readers] {
            let mut readers = self
                .readers(self.officers, readers, |_| vec!["/signing".into()])
                .await?;
            uploads::measure(self.web, &student, &mut readers).await?;
        }
        Ok(())
    }

    /// Review pages that nobody has opened yet: each asks the employment system for its student, and what it answers is kept.
    async fn first_openings(&self, of_officers: &[Pages], what: &str) -> anyhow::Result<()> {
        let shared = self.plan.readers.div_ceil(self.officers.len()).max(1);
        let mut readers = self
            .readers(self.officers, self.plan.readers, |reader| {
                let cases = &of(of_officers, reader).cases;
                let share = cases.len().div_ceil(shared).max(1);
                let mine = cases.chunks(share).nth(reader / self.officers.len());
                mine.unwrap_or(cases).to_vec()
            })
            .await?;
        let pages = readers.iter().map(|reader| reader.addresses.len()).sum();
        self.line(what, &mut readers, pages).await
    }

    /// One line of the table: the addresses of each reader, who is one of the officers.
    async fn figure(&self, what: &str, addresses: impl Fn(usize) -> Vec<String>) -> anyhow::Result<()> {
        self.figure_of(self.officers, what, addresses).await
    }

    /// The same for readers who are other people. They read a while before they are measured.
    async fn figure_of(
        &self,
        people: &[SignedIn],
        what: &str,
        addresses: impl Fn(usize) -> Vec<String>,
    ) -> anyhow::Result<()> {
        let mut readers = self.readers(people, self.plan.readers, addresses).await?;
        load::read(&mut readers, self.plan.requests / 5).await?;
        self.line(what, &mut readers, self.plan.requests).await
    }

    /// The readers, each the browser of one of the people, with its addresses.
    async fn readers(
        &self,
        people: &[SignedIn],
        readers: usize,
        addresses: impl Fn(usize) -> Vec<String>,
    ) -> anyhow::Result<Vec<Reader>> {
        let mut opened = Vec::new();
        for number in 0..readers {
            let reader = &people[number % people.len()];
            let browser = Browser::open(self.web.address, Some(&reader.token)).await?;
            let addresses = addresses(number);
            ensure!(!addresses.is_empty(), "{} has nothing to read", reader.login);
            opened.push(Reader { browser, addresses });
        }
        Ok(opened)
    }

    async fn line(&self, what: &str, readers: &mut [Reader], requests: usize) -> anyhow::Result<()> {
        let before = self.cpu();
        let seen = load::read(readers, requests).await?;
        let cpu = self.cpu().zip(before).map(|(now, before)| now.since(before));
        figures::line(&Figure {
            cpu,
            ..seen.figure(what)
        });
        Ok(())
    }

    fn cpu(&self) -> Option<Cpu> {
        Cpu::now(self.web.id(), self.ground.postmaster())
    }

    /// Verdicts, with the worker and the sandbox beside them, and the news of each in the student's WeChat.
    async fn approvals(&self) -> anyhow::Result<()> {
        let url = self.ground.url.as_str();
        let cohort = self.ground.cohort().await?;
        let cases = waiting(url, self.officers, cohort).await?;
        println!("  {} cases wait for a verdict", cases.len());
        let desk = Desk {
            officers: self.officers,
            web: self.web.address,
            url,
            wechat: &self.outside.wechat,
        };
        let mut cases = cases.as_slice();
        for (at_once, words) in [
            (1, "one at a time".to_owned()),
            (self.plan.readers, format!("{} at once", self.plan.readers)),
        ] {
            let (warm_up, rest) = cases.split_at(cases.len().min(self.plan.approvals / 10));
            let (measured, rest) = rest.split_at(rest.len().min(self.plan.approvals));
            cases = rest;
            desk.approve(warm_up, at_once).await?;
            let before = self.cpu();
            let Approved { times, news, within } = desk.approve(measured, at_once).await?;
            let cpu = self.cpu().zip(before).map(|(now, before)| now.since(before));
            figures::line(&Figure {
                what: format!("POST …/approval, {words}"),
                times,
                within,
                cpu,
            });
            figures::line(&Figure {
                what: format!("approval sent to WeChat, {words}"),
                times: news,
                within,
                cpu: None,
            });
        }
        Ok(())
    }
}

fn of(pages: &[Pages], officer: usize) -> &Pages {
    &pages[officer % pages.len()]
}

/// Two cases to every list, and the home page now and then.
fn mixed(pages: &Pages) -> Vec<String> {
    let lists = pages.lists.iter().cycle();
    let mut mixed = vec!["/".to_owned()];
    for (pair, list) in pages.cases.chunks(2).zip(lists) {
        mixed.extend(pair.iter().cloned());
        mixed.push(list.clone());
    }
    mixed
}
