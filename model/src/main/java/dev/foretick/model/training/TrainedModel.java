package dev.foretick.model.training;

import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaling;

/** What training makes: all of a bundle that is learnt from data. */
public record TrainedModel(
    NetworkWeights weights,
    WindowScaling scaling,
    IntervalCalibration calibration,
    TrainingReport report) {}
