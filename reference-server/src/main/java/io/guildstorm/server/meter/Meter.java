package io.guildstorm.server.meter;

/// Every figure that the server publishes at `/metrics`, with its unit and what it counts.
public enum Meter {
    REQUESTS(Kind.COUNTER, "http.requests", "requests", "HTTP requests that were read whole, whatever the answer."),
    REQUESTS_REFUSED(
            Kind.COUNTER, "http.requests.refused", "requests", "HTTP requests answered with a 4xx, 429 left out."),
    REQUESTS_LIMITED(
            Kind.COUNTER,
            "http.requests.limited",
            "requests",
            "HTTP requests answered with 429: a rate limit, or no permit of guild.inflight."),
    REQUESTS_FAILED(Kind.COUNTER, "http.requests.failed", "requests", "HTTP requests answered with a 5xx."),
    CONNECTIONS(
            Kind.GAUGE, "connections", "sockets", "Sockets that are open now, HTTP and WebSocket, on all event loops."),
    SENDS(Kind.COUNTER, "sends", "messages", "Messages that were durable and delivered; retries count once."),
    SESSIONS(Kind.GAUGE, "gateway.sessions", "sessions", "Gateway sessions with a socket that are identified now."),
    SESSIONS_DETACHED(
            Kind.GAUGE,
            "gateway.sessions.detached",
            "sessions",
            "Gateway sessions whose socket is gone and that may still resume."),
    SIGN_INS_WAITING(
            Kind.GAUGE,
            "gateway.sign.ins.waiting",
            "sockets",
            "Sockets that wait for their turn to be upgraded, to identify or to resume."),
    DELIVERIES(
            Kind.COUNTER,
            "gateway.deliveries",
            "frames",
            "Events numbered for a session and put into its socket's queue; replays left out."),
    REPLAYS(Kind.COUNTER, "gateway.replays", "frames", "Events sent again to sessions that resumed."),
    SESSION_LOOKUPS(
            Kind.COUNTER,
            "gateway.session.lookups",
            "sessions",
            "Sessions that a client asked to resume, looked up at the event loop that their id names."),
    SESSION_LOOKUPS_ELSEWHERE(
            Kind.COUNTER,
            "gateway.session.lookups.elsewhere",
            "sessions",
            "Of those, the ones for which that is another event loop than the one of the new connection."),
    BYTES_OUT(Kind.COUNTER, "gateway.bytes.out", "bytes", "Bytes of WebSocket frames queued, frame headers included."),
    CLOSES_SLOW(
            Kind.COUNTER,
            "gateway.closes.slow",
            "sockets",
            "Sockets closed because their reader left more unsent than a session may hold."),
    PRESENCE_CHANGES(
            Kind.COUNTER,
            "presence.changes",
            "changes",
            "What clients said of their users, and their comings and goings, as presence servers heard of it."),
    PRESENCE_PUBLISHED(
            Kind.COUNTER,
            "presence.published",
            "changes",
            "Changes of a shown status that presence servers told to event loops, after the debounce."),
    PRESENCE_LEARNING(
            Kind.COUNTER,
            "presence.learning",
            "milliseconds",
            "How long presence servers that began knew nothing: until the gateway, and the backup where there is one,"
                    + " had told them all."),
    PRESENCE_TOLD(
            Kind.COUNTER,
            "presence.told",
            "updates",
            "Presence updates told to sessions as statuses changed: one for each user, session and guild."),
    PRESENCE_QUERIED(
            Kind.COUNTER,
            "presence.queried",
            "updates",
            "Statuses told to sessions because they began, resumed, or came to show a user."),
    PRESENCE_DISPATCHES(
            Kind.COUNTER, "presence.dispatches", "frames", "Dispatches that carried presences to sessions."),
    PRESENCE_BYTES(Kind.COUNTER, "presence.bytes", "bytes", "Bytes of those dispatches' data, before compression."),
    STORE_PENDING(
            Kind.GAUGE, "store.pending", "writes", "Writes that wait for the store's writer or are being written."),
    STORE_SYNCS(
            Kind.COUNTER,
            "store.syncs",
            "syncs",
            "How often the write-ahead log was synced; always 0 with the memory store."),
    GUILDS(Kind.GAUGE, "guilds", "guilds", "Guilds that this node has loaded."),
    PROCESS_CPU(Kind.COUNTER, "process.cpu", "seconds", "CPU time of this process, user and system."),
    HEAP_USED(Kind.GAUGE, "jvm.heap.used", "bytes", "Java heap in use, garbage included.");

    /// How it moves.
    public enum Kind {
        /// Only rises while the process lives.
        COUNTER,
        GAUGE
    }

    private final Kind kind;
    private final String suffix;
    private final String unit;
    private final String sentence;

    Meter(Kind kind, String suffix, String unit, String sentence) {
        this.kind = kind;
        this.suffix = suffix;
        this.unit = unit;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    /// Lower case, parts separated by points; Prometheus shows points as underscores.
    public String key() {
        return "guildstorm." + suffix;
    }

    public String unit() {
        return unit;
    }

    public String sentence() {
        return sentence;
    }
}
