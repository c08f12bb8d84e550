//! `GET /{module}`: the list of a review module.

use chrono::NaiveDate;
use poem::{Response, handler};
use std::collections::BTreeMap;
use wq_core::{
    access::LevelScope,
    case::{
        Initiator, Module,
        queue::{At, Group, Listing, Order, PAGE, listing},
    },
    codes::{self, List as Codes},
    export::Content,
};

use super::{
    asked::{Asked, can_be_overdue, has_initiators},
    desk::Desk,
    export,
    rows::{level, rows},
};
use crate::{
    fault::Fault,
    response::ok,
    routes::departments::departments,
    view::{
        form::{Choice, Field},
        list::{Empty, Filters, Link, List, Pager, list as view},
    },
};

#[handler]
pub async fn list(desk: Desk) -> Result<Response, Fault> {
    let asked = desk.asked();
    let conn = desk.visitor.conn().await?;
    let listing = listing(
        &conn,
        &desk.account,
        &desk.office,
        &asked.wanted,
        asked.at,
        asked.total,
    )
    .await?;
    let departments = departments(&desk.visitor, &desk.account, &conn, desk.office.cohort).await?;
    drop(conn);
    let page = List {
        title: desk.module.label().into(),
        subject: words(desk.module).subject,
        state: words(desk.module).state,
        filters: Filters {
            action: format!("/{}/filter", desk.module.as_str()),
            csrf: desk.visitor.csrf.clone(),
            list: format!("/{}", desk.module.as_str()),
            fields: fields(&desk, &asked, &departments),
        },
        count: format!("共 {} 件", listing.total),
        downloads: downloads(&asked),
        rows: rows(&desk, &asked, &listing),
        pager: pager(&asked, &listing),
        empty: empty(&desk, &asked),
    };
    Ok(ok(&desk.visitor, desk.module.label(), view(&page)))
}

/// What can be taken away.
fn downloads(asked: &Asked) -> Vec<Link> {
    let link = |content: &Content| Link::new(content.label(), export::href(asked, *content));
    Content::ALL.iter().map(link).collect()
}

