use anyrt_testing::in_time;
use std::{io::ErrorKind, net::SocketAddr, sync::atomic::Ordering, time::Duration};

use anyrt::{
    AnyRuntime, OsRuntime, Runtime,
    net::{
        ListenerExt, Resolve, TcpConnectOptions, TcpListenOptions, TcpListener, TcpNet,
        connect_host,
    },
    task::BlockOn,
};
use anyrt_hickory::{AnyrtProvider, HickoryResolver, scope};
use futures_util::future::{join, join_all};
use hickory_resolver::{Resolver, config::ResolverOpts, proto::rr::RecordType};

use crate::server::Server;

anyrt_testing::on_each_runtime! {
    names_are_looked_up_and_answers_kept a_long_answer_comes_over_tcp what_goes_wrong_is_told
    connections_by_name_go_through_it hickorys_own_resolver_runs_inside_of_a_scope
    many_look_ups_at_once a_runtime_that_has_gone_is_told_of
}

/// So much patience, and no names of the machine's own.
fn options(timeout: Duration) -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = timeout;
    options.attempts = 1;
    options
}

/// More than an answer takes on a machine that is busy.
const LONG: Duration = Duration::from_secs(20);

fn resolver<R: Runtime>(rt: &R, server: &Server) -> HickoryResolver<R> {
    HickoryResolver::new(rt.clone(), server.config(), options(LONG)).expect("valid settings")
}

async fn names_are_looked_up_and_answers_kept<R: Runtime>(rt: R) {
    let server = Server::start();
    let resolver = resolver(&rt, &server);
    let found = in_time(&rt, resolver.resolve("one.test", 80)).await;
    assert_eq!(found.expect("it is there"), [([127, 0, 0, 1], 80).into()]);
    let mut found = in_time(&rt, resolver.resolve("both.test", 443))
        .await
        .expect("it is there");
    found.sort();
    let expected: [SocketAddr; 2] = [
        ([192, 0, 2, 1], 443).into(),
        ([0, 0, 0, 0, 0, 0, 0, 1], 443).into(),
    ];
    assert_eq!(found, expected);
    let asked = server.counts.over_udp.load(Ordering::Relaxed);
    let again = in_time(&rt, resolver.clone().resolve("both.test", 81)).await;
    assert_eq!(again.expect("it is there").len(), 2);
    assert_eq!(
        server.counts.over_udp.load(Ordering::Relaxed),
        asked,
        "it was kept"
    );
    // An address is no question.
    let found = resolver.resolve("192.0.2.7", 1).await.expect("it is one");
    assert_eq!(found, [([192, 0, 2, 7], 1).into()]);
    assert_eq!(server.counts.over_udp.load(Ordering::Relaxed), asked);
}

async fn a_long_answer_comes_over_tcp<R: Runtime>(rt: R) {
    let server = Server::start();
    let found = in_time(&rt, resolver(&rt, &server).resolve("many.test", 1)).await;
    assert_eq!(found.expect("it is there").len(), 200);
    assert!(server.counts.over_tcp.load(Ordering::Relaxed) > 0);
}

async fn what_goes_wrong_is_told<R: Runtime>(rt: R) {
    let server = Server::start();
    let resolver = resolver(&rt, &server);
    let short = options(Duration::from_millis(300));
    let impatient = HickoryResolver::new(rt.clone(), server.config(), short);
    let impatient = impatient.expect("valid settings");
    let kind = async |resolver: &HickoryResolver<R>, name: &str| {
        let found = in_time(&rt, resolver.resolve(name, 1)).await;
        found.expect_err("it cannot be found").kind()
    };
    assert_eq!(kind(&resolver, "none.test").await, ErrorKind::NotFound);
    assert_eq!(kind(&impatient, "silent.test").await, ErrorKind::TimedOut);
    assert_ne!(kind(&resolver, "broken.test").await, ErrorKind::NotFound);
    let invalid = kind(&resolver, "not a name \u{0}").await;
    assert_ne!(invalid, ErrorKind::TimedOut);
}

async fn connections_by_name_go_through_it<R: Runtime + OsRuntime>(rt: R) {
    let server = Server::start();
    let resolver = resolver(&rt, &server);
    let rt = AnyRuntime::new(rt).to_builder().resolve(resolver).build();
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let port = listener.local_addr().expect("a bound socket").port();
    let options = TcpConnectOptions::new();
    let connecting = connect_host(&rt, "one.test", port, &options);
    let (connected, accepted) = in_time(&rt, join(connecting, listener.accept())).await;
    connected.map(drop).expect("the name leads there");
    accepted.map(drop).expect("somebody connected");
}

async fn hickorys_own_resolver_runs_inside_of_a_scope<R: Runtime>(rt: R) {
    let server = Server::start();
    let provider = AnyrtProvider::new(rt.clone());
    let resolver = Resolver::builder_with_config(server.config(), provider)
        .with_options(options(LONG))
        .build()
        .expect("valid settings");
    let asked = scope(&rt, resolver.lookup("both.test", RecordType::AAAA));
    let found = in_time(&rt, asked).await.expect("it is there");
    assert_eq!(found.answers().len(), 1);
}

async fn many_look_ups_at_once<R: Runtime>(rt: R) {
    let server = Server::start();
    let resolver = resolver(&rt, &server);
    let asked = (0..100).map(|number| {
        let name = if number % 2 == 0 {
            "one.test"
        } else {
            "none.test"
        };
        resolver.resolve(name, number)
    });
    let found = in_time(&rt, join_all(asked)).await;
    assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 50);
}

/// The resolver of one runtime, used on another one after the first has ended: it says so.
async fn a_runtime_that_has_gone_is_told_of<R: Runtime>(rt: R) {
    let server = Server::start();
    let config = server.config();
    let made = rt.spawn_blocking(move || {
        let owner = anyrt::smol::Smol::new().expect("threads to start");
        owner.block_on(async |other| {
            let resolver =
                HickoryResolver::new(other, config, options(LONG)).expect("valid settings");
            resolver.resolve("one.test", 1).await.expect("it is there");
            resolver
        })
    });
    let resolver = made.await.expect("no panic");
    in_time(&rt, resolver.resolve("both.test", 1))
        .await
        .expect_err("nobody asks any more");
}
