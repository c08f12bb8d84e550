//! Nothing personal is kept where operators look: jobs, attempts, messages, the trail.

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use wq_sandbox::outside::Behaviour;
use wq_tests::{Sandbox, World};

use crate::jobs::settle;

const TABLES: [&str; 4] = ["jobs", "job_attempts", "messages", "audit_entries"];

#[derive(QueryableByName)]
struct Whole {
    #[diesel(sql_type = Text)]
    whole: String,
}

async fn whole(world: &World, table: &str) -> String {
    let query = format!("SELECT coalesce(jsonb_agg(to_jsonb(t))::text, '') AS whole FROM {table} t");
    let found: Whole = sql_query(query)
        .get_result(&mut *world.conn().await)
        .await
        .unwrap();
    found.whole
}

#[tokio::test]
async fn nothing_personal_is_in_jobs_attempts_messages_or_the_trail_whatever_went_wrong() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.systems.wechat.unfollow(&student.openid).unwrap();
    let systems = &sandbox.systems;
    systems.employment.set_behaviour(Behaviour::Refusing);
    systems.register.set_behaviour(Behaviour::Refusing);
    systems.sms.set_behaviour(Behaviour::Refusing);
    systems.sms.set_refusal("isv.MOBILE_NUMBER_ILLEGAL");
    systems.mail.set_behaviour(Behaviour::Refusing);
    world.sign(&company, &student, &officer).await;
    let worker = sandbox.worker(&world);
    world
        .until("a failure of every system", async |world| {
            world
                .sql("SELECT DISTINCT job_id FROM job_attempts WHERE error IS NOT NULL")
                .await
                >= 5
        })
        .await;
    settle(&world).await;
    worker.stop().await;

    for table in TABLES {
        let whole = whole(&world, table).await;
        assert!(whole.len() > 2, "{table} is empty: nothing was looked at");
        let personal = student
            .personal()
            .into_iter()
            .chain([company.email.as_str(), "周联系", "周法人"]);
        for text in personal {
            assert!(!whole.contains(text), "{table} holds {text}");
        }
    }
}
