//! The example that tells one suggestion's journey runs, and arrives.

#[path = "../../examples/journey.rs"]
mod example;

#[test]
fn one_suggestion_walks_through_every_room() {
    // Every step of the example is checked by `?` and by what it looks up at the end.
    example::main().unwrap();
}
