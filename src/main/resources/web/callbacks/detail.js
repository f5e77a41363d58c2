// One callback: what happened to it, attempt by attempt, and what can be done.

import { html, useEffect } from "../core/html.js";
import { link } from "../core/route.js";
import { callbacks } from "../core/api.js";
import { useLoad } from "../core/load.js";
import { eventTitle } from "../core/channels.js";
import { titleOf } from "../core/titles.js";
import { may } from "../core/session.js";
import { ago, exact, millis, now, words } from "../core/format.js";
import { Button } from "../parts/button.js";
import { State } from "../parts/chip.js";
import { Code, Headers, Id, copy } from "../parts/code.js";
import { Panel } from "../parts/panel.js";
import { Loading, Note, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";
import { attempt } from "../parts/toast.js";
import { curl, parts } from "./http.js";

const AGAIN_MILLIS = 2000;

export function Detail({ id, changedAt, onClose, onChanged }) {
  const loaded = useLoad((signal) => callbacks.read(id, signal), [id, changedAt]);
  const one = loaded.data?.id === id ? loaded.data : undefined;
  useEffect(() => {
    if (one?.state !== "waiting") return undefined;
    const timer = setInterval(() => document.hidden || loaded.reload(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [one?.state, id]);
  const run = async (work, done) => {
    const result = await attempt(work, done);
    if (result) { loaded.set(result); onChanged?.(result); }
  };
  return html`<${Panel} title="Callback" onClose=${onClose} actions=${one && may("admin") && html`<${Actions} ...${{ one, run }} />`}>
    ${loaded.error ? html`<${Trouble} error=${loaded.error} what="The callback"
        onRetry=${loaded.reload} />` : !one ? html`<${Loading} />` : html`
      <div class="stack tight"><div class="line"><${State} of=${one.state} /><${Id} of=${one.id} /></div>
        ${one.error && html`<${Note} kind=${one.state === "failed" ? "bad" : ""}>${one.error}</${Note}>`}</div>
      <${Facts} of=${one} />
      <section class="stack tight"><h3>What happened</h3><${Timeline} of=${one} /></section>
      <section class="stack tight"><h3>Data</h3><${Code} text=${one.data} label="Data" /></section>`}
  </${Panel}>`;
}

function Actions({ one, run }) {
  const again = ["failed", "skipped", "cancelled"].includes(one.state);
  return html`${again && html`<${Button} small icon="retry"
      onClick=${() => run(() => callbacks.retry(one.id), "It is tried again now")}>Retry</${Button}>`}
    ${one.state === "waiting" && html`<${Button} small
        onClick=${() => run(() => callbacks.cancel(one.id), "Cancelled")}>Cancel</${Button}>`}`;
}

function Facts({ of }) {
  return html`<dl class="pairs">
    <dt>Profile</dt><dd><a href=${link(`profiles/${of.profile_id}`)}>${titleOf(of.profile_id)}</a></dd>
    ${of.event && html`<dt>Event</dt><dd>${eventTitle(of.event)}</dd>`}
    ${of.reference && html`<dt>Reference</dt><dd>
      <a href=${link("callbacks", { reference: of.reference, open: of.id })}>${of.reference}</a></dd>`}
    <dt>Accepted</dt><dd>${exact(of.accepted_at)} <span class="faint">(<${Ago} time=${of.accepted_at} />)</span></dd>
    ${of.replay_of && html`<dt>Repeats</dt><dd><a href=${link("callbacks", { open: of.replay_of })}
        class="mono">${of.replay_of}</a></dd>`}
  </dl>`;
}

function Timeline({ of }) {
  const last = of.attempts.length - 1;
  return html`<ol class="timeline">
    <li class="is-good"><span class="strong">Accepted</span> <span class="faint small">${exact(of.accepted_at)}</span></li>
    ${of.attempts.map((each, i) => html`<li key=${each.number}
        class=${i === last && of.state === "delivered" ? "is-good" : each.outcome === "answered" && each.http_status < 300 && !each.error ? "is-good" : "is-bad"}>
      <${Attempt} of=${each} next=${of.attempts[i + 1]} open=${i === last && of.state !== "delivered"} /></li>`)}
    ${of.state === "waiting" && html`<li class="is-next">
      <span class="strong">${of.due_at ? `Attempt ${last + 2}` : "Being delivered"}</span>
      ${of.due_at && html` <span class="soft"
          title=${exact(of.due_at)}>${new Date(of.due_at) > now.value ? ago(of.due_at) : "is due"}</span>`}</li>`}
    ${of.state === "skipped" && html`<li><span class="strong">Skipped</span> <span class="soft">The profile was disabled.</span></li>`}
    ${of.state === "cancelled" && html`<li><span class="strong">Cancelled</span></li>`}
  </ol>`;
}

function Attempt({ of, next, open }) {
  const wait = next && new Date(next.started_at) - new Date(of.started_at) - of.duration_ms;
  return html`<details open=${open}><summary>
      <span class="line"><span class="strong">Attempt ${of.number}</span><span>${of.http_status ?? words(of.outcome)}</span>
        <span class="soft">${millis(of.duration_ms)}</span>
        ${wait > 0 && html`<span class="faint">then ${millis(wait)} of waiting</span>`}</span>
      <span class="line"><span class="faint small">${exact(of.started_at)}</span>
        <span class="opens-more">Request and answer</span></span></summary>
    <div class="stack tight">
      ${of.error && html`<p class="bad">${of.error}</p>`}
      ${of.request ? html`<${Side} text=${of.request} name="Request"><${Button} small icon="copy"
          onClick=${() => copy(curl(of.request), "Copied as curl")}>Copy as curl</${Button}></${Side}>`
        : html`<p class="hint">The request was not kept: the profile keeps those of failed attempts only.</p>`}
      ${of.response && html`<${Side} text=${of.response} name="Answer" />`}
    </div></details>`;
}

function Side({ text, name, children }) {
  const { first, headers, body } = parts(text);
  return html`<div class="stack tight"><div class="line apart"><h4 class="small soft">${name}</h4>${children}</div>
    <p class="mono small">${first}</p><details><summary class="small">${headers.length} headers</summary>
      <${Headers} of=${headers} /></details>
    ${body.trim() && html`<${Code} text=${body} label="${name} body" />`}</div>`;
}
