// An input for templates: what it takes for placeholders is tinted behind the text, which stays an ordinary input.

import { html, useLayoutEffect, useRef } from "../core/html.js";
import { Field } from "./field.js";

const PLACEHOLDER = /<=?[A-Za-z_][\w-]*(?:\.[\w-]+|\[\d*\w*\])*(?:\s*\|[^<>]*)?>/g;

let lastFocused = null;

/** Puts text where the cursor was last in a template. False when it was in none that still is there. */
export function insertAtCursor(text) {
  const into = lastFocused;
  if (!into?.isConnected || into.disabled) return false;
  into.focus();
  into.setRangeText(text, into.selectionStart, into.selectionEnd, "end");
  into.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function marked(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(at, found.index), html`<mark>${found[0]}</mark>`);
    at = found.index + found[0].length;
  }
  parts.push(text.slice(at), "\n");
  return parts;
}

export function Template({ label, hidden, hint, error, warning, optional, value, onInput, lines = 1, first, ...rest }) {
  const input = useRef(null);
  const behind = useRef(null);
  const follow = () => {
    behind.current.scrollTop = input.current.scrollTop;
    behind.current.scrollLeft = input.current.scrollLeft;
  };
  useLayoutEffect(() => {
    if (first && !lastFocused?.isConnected) lastFocused = input.current;
    follow();
  }, [value]);
  const attributes = {
    ref: input,
    class: "input mono",
    spellcheck: false,
    autocomplete: "off",
    value: value ?? "",
    onInput: (event) => onInput(event.target.value),
    onFocus: () => { lastFocused = input.current; },
    onScroll: follow,
    ...(hidden ? { "aria-label": label } : {}),
    ...rest,
  };
  return html`<${Field} ...${{ label: hidden ? undefined : label, hint, error, warning, optional }}>
    ${(ties) => html`<div class="template ${lines > 1 ? "many" : ""}">
      <pre class="marked" aria-hidden="true" ref=${behind}>${marked(value ?? "")}</pre>
      ${lines > 1 ? html`<textarea rows=${lines} ...${attributes} ...${ties}></textarea>` : html`<input ...${attributes} ...${ties} />`}
    </div>`}
  </${Field}>`;
}
