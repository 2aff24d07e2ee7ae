//! Keeps and fetches; the only room with SQL.
