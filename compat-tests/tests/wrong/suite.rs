use std::{
    collections::BTreeSet,
    env, fs, panic,
    path::PathBuf,
    process::Command,
    sync::{
        Condvar, Mutex, Once, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use anyrt_compat_tests::{Case, Failure, set_time_limit};

const CHILD: &str = "ANYRT_WRONG";
const CHILDS_LIMIT: &str = "ANYRT_WRONG_LIMIT";
/// How long a case may take, in seconds: less than on a right runtime, since many hang.
const LIMIT: u64 = 8;
/// The same once something was not as expected.
const PATIENT_LIMIT: u64 = 3 * LIMIT;
/// How long a case may keep others from starting; one that hangs costs no processor time.
const TURN: Duration = Duration::from_millis(500);
const AT_ONCE: usize = 3;
/// How often a wrong runtime is run to find the cases that fail at times.
const BLESSINGS: usize = 3;
/// How often a case that is not as expected is asked again.
const AGAIN: usize = 4;

/// What counts of the two in this process.
static LIMIT_NOW: AtomicU64 = AtomicU64::new(LIMIT);

/// A wrong runtime, and the clauses that may notice.
pub(crate) struct Wrong {
    pub(crate) name: &'static str,
    pub(crate) clause: &'static str,
    pub(crate) related: &'static [&'static str],
}

/// The names of the cases that fail: each time, and at times.
#[derive(Default)]
struct Expected {
    always: BTreeSet<String>,
    at_times: BTreeSet<String>,
}

/// Runs every case on a wrong runtime and compares what fails with what is known to.
pub(crate) fn check<O: 'static>(wrong: &Wrong, cases: &[Case<O>], make: fn() -> O) {
    prepare();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/wrong/expected")
        .join(format!("{}.txt", wrong.name));
    if env::var_os("BLESS").is_some() {
        let expected = bless(wrong, cases, make);
        fs::write(&path, expected.to_text()).expect("the directory is there");
    }
    let expected = Expected::from_text(&fs::read_to_string(&path).unwrap_or_default());
    assert_is_about(wrong, &expected);
    if env::var_os("BLESS").is_some() {
        return;
    }
    let mut failed = failing(wrong, cases, make);
    // On a busy machine a case may be too quick or too slow to notice, so one that is not as expected is
    // asked again; what it says each time is what counts.
    for _ in 0..AGAIN {
        let disputed: Vec<_> = cases
            .iter()
            .filter(|case| !expected.allows(&format!("{case:?}"), &failed))
            .copied()
            .collect();
        if disputed.is_empty() {
            break;
        }
        LIMIT_NOW.store(PATIENT_LIMIT, Ordering::Relaxed);
        set_time_limit(Duration::from_secs(PATIENT_LIMIT));
        let again = failing(wrong, &disputed, make);
        for name in disputed.iter().map(|case| format!("{case:?}")) {
            if again.contains(&name) {
                failed.insert(name);
            } else {
                failed.remove(&name);
            }
        }
    }
    let missed: Vec<_> = expected.always.difference(&failed).collect();
    let surprising: Vec<_> = failed
        .iter()
        .filter(|name| !expected.always.contains(*name) && !expected.at_times.contains(*name))
        .collect();
    assert!(
        missed.is_empty() && surprising.is_empty(),
        "{}: not noticed any more: {missed:#?}, noticed against expectation: {surprising:#?}; \
         BLESS=1 takes it so",
        wrong.name
    );
}

/// Runs the one case that this process was started for, if it is one of these.
pub(crate) fn run_if_asked<O: 'static>(name: &str, cases: Vec<Case<O>>, make: fn() -> O) {
    let Ok(asked) = env::var(CHILD) else {
        return;
    };
    prepare();
    for case in cases {
        if asked == format!("{name}/{case:?}") {
            case.run(make).expect("the case passes");
        }
    }
}

