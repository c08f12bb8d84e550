//! The table of the 21 types: what each asks for and is shown by (guide section 9, `codes/destination_requirements.csv`).
//!
//! A type is added here and to [`Type`], and to the check of the table `destinations` in a migration.

use super::{Ask, Category, Column, Description, Details, Gate, Part, Type};

const REGISTRATION: Part = Part {
    title: "登记信息",
    asks: &[Ask::needed(Column::RegisteredOn)],
};

/// An employer who can be found in the register.
const EMPLOYER: Part = Part {
    title: "单位信息",
    asks: &[
        Ask::needed(Column::CompanyName),
        Ask::needed(Column::CreditCode).hint("18 位，按营业执照或事业单位法人证书填写"),
        Ask::needed(Column::Nature),
        Ask::needed(Column::Industry),
        Ask::needed(Column::Region).hint(REGION),
        Ask::needed(Column::Address),
        Ask::needed(Column::Contact),
        Ask::needed(Column::Telephone),
    ],
};

/// An employer who has no credit code.
const UNIT: Part = Part {
    title: "单位信息",
    asks: &[
        Ask::needed(Column::CompanyName),
        Ask::optional(Column::CreditCode).hint("没有的不填"),
        Ask::needed(Column::Nature),
        Ask::needed(Column::Industry),
        Ask::needed(Column::Region).hint(REGION),
        Ask::optional(Column::Address),
        Ask::optional(Column::Contact),
        Ask::optional(Column::Telephone),
    ],
};

/// An employer outside the country: the employment system takes no region but those of the country.
const ABROAD: Part = Part {
    title: "单位信息",
    asks: &[
        Ask::needed(Column::Country),
        Ask::needed(Column::CompanyName).hint("填写中文名称；没有中文名称的填写外文名称"),
        Ask::optional(Column::CreditCode).hint("境外单位没有的不填"),
        Ask::needed(Column::Nature),
        Ask::needed(Column::Industry),
        Ask::needed(Column::Region)
            .called("境内派出或联系单位所在地")
            .hint("单位在境外的，填写派出单位、中介机构或生源地所在区县"),
        Ask::optional(Column::Address),
        Ask::optional(Column::Contact),
        Ask::optional(Column::Telephone),
    ],
};

const REGION: &str = "输入地名后从列表选择，到区县";

const POST: Part = Part {
    title: "岗位信息",
    asks: &[
        Ask::needed(Column::JobCategory),
        Ask::needed(Column::JobTitle),
        Ask::optional(Column::ArchiveTo),
        Ask::optional(Column::HouseholdTo),
    ],
};

const PAID_POST: Part = Part {
    title: "岗位信息",
    asks: &[
        Ask::needed(Column::JobCategory),
        Ask::needed(Column::JobTitle),
        Ask::needed(Column::Pay).hint("税前月薪"),
    ],
};

const STUDY: [Ask; 2] = [Ask::needed(Column::Institution), Ask::needed(Column::Major)];

/// Nothing follows from what else is there.
const fn nothing(_: &Details) -> Option<Column> {
    None
}

/// A project that has no code of its own is named.
fn name_of_project(details: &Details) -> Option<Column> {
    matches!(details.category.as_str(), "50" | "51" | "519").then_some(Column::Programme)
}

/// 电子商务创业: by the shop, with neither licence nor lowest income.
const WEB_SHOP: &str = "电子商务创业";

/// A web shop has an address, every other business a licence.
fn licence_or_shop(details: &Details) -> Option<Column> {
    Some(match details.programme.as_deref() {
        Some(WEB_SHOP) => Column::Website,
        _ => Column::CreditCode,
    })
}

/// What most types have in common.
const BASE: Description = Description {
    kind: Type::PublicRecruitment,
    group: "签就业协议形式就业",
    form: "",
    category: Category::Of(&["10"]),
    parts: &[REGISTRATION, EMPLOYER, POST],
    proof: &[],
    gate: Gate::None,
    notes: &[],
    needs: nothing,
};

const NO_AGREEMENTS_OF_ONES_OWN: &str = "实习协议、单位自制协议不能按此类型登记。";
const FULL_TIME: &str = "仅登记全日制升学；非全日制的，请按实际就业情况登记。";

