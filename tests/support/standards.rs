//! An independent look at a finished PDF.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// Fails the test unless the file holds to PDF/UA-1 and PDF/A-2a, and says which rules it breaks.
///
/// The checker is not Typst's, which is the point; it is not veraPDF either.
pub fn assert_accessible_and_archivable(pdf: &[u8]) {
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(report.is_compliant && report.rules.total > 100, "{profile}: {failures:#?}");
    }
}
