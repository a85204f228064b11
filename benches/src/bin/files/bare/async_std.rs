use std::{hint::black_box, io, path::Path};

use anyrt_benches::{ProcessMeter, Taken};
use async_std::{
    fs::{self, File},
    io::{ReadExt as _, WriteExt as _},
};

use crate::case::{Operation, WHOLE};

/// Does `operation` by async_std's own means.
pub(crate) async fn run(operation: Operation, path: &Path) -> io::Result<Taken> {
    let mut bytes = vec![b'y'; WHOLE];
    let meter = ProcessMeter::start();
    match operation {
        Operation::Write { size, times } => {
            bytes.resize(size, b'y');
            let mut file = File::create(path).await?;
            for _ in 0..times {
                file.write_all(&bytes).await?;
            }
            file.flush().await?;
        }
        Operation::Read { size, times } => {
            bytes.resize(size, b'y');
            let mut file = File::open(path).await?;
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
                black_box(fs::read(path).await?);
            }
        }
        Operation::WriteFile { times } => {
            for _ in 0..times {
                fs::write(path, bytes.clone()).await?;
            }
        }
        Operation::Open { times } => {
            for _ in 0..times {
                black_box(File::open(path).await?);
            }
        }
        Operation::Output { .. } => return Err(io::ErrorKind::Unsupported.into()),
    }
    Ok(meter.stop())
}
