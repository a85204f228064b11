use std::{hint::black_box, io, path::Path};

use anyrt_benches::{ProcessMeter, Taken};
use anyrt_traits::{OsRuntime, fs::OpenOptions, process::Command};
use futures_util::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::case::{Operation, WHOLE};

/// Does `operation` through the traits.
pub(crate) async fn run<R: OsRuntime>(
    rt: &R,
    operation: Operation,
    path: &Path,
) -> io::Result<Taken> {
    let mut bytes = vec![b'y'; WHOLE];
    let meter = ProcessMeter::start();
    match operation {
        Operation::Write { size, times } => {
            bytes.resize(size, b'y');
            let mut file = rt.open_file(path, &OpenOptions::creating()).await?;
            for _ in 0..times {
                file.write_all(&bytes).await?;
            }
            file.flush().await?;
        }
        Operation::Read { size, times } => {
            bytes.resize(size, b'y');
            let mut file = rt.open_file(path, &OpenOptions::reading()).await?;
            let mut sum = 0;
            loop {
                let count = file.read(&mut bytes).await?;
                if count == 0 {
                    break;
                }
                sum += count;
            }
            assert_eq!(sum, size * times);
        }
        Operation::ReadFile { times } => {
            for _ in 0..times {
                black_box(rt.read_file(path).await?);
            }
        }
        Operation::WriteFile { times } => {
            for _ in 0..times {
                rt.write_file(path, &*bytes).await?;
            }
        }
        Operation::Open { times } => {
            for _ in 0..times {
                black_box(rt.open_file(path, &OpenOptions::reading()).await?);
            }
        }
        Operation::Output { bytes, times } => {
            for _ in 0..times {
                let output = Command::new("cat").arg(path).output(rt).await?;
                assert_eq!(output.stdout.len(), bytes);
            }
        }
    }
    Ok(meter.stop())
}
