use std::time::Duration;

use anyrt::Runtime;
use anyrt_recipes::smithy::AnyrtSmithy;
use aws_smithy_async::{future::timeout::Timeout, rt::sleep::AsyncSleep, time::TimeSource};

use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { time_limits_of_aws_hold }

async fn time_limits_of_aws_hold<R: Runtime>(rt: R) {
    let time = AnyrtSmithy::new(rt.clone());
    let start = rt.now();
    in_time(&rt, time.sleep(Duration::from_millis(20))).await;
    assert!(rt.now() - start >= Duration::from_millis(20));
    let limited = Timeout::new(
        Box::pin(std::future::pending::<()>()),
        time.sleep(Duration::from_millis(5)),
    );
    in_time(&rt, limited).await.expect_err("it never ends");
    let (before, after) = (rt.system_time(), TimeSource::now(&time));
    assert!(
        after
            .duration_since(before)
            .is_ok_and(|passed| passed < Duration::from_secs(60))
    );
}
