//! Threads that extract pages without being attached to Python.

use crate::error::Failure;
use crate::page::Page;
use crate::settings::{Output, Settings};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The output for a page.
#[derive(Debug)]
pub(crate) enum Made {
    Article(Box<bodytext::Article>),
    Text(String),
}

/// A finished page. It is sent back, because only a thread attached to Python can release its Python object.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) page: Page,
    pub(crate) result: Result<Made, Failure>,
}

struct Job {
    page: Page,
    url: Option<String>,
    done: SyncSender<Done>,
}

/// A thread pool. When it is dropped, each thread finishes its current page and ends.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    pub(crate) fn new(threads: usize, settings: &Settings, output: Output) -> std::io::Result<Pool> {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..threads {
            let (queue, settings) = (Arc::clone(&queue), settings.clone());
            thread::Builder::new()
                .name("bodytext".to_owned())
                .spawn(move || work(&queue, &settings, output))?;
        }
        Ok(Pool { jobs })
    }

    /// Sends a page to the threads.
    pub(crate) fn submit(&self, page: Page, url: Option<String>) -> Promise {
        let (done, promise) = mpsc::sync_channel(1);
        // If no thread is left, waiting for the promise returns an error.
        let _ = self.jobs.send(Job { page, url, done });
        Promise(Mutex::new(promise))
    }
}

/// The next job; `None` when the pool is dropped.
fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn work(queue: &Mutex<Receiver<Job>>, settings: &Settings, output: Output) {
    while let Some(Job { page, url, done }) = next(queue) {
        let result = settings.run(&page, url.as_deref(), |article| make(article, output));
        // The iterator may have been dropped.
        let _ = done.send(Done { page, result });
    }
}

fn make(article: bodytext::Article, output: Output) -> Made {
    match output {
        Output::Article => Made::Article(Box::new(article)),
        Output::Text => Made::Text(article.text()),
        Output::Markdown => Made::Text(article.markdown()),
        Output::Html => Made::Text(article.html()),
    }
}

/// A future result.
#[derive(Debug)]
pub(crate) struct Promise(Mutex<Receiver<Done>>);

impl Promise {
    /// Waits for the result. `Ok(None)` if it takes longer than `time`.
    pub(crate) fn wait(&self, time: Duration) -> Result<Option<Done>, Failure> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(time) {
            Ok(done) => Ok(Some(done)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::panic()),
        }
    }
}
