//! The modules that a role can open.

use wq_core::access::Role;

use crate::{
    view::layout::{Nav, NavItem},
    visitor::Visitor,
};

const SCHOOL: &[(&str, &str)] = &[
    ("首页", "/"),
    ("签约设置", "/settings"),
    ("学生名单管理", "/roster"),
    ("在线签约管理", "/signing"),
    ("补登管理", "/paper"),
    ("解约管理", "/terminations"),
    ("去向登记管理", "/destinations"),
    ("失效信息管理", "/dormant"),
    ("作废信息管理", "/voided"),
    ("预警单位管理", "/warnings"),
    ("账号管理", "/accounts"),
];
const DEPARTMENT: &[(&str, &str)] = &[
    ("首页", "/"),
    ("学生名单管理", "/roster"),
    ("在线签约管理", "/signing"),
    ("补登管理", "/paper"),
    ("解约管理", "/terminations"),
    ("去向登记管理", "/destinations"),
    ("失效信息管理", "/dormant"),
    ("作废信息管理", "/voided"),
];
const STUDENT: &[(&str, &str)] = &[
    ("首页", "/"),
    ("签约邀请", "/student/invitations"),
    ("去向登记", "/student/destinations"),
    ("解约", "/student/terminations"),
    ("消息", "/messages"),
    ("个人信息", "/student/profile"),
];
const COMPANY: &[(&str, &str)] = &[
    ("首页", "/"),
    ("签约邀请", "/company/invitations"),
    ("线下签约", "/company/agreements"),
    ("解约", "/company/terminations"),
    ("消息", "/messages"),
    ("单位用户", "/company/users"),
];
const PROVINCE: &[(&str, &str)] = &[
    ("首页", "/"),
    ("签约设置", "/province/settings"),
    ("最低工资标准", "/province/wage-floors"),
];
const OPERATOR: &[(&str, &str)] = &[("首页", "/"), ("任务队列", "/ops/queues")];

/// Pages that belong to a module from whose address theirs does not begin.
const ELSEWHERE: &[(&str, &str)] = &[
    ("/company/drafts", "/company/invitations"),
    ("/student/offline", "/"),
    ("/student/paper", "/"),
    ("/student/timeline", "/"),
];

/// The navigation of whoever is signed in; empty for strangers.
pub fn nav(visitor: &Visitor) -> Nav {
    let Some(session) = &visitor.session else {
        return Nav::default();
    };
    let (rail, items) = match session.account.role {
        Role::School { .. } => (true, SCHOOL),
        Role::Department { .. } => (true, DEPARTMENT),
        Role::Student { .. } => (false, STUDENT),
        Role::Company { .. } => (false, COMPANY),
        Role::Province { .. } => (true, PROVINCE),
        Role::Operator => (true, OPERATOR),
    };
    let path = ELSEWHERE
        .iter()
        .find(|(page, _)| visitor.path.starts_with(page))
        .map_or(visitor.path.as_str(), |(_, module)| module);
    let item = |&(label, href): &(&str, &str)| NavItem {
        label: label.into(),
        href: href.into(),
        count: None,
        current: if href == "/" {
            path == "/"
        } else {
            path.starts_with(href)
        },
    };
    Nav {
        rail,
        items: items.iter().map(item).collect(),
    }
}
