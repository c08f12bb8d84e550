//! Reads what the employment system holds of a student (8.4, 8.5).

use wq_core::{
    employment::{self, Held},
    ids::StudentId,
    jobs::payloads::ReadGraduate,
};

use super::Means;
use crate::{
    outside::employment::{Graduate, Student, StudentRef},
    runtime::Done,
};

/// Keeps the answer, or that there was none. Twice is harmless: the second answer is the newer one.
pub async fn run(job: ReadGraduate, means: Means) -> Done {
    let student = StudentId(job.student_id);
    let Some(student_ref) = employment::student_ref(&mut *means.conn().await?, student).await? else {
        return Ok(());
    };
    let asked = means.outside.employment.current(&StudentRef(student_ref)).await;
    let mut conn = means.conn().await?;
    match asked {
        Ok(found) => {
            let answer = found.map(
                |Graduate {
                     student, destination, ..
                 }| (held(student), destination),
            );
            employment::answered(&mut conn, student, answer).await?;
        }
        Err(failure) => {
            // A reviewer is told at once, though the next attempt may have an answer.
            employment::unanswered(&mut conn, student, &failure.to_string()).await?;
            return Err(failure.into());
        }
    }
    Ok(())
}

fn held(student: Student) -> Held {
    Held {
        gender: student.gender,
        ethnicity: student.ethnicity,
        political_status: student.political_status,
        department: student.department,
        study_years: student.study_years,
        student_no: student.student_number,
        graduates_on: student.graduates_on,
        name: student.name,
        education_level: student.education_level,
        id_number: student.id_number,
        school: student.school_name,
        major_code: student.major_code,
        major_name: student.major_name,
    }
}
