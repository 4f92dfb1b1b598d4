package io.guildstorm.server.access;

import io.guildstorm.server.model.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signed tokens of the form `base64(user id).base64(issued).base64(mac)`: none is stored, and client libraries
/// that read the user id out of the first part find it there. Any thread.
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Terms terms;

    /// What a token of ours is good for.
    /// @param user whose it is
    /// @param issued to the second
    public record Grant(UserId user, Instant issued) {}

    /// Until when tokens count.
    /// @param lifetime how long after they were issued; null: for ever
    public record Terms(@Nullable Duration lifetime, Revocations revocations, InstantSource clock) {}

    /// Tokens for ever, none of them revoked.
    /// @param secret 32 bytes that only this server and its cluster know
    public Tokens(byte[] secret) {
        this(secret, new Terms(null, new Revocations(), () -> Instant.EPOCH));
    }

    /// @param secret 32 bytes that only this server and its cluster know
    public Tokens(byte[] secret, Terms terms) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("secret shorter than 32 bytes: " + secret.length);
        }
        key = new SecretKeySpec(secret, ALGORITHM);
        this.terms = terms;
    }

    /// A token that counts: for a user whose tokens were revoked just now, one of a second later.
    public String issue(UserId user, Instant when) {
        long issued = Math.max(when.getEpochSecond(), terms.revocations.earliest(user));
        var encoder = Base64.getEncoder().withoutPadding();
        String head = encoder.encodeToString(user.toString().getBytes(StandardCharsets.US_ASCII))
                + "."
                + encoder.encodeToString(
                        ByteBuffer.allocate(Long.BYTES).putLong(issued).array());
        return head + "." + new String(tail(head), StandardCharsets.US_ASCII);
    }

    /// Whose token this is; empty for anything that this server did not issue, or that counts no more. A leading `Bot `
    /// is tolerated.
    public Optional<UserId> verify(String token) {
        return open(token).map(Grant::user);
    }

    /// As [#verify], with what it takes to ask again by [#holds].
    public Optional<Grant> open(String token) {
        String bare = token.startsWith("Bot ") ? token.substring(4) : token;
        int afterHead = bare.lastIndexOf('.');
        int afterUser = bare.indexOf('.');
        if (afterUser < 1 || afterHead <= afterUser) {
            return Optional.empty();
        }
        try {
            byte[] given = bare.substring(afterHead + 1).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(given, tail(bare.substring(0, afterHead)))) {
                return Optional.empty();
            }
            byte[] user = Base64.getDecoder().decode(bare.substring(0, afterUser));
            byte[] issued = Base64.getDecoder().decode(bare.substring(afterUser + 1, afterHead));
            var grant = new Grant(
                    new UserId(Long.parseLong(new String(user, StandardCharsets.US_ASCII))),
                    Instant.ofEpochSecond(ByteBuffer.wrap(issued).getLong()));
            return Optional.of(grant).filter(this::holds);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64, or not a number: not ours
        }
    }

    /// Whether what was opened still counts: cheap, as nothing is computed anew.
    public boolean holds(Grant grant) {
        var lifetime = terms.lifetime;
        return grant.issued.getEpochSecond() >= terms.revocations.earliest(grant.user)
                && (lifetime == null || terms.clock.instant().isBefore(grant.issued.plus(lifetime)));
    }

    /// As it is written, for base64 reads in several ways what it writes in one: a token has one spelling.
    private byte[] tail(String head) {
        return Base64.getUrlEncoder().withoutPadding().encode(mac(head));
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
