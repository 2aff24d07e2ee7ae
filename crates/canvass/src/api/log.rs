//! The log for monitors and witnesses: checkpoint and tiles at the addresses of C2SP tlog-tiles. What a
//! leaf stands for is not here; `canvass log export` gives all that is published.

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tlog::Tile;
use tlog::tile::WIDTH;

use super::not_found;
use crate::problem::Problem;
use crate::service::Service;

/// `GET /checkpoint`: the newest that a restart would ask for, so nobody is shown one that can be lost.
pub async fn checkpoint(State(service): State<Service>) -> Result<Response, Problem> {
    let Some(note) = service.read(store::Store::checkpoint_to_publish).await? else {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            "no-checkpoint",
            "There is no checkpoint yet",
            "Nothing is recorded yet.",
            "Ask again in a second.",
        ));
    };
    Ok(for_anyone("text/plain; charset=utf-8", "public, max-age=2", note.to_string()))
}

/// `GET /tile/…`: hashes of a tile, or the entries beside it.
pub async fn tile(
    State(service): State<Service>,
    Path(path): Path<String>,
) -> Result<Response, Problem> {
    let Some((tile, entries)) = Tile::read_path(&path) else { return Err(not_found().await) };
    let found = service.read(move |store| store.tile(tile, entries)).await?;
    let Some(bytes) = found else { return Err(not_found().await) };
    let kept = match tile.width {
        WIDTH => "public, max-age=31536000, immutable",
        _ => "public, max-age=3600",
    };
    Ok(for_anyone("application/octet-stream", kept, bytes))
}

/// Pages of other sites may read it too: it is public and the same for everybody.
fn for_anyone(kind: &'static str, kept: &'static str, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, kept),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (headers, body).into_response()
}
