//! Every template of the program, whatever a record says.

use sqspack::publish::WorkspaceInputs;
use sqspack::template::{Format, Templates};
use sqspack::template::{TemplateEngine, lint_typst, sentinel_view};
use sqspack::workspace::Workspace;

use crate::support::demonstrations;

#[test]
fn every_value_in_every_typst_template_stands_where_its_escape_holds() {
    let mut rendered = 0;
    for (workspace, inspection) in demonstrations() {
        let templates = Templates::embedded().expect("the program's templates are sound");
        let inputs = WorkspaceInputs::new(Workspace::open(&workspace.path("")).expect("a workspace"), templates);
        for (deliverable, view) in inputs.template_views(inspection) {
            if deliverable.document.format != Format::Pdf {
                continue;
            }
            let hostile = sentinel_view(&serde_json::to_value(&view).expect("a view serialises"));
            let context = TemplateEngine::context(&hostile).expect("a map");
            let source = inputs.templates.engine.render(&deliverable.template(".typ"), &context).expect("rendered");
            assert_eq!(lint_typst(&source), [], "{}", deliverable.path);
            rendered += 1;
        }
    }
    assert!(rendered > 100, "{rendered}");
}
