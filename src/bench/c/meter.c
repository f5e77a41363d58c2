// meter: measures a callback dispatcher from outside, over loopback HTTP/1.1.
//
// One process holds both ends: a load side that submits N callbacks to the dispatcher's API, and a sink
// that plays the customers' endpoint. Every callback carries {seq} (0..N-1) and {t} (submit time, ns), which
// the dispatcher must hand through to the sink's request body as  "seq":123  and  "t":123.
// The sink ticks each seq off, so the result says how many were lost and how many came twice.
//
//   cc -O2 -o meter meter.c -lpthread
//   ./meter --url http://127.0.0.1:8080/v1/callbacks --header 'Authorization: Bearer KEY'
//           --body '{"profile_id":"cbp_1","data":{"seq":{seq},"t":{t}}}' --count 100000 --conns 32 --sink 9100
//   --batch 100 --prefix '{"callbacks":[' --suffix ']}'   100 bodies joined by commas in one request
//   --rate R          submit at R callbacks a second (open loop) instead of as fast as answers come; {t} is then the time
//                     at which the callback was due to be sent, so that waiting for a free connection counts too
//   --profiles FILE   {profile} becomes the lines of FILE in turn
//   --from NS         the rate counts from this time on (ns since 1970), and not from the first submit
//   --delay MS        the sink answers after MS milliseconds
//   --fail K          the sink answers 503 the first time it sees a seq that K divides
//   --status S        what the sink answers otherwise (200)
//   --pad N           {pad} becomes N bytes of x
//   --idle S          give up S seconds after the last arrival (10)
//   --sink-only       no load: listen until N unique arrived or idle
//   --load-only       no sink: submit N and stop
//   --told S          go on until told, S seconds at most: SIGUSR1 ends the load (--count is then only the most), SIGTERM everything
//   --notes FILE      write down, a line each, what was acknowledged ("a TIME ID") and what arrived ("d TIME STATUS ID", the id being
//                     that of the header webhook-id); times in ns since 1970
// Result: one JSON object on standard output. Exit status 0 if nothing was lost. "resubmitted" counts callbacks sent again
// after a broken connection: each may be a duplicate of the publisher's own making. What is refused with 429 or 503, as a
// whole or alone within its batch, is sent again.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long long u64;
static u64 now_ns(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); return t.tv_sec * 1000000000ULL + t.tv_nsec; }
static void die(const char *m) { fprintf(stderr, "meter: %s\n", m); exit(2); }

// ---- options
static const char *host = "127.0.0.1", *path = "/", *body_tpl = "{\"seq\":{seq},\"t\":{t}}", *prefix = "", *suffix = "";
static char headers[8192] = ""; static char hostbuf[128];
static int port = 8080, sink_port = 9100, conns = 32, batch = 1, delay_ms = 0, fail_every = 0, status = 200, idle_s = 10, pad = 0;
static FILE *notes; static int told = 0; static volatile sig_atomic_t load_told, all_told;
static void on_signal(int s) { load_told = 1; if (s == SIGTERM) all_told = 1; }
static int sink_only = 0, load_only = 0, nprofiles = 0; static u64 count = 10000, from = 0; static double rate = 0; static char **profiles;

// ---- latency histogram: 64 sub-buckets per power of two of microseconds
#define HB (40 * 64)
typedef struct { u64 b[HB]; u64 n, max; } hist;
static int hidx(u64 us) { if (us < 64) return us; int e = 63 - __builtin_clzll(us); int i = (e - 5) * 64 + ((us >> (e - 6)) & 63); return i < HB ? i : HB - 1; }
static u64 hval(int i) { if (i < 64) return i; int e = i / 64 + 5; return ((u64)(64 + i % 64)) << (e - 6); }
static void hadd(hist *h, u64 us) { h->b[hidx(us)]++; h->n++; if (us > h->max) h->max = us; }
static double hq(hist *h, double q) { u64 want = q * h->n, c = 0; for (int i = 0; i < HB; i++) { c += h->b[i]; if (c > want) return hval(i) / 1000.0; } return h->max / 1000.0; }

// ---- shared results
static unsigned char *seen; static atomic_ullong uniq, dups, strays, arrivals; static atomic_ullong last_arrival, first_arrival;
static atomic_ullong accepted, rejected, broken, resubmitted; static u64 load_start, load_end; static atomic_int load_done;
static hist h_submit, h_e2e;
#define WINDOWS 3600
static atomic_uint per_second[WINDOWS];

