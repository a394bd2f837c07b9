// What html-validate asks of the pages as they are sent. A rule is off only where it asks for something
// that is no mistake in pages a program writes; each says why.
import { HtmlValidate, Rule, StaticConfigLoader, type ConfigData, type Plugin } from "html-validate";

/** Without a type a button sends its form: as meant in a form, a mistake anywhere else. */
class ButtonOfAForm extends Rule {
  setup(): void {
    this.on("dom:ready", ({ document }) => {
      for (const button of document.querySelectorAll("button")) {
        const isOfAForm = button.closest("form") ?? button.getAttribute("form") ?? button.getAttribute("type");
        if (!isOfAForm) this.report(button, "<button> outside a form needs a type");
      }
    });
  }
}
const own: Plugin = { name: "own", rules: { "own/button-of-a-form": ButtonOfAForm } };

const config: ConfigData = {
  root: true,
  elements: ["html5"],
  plugins: [own],
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // Narrower in its place: sixty times type="submit" would say nothing new to any browser.
    "no-implicit-button-type": "off",
    "own/button-of-a-form": "error",
    // Scripts and styles come from the same server as the page; a foreign one would still be found.
    "require-sri": ["error", { target: "crossorigin" }],
    // Lists may have names, and screen readers say them; what must not have one is still found.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The style sheet keeps a number in one piece; a special space would be copied along with it.
    "tel-non-breaking": "off",
    // Cut by search engines only, and these pages are behind a sign-in. Steps have long names.
    "long-title": "off",
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(config));

/** Leptos marks where one piece of text ends and the next begins; browsers take the mark for an empty comment. */
const MARK = /<!>/g;

export async function mistakesIn(served: string): Promise<{ rule: string; what: string }[]> {
  const html = served.replace(MARK, "");
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages).map(({ ruleId, message, offset }) => ({
    rule: `${ruleId}: ${message.replace(/"[^"]*"/g, "…")}`,
    what: html.slice(Math.max(0, html.lastIndexOf("<", offset))).match(/^<[^>]*>?/)?.[0].slice(0, 200) ?? "",
  }));
}
