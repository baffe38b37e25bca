//! Maps items on many threads, with results in the order of the items and bounded memory.

use std::io;
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// The maximum number of items read ahead, per thread.
const ITEMS_PER_THREAD: usize = 16;
/// The maximum number of bytes of items in memory at once. A larger item runs alone.
const BYTES_IN_FLIGHT: usize = 256 << 20;

/// What the writer receives.
pub enum Event<R> {
    /// The next result.
    Result(R),
    /// No result is ready: a good time to flush.
    Idle,
}

/// Reads items on one thread, processes them on `threads` others, and writes the results on the calling thread.
///
/// Ends when everything is written, or at the first failure: an error from `write`, or a panic in `items` or `work`.
/// After a failure, the reader thread may still be waiting for an item; it ends with the process.
pub fn map_in_order<I: Send + 'static, R: Send + 'static>(
    items: impl Iterator<Item = I> + Send + 'static,
    bytes: fn(&I) -> usize,
    threads: usize,
    work: impl Fn(I) -> R + Send + Sync + 'static,
    mut write: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    let budget = Arc::new(Budget::default());
    let (promise, promised) = mpsc::sync_channel(threads * ITEMS_PER_THREAD);
    let jobs = start_workers(threads, work)?;
    let reader = start_thread({
        let budget = Arc::clone(&budget);
        move || {
            for item in items {
                let size = bytes(&item);
                budget.take(size);
                let (done, result) = mpsc::sync_channel(1);
                if promise.send((result, size)).is_err() || jobs.send((item, done)).is_err() {
                    return;
                }
            }
        }
    })?;
    while let Some((result, size)) = next(&promised, &mut write)? {
        let Some(result) = next(&result, &mut write)? else {
            return Err(io::Error::other("a worker panicked"));
        };
        write(Event::Result(result))?;
        budget.give(size);
    }
    reader.join().map_err(|_| io::Error::other("the reader panicked"))?;
    write(Event::Idle)
}

/// The next message. Sends `Event::Idle` to `write` before it waits.
fn next<T, R>(
    channel: &Receiver<T>,
    write: &mut impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<Option<T>> {
    match channel.try_recv() {
        Ok(message) => Ok(Some(message)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            write(Event::Idle)?;
            Ok(channel.recv().ok())
        }
    }
}

type Job<I, R> = (I, SyncSender<R>);

fn start_workers<I: Send + 'static, R: Send + 'static>(
    threads: usize,
    work: impl Fn(I) -> R + Send + Sync + 'static,
) -> io::Result<SyncSender<Job<I, R>>> {
    let (sender, receiver) = mpsc::sync_channel::<Job<I, R>>(threads * ITEMS_PER_THREAD);
    let (work, receiver) = (Arc::new(work), Arc::new(Mutex::new(receiver)));
    for _ in 0..threads {
        let (work, receiver) = (Arc::clone(&work), Arc::clone(&receiver));
        start_thread(move || {
            loop {
                let job = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((item, done)) = job else { return };
                // The receiver is gone if writing has failed.
                let _ = done.send(work(item));
            }
        })?;
    }
    Ok(sender)
}

/// Unlike `thread::spawn`, does not panic if the system cannot start another thread.
fn start_thread(work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    let started = thread::Builder::new().spawn(work);
    started.map_err(|error| io::Error::new(error.kind(), format!("cannot start a thread: {error}")))
}

/// Limits the bytes of items in memory.
#[derive(Default)]
struct Budget {
    used: Mutex<usize>,
    given: Condvar,
}

impl Budget {
    fn take(&self, bytes: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |used: &mut usize| *used > 0 && *used + bytes > BYTES_IN_FLIGHT;
        *self.given.wait_while(used, is_full).unwrap_or_else(PoisonError::into_inner) += bytes;
    }

    fn give(&self, bytes: usize) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.given.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let work = |item: u64| {
            // Later items finish sooner.
            thread::sleep(Duration::from_micros(700 - item % 7 * 100));
            item * 2
        };
        let mut written = Vec::new();
        let write = |event| {
            if let Event::Result(result) = event {
                written.push(result);
            }
            Ok(())
        };
        map_in_order(0..500, |_| 1, 4, work, write).expect("no error");
        assert_eq!(written, (0..1_000).step_by(2).collect::<Vec<u64>>());
    }

    #[test]
    fn items_wait_when_there_are_too_many_bytes() {
        static WAITING: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let items = (0..20).inspect(|_| {
            MOST.fetch_max(WAITING.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        });
        let write = |event| {
            if let Event::Result(()) = event {
                thread::sleep(Duration::from_millis(5));
                WAITING.fetch_sub(1, Ordering::SeqCst);
            }
            Ok(())
        };
        // Two items fit. A third has been read and waits, and the one being written still counts.
        map_in_order(items, |_| BYTES_IN_FLIGHT / 2, 4, |_| (), write).expect("no error");
        assert!(MOST.load(Ordering::SeqCst) <= 4, "{MOST:?}");
    }

    #[test]
    fn the_first_error_of_writing_ends_it_all() {
        let mut count = 0;
        let write = |event| match event {
            Event::Result(_) if count == 3 => Err(io::ErrorKind::BrokenPipe.into()),
            Event::Result(_) => {
                count += 1;
                Ok(())
            }
            Event::Idle => Ok(()),
        };
        let error = map_in_order(0.., |_| 1, 2, |item: u64| item, write).expect_err("a broken pipe");
        assert_eq!((error.kind(), count), (io::ErrorKind::BrokenPipe, 3));
    }

    /// The results written before the error, and the error.
    fn written_before_an_error(
        items: impl Iterator<Item = u64> + Send + 'static,
        work: fn(u64) -> u64,
    ) -> (Vec<u64>, String) {
        let mut written = Vec::new();
        let write = |event| {
            if let Event::Result(result) = event {
                written.push(result);
            }
            Ok(())
        };
        let error = map_in_order(items, |_| 1, 2, work, write).expect_err("a panic");
        (written, error.to_string())
    }

    #[test]
    fn a_panic_is_no_result_that_is_left_out() {
        let fragile = |item| if item == 7 { panic!("on purpose") } else { item };
        let (written, error) = written_before_an_error(0..100, fragile);
        assert_eq!((written, error.as_str()), ((0..7).collect(), "a worker panicked"));
        let (written, error) = written_before_an_error((0..100).map(fragile), |item| item);
        assert_eq!((written, error.as_str()), ((0..7).collect(), "the reader panicked"));
    }
}
