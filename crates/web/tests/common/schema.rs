//! Holds a JSON value against a schema of the OpenAPI document. Knows the words of JSON Schema that our schemas use; a word
//! it does not know fails, so that nothing goes unchecked. Stricter than the standard in one thing: a field that the
//! schema does not name is a fault, for it is not documented.

use serde_json::{Map, Value};

/// Words that say nothing about what is valid.
const REMARKS: [&str; 5] = ["description", "example", "examples", "format", "title"];

/// Words handled below.
const WORDS: [&str; 12] = [
    "$ref",
    "type",
    "properties",
    "required",
    "items",
    "oneOf",
    "anyOf",
    "allOf",
    "enum",
    "additionalProperties",
    "propertyNames",
    "minimum",
];

/// Every fault of a value, by its path.
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Walker { document, found: &mut found }.walk(schema, value, "$");
    found
}

/// The schema that a reference leads to.
pub fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            let pointer = reference.strip_prefix('#').unwrap();
            resolve(document, document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere")))
        }
        None => schema,
    }
}

struct Walker<'a, 'f> {
    document: &'a Value,
    found: &'f mut Vec<String>,
}

impl Walker<'_, '_> {
    fn walk(&mut self, schema: &Value, value: &Value, path: &str) {
        let schema = resolve(self.document, schema);
        let Some(words) = schema.as_object() else { return };
        for word in words.keys().filter(|word| !REMARKS.contains(&word.as_str()) && !WORDS.contains(&word.as_str())) {
            self.found.push(format!("{path}: the schema says {word}, which is not known here"));
        }
        for one in ["oneOf", "anyOf"].iter().filter_map(|word| words.get(*word)?.as_array()) {
            if !one.iter().any(|schema| faults(self.document, schema, value).is_empty()) {
                self.found.push(format!("{path}: {value} is none of the alternatives"));
            }
        }
        if let Some(all) = words.get("allOf").and_then(Value::as_array) {
            for schema in all {
                self.walk(schema, value, path);
            }
        }
        if let Some(allowed) = words.get("enum").and_then(Value::as_array)
            && !allowed.contains(value)
        {
            self.found.push(format!("{path}: {value} is not listed"));
        }
        self.check_type(words, value, path);
        match value {
            Value::Object(fields) => self.object(words, fields, path),
            Value::Array(items) => {
                let Some(of) = words.get("items") else { return };
                items.iter().enumerate().for_each(|(place, item)| self.walk(of, item, &format!("{path}.{place}")));
            }
            _ => {}
        }
    }

    fn check_type(&mut self, words: &Map<String, Value>, value: &Value, path: &str) {
        let is = |name: &Value| match name.as_str().unwrap() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("no type {other}"),
        };
        let fits = match words.get("type") {
            Some(Value::Array(names)) => names.iter().any(is),
            Some(name) => is(name),
            None => true,
        };
        if !fits {
            self.found.push(format!("{path}: {value} is no {}", words["type"]));
        }
    }

    fn object(&mut self, words: &Map<String, Value>, fields: &Map<String, Value>, path: &str) {
        for name in words.get("required").and_then(Value::as_array).into_iter().flatten() {
            if !fields.contains_key(name.as_str().unwrap()) {
                self.found.push(format!("{path}: {name} is missing"));
            }
        }
        let known = words.get("properties").and_then(Value::as_object);
        let others = words.get("additionalProperties").filter(|schema| schema.is_object());
        for (name, value) in fields {
            match known.and_then(|known| known.get(name)).or(others) {
                Some(schema) => self.walk(schema, value, &format!("{path}.{name}")),
                None if known.is_none() => {}
                None => self.found.push(format!("{path}: {name} is not documented")),
            }
        }
    }
}
