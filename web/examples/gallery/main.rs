//! Writes every screen, filled with invented people, as static pages: `cargo run -p wq-web --example gallery -- FOLDER`.
//!
//! For whoever works on the look: no server and no database, long names, rare characters, empty lists and errors.

mod company;
mod lists;
mod operator;
mod review;
mod staff;
mod student;
mod students;
mod termination;

use std::{env, fs, io, path::Path};

use maud::Markup;
use wq_web::view::badge::{Badge, Tone, Waiting};
use wq_web::view::facts::{Fact, Section};
use wq_web::view::history::{Event, Reached, Stage};
use wq_web::view::layout::{Account, Assets, Nav, NavItem, Page, page};

/// A screen: the name of its file, its title, who looks at it, and its body.
struct Screen {
    file: &'static str,
    title: &'static str,
    reader: Reader,
    body: Markup,
}

/// Who looks at a screen.
#[derive(Clone, Copy)]
enum Reader {
    Nobody,
    School,
    Student,
    Company,
    Province,
    Operator,
}

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
    for file in ["app.css", "app.js", "icon.svg", "vendor/htmx-4.0.1.min.js"] {
        let source = assets.join(file);
        fs::copy(&source, folder.join(source.file_name().unwrap_or_default()))?;
    }
    let screens = [
        staff::screens(),
        lists::screens(),
        review::screens(),
        student::screens(),
        students::screens(),
        termination::screens(),
        company::screens(),
        operator::screens(),
    ];
    for screen in screens.into_iter().flatten() {
        let document = page(&shell(&screen), screen.body);
        fs::write(
            folder.join(screen.file).with_extension("html"),
            document.into_string(),
        )?;
    }
    Ok(())
}

fn shell(screen: &Screen) -> Page {
    Page {
        title: screen.title.into(),
        account: account(screen.reader),
        nav: nav(screen),
        csrf: "token".into(),
        assets: Assets {
            css: "app.css".into(),
            js: "app.js".into(),
            htmx: "htmx-4.0.1.min.js".into(),
            sse: "hx-sse-4.0.1.min.js".into(),
            icon: "icon.svg".into(),
        },
        ..Page::default()
    }
}

fn account(reader: Reader) -> Option<Account> {
    let (name, role, of) = match reader {
        Reader::Nobody => return None,
        Reader::School => ("王老师", "学校用户 · 全部层次", Some("江苏示范大学")),
        Reader::Student => ("张三丰", "2027届毕业生", Some("江苏示范大学")),
        Reader::Company => ("南京星河智能科技有限公司", "用人单位", None),
        Reader::Province => ("赵老师", "省级用户", Some("江苏省")),
        Reader::Operator => ("运维值班", "运维管理员", None),
    };
    let staff = matches!(reader, Reader::School | Reader::Province);
    Some(Account {
        name: name.into(),
        role: role.into(),
        of: of.map(Into::into),
        has_school: !matches!(reader, Reader::Province | Reader::Operator),
        employment_system: staff.then(|| "https://example.org/".into()),
        guide: None,
    })
}

fn nav(screen: &Screen) -> Nav {
    let labels: &[&str] = match screen.reader {
        Reader::Nobody => &[],
        Reader::School => &[
            "首页",
            "学生名单",
            "在线签约管理",
            "补登管理",
            "解约管理",
            "去向登记管理",
            "失效信息",
            "作废信息",
            "预警单位",
            "数据统计",
            "签约设置",
            "账号管理",
        ],
        Reader::Student => &["首页", "签约邀请", "毕业去向", "消息"],
        Reader::Company => &["首页", "签约邀请", "解约", "消息"],
        Reader::Province => &["首页", "签约设置", "数据统计"],
        Reader::Operator => &["首页", "任务队列", "审计", "健康状况"],
    };
    let items = labels.iter().enumerate().map(|(index, label)| NavItem {
        label: (*label).into(),
        href: format!("#nav-{index}"),
        count: (*label == "在线签约管理").then_some(128),
        current: screen.title.contains(label),
    });
    Nav {
        rail: matches!(screen.reader, Reader::School),
        items: items.collect(),
    }
}

fn facts(list: &[(&str, &str)]) -> Vec<Fact> {
    list.iter()
        .map(|(label, value)| Fact::new(*label, *value))
        .collect()
}

fn section(title: &str, list: &[(&str, &str)]) -> Section {
    Section {
        title: title.into(),
        facts: facts(list),
    }
}

fn waiting(text: &str, level: u8) -> Waiting {
    Waiting {
        text: text.into(),
        since: "自 2027-05-06 09:14 起等待".into(),
        level,
    }
}

fn event(tone: Tone, what: &str, actor: &str, time: &str) -> Event {
    Event {
        what: what.into(),
        actor: actor.into(),
        time: time.into(),
        moment: "2027-05-06T09:14:00+08:00".into(),
        tone,
        ..Event::default()
    }
}

fn stages() -> Vec<Stage> {
    vec![
        Stage::new(Reached::Done, "单位邀请").note("5 月 4 日"),
        Stage::new(Reached::Done, "学生同意").note("5 月 6 日"),
        Stage::new(Reached::Done, "学院审核").note("5 月 7 日"),
        Stage::new(Reached::Now, "学校审核").note("已等待 2 天"),
        Stage::new(Reached::Ahead, "签约完成"),
    ]
}

fn events() -> Vec<Event> {
    vec![
        event(
            Tone::Ok,
            "学院审核通过",
            "计算机与人工智能学院 李老师",
            "5 月 7 日 16:40",
        ),
        Event {
            reason: Some("单位信息有误".into()),
            words: Some("单位地址与营业执照不一致，请单位更正后重新发起。".into()),
            ..event(
                Tone::Bad,
                "学院审核不通过",
                "计算机与人工智能学院 李老师",
                "5 月 5 日 10:12",
            )
        },
        event(Tone::Info, "学生同意签约", "张三丰", "5 月 6 日 09:14"),
        event(
            Tone::Quiet,
            "发起签约邀请",
            "南京星河智能科技有限公司",
            "5 月 4 日 11:30",
        ),
    ]
}

fn states() -> Vec<Badge> {
    vec![
        Badge::new(Tone::Wait, "学生已同意签约，等待学校审核"),
        Badge::new(Tone::Wait, "学生已同意签约，等待学院审核"),
        Badge::new(Tone::Ok, "签约完成"),
        Badge::new(Tone::Bad, "审核不通过"),
        Badge::new(Tone::Info, "等待学生答复"),
        Badge::new(Tone::Quiet, "单位已撤回"),
    ]
}
