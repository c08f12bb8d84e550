//! The letter to operators.

use super::mail::Letter;
use crate::jobs::{Queue, operate::Trouble};

/// Which queues have jobs in trouble: numbers and a link, for the rest is seen after signing in.
pub fn trouble_letter(troubles: &[Trouble], public_url: &str) -> Letter {
    let of = |queue: Queue, dead: bool| {
        (troubles.iter())
            .filter(|trouble| trouble.queue == queue && trouble.dead == dead)
            .count()
    };
    let sentences = Queue::ALL.iter().filter_map(|queue| {
        let said = [
            (of(*queue, true), "个任务已失败，不会再自动重试"),
            (of(*queue, false), "个任务超过一小时仍未完成，正在重试"),
        ];
        let said: Vec<String> = (said.iter())
            .filter(|(number, _)| *number > 0)
            .map(|(number, words)| format!("{number} {words}"))
            .collect();
        (!said.is_empty()).then(|| format!("{}队列：{}。", queue.label(), said.join("；")))
    });
    Letter::new(
        "有任务需要处理",
        sentences.collect(),
        format!("{public_url}/ops/queues"),
        "查看任务队列",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::JobId;

    #[test]
    fn r_14_7_the_letter_says_how_many_jobs_of_which_queue_and_nothing_else() {
        let trouble = |queue, dead| Trouble {
            id: JobId(7),
            queue,
            dead,
        };
        let letter = trouble_letter(
            &[
                trouble(Queue::Notify, true),
                trouble(Queue::Push, true),
                trouble(Queue::Push, false),
                trouble(Queue::Push, true),
            ],
            "https://wq.example.edu.cn",
        );
        assert_eq!(letter.subject, "【网签平台】有任务需要处理");
        assert_eq!(
            letter.text(),
            "推送队列：2 个任务已失败，不会再自动重试；1 个任务超过一小时仍未完成，正在重试。\n\
             通知队列：1 个任务已失败，不会再自动重试。\n\nhttps://wq.example.edu.cn/ops/queues\n"
        );
    }
}
