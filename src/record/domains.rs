//! Where messages go: domains that are known, and those to which mail is secure.

use super::declare::table;
use super::text::Line;

table! {
    /// Where messages go: what stands behind the `@` in an e-mail address.
    pub struct DomainSettings "domains" {
        /// The domains of the bodies to which the office writes; an address that is neither there nor at the YOT's authorities is
        /// warned of.
        pub known "known": Vec<Line> = "[\"hmip.example\", \"ofsted.example\"]",
        /// The domains to which the office's mail is secure: what is marked OFFICIAL-SENSITIVE may go there.
        pub secure "secure": Vec<Line> = "[\"hmip.example\"]",
    }
}

/// What stands behind the `@` of an address.
pub fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}
