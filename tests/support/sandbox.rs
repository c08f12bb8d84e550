//! The outside systems, played, and a worker that speaks to them.

use std::{net::SocketAddr, path::Path};

use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use wq_core::{db, one_time::Key};
use wq_sandbox::{
    clients,
    outside::{Keys, Outside, register::Enterprise},
};
use wq_worker::outside::Settings;

use crate::{
    browserless::KEY,
    people::{Company, Student},
    world::World,
};

/// Where the pages would be.
pub const PUBLIC_URL: &str = "https://wq.example.edu.cn";

/// Connections of a worker, as many as its binary opens.
const CONNECTIONS: u32 = 16;

/// The outside systems of one test.
pub struct Sandbox {
    /// The systems.
    pub systems: Outside,
    /// What a process needs to speak to them.
    pub settings: Settings,
    /// Where they serve HTTP.
    pub http: SocketAddr,
    /// Where they take mail.
    pub smtp: SocketAddr,
}

impl Sandbox {
    /// Starts systems that know nobody. They end with the test.
    pub async fn start() -> Self {
        let http = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let smtp = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = |listener: &TcpListener| listener.local_addr().expect("an address");
        let (at, mail_at) = (address(&http), address(&smtp));
        let systems = Outside::new(Keys::default());
        tokio::spawn(systems.clone().serve(http, smtp, std::future::pending()));
        Self {
            systems,
            settings: clients::settings(&Keys::default(), at, mail_at),
            http: at,
            smtp: mail_at,
        }
    }

    /// Puts a student on the employment system's roster, as a follower of the official account.
    pub fn know(&self, student: &Student) {
        let of_roster = serde_json::from_value(json!({
            "student_ref": student.reference, "student_number": format!("2023{}", &student.reference[8..]), "name": student.name,
            "id_number": student.id_number.reveal(), "gender": "1", "ethnicity": "01", "political_status": "13",
            "birth_date": "2005-01-01", "school_code": "10284", "school_name": "江南大学堂",
            "department": "计算机学院", "class_name": null, "major_code": "080901",
            "major_name": "计算机科学与技术", "major_direction": null, "education_level": "31",
            "education_level_name": "本科", "study_years": "4", "study_form": "全日制", "training_mode": "1",
            "entrusting_unit": null, "enrolled_on": "2023-09-01", "graduates_on": "2027-06-30",
            "origin_region": "320102", "urban_rural": "城镇", "normal_student": "2", "hardship": "0",
            "mobile": student.mobile, "email": student.email, "prior_archive_unit": null,
            "prior_police_station": null, "archive_at_school": true, "household_at_school": false,
        }));
        let of_roster = of_roster.expect("a line of a roster");
        self.systems.employment.enrol([of_roster]).expect("enrolled");
        self.systems.wechat.follow(&student.openid).expect("a follower");
    }

    /// Enters a company in the register.
    pub fn register(&self, company: &Company, status: &str) {
        let entry = Enterprise {
            credit_code: company.credit_code.clone(),
            name: company.name.clone(),
            status_text: status.into(),
            legal_representative: "周法人".into(),
            address: "南京市玄武区".into(),
            term_from: None,
            term_to: None,
            abnormal: false,
            seriously_illegal: false,
        };
        self.systems.register.put(entry).expect("an entry");
    }

    /// Starts a worker on a world, with connections of its own: its jobs go on from one to the next and would leave none to the test.
    pub fn worker(&self, world: &World) -> Worker {
        let settings = worker_settings(&world.url, world.files.path(), self.settings.clone());
        let url = world.url.clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            let pool = db::connect(&url, CONNECTIONS).await?;
            wq_worker::run(&settings, pool, shutdown).await
        });
        Worker { stop, task }
    }
}

/// The settings of a worker on a database and a folder of files.
pub fn worker_settings(database_url: &str, files: &Path, outside: Settings) -> wq_worker::Settings {
    wq_worker::Settings {
        database_url: database_url.to_owned().into(),
        public_url: PUBLIC_URL.parse().expect("an address"),
        files_folder: files.to_owned(),
        web_key: Key::of(&KEY),
        places: Default::default(),
        outside,
    }
}

/// A worker in this process.
pub struct Worker {
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Worker {
    /// Stops it as a signal would, and waits for its end.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        self.task.await.expect("no panic").expect("a good end");
    }
}
