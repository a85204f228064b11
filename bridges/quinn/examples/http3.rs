//! HTTP/3: a server and a client, on the runtime that `ANYRT_RUNTIME` names.
//!
//! ```text
//! ANYRT_RUNTIME=smol cargo run -p anyrt-quinn --example http3
//! ```

use std::{error::Error, sync::Arc};

use anyrt::{Runtime, net::SendReadiness, task::JoinHandle};
use bytes::{Buf, Bytes};
use futures_util::future::{join, poll_fn};
use http::{Request, Response};
use quinn::{
    ClientConfig, Incoming, ServerConfig,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};
use rustls::{
    RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    anyrt::run(app)?
}

#[expect(clippy::print_stdout, reason = "a program talks to its terminal")]
async fn app<R: Runtime + SendReadiness>(rt: R) -> Outcome {
    let (server, client) = configs()?;
    let server = anyrt_quinn::server(rt.clone(), server, ([127, 0, 0, 1], 0).into())?;
    let address = server.local_addr()?;
    let accepting = server.clone();
    let tasks = rt.clone();
    rt.spawn(async move {
        while let Some(incoming) = accepting.accept().await {
            tasks
                .spawn(async move { answer(incoming).await.ok() })
                .detach();
        }
    })
    .detach();

    let mut endpoint = anyrt_quinn::client(rt.clone(), ([127, 0, 0, 1], 0).into())?;
    endpoint.set_default_client_config(client);
    let connection = endpoint.connect(address, "localhost")?.await?;
    let connection = h3_quinn::Connection::new(connection);
    let (mut driver, mut sender) = h3::client::new(connection).await?;
    let asking = async move {
        let request = Request::get("https://localhost/").body(())?;
        let mut stream = sender.send_request(request).await?;
        stream.finish().await?;
        let response = stream.recv_response().await?;
        let mut body = Vec::new();
        while let Some(mut chunk) = stream.recv_data().await? {
            body.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
        }
        println!("{}: {}", response.status(), String::from_utf8_lossy(&body));
        // The last sender that goes closes the connection.
        Outcome::Ok(())
    };
    let (_, asked) = join(poll_fn(|cx| driver.poll_close(cx)), asking).await;
    asked?;
    server.close(0_u8.into(), b"done");
    endpoint.wait_idle().await;
    Ok(())
}

/// Answers every request of one connection.
async fn answer(incoming: Incoming) -> Outcome {
    let connection = h3_quinn::Connection::new(incoming.await?);
    let mut connection = h3::server::Connection::<_, Bytes>::new(connection).await?;
    while let Some(resolver) = connection.accept().await? {
        let (request, mut stream) = resolver.resolve_request().await?;
        let text = format!("hello over QUIC, {}", request.uri().path());
        stream.send_response(Response::new(())).await?;
        stream.send_data(text.into()).await?;
        stream.finish().await?;
    }
    Ok(())
}

/// A certificate for this machine, and a client that trusts it alone.
fn configs() -> Outcome<(ServerConfig, ClientConfig)> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    let certificate: CertificateDer<'static> = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der())?;
    let provider = Arc::new(ring::default_provider());
    let mut server = rustls::ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)?;
    server.alpn_protocols = vec![b"h3".to_vec()];
    let mut roots = RootCertStore::empty();
    roots.add(certificate)?;
    let mut client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    client.alpn_protocols = vec![b"h3".to_vec()];
    let server = ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(server)?));
    let client = ClientConfig::new(Arc::new(QuicClientConfig::try_from(client)?));
    Ok((server, client))
}
