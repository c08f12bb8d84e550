//! The review page of every case that the demonstration shows.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    access::{Account, LevelScope, Role},
    case::{
        Module,
        queue::{Group, Wanted},
    },
    db::schema::cases,
    ids::{AccountId, CaseId, SchoolId},
    review::{Matter, open},
    settings::office,
};

use crate::database::{connect, loaded};

#[tokio::test]
async fn every_case_of_the_current_cohort_opens_for_its_school() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    for school in [SchoolId(1), SchoolId(2)] {
        let office = office(&conn, school)
            .await
            .expect("an answer")
            .expect("an office");
        let officer = Account {
            id: AccountId(1),
            name: "王老师".into(),
            role: Role::School {
                school,
                level: LevelScope::All,
            },
        };
        let found: Vec<(CaseId, Module)> = cases::table
            .filter(cases::school_id.eq(school))
            .filter(cases::cohort.eq(2027))
            .filter(cases::state.ne("draft"))
            .select((cases::id, cases::module))
            .load(&mut conn)
            .await
            .expect("cases");
        assert!(found.len() > 20, "{} cases", found.len());
        for (case, module) in found {
            let wanted = Wanted::of(module, Group::All);
            let reviewed = open(&mut conn, &officer, &office, &wanted, case)
                .await
                .unwrap_or_else(|error| panic!("{case}: {error}"))
                .unwrap_or_else(|| panic!("{case} of {module:?} does not open"));
            let has = match reviewed.matter {
                Matter::Agreement(_) => [Module::Signing, Module::Paper].contains(&module),
                Matter::Destination(_) => module == Module::Destinations,
                Matter::Termination(_) => module == Module::Terminations,
            };
            assert!(has, "{case}");
        }
    }
}
