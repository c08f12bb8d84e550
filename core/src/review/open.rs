//! Opening a case to review it.

use diesel::QueryResult;
use futures::try_join;

use super::{
    company::{floor, known},
    compared::Compared,
    found::{Found, find},
    given_up::{GivenUp, given_up},
    matter::{Matter, matter},
};
use crate::{
    access::Account,
    agreement::Caution,
    case::{
        ActError, CaseRow, Verdicts, awaits,
        history::{Happened, history},
        queue::{Neighbours, Wanted, neighbours},
        verdicts,
    },
    company::{self, Standing},
    db::Conn,
    employment::{self, StudentChange, changes},
    files::{Attached, attached},
    ids::CaseId,
    message::{Notified, notified, told},
    roster::Student,
    settings::Office,
};

/// One case before its reviewer.
pub struct Reviewed {
    /// The spine.
    pub case: CaseRow,
    /// The student.
    pub student: Student,
    /// What the case is about.
    pub matter: Matter,
    /// How the company stands; none where it is not registered on the platform.
    pub standing: Option<Standing>,
    /// What was handed in with it.
    pub files: Vec<Attached>,
    /// What happened so far, newest first.
    pub history: Vec<Happened>,
    /// Who was told of it, newest first.
    pub notified: Vec<Notified>,
    /// The student as the employment system has them, beside what the platform holds.
    pub compared: Compared,
    /// What was taken over from there, the last time first.
    pub changes: Vec<StudentChange>,
    /// The destinations that the student gave up, this one left out, the last one first.
    pub given_up: Vec<GivenUp>,
    /// What the reader may do now.
    pub verdicts: Verdicts,
    /// What deserves a second look of who decides.
    pub cautions: Vec<Caution>,
    /// The cases beside it in the list that the reader came from.
    pub neighbours: Neighbours,
}

/// A case for an officer who came from a list; none where there is none in reach and module. Asks the
/// register, and of a case in review the employment system, where their answers are old.
pub async fn open(
    conn: &mut Conn,
    by: &Account,
    office: &Office,
    wanted: &Wanted,
    case: CaseId,
) -> Result<Option<Reviewed>, ActError> {
    let scope = by.scope();
    let (found, matter, history) = try_join!(
        find(conn, &scope, wanted.module, case),
        matter(conn, &scope, wanted.module, case),
        history(conn, &scope, case),
    )?;
    let Some((found, matter)) = found.zip(matter) else {
        return Ok(None);
    };
    let Found {
        case, student, has, ..
    } = found;
    let filter = wanted.filter(by, office);
    let employer = company::employer_of(conn, case.company_id, case.employer_code.as_deref()).await?;
    let queries = async {
        try_join!(
            known(conn, by, employer),
            neighbours(conn, &scope, &filter, case.cursor()),
            when(has.given_up, given_up(conn, &scope, student.id)),
            when(has.changes, changes(conn, student.id)),
            when(has.files, attached(conn, &scope, case.id)),
            told(conn, &scope, case.id),
            floor(
                conn,
                matter
                    .work_place()
                    .filter(|_| awaits(by, office.mode, case.state))
            ),
        )
        .map_err(ActError::from)
    };
    let ((standing, neighbours, given_up, changes, files, told, floor), verdicts) =
        try_join!(queries, verdicts(conn, by, &case, &student))?;
    // Only who decides looks twice.
    let floor = floor.filter(|_| verdicts.any());
    let standing = match (employer, standing) {
        (Some(company), Some(known)) => Some(company::ask_if_stale(conn, company, by.school(), known).await?),
        (_, standing) => standing,
    };
    let asks = case.state.in_review().is_some() && student.dormant_since.is_none();
    let record = if asks {
        employment::ask_if_stale(conn, student.id, found.record).await?
    } else {
        found.record
    };
    Ok(Some(Reviewed {
        cautions: matter.cautions(standing.as_ref(), floor),
        compared: Compared::new(&student, &office.name, record, verdicts.reject.is_ok()),
        given_up: given_up
            .into_iter()
            .filter(|given_up| given_up.id != case.id)
            .collect(),
        changes,
        case,
        student,
        matter,
        standing,
        files,
        history,
        notified: notified(&told),
        verdicts,
        neighbours,
    }))
}

/// Reads what there is; what there is not costs no question.
async fn when<T>(there: bool, read: impl Future<Output = QueryResult<Vec<T>>>) -> QueryResult<Vec<T>> {
    match there {
        true => read.await,
        false => Ok(Vec::new()),
    }
}
