//! Answers: their headers, and bodies that come from memory, from a file, or as things happen.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use headers::{
    AcceptRanges, ContentRange, ETag, HeaderMap, HeaderMapExt, IfModifiedSince, IfNoneMatch, IfRange, LastModified,
};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use tokio::sync::mpsc::Receiver;

use super::file::Opened;

/// How much of a file is held at a time, in bytes.
const BLOCK: u64 = 64 * 1024;

/// What an answer holds.
#[derive(Debug)]
pub(super) enum Content {
    /// Nothing, or nothing more.
    Nothing,
    /// These bytes.
    Bytes(Bytes),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
    /// What happens, as it happens.
    Events(Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let next = match &mut *self {
            Self::Nothing => None,
            Self::Bytes(_) => match std::mem::replace(&mut *self, Self::Nothing) {
                Self::Bytes(bytes) => Some(Ok(bytes)),
                _ => None,
            },
            Self::File(_, 0) => None,
            Self::File(file, left) => Some(block(file, left)),
            Self::Events(events) => match events.poll_recv(context) {
                Poll::Ready(event) => event.map(Ok),
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(next.map(|bytes| bytes.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Nothing | Self::File(_, 0))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Nothing => SizeHint::with_exact(0),
            Self::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::File(_, left) => SizeHint::with_exact(*left),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

/// Reads the next of so many bytes that are `left`.
fn block(file: &mut File, left: &mut u64) -> io::Result<Bytes> {
    let length = BLOCK.min(*left);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    let read = file.take(length).read_to_end(&mut bytes)? as u64;
    if read == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    *left -= read;
    Ok(bytes.into())
}

/// An answer.
pub(super) type Answer = Response<Content>;

/// What has a state that a browser may have already, and of which it may ask for a part (RFC 9110, 13 and 14).
#[derive(Debug)]
pub(super) struct Stateful {
    /// What it is, as a media type.
    pub kind: &'static str,
    /// What tells this state from others, in quotes.
    pub tag: String,
    /// When it came into this state.
    pub modified: Option<SystemTime>,
    /// In bytes.
    pub size: u64,
    /// All of it.
    pub content: Content,
}

impl Stateful {
    /// A file, of this media type.
    pub fn file(opened: Opened, kind: &'static str) -> Self {
        Self {
            kind,
            tag: opened.tag(),
            modified: Some(opened.modified),
            size: opened.size,
            content: Content::File(opened.file, opened.size),
        }
    }

    /// What is in memory, of this media type; `tag` tells its state from others.
    pub fn bytes(bytes: Bytes, kind: &'static str, tag: &str) -> Self {
        Self {
            kind,
            tag: format!("\"{tag}\""),
            modified: None,
            size: bytes.len() as u64,
            content: Content::Bytes(bytes),
        }
    }

    /// Returns what a request with these headers gets of it.
    pub fn answer(self, asked: &HeaderMap) -> Answer {
        let tag: Option<ETag> = self.tag.parse().ok();
        let modified = self.modified.map(LastModified::from);
        let mut answer = if is_known(asked, tag.as_ref(), self.modified) {
            with(StatusCode::NOT_MODIFIED, Content::Nothing)
        } else {
            // A state that the browser does not have any more is sent whole.
            let is_for_this = asked
                .typed_get::<IfRange>()
                .is_none_or(|range| !range.is_modified(tag.as_ref(), modified.as_ref()));
            let range = asked.get(RANGE).filter(|_| is_for_this);
            match range.map_or(Part::Whole, |range| part(range.to_str().unwrap_or_default(), self.size)) {
                Part::Whole => of_kind(self.kind, with(StatusCode::OK, self.content)),
                Part::Bytes(from, length) => self.part(from, length),
                Part::Nothing => {
                    let mut answer = with(StatusCode::RANGE_NOT_SATISFIABLE, Content::Nothing);
                    answer
                        .headers_mut()
                        .typed_insert(ContentRange::unsatisfied_bytes(self.size));
                    answer
                }
            }
        };
        let headers = answer.headers_mut();
        headers.typed_insert(AcceptRanges::bytes());
        tag.into_iter().for_each(|tag| headers.typed_insert(tag));
        modified.into_iter().for_each(|modified| headers.typed_insert(modified));
        answer
    }

    fn part(self, from: u64, length: u64) -> Answer {
        let content = match self.content {
            Content::Bytes(bytes) => {
                let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
                Content::Bytes(bytes.slice(at(from)..at(from + length)))
            }
            Content::File(mut file, _) => match file.seek(SeekFrom::Start(from)) {
                Ok(_) => Content::File(file, length),
                Err(_) => return with(StatusCode::INTERNAL_SERVER_ERROR, Content::Nothing),
            },
            content => content,
        };
        let mut answer = of_kind(self.kind, with(StatusCode::PARTIAL_CONTENT, content));
        if let Ok(range) = ContentRange::bytes(from..from + length, self.size) {
            answer.headers_mut().typed_insert(range);
        }
        answer
    }
}

/// Whether who asks has this state already. A tag says more than a time, which counts in seconds (RFC 9110, 13.2.2).
fn is_known(asked: &HeaderMap, tag: Option<&ETag>, modified: Option<SystemTime>) -> bool {
    if let Some(known) = asked.typed_get::<IfNoneMatch>() {
        return tag.is_some_and(|tag| !known.precondition_passes(tag));
    }
    let since = asked.typed_get::<IfModifiedSince>();
    since.is_some_and(|since| modified.is_some_and(|modified| !since.is_modified(modified)))
}

/// What of a state is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// From this byte on, so many.
    Bytes(u64, u64),
    /// What lies behind its end.
    Nothing,
}

/// Works out which part of so many bytes the field `Range` asks for. One that asks for several parts, or that cannot be read, asks for the whole
/// (RFC 9110, 14.2); a last part that is longer than all is all (14.1.2).
fn part(range: &str, size: u64) -> Part {
    let bounds = range
        .strip_prefix("bytes=")
        .and_then(|bounds| bounds.trim().split_once('-'));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((from, to)) = bounds.filter(|(from, to)| is_number(from) && is_number(to)) else {
        return Part::Whole;
    };
    // One that is too large for a number lies behind every end.
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    let (from, end) = match (from, to) {
        ("", "") => return Part::Whole,
        ("", last) => (size.saturating_sub(number(last)), size),
        (from, "") => (number(from), size),
        (from, to) if number(from) > number(to) => return Part::Whole,
        (from, to) => (number(from), number(to).saturating_add(1).min(size)),
    };
    match end.checked_sub(from) {
        None | Some(0) => Part::Nothing,
        Some(length) => Part::Bytes(from, length),
    }
}

/// Returns an answer with what every answer has: a browser takes nothing for what it is not said to be, no page of another site can take in what
/// is served here, and what a browser has is asked for again.
pub(super) fn with(status: StatusCode, content: Content) -> Answer {
    const SAME_SITE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let mut answer = Response::new(content);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(SAME_SITE, HeaderValue::from_static("same-origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// Says what an answer holds.
pub(super) fn of_kind(kind: &'static str, mut answer: Answer) -> Answer {
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// Takes the content out of an answer to HEAD, which says how much there would be.
pub(super) fn head(answer: Answer) -> Answer {
    let size = answer.body().size_hint().exact();
    let (mut parts, _) = answer.into_parts();
    if let Some(size) = size.filter(|_| parts.status != StatusCode::NOT_MODIFIED) {
        parts.headers.insert(CONTENT_LENGTH, size.into());
    }
    Response::from_parts(parts, Content::Nothing)
}

/// Words for a person.
pub(super) fn plain(status: StatusCode, text: &'static str) -> Answer {
    let content = Content::Bytes(Bytes::from_static(text.as_bytes()));
    of_kind("text/plain; charset=utf-8", with(status, content))
}

/// Leads on to another address; a browser asks again each time, for every answer is to be asked for again.
pub(super) fn lead_on(status: StatusCode, to: HeaderValue) -> Answer {
    let mut answer = with(status, Content::Nothing);
    answer.headers_mut().insert(LOCATION, to);
    answer
}

/// Leads on to an address here. Not for good: another site may be served here tomorrow.
pub(super) fn to_address(address: &str) -> Answer {
    match HeaderValue::from_str(address) {
        Ok(to) => lead_on(StatusCode::FOUND, to),
        Err(_) => plain(StatusCode::BAD_REQUEST, "This address cannot be read.\n"),
    }
}
