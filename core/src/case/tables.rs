//! The rules as tables, made by asking `decide` everything that can be asked, so that a reader can lay them beside the
//! operation guide and the database can be given the moves it must allow.

use std::fmt::Write as _;

use super::questions::{self, adverse, commands, favourable};
use super::{
    Actor, AgreementForm, AgreementKind, Audience, Effect, Kind, Question, Refusal, RefusalClass, ReviewMode,
    Standing, State, Step, Transition, decide,
};

/// Every move from one state to another that some command makes, each once, in the order of the states. Commands that
/// leave the state as it is (edits) are no moves.
pub fn moves() -> Vec<(Kind, State, State)> {
    let mut moves = Vec::new();
    for table in Table::ALL {
        for row in table.rows() {
            let step = (table.kind, row.from, row.transition.to);
            if row.from != row.transition.to && !moves.contains(&step) {
                moves.push(step);
            }
        }
    }
    moves
}

/// All the rules, as a page of Markdown: the content of `docs/rules.md`.
pub fn markdown() -> String {
    let mut page = String::from(PREFACE);
    for table in Table::ALL {
        table.print(&mut page);
    }
    print_refusals(&mut page);
    page
}

const PREFACE: &str = "# The rules

Made from the rules themselves by `cargo run -- rules > docs/rules.md`; do not edit it by hand.

Every command that some state allows, whom it is allowed to, in which review mode, where it leads and what follows from it.
What is not listed is refused. The last column names the refusals that the facts can still raise, on top of `dormant`,
which refuses everything to everyone (rule 5.2), and `earlier_cohort`, which refuses everything to people (rule 4.1).
Where nothing is said of the mode, both are alike.

States: *pending* is not yet before a school; *waiting* is with the student; a state in review, waiting or effective occupies the
student's one place (rule 5.1), except that a termination never does.
";

/// One table: a kind, and for terminations what they end.
#[derive(Clone, Copy)]
struct Table {
    kind: Kind,
    ends: Option<AgreementKind>,
    title: &'static str,
}

/// One row: a command that a state allows to these actors in these modes.
struct Row {
    from: State,
    command: Question,
    actors: Vec<Actor>,
    modes: Vec<ReviewMode>,
    transition: Transition,
}

impl Table {
    const ALL: [Self; 6] = [
        Self {
            kind: Kind::Online,
            ends: None,
            title: "Online agreement (6.1)",
        },
        Self {
            kind: Kind::Offline,
            ends: None,
            title: "Offline agreement (6.2)",
        },
        Self {
            kind: Kind::Paper,
            ends: None,
            title: "Paper agreement (6.3)",
        },
        Self {
            kind: Kind::Destination,
            ends: None,
            title: "Destination (6.4)",
        },
        Self {
            kind: Kind::Termination,
            ends: Some(AgreementKind::Online),
            title: "Termination of an online agreement (6.5)",
        },
        Self {
            kind: Kind::Termination,
            ends: Some(AgreementKind::Offline),
            title: "Termination of an offline or paper agreement (6.6)",
        },
    ];

    fn states(self) -> impl Iterator<Item = State> {
        State::all().filter(move |state| state.kind() == self.kind)
    }

    fn rows(self) -> Vec<Row> {
        let mut rows = Vec::new();
        for from in self.states() {
            for command in commands() {
                rows.extend(self.allowed(from, &command));
            }
        }
        rows
    }

    /// The rows of one command in one state. Modes, and then actors, to whom the same is allowed share a row.
    fn allowed(self, from: State, command: &Question) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for actor in Actor::ALL {
            for (modes, transition) in self.allowed_to(actor, from, command) {
                match rows
                    .iter_mut()
                    .find(|row| row.modes == modes && row.transition == transition)
                {
                    Some(row) => row.actors.push(actor),
                    None => {
                        let command = command.clone();
                        rows.push(Row {
                            from,
                            command,
                            actors: vec![actor],
                            modes,
                            transition,
                        });
                    }
                }
            }
        }
        rows
    }

    fn allowed_to(self, actor: Actor, from: State, command: &Question) -> Vec<(Vec<ReviewMode>, Transition)> {
        let mut allowed: Vec<(Vec<ReviewMode>, Transition)> = Vec::new();
        for mode in ReviewMode::ALL {
            let Ok(transition) = decide(from, command, &favourable(actor, mode, self.ends)) else {
                continue;
            };
            match allowed.iter_mut().find(|(_, known)| *known == transition) {
                Some((modes, _)) => modes.push(mode),
                None => allowed.push((vec![mode], transition)),
            }
        }
        allowed
    }

    fn label(self, state: State) -> &'static str {
        state.label(AgreementForm::ThreeParty, self.ends)
    }

    fn print(self, page: &mut String) {
        let _ = writeln!(page, "\n## {}: {}\n", self.kind.label(), self.title);
        let _ = writeln!(page, "| state | 状态 | standing |\n| --- | --- | --- |");
        for state in self.reachable() {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                state.as_str(),
                self.label(state),
                standing(state)
            );
        }
        let _ = writeln!(page, "\n| state | command | who | mode | to | effects | unless |");
        let _ = writeln!(page, "| --- | --- | --- | --- | --- | --- | --- |");
        for row in self
            .rows()
            .iter()
            .filter(|row| self.reachable().contains(&row.from))
        {
            row.print(page, self.ends);
        }
    }

    /// The states that this table's own moves reach, in their order: a termination of an online agreement is never
    /// returned, one of a paper agreement never asked.
    fn reachable(self) -> Vec<State> {
        let rows = self.rows();
        let mut reached = vec![self.kind.draft()];
        let mut next = 0;
        while let Some(&from) = reached.get(next) {
            for row in rows.iter().filter(|row| row.from == from) {
                if !reached.contains(&row.transition.to) {
                    reached.push(row.transition.to);
                }
            }
            next += 1;
        }
        self.states().filter(|state| reached.contains(state)).collect()
    }
}

