//! The port that is listened to: the one that was asked for, or the next that is free.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};

/// How many ports are tried.
const TRIED: u16 = 50;

/// Listens at `address`, at `port` or at the first behind it that is free; at any that is free where it is 0.
pub(super) fn listen(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    let ports = port..=port.saturating_add(if port == 0 { 0 } else { TRIED });
    let mut refused = None;
    for port in ports {
        match TcpListener::bind(SocketAddr::new(address, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn the_next_port_is_taken_where_one_is_in_use() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port()).ok();
        let first = listen(here, 0).expect("a free port");
        let taken = port(&first).expect("its port");
        let second = listen(here, taken).expect("another port");
        assert!(port(&second) > Some(taken));
    }
}
