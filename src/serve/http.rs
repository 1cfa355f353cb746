//! The server: requests in, answers out.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, HeaderValue, LOCATION};
use hyper::{Method, Request, StatusCode};
use percent_encoding::percent_decode_str;
use tokio::task::LocalSet;

use super::answer::{Answer, Content, Stateful, head, of_kind, with};
use super::client;
use super::connection::{self, Limits};
use super::file::{Opened, Page, Stands, not_found};
use super::guard::Names;
use super::hub::Hub;
use super::kind::{HTML, kind};
use super::place::{self, Place};

/// Where browsers ask what happens.
const LIVE_AT: &str = "/_courant/live";

/// Answers requests until the program ends.
pub(super) fn run(listener: TcpListener, names: Names, hub: Arc<Hub>) -> io::Result<Infallible> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answers = connection::run(listener, Limits::default(), move |request, _| {
        answer(&names, &hub, request)
    });
    LocalSet::new().block_on(&runtime, answers)
}

fn answer(names: &Names, hub: &Hub, request: &Request<Incoming>) -> Answer {
    if !names.welcome(request.uri(), request.headers()) {
        return refused();
    }
    match *request.method() {
        Method::GET => get(hub, request),
        Method::HEAD => head(get(hub, request)),
        _ => {
            let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
            answer
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            answer
        }
    }
}

fn get<B>(hub: &Hub, request: &Request<B>) -> Answer {
    let (address, headers) = (request.uri().path(), request.headers());
    match address {
        client::SCRIPT_AT => script().answer(headers),
        LIVE_AT => live(hub, request.uri().query().unwrap_or_default(), request.method()),
        _ => match place::find(&hub.site, address) {
            Place::File(path, file) if kind(&file) != HTML => match Opened::at(&path) {
                Ok(opened) => opened_file(opened, kind(&file)).answer(headers),
                // It has gone since.
                Err(_) => page(not_found(&hub.site, address), None).answer_anew(),
            },
            Place::File(path, _) => {
                let modified = path.metadata().and_then(|metadata| metadata.modified()).ok();
                let shown = page(hub.show(address), modified);
                shown.answer(headers)
            }
            Place::Folder => to_folder(request),
            Place::Nothing => page(hub.show(address), None).answer(headers),
        },
    }
}

/// A page on its way, with the script in it.
struct Shown {
    status: StatusCode,
    stateful: Stateful,
}

impl Shown {
    /// What is not there has no state that a browser could have.
    fn answer(self, asked: &hyper::HeaderMap) -> Answer {
        if self.status == StatusCode::OK {
            self.stateful.answer(asked)
        } else {
            self.answer_anew()
        }
    }

    fn answer_anew(self) -> Answer {
        of_kind(self.stateful.kind, with(self.status, self.stateful.content))
    }
}

fn page(page: Page, modified: Option<std::time::SystemTime>) -> Shown {
    let bytes = client::with_script(&page.bytes, page.is);
    Shown {
        status: match page.stands {
            Stands::Itself => StatusCode::OK,
            Stands::NotFound => StatusCode::NOT_FOUND,
            Stands::NoSite => StatusCode::SERVICE_UNAVAILABLE,
        },
        stateful: Stateful {
            kind: HTML,
            tag: format!("\"{:x}-{}\"", page.is, client::version()),
            modified,
            size: bytes.len() as u64,
            content: Content::Bytes(bytes),
        },
    }
}

fn opened_file(opened: Opened, kind: &'static str) -> Stateful {
    Stateful {
        kind,
        tag: opened.tag(),
        modified: Some(opened.modified),
        size: opened.size,
        content: Content::File(opened.file, opened.size),
    }
}

fn script() -> Stateful {
    let bytes = Bytes::from_static(client::SCRIPT.as_bytes());
    Stateful {
        kind: kind("live.js"),
        tag: format!("\"{}\"", client::version()),
        modified: None,
        size: bytes.len() as u64,
        content: Content::Bytes(bytes),
    }
}

/// What happens, for a browser that says which page it has and in what state.
fn live(hub: &Hub, query: &str, method: &Method) -> Answer {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    };
    let page = value("page").and_then(|page| percent_decode_str(page).decode_utf8().ok());
    let is = value("is").and_then(|is| u128::from_str_radix(is, 16).ok());
    let (Some(page), Some(is)) = (page, is) else {
        return plain(StatusCode::BAD_REQUEST, "Say which page, and in what state.\n");
    };
    let content = if method == Method::HEAD {
        Content::Nothing
    } else {
        Content::Events(hub.open(&page, is))
    };
    of_kind("text/event-stream", with(StatusCode::OK, content))
}

/// Leads on to a folder. Not for good: another site may be served here tomorrow.
fn to_folder<B>(request: &Request<B>) -> Answer {
    let uri = request.uri();
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let to = format!("{}/{query}", uri.path());
    let mut answer = with(StatusCode::FOUND, Content::Nothing);
    if let Ok(to) = HeaderValue::from_str(&to) {
        answer.headers_mut().insert(LOCATION, to);
    }
    answer
}

fn refused() -> Answer {
    plain(
        StatusCode::FORBIDDEN,
        "This server answers only who asks for this machine by its own name, and no page of another site.\n",
    )
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    let content = Content::Bytes(Bytes::from_static(text.as_bytes()));
    of_kind("text/plain; charset=utf-8", with(status, content))
}
