//! Reads requests from sockets and writes answers. A browser that is slow, or a program that means harm, holds nobody up: each
//! connection has a thread, a limit of time and size, and a place among a limited number.

#![expect(clippy::disallowed_methods, reason = "a server waits for clients; nothing in a pack depends on it")]

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::Response;
use super::gate::Asks;
use super::routes::{Reply, Server};

/// How long the head of a request may take to arrive.
const ARRIVES: Duration = Duration::from_secs(5);

/// How long a client may take to read a part of an answer.
const READS: Duration = Duration::from_secs(10);

/// The largest head of a request, in bytes.
const LARGEST: usize = 16 * 1024;

/// Connections at a time.
const MOST: usize = 64;

/// Streams of events among them: a browser holds one for each tab that can be seen.
const MOST_STREAMS: usize = 16;

/// How often a stream says that it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// Answers requests until the process ends.
pub fn serve(listener: &TcpListener, site: &Arc<Server>) {
    let (open, streams) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for stream in listener.incoming().flatten() {
        let Some(place) = Place::take(&open, MOST) else {
            let mut stream = stream;
            write(&mut stream, &Response::refusal(503, "too many connections at a time"), false).ok();
            continue;
        };
        let (site, streams) = (site.clone(), streams.clone());
        // Where no thread can be had, the connection is closed.
        thread::Builder::new()
            .spawn(move || {
                answer(stream, &site, &streams).ok();
                drop(place);
            })
            .ok();
    }
}

/// A place among a limited number, which is free again when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(taken: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let place = Self(taken.clone());
        (taken.fetch_add(1, Ordering::SeqCst) < most).then_some(place).or(None)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn answer(mut stream: TcpStream, site: &Server, streams: &Arc<AtomicUsize>) -> io::Result<()> {
    stream.set_write_timeout(Some(READS))?;
    let admitted = head(&mut stream).and_then(|(head, begun)| {
        let request = site.gate.admit(&head)?;
        let form = match request.asks {
            Asks::Write { length } => body(&mut stream, begun, length)?,
            Asks::Look | Asks::Head => Vec::new(),
        };
        Ok((request, form))
    });
    let (answer, is_head) = match admitted {
        Err(refusal) => (refusal, false),
        Ok((request, form)) => match site.reply(&request, &form) {
            Reply::Answer(answer) => (answer, request.asks == Asks::Head),
            Reply::Events if request.asks == Asks::Head => (Response::of("text/event-stream", ""), true),
            Reply::Events => match Place::take(streams, MOST_STREAMS) {
                Some(_place) => return events(&mut stream, site),
                None => (Response::refusal(503, "too many tabs are open"), false),
            },
        },
    };
    write(&mut stream, &answer, is_head)?;
    // What a client still sends would make the system drop the answer before the client has read it.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    io::copy(&mut stream.take(1024 * 1024), &mut io::sink())?;
    Ok(())
}

/// The head of a request, which has to arrive in time, and what has arrived of what stands behind it.
fn head(stream: &mut TcpStream) -> Result<(Vec<u8>, Vec<u8>), Response> {
    let (until, mut head) = (Instant::now() + ARRIVES, Vec::new());
    loop {
        read_on(stream, until, &mut head)?;
        let end = head.windows(4).position(|four| four == b"\r\n\r\n");
        match end {
            Some(end) if end + 4 <= LARGEST => {
                let begun = head.split_off(end + 4);
                return Ok((head, begun));
            }
            None if head.len() < LARGEST => {}
            _ => return Err(Response::refusal(431, "the request is too large")),
        }
    }
}

/// The form behind the head of a request, of which something has arrived.
fn body(stream: &mut TcpStream, mut begun: Vec<u8>, length: usize) -> Result<Vec<u8>, Response> {
    let until = Instant::now() + ARRIVES;
    while begun.len() < length {
        read_on(stream, until, &mut begun)?;
    }
    if begun.len() > length { Err(Response::refusal(400, "the form is longer than it says")) } else { Ok(begun) }
}

/// Reads what arrives next.
fn read_on(stream: &mut TcpStream, until: Instant, arrived: &mut Vec<u8>) -> Result<(), Response> {
    let late = || Response::refusal(408, "the request took too long to arrive");
    let (left, mut part) = (until.saturating_duration_since(Instant::now()), [0; 2048]);
    if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
        return Err(late());
    }
    match stream.read(&mut part) {
        Ok(0) => return Err(Response::refusal(400, "the request broke off")),
        Ok(read) => arrived.extend_from_slice(&part[..read]),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
        Err(_) => return Err(late()),
    }
    Ok(())
}

fn write(stream: &mut TcpStream, answer: &Response, is_head: bool) -> io::Result<()> {
    stream.write_all(answer.head(false).as_bytes())?;
    if !is_head {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// Tells a tab at once in which state things are, and then whenever they change.
fn events(stream: &mut TcpStream, site: &Server) -> io::Result<()> {
    stream.write_all(Response::of("text/event-stream", "").head(true).as_bytes())?;
    let mut told = None;
    loop {
        let generation = site.session.wait(told, BEAT);
        let line = match told == Some(generation) {
            true => ": here\n\n".to_owned(),
            false => format!("data: {generation}\n\n"),
        };
        stream.write_all(line.as_bytes())?;
        stream.flush()?;
        told = Some(generation);
    }
}
