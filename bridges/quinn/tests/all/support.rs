//! A server and a client that trust each other.

use anyrt_testing::in_time;
use std::{net::Ipv4Addr, sync::Arc, time::Duration};

use anyrt::{Runtime, net::SendReadiness};
use quinn::{
    ClientConfig, Connection, Endpoint, ServerConfig, TransportConfig,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};
use rustls::{
    RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};

/// Both sides' settings, for the application protocol `alpn`.
pub(crate) fn configs(alpn: &[u8], idle: Duration) -> (ServerConfig, ClientConfig) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("valid names");
    let certificate: CertificateDer<'static> = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(ring::default_provider());
    let mut server = rustls::ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a valid certificate");
    server.alpn_protocols = vec![alpn.to_vec()];
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a valid certificate");
    let mut client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_root_certificates(roots)
        .with_no_client_auth();
    client.alpn_protocols = vec![alpn.to_vec()];
    let mut transport = TransportConfig::default();
    transport.max_idle_timeout(Some(idle.try_into().expect("it is short enough")));
    let transport = Arc::new(transport);
    let server = QuicServerConfig::try_from(server).expect("it has the initial suite");
    let client = QuicClientConfig::try_from(client).expect("it has the initial suite");
    let mut server = ServerConfig::with_crypto(Arc::new(server));
    let mut client = ClientConfig::new(Arc::new(client));
    server.transport_config(transport.clone());
    client.transport_config(transport);
    (server, client)
}

/// A server and a client on this machine.
pub(crate) fn endpoints<R>(rt: &R, alpn: &[u8], idle: Duration) -> (Endpoint, Endpoint)
where
    R: Runtime + SendReadiness,
{
    let (server, client) = configs(alpn, idle);
    let address = (Ipv4Addr::LOCALHOST, 0).into();
    let server = anyrt_quinn::server(rt.clone(), server, address).expect("a free port");
    let mut connecting = anyrt_quinn::client(rt.clone(), address).expect("a free port");
    connecting.set_default_client_config(client);
    (server, connecting)
}

/// Connects the two: the client's side first.
pub(crate) async fn connect<R: Runtime>(
    rt: &R,
    server: &Endpoint,
    client: &Endpoint,
) -> (Connection, Connection) {
    let address = server.local_addr().expect("it is bound");
    let connecting = client.connect(address, "localhost").expect("a valid name");
    let accepting = async {
        let incoming = server.accept().await.expect("it is open");
        incoming.await.expect("a good handshake")
    };
    let both = futures_util::future::join(connecting, accepting);
    let (near, far) = in_time(rt, both).await;
    (near.expect("a good handshake"), far)
}

/// Bytes that are not all the same.
pub(crate) fn pattern(count: usize) -> Vec<u8> {
    (0..count).map(|i| (i % 251) as u8).collect()
}
