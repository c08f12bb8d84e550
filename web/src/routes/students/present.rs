//! A student of the roster in words.

use wq_core::{
    case::{Module, queue::Line},
    codes::{List, name, region_name},
    roster::{Detail, Details, Personal},
    settings::Office,
};

use crate::{
    routes::{
        cases::{MODULES, href, subject},
        wording::{badge, day, moment},
    },
    view::{
        facts::{Fact, Section},
        roster::{Case, Reveal, Student},
    },
    visitor::Visitor,
};

/// The page of a student.
pub fn student(visitor: &Visitor, found: &Detail, office: &Office, in_full: Option<Personal>) -> Student {
    let student = &found.student;
    let reveal = in_full.is_none().then(|| Reveal {
        action: format!("/roster/{}/reveal", student.id),
        csrf: visitor.csrf.clone(),
    });
    let personal = in_full.unwrap_or_else(|| student.masked());
    Student {
        name: student.name.clone(),
        number: student.student_no.clone(),
        notices: notices(found),
        sections: vec![
            basics(student, &personal),
            studies(student),
            contact(&personal),
            records(student),
        ],
        reveal,
        employment_system: visitor.app.settings.employment_url.clone(),
        cases: found.cases.iter().map(|line| case(line, office)).collect(),
    }
}

fn notices(found: &Detail) -> Vec<String> {
    let student = &found.student;
    let earlier =
        (!found.is_current).then(|| format!("{}届往届生：仅可查看过往记录，不可操作。", student.cohort));
    let dormant = student.dormant_since.map(|since| {
        format!(
            "该生已于 {} 从就业管理系统中删除，签约和去向登记状态失效。",
            moment(since)
        )
    });
    let bound = matches!(student.training_mode.as_str(), "21" | "41")
        .then(|| "定向（不可网签）、委培（不可网签）毕业生仅可填报“定向/委培毕业去向补充登记”。".to_owned());
    [earlier, dormant, bound].into_iter().flatten().collect()
}

fn basics(student: &Details, personal: &Personal) -> Section {
    Section {
        title: "基本信息".into(),
        facts: vec![
            Fact::new("姓名", &student.name),
            Fact::new("身份证号", &personal.id_number),
            Fact::new("出生日期", &personal.born),
            Fact::new("性别", name(List::Gender, &student.gender)),
            Fact::new("民族", name(List::Ethnicity, &student.ethnicity)),
            Fact::new("政治面貌", name(List::PoliticalStatus, &student.political_status)),
            Fact::new("生源所在地", region_name(&student.origin_region)),
            Fact::new("城乡生源", if student.rural { "农村" } else { "城镇" }),
            Fact::new("师范生类别", name(List::NormalStudent, &student.normal_student)),
            Fact::new("困难生类别", name(List::Difficulty, &student.difficulty)),
        ],
    }
}

fn studies(student: &Details) -> Section {
    Section {
        title: "学籍信息".into(),
        facts: vec![
            Fact::new("届", format!("{}届", student.cohort)),
            Fact::new("考生号", &student.reference),
            Fact::new("学号", &student.student_no),
            Fact::new("所在院系", &student.department),
            Fact::new("所在班级", &student.class_name),
            Fact::new("专业代码", &student.major_code),
            Fact::new("专业", &student.major_name),
            Fact::new("专业方向", &student.major_direction),
            Fact::new("学历", name(List::EducationLevel, &student.education_level)),
            Fact::new("学制", format!("{} 年", student.study_years)),
            Fact::new("学习形式", &student.study_form),
            Fact::new("培养方式", name(List::TrainingMode, &student.training_mode)),
            Fact::new("定向或委培单位", &student.commissioned_by),
            Fact::new("入学时间", day(Some(student.enrolled_on))),
            Fact::new("毕业时间", day(Some(student.graduates_on))),
        ],
    }
}

fn contact(personal: &Personal) -> Section {
    Section {
        title: "联系方式".into(),
        facts: vec![
            Fact::new("手机号码", &personal.mobile),
            Fact::new("电子邮箱", &personal.email),
        ],
    }
}

fn records(student: &Details) -> Section {
    let yes = |moved: bool| if moved { "是" } else { "否" };
    Section {
        title: "档案和户口".into(),
        facts: vec![
            Fact::new("入学前档案所在单位", &student.archive_before),
            Fact::new("档案是否转入学校", yes(student.archive_moved)),
            Fact::new("入学前户口所在地派出所", &student.household_before),
            Fact::new("户口是否转入学校", yes(student.household_moved)),
        ],
    }
}

fn case(line: &Line, office: &Office) -> Case {
    let module = Module::of(line.state.kind());
    Case {
        kind: line.state.kind().label().into(),
        subject: subject(line),
        state: badge(line.state, office.form, line.ends),
        time: moment(line.entered_at),
        href: MODULES.contains(&module).then(|| href(module, line.id, "")),
    }
}
