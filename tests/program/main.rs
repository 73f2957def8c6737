//! The program as a person meets it: folders of TOML go in; messages, packs and exit statuses come out.

#[path = "../common/random.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

mod attacks;
mod beginning;
mod build;
mod children;
mod children_figures;
mod done;
mod explain;
mod faults;
mod growing;
mod kills;
mod leaks;
mod machine;
mod messages;
mod output;
mod outside;
mod overrides;
mod pdf;
mod publishing;
mod sample;
mod sandbox;
mod shells;
mod slots;
mod template_attacks;
mod templates;
mod terminal;
mod timeline;
mod tried;
mod values;
mod versions;
mod warnings;
mod workbook;
