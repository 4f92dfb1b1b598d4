/* A look at a chat server from outside: what a delivery costs it, and what was lost, repeated or out of order.
 *
 * It shares no code with the server or with Guildstorm's own instrument, and is written in another language, so that
 * the two can be held against each other.
 *
 *     gcc -O2 -o outside outside.c
 *     ./outside floor PORT                       a server that does nothing but one send() a socket and message
 *     ./outside load --port P --pid PID …        connects, sends on schedule, reads everything; one line of figures
 *
 * Of `load`: --sessions N, --rate R (messages a second), --warmup S, --seconds S, --length BYTES (of the content; of
 * the whole payload with --raw), --rehearse N (sends before anybody listens, one after the other, so that what handles
 * them is compiled), --hold S (sends nothing, keeps the sessions alive for so long), --raw (the floor: no sign-in), or --channel ID and --tokens FILE (one a line, the
 * first of them sends too). Linux, loopback, one thread; at most 28,000 sessions.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SESSIONS_MAX = 28000, BUFFER = 1 << 16, BUCKETS = 64 * 64, SENDERS = 16 };

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void every_descriptor(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void no_delay(int fd) {
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* ---- the floor ---- */

static const char SWITCHED[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"; /* of RFC 6455's own key */

struct peer {
    int listening; /* place among the listeners, from 1; 0: none */
    int length;
    char *request;
};

static struct peer peers[65536];
static int listeners[65536], listener_count;

static void gone(int fd) {
    if (peers[fd].listening) {
        int place = peers[fd].listening, last = listeners[--listener_count];
        listeners[place - 1] = last;
        peers[last].listening = place;
    }
    free(peers[fd].request);
    peers[fd] = (struct peer){0};
    close(fd);
}

static void fan_out(const char *payload, int length) {
    static unsigned char frame[BUFFER + 4];
    int head = 2;
    frame[0] = 0x81;
    if (length < 126) {
        frame[1] = length;
    } else {
        frame[1] = 126;
        frame[2] = length >> 8;
        frame[3] = length;
        head = 4;
    }
    memcpy(frame + head, payload, length);
    for (int i = 0; i < listener_count; i++) {
        if (send(listeners[i], frame, head + length, MSG_DONTWAIT | MSG_NOSIGNAL) != head + length) {
            fprintf(stderr, "a socket did not take a frame\n");
        }
    }
}

static void floor_reads(int fd) {
    char bytes[BUFFER];
    int got = read(fd, bytes, sizeof bytes);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) gone(fd);
        return;
    }
    struct peer *peer = &peers[fd];
    if (peer->listening) return;
    peer->request = realloc(peer->request, peer->length + got + 1);
    memcpy(peer->request + peer->length, bytes, got);
    peer->length += got;
    for (;;) {
        char *end = memmem(peer->request, peer->length, "\r\n\r\n", 4);
        if (!end) return;
        if (*peer->request == 'G') {
            if (write(fd, SWITCHED, sizeof SWITCHED - 1) < 0) return gone(fd);
            listeners[listener_count] = fd;
            peer->listening = ++listener_count;
            return;
        }
        peer->request[peer->length] = 0;
        char *header = strcasestr(peer->request, "content-length:");
        int body = header ? atoi(header + 15) : 0, whole = end + 4 - peer->request + body;
        if (peer->length < whole) return;
        if (write(fd, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", 44) < 0) return gone(fd);
        fan_out(end + 4, body);
        memmove(peer->request, peer->request + whole, peer->length - whole);
        peer->length -= whole;
    }
}

static void run_floor(int at_port) {
    int one = 1, server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
    struct sockaddr_in at = {AF_INET, htons(at_port), {htonl(INADDR_LOOPBACK)}, {0}};
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(server, (void *)&at, sizeof at) || listen(server, 4096)) fail("cannot listen");
    struct epoll_event event = {EPOLLIN, {.fd = server}}, events[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, server, &event);
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd != server) {
                floor_reads(fd);
                continue;
            }
            while ((fd = accept4(server, 0, 0, SOCK_NONBLOCK)) >= 0) {
                no_delay(fd);
                struct epoll_event its = {EPOLLIN, {.fd = fd}};
                epoll_ctl(poll, EPOLL_CTL_ADD, fd, &its);
            }
        }
    }
}

/* ---- the load ---- */

struct session {
    int fd;
    int seq;      /* the last s */
    int64_t id;   /* of the newest message: the server's order, which senders side by side do not know */
    int have;     /* bytes in `bytes` */
    int64_t beat; /* when its next heartbeat is due */
    char *bytes;
    unsigned char *got; /* by message, how often */
};

