//! The program as a person meets it: folders of TOML go in; messages, packs and exit statuses come out.

#[path = "../common/random.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

mod accuracy;
mod attacks;
mod beginning;
mod build;
mod changes;
mod children;
mod children_figures;
mod concerns;
mod diff;
mod done;
mod explain;
mod faults;
mod findings;
mod git;
mod growing;
mod guard;
mod issued;
mod kills;
mod leaks;
mod machine;
mod messages;
mod misplaced;
mod output;
mod outside;
mod overrides;
mod pdf;
mod publishing;
mod recipients;
mod report_page;
mod sample;
mod sample_documents;
mod sandbox;
mod schedule;
mod shells;
mod slots;
mod template_attacks;
mod templates;
mod terminal;
mod timeline;
mod tried;
mod values;
mod versions;
mod walk;
mod warnings;
mod whole_pack;
mod workbook;
