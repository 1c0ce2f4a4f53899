//! What stands in the pictures: ten invented petitions in three languages, each brought as far as its days say.

use huiyin_story::{Filed, Town};
use serde_json::{Value, json};

/// The languages of the guides, as files and pages call them, each with what its browser says.
pub const LANGUAGES: [(&str, &str); 3] = [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("en", "en-GB")];

/// The day on which all is pictured.
pub const TODAY: &str = "2026-03-10";

/// The same in each language.
type Words = [&'static str; 3];

/// An invented petition.
struct Told {
    subject: Words,
    text: Words,
    class: &'static str,
    unit: &'static str,
    place: &'static str,
    /// When it was filed, sent on, accepted, decided and read, as far as it came.
    days: &'static [&'static str],
}

/// The one whose matter is pictured.
pub const WORKED_ON: usize = 5;
/// The one whose petitioner's page is pictured.
pub const FOLLOWED: usize = 3;

const TOLD: [Told; 10] = [
    Told {
        subject: ["三楼以上水压不足", "三樓以上水壓不足", "Low water pressure above the third floor"],
        text: ["早晚高峰三楼以上没有水。", "早晚高峰三樓以上沒有水。", "Mornings and evenings there is no water."],
        class: "01.06.01",
        unit: "zjj",
        place: "990121101001",
        days: &["2025-11-12", "2025-11-14", "2025-11-17", "2025-12-01", "2025-12-02"],
    },
    Told {
        subject: ["广场上的树枝伸到电线", "廣場上的樹枝伸到電線", "Branches on the square reach the wires"],
        text: ["刮风时碰出火花。", "颳風時碰出火花。", "In wind they touch and there are sparks."],
        class: "01.07.02",
        unit: "cgj",
        place: "990121102001",
        days: &["2025-12-03", "2025-12-04", "2025-12-08", "2025-12-19", "2025-12-22"],
    },
    Told {
        subject: ["物业费涨价没有公示依据", "物業費漲價沒有公示依據", "The service fee went up without a reason given"],
        text: ["每平方米涨了四角。", "每平方米漲了四角。", "Four jiao more for each square metre."],
        class: "01.01.01",
        unit: "zjj",
        place: "990121104001",
        days: &["2026-01-05", "2026-01-06", "2026-01-07"],
    },
    Told {
        subject: ["清扫车凌晨四点作业", "清掃車凌晨四點作業", "Street sweepers at four in the morning"],
        text: [
            "清扫车每天凌晨四点经过楼下，希望推迟到六点以后。",
            "清掃車每天凌晨四點經過樓下，希望延後到六點以後。",
            "The sweepers pass our house at four every morning. We ask that they come after six.",
        ],
        class: "01.07",
        unit: "cgj",
        place: "990121103001",
        days: &["2026-01-20", "2026-01-22", "2026-01-26", "2026-02-26", "2026-03-02"],
    },
    Told {
        subject: ["夜间施工影响休息", "夜間施工影響休息", "Building work at night"],
        text: ["工地到半夜还在打桩。", "工地到半夜還在打樁。", "They drive piles until midnight."],
        class: "01.08.03",
        unit: "cgj",
        place: "990121101001",
        days: &["2026-01-08", "2026-01-09", "2026-01-13"],
    },
    Told {
        subject: ["村口三盏路灯不亮", "村口三盞路燈不亮", "Three lamps at the village gate are dark"],
        text: [
            "从村口到小学有三盏路灯，两个月没有亮过。孩子放学走这条路看不清。",
            "從村口到小學有三盞路燈，兩個月沒有亮過。孩子放學走這條路看不清。",
            "Three lamps between the village gate and the school have been dark for two months. Children walk home that way.",
        ],
        class: "01.10",
        unit: "qlz",
        place: "990121101201",
        days: &["2026-02-09", "2026-02-11", "2026-02-13"],
    },
    Told {
        subject: ["两家宅基地的边界", "兩家宅基地的邊界", "Where two house plots meet"],
        text: ["登记的边界和现场不一样。", "登記的邊界和現場不一樣。", "The register and the ground do not agree."],
        class: "02.03.01",
        unit: "zrj",
        place: "990121102201",
        days: &["2026-02-25", "2026-02-27"],
    },
    Told {
        subject: ["新房外墙开裂", "新房外牆開裂", "Cracks in the wall of a new house"],
        text: ["交房半年外墙有裂缝。", "交屋半年外牆有裂縫。", "Half a year after it was handed over."],
        class: "01.09.01",
        unit: "zjj",
        place: "990121104001",
        days: &["2026-03-03", "2026-03-05"],
    },
    Told {
        subject: ["老楼能不能加装电梯", "老樓能不能加裝電梯", "Can an old house have a lift?"],
        text: ["六层楼，多数住户同意。", "六層樓，多數住戶同意。", "Six floors, and most of us agree."],
        class: "01.02.02",
        unit: "zjj",
        place: "990121101001",
        days: &["2026-03-06"],
    },
    Told {
        subject: ["公园的长椅坏了", "公園的長椅壞了", "The benches in the park are broken"],
        text: ["湖边四张长椅都断了。", "湖邊四張長椅都斷了。", "All four by the lake."],
        class: "01.07",
        unit: "cgj",
        place: "990121103001",
        days: &["2026-03-09"],
    },
];

