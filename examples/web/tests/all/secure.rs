use std::sync::Arc;

use anyrt::{Backend, Runtime, io::FuturesIo, net::TcpConnectOptions, task::JoinHandle};
use anyrt_hyper::{AnyrtExecutor, AnyrtIo};
use bytes::Bytes;
use futures_rustls::{
    TlsConnector,
    pki_types::{CertificateDer, ServerName},
    rustls::{ClientConfig, RootCertStore, crypto::ring},
};
use http::{Request, Version};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use rustix::process::Signal;

use crate::{
    ask::raw,
    running::{Folder, Running},
};

#[test]
fn tls_is_spoken_with_http_2_and_certificates_change_at_a_hangup() {
    for backend in Backend::available() {
        anyrt::run_on(*backend, |rt| encrypted(rt, backend.to_string())).expect("it starts");
    }
}

fn certificate(folder: &Folder) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("valid");
    folder.write("cert.pem", made.cert.pem());
    folder.write("key.pem", made.signing_key.serialize_pem());
    made.cert.der().clone()
}

/// Asks as a client that trusts one certificate.
async fn ask<R: Runtime>(rt: &R, web: &Running, trusted: CertificateDer<'static>) -> Option<Bytes> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).expect("a valid certificate");
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("it has them")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let stream = rt
        .tcp_connect(web.address, &TcpConnectOptions::new())
        .await
        .expect("it listens");
    let name = ServerName::try_from("localhost").expect("a valid name");
    let stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .ok()?;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let io = AnyrtIo::new(FuturesIo::vectored(stream));
    let handshake = http2::handshake(AnyrtExecutor::new(rt.clone()), io);
    let (mut client, connection) = handshake.await.expect("they agree");
    rt.spawn(async move { connection.await.ok() }).detach();
    let request = Request::get("https://localhost/x").body(Empty::<Bytes>::new());
    let response = client
        .send_request(request.expect("valid"))
        .await
        .expect("an answer");
    assert_eq!(
        (response.status().as_u16(), response.version()),
        (200, Version::HTTP_2)
    );
    Some(
        response
            .into_body()
            .collect()
            .await
            .expect("it is whole")
            .to_bytes(),
    )
}

async fn encrypted<R: Runtime>(rt: R, runtime: String) {
    let folder = Folder::new();
    let first = certificate(&folder);
    folder.write("www/x", "encrypted");
    let (cert, key, root) = (
        folder.path("cert.pem"),
        folder.path("key.pem"),
        folder.path("www"),
    );
    let config = format!(
        "tls = {{ cert = {cert:?}, key = {key:?} }}\n[[route]]\nprefix = '/'\nroot = {root:?}\n"
    );
    let mut web = Running::start(&runtime, &folder.write("web.toml", config));
    assert_eq!(
        ask(&rt, &web, first.clone()).await.expect("it is trusted"),
        "encrypted"
    );
    assert!(!raw(web.address, b"GET / HTTP/1.0\r\n\r\n").starts_with(b"HTTP"));

    let second = certificate(&folder);
    web.signal(Signal::HUP);
    web.says("read again");
    assert_eq!(
        ask(&rt, &web, first).await,
        None,
        "it has another certificate"
    );
    assert_eq!(
        ask(&rt, &web, second).await.expect("it is trusted"),
        "encrypted"
    );
    web.end();
}
