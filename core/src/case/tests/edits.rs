//! Rule 7: edits after approval.

use super::super::{Channel, EditableField};
use super::*;

const EDITED: [Kind; 3] = [Kind::Online, Kind::Offline, Kind::Paper];

#[test]
fn r_7_1_online_agreements_let_the_job_category_be_edited_and_nothing_else() {
    let edit = |fields: &[EditableField]| Command::EditAfterApproval(fields.to_vec());
    assert_eq!(
        leads(
            Kind::Online,
            "signed",
            edit(&[EditableField::JobCategory]),
            school()
        ),
        "signed"
    );
    for field in [EditableField::CompanyNature, EditableField::CompanyIndustry] {
        let both = edit(&[EditableField::JobCategory, field]);
        assert_eq!(
            refused(Kind::Online, "signed", both, school()),
            Refusal::FieldIsFinal
        );
    }
}

#[test]
fn r_7_1_offline_and_paper_agreements_let_nature_industry_and_job_category_be_edited() {
    let all = vec![
        EditableField::CompanyNature,
        EditableField::CompanyIndustry,
        EditableField::JobCategory,
    ];
    for kind in [Kind::Offline, Kind::Paper] {
        assert_eq!(
            leads(kind, "signed", Command::EditAfterApproval(all.clone()), school()),
            "signed"
        );
    }
}

#[test]
fn r_7_1_an_edit_of_nothing_is_refused() {
    for kind in EDITED {
        let nothing = Command::EditAfterApproval(Vec::new());
        assert_eq!(refused(kind, "signed", nothing, school()), Refusal::NothingEdited);
    }
}

#[test]
fn r_7_1_a_department_never_edits_what_is_approved() {
    for kind in EDITED {
        let edit = Command::EditAfterApproval(vec![EditableField::JobCategory]);
        assert_eq!(
            refused(kind, "signed", edit, department()),
            Refusal::SchoolOfficersOnly
        );
    }
}

#[test]
fn r_7_2_an_edit_is_pushed_and_tells_the_student_by_wechat_and_sms() {
    for kind in EDITED {
        let edited = granted(
            kind,
            "signed",
            Command::EditAfterApproval(vec![EditableField::JobCategory]),
            school(),
        );
        assert!(pushes(&edited) && tells(&edited, Audience::Student, Notice::EditedAfterApproval));
    }
    assert_eq!(
        Notice::EditedAfterApproval.channels(Audience::Student),
        [Channel::WeChat, Channel::Sms]
    );
}
