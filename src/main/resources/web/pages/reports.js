// Reports: what became of the callbacks in a range, at a glance, over time, and by profile.

import { html, useEffect, useState } from "../core/html.js";
import { link, refine, route } from "../core/route.js";
import { reports, search } from "../core/api.js";
import { useLoad, usePages } from "../core/load.js";
import { count, millis, percent, short } from "../core/format.js";
import { learn } from "../core/titles.js";
import { PageHead } from "../shell.js";
import { Button } from "../parts/button.js";
import { Contains, Method, OneOf, State } from "../parts/chip.js";
import { Choice } from "../parts/field.js";
import { Chart, Share, Spark } from "../parts/chart.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, More, Trouble } from "../parts/states.js";
import { useProfiles } from "../callbacks/filters.js";

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const SPANS = [["1", "Today"], ["7", "7 days"], ["30", "30 days"], ["90", "90 days"]].map(([value, label]) => ({ value, label }));
const INTERVALS = ["hour", "day", "week", "month"].map((value) => ({ value, label: `By ${value}` }));
const SPARKS = 12;

const day = (offset) => {
  const at = new Date();
  at.setDate(at.getDate() + offset);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
};

/** The range of the address: so many days up to today, or days that were named. */
function rangeOf({ days, from, to, interval }) {
  const span = from || to ? "" : days || "7";
  return {
    span,
    from: from || (span ? day(1 - Number(span)) : undefined),
    to: to || undefined,
    time_zone: ZONE,
    interval: interval || (span === "1" ? "hour" : span === "90" ? "week" : "day"),
  };
}

/** The same length of time before, to tell the change; only for ranges that end today. */
const before = (span) => ({ from: day(1 - 2 * Number(span)), to: day(1 - Number(span)), time_zone: ZONE, interval: "month" });

