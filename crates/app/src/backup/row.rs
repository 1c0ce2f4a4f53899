//! Rows as lines of JSON: an array of the columns in their order; bytes in base 64, nothing as `null`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use huiyin_store::schema::{Column, ColumnType, Table, Value};

/// Adds a row's line.
pub fn write(line: &mut Vec<u8>, row: &[Value]) -> serde_json::Result<()> {
    line.push(b'[');
    for (place, value) in row.iter().enumerate() {
        if place > 0 {
            line.push(b',');
        }
        match value {
            Value::Null => line.extend_from_slice(b"null"),
            Value::Int(number) => serde_json::to_writer(&mut *line, number)?,
            Value::Text(text) => serde_json::to_writer(&mut *line, text)?,
            Value::Bytes(bytes) => serde_json::to_writer(&mut *line, &BASE64.encode(bytes))?,
        }
    }
    line.extend_from_slice(b"]\n");
    Ok(())
}

/// Reads a table's line; none where it is no row of that table.
pub fn read(line: &[u8], table: &Table) -> Option<Vec<Value>> {
    let cells: Vec<serde_json::Value> = serde_json::from_slice(line).ok()?;
    if cells.len() != table.columns.len() {
        return None;
    }
    cells.into_iter().zip(table.columns).map(|(cell, column)| value(cell, *column)).collect()
}

fn value(cell: serde_json::Value, column: Column) -> Option<Value> {
    match (cell, column.kind) {
        (serde_json::Value::Null, _) => column.nullable.then_some(Value::Null),
        (serde_json::Value::Number(number), ColumnType::Int) => number.as_i64().map(Value::Int),
        (serde_json::Value::String(text), ColumnType::Text) => Some(Value::Text(text)),
        (serde_json::Value::String(text), ColumnType::Bytes) => BASE64.decode(text).ok().map(Value::Bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use huiyin_store::schema::{CLAIMS, LEASES};

    use super::*;

    #[test]
    fn a_row_reads_back() {
        let key = Value::Bytes(vec![0, 255, 10]);
        for expires_at in [Value::Null, Value::Int(i64::MIN)] {
            let kind = Value::Text("a \"b\"\n回音".to_owned());
            let row = vec![Value::Int(1), kind, key.clone(), Value::Bytes(Vec::new()), expires_at];
            let mut line = Vec::new();
            write(&mut line, &row).unwrap();
            assert_eq!(line.iter().position(|byte| *byte == b'\n'), Some(line.len() - 1), "one line");
            assert_eq!(read(&line, &CLAIMS), Some(row));
        }
    }

    #[test]
    fn a_line_of_another_table_does_not() {
        for line in ["", "[]", "[1,2,3,4]", r#"[1,"a","b",null]"#, r#"[1,"a","b",2.5]"#, r#"[1,"a","b",2,3]"#] {
            assert_eq!(read(line.as_bytes(), &LEASES), None, "{line}");
        }
    }
}
