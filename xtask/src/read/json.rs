//! A JSON reader (RFC 8259), enough for what cargo prints.

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, kept as its text.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Self>),
    /// An object, in the order of the text.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads one value that fills the text.
    ///
    /// # Errors
    ///
    /// Says what was expected, and at which byte.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value()?;
        reader.space();
        if reader.at == text.len() {
            Ok(value)
        } else {
            Err(reader.wrong("the end"))
        }
    }

    /// Returns a field of an object; `Null` for a field that is not there.
    pub(crate) fn get(&self, field: &str) -> &Self {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find(|(name, _)| name == field)
                .map_or(&Self::Null, |(_, v)| v),
            _ => &Self::Null,
        }
    }

    /// Returns the elements of an array; none for anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Returns the fields of an object; none for anything else.
    pub(crate) fn fields(&self) -> &[(String, Self)] {
        match self {
            Self::Object(fields) => fields,
            _ => &[],
        }
    }

    /// Returns the text of a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn wrong(&self, expected: &str) -> String {
        format!("expected {expected} at byte {}", self.at)
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    }

    fn eat(&mut self, word: &str) -> bool {
        let there = self.text[self.at..].starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    fn value(&mut self) -> Result<Json, String> {
        self.space();
        match self.text.as_bytes().get(self.at) {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(self.number()),
            _ if self.eat("null") => Ok(Json::Null),
            _ if self.eat("true") => Ok(Json::Bool(true)),
            _ if self.eat("false") => Ok(Json::Bool(false)),
            _ => Err(self.wrong("a value")),
        }
    }

    fn number(&mut self) -> Json {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'))
            .unwrap_or(rest.len());
        self.at += end;
        Json::Number(rest[..end].to_owned())
    }

    fn array(&mut self) -> Result<Json, String> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.eat("]") {
                return Ok(Json::Array(items));
            }
            if !items.is_empty() && !self.eat(",") {
                return Err(self.wrong("`,` or `]`"));
            }
            items.push(self.value()?);
        }
    }

    fn object(&mut self) -> Result<Json, String> {
        self.at += 1;
        let mut fields = Vec::new();
        loop {
            self.space();
            if self.eat("}") {
                return Ok(Json::Object(fields));
            }
            if !fields.is_empty() && !self.eat(",") {
                return Err(self.wrong("`,` or `}`"));
            }
            self.space();
            let name = self.string()?;
            self.space();
            if !self.eat(":") {
                return Err(self.wrong("`:`"));
            }
            fields.push((name, self.value()?));
        }
    }

    fn string(&mut self) -> Result<String, String> {
        if !self.eat("\"") {
            return Err(self.wrong("a string"));
        }
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.find(['"', '\\']).ok_or_else(|| self.wrong("`\"`"))?;
            text.push_str(&rest[..end]);
            self.at += end + 1;
            if rest[end..].starts_with('"') {
                return Ok(text);
            }
            let escape = self.text[self.at..]
                .chars()
                .next()
                .ok_or_else(|| self.wrong("an escape"))?;
            self.at += escape.len_utf8();
            text.push(match escape {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => self.unicode()?,
                other => other,
            });
        }
    }

    fn unicode(&mut self) -> Result<char, String> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.eat("\\u") {
            0x10000 + ((first - 0xD800) << 10) + (self.hex()?.wrapping_sub(0xDC00) & 0x3FF)
        } else {
            first
        };
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, String> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .ok_or_else(|| self.wrong("four digits"))?;
        let code = u32::from_str_radix(digits, 16).map_err(|_| self.wrong("four digits"))?;
        self.at += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_nest() {
        let json = Json::parse(
            r#" {"a": [1, -2.5e3, true, null, {"b": "x\n\"é\u00e9\ud83d\ude00"}], "c": {}} "#,
        )
        .expect("reads");
        assert_eq!(json.get("a").items().len(), 5);
        assert_eq!(json.get("a").items()[4].get("b").text(), Some("x\n\"éé😀"));
        assert_eq!(json.get("c").fields().len(), 0);
        assert_eq!(json.get("nothing"), &Json::Null);
    }

    #[test]
    fn broken_text_is_refused() {
        for text in ["", "{", "[1 2]", "{\"a\" 1}", "\"open", "1 2", "nul"] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }
}
