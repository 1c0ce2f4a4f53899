//! The commands that read texts, as an operator calls them: learn, classify, topics, on files made here, good and bad.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Two classes and two units, invented; the last row repeats an id with another class and must not count.
const LEARNED: &str = "\u{feff}id,subject,detail,class,unit,group
1,路灯不亮,\"晚上路灯坏了,
三天没有人修\",道路,市政,a
2,路灯坏了,小区路灯坏了,道路,市政,b
3,路灯不修,路灯还是坏的,道路,市政,c
4,学校食堂,学校食堂的饭菜不好,教育,学校,d
5,学校补课,学校老师补课收费,教育,学校,e
6,学校收费,学校食堂收费,教育,学校,f
7,没有决定,没有决定,,,g
1,路灯不亮,路灯,教育,学校,a
";
const ASKED: &str = "id,detail,subject
x,三天没修,請修路燈
y,,学校食堂
z,,
";

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the binary in the folder; names of files are as they were put.
    fn huiyin(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.current_dir(self.0.path()).args(line.split(' ')).output().unwrap()
    }

    /// What it says on success.
    fn said(&self, line: &str) -> String {
        let output = self.huiyin(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it says on failure.
    fn refused(&self, line: &str) -> String {
        let output = self.huiyin(line);
        assert_eq!(output.status.code(), Some(1), "{line}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let reader = csv::ReaderBuilder::new().has_headers(false).from_path(self.path(name)).unwrap();
        reader.into_records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

#[test]
fn a_model_of_several_files_proposes_classes_and_units() {
    let files = Files::new();
    files.put("a.csv", LEARNED);
    files.put("b.csv", "id,tokens,class,unit,group\n8,路灯 施工 道路,道路,市政,h\n4,路灯,道路,市政,d\n");
    files.put("asked.csv", ASKED);
    for (label, road, school) in [("class", "道路", "教育"), ("unit", "市政", "学校")] {
        let said = files.said(&format!("learn a.csv b.csv --label {label} --text subject,detail,tokens --model m"));
        assert!(said.contains("7 to learn from, 2 with an id that came before, 1 without a label"), "{said}");
        files.said("classify asked.csv --model m --out out.csv");
        let rows = files.rows("out.csv");
        assert_eq!(rows[0], ["id", "label", "p", "second", "third"]);
        assert_eq!([&rows[1][..2], &rows[2][..2]], [["x", road], ["y", school]]);
        assert_eq!((rows[1][3].as_str(), rows[2][3].as_str(), rows[2][4].as_str()), (school, road, ""));
        assert!((0.5..=1.0).contains(&rows[1][2].parse::<f64>().unwrap()), "{rows:?}");
        assert_eq!(rows[3], ["z", "", "", "", ""]);
    }
}

#[test]
fn an_evaluation_judges_whole_texts_in_parts_that_keep_copies_together() {
    let files = Files::new();
    let rows = (0..40).map(|at| match at % 2 {
        0 => format!("{at},路灯{at},路灯坏了,道路,{}\n", at / 4),
        _ => format!("{at},学校{at},学校食堂,教育,{}\n", at / 4),
    });
    files.put("a.csv", format!("id,subject,detail,class,group\n{}", rows.collect::<String>()));
    files.put("b.csv", "id,tokens,class\n90,路灯 施工,道路\n");
    let said = files.said("learn --evaluate a.csv b.csv --label class --text subject,detail,tokens");
    let words = ["40 texts judged", "near copies together", "accuracy                100.00 %", "macro-F1"];
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
    assert!(said.contains("    20     100.0  100.0  100.0  教育"), "{said}");
    let said = files.said("learn --evaluate b.csv a.csv --label class --text tokens,detail,subject");
    assert!(said.contains("\n1 texts judged"), "{said}");
}

#[test]
fn topics_gather_what_is_one_problem() {
    let files = Files::new();
    let lines = ["春风里小区旁边的搅拌站噪音扰民", "学校食堂饭菜质量差", "，。", "春风里小区搅拌站夜里施工", "！"];
    let rows: Vec<String> = lines.iter().enumerate().map(|(at, line)| format!("t{at},{line}")).collect();
    files.put("a.csv", format!("id,subject\n{}", rows.join("\n")));
    files.said("topics a.csv --out out.csv");
    let rows = files.rows("out.csv").concat();
    assert_eq!(rows, ["id", "topic", "t0", "1", "t1", "2", "t2", "3", "t3", "1", "t4", "4"]);
}

#[test]
fn gb18030_is_read_like_utf_8() {
    let files = Files::new();
    let told = |bytes: &[u8]| {
        files.put("a.csv", bytes);
        files.put("asked.csv", ASKED);
        files.said("learn a.csv --label class --text subject,detail --model m");
        files.said("classify asked.csv --model m --out out.csv");
        files.rows("out.csv")
    };
    // The text in GB18030: what each encoder of the standard gives for it.
    let encoded: Vec<u8> = gb18030(LEARNED.trim_start_matches('\u{feff}'));
    assert!(String::from_utf8(encoded.clone()).is_err());
    assert_eq!(told(LEARNED.as_bytes()), told(&encoded));
}

/// Python's encoder, so that the test does not encode with the library that decodes.
fn gb18030(text: &str) -> Vec<u8> {
    let program = "import sys; sys.stdout.buffer.write(sys.argv[1].encode('gb18030'))";
    let output = Command::new("python3").args(["-c", program, text]).output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
fn whatever_stands_in_a_file_is_read_or_left_out_and_said() {
    let files = Files::new();
    files.put("a.csv", LEARNED);
    files.said("learn a.csv --label class --text subject,detail --model m");
    let long = "路灯坏了".repeat(90_000);
    let mut bytes = format!("id,subject,detail\na,,{long}\nb,路,\u{e000}😀👨‍👩‍👧\nc,路light燈ﾗｲﾄ,\0\n").into_bytes();
    bytes.extend(b"d,\xff\xfe,\xe8\xb7\ne,too,many,fields\n");
    bytes.extend("f,\"路灯\n".as_bytes());
    bytes.extend("g,学校,食堂\n".as_bytes());
    files.put("asked.csv", bytes);
    let output = files.huiyin("classify asked.csv --model m --out out.csv");
    let (said, complained) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && said.starts_with("5 rows stand in out.csv; 2 lines left out"), "{said}");
    assert!(complained.contains("line 6: other-column-count; left out"), "{complained}");
    assert!(complained.contains("line 7: quote-not-closed; left out"), "{complained}");
    let rows = files.rows("out.csv");
    let ids: Vec<&str> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "g"]);
    assert_eq!((rows[1][1].as_str(), rows[4][1].as_str(), rows[5][1].as_str()), ("道路", "", "教育"));
    files.said("topics asked.csv --out out.csv");
}

#[test]
fn what_is_missing_is_named() {
    let files = Files::new();
    files.put("a.csv", LEARNED);
    files.put("empty.csv", "");
    files.put("head.csv", "id,subject,class\n");
    files.put("one.csv", "subject,class\n路灯,道路\n路灯,道路\n");
    files.said("learn a.csv --label class --text subject,detail --model m");
    fs::write(files.path("cut"), &fs::read(files.path("m")).unwrap()[..500]).unwrap();
    let learn = |rest: &str| format!("learn {rest} --model n");
    for (line, word) in [
        (learn("a.csv --label kind --text subject"), "a.csv has no column kind; its columns are: id, subject, detail"),
        (learn("a.csv --label class --text title,words"), "has no column title or words"),
        (learn("none.csv --label class --text subject"), "none.csv cannot be read"),
        (learn("empty.csv --label class --text subject"), "empty.csv is empty"),
        (learn("head.csv --label class --text subject"), "fewer than two classes"),
        (learn("one.csv --label class --text subject"), "fewer than two classes"),
        (learn("m --label class --text subject"), "m cannot be read"),
        ("learn . --label class --text subject --model n".to_owned(), "cannot be read"),
        ("classify one.csv --model m --out out.csv".to_owned(), "one.csv has no column id"),
        ("classify a.csv --model a.csv --out out.csv".to_owned(), "a.csv: not a model"),
        ("classify a.csv --model cut --out out.csv".to_owned(), "cut: not a model"),
        ("classify a.csv --model m --out no/such/folder.csv".to_owned(), "no/such/folder.csv cannot be written"),
        ("topics one.csv --out out.csv".to_owned(), "one.csv has no column id"),
        ("topics a.csv --text words --out out.csv".to_owned(), "a.csv has no column words"),
    ] {
        let said = files.refused(&line);
        assert!(said.contains(word), "{line}: {said}");
    }
    assert!(!files.path("n").exists());
}

#[test]
fn an_office_that_has_decided_nothing_learns_nothing_and_says_so() {
    let files = Files::new();
    let said = files.refused("--data data learn --own");
    assert!(said.contains("there is no office in data; nothing was made"), "{said}");
    assert!(!files.path("data").exists());
    files.said("--data data user list");
    let said = files.said("--data data learn --own");
    assert!(said.contains("0 decisions of ordinary matters"), "{said}");
    assert!(said.contains("there is nothing to learn, and nothing to judge by"), "{said}");
    assert!(!files.path("data/models").exists(), "and keeps nothing");
}
