//! Where a server can be reached from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Returns the addresses of this machine at which a server that listens at `host` and `port` is reached from other devices, those first that people
/// can type; none for one that answers this machine alone.
pub(super) fn addresses(host: IpAddr, port: u16) -> Vec<SocketAddr> {
    if host.is_loopback() {
        return Vec::new();
    }
    if !host.is_unspecified() {
        return vec![SocketAddr::new(host, port)];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<IpAddr> = interfaces
        .iter()
        .map(if_addrs::Interface::ip)
        .filter(|address| is_of_network(*address) && (host.is_ipv6() || address.is_ipv4()))
        .collect();
    found.sort();
    found.dedup();
    found
        .into_iter()
        .map(|address| SocketAddr::new(address, port))
        .collect()
}

/// Returns the address at which the browser of this machine finds the server.
pub(super) fn own(host: IpAddr, port: u16) -> SocketAddr {
    let here = if host.is_unspecified() {
        IpAddr::V4(Ipv4Addr::LOCALHOST)
    } else {
        host
    };
    SocketAddr::new(here, port)
}

/// Whether an address leads to this machine from its network. One that holds on the wire alone needs the name of an interface besides.
fn is_of_network(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_loopback() && !address.is_link_local(),
        IpAddr::V6(address) => !address.is_loopback() && !address.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_cannot_reach_is_not_told_to_them() {
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        for loopback in ["127.0.0.1", "::1"] {
            assert!(addresses(address(loopback), 1618).is_empty());
        }
        assert_eq!(
            addresses(address("192.0.2.7"), 1618),
            ["192.0.2.7:1618".parse().expect("one")]
        );
        for (of_machine, is) in [
            ("127.0.0.1", false),
            ("169.254.0.1", false),
            ("fe80::1", false),
            ("192.0.2.7", true),
            ("2001:db8::7", true),
        ] {
            assert_eq!(is_of_network(address(of_machine)), is, "{of_machine}");
        }
        assert!(addresses(address("0.0.0.0"), 1618).iter().all(SocketAddr::is_ipv4));
        assert_eq!(own(address("0.0.0.0"), 1618).to_string(), "127.0.0.1:1618");
        assert_eq!(own(address("::1"), 1618).to_string(), "[::1]:1618");
    }
}
