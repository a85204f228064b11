use anyrt::Runtime;
use anyrt_recipes::embedded::Embedded;
use embedded_io_async::{BufRead, Read, Seek, SeekFrom, Write};
use futures_util::future::join;

use crate::support::pair;
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { a_driver_speaks_over_a_stream }

/// What a driver does, which knows of neither runtimes nor systems: it sends a frame with its length.
async fn send<W: Write>(port: &mut W, frame: &[u8]) -> Result<(), W::Error> {
    let length = frame.len() as u16;
    port.write_all(&length.to_be_bytes()).await?;
    port.write_all(frame).await?;
    port.flush().await
}

async fn receive<P: Read>(port: &mut P) -> Vec<u8> {
    let mut length = [0; 2];
    port.read_exact(&mut length).await.expect("it is whole");
    let mut frame = vec![0; usize::from(u16::from_be_bytes(length))];
    port.read_exact(&mut frame).await.expect("it is whole");
    frame
}

async fn a_driver_speaks_over_a_stream<R: Runtime>(rt: R) {
    let (near, far) = pair(&rt).await;
    let (mut near, mut far) = (Embedded::new(near), Embedded::new(far));
    let frame = vec![7; 60_000];
    let (sent, received) = in_time(&rt, join(send(&mut near, &frame), receive(&mut far))).await;
    sent.expect("it is open");
    assert!(received == frame, "other bytes");
    assert_eq!(near.write(b"").await.expect("nothing is to do"), 0);
    drop(near.into_inner());
    assert_eq!(
        in_time(&rt, far.read(&mut [0; 4]))
            .await
            .expect("the end is no error"),
        0
    );

    let mut memory = Embedded::new(futures_util::io::Cursor::new(b"one\ntwo".to_vec()));
    memory.seek(SeekFrom::Start(4)).await.expect("it is there");
    assert_eq!(memory.fill_buf().await.expect("it is there"), b"two");
    memory.consume(2);
    let mut byte = [0];
    memory.read_exact(&mut byte).await.expect("it is there");
    assert_eq!(&byte, b"o");
}
