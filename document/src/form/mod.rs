//! The two fixed forms, two-party and three-party: what is written, in the order of the paper.

mod articles;
mod facts;
mod places;
mod written;

use wq_core::{
    agreement::{Sheet, Signing},
    case::AgreementForm,
};

use crate::page::Block;

/// Everything that stands on the sheet.
pub fn blocks(sheet: &Sheet, verify_url: &str) -> Vec<Block> {
    let mut blocks = vec![head(sheet, verify_url)];
    blocks.push(Block::Paragraph(preamble(sheet).to_owned()));
    blocks.extend(facts::tables(sheet));
    blocks.push(Block::Heading("协议条款".to_owned()));
    blocks.extend(articles::of(sheet).into_iter().map(Block::Paragraph));
    blocks.push(Block::Signatures {
        title: signing(sheet).to_owned(),
        places: places::of(sheet),
    });
    blocks
}

fn head(sheet: &Sheet, verify_url: &str) -> Block {
    let kind = match sheet.form {
        AgreementForm::TwoParty => "（两方协议）",
        AgreementForm::ThreeParty => "（三方协议）",
    };
    Block::Head {
        title: "普通高校毕业生就业协议书".to_owned(),
        kind: kind.to_owned(),
        number: format!("编号：{}", sheet.number),
        qr: verify_url.to_owned(),
        hint: "扫码核验".to_owned(),
    }
}

fn preamble(sheet: &Sheet) -> &'static str {
    match sheet.form {
        AgreementForm::TwoParty => {
            "甲方（用人单位）与乙方（毕业生）在平等自愿、如实告知的基础上协商一致，就乙方毕业后到甲方工作订立本协议。"
        }
        AgreementForm::ThreeParty => {
            "甲方（用人单位）与乙方（毕业生）在平等自愿、如实告知的基础上协商一致，就乙方毕业后到甲方工作达成意向，\
             经丙方（学校）审核，三方订立本协议。"
        }
    }
}

fn signing(sheet: &Sheet) -> &'static str {
    match sheet.signing {
        Signing::Online { .. } => "签约确认",
        Signing::OnPaper => "签字盖章",
    }
}
