package dev.foretick.model.auto;

/**
 * One option that was chosen from the data.
 *
 * @param option its name on the command line, without dashes
 * @param value what was chosen, as it would be given there
 * @param reason what in the data spoke for it
 */
public record Choice(String option, String value, String reason) {}
