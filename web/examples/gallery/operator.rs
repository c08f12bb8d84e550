//! What operators and the province see.

use wq_web::view::badge::{Badge, Tone};
use wq_web::view::count::{Board, Count, Group};
use wq_web::view::form::{Choice, Field};
use wq_web::view::home::operator::{Check, OperatorHome, home as operator_home};
use wq_web::view::home::province::{ProvinceHome, School, home as province_home};
use wq_web::view::list::Pager;
use wq_web::view::ops::job::{Attempt, Job, job};
use wq_web::view::ops::queues::{JobRow, Queue, Queues, STATES, queues};

use crate::{Reader, Screen, section};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, reader, body| Screen {
        file,
        title,
        reader,
        body,
    };
    vec![
        screen(
            "home-operator",
            "首页",
            Reader::Operator,
            operator_home(&health()),
        ),
        screen("queues", "任务队列", Reader::Operator, queues(&page())),
        screen("job", "任务队列", Reader::Operator, job(&dead())),
        screen(
            "home-province",
            "首页",
            Reader::Province,
            province_home(&province()),
        ),
    ]
}

fn health() -> OperatorHome {
    let group = |title: &str, dead| Group {
        title: title.into(),
        counts: vec![
            Count::new(Tone::Bad, "已失败", dead, "#dead"),
            Count::new(Tone::Info, "待执行", 14, "#ready"),
            Count::new(Tone::Info, "执行中", 2, "#running"),
        ],
    };
    let check = |label: &str, tone, state: &str, note: &str| Check {
        label: label.into(),
        state: Badge::new(tone, state),
        note: note.into(),
    };
    OperatorHome {
        board: Board {
            stream: None,
            source: "/home/board".into(),
            groups: vec![
                group("推送 push", 3),
                group("查询 lookup", 0),
                group("通知 notify", 0),
                group("维护 upkeep", 0),
            ],
        },
        checks: vec![
            check("数据库", Tone::Ok, "正常", "延迟 1 毫秒"),
            check(
                "就业管理系统",
                Tone::Bad,
                "不可用",
                "10:21 起连续 14 次失败：connection refused",
            ),
            check("企业登记", Tone::Wait, "缓慢", "最近 5 分钟中位数 4.2 秒"),
        ],
    }
}

fn page() -> Queues {
    let count = |index: usize, number| {
        Count::new(
            if index == 4 { Tone::Bad } else { Tone::Quiet },
            STATES[index],
            number,
            "#jobs",
        )
    };
    let queue = |title: &str, numbers: [u64; 5], lag: &str| Queue {
        title: title.into(),
        counts: numbers
            .into_iter()
            .enumerate()
            .map(|(index, number)| count(index, number))
            .collect(),
        lag: lag.into(),
    };
    let choice = |label: &str| Choice::new(label, label);
    Queues {
        queues: vec![
            queue("推送 push", [14, 2, 10_482, 1, 3], "42 秒"),
            queue("查询 lookup", [0, 0, 812, 0, 0], "—"),
            queue("通知 notify", [5, 1, 23_110, 0, 0], "0.2 秒"),
            queue("维护 upkeep", [1, 0, 96, 0, 0], "—"),
        ],
        action: "/ops/queues".into(),
        filters: vec![
            Field::select(
                "queue",
                "队列",
                Some("全部"),
                vec![choice("push"), choice("notify")],
            ),
            Field::select("state", "状态", Some("全部"), STATES.map(choice).to_vec()).value("已失败"),
        ],
        count: "共 3 个".into(),
        jobs: (0..3)
            .map(|index| JobRow {
                href: "job.html".into(),
                id: format!("{}", 48_210 + index),
                kind: "push 推送去向".into(),
                state: Badge::new(Tone::Bad, "已失败"),
                attempts: "12 / 12".into(),
                due: "05-08 10:32".into(),
                error: "就业管理系统返回 503：service unavailable, retry after 30 s".into(),
            })
            .collect(),
        pager: Pager::default(),
    }
}

fn dead() -> Job {
    let attempt = |number: &str, tone, outcome: &str, error: &str| Attempt {
        number: number.into(),
        started: "05-08 10:32:07".into(),
        took: "5.0 秒".into(),
        worker: "worker-1".into(),
        outcome: Badge::new(tone, outcome),
        error: error.into(),
    };
    Job {
        id: "48210".into(),
        kind: "push 推送去向".into(),
        state: Badge::new(Tone::Bad, "已失败"),
        facts: section(
            "任务信息",
            &[
                ("创建时间", "2027-05-08 09:12:44"),
                ("最近执行", "2027-05-08 10:32:07"),
                ("尝试", "3 / 3"),
                ("事项", "2027-000123"),
            ],
        ),
        payload: "{\n  \"student_id\": 90113,\n  \"version\": 4\n}".into(),
        attempts: vec![
            attempt("3", Tone::Bad, "失败", "503 service unavailable"),
            attempt("2", Tone::Bad, "超时", "deadline of 5 s passed"),
            attempt("1", Tone::Wait, "中断", "执行者失去联系，租约到期"),
        ],
        csrf: "token".into(),
        retry: Some("/ops/jobs/48210/retry".into()),
        cancel: Some("/ops/jobs/48210/cancel".into()),
    }
}

fn province() -> ProvinceHome {
    let count = |tone, label: &str, number| Count::new(tone, label, number, "#list");
    let school = |name: &str, form: Badge, signing: Badge, rate: &str| School {
        name: name.into(),
        form,
        signing,
        students: "15,020".into(),
        placed: "9,493".into(),
        rate: rate.into(),
    };
    ProvinceHome {
        province: "江苏省".into(),
        cohort: "2027届".into(),
        board: Board {
            stream: None,
            source: "/home/board".into(),
            groups: vec![Group {
                title: "全省".into(),
                counts: vec![
                    count(Tone::Quiet, "毕业生", 612_044),
                    count(Tone::Ok, "已落实去向", 381_220),
                    count(Tone::Wait, "待审核", 10_431),
                ],
            }],
        },
        schools: vec![
            school(
                "江苏示范大学",
                Badge::new(Tone::Info, "两方协议"),
                Badge::new(Tone::Ok, "开启"),
                "63.2%",
            ),
            school(
                "苏州示范职业技术学院",
                Badge::new(Tone::Info, "三方协议"),
                Badge::new(Tone::Quiet, "关闭"),
                "0.0%",
            ),
            school(
                "南通示范师范高等专科学校",
                Badge::new(Tone::Quiet, "未设置"),
                Badge::new(Tone::Quiet, "关闭"),
                "0.0%",
            ),
        ],
    }
}
