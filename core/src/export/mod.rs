//! Lists taken away (rule 9.2): 下载当前查询数据, exactly the rows of a list's filter, and 导出退回修改学生名单.
//!
//! What is read is of one moment: the numbers of the cases first, eight bytes each, then the cases batch by batch, in one
//! snapshot of the database, so that none is lost or doubled while others write. Whoever draws the file takes the batches as fast
//! as they can be written; never more than a few are held. An export and its entry in the trail are one transaction: no file
//! without the entry.

mod batch;
mod columns;
mod read;
mod record;
mod wanted;

pub use columns::{Cell, Column, Context, columns, context};
pub use read::{NotExported, read, size};
pub use record::Record;
pub use wanted::{Content, Export, Format, Personal};
