//! Values on their way in and out.

use bytes::BytesMut;
use huiyin_store::StoreError;
use huiyin_store::schema::Value;
use huiyin_store::sql::Row;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

type Failure = Box<dyn std::error::Error + Sync + Send>;

/// A value as a parameter. The texts of statements see to it that types fit; the server refuses what does not.
#[derive(Debug)]
pub struct Param<'a>(pub &'a Value);

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A row of a result.
pub fn row(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    (0..row.len()).map(|column| value(row, column)).collect::<Result<_, _>>().map(Row)
}

fn value(row: &tokio_postgres::Row, column: usize) -> Result<Value, StoreError> {
    let ty = row.columns()[column].type_();
    let value = match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(column).map(|number| number.map(Value::Int)),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column).map(|bytes| bytes.map(Value::Bytes)),
        _ => row.try_get::<_, Option<String>>(column).map(|text| text.map(Value::Text)),
    };
    match value {
        Ok(value) => Ok(value.unwrap_or(Value::Null)),
        Err(error) => Err(StoreError::Unavailable(format!("a column of type {ty} does not read: {error}"))),
    }
}
