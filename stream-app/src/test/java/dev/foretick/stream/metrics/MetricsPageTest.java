package dev.foretick.stream.metrics;

import dev.foretick.stream.config.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  @Test
  void page_isWhatTheDeclarationsSay() throws IOException {
    GeneratedPage.check("metrics.md", MetricsPage.render());
  }
}
