package dev.foretick.stream.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A JavaScript library that comes as a jar of {@code org.webjars.npm}. */
final class WebJar {
  private WebJar() {}

  /** Where on the class path its files are, up to the last slash. */
  static String files(String name) {
    String resource = "/META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(name);
    try (InputStream in = WebJar.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("WebJar: none (expected: org.webjars.npm:" + name + ")");
      }
      Properties properties = new Properties();
      properties.load(in);
      return "/META-INF/resources/webjars/%s/%s/"
          .formatted(name, properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
