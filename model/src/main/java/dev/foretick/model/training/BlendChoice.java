package dev.foretick.model.training;

import dev.foretick.model.trained.Blend;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Finds on the validation windows whether, and how far, a naive forecast should stand in. */
final class BlendChoice {
  /** Shares that are tried where the model does not beat the best naive forecast. */
  private static final float[] SHARES = {0, 0.25f, 0.5f, 0.75f, 1};

  private final ValidationSet validation;
  private final int horizon;
  private final int count;

  /** Quantiles of the model, shape [windows, horizon, quantiles], scaled. */
  private final float[] quantiles;

  /** Their middles, shape [windows, horizon]. */
  private final float[] middles;

  /** The naive forecasts, shape [windows, horizon]: no distance from the last value. */
  private final float[] naive;

  /** The seasonal naive forecasts, shape [windows, horizon], scaled; null without a season. */
  private final float @Nullable [] seasonal;

  BlendChoice(ValidationSet validation, float[] quantiles, float @Nullable [] seasonal) {
    this.validation = validation;
    this.quantiles = quantiles;
    this.middles = validation.middles(quantiles);
    this.naive = new float[middles.length];
    this.seasonal = seasonal;
    this.horizon = middles.length / validation.size();
    this.count = quantiles.length / middles.length;
  }

  boolean isSeasonal() {
    return seasonal != null;
  }

  /** The model alone where it beats the best naive forecast, else the mixture that errs least. */
  Blend blend(IntPredicate speakers) {
    double model = validation.error(middles, speakers);
    double bestNaive = validation.error(naive, speakers);
    if (seasonal != null) {
      bestNaive = Math.min(bestNaive, validation.error(seasonal, speakers));
    }
    if (model <= bestNaive) {
      return Blend.MODEL;
    }
    Blend best = Blend.MODEL;
    double least = model;
    for (float network : SHARES) {
      for (float season : SHARES) {
        if (network + season > 1 || (season > 0 && seasonal == null)) {
          continue;
        }
        double error = validation.error(i -> middle(network, season, i), speakers);
        if (error < least) {
          least = error;
          best = new Blend(network, season);
        }
      }
    }
    return best;
  }

  /**
   * The quantiles of one window, moved to the middle that a blend gives.
   *
   * @param blended shape [horizon, quantiles]
   */
  void blended(Blend blend, int window, float[] blended) {
    for (int step = 0; step < horizon; step++) {
      int at = window * horizon + step;
      float moved = middle(blend.network(), blend.seasonal(), at) - middles[at];
      for (int i = 0; i < count; i++) {
        blended[step * count + i] = quantiles[at * count + i] + moved;
      }
    }
  }

  private float middle(float network, float season, int at) {
    return network * middles[at] + (seasonal == null ? 0 : season * seasonal[at]);
  }
}
