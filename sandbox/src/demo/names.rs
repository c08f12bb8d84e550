//! Names of people who do not exist.

use super::dice::Dice;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田",
    "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "卢", "姚",
    "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "廖", "欧阳", "司马", "上官", "诸葛",
];

const MALE: &[&str] = &[
    "伟", "强", "磊", "洋", "勇", "杰", "涛", "明", "辉", "鹏", "宇航", "浩然", "子轩", "俊杰", "志强",
    "建国", "文博", "思远", "嘉豪", "天佑", "博文", "泽宇", "子墨", "一鸣", "晨曦", "家伟", "立诚", "承泽",
    "景行", "砚秋",
];

const FEMALE: &[&str] = &[
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "婷", "雪", "欣怡", "梓涵", "诗琪", "雨桐", "佳慧",
    "思雨", "晓彤", "若曦", "梦瑶", "可馨", "语嫣", "紫萱", "书瑶", "静怡", "安琪", "映雪", "知夏", "清妍",
    "婉清", "念慈",
];

/// Characters that fonts, forms and code pages are known to lose.
const RARE: &[&str] = &["䶮", "𠮷", "㛃", "龘", "喆", "堃"];

/// Names of minorities, with the dot that forms are known to refuse.
const DOTTED: &[&str] = &["阿依古丽·买买提", "古丽娜尔·阿不都拉", "巴特尔·乌恩其"];

/// A name. Every fortieth or so holds a rare character.
pub(super) fn name(male: bool, dice: &mut Dice) -> String {
    if dice.between(1, 300) == 1 {
        return dice.pick(DOTTED).to_owned();
    }
    let surname = dice.pick(SURNAMES);
    let given = if dice.between(1, 40) == 1 {
        RARE
    } else if male {
        MALE
    } else {
        FEMALE
    };
    format!("{surname}{}", dice.pick(given))
}
