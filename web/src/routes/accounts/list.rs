//! The officers of a school.

use poem::{Response, handler};
use wq_core::{
    access::{LevelScope, Officer, RoleName, staff},
    settings::current_cohort,
};

use crate::{fault::Fault, response::ok, view::staff as view, visitor::Visitor};

/// `GET /accounts`: for school officers.
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let mut conn = visitor.conn().await?;
    let cohort = current_cohort(&mut conn).await?.unwrap_or_default();
    let found = staff(&conn, account, cohort).await?.ok_or(Fault::NotFound)?;
    let unmatched = found.unmatched;
    let officers = found
        .officers
        .into_iter()
        .map(|officer| shown(officer, &unmatched));
    let page = view::Staff {
        employment_system: visitor.app.settings.employment_url.clone(),
        officers: officers.collect(),
        unmatched: unmatched.clone(),
    };
    Ok(ok(visitor, "账号管理", view::staff(&page)))
}

fn shown(officer: Officer, unmatched: &[String]) -> view::Officer {
    let role = match officer.role {
        RoleName::Department => "院系用户",
        RoleName::School
        | RoleName::Province
        | RoleName::Student
        | RoleName::Company
        | RoleName::Operator => "学校用户",
    };
    let levels = match officer.level {
        Some(LevelScope::Undergraduate) => "本专科",
        Some(LevelScope::Graduate) => "研究生",
        Some(LevelScope::All) | None => "全部层次",
    };
    view::Officer {
        login: officer.login,
        name: officer.name,
        role: role.into(),
        unmatched: officer
            .department
            .as_ref()
            .is_some_and(|department| unmatched.contains(department)),
        reach: officer.department.unwrap_or_else(|| levels.into()),
    }
}
