package dev.foretick.stream.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the machine's processors in a span of time.
 *
 * @param available seconds of all cores together
 * @param used seconds that each process of the bench took, by what the process is
 * @param busy seconds that anything took; NaN if the machine does not tell
 */
record ProcessorTime(double available, Map<String, Double> used, double busy) {
  ProcessorTime {
    used = new LinkedHashMap<>(used);
  }

  /** The shares of each process, of other programs and of nobody, which are 1 together. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    used.forEach((process, seconds) -> shares.put(process, seconds / available));
    double rest = Math.max(0, 1 - Sums.total(shares));
    if (Double.isNaN(busy)) {
      shares.put("others or idle", rest);
    } else {
      double others = Math.min(rest, Math.max(0, otherShare()));
      shares.put("other programs", others);
      shares.put("idle", rest - others);
    }
    return shares;
  }

  /** The share of programs that do not belong to the bench; NaN if the machine does not tell. */
  double otherShare() {
    return (busy - Sums.total(used)) / available;
  }

  ProcessorTime plus(ProcessorTime more) {
    return new ProcessorTime(
        available + more.available, Sums.sum(used, more.used), busy + more.busy);
  }
}
