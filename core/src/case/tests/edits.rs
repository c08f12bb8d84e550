//! Rule 7: edits after approval.

use super::super::{Channel, EditableField, online};
use super::*;

const EDITED: [Kind; 3] = [Kind::Online, Kind::Offline, Kind::Paper];

#[test]
fn r_6_1_a_company_edits_its_invitation_while_nobody_has_answered_and_the_student_is_told() {
    let edited = granted(Kind::Online, "invited", Command::EditInvitation, company());
    assert_eq!(edited.to, State::Online(online::State::Invited));
    assert!(tells(&edited, Audience::Student, Notice::InvitationEdited));
    assert!(edited.effects.contains(&Effect::ScheduleExpiry));
    assert!(!pushes(&edited));
    for state in online::State::ALL {
        if state != online::State::Invited {
            let state = State::Online(state);
            let refused = decide(state, &Question::EditInvitation, &company());
            assert_eq!(refused, Err(Refusal::StateMoved(state)));
        }
    }
}

#[test]
fn r_6_1_nobody_else_edits_an_invitation_and_nobody_once_its_time_is_up() {
    for facts in [student(), department(), school(), platform()] {
        let refusal = refused(Kind::Online, "invited", Command::EditInvitation, facts);
        assert!(matches!(refusal, Refusal::NotAllowed), "{refusal:?}");
    }
    let late = Facts {
        due_passed: true,
        ..company()
    };
    assert_eq!(
        refused(Kind::Online, "invited", Command::EditInvitation, late),
        Refusal::DuePassed
    );
}

#[test]
fn r_6_1_that_the_student_has_signed_elsewhere_does_not_show_when_a_company_edits_or_invites() {
    let taken = Facts {
        place_free: false,
        ..company()
    };
    granted(Kind::Online, "invited", Command::EditInvitation, taken);
    granted(Kind::Online, "draft", Command::Invite, taken);
}

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
