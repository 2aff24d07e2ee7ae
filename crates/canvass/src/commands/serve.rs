//! `canvass serve`: the plan's site and its interface.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

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
    for act in store.plans().not_applied() {
        eprintln!("warning: leaf {} is not applied to the plan: {}", act.leaf, act.cause);
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
        let failed = failed(&store);
        let ends = ends(failed.clone());
        let service = Service::new(Arc::clone(&store), public);
        let _kept_up = service.search().keep_up(&store);
        let serving = axum::serve(listener, router(service)).with_graceful_shutdown(ends);
        tokio::select! {
            served = serving => served.map_err(|error| {
                Failure::new(Exit::Io, format!("stopped: {error}"), "start it again")
            })?,
            () = answered(failed) => {}
            () = asked_a_while_ago() => {}
        }
        match store.failure() {
            None => Ok(()),
            Some(why) => {
                Err(Failure::new(Exit::TryAgain, format!("storage failed: {why}"), UNKNOWN))
            }
        }
    })
}

const UNKNOWN: &str = "check the disk, then start it again: what was acknowledged is kept, and \
    whoever was told that the outcome is unknown asks again with the same key";

/// How long answers to those who wait may take once storage failed.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// How long a request that is under way may take once the process was asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Ends a while after the process was asked to stop, whoever still keeps a connection open.
async fn asked_a_while_ago() {
    asked_to_stop().await;
    tokio::time::sleep(LAST_REQUESTS).await;
}

/// True from the moment on that the store takes no more writes.
fn failed(store: &Store) -> watch::Receiver<bool> {
    let (tell, failed) = watch::channel(false);
    store.on_failure(move || {
        // Nobody listens any more when the server has ended.
        let _ = tell.send(true);
    });
    failed
}

/// Ends when the process is asked to stop, or storage failed: a new process starts from what the disk
/// really holds.
async fn ends(failed: watch::Receiver<bool>) {
    tokio::select! {
        () = asked_to_stop() => {}
        () = is_true(failed) => {}
    }
}

/// Ends a while after storage failed, whoever still keeps a connection open.
async fn answered(failed: watch::Receiver<bool>) {
    is_true(failed).await;
    tokio::time::sleep(LAST_ANSWERS).await;
}

async fn is_true(mut failed: watch::Receiver<bool>) {
    if failed.wait_for(|failed| *failed).await.is_err() {
        // The store is gone without a failure.
        std::future::pending::<()>().await;
    }
}

const UNPROTECTED: &str = "\
warning: this address can be reached by others, and this version does not yet protect it from all:
  - no TLS: put a proxy in front that ends it; cookies are sent over TLS only
  - no limit on how often one sender may post, and none on how many one person may pose as
  - no witness yet, unless `canvass witness` is run elsewhere: two versions of the record are noticed by
    whoever kept a receipt or an older copy, and by nobody else
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
