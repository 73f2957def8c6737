//! The program as a person meets it: folders of TOML go in; messages, packs and exit statuses come out.

#[path = "../support/mod.rs"]
mod support;

mod attacks;
mod build;
mod children;
mod children_figures;
mod explain;
mod growing;
mod leaks;
mod messages;
mod overrides;
mod pdf;
mod publishing;
mod sandbox;
mod shells;
mod templates;
mod timeline;
mod values;
mod workbook;
