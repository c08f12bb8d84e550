//! A school officer ends an agreement without the company: 强制解约 of what the student asked and nobody answers, and
//! 学生单方面解约 for want of the company's material. Both with a written explanation.

use poem::{Request, Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::ActError,
    db::Conn,
    ids::CaseId,
    review::Means,
    termination::{Weighed, end_one_sidedly, force, weigh},
};

use super::{present, step::explained};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::cases::{Desk, href},
    submission::Submission,
    view::{
        error::{Failure, failure},
        form::Posted,
        termination as view,
    },
};

/// How it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alone {
    Forced,
    OneSided,
}

impl Alone {
    fn of(request: &Request) -> Self {
        if request.uri().path().ends_with("/force") {
            Self::Forced
        } else {
            Self::OneSided
        }
    }

    const fn means(self) -> Means {
        match self {
            Self::Forced => Means::Forced,
            Self::OneSided => Means::OneSided,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Forced => "强制解约",
            Self::OneSided => "学生单方面解约",
        }
    }

    const fn flash(self) -> Flash {
        match self {
            Self::Forced => Flash::TerminationForced,
            Self::OneSided => Flash::TerminatedOneSidedly,
        }
    }
}

/// `GET /terminations/{id}/force` and `…/one-sided`: what there is to weigh, what follows, and the form.
#[handler]
pub async fn ask(desk: Desk, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let alone = Alone::of(request);
    let weighed = weighed(&desk, &mut *desk.visitor.conn().await?, CaseId(id), alone).await?;
    drawn(&desk, alone, &weighed, StatusCode::OK, Posted::new())
}

/// `POST` to the same.
#[handler]
pub async fn end(
    desk: Desk,
    request: &Request,
    Path(id): Path<i64>,
    form: Submission,
) -> Result<Response, Fault> {
    let (alone, case) = (Alone::of(request), CaseId(id));
    let mut conn = desk.visitor.conn().await?;
    let weighed = weighed(&desk, &mut conn, case, alone).await?;
    let words = match explained(&form) {
        Ok(words) => words,
        Err(posted) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return drawn(&desk, alone, &weighed, status, posted);
        }
    };
    let (by, seen) = (&desk.account, form.version());
    let ended = match alone {
        Alone::Forced => force(&mut conn, by, case, seen, words).await,
        Alone::OneSided => end_one_sidedly(&mut conn, by, case, seen, words).await,
    };
    match ended {
        Ok(_) => {
            desk.visitor.say(alone.flash());
            Ok(to(&href(desk.module, case, "")))
        }
        Err(ActError::Moved) => Ok(moved_on(&desk, case)),
        Err(error) => Err(error.into()),
    }
}

/// The termination, whether or not the reader may end it.
async fn weighed(desk: &Desk, conn: &mut Conn, case: CaseId, alone: Alone) -> Result<Weighed, Fault> {
    let found = weigh(conn, &desk.account, case, alone.means()).await?;
    found.ok_or(Fault::NotFound)
}

/// The page, where the reader may end it so.
fn drawn(
    desk: &Desk,
    alone: Alone,
    weighed: &Weighed,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    if let Some(refusal) = weighed.refusal {
        return Err(ActError::from(refusal).into());
    }
    let body = match alone {
        Alone::Forced => view::force(&present::force(desk, weighed, posted)),
        Alone::OneSided => view::one_sided(&present::one_sided(desk, weighed, posted)),
    };
    Ok(page(&desk.visitor, status, alone.title(), body))
}

/// 409, with the way to the case as it is now.
fn moved_on(desk: &Desk, case: CaseId) -> Response {
    let text = "这份解约申请的状态已变化，您的操作没有生效。";
    let shown = Failure::conflict(text, href(desk.module, case, ""));
    page(&desk.visitor, StatusCode::CONFLICT, &shown.title, failure(&shown))
}
