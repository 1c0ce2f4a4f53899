//! The office's own tables in a browser: rows looked for, added, changed and ended by their day, files tried and taken in.

use huiyin_e2e::{Browser, Settings, chooses, signed_in, town};
use huiyin_story::Town;

async fn opens(desk: &Browser, town: &Town, path: &str) {
    desk.goes_to(&format!("{}/desk/office/{path}", town.address())).await;
}

fn table(folder: &tempfile::TempDir, text: &str) -> String {
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text).expect("a table");
    path.to_str().expect("a path").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn units_posts_and_duties_are_set_up_by_forms_and_files_and_the_history_tells_it() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-9", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".staff a[href='/desk/office']").await;
    desk.inspects("units").await;
    desk.follows("#add").await;
    desk.types("#name", "Invented Bureau").await;
    // As one types into a date; day and month are alike, for browsers differ in which comes first.
    desk.types("#from", "04042026").await;
    desk.follows("#send").await;
    assert!(desk.sees("#code-fault").await && desk.value("#name").await == "Invented Bureau", "nothing typed is lost");
    desk.inspects("unit-faulty").await;
    desk.types("#code", "new-a").await;
    chooses(&desk, "#kind", "department").await;
    chooses(&desk, "#parent", "xzf").await;
    desk.follows("#send").await;
    assert!(desk.sees("[role=status]").await);
    desk.types("#find", "new-a").await;
    desk.follows(".find button").await;
    assert_eq!(desk.counts("tbody tr.rests").await, 1, "it is found, and does not hold yet");
    desk.follows("tbody a").await;
    desk.retypes("#name", "Bureau of Inventions").await;
    desk.follows("#send").await;
    desk.follows("#history").await;
    desk.inspects("unit-history").await;
    let told = desk.reads(".outcomes li").await;
    assert!(told.contains("Invented Bureau became Bureau of Inventions"), "{told}");

    opens(&desk, &town, "posts").await;
    desk.inspects("posts").await;
    opens(&desk, &town, "duties").await;
    desk.inspects("duties").await;
    let folder = tempfile::tempdir().expect("a folder");
    let officers = "code,name\no-new-1,Newcomer\n";
    opens(&desk, &town, "officers").await;
    desk.follows("#import").await;
    assert!(desk.sees("#files-fault").await, "a file is needed");
    desk.types("#files", &table(&folder, officers)).await;
    desk.presses("#trial").await;
    desk.follows("#import").await;
    assert!(desk.reads("[role=status]").await.contains("would change: 1"));
    desk.presses("#trial").await;
    desk.types("#files", &table(&folder, officers)).await;
    desk.follows("#import").await;
    assert!(desk.reads("[role=status]").await.contains("changed: 1") && desk.reads("tbody").await.contains("Newcomer"));
    opens(&desk, &town, "posts").await;
    desk.types("#files", &table(&folder, "officer,unit,role\no-new-1,nowhere,handler\no-new-2,xfj,king\n")).await;
    desk.follows("#import").await;
    desk.inspects("posts-faulty").await;
    let told = desk.reads("main").await;
    assert!(told.contains("Line 2, Unit: There is no such unit.") && told.contains("Line 3, Officer"), "{told}");
    let csv = String::from_utf8(desk.downloads(".downloads a", "posts.csv").await).expect("text");
    assert!(csv.starts_with("officer,unit,role,from,to\r\n"), "{csv}");
    let sheet = folder.path().join("posts.xlsx");
    std::fs::write(&sheet, desk.downloads(".downloads a[href$='/xlsx']", "posts.xlsx").await).expect("a sheet");
    opens(&desk, &town, "posts").await;
    desk.types("#files", sheet.to_str().expect("a path")).await;
    desk.follows("#import").await;
    assert!(desk.reads("[role=status]").await.contains("changed: 0"), "the spreadsheet says what the table says");

    let other = signed_in(&town, "o-qlz-1", Settings::DESK).await;
    assert_eq!(other.counts(".staff a[href='/desk/office']").await, 0);
    opens(&other, &town, "units").await;
    assert_eq!(other.counts("tbody").await, 0, "it is for who sets the office up");
}
