//! Connections as they come in.

use std::io;

use poem::{
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::net::{TcpListener, TcpStream};

/// Connections that send what they have at once. Otherwise the kernel holds the end of a long page back until the browser
/// has acknowledged what came before it, which browsers do up to 40 ms later.
pub struct Prompt(TcpAcceptor);

impl Prompt {
    /// Accepts the connections of a listener.
    pub fn of(listener: TcpListener) -> io::Result<Self> {
        TcpAcceptor::from_tokio(listener).map(Self)
    }
}

impl Acceptor for Prompt {
    type Io = TcpStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(TcpStream, LocalAddr, RemoteAddr, Scheme)> {
        let accepted = self.0.accept().await?;
        if let Err(error) = accepted.0.set_nodelay(true) {
            tracing::debug!(%error, "a connection was gone as soon as it came");
        }
        Ok(accepted)
    }
}
