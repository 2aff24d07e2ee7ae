//! `canvass serve`: the plan's site and its interface.

use std::net::SocketAddr;
use std::sync::Arc;

use store::Store;
use tokio::net::TcpListener;

use crate::cli::Serve;
use crate::failure::{Exit, Failure, Outcome};
use crate::router::router;
use crate::service::Service;

/// Runs the command until it is stopped.
pub fn run(command: &Serve) -> Outcome {
    let store = Arc::new(Store::open(&command.data)?);
    serve(store, command.listen.listen, |address| {
        eprintln!("Serving  http://{address}/   stop with Ctrl-C");
        Ok(())
    })
}

/// Serves a store until the process is asked to stop; `ready` is told the address.
pub fn serve(
    store: Arc<Store>,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr) -> Outcome,
) -> Outcome {
    let public = !listen.ip().is_loopback();
    if public {
        eprintln!("{UNPROTECTED}");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::Io, format!("cannot start: {error}"), "try again"))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            let hint = "choose another with --listen, for instance 127.0.0.1:8081";
            Failure::new(Exit::Unreachable, format!("cannot listen on {listen}: {error}"), hint)
        })?;
        let address = listener.local_addr().unwrap_or(listen);
        ready(address)?;
        axum::serve(listener, router(Service::new(store, public)))
            .with_graceful_shutdown(asked_to_stop())
            .await
            .map_err(|error| Failure::new(Exit::Io, format!("stopped: {error}"), "start it again"))
    })
}

const UNPROTECTED: &str = "\
warning: this address can be reached by others, and this version does not yet protect it from all:
  - no TLS: put a proxy in front that ends it; cookies are sent over TLS only
  - no limit on how often one sender may post, and none on how many one person may pose as
  - no signed receipts yet
Staff act by command on this machine; no page lets anyone publish, moderate or decide.";

/// Ends at Ctrl-C or when the system asks the process to end.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
