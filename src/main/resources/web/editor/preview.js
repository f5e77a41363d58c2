// The request as it will be sent, for sample data; made by the server as one types, so it is exact.

import { html, useEffect, useRef, useState } from "../core/html.js";
import { profiles, Refusal } from "../core/api.js";
import { Note } from "../parts/states.js";

const QUIET = 250;

/** Asks when typing has paused; what was shown stays until the answer is there. */
export function usePreview(body) {
  const [state, setState] = useState({ shown: null, refusal: null, trouble: null });
  const key = JSON.stringify(body);
  const first = useRef(true);
  useEffect(() => {
    if (!body.url) {
      setState({ shown: null, refusal: null, trouble: null });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => profiles.preview(body, abort.signal).then(
      (shown) => setState({ shown, refusal: null, trouble: null }),
      (failure) => {
        if (abort.signal.aborted) return;
        setState((old) => (failure instanceof Refusal && failure.errors.length ? { ...old, refusal: failure, trouble: null } : { ...old, trouble: failure }));
      },
    ), first.current ? 0 : QUIET);
    first.current = false;
    return () => { clearTimeout(timer); abort.abort(); };
  }, [key]);
  return state;
}

/** A text with the values of placeholders tinted. */
export function marked(text, parts) {
  const out = [];
  let at = 0;
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    if (part.start < at || part.end > text.length || part.end <= part.start) continue;
    out.push(text.slice(at, part.start), html`<mark title=${part.placeholder}>${text.slice(part.start, part.end)}</mark>`);
    at = part.end;
  }
  out.push(text.slice(at));
  return out;
}

/** `empty`: there is no URL yet, and nothing is wrong with that. */
export function Preview({ state, empty, data, onData, events, event, onEvent }) {
  const { shown, refusal, trouble } = state;
  return html`<section class="stack" aria-label="Preview">
    <div class="line apart"><h2>Preview</h2>
      ${events.length > 1 && html`<select class="input small narrow" aria-label="Event of the preview" value=${event}
          onChange=${(change) => onEvent(change.target.value)}>
        ${events.map((each) => html`<option value=${each.id} selected=${each.id === event}>${each.title}</option>`)}</select>`}</div>
    ${empty ? html`<p class="soft">Once there is a URL, the request stands here as it will be sent.</p>`
      : refusal && html`<${Note} kind="warn" title="Not ready to be sent">${refusal.errors[0].detail}</${Note}>`}
    ${trouble && html`<${Note} kind="bad" title="There is no preview now">${trouble.message}</${Note}>`}
    ${shown && html`<${Request} of=${shown} faded=${Boolean(refusal)} />`}
    <details><summary class="small">Sample data</summary><${Data} data=${data ?? shown?.data ?? {}} onData=${onData}
        own=${data !== undefined} /></details>
    <p class="hint">Values of placeholders are tinted as in the form. Ids and signatures are made anew for each callback.</p>
  </section>`;
}

function Request({ of: { request, error, parts, warnings }, faded }) {
  if (!request) return html`<${Note} kind="warn" title="These data make no request">${error}</${Note}>`;
  const inUrl = parts.filter((part) => part.in === "url" || part.in === "query");
  const inHeader = (name) => parts.filter((part) => part.in === "header" && part.name?.toLowerCase() === name.toLowerCase());
  const inBody = parts.filter((part) => part.in === "body");
  return html`<div class="code ${faded ? "faded" : ""}"><pre class="request" tabindex="0" role="region"
      aria-label="Request as it will be sent">
    <b>${request.method}</b>${" "}${marked(request.url, inUrl)}
    ${request.headers.map((each) => html`${"\n"}<span
        class="faint">${`${each.name}: `}</span>${marked(each.value, inHeader(each.name))}`)}
    ${request.body ? ["\n\n", ...marked(request.body, inBody)] : ""}</pre></div>
    ${warnings?.map((each) => html`<p class="warning">${each.detail}</p>`)}`;
}

function Data({ data, onData, own }) {
  const [text, setText] = useState(JSON.stringify(data, null, 2));
  const [wrong, setWrong] = useState("");
  useEffect(() => { if (!own) setText(JSON.stringify(data, null, 2)); }, [JSON.stringify(data), own]);
  const change = (typed) => {
    setText(typed);
    try {
      const read = JSON.parse(typed);
      setWrong(read && typeof read === "object" && !Array.isArray(read) ? "" : "The data is an object: { … }.");
      if (read && typeof read === "object" && !Array.isArray(read)) onData(read);
    } catch (failure) {
      setWrong(failure.message);
    }
  };
  return html`<div class="stack tight"><textarea class="input mono" rows="10" spellcheck=${false} aria-label="Sample data" value=${text}
      onInput=${(event) => change(event.target.value)}></textarea>
    ${wrong && html`<p class="error">${wrong}</p>`}${own && html`<button type="button" class="button small quiet"
        onClick=${() => onData(undefined)}>Back to the event's sample</button>`}</div>`;
}

