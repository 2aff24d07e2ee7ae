//! The import table of `rules.rs`, held to `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Finding;
use super::rules::{ROOMS, Room};
use super::tree::Tree;
use crate::workspace;

/// The packages and how they hang together on this platform.
pub(super) fn metadata() -> Result<Value> {
    let said = workspace::output("rustc", &["-vV"])?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc names no host")?;
    workspace::metadata(&["--filter-platform", host])
}

/// Crates and dependencies that the table does not have; packages that a room never links.
pub(super) fn check(tree: &Tree, metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ours = ours(metadata);
    for (package, folder) in ours.iter().filter(|(_, folder)| folder.as_str() != "xtask") {
        let manifest = format!("crates/{folder}/Cargo.toml");
        let Some(room) = ROOMS.iter().find(|room| room.name == folder) else {
            let instead = "add the room to xtask/src/tidy/rules.rs with its reason";
            findings.push(Finding::new(&manifest, 1, "crate without a line in the table", instead));
            continue;
        };
        let at = |name: &str| line_of(tree, &manifest, name);
        for (name, kind) in imports(metadata, package) {
            if let Some(other) = ours.get(name).filter(|other| !may_import(room, other, kind)) {
                let kind = if kind == "dev" { "the tests of " } else { "" };
                let what = format!("{kind}{folder} may not import {other}");
                let instead = "let the house carry the data between them";
                findings.push(Finding::new(&manifest, at(name), what, instead));
            }
        }
        for (name, way) in forbidden_links(metadata, package, room) {
            let what = format!("{folder} may not link {name} ({})", way.join(" → "));
            let instead = "keep it out of this room";
            findings.push(Finding::new(&manifest, at(&way[1]), what, instead));
        }
    }
    if let Some(name) =
        imports(metadata, "xtask").map(|(name, _)| name).find(|n| ours.contains_key(n))
    {
        let what = format!("xtask may not import {name}");
        findings.push(Finding::new("xtask/Cargo.toml", 1, what, "run the program instead"));
    }
    findings
}

fn may_import(room: &Room, other: &str, kind: &str) -> bool {
    let itself = kind == "dev" && room.name == other;
    let tests_only = kind == "dev" && room.tests_may_import.contains(&other);
    room.may_import.contains(&other) || itself || tests_only
}

/// Package name to folder name of every crate of the workspace.
fn ours(metadata: &Value) -> BTreeMap<&str, String> {
    let members = array(&metadata["workspace_members"]);
    let members: BTreeSet<&str> = members.filter_map(Value::as_str).collect();
    let mut ours = BTreeMap::new();
    for package in array(&metadata["packages"]) {
        if members.contains(text(&package["id"])) {
            let folder = text(&package["manifest_path"]).rsplit(['/', '\\']).nth(1);
            ours.insert(text(&package["name"]), folder.unwrap_or_default().to_owned());
        }
    }
    ours
}

/// Name and kind (`normal`, `build`, `dev`) of what the manifest of this package names.
fn imports<'a>(metadata: &'a Value, of: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let package = array(&metadata["packages"]).find(|package| text(&package["name"]) == of);
    let dependencies = package.map(|package| array(&package["dependencies"]));
    dependencies.into_iter().flatten().map(|dependency| {
        (text(&dependency["name"]), dependency["kind"].as_str().unwrap_or("normal"))
    })
}

