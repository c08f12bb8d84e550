//! 移除 a user of one's company.

use poem::{Response, handler, web::Path};
use wq_core::{
    company::users::{Removal, remove_user, users},
    ids::AccountId,
};

use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /company/users/{id}/removal`
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let found = users(&mut *visitor.conn().await?, account)
        .await?
        .unwrap_or_default();
    let user = found.iter().find(|user| user.id.0 == id).ok_or(Fault::NotFound)?;
    let page = Confirm {
        title: format!("移除用户 {}？", user.login),
        consequences: vec![
            "该用户立即退出登录，不能再为本单位办理业务。".into(),
            "已办理的业务不受影响，以后可以重新邀请。".into(),
        ],
        action: format!("/company/users/{id}/removal"),
        csrf: visitor.csrf.clone(),
        button: "移除".into(),
        grave: true,
        back: Link::new("返回", "/company/users"),
        ..Confirm::default()
    };
    Ok(ok(visitor, "移除用户", confirm(&page)))
}

/// `POST /company/users/{id}/removal`
#[handler]
pub async fn remove(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    match remove_user(&mut *visitor.conn().await?, account, AccountId(id)).await? {
        Removal::Done => {
            visitor.say(Flash::UserRemoved);
            Ok(to("/company/users"))
        }
        Removal::NotThere => Err(Fault::NotFound),
        Removal::Last => Err(Fault::Forbidden(Some(
            "单位至少保留一名用户，请先邀请其他用户加入。".into(),
        ))),
    }
}
