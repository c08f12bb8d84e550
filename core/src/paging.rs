//! Lists that are read newest first, paged by id: a page never shifts under its reader.

/// Which page of such a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// The newest.
    #[default]
    First,
    /// What is older than this id.
    Older(i64),
    /// What is newer than this id.
    Newer(i64),
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// The id beside which the page of newer rows begins, where there is one.
    pub newer: Option<i64>,
    /// The id beside which the page of older rows begins, where there is one.
    pub older: Option<i64>,
}

impl<T> Page<T> {
    /// Makes a page of `rows` as they were read: away from the turn's id, and one more than the `size` that fits.
    pub(crate) fn of(mut rows: Vec<T>, turn: Turn, size: usize, id: impl Fn(&T) -> i64) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let (has_newer, has_older) = match turn {
            Turn::First => (false, more),
            Turn::Older(_) => (true, more),
            Turn::Newer(_) => (more, true),
        };
        if let Turn::Newer(_) = turn {
            rows.reverse();
        }
        Self {
            newer: rows.first().filter(|_| has_newer).map(&id),
            older: rows.last().filter(|_| has_older).map(&id),
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: &[i64], turn: Turn) -> (Vec<i64>, Option<i64>, Option<i64>) {
        let page = Page::of(rows.to_vec(), turn, 2, |id| *id);
        (page.rows, page.newer, page.older)
    }

    #[test]
    fn a_page_knows_its_neighbours_in_both_directions() {
        assert_eq!(page(&[9, 8, 7], Turn::First), (vec![9, 8], None, Some(8)));
        assert_eq!(page(&[7, 6], Turn::Older(8)), (vec![7, 6], Some(7), None));
        assert_eq!(page(&[7, 8, 9], Turn::Newer(6)), (vec![8, 7], Some(8), Some(7)));
        assert_eq!(page(&[8, 9], Turn::Newer(7)), (vec![9, 8], None, Some(8)));
        assert_eq!(page(&[], Turn::First), (vec![], None, None));
    }
}
