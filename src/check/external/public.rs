//! Which addresses of the network lie in the open, and which inside somebody's own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Ends of names that mean something inside a network alone (RFC 6761, RFC 6762, RFC 8375, and what ICANN set aside for it).
const INSIDE: [&str; 8] = [
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "lan",
    "intranet",
    "corp",
    "home",
];

/// Whether an address may lead into the open, as far as it can be told before its name is looked up.
pub(super) fn may_be_public(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_public(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            // A name of one part is looked for in the own network.
            name.contains('.')
                && !INSIDE
                    .iter()
                    .any(|end| name.strip_suffix(end).is_some_and(|front| front.ends_with('.')))
        }
        None => false,
    }
}

/// Whether an address lies in the open (the registries of special addresses of IANA, RFC 6890).
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_inside = match (a, b, c) {
        (0 | 10 | 127, ..) | (224.., ..) => true,
        (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // For protocols, documentation and measurements.
        (192, 0, 0 | 2) | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113) => true,
        // The way from version 6 to 4 that was given up.
        (192, 88, 99) => true,
        _ => false,
    };
    !is_inside
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b, c, d, e, f) {
        // One of version 4 in it.
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => inner(g, h),
        (0x2002, ..) => inner(b, c),
        // Documentation, and what is tunnelled: Teredo, ORCHID and others of 2001::/23.
        (0x2001, 0xdb8, ..) | (0x2001, 0..=0x1ff, ..) | (0x3fff, 0..=0xfff, ..) => false,
        // All that is given out lies in 2000::/3.
        (0x2000..=0x3fff, ..) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_inside_a_network_is_not_public() {
        for (ip, is) in [
            ("127.0.0.1", false),
            ("127.9.9.9", false),
            ("10.0.0.1", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false), // what clouds tell their machines
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("0.0.0.0", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("192.0.2.1", false),
            ("198.18.0.1", false),
            ("203.0.113.9", false),
            ("8.8.8.8", true),
            ("145.100.1.1", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("ff02::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::10.0.0.1", false),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
            ("2001:0:1::1", false),
            ("2a00:1450::1", true),
        ] {
            assert_eq!(is_public(ip.parse().expect("an address")), is, "{ip}");
        }
    }

    #[test]
    fn a_name_may_say_that_it_means_something_inside() {
        for (address, may) in [
            ("https://raad.nl/", true),
            ("https://raad.nl./", true),
            ("http://localhost:8080/", false),
            ("http://a.localhost/", false),
            ("http://intranet/", false),
            ("http://printer.local/", false),
            ("http://db.internal/", false),
            ("http://127.0.0.1/", false),
            ("http://2130706433/", false), // the same, as a number
            ("http://0x7f.1/", false),
            ("http://[::1]/", false),
            ("http://8.8.8.8/", true),
            ("https://internal.nl/", true),
        ] {
            assert_eq!(
                may_be_public(&Url::parse(address).expect("an address")),
                may,
                "{address}"
            );
        }
    }
}
