//! 同意解约, 拒绝解约, 撤回 and 放弃申请: the steps of the two sides, each said first and done then.

use poem::{Request, Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{Command, Explanation},
    ids::CaseId,
    termination::Ours,
};

use super::{present, side::Side};
use crate::{
    fault::Fault,
    response::{Flash, page},
    submission::Submission,
    view::{confirm::confirm, form::Posted},
};

/// What a side does to a termination without filling in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 同意解约.
    Consent,
    /// 拒绝解约, with the reason.
    Refusal,
    /// 撤回, before the answer or the first verdict.
    Withdrawal,
    /// 放弃申请, of what came back.
    Abandonment,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::Consent, Self::Refusal, Self::Withdrawal, Self::Abandonment];

    /// Its place under the termination.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Consent => "/consent",
            Self::Refusal => "/refusal",
            Self::Withdrawal => "/withdrawal",
            Self::Abandonment => "/abandonment",
        }
    }

    fn of(request: &Request) -> Result<Self, Fault> {
        let path = request.uri().path();
        let found = Self::ALL.into_iter().find(|step| path.ends_with(step.path()));
        found.ok_or(Fault::NotFound)
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Consent => "同意解约",
            Self::Refusal => "拒绝解约",
            Self::Withdrawal => "撤回解约申请",
            Self::Abandonment => "放弃解约申请",
        }
    }

    const fn may(self, ours: &Ours) -> bool {
        match self {
            Self::Consent | Self::Refusal => ours.may_answer,
            Self::Withdrawal => ours.may_withdraw,
            Self::Abandonment => ours.may_abandon,
        }
    }

    const fn flash(self) -> Flash {
        match self {
            Self::Consent => Flash::TerminationAgreed,
            Self::Refusal => Flash::TerminationRefused,
            Self::Withdrawal => Flash::TerminationWithdrawn,
            Self::Abandonment => Flash::TerminationAbandoned,
        }
    }

    /// The command; what was typed, where it is not in order.
    fn command(self, form: &Submission) -> Result<Command, Posted> {
        Ok(match self {
            Self::Consent => Command::Agree,
            Self::Refusal => Command::Refuse(explained(form)?),
            Self::Withdrawal => Command::Withdraw,
            Self::Abandonment => Command::Abandon,
        })
    }
}

/// `GET /{side}/terminations/{id}/{step}`: says what follows.
#[handler]
pub async fn ask(side: Side, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let step = Step::of(request)?;
    let ours = side.found(&mut *side.visitor.conn().await?, CaseId(id)).await?;
    Ok(drawn(&side, step, &ours, StatusCode::OK, Posted::new()))
}

/// `POST` to the same.
#[handler]
pub async fn take(
    side: Side,
    request: &Request,
    Path(id): Path<i64>,
    form: Submission,
) -> Result<Response, Fault> {
    let (step, case) = (Step::of(request)?, CaseId(id));
    let mut conn = side.visitor.conn().await?;
    match step.command(&form) {
        Ok(command) => {
            side.act(&mut conn, case, form.version(), &command, step.flash())
                .await
        }
        Err(posted) => {
            let ours = side.found(&mut conn, case).await?;
            Ok(drawn(
                &side,
                step,
                &ours,
                StatusCode::UNPROCESSABLE_ENTITY,
                posted,
            ))
        }
    }
}

/// What was written to explain an act; as it came, where it is not in order.
pub fn explained(form: &Submission) -> Result<Explanation, Posted> {
    let words = form.get("words");
    Explanation::new(words).map_err(|error| {
        Posted::new()
            .with("words", words)
            .refuse("words", error.to_string())
    })
}

/// The page; where the step is not to be taken now, the one that says why.
fn drawn(side: &Side, step: Step, ours: &Ours, status: StatusCode, posted: Posted) -> Response {
    if !step.may(ours) {
        return side.not_now(ours);
    }
    let shown = present::step(side, ours, step, posted);
    page(&side.visitor, status, step.title(), confirm(&shown))
}
