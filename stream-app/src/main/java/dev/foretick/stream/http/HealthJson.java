package dev.foretick.stream.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The body of a health answer, such as {@code {"status":"UP","live":true,…}}. */
final class HealthJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HealthJson() {}

  static byte[] of(Health health, boolean up) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("status", up ? "UP" : "DOWN");
    json.put("live", health.isLive());
    json.put("restored", health.isRestored());
    json.put("broker", health.isBrokerReachable());
    json.put("lag", health.lag());
    json.put("detail", health.detail());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
