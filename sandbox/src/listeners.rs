//! The ports of the platform, taken before anything serves: where one is not to be had, nothing has begun.

use std::{io::ErrorKind, net::SocketAddr};

use anyhow::anyhow;
use tokio::net::TcpListener;

use crate::cli::Cli;

/// Open ports on which nothing answers yet.
pub struct Listeners {
    pub web: TcpListener,
    pub sandbox: TcpListener,
    pub smtp: TcpListener,
}

/// Where the parts of the platform are, with the ports that the system chose where it was to choose.
#[derive(Clone, Copy)]
pub struct Addresses {
    pub web: SocketAddr,
    pub sandbox: SocketAddr,
    pub smtp: SocketAddr,
}

impl Listeners {
    /// Takes the ports.
    pub async fn bind(cli: &Cli) -> anyhow::Result<Self> {
        Ok(Self {
            web: bind(cli.listen, "LISTEN").await?,
            sandbox: bind(cli.sandbox_listen, "SANDBOX_LISTEN").await?,
            smtp: bind(cli.sandbox_smtp_listen, "SANDBOX_SMTP_LISTEN").await?,
        })
    }

    /// Their addresses.
    pub fn addresses(&self) -> anyhow::Result<Addresses> {
        Ok(Addresses {
            web: self.web.local_addr()?,
            sandbox: self.sandbox.local_addr()?,
            smtp: self.smtp.local_addr()?,
        })
    }
}

async fn bind(address: SocketAddr, variable: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => {
                anyhow!("{address} is taken by another program; set {variable} to another address")
            }
            _ => anyhow!("cannot listen on {address}: {error}; set {variable} to another address"),
        })
}
