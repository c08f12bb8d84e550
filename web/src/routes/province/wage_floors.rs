//! 最低工资标准 of a province: what is entered, corrected and taken back. Registered pay is measured by it.

use chrono::NaiveDate;
use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    codes::region_name,
    db::Conn,
    settings::{FloorError, WageFloor, remove_wage_floor, set_wage_floor, wage_floors_of},
    time,
};

use crate::{
    fault::Fault,
    response::{Flash, ok, page, to},
    routes::wording::yuan,
    submission::Submission,
    view::{
        badge::{Badge, Tone},
        confirm::{Confirm, confirm},
        form::{Field, Posted},
        list::Link,
        settings::wage_floors as view,
    },
    visitor::Visitor,
};

const LIST: &str = "/province/wage-floors";
const NEW: &str = "/province/wage-floors/new";

/// `GET /province/wage-floors`
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let province = visitor.province()?;
    let floors = floors(visitor, &*visitor.conn().await?).await?;
    let page = view::WageFloors {
        province: region_name(province).into(),
        new: NEW.into(),
        floors: rows(&floors, time::today()),
    };
    Ok(ok(visitor, "最低工资标准", view::list(&page)))
}

/// Of one region the latest comes first: the first that is not still to come is the one in force.
fn rows(floors: &[WageFloor], today: NaiveDate) -> Vec<view::WageFloor> {
    let in_force = |floor: &WageFloor| {
        let mut of_region = floors.iter().filter(|other| other.region == floor.region);
        of_region.find(|other| other.valid_from <= today) == Some(floor)
    };
    let row = |floor: &WageFloor| view::WageFloor {
        region: region_name(&floor.region).into(),
        amount: format!("{}/月", yuan(floor.yuan)),
        from: floor.valid_from.to_string(),
        state: match floor {
            floor if floor.valid_from > today => Badge::new(Tone::Info, "未生效"),
            floor if in_force(floor) => Badge::new(Tone::Ok, "现行"),
            _ => Badge::new(Tone::Quiet, "已被新标准替代"),
        },
        correct: address(&floor.region, floor.valid_from),
        remove: format!("{}/removal", address(&floor.region, floor.valid_from)),
    };
    floors.iter().map(row).collect()
}

/// `GET /province/wage-floors/new`
#[handler]
pub async fn blank(visitor: &Visitor) -> Result<Response, Fault> {
    let province = visitor.province()?;
    let posted = Posted::new().with("region", region_name(province));
    Ok(new_form(visitor, StatusCode::OK, posted))
}

/// `POST /province/wage-floors`
#[handler]
pub async fn add(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let (province, account) = (visitor.province()?, visitor.account()?);
    let again = |status, posted| Ok(new_form(visitor, status, posted));
    let floor = match WageFloor::read(&typed.0, province) {
        Ok(floor) => floor,
        Err(wrong) => {
            return again(
                StatusCode::UNPROCESSABLE_ENTITY,
                Posted::of(&typed.0).refuse_each(wrong),
            );
        }
    };
    match set_wage_floor(&mut *visitor.conn().await?, account, None, &floor).await {
        Ok(()) => {
            visitor.say(Flash::WageFloorSet);
            Ok(to(LIST))
        }
        // Sent twice, or by a colleague: the same amount is no fault.
        Err(FloorError::Moved(Some(now))) if now == floor.yuan => Ok(to(LIST)),
        Err(FloorError::Moved(now)) => again(
            StatusCode::CONFLICT,
            Posted::of(&typed.0).refuse_all(others(&floor, now)),
        ),
        Err(error) => Err(error.into()),
    }
}

