//! The student of the roster.

use super::{
    Column,
    cell::{code, day, known, of},
    column,
};
use crate::{
    access::LevelScope,
    codes::{List, region_name},
    roster::mask,
};

pub(super) const STUDENT: &[Column] = &[
    column("考生号", |r, _| known(&r.student.reference)),
    column("学号", |r, _| known(&r.student.student_no)),
    column("姓名", |r, _| known(&r.student.name)),
    column("身份证号", |r, c| {
        c.shown(&r.student.id_number, mask::id_number)
    }),
    column("性别", |r, _| code(List::Gender, &r.student.gender)),
    column("民族", |r, _| code(List::Ethnicity, &r.student.ethnicity)),
    column("政治面貌", |r, _| {
        code(List::PoliticalStatus, &r.student.political_status)
    }),
    column("出生日期", |r, c| {
        if c.in_full {
            day(r.student.born_on)
        } else {
            of(r.student.born_on.format("%Y").to_string())
        }
    }),
    column("所在院系", |r, _| known(&r.student.department)),
    column("所在班级", |r, _| known(&r.student.class_name)),
    column("专业代码", |r, _| known(&r.student.major_code)),
    column("专业", |r, _| known(&r.student.major_name)),
    column("专业方向", |r, _| known(&r.student.major_direction)),
    column("层次", |r, _| of(level(r.case.level))),
    column("学历", |r, _| {
        code(List::EducationLevel, &r.student.education_level)
    }),
    column("学制", |r, _| known(&r.student.study_years)),
    column("学习形式", |r, _| known(&r.student.study_form)),
    column("培养方式", |r, _| {
        code(List::TrainingMode, &r.student.training_mode)
    }),
    column("定向或委培单位", |r, _| known(&r.student.commissioned_by)),
    column("入学时间", |r, _| day(r.student.enrolled_on)),
    column("毕业时间", |r, _| day(r.student.graduates_on)),
    column("生源所在地", |r, _| {
        known(region_name(&r.student.origin_region))
    }),
    column("城乡生源", |r, _| {
        of(if r.student.rural { "农村" } else { "城镇" })
    }),
    column("手机号码", |r, c| c.shown(&r.student.mobile, mask::telephone)),
    column("电子邮箱", |r, c| c.shown(&r.student.email, mask::email)),
];

pub(super) const RETURNED_STUDENT: &[Column] = &[
    column("学号", |r, _| known(&r.student.student_no)),
    column("姓名", |r, _| known(&r.student.name)),
    column("身份证号", |r, c| {
        c.shown(&r.student.id_number, mask::id_number)
    }),
    column("所在院系", |r, _| known(&r.student.department)),
    column("所在班级", |r, _| known(&r.student.class_name)),
    column("专业", |r, _| known(&r.student.major_name)),
    column("学历", |r, _| {
        code(List::EducationLevel, &r.student.education_level)
    }),
    column("手机号码", |r, c| c.shown(&r.student.mobile, mask::telephone)),
];

fn level(level: LevelScope) -> &'static str {
    match level {
        LevelScope::All => "全部",
        LevelScope::Undergraduate => "本专科",
        LevelScope::Graduate => "研究生",
    }
}
