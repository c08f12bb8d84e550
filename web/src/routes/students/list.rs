//! `GET /roster`: the students in the officer's reach.

use poem::{Request, Response, handler};
use wq_core::{
    access::{self, Account, LevelScope, Role},
    case::Module,
    codes::{List, name},
    roster::{self, At, Listed, Roster},
    settings::{cohorts, office_of},
};

use super::{
    TITLE,
    asked::{Asked, offers_departments, offers_levels},
};
use crate::{
    fault::Fault,
    response::ok,
    routes::{
        cases::{MODULES, href, level},
        departments::departments,
        wording::badge,
    },
    view::{
        form::{Choice, Field},
        list::{Empty, Filters, Link, Pager},
        roster::{Roster as View, Row, roster as view},
    },
    visitor::Visitor,
};

#[handler]
pub async fn list(visitor: &Visitor, request: &Request) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let school = account.school().ok_or(Fault::NotFound)?;
    let mut conn = visitor.conn().await?;
    let current = visitor.office()?.cohort;
    let query = request.uri().query().unwrap_or_default();
    let asked = Asked::read(account, current, query, &visitor.app.settings.key);
    let found = roster::list(&conn, &account.scope(), &asked.wanted, asked.at).await?;
    let office = office_of(&mut conn, school, asked.wanted.cohort)
        .await?
        .ok_or(Fault::NotFound)?;
    let departments = departments(visitor, account, &conn, asked.wanted.cohort).await?;
    let years = cohorts(&conn).await?;
    let unmatched = access::staff(&conn, account, current)
        .await?
        .unwrap_or_default()
        .unmatched;
    drop(conn);
    let page = View {
        filters: Filters {
            action: "/roster/filter".into(),
            csrf: visitor.csrf.clone(),
            list: "/roster".into(),
            fields: fields(account, &asked, &years, &departments),
        },
        count: format!("共 {} 人", found.total),
        employment_system: visitor.app.settings.employment_url.clone(),
        earlier: (asked.wanted.cohort != current)
            .then(|| format!("{}届为往届生，仅可查看过往记录，不可操作。", asked.wanted.cohort)),
        unmatched,
        rows: found.rows.iter().map(|row| shown(row, &found, &office)).collect(),
        pager: pager(&asked, &found),
        empty: empty(account),
    };
    Ok(ok(visitor, TITLE, view(&page)))
}

fn fields(account: &Account, asked: &Asked, years: &[i32], departments: &[String]) -> Vec<Field> {
    let wanted = &asked.wanted;
    let years = years
        .iter()
        .map(|year| Choice::new(year.to_string(), format!("{year}届")));
    let departments = departments.iter().map(|name| Choice::new(name, name)).collect();
    let levels = [LevelScope::Undergraduate, LevelScope::Graduate]
        .map(|scope| Choice::new(scope.as_str(), level(scope)))
        .to_vec();
    let chosen = match wanted.level {
        LevelScope::All => "",
        level => level.as_str(),
    };
    let search = Field {
        autocomplete: Some("off"),
        max_length: Some(100),
        ..Field::search("q", "姓名、学号或身份证号")
    };
    [
        Some(Field::select("cohort", "届", None, years.collect()).value(wanted.cohort.to_string())),
        offers_departments(account).then(|| {
            Field::select("department", "院系", Some("全部"), departments)
                .value(wanted.department.clone().unwrap_or_default())
        }),
        offers_levels(account).then(|| Field::select("level", "层次", Some("全部"), levels).value(chosen)),
        Some(search.value(&wanted.search)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn shown(row: &Listed, found: &Roster, office: &wq_core::settings::Office) -> Row {
    let place = found.places.get(&row.id);
    Row {
        href: format!("/roster/{}", row.id),
        name: row.name.clone(),
        number: row.student_no.clone(),
        department: row.department.clone(),
        major: row.major_name.clone(),
        education: name(List::EducationLevel, &row.education_level).into(),
        training: name(List::TrainingMode, &row.training_mode).into(),
        state: place.map(|(_, state)| badge(*state, office.form, None)),
        case: place.and_then(|(case, state)| {
            let module = Module::of(state.kind());
            MODULES.contains(&module).then(|| href(module, *case, ""))
        }),
    }
}

fn pager(asked: &Asked, found: &Roster) -> Pager {
    let (Some(first), Some(last)) = (found.rows.first(), found.rows.last()) else {
        return Pager::default();
    };
    Pager {
        previous: found.has_before.then(|| asked.page(At::Before(first.id))),
        next: found.has_after.then(|| asked.page(At::After(last.id))),
        place: String::new(),
    }
}

/// A department officer whose 院系 no student has is told so (2.1).
fn empty(account: &Account) -> Empty {
    let advice = match &account.role {
        Role::Department { department, .. } => format!(
            "您只能看到院系为“{department}”的学生。如果长期为空，请联系学校核对账号的院系名称是否与学生名单完全一致。"
        ),
        _ => "换个条件，或清空条件再查；姓名和学号请从开头输入。名单来自就业管理系统。".into(),
    };
    Empty {
        title: "没有符合条件的学生".into(),
        advice,
        way_out: Some(Link::new("清空条件", "/roster")),
    }
}
