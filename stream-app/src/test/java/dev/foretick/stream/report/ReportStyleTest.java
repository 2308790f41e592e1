package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast as WCAG 2.2 defines and demands it, in both themes. */
class ReportStyleTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6})");
  private static final String DARK = "(prefers-color-scheme: dark)";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void css_text_hasContrast(boolean dark) {
    Map<String, String> colours = colours(dark);

    for (String text : List.of("text", "soft", "link")) {
      for (String ground : List.of("page", "card")) {
        assertContrast(colours, text, ground, 4.5);
      }
    }
    assertContrast(colours, "text", "own", 4.5);
    assertContrast(colours, "soft", "own", 4.5);
    assertContrast(colours, "good", "own", 4.5);
    assertContrast(colours, "good", "good-tint", 4.5);
    assertContrast(colours, "bad", "bad-tint", 4.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void css_lines_haveContrast(boolean dark) {
    Map<String, String> colours = colours(dark);

    for (String line :
        List.of("actual", "model", "naive", "line1", "line2", "line3", "line4", "line5", "line6")) {
      assertContrast(colours, line, "card", 3);
      assertContrast(colours, line, "page", 3);
    }
  }

  private static void assertContrast(
      Map<String, String> colours, String one, String other, double least) {
    double a = luminance(Objects.requireNonNull(colours.get(one), one));
    double b = luminance(Objects.requireNonNull(colours.get(other), other));
    assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))
        .as("%s on %s", one, other)
        .isGreaterThanOrEqualTo(least);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static Map<String, String> colours(boolean dark) {
    String css = ReportStyle.css();
    int split = css.indexOf(DARK);
    Map<String, String> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(dark ? css.substring(split) : css.substring(0, split));
    while (matcher.find()) {
      colours.put(matcher.group(1), matcher.group(2));
    }
    return colours;
  }
}
