package dev.foretick.stream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every link to a page, to a part of one or to a figure leads somewhere. */
class DocLinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href|srcset)=\"([^\"]+)\"");

  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*?)\\s*#*$");
  private static final Pattern ANCHOR = Pattern.compile("(?:id|name)=\"([^\"]+)\"");

  private final Map<Path, Set<String>> anchors =
      DocPage.all().stream()
          .collect(Collectors.toMap(page -> page.file().normalize(), DocLinksTest::anchors));

  @Test
  void links_leadSomewhere() {
    List<String> problems = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      // Links within code are none.
      String prose = String.join("\n", page.prose()).replaceAll("`[^`\n]*`", "``");
      Matcher link = LINK.matcher(prose);
      while (link.find()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!target.matches("[a-z]+:.*") && !isThere(page, target)) {
          long line = 1 + prose.substring(0, link.start()).chars().filter(c -> c == '\n').count();
          problems.add("%s: %s leads nowhere".formatted(page.at((int) line), target));
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void pages_areAllInTheTableOfContents() {
    DocPage contents =
        DocPage.all().stream()
            .filter(page -> page.name().equals("docs/README.md"))
            .findFirst()
            .orElseThrow();
    String text = String.join("\n", contents.lines());
    assertThat(DocPage.all())
        .filteredOn(page -> page.name().matches("docs/[^/]+\\.md") && !page.equals(contents))
        .filteredOn(page -> !text.contains("(" + page.file().getFileName() + ")"))
        .extracting(DocPage::name)
        .as("pages without a link in docs/README.md")
        .isEmpty();
  }

  private boolean isThere(DocPage page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
    if (parts.length == 1) {
      return Files.exists(file);
    }
    return anchors.getOrDefault(file.normalize(), Set.of()).contains(parts[1]);
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(DocPage page) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : page.prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String text = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
        String anchor =
            text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
        int times = seen.merge(anchor, 1, Integer::sum);
        anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
      }
      Matcher named = ANCHOR.matcher(line);
      while (named.find()) {
        anchors.add(named.group(1));
      }
    }
    return anchors;
  }
}
