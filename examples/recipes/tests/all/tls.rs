use std::{io::ErrorKind, sync::Arc};

use anyrt::Runtime;
use anyrt_recipes::tls;
use futures_rustls::pki_types::ServerName;
use futures_util::{AsyncReadExt, AsyncWriteExt, future::join};

use crate::support::{configs, pair};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    much_goes_both_ways_at_once closing_one_side_leaves_the_other_open a_cut_is_no_end
    strangers_are_refused
}

fn localhost() -> ServerName<'static> {
    ServerName::try_from("localhost").expect("a valid name")
}

async fn much_goes_both_ways_at_once<R: Runtime>(rt: R) {
    const SIZE: usize = 4 << 20;
    let (server, client) = configs();
    let (near, far) = pair(&rt).await;
    let both = join(
        tls::connect(Arc::new(client), localhost(), near),
        tls::accept(Arc::new(server), far),
    );
    let (near, far) = in_time(&rt, both).await;
    let (near, far) = (near.expect("they agree"), far.expect("they agree"));
    let sent: Vec<_> = (0..SIZE).map(|i| (i % 251) as u8).collect();
    let ends = [Box::new(near) as Box<dyn Both>, Box::new(far)].map(|stream| {
        let sent = &sent;
        async move {
            let (mut reader, mut writer) = stream.split();
            let writing = async {
                writer.write_all(sent).await.expect("it is open");
                writer.close().await.expect("it is open");
            };
            let mut received = Vec::new();
            let reading = reader.read_to_end(&mut received);
            let ((), read) = join(writing, reading).await;
            read.expect("it was closed well");
            assert!(received == *sent, "other bytes");
        }
    });
    let [one, two] = ends;
    in_time(&rt, join(one, two)).await;
}

trait Both: futures_util::AsyncRead + futures_util::AsyncWrite + Unpin {}

impl<T: futures_util::AsyncRead + futures_util::AsyncWrite + Unpin> Both for T {}

async fn closing_one_side_leaves_the_other_open<R: Runtime>(rt: R) {
    let (server, client) = configs();
    let (near, far) = pair(&rt).await;
    let asking = async {
        let mut near = tls::connect(Arc::new(client), localhost(), near)
            .await
            .expect("they agree");
        near.write_all(b"question").await.expect("it is open");
        near.close().await.expect("it is open");
        let mut answer = String::new();
        near.read_to_string(&mut answer)
            .await
            .expect("it was closed well");
        answer
    };
    let answering = async {
        let mut far = tls::accept(Arc::new(server), far)
            .await
            .expect("they agree");
        let mut question = String::new();
        far.read_to_string(&mut question)
            .await
            .expect("it was closed well");
        far.write_all(format!("answer to {question}").as_bytes())
            .await
            .expect("the other direction is open");
        far.close().await.expect("it is open");
    };
    let (answer, ()) = in_time(&rt, join(asking, answering)).await;
    assert_eq!(answer, "answer to question");
}

async fn a_cut_is_no_end<R: Runtime>(rt: R) {
    let (server, client) = configs();
    let (near, far) = pair(&rt).await;
    let cutting = async {
        let mut near = tls::connect(Arc::new(client), localhost(), near)
            .await
            .expect("they agree");
        near.write_all(b"half of it").await.expect("it is open");
        near.flush().await.expect("it is open");
        // The stream below ends, and nothing says that this is the end of what was to be said.
        let (mut below, _) = near.into_inner().into_inner();
        below.close().await.expect("it is open");
    };
    let reading = async {
        let mut far = tls::accept(Arc::new(server), far)
            .await
            .expect("they agree");
        let mut text = Vec::new();
        far.read_to_end(&mut text)
            .await
            .map_err(|error| error.kind())
    };
    let ((), read) = in_time(&rt, join(cutting, reading)).await;
    assert_eq!(read, Err(ErrorKind::UnexpectedEof));
}

async fn strangers_are_refused<R: Runtime>(rt: R) {
    let (server, _) = configs();
    let (_, client) = configs();
    let (near, far) = pair(&rt).await;
    let both = join(
        tls::connect(Arc::new(client), localhost(), near),
        tls::accept(Arc::new(server.clone()), far),
    );
    let (near, far) = in_time(&rt, both).await;
    let error = near.map(drop).expect_err("nobody vouches for it");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    far.map(drop).expect_err("the client has left");

    let (mut near, far) = pair(&rt).await;
    near.write_all(b"GET / HTTP/1.0\r\n\r\n")
        .await
        .expect("it is open");
    let refused = in_time(&rt, tls::accept(Arc::new(server), far)).await;
    let error = refused.map(drop).expect_err("this is no TLS");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}
