package io.guildstorm.server.node;

import io.guildstorm.server.node.Options.TlsOptions;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate and key of `--tls-cert` and `--tls-key`, checked before any port is open: a pair that does not fit
/// would otherwise show with the first client only.
final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = {1, 2, 3};

    private Tls() {}

    /// TLS 1.3 and 1.2, by the platform's own implementation and choice of ciphers.
    /// @throws RefusedStart a file that cannot be read, is not what it should be, or does not fit the other
    static SslContext load(TlsOptions options) {
        var chain = certificates(options.certificate());
        var key = key(options.key(), chain[0]);
        try {
            chain[0].checkValidity();
        } catch (CertificateException _) {
            LOG.warn(
                    "the certificate {} is valid from {} to {} only: clients will refuse it",
                    options.certificate(),
                    chain[0].getNotBefore(),
                    chain[0].getNotAfter());
        }
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException e) {
            throw RefusedStart.environment("cannot set up TLS: " + e + ".");
        }
    }

    private static X509Certificate[] certificates(Path file) {
        byte[] bytes = bytes("--tls-cert", file);
        try {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .toArray(X509Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException _) {
            // said below
        }
        throw refused("--tls-cert", file, "it holds no certificate (-----BEGIN CERTIFICATE-----).");
    }

    private static PrivateKey key(Path file, X509Certificate certificate) {
        var text = new String(bytes("--tls-key", file), StandardCharsets.ISO_8859_1);
        var pem = PRIVATE_KEY.matcher(text);
        if (!pem.find()) {
            throw refused(
                    "--tls-key",
                    file,
                    "it holds no plain PKCS#8 key (-----BEGIN PRIVATE KEY-----); openssl pkcs8 -topk8 -nocrypt makes one"
                            + " of another.");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            var key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
            if (fits(key, certificate)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // said below
        }
        throw refused("--tls-key", file, "it is not the key of the certificate in --tls-cert.");
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static byte[] bytes(String flag, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(flag, file, Files.exists(file) ? "it cannot be read (" + e + ")." : "there is no such file.");
        }
    }

    private static RefusedStart refused(String flag, Path file, String why) {
        return RefusedStart.input(flag + " cannot be \"" + file + "\": " + why);
    }
}