static struct session sessions[SESSIONS_MAX];
static int session_count = 1000, port, pid, length = 400, rehearsed, held_s, raw, poll_fd, messages, senders[SENDERS];
static double rate = 20, warmup_s = 3, measured_s = 10;
static const char *channel = "", *token_file;
static char (*tokens)[256];
static int64_t begin_ns, judged_from, judged_to;
static long delivered, judged_count, lost, repeated, reordered, judged_bytes, answered, refused;
static long histogram[BUCKETS]; /* of µs: 64 steps in each power of two */

static int bucket(int64_t us) {
    if (us < 64) return us < 0 ? 0 : us;
    int power = 63 - __builtin_clzll(us);
    int index = (power - 5) * 64 + (us >> (power - 6)) - 64;
    return index < BUCKETS ? index : BUCKETS - 1;
}

static double bucket_ms(int index) {
    if (index < 64) return index / 1e3;
    int power = index / 64 + 5;
    return (double)((int64_t)(index % 64 + 65) << (power - 6)) / 1e3;
}

static double quantile_ms(double share) {
    long due = judged_count * share, sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
        sum += histogram[i];
        if (sum > due) return bucket_ms(i);
    }
    return 0;
}

static double cpu_s(void) {
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof line, file)) fail("cannot read the server's CPU time: --pid");
    fclose(file);
    unsigned long user, kernel;
    sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
    return (double)(user + kernel) / sysconf(_SC_CLK_TCK);
}

static int connected(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {AF_INET, htons(port), {htonl(INADDR_LOOPBACK)}, {0}};
    if (fd < 0 || connect(fd, (void *)&at, sizeof at)) fail("cannot connect");
    no_delay(fd);
    return fd;
}

static void put(int fd, const char *bytes, int count) {
    while (count > 0) {
        int wrote = send(fd, bytes, count, MSG_NOSIGNAL);
        if (wrote < 0) fail("cannot write");
        bytes += wrote;
        count -= wrote;
    }
}

/* A masked text frame; the mask is zero, so that it is its own. */
static void put_text(int fd, const char *text) {
    char frame[2048];
    int count = strlen(text), head = count < 126 ? 2 : 4;
    frame[0] = (char)0x81;
    frame[1] = (char)(0x80 | (count < 126 ? count : 126));
    if (head == 4) {
        frame[2] = count >> 8;
        frame[3] = count;
    }
    memset(frame + head, 0, 4);
    memcpy(frame + head + 4, text, count);
    put(fd, frame, head + 4 + count);
}

static void heartbeat(struct session *one) {
    char text[64];
    snprintf(text, sizeof text, "{\"op\":1,\"d\":%d}", one->seq);
    put_text(one->fd, text);
    one->beat = now_ns() + 40000000000LL;
}

static void arrived(struct session *one, const char *payload, int count, int64_t at) {
    const char *s = memmem(payload, count < 80 ? count : 80, "\"s\":", 4);
    if (s) one->seq = atoi(s + 4);
    const char *mark = memmem(payload, count, "~N", 2);
    if (!mark) return;
    int number;
    long long intended;
    if (sscanf(mark, "~N%d~%lld~", &number, &intended) != 2) return;
    if (number < 0 || number >= messages) return;
    if (one->got[number]++) {
        repeated++;
        return;
    }
    delivered++;
    const char *name = memmem(payload, count, "\"d\":{\"id\":\"", 11);
    int64_t id = raw ? number : name ? atoll(name + 11) : 0;
    if (id < one->id) reordered++;
    one->id = id;
    if (intended >= judged_from && intended < judged_to) {
        judged_count++;
        judged_bytes += count;
        histogram[bucket((at - intended) / 1000)]++;
    }
}

/* Takes the whole frames out of what a session has. */
static void frames(struct session *one, int64_t at) {
    int from = 0;
    for (;;) {
        unsigned char *head = (unsigned char *)one->bytes + from;
        int have = one->have - from, size = 2;
        if (have < 2) break;
        int64_t count = head[1] & 127;
        if (count == 126) {
            if (have < 4) break;
            count = head[2] << 8 | head[3];
            size = 4;
        } else if (count == 127) {
            fprintf(stderr, "a frame over 64 KiB\n");
            exit(1);
        }
        if (have < size + count) break;
        if ((head[0] & 15) == 1) arrived(one, (char *)head + size, count, at);
        if ((head[0] & 15) == 8) {
            fprintf(stderr, "a session was closed\n");
            exit(1);
        }
        from += size + count;
    }
    one->have -= from;
    memmove(one->bytes, one->bytes + from, one->have);
}

