use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyrt::fs::Metadata;
use http::{HeaderMap, HeaderValue, header};

/// What tells one state of a file from another.
#[derive(Debug, Clone)]
pub(super) struct Validators {
    pub(super) tag: String,
    pub(super) modified: Option<SystemTime>,
}

impl Validators {
    /// Makes those of a file, or of what is made of it: each encoding has a tag of its own.
    pub(super) fn of(metadata: &Metadata, encoding: &str) -> Self {
        let since = metadata
            .modified
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let nanos = since.unwrap_or_default().as_nanos();
        Self {
            tag: format!("\"{:x}-{nanos:x}{encoding}\"", metadata.len),
            modified: since.map(|since| UNIX_EPOCH + Duration::from_secs(since.as_secs())),
        }
    }

    /// Puts them into an answer.
    pub(super) fn write(&self, headers: &mut HeaderMap) {
        if let Ok(tag) = HeaderValue::try_from(&self.tag) {
            headers.insert(header::ETAG, tag);
        }
        let modified = self.modified.map(httpdate::fmt_http_date);
        if let Some(Ok(modified)) = modified.map(HeaderValue::try_from) {
            headers.insert(header::LAST_MODIFIED, modified);
        }
    }

    /// Returns whether this is the state that the request is for, if it says so.
    pub(super) fn are_wanted(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(header::IF_MATCH) {
            return list(headers, header::IF_MATCH).any(|tag| tag == "*" || tag == self.tag);
        }
        let since = text(headers, header::IF_UNMODIFIED_SINCE);
        let since = since.and_then(|text| httpdate::parse_http_date(text).ok());
        !matches!((since, self.modified), (Some(since), Some(modified)) if modified > since)
    }

    /// Returns whether who asks has this state already.
    pub(super) fn are_known(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(header::IF_NONE_MATCH) {
            let is_ours =
                |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag;
            return list(headers, header::IF_NONE_MATCH).any(is_ours);
        }
        let since = text(headers, header::IF_MODIFIED_SINCE);
        let since = since.and_then(|text| httpdate::parse_http_date(text).ok());
        matches!((since, self.modified), (Some(since), Some(modified)) if modified <= since)
    }

    /// Returns whether a range is of the state that who asks has the rest of.
    pub(super) fn continue_what_is_known(&self, headers: &HeaderMap) -> bool {
        match text(headers, header::IF_RANGE) {
            None => true,
            Some(tag) if tag.starts_with('"') => tag == self.tag,
            Some(date) => {
                let date = httpdate::parse_http_date(date).ok();
                date.is_some() && date == self.modified
            }
        }
    }
}

pub(super) fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Returns the parts of a header that is a list, on however many lines.
pub(super) fn list(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
}
