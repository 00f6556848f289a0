// How a person works a page: by mouse, by touch on a narrow telephone, or by the keyboard alone. A scenario
// is written once in these words and played by each of them; no element is found by the words of a language.

import assert from "node:assert/strict";

/** The most presses of Tab until something is reached; beyond them it is out of reach. */
const TABS = 150;

/** The ways in which an election is held, each from its first act to its last. */
export const WAYS = {
  mouse: { locale: "en-GB", viewport: { width: 1280, height: 900 } },
  keyboard: { locale: "en-GB", viewport: { width: 1280, height: 900 }, keys: true },
  narrow: { locale: "en-GB", viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  plain: { locale: "en-GB", viewport: { width: 1024, height: 768 }, javaScriptEnabled: false },
  welsh: { locale: "cy", viewport: { width: 390, height: 844 } },
};

/** A person before a page, who works it in one way. */
export class Hand {
  constructor(page, way) {
    this.page = page;
    this.keys = way.keys ?? false;
    this.touch = way.hasTouch ?? false;
  }

  /** The elements that a selector finds; a `Locator` is taken as it is. */
  at(what) {
    return typeof what === "string" ? this.page.locator(what).first() : what;
  }

  async go(url) {
    const answer = await this.page.goto(url);
    assert.ok(answer.status() < 400, `${url} answers ${answer.status()}`);
  }

  /** Presses a button or follows a link, and waits for the page that it leads to. */
  async press(what) {
    const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.hit(what)]);
    if (answer && answer.status() >= 400) {
      const words = await this.page.locator("main").innerText();
      assert.fail(`${answer.request().method()} ${answer.url()} answers ${answer.status()}:\n${words.slice(0, 1500)}`);
    }
  }

  /** Presses something that stays on its page. */
  async hit(what) {
    const element = this.at(what);
    if (this.keys) {
      await this.focus(element);
      await this.page.keyboard.press("Enter");
    } else if (this.touch) await element.tap();
    else await element.click();
  }

  async fill(what, text) {
    const element = this.at(what);
    if (!this.keys) return element.fill(text);
    await this.focus(element);
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(text);
  }

  /** Ticks a box, or chooses one of several. */
  async choose(what) {
    const element = this.at(what);
    if (!this.keys) return element.check();
    const name = await element.getAttribute("name");
    const radio = (await element.getAttribute("type")) === "radio";
    // Tab comes to a group of radios once; the arrows walk in it.
    await this.focus(radio ? this.page.locator(`input[name="${name}"]`) : element, true);
    if (!(await element.isChecked())) await this.page.keyboard.press("Space");
    for (let i = 0; radio && i < TABS && !(await element.isChecked()); i++) await this.page.keyboard.press("ArrowDown");
    assert.ok(await element.isChecked(), `${what} cannot be chosen by the keyboard`);
  }

  async upload(what, path) {
    const element = this.at(what);
    if (!this.keys) return element.setInputFiles(path);
    const asked = this.page.waitForEvent("filechooser");
    await this.focus(element);
    await this.page.keyboard.press("Space");
    return (await asked).setFiles(path);
  }

  /** Opens what is folded. */
  async unfold(what) {
    const element = this.at(what);
    if (!(await element.evaluate((summary) => summary.parentElement.open))) await this.hit(element);
  }

  /** Tab until the element has the focus; `any` for any one of several. */
  async focus(element, any = false) {
    await element.first().waitFor({ state: "attached" });
    const here = () => (any ? element.evaluateAll((all) => all.includes(document.activeElement)) : element.evaluate((one) => one === document.activeElement));
    for (let i = 0; i < TABS; i++) {
      if (await here()) return;
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${element} on ${this.page.url()}`);
  }
}