/// The clause's own cases must be among those that fail, and no others but of related clauses.
fn assert_is_about(wrong: &Wrong, expected: &Expected) {
    let is_of =
        |name: &str, clause: &str| name.split_once("::").is_some_and(|(of, _)| of == clause);
    assert!(
        expected.always.iter().any(|name| is_of(name, wrong.clause)),
        "{} is not caught by {}",
        wrong.name,
        wrong.clause
    );
    for name in expected.always.union(&expected.at_times) {
        assert!(
            is_of(name, wrong.clause) || wrong.related.iter().any(|clause| is_of(name, clause)),
            "{} should be none of {name}'s business",
            wrong.name
        );
    }
}

fn bless<O: 'static>(wrong: &Wrong, cases: &[Case<O>], make: fn() -> O) -> Expected {
    let runs: Vec<_> = (0..BLESSINGS)
        .map(|_| failing(wrong, cases, make))
        .collect();
    let mut expected = Expected::default();
    for name in runs.iter().flatten() {
        if runs.iter().all(|run| run.contains(name)) {
            expected.always.insert(name.clone());
        } else {
            expected.at_times.insert(name.clone());
        }
    }
    expected
}

/// Runs the cases side by side and returns the names of those that fail.
fn failing<O: 'static>(wrong: &Wrong, cases: &[Case<O>], make: fn() -> O) -> BTreeSet<String> {
    static TURNS: Turns = Turns::new();
    let (report, reports) = mpsc::channel();
    for case in cases {
        TURNS.take();
        let (case, report) = (*case, report.clone());
        let name = wrong.name;
        thread::spawn(move || {
            let (done, is_done) = mpsc::channel::<()>();
            thread::spawn(move || {
                is_done.recv_timeout(TURN).ok();
                TURNS.give_back();
            });
            let result = run(name, &case, make);
            drop(done);
            if result.is_err() {
                report.send(format!("{case:?}")).ok();
            }
        });
    }
    drop(report);
    reports.into_iter().collect()
}

fn run<O: 'static>(name: &str, case: &Case<O>, make: fn() -> O) -> Result<(), Failure> {
    if !case.is_apart() {
        return case.run(make);
    }
    let mut command = Command::new(env::current_exe().expect("a test has a binary"));
    command
        .args(["apart", "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{name}/{case:?}"))
        .env(CHILDS_LIMIT, LIMIT_NOW.load(Ordering::Relaxed).to_string());
    case.run_apart(command)
}

/// How many cases may start.
struct Turns {
    taken: Mutex<usize>,
    given_back: Condvar,
}

impl Turns {
    const fn new() -> Self {
        Self {
            taken: Mutex::new(0),
            given_back: Condvar::new(),
        }
    }

    fn take(&self) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self
            .given_back
            .wait_while(taken, |taken| *taken >= AT_ONCE)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
    }

    fn give_back(&self) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.given_back.notify_one();
    }
}

/// Sets the limit, and silences the panics of the cases, of which there are many.
fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = env::var(CHILDS_LIMIT).ok();
        let limit = told.and_then(|told| told.parse().ok()).unwrap_or(LIMIT);
        set_time_limit(Duration::from_secs(limit));
        if env::var_os(CHILD).is_some() {
            return;
        }
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_of_this_file = info
                .location()
                .is_some_and(|location| location.file().ends_with("suite.rs"));
            if is_of_this_file || env::var_os("ANYRT_LOUD").is_some() {
                loud(info);
            }
        }));
    });
}

impl Expected {
    /// Tells whether what came of a case is as expected.
    fn allows(&self, name: &str, failed: &BTreeSet<String>) -> bool {
        self.at_times.contains(name) || self.always.contains(name) == failed.contains(name)
    }

    fn from_text(text: &str) -> Self {
        let mut expected = Self::default();
        for line in text.lines() {
            match line.strip_prefix("? ") {
                Some(name) => expected.at_times.insert(name.to_owned()),
                None => expected.always.insert(line.to_owned()),
            };
        }
        expected
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        for name in &self.always {
            text += &format!("{name}\n");
        }
        for name in &self.at_times {
            text += &format!("? {name}\n");
        }
        text
    }
}
