// Replay: repeats a set of callbacks. Its count comes first, its progress after.

import { html, useEffect, useState } from "../core/html.js";
import { link } from "../core/route.js";
import { replays } from "../core/api.js";
import { count, fromLocal, toLocal } from "../core/format.js";
import { titleOf } from "../core/titles.js";
import { Button } from "../parts/button.js";
import { State } from "../parts/chip.js";
import { Check, Select, Text } from "../parts/field.js";
import { Dialog } from "../parts/dialog.js";
import { Note } from "../parts/states.js";
import { Progress } from "../parts/chart.js";
import { attempt } from "../parts/toast.js";
import { useProfiles } from "./filters.js";

const STATES = ["failed", "skipped", "cancelled", "delivered"].map((value) => ({ value, label: value }));

export function ReplayDialog({ query, onClose }) {
  const profiles = useProfiles(query.profile_id);
  const [wanted, setWanted] = useState({
    profile_id: query.profile_id ?? "",
    state: query.state && query.state !== "waiting" ? query.state : "failed",
    from: query.from || new Date(Date.now() - 86400000).toISOString(),
    to: query.to || "",
    include_replayed: false,
  });
  const [counted, setCounted] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [running, setRunning] = useState(null);
  const fields = { ...wanted, to: wanted.to || undefined };
  const set = (name) => (value) => setWanted({ ...wanted, [name]: value });

  useEffect(() => {
    setCounted(null);
    setError(null);
    if (!wanted.profile_id || !wanted.from) return undefined;
    let current = true;
    const timer = setTimeout(() => replays.start({ ...fields, dry_run: true }).then((found) => current && setCounted(found), (failure) => current && setError(failure)), 200);
    return () => { current = false; clearTimeout(timer); };
  }, [JSON.stringify(wanted)]);

  const start = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      setRunning(await replays.start(fields));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  if (running) return html`<${Dialog} title="Replay" onClose=${onClose}><div class="inside"><h2>Replay</h2><${Running} of=${running} />
    <footer><${Button} href=${link("replays")} onClick=${onClose}>All replays</${Button}><${Button} kind="main"
        onClick=${onClose}>Close</${Button}></footer></div></${Dialog}>`;
  const wrong = (name) => error?.errors?.find((each) => each.pointer === `/${name}`)?.detail;
  return html`<${Dialog} title="Replay callbacks" onClose=${onClose}><form onSubmit=${start}>
    <h2>Replay callbacks</h2><p class="soft">Each is sent again as a new callback with the same data. The old ones stay as they are.</p>
    <${Select} label="Profile" value=${wanted.profile_id} onChange=${set("profile_id")} error=${wrong("profile_id")}
        options=${[{ value: "", label: "Choose a profile" }, ...profiles]} />
    <${Select} label="Those that are" value=${wanted.state} onChange=${set("state")} error=${wrong("state")} options=${STATES} />
    <div class="two"><${Text} label="Accepted from" type="datetime-local" value=${toLocal(wanted.from)}
        onInput=${(value) => set("from")(fromLocal(value))} error=${wrong("from")} />
      <${Text} label="to" type="datetime-local" optional value=${toLocal(wanted.to)} onInput=${(value) => set("to")(fromLocal(value))}
          error=${wrong("to")} /></div>
    <${Check} label="Also those that were replayed before" checked=${wanted.include_replayed} onChange=${set("include_replayed")} />
    <div aria-live="polite">${counted && html`<${Note} kind=${counted.count ? "good" : ""}
        title="${counted.count_is_exact ? "" : "At least "}${count(counted.count)} ${counted.count === 1 ? "callback" : "callbacks"}">
        ${counted.count ? "They are sent at the replay rate of the settings, oldest first." : "There is nothing to replay in this range."}</${Note}>`}
      ${error && !error.errors?.length && html`<${Note} kind="bad">${error.message}</${Note}>`}</div>
    <footer><${Button} onClick=${onClose}>Cancel</${Button}><${Button} type="submit" kind="main" icon="replay" busy=${busy}
        disabled=${!counted?.count}>Replay${counted?.count ? ` ${count(counted.count)}` : ""}</${Button}></footer>
  </form></${Dialog}>`;
}

/** One that runs, looked at every second until it has ended. */
export function Running({ of, onEnd }) {
  const [now, setNow] = useState(of);
  const ended = now.state === "done" || now.state === "cancelled";
  useEffect(() => {
    if (ended) { onEnd?.(now); return undefined; }
    const timer = setInterval(() => replays.read(of.id).then(setNow, () => {}), 1000);
    return () => clearInterval(timer);
  }, [ended, of.id]);
  const cancel = async () => {
    const end = await attempt(() => replays.cancel(of.id), "Replay ended. What it has sent stays.");
    if (end) setNow(end);
  };
  return html`<div class="stack tight"><div class="line apart">
    <span class="strong">${titleOf(now.filter.profile_id)}: ${now.filter.state}</span><${State} of=${now.state} /></div>
    <${Progress} part=${now.count ? Math.min(1, now.replayed / now.count) : 1} label="Replayed" />
    <div class="line apart">
      <span class="small soft">${count(now.replayed)} of ${now.count_is_exact ? "" : "at least "}${count(now.count)}</span>
      ${!ended && html`<${Button} small kind="quiet" onClick=${cancel}>End it</${Button}>`}</div>
    ${now.reason && html`<p class="small soft">${now.reason}</p>`}
    ${now.state === "paused" && html`<p class="small soft">Its profile is disabled. It goes on when that is enabled.</p>`}</div>`;
}
