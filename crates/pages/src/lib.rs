//! Findings and plan to HTML, SVG and CSV.
