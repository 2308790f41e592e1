package dev.foretick.common.wire;

import dev.foretick.common.series.QuantileLevels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What messages call the quantiles.
 *
 * @param nested keys of the nested form: the level as a plain decimal, {@code 0.05}
 * @param flat columns of the flat form: the level in percent, {@code yhat_q5}, {@code yhat_q2_5}
 */
record QuantileNames(QuantileLevels levels, List<String> nested, List<String> flat) {
  static final QuantileNames MEDIAN = of(QuantileLevels.of(0.5));

  static QuantileNames of(QuantileLevels levels) {
    List<String> nested = new ArrayList<>();
    List<String> flat = new ArrayList<>();
    for (double level : levels.toArray()) {
      BigDecimal decimal = BigDecimal.valueOf(level);
      nested.add(plain(decimal));
      flat.add("yhat_q" + plain(decimal.movePointRight(2)).replace('.', '_'));
    }
    return new QuantileNames(levels, List.copyOf(nested), List.copyOf(flat));
  }

  int count() {
    return levels.count();
  }

  String nested(int quantile) {
    return nested.get(quantile);
  }

  String flat(int quantile) {
    return flat.get(quantile);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
