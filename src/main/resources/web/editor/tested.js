// What came of a Test: the request as it was sent, the answer, and how long each step took.

import { html } from "../core/html.js";
import { millis, words } from "../core/format.js";
import { Code, Headers } from "../parts/code.js";
import { Note } from "../parts/states.js";
import { Button } from "../parts/button.js";

const STEPS = [["dns", "Name"], ["connect", "Connect"], ["tls", "TLS"], ["first_byte", "Answer begins"], ["total", "In all"]];
const KINDS = { delivered: "good", retried: "warn", failed: "bad" };
const HEADLINES = { delivered: "Delivered", retried: "Would be tried again", failed: "Would fail" };

export function Tested({ of, onClose }) {
  const status = of.response ? `${of.response.http_status} ${of.response.reason}` : words(of.outcome);
  return html`<section class="stack" aria-label="Result of the test">
    <div class="line apart"><h2>Test</h2><${Button} small kind="quiet" onClick=${onClose}>Back to the preview</${Button}></div>
    <${Note} kind=${KINDS[of.verdict]} role="status" title="${HEADLINES[of.verdict]}: ${status}">
      <p>${of.error ?? of.verdict_detail}</p>${of.error && html`<p>${of.verdict_detail}</p>`}${of.hint && html`<p
          class="soft">${of.hint}</p>`}</${Note}>
    <dl class="figures times">${STEPS.filter(([name]) => of.timings_ms[name] !== null).map(([name, title]) => html`<div
        class="figure"><dt><span>${title}</span></dt>
      <dd class="strong">${millis(of.timings_ms[name])}</dd></div>`)}</dl>
    ${of.token && html`<${TokenCall} of=${of.token} />`}
    <h3>Answer</h3>
    ${of.response ? html`<${Side} of=${of.response} name="Answer" first=${status} />` : html`<p class="soft">None came.</p>`}
    ${of.request && html`<h3>Request</h3><${Side} of=${of.request} name="Request" first="${of.request.method} ${of.request.url}" />`}
    ${of.warnings.map((each) => html`<p class="warning">${each.detail}</p>`)}
    <p class="hint">Nothing of a test is recorded, counted or tried again.</p>
  </section>`;
}

function Side({ of, name, first }) {
  return html`<div class="stack tight"><p class="mono small strong">${first}</p>
    <details><summary class="small">${of.headers.length} headers</summary><${Headers} of=${of.headers} /></details>
    ${of.body ? html`<${Code} text=${of.body} label="${name} body" />` : html`<p class="faint small">No body</p>`}
    ${of.body_cut && html`<p class="hint">Only the beginning is shown.</p>`}</div>`;
}

function TokenCall({ of }) {
  return html`<details><summary class="strong">Call of the token server</summary><div class="stack tight">
    ${of.error && html`<${Note} kind="bad">${of.error}</${Note}>`}
    ${of.request && html`<${Side} of=${of.request} name="Token request" first="${of.request.method} ${of.request.url}" />`}
    ${of.response && html`<${Side} of=${of.response} name="Token answer" first="${of.response.http_status}" />`}</div></details>`;
}
