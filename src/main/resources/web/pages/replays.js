// All replays, with how far they have come.

import { html } from "../core/html.js";
import { usePages } from "../core/load.js";
import { exact } from "../core/format.js";
import { PageHead } from "../shell.js";
import { Button } from "../parts/button.js";
import { Empty, Loading, More, Trouble } from "../parts/states.js";
import { Running } from "../callbacks/replay.js";

export function Page() {
  const list = usePages("/v1/replays", {}, 25);
  return html`<${PageHead} title="Replays"><${Button} icon="back" href="#/callbacks">Callbacks</${Button}></${PageHead}>
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of replays"
        onRetry=${list.reload} />` : !list.data ? html`<${Loading} />`
      : !list.rows.length ? html`<${Empty}
          title="Nothing was replayed yet"><p>A replay sends a profile's failed, skipped or cancelled callbacks again. Start one from the callbacks.</p></${Empty}>`
      : html`<div class="cards">${list.rows.map((each) => html`<div class="card stack tight" key=${each.id}><${Running} of=${each} />
          <p class="small faint">Accepted ${exact(each.filter.from)} to ${exact(each.filter.to)}. Asked for ${exact(each.created_at)}.</p></div>`)}</div><${More} next=${list.next} onMore=${list.loadMore} />`}`;
}
