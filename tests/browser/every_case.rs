//! Cases in every state, and destinations of every type, as all who may see them do.

use crate::{
    chrome::{Person, Script},
    inspection::Inspection,
    meet,
    platform::{Platform, Sample},
};

#[tokio::test]
async fn the_pages_of_cases_in_every_state() {
    let Some((platform, [officer, party])) = meet(["officer", "party"], Script::On).await else {
        return;
    };
    let mut inspection = Inspection::of("cases");
    platform.sign_in(&officer, "school").await;
    for case in platform.every_state().await {
        let Sample { id, module, kind, .. } = &case;
        platform.sign_in(&party, &case.student).await;
        let noun = match kind.as_str() {
            "online" => "invitations",
            "destination" => "destinations",
            "termination" => "terminations",
            written => written,
        };
        inspection.case(&party, &format!("/student/{noun}/{id}")).await;
        // A draft is its author's alone.
        if case.state == "draft" {
            continue;
        }
        inspection.case(&officer, &format!("/{module}/{id}")).await;
        // A paper agreement and a destination are between the student and the school.
        let noun = match kind.as_str() {
            "online" | "termination" => noun,
            "offline" => "agreements",
            _ => continue,
        };
        if let Some(company) = &case.company {
            platform.sign_in(&party, company).await;
            inspection.case(&party, &format!("/company/{noun}/{id}")).await;
        }
    }
    forms_of_destinations(platform, &party, &mut inspection).await;
    inspection.passes();
    officer.leaves().await;
    party.leaves().await;
}

/// The form of every type that a student can choose.
async fn forms_of_destinations(platform: &Platform, student: &Person, inspection: &mut Inspection) {
    const TYPES: &str =
        "return [...document.querySelectorAll('main .choices label')].map((label) => label.innerText.trim())";
    let graduate = platform.free_student(1).await;
    platform.sign_in(student, &graduate.reference).await;
    student.visit("/student/destinations/new").await;
    let types = student.run(TYPES).await;
    let types = types.as_array().expect("types");
    assert_eq!(types.len(), 20, "all but that of commissioned students");
    for kind in types.iter().filter_map(|kind| kind.as_str()) {
        student.visit("/student/destinations/new").await;
        student.tick(kind).await;
        student.click("下一步").await;
        student.sees("提交审核").await;
        let address = student.path().await;
        inspection.here_if_new(student, &address).await;
    }
}