fn new_form(visitor: &Visitor, status: StatusCode, posted: Posted) -> Response {
    let body = Confirm {
        title: "新增最低工资标准".into(),
        consequences: vec![
            "毕业生登记“其他录用形式就业”“科研助理、管理助理”“自由职业”时，薪酬低于从业地区最低工资标准的不能提交；其他填写薪酬的去向，会提醒审核人员。".into(),
            "区县没有单独设置的，按所在设区市的标准；设区市没有单独设置的，按全省的标准。".into(),
            "新标准自生效日期起替代原标准，原标准保留备查。".into(),
        ],
        fields: vec![
            Field::suggest("region", "地区", "/regions")
                .hint("全省、设区市或区县，填写全称，如江苏省南京市")
                .required(),
            amount(),
            Field::date("valid_from", "生效日期").required(),
        ],
        posted,
        action: LIST.into(),
        csrf: visitor.csrf.clone(),
        button: "保存".into(),
        back: Link::new("返回", LIST),
        ..Confirm::default()
    };
    page(visitor, status, &body.title, confirm(&body))
}

fn amount() -> Field {
    Field::number("yuan", "最低工资标准", "元/月").required()
}

/// `GET /province/wage-floors/{region}/{day}`
#[handler]
pub async fn ask(visitor: &Visitor, Path(place): Path<(String, NaiveDate)>) -> Result<Response, Fault> {
    let floor = one(visitor, &*visitor.conn().await?, &place).await?;
    let posted = Posted::new().with("yuan", floor.yuan.to_string());
    Ok(correction(visitor, StatusCode::OK, &floor, posted))
}

/// `POST /province/wage-floors/{region}/{day}`: the version of the page is the amount that it showed.
#[handler]
pub async fn correct(
    visitor: &Visitor,
    Path(place): Path<(String, NaiveDate)>,
    typed: Submission,
) -> Result<Response, Fault> {
    let (province, account) = (visitor.province()?, visitor.account()?);
    let mut conn = visitor.conn().await?;
    let now = one(visitor, &conn, &place).await?;
    let mut whole = typed.0.clone();
    whole.0.insert("region".into(), now.region.clone());
    whole.0.insert("valid_from".into(), now.valid_from.to_string());
    let floor = match WageFloor::read(&whole, province) {
        Ok(floor) => floor,
        Err(wrong) => {
            let posted = Posted::of(&typed.0).refuse_each(wrong);
            return Ok(correction(
                visitor,
                StatusCode::UNPROCESSABLE_ENTITY,
                &now,
                posted,
            ));
        }
    };
    match set_wage_floor(&mut conn, account, Some(typed.version()), &floor).await {
        Ok(()) => {
            visitor.say(Flash::WageFloorSet);
            Ok(to(LIST))
        }
        Err(FloorError::Moved(Some(yuan))) => {
            let posted = Posted::of(&typed.0).refuse_all(others(&floor, Some(yuan)));
            let now = WageFloor { yuan, ..floor };
            Ok(correction(visitor, StatusCode::CONFLICT, &now, posted))
        }
        Err(error) => Err(error.into()),
    }
}

fn correction(visitor: &Visitor, status: StatusCode, floor: &WageFloor, posted: Posted) -> Response {
    let body = Confirm {
        title: format!("修改{}最低工资标准", region_name(&floor.region)),
        consequences: vec![
            format!(
                "自 {} 起生效的标准，现为 {}/月。",
                floor.valid_from,
                yuan(floor.yuan)
            ),
            "这里用于更正填写错误；标准调整的，请按新的生效日期新增。".into(),
        ],
        fields: vec![amount()],
        posted,
        action: address(&floor.region, floor.valid_from),
        csrf: visitor.csrf.clone(),
        version: Some(floor.yuan.into()),
        button: "保存".into(),
        back: Link::new("返回", LIST),
        ..Confirm::default()
    };
    page(visitor, status, &body.title, confirm(&body))
}

/// `GET /province/wage-floors/{region}/{day}/removal`
#[handler]
pub async fn ask_removal(
    visitor: &Visitor,
    Path(place): Path<(String, NaiveDate)>,
) -> Result<Response, Fault> {
    let floor = one(visitor, &*visitor.conn().await?, &place).await?;
    Ok(removal(visitor, StatusCode::OK, &floor, Posted::new()))
}

