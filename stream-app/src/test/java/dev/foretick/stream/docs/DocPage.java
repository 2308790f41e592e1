package dev.foretick.stream.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param name its path from the root of the sources, as messages name it
 */
record DocPage(String name, Path file, List<String> lines) {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("^(\\s*)(```+|~~~+)\\s*(.*)$");

  DocPage {
    lines = List.copyOf(lines);
  }

  /** README.md and its like, and all pages under docs/. */
  static List<DocPage> all() {
    Path root = root();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"));
        Stream<Path> top = Files.list(root)) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> read(root, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the sources are, or what the system property {@code foretick.docs.root} says. */
  static Path root() {
    Path root = Path.of(System.getProperty("foretick.docs.root", "")).toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    return root;
  }

  private static DocPage read(Path root, Path file) {
    try {
      return new DocPage(root.relativize(file).toString(), file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks, in order. */
  List<CodeBlock> blocks() {
    List<CodeBlock> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int indent = fence.group(1).length();
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).strip().equals(fence.group(2))) {
          end++;
        }
        List<String> content =
            lines.subList(i + 1, Math.min(end, lines.size())).stream()
                .map(line -> line.substring(Math.min(indent, line.length())))
                .toList();
        blocks.add(new CodeBlock(name, i + 2, fence.group(3).strip(), content));
        i = end;
      }
    }
    return blocks;
  }

  /** Its lines, those of fenced blocks left empty, so that numbers of lines hold. */
  List<String> prose() {
    List<String> prose = new ArrayList<>(withoutComments());
    for (CodeBlock block : blocks()) {
      for (int i = -1; i <= block.lines().size(); i++) {
        int line = block.firstLine() - 1 + i;
        if (line < prose.size()) {
          prose.set(line, "");
        }
      }
    }
    return prose;
  }

  private List<String> withoutComments() {
    String text = String.join("\n", lines);
    String visible =
        COMMENT.matcher(text).replaceAll(comment -> comment.group().replaceAll("[^\n]", ""));
    return List.of(visible.split("\n", -1));
  }

  /** A place of the page, as editors and compilers write it. */
  String at(int line) {
    return name + ":" + line;
  }
}
