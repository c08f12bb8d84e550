//! A school's settings as its officers read them.

use wq_core::{
    access::LevelScope,
    case::{AgreementForm, ReviewMode},
    settings::{Handler, Item, SchoolSettings, Settings, handler_lock, lock},
};

use super::PATH;
use crate::{
    routes::{cases::level, wording::moment},
    view::{
        badge::{Badge, Tone},
        facts::{Fact, Section},
        form::{Choice, Field, Posted},
        settings::school as view,
    },
};

/// 两方协议 or 三方协议.
pub fn form_name(form: AgreementForm) -> &'static str {
    match form {
        AgreementForm::TwoParty => "两方协议",
        AgreementForm::ThreeParty => "三方协议",
    }
}

/// The same as a badge, or that nothing is set.
pub fn form_badge(form: Option<AgreementForm>) -> Badge {
    match form {
        Some(form) => Badge::new(Tone::Info, form_name(form)),
        None => Badge::new(Tone::Quiet, "未设置"),
    }
}

const fn mode_name(mode: ReviewMode) -> &'static str {
    match mode {
        ReviewMode::SchoolOnly => "仅校级审核",
        ReviewMode::DepartmentThenSchool => "先院系再校级审核",
    }
}

/// What a form posts for a setting.
fn value(item: Item, settings: &Settings) -> String {
    let switch = |on: bool| if on { "on".to_owned() } else { "off".to_owned() };
    match item {
        Item::Signing => switch(settings.signing_open),
        Item::Paper => switch(settings.paper_open),
        Item::Destinations => switch(settings.destination_open),
        Item::ReviewMode => settings.review_mode.as_str().to_owned(),
        Item::TerminationLimit => settings.termination_limit.to_string(),
    }
}

/// How a setting reads.
fn said(item: Item, settings: &Settings) -> String {
    match item {
        Item::Signing => choose(settings.signing_open, SIGNING).into(),
        Item::Paper => choose(settings.paper_open, PAPER).into(),
        Item::Destinations => choose(settings.destination_open, DESTINATIONS).into(),
        Item::ReviewMode => mode_name(settings.review_mode).into(),
        Item::TerminationLimit => format!("最多 {} 次", settings.termination_limit),
    }
}

/// The guide's words for on and off, switch by switch.
const SIGNING: [&str; 2] = ["开启", "关闭"];
const PAPER: [&str; 2] = ["允许补登", "不允许补登"];
const DESTINATIONS: [&str; 2] = ["可以", "不可以"];

