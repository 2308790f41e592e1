package dev.foretick.stream.live;

import java.nio.file.Path;
import java.util.List;

/**
 * Takes the pictures of docs/live-page.md of a server that runs, such as that of {@code foretick
 * demo --http-port 8080}: with its address and the directory of the pictures as arguments.
 */
final class PageScreenshots {
  private record Picture(String name, int width, int height, boolean dark, boolean whole) {}

  private static final List<Picture> PICTURES =
      List.of(
          new Picture("live-page.png", 1280, 1000, false, true),
          new Picture("live-page-dark.png", 1280, 1000, true, true),
          new Picture("live-page-phone.png", 390, 1010, false, false));

  private PageScreenshots() {}

  public static void main(String[] args) throws InterruptedException {
    Browser browser = Browser.start().orElseThrow();
    try (browser) {
      for (Picture picture : PICTURES) {
        browser.screen(picture.width(), picture.height(), picture.dark());
        browser.open(args[0]);
        browser.await("a forecast", () -> browser.element("turned").isDisplayed());
        Thread.sleep(5_000);
        browser.screenshot(Path.of(args[1], picture.name()), picture.whole());
      }
      browser.complaints().forEach(System.out::println);
    }
  }
}
