// Buttons, links that look like buttons, and menus of them.

import { html, useEffect, useRef, useState } from "../core/html.js";
import { Icon } from "./icon.js";

/** With `busy` it turns and takes no click; with `label` it is an icon alone. */
export function Button({ kind = "", icon, label, busy, href, type = "button", small, children, onClick, disabled, ...rest }) {
  const look = `button ${kind} ${small ? "small" : ""} ${label ? "icon" : ""}`;
  const inside = html`${busy ? html`<${Icon} name="turn" />` : icon && html`<${Icon} name=${icon} />`}${children}`;
  if (href) return html`<a class=${look} href=${href} aria-label=${label} title=${label} ...${rest}>${inside}</a>`;
  return html`<button class=${look} type=${type} aria-label=${label} title=${label} aria-busy=${busy ? "true" : undefined}
    disabled=${disabled} onClick=${busy ? undefined : onClick} ...${rest}>${inside}</button>`;
}

/** Opens something over the page and closes it by Escape or by a click elsewhere. */
export function usePop() {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => box.current?.contains(event.target) || setOpen(false);
    const escape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      setOpen(false);
      box.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", outside);
    box.current?.addEventListener("keydown", escape);
    const held = box.current;
    return () => {
      document.removeEventListener("pointerdown", outside);
      held?.removeEventListener("keydown", escape);
    };
  }, [open]);
  return { open, setOpen, box };
}

/** @param {{label: string, icon?: string, items: {label: string, icon?: string, onClick?: () => void, href?: string, bad?: boolean}[]}} props */
export function Menu({ label, icon = "more", text, items, small }) {
  const { open, setOpen, box } = usePop();
  const choose = (item) => {
    setOpen(false);
    item.onClick?.();
  };
  return html`<div class="chip menu" ref=${box}>
    <span><${Button} icon=${icon} label=${text ? undefined : label} small=${small} kind="quiet" aria-expanded=${open ? "true" : "false"}
      onClick=${(event) => { event.stopPropagation(); setOpen(!open); }}>${text}</${Button}></span>
    ${open && html`<div class="pop right"><div class="options">
      ${items.map((item) => item.href
        ? html`<a href=${item.href} onClick=${() => setOpen(false)}>${item.icon && html`<${Icon} name=${item.icon} />`}${item.label}</a>`
        : html`<button type="button" class=${item.bad ? "bad" : ""} onClick=${(event) => { event.stopPropagation(); choose(item); }}>
            ${item.icon && html`<${Icon} name=${item.icon} />`}${item.label}</button>`)}
    </div></div>`}
  </div>`;
}
