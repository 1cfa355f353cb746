//! Connections: how many there are, and how long one may keep the server waiting.
//!
//! Somebody who opens connections and says nothing, or who asks and does not take the answer, holds them no longer than that, and no more of them
//! than there are: all others wait in the system until one is free, and are then answered.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};

use super::answer::Answer;

/// What one connection, and all together, may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How long a browser may take to ask, so that one which vanished half-way is let go.
    pub to_ask: Duration,
    /// How long it may take none of what it is sent.
    pub to_take: Duration,
    /// How many connections there are at a time: fewer than the files that most systems let a program open (1,024), for a build opens files too.
    pub connections: usize,
    /// How long the head of a request may be, in bytes.
    pub head: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            to_ask: Duration::from_secs(30),
            to_take: Duration::from_secs(30),
            connections: 600,
            head: 32 * 1024,
        }
    }
}

/// Answers requests until the program ends. `answer` is given a request and the address at which it was received.
pub(super) async fn run(
    listener: TcpListener,
    limits: Limits,
    answer: impl AsyncFn(Request<Incoming>, SocketAddr) -> Answer + Clone + 'static,
) -> io::Result<Infallible> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let free = Arc::new(Semaphore::new(limits.connections));
    loop {
        let Ok(place) = Arc::clone(&free).acquire_owned().await else {
            return Err(io::Error::other("no connection is let in any more"));
        };
        let Ok((stream, _)) = listener.accept().await else {
            // So many files are open that the system gives no more; some will go.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Ok(here) = stream.local_addr() else { continue };
        // Else a short message would wait for the next.
        let _ = stream.set_nodelay(true);
        let answer = answer.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let answer = answer.clone();
            async move { Ok::<_, Infallible>(answer(request, here).await) }
        });
        tokio::task::spawn_local(async move {
            let mut connection = http1::Builder::new();
            connection
                .timer(TokioTimer::new())
                .header_read_timeout(limits.to_ask)
                .max_buf_size(limits.head);
            let stream = TokioIo::new(Patient::new(stream, limits.to_take));
            // A browser that goes in the middle of an answer is no error.
            let _ = connection.serve_connection(stream, service).await;
            drop(place);
        });
    }
}

/// A connection whose other side must take something of what it is sent within a time.
#[derive(Debug)]
struct Patient {
    stream: TcpStream,
    patience: Duration,
    /// When it is over; kept from one wait to the next.
    until: Pin<Box<Sleep>>,
    is_waiting: bool,
}

impl Patient {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            until: Box::pin(sleep(patience)),
            is_waiting: false,
        }
    }

    /// Looks at the clock where something could not be sent.
    fn waited<T>(&mut self, sent: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.is_waiting = false;
            return sent;
        }
        if !std::mem::replace(&mut self.is_waiting, true) {
            self.until.as_mut().reset(Instant::now() + self.patience);
        }
        self.until
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.waited(sent, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.waited(sent, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use hyper::StatusCode;
    use hyper::body::Bytes;

    use super::super::answer::{Content, with};
    use super::*;

    /// How long a test waits before it gives up.
    const LONG: Duration = Duration::from_secs(20);
    /// More than a connection holds on its way.
    const LARGE: usize = 64 * 1024 * 1024;

    /// Starts a server that has an answer of `size` bytes to everything; returns its address.
    fn server(limits: Limits, size: usize) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("its address");
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let bytes = Bytes::from(vec![b'a'; size]);
            let answers = run(listener, limits, move |_, _| {
                let bytes = bytes.clone();
                async move { with(StatusCode::OK, Content::Bytes(bytes)) }
            });
            tokio::task::LocalSet::new().block_on(&runtime.expect("a runtime"), answers)
        });
        address
    }

    fn connect(address: SocketAddr) -> TcpStream {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(LONG)).expect("a limit");
        stream
    }

    /// Returns the status of the answer to a request, and hangs up.
    fn status(address: SocketAddr, request: &str) -> String {
        let mut stream = connect(address);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer[9..]).into_owned()
    }

    const ASK: &str = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    #[test]
    fn who_never_finishes_a_request_or_asks_for_nothing_is_let_go_and_others_are_answered() {
        let limits = Limits {
            to_ask: Duration::from_millis(300),
            connections: 2,
            ..Limits::default()
        };
        let address = server(limits, 2);
        let mut slow = connect(address);
        slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            .expect("a part");
        let mut silent = connect(address);
        // Both places are taken: this one waits until one is free.
        assert_eq!(status(address, ASK), "200");
        for stalled in [&mut slow, &mut silent] {
            let mut rest = Vec::new();
            let _ = stalled.read_to_end(&mut rest);
            assert!(!String::from_utf8_lossy(&rest).contains("200"), "{rest:?}");
        }
    }

    #[test]
    fn who_does_not_take_the_answer_is_let_go() {
        let limits = Limits {
            to_take: Duration::from_millis(300),
            connections: 1,
            ..Limits::default()
        };
        let address = server(limits, LARGE);
        let mut stalled = connect(address);
        stalled.write_all(ASK.as_bytes()).expect("a request");
        assert_eq!(status(address, ASK), "200");
        let mut taken = Vec::new();
        let _ = stalled.read_to_end(&mut taken);
        assert!(taken.len() < LARGE, "all of it came");
    }

    #[test]
    fn a_head_has_an_end() {
        let address = server(Limits::default(), 2);
        let with = |lines: String| format!("GET / HTTP/1.1\r\nHost: x\r\n{lines}\r\n");
        assert_eq!(status(address, &with(format!("X: {}\r\n", "a".repeat(60_000)))), "431");
        let many: String = (0..200).map(|n| format!("X-{n}: a\r\n")).collect();
        assert_eq!(status(address, &with(many)), "431");
        let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(70_000));
        assert!(matches!(&*status(address, &long), "414" | "431"));
        assert_eq!(status(address, "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n"), "400");
        assert_eq!(status(address, &with(String::new())), "200");
    }
}
