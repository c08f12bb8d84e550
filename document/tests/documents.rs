//! Both forms, read back out of the PDF as any reader would.

use lopdf::{Dictionary, Document, Object};
use wq_core::{agreement::Sheet, case::AgreementForm};
use wq_document::{Unprintable, document, specimen};

const URL: &str = "https://wq.example.edu.cn/verify/2027000010000000424";
const FORMS: [AgreementForm; 2] = [AgreementForm::TwoParty, AgreementForm::ThreeParty];

fn bytes(sheet: &Sheet) -> Vec<u8> {
    document(sheet, URL).expect("a document")
}

/// The text of every page, without its white.
fn text(sheet: &Sheet) -> String {
    let pdf = Document::load_mem(&bytes(sheet)).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    text.chars()
        .filter(|character| !character.is_whitespace())
        .collect()
}

fn catalog(pdf: &Document) -> &Dictionary {
    pdf.catalog().expect("a catalog")
}

#[test]
fn both_forms_fill_two_pages_however_they_are_signed() {
    for form in FORMS {
        for online in [true, false] {
            let pdf = Document::load_mem(&bytes(&specimen(form, online))).expect("a PDF");
            assert_eq!(pdf.get_pages().len(), 2, "{form:?}, online: {online}");
        }
    }
}

#[test]
fn the_parties_the_terms_and_the_handler_can_be_read_out_of_it() {
    for form in FORMS {
        let read = text(&specimen(form, true));
        for said in [
            "编号：2027000010000000424",
            "龚䶮喆",
            "320102200501010018",
            "南京样张软件科技有限公司",
            "91320100MA00000000",
            "江苏省南京市玄武区",
            "人民币12,000元/月（税前）",
            "2027年7月1日至2030年6月30日",
            "协议经办人周敏",
            "025-00000000",
            "210000",
            "南京市玄武区人才服务中心",
            "第1页共2页",
        ] {
            assert!(read.contains(said), "{form:?} lacks {said}");
        }
    }
}

#[test]
fn the_two_forms_differ_in_what_the_school_is() {
    let two = text(&specimen(AgreementForm::TwoParty, true));
    let three = text(&specimen(AgreementForm::ThreeParty, true));
    assert!(two.contains("（两方协议）") && two.contains("学校（院系）鉴证") && !two.contains("丙方"));
    assert!(three.contains("（三方协议）") && three.contains("丙方（学校）") && !three.contains("鉴证"));
}

#[test]
fn on_paper_there_is_room_to_sign_and_online_the_days_of_the_acts() {
    let online = text(&specimen(AgreementForm::TwoParty, true));
    let on_paper = text(&specimen(AgreementForm::TwoParty, false));
    assert!(online.contains("日期：2027年3月1日") && online.contains("日期：2027年3月3日"));
    assert!(on_paper.contains("甲方（用人单位盖章）") && on_paper.contains("日期：年月日"));
    assert!(!on_paper.contains("日期：2027年"));
}

#[test]
fn the_same_facts_give_the_same_bytes_and_others_do_not() {
    let sheet = specimen(AgreementForm::TwoParty, true);
    assert_eq!(bytes(&sheet), bytes(&sheet.clone()));
    let mut other = sheet.clone();
    other.draft.terms.pay += 1;
    assert_ne!(bytes(&sheet), bytes(&other));
}

#[test]
fn it_says_that_it_is_pdf_a_and_tagged_in_chinese() {
    let pdf = Document::load_mem(&bytes(&specimen(AgreementForm::ThreeParty, false))).expect("a PDF");
    let lang = catalog(&pdf)
        .get(b"Lang")
        .and_then(Object::as_str)
        .expect("a language");
    assert_eq!(lang, b"zh-CN");
    assert!(catalog(&pdf).get(b"StructTreeRoot").is_ok());
    let metadata = catalog(&pdf)
        .get(b"Metadata")
        .and_then(Object::as_reference)
        .expect("metadata");
    let xmp = pdf
        .get_object(metadata)
        .and_then(Object::as_stream)
        .expect("a stream");
    let xmp = String::from_utf8_lossy(&xmp.content).into_owned();
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "{xmp}");
    assert!(
        xmp.contains("<pdfaid:conformance>B</pdfaid:conformance>"),
        "{xmp}"
    );
}

#[test]
fn a_character_beyond_the_font_is_named_wherever_it_stands() {
    let mut name = specimen(AgreementForm::TwoParty, true);
    name.draft.graduate.name = "张𠀁".into();
    let mut terms = specimen(AgreementForm::TwoParty, false);
    terms.draft.terms.other_terms = "包吃住🍜".into();
    for (sheet, lacking) in [(name, '𠀁'), (terms, '🍜')] {
        let refused = document(&sheet, URL).map(drop).expect_err("not printable");
        assert!(matches!(refused, Unprintable::Character(character) if character == lacking));
    }
}

#[test]
fn a_long_agreement_takes_more_pages_and_loses_nothing() {
    let mut sheet = specimen(AgreementForm::ThreeParty, false);
    sheet.draft.terms.other_terms = "甲乙双方另行约定如下事项，".repeat(38) + "到此为止。";
    sheet.draft.graduate.name = "阿卜杜热合曼·麦麦提伊敏·艾合买提江·吐尔逊".into();
    let read = text(&sheet);
    assert!(read.contains("到此为止。") && read.contains("吐尔逊"));
    assert_eq!(read.matches("甲乙双方另行约定").count(), 38);
}

#[test]
fn an_agreement_without_what_is_optional_is_made_too() {
    let mut sheet = specimen(AgreementForm::TwoParty, false);
    sheet.draft.handler = None;
    sheet.draft.terms.term_to = None;
    sheet.draft.terms.damages = None;
    sheet.draft.terms.benefits = String::new();
    sheet.draft.terms.other_terms = " ".into();
    let read = text(&sheet);
    assert!(read.contains("无固定期限") && read.contains("违约金无") && read.contains("约定内容无"));
}
