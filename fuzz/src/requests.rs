//! What anybody may send to `courant serve`.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use courant::organise::Drafts;
use courant::serve::{ServeOptions, Told, serve};
use percent_encoding::percent_decode;

/// What stands in files beside the site, and may never come out.
const SECRET: &[u8] = b"niemand-leest-dit";
/// The address as seeds have it; the server has one of its own.
const WRITTEN: &[u8] = b"127.0.0.1:1618";
/// How long an answer may take: far more than any does, for the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// Set once anything has panicked on any thread.
static PANICKED: AtomicBool = AtomicBool::new(false);

/// Sends bytes to a server, and takes its answer: HTTP or nothing, and nothing of what lies beside the site.
pub fn requests(bytes: &[u8]) {
    static SERVER: OnceLock<u16> = OnceLock::new();
    let port = *SERVER.get_or_init(server);
    let mut request = Vec::with_capacity(bytes.len() + 8);
    let mut rest = bytes;
    while let Some(at) = rest.windows(WRITTEN.len()).position(|window| window == WRITTEN) {
        request.extend_from_slice(&rest[..at]);
        request.extend_from_slice(format!("127.0.0.1:{port}").as_bytes());
        rest = &rest[at + WRITTEN.len()..];
    }
    request.extend_from_slice(rest);
    let answer = exchange(port, &request);
    assert!(!PANICKED.load(Ordering::SeqCst), "the server panicked");
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1."),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    // The search of the newsroom repeats what was asked.
    let asked: Vec<u8> = percent_decode(&request).collect();
    if !contains(&asked, SECRET) {
        assert!(!contains(&answer, SECRET), "{}", String::from_utf8_lossy(&answer));
    }
}

/// Serves a small site for as long as the program runs; returns the port.
fn server() -> u16 {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |told| {
        PANICKED.store(true, Ordering::SeqCst);
        before(told);
    }));
    let (send, ports) = mpsc::channel();
    std::thread::spawn(move || {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path().to_owned();
        let secret = std::str::from_utf8(SECRET).expect("text");
        let hosting = format!(
            "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n# {secret}\n[hosting]\nservers = [\"netlify\"]\n"
        );
        let article = "---\ntitle: Raad\ndate: 2026-03-05\naliases: [/oud/]\n---\nDe raad koos.\n";
        for (path, text) in [
            ("site.toml", &*hosting),
            ("geheim.txt", secret),
            ("content/nieuws/raad.md", article),
            ("content/brief.txt", "0123456789"),
        ] {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        let options = ServeOptions {
            root,
            port: 0,
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            poll: false,
            drafts: Drafts::Show,
            now: &|| "2026-11-23T12:00:00Z".parse().expect("a moment"),
        };
        let ended = serve(&options, &mut |told| match told {
            Told::Serving { address, .. } => {
                let port = address
                    .rsplit(':')
                    .next()
                    .map(|port| port.trim_end_matches('/').parse());
                let _ = send.send(port.and_then(Result::ok).expect("a port"));
            }
            Told::Built { report, .. } => assert!(report.pages > 0, "{:#?}", report.found),
            _ => {}
        });
        // Ctrl-C, while targets are fuzzed.
        drop(site);
        std::process::exit(i32::from(ended.is_err()));
    });
    ports.recv().expect("an address")
}

/// Sends a request and no more, and returns what comes back; of what never ends, how it begins.
fn exchange(port: u16, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    stream.set_write_timeout(Some(PATIENCE)).expect("a limit");
    let mut answer = Vec::new();
    // Who is refused half-way need not be heard out.
    if stream.write_all(request).is_err() || stream.shutdown(Shutdown::Write).is_err() {
        return answer;
    }
    let mut part = [0; 16 * 1024];
    loop {
        match stream.read(&mut part) {
            Ok(0) => return answer,
            Ok(read) => answer.extend_from_slice(&part[..read]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("no end of an answer: {}", String::from_utf8_lossy(&answer));
            }
            Err(_) => return answer,
        }
        if contains(&answer, b"text/event-stream") {
            return answer;
        }
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
