//! The markup of fields.

use maud::{Markup, html};
use wq_core::company::TOLD;

use super::{Choice, Control, Field};
use crate::view::badge::Tone;
use crate::view::icon::{Icon, icon};
use crate::view::notice::alert;

/// The hidden field that proves a form is ours.
pub fn csrf_field(token: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(token); }
}

/// The hidden field that says whose warning the page tells of: the company's credit code.
pub fn warned_field(code: Option<&str>) -> Markup {
    html! { @if let Some(code) = code { input type="hidden" name=(TOLD) value=(code); } }
}

/// Draws a field with its label, help and error.
pub fn field(field: &Field) -> Markup {
    let class = if field.wide { "field wide" } else { "field" };
    html! {
        @if matches!(field.control, Control::Radio(_) | Control::Checkbox(_)) {
            fieldset class=(class) aria-describedby=[field.described_by()] {
                legend { (label_text(field)) }
                (control(field))
                (help(field))
            }
        } @else {
            div class=(class) {
                label for=(field.id()) { (label_text(field)) }
                @if let Some(unit) = field.unit {
                    div class="with-unit" { (control(field)) span class="faint" { (unit) } }
                } @else { (control(field)) }
                (help(field))
            }
        }
    }
}

/// Draws fields side by side, as many as fit.
pub fn fields(list: &[Field]) -> Markup {
    html! { div class="fields" { @for one in list { (field(one)) } } }
}

fn label_text(field: &Field) -> Markup {
    html! { (field.label) @if field.required && field.locked.is_none() { " " span class="need" { "必填" } } }
}

fn help(field: &Field) -> Markup {
    html! {
        @if let Some(hint) = &field.hint { p class="hint" id={ (field.id()) "-hint" } { (hint) } }
        @if let Some(reason) = &field.locked {
            p class="lock" id={ (field.id()) "-lock" } { (icon(Icon::Lock)) " " (reason) }
        }
        @if let Some(error) = &field.error { p class="error" id={ (field.id()) "-error" } { (error) } }
    }
}

fn control(field: &Field) -> Markup {
    match &field.control {
        Control::Input(kind) => input(field, kind, &field.value),
        Control::Password => input(field, "password", ""),
        Control::Textarea { rows } => textarea(field, *rows),
        Control::Select { blank, choices } => select(field, *blank, choices),
        Control::Radio(choices) => ticks(field, "radio", choices),
        Control::Checkbox(choice) => ticks(field, "checkbox", std::slice::from_ref(choice)),
        Control::Suggest { source } => suggest(field, source),
    }
}

fn input(field: &Field, kind: &str, value: &str) -> Markup {
    html! {
        input class="input" type=(kind) id=(field.id()) name=(field.name) value=(value)
            required[field.required] disabled[field.locked.is_some()] autofocus[field.autofocus] maxlength=[field.max_length]
            autocomplete=[field.autocomplete] inputmode=[field.inputmode] placeholder=[field.placeholder]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
    }
}

fn textarea(field: &Field, rows: u8) -> Markup {
    html! {
        textarea class="input" id=(field.id()) name=(field.name) rows=(rows)
            required[field.required] disabled[field.locked.is_some()] autofocus[field.autofocus] maxlength=[field.max_length]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] { (field.value) }
    }
}

fn select(field: &Field, blank: Option<&str>, choices: &[Choice]) -> Markup {
    html! {
        select class="input" id=(field.id()) name=(field.name) required[field.required]
            disabled[field.locked.is_some()] autofocus[field.autofocus] autocomplete=[field.autocomplete]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] {
            @if let Some(words) = blank { option value="" { (words) } }
            @for choice in choices {
                option value=(choice.value) selected[choice.value == field.value] { (choice.label) }
            }
        }
    }
}

fn ticks(field: &Field, kind: &str, choices: &[Choice]) -> Markup {
    html! {
        div class="choices" {
            @for (index, choice) in choices.iter().enumerate() {
                @let id = if index == 0 { field.id() } else { format!("{}-{index}", field.id()) };
                label for=(id) {
                    input type=(kind) id=(id) name=(field.name) value=(choice.value)
                        required[field.required] disabled[field.locked.is_some()] checked[choice.value == field.value];
                    (choice.label)
                }
            }
        }
    }
}

