package dev.foretick.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A bundle file with whose entries somebody meddled. */
record TamperedBundle(Path file) {
  void rewriteManifest(String text, String replacement) throws IOException {
    rewrite(
        "manifest.json",
        bytes -> {
          String json = new String(bytes, StandardCharsets.UTF_8);
          assertThat(json).contains(text);
          return json.replace(text, replacement).getBytes(StandardCharsets.UTF_8);
        });
  }

  /** Changes the groups, and what the manifest says of their bytes along with them. */
  void rewriteGroups(UnaryOperator<String> change) throws IOException {
    String json = new String(entries().get("groups.json"), StandardCharsets.UTF_8);
    byte[] changed = change.apply(json).getBytes(StandardCharsets.UTF_8);
    assertThat(changed).isNotEqualTo(entries().get("groups.json"));
    rewrite("groups.json", bytes -> changed);
    rewrite(
        "manifest.json",
        bytes ->
            new String(bytes, StandardCharsets.UTF_8)
                .replaceFirst(
                    "(\"groups.json\" : \\{\\s*\"size\" : )\\d+(,\\s*\"sha256\" : \")[0-9a-f]+",
                    "$1" + changed.length + "$2" + Sha256.hex(changed))
                .getBytes(StandardCharsets.UTF_8));
  }

  void rewrite(String entry, UnaryOperator<byte[]> change) throws IOException {
    rewrite(
        entries -> {
          entries.computeIfPresent(entry, (name, bytes) -> change.apply(bytes));
          return entries;
        });
  }

  void rewrite(UnaryOperator<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = change.apply(entries());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}
