package dev.foretick.stream.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {
  @Test
  void calls_areTheWordsOfEachSimpleCommand() {
    assertThat(
            new ShellText(
                    "A=b ./foretick feed 'a b.csv' --rate \"5/s\" 2>&1 | kcat -P -t x > out.txt && echo $(date) # done")
                .calls())
        .containsExactly(
            List.of("./foretick", "feed", "a b.csv", "--rate", "5/s"),
            List.of("kcat", "-P", "-t", "x"),
            List.of("echo", "$"),
            List.of("date"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foretick train \\",
        "cat x |",
        "test -f x &&",
        "f() {",
        "echo 'a",
        "cat <<EOF",
        "cat <<EOF\na"
      })
  void text_thatIsNotWhole_goesOn(String text) {
    assertThat(new ShellText(text).goesOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ls", "f() { ls; }", "echo 'a|'", "cat <<EOF\na\nEOF", "ls # and \\ more"})
  void text_thatIsWhole_doesNot(String text) {
    assertThat(new ShellText(text).goesOn()).isFalse();
  }

  @Test
  void block_isCutIntoCommands_withTheLinesThatTheyBeginOn() {
    CodeBlock block =
        new CodeBlock(
            "docs/x.md",
            7,
            "sh",
            List.of("# first", "foretick train \\", "    --auto", "", "ls |", "  wc", "mv a b"));
    assertThat(block.commands())
        .extracting(DocCommand::where, DocCommand::oneLine)
        .containsExactly(
            tuple("docs/x.md:8", "foretick train --auto"),
            tuple("docs/x.md:11", "ls | wc"),
            tuple("docs/x.md:13", "mv a b"));
    assertThat(block.commands().get(0).foretickCalls()).containsExactly(List.of("train", "--auto"));
  }
}