// ---- sink
typedef struct conn { int fd; char *in; int len, cap; char out[65536]; int outlen; int closed; int waiting; } conn;
typedef struct { conn *c; u64 due; int st; } pend;
static pend *ring; static u64 rhead, rtail; static const u64 RING = 1 << 20;
static void flush_out(conn *c) { if (c->outlen && !c->closed) { int o = 0; while (o < c->outlen) { int n = write(c->fd, c->out + o, c->outlen - o); if (n <= 0) { if (n < 0 && errno == EAGAIN) { struct timespec t = {0, 20000}; nanosleep(&t, 0); continue; } c->closed = 1; break; } o += n; } c->outlen = 0; } }
static void answer(conn *c, int st) { if (c->outlen > 65000) flush_out(c); c->outlen += sprintf(c->out + c->outlen, "HTTP/1.1 %d X\r\ncontent-length: 0\r\n\r\n", st); }
static u64 field(const char *b, const char *e, const char *k, int *ok) { const char *p = memmem(b, e - b, k, strlen(k)); *ok = 0; if (!p) return 0; p += strlen(k); while (p < e && (*p == ' ' || *p == '"' || *p == ':')) p++; u64 v = 0; while (p < e && *p >= '0' && *p <= '9') { v = v * 10 + (*p++ - '0'); *ok = 1; } return v; }
static void note_arrival(const char *head, int st) { // the head ends with a zero
  const char *id = strcasestr(head, "\r\nwebhook-id:"); if (!id) return; id += 13; id += strspn(id, " ");
  fprintf(notes, "d %llu %d %.*s\n", now_ns(), st, (int)strcspn(id, "\r"), id); }
static int tick(const char *b, const char *e) { // returns the status to answer
  int ok, okt; u64 s = field(b, e, "\"seq\"", &ok), t = field(b, e, "\"t\"", &okt), n = now_ns(); arrivals++;
  if (!ok || s >= count) { strays++; return status; }
  if (fail_every && s % fail_every == 0 && !(seen[s] & 2)) { seen[s] |= 2; return 503; }
  if (seen[s] & 1) { dups++; return status; }
  seen[s] |= 1; if (!first_arrival) first_arrival = n; last_arrival = n; if (okt && n > t) hadd(&h_e2e, (n - t) / 1000);
  u64 w = load_start && n > load_start ? (n - load_start) / 1000000000ULL : 0; if (w < WINDOWS) per_second[w]++;
  uniq++; return status; }
static void on_data(conn *c) {
  int used = 0;
  for (;;) {
    char *b = c->in + used; int n = c->len - used; char *h = n > 0 ? memmem(b, n, "\r\n\r\n", 4) : 0; if (!h) break;
    *h = 0; char *cl = strcasestr(b, "\r\ncontent-length:"), *te = strcasestr(b, "\r\ntransfer-encoding: chunked"); *h = '\r';
    char *body = h + 4, *end; int have = c->in + c->len - body;
    if (te) { char *z = memmem(body, have, "0\r\n\r\n", 5); if (!z) break; end = z + 5; }
    else { long l = cl ? atol(cl + 17) : 0; if (have < l) break; end = body + l; }
    int st = tick(b, end); if (notes) { *h = 0; note_arrival(b, st); *h = '\r'; }
    if (delay_ms) { ring[rtail++ % RING] = (pend){c, now_ns() + delay_ms * 1000000ULL, st}; c->waiting++; } else answer(c, st);
    used = end - c->in; }
  if (used) { memmove(c->in, c->in + used, c->len - used); c->len -= used; }
  if (!delay_ms) flush_out(c); }
static void *sink(void *_) {
  int ls = socket(AF_INET, SOCK_STREAM, 0), one = 1; setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(sink_port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(ls, (void *)&a, sizeof a) || listen(ls, 4096)) die("the sink's port is taken");
  int ep = epoll_create1(0); struct epoll_event ev = {.events = EPOLLIN}, evs[512]; ev.data.ptr = 0; epoll_ctl(ep, EPOLL_CTL_ADD, ls, &ev);
  for (;;) {
    int to = 100; if (rhead < rtail) { u64 n = now_ns(), d = ring[rhead % RING].due; to = d <= n ? 0 : (int)((d - n) / 1000000 + 1); }
    int n = epoll_wait(ep, evs, 512, to);
    for (int i = 0; i < n; i++) {
      conn *c = evs[i].data.ptr;
      if (!c) { int fd = accept4(ls, 0, 0, SOCK_NONBLOCK); if (fd < 0) continue; setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); c = calloc(1, sizeof *c); c->fd = fd; c->cap = 65536; c->in = malloc(c->cap + 1); ev.events = EPOLLIN; ev.data.ptr = c; epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev); continue; }
      if (c->len > c->cap - 4096) { c->cap *= 2; c->in = realloc(c->in, c->cap + 1); }
      int r = read(c->fd, c->in + c->len, c->cap - c->len);
      if (r == 0 || (r < 0 && errno != EAGAIN)) { epoll_ctl(ep, EPOLL_CTL_DEL, c->fd, 0); close(c->fd); c->closed = 1; if (!c->waiting) { free(c->in); free(c); } continue; }
      if (r > 0) { c->len += r; on_data(c); } }
    u64 t = now_ns();
    while (rhead < rtail && ring[rhead % RING].due <= t) { pend *p = &ring[rhead++ % RING]; p->c->waiting--; if (!p->c->closed) { answer(p->c, p->st); flush_out(p->c); } } }
  return 0; }

