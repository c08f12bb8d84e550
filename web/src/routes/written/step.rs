//! 撤回 and 放弃申请: a step back, said first and done then.

use poem::{Request, Response, handler, web::Path};
use wq_core::{
    agreement::written::{Form, OwnAgreement},
    case::{ActError, By, Command, State, act, offline},
    ids::CaseId,
};

use super::{
    present::href,
    show::{form_of, found},
};
use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    routes::reading,
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        list::Link,
    },
    visitor::Visitor,
};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Withdrawal,
    Abandonment,
}

impl Step {
    fn of(request: &Request) -> Self {
        if request.uri().path().ends_with("/withdrawal") {
            Self::Withdrawal
        } else {
            Self::Abandonment
        }
    }

    fn may(self, own: &OwnAgreement) -> bool {
        match self {
            Self::Withdrawal => own.may_withdraw(),
            Self::Abandonment => own.may_abandon(),
        }
    }

    const fn command(self) -> Command {
        match self {
            Self::Withdrawal => Command::Withdraw,
            Self::Abandonment => Command::Abandon,
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Withdrawal => "withdrawal",
            Self::Abandonment => "abandonment",
        }
    }
}

/// `GET /student/{form}/{id}/withdrawal` and `…/abandonment`: says what follows.
#[handler]
pub async fn ask(visitor: &Visitor, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let (form, step) = (form_of(request)?, Step::of(request));
    let own = found(&mut *visitor.conn().await?, account, form, CaseId(id)).await?;
    if !step.may(&own) {
        return Ok(too_late(visitor, &own));
    }
    let page = asked(step, &own, visitor.csrf.clone());
    Ok(ok(visitor, &page.title, confirm(&page)))
}

/// `POST` to the same.
#[handler]
pub async fn take(
    visitor: &Visitor,
    request: &Request,
    Path(id): Path<i64>,
    typed: Submission,
) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let (form, step, case) = (form_of(request)?, Step::of(request), CaseId(id));
    let mut conn = visitor.conn().await?;
    found(&mut conn, account, form, case).await?;
    let by = By::Account(account);
    match act(&mut conn, by, case, typed.version(), &step.command()).await {
        Ok(_) => {
            visitor.say(match step {
                Step::Withdrawal => Flash::TakenBack,
                Step::Abandonment => Flash::Abandoned,
            });
            Ok(to(&href(form, case)))
        }
        Err(ActError::Moved) => Ok(too_late(visitor, &found(&mut conn, account, form, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &href(form, case))),
        Err(error) => Err(error.into()),
    }
}

/// 409: it is in another state than the reader's page showed.
pub fn too_late(visitor: &Visitor, own: &OwnAgreement) -> Response {
    let case = &own.agreement.case;
    let now = case.state.label(own.office.form, None);
    reading::moved_on(visitor, "申请", now, &href(own.form, case.id))
}

fn asked(step: Step, own: &OwnAgreement, csrf: String) -> Confirm {
    let case = &own.agreement.case;
    let company = &own.agreement.terms.company_name;
    let (title, consequences, button) = match step {
        Step::Withdrawal => (
            format!("撤回提交的{}？", what(own)),
            vec![
                "撤回后审核人不再看到这份申请，您可以修改后重新提交。".to_owned(),
                "学院或学校一旦给出审核结果，就不能再撤回。".to_owned(),
            ],
            "撤回",
        ),
        Step::Abandonment => (
            format!("放弃与{company}的申请？"),
            vec![
                "放弃后这份申请就此结束，不能恢复。".to_owned(),
                "您可以与其他单位签约，或登记其他毕业去向。".to_owned(),
            ],
            "放弃申请",
        ),
    };
    Confirm {
        title,
        consequences,
        action: format!("{}/{}", href(own.form, case.id), step.path()),
        csrf,
        version: Some(case.version.into()),
        button: button.into(),
        grave: step == Step::Abandonment,
        back: Link::new("返回", href(own.form, case.id)),
        ..Confirm::default()
    }
}

/// What lies before the reviewers.
fn what(own: &OwnAgreement) -> &'static str {
    match (own.form, own.agreement.case.state) {
        (Form::Offline, State::Offline(offline::State::SigningReview(_))) => "盖章协议书",
        (Form::Offline, _) => "就业协议",
        (Form::Paper, _) => "登记信息",
    }
}
