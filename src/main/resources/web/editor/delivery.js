// Limits and retry: what counts as delivered, how long is waited, how often it is tried again.

import { html } from "../core/html.js";
import { Choice, Text } from "../parts/field.js";
import { useErrors } from "./errors.js";
import { STANDARD_SCHEDULE } from "./draft.js";
import { fields } from "./text.js";
import { Button } from "../parts/button.js";

const UNITS = { ms: 1, s: 1000, m: 60000, h: 3600000 };

/** The whole time that a schedule takes, in words. */
function span(text) {
  let all = 0;
  for (const each of fields(text)) {
    const [, number, unit] = /^(\d+)(ms|s|m|h)$/.exec(each) ?? [];
    if (!number) return "";
    all += number * UNITS[unit];
  }
  const hours = all / UNITS.h;
  return hours >= 48 ? `${(hours / 24).toFixed(1)} days` : hours >= 2 ? `${hours.toFixed(1)} hours` : all >= 120000 ? `${Math.round(all / 60000)} minutes` : `${Math.round(all / 1000)} seconds`;
}

export function Delivery({ draft, set }) {
  const tries = fields(draft.retry).length;
  const text = (name) => (value) => set({ [name]: value });
  return html`<section class="section stack"><h2>Limits and retry</h2>
    <${Text} label="Waits before each retry" mono value=${draft.retry} onInput=${text("retry")} ...${useErrors("/retry")}
      hint=${tries ? `${tries} ${tries === 1 ? "retry" : "retries"} over ${span(draft.retry)}. Such as 5s, 10m, 2h.` : "No retry: one attempt only."} />
    <div class="line"><${Button} small kind="quiet" onClick=${() => set({ retry: STANDARD_SCHEDULE })}>Standard</${Button}>
      <${Button} small kind="quiet" onClick=${() => set({ retry: "5s, 30s, 2m" })}>Quick</${Button}>
      <${Button} small kind="quiet" onClick=${() => set({ retry: "" })}>None</${Button}></div>
    <div class="two">
      <${Text} label="Delivered when the answer is" mono value=${draft.success} onInput=${text("success")} ...${useErrors("/success")}
          hint="Such as 2xx, 404" />
      <${Text} label="Time-out" mono value=${draft.timeout} onInput=${text("timeout")} ...${useErrors("/timeout")}
          hint="From 100ms to 60s" />
      <${Text} label="Calls at the same time" inputmode="numeric" value=${draft.max_in_flight} onInput=${text("max_in_flight")}
          ...${useErrors("/max_in_flight")} hint="For the whole cluster" />
      <${Text} label="Rate limit" optional mono value=${draft.rate_limit} onInput=${text("rate_limit")} placeholder="none"
          ...${useErrors("/rate_limit")} hint="Such as 100/s, 600/m" />
    </div>
    <${Choice} label="Keep request and answer of" value=${draft.record} onChange=${text("record")} error=${useErrors("/record").error}
      options=${[{ value: "failures", label: "Failed attempts" }, { value: "all", label: "All attempts" }]} />
  </section>`;
}
