//! Which verdicts an account may give on a case now: the same facts and the same rules as the act itself.

use super::{
    Actor, EditableField, Question, Refusal, RefusalClass, State, Step,
    act::{ActError, By},
    circumstances::Circumstances,
    decide,
    questions::{explanation, reason},
    spine::CaseRow,
};
use crate::{access::Account, db::Conn, roster::Student};

/// To a department officer, of what their department has passed on.
const AWAITS_SCHOOL: &str = "学院已审核通过，该事项正等待学校审核，现在没有需要您处理的事项。";

/// What an account may do to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdicts {
    /// 通过, or why not.
    pub approve: Result<(), Refusal>,
    /// 退回修改, or why not.
    pub send_back: Result<(), Refusal>,
    /// 审核不通过, or why not.
    pub reject: Result<(), Refusal>,
    /// Editing it after its approval, or why not.
    pub amend: Result<(), Refusal>,
    /// 修改去向 while it is in review, or why not.
    pub correct: Result<(), Refusal>,
    /// 强制解约, or why not.
    pub force: Result<(), Refusal>,
    /// 学生单方面解约, or why not.
    pub one_sided: Result<(), Refusal>,
}

impl Verdicts {
    /// Is there any verdict to give?
    pub fn any(&self) -> bool {
        self.approve.is_ok() || self.send_back.is_ok() || self.reject.is_ok()
    }

    /// Why there is no verdict to give on a case that waits for one, in a sentence for its reader; none where there is a verdict to
    /// give, or the case waits for none.
    pub fn none_because(&self, state: State, reader: Actor) -> Option<String> {
        let step = state.in_review()?;
        let refusal = self.approve.err().filter(|_| !self.any())?;
        Some(match (step, refusal.class()) {
            // Who acted late is told that the state moved on; who only reads, where it stands.
            (Step::School, RefusalClass::Conflict) => AWAITS_SCHOOL.to_owned(),
            (Step::School | Step::Department, _) => refusal.message(reader),
        })
    }
}

/// Judges the verdicts on a case that the account has been shown, and of its student. Locks nothing: an act asks again.
pub(crate) async fn verdicts(
    conn: &Conn,
    by: &Account,
    case: &CaseRow,
    student: &Student,
) -> Result<Verdicts, ActError> {
    let actor = By::Account(by).actor()?;
    let facts = Circumstances::of(conn, &case.place(), student.into())
        .await?
        .facts(actor);
    let judged = |command: Question| decide(case.state, &command, &facts).map(drop);
    Ok(Verdicts {
        approve: judged(Question::Approve),
        send_back: judged(Question::Return(reason())),
        reject: judged(Question::Reject(reason())),
        amend: judged(Question::EditAfterApproval(vec![EditableField::JobCategory])),
        correct: judged(Question::EditInReview),
        force: judged(Question::Force(explanation())),
        one_sided: judged(Question::ApproveOneSided(explanation())),
    })
}