function label(line, interval) {
  const at = new Date(line.from);
  return interval === "hour" ? at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
    : interval === "month" ? at.toLocaleDateString("en-GB", { month: "short", year: "numeric" })
    : at.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

function Change({ now, then, points }) {
  if (then === null || then === undefined || now === null || now === undefined || (!points && !then)) return null;
  const change = points ? (now - then) * 100 : (now - then) / then;
  const text = points ? `${change >= 0 ? "+" : "−"}${Math.abs(change).toFixed(1)} points` : `${change >= 0 ? "+" : "−"}${percent(Math.abs(change))}`;
  return html`<span>${text} <span class="unseen">against the time before</span></span>`;
}

function Headline({ total, old, span }) {
  const rate = total.success_rate;
  return html`<section class="figures card" aria-label="In all">
    <div class="figure"><span>Delivered</span><b>${short(total.delivered)}</b><${Change} now=${total.delivered}
        then=${old?.delivered} /></div>
    <div class="figure"><span>Success rate</span><b>${percent(rate)}</b><${Change} now=${rate} then=${old?.success_rate} points /></div>
    <div class="figure"><span>Failed</span><b class=${total.failed ? "bad" : ""}>${short(total.failed)}</b><${Change} now=${total.failed}
        then=${old?.failed} /></div>
    <div class="figure"><span>Retried</span><b>${short(total.retried)}</b><span>attempts</span></div>
    <div class="figure"><span>Half within</span><b>${millis(total.latency_ms?.p50)}</b><span>99 % within ${millis(total.latency_ms?.p99)}</span></div>
  </section>${old?.delivered + old?.failed > 0 && span && html`<p
      class="hint">Changes are against the ${span === "1" ? "day" : `${span} days`} before.</p>`}`;
}

/** One line for each profile that is shown, made of its own counts. */
function Trend({ id, range }) {
  const [values, setValues] = useState(null);
  useEffect(() => {
    const abort = new AbortController();
    reports.callbacks({ ...range, profile_id: id }, abort.signal).then((found) => setValues(found.data), () => {});
    return () => abort.abort();
  }, [id, JSON.stringify(range)]);
  if (!values) return html`<span class="skeleton"></span>`;
  return html`<${Spark} values=${values.map((each) => each.delivered + each.failed)}
      label="${values.length} values, the last ${values.at(-1)?.delivered ?? 0}" />`;
}

function columns(range, query) {
  return [
    { title: "Profile", cell: (row) => html`<a class="row"
        href=${link("reports", { ...query, profile_id: row.profile_id })}>${row.title}</a>` },
    { title: "Success", cell: (row) => (row.success_rate === null ? html`<span class="faint">–</span>` : html`<${Share}
        part=${row.success_rate} text=${percent(row.success_rate)} />`) },
    { title: "Trend", kind: "mid", cell: (row) => html`<${Trend} id=${row.profile_id} range=${range} />` },
    { title: "Delivered", kind: "number slim", cell: (row) => count(row.delivered) },
    { title: "Failed", kind: "number", cell: (row) => (row.failed ? html`<a
        href=${link("callbacks", { profile_id: row.profile_id, state: "failed" })}>${count(row.failed)}</a>` : "0") },
    { title: "Retried", kind: "number wide", cell: (row) => count(row.retried) },
    { title: "Skipped", kind: "number wide", cell: (row) => count(row.skipped) },
    { title: "State", kind: "mid", cell: (row) => html`<${State} of=${row.state} />` },
    { title: "Method", kind: "wide", cell: (row) => html`<${Method} of=${row.method} />` },
  ];
}

function ByProfile({ range, query }) {
  const { interval, span, ...asked } = range;
  const list = usePages("/v1/reports/profiles", asked, SPARKS);
  useEffect(() => list.data && learn(list.rows), [list.data]);
  const { span: _, ...spark } = range;
  return html`<section class="stack tight"><div class="line apart"><h2>By profile</h2>
      <${Button} small kind="quiet" icon="download" href="/v1/reports/profiles${search({ ...asked, format: "csv" })}"
          download="profiles.csv">CSV</${Button}></div>
    ${list.error ? html`<${Trouble} error=${list.error} what="The report by profile"
        onRetry=${list.reload} />` : !list.data ? html`<${Loading} rows="4" />`
      : html`<${Table} label="By profile, most failures first" columns=${columns(spark, query)} rows=${list.rows}
          keyOf=${(row) => row.profile_id} /><${More} next=${list.next} onMore=${list.loadMore} />`}</section>`;
}

function Filters({ query, range }) {
  const profiles = useProfiles(query.profile_id);
  return html`<div class="line apart filters"><div class="chips" role="group" aria-label="Filters">
      <${Choice} label="Range" hidden value=${range.span} options=${SPANS} onChange=${(days) => refine({ days, from: "", to: "" })} />
      <${OneOf} label="Profile" value=${query.profile_id} options=${profiles} onChange=${(profile_id) => refine({ profile_id })} />
      <${Contains} label="From" type="date" value=${query.from?.slice(0, 10)} onChange=${(from) => refine({ from, days: "" })} />
      <${Contains} label="To" type="date" value=${query.to?.slice(0, 10)} onChange=${(to) => refine({ to, days: "" })}
          hint="Up to the beginning of this day" />
    </div><${Choice} label="Interval" hidden value=${range.interval} options=${INTERVALS}
        onChange=${(interval) => refine({ interval })} /></div>`;
}

export function Page() {
  const { query } = route.value;
  const range = rangeOf(query);
  const { span, ...asked } = range;
  const wanted = { ...asked, profile_id: query.profile_id };
  const report = useLoad((signal) => reports.callbacks(wanted, signal), [JSON.stringify(wanted)]);
  const earlier = useLoad((signal) => (span ? reports.callbacks({ ...before(span), profile_id: query.profile_id }, signal) : Promise.resolve(null)), [span, query.profile_id]);
  const lines = (report.data?.data ?? []).filter((each) => new Date(each.from) <= Date.now());
  const at = lines.map((each) => label(each, range.interval));
  const total = report.data?.total;
  const none = total && !total.delivered && !total.failed && !total.skipped && !total.cancelled && !total.expired;
  const series = (name, of, look) => ({ name, look, values: lines.map(of) });
  return html`<${PageHead} title="Reports"><${Button} icon="download" href="/v1/reports/callbacks${search({ ...wanted, format: "csv" })}"
      download="callbacks.csv">CSV</${Button}></${PageHead}>
    <${Filters} query=${query} range=${range} />
    ${report.error ? html`<${Trouble} error=${report.error} what="The report"
        onRetry=${report.reload} />` : !report.data ? html`<${Loading} />`
      : none ? html`<${Empty}
          title="Nothing to count in this range"><p>Callbacks are counted when they end: delivered, failed, skipped or cancelled. Choose a longer range, or look at those that wait.</p></${Empty}>`
      : html`<div class="stack wide"><${Headline} total=${total} old=${earlier.data?.total} span=${span} />
        <div class="cards"><div class="card"><${Chart} label="Delivered and failed" area at=${at}
            series=${[series("Delivered", (each) => each.delivered, "good"), series("Failed", (each) => each.failed, "bad")]} /></div>
          <div class="card"><${Chart} label="From accepted to delivered" unit=${millis} at=${at}
              series=${[series("p50", (each) => each.latency_ms.p50, "accent"), series("p95", (each) => each.latency_ms.p95, "warn"), series("p99", (each) => each.latency_ms.p99, "idle")]} /></div></div>
        ${!query.profile_id && html`<${ByProfile} range=${range} query=${query} />`}</div>`}`;
}
