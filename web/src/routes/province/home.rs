//! 省级用户's home: figures of the province's schools, and no one's name.

use poem::{Response, handler};
use wq_core::{
    case::AgreementForm,
    codes::region_name,
    statistics::{self, ProvinceFigures, SchoolFigures},
};

use crate::{
    fault::Fault,
    response::{ok, part},
    routes::settings::form_badge,
    view::{
        badge::{Badge, Tone},
        count::{self, Board, Count, Group},
        home::province as view,
    },
    visitor::Visitor,
};

/// The home page of province officers.
pub async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    let figures = figures(visitor).await?;
    let page = view::ProvinceHome {
        province: region_name(&figures.province).into(),
        cohort: format!("{}届", figures.cohort),
        board: board(&figures.schools),
        schools: figures
            .schools
            .iter()
            .map(|school| row(school, figures.form))
            .collect(),
    };
    Ok(ok(visitor, "首页", view::home(&page)))
}

/// `GET /province/board`: its counts alone, asked for again and again.
#[handler]
pub async fn counts(visitor: &Visitor) -> Result<Response, Fault> {
    let figures = figures(visitor).await?;
    Ok(part(count::board(&board(&figures.schools))))
}

async fn figures(visitor: &Visitor) -> Result<ProvinceFigures, Fault> {
    let account = visitor.account()?;
    statistics::province(&mut *visitor.conn().await?, account)
        .await?
        .ok_or(Fault::NotFound)
}

fn board(schools: &[SchoolFigures]) -> Board {
    let sum = |of: fn(&SchoolFigures) -> i64| schools.iter().map(of).sum::<i64>().unsigned_abs();
    let count = |tone, label, number| Count::new(tone, label, number, view::SCHOOLS);
    Board {
        source: "/province/board".into(),
        stream: None,
        groups: vec![Group {
            title: "全省".into(),
            counts: vec![
                count(Tone::Quiet, "高校", schools.len() as u64),
                count(Tone::Quiet, "毕业生", sum(|school| school.students)),
                count(Tone::Ok, "已落实去向", sum(|school| school.placed)),
                count(Tone::Wait, "办理中", sum(|school| school.open)),
            ],
        }],
    }
}

fn row(school: &SchoolFigures, form: Option<AgreementForm>) -> view::School {
    view::School {
        name: school.name.clone(),
        form: form_badge(form),
        signing: match school.signing_open {
            true => Badge::new(Tone::Ok, "开启"),
            false => Badge::new(Tone::Quiet, "关闭"),
        },
        students: school.students.to_string(),
        placed: school.placed.to_string(),
        rate: share(school.placed, school.students),
    }
}

/// A part of a whole: `63.2%`; a dash of nothing.
fn share(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "—".into();
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_rounded_to_a_tenth_of_a_percent() {
        assert_eq!(share(2, 3), "66.7%");
        assert_eq!(share(0, 15_020), "0.0%");
        assert_eq!(share(7, 7), "100.0%");
        assert_eq!(share(0, 0), "—");
    }
}