/// Facts, reasons and basis of the answers that were given.
const FINDINGS: [Words; 3] = [
    ["经现场核实，所述情况属实。", "經現場查核，所述情況屬實。", "We went there, and it is as you say."],
    [
        "属本单位职责，已列入本月计划。",
        "屬本單位職責，已列入本月計畫。",
        "It is ours to do, and stands in this month's plan.",
    ],
    ["本单位职责规定", "本單位職責規定", "The duties of this unit"],
];
const CONTACT: Words = [
    "电话约定周四上午到现场查看线路。",
    "電話約定週四上午到現場查看線路。",
    "Agreed by telephone to look at the line together on Thursday morning.",
];

/// All that happens in the pictured months, day by day; the petitions in the order of the table.
pub async fn happen(town: &Town, language: usize) -> Vec<Filed<'_>> {
    let mut filed: Vec<Option<Filed<'_>>> = TOLD.iter().map(|_| None).collect();
    let mut days: Vec<&str> = TOLD.iter().flat_map(|told| told.days).copied().collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        town.on(day).await;
        for (told, filed) in TOLD.iter().zip(&mut filed) {
            if let Some(step) = told.days.iter().position(|its| *its == day) {
                goes_on(town, told, language, step, filed).await;
            }
        }
    }
    town.on(TODAY).await;
    filed.into_iter().map(|filed| filed.expect("each was filed")).collect()
}

async fn goes_on<'t>(town: &'t Town, told: &Told, language: usize, step: usize, filed: &mut Option<Filed<'t>>) {
    let Some(filed) = filed else {
        *filed = Some(town.files(petition(told, language)).await);
        return;
    };
    let handler = format!("o-{}-1", told.unit);
    let day = told.days[step];
    match step {
        1 => {
            let registrar = town.officer("o-xfj-1").await;
            let classified = json!({ "kind": "appeal", "way": "way_6", "class": told.class });
            registrar.does(filed, "issues/1/classify", classified).await;
            registrar.does(filed, "issues/1/forward", json!({ "to": told.unit })).await;
        }
        2 => {
            let handler = town.officer(&handler).await;
            handler.does(filed, "issues/1/accept", json!({ "on": day })).await;
            handler.does(filed, "issues/1/notify", json!({ "way": "post", "on": day })).await;
            let contact = json!({ "way": "phone", "reached": true, "note": CONTACT[language], "on": day });
            handler.does(filed, "issues/1/log-contact", contact).await;
        }
        3 => {
            let head = town.officer(&format!("o-{}-2", told.unit)).await;
            let [facts, reasons, basis] = FINDINGS.map(|words| words[language]);
            let findings = json!({ "facts": facts, "reasons": reasons, "basis": basis });
            head.does(filed, "issues/1/decide", json!({ "outcome": "supported", "findings": findings })).await;
        }
        _ => drop(filed.opens_letter(1).await),
    }
}

fn petition(told: &Told, language: usize) -> Value {
    json!({
        "subject": told.subject[language],
        "text": told.text[language],
        "place": told.place,
        "language": LANGUAGES[language].0,
        "persons": [{ "name": "试其人" }],
    })
}
