//! The companies: the five with a sign-in of the demonstration, and others for variety.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use wq_core::{codes::CreditCode, db::Conn};

use super::{
    dice::Dice,
    insert::{Row, insert},
    schools,
};

/// A company, as its row is written.
#[derive(Clone, Serialize)]
pub(super) struct Company {
    pub id: i64,
    pub credit_code: String,
    pub name: String,
    pub nature: &'static str,
    pub industry: &'static str,
    pub region: &'static str,
    pub address: String,
    pub postcode: &'static str,
    pub contact: String,
    pub telephone: String,
    pub mobile: String,
    pub email: String,
    /// None: only named on agreements; it has no account and is not written to.
    pub registered_at: Option<DateTime<Utc>>,
    /// 营业执照, once it was shown: its hash and its name.
    pub licence: Option<String>,
    pub licence_name: Option<String>,
}

impl Row for Company {
    const TABLE: &'static str = "companies";
}

/// The companies with a sign-in of the demonstration: `company-01` … `company-05`.
pub(super) const SIGNED_IN: usize = 5;
/// Others that are registered; what follows them is only named on agreements.
const REGISTERED: usize = 37;

/// Of the companies with a sign-in, `company-04`: no longer in existence.
pub(super) const NOT_IN_EXISTENCE: usize = 3;
/// `company-05`: warned of by every school.
pub(super) const WARNED: usize = 4;

/// Name, nature, industry, region, street, postcode.
type Known = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const KNOWN: [Known; SIGNED_IN] = [
    (
        "江苏云帆软件有限公司",
        "39",
        "34",
        "320102",
        "玄武大道699号",
        "210042",
    ),
    (
        "苏州精工智能装备股份有限公司",
        "39",
        "22",
        "320505",
        "科灵路88号",
        "215163",
    ),
    (
        "南京银杏会计师事务所（特殊普通合伙）",
        "39",
        "37",
        "320106",
        "中山北路26号",
        "210008",
    ),
    (
        "无锡远航贸易有限公司",
        "39",
        "31",
        "320213",
        "人民中路139号",
        "214001",
    ),
    (
        "徐州诚聘网络科技有限公司",
        "39",
        "34",
        "320303",
        "淮海东路5号",
        "221003",
    ),
];

/// Region, how names begin there, postcode.
const PLACES: &[(&str, &str, &str)] = &[
    ("320104", "南京", "210001"),
    ("320508", "苏州", "215000"),
    ("320402", "常州", "213000"),
    ("320612", "南通", "226300"),
    ("330106", "杭州", "310012"),
    ("330212", "宁波", "315100"),
    ("310115", "上海", "200120"),
    ("340104", "合肥", "230031"),
    ("370202", "青岛", "266000"),
    ("420106", "武汉", "430061"),
    ("440305", "深圳", "518000"),
    ("110108", "北京", "100080"),
];

const WORDS: &[&str] = &[
    "启明",
    "汇川谷",
    "宏远",
    "青禾",
    "博雅",
    "天衡",
    "瑞康",
    "华砚",
    "星野",
    "润泽",
    "恒达",
    "嘉木",
    "中正",
    "海澜湾",
    "金陵渡",
];

/// End of the name, nature, industry.
const TRADES: &[(&str, &str, &str)] = &[
    ("信息技术有限公司", "39", "34"),
    ("精密制造有限公司", "32", "22"),
    ("建设集团有限公司", "31", "24"),
    ("律师事务所", "39", "37"),
    ("医院", "23", "43"),
    ("实验小学", "22", "42"),
    ("银行股份有限公司", "31", "35"),
    ("设计研究院有限公司", "20", "38"),
    ("物流有限公司", "39", "32"),
    ("文化传媒有限公司", "39", "44"),
];

/// All companies, in the order of their numbers.
pub(super) fn all(now: DateTime<Utc>) -> Vec<Company> {
    let others = PLACES
        .iter()
        .cycle()
        .zip(WORDS.iter().cycle())
        .zip(TRADES.iter().cycle());
    let known = KNOWN.map(|known| (known.0.to_owned(), known));
    let others = others.map(
        |((&(region, place, postcode), word), &(trade, nature, industry))| {
            let name = format!("{place}{word}{trade}");
            (name, ("", nature, industry, region, "创新路", postcode))
        },
    );
    let count = SIGNED_IN + 40;
    let named = known.into_iter().chain(others).take(count).enumerate();
    named
        .map(|(place, (name, known))| company(place, name, known, now))
        .collect()
}

fn company(place: usize, name: String, known: Known, now: DateTime<Utc>) -> Company {
    let (_, nature, industry, region, street, postcode) = known;
    let number = place as i64 + 1;
    let mut dice = Dice::of(0xC0_0000 + number.unsigned_abs());
    let body = format!("91{region}MA{:07}", 1_000_000 + number * 7_919);
    let credit_code = CreditCode::complete(&body).map_or(body, |code| code.to_string());
    let registered = place < SIGNED_IN + REGISTERED;
    Company {
        id: number,
        credit_code,
        name,
        nature,
        industry,
        region,
        address: format!("{street}{number}号楼"),
        postcode,
        contact: super::names::name(dice.chance(50), &mut dice),
        telephone: format!("025-8{:07}", 3_000_000 + number * 137),
        mobile: format!("139{:08}", 51_000_000 + number),
        email: format!("hr{number:02}@company.example"),
        registered_at: registered.then(|| now - TimeDelta::days(400 + number)),
        licence: None,
        licence_name: None,
    }
}

#[derive(Serialize)]
struct Warning {
    company_id: i64,
    school_id: i64,
    reason: &'static str,
    explanation: &'static str,
    marked_at: DateTime<Utc>,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl Row for Warning {
    const TABLE: &'static str = "warnings";
}

/// Every school warns of `company-05`; the demonstration school also of one that only it warns of, and has taken one
/// warning back.
pub(super) async fn warn(conn: &mut Conn, now: DateTime<Utc>) -> anyhow::Result<()> {
    let marked = |company: usize, school_id, reason, explanation, days| Warning {
        company_id: company as i64 + 1,
        school_id,
        reason,
        explanation,
        marked_at: now - TimeDelta::days(days),
        withdrawn_at: None,
    };
    let mut rows: Vec<Warning> = schools::ids()
        .map(|school| {
            let explanation = "以招聘为名收取培训费，多名毕业生反映未签订劳动合同，已核实。";
            marked(WARNED, school, "fake", explanation, 20 + school * 9)
        })
        .collect();
    rows.push(marked(
        6,
        1,
        "discrimination",
        "招聘启事限定性别，经沟通拒不改正。",
        33,
    ));
    rows.push(Warning {
        withdrawn_at: Some(now - TimeDelta::days(12)),
        ..marked(
            7,
            1,
            "false_advertising",
            "宣传的薪酬与协议不符；单位已更正，撤销预警。",
            47,
        )
    });
    insert(conn, &rows).await
}
