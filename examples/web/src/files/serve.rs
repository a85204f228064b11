use std::{
    io,
    path::{Path, PathBuf},
};

use anyrt::{
    OsRuntime,
    fs::{FileExt, Metadata, OpenOptions},
};
use http::{
    HeaderMap, HeaderValue, Method, Response, StatusCode, Uri,
    header::{
        ACCEPT_RANGES, ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
        LOCATION, RANGE, VARY,
    },
};

use super::{
    conditions::{Validators, text},
    gzip::is_worth_it,
    path::below,
    range::{self, Asked},
    stream,
};
use crate::{
    body::Body,
    reply::{bare, plain, without_body},
};

/// What is served for a folder.
const INDEX: &str = "index.html";

/// What a request for a file says.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
}

/// Answers with a file of `root`.
///
/// Links are followed as long as they stay below the root.
pub(crate) async fn serve<R: OsRuntime>(
    rt: &R,
    root: &Path,
    prefix: &str,
    question: Question<'_>,
) -> Response<Body> {
    if question.method != Method::GET && question.method != Method::HEAD {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED);
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(ALLOW, allowed);
        return response;
    }
    let Some(path) = below(prefix, question.uri.path()) else {
        return plain(StatusCode::NOT_FOUND);
    };
    let response = match find(rt, root, &path, question.uri).await {
        Ok(Found::File(path, metadata)) => answer(rt, &path, &metadata, &question).await,
        Ok(Found::Elsewhere(location)) => {
            let mut response = bare(StatusCode::MOVED_PERMANENTLY);
            response.headers_mut().insert(LOCATION, location);
            Ok(response)
        }
        Ok(Found::Nothing) => Ok(plain(StatusCode::NOT_FOUND)),
        Err(error) => Err(error),
    };
    let response = response.unwrap_or_else(|error| plain(status_of(&error)));
    if question.method == Method::HEAD {
        without_body(response)
    } else {
        response
    }
}

enum Found {
    File(PathBuf, Metadata),
    Elsewhere(HeaderValue),
    Nothing,
}

async fn find<R: OsRuntime>(rt: &R, root: &Path, path: &Path, uri: &Uri) -> io::Result<Found> {
    let root = rt.canonicalize(root).await?;
    let mut found = rt.canonicalize(root.join(path)).await?;
    if !found.starts_with(&root) {
        return Ok(Found::Nothing);
    }
    let mut metadata = rt.metadata(&found).await?;
    if metadata.is_dir() {
        if !uri.path().ends_with('/') {
            // Links in it are relative to the folder.
            let query = uri
                .query()
                .map(|query| format!("?{query}"))
                .unwrap_or_default();
            // One slash at the front, or it would be the name of a host.
            let place = uri.path().trim_start_matches('/');
            let location = HeaderValue::try_from(format!("/{place}/{query}"));
            return Ok(location.map_or(Found::Nothing, Found::Elsewhere));
        }
        found = rt.canonicalize(found.join(INDEX)).await?;
        if !found.starts_with(&root) {
            return Ok(Found::Nothing);
        }
        metadata = rt.metadata(&found).await?;
    }
    if metadata.is_file() {
        Ok(Found::File(found, metadata))
    } else {
        Ok(Found::Nothing)
    }
}

async fn answer<R: OsRuntime>(
    rt: &R,
    path: &Path,
    metadata: &Metadata,
    question: &Question<'_>,
) -> io::Result<Response<Body>> {
    let kind = kind_of(path);
    // A part of an answer without a body is none.
    let asked_range = text(question.headers, RANGE).filter(|_| question.method == Method::GET);
    let compresses = asked_range.is_none() && is_worth_it(question.headers, &kind, metadata.len);
    let validators = Validators::of(metadata, if compresses { "-gz" } else { "" });
    if !validators.are_wanted(question.headers) {
        return Ok(plain(StatusCode::PRECONDITION_FAILED));
    }
    if validators.are_known(question.headers) {
        let mut response = bare(StatusCode::NOT_MODIFIED);
        validators.write(response.headers_mut());
        response.headers_mut().insert(VARY, by_encoding());
        return Ok(response);
    }
    let mut file = rt.open_file(path, &OpenOptions::reading()).await?;
    // The length that is promised is that of the file that is open.
    let length = file.metadata().await?.len;
    let part = match asked_range.filter(|_| validators.continue_what_is_known(question.headers)) {
        Some(header) => range::parse(header, length),
        None => Asked::All,
    };
    let mut response = match part {
        Asked::All if compresses => {
            let mut response = Response::new(stream::compressed(file, length));
            let encoding = HeaderValue::from_static("gzip");
            response.headers_mut().insert(CONTENT_ENCODING, encoding);
            response
        }
        Asked::All => {
            let mut response = Response::new(stream::plain(file, 0..length));
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
            response
        }
        Asked::Part(start, end) => {
            let mut response = Response::new(stream::plain(file, start..end));
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let headers = response.headers_mut();
            headers.insert(CONTENT_LENGTH, (end - start).into());
            insert(headers, format!("bytes {start}-{}/{length}", end - 1));
            response
        }
        Asked::Nothing => {
            let mut response = plain(StatusCode::RANGE_NOT_SATISFIABLE);
            insert(response.headers_mut(), format!("bytes */{length}"));
            return Ok(response);
        }
    };
    let headers = response.headers_mut();
    validators.write(headers);
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(VARY, by_encoding());
    if let Ok(kind) = HeaderValue::try_from(kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    Ok(response)
}

const fn by_encoding() -> HeaderValue {
    HeaderValue::from_static("accept-encoding")
}

fn insert(headers: &mut HeaderMap, range: String) {
    if let Ok(range) = HeaderValue::try_from(range) {
        headers.insert(CONTENT_RANGE, range);
    }
}

fn kind_of(path: &Path) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == "text" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

fn status_of(error: &io::Error) -> StatusCode {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => {
            StatusCode::NOT_FOUND
        }
        io::ErrorKind::PermissionDenied => StatusCode::FORBIDDEN,
        io::ErrorKind::InvalidFilename => StatusCode::NOT_FOUND,
        // No descriptor is left, or the disk is broken: it may be better later.
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}
