// A panel beside a list: the list stays in use. Escape closes it; on a phone it lies over the list.

import { html, useEffect, useRef } from "../core/html.js";
import { Button } from "./button.js";

export function Panel({ title, actions, onClose, children }) {
  const head = useRef(null);
  useEffect(() => {
    const back = document.activeElement;
    head.current?.focus({ preventScroll: true });
    return () => back?.isConnected && back.focus?.({ preventScroll: true });
  }, []);
  useEffect(() => {
    const escape = (event) => event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && onClose();
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, [onClose]);
  return html`<aside class="panel" aria-label=${title}>
    <header><h2 class="grow cut" tabindex="-1" ref=${head}>${title}</h2>${actions}<${Button} icon="close" label="Close" kind="quiet"
        onClick=${onClose} /></header>
    <div class="inside">${children}</div>
  </aside>`;
}
