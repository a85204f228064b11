//! What is served, as the settings have it at one time.

use std::{io, sync::Arc};

use anyrt::{OsRuntime, task::JoinHandle};
use futures_rustls::rustls::ServerConfig;

use crate::{
    config::{Config, Limits, Route},
    proxy::{Pool, watch},
    tls,
};

/// A site. Those requests that began with it end with it, whatever is read anew meanwhile.
pub(crate) struct Site<R: OsRuntime> {
    pub(crate) limits: Limits,
    pub(crate) tls: Option<Arc<ServerConfig>>,
    places: Vec<Place<R>>,
    watching: Vec<R::JoinHandle<()>>,
}

/// A route, and what there is to it.
pub(crate) struct Place<R: OsRuntime> {
    pub(crate) route: Arc<Route>,
    pub(crate) pool: Option<Arc<Pool<R>>>,
}

impl<R: OsRuntime> Site<R> {
    pub(crate) async fn new(rt: &R, config: &Config) -> io::Result<Self> {
        let tls = match &config.tls {
            Some(files) => Some(tls::load(rt, files).await?),
            None => None,
        };
        let mut watching = Vec::new();
        let places = config.route.iter().map(|route| {
            let route = Arc::new(route.clone());
            let pool =
                (!route.upstreams.is_empty()).then(|| Arc::new(Pool::new(rt, route.clone())));
            if let (Some(pool), Some(health)) = (&pool, &route.health) {
                watching.push(rt.spawn(watch(rt.clone(), pool.clone(), health.clone())));
            }
            Place { route, pool }
        });
        let places = places.collect();
        Ok(Self {
            limits: config.limits.clone(),
            tls,
            places,
            watching,
        })
    }

    /// Returns the place of a path: the one with the longest prefix.
    pub(crate) fn place(&self, path: &str) -> Option<&Place<R>> {
        let fitting = self.places.iter().filter(|place| place.route.matches(path));
        fitting.max_by_key(|place| place.route.prefix.trim_end_matches('/').len())
    }
}

impl<R: OsRuntime> Drop for Site<R> {
    fn drop(&mut self) {
        for watching in self.watching.drain(..) {
            watching.abort();
        }
    }
}
