// Dialogs, by the browser's own element: it keeps the focus inside and gives it back.

import { html, signal, useEffect, useRef } from "../core/html.js";
import { Button } from "./button.js";

export function Dialog({ title, large, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const back = document.activeElement;
    box.current.showModal();
    return () => back?.isConnected && back.focus?.();
  }, []);
  return html`<dialog class="dialog ${large ? "large" : ""}" ref=${box} aria-label=${title}
    onCancel=${(event) => { event.preventDefault(); onClose?.(); }}
    onClick=${(event) => event.target === box.current && onClose?.()}>${children}</dialog>`;
}

const asked = signal(null);

/** Asks before something that cannot be undone. Resolves to whether it was agreed to. */
export function confirm({ title, text, agree, danger }) {
  return new Promise((answer) => { asked.value = { title, text, agree, danger, answer }; });
}

export function Confirmations() {
  const now = asked.value;
  if (!now) return null;
  const end = (yes) => {
    asked.value = null;
    now.answer(yes);
  };
  return html`<${Dialog} title=${now.title} onClose=${() => end(false)}><div class="inside">
    <h2>${now.title}</h2><p class="soft">${now.text}</p>
    <footer><${Button} onClick=${() => end(false)}>Cancel</${Button}>
      <${Button} kind=${now.danger ? "danger" : "main"} onClick=${() => end(true)}>${now.agree}</${Button}></footer>
  </div></${Dialog}>`;
}
