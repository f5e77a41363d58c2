// What a view shows when there is nothing, not yet anything, or trouble.

import { html, useEffect, useRef } from "../core/html.js";
import { exact } from "../core/format.js";
import { Icon } from "./icon.js";
import { Button } from "./button.js";

export function Empty({ title, children, action }) {
  return html`<div class="empty"><h2>${title}</h2>${children}${action && html`<div class="line">${action}</div>`}</div>`;
}

export function Trouble({ error, onRetry, what = "This" }) {
  return html`<div class="note bad" role="alert"><${Icon} name="warn" /><div class="stack tight">
    <p class="strong">${what} could not be loaded.</p><p>${error.message}</p>
    ${onRetry && html`<div><${Button} small onClick=${onRetry}>Try again</${Button}></div>`}</div></div>`;
}

export function Note({ kind = "", title, children, role }) {
  const icon = { bad: "warn", warn: "warn", good: "check" }[kind] ?? "info";
  return html`<div class="note ${kind}" role=${role}><${Icon} name=${icon} /><div class="grow">${title && html`<p
      class="strong">${title}</p>`}${children}</div></div>`;
}

export function Loading({ rows = 6 }) {
  return html`<div class="loading" role="status"><span class="unseen">Loading</span>
    ${Array.from({ length: rows }, () => html`<div class="ghost"><div class="skeleton"></div></div>`)}</div>`;
}

/** Loads on when it comes into sight, and by a click. By a click alone where a search for what is rare has stopped at a time. */
export function More({ next, onMore, looked }) {
  const here = useRef(null);
  useEffect(() => {
    if (!next || looked || !here.current) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && onMore(), { rootMargin: "300px" });
    watch.observe(here.current);
    return () => watch.disconnect();
  }, [next, onMore, looked]);
  if (next && looked) return html`<div class="more soft" role="status"><p>Looked back to ${exact(looked)}; that is all up to there.</p>
    <${Button} onClick=${onMore}>Look further back</${Button}></div>`;
  return next ? html`<div class="more" ref=${here}><${Button} onClick=${onMore}>Load more</${Button}></div>` : null;
}
