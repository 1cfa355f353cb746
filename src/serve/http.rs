//! The server: requests in, answers out.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, HOST, HeaderValue};
use hyper::{Method, Request, StatusCode};
use percent_encoding::percent_decode_str;
use tokio::task::LocalSet;

use super::answer::{Answer, Content, Stateful, head, lead_on, of_kind, plain, to_address, with};
use super::client;
use super::connection::{self, Limits};
use super::file::{Opened, Page, Stands, not_found};
use super::guard::Names;
use super::host::is_for_host;
use super::hub::Hub;
use super::kind::{HTML, kind};
use super::newsroom::Newsroom;
use super::place::{self, Place};

/// Where browsers ask what happens.
const LIVE_AT: &str = "/_courant/live";
/// How often a page is waited for while one save follows the other.
const TRIES: usize = 5;

/// Answers requests until the program ends.
pub(super) fn run(
    listener: TcpListener,
    names: Names,
    hub: Arc<Hub>,
    newsroom: Arc<Newsroom>,
) -> io::Result<Infallible> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let names = Rc::new(names);
    let answers = connection::run(listener, Limits::default(), move |request, here| {
        let (names, hub, newsroom) = (Rc::clone(&names), Arc::clone(&hub), Arc::clone(&newsroom));
        async move { answer(&names, &hub, newsroom, request, here).await }
    });
    LocalSet::new().block_on(&runtime, answers)
}

async fn answer(
    names: &Names,
    hub: &Arc<Hub>,
    newsroom: Arc<Newsroom>,
    request: Request<Incoming>,
    here: SocketAddr,
) -> Answer {
    if !names.welcome(request.uri(), request.headers(), here) {
        return refused();
    }
    let of_newsroom = Newsroom::has(request.uri().path());
    // Who works on the site has it, and nobody else: with `--no-drafts` too it shows what is not published.
    if of_newsroom && !here.ip().to_canonical().is_loopback() {
        return plain(
            StatusCode::NOT_FOUND,
            "The newsroom is shown on the machine itself alone.\n",
        );
    }
    match *request.method() {
        Method::GET if of_newsroom => of_the_newsroom(newsroom, request).await,
        Method::HEAD if of_newsroom => head(of_the_newsroom(newsroom, request).await),
        Method::GET => {
            made(hub, &request).await;
            get(hub, &request)
        }
        Method::HEAD => {
            made(hub, &request).await;
            head(get(hub, &request))
        }
        _ => {
            let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n");
            answer
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            answer
        }
    }
}

/// A page of the newsroom, on a thread of its own: a site may have to be built for it, and others are answered meanwhile.
async fn of_the_newsroom(newsroom: Arc<Newsroom>, request: Request<Incoming>) -> Answer {
    let (request, _) = request.into_parts();
    let made = tokio::task::spawn_blocking(move || newsroom.answer(&request.uri, &request.headers));
    let failed = |_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made.\n");
    made.await.unwrap_or_else(failed)
}

/// Waits until the page is made that is asked for, or that somebody listens to, where saves are ahead of the build. Others are answered meanwhile.
async fn made<B>(hub: &Arc<Hub>, request: &Request<B>) {
    let uri = request.uri();
    let address = match uri.path() {
        client::SCRIPT_AT => None,
        LIVE_AT => page_of(hub, uri.query().unwrap_or_default()),
        path => hub.host().within(path).map(str::to_owned),
    };
    let Some(address) = address else { return };
    // Another save may come before it is made.
    for _ in 0..TRIES {
        let Some(made) = hub.wanted(&address) else { return };
        let _ = made.await;
    }
}

fn get<B>(hub: &Hub, request: &Request<B>) -> Answer {
    let (uri, headers) = (request.uri(), request.headers());
    match uri.path() {
        client::SCRIPT_AT => return script().answer(headers),
        LIVE_AT => return live(hub, uri.query().unwrap_or_default(), request.method()),
        _ => {}
    }
    let host = hub.host();
    let mut answer = match (host.leads_on(uri), host.within(uri.path())) {
        (Some((status, to)), _) => lead_on(status, to),
        (None, Some(address)) => of_site(hub, address, request),
        (None, None) if matches!(uri.path(), "/" | "") || format!("{}/", uri.path()) == host.base() => {
            to_address(&with_query(host.base(), uri.query()))
        }
        (None, None) => page(not_found(&hub.site, "/"), None).answer_anew(),
    };
    // Who asks is known to name this server.
    let here = headers
        .get(HOST)
        .and_then(|here| here.to_str().ok())
        .unwrap_or_default();
    host.add_headers(uri.path(), here, answer.headers_mut());
    answer
}

/// What is at an address of the site, from its top.
fn of_site<B>(hub: &Hub, address: &str, request: &Request<B>) -> Answer {
    let headers = request.headers();
    if let Some((file, ahead)) = hub.file_ahead(address).filter(|(file, _)| !is_for_host(file)) {
        let (kind, tag) = (kind(&file), format!("{:x}", ahead.is));
        return match kind {
            HTML => page(hub.show(address), None).answer(headers),
            _ => Stateful::bytes(ahead.bytes, kind, &tag).answer(headers),
        };
    }
    match place::find(&hub.site, address) {
        Place::File(_, file) if is_for_host(&file) => page(not_found(&hub.site, address), None).answer_anew(),
        Place::File(path, file) if kind(&file) != HTML => match Opened::at(&path) {
            Ok(opened) => Stateful::file(opened, kind(&file)).answer(headers),
            // It has gone since.
            Err(_) => page(not_found(&hub.site, address), None).answer_anew(),
        },
        Place::File(path, _) => {
            let modified = path.metadata().and_then(|metadata| metadata.modified()).ok();
            let shown = page(hub.show(address), modified);
            shown.answer(headers)
        }
        Place::Folder => {
            let folder = format!("{}/", request.uri().path());
            to_address(&with_query(&folder, request.uri().query()))
        }
        Place::Nothing => page(hub.show(address), None).answer(headers),
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
    let bytes = client::with_script(&page.bytes, page.is, page.is_unmarked);
    Shown {
        status: match page.stands {
            Stands::Itself => StatusCode::OK,
            Stands::NotFound => StatusCode::NOT_FOUND,
            Stands::NoSite => StatusCode::SERVICE_UNAVAILABLE,
        },
        stateful: Stateful {
            modified,
            ..Stateful::bytes(bytes, HTML, &format!("{:x}-{}", page.is, client::version()))
        },
    }
}

fn script() -> Stateful {
    let bytes = Bytes::from_static(client::SCRIPT.as_bytes());
    Stateful::bytes(bytes, kind("live.js"), client::version())
}

/// What happens, for a browser that says which page it has and in what state.
fn live(hub: &Hub, query: &str, method: &Method) -> Answer {
    let page = page_of(hub, query);
    let is = value(query, "is").and_then(|is| u128::from_str_radix(is, 16).ok());
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

/// Returns the page that a browser says it has.
fn page_of(hub: &Hub, query: &str) -> Option<String> {
    let page = percent_decode_str(value(query, "page")?).decode_utf8().ok()?;
    let host = hub.host();
    Some(host.within(&page).map_or_else(|| page.to_string(), str::to_owned))
}

fn value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// Returns an address with what was asked behind the `?`.
fn with_query(address: &str, query: Option<&str>) -> String {
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    format!("{address}{query}")
}

fn refused() -> Answer {
    plain(
        StatusCode::FORBIDDEN,
        "This server answers only who asks for this machine by its own name, and no page of another site.\n",
    )
}