/// Every type, in the order of [`Type`].
pub(super) static TABLE: [Description; 21] = [
    Description {
        kind: Type::PublicRecruitment,
        form: "公招接收函",
        proof: &["有人事权单位出具的接收函", "公务员、事业单位等公开招聘的录用通知"],
        notes: &[NO_AGREEMENTS_OF_ONES_OWN],
        ..BASE
    },
    Description {
        kind: Type::Sergeant,
        form: "士官",
        parts: &[REGISTRATION, UNIT, POST],
        proof: &["部队士官协议书", "文职人员协议书", "入伍通知书"],
        ..BASE
    },
    Description {
        kind: Type::MedicalTraining,
        form: "医学规培",
        proof: &["住院医师规范化培训协议", "规培基地录取或接收证明"],
        ..BASE
    },
    Description {
        kind: Type::InternationalOrganisation,
        form: "国际组织任职",
        parts: &[REGISTRATION, ABROAD, POST],
        proof: &["国际组织录用或接收证明", "任职协议"],
        ..BASE
    },
    Description {
        kind: Type::WorkAbroad,
        form: "出国出境工作",
        parts: &[REGISTRATION, ABROAD, POST],
        proof: &["境外单位接收证明", "工作签证", "派出协议"],
        ..BASE
    },
    Description {
        kind: Type::LabourContract,
        group: "签劳动合同形式就业",
        category: Category::Of(&["11"]),
        parts: &[REGISTRATION, EMPLOYER, PAID_POST],
        proof: &["与单位签订的劳动合同"],
        gate: Gate::Caution,
        ..BASE
    },
    Description {
        kind: Type::OtherEmployment,
        group: "其他录用形式就业",
        form: "聘用证明",
        category: Category::Of(&["12"]),
        parts: &[REGISTRATION, EMPLOYER, PAID_POST],
        proof: &["用人单位聘用证明", "毕业生工资收入证明", "收入流水"],
        gate: Gate::Refusal,
        ..BASE
    },
    Description {
        kind: Type::ResearchAssistant,
        group: "科研助理、管理助理",
        category: Category::Of(&["271", "27"]),
        parts: &[REGISTRATION, EMPLOYER, PAID_POST],
        proof: &["聘用证明", "聘用协议"],
        gate: Gate::Refusal,
        ..BASE
    },
    Description {
        kind: Type::Conscript,
        group: "应征义务兵",
        category: Category::Of(&["46"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "入伍信息",
                asks: &[
                    Ask::needed(Column::Programme).called("批准入伍的征兵办公室"),
                    Ask::needed(Column::Region).called("入伍地").hint(REGION),
                ],
            },
        ],
        proof: &["预定兵通知书", "入伍通知书"],
        ..BASE
    },
    Description {
        kind: Type::NationalProject,
        group: "国家基层项目",
        category: Category::Chosen(&["502", "503", "50"]),
        parts: &[REGISTRATION, PROJECT_OF_THE_STATE],
        proof: PROJECT_PROOF,
        needs: name_of_project,
        ..BASE
    },
    Description {
        kind: Type::LocalProject,
        group: "地方基层项目",
        category: Category::Chosen(&["512", "519", "51"]),
        parts: &[REGISTRATION, PROJECT_OF_A_PLACE],
        proof: PROJECT_PROOF,
        needs: name_of_project,
        ..BASE
    },
    Description {
        kind: Type::OwnBusiness,
        group: "自主创业",
        category: Category::Of(&["75"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "创业信息",
                asks: &[
                    Ask::needed(Column::Programme).called("创业类型").among(&[
                        "创办企业（本人为法人或股东）",
                        "孵化机构创业",
                        WEB_SHOP,
                    ]),
                    Ask::needed(Column::CompanyName)
                        .called("企业名称")
                        .hint("电子商务创业的填写网店名称"),
                    Ask::optional(Column::CreditCode).hint("除电子商务创业外必须填写"),
                    Ask::optional(Column::Industry).called("所属行业"),
                    Ask::needed(Column::Region).called("企业所在地").hint(REGION),
                    Ask::optional(Column::Website).hint("电子商务创业必须填写，以 http:// 或 https:// 开头"),
                ],
            },
        ],
        proof: &[
            "营业执照（本人为法人或股东）",
            "孵化机构证明",
            "网店信息截图和收入流水",
        ],
        needs: licence_or_shop,
        ..BASE
    },
    Description {
        kind: Type::Freelance,
        group: "自由职业",
        category: Category::Of(&["76"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "从业信息",
                asks: &[
                    Ask::needed(Column::JobTitle).called("职业内容"),
                    Ask::needed(Column::Region).called("从业所在地").hint(REGION),
                    Ask::needed(Column::Pay).called("收入").hint("税前月均收入"),
                ],
            },
        ],
        proof: &["本人签字确认的从业和收入证明材料"],
        gate: Gate::Refusal,
        notes: &["证明材料须经学院、学校两级就业部门负责同志审定。"],
        ..BASE
    },
    Description {
        kind: Type::CollegeToBachelor,
        group: "升学",
        form: "专升本",
        category: Category::Of(&["80"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "升学信息",
                asks: &[
                    STUDY[0],
                    STUDY[1],
                    Ask::needed(Column::EducationLevel)
                        .called("攻读学历")
                        .among(&["31"]),
                ],
            },
        ],
        proof: ADMISSION,
        notes: &[FULL_TIME],
        ..BASE
    },
    Description {
        kind: Type::Postgraduate,
        group: "升学",
        form: "考研",
        category: Category::Of(&["801", "80"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "升学信息",
                asks: &[
                    STUDY[0],
                    STUDY[1],
                    Ask::needed(Column::EducationLevel)
                        .called("攻读学历")
                        .among(&["11", "01"]),
                ],
            },
        ],
        proof: ADMISSION,
        notes: &[FULL_TIME],
        ..BASE
    },
    Description {
        kind: Type::SecondBachelor,
        group: "升学",
        form: "第二学士学位",
        category: Category::Of(&["802", "80"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "升学信息",
                asks: &[
                    STUDY[0],
                    STUDY[1],
                    Ask::needed(Column::EducationLevel)
                        .called("攻读学历")
                        .among(&["25"]),
                ],
            },
        ],
        proof: ADMISSION,
        notes: &[FULL_TIME],
        ..BASE
    },
    Description {
        kind: Type::StudyAbroad,
        group: "出国出境深造",
        category: Category::Of(&["85"]),
        parts: &[
            REGISTRATION,
            Part {
                title: "留学信息",
                asks: &[
                    Ask::needed(Column::Country).called("留学国家（地区）"),
                    Ask::needed(Column::Institution).called("院校中文名"),
                    Ask::needed(Column::InstitutionForeign).hint("与录取通知书一致，填写全称"),
                    Ask::optional(Column::Major),
                    Ask::optional(Column::EducationLevel)
                        .called("攻读学历")
                        .among(&["31", "11", "01"]),
                ],
            },
        ],
        proof: &["录取通知书", "留学签证"],
        notes: &["留学国家（地区）、院校中文名和外文名必须完整，登记后不能补填，须作废后重新登记。"],
        ..BASE
    },
    Description {
        kind: Type::Commissioned,
        group: "定向/委培毕业去向补充登记",
        parts: &[
            REGISTRATION,
            Part {
                title: "定向或委培单位信息",
                asks: &[
                    Ask::needed(Column::CompanyName).called("定向或委培单位"),
                    Ask::optional(Column::CreditCode).hint("没有的不填"),
                    Ask::needed(Column::Nature),
                    Ask::needed(Column::Industry),
                    Ask::needed(Column::Region).hint(REGION),
                    Ask::optional(Column::JobCategory),
                    Ask::optional(Column::JobTitle),
                    Ask::optional(Column::Contact),
                    Ask::optional(Column::Telephone),
                ],
            },
        ],
        proof: &["定向或委培协议"],
        ..BASE
    },
    Description {
        kind: Type::Unplaced,
        group: "待就业",
        category: Category::Of(&["70"]),
        parts: &[REGISTRATION, INTENTION],
        notes: &["登记待就业后，就业管理系统中仍显示为待就业；找到去向后，请作废后重新登记。"],
        ..BASE
    },
    Description {
        kind: Type::PreparingForStudy,
        group: "不就业拟升学",
        category: Category::Of(&["71"]),
        parts: &[REGISTRATION, INTENTION],
        ..BASE
    },
    Description {
        kind: Type::NotSeeking,
        group: "其他暂不就业",
        category: Category::Of(&["72"]),
        parts: &[REGISTRATION, INTENTION],
        ..BASE
    },
];

const ADMISSION: &[&str] = &["录取通知书", "拟录取名单"];

const INTENTION: Part = Part {
    title: "原因和意向",
    asks: &[Ask::needed(Column::Reason).called("原因和意向")],
};

const PROJECT_PROOF: &[&str] = &["项目主管部门录用文件", "项目主管部门录用通知"];

const SERVICE: [Ask; 3] = [
    Ask::optional(Column::Programme).hint("选择了没有单列的项目的，必须填写，如特岗教师"),
    Ask::needed(Column::CompanyName).called("服务单位"),
    Ask::needed(Column::Region).called("服务所在地").hint(REGION),
];

const PROJECT_OF_THE_STATE: Part = Part {
    title: "项目信息",
    asks: &[
        Ask::needed(Column::Category)
            .called("项目类型")
            .among(&["502", "503", "50"]),
        SERVICE[0],
        SERVICE[1],
        SERVICE[2],
    ],
};

const PROJECT_OF_A_PLACE: Part = Part {
    title: "项目信息",
    asks: &[
        Ask::needed(Column::Category)
            .called("项目类型")
            .among(&["512", "519", "51"]),
        SERVICE[0],
        SERVICE[1],
        SERVICE[2],
    ],
};
