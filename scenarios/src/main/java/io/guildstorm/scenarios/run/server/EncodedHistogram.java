package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// A histogram as the admin API tells it: HdrHistogram's compressed form, in Base64.
public final class EncodedHistogram {
    private EncodedHistogram() {}

    /// @throws EnvironmentException when it is none
    public static Histogram decode(String encoded) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new EnvironmentException("the server's histogram cannot be read", e);
        }
    }
}