static void session_reads(struct session *one) {
    for (;;) {
        int got = recv(one->fd, one->bytes + one->have, BUFFER * 2 - one->have, MSG_DONTWAIT);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) {
            fprintf(stderr, "a session lost its socket\n");
            exit(1);
        }
        one->have += got;
        frames(one, now_ns());
        if (got < BUFFER) return;
    }
}

static void open_session(int index) {
    static const char upgrade[] = "GET /gateway?v=10&encoding=json HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                  "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    struct session *one = &sessions[index];
    one->fd = connected();
    one->bytes = malloc(BUFFER * 2);
    one->got = calloc(messages, 1);
    put(one->fd, upgrade, sizeof upgrade - 1);
    char *end;
    while (!(end = memmem(one->bytes, one->have, "\r\n\r\n", 4))) {
        int got = recv(one->fd, one->bytes + one->have, BUFFER - one->have, 0);
        if (got <= 0) fail("no upgrade");
        one->have += got;
    }
    one->have -= end + 4 - one->bytes;
    memmove(one->bytes, end + 4, one->have);
    struct epoll_event event = {EPOLLIN, {.ptr = one}};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, one->fd, &event);
    if (raw) return;
    char text[1024];
    snprintf(text, sizeof text,
             "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":33281,"
             "\"properties\":{\"os\":\"linux\",\"browser\":\"outside\",\"device\":\"outside\"}}}",
             tokens[index]);
    put_text(one->fd, text);
    /* spread over an interval, as clients do */
    one->beat = now_ns() + 40000000000LL * (index + 1) / session_count;
    while (one->seq < 2) { /* READY, GUILD_CREATE */
        int got = recv(one->fd, one->bytes + one->have, BUFFER * 2 - one->have, 0);
        if (got <= 0) fail("no READY");
        one->have += got;
        frames(one, now_ns());
    }
}

