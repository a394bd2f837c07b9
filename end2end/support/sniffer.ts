// HTML CodeSniffer (pa11y) looks at a page as it stands in a window of the inspector.
import pa11y from "pa11y";
import type { Browser, Page } from "puppeteer-core";

export const SCREEN = { width: 1280, height: 1024 };

/**
 * What it finds, in the colours of day or night. It does not know yet that a mail address may be the
 * name of an account, which HTML allows since 2020 and password managers ask for.
 */
export async function sniff(page: Page, inspector: Browser, scheme: "light" | "dark"): Promise<{ rule: string; what: string }[]> {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.evaluate(() => {
    // Some colours fade from day to night; what counts is where they arrive.
    for (const fading of document.getAnimations()) if (fading instanceof CSSTransition) fading.finish();
  });
  await page.evaluate(sayColoursAsRgb);
  const { issues } = await pa11y(page.url(), { browser: inspector, page, ignoreUrl: true, userAgent: "", viewport: SCREEN, standard: "WCAG2AA", runners: ["htmlcs"] });
  const own = issues.filter(({ message, context }) => !(message.startsWith("Invalid autocomplete value: username.") && context.includes('type="email"')));
  return own.map(({ code, message, selector, context }) => ({ rule: `${code}: ${message}`, what: `${selector} ${context} (${scheme})` }));
}

/** It reads colours as rgb() only and passes over all others; ours are oklch(). Runs in the page. */
function sayColoursAsRgb(): void {
  const marked = window as Window & { saysColoursAsRgb?: boolean };
  if (marked.saysColoursAsRgb) return;
  marked.saysColoursAsRgb = true;
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  const mixed = (colour: string) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
  };
  const known = new Map<string, string>();
  const rgb = (colour: string) => {
    if (colour.startsWith("rgb")) return colour;
    const said = known.get(colour) ?? mixed(colour);
    known.set(colour, said);
    return said;
  };
  const computed = window.getComputedStyle.bind(window);
  window.getComputedStyle = (element, pseudo) =>
    new Proxy(computed(element, pseudo), {
      get(style, name) {
        const value = Reflect.get(style, name, style);
        if (name === "color" || name === "backgroundColor") return rgb(value as string);
        return typeof value === "function" ? value.bind(style) : value;
      },
    });
}