// ---- load: one thread, non-blocking, `conns` connections, one request in flight on each
typedef struct { int fd; char *in; int len, cap; char *req; int reqlen, sent, busy; u64 t0; int n; u64 s0; } lconn;
static char *padbuf; static atomic_ullong next_seq;
static int subst(char *o, const char *tpl, u64 seq, u64 t) { char *s = o; for (const char *p = tpl; *p;) {
    if (!strncmp(p, "{seq}", 5)) { o += sprintf(o, "%llu", seq); p += 5; } else if (!strncmp(p, "{t}", 3)) { o += sprintf(o, "%llu", t); p += 3; }
    else if (!strncmp(p, "{pad}", 5)) { memcpy(o, padbuf, pad); o += pad; p += 5; }
    else if (nprofiles && !strncmp(p, "{profile}", 9)) { o += sprintf(o, "%s", profiles[seq % nprofiles]); p += 9; } else *o++ = *p++; } return o - s; }
static int build(lconn *c, u64 s0, int n) {
  static char *b; if (!b) b = malloc((size_t)(strlen(body_tpl) + pad + 128) * (batch + 1) + 4096); char *o = b; u64 t = rate ? load_start + (u64)((s0 + n) / rate * 1e9) : now_ns();
  o += sprintf(o, "%s", prefix); for (int i = 0; i < n; i++) { if (i) *o++ = ','; o += subst(o, body_tpl, s0 + i, t); } o += sprintf(o, "%s", suffix);
  int bl = o - b; c->req = realloc(c->req, bl + strlen(headers) + 512);
  c->reqlen = sprintf(c->req, "POST %s HTTP/1.1\r\nhost: %s:%d\r\ncontent-type: application/json\r\n%scontent-length: %d\r\n\r\n", path, host, port, headers, bl);
  memcpy(c->req + c->reqlen, b, bl); c->reqlen += bl; c->sent = 0; c->t0 = now_ns(); c->n = n; c->s0 = s0; c->busy = 1; return 0; }
static int dial(void) { int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1; struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)}; inet_pton(AF_INET, host, &a.sin_addr);
  for (int i = 0; connect(fd, (void *)&a, sizeof a); i++) { if (i > 1200) die("cannot connect to the dispatcher"); usleep(100000); } fcntl(fd, F_SETFL, O_NONBLOCK); setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); return fd; }
typedef struct again { u64 s0; int n; struct again *next; } again; static again *redo; static u64 backoff_until;
static void push(lconn *c) { while (c->sent < c->reqlen) { int n = write(c->fd, c->req + c->sent, c->reqlen - c->sent); if (n <= 0) return; c->sent += n; } }
// Within a batch single callbacks can be refused: those are sent again, each by itself. How many are done with, is the answer.
static int settle(lconn *c, const char *p) {
  if (batch == 1 || !strstr(p, "\"problem\"")) { accepted += c->n; return c->n; }
  int i = 0, depth = 0, text = 0, over = 0;
  for (; *p; p++) {
    if (text) { if (*p == '\\' && p[1]) p++; else if (*p == '"') text = 0; continue; }
    if (*p == '"') text = 1; else if (*p == '}') depth--; else if (*p == '{' && ++depth == 2) {
      char *st = strncmp(p + 1, "\"problem\"", 9) ? 0 : strstr(p, "\"status\":"); int why = st ? atoi(st + 9) : 0;
      if (why == 429 || why == 503) { rejected++; again *a = malloc(sizeof *a); *a = (again){c->s0 + i, 1, redo}; redo = a; backoff_until = now_ns() + 20000000ULL; }
      else { over++; if (!st) accepted++; else if (!broken++) fprintf(stderr, "meter: first bad answer: %.400s\n", p); }
      i++; } }
  return over; }