/// `POST /province/wage-floors/{region}/{day}/removal`
#[handler]
pub async fn remove(
    visitor: &Visitor,
    Path(place): Path<(String, NaiveDate)>,
    typed: Submission,
) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let mut conn = visitor.conn().await?;
    let now = one(visitor, &conn, &place).await?;
    let seen = WageFloor {
        yuan: typed.version(),
        ..now
    };
    match remove_wage_floor(&mut conn, account, &seen).await {
        Ok(()) => {
            visitor.say(Flash::WageFloorRemoved);
            Ok(to(LIST))
        }
        Err(FloorError::Moved(Some(yuan))) => {
            let posted = Posted::new().refuse_all(others(&seen, Some(yuan)));
            let now = WageFloor { yuan, ..seen };
            Ok(removal(visitor, StatusCode::CONFLICT, &now, posted))
        }
        Err(error) => Err(error.into()),
    }
}

fn removal(visitor: &Visitor, status: StatusCode, floor: &WageFloor, posted: Posted) -> Response {
    let body = Confirm {
        title: format!("删除{}最低工资标准？", region_name(&floor.region)),
        consequences: vec![
            format!(
                "自 {} 起生效的 {}/月将被删除。",
                floor.valid_from,
                yuan(floor.yuan)
            ),
            "删除后，按该地区的前一项标准；没有的，按上一级地区的标准。".into(),
        ],
        posted,
        action: format!("{}/removal", address(&floor.region, floor.valid_from)),
        csrf: visitor.csrf.clone(),
        version: Some(floor.yuan.into()),
        button: "删除".into(),
        grave: true,
        back: Link::new("返回", LIST),
        ..Confirm::default()
    };
    page(visitor, status, &body.title, confirm(&body))
}

/// What a colleague did meanwhile.
fn others(floor: &WageFloor, now: Option<i32>) -> String {
    let place = format!("{}自 {} 起的标准", region_name(&floor.region), floor.valid_from);
    match now {
        Some(now) => format!(
            "{place}已设为 {}/月，您的内容没有保存，请核对后再提交。",
            yuan(now)
        ),
        None => format!("{place}已被删除，您的内容没有保存，请核对后再提交。"),
    }
}

fn address(region: &str, day: NaiveDate) -> String {
    format!("{LIST}/{region}/{day}")
}

async fn floors(visitor: &Visitor, conn: &Conn) -> Result<Vec<WageFloor>, Fault> {
    wage_floors_of(conn, visitor.account()?)
        .await?
        .ok_or(Fault::NotFound)
}

async fn one(visitor: &Visitor, conn: &Conn, place: &(String, NaiveDate)) -> Result<WageFloor, Fault> {
    visitor.province()?;
    let (region, day) = place;
    let mut floors = floors(visitor, conn).await?.into_iter();
    floors
        .find(|floor| floor.region == *region && floor.valid_from == *day)
        .ok_or(Fault::NotFound)
}

impl From<FloorError> for Fault {
    fn from(error: FloorError) -> Self {
        match error {
            FloorError::NotFound => Fault::NotFound,
            FloorError::Moved(_) => Fault::Moved,
            FloorError::Database(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_region_the_latest_that_has_begun_is_in_force() {
        let floor = |region: &str, day: &str| WageFloor {
            region: region.into(),
            yuan: 2000,
            valid_from: day.parse().expect("a date"),
        };
        let floors = [
            floor("320000", "2028-01-01"),
            floor("320000", "2026-01-01"),
            floor("320000", "2024-01-01"),
            floor("320100", "2024-01-01"),
        ];
        let today = "2027-03-01".parse().expect("a date");
        let states: Vec<String> = rows(&floors, today)
            .into_iter()
            .map(|row| row.state.label)
            .collect();
        assert_eq!(states, ["未生效", "现行", "已被新标准替代", "现行"]);
    }
}