impl Row {
    fn print(&self, page: &mut String, ends: Option<AgreementKind>) {
        let actors = list(self.actors.iter().map(|actor| actor.label().to_owned()), "、");
        let mode = match self.modes.as_slice() {
            [mode] => mode.label(),
            _ => "",
        };
        let effects = list(self.transition.effects.iter().copied().map(effect), "; ");
        let unless = list(
            self.unless(ends)
                .into_iter()
                .map(|refusal| format!("`{}`", refusal.code())),
            ", ",
        );
        let _ = writeln!(
            page,
            "| `{}` | `{}` {} | {actors} | {mode} | `{}` | {effects} | {unless} |",
            self.from.as_str(),
            self.command.as_str(),
            self.command.label(),
            self.transition.to.as_str(),
        );
    }

    /// The refusals of those to whom the row is open, one fact at a time against them.
    fn unless(&self, ends: Option<AgreementKind>) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for actor in &self.actors {
            for mode in &self.modes {
                for facts in adverse(favourable(*actor, *mode, ends)) {
                    match decide(self.from, &self.command, &facts) {
                        Err(refusal) if !refusals.contains(&refusal) => refusals.push(refusal),
                        Ok(_) | Err(_) => {}
                    }
                }
            }
        }
        refusals
    }
}

fn standing(state: State) -> &'static str {
    match state.standing() {
        Standing::Pending => "pending",
        Standing::InReview(Step::Department) => "in review: department",
        Standing::InReview(Step::School) => "in review: school",
        Standing::Waiting => "waiting",
        Standing::Effective => "effective",
        Standing::Ended => "ended",
    }
}

fn effect(effect: Effect) -> String {
    match effect {
        Effect::DestinationChanged => "push the destination".to_owned(),
        Effect::Tell(Audience::Student, notice) => format!("tell 毕业生 `{}`", notice.as_str()),
        Effect::Tell(Audience::Company, notice) => format!("tell 用人单位 `{}`", notice.as_str()),
        Effect::CloseAgreement => "end the agreement".to_owned(),
        Effect::IssueAgreement => "issue the agreement".to_owned(),
        Effect::LookUpCompany => "look up the company".to_owned(),
        Effect::ScheduleExpiry => "schedule the expiry".to_owned(),
        Effect::ScheduleReminders => "schedule the reminders".to_owned(),
        Effect::CountAsk => "count the ask".to_owned(),
    }
}

fn list(items: impl Iterator<Item = String>, separator: &str) -> String {
    items.collect::<Vec<_>>().join(separator)
}

fn print_refusals(page: &mut String) {
    let _ = writeln!(
        page,
        "\n## Refusals\n\n| code | answer | to an officer | to 毕业生, where it differs | to 用人单位, where it differs |"
    );
    let _ = writeln!(page, "| --- | --- | --- | --- | --- |");
    for (code, refusal) in questions::refusals() {
        let answer = match refusal.class() {
            RefusalClass::Conflict => "409 conflict",
            RefusalClass::Forbidden => "403 forbidden",
            RefusalClass::Rule => "422 rule",
        };
        let message = refusal.message(Actor::SchoolOfficer);
        let [student, company] = [Actor::Student, Actor::Company].map(|reader| {
            let words = refusal.message(reader);
            if words == message { String::new() } else { words }
        });
        let _ = writeln!(
            page,
            "| `{code}` | {answer} | {message} | {student} | {company} |"
        );
    }
}
