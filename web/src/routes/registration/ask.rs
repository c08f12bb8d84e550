//! What a company says of itself.

use poem::{Response, handler, http::StatusCode};
use wq_core::{
    codes::List,
    company::registration::{LICENCE, NotRegistered, Registration, choices, is_doubtful, register},
    files::Chosen,
    settings::current_cohort,
};

use crate::{
    fault::Fault,
    intake::{Intake, Slot, take_in},
    parcel::Parcel,
    response::{ok, to},
    routes::one_time::form,
    view::{
        badge::Tone,
        entry::{Entry, Told, told},
        form::{Choice, Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

const TITLE: &str = "用人单位注册";

/// 营业执照, as a picture or a PDF.
const SLOT: Slot = Slot {
    most: 1,
    ..Slot::new(LICENCE, "营业执照")
};

async fn cohort(visitor: &Visitor) -> Result<i32, Fault> {
    current_cohort(&mut *visitor.conn().await?)
        .await?
        .ok_or_else(|| Fault::Forbidden(Some("平台尚未设置应届届次，暂时不能注册。".into())))
}

/// `GET /registration`
#[handler]
pub async fn blank(visitor: &Visitor) -> Result<Response, Fault> {
    let cohort = cohort(visitor).await?;
    let form = Filled {
        intake: Intake::opened(),
        ..Filled::default()
    };
    Ok(form.drawn(visitor, cohort, StatusCode::OK))
}

/// `POST /registration`. A wrong check digit comes back with a question; answered, it is taken.
#[handler]
pub async fn submit(visitor: &Visitor, mut parcel: Parcel) -> Result<Response, Fault> {
    let cohort = cohort(visitor).await?;
    let intake = take_in(visitor, &mut parcel, SLOT, None).await?;
    let typed = parcel.form;
    let mut filled = Filled {
        posted: Posted::of(&typed.0),
        doubtful: is_doubtful(typed.get("credit_code")),
        intake,
    };
    if filled.intake.only_files {
        let status = filled.intake.status();
        return Ok(filled.drawn(visitor, cohort, status));
    }
    let licence = match filled.intake.chosen().pop() {
        Some(Chosen::Held(ticket)) => Some(ticket),
        _ => None,
    };
    let registration = match Registration::read(&typed.0, licence, cohort) {
        Ok(registration) if !filled.intake.is_unfinished(SLOT) => registration,
        read => {
            filled.posted = filled.posted.refuse_each(read.err().unwrap_or_default());
            return Ok(filled.refused(visitor, cohort));
        }
    };
    visitor.app.limiters.registration(visitor.address)?;
    filled.posted = match register(&mut *visitor.conn().await?, registration).await? {
        Ok(()) => return Ok(to("/registration/sent")),
        Err(NotRegistered::Already) => filled
            .posted
            .refuse("credit_code", "该单位已注册，请由单位的现有用户邀请您加入"),
        Err(NotRegistered::TooSoon(wait)) => filled.posted.refuse("email", wait.sentence()),
    };
    Ok(filled.refused(visitor, cohort))
}

/// `GET /registration/sent`
#[handler]
pub fn sent(visitor: &Visitor) -> Response {
    let body = told(&Told {
        title: TITLE.into(),
        tone: Tone::Ok,
        news: "激活邮件已发送到您填写的电子邮箱。".into(),
        next: vec![
            "请在 2 天内打开邮件中的链接，设置密码，完成注册。没有收到的，请检查垃圾邮件，或重新填写。"
                .into(),
        ],
        links: vec![
            Link::new("重新填写", "/registration"),
            Link::new("返回单位登录", "/login/company"),
        ],
    });
    ok(visitor, TITLE, body)
}

/// The form as it was filled in.
#[derive(Default)]
struct Filled {
    posted: Posted,
    doubtful: bool,
    intake: Intake,
}

impl Filled {
    fn refused(self, visitor: &Visitor, cohort: i32) -> Response {
        self.drawn(visitor, cohort, StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn drawn(self, visitor: &Visitor, cohort: i32, status: StatusCode) -> Response {
        let shown = Entry {
            title: TITLE.into(),
            lead: vec![
                "请按营业执照填写。提交后，激活邮件会发送到下面的电子邮箱，它也是您的登录账号。".into(),
            ],
            action: "/registration".into(),
            csrf: visitor.csrf.clone(),
            fields: fields(cohort, self.doubtful),
            upload: Some(self.intake.field(SLOT)),
            posted: self.posted,
            button: "提交注册".into(),
            links: vec![Link::new("已注册，去登录", "/login/company")],
            wide: true,
            ..Entry::default()
        };
        form(visitor, status, &shown)
    }
}

fn fields(cohort: i32, doubtful: bool) -> Vec<Field> {
    let options = |list| {
        let options = choices(list, cohort).into_iter();
        options.map(|(code, name)| Choice::new(code, name)).collect()
    };
    let mut fields = vec![Field {
        autocomplete: Some("off"),
        max_length: Some(18),
        ..Field::text("credit_code", "统一社会信用代码").required()
    }];
    if doubtful {
        let choices = vec![
            Choice::new("no", "重新核对"),
            Choice::new("yes", "代码无误，仍然提交"),
        ];
        fields.push(Field::radio(
            "code_is_right",
            "校验位不正确，确认代码无误？",
            choices,
        ));
    }
    fields.extend([
        Field {
            autocomplete: Some("organization"),
            ..Field::text("name", "单位名称").required()
        },
        Field::select("nature", "单位性质", Some("请选择"), options(List::UnitNature)).required(),
        Field::select(
            "industry",
            "单位行业",
            Some("请选择"),
            options(List::UnitIndustry),
        )
        .required(),
        Field::suggest("region", "单位所在地", "/registration/regions")
            .hint("输入地名后从列表选择；或填写全称，如江苏省南京市玄武区")
            .required(),
        Field {
            autocomplete: Some("street-address"),
            ..Field::text("address", "单位地址").required()
        },
        Field {
            autocomplete: Some("postal-code"),
            ..Field::number("postcode", "邮编", "")
        },
        Field {
            autocomplete: Some("name"),
            ..Field::text("contact", "联系人").required()
        },
        Field {
            inputmode: Some("tel"),
            ..Field::text("telephone", "联系电话")
        },
        Field {
            autocomplete: Some("tel"),
            inputmode: Some("tel"),
            ..Field::text("mobile", "手机号码").required()
        },
        Field {
            autocomplete: Some("email"),
            inputmode: Some("email"),
            ..Field::text("email", "电子邮箱").required()
        },
    ]);
    fields
}
