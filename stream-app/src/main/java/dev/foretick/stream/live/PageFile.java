package dev.foretick.stream.live;

import com.sun.net.httpserver.HttpExchange;
import dev.foretick.stream.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page, from the class path.
 *
 * @param type media type
 * @param tag changes with the content, so that a browser that has it does not get it again
 */
record PageFile(String type, byte[] content, String tag) {
  static PageFile load(String resource, String type) {
    try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource: none (expected: %s)".formatted(resource));
      }
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new PageFile(
          type, content, "\"" + HexFormat.of().formatHex(digest).substring(0, 16) + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.getResponseHeaders().set("ETag", tag);
    boolean isKnown = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    Reply.send(exchange, isKnown ? 304 : 200, type, isKnown ? new byte[0] : content);
  }
}
