//! Pictures of pages, for people to look at: where `SCREENSHOTS` names a folder, they are kept there.

use std::{env, fs, path::PathBuf};

use crate::{chrome::Script, meet};

fn folder() -> Option<PathBuf> {
    env::var_os("SCREENSHOTS").map(PathBuf::from)
}

/// Whether somebody wants pictures.
pub fn are_wanted() -> bool {
    folder().is_some()
}

/// Keeps a picture under a name, which may begin with a folder.
pub fn keep(name: &str, png: &[u8]) {
    if let Some(folder) = folder() {
        let file = folder.join(format!("{name}.png"));
        fs::create_dir_all(file.parent().expect("a folder")).unwrap();
        fs::write(file, png).unwrap();
    }
}

/// The name of a page as the name of a file.
pub fn plain(name: &str) -> String {
    let letters = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    let plain: String = name.chars().map(letters).collect();
    match plain.trim_matches('-') {
        "" => "home".into(),
        name => name.into(),
    }
}

/// `review.png`, the picture in the README: an online agreement before a school officer.
#[tokio::test]
async fn the_picture_of_a_review() {
    if !are_wanted() {
        return;
    }
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    officer.sign_in("学校登录", "school").await;
    officer.visit(&format!("/signing/{}?group=mine", case.id)).await;
    officer.sees("经营状态：").await;
    officer.in_theme("light").await;
    keep("review", &officer.picture(false).await);
    officer.leaves().await;
}
