package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnsweredTest {
  private final Answered answered = new Answered(2);

  @Test
  void add_countsEachRecordOnce_andFurtherAnswersAsDoubled() {
    answered.countFrom(new long[] {10, 0});
    answered.add(0, 10);
    answered.add(0, 11);
    answered.add(0, 10);
    answered.add(1, 0);

    assertThat(answered.answered()).isEqualTo(3);
    assertThat(answered.doubled()).isEqualTo(1);
  }

  @Test
  void progress_passesOverRecordsWithoutAnAnswer() {
    answered.countFrom(new long[] {10, 0});
    answered.add(0, 19);
    answered.add(1, 4);

    assertThat(answered.progress()).isEqualTo(15);
    assertThat(answered.answered()).isEqualTo(2);
    assertThat(answered.reaches(new long[] {20, 5})).isTrue();
    assertThat(answered.reaches(new long[] {20, 6})).isFalse();
  }

  @Test
  void reaches_whereNothingCame_isSo() {
    answered.countFrom(new long[] {10, 7});
    assertThat(answered.reaches(new long[] {10, 7})).isTrue();
  }

  @Test
  void countFrom_forgetsWhatWasBefore() {
    answered.add(0, 0);
    answered.add(0, 1);
    answered.countFrom(new long[] {2, 0});
    answered.add(0, 2);
    answered.add(0, 1);

    assertThat(answered.answered()).isEqualTo(1);
    assertThat(answered.doubled()).isEqualTo(1);
    assertThat(answered.progress()).isEqualTo(1);
  }
}
