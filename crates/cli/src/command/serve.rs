//! `huiyin serve`: the office at work, until it is stopped; jobs beside it.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use huiyin_app::App;
use huiyin_app::checkpoint::Checkpointer;
use huiyin_web::WebState;
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::open;
use crate::settings::Settings;

/// How often due jobs are looked for; what a commit queues is done within this time.
const JOBS_EVERY: Duration = Duration::from_secs(5);

/// A job that is under way when the office is to stop has this time to end. All can be run twice; a mail that is being handed
/// over should not be left, for nobody would know whether it went.
const JOB_ENDS_WITHIN: Duration = Duration::from_secs(20);

/// How often what was committed is signed.
const SIGN_EVERY: Duration = Duration::from_mins(1);

/// Run the office: pages, API, jobs
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Serve {
    /// Serves until it is told to stop.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let app = open::office_or_new(settings).await?;
        if app.office().await?.alternate_receiver.is_none() {
            tracing::warn!(
                "no alternate receiver is named: petitions about this office itself are refused until the table receiver has it"
            );
        }
        let listener =
            TcpListener::bind(self.listen).await.with_context(|| format!("cannot listen on {}", self.listen))?;
        // Whoever reads the next line may say stop at once.
        let told = told_to_stop()?;
        // A line that cannot be told ends the start; it must not panic as `println` would.
        writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)
            .context("standard output takes no line")?;
        serve(app, settings, listener, told).await
    }
}

/// Serves, and works the jobs off, until it is told to stop, or a store that can promise nothing more says so.
pub(super) async fn serve(
    app: App,
    settings: &Settings,
    listener: TcpListener,
    told_to_stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<ExitCode> {
    let (stop, mut stopped) = watch::channel(false);
    let stop = Arc::new(stop);
    let jobs = tokio::spawn(work(app.clone(), stop.subscribe()));
    let signing = tokio::spawn(sign(app.checkpointer()?, stop.subscribe()));
    let (client_header, metrics) = (settings.client_header()?, Some(collected()?));
    let state = WebState { app: app.clone(), stop: Arc::clone(&stop), client_header, metrics };
    let told = Arc::clone(&stop);
    tokio::spawn(async move {
        told_to_stop.await;
        told.send_replace(true);
    });
    let until = async move {
        // An error means that nobody can say stop any more; then it is time to.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    huiyin_web::serve(listener, state, until).await?;
    stop.send_replace(true);
    jobs.await.context("the jobs broke off")?;
    signing.await.context("signing broke off")?;
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Collects metrics from now on; what it gives back prints them.
fn collected() -> anyhow::Result<Arc<dyn Fn() -> String + Send + Sync>> {
    let handle = PrometheusBuilder::new().install_recorder().context("metrics cannot be collected")?;
    Ok(Arc::new(move || handle.render()))
}

/// Works jobs off as they fall due, and queues each day's, until it is told to stop.
async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    loop {
        let told = stopped.clone();
        tokio::select! {
            done = round(&app, &stopped) => if let Err(error) = done {
                tracing::warn!(%error, "a round of jobs was not finished");
            },
            () = time_to_end(told) => {
                tracing::warn!("a job was broken off; it is taken up again a few minutes after the next start");
                return;
            }
        }
        let pause = tokio::time::timeout(JOBS_EVERY, stopped.wait_for(|stopped| *stopped));
        if pause.await.is_ok() {
            return;
        }
    }
}

/// Signs a checkpoint every minute, and a last one when the process stops.
async fn sign(mut checkpointer: Checkpointer, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = checkpointer.checkpoint().await {
            tracing::error!(%error, "no checkpoint was signed");
        }
        let pause = tokio::time::timeout(SIGN_EVERY, stopped.wait_for(|stopped| *stopped));
        if pause.await.is_ok() {
            if let Err(error) = checkpointer.close().await {
                tracing::error!(%error, "the last checkpoint was not signed");
            }
            return;
        }
    }
}

async fn round(app: &App, stopped: &watch::Receiver<bool>) -> anyhow::Result<()> {
    app.queue_daily().await?;
    loop {
        let run = app.run_jobs(&|| !*stopped.borrow()).await?;
        if run == 0 {
            break;
        }
        metrics::counter!("huiyin_jobs_total").increment(run as u64);
    }
    app.sweep_files().await?;
    metrics::counter!("huiyin_job_rounds_total").increment(1);
    Ok(())
}

/// Is over once a job that was under way when the office was told to stop has had its time to end.
async fn time_to_end(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
    tokio::time::sleep(JOB_ENDS_WITHIN).await;
}

/// Hears from now on whoever says stop; done once somebody has.
pub(super) fn told_to_stop() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let hear = |kind| signal(kind).context("signals cannot be heard");
    let (mut terminated, mut interrupted) = (hear(SignalKind::terminate())?, hear(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}
