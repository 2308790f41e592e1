package dev.foretick.stream.publish;

import dev.foretick.common.series.QuantileLevels;
import java.time.Duration;

/**
 * What every forecast says about the model behind it.
 *
 * @param frequency the usual time between two observations
 */
public record ServedModel(String name, String version, QuantileLevels levels, Duration frequency) {}
