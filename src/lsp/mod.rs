//! The language server: drafts as they are typed in an editor, checked, over the Language Server Protocol.
//!
//! One thread reads, one answers, one checks, one writes, so that nothing that is typed waits for a check.

mod actions;
mod checked;
mod client;
mod definition;
mod diagnostics;
mod documents;
mod frames;
mod hints;
mod hover;
mod messages;
mod positions;
mod problems;
mod projects;
mod protocol;
mod server;
mod uri;
mod watching;
mod worker;

use frames::Frame;
use messages::Message;
use projects::Clock;
use server::Server;
use std::io::{BufReader, Read, Write};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use worker::{Done, guarded};

/// How long a client that leaves may take to read what it was answered.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What the answering thread waits for.
enum Event {
    Frame(Frame),
    Done(Done),
    /// The client has gone.
    End,
}

/// Serves one client until it says `exit` or goes; gives the exit code: 1 when it said `exit` before `shutdown`.
///
/// `clock` tells the day that allowances with a last day are held against.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static, clock: Clock) -> u8 {
    let (events, inbox) = channel();
    let (jobs, work) = channel();
    let (out, outbox) = channel();
    let done = events.clone();
    thread::spawn(move || {
        worker::work(&work, clock, |result| {
            let _ = done.send(Event::Done(result));
        });
    });
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(frame)) = frames::read(&mut input) {
            if events.send(Event::Frame(frame)).is_err() {
                return;
            }
        }
        let _ = events.send(Event::End);
    });
    let (ended, written) = channel::<()>();
    thread::spawn(move || {
        let (mut output, _ended) = (output, ended);
        // A client that no longer reads has gone.
        while let Ok(message) = outbox.recv() {
            if frames::write(&mut output, &message).is_err() {
                return;
            }
        }
    });
    let mut server = Server::new(out, jobs);
    let code = loop {
        match inbox.recv() {
            Ok(Event::Frame(Frame::Json(json))) => {
                let message = messages::message(json);
                let id = match &message {
                    Message::Request { id, .. } => Some(id.clone()),
                    _ => None,
                };
                match guarded(|| server.take(message)) {
                    Ok(None) => {}
                    Ok(Some(code)) => break code,
                    Err(why) => server.fail(id, &why),
                }
            }
            Ok(Event::Frame(Frame::Broken(why))) => server.refuse(&why),
            Ok(Event::Done(done)) => {
                if let Err(why) = guarded(|| server.done(done)) {
                    server.fail(None, &why);
                }
            }
            Ok(Event::End) | Err(_) => break 0,
        }
    };
    // What was answered is written before the process ends, if anybody reads it.
    drop(server);
    let _ = written.recv_timeout(LAST_WORDS);
    code
}