static void publish(int number, int64_t intended) {
    char content[4096], request[8192];
    int used = snprintf(content, sizeof content, "~N%d~%lld~", number, (long long)intended);
    while (used < length) content[used++] = 'x';
    content[used] = 0;
    char body[4200];
    int size = raw ? snprintf(body, sizeof body, "%s", content)
                   : snprintf(body, sizeof body, "{\"content\":\"%s\"}", content);
    int count = snprintf(request, sizeof request,
                         "POST /api/v10/channels/%s/messages HTTP/1.1\r\nHost: localhost\r\n"
                         "Authorization: Bot %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                         channel, raw ? "none" : tokens[0], size, body);
    put(senders[raw ? 0 : number % SENDERS], request, count);
}

static void sender_reads(int fd) {
    char bytes[BUFFER];
    int got = recv(fd, bytes, sizeof bytes - 1, MSG_DONTWAIT);
    if (got <= 0) {
        if (got < 0 && errno == EAGAIN) return;
        fprintf(stderr, "the sender lost its socket\n");
        exit(1);
    }
    bytes[got] = 0;
    for (char *at = bytes; (at = strstr(at, "HTTP/1.1 ")); at += 9) at[9] == '2' ? answered++ : refused++;
}

/* Each is answered before the next, so that nothing of it is under way when sessions come. */
static void rehearse(void) {
    for (int i = 0; i < rehearsed; i++) {
        long before = answered + refused;
        publish(0, 0);
        while (answered + refused == before) sender_reads(senders[0]);
    }
    answered = refused = 0;
}

static void read_tokens(void) {
    FILE *file = token_file ? fopen(token_file, "r") : NULL;
    if (!file) fail("cannot read --tokens");
    tokens = calloc(session_count, sizeof *tokens);
    for (int i = 0; i < session_count; i++) {
        if (fscanf(file, "%255s", tokens[i]) != 1) {
            fprintf(stderr, "--tokens has fewer lines than --sessions\n");
            exit(2);
        }
    }
    fclose(file);
}

static void beats(void) {
    static int turn;
    int64_t now = now_ns();
    for (int i = 0; i < 64; i++) {
        struct session *one = &sessions[turn++ % session_count];
        if (!raw && one->beat < now) heartbeat(one);
    }
}

/* Heartbeats, and nothing else. */
static void hold(void) {
    struct epoll_event events[256];
    int64_t until = now_ns() + held_s * 1000000000LL;
    while (now_ns() < until) {
        int count = epoll_wait(poll_fd, events, 256, 10);
        for (int i = 0; i < count; i++) session_reads(events[i].data.ptr);
        for (int i = 0; i < session_count; i += 64) beats();
    }
}

static int run_load(void) {
    poll_fd = epoll_create1(0);
    if (!raw) read_tokens();
    messages = (warmup_s + measured_s) * rate;
    for (int i = 0; i < SENDERS; i++) senders[i] = connected();
    rehearse();
    int64_t start = now_ns();
    double cpu = cpu_s();
    for (int i = 0; i < session_count; i++) open_session(i);
    double connect_s = (now_ns() - start) / 1e9, connect_cpu = cpu_s() - cpu;
    if (held_s) {
        hold();
        printf("sessions=%d held_s=%d connect_s=%.2f connect_cpu_s=%.2f\n", session_count, held_s, connect_s, connect_cpu);
        return 0;
    }
    struct epoll_event events[256];
    static struct session talkers[SENDERS]; /* known by having no room for bytes */
    for (int i = 0; i < SENDERS; i++) {
        talkers[i].fd = senders[i];
        struct epoll_event event = {EPOLLIN, {.ptr = &talkers[i]}};
        epoll_ctl(poll_fd, EPOLL_CTL_ADD, senders[i], &event);
    }

    begin_ns = now_ns() + 200000000LL;
    judged_from = begin_ns + warmup_s * 1e9;
    judged_to = judged_from + measured_s * 1e9;
    int number = 0;
    double cpu_from = -1, cpu_to = 0;
    int64_t deadline = judged_to + 5000000000LL;
    while (now_ns() < deadline) {
        int64_t now = now_ns(), next = begin_ns + (int64_t)(number * 1e9 / rate);
        if (cpu_from < 0 && now >= judged_from) cpu_from = cpu_s();
        if (number < messages && now >= next) {
            publish(number++, next);
            continue;
        }
        if (number == messages && delivered >= (long)messages * session_count) break;
        int wait = number < messages ? (next - now) / 1000000 : 10;
        int count = epoll_wait(poll_fd, events, 256, wait < 0 ? 0 : wait > 10 ? 10 : wait);
        for (int i = 0; i < count; i++) {
            struct session *one = events[i].data.ptr;
            one->bytes ? session_reads(one) : sender_reads(one->fd);
        }
        beats();
    }
    cpu_to = cpu_s();
    lost = (long)number * session_count - delivered;
    printf("sessions=%d rate=%g deliveries=%ld us_per_delivery=%.2f p50_ms=%.2f p99_ms=%.2f lost=%ld repeated=%ld"
           " reordered=%ld payload_bytes=%ld answered=%ld refused=%ld connect_s=%.2f connect_cpu_s=%.2f\n",
           session_count, rate, judged_count, (cpu_to - cpu_from) * 1e6 / (judged_count ? judged_count : 1),
           quantile_ms(0.5), quantile_ms(0.99), lost, repeated, reordered, judged_count ? judged_bytes / judged_count : 0,
           answered, refused, connect_s, connect_cpu);
    return lost || repeated || reordered || refused ? 1 : 0;
}

static int usage(void) {
    fputs("outside floor PORT | outside load --port P --pid PID [--raw | --channel ID --tokens FILE]"
          " [--sessions N] [--rate R] [--warmup S] [--seconds S] [--length BYTES] [--rehearse N] [--hold S]\n",
          stderr);
    return 2;
}

int main(int count, char **words) {
    every_descriptor();
    if (count == 3 && !strcmp(words[1], "floor")) run_floor(atoi(words[2]));
    if (count < 2 || strcmp(words[1], "load")) return usage();
    for (int i = 2; i < count; i++) {
        if (!strcmp(words[i], "--raw")) {
            raw = 1;
            continue;
        }
        if (i + 1 == count) return usage();
        char *value = words[i + 1];
        if (!strcmp(words[i], "--port")) port = atoi(value);
        else if (!strcmp(words[i], "--pid")) pid = atoi(value);
        else if (!strcmp(words[i], "--sessions")) session_count = atoi(value);
        else if (!strcmp(words[i], "--rate")) rate = atof(value);
        else if (!strcmp(words[i], "--warmup")) warmup_s = atof(value);
        else if (!strcmp(words[i], "--seconds")) measured_s = atof(value);
        else if (!strcmp(words[i], "--rehearse")) rehearsed = atoi(value);
        else if (!strcmp(words[i], "--hold")) held_s = atoi(value);
        else if (!strcmp(words[i], "--length")) length = atoi(value);
        else if (!strcmp(words[i], "--channel")) channel = value;
        else if (!strcmp(words[i], "--tokens")) token_file = value;
        else return usage();
        i++;
    }
    if (!port || !pid || session_count < 1 || session_count > SESSIONS_MAX || length < 64 || length > 4000 || rate <= 0)
        return usage();
    return run_load();
}
