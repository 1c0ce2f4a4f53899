//! A query that grows with what is asked for. Only its shape depends on the question: values are always placeholders.

use std::borrow::Cow;
use std::fmt::Write;

use super::Statement;
use crate::schema::Value;

/// A query under construction.
#[derive(Debug, Clone)]
pub struct Query {
    sql: String,
    params: Vec<Value>,
}

impl Query {
    /// Begins with a text and its values.
    pub fn new(sql: &str, params: impl Into<Vec<Value>>) -> Self {
        Self { sql: sql.to_owned(), params: params.into() }
    }

    /// Adds text.
    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// Adds a value and its placeholder.
    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.params.push(value.into());
        // Writing to a String cannot fail.
        let _ = write!(self.sql, "?{}", self.params.len());
        self
    }

    /// Adds text and one value after it, where there is one.
    pub fn push_if<T: Into<Value>>(&mut self, sql: &str, value: Option<T>) -> &mut Self {
        match value {
            Some(value) => self.push(sql).bind(value),
            None => self,
        }
    }

    /// Adds ` column = v` or one below it in a tree of dotted codes: `/` is the sign after `.`.
    pub fn push_class(&mut self, column: &str, class: Option<&str>) -> &mut Self {
        if let Some(class) = class {
            self.push(" AND (").push(column).push(" = ").bind(class);
            self.push(" OR (").push(column).push(" >= ").bind(format!("{class}."));
            self.push(" AND ").push(column).push(" < ").bind(format!("{class}/")).push("))");
        }
        self
    }

    /// Adds a list in brackets. Lists grow by doubling, the last value repeated, so that few shapes are prepared.
    pub fn bind_list(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        let mut values: Vec<Value> = values.into_iter().collect();
        if let Some(last) = values.last().cloned() {
            values.resize(values.len().next_power_of_two(), last);
        }
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).bind(value);
        }
        self.push(")")
    }

    /// Adds `WITH asked (columns) AS (VALUES …) `, to be joined to a table that is then looked up by key for each row: a
    /// list in a condition costs SQLite a table of its own, and pairs in one make it walk the whole office. Tables grow by
    /// doubling, with rows of nothing, which match nothing, so that few shapes are prepared. `cast` is the type that the
    /// database needs to be told of the values, if any.
    pub fn push_asked<const WIDTH: usize>(
        &mut self,
        columns: &str,
        cast: Option<&str>,
        rows: impl IntoIterator<Item = [Value; WIDTH]>,
    ) -> &mut Self {
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.resize(rows.len().next_power_of_two(), [const { Value::Null }; WIDTH]);
        self.push("WITH asked (").push(columns).push(") AS (VALUES ");
        for (place, row) in rows.into_iter().enumerate() {
            self.push(if place == 0 { "(" } else { ", (" });
            for (column, value) in row.into_iter().enumerate() {
                self.push(if column == 0 { "" } else { ", " });
                // What the first row is told of, the others follow.
                match cast.filter(|_| place == 0) {
                    Some(cast) => self.push("CAST(").bind(value).push(" AS ").push(cast).push(")"),
                    None => self.bind(value),
                };
            }
            self.push(")");
        }
        self.push(") ")
    }

    /// The statement.
    pub fn build(self) -> Statement {
        Statement { sql: Cow::Owned(self.sql), params: self.params }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_three_is_prepared_as_one_of_four() {
        let mut query = Query::new("SELECT 1 WHERE ?1 IN ", [Value::Int(0)]);
        query.bind_list([1, 2, 3].map(Value::Int));
        let statement = query.build();
        assert_eq!(statement.sql, "SELECT 1 WHERE ?1 IN (?2, ?3, ?4, ?5)");
        assert_eq!(statement.params[4], Value::Int(3));
    }

    #[test]
    fn a_table_of_three_is_prepared_as_one_of_four() {
        let mut query = Query::new("", []);
        query.push_asked("a, b", Some("BLOB"), [1, 2, 3].map(|n| [Value::Int(n), Value::Int(-n)]));
        let statement = query.build();
        let said = "WITH asked (a, b) AS (VALUES (CAST(?1 AS BLOB), CAST(?2 AS BLOB)), (?3, ?4), (?5, ?6), (?7, ?8)) ";
        assert_eq!(statement.sql, said);
        assert_eq!(statement.params[4..], [Value::Int(3), Value::Int(-3), Value::Null, Value::Null]);
    }
}
