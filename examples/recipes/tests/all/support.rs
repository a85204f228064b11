//! What several tests need: time limits, listeners and certificates.

use anyrt_testing::in_time;
use std::{net::SocketAddr, sync::Arc};

use anyrt::{
    Runtime,
    net::{ListenerExt, TcpConnectOptions, TcpListenOptions, TcpListener},
};
use futures_rustls::{
    pki_types::{CertificateDer, PrivateKeyDer},
    rustls::{ClientConfig, RootCertStore, ServerConfig, crypto::ring},
};
use futures_util::future::join;

pub(crate) fn listen<R: Runtime>(rt: &R) -> (R::TcpListener, SocketAddr) {
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    (listener, address)
}

/// Connects two streams.
pub(crate) async fn pair<R: Runtime>(rt: &R) -> (R::TcpStream, R::TcpStream) {
    let (listener, address) = listen(rt);
    let options = TcpConnectOptions::new();
    let both = join(rt.tcp_connect(address, &options), listener.accept());
    let (near, far) = in_time(rt, both).await;
    let (far, _) = far.expect("somebody connects");
    (near.expect("somebody listens"), far)
}

/// Settings of a server called `localhost`, and of a client that trusts it alone.
pub(crate) fn configs() -> (ServerConfig, ClientConfig) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("valid names");
    let certificate: CertificateDer<'static> = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(ring::default_provider());
    let server = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a valid certificate");
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a valid certificate");
    let client = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_root_certificates(roots)
        .with_no_client_auth();
    (server, client)
}