static void note_accepted(const char *p) {
  while ((p = strstr(p, "\"id\":"))) { p += 5; p += strspn(p, " \""); int n = strcspn(p, "\""); fprintf(notes, "a %llu %.*s\n", now_ns(), n, p); p += n; } }
static void *load(void *_) {
  int ep = epoll_create1(0); struct epoll_event ev, evs[512]; lconn *cs = calloc(conns, sizeof *cs);
  for (int i = 0; i < conns; i++) { cs[i].fd = dial(); cs[i].in = malloc(cs[i].cap = 16384); ev.events = EPOLLIN; ev.data.ptr = &cs[i]; epoll_ctl(ep, EPOLL_CTL_ADD, cs[i].fd, &ev); }
  load_start = now_ns(); u64 done = 0;
  for (;;) { if (load_told && next_seq < count) count = next_seq; if (done >= count || all_told) break;
    u64 t = now_ns(); u64 allowed = rate ? (u64)(rate * (t - load_start) / 1e9) : count;
    for (int i = 0; i < conns; i++) if (!cs[i].busy) {
      if (redo) { if (t < backoff_until) break; again *a = redo; redo = a->next; build(&cs[i], a->s0, a->n); free(a); push(&cs[i]); continue; }
      u64 s = next_seq; int n = batch; if (s + n > count) n = count - s; if (n <= 0 || s + n > allowed) break; next_seq = s + n; build(&cs[i], s, n); push(&cs[i]); }
    int n = epoll_wait(ep, evs, 512, 1);
    for (int i = 0; i < n; i++) { lconn *c = evs[i].data.ptr; if (c->cap - c->len < 4096) c->in = realloc(c->in, c->cap *= 2);
      int r = read(c->fd, c->in + c->len, c->cap - 1 - c->len);
      if (r == 0 || (r < 0 && errno != EAGAIN)) { broken++; close(c->fd); if (c->busy) { again *a = malloc(sizeof *a); *a = (again){c->s0, c->n, redo}; redo = a; resubmitted += c->n; backoff_until = now_ns() + 200000000ULL; } c->busy = 0; c->len = 0; usleep(50000); c->fd = dial(); ev.events = EPOLLIN; ev.data.ptr = c; epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev); continue; }
      if (r < 0) continue; c->len += r; c->in[c->len] = 0; char *h = strstr(c->in, "\r\n\r\n"); if (!h) continue;
      char *cl = strcasestr(c->in, "content-length:"); int whole;
      if (strcasestr(c->in, "transfer-encoding: chunked")) whole = strstr(h, "0\r\n\r\n") != 0; else { long l = cl && cl < h ? atol(cl + 15) : 0; whole = c->len >= (h + 4 - c->in) + l; }
      if (!whole) continue;
      int st = atoi(c->in + 9); hadd(&h_submit, (now_ns() - c->t0) / 1000); c->len = 0; c->busy = 0; // the answer stays readable until the next one
     
      if (st >= 200 && st < 300) { if (notes) note_accepted(h + 4); done += settle(c, h + 4); }
      else if (st == 429 || st == 503) { rejected += c->n; again *a = malloc(sizeof *a); *a = (again){c->s0, c->n, redo}; redo = a; backoff_until = now_ns() + 20000000ULL; }
      else { if (!broken++) fprintf(stderr, "meter: first bad answer: %.400s\n", c->in); done += c->n; } }
    for (int i = 0; i < conns; i++) if (cs[i].busy && cs[i].sent < cs[i].reqlen) push(&cs[i]); }
  load_end = now_ns(); load_done = 1; return 0; }

static void read_profiles(const char *name) {
  FILE *f = fopen(name, "r"); char line[256]; if (!f) die("cannot read the profiles");
  while (fgets(line, sizeof line, f)) { line[strcspn(line, "\n")] = 0; if (!*line || strlen(line) > 100) continue; profiles = realloc(profiles, (nprofiles + 1) * sizeof *profiles); profiles[nprofiles++] = strdup(line); }
  fclose(f); if (!nprofiles) die("there are no profiles in the file"); }

