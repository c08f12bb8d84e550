//! 发起签约邀请.

use poem::{Response, handler, http::StatusCode, web::Query};
use serde::Deserialize;
use wq_core::{
    access::Account,
    agreement::{
        Invitation, InviteError, Terms,
        draft::{self, FormKey, Origin},
    },
    case::{ActError, Actor, RefusalClass},
    company::{self, Company},
    db::Conn,
    ids::DraftId,
    settings,
};

use super::{
    drafts,
    present::{self, NEW},
};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{form::Posted, invitation as view},
    visitor::Visitor,
};

/// Who invites, and students of which cohort.
pub struct Inviter {
    pub company: Company,
    pub cohort: i32,
}

impl Inviter {
    pub async fn of(conn: &mut Conn, account: &Account) -> Result<Self, Fault> {
        let company = company::company(conn, account).await?.ok_or(Fault::NotFound)?;
        let cohort = settings::current_cohort(conn)
            .await?
            .ok_or_else(|| Fault::Forbidden(Some("平台尚未设置应届届次，暂时不能发起邀请。".into())))?;
        Ok(Self { company, cohort })
    }

    pub fn form(&self, visitor: &Visitor, status: StatusCode, posted: Posted, origin: &Origin) -> Response {
        let purpose = present::writing(origin);
        let form = present::form(&self.company, self.cohort, visitor.csrf.clone(), posted, purpose);
        page(visitor, status, "发起签约邀请", view::form(&form))
    }
}

/// What the address names.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    form: String,
}

/// `GET /company/invitations/new`: leads to a form with a key of its own. Who saved that and goes back to it is led to the draft that it
/// made: nothing that was typed is lost, and nothing is written twice.
#[handler]
pub async fn blank(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let Some(key) = FormKey::parse(&asked.form) else {
        return Ok(to(&format!("{NEW}?form={}", FormKey::draw().as_str())));
    };
    let mut conn = visitor.conn().await?;
    if let Some(draft) = draft::made_by(&mut conn, account, &key).await? {
        return Ok(to(&drafts::href(draft)));
    }
    let inviter = Inviter::of(&mut conn, account).await?;
    let origin = Origin::Blank(key);
    Ok(inviter.form(visitor, StatusCode::OK, Posted::new(), &origin))
}

/// What a form says that it is written on.
pub fn origin(form: &Submission) -> Origin {
    match form.get("draft").parse() {
        Ok(id) => Origin::Draft(DraftId(id), form.version()),
        Err(_) => Origin::Blank(FormKey::parse(form.get("key")).unwrap_or_else(FormKey::draw)),
    }
}

/// `POST /company/invitations`. A draft that it was written on goes with it. Sent twice, the form leads to the one invitation that it made.
#[handler]
pub async fn send(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let mut conn = visitor.conn().await?;
    let inviter = Inviter::of(&mut conn, account).await?;
    let origin = origin(&form);
    let again = |posted| Ok(inviter.form(visitor, StatusCode::UNPROCESSABLE_ENTITY, posted, &origin));
    let terms = Terms::read(&form.0, &inviter.company, inviter.cohort);
    let invitation = match Invitation::read(&form.0, terms) {
        Ok(invitation) => invitation,
        Err(wrong) => return again(Posted::of(&form.0).refuse_each(wrong)),
    };
    // Only a form in order looks a student up.
    visitor.app.limiters.look_up(account.id)?;
    match draft::send(&mut conn, account, &origin, invitation).await {
        Ok(acted) => {
            visitor.say(Flash::Invited);
            Ok(to(&present::href(acted.case)))
        }
        Err(InviteError::InvitedAlready { case, same: true }) => {
            visitor.say(Flash::InvitedAlready);
            Ok(to(&present::href(case)))
        }
        Err(error) => again(refused(Posted::of(&form.0), error)?),
    }
}

/// What stood against the invitation, told on the form. Which of name and number is wrong is not said.
fn refused(posted: Posted, error: InviteError) -> Result<Posted, Fault> {
    const NO_MATCH: &str = "姓名与身份证号不匹配，请核对后重新填写";
    match error {
        InviteError::NoMatch => Ok(posted
            .refuse("student_name", NO_MATCH)
            .refuse("id_number", NO_MATCH)
            .refuse_all("没有找到姓名与身份证号相符的毕业生，请向毕业生本人核对。")),
        InviteError::InvitedAlready { .. } => Ok(posted.refuse_all(
            "您发给这名毕业生的上一份邀请还在等待答复。如需修改内容，请在“签约邀请”中打开那一份修改，或撤回后重新发起。",
        )),
        InviteError::Act(ActError::Refused(refusal)) if refusal.class() == RefusalClass::Rule => {
            Ok(posted.refuse_all(refusal.message(Actor::Company)))
        }
        InviteError::Act(error) => Err(error.into()),
    }
}
