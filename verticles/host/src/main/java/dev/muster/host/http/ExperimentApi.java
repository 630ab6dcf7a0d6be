package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeExperiments;
import dev.muster.contract.StartExperiment;
import dev.muster.contract.StopExperiment;

/** Experiments over HTTP: how they stand, and their begin and end by hand. */
record ExperimentApi(Bus bus) {

  void routes(Asking asking) {
    asking.get(
        "/api/v1/experiments",
        query -> bus.request(Addresses.EXPERIMENT_DESCRIBE, new DescribeExperiments()));
    asking.post(
        "/api/v1/experiments",
        StartExperiment.class,
        order -> bus.request(Addresses.EXPERIMENT_START, order));
    asking.postAbout(
        "/api/v1/experiments/:id/stop",
        id -> bus.request(Addresses.EXPERIMENT_STOP, new StopExperiment(id)));
  }
}
