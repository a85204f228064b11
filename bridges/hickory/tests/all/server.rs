//! A name server on threads of its own.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use hickory_resolver::{
    config::{ConnectionConfig, NameServerConfig, ResolverConfig},
    proto::{
        op::{Message, ResponseCode},
        rr::{RData, Record, RecordType},
    },
};

/// How often each kind of name was asked for.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) over_udp: AtomicUsize,
    pub(crate) over_tcp: AtomicUsize,
}

/// A server that runs until the process ends.
pub(crate) struct Server {
    address: SocketAddr,
    pub(crate) counts: Arc<Counts>,
}

impl Server {
    pub(crate) fn start() -> Self {
        // The same port for both, which a stranger may have taken for one of them.
        let (tcp, udp) = (0..100)
            .find_map(|_| {
                let tcp = TcpListener::bind("127.0.0.1:0").expect("a free port");
                let udp = UdpSocket::bind(tcp.local_addr().expect("it is bound")).ok()?;
                Some((tcp, udp))
            })
            .expect("a port that is free for both");
        let address = udp.local_addr().expect("it is bound");
        let counts = Arc::new(Counts::default());
        let (one, two) = (counts.clone(), counts.clone());
        thread::spawn(move || serve_udp(&udp, &one));
        thread::spawn(move || {
            for stream in tcp.incoming() {
                let counts = two.clone();
                thread::spawn(move || serve_tcp(stream.expect("it connects"), &counts));
            }
        });
        Self { address, counts }
    }

    /// Settings that ask this server alone.
    pub(crate) fn config(&self) -> ResolverConfig {
        let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
        let connections = connections.map(|mut connection| {
            connection.port = self.address.port();
            connection
        });
        let server = NameServerConfig::new(self.address.ip(), true, connections.into());
        ResolverConfig::from_parts(None, Vec::new(), vec![server])
    }
}

fn serve_udp(socket: &UdpSocket, counts: &Counts) {
    let mut buf = [0; 4096];
    loop {
        let (count, from) = socket.recv_from(&mut buf).expect("it is bound");
        counts.over_udp.fetch_add(1, Ordering::Relaxed);
        if let Some(answer) = answer(&buf[..count], true) {
            socket.send_to(&answer, from).expect("it is bound");
        }
    }
}

fn serve_tcp(mut stream: TcpStream, counts: &Counts) {
    let mut length = [0; 2];
    while stream.read_exact(&mut length).is_ok() {
        let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
        stream.read_exact(&mut question).expect("it is whole");
        counts.over_tcp.fetch_add(1, Ordering::Relaxed);
        if let Some(answer) = answer(&question, false) {
            let length = u16::try_from(answer.len()).expect("it is short");
            stream.write_all(&length.to_be_bytes()).expect("it is read");
            stream.write_all(&answer).expect("it is read");
        }
    }
}

/// What the names of this server stand for.
fn answer(question: &[u8], is_udp: bool) -> Option<Vec<u8>> {
    let question = Message::from_vec(question).expect("a valid question");
    let query = question.queries.first().expect("one is asked").clone();
    let name = query.name().to_ascii();
    let mut answer = question.clone().into_response();
    let addresses: Vec<RData> = match (name.trim_end_matches('.'), query.query_type()) {
        ("one.test", RecordType::A) => vec![RData::A(Ipv4Addr::LOCALHOST.into())],
        ("both.test", RecordType::A) => vec![RData::A(Ipv4Addr::new(192, 0, 2, 1).into())],
        ("both.test", RecordType::AAAA) => vec![RData::AAAA(Ipv6Addr::LOCALHOST.into())],
        ("many.test", RecordType::A) if is_udp => {
            answer.metadata.truncation = true;
            Vec::new()
        }
        ("many.test", RecordType::A) => (0..=199)
            .map(|last| RData::A(Ipv4Addr::new(192, 0, 2, last).into()))
            .collect(),
        ("silent.test", _) => return None,
        ("broken.test", _) => {
            answer.metadata.response_code = ResponseCode::ServFail;
            Vec::new()
        }
        ("one.test" | "both.test" | "many.test", _) => Vec::new(),
        _ => {
            answer.metadata.response_code = ResponseCode::NXDomain;
            Vec::new()
        }
    };
    for data in addresses {
        answer.add_answer(Record::from_rdata(query.name().clone(), 600, data));
    }
    Some(answer.to_vec().expect("a valid answer"))
}
