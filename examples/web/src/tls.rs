//! The certificate.

use std::{io, sync::Arc};

use anyrt::{
    OsRuntime,
    io::{ByteRead, ByteWrite, FuturesIo},
};
use futures_rustls::{
    TlsAcceptor,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    rustls::{ServerConfig, crypto::ring},
    server::TlsStream,
};

use crate::config::Tls;

/// Reads a certificate and its key.
pub(crate) async fn load<R: OsRuntime>(rt: &R, tls: &Tls) -> io::Result<Arc<ServerConfig>> {
    let named = |path: &std::path::Path, error: &dyn std::fmt::Display| {
        io::Error::other(format!("{}: {error}", path.display()))
    };
    let read = async |path: &std::path::Path| {
        let bytes = rt.read_file(path).await;
        bytes.map_err(|error| named(path, &error))
    };
    let chain = read(&tls.cert).await?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&chain).collect();
    let chain = chain.map_err(|error| named(&tls.cert, &error))?;
    if chain.is_empty() {
        return Err(named(&tls.cert, &"there is no certificate in it"));
    }
    let key = PrivateKeyDer::from_pem_slice(&read(&tls.key).await?);
    let key = key.map_err(|error| named(&tls.key, &error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(|error| named(&tls.cert, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Shakes hands as the server.
pub(crate) async fn accept<S>(
    config: Arc<ServerConfig>,
    stream: S,
) -> io::Result<FuturesIo<TlsStream<S>>>
where
    S: ByteRead + ByteWrite + Unpin,
{
    let stream = TlsAcceptor::from(config).accept(stream).await?;
    Ok(FuturesIo::vectored(stream))
}
