package io.guildstorm.server.access;

import io.guildstorm.server.model.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed tokens of the form `base64(user id).base64(issued).base64(mac)`: nothing is stored, and client libraries
/// that read the user id out of the first part find it there. Immutable; any thread.
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /// @param secret 32 bytes that only this server and its cluster know
    public Tokens(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("secret shorter than 32 bytes: " + secret.length);
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    public String issue(UserId user, Instant when) {
        var encoder = Base64.getEncoder().withoutPadding();
        String head = encoder.encodeToString(user.toString().getBytes(StandardCharsets.US_ASCII))
                + "."
                + encoder.encodeToString(ByteBuffer.allocate(Long.BYTES)
                        .putLong(when.getEpochSecond())
                        .array());
        return head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(head));
    }

    /// Whose token this is; empty for anything that this server did not issue. A leading `Bot ` is tolerated.
    public Optional<UserId> verify(String token) {
        String bare = token.startsWith("Bot ") ? token.substring(4) : token;
        int afterHead = bare.lastIndexOf('.');
        int afterUser = bare.indexOf('.');
        if (afterUser < 1 || afterHead <= afterUser) {
            return Optional.empty();
        }
        try {
            byte[] given = Base64.getUrlDecoder().decode(bare.substring(afterHead + 1));
            if (!MessageDigest.isEqual(given, mac(bare.substring(0, afterHead)))) {
                return Optional.empty();
            }
            byte[] user = Base64.getDecoder().decode(bare.substring(0, afterUser));
            return Optional.of(new UserId(Long.parseLong(new String(user, StandardCharsets.US_ASCII))));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64, or not a number: not ours
        }
    }

    private byte[] mac(String head) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(head.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no " + ALGORITHM, e);
        }
    }
}
