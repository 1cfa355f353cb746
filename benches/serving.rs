//! `courant serve` under load: `cargo bench --bench serving [-- ARTICLES [SAVES [REQUESTS_A_SECOND]]]`, else 2,000, 300 and 1,000.
//!
//! 200 browsers listen, of which one looks at the article that is saved; 20 more ask and never take the answer, and 20 never finish a request. While pages
//! are asked for, the article is saved again as soon as the save before it was told, as an editor does: another file takes its place. Then the same for a
//! stylesheet and for a template that all pages are made with, with nobody asking. No request may fail and no save be lost, else it ends with an error.
//!
//! Linux only: the memory of the server is read from `/proc`.

mod made_up;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const LISTENING: usize = 200;
const STALLING: usize = 20;
/// Over how many connections pages are asked for.
const ASKING: usize = 8;
/// What all pages are made with.
const TEMPLATE: &str = "themes/news/templates/base.html";
const STYLESHEET: &str = "assets/css/proef.css";
/// How often a template and a stylesheet are saved.
const OF_ALL: usize = 30;
/// How long a save may take before it counts as lost.
const LOST: Duration = Duration::from_secs(60);

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (articles, saves, rate) = (number(0, 2_000), number(1, 300), number(2, 1_000));
    let root = made_up::site("courant-serving", articles);
    let template = fs::read_to_string(root.join(TEMPLATE)).expect("a template");
    let link = "<link rel=\"stylesheet\" href=\"{{ asset(path='css/proef.css') }}\"></head>";
    let template = template.replace("</head>", link);
    fs::write(root.join(TEMPLATE), &template).expect("a template");
    fs::create_dir_all(root.join("assets/css")).expect("a folder");
    fs::write(root.join(STYLESHEET), "p { margin: 0 }\n").expect("a stylesheet");
    let mut server = Server::of(&root);
    let page = server.address_of("artikel-0");
    let memory = server.memory();
    println!("{articles} articles, {rate} requests a second, {LISTENING} browsers; {memory:.0} MB before");

    let mut listener = server.listen(&page);
    let others: Vec<Listener> = (1..LISTENING).map(|_| server.listen("/")).collect();
    for mut other in others {
        thread::spawn(move || while other.line().is_some() {});
    }
    let _stalling = server.stalling();
    let asked = Asking::start(server.port, rate, &["/".to_owned(), page.clone()]);
    let article = root.join("content/news/0/artikel-0.md");
    let text = fs::read_to_string(&article).expect("an article");
    let mut took = Vec::with_capacity(saves);
    for n in 0..saves {
        took.push(save(&article, &format!("{text}\nBewaard {n}-x.\n"), || {
            listener.until(&format!("Bewaard {n}-x."))
        }));
        if n + 1 == saves / 10 {
            println!("{:.0} MB after {} saves", server.memory(), n + 1);
        }
    }
    let (answered, failed) = asked.stop();
    told("text of an article", &mut took);
    println!(
        "{answered} requests answered, {failed} failed; {:.0} MB after {saves} saves",
        server.memory()
    );
    let rule = |n: usize| format!("p {{ margin: {n}px }}\n");
    let part = |n: usize| template.replace("</footer>", &format!("<p>Onder {n}-x.</p></footer>"));
    type Text<'t> = &'t dyn Fn(usize) -> String;
    let of_all: [(&str, Text<'_>, &str); 2] = [
        (STYLESHEET, &rule, "event: stylesheets"),
        (TEMPLATE, &part, "event: page"),
    ];
    for (file, text, is_told) in of_all {
        let mut took = Vec::with_capacity(OF_ALL);
        for n in 1..=OF_ALL {
            took.push(save(&root.join(file), &text(n), || listener.until(is_told)));
        }
        told(file, &mut took);
    }
    println!("{:.0} MB at the end", server.memory());
    assert_eq!(failed, 0, "requests failed");
    assert!(answered > 0, "nothing was asked for");
    drop(server);
    let _ = fs::remove_dir_all(&root);
}

/// Saves a file as an editor does; returns how long it took until that was told.
fn save(file: &Path, text: &str, until_told: impl FnOnce()) -> Duration {
    let beside = file.with_extension("new~");
    fs::write(&beside, text).expect("a file");
    let started = Instant::now();
    fs::rename(&beside, file).expect("a move");
    until_told();
    started.elapsed()
}

