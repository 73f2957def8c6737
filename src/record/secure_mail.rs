//! Which addresses may get what is marked OFFICIAL-SENSITIVE, as the settings say.

use super::domains::domain_of;
use super::email::Email;
use super::settings::Settings;

impl Settings {
    /// The domains of the bodies to which the office writes, its own and those of secure mail among them.
    pub fn known_domains(&self) -> impl Iterator<Item = &str> {
        let listed = self.file().domains.iter().flat_map(|domains| domains.known.iter().chain(&domains.secure));
        let office = self.office().and_then(|office| office.email.as_ref()).map(|email| domain_of(email));
        listed.map(|domain| domain.trim_start_matches('@')).chain(office)
    }

    /// Whether an address may get what is marked OFFICIAL-SENSITIVE because of its domain.
    pub fn is_secure(&self, address: &str) -> bool {
        let mut secure = self.file().domains.iter().flat_map(|domains| &domains.secure);
        secure.any(|domain| domain.trim_start_matches('@').eq_ignore_ascii_case(domain_of(address)))
    }

    /// The address of somebody to which what is marked OFFICIAL-SENSITIVE may go: the one that is given for secure mail, else
    /// the ordinary one if its domain is secure; empty where neither is.
    pub fn secure_address(&self, given: Option<&Email>, ordinary: &str) -> String {
        let by_domain = || if self.is_secure(ordinary) { ordinary.to_owned() } else { String::new() };
        given.map_or_else(by_domain, |given| given.to_string())
    }
}
