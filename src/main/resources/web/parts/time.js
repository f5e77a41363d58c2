import { html } from "../core/html.js";
import { ago, exact } from "../core/format.js";

/** How long ago; the exact time when one points at it. */
export const Ago = ({ time }) => time
  ? html`<time datetime=${time} title=${exact(time)} class="nowrap">${ago(time)}</time>`
  : html`<span class="faint">–</span>`;
