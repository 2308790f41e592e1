package dev.foretick.stream.live;

import java.time.Duration;
import java.util.List;

/**
 * What stays the same while a server runs.
 *
 * @param topic that observations come from
 * @param target name of what is forecast
 * @param covariates names of the further channels that observations bring
 * @param bars whether observations are bars that the server makes of ticks
 * @param frequency the usual time between two observations
 * @param inputSize how many observations the model sees
 * @param scoring whether forecasts are compared with what came
 */
public record PageFacts(
    String topic,
    String target,
    List<String> covariates,
    boolean bars,
    Duration frequency,
    int inputSize,
    boolean scoring) {
  public PageFacts {
    covariates = List.copyOf(covariates);
  }
}
