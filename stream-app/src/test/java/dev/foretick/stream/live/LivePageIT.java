package dev.foretick.stream.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.testing.TestModels;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a running server in a real browser: records in, pictures that move out. */
@Timeout(180)
class LivePageIT {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";

  @TempDir static Path directory;
  private static @Nullable ServedPage page;

  @BeforeAll
  static void start() {
    Optional<Browser> found = Browser.start();
    if (found.isEmpty()) {
      PrintStream loud = System.err;
      loud.println();
      loud.println("*** NO CHROMIUM AND CHROMEDRIVER ON THE PATH: THE LIVE PAGE IS NOT TESTED ***");
      loud.println("*** (Debian: apt-get install chromium chromium-driver) ***");
    }
    assumeTrue(found.isPresent(), "no Chromium and chromedriver on the PATH");
    page = new ServedPage(found.get(), directory);
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void begin(TestInfo test) throws Exception {
    page().begin(test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void stopServer() {
    page().stopServer();
  }

  @Test
  void forecast_ofARunningServer_movesWithEachObservation() throws Exception {
    page().ticks("s0", 0, 40);
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("s0");
    browser().await("the last observation", () -> browser().text("last").startsWith("139"));
    String forecast = browser().text("next");
    String range = browser().text("range");
    Object picture = picture();
    assertThat(forecast).matches("[0-9]+\\.[0-9]+");
    assertThat(range).matches("[0-9.]+ \u2013 [0-9.]+");

    page().topics().tick(page().input(), "s0", 40, 150);
    page().topics().flush();

    browser().await("the new observation", () -> browser().text("last").startsWith("150"));
    assertThat(browser().text("next")).isNotEqualTo(forecast);
    assertThat(browser().text("range")).isNotEqualTo(range);
    assertThat(browser().text("when")).contains("1970-01-01 00:00:40 UTC");
    assertThat(picture()).isNotEqualTo(picture);
    browser()
        .await(
            "how they turned out", () -> browser().text("turned-text").contains(" of the last "));

    for (int second = 41; second < 60; second++) {
      page().topics().tick(page().input(), "s0", second, 150 + second % 5);
    }
    page().topics().flush();
    browser().await("the last of many", () -> browser().text("when").contains("00:00:59 UTC"));
    browser().await("a rate", () -> !browser().text("published").equals("\u2013"));
    browser().await("coverage", () -> browser().text("coverage").contains("%"));
    assertThat(browser().text("fact-model")).isEqualTo("cnn-lstm");
    assertThat(browser().text("state")).isEqualTo("Live");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void pageThatIsOpenedLate_showsAtOnceHowEarlierForecastsTurnedOut() throws Exception {
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().ticks("s0", 0, 50);
    page().awaitObservations(50);
    page().ticks("s0", 50, 100);
    page().awaitObservations(100);

    page().open("s0");
    browser().await("a chart", () -> !browser().text("turned-text").isEmpty());

    assertThat(browser().text("turned-text")).contains(" of the last 59 values", " 1 step earlier");
    browser().tabTo("chart");
    browser().press(Keys.HOME);
    browser().await("the oldest", () -> browser().text("readout").contains("59 observations ago"));
    assertThat(browser().text("readout")).contains("observed 140", "forecast 1 step earlier");
    for (int lead = 2; lead <= 3; lead++) {
      Object picture = picture();
      browser().run("document.querySelectorAll('#leads input')[%d].click()".formatted(lead - 1));
      browser().await("the other line", () -> !Objects.equals(picture(), picture));
      assertThat(browser().text("turned-text"))
          .contains(" of the last %d values".formatted(60 - lead), lead + " steps earlier");
    }
    page().ticks("s0", 100, 110);
    browser().await("the last of those to come", () -> browser().text("last").startsWith("209"));
    assertThat(browser().text("turned-text")).contains(" of the last 57 values");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void pausedPage_standsStill_andGoesOn() throws Exception {
    page().ticks("s0", 0, 20);
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("s0");
    browser().await("the last observation", () -> browser().text("last").startsWith("119"));

    browser().tabTo("pause");
    browser().press(Keys.SPACE);
    page().ticks("s0", 20, 25);
    Thread.sleep(1_500);
    assertThat(browser().text("last")).startsWith("119");
    assertThat(browser().element("pause").getAttribute("aria-pressed")).isEqualTo("true");

    browser().press(Keys.SPACE);
    browser().await("the last observation", () -> browser().text("last").startsWith("124"));
  }

  @Test
  void keyboardAlone_findsASeriesAmongMany_andReadsTheChart() throws Exception {
    for (int series = 0; series < 3_000; series++) {
      page().topics().tick(page().input(), "sensor-" + series, 0, series);
    }
    page().ticks("sensor-1234", 1, 20);
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("sensor-7");
    browser().await("a series", () -> browser().text("name").equals("sensor-7"));
    browser()
        .await("all series", () -> browser().text("count").replaceAll("\\D", "").equals("3000"));

    browser().tabTo("pick");
    browser().press("OR-123");
    browser().await("the search", () -> browser().text("found-note").equals("11 found, by name"));
    assertThat(browser().text("found")).startsWith("sensor-123\nsensor-1230");
    browser().press(Keys.DOWN, Keys.DOWN, Keys.DOWN, Keys.DOWN, Keys.DOWN, Keys.DOWN, Keys.ENTER);

    browser().await("the series", () -> browser().text("name").equals("sensor-1234"));
    browser().await("its last value", () -> browser().text("last").startsWith("119"));
    assertThat(browser().address()).endsWith("#sensor-1234");
    browser().tabTo("chart");
    browser().press(Keys.LEFT, Keys.LEFT);
    browser().await("the cursor", () -> browser().text("readout").contains("2 observations ago"));
    assertThat(browser().text("readout")).contains("00:00:17 UTC", "observed 117");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void namesOfStrangers_areTextAndNothingElse() throws Exception {
    page().ticks(HOSTILE, 0, 20);
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("");
    browser().await("the only series", () -> browser().text("name").equals(HOSTILE));
    browser().await("its last value", () -> browser().text("last").startsWith("119"));
    browser().tabTo("pick");
    browser().press("onerror");
    browser().await("the search", () -> browser().text("found").equals(HOSTILE));

    assertThat(browser().run("return document.querySelectorAll('img').length")).isEqualTo(1L);
    assertThat(browser().run("return document.title")).asString().startsWith(HOSTILE);
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void skill_isAgainstTheBestNaiveForecast_whichIsNamed() throws Exception {
    for (int second = 0; second < 60; second++) {
      page()
          .topics()
          .send(
              page().input(),
              "s9",
              "{\"ts\":%d,\"price\":%d.%d}".formatted(second, 100 + second % 5, second % 3));
    }
    page().topics().flush();
    page().serve(TestModels.grouped(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("s9");

    browser()
        .await("scores", () -> browser().text("skill-text").contains("error than the seasonal"));
    assertThat(browser().text("seasonal")).startsWith("seasonal naive 0.1");
    assertThat(Double.parseDouble(browser().text("naive-all"))).isPositive();
  }

  @Test
  void seriesThatIsNotHere_isSaidToBe_untilItComes() throws Exception {
    page().serve(TestModels.price(), "input: {time-field: ts, time-format: epoch-s}");
    page().open("s9");
    browser().await("the notice", () -> browser().text("notice").contains("no such series"));

    page().ticks("s9", 0, 3);

    browser().await("the notice", () -> browser().text("notice").contains("there are fewer yet"));
    assertThat(browser().text("last")).startsWith("102");
    page().ticks("s9", 3, 4);
    browser().await("a naive forecast", () -> browser().text("next").equals("103.000"));
    assertThat(browser().text("notice")).contains("forecasts are naive");
  }

  @Test
  void barsAndFurtherChannels_areShown_onAPhoneInTheDarkToo() throws Exception {
    for (int second = 0; second < 60 * 30; second += 7) {
      page()
          .topics()
          .send(
              page().input(),
              "EURUSD",
              "{\"ts\":%d,\"price\":%s,\"size\":%d}".formatted(second, price(second), second % 90));
    }
    page().topics().flush();
    page()
        .serve(
            TestModels.bars(Duration.ofMinutes(1)),
            """
        input: {time-field: ts, time-format: epoch-s, target-field: price, covariate-fields: [size]}
        window.kind: bars
        bars: {interval: 1m, close-delay: 365d}
        """);
    browser().screen(390, 844, true);
    page().open("EURUSD");

    browser().await("the last bar", () -> browser().text("when").contains("00:28 UTC"));
    assertThat(browser().text("last-name")).isEqualToIgnoringCase("Last close");
    assertThat(browser().text("channels")).startsWith("volume");
    assertThat(browser().text("turned-text")).contains(" of the last 28 values");
    assertThat(browser().text("fact-window")).contains("bars of 1");
    browser().screenshot(Path.of("target", "live-page-bars.png"), true);
    assertThat(browser().run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat(browser().run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(14, 19, 25)");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void manyChannels_areShownAsFarAsThereIsRoom() throws Exception {
    List<String> covariates = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    for (int second = 0; second < 30; second++) {
      StringBuilder record = new StringBuilder("{\"ts\":%d,\"price\":%d".formatted(second, second));
      for (String covariate : covariates) {
        record.append(",\"%s\":%s".formatted(covariate, price(second * covariate.charAt(0))));
      }
      page().topics().send(page().input(), "s0", record.append('}').toString());
    }
    page().topics().flush();
    page()
        .serve(
            TestModels.model(TargetTransform.NONE, covariates),
            "input: {time-field: ts, time-format: epoch-s}");
    page().open("s0");

    browser().await("the last observation", () -> browser().text("last").startsWith("29"));
    assertThat(browser().text("channels")).contains("a", "f", "and 2 more").doesNotContain("g");
    assertThat(browser().complaints()).isEmpty();
  }

  private static double price(int second) {
    return Math.round(1e5 * (1.1 + 0.002 * Math.sin(second / 300.0) + 0.0004 * Math.sin(second)))
        / 1e5;
  }

  /** What is drawn, as it would be saved. */
  private static @Nullable Object picture() {
    return browser().run("return document.querySelector('#chart canvas').toDataURL()");
  }

  private static Browser browser() {
    return page().browser();
  }

  private static ServedPage page() {
    if (page == null) {
      throw new IllegalStateException("page: none (expected: one that was started)");
    }
    return page;
  }
}