fn fields(desk: &Desk, asked: &Asked, departments: &[String]) -> Vec<Field> {
    let wanted = &asked.wanted;
    let group = match &wanted.group {
        Group::All => "all",
        Group::Mine => "mine",
        Group::Overdue => "overdue",
        Group::Of(key) => key,
    };
    let initiators = [
        Choice::new(Initiator::Company.as_str(), "单位"),
        Choice::new(Initiator::Student.as_str(), "学生"),
    ];
    let departments = || {
        let choice = |name: &String| Choice::new(name, name);
        departments.iter().map(choice).collect()
    };
    let levels = || {
        [LevelScope::Undergraduate, LevelScope::Graduate]
            .map(|scope| Choice::new(scope.as_str(), level(scope)))
            .to_vec()
    };
    let order = match wanted.order {
        Order::OldestFirst => "oldest",
        Order::NewestFirst => "newest",
    };
    let orders = vec![
        Choice::new("oldest", "等待最久在前"),
        Choice::new("newest", "最近变化在前"),
    ];
    let search = Field::search("q", "姓名、学号或身份证号").value(&wanted.search);
    let company = Field::search("company", "单位名称").value(wanted.company.clone().unwrap_or_default());
    let day = |name, label, day: Option<NaiveDate>| {
        Field::date(name, label).value(day.map_or(String::new(), |day| day.to_string()))
    };
    let is_backwards = wanted.from.zip(wanted.to).is_some_and(|(from, to)| from > to);
    let words = words(desk.module);
    [
        Some(Field::select("group", words.state, None, groups(desk)).value(group)),
        has_initiators(desk.module).then(|| {
            Field::select("initiator", words.initiator, Some("全部"), initiators.to_vec())
                .value(wanted.initiator.map_or("", Initiator::as_str))
        }),
        (desk.module == Module::Destinations).then(|| {
            Field::select("category", "去向类别", Some("全部"), categories(desk))
                .value(wanted.category.clone().unwrap_or_default())
        }),
        desk.offers_departments().then(|| {
            Field::select("department", "院系", Some("全部"), departments())
                .value(wanted.department.clone().unwrap_or_default())
        }),
        desk.offers_levels().then(|| {
            let chosen = match wanted.level {
                LevelScope::All => "",
                level => level.as_str(),
            };
            Field::select("level", "层次", Some("全部"), levels()).value(chosen)
        }),
        Some(plain(search)),
        Some(plain(company)),
        Some(day("from", "进入状态日期：从", wanted.from)),
        Some(day("to", "到", wanted.to).error(is_backwards.then_some("不能早于开始日期"))),
        Some(Field::select("order", "排序", None, orders).value(order)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a module calls what all modules have.
struct Words {
    state: &'static str,
    initiator: &'static str,
    subject: &'static str,
}

fn words(module: Module) -> Words {
    let (state, initiator, subject) = match module {
        Module::Signing | Module::Paper => ("签约状态", "签约发起方", "单位"),
        Module::Terminations => ("签约状态", "解约发起方", "单位"),
        Module::Destinations => ("去向登记状态", "登记发起方", "去向类别"),
    };
    Words {
        state,
        initiator,
        subject,
    }
}

/// 去向类别 in use for the cohort of the list.
fn categories(desk: &Desk) -> Vec<Choice> {
    let codes = codes::options(Codes::Destination, desk.office.cohort);
    codes.map(|code| Choice::new(&code.code, &code.name)).collect()
}

/// What browsers remember of former searches is somebody's name.
fn plain(field: Field) -> Field {
    Field {
        autocomplete: Some("off"),
        max_length: Some(100),
        ..field
    }
}

/// The guide's states, before them the reader's own work and the whole. States of one name are told apart by their kind.
fn groups(desk: &Desk) -> Vec<Choice> {
    let groups = desk.module.groups(desk.office.form);
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for group in groups {
        *named.entry(&group.label).or_default() += 1;
    }
    let choice = |group: &wq_core::case::StateGroup| {
        let kind = group.states.first().map(|state| state.kind().label());
        match kind {
            Some(kind) if named[group.label.as_str()] > 1 => {
                Choice::new(&group.key, format!("{}（{kind}）", group.label))
            }
            _ => Choice::new(&group.key, &group.label),
        }
    };
    let overdue = can_be_overdue(desk.module).then(|| Choice::new("overdue", "超期未办理"));
    [Choice::new("mine", "待我处理"), Choice::new("all", "全部")]
        .into_iter()
        .chain(overdue)
        .chain(groups.iter().map(choice))
        .collect()
}

fn pager(asked: &Asked, listing: &Listing) -> Pager {
    let page = &listing.page;
    let (Some(first), Some(last)) = (page.lines.first(), page.lines.last()) else {
        return Pager::default();
    };
    let before = asked.skipped;
    let after = before + page.lines.len() as u64;
    Pager {
        previous: page.has_before.then(|| {
            let skipped = before.saturating_sub(PAGE as u64);
            asked.page(At::Before(first.cursor()), skipped, listing.total)
        }),
        next: page
            .has_after
            .then(|| asked.page(At::After(last.cursor()), after, listing.total)),
        place: format!("第 {}–{after} 件", before + 1),
    }
}

fn empty(desk: &Desk, asked: &Asked) -> Empty {
    match asked.wanted.group {
        _ if asked.is_searched() => Empty {
            title: "没有符合条件的事项".into(),
            advice:
                "姓名、学号和单位名称请从开头输入，身份证号请输入全部 18 位；也可以换个状态，或清空条件再查。"
                    .into(),
            way_out: None,
        },
        Group::Mine => Empty {
            title: "没有等待您处理的事项".into(),
            advice: "新的事项到来时，首页的数字会自动更新。".into(),
            way_out: Some(Link::new(
                "查看全部状态",
                Asked::of(desk.module, Group::All).list(),
            )),
        },
        Group::All | Group::Overdue | Group::Of(_) => Empty {
            title: "没有符合条件的事项".into(),
            advice: "换个状态，或清空条件再查。".into(),
            way_out: Some(Link::new(
                "查看待我处理",
                Asked::of(desk.module, Group::Mine).list(),
            )),
        },
    }
}