fn suggest(field: &Field, source: &str) -> Markup {
    html! {
        input class="input" type="text" id=(field.id()) name=(field.name) value=(field.value)
            list={ (field.id()) "-list" } autocomplete="off" required[field.required] disabled[field.locked.is_some()]
            hx-get=(source) hx-trigger="input changed delay:250ms" hx-target={ "#" (field.id()) "-list" }
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
        datalist id={ (field.id()) "-list" } {}
    }
}

/// The answer to a [`Control::Suggest`] field.
pub fn suggestions(values: &[String]) -> Markup {
    html! { @for value in values { option value=(value) {} } }
}

/// The summary on top of a refused form: takes the focus, and links to every field that is wrong.
///
/// `general` is what is wrong with the form as a whole. Draws nothing where nothing is wrong.
pub fn error_summary<'a>(general: Option<&str>, fields: impl IntoIterator<Item = &'a Field>) -> Markup {
    let wrong: Vec<&Field> = fields.into_iter().filter(|field| field.error.is_some()).collect();
    html! {
        @if general.is_some() || !wrong.is_empty() {
            (alert(Tone::Bad, general.unwrap_or("有内容需要修改，请逐项核对"), html! {
                ul {
                    @for field in wrong {
                        li { a href={ "#" (field.id()) } { (field.label) "：" (field.error.as_deref().unwrap_or_default()) } }
                    }
                }
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::form::Posted;

    #[test]
    fn a_password_is_never_sent_back() {
        let typed = Posted::new()
            .with("password", "Demo-2027")
            .fill(Field::password("password", "密码"));
        assert!(!field(&typed).into_string().contains("Demo-2027"));
    }

    #[test]
    fn markup_that_was_typed_comes_back_as_text() {
        let typed = Posted::new()
            .with("title", "\"><script>alert(1)</script>")
            .fill(Field::text("title", "职位名称"));
        let html = field(&typed).into_string();
        assert!(!html.contains("<script>"));
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn an_error_stands_beside_its_field_and_in_the_summary() {
        let wrong = Posted::new()
            .refuse("salary", "请填写薪酬")
            .fill(Field::number("salary", "薪酬", "元/月").hint("税前"));
        let html = field(&wrong).into_string();
        assert!(html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"aria-describedby="f-salary-hint f-salary-error""#));
        assert!(html.contains(r#"id="f-salary-error""#));
        assert!(
            error_summary(None, [&wrong])
                .into_string()
                .contains(r##"href="#f-salary""##)
        );
    }

    #[test]
    fn a_locked_field_cannot_be_changed_and_says_why() {
        let choices = vec![Choice::new("on", "开启"), Choice::new("off", "关闭")];
        let locked = Field::radio("signing", "在线签约开关", choices).locked(Some("不可再关闭。"));
        let html = field(&locked).into_string();
        assert_eq!(html.matches(" disabled").count(), 2);
        assert!(html.contains(r#"aria-describedby="f-signing-lock""#));
        assert!(html.contains(r#"id="f-signing-lock""#) && html.contains("不可再关闭。"));
        for field in [
            Field::text("a", "甲"),
            Field::textarea("b", "乙", 2),
            Field::select("c", "丙", None, vec![]),
        ] {
            let html = super::field(&field.locked(Some("锁定。"))).into_string();
            assert!(html.contains(" disabled"), "{html}");
        }
    }

    #[test]
    fn a_search_says_from_where_it_compares() {
        let html = field(&Field::search("company", "单位名称")).into_string();
        assert!(html.contains(r#"placeholder="从开头输入""#), "{html}");
    }

    #[test]
    fn what_is_agreed_to_can_be_taken_back() {
        let agreed = Field::checkbox("agreed", "与毕业生沟通", Choice::new("yes", "双方确认一致"));
        let html = field(&agreed.required().value("yes")).into_string();
        assert!(
            html.contains(r#"type="checkbox" id="f-agreed" name="agreed" value="yes" required checked"#),
            "{html}"
        );
    }

    #[test]
    fn a_form_without_errors_has_no_summary() {
        assert_eq!(
            error_summary(None, [&Field::text("title", "职位名称")]).into_string(),
            ""
        );
    }

    #[test]
    fn the_summary_leads_to_the_first_of_some_radio_buttons() {
        let choices = vec![Choice::new("yes", "是"), Choice::new("no", "否")];
        let wrong =
            Posted::new()
                .refuse("archive", "请选择")
                .fill(Field::radio("archive", "接收档案", choices));
        assert_eq!(
            field(&wrong).into_string().matches(r#"id="f-archive""#).count(),
            1
        );
    }
}