fn told(what: &str, took: &mut [Duration]) {
    took.sort();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    println!(
        "{what}: from save to told {:.0} ms (median), {:.0} (p95), {:.0} (most) of {}",
        at(0.5),
        at(0.95),
        at(1.0),
        took.len()
    );
}

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn of(root: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_courant"))
            .args(["serve", "--port", "0", "--now", "2026-11-24T12:00:00Z", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = loop {
            let line = lines.next().expect("an address").expect("text");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest
                    .split('/')
                    .next()
                    .and_then(|port| port.parse().ok())
                    .expect("a port");
            }
        };
        thread::spawn(move || lines.for_each(drop));
        Self { process, port }
    }

    /// What the server holds, in MB.
    fn memory(&mut self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("a process");
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .expect("its memory");
        let kb: f64 = line
            .split_whitespace()
            .nth(1)
            .and_then(|kb| kb.parse().ok())
            .expect("a number");
        kb / 1e3
    }

    fn address_of(&self, name: &str) -> String {
        let sitemap = Connection::to(self.port).get("/sitemap.xml").expect("a sitemap").1;
        let sitemap = String::from_utf8_lossy(&sitemap).into_owned();
        let mut addresses = sitemap.split("<loc>").filter_map(|rest| rest.split_once("</loc>"));
        let (address, _) = addresses
            .find(|(address, _)| address.contains(&format!("/{name}/")))
            .expect("its address");
        let (_, path) = address
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .expect("a path");
        format!("/{path}")
    }

    fn listen(&self, page: &str) -> Listener {
        let html = Connection::to(self.port).get(page).expect("a page").1;
        let html = String::from_utf8_lossy(&html).into_owned();
        let (_, is) = html.split_once("data-is=\"").expect("the script");
        let mut stream = connect(self.port);
        let request = format!(
            "GET /_courant/live?page={page}&is={} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            &is[..32],
            self.port
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let mut listener = Listener(BufReader::new(stream));
        listener.until("\"problems\":[]");
        listener
    }

    /// Connections of which nothing comes any more.
    fn stalling(&self) -> Vec<TcpStream> {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        let requests = [
            format!("GET /_courant/live.js HTTP/1.1\r\n{host}\r\n").repeat(50),
            format!("GET / HTTP/1.1\r\n{host}X-Slow: "),
        ];
        let all = requests.iter().flat_map(|request| (0..STALLING).map(move |_| request));
        let open = all.map(|request| {
            let mut stream = connect(self.port);
            stream.write_all(request.as_bytes()).expect("a request");
            stream
        });
        open.collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(LOST)).expect("a limit");
    stream.set_nodelay(true).expect("no delay");
    stream
}

/// A browser that listens to what happens to a page.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        self.0.read_line(&mut line).ok().filter(|read| *read > 0).map(|_| line)
    }

    /// Waits until something is told that has `text` in it.
    fn until(&mut self, text: &str) {
        let started = Instant::now();
        loop {
            let line = self.line().expect("a save was lost: nothing is told any more");
            if line.contains(text) {
                return;
            }
            assert!(started.elapsed() < LOST, "a save was lost: {text}");
        }
    }
}

/// A connection over which one page after the other is asked for.
struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
}

impl Connection {
    fn to(port: u16) -> Self {
        Self {
            stream: BufReader::new(connect(port)),
            port,
        }
    }

    /// Returns the status and the body of an answer; none where there is none that is whole.
    fn get(&mut self, target: &str) -> Option<(u16, Vec<u8>)> {
        let request = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        self.stream.get_mut().write_all(request.as_bytes()).ok()?;
        let (mut status, mut length) = (0, None);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).ok()?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().ok()?;
            } else if let Some(rest) = line.strip_prefix("content-length: ") {
                length = rest.parse().ok();
            }
        }
        let mut body = vec![0; length?];
        self.stream.read_exact(&mut body).ok()?;
        Some((status, body))
    }
}

/// Pages that are asked for, so many a second.
struct Asking {
    is_over: Arc<AtomicBool>,
    counted: Arc<[AtomicUsize; 2]>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Asking {
    fn start(port: u16, rate: usize, pages: &[String]) -> Self {
        let (is_over, counted) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]),
        );
        let between = Duration::from_secs_f64(ASKING as f64 / rate as f64);
        let threads = (0..ASKING).map(|_| {
            let (is_over, counted, pages) = (Arc::clone(&is_over), Arc::clone(&counted), pages.to_vec());
            thread::spawn(move || {
                let mut connection = Connection::to(port);
                let mut due = Instant::now();
                for page in pages.iter().cycle().take_while(|_| !is_over.load(Ordering::Relaxed)) {
                    let is_right = connection
                        .get(page)
                        .is_some_and(|(status, body)| status == 200 && body.trim_ascii_end().ends_with(b">"));
                    counted[usize::from(!is_right)].fetch_add(1, Ordering::Relaxed);
                    if !is_right {
                        connection = Connection::to(port);
                    }
                    due += between;
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                }
            })
        });
        Self {
            threads: threads.collect(),
            is_over,
            counted,
        }
    }

    /// Returns how many were answered, and how many were not, or not well.
    fn stop(self) -> (usize, usize) {
        self.is_over.store(true, Ordering::Relaxed);
        self.threads
            .into_iter()
            .for_each(|thread| thread.join().expect("it asks and counts"));
        let counted = |which: usize| self.counted[which].load(Ordering::Relaxed);
        (counted(0), counted(1))
    }
}
