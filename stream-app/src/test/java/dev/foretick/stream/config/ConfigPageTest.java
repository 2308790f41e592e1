package dev.foretick.stream.config;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigPageTest {
  @Test
  void page_isWhatTheDeclarationsSay() throws IOException {
    GeneratedPage.check("configuration.md", ConfigPage.render());
  }
}
