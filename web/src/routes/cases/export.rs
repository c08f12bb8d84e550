//! `/{module}/export` and `/{module}/returns`: 下载当前查询数据 and 导出退回修改学生名单.

use poem::{
    Body, Response, handler,
    http::{StatusCode, header},
};
use wq_core::{
    case::Module,
    export::{self, Content, Export, Format},
    time::today,
};

use super::{asked::Asked, desk::Desk};
use crate::{
    fault::Fault,
    response::page,
    submission::Submission,
    view::{
        export::{Export as View, export as view},
        form::{Choice, Field, Posted},
        list::Link,
    },
};

/// `GET /{module}/export`
#[handler]
pub async fn cases(desk: Desk) -> Result<Response, Fault> {
    ask(&desk, Content::Cases, StatusCode::OK, fresh()).await
}

/// `GET /{module}/returns`
#[handler]
pub async fn returns(desk: Desk) -> Result<Response, Fault> {
    ask(&desk, Content::Returns, StatusCode::OK, fresh()).await
}

/// `POST /{module}/export`
#[handler]
pub async fn take_cases(desk: Desk, typed: Submission) -> Result<Response, Fault> {
    take(&desk, Content::Cases, &typed).await
}

/// `POST /{module}/returns`
#[handler]
pub async fn take_returns(desk: Desk, typed: Submission) -> Result<Response, Fault> {
    take(&desk, Content::Returns, &typed).await
}

/// The address at which a list is taken away.
pub fn href(asked: &Asked, content: Content) -> String {
    asked.list_at(rest(content))
}

const fn rest(content: Content) -> &'static str {
    match content {
        Content::Cases => "/export",
        Content::Returns => "/returns",
    }
}

fn fresh() -> Posted {
    Posted::new()
        .with("format", Format::Xlsx.as_str())
        .with("personal", "masked")
}

async fn ask(desk: &Desk, content: Content, status: StatusCode, posted: Posted) -> Result<Response, Fault> {
    let asked = desk.asked();
    let conn = desk.visitor.conn().await?;
    let rows = export::size(&conn, &desk.account, &desk.office, &asked.wanted, content).await?;
    drop(conn);
    let body = View {
        title: content.label().into(),
        what: what(content, rows),
        fields: fields(),
        posted,
        action: href(&asked, content),
        csrf: desk.visitor.csrf.clone(),
        back: Link::new("返回列表", asked.list()),
    };
    Ok(page(&desk.visitor, status, content.label(), view(&body)))
}

fn what(content: Content, rows: i64) -> Vec<String> {
    match content {
        Content::Cases => vec![format!("导出当前筛选条件下的全部数据，共 {rows} 条。")],
        Content::Returns => vec![
            format!("导出被退回修改的学生名单，共 {rows} 条，每次退回一条，含退回原因和具体问题。"),
            "按列表当前的筛选条件导出，签约状态除外；日期按退回日期计算。".into(),
        ],
    }
}

fn fields() -> Vec<Field> {
    let formats = vec![
        Choice::new(Format::Xlsx.as_str(), "Excel 工作簿（XLSX）"),
        Choice::new(Format::Csv.as_str(), "CSV（UTF-8）"),
    ];
    let personal = vec![
        Choice::new("masked", "隐藏中间部分"),
        Choice::new("full", "显示完整号码"),
    ];
    vec![
        Field::radio("format", "文件格式", formats).required(),
        Field::radio("personal", "身份证号、电话和邮箱", personal).required(),
        Field {
            max_length: Some(500),
            ..Field::textarea("reason", "需要完整号码的理由", 3)
                .hint("仅在选择显示完整号码时填写，理由会记入审计日志")
        },
    ]
}

async fn take(desk: &Desk, content: Content, typed: &Submission) -> Result<Response, Fault> {
    let asked = desk.asked();
    let export = match Export::read(&typed.0, asked.wanted, content) {
        Ok(export) => export,
        Err(wrong) => {
            let posted = ["format", "personal", "reason"]
                .into_iter()
                .fold(Posted::new(), |posted, field| {
                    posted.with(field, typed.get(field))
                });
            let posted = wrong
                .into_iter()
                .fold(posted, |posted, (field, sentence)| posted.refuse(field, sentence));
            return ask(desk, content, StatusCode::UNPROCESSABLE_ENTITY, posted).await;
        }
    };
    let app = &desk.visitor.app;
    let file = app
        .exports
        .make(&app.settings.database_url, &desk.account, &desk.office, &export)
        .await?;
    let kind = match export.format {
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
    };
    Ok(Response::builder()
        .content_type(kind)
        .header(header::CONTENT_DISPOSITION, disposition(desk.module, &export))
        .body(Body::from_async_read(tokio::fs::File::from_std(file))))
}

/// The file's name, in Chinese as RFC 6266 wants other scripts, and in ASCII for those that do not read it.
fn disposition(module: Module, export: &Export) -> String {
    let (words, ending) = (name(module, export.content), export.format.as_str());
    let day = today();
    let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let plain = format!("{}-{}-{day}.{ending}", module.as_str(), export.content.as_str());
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{words}-{day}.{ending}")
}

fn name(module: Module, content: Content) -> String {
    let of = module.label().trim_end_matches("管理");
    match content {
        Content::Cases => of.to_owned(),
        Content::Returns => format!("{of}退回修改学生名单"),
    }
}
