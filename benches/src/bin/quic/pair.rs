use std::{
    error::Error,
    io,
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    sync::Arc,
};

use quinn::{Connection, Endpoint, EndpointConfig, RecvStream, Runtime, SendStream};

use crate::trust::Trust;

/// A client and a server on one runtime, and a connection between them.
pub(crate) struct Pair {
    client: Endpoint,
    server: SocketAddr,
    connection: Connection,
}

impl Pair {
    /// Starts a server that counts what it is sent on each stream, and connects to it; to be called inside the
    /// runtime.
    pub(crate) async fn connect(trust: &Trust, rt: Arc<dyn Runtime>) -> io::Result<Self> {
        let socket = || UdpSocket::bind((Ipv4Addr::LOCALHOST, 0));
        let endpoint = |config| {
            let config = (EndpointConfig::default(), config);
            Endpoint::new(config.0, config.1, socket()?, rt.clone())
        };
        let server = endpoint(Some(trust.server.clone()))?;
        let address = server.local_addr()?;
        rt.spawn(Box::pin(serve(rt.clone(), server)));
        let mut client = endpoint(None)?;
        client.set_default_client_config(trust.client.clone());
        let connection = connect(&client, address).await?;
        Ok(Self {
            client,
            server: address,
            connection,
        })
    }

    /// Makes another connection of the same two.
    pub(crate) async fn connect_again(&self) -> io::Result<Self> {
        Ok(Self {
            client: self.client.clone(),
            server: self.server,
            connection: connect(&self.client, self.server).await?,
        })
    }

    /// The client's side of the connection.
    pub(crate) fn near(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn close(&self) {
        self.connection.close(0_u8.into(), b"done");
    }
}

async fn connect(client: &Endpoint, server: SocketAddr) -> io::Result<Connection> {
    let connecting = client.connect(server, "localhost").map_err(failed)?;
    Ok(connecting.await?)
}

/// Serves each connection in a task, until the endpoint is closed.
async fn serve(rt: Arc<dyn Runtime>, server: Endpoint) {
    while let Some(incoming) = server.accept().await {
        let tasks = rt.clone();
        rt.spawn(Box::pin(async move {
            let Ok(connection) = incoming.await else {
                return;
            };
            // Whatever ends it, the client tells.
            while let Ok((send, receive)) = connection.accept_bi().await {
                tasks.spawn(Box::pin(async move {
                    count(send, receive).await.ok();
                }));
            }
        }));
    }
}

/// Answers with the number of bytes.
async fn count(mut send: SendStream, mut receive: RecvStream) -> io::Result<()> {
    let mut count = 0;
    while let Some(chunk) = receive.read_chunk(usize::MAX, true).await? {
        count += chunk.bytes.len() as u64;
    }
    send.write_all(&count.to_be_bytes()).await?;
    send.finish().map_err(failed)
}

pub(crate) fn failed(error: impl Error + Send + Sync + 'static) -> io::Error {
    io::Error::other(error)
}
