// Small help for making pages from elements. Text only ever becomes text nodes, so no name or
// statement can bring markup with it.

export type Child = Node | string | null | false | Child[];
type Properties = Record<string, string | boolean | number | ((event: Event) => void) | null>;

/** An element: `on…` functions are listeners, `true` is an attribute without value. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...nodes(children));
  return element;
}

export function nodes(children: Child[]): (Node | string)[] {
  return children.flat(8).filter((child): child is Node | string => child !== null && child !== false);
}

/** Words for screen readers only. */
export function hidden(text: string): HTMLElement {
  return h("span", { class: "hidden" }, text);
}

export function button(text: Child, onclick: () => void, look = ""): HTMLButtonElement {
  return h("button", { type: "button", class: `button ${look}`.trim(), onclick }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/** A picture from path data, `size` units square; without a label it is an ornament. */
export function picture(size: number, path: string, label: string | null, look: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", look);
  if (label === null) svg.setAttribute("aria-hidden", "true");
  else {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  }
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
