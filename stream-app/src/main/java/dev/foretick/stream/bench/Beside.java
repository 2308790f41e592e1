package dev.foretick.stream.bench;

import dev.foretick.stream.config.DeliveryMode;

/** What is measured in turn with the server, so that what it does not have can be told in speed. */
public enum Beside {
  /** What the path does when forecasting costs nothing. */
  WITHOUT_COMPUTE("the same loop without compute", "without compute"),
  /** What transactions cost. */
  AT_LEAST_ONCE("the same delivering at least once", "at least once"),
  /** What it costs to write windows down. */
  WITHOUT_SNAPSHOTS("the same without snapshots", "without snapshots"),
  /** What it costs to score forecasts. */
  WITHOUT_SCORING("the same without scoring", "without scoring"),
  /** What it costs to publish scores. */
  WITHOUT_SCORES_TOPIC("the same without a topic of scores", "without scores topic");

  private final String sentence;
  private final String label;

  Beside(String sentence, String label) {
    this.sentence = sentence;
    this.label = label;
  }

  /** What it is, as a part of a sentence. */
  String sentence() {
    return sentence;
  }

  /** The same, short. */
  String label() {
    return label;
  }

  /** What forecasts in it. */
  BenchedServer.Compute compute() {
    return this == WITHOUT_COMPUTE ? BenchedServer.Compute.LEFT_OUT : BenchedServer.Compute.NETWORK;
  }

  /** How it differs from the server that was asked for. */
  ServeBenchOptions.Server of(ServeBenchOptions.Server asked) {
    return switch (this) {
      case WITHOUT_COMPUTE -> asked;
      case AT_LEAST_ONCE -> asked.with(DeliveryMode.AT_LEAST_ONCE);
      case WITHOUT_SNAPSHOTS -> asked.with(Integer.MAX_VALUE);
      case WITHOUT_SCORING -> asked.with(Scoring.OFF);
      case WITHOUT_SCORES_TOPIC -> asked.with(Scoring.ON);
    };
  }
}