int main(int argc, char **argv) {
  signal(SIGUSR1, on_signal); signal(SIGPIPE, SIG_IGN); // either end may die in the middle: that is one of the things to measure
  for (int i = 1; i < argc; i++) { char *a = argv[i];
#define OPT(n) (!strcmp(a, n) && i + 1 < argc)
    if (OPT("--url")) { char *u = strdup(argv[++i]); if (!strncmp(u, "http://", 7)) u += 7; char *s = strchr(u, '/'); path = s ? strdup(s) : "/"; if (s) *s = 0; char *p = strchr(u, ':'); if (p) { port = atoi(p + 1); *p = 0; } else port = 80; snprintf(hostbuf, sizeof hostbuf, "%s", u); host = hostbuf; }
    else if (OPT("--header")) { strcat(headers, argv[++i]); strcat(headers, "\r\n"); } else if (OPT("--body")) body_tpl = argv[++i]; else if (OPT("--prefix")) prefix = argv[++i]; else if (OPT("--suffix")) suffix = argv[++i];
    else if (OPT("--count")) count = atoll(argv[++i]); else if (OPT("--conns")) conns = atoi(argv[++i]); else if (OPT("--batch")) batch = atoi(argv[++i]); else if (OPT("--sink")) sink_port = atoi(argv[++i]); else if (OPT("--delay")) delay_ms = atoi(argv[++i]);
    else if (OPT("--fail")) fail_every = atoi(argv[++i]); else if (OPT("--status")) status = atoi(argv[++i]); else if (OPT("--idle")) idle_s = atoi(argv[++i]); else if (OPT("--rate")) rate = atof(argv[++i]); else if (OPT("--pad")) pad = atoi(argv[++i]);
    else if (OPT("--profiles")) read_profiles(argv[++i]); else if (OPT("--told")) { told = atoi(argv[++i]); signal(SIGTERM, on_signal); } else if (OPT("--notes")) { if (!(notes = fopen(argv[++i], "w"))) die("the notes cannot be written"); setvbuf(notes, 0, _IOLBF, 1 << 16); }
    else if (OPT("--from")) from = strtoull(argv[++i], 0, 10);
    else if (!strcmp(a, "--sink-only")) sink_only = 1; else if (!strcmp(a, "--load-only")) load_only = 1; else { fprintf(stderr, "meter: unknown option %s\n", a); return 2; } }
  seen = calloc(count + 1, 1); ring = malloc(RING * sizeof *ring); padbuf = malloc(pad + 1); memset(padbuf, 'x', pad); pthread_t ts, tl;
  if (!load_only) pthread_create(&ts, 0, sink, 0); usleep(50000);
  if (!sink_only) pthread_create(&tl, 0, load, 0); else load_start = now_ns();
  u64 began = now_ns();
  for (;;) { usleep(20000); u64 n = now_ns(); if (told) { if (all_told || n - began > told * 1000000000ULL) break; continue; } u64 la = last_arrival; if (load_only) { if (load_done) break; continue; } if (uniq >= count && (sink_only || load_done)) { usleep(300000); break; }
    u64 ref = la > load_end ? la : load_end; if ((sink_only || load_done) && ref && n > ref && n - ref > idle_s * 1000000000ULL) break; if (load_start && !load_done && !sink_only && n - load_start > 900ULL * 1000000000ULL) break; }
  struct rusage ru; getrusage(RUSAGE_SELF, &ru); double cpu = ru.ru_utime.tv_sec + ru.ru_stime.tv_sec + (ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
  double tin = load_end > load_start ? (load_end - load_start) / 1e9 : 0, t0 = from ? from : load_start, tall = last_arrival > t0 ? (last_arrival - t0) / 1e9 : 0; u64 lost = load_only ? 0 : count - uniq;
  printf("{\"count\":%llu,\"accepted\":%llu,\"rejected_then_retried\":%llu,\"resubmitted\":%llu,\"broken\":%llu,\"ingest_per_s\":%.0f,\"delivered\":%llu,\"lost\":%llu,\"duplicates\":%llu,\"strays\":%llu,\"end_to_end_per_s\":%.0f,", count, accepted, rejected, resubmitted, broken, tin ? accepted / tin : 0, uniq, lost, dups, strays, tall ? uniq / tall : 0);
  printf("\"submit_ms\":{\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f},\"end_to_end_ms\":{\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"max\":%.2f},\"seconds\":%.2f,\"load_seconds\":%.2f,\"first_arrival_s\":%.3f,\"meter_cpu_s\":%.2f}\n", hq(&h_submit, .5), hq(&h_submit, .99), h_submit.max / 1000.0, hq(&h_e2e, .5), hq(&h_e2e, .99), hq(&h_e2e, .999), h_e2e.max / 1000.0, tall, tin, first_arrival ? (first_arrival - t0) / 1e9 : 0.0, cpu);
  return lost ? 1 : 0; }
