//! The articles of the two forms.

use crate::{
    agreement::sheet::{Draft, Signing},
    case::AgreementForm,
};

const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The articles, numbered.
pub fn of(draft: &Draft) -> Vec<String> {
    let articles = match draft.form {
        AgreementForm::TwoParty => two_party(draft),
        AgreementForm::ThreeParty => three_party(draft),
    };
    NUMBERS
        .iter()
        .zip(articles)
        .map(|(number, article)| format!("第{number}条  {article}"))
        .collect()
}

const TRUTH: &str = "甲方已将本单位情况、工作内容、工作条件和待遇如实告知乙方；乙方已将本人情况如实告知甲方，并对所提供的就业材料负责。";
const REPORT: &str =
    "乙方取得毕业资格后，应按约定的报到日期到甲方报到；因故不能按期报到的，应事先告知甲方并另行商定日期。";
const CONTRACT: &str = "甲方应在乙方报到后一个月内与乙方订立书面劳动（聘用）合同。合同中的岗位、工作地点、薪酬、试用期和期限应与本协议一致；\
    需要变更的，由双方协商确定。";
const DISPATCH: &str = "甲方接收乙方档案、户口的，应保证所填转寄、迁转信息准确；学校按所填信息和国家有关规定办理乙方的档案转递和户口迁移。";
const FREE: &str = "有下列情形之一的，本协议解除，双方互不承担违约责任：（一）乙方未取得毕业资格；（二）甲方依法终止或被吊销营业执照；\
    （三）因不可抗力不能履行本协议；（四）双方约定的其他情形。";
const BREACH: &str = "一方违反本协议的，按约定的违约金数额向对方承担违约责任；没有约定的，依照法律规定承担责任。双方就本协议发生争议的，\
    协商解决；协商不成的，依法处理。";

fn two_party(draft: &Draft) -> Vec<String> {
    let begin = match draft.signing {
        Signing::Online { .. } => {
            "本协议由甲方、乙方在网签平台上确认，经学校（院系）鉴证后生效。鉴证是对乙方毕业生身份和双方签约意愿的核对，\
             学校不因鉴证成为本协议的一方。"
        }
        Signing::OnPaper => {
            "本协议经甲方盖章、乙方签字，上传网签平台并经学校（院系）鉴证后生效。鉴证是对乙方毕业生身份和双方签约意愿的核对，\
             学校不因鉴证成为本协议的一方。"
        }
    };
    [
        TRUTH,
        REPORT,
        CONTRACT,
        DISPATCH,
        FREE,
        "甲方、乙方协商一致可以解除本协议。解除应在网签平台上提出，经学校（院系）审核通过后生效；在此之前乙方不能与其他单位签约。",
        BREACH,
        begin,
        &copies(draft),
    ]
    .map(str::to_owned)
    .into()
}

fn three_party(draft: &Draft) -> Vec<String> {
    let begin = match draft.signing {
        Signing::Online { .. } => "本协议由甲方、乙方在网签平台上确认，经丙方审核通过后生效。",
        Signing::OnPaper => "本协议经甲方盖章、乙方签字，上传网签平台并经丙方审核通过后生效。",
    };
    [
        TRUTH,
        "丙方应如实向甲方介绍乙方的在校表现，审核乙方的毕业生身份和签约信息，并将本协议列入毕业去向。",
        REPORT,
        CONTRACT,
        "甲方接收乙方档案、户口的，应保证所填转寄、迁转信息准确；丙方按所填信息和国家有关规定办理乙方的档案转递和户口迁移。",
        FREE,
        "甲方、乙方协商一致并经丙方同意，可以解除本协议。解除应在网签平台上提出，经丙方审核通过后生效；\
         在此之前乙方不能与其他单位签约。",
        BREACH,
        begin,
        &copies(draft),
    ]
    .map(str::to_owned)
    .into()
}

/// Which text counts.
fn copies(draft: &Draft) -> String {
    let copies = match (draft.signing, draft.form) {
        (Signing::Online { .. }, _) => {
            "本协议以网签平台保存的电子文本为准，甲方、乙方和学校均可下载、打印存档。"
        }
        (Signing::OnPaper, AgreementForm::TwoParty) => {
            "本协议打印一式三份，甲方、乙方各执一份，一份交学校存档，具有同等效力。"
        }
        (Signing::OnPaper, AgreementForm::ThreeParty) => {
            "本协议打印一式三份，甲方、乙方、丙方各执一份，具有同等效力。"
        }
    };
    format!("{copies}打印后的内容应与平台保存的文本一致，任何人可扫描首页二维码核验本协议的编号和状态。")
}