/// Packages of `never_links` that the package reaches by normal dependencies, each with the way there.
fn forbidden_links(metadata: &Value, of: &str, room: &Room) -> Vec<(String, Vec<String>)> {
    let forbidden: Vec<&str> = room.never_links.concat();
    let names: BTreeMap<&str, &str> = array(&metadata["packages"])
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let nodes: BTreeMap<&str, &Value> =
        array(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let Some((start, _)) = names.iter().find(|(_, name)| **name == of) else { return Vec::new() };
    let mut ways = vec![vec![*start]];
    let mut seen = BTreeSet::from([*start]);
    let mut found = Vec::new();
    while let Some(way) = ways.pop() {
        let here = way[way.len() - 1];
        if forbidden.contains(&names[here]) {
            let way: Vec<String> = way.iter().map(|id| names[id].to_owned()).collect();
            found.push((names[here].to_owned(), way));
            continue;
        }
        for next in nodes.get(here).into_iter().flat_map(|node| normal(node)) {
            if seen.insert(next) {
                ways.push(way.iter().copied().chain([next]).collect());
            }
        }
    }
    // The house is allowed what its rooms link.
    found.retain(|(_, way)| way.len() == 2 || room.name != "canvass");
    found
}

fn normal(node: &Value) -> impl Iterator<Item = &str> {
    array(&node["deps"])
        .filter(|dep| array(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()))
        .map(|dep| text(&dep["pkg"]))
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn line_of(tree: &Tree, manifest: &str, name: &str) -> usize {
    let lines = tree.get(manifest).map(|file| file.lines());
    let mut lines = lines.into_iter().flatten();
    lines.find(|(_, line)| line.starts_with(name)).map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A workspace of `canvass-plan` and `canvass-findings` with these edges (from, to, kind).
    fn workspace(edges: &[(&str, &str, Option<&str>)]) -> Value {
        let names = ["canvass-plan", "canvass-findings", "canvass-store", "some-crate", "tokio"];
        let folder = |name: &str| format!("/x/crates/{}", name.trim_start_matches("canvass-"));
        let from = |name: &str| edges.iter().filter(move |edge| edge.0 == name).collect::<Vec<_>>();
        let package = |name: &&str| {
            let named =
                from(name).iter().map(|e| json!({"name": e.1, "kind": e.2})).collect::<Vec<_>>();
            json!({"id": name, "name": name, "dependencies": named,
                "manifest_path": format!("{}/Cargo.toml", folder(name))})
        };
        let node = |name: &&str| {
            let deps = from(name);
            let deps = deps.iter().map(|e| json!({"pkg": e.1, "dep_kinds": [{"kind": e.2}]}));
            json!({"id": name, "deps": deps.collect::<Vec<_>>()})
        };
        json!({
            "packages": names.iter().map(package).collect::<Vec<_>>(),
            "workspace_members": names[..3],
            "resolve": {"nodes": names.iter().map(node).collect::<Vec<_>>()},
        })
    }

    fn found(edges: &[(&str, &str, Option<&str>)]) -> Vec<String> {
        let manifest = "[package]\n[dependencies]\ncanvass-store.workspace = true\n";
        let tree = Tree::of(&[("crates/plan/Cargo.toml", manifest)]);
        check(&tree, &workspace(edges)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_table_is_held() {
        assert_eq!(found(&[("canvass-plan", "canvass-findings", None)]), [""; 0]);
        let said = "crates/plan/Cargo.toml:3: plan may not import store; \
            let the house carry the data between them";
        assert_eq!(found(&[("canvass-plan", "canvass-store", None)]), [said]);
        let said = "crates/plan/Cargo.toml:3: the tests of plan may not import store; \
            let the house carry the data between them";
        assert_eq!(found(&[("canvass-plan", "canvass-store", Some("dev"))]), [said]);
    }

    #[test]
    fn a_package_that_comes_along_is_found() {
        let through = [("canvass-plan", "some-crate", None), ("some-crate", "tokio", None)];
        let said = "crates/plan/Cargo.toml:1: plan may not link tokio \
            (canvass-plan → some-crate → tokio); keep it out of this room";
        assert_eq!(found(&through), [said]);
        let tests = [("canvass-plan", "tokio", Some("dev")), ("some-crate", "tokio", None)];
        assert_eq!(found(&tests), [""; 0]);
    }

    #[test]
    fn a_crate_needs_a_line_in_the_table() {
        let mut metadata = workspace(&[]);
        metadata["workspace_members"] = json!(["some-crate"]);
        let found = check(&Tree::of(&[]), &metadata);
        assert_eq!(found[0].what, "crate without a line in the table");
    }
}
