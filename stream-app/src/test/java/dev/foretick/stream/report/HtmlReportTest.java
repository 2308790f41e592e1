package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.model.backtest.BacktestReport;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE = "</title><script>alert('x')</script> & \"q\"\u0000\u202e";

  @Test
  void render_report_hasEveryPartInOrder() {
    Document page = page(new SyntheticReport(1).build());

    assertThat(texts(page, "//h1")).containsExactly("cnn-lstm on sensors.csv");
    assertThat(texts(page, "//section/h2"))
        .containsExactly(
            "Forecasters",
            "Forecast and actual",
            "By step",
            "By series",
            "Notes",
            "How to read it",
            "Setup");
    assertThat(texts(page, "//*[@class='tile']/h2"))
        .containsExactly("Skill", "MAE", "Coverage", "Winkler");
    assertThat(texts(page, "//section[@id='notes']//li"))
        .containsExactly("The baselines were fitted on the same windows.");
  }

  @Test
  void render_report_loadsNothing() {
    Document page = page(new SyntheticReport(1).build());

    assertThat(texts(page, "//@src | //@href[not(starts-with(., '#'))]")).containsExactly("data:,");
    assertThat(texts(page, "//script | //iframe | //img | //object")).isEmpty();
    assertThat(texts(page, "//style").get(0)).doesNotContain("url(", "@import");
    assertThat(texts(page, "//meta[@http-equiv]/@content").get(0)).startsWith("default-src 'none'");
  }

  @Test
  void render_contents_linkToSections() {
    Document page = page(new SyntheticReport(1).build());

    List<String> sections = texts(page, "//section/@id");
    assertThat(texts(page, "//nav//a/@href"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(sections).contains(link.substring(1)));
    assertThat(texts(page, "//@id")).doesNotHaveDuplicates();
  }

  @Test
  void render_tables_areAccessible() {
    Document page = page(new SyntheticReport(1).build());

    assertThat(texts(page, "//table")).hasSize(2);
    assertThat(texts(page, "//table/caption")).hasSize(2);
    assertThat(texts(page, "//thead//th[not(@scope='col')] | //tbody//th[not(@scope='row')]"))
        .isEmpty();
    assertThat(texts(page, "//table/parent::div[@tabindex='0' and @role='region']")).hasSize(2);
    assertThat(texts(page, "//figure/svg[@role='img']/@aria-label")).hasSize(6);
    assertThat(texts(page, "//figure/figcaption")).hasSize(6);
  }

  @Test
  void render_forecasters_marksBestInWords() {
    Document page = page(new SyntheticReport(1).build());

    assertThat(texts(page, "//section[@id='measures']//tbody/tr")).hasSize(7);
    assertThat(texts(page, "//section[@id='measures']//tbody/tr[1]/td[1]"))
        .containsExactly("best: \u26050.8000");
    assertThat(texts(page, "//section[@id='measures']//tbody/tr[2]/td[1]"))
        .containsExactly("1.000");
    assertThat(texts(page, "//section[@id='measures']//td[9][@class='best']/strong"))
        .containsExactly("+20.0\u00a0%");
  }

  @Test
  void render_coverage_bestIsNearestToPromise() {
    BacktestReport report = new SyntheticReport(4).build();
    double nearest =
        report.forecasters().stream()
            .mapToDouble(scores -> scores.overall().coverage())
            .boxed()
            .min((a, b) -> Double.compare(Math.abs(a - 0.9), Math.abs(b - 0.9)))
            .orElseThrow();

    assertThat(texts(page(report), "//section[@id='measures']//td[7][@class='best']/strong"))
        .containsExactly(String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * nearest));
  }

  @Test
  void render_protocol_namesItAndShowsMseFirst() {
    Document page = page(new SyntheticReport(1).protocol("ETTh1, horizon 96").build());

    assertThat(texts(page, "//header/p[@class='protocol']"))
        .containsExactly("Protocol: ETTh1, horizon 96");
    assertThat(texts(page, "//section[@id='measures']//thead//th"))
        .startsWith("Forecaster", "MSE", "MAE");
  }

  @Test
  void render_competition_showsOwaAndMsisFirst() {
    Document page = page(new SyntheticReport(1).competition().build());

    assertThat(texts(page, "//*[@class='tile']/h2"))
        .containsExactly("OWA", "MSIS", "Skill", "MAE", "Coverage", "Winkler");
    assertThat(texts(page, "//*[@class='tile'][1]/p"))
        .containsExactly("0.7200", "Naive2: 1", "\u25b2 better");
    assertThat(texts(page, "//section[@id='measures']//thead//th"))
        .startsWith("Forecaster", "OWA", "MSIS", "sMAPE", "MASE");
    assertThat(texts(page, "//section[@id='measures']//tbody/tr[1]/td[1]"))
        .containsExactly("best: \u26050.7200");
    assertThat(texts(page, "//dl[@class='measures']//dt")).startsWith("OWA", "MSIS");
  }

  @Test
  void render_hostileNames_stayText() {
    BacktestReport report =
        new SyntheticReport(2)
            .data(HOSTILE)
            .protocol(HOSTILE)
            .series(HOSTILE, "<b>b</b>")
            .baselines(HOSTILE, "<i>")
            .notes(HOSTILE)
            .build();

    String html = HtmlReport.render(report);

    assertThat(html).doesNotContain("<script", "<b>", "<i>", "\u0000");
    Document page = parse(html);
    String shown = HOSTILE.replace('\u0000', '\ufffd');
    assertThat(texts(page, "//section[@id='series']//tbody//th"))
        .containsExactly(shown, "<b>b</b>");
    assertThat(texts(page, "//section[@id='notes']//li")).containsExactly(shown);
  }

  @Test
  void render_undefined_isDashWithExplanation() {
    BacktestReport report = new SyntheticReport(3).undefined().build();

    String html = HtmlReport.render(report);

    assertThat(html).doesNotContain("NaN", "Infinity");
    Document page = parse(html);
    assertThat(texts(page, "//section[@id='series']//tbody/tr[1]/td"))
        .hasSize(6)
        .containsOnly("\u2013");
    assertThat(texts(page, "//section[@id='series']/p[@class='hint']").get(0))
        .startsWith("\u2013 means that the measure is not defined");
  }

  @Test
  void render_manySeries_showsWorstAndBestAndSaysSo() {
    BacktestReport report = new SyntheticReport(5).manySeries(321).build();

    Document page = page(report);

    List<String> shown = texts(page, "//section[@id='series']//tbody//th");
    assertThat(shown).hasSize(50).doesNotHaveDuplicates();
    assertThat(texts(page, "//section[@id='series']/p").get(0))
        .startsWith("Of 321 series, the 25 worst come first and then the 25 best");
    List<Double> skills =
        shown.stream()
            .map(name -> report.model().bySeries().get(report.series().indexOf(name)).skill())
            .toList();
    assertThat(skills).isSorted();
  }

  @Test
  void render_twoHundredSeries_showsAll() {
    Document page = page(new SyntheticReport(5).manySeries(200).build());

    assertThat(texts(page, "//section[@id='series']//tbody//th")).hasSize(200);
  }

  @Test
  void render_oneStep_hasNoStepCharts() {
    Document page = page(new SyntheticReport(6).horizon(1).series("only").build());

    assertThat(texts(page, "//section[@id='steps']//figure")).isEmpty();
    assertThat(texts(page, "//section[@id='forecasts']//figure")).hasSize(4);
    assertThat(texts(page, "//header/p[@class='period']").get(0))
        .contains("1 series", "1 step of 1 h ahead");
  }

  @Test
  void render_mediansOnly_claimsNoIntervals() {
    Document page = page(new SyntheticReport(7).levels(0.5).build());

    assertThat(texts(page, "//*[@class='tile']/h2")).containsExactly("Skill", "MAE");
    assertThat(texts(page, "//section[@id='forecasts']//path[starts-with(@class,'band')]"))
        .isEmpty();
    assertThat(texts(page, "//header/p[@class='verdict']").get(0)).doesNotContain("interval");
  }

  @Test
  void render_modelAlone_marksNothingBest() {
    Document page = page(new SyntheticReport(8).baselines().build());

    assertThat(texts(page, "//td[@class='best']")).isEmpty();
    assertThat(texts(page, "//header/p[@class='verdict']").get(0))
        .startsWith("There is no naive forecast");
  }

  @Test
  void render_nestedIntervals_areDrawnAndExplained() {
    Document page = page(new SyntheticReport(1).samples(1).build());

    assertThat(texts(page, "//section[@id='forecasts']/ul[@class='legend']/li"))
        .containsExactly(
            "actual", "median forecast", "90 % interval", "50 % interval", "best naive (naive)");
    assertThat(texts(page, "//figure//path[@class='band']/@d")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 24, 96, 336})
  void render_anyHorizon_drawsWithinThePicture(int horizon) {
    Document page = page(new SyntheticReport(9).horizon(horizon).build());

    for (String path : texts(page, "//figure/svg/path/@d")) {
      for (String point : path.replaceAll("h\\.1|Z", "").substring(1).split("[ML]", -1)) {
        String[] xy = point.split(" ", -1);
        assertThat(Double.parseDouble(xy[0])).isBetween(0.0, 560.0);
        assertThat(Double.parseDouble(xy[1])).isBetween(20.0, 260.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-6, 1, 1e5, 1e12})
  void render_anyScale_isFinite(double scale) {
    String html =
        HtmlReport.render(
            new SyntheticReport(10).scale(scale).frequency(Duration.ofMillis(10)).build());

    assertThat(html).doesNotContain("NaN", "Infinity");
    assertThat(texts(parse(html), "//figure//text")).isNotEmpty();
  }

  private static Document page(BacktestReport report) {
    return parse(HtmlReport.render(report));
  }

  private static Document parse(String html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  private static List<String> texts(Document page, String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        texts.add(nodes.item(i).getTextContent());
      }
      return texts;
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }
}
