//! A field for files: those that are already there, each with a way to look at it and to take it away, and a way to add some. Works
//! with plain forms: every button posts the whole form, and nothing that was typed is lost.

use maud::{Markup, html};

use super::form::Field;

/// A field for files. It is posted under its name; what it holds under the name and `-held`.
#[derive(Clone, Debug, Default)]
pub struct UploadField {
    /// Its name.
    pub name: &'static str,
    /// Its visible label.
    pub label: String,
    /// It may not stay empty.
    pub required: bool,
    /// How many files it takes.
    pub most: usize,
    /// The files that are there.
    pub files: Vec<UploadedFile>,
    /// What is wrong, in one line.
    pub error: Option<String>,
}

impl UploadField {
    /// The field as a summary of errors names it.
    pub fn summed_up(&self) -> Field {
        Field::text(self.name, &self.label).error(self.error.as_ref())
    }
}

/// A file that is there.
#[derive(Clone, Debug, Default)]
pub struct UploadedFile {
    /// What the form holds of it.
    pub token: String,
    /// Where it is looked at.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
}

/// The name of the button that sends a form only to have the files of a field taken in.
pub fn upload_button(field: &str) -> String {
    format!("{field}-upload")
}

/// Draws the field. Its form has to be of the type `multipart/form-data`, with the token and [`enter`] before all else.
pub fn upload(field: &UploadField) -> Markup {
    let id = format!("f-{}", field.name);
    let error = field.error.as_ref().map(|_| format!("{id}-error"));
    let described = [Some(format!("{id}-hint")), error.clone()];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let held: Vec<&str> = field.files.iter().map(|file| file.token.as_str()).collect();
    html! {
        div class="field wide upload" {
            label for=(id) { (field.label) @if field.required { " " span class="need" { "必填" } } }
            input type="hidden" name={ (field.name) "-held" } value=(held.join(","));
            @if !field.files.is_empty() { (files(field)) }
            @if field.files.len() < field.most { (choose(field, &id, error.is_some(), &described.join(" "))) }
            p class="hint" id={ (id) "-hint" } {
                "JPEG、PNG、WebP 图片或 PDF，每个不超过 10 MB，"
                @if field.most == 1 { "只传 1 个" } @else { "最多 " (field.most) " 个" }
                "。图片须完整清晰"
            }
            @if let (Some(sentence), Some(error)) = (&field.error, error) { p class="error" id=(error) { (sentence) } }
        }
    }
}

fn files(field: &UploadField) -> Markup {
    html! {
        ul class="files" {
            @for file in &field.files {
                li {
                    a href=(file.href) target="_blank" rel="noopener" { (file.name) }
                    span class="faint" { (file.size) }
                    button class="button small plain" type="submit" formnovalidate
                        name={ (field.name) "-remove" } value=(file.token) aria-label={ "移除 " (file.name) } { "移除" }
                }
            }
        }
    }
}

fn choose(field: &UploadField, id: &str, invalid: bool, described: &str) -> Markup {
    html! {
        div class="row" {
            input class="input" type="file" id=(id) name=(field.name) multiple[field.most > 1]
                accept="image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"
                aria-invalid=[invalid.then_some("true")] aria-describedby=(described);
            button class="button" type="submit" formnovalidate name=(upload_button(field.name)) value="yes" { "上传" }
        }
    }
}

/// The first button of a form with files, which nobody sees: a browser takes the first for the Enter key, and that is not to be one
/// of the files' buttons.
pub fn enter() -> Markup {
    html! { button type="submit" hidden tabindex="-1" {} }
}

/// A size: `1.4 MB`.
pub fn size_in_words(bytes: i64) -> String {
    const KB: i64 = 1024;
    match bytes {
        ..=102_400 => format!("{} KB", (bytes / KB).max(1)),
        bytes => {
            let tenths = bytes * 10 / (KB * KB);
            if tenths == 0 {
                format!("{} KB", bytes / KB)
            } else {
                format!("{}.{} MB", tenths / 10, tenths % 10)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(files: usize) -> UploadField {
        UploadField {
            name: "copy",
            label: "盖章就业协议书图像".into(),
            required: true,
            most: 2,
            files: (0..files)
                .map(|number| UploadedFile {
                    token: format!("t{number}"),
                    href: format!("/files/held/t{number}"),
                    name: format!("<b>{number}.jpg"),
                    size: size_in_words(2_000_000),
                })
                .collect(),
            error: Some("请上传".into()),
        }
    }

    #[test]
    fn what_is_there_travels_with_the_form_and_can_be_taken_away() {
        let html = upload(&field(2)).into_string();
        assert!(html.contains(r#"name="copy-held" value="t0,t1""#));
        assert!(html.contains(r#"name="copy-remove" value="t1""#) && html.contains("1.9 MB"));
        assert!(
            !html.contains("<b>") && !html.contains(r#"type="file""#),
            "it is full"
        );
        assert!(upload(&field(1)).into_string().contains(r#"aria-invalid="true""#));
    }

    #[test]
    fn sizes_read_as_people_say_them() {
        for (bytes, words) in [
            (1, "1 KB"),
            (102_400, "100 KB"),
            (104_000, "101 KB"),
            (1_500_000, "1.4 MB"),
        ] {
            assert_eq!(size_in_words(bytes), words);
        }
    }
}
