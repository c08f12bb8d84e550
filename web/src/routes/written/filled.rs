//! The form of a written agreement, as far as it is filled in.

use poem::{Response, http::StatusCode};
use wq_core::{
    access::Account,
    agreement::written::{FIELDS, FILES, Form, On},
    case::{Actor, CaseRow},
    codes::{List, options, region_name},
    company::{Company, Known, known},
    db::Conn,
    ids::{CaseId, SchoolId},
    settings::current_cohort,
    typed::{Typed, Wrong},
};

use super::present::{href, lead, title};
use crate::{
    fault::Fault,
    intake::Slot,
    response::page,
    routes::reading,
    view::{
        badge::Tone,
        form::{Choice, Posted},
        history::Event,
        list::Link,
        upload::UploadField,
        written::{self as view, Told, WrittenForm},
    },
    visitor::Visitor,
};

/// The place for the images of a paper agreement.
pub const SLOT: Slot = Slot::new(FILES, "盖章的就业协议书图像");

/// Who fills the form in.
pub struct Author<'a> {
    pub visitor: &'a Visitor,
    pub account: &'a Account,
    pub form: Form,
    pub school: SchoolId,
    pub cohort: i32,
}

impl<'a> Author<'a> {
    pub async fn of(visitor: &'a Visitor, form: Form) -> Result<Self, Fault> {
        let account = visitor.student()?;
        let cohort = current_cohort(&mut *visitor.conn().await?)
            .await?
            .ok_or_else(|| Fault::Forbidden(Some("平台尚未设置应届届次，暂时不能填写。".into())))?;
        Ok(Self {
            visitor,
            account,
            form,
            school: account.school().ok_or(Fault::NotFound)?,
            cohort,
        })
    }
}

/// What stands in the form.
pub struct Filled {
    /// Which case it is.
    pub on: On,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong, by field.
    pub wrong: Wrong,
    /// What is wrong with the form as a whole.
    pub general: Option<String>,
    /// The files, where the form takes some.
    pub upload: Option<UploadField>,
    /// When it was put aside, where it was.
    pub saved: Option<String>,
    /// Its case changed, or began, while the page was open.
    pub overtaken: bool,
    /// The verdict with which it came back.
    pub returned: Option<Event>,
}

impl Filled {
    /// Fills in what a company has registered, where the credit code is one's. Contact data stays the student's to write.
    pub fn fill_in(&mut self, known: Option<&Known>) {
        let Some(company) = known.and_then(|known| known.company.as_ref()) else {
            return;
        };
        let Company {
            name,
            nature,
            industry,
            region,
            address,
            postcode,
            ..
        } = company;
        for (field, value) in [
            ("company_name", name.as_str()),
            ("nature", nature),
            ("industry", industry),
            ("region", region_name(region)),
            ("address", address),
            ("postcode", postcode),
        ] {
            self.typed.0.insert(field.into(), value.into());
        }
    }

    /// Goes on as the form of a case that changed while the page was open: what was typed stays, to be looked over beside it.
    pub fn overtake(&mut self, now: &CaseRow) {
        self.on = On::Case {
            case: now.id,
            seen: now.version,
        };
        self.overtaken = true;
    }

    /// What is known of the company that was typed.
    pub async fn known(&self, conn: &mut Conn, author: &Author<'_>) -> Result<Option<Known>, Fault> {
        Ok(known(conn, self.typed.get("credit_code"), author.school).await?)
    }

    /// The page. `known` is shown beside the company: a warning that has appeared since shows now.
    pub fn drawn(self, author: &Author<'_>, status: StatusCode, known: Option<&Known>) -> Response {
        let choices = |list| {
            options(list, author.cohort)
                .map(|code| Choice::new(&code.code, &code.name))
                .collect()
        };
        let (version, back) = match self.on {
            On::New => (None, "/".to_owned()),
            On::Case { case, seen } => (Some(seen), href(author.form, case)),
        };
        let told = told(self.typed.get("credit_code"), known);
        let body = WrittenForm {
            title: title(author.form).into(),
            lead: lead(author.form).into(),
            csrf: author.visitor.csrf.clone(),
            action: address(author.form, self.on),
            version,
            saved: self.saved,
            overtaken: self.overtaken.then(|| back.clone()),
            returned: self.returned,
            known: told,
            warned: reading::warned_of(known.and_then(|known| known.standing.as_ref())),
            natures: choices(List::UnitNature),
            industries: choices(List::UnitIndustry),
            job_categories: choices(List::JobCategory),
            regions: "/student/regions".into(),
            signed: author.form == Form::Paper,
            upload: self.upload,
            posted: posted(&self.typed, self.wrong, self.general),
            back: Link::new("返回", back),
        };
        page(author.visitor, status, &body.title, view::form(&body))
    }
}

fn posted(typed: &Typed, wrong: Wrong, general: Option<String>) -> Posted {
    let kept = FIELDS
        .iter()
        .chain([&"signed_on"])
        .fold(Posted::new(), |posted, field| {
            posted.with(*field, typed.get(field))
        });
    let posted = wrong
        .into_iter()
        .fold(kept, |posted, (field, sentence)| posted.refuse(field, sentence));
    match general {
        Some(sentence) => posted.refuse_all(sentence),
        None => posted,
    }
}

/// What a student is told of the company while writing. Nothing here refuses anything.
fn told(typed: &str, known: Option<&Known>) -> Vec<Told> {
    let say = |tone, text: &str| Told {
        tone,
        text: text.into(),
    };
    let Some(known) = known else {
        return match typed {
            "" => Vec::new(),
            _ => vec![say(Tone::Wait, "统一社会信用代码为 18 位，请核对。")],
        };
    };
    let found = match &known.company {
        Some(company) => say(Tone::Ok, &format!("已在平台注册：{}。", company.name)),
        None => say(Tone::Info, "该单位尚未在平台注册，请按营业执照填写单位信息。"),
    };
    let doubtful = (!known.checks).then(|| {
        say(
            Tone::Wait,
            "统一社会信用代码的校验位不符，请逐位核对；确认无误的可以继续提交，审核人会看到提示。",
        )
    });
    let warned = reading::warning(known.standing.as_ref()).map(|text| say(Tone::Bad, &text));
    warned.into_iter().chain([found]).chain(doubtful).collect()
}

/// The page where a rule stands against the form itself.
pub fn barred(visitor: &Visitor, form: Form, refusal: wq_core::case::Refusal) -> Response {
    use crate::view::error::{Failure, failure};
    let shown = Failure {
        title: format!("目前不能办理{}", form.kind().label()),
        text: refusal.message(Actor::Student),
        reference: None,
        ways_out: vec![Link::new("回到首页", "/")],
    };
    page(
        visitor,
        StatusCode::UNPROCESSABLE_ENTITY,
        &shown.title,
        failure(&shown),
    )
}

/// Where the form is, and is posted to.
pub fn address(form: Form, on: On) -> String {
    match on {
        On::New => format!("/student/{}/new", form.as_str()),
        On::Case { case, .. } => format!("{}/edit", href(form, case)),
    }
}

/// The case of a form that edits one.
pub fn case_of(on: On) -> Option<CaseId> {
    match on {
        On::New => None,
        On::Case { case, .. } => Some(case),
    }
}
