package io.guildstorm.server.api;

/// How clients speak to this server, as URLs begin.
public enum Scheme {
    PLAIN("http", "ws"),
    /// Inside TLS.
    TLS("https", "wss");

    private final String http;
    private final String webSocket;

    Scheme(String http, String webSocket) {
        this.http = http;
        this.webSocket = webSocket;
    }

    public String http() {
        return http;
    }

    public String webSocket() {
        return webSocket;
    }
}
