//! An answer that is sent while it is written, so that its length costs no memory.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use futures_core::Stream;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::config::{STREAM_PIECE_BYTES, STREAM_PIECES};

/// A body with what `write` writes, on a thread where it may wait. When the reader goes away, or writing
/// fails, the body ends there and the connection with it.
pub fn streamed<F>(write: F) -> Body
where
    F: FnOnce(&mut Pipe) -> io::Result<()> + Send + 'static,
{
    let (pieces, received) = channel(STREAM_PIECES);
    tokio::task::spawn_blocking(move || {
        let mut pipe = Pipe { pieces, held: Vec::with_capacity(STREAM_PIECE_BYTES) };
        if let Err(error) = write(&mut pipe).and_then(|()| pipe.flush()) {
            // The reader is told by a broken body; nobody is left to tell when it has gone itself.
            let _ = pipe.pieces.blocking_send(Err(error));
        }
    });
    Body::from_stream(Pieces(received))
}

/// Where the body is written to.
pub struct Pipe {
    pieces: Sender<io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= STREAM_PIECE_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(STREAM_PIECE_BYTES));
        let sent = self.pieces.blocking_send(Ok(piece.into()));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

struct Pieces(Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
