package dev.foretick.stream.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A page's commands as one script: run in order in one shell, with {@code at} telling which one is
 * running and {@code skipped} which were left out.
 */
final class DocScript {
  private static final String FUNCTIONS =
      """
      set -uo pipefail
      set -m
      here=$PWD
      stays=()
      at() { printf '%s' "$1" >"$here/.at"; }
      skip() { printf '%s\\n' "$1" >>"$here/.skipped"; }
      failed() { at "$2"; printf '\\nends with %s (expected: 0)\\n' "$1"; stop_all; exit 99; }
      has() { command -v "$1" >/dev/null || declare -F "$1" >/dev/null; }
      await() { # await PID LOG TEXT WHERE
        local i
        for ((i = 0; i < 1800; i++)); do
          grep -Eq -- "$3" "$2" && return
          kill -0 "$1" 2>/dev/null || break
          sleep 0.1
        done
        cat "$2"; printf '\\nhas not said: %s\\n' "$3"; at "$4"; stop_all; exit 99
      }
      stop_all() {
        local stay
        for stay in ${stays[@]+"${stays[@]}"}; do kill -TERM -- "-${stay%% *}" 2>/dev/null; done
        for stay in ${stays[@]+"${stays[@]}"}; do wait "${stay%% *}" 2>/dev/null; done
      }
      trap stop_all EXIT
      stop_in_order() {
        local i stay code
        for ((i = ${#stays[@]} - 1; i >= 0; i--)); do
          stay=${stays[i]}
          kill -0 "${stay%% *}" 2>/dev/null && kill -TERM -- "-${stay%% *}"
          wait "${stay%% *}"; code=$?
          case $code in 0 | 130 | 143) ;; *) cat "$here/.stay${stay##* }"; failed "$code" "${stay#* }" ;; esac
        done
      }
      """;

  private final RunRules rules;
  private final StringBuilder text = new StringBuilder(FUNCTIONS);
  private int run;
  private int stays;

  DocScript(RunRules rules) {
    this.rules = rules;
  }

  /** The script of a page; empty if nothing of the page is run. */
  static Optional<String> of(DocPage page, RunRules rules, UnaryOperator<String> ports) {
    DocScript script = new DocScript(rules);
    page.blocks().stream()
        .filter(CodeBlock::isShell)
        .flatMap(block -> block.commands().stream())
        .forEach(script::add);
    script.text.append("at 'the end of the page'\nstop_in_order\n");
    return script.run == 0 ? Optional.empty() : Optional.of(ports.apply(script.text.toString()));
  }

  private void add(DocCommand command) {
    Optional<RunRules.Rule> rule = rules.of(command);
    if (rule.isEmpty()) {
      run(command, command.text());
    } else {
      switch (rule.get().kind()) {
        case NEVER -> {}
        case WITH -> run(command, rule.get().with(command.text()));
        case NEEDS -> {
          text.append("if has ").append(rule.get().argument()).append("; then\n");
          run(command, command.text());
          text.append("else skip ").append(quoted(told(command, rule.get()))).append("; fi\n");
        }
        case STAYS -> stay(command, rule.get());
        case REPLACES -> {
          text.append("stop_in_order\nstays=()\n");
          stay(command, rule.get());
        }
      }
    }
  }

  private void run(DocCommand command, String shell) {
    run++;
    String where = quoted(command.where() + ": " + command.oneLine());
    text.append("at ").append(where).append("\n{ ").append(shell);
    text.append("\n} </dev/null || failed $? ").append(where).append('\n');
  }

  private void stay(DocCommand command, RunRules.Rule rule) {
    run++;
    int number = stays++;
    String log = "\"$here/.stay" + number + "\"";
    String where = quoted(command.where() + ": " + command.oneLine());
    String exec = new ShellText(command.text()).calls().size() == 1 ? "exec " : "";
    text.append("at ").append(where).append("\n( ").append(exec).append(command.text());
    text.append("\n) </dev/null >").append(log).append(" 2>&1 &\n");
    text.append("stays+=(\"$! \"").append(where).append("\" ").append(number).append("\")\n");
    text.append("await $! ").append(log).append(' ').append(quoted(rule.argument()));
    text.append(' ').append(where).append('\n');
  }

  static String told(DocCommand command, RunRules.Rule rule) {
    return "%s: %s (%s)".formatted(command.where(), command.oneLine(), rule.reason());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** What runs a script. */
  static List<String> shell(Path script) {
    return List.of("bash", script.toString());
  }
}
