use std::{io, sync::Arc};

use quinn::{
    ClientConfig, ServerConfig, TransportConfig,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};
use rustls::{
    RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};

use crate::pair::failed;

/// The settings of a server and a client that trust each other.
pub(crate) struct Trust {
    pub(crate) server: ServerConfig,
    pub(crate) client: ClientConfig,
}

impl Trust {
    /// Makes a certificate, and the settings with it.
    pub(crate) fn new() -> io::Result<Self> {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).map_err(failed)?;
        let certificate: CertificateDer<'static> = made.cert.der().clone();
        let key =
            PrivateKeyDer::try_from(made.signing_key.serialize_der()).map_err(io::Error::other)?;
        let provider = Arc::new(ring::default_provider());
        let server = rustls::ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .map_err(failed)?;
        let mut roots = RootCertStore::empty();
        roots.add(certificate).map_err(failed)?;
        let client = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let server = QuicServerConfig::try_from(server).map_err(failed)?;
        let client = QuicClientConfig::try_from(client).map_err(failed)?;
        let mut trust = Self {
            server: ServerConfig::with_crypto(Arc::new(server)),
            client: ClientConfig::new(Arc::new(client)),
        };
        // Each rests while the others of a round run.
        let mut transport = TransportConfig::default();
        transport.max_idle_timeout(None);
        let transport = Arc::new(transport);
        trust.server.transport_config(transport.clone());
        trust.client.transport_config(transport);
        Ok(trust)
    }
}