const fn choose(on: bool, words: [&'static str; 2]) -> &'static str {
    if on { words[0] } else { words[1] }
}

/// The page, with a form that holds what is set, and over it what was posted.
pub fn page(now: &SchoolSettings, csrf: String, posted: Posted) -> view::Settings {
    let field = |item: Item| fill(now, &posted, item);
    view::Settings {
        school: format!("{} · {}届", now.school, now.cohort),
        form: form_badge(now.form),
        closed: now.form.is_none(),
        overtaken: None,
        groups: vec![
            view::Group {
                title: "在线签约、补登和填报去向登记",
                fields: vec![
                    field(Item::Signing),
                    field(Item::Paper),
                    field(Item::Destinations),
                ],
            },
            view::Group {
                title: "审核设置",
                fields: vec![field(Item::ReviewMode)],
            },
            view::Group {
                title: "解约设置",
                fields: vec![field(Item::TerminationLimit)],
            },
        ],
        action: PATH.into(),
        csrf,
        version: now.version,
        last: now
            .last
            .as_ref()
            .map(|last| format!("{} 于 {} 最近修改", last.by, moment(last.at))),
        handlers: now.handlers.iter().map(handler).collect(),
        choices: choices(now),
    }
}

/// A field that holds what was posted; where nothing was, what is set.
fn fill(now: &SchoolSettings, posted: &Posted, item: Item) -> Field {
    let set = value(item, &now.settings);
    let filled = posted.fill(blank(item).value(&set));
    // A control that holds something else than what is set stays open, so that it can be set back.
    let lock = lock(item, &now.settings, now.facts).filter(|_| filled.value == set);
    filled.locked(lock.map(|lock| lock.to_string()))
}

fn blank(item: Item) -> Field {
    let switch = |[on, off]: [&str; 2]| {
        let choices = vec![Choice::new("on", on), Choice::new("off", off)];
        Field::radio(item.field(), item.label(), choices)
    };
    let field = match item {
        Item::Signing => {
            switch(SIGNING).hint("开启后毕业生即可与用人单位签约，补登开关、填报去向登记开关默认同步开启。")
        }
        Item::Paper => switch(PAPER).hint("已签订纸质就业协议的学生可以登记协议信息"),
        Item::Destinations => switch(DESTINATIONS).hint("学生可以填报其他毕业去向"),
        Item::ReviewMode => {
            let choices = ReviewMode::ALL.map(|mode| Choice::new(mode.as_str(), mode_name(mode)));
            Field::radio(item.field(), "审核方式", choices.into())
                .hint("新签约、补登、填报去向登记以及解约时的审核方式")
        }
        Item::TerminationLimit => Field::number(item.field(), "学生可提交解约申请次数", "次")
            .hint("0 到 99 的整数，撤回的申请也计入次数"),
    };
    Field {
        wide: item == Item::ReviewMode,
        ..field.required()
    }
}

/// What somebody changed while the reader's page was open. `seen` are the settings that the page was drawn from.
pub fn overtaken(now: &SchoolSettings, seen: Option<&Settings>) -> view::Overtaken {
    let changed = |item: &Item| seen.is_some_and(|seen| item.differs(seen, &now.settings));
    let sentence = |item: Item| match seen {
        Some(seen) => format!(
            "{}：{} → {}",
            item.label(),
            said(item, seen),
            said(item, &now.settings)
        ),
        None => String::new(),
    };
    let who = match &now.last {
        Some(last) => format!("{} 于 {} 修改了签约设置", last.by, moment(last.at)),
        None => "签约设置已被他人修改".into(),
    };
    view::Overtaken {
        title: format!("{who}，您的修改没有保存"),
        changes: Item::ALL.into_iter().filter(changed).map(sentence).collect(),
    }
}

/// Handler details, under whom they are for.
pub fn handler(handler: &Handler) -> Section {
    Section {
        title: level(handler.level).into(),
        facts: vec![
            Fact::new("就业协议经办人", &handler.name),
            Fact::new("联系电话", &handler.telephone),
            Fact::new("通讯地址", &handler.address),
            Fact::new("邮政编码", &handler.postcode),
        ],
    }
}

/// The ways to set a handler, each open or with the reason why not.
fn choices(now: &SchoolSettings) -> Vec<view::HandlerChoice> {
    let set: Vec<LevelScope> = now.handlers.iter().map(|handler| handler.level).collect();
    let choice = |level: &LevelScope| view::HandlerChoice {
        label: handler_title(*level),
        href: handler_address(*level),
        lock: handler_lock(now.officer, &set, *level).map(|lock| lock.to_string()),
    };
    // Once every level has its handler nothing is left to choose, and what is final needs no button.
    let covers = |level: &LevelScope| set.contains(level) || set.contains(&LevelScope::All);
    if covers(&LevelScope::Undergraduate) && covers(&LevelScope::Graduate) {
        return Vec::new();
    }
    let missing = |level: &&LevelScope| !set.contains(level);
    LevelScope::ALL.iter().filter(missing).map(choice).collect()
}

/// The guide's words for setting the handler of a level.
pub fn handler_title(level: LevelScope) -> &'static str {
    match level {
        LevelScope::All => "设置全校统一协议经办人",
        LevelScope::Undergraduate => "设置本专科协议经办人",
        LevelScope::Graduate => "设置研究生协议经办人",
    }
}

/// The page on which the handler of a level is filled in.
pub fn handler_address(level: LevelScope) -> String {
    format!("{PATH}/handlers/{}", level.as_str())
}
