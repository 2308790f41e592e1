package dev.foretick.model.training;

/**
 * How one pass over the training windows went. Losses are the mean pinball loss in scaled units.
 *
 * @param epoch from 1
 * @param learningRate at the end of the epoch
 */
public record EpochResult(
    int epoch, double trainingLoss, double validationLoss, double learningRate) {}
