//! `courant serve` for a test: the program itself, and requests as they go over the wire.

#![allow(dead_code)] // each file of tests uses a part of it

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server, until it is dropped.
pub struct Server {
    process: Child,
    pub port: u16,
    /// What it said up to its address.
    pub said: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// The program, as somebody starts it at a terminal. What runs in the background of a script is started so that Ctrl-C means nothing to it, nor to
/// what it starts (POSIX, "Shell Command Language", 2.11), and what runs behind `nohup` so that the end of the terminal does not: where `env` can give these
/// back their meaning, it does.
fn program() -> Command {
    const PROGRAM: &str = env!("CARGO_BIN_EXE_courant");
    const HEEDED: &str = "--default-signal=INT,HUP";
    let tried = Command::new("env")
        .args([HEEDED, "true"])
        .stderr(Stdio::null())
        .status();
    if tried.is_ok_and(|status| status.success()) {
        let mut env = Command::new("env");
        env.args([HEEDED, PROGRAM]);
        return env;
    }
    Command::new(PROGRAM)
}

/// Serves the site in `root`.
#[track_caller]
pub fn serve(root: &Path, arguments: &[&str]) -> Server {
    serve_by(program(), root, arguments)
}

/// Serves the site in `root` by way of a command that starts the program.
#[track_caller]
pub fn serve_by(mut program: Command, root: &Path, arguments: &[&str]) -> Server {
    let mut process = program
        .args(["serve", "--root"])
        .arg(root)
        .args(if arguments.contains(&"--port") {
            &[][..]
        } else {
            &["--port", "0"]
        })
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let mut said = String::new();
    let port = loop {
        let line = lines.next().expect("an address").expect("text");
        let port = line
            .split_once("http://127.0.0.1:")
            .and_then(|(_, rest)| rest.split_once('/'));
        said.push_str(&line);
        said.push('\n');
        if let Some((port, _)) = port {
            break port.parse().expect("a port");
        }
    };
    // Somebody must take what it says later.
    std::thread::spawn(move || lines.for_each(drop));
    Server { process, port, said }
}

impl Server {
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends these bytes, and returns what comes back until the server has nothing more to say.
    #[track_caller]
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).expect("a request");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("an answer");
        let _ = stream.shutdown(Shutdown::Both);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or_default();
        Answer {
            status,
            head,
            body: all.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream
    }

    /// Asks for `target`, which goes as it is, with these lines in the head.
    #[track_caller]
    pub fn ask(&self, method: &str, target: &str, lines: &[&str]) -> Answer {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.host()
        );
        for line in lines {
            request.push_str(line);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        self.raw(request.as_bytes())
    }

    #[track_caller]
    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Asks until the answer is as it should be.
    #[track_caller]
    pub fn wait_for(&self, target: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(target);
            if is_right(&answer) {
                return answer;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{target} is still:\n{}\n{}",
                answer.head,
                answer.text()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Listens to what happens to a page.
    #[track_caller]
    pub fn listen(&self, page: &str) -> Events {
        self.listen_told(page).0
    }

    /// Listens to what happens to a page; returns what is wrong with the site as well.
    #[track_caller]
    pub fn listen_told(&self, page: &str) -> (Events, String) {
        let html = self.get(page).text();
        let is = html.split_once("data-is=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (is, _) = is.expect("the script is in the page");
        let mut events = self.events(&format!("/_courant/live?page={page}&is={is}"));
        // All that is wrong comes first: from here on nothing is missed.
        let told = events.until("problems");
        (events, told)
    }

    /// Listens to what is told at `target`.
    #[track_caller]
    pub fn events(&self, target: &str) -> Events {
        let mut stream = self.connect();
        let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host());
        stream.write_all(request.as_bytes()).expect("a request");
        Events(BufReader::new(stream))
    }

    /// Waits for the program to end; returns whether it did.
    pub fn has_ended(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the value of a field of the head.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// What a browser is told.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Returns what the next message of this name says.
    #[track_caller]
    pub fn until(&mut self, name: &str) -> String {
        let wanted = format!("event: {name}\n");
        loop {
            if self.line() == wanted {
                let data = self.line();
                return data.trim_start_matches("data: ").trim_end().to_owned();
            }
        }
    }

    /// Returns the name of the next message that has one of these.
    #[track_caller]
    pub fn next_of(&mut self, names: &[&str]) -> String {
        loop {
            let line = self.line();
            let name = line.strip_prefix("event: ").map(str::trim_end);
            if let Some(name) = name.filter(|name| names.contains(name)) {
                return name.to_owned();
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).expect("a message in time");
        assert!(read > 0, "the server hung up");
        line
    }
}
