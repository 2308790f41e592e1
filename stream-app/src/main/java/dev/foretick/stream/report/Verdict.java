package dev.foretick.stream.report;

import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.stream.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a backtest says, plainly, in sentences. */
final class Verdict {
  /** A difference that no figure of the report shows. */
  private static final double SAME = 0.0005;

  private final Standing standing;

  Verdict(Standing standing) {
    this.standing = standing;
  }

  /** One sentence: the error beside the best naive one, the coverage beside the promise. */
  String sentence() {
    String coverage = coverage();
    return coverage.isEmpty() ? error() + "." : error() + "; " + coverage + ".";
  }

  /** The sentence, then how good the intervals are beside those of the baselines. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(sentence());
    double winkler = standing.model().winkler();
    if (standing.hasIntervals() && Double.isFinite(winkler)) {
      standing.bestIntervals().ifPresent(best -> sentences.add(intervals(winkler, best)));
    }
    return sentences;
  }

  private String error() {
    double skill = standing.model().skill();
    String naive = standing.bestNaive().map(ForecasterScores::name).orElse("");
    if (naive.isEmpty() || !Double.isFinite(skill)) {
      return "There is no naive forecast to compare the model with here";
    }
    if (Math.abs(skill) < SAME) {
      return "The model's mean absolute error is that of the best naive forecast (%s)"
          .formatted(naive);
    }
    String share = Figures.percent(Math.abs(skill));
    return skill > 0
        ? "The model's mean absolute error is %s smaller than that of the best naive forecast (%s)"
            .formatted(share, naive)
        : "The model does NOT beat the best naive forecast (%s): its mean absolute error is %s larger"
            .formatted(naive, share);
  }

  private String coverage() {
    double coverage = standing.model().coverage();
    if (!standing.hasIntervals() || !Double.isFinite(coverage)) {
      return "";
    }
    double points = 100 * (coverage - standing.promised());
    String beside =
        Math.abs(points) < 100 * SAME
            ? "as promised"
            : String.format(
                Locale.ROOT,
                "%.1f points %s than promised",
                Math.abs(points),
                points < 0 ? "fewer" : "more");
    return "its %s interval held %s of the actual values, %s"
        .formatted(ReportFigures.level(standing.promised()), Figures.percent(coverage), beside);
  }

  private static String intervals(double winkler, ForecasterScores best) {
    double sharper = 1 - winkler / best.overall().winkler();
    return "Its intervals score %s %s than the best of the baselines (Winkler, %s)."
        .formatted(
            Figures.percent(Math.abs(sharper)), sharper < 0 ? "worse" : "better", best.name());
  }
}
