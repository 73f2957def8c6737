//! Long names and names with signs in calendar files. Long names on pages are tried in `tests/render_pages`.

use super::changed;
use crate::support::Workspace;

#[test]
fn a_calendar_has_no_line_that_is_too_long_and_no_sign_of_its_own_in_a_name() {
    let name = "Aberford and Westmere and Thornbury and Llanfair Youth Offending Team, All Places";
    assert!(name.len() >= 80);
    let workspace = changed("inspection.toml", "\"Aberford Youth Offending Team\"", &format!("\"{name}\""));
    workspace.edit("inspection.toml", "area = \"Aberford\"", "area = \"Bath, Wells; and Frome\"");
    workspace.run(["build", "--document", "timeline-calendar"]).well();
    let pack = workspace.pack(Workspace::ABERFORD);
    let calendar = String::from_utf8(pack.bytes("1-announcement/timeline.ics").to_vec()).unwrap();
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let lines = calendar.replace("\r\n ", "");
    let named: Vec<&str> =
        lines.lines().filter(|line| line.starts_with("NAME") || line.starts_with("X-WR-CALNAME")).collect();
    assert!(!named.is_empty() && named.iter().all(|line| line.contains("Bath\\, Wells\\; and Frome")), "{named:?}");
}
